"""What notebook 05d says of a cause, tried: with the cause and without it, a figure for each of five starts."""

import numpy as np

from ...activations import ACTIVATIONS, Activation, sigmoid
from ...data import circles
from ...network import Network
from ...optimizers import GradientDescent, Momentum
from ...training import training
from ..mnist.exercises import initialize

X, y = circles(200, seed=0)
X = X.astype(float)


def steps_until_right(activation, seed):
    """Steps with all points and η = 1 until the network of notebook 05b has all of them right."""
    net = Network([2, 8, 8, 2], activation, seed=seed, dtype=np.float64)
    plan = {"epochs": 3000, "batch_size": None, "optimizer": GradientDescent(1.0), "record_every": 25}
    return next(record.step for record in training(net, X, y, **plan) if net.accuracy(X, y) == 1)


def tanh_in_its_place():
    return [[steps_until_right(activation, seed) for seed in range(5)] for activation in ("sigmoid", "tanh")]


def a_steeper_sigmoid():
    """σ(4z) has a slope of 1 at 0, as tanh has, and lies between 0 and 1, as σ does."""
    ACTIVATIONS["steep"] = Activation(lambda z: sigmoid(4 * z), lambda z, a: 4 * a * (1 - a))
    try:
        return [[steps_until_right(activation, seed) for seed in range(5)] for activation in ("sigmoid", "steep")]
    finally:
        del ACTIVATIONS["steep"]


def epochs_until_learned(layers, activation, seed, factor=1, eta=0.05):
    """Epochs as notebook 05d trains until nine of ten points are right, with so many layers of 16 neurons."""
    net = Network([2, *[16] * layers, 2], activation, dtype=np.float64)
    for (W, b), own, biases in zip(net.parameters, *initialize(net.sizes, seed), strict=True):
        W[:], b[:] = factor * own, biases
    plan = {"epochs": 6000, "batch_size": 20, "optimizer": Momentum(eta, 0.9), "record_every": 10, "seed": seed}
    return next(record.step // 10 for record in training(net, X, y, **plan) if net.accuracy(X, y) > 0.9)


def four_layers_or_one():
    return [[epochs_until_learned(layers, "sigmoid", seed) for seed in range(5)] for layers in (4, 1)]


def small_weights_or_larger():
    return [[epochs_until_learned(4, "sigmoid", seed, factor) for seed in range(5)] for factor in (1, 4)]


def sigmoids_or_tanh():
    return [[epochs_until_learned(4, activation, seed) for seed in range(5)] for activation in ("sigmoid", "tanh")]


def twenty_layers_of_tanh_or_relu():
    """Each with the best of seven η from 0.0005 to 0.05; with those above, some starts do not learn."""
    plans = ("tanh", 1, 0.005), ("relu", 2**0.5, 0.01)
    return [[epochs_until_learned(20, name, seed, factor, eta) for seed in range(5)] for name, factor, eta in plans]


def after_steps_too_large():
    """Shares right after 60 epochs of four layers of ReLU with such an η, and 300 more with 0.05."""
    def share(eta, seed):
        net = Network([2, *[16] * 4, 2], "relu", dtype=np.float64)
        for (W, b), own, biases in zip(net.parameters, *initialize(net.sizes, seed), strict=True):
            W[:], b[:] = 2**0.5 * own, biases
        for rate, epochs in ((eta, 60), (0.05, 300)):
            plan = {"epochs": epochs, "batch_size": 20, "optimizer": Momentum(rate, 0.9), "seed": seed}
            for _ in training(net, X, y, **plan):
                pass
        return round(float(net.accuracy(X, y)), 2)

    return [[share(eta, seed) for seed in range(5)] for eta in (0.5, 0.05)]
