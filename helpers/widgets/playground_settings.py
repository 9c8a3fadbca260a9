"""What can be set in a Playground: names, usual values, and the check each value has to pass."""

import numpy as np

from ..activations import ACTIVATIONS
from ..data import DATASETS
from ..optimizers import Adam, GradientDescent, Momentum, RMSProp
from ..plots.playground import LIMIT
from ..validate import as_numbers, choose, number, whole
from ..words import later

FEATURES = {
    "x1": lambda x1, x2: x1,
    "x2": lambda x1, x2: x2,
    "x1^2": lambda x1, x2: x1 * x1,
    "x2^2": lambda x1, x2: x2 * x2,
    "x1*x2": lambda x1, x2: x1 * x2,
    "sin(x1)": lambda x1, x2: np.sin(x1),
    "sin(x2)": lambda x1, x2: np.sin(x2),
}
OPTIMIZERS = {"gradient_descent": GradientDescent, "momentum": Momentum, "rmsprop": RMSProp, "adam": Adam}
SPEEDS = ["fast", "single_steps", "slow"]  # as many updates as fit into a picture; one; one, four times a second
SMOOTH = [name for name, sigma in ACTIVATIONS.items() if sigma.derivative]
POINTS, OWN_POINTS = 500, 300  # of a data set, of the learner


def plane(n, noise, seed):
    """Numbers to learn that rise evenly from corner to corner: X (n, 2), targets (n,) from -1 to 1."""
    return _regression(n, noise, seed, lambda X: X.sum(axis=1) / (2 * LIMIT))


def gauss(n, noise, seed):
    """Six bumps, up and down in turn."""
    centers = np.array([(-2, -1.2), (0, -1.2), (2, -1.2), (-2, 1.2), (0, 1.2), (2, 1.2)])
    signs = np.array([1, -1, 1, -1, 1, -1])
    squares = lambda X: ((X[:, None] - centers) ** 2).sum(axis=2)  # noqa: E731
    return _regression(n, noise, seed, lambda X: np.exp(-squares(X) / 0.7) @ signs)


def _regression(n, noise, seed, target):
    random = np.random.default_rng(seed)
    X = random.uniform(-LIMIT, LIMIT, (n, 2)).astype(np.float32)
    return X, np.clip(target(X) + random.normal(0, noise / 2, n), -1, 1)


REGRESSION = {"plane": plane, "gauss": gauss}


def whole_up_to(name, value, high, low=1):
    if whole(name, value, low) > high:
        raise ValueError(f"{name} is {value!r}; expected at most {high}")
    return int(value)


def _list(name, value, high, low=0):
    if not isinstance(value, list | tuple) or not low <= len(value) <= high:
        raise ValueError(f"{name} is {value!r}; expected a list of {low} to {high}")
    return list(value)


def _features(name, value):
    chosen = [choose(later("a feature"), feature, FEATURES) for feature in _list(name, value, len(FEATURES), low=1)]
    return [feature for feature in FEATURES if feature in chosen]


def _yes_or_no(name, value):
    if not isinstance(value, bool):
        raise ValueError(f"{name} is {value!r}; expected True or False")
    return value


def _points(name, value):
    points = as_numbers(name, _list(name, value, OWN_POINTS) or np.zeros((0, 3)))
    if points.ndim != 2 or points.shape[1] != 3 or (abs(points[:, :2]) > LIMIT).any() or set(points[:, 2]) - {0, 1}:
        raise ValueError(f"{name} holds something else than (x1, x2, label) with x from -3 to 3, label 0 or 1")
    return [(round(float(x1), 2), round(float(x2), 2), int(label)) for x1, x2, label in points]


SETTINGS = {  # name: (start, check)
    "data": ("circles", lambda name, value: choose(name, value, [*DATASETS, *REGRESSION, "none"])),
    "noise": (0.15, lambda name, value: number(name, value, high=1.0)),
    "points": ([], _points),
    "train_share": (0.5, lambda name, value: number(name, value, low=0.1, high=0.9)),
    "features": (["x1", "x2"], _features),
    "widths": ([4, 4], lambda name, value: [whole_up_to("a width", width, 32) for width in _list(name, value, 8)]),
    "activation": ("tanh", lambda name, value: choose(name, value, SMOOTH)),
    "optimizer": ("gradient_descent", lambda name, value: choose(name, value, OPTIMIZERS)),
    "learning_rate": (0.1, lambda name, value: number(name, value, high=10.0, above=True)),
    "l2": (0.0, lambda name, value: number(name, value, high=1.0)),
    "l1": (0.0, lambda name, value: number(name, value, high=1.0)),
    "batch_size": (10, lambda name, value: whole_up_to(name, value, POINTS)),
    "seed": (0, lambda name, value: whole_up_to(name, value, 9999, low=0)),
    "speed": ("fast", lambda name, value: choose(name, value, SPEEDS)),
    "initialization": ("usual", lambda name, value: choose(name, value, ["usual", "small", "zeros"])),
    "maps": ("activation", lambda name, value: choose(name, value, ["activation", "gradient"])),
    "show_test": (False, _yes_or_no),
    "two_colors": (False, _yes_or_no),
}
VIEW = {"speed", "maps", "show_test", "two_colors"}  # change these, and training does not notice
LIVE = VIEW | {"optimizer", "learning_rate", "l2", "l1", "batch_size", "points"}  # and with these, it goes on

CONTROLS = ["depth", "width", *(name for name in SETTINGS if name != "widths")]  # on the page


def checked_controls(show):
    """The names of the controls that a short form shows; None stands for all. ValueError at a wrong one."""
    if show is None:
        return None
    return [choose(later("a control"), name, CONTROLS) for name in _list("show", show, len(CONTROLS))]


def checked(settings):
    """The settings in the form the Playground keeps; ValueError at the first that cannot be."""
    if not isinstance(settings, dict):
        raise ValueError(f"settings are {settings!r}; expected names and values")
    for name in settings:
        choose(later("a setting"), name, SETTINGS)
    return {name: SETTINGS[name][1](name, value) for name, value in settings.items()}
