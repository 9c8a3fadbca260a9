"""What can be set in a Playground: its controls in the order of the page, what each is called and lets one choose; and
the settings' usual values, with the check each value has to pass."""

import numpy as np

from ..activations import ACTIVATIONS
from ..data import DATASETS
from ..optimizers import Adam, GradientDescent, Momentum, RMSProp
from ..plots.playground import LIMIT
from ..validate import as_numbers, brief, choose, number, whole, yes_or_no
from ..words import both, later, say
from .playground_data import FEATURES, REGRESSION

POINTS, OWN_POINTS = 500, 300  # of a data set, of the learner
SMOOTH = [name for name, sigma in ACTIVATIONS.items() if sigma.derivative]
PENALTIES = [0, 0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1]
OPTIMIZERS = {"gradient_descent": GradientDescent, "momentum": Momentum, "rmsprop": RMSProp, "adam": Adam}
NAMES = (  # of what a menu has, for the catalogues; `in_words` says them
    later("circles"), later("moons"), later("blobs"), later("xor"), later("spiral"), later("none"), later("plane"),
    later("gauss"), later("usual"), later("small"), later("zeros"), later("fast"), later("single steps"), later("slow"),
    later("activation"), later("gradient"), later("gradient descent"),
)


def menu(label, options):
    """options: a list, or {what a group of them is called: a list}."""
    return {"kind": "menu", "label": label, "groups": options if isinstance(options, dict) else {"": options}}


def slider(label, low, high, step=1):
    return {"kind": "slider", "label": label, "low": low, "high": high, "step": step}


CONTROLS = {
    "data": menu(later("Data"), {later("two classes"): [*DATASETS, "none"],
                                 later("numbers (regression)"): list(REGRESSION)}),
    "noise": slider(later("Noise"), 0, 1, 0.05),
    "depth": slider(later("Depth"), 0, 8),  # this one and the next turn the setting `widths`
    "width": slider(later("Width"), 1, 32),
    "activation": menu(later("Activation"), SMOOTH),
    "learning_rate": menu(later("Learning rate"), [0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10]),
    "optimizer": menu(later("Optimizer"), list(OPTIMIZERS)),
    "batch_size": menu(later("Batch size"), [1, 10, 32, 100, 500]),
    "l2": menu(later("L2 penalty"), PENALTIES),
    "l1": menu(later("L1 penalty"), PENALTIES),
    "train_share": slider(later("Training share"), 0.1, 0.9, 0.1),
    "seed": {"kind": "number", "label": later("Seed"), "low": 0, "high": 9999, "step": 1},
    "initialization": menu(later("Start of the weights"), ["usual", "small", "zeros"]),
    "speed": menu(later("Speed"), ["fast", "single_steps", "slow"]),
    "maps": menu(later("Maps show"), ["activation", "gradient"]),
    "features": {"kind": "ticks", "label": later("Inputs"), "options": list(FEATURES)},
    "two_colors": {"kind": "tick", "label": later("Two colours only")},
    "show_test": {"kind": "tick", "label": later("Show test points")},
    "points": {"kind": "points", "label": later("Points")},
}


def options(name):
    """All that the menu of this name has."""
    return [option for group in CONTROLS[name]["groups"].values() for option in group]


def form():
    """CONTROLS for the page, in the learner's language: a menu's options are pairs of a value and its words."""
    named = lambda group: [(option, in_words(option)) for option in group]  # noqa: E731
    said = {name: control | {"label": say(control["label"])} for name, control in CONTROLS.items()}
    for control in said.values():
        if control["kind"] == "menu":
            control["groups"] = [(say(group) if group else "", named(of)) for group, of in control["groups"].items()]
    return said


def label(name):
    """What the page calls a setting."""
    return say(CONTROLS[name]["label"]) if name in CONTROLS else in_words(name)


def in_words(value):
    """A setting's value for the page, in the learner's language."""
    return both(map(in_words, value)) if isinstance(value, list) else say(str(value).replace("_", " "))


