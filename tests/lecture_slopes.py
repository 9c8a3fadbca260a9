"""The slopes of the lecture's network at its example, for the tests of the lessons that walk along them."""

import numpy as np

from helpers import lecture, sigmoid

X, T = np.array([lecture.INPUT], float), np.array([lecture.TARGET], float)
PAIRS = {"squared": ("sigmoid", "squared_error"), "binary": ("sigmoid", "binary_cross_entropy"),
         "softmax": ("softmax",)}


def network(pair="squared"):
    return lecture.network(*PAIRS[pair])


def deltas(pair="squared"):
    """δ of layers 1, 2 and 3, (2,) each."""
    net = network(pair)
    return [d[0] for d in net.deltas(net.forward(X), T)]


def slope(z):
    return sigmoid(z) * (1 - sigmoid(z))
