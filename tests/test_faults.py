"""Bad calls: every public function, one argument at a time replaced by everything that it was not made for."""

import fractions
import itertools
from functools import partial

import numpy as np
import pytest

import helpers
from helpers import Adam, Convolution, Dense, GradientDescent, MaxPool, Momentum, Network, RMSProp, train
from helpers.estimator import NetworkClassifier
from helpers.preprocess import rasterize, stages
from helpers.search import evolve_weights, evolving, sweep

X, Y = np.random.default_rng(0).normal(size=(8, 2)), np.arange(8) % 2
NAN = np.full((8, 2), np.nan)


def anything(random, deep=0):
    """A value as nobody would plan it: a number, a text, an array of some type, or such in lists."""
    if deep < 3 and random.random() < 0.4:
        return [anything(random, deep + 1) for _ in range(random.integers(4))]
    kinds = "float16", "float64", "int8", "complex64", "bool", "U3", "O", ">f4", "longdouble"
    array = np.array(random.integers(-1, 3, random.integers(0, 9, random.integers(4))))
    return [array.astype(random.choice(kinds)), random.normal(), len(array.shape) - 1, "relu", None][random.integers(5)]


BAD = [
    *map(anything, [np.random.default_rng(0)] * 20),
    "a" * 10**5, -0.0, np.array(3), np.ma.masked_array(X, X > 0), np.float16(X), lambda *_: None, lambda *_: np.nan,
    None, True, -1, 0, 0.5, 1, 3, 10**400, 1e300, np.float32(2), np.nan, np.inf, 1j, fractions.Fraction(1, 2), "", "a",
    b"a", [], (), {}, set(), [[1, [2]]], [None], object(), print, Network, np.array("a"), np.array(None), np.zeros(0),
    np.zeros(8), np.zeros((0, 2)), np.zeros((8, 2)), np.zeros((2, 8)), np.zeros((8, 2, 1)), NAN, X * 1e300, X * 1j,
    np.uint8([[1, 2], [3, 0]]), [X, Y], (X, Y, X),
]


def net():
    return Network([2, 3, 2])


def step(make):
    def move(theta, gradient):
        make().step(theta, gradient)
        return theta

    return move, lambda: {"theta": np.zeros(3), "gradient": np.ones(3)}


def check():
    return {"network": net(), "X": X, "T": Y, "l2": 0.1, "l1": 0.1}


def three(function):
    return lambda **how: list(itertools.islice(function(**how), 3))


def within(layer, rest):
    return lambda **how: Network([(4, 4, 1), layer(**how), *rest])


