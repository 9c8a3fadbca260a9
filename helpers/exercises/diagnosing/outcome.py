"""What a function does with one case: its value or its error; and when two of them did the same."""

import copy
import functools
import re
import types
import warnings
from typing import NamedTuple

import numpy as np

from ...words import later, say, series

LONG = 500  # characters of a value or of an error's words
RESULT = later("the result")  # what is returned, where it has no name of its own


class Outcome(NamedTuple):
    """What a function did with one case: its value as {name: array}, or the error; names of changed arguments;
    what NumPy warned of in the function's own file, as pairs (text, line); the states of the generators it was given,
    as it left them."""

    value: dict | None
    error: Exception | None
    changed: tuple = ()
    raw: object = None
    warned: tuple = ()
    drawn: tuple = ()


class NoValue(TypeError):
    """The returned thing cannot be compared."""


class Told(NoValue):
    """And its words say what went wrong."""


def run(exercise, function, case):
    """Outcome of `function` on a copy of the case."""
    arguments, raw, error, value = copy.deepcopy(case), None, None, None
    with warnings.catch_warnings(record=True) as heard, np.errstate(all="warn", under="ignore"):
        warnings.simplefilter("ignore")
        warnings.simplefilter("always", RuntimeWarning)
        try:
            raw = function(*arguments)
            seen = copy.deepcopy(case) if exercise.look else case  # as they were, whatever became of them
            if exercise.writes:
                seen = (arguments[0], *seen[1:])
            value = None if raw is Ellipsis else as_parts(exercise, raw, seen)
        except (Exception, SystemExit) as caught:
            error = caught
    file = getattr(getattr(function, "__code__", None), "co_filename", None)
    warned = tuple((str(one.message), one.lineno) for one in heard if one.filename == file)
    if error:
        return Outcome(None, error, raw=raw, warned=warned)
    pairs = zip(argument_names(exercise), case, arguments, strict=True)
    changed = tuple(name for name, before, after in pairs if not equal(before, after))
    drawn = tuple(one.bit_generator.state for one in arguments if isinstance(one, np.random.Generator))
    return Outcome(value, None, changed, raw, warned, drawn)


@functools.cache
def asked(exercise, seed):
    """(the cases of this seed, what is right of each): the same for every answer. Whoever hands a case on copies it."""
    cases = exercise.cases(np.random.default_rng(seed))
    return cases, [run(exercise, exercise.reference, case) for case in cases]


@functools.cache
def asked_widely(exercise, seed):
    """The same with the wide cases behind them."""
    (own, expected), more = asked(exercise, seed), exercise.wide_cases(seed)
    return [*own, *more], [*expected, *(run(exercise, exercise.reference, case) for case in more)]


@functools.cache
def of_mistake(exercise, seed, number, case):
    """What the known mistake of this number does with the case of this number: the same for every answer."""
    own = asked(exercise, seed)[0]
    cases = own if case < len(own) else asked_widely(exercise, seed)[0]
    return run(exercise, exercise.known[number][1], cases[case])


def argument_names(exercise):
    code = exercise.reference.__code__
    return code.co_varnames[: code.co_argcount]


def as_parts(exercise, result, arguments):
    """What was returned as {name: array of numbers or text}, one or a list of them for each name in `returns`."""
    if result is None and not exercise.writes:
        raise Told(say("Your function returns nothing (None). Its `return` is missing or not reached, or it returns "
                       "the None that print and list.append give back."))
    if is_list(result) and any(part is Ellipsis for part in result):
        raise Told(say("What your function returns still holds a `...`: yours, or that of an earlier exercise that is "
                       "not written yet."))
    if too_deep(result):  # NumPy would make more of it than the memory holds
        raise NoValue(say("Your function returns a list that is put into itself."))
    if exercise.look:
        try:
            result = exercise.look(result, *arguments)
        except Exception as error:
            raise NoValue(say("Your function returns {given}, which the check cannot use: {error}.",
                              given=kind(result), error=error)) from error
    names = exercise.returns or (RESULT,)
    parts = result if len(exercise.returns) > 1 or exercise.returns and exercise.look else (result,)
    if not is_list(parts) or len(parts) != len(names):
        if len(names) == 1:
            raise NoValue(say("Your function returns {given}; expected a list.", given=kind(result)))
        wanted = series(map(say, names)).replace("{}", "…")
        if isinstance(parts, tuple) and len(parts) > len(names) and not any(map(is_list, parts)):
            raise NoValue(say("Your function returns {given}; expected {count} things: {names}. Where one of these has "
                              "several parts, brackets make one thing of them, as in (a, b), c.",
                              given=kind(result), count=len(names), names=wanted))
        raise NoValue(say("Your function returns {given}; expected {count} things: {names}.",
                          given=kind(result), count=len(names), names=wanted))
    return {name: array for pair in zip(names, parts, strict=True) for name, array in arrays_of(*pair)}


def is_list(result):
    return isinstance(result, tuple | list) or isinstance(result, np.ndarray) and result.ndim > 0


def arrays_of(name, part):
    """(name, array) for one thing, or for each item of a list."""
    if "{}" not in name:
        return [(name, as_array(name, part))]
    if not is_list(part):
        raise NoValue(say("Your function returns {given} for {name}; expected a list.",
                          given=kind(part), name=name.format("…")))
    return [(name.format(k), as_array(name.format(k), item)) for k, item in enumerate(part)]


