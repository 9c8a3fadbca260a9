"""What may have happened to the right numbers: all of them changed alike, or handed back in another arrangement."""

import contextlib
import copy
import io
import re
import warnings

import numpy as np

from ...words import later, say, series
from ..exercise import FITS
from .outcome import argument_names, as_parts, as_plain, close, close_arrays, is_list, kind, run, same

ROUNDED = later("In {names} the numbers are rounded to {count} decimals. Return them as they come out.")
SUMMED = later("Yours adds up the numbers of {names}. Return each of them by itself.")
AVERAGED = later("Yours takes the mean of {names}. Return each of the numbers by itself.")
CHANGES = [  # what may have happened to all numbers alike, and how it is done to the right ones
    (later("The numbers of {names} are right except for their sign."), lambda e: -e),
    (later("The numbers of {names} have the right size, but yours are all positive: the minus signs are lost."),
     np.abs),
    (later("In {names} you have 1 minus what should be there."), lambda e: 1 - e),
    (later("In {names} you have σ of what should be there: one σ too many."), lambda e: 1 / (1 + np.exp(-e))),
    (later("In {names} the decimals are cut off, as int, // and arrays of whole numbers do."),
     np.trunc),
    (later("In {names} each number is rounded to the nearest whole number."), np.round),
    (SUMMED, np.sum),
    (SUMMED, lambda e: e.sum(axis=0)),
    (AVERAGED, np.mean),
    (AVERAGED, lambda e: e.mean(axis=0)),
    (later("In {names} there is only the first of the things that belong there."), lambda e: e[0]),
]


def squeezed(part):
    """The same without axes of length 1, or None where there is none of these."""
    flat = np.squeeze(part)
    return None if np.ndim(part) == flat.ndim else flat if np.ndim(part) == 1 else np.atleast_1d(flat)


SQUEEZED = later("The numbers are right, but they are in an array with too many axes. Is it because of `keepdims`, a "
                 "slice for one place, or a list in a list?")
MORE = later("Everything is there, but your function returns {given}. It should return: {names}.")
FIRST = later("You return too much: the first of these things is enough.")
LAST = later("You return too much: the last of these things is enough.")
SWAPPED = later("Both are right, but swapped. The order is: {names}.")
ARRANGED = [  # what may have been done to the right things before they were handed back, and how it is undone
    (later("Return a list even if it holds only one thing: [a]."),
     lambda raw: None if isinstance(raw, list) else [raw]),
    (SQUEEZED, squeezed),
    (FIRST, lambda raw: raw[0]),
    (LAST, lambda raw: raw[-1]),
]
ARRANGED_TWO = [  # where two things are wanted
    (SWAPPED, lambda raw: raw[::-1]),
    (later("Everything is right, but it comes as one list of pairs. Return two lists: {names}."),
     lambda raw: tuple(map(list, zip(*raw, strict=True))) if is_list(raw) else None),
    (FIRST, lambda raw: raw[0]),
    (LAST, lambda raw: raw[-1]),
    (MORE, lambda raw: raw[:2]),
    (MORE, lambda raw: raw[-2:]),
    (SQUEEZED, lambda raw: [squeezed(raw[0]), *raw[1:]]),
    (SQUEEZED, lambda raw: [raw[0], squeezed(raw[1]), *raw[2:]]),
    (SQUEEZED, lambda raw: [raw[0], [np.ravel(one) if np.ndim(one) else one for one in raw[1]], *raw[2:]]),
]
TOO_LARGE = later("Every number of {names} is too large, by the factor `{argument}.shape[{axis}]`. Did you take a sum "
                  "instead of a mean, or a mean instead of a sum?")
TOO_SMALL = later("Every number of {names} is too small, by the factor `{argument}.shape[{axis}]`. Do you divide once "
                  "too often, or by the wrong length?")


def arranged(exercise, wrong, cases, expected, given):
    """What is said of right numbers that are handed back in another arrangement, or None."""
    if any(str(one) == FITS for one in expected[wrong[0]].value.values()):
        return None
    names = series(map(say, exercise.returns)).replace("{}", "…")
    a_list = exercise.look or any("{}" in name for name in exercise.returns)
    for words, change in ARRANGED_TWO if len(exercise.returns) == 2 else ARRANGED[not a_list :]:
        there = range(len(cases)) if words == SWAPPED else wrong  # another order is another one everywhere
        try:
            if all(close(exercise, as_parts(exercise, change(given[k].raw), copy.deepcopy(cases[k])), expected[k].value)
                   for k in there):
                return say(words, names=names, given=kind(given[wrong[0]].raw))
        except Exception:  # what it gave back cannot be arranged so
            continue
    for name in expected[wrong[0]].value if len(exercise.returns) > 1 else ():
        with contextlib.suppress(Exception):
            if any(expected[k].value[name].any() for k in wrong) and all(
                    close_arrays(exercise, as_plain(given[k].raw), expected[k].value[name]) for k in wrong):
                return say("You return only {name}. Return all of these, with commas between them: {names}.",
                           name=say(name), names=names)
    return None


