"""Backpropagation held against central differences."""

import numpy as np

from helpers import numerical_gradient


def relative_error(network, X, T, l2=0.0, l1=0.0):
    """‖numerical - backpropagation‖ / (‖numerical‖ + ‖backpropagation‖), in float64."""
    pair = numerical_gradient(network, X, T, l2, l1), network.copy(np.float64).gradient(X, T, l2, l1)
    return np.linalg.norm(pair[0] - pair[1]) / sum(map(np.linalg.norm, pair))