def as_array(name, part):
    array = as_plain(part)
    if array.dtype.kind not in "biufU" and isinstance(part, int):
        raise NoValue(say("Your function returns a whole number of about {digits} digits for {name}: too large for a "
                          "number with decimals, which ends at some 300 digits.",
                          digits=round(part.bit_length() * np.log10(2)), name=say(name)))
    if array.dtype.kind not in "biufU" and isinstance(part, list | tuple):
        raise NoValue(say("Your function returns {given} for {name}, which cannot be made into an array of numbers: "
                          "its parts have different lengths, are not numbers, or have more than 300 digits.",
                          given=kind(part), name=say(name)))
    if array.dtype.kind not in "biufU":
        raise NoValue(say("Your function returns {given} for {name}; expected a number or an array of numbers.",
                          given=kind(part), name=say(name)))
    return array


def as_plain(value):
    if too_deep(value):  # such as a list that holds itself
        return np.asarray(None)
    try:
        array = np.array(value)  # a copy, whatever a later call does to it
        if array.dtype == object and all(isinstance(one, int) for one in array.flat):
            return array.astype(float)  # whole numbers of more than 64 bits
        return array
    except (ValueError, OverflowError):  # rows of different lengths; more than a float can be
        return np.asarray(None)


def too_deep(value, levels=20):
    """Are there more lists in lists than this?"""
    lists = [value] if isinstance(value, (list, tuple)) else []
    while lists and levels:
        lists = {id(part): part for one in lists for part in one if isinstance(part, (list, tuple))}.values()
        levels -= 1
    return bool(lists)


def kind(value):
    """What sort of thing this is, in words."""
    if value is None:
        return "None"
    if isinstance(value, types.GeneratorType | map | zip | filter):
        return say("a {kind} (it makes its values only when asked; list(…) makes a list of it)",
                   kind=type(value).__name__)
    if isinstance(value, tuple):
        return say("a tuple of {count}", count=len(value))
    if isinstance(value, list):
        return say("a list of {count}", count=len(value))
    shape = getattr(value, "shape", None)
    if shape is not None:
        return say("an array of shape {shape}", shape=shape)
    if isinstance(value, types.FunctionType | types.MethodType | types.BuiltinFunctionType):
        return say("a function, `{name}` (should it be called, with `(…)` after its name?)", name=value.__name__)
    if isinstance(value, np.lib.npyio.NpzFile):
        return say("an open file of arrays (each is taken out of it by its name)")
    return f"{type(value).__name__} {as_text(value)}"


def as_text(value):
    """repr without the place in the memory."""
    try:
        return re.sub(r" at 0x[0-9a-fA-F]+", "", shortened(repr(value)))
    except ValueError:  # Python writes out no longer whole number
        return say("… (more than 4,300 digits)")


def shortened(text):
    """The text, or as much of it as anybody reads."""
    return text if len(text) <= LONG else f"{text[:LONG]} …"


def equal(before, after):
    """Is an argument as it was? Arrays and numbers are compared, lists item by item; networks by their θ."""
    before, after = getattr(before, "theta", before), getattr(after, "theta", after)
    if isinstance(before, np.random.Generator):
        return before.bit_generator.state == after.bit_generator.state
    if callable(before):
        return True
    if isinstance(before, dict):
        return isinstance(after, dict) and equal([*before.items()], [*after.items()])
    if isinstance(before, list | tuple):
        return isinstance(after, list | tuple) and len(before) == len(after) and all(map(equal, before, after))
    before, after = np.asarray(before), np.asarray(after)
    if before.dtype == object:
        return np.array_equal(before, after)
    return before.shape == after.shape and before.tobytes() == after.tobytes()  # nan at the same places included


def close(exercise, a, b):
    """Are two values the same up to rounding, NaN at the same places included?"""
    coarse = any(map(is_coarse, (*a.values(), *b.values())))  # a sum with one part in float32 may be in float64
    unit = max([0, *map(largest, b.values())])  # beside large numbers others cancel, up to their rounding
    return a.keys() == b.keys() and all(close_arrays(exercise, a[name], b[name], coarse, unit) for name in a)


def largest(array):
    """The largest finite number of an array, without its sign."""
    return float(np.abs(array[np.isfinite(array)]).max(initial=0)) if array.dtype.kind in "biuf" else 0


def is_coarse(array):
    return array.dtype in (np.float32, np.float16)


def close_arrays(exercise, a, b, coarse=False, unit=0):
    if (a.shape, b.shape) == ((1,), ()) and not exercise.any_shape:  # the other way round an array is wanted
        a = a.reshape(())
    if a.shape != b.shape or "U" in a.dtype.kind + b.dtype.kind:
        return a.shape == b.shape and bool(np.all(a == b))  # a text beside numbers may give a plain False
    if np.array_equal(a, b):
        return True
    coarse = coarse or is_coarse(a) or is_coarse(b)
    tolerance = max(exercise.tolerance, 1e-4 if coarse else 0)
    slack = tolerance * largest(b) + max(1e-12, 1e-15 * unit)
    if b.dtype.kind in "iub":
        tolerance, slack = 0, min(slack, 0.4)  # a count that is off by one in a million is wrong
    return np.allclose(a, b, rtol=tolerance, atol=slack, equal_nan=True)


def same(exercise, one, other):
    """Did two functions do the same with one case? Two errors of one type that speak of the same shapes do."""
    if one.error or other.error:
        a, b = shapes_told(one.error), shapes_told(other.error)
        return type(one.error) is type(other.error) and (not a or not b or a == b)
    return close(exercise, one.value, other.value)


def shapes_told(error):
    """The lengths in an error's words, in no order and without the ones: (W @ A.T + b).T errs as its transpose."""
    shapes = re.findall(r"\(\d+,[\d, ]*\)", str(error)[:LONG])
    return sorted(number for shape in shapes for number in re.findall(r"\d+", shape) if number != "1")
