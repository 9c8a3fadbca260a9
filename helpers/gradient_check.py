"""The gradient once more, by nudging each parameter: slow, simple, and therefore a judge. Notebook 05."""

from typing import NamedTuple

import numpy as np

from .activations import leaky_relu, relu
from .losses import losses
from .network import as_network
from .validate import as_finite, as_numbers, number, penalty
from .words import later, paragraph, say, series

AGREE = later("gradient check of {count} parameters: relative error {error}, they agree.")
DIFFER = later("gradient check of {count} parameters: relative error {error}, they DIFFER, most at {worst}.")
CORNERS = later("{count} are left out, since a nudge takes a ReLU over its corner at z = 0, where it has two slopes: "
                "{names}.")
FLAT = 1e-4  # where all slopes are 0, the numerical ones still differ by rounding, 1e-16 of J / ε: about 1e-11


class GradientCheck(NamedTuple):
    error: float  # ‖numerical - backpropagation‖ / (‖numerical‖ + ‖backpropagation‖, FLAT at least)
    worst: str  # the parameter that differs most
    numerical: np.ndarray
    backpropagation: np.ndarray
    corners: tuple = ()  # the parameters left out: their nudge takes a ReLU over its corner

    @property
    def passed(self):
        return self.error < 1e-6

    def __repr__(self):
        sentence = AGREE if self.passed else DIFFER
        said = [say(sentence, count=self.numerical.size, error=f"{self.error:.0e}", worst=self.worst)]
        if self.corners:
            names = series([*self.corners[:5], *("…" for _ in self.corners[5:6])])
            said.append(say(CORNERS, count=len(self.corners), names=names))
        return paragraph(said)


def numerical_gradient(network, X, T, l2=0.0, l1=0.0, epsilon=1e-5):
    """∇J by central differences, (J(θ + ε) - J(θ - ε)) / 2ε, one parameter at a time, in float64. Shape of θ.

    J as in `Network.gradient`; with l1 its slope jumps where a weight is 0. Where a ReLU's z is 0, J has two slopes,
    and this is their mean.
    """
    return _nudged(network, X, T, l2, l1, epsilon)[0]


def _nudged(network, X, T, l2, l1, epsilon=1e-5):
    """The numerical gradient, and for each parameter whether its nudge takes a ReLU over its corner, both (p,)."""
    network, epsilon = as_network(network).copy(np.float64), number("epsilon", epsilon, high=1.0, above=True)
    l2, l1 = penalty("l2", l2), penalty("l1", l1)
    X, T = network.checked(X, T)

    def cost():
        passed = network.forward(X, check=False)
        loss = losses(network.output, network.loss_name, passed.z[-1], passed.a[-1], T).mean()
        penalties = sum(l2 / 2 * (W**2).sum() + l1 * abs(W).sum() for W in network.weights)
        open_gates = [z > 0 for z, sigma in zip(passed.z, network.sigmas, strict=True) if sigma in (relu, leaky_relu)]
        return loss + penalties, open_gates

    theta, gradient, (_, here) = network.theta, np.empty_like(network.theta), cost()
    corner = np.zeros(theta.shape, bool)
    for i, value in enumerate(theta.copy()):
        theta[i] = value + epsilon
        above, gates_above = cost()
        theta[i] = value - epsilon
        below, gates_below = cost()
        theta[i] = value
        gradient[i] = (above - below) / (2 * epsilon)
        corner[i] = not all(map(np.array_equal, gates_above + gates_below, here + here))
    return as_finite(later("the numerical gradient"), gradient), corner


def check_gradient(network, X, T, l2=0.0, l1=0.0, gradient=None):
    """Compare backpropagation (or `gradient`, your own, shape of θ) with the numerical gradient.

    A parameter whose nudge takes a ReLU over its corner has two slopes: it is left out, and named in `corners`.
    """
    numerical, corner = _nudged(network, X, T, l2, l1)
    if gradient is None:
        gradient = network.copy(np.float64).gradient(X, T, l2, l1)
    claimed = as_numbers("gradient", gradient, np.float64)
    if claimed.shape != numerical.shape:
        sentence = later("`gradient` has shape {shape}; expected {expected}, one slope a parameter")
        raise ValueError(say(sentence, shape=claimed.shape, expected=numerical.shape))
    apart = np.where(corner, 0, numerical - claimed)
    norm = np.linalg.norm(numerical[~corner]) + np.linalg.norm(claimed[~corner])
    error = as_finite(later("the relative error"), float(np.linalg.norm(apart) / max(norm, FLAT)))
    corners = tuple(_name(network, i) for i in np.flatnonzero(corner))
    return GradientCheck(error, _name(network, int(np.abs(apart).argmax())), numerical, claimed, corners)


def _name(network, index):
    """Position in θ → "W1[0, 1]" or "b2[3]", layers counted from 1 as in the lecture."""
    for l, pair in enumerate(network.split(np.arange(network.n_parameters)), start=1):
        for letter, view in zip("Wb", pair, strict=False):
            if index in view:
                place = [int(i) for i in np.argwhere(view == index)[0]]
                return f"{letter}{l}{place}"
