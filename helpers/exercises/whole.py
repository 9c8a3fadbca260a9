"""Answers that lose their decimals where whole numbers come in: an array like its argument takes no others."""

import numpy as np

from ..words import say
from .outcome import run, same


def whole_numbers(exercise, attempt, cases, expected, given, wrong):
    """What is said of an answer that is right as soon as whole numbers come in as 2.0, 3.0, …; None of all others."""
    if all("i" in kinds(given[k]) and right_with_floats(exercise, attempt, cases[k], expected[k]) for k in wrong):
        return say("Where whole numbers come in, the decimals get lost in yours: an array that is made in the likeness "
                   "of such an argument, as by zeros_like or .copy(), holds whole numbers alone. np.zeros(shape) takes "
                   "decimals.")
    return None


def right_with_floats(exercise, attempt, case, expected):
    """Is the answer right when one of the arrays of whole numbers comes as one of decimals?"""
    for at, part in enumerate(case):
        if isinstance(part, np.ndarray) and part.dtype.kind == "i":
            if same(exercise, run(exercise, attempt, (*case[:at], part.astype(float), *case[at + 1 :])), expected):
                return True
    return False


def kinds(outcome):
    """The kinds of the arrays in a result: i whole numbers, f others, b True or False."""
    return {array.dtype.kind for array in (outcome.value or {}).values()}
