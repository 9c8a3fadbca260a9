"""Output functions, losses, and where the backward pass starts: δ of the output layer.

Y is the network's output, T the target (the lecture's y and ŷ), both (n, k). Introduced in notebook 04;
slides P13-14, P13-20, P14-11.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from .activations import identity, sigmoid, step
from .validate import as_floats
from .words import later, say


def softmax(Z):
    """e^z of each output over their sum, row by row: positive, adds up to 1. (n, k) → (n, k)."""
    return _softmax(_rows(Z))


def _softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))  # the same ratio, and e^z cannot overflow
    E /= E.sum(axis=1, keepdims=True)
    return E


def log_softmax(Z):
    """ln softmax(Z) without the detour over numbers that round to 0."""
    return _log_softmax(_rows(Z))


def _log_softmax(Z):
    Z = Z - Z.max(axis=1, keepdims=True)
    return Z - np.log(np.exp(Z).sum(axis=1, keepdims=True))


def _rows(Z):
    """Z as an array (n, k) with a largest number in each row; another one of a row may be -infinity: its share is 0."""
    Z = as_floats("Z", Z)
    if Z.ndim != 2 or Z.shape[1] == 0:
        sentence = later("Z has shape {shape}; expected (n, k), one example a row: write Z[None, :] for one example")
        raise ValueError(say(sentence, shape=Z.shape))
    if not np.isfinite(Z.max(axis=1)).all():
        raise ValueError(say("a row of Z has no largest number: it holds NaN or infinity"))
    return Z


class Output(NamedTuple):
    function: Callable  # Z -> Y
    pull_back: Callable | None  # (Y, ∂l/∂Y) -> ∂l/∂Z, the chain rule through the output function


class Loss(NamedTuple):
    value: Callable  # (Y, T) -> the loss of each example, (n,)
    slope: Callable  # (Y, T) -> ∂l/∂Y, (n, k)


def _open(Y):
    """Y kept off 0 and 1, where ln and 1/y are infinite, by as little as its type knows there."""
    return np.clip(Y, np.finfo(Y.dtype).tiny, 1 - np.finfo(Y.dtype).eps)


OUTPUTS = {
    # every softmax output depends on every z, so each δ collects a term from all of them (misconception 8)
    "softmax": Output(_softmax, lambda Y, G: Y * (G - (Y * G).sum(axis=1, keepdims=True))),
    "sigmoid": Output(sigmoid, lambda Y, G: Y * (1 - Y) * G),
    "identity": Output(identity, lambda Y, G: G),
    "step": Output(step, None),
}

LOSSES = {
    "cross_entropy": Loss(lambda Y, T: -(T * np.log(_open(Y))).sum(axis=1), lambda Y, T: -T / _open(Y)),
    "binary_cross_entropy": Loss(
        lambda Y, T: -(T * np.log(_open(Y)) + (1 - T) * np.log1p(-_open(Y))).sum(axis=1),
        lambda Y, T: (1 - T) / (1 - _open(Y)) - T / _open(Y),
    ),
    "squared_error": Loss(lambda Y, T: 0.5 * ((Y - T) ** 2).sum(axis=1), lambda Y, T: Y - T),
}

# Three pairs are made for each other: δ is just y - ŷ, and the loss can be computed from z, so that even
# a target given probability 0 costs a finite, exact amount.
MATCHED = {
    ("softmax", "cross_entropy"): lambda Z, T: -(T * _log_softmax(Z)).sum(axis=1),
    ("sigmoid", "binary_cross_entropy"): lambda Z, T: (np.logaddexp(0, Z) - T * Z).sum(axis=1),
    ("identity", "squared_error"): LOSSES["squared_error"].value,
}

DEFAULT_LOSS = {
    "softmax": "cross_entropy", "sigmoid": "binary_cross_entropy",
    "identity": "squared_error", "step": "squared_error",
}


def losses(output, loss, Z, Y, T):
    """The loss of each example, (n,), from the output layer's Z and Y (n, k) and the targets T."""
    if (output, loss) in MATCHED:
        return MATCHED[output, loss](Z, T)
    return LOSSES[loss].value(Y, T)


def output_delta(output, loss, Y, T):
    """δ = ∂l/∂z of the output layer for each example, (n, k): the backward pass's case 1."""
    if (output, loss) in MATCHED:
        return Y - T
    return OUTPUTS[output].pull_back(Y, LOSSES[loss].slope(Y, T))
