"""What notebook 09 says of a cause, tried: with the cause and without it, a figure for each start."""

import numpy as np

from ...activations import sigmoid


def thirty_layers():
    """How far apart eight outputs are (standard deviation, mean of the neurons), with σ and with tanh in its place."""
    return [[spread(activation, seed) for seed in range(5)] for activation in (sigmoid, np.tanh)]


def spread(activation, seed):
    random = np.random.default_rng(seed)
    A = random.normal(size=(8, 32))
    for _ in range(30):
        A = activation(A @ (random.normal(size=(32, 32)) / np.sqrt(32)).T)
    return float(A.std(axis=0).mean())
