"""What can be said of a wrong answer that makes no known mistake, and the numbers that show it."""

import contextlib
import linecache
import re
import traceback

import numpy as np

from ..words import later, say, series
from .exercise import FITS
from .outcome import RESULT, NoValue, argument_names, as_plain, as_text, close_arrays
from .slips import overwritten

INFINITE = {  # what NumPy warns of: what it means
    "overflow encountered in exp": later(
        "There is NaN or infinity in {name}. Look at {line}: e to the power of so large a number is infinite for a "
        "computer."
    ),
    "overflow": later("There is NaN or infinity in {name}. Look at {line}: a number grows too large for a computer."),
    "divide by zero encountered in log": later(
        "There is NaN or infinity in {name}. Look at {line}: the logarithm of 0 is taken there."
    ),
    "invalid value encountered in log": later(
        "There is NaN or infinity in {name}. Look at {line}: the logarithm of a negative number is taken there."
    ),
    "divide by zero": later("There is NaN or infinity in {name}. Look at {line}: something is divided by 0 there."),
    "invalid value": later("There is NaN or infinity in {name}. Look at {line}: 0 / 0 or ∞ / ∞ is taken there."),
}
ROUNDED = later("In {names} the numbers are rounded to {count} decimals. Return them as they come out.")
SUMMED = later("In {names} numbers are added up that are wanted each for itself.")
AVERAGED = later("In {names} stands the mean of numbers that are wanted each for itself.")
CHANGES = [  # what may have happened to all numbers alike, and how it is done to the right ones
    (later("The numbers of {names} are right, but their sign is not."), lambda e: -e),
    (later("The numbers of {names} are right, but yours are all positive: a sign got lost."), np.abs),
    (later("In {names} stands 1 minus what should be there."), lambda e: 1 - e),
    (later("In {names} stands σ of what should be there: one σ too many."), lambda e: 1 / (1 + np.exp(-e))),
    (later("In {names} stands the square of what should be there."), np.square),
    (later("In {names} the decimals are cut off, as by int, astype(int) or //."), np.trunc),
    (later("In {names} stands the nearest whole number in place of each number."), np.round),
    (later("In {names} the numbers are rounded to 1 decimal. Return them as they come out."), lambda e: e.round(1)),
    (SUMMED, np.sum),
    (SUMMED, lambda e: e.sum(axis=0)),
    (AVERAGED, np.mean),
    (AVERAGED, lambda e: e.mean(axis=0)),
    (later("In {names} stands the first alone of what is wanted."), lambda e: e[0]),
    (later("In {names} stands the last alone of what is wanted."), lambda e: e[-1]),
]


def facts(exercise, attempt, wrong, cases, expected, given):
    """(the case that shows it, what can be said of a mistake without a name, does that say what went wrong)."""
    failed = next((k for k in wrong if given[k].error), None)
    error = given[failed].error if failed is not None else None
    if error and not isinstance(error, NoValue):
        return failed, explain(exercise, attempt, error, cases[failed]), False
    if words := overwritten(attempt):
        return wrong[0], words, True
    if error:
        return failed, str(error), False
    pairs = [(k, name, given[k].value.get(name), e) for k in wrong for name, e in expected[k].value.items()]
    for k in wrong:
        if given[k].value.keys() != expected[k].value.keys() and isinstance(given[k].raw, np.ndarray):
            return k, say("Your function returns one array, of shape {shape}; expected a list: {expected}.",
                          shape=given[k].raw.shape, expected=listed(expected[k].value)), False
        if given[k].value.keys() != expected[k].value.keys():
            return k, say("Your function returns {given}; expected {expected}.",
                          given=listed(given[k].value), expected=listed(expected[k].value)), False
    if words := transformed(exercise, expected, given):
        return wrong[0], words, True
    for k, name, g, e in pairs:
        if words := another_form(say(name), g, e):
            return k, words, False
    for k, name, g, e in pairs:
        if g.dtype.kind != "U" and finite(e) and not finite(g):
            words, named = infinite(attempt, say(name), given[k].warned)
            other = next((j for j in wrong if all(map(finite, given[j].value.values()))), None)
            if other is None:
                return k, words, named
            more = say("That is not all: other numbers are not right either. Work this case out by hand:")
            return other, f"{words} {more}", named
    k, right, count = wrong[0], len(cases) - len(wrong), len(cases)
    if str(next(iter(expected[k].value.values()))) == FITS:
        words = str(next(iter(given[k].value.values())))
        if right:
            return k, say("Not yet right ({right} of {count} tests come out right): {words}.",
                          right=right, count=count, words=words), True
        return k, say("Not yet right: {words}.", words=words), True
    if right:
        return k, say("Not yet right ({right} of {count} tests come out right), and it is no mistake that this check "
                      "knows by name. Work this case out by hand:", right=right, count=count), False
    return k, say("Not yet right, and it is no mistake that this check knows by name. Work this case out by "
                  "hand:"), False


