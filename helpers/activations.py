"""Activation functions: what a neuron does to its z, and the derivative the backward pass needs.

Introduced in notebooks 01 (sigmoid, step) and 02; slides P13-4, P13-5, P14-7.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from .validate import as_floats

LEAK = 0.01  # slope of the leaky ReLU left of zero


def sigmoid(z):
    """σ(z) = 1 / (1 + e^-z). Left of -80 it is taken as σ(-80) ≈ 2e-35: e^-z would overflow."""
    return 1 / (1 + np.exp(-np.maximum(as_floats("z", z), -80)))


def relu(z):
    """z where it is positive, else 0."""
    return np.maximum(_as_array(z), 0)


def leaky_relu(z):
    """Like relu, but a small slope left of 0, so that a neuron can never go silent for good."""
    z = _as_array(z)
    return np.maximum(z, LEAK * z)


def identity(z):
    """z itself: a neuron without an activation function."""
    return z


def step(z):
    """The perceptron's threshold: 1 where z > 0, else 0."""
    z = _as_array(z)
    return np.where(z > 0, z.dtype.type(1), z.dtype.type(0))


def _as_array(z):
    """As `as_floats`, and what is an array of floats stays as it lies in memory."""
    return z if type(z) is np.ndarray and z.dtype.kind == "f" else as_floats("z", z)


class Activation(NamedTuple):
    """σ and σ′, element by element and of one shape. The derivative is the one at z; it is handed a = σ(z)
    as well, which the forward pass has kept and which often gives it without a second exponential."""

    function: Callable
    derivative: Callable | None  # (z, a) -> σ′(z)


ACTIVATIONS = {
    "sigmoid": Activation(sigmoid, lambda z, a: a * (1 - a)),
    "tanh": Activation(np.tanh, lambda z, a: 1 - a * a),
    "relu": Activation(relu, lambda z, a: z > 0),
    "leaky_relu": Activation(leaky_relu, lambda z, a: np.where(z > 0, z.dtype.type(1), z.dtype.type(LEAK))),
    "identity": Activation(identity, lambda z, a: np.ones_like(z)),
    "step": Activation(step, None),  # flat everywhere: gradient descent has nothing to go by
}