def by_a_count(exercise, cases, expected, given):
    """What is said of numbers that are too large or too small by how many there are of something, or None."""
    pairs = off_pairs(exercise, expected, given)
    off, names = {name for name, _, _ in pairs}, named_together(pairs, expected)
    if any(g.dtype.kind == "U" for _, g, _ in pairs):
        return None
    for at, argument in enumerate(argument_names(exercise)):
        arrays = [case[at] for case in cases if isinstance(case[at], np.ndarray)]
        if len(arrays) < len(cases) or len({array.shape for array in arrays}) < 2:
            continue
        for axis in range(min(array.ndim for array in arrays)):
            for sentence, power in ((TOO_LARGE, 1), (TOO_SMALL, -1)):
                counts = [float(array.shape[axis]) ** power for array in arrays]
                if all(close_arrays(exercise, one.value[name].astype(float), n * e)
                       for n, one, right in zip(counts, given, expected, strict=True)
                       for name, e in right.value.items() if name in off):
                    return say(sentence, names=names, argument=argument, axis=axis)
    return None


def whole_numbers(exercise, attempt, cases, expected, wrong):
    """What is said of an answer that is right as soon as whole numbers come in as 2.0, 3.0, …; None of all others."""
    for k in wrong:
        if all(array.dtype.kind != "f" for array in expected[k].value.values()) \
                or not right_with_decimals(exercise, attempt, cases[k], expected[k]):
            return None
    return say("When whole numbers come in, yours loses the decimals. // loses them, and so does an array that is made "
               "of such arguments alone, as by zeros_like, .copy(), @ or dtype. np.zeros(shape) holds decimals.")


def right_with_decimals(exercise, attempt, case, expected):
    """Would the answer be right if one of the arguments of whole numbers held the same ones as 2.0, 3.0, …?"""
    for at, argument in enumerate(case):
        parts = argument if isinstance(argument, list) and argument else [argument]
        if np.asarray(parts[0]).dtype.kind in "iu" and all(isinstance(one, int | np.integer | np.ndarray)
                                                           for one in parts):
            decimals = [np.asarray(one).astype(float)[()] for one in parts]
            decimals = decimals if isinstance(argument, list) else decimals[0]
            with contextlib.redirect_stdout(io.StringIO()):
                given = run(exercise, attempt, (*case[:at], decimals, *case[at + 1 :]))
            if same(exercise, given, expected):
                return True
    return False


def all_zero(exercise, expected, given):
    """What is said of results that are all 0, or None."""
    pairs = off_pairs(exercise, expected, given)
    pairs = [pair for pair in pairs if pair[1].dtype.kind in "iuf"]  # a False is no number that was never filled in
    if pairs and not any(g.any() for _, g, _ in pairs) and any(e.any() for _, _, e in pairs):
        return say("All numbers of {names} are 0 in yours.", names=named_together(pairs, expected))
    return None


def off_pairs(exercise, expected, given):
    """(name, given, right) of what is not right in any of the cases, of all cases."""
    pairs = [(name, one.value[name], e) for one, right in zip(given, expected, strict=True)
             for name, e in right.value.items()]
    off = {name for name, g, e in pairs if not close_arrays(exercise, g, e)}
    return [(name, g, e) for name, g, e in pairs if name in off]


def named_together(pairs, expected):
    """The names of what is off, in words: dW where all of dW[0], dW[1], … are off, else each for itself."""
    off = {name for name, _, _ in pairs}
    family = lambda name: re.sub(r"\[.*", "", name)  # noqa: E731
    partly = {family(name) for right in expected for name in right.value if name not in off}
    return series(dict.fromkeys(say(name if family(name) in partly else family(name)) for name, _, _ in pairs))


def finite(array):
    return array.dtype.kind != "U" and bool(np.isfinite(array).all())


def transformed(exercise, expected, given):
    """What has happened to the numbers in all cases alike, in words, or None."""
    pairs = off_pairs(exercise, expected, given)
    names = named_together(pairs, expected)
    pairs = [(g, e) for _, g, e in pairs]
    if any(g.dtype.kind == "U" for g, _ in pairs) or sum(e.size for _, e in pairs) < 3:
        return None
    if not any(e.any() for _, e in pairs):  # 1 is "1 minus 0", too
        return None
    pairs = [(g.astype(float), e.astype(float)) for g, e in pairs]
    with np.errstate(all="ignore"), warnings.catch_warnings(action="ignore"):  # also of the mean of nothing
        fixed = all(np.array_equal(g, pairs[0][0]) for g, _ in pairs)  # shares add up to 1, and so does a `return 1`
        if fixed and not all(np.array_equal(e, pairs[0][1]) for _, e in pairs):
            return None
        for words, change in CHANGES:
            if alike(exercise, pairs, change):
                return say(words, names=names)
        for count in (2, 3, 4):
            if alike(exercise, pairs, lambda e, count=count: e.round(count)):
                return say(ROUNDED, names=names, count=count)
        g, e = max(pairs, key=lambda pair: np.abs(pair[1]).max(initial=0))
        largest = np.abs(e).argmax()
        factor = g.flat[largest] / e.flat[largest] if g.shape == e.shape else 0
        told = np.isfinite(factor) and factor and abs(factor - 1) > 5e-4  # four digits of it are shown
        if told and alike(exercise, pairs, lambda e: factor * e):
            return say("Every number of {names} is {factor:.4g} times what it should be.", names=names, factor=factor)
    return None


def alike(exercise, pairs, change):
    """Is in each pair of given and right numbers the first what `change`, which changes some, makes of the second?"""
    try:
        made = [np.asarray(change(e)) for _, e in pairs]
        return all(close_arrays(exercise, g, m) for (g, _), m in zip(pairs, made, strict=True)) \
            and not all(close_arrays(exercise, e, m) for (_, e), m in zip(pairs, made, strict=True))
    except (IndexError, ValueError):  # there is no such axis, or no first number
        return False