CALLS = {  # name: (function, good arguments, made anew for each call)
    "Network": (Network, lambda: {
        "layers": [2, 3, 2], "activation": "tanh", "output": "softmax", "loss": "cross_entropy",
        "initialization": "he", "seed": 0, "dtype": np.float32}),
    "Dense": (within(Dense, []), lambda: {"width": 3}),
    "Convolution": (within(Convolution, [2]), lambda: {"filters": 2, "kernel": 2}),
    "MaxPool": (within(MaxPool, [2]), lambda: {"size": 2}),
    "train": (three(train), lambda: check() | {
        "epochs": 1, "batch_size": 3, "optimizer": Momentum(), "schedule": "step", "validation": (X, Y), "patience": 1,
        "seed": 0, "record_every": 1}),
    "evolve_weights": (evolve_weights, lambda: {
        "network": net(), "X": X, "T": Y, "generations": 2, "parents": 1, "children": 3, "spread": 0.5, "seed": 0}),
    "sweep": (partial(sweep, X=X, y=Y, validation=(X, Y)), lambda: {
        "model": NetworkClassifier(), "structures": [(2,)], "seeds": (0,)}),
    "evolving": (partial(evolving, X=X, y=Y, validation=(X, Y)), lambda: {
        "model": NetworkClassifier(), "widths": (2, 3), "depth": 2, "population": 3, "generations": 2, "elite": 1,
        "seeds": (0,), "seed": 0}),
    "NetworkClassifier": (lambda **how: NetworkClassifier(**how).fit(X, Y).network_(X), lambda: {
        "hidden_layer_sizes": (2,), "activation": "relu", "learning_rate": 0.1, "epochs": 1, "batch_size": 3,
        "random_state": 0}),
    "numerical_gradient": (helpers.numerical_gradient, lambda: check() | {"epsilon": 1e-5}),
    "GradientDescent": (GradientDescent, lambda: {"learning_rate": 0.1}),
    "Momentum": (Momentum, lambda: {"learning_rate": 0.1, "momentum": 0.9}),
    "RMSProp": (RMSProp, lambda: {"learning_rate": 0.1, "decay": 0.9}),
    "Adam": (Adam, lambda: {"learning_rate": 0.1, "beta1": 0.9, "beta2": 0.9}),
    **{f"{make.__name__}.step": step(make) for make in (GradientDescent, Momentum, RMSProp, Adam)},
    "one_hot": (helpers.one_hot, lambda: {"labels": [0, 1], "classes": 2}),
    "softmax": (helpers.softmax, lambda: {"Z": X}),
    "log_softmax": (helpers.log_softmax, lambda: {"Z": X}),
    "sigmoid": (helpers.sigmoid, lambda: {"z": X}),
    "relu": (helpers.relu, lambda: {"z": X}),
    "leaky_relu": (helpers.leaky_relu, lambda: {"z": X}),
    "step": (helpers.step, lambda: {"z": X}),
    "shrink_to_16": (helpers.shrink_to_16, lambda: {"images": np.ones((2, 784)), "side": 28}),
    "rasterize": (rasterize, lambda: {"strokes": [[(0.1, 0.2), (0.3, 0.4)]], "radius": 0.04, "side": 28}),
    "stages": (stages, lambda: {"ink": np.eye(9)}),
    **{name: (make, lambda: {"n": 9, "noise": 0.1, "seed": 0}) for name, make in helpers.DATASETS.items()},
    "Network()": (Network.__call__, lambda: {"self": net(), "X": X}),
    "Network.forward": (Network.forward, lambda: {"self": net(), "X": X}),
    "Network.predict": (Network.predict, lambda: {"self": net(), "X": X}),
    "Network.loss": (Network.loss, lambda: {"self": net(), "X": X, "T": Y}),
    "Network.accuracy": (Network.accuracy, lambda: {"self": net(), "X": X, "labels": Y}),
    "Network.gradient": (Network.gradient, lambda: {"self": net(), "X": X, "T": Y, "l2": 0.1, "l1": 0.1}),
    "Network.backward": (Network.backward, lambda: {
        "self": net(), "passed": net().forward(X), "T": Y, "l2": 0.1, "l1": 0.1}),
    "Network.slopes": (Network.slopes, lambda: {"self": net(), "passed": net().forward(X)}),
    "Network.deltas": (Network.deltas, lambda: {"self": net(), "passed": net().forward(X), "T": Y}),
    "Network.copy": (Network.copy, lambda: {"self": net(), "dtype": np.float64}),
    "Network.theta": (lambda values: setattr(net(), "theta", values), lambda: {"values": np.ones(17)}),
    "load_mnist": (lambda folder: len(helpers.load_mnist(folder)), lambda: {"folder": None}),
}
# What NumPy says of arrays inside the functions is not a word on what was given.
NUMPY = ("broadcast", "cannot reshape", "inhomogeneous", "array element", "truth value", "dimension", "islice")


def finite(value):
    """Is there no NaN and no infinity in what is given, or has been returned?"""
    if isinstance(value, (list, tuple)):
        return all(map(finite, value))
    if isinstance(value, Network):
        return finite(value.theta)
    return not isinstance(value, (complex, float, np.floating, np.ndarray)) or bool(np.isfinite(value).all())


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.filterwarnings("ignore")
def test_good_arguments_are_good(name):
    function, good = CALLS[name]
    assert finite(function(**good()))


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.filterwarnings("ignore")
def test_a_bad_argument_is_refused_in_words_or_does_no_harm(name):
    function, good = CALLS[name]
    wrong = []
    for key, bad in itertools.product([key for key in good() if key != "self"], BAD):
        try:
            result = function(**good() | {key: bad})
        except (FloatingPointError, FileNotFoundError):
            continue
        except ValueError as error:
            said = str(error)
            if not 20 < len(said) < 600 or any(words in said for words in NUMPY):
                wrong.append((key, str(bad)[:40], said[:160]))
        except Exception as error:
            wrong.append((key, str(bad)[:40], repr(error)[:160]))
        else:
            if not finite(result) and finite(bad):
                wrong.append((key, str(bad)[:40], "gives NaN or infinity"))
    assert not wrong
