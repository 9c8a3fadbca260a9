"""What is taken where nothing is said: the numbers that the notebooks state hang on it."""

import inspect

import numpy as np
import pytest

import helpers
from helpers import search
from helpers.estimator import NetworkClassifier, NetworkRegressor
from helpers.preprocess import rasterize, stages

PENALTIES = {"l2": 0.0, "l1": 0.0}
ESTIMATOR = {
    "hidden_layer_sizes": (128,), "activation": "relu", "optimizer": "adam", "learning_rate": None, "momentum": 0.9,
    "epochs": 20, "batch_size": 64, "l2": 0.0, "schedule": "constant", "patience": None, "validation_fraction": 0.1,
    "warm_start": False, "random_state": None,
}
DEFAULTS = {
    helpers.Network: {"activation": "relu", "output": "softmax", "loss": None, "initialization": None, "seed": 0,
                      "dtype": np.float32},
    helpers.train: {"epochs": 10, "batch_size": 128, "optimizer": None, "schedule": "constant", **PENALTIES,
                    "validation": None, "patience": None, "seed": 0, "transform": None, "record_every": None},
    helpers.Network.gradient: PENALTIES,
    helpers.Network.backward: PENALTIES,
    helpers.numerical_gradient: PENALTIES | {"epsilon": 1e-5},
    helpers.check_gradient: PENALTIES | {"gradient": None},
    helpers.GradientDescent: {"learning_rate": 0.1},
    helpers.Momentum: {"learning_rate": 0.1, "momentum": 0.9},
    helpers.RMSProp: {"learning_rate": 0.001, "decay": 0.9},
    helpers.Adam: {"learning_rate": 0.001, "beta1": 0.9, "beta2": 0.999},
    helpers.random_shift: {"pixels": 2, "side": 28},
    helpers.shrink_to_16: {"side": 28},
    helpers.blobs: {"n": 200, "noise": 0.45, "seed": 0},
    helpers.circles: {"n": 200, "noise": 0.15, "seed": 0},
    helpers.moons: {"n": 200, "noise": 0.2, "seed": 0},
    helpers.xor: {"n": 200, "noise": 0.1, "seed": 0},
    helpers.spiral: {"n": 200, "noise": 0.08, "seed": 0},
    helpers.one_hot: {"dtype": np.float32},
    rasterize: {"radius": 0.038, "side": 112},
    stages: {"crop": True, "fit": True, "center": True, "frame": True},
    search.sweep: {"seeds": (0, 1, 2)},
    search.evolve: {"widths": (8, 16, 32, 64, 128, 256), "depth": 4, "population": 8, "generations": 6, "elite": 2,
                    "seeds": (0,), "seed": 0},
    search.evolve_weights: {"generations": 100, "parents": 5, "children": 30, "spread": 0.5, "seed": 0},
    NetworkClassifier: ESTIMATOR,
    NetworkRegressor: ESTIMATOR,
}


@pytest.mark.parametrize("function", DEFAULTS, ids=lambda function: function.__qualname__)
def test_defaults(function):
    given = inspect.signature(function).parameters.items()
    assert {name: place.default for name, place in given if place.default is not place.empty} == DEFAULTS[function]


def test_with_no_optimizer_it_is_momentum():
    X, y, nets = np.eye(4), [0, 1, 0, 1], []
    for how in ({}, {"optimizer": helpers.Momentum(0.1, 0.9)}):
        nets.append(helpers.Network([4, 3, 2]))
        helpers.train(nets[-1], X, y, epochs=3, batch_size=2, **how)
    np.testing.assert_array_equal(nets[0].theta, nets[1].theta)
