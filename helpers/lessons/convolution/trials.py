"""What notebook 07b says of a cause, tried: with the cause and without it, a figure for each of five starts."""

import numpy as np

from ...convolution import Convolution, MaxPool
from ...data import load_mnist
from ...network import Network
from ...optimizers import Adam
from ...threads import blas_threads
from ...training import train
from ..overfitting.exercises import moved

POOLED = [(28, 28, 1), Convolution(8, 5), MaxPool(2), Convolution(16, 5), MaxPool(2), 10]  # the network of section 3
NOT_POOLED = [(28, 28, 1), Convolution(8, 5), Convolution(16, 5), 10]
WITHOUT_PLACES = [(28, 28, 1), Convolution(8, 5), MaxPool(2), Convolution(16, 5), MaxPool(8), 10]  # all places are one


def learned(layers, seed):
    """A network after three epochs with 4,000 digits; and the test digits."""
    X, y, X_test, y_test = load_mnist()
    net = Network(layers, seed=seed)
    with blas_threads(1):
        train(net, X[:4000], y[:4000], epochs=3, batch_size=32, optimizer=Adam(0.003), seed=seed)
    return net, X_test, y_test


def points_lost(layers, seed):
    """Percentage points of the test digits that are lost when these move by three pixels; mean of four sides."""
    net, X_test, y_test = learned(layers, seed)
    there = [net.accuracy(moved(X_test, 28, *step), y_test) for step in ((3, 0), (-3, 0), (0, 3), (0, -3))]
    return round(100 * (net.accuracy(X_test, y_test) - float(np.mean(there))), 1)


def pooled_or_not():
    """Percent of the test digits right."""
    return [[round(100 * net.accuracy(*digits), 1) for net, *digits in (learned(layers, seed) for seed in range(5))]
            for layers in (POOLED, NOT_POOLED)]


def a_weight_for_each_place():
    return [[points_lost(layers, seed) for seed in range(5)] for layers in (POOLED, WITHOUT_PLACES)]