def finite(array):
    return array.dtype.kind != "U" and bool(np.isfinite(array).all())


def another_form(name, g, e):
    """What is said if text stands for numbers, or the shape is another; else None."""
    if g.dtype.kind == "U" != e.dtype.kind:
        return say("Your function returns {given} for {name}; expected numbers.", given=repr(g.tolist()), name=name)
    if e.dtype.kind == "U" != g.dtype.kind:
        return say("Your function returns {given} for {name}; expected a text.", given=value_text(g), name=name)
    if g.shape == e.shape or (g.shape, e.shape) == ((1,), ()):
        return None
    if e.shape == ():
        return say("The shape is not right: {name} has shape {given}; expected a single number.",
                   name=name, given=g.shape)
    if g.T.shape == e.shape and g.ndim > 1:
        return say("The shape is not right: {name} has shape {given}; expected {expected}. It is turned on its side: "
                   "look for a transpose.", name=name, given=g.shape, expected=e.shape)
    return say("The shape is not right: {name} has shape {given}; expected {expected}.",
               name=name, given=g.shape, expected=e.shape)


def transformed(exercise, expected, given):
    """What has happened to the numbers in all cases alike, in words, or None."""
    pairs = [(name, one.value[name], e) for one, right in zip(given, expected, strict=True)
             for name, e in right.value.items()]
    off = dict.fromkeys(name for name, g, e in pairs if not close_arrays(exercise, g, e))
    pairs = [(g, e) for name, g, e in pairs if name in off]
    if any(g.dtype.kind == "U" for g, _ in pairs) or sum(e.size for _, e in pairs) < 3:
        return None
    pairs = [(g.astype(float), e.astype(float)) for g, e in pairs]
    names = series(dict.fromkeys(say(re.sub(r"\[.*", "", name)) for name in off))
    with np.errstate(all="ignore"):
        for words, change in CHANGES:
            if alike(exercise, pairs, change):
                return say(words, names=names)
        for count in (2, 3, 4):
            if alike(exercise, pairs, lambda e, count=count: e.round(count)):
                return say(ROUNDED, names=names, count=count)
        g, e = max(pairs, key=lambda pair: np.abs(pair[1]).max(initial=0))
        largest = np.abs(e).argmax()
        factor = g.flat[largest] / e.flat[largest] if g.shape == e.shape else 0
        if np.isfinite(factor) and factor and alike(exercise, pairs, lambda e: factor * e):
            return say("Every number of {names} is {factor:.4g} times what it should be.", names=names, factor=factor)
    return None


def alike(exercise, pairs, change):
    """Is in each pair of given and right numbers the first what `change` makes of the second?"""
    try:
        return all(close_arrays(exercise, g, np.asarray(change(e))) for g, e in pairs)
    except (IndexError, ValueError):  # there is no such axis, or no first number
        return False


def infinite(attempt, name, warned):
    """(what is said of NaN or infinity where a number is expected, does it say where that comes from)."""
    meaning = warned and next((words for start, words in INFINITE.items() if warned[0].startswith(start)), None)
    if meaning:
        return say(meaning, name=name, line=line(attempt, warned[1])), True
    return say("There is NaN or infinity in {name}: a number that is too large for exp, a log of 0, or 0 / 0.",
               name=name), False