def _list(name, value, high, low=0):
    if not isinstance(value, list | tuple) or not low <= len(value) <= high:
        raise ValueError(f"{name} is {brief(value)}; expected a list of {low} to {high}")
    return list(value)


def _features(name, value):
    chosen = [choose(later("a feature"), feature, FEATURES) for feature in _list(name, value, len(FEATURES), low=1)]
    return [feature for feature in FEATURES if feature in chosen]


def _points(name, value):
    points = as_numbers(name, _list(name, value, OWN_POINTS) or np.zeros((0, 3)))
    if points.ndim != 2 or points.shape[1] != 3 or (abs(points[:, :2]) > LIMIT).any() or set(points[:, 2]) - {0, 1}:
        raise ValueError(f"{name} holds something else than (x1, x2, label) with x from -3 to 3, label 0 or 1")
    return [(round(float(x1), 2), round(float(x2), 2), int(label)) for x1, x2, label in points]


def _named(name, value):
    return choose(name, value, options(name))


def _within(name, value):
    return number(name, value, CONTROLS[name]["low"], CONTROLS[name]["high"])


def _widths(name, value):
    deepest, widest = CONTROLS["depth"]["high"], CONTROLS["width"]["high"]
    return [whole("a width", width, high=widest) for width in _list(name, value, deepest)]


SETTINGS = {  # name: (start, check)
    "data": ("circles", _named),
    "noise": (0.15, _within),
    "points": ([], _points),
    "train_share": (0.5, _within),
    "features": (["x1", "x2"], _features),
    "widths": ([4, 4], _widths),
    "activation": ("tanh", _named),
    "optimizer": ("gradient_descent", _named),
    "learning_rate": (0.1, lambda name, value: number(name, value, high=10.0, above=True)),
    "l2": (0.0, lambda name, value: number(name, value, high=1.0)),
    "l1": (0.0, lambda name, value: number(name, value, high=1.0)),
    "batch_size": (10, lambda name, value: whole(name, value, high=POINTS)),
    "seed": (0, lambda name, value: whole(name, value, 0, CONTROLS[name]["high"])),
    "speed": ("fast", _named),  # as many updates as fit into a picture; or one; or one, four times a second
    "initialization": ("usual", _named),
    "maps": ("activation", _named),
    "show_test": (False, yes_or_no),
    "two_colors": (False, yes_or_no),
}
VIEW = {"speed", "maps", "show_test", "two_colors"}  # change these, and training does not notice
LIVE = VIEW | {"optimizer", "learning_rate", "l2", "l1", "batch_size", "points"}  # and with these, it goes on
PRESETS = {  # Playgrounds of the notebooks: what they start with, and the few controls that each needs
    # the second hidden layer has two neurons, so that its space can be drawn
    "hidden_space": {"data": "xor", "widths": [4, 2], "speed": "single_steps",
                     "show": ["data", "depth", "width", "activation"]},
    "rate_and_batch": {"data": "circles", "widths": [4], "learning_rate": 0.01,
                       "show": ["learning_rate", "batch_size", "optimizer"]},
    # almost no slope comes through six sigmoids; tanh or relu lets it through
    "deep_sigmoids": {"data": "circles", "widths": [4] * 6, "activation": "sigmoid",
                      "show": ["depth", "activation", "learning_rate", "maps"]},
}


def checked_controls(show):
    """The names of the controls that a short form shows; None stands for all. ValueError at a wrong one."""
    if show is None:
        return None
    return [choose(later("a control"), name, CONTROLS) for name in _list("show", show, len(CONTROLS))]


def checked(settings, known=SETTINGS):
    """The settings in the form a widget keeps, by `known` {name: (start, check)}; ValueError where one cannot be."""
    if not isinstance(settings, dict):
        raise ValueError(f"settings are {brief(settings)}; expected names and values")
    for name in settings:
        choose(later("a setting"), name, known)
    return {name: known[name][1](name, value) for name, value in settings.items()}
