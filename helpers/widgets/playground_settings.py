"""What can be set in a Playground: names, usual values, and the check each value has to pass."""

import numpy as np

from ..plots.playground import LIMIT
from ..validate import as_numbers, brief, choose, number, whole
from ..words import later
from .playground_controls import CONTROLS, options
from .playground_data import FEATURES

POINTS, OWN_POINTS = 500, 300  # of a data set, of the learner


def _list(name, value, high, low=0):
    if not isinstance(value, list | tuple) or not low <= len(value) <= high:
        raise ValueError(f"{name} is {brief(value)}; expected a list of {low} to {high}")
    return list(value)


def _features(name, value):
    chosen = [choose(later("a feature"), feature, FEATURES) for feature in _list(name, value, len(FEATURES), low=1)]
    return [feature for feature in FEATURES if feature in chosen]


def _yes_or_no(name, value):
    if not isinstance(value, bool):
        raise ValueError(f"{name} is {brief(value)}; expected True or False")
    return value


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
    "show_test": (False, _yes_or_no),
    "two_colors": (False, _yes_or_no),
}
VIEW = {"speed", "maps", "show_test", "two_colors"}  # change these, and training does not notice
LIVE = VIEW | {"optimizer", "learning_rate", "l2", "l1", "batch_size", "points"}  # and with these, it goes on


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