def explain(exercise, attempt, error, case):
    """An error raised in the learner's code, with its line and the likely cause."""
    where, text = line_of(attempt, error), str(error).rstrip(".")
    if isinstance(error, TypeError) and "positional argument" in text and not where:
        return say("Your function does not take the arguments it is given: ({names}). Keep its first line as it was.",
                   names=", ".join(argument_names(exercise)))
    told = dict(line=where, kind=type(error).__name__, error=text)
    if not where:
        return say("Your code stopped with {kind}: {error}.", **told)
    if "ellipsis" in text and Ellipsis in constants(attempt):
        return say("There is still a ... to replace in {line}.", line=where)
    if "ellipsis" in text:
        return say("A function that yours calls in {line} is not written yet: it returned its `...`. Finish it first.",
                   line=where)
    if "truth value of an array" in text and re.search(r"(?<![.\w])(max|min|sorted)\(", where):
        return say("Python's own max, min and sorted compare single numbers, and here they get rows of an array in "
                   "{line}. np.max, np.min and np.sort take arrays, and an axis.", line=where)
    if "truth value of an array" in text:
        return say("`if`, `and`, `or` and `not` ask about one number, and here it is an array in {line}. np.where asks "
                   "about each number.", line=where)
    if "NoneType" in text:
        return say("Your code stopped in {line} with {kind}: {error}. None is what a function without `return` gives "
                   "back; print, .append and .sort do, too.", **told)
    if "Cannot cast ufunc" in text:
        return say("Your code stopped in {line} with {kind}: {error}. An array of whole numbers takes no others: "
                   "z = z / n makes a new array, z /= n does not.", **told)
    shapes = ", ".join(shapes_in(attempt, error)) or ", ".join(
        f"{label} {np.shape(value)}" for label, value in zip(argument_names(exercise), case, strict=True)
        if isinstance(value, np.ndarray)
    )
    if isinstance(error, NameError):
        return say("Your code stopped in {line} with {kind}: {error}. Is the name spelled as where it was made, and is "
                   "that cell run?", **told)
    if isinstance(error, ValueError | IndexError) and shapes:
        return say("Your code stopped in {line} with {kind}: {error}. The shapes there: {shapes}.", **told,
                   shapes=shapes)
    return say("Your code stopped in {line} with {kind}: {error}.", **told)


def constants(attempt):
    """The constants in a function's code; where there is no code to look at, `...` may be among them."""
    return getattr(getattr(attempt, "__code__", None), "co_consts", (Ellipsis,))


def line_of(attempt, error):
    """The last line of the learner's own code that was under way, as "line 3 (`return W @ x`)", or None."""
    code = getattr(attempt, "__code__", None)
    frames = [f for f in traceback.extract_tb(error.__traceback__) if code and f.filename == code.co_filename]
    return line(attempt, frames[-1].lineno) if frames else None


def shapes_in(attempt, error):
    """The shapes of the arrays that stand in that line, such as "X[batch] (1, 2)"."""
    file = attempt.__code__.co_filename
    frame, number = [pair for pair in traceback.walk_tb(error.__traceback__) if pair[0].f_code.co_filename == file][-1]
    text = linecache.getline(file, number)
    for name in dict.fromkeys(re.findall(r"(?<![\w.])[A-Za-z_]\w*(?:\[\w+\])?", text)):
        with contextlib.suppress(Exception):  # a keyword, an attribute, a name that is not there yet
            value = eval(name, frame.f_globals, frame.f_locals)
            if isinstance(value, np.ndarray):
                yield f"{name} {value.shape}"


def line(attempt, number):
    """A line of the learner's file as "line 3 (`return W @ x`)"."""
    text = linecache.getline(attempt.__code__.co_filename, number).strip()
    return say("line {number} (`{text}`)", number=number, text=text) if text else say("line {number}", number=number)


def tell(exercise, case, expected, given):
    """Rows (name, text): the arguments, what is expected and what was given."""
    rows = [(name, value_text(value)) for name, value in zip(argument_names(exercise), case, strict=True)]
    yours = say("an error") if given.error and not isinstance(given.error, NoValue) else value_text(given.raw)
    for name, e in expected.value.items():
        digits, g = 4, (given.value or {}).get(name)
        if g is not None and value_text(e) == value_text(g) and not close_arrays(exercise, g, e):
            digits = 12
        alone = name == RESULT
        rows.append((say("expected") if alone else say("expected {name}", name=say(name)), value_text(e, digits)))
        there = value_text(g, digits) if g is not None else yours
        rows.append((say("yours") if alone else say("yours {name}", name=say(name)), there))
    return tuple(rows)


def listed(value):
    """The names of what was returned, in words."""
    names = [say(name) for name in value]
    return series(names if len(names) < 5 else [*names[:2], "…", names[-1]]) or say("an empty list")


def value_text(value, digits=4):
    """A value as short text."""
    if isinstance(value, np.ndarray | np.generic | list | float) and as_plain(value).dtype.kind in "biuf":
        return np.array2string(as_plain(value), precision=digits, suppress_small=True, separator=", ",
                               threshold=40, edgeitems=3, max_line_width=70)
    if isinstance(value, list | tuple) and value and all(isinstance(part, np.ndarray) for part in value):
        return "\n".join(value_text(part, digits) for part in value)  # such as one matrix for each layer
    if isinstance(value, np.ndarray) and value.dtype.kind == "U" and value.ndim == 0:
        return str(value)
    if isinstance(value, np.random.Generator):
        return say("a random generator")
    return value.__name__.replace("_", " ") if hasattr(value, "__name__") else as_text(value)
