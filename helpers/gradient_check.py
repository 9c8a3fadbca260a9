"""The gradient once more, by nudging each parameter: slow, simple, and therefore a judge. Notebook 05."""

from typing import NamedTuple

import numpy as np

from .network import as_network
from .validate import as_finite, as_numbers, number, penalty
from .words import later, say


class GradientCheck(NamedTuple):
    error: float  # ‖numerical - backpropagation‖ / (‖numerical‖ + ‖backpropagation‖)
    worst: str  # the parameter that differs most
    numerical: np.ndarray
    backpropagation: np.ndarray

    @property
    def passed(self):
        return self.error < 1e-6

    def __repr__(self):
        verdict = "agree" if self.passed else f"DIFFER, most at {self.worst}"
        return f"gradient check of {self.numerical.size} parameters: relative error {self.error:.0e}, they {verdict}"


def numerical_gradient(network, X, T, l2=0.0, l1=0.0, epsilon=1e-5):
    """∇J by central differences, (J(θ + ε) - J(θ - ε)) / 2ε, one parameter at a time, in float64. Shape of θ.

    J as in `Network.gradient`; with l1 its slope jumps where a weight is 0.
    """
    network, epsilon = as_network(network).copy(np.float64), number("epsilon", epsilon, high=1.0, above=True)
    l2, l1 = penalty("l2", l2), penalty("l1", l1)
    X, T = network.checked(X, T)

    def cost():
        penalties = sum(l2 / 2 * (W**2).sum() + l1 * abs(W).sum() for W in network.weights)
        return network.loss(X, T, check=False).mean() + penalties

    theta, gradient = network.theta, np.empty_like(network.theta)
    for i, value in enumerate(theta.copy()):
        theta[i] = value + epsilon
        above = cost()
        theta[i] = value - epsilon
        gradient[i] = (above - cost()) / (2 * epsilon)
        theta[i] = value
    return as_finite("the numerical gradient", gradient)


def check_gradient(network, X, T, l2=0.0, l1=0.0, gradient=None):
    """Compare backpropagation (or `gradient`, your own, shape of θ) with the numerical gradient."""
    numerical = numerical_gradient(network, X, T, l2, l1)
    if gradient is None:
        gradient = network.copy(np.float64).gradient(X, T, l2, l1)
    claimed = as_numbers("gradient", gradient, np.float64)
    if claimed.shape != numerical.shape:
        sentence = later("gradient has shape {shape}; expected {expected}, one slope a parameter")
        raise ValueError(say(sentence, shape=claimed.shape, expected=numerical.shape))
    norm = np.linalg.norm(numerical) + np.linalg.norm(claimed)
    error = as_finite("the relative error", float(np.linalg.norm(numerical - claimed) / norm) if norm else 0.0)
    return GradientCheck(error, _name(network, int(np.abs(numerical - claimed).argmax())), numerical, claimed)


def _name(network, index):
    """Position in θ → "W1[0, 1]" or "b2[3]", layers counted from 1 as in the lecture."""
    for l, pair in enumerate(network.split(np.arange(network.n_parameters)), start=1):
        for letter, view in zip("Wb", pair, strict=False):
            if index in view:
                place = [int(i) for i in np.argwhere(view == index)[0]]
                return f"{letter}{l}{place}"
