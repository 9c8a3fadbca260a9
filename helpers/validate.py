"""Checks of what is given: bad input is refused in words, before anything has changed."""

import math
import numbers
import os
from decimal import Decimal
from pathlib import Path

import numpy as np

from .words import later, say

LONGEST = 4096  # letters of a path
FLOATS = np.dtype(np.float32), np.dtype(np.float64)
EXPECTED = {  # (without low itself, with a high end, without that itself)
    (False, False, False): later("{name} is {value}; expected a number of at least {low}"),
    (True, False, False): later("{name} is {value}; expected a number above {low}"),
    (False, True, False): later("{name} is {value}; expected a number of at least {low} and at most {high}"),
    (True, True, False): later("{name} is {value}; expected a number above {low} and at most {high}"),
    (False, True, True): later("{name} is {value}; expected a number of at least {low} and below {high}"),
    (True, True, True): later("{name} is {value}; expected a number above {low} and below {high}"),
}


def brief(value):
    """repr(value) in one line of at most 80 characters: whoever hands over a whole array need not read it again."""
    line = " ".join(repr(value).split())
    return line if len(line) <= 80 else f"{line[:79]}…"


def choose(name, value, allowed):
    """Return `value` if it is one of `allowed`, and of its kind: True is not 1."""
    if isinstance(value, bool) or not any(isinstance(value, type(one)) and value == one for one in allowed):
        places = {"name": say(name), "value": brief(value), "allowed": ", ".join(map(repr, allowed))}
        raise ValueError(say("{name} is {value}; expected one of {allowed}", **places))
    return value


def whole(name, value, low=1, high=2**32 - 1):
    """Return `value` as an int of at least `low` and at most `high`."""
    if isinstance(value, bool) or not isinstance(value, numbers.Integral) or value < low:
        sentence = later("{name} is {value}; expected a whole number of at least {low}")
        raise ValueError(say(sentence, name=say(name), value=brief(value), low=low))
    if value > high:
        sentence = later("{name} is {value:.6g}; expected a whole number of at most {high}")
        raise ValueError(say(sentence, name=say(name), value=Decimal(int(value)), high=high))
    return int(value)


def number(name, value, low=0.0, high=math.inf, above=False, below=False):
    """Return `value` as a finite float in [low, high], without low itself if `above`, without high if `below`."""
    try:
        right = isinstance(value, numbers.Real) and not isinstance(value, bool) and math.isfinite(value)
    except OverflowError:  # a whole number of hundreds of digits
        right = False
    if not right or not low <= value <= high or (above and value == low) or (below and value == high):
        sentence = EXPECTED[above, high < math.inf, below]
        raise ValueError(say(sentence, name=say(name), value=brief(value), low=f"{low:g}", high=f"{high:g}"))
    return float(value) + 0.0  # -0.0, too, is 0


def yes_or_no(name, value):
    """Return `value` if it is True or False."""
    if not isinstance(value, bool):
        raise ValueError(say("{name} is {value}; expected True or False", name=say(name), value=brief(value)))
    return value


def penalty(name, value):
    """Return `value` as a float that a penalty can have."""
    return number(name, value, high=1e6)


def generator(seed):
    """NumPy's random generator with this seed."""
    try:
        return np.random.default_rng(seed)
    except (TypeError, ValueError) as error:
        sentence = later("{name} is {value}; expected a whole number of at least {low}")
        raise ValueError(say(sentence, name="seed", value=brief(seed), low=0)) from error


def as_path(name, value):
    """Return `value`, the name of a file or a folder, as a Path."""
    if not isinstance(value, (str, os.PathLike)) or len(os.fspath(value)) > LONGEST:
        sentence = later("{name} is {value}; expected the name of a file or a folder")
        raise ValueError(say(sentence, name=say(name), value=brief(value)))
    return Path(value)


def pair(name, value):
    """Return `value` if it is (X, y)."""
    if not isinstance(value, (tuple, list)) or len(value) != 2:
        sentence = later("{name} is a {type}; expected two arrays, (X, y)")
        raise ValueError(say(sentence, name=say(name), type=type(value).__name__))
    return value


def all_finite(A):
    """True if no element is NaN or infinite; needs no second array of A's size in the usual case."""
    return bool(np.isfinite(np.vdot(A, A))) or bool(np.isfinite(A).all())


def as_floats(name, A, dtype=None):
    """A as a float array (of `dtype`); text, objects and complex numbers are refused."""
    if type(A) is np.ndarray and A.dtype in FLOATS and A.dtype == (dtype or A.dtype) and A.flags.c_contiguous:
        return A  # at once: optimizers and softmax ask at every step
    if np.ma.isMaskedArray(A):
        sentence = later("{name} is a masked array, and what is masked would count, too; fill or drop it first")
        raise ValueError(say(sentence, name=say(name)))
    try:
        A = np.asarray(A)
    except ValueError as error:
        sentence = later("{name} is not a rectangular array of numbers: its rows differ in length")
        raise ValueError(say(sentence, name=say(name))) from error
    if A.dtype.kind not in "biuf":
        raise ValueError(say("{name} holds {type} values; expected numbers", name=say(name), type=A.dtype))
    with np.errstate(over="ignore"):
        return A.astype(dtype or np.result_type(A, np.float32), order="C", copy=False)


