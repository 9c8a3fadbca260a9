"""Answers that lose their decimals where whole numbers come in: an array like its argument takes no others."""

import numpy as np

from ..words import say


def whole_numbers(cases, expected, given, wrong):
    """What is said of results that are whole where an argument is, and there alone; None of all others."""
    if any(given[k].error for k in wrong):
        return None
    right = [kinds(one) for k, one in enumerate(given) if k not in wrong]
    if not right or any("i" in found for found in right):
        return None
    if all("i" in kinds(given[k]) and "i" not in kinds(expected[k]) and any(map(is_whole, cases[k])) for k in wrong):
        return say("Where whole numbers come in, the decimals get lost in yours: an array that is made in the likeness "
                   "of such an argument, as by zeros_like or .copy(), holds whole numbers alone. np.zeros(shape) takes "
                   "decimals.")
    return None


def kinds(outcome):
    """The kinds of the arrays in a result: i whole numbers, f others, b True or False."""
    return {array.dtype.kind for array in outcome.value.values()}


def is_whole(part):
    return isinstance(part, np.ndarray) and part.dtype.kind == "i"
