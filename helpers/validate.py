"""Checks at the door: bad input is refused in words, before anything has changed."""

import math
import numbers

import numpy as np


def choose(name, value, allowed):
    """Return `value` if it is one of `allowed`."""
    if not isinstance(value, str) or value not in allowed:
        raise ValueError(f"{name} is {value!r}; expected one of {', '.join(map(repr, allowed))}")
    return value


def whole(name, value, low=1):
    """Return `value` as an int of at least `low`."""
    if isinstance(value, bool) or not isinstance(value, numbers.Integral) or value < low:
        raise ValueError(f"{name} is {value!r}; expected a whole number of at least {low}")
    return int(value)


def number(name, value, low=0.0, high=math.inf, above=False, below=False):
    """Return `value` as a finite float in [low, high], without low itself if `above`, without high if `below`."""
    right = isinstance(value, numbers.Real) and not isinstance(value, bool) and math.isfinite(value)
    if not right or not low <= value <= high or (above and value == low) or (below and value == high):
        bounds = f"above {low:g}" if above else f"of at least {low:g}"
        limit = f" and {'below' if below else 'at most'} {high:g}" if high < math.inf else ""
        raise ValueError(f"{name} is {value!r}; expected a number {bounds}{limit}")
    return float(value)


def all_finite(A):
    """True if no element is NaN or infinite; needs no second array of A's size in the usual case."""
    with np.errstate(over="ignore", invalid="ignore"):
        return bool(np.isfinite(np.vdot(A, A))) or bool(np.isfinite(A).all())


def as_numbers(name, A, dtype=None):
    """A as a finite float array (of `dtype`); text, objects, complex numbers, NaN and infinity are refused."""
    try:
        given = np.asarray(A)
    except ValueError as error:
        raise ValueError(f"{name} is not a rectangular array of numbers: its rows differ in length") from error
    if given.dtype.kind not in "biuf":
        raise ValueError(f"{name} holds {given.dtype} values; expected numbers")
    with np.errstate(over="ignore"):
        A = given.astype(dtype or np.result_type(given, np.float32), order="C", copy=False)
    if not all_finite(A):
        cause = f" (too large for {A.dtype})" if all_finite(given) else "; fill or drop the missing values first"
        raise ValueError(f"{name} holds NaN or infinity{cause}")
    return A


def as_examples(X, inputs, dtype):
    """X as an (n, inputs) float array, one example a row."""
    X = as_numbers("X", X, dtype)
    if X.ndim == 1:
        raise ValueError(
            f"X has shape {X.shape}; expected (n, {inputs}), one example a row: write X[None, :] for one example"
        )
    if X.ndim != 2 or X.shape[1] != inputs:
        turned = " (transposed? examples are rows)" if X.ndim == 2 and X.shape[0] == inputs else ""
        flat = f" (flatten each example: X.reshape(len(X), {inputs}))" if X.ndim > 2 else ""
        raise ValueError(f"X has shape {X.shape}; expected (n, {inputs}) for this network{turned}{flat}")
    if len(X) == 0:
        raise ValueError(f"X has shape {X.shape}: no examples; expected at least one row")
    return X


def one_hot(labels, classes, dtype=np.float32):
    """(n,) whole numbers 0 … classes-1 → (n, classes), a 1 in each row at its label."""
    labels = np.asarray(labels)
    whole("classes", classes)
    if labels.ndim != 1 or labels.dtype.kind not in "biuf":
        raise ValueError(f"labels have shape {labels.shape} and type {labels.dtype}; expected (n,) whole numbers")
    if labels.size and not ((labels >= 0) & (labels < classes) & (labels % 1 == 0)).all():
        wrong = labels[~((labels >= 0) & (labels < classes) & (labels % 1 == 0))][0]
        raise ValueError(f"label {wrong} is out of range; expected whole numbers 0 to {classes - 1}")
    T = np.zeros((len(labels), classes), dtype)
    T[np.arange(len(labels)), labels.astype(np.intp)] = 1
    return T


def as_targets(T, n, outputs, output, loss, dtype):
    """Labels (n,), or targets (n, outputs), as an (n, outputs) float array that the loss can take."""
    T = as_numbers("T", T)
    if T.ndim == 1 and outputs > 1 and output == "identity":
        raise ValueError(f"T has shape {T.shape}; expected ({n}, {outputs}), a number for each output of each example")
    if T.ndim == 1:
        T = T[:, None] if outputs == 1 else one_hot(T, outputs, dtype)
    if T.shape != (n, outputs):
        raise ValueError(f"T has shape {T.shape}; expected ({n}, {outputs}): one row an example, one column an output")
    if loss != "squared_error" and not ((T >= 0) & (T <= 1)).all():
        wrong = T[(T < 0) | (T > 1)][0]
        raise ValueError(f"T holds {wrong:g}; {loss} expects 0 to 1 (labels of one output are 0 and 1)")
    if (output, loss) == ("softmax", "cross_entropy") and not np.allclose(T.sum(1), 1, atol=1e-4):
        raise ValueError("a row of T does not add up to 1; softmax with cross-entropy expects one-hot rows, or shares")
    return T.astype(dtype, copy=False)