def as_numbers(name, given, dtype=None):
    """As `as_floats`, and NaN and infinity are refused."""
    A = as_floats(name, given, dtype)
    if not all_finite(A):
        if all_finite(as_floats(name, given)):
            raise ValueError(say("{name} holds NaN or infinity (too large for {type})", name=say(name), type=A.dtype))
        raise ValueError(say("{name} holds NaN or infinity; fill or drop the missing values first", name=say(name)))
    return A


def as_row(name, given, length, limit):
    """As `as_numbers`, in float64: (length,) numbers from -limit to limit."""
    values = as_numbers(name, given, np.float64)
    if values.shape != (length,) or (abs(values) > limit).any():
        sentence = later("{name} is {values}; expected {length} numbers from {low:g} to {high:g}")
        told = f"{values.tolist()!r:.60}"
        raise ValueError(say(sentence, name=name, values=told, length=length, low=-limit, high=limit))
    return values


def as_finite(name, A):
    """Return the array A, which was computed, if no number of it became NaN or infinite."""
    if not all_finite(A):
        raise FloatingPointError(say("{name} holds NaN or infinity: numbers have become too large", name=say(name)))
    return A


def as_examples(X, inputs, dtype):
    """X as an (n, inputs) float array, one example a row."""
    X = as_numbers("X", X, dtype)
    if X.ndim != 2 or X.shape[1] != inputs:
        if X.ndim == 1:
            sentence = later("X has shape {shape}; expected (n, {inputs}), one example a row: write X[None, :] for one "
                             "example")
        elif X.ndim == 2 and X.shape[0] == inputs:
            sentence = later("X has shape {shape}; expected (n, {inputs}) for this network (transposed? examples are "
                             "rows)")
        elif X.ndim > 2:
            sentence = later("X has shape {shape}; expected (n, {inputs}) for this network (flatten each example: "
                             "X.reshape(len(X), {inputs}))")
        else:
            sentence = later("X has shape {shape}; expected (n, {inputs}) for this network")
        raise ValueError(say(sentence, shape=X.shape, inputs=inputs))
    if len(X) == 0:
        raise ValueError(say("X has shape {shape}: no examples; expected at least one row", shape=X.shape))
    return X


def one_hot(labels, classes, dtype=np.float32):
    """(n,) whole numbers 0 … classes-1 → (n, classes), a 1 in each row at its label."""
    labels = as_floats("labels", labels)
    whole("classes", classes)
    if labels.ndim != 1:
        sentence = later("labels have shape {shape} and type {type}; expected (n,) whole numbers")
        raise ValueError(say(sentence, shape=labels.shape, type=labels.dtype))
    if labels.size and not ((labels >= 0) & (labels < classes) & (labels % 1 == 0)).all():
        wrong = labels[~((labels >= 0) & (labels < classes) & (labels % 1 == 0))][0]
        sentence = later("label {label} is out of range; expected whole numbers 0 to {last}")
        raise ValueError(say(sentence, label=wrong, last=classes - 1))
    T = np.zeros((len(labels), classes), dtype)
    T[np.arange(len(labels)), labels.astype(np.intp)] = 1
    return T


def as_targets(T, n, outputs, output, loss, dtype):
    """Labels (n,), or targets (n, outputs), as an (n, outputs) float array that the loss can take."""
    T = as_numbers("T", T)
    if T.ndim == 1 and outputs > 1 and output == "identity":
        sentence = later("T has shape {shape}; expected ({n}, {outputs}), a number for each output of each example")
        raise ValueError(say(sentence, shape=T.shape, n=n, outputs=outputs))
    if T.ndim == 1:
        T = T[:, None] if outputs == 1 else one_hot(T, outputs, dtype)
    if T.shape != (n, outputs):
        sentence = later("T has shape {shape}; expected ({n}, {outputs}): one row an example, one column an output")
        raise ValueError(say(sentence, shape=T.shape, n=n, outputs=outputs))
    if loss != "squared_error" and not ((T >= 0) & (T <= 1)).all():
        wrong = T[(T < 0) | (T > 1)][0]
        sentence = later("T holds {value:g}; {loss} expects 0 to 1 (labels of one output are 0 and 1)")
        raise ValueError(say(sentence, value=wrong, loss=loss))
    if (output, loss) == ("softmax", "cross_entropy") and not np.allclose(T.sum(1), 1, atol=1e-4):
        sentence = later("a row of T does not add up to 1; softmax with cross-entropy expects one-hot rows, or shares")
        raise ValueError(say(sentence))
    return T.astype(dtype, copy=False)
