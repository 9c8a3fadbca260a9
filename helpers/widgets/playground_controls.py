"""The Playground's controls in the order of the page: what each is called, and what it lets the learner choose."""

from ..activations import ACTIVATIONS
from ..data import DATASETS
from ..optimizers import Adam, GradientDescent, Momentum, RMSProp
from ..words import both, later, say
from .playground_data import FEATURES, REGRESSION

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
