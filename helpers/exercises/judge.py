"""The judge: run a learner's function beside the reference and say what is wrong with it, if it is known.

A mistake is named only when the learner's function does what the mistake does on every case, errors included, and
at least once returns the mistake's wrong value. Anything else is told as what it is: numbers side by side.
"""

import contextlib
import copy
import io
import re
import traceback
import types
import warnings
from typing import NamedTuple
from unittest import mock

import numpy as np

from .exercise import FITS
from .limit import TooLong, time_limit

SECONDS = 10  # for all cases of one check


class Reply(NamedTuple):
    """state: "right", "untried" or "wrong"; mistake: the known one; evidence: rows (name, value as text)."""

    state: str
    words: str
    mistake: str | None = None
    evidence: tuple = ()


class Outcome(NamedTuple):
    """What a function did with one case: its value as {name: array}, or the error; names of changed arguments."""

    value: dict | None
    error: Exception | None
    changed: tuple = ()
    raw: object = None


class NoValue(TypeError):
    """The returned thing cannot be compared."""


def judge(exercise, attempt, seed=0):
    """Reply on `attempt`, the learner's function, for an Exercise; the cases are random, but the same for a seed."""
    if not callable(attempt):
        return Reply("wrong", f"check(…, {show(attempt)}): hand over the function itself, without calling it.")
    cases = exercise.cases(np.random.default_rng(seed))
    expected = [run(exercise, exercise.reference, case) for case in cases]
    given, printed = [], []
    try:
        with time_limit(SECONDS):
            for case in cases:
                printed.append(Printed())
                with contextlib.redirect_stdout(printed[-1]), mock.patch("builtins.input", nobody_answers):
                    given.append(run(exercise, attempt, case))
                if given[-1].raw is Ellipsis:
                    return unwritten(attempt)
    except TooLong as error:
        where = line_of(attempt, error)
        print(printed[-1].getvalue(), end="")
        return Reply("wrong", f"Your code was still running after {SECONDS} seconds{where}. "
                              "Is there a loop that never comes to its end?")  # fmt: skip
    reply, shown = compare(exercise, attempt, cases, expected, given)
    print(printed[shown].getvalue(), end="")  # what the learner prints belongs to the case that is shown
    return reply


class Printed(io.StringIO):
    """What is printed, up to a few pages of it."""

    def write(self, text):
        return super().write(text[: max(0, 20_000 - self.tell())])


def nobody_answers(*prompt):
    raise RuntimeError("input() waits for somebody who types, but here the values come as arguments")


def unwritten(attempt):
    """The reply to a function that returned the ellipsis."""
    if Ellipsis in getattr(getattr(attempt, "__code__", None), "co_consts", (Ellipsis,)):
        return Reply("untried", "not tried yet. Replace the ... by your code and run the cell again.")
    return Reply("wrong", "A function that yours calls is not written yet: it returned its `...`. Finish that exercise "
                          "first, or take the course's function by `from helpers.mine import …`.")  # fmt: skip


def run(exercise, function, case):
    """Outcome of `function` on a copy of the case."""
    arguments, raw = copy.deepcopy(case), None
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            raw = function(*arguments)
            value = None if raw is Ellipsis else as_parts(exercise, raw, arguments)
    except (Exception, SystemExit) as error:
        return Outcome(None, error, raw=raw)
    names = argument_names(exercise)
    pairs = zip(names, case, arguments, strict=True)
    return Outcome(value, None, tuple(name for name, before, after in pairs if not equal(before, after)), raw)


def argument_names(exercise):
    code = exercise.reference.__code__
    return code.co_varnames[: code.co_argcount]


def as_parts(exercise, result, arguments):
    """What was returned as {name: array of numbers or text}, one or a list of them for each name in `returns`."""
    if result is None:
        raise NoValue("Your function returns nothing. Is the `return` missing, or is there a print in its place?")
    if exercise.look:
        try:
            result = exercise.look(result, *arguments)
        except Exception as error:
            raise NoValue(f"Your function returns {kind(result)}, which the check cannot use: {error}.") from error
    names = exercise.returns or ("the result",)
    parts = result if len(exercise.returns) > 1 or exercise.returns and exercise.look else (result,)
    if not is_list(parts) or len(parts) != len(names):
        raise NoValue(f"Your function returns {kind(result)}; expected {len(names)} things: {', '.join(names)}.")
    return {name: array for pair in zip(names, parts, strict=True) for name, array in named(*pair)}


def is_list(result):
    return isinstance(result, tuple | list) or isinstance(result, np.ndarray) and result.ndim > 0


def named(name, part):
    """(name, array) for one thing, or for each item of a list."""
    if "{}" not in name:
        return [(name, as_array(name, part))]
    if not is_list(part):
        raise NoValue(f"Your function returns {kind(part)} for {name.format('…')}; expected a list.")
    return [(name.format(k), as_array(name.format(k), item)) for k, item in enumerate(part)]


def as_array(name, part):
    array = as_plain(part)
    if array.dtype.kind not in "biufU":
        raise NoValue(f"Your function returns {kind(part)} for {name}; expected a number or an array of numbers.")
    return array


def equal(before, after):
    """Is an argument as it was? Arrays and numbers are compared, lists item by item; networks by their θ."""
    before, after = getattr(before, "theta", before), getattr(after, "theta", after)
    if callable(before) or isinstance(before, np.random.Generator):
        return True
    if isinstance(before, list | tuple):
        return len(before) == len(after) and all(map(equal, before, after))
    return np.array_equal(np.asarray(before), np.asarray(after))


def close(exercise, a, b):
    """Are two values the same up to rounding, NaN at the same places included?"""
    return a.keys() == b.keys() and all(close_arrays(exercise, a[name], b[name]) for name in a)


def close_arrays(exercise, a, b):
    if {a.shape, b.shape} == {(), (1,)}:
        a, b = a.reshape(()), b.reshape(())
    if a.shape != b.shape or "U" in a.dtype.kind + b.dtype.kind:
        return a.shape == b.shape and bool((a == b).all())
    coarse = np.float32 in (a.dtype, b.dtype) or np.float16 in (a.dtype, b.dtype)
    tolerance = max(exercise.tolerance, 1e-4 if coarse else 0)
    finite = np.abs(b[np.isfinite(b)]).max(initial=0) if b.size else 0
    return np.allclose(a, b, rtol=tolerance, atol=tolerance * float(finite) + 1e-12, equal_nan=True)


def same(exercise, one, other):
    """Did two functions do the same with one case? Two errors of one type count as the same."""
    if one.error or other.error:
        return type(one.error) is type(other.error)
    return close(exercise, one.value, other.value)


def compare(exercise, attempt, cases, expected, given):
    wrong = [i for i in range(len(cases)) if not same(exercise, given[i], expected[i])]
    changed = next((i for i in range(len(cases)) if given[i].changed and not expected[i].changed), None)
    if not wrong and changed is None:
        return Reply("right", "Right."), 0
    if not wrong:
        return Reply("wrong", in_place(exercise, given[changed].changed, cases[changed])), changed
    wrong.sort(key=lambda i: (given[i].error is not None, size(cases[i])))  # the smallest that shows a value first
    evidence = lambda i: tell(exercise, cases[i], expected[i], given[i])  # noqa: E731
    for words, mistake in exercise.known.items():
        planned = [run(exercise, mistake, case) for case in cases]
        agree = all(same(exercise, a, b) for a, b in zip(given, planned, strict=True))
        if agree and any(finite(planned[i].value) for i in wrong):
            return Reply("wrong", words, words, evidence(wrong[0])), wrong[0]
    i, words = facts(exercise, attempt, wrong, cases, expected, given)
    return Reply("wrong", words, None, evidence(i)), i


def finite(value):
    """Is there a value, and no infinity or NaN in it? Those come out alike from very different mistakes."""
    return value is not None and all(part.dtype.kind == "U" or np.isfinite(part).all() for part in value.values())


def in_place(exercise, names, case):
    """What is said of a right result whose arguments `names` were changed."""
    values = dict(zip(argument_names(exercise), case, strict=True))
    arrays = all(isinstance(values[name], np.ndarray) for name in names)
    how = ("Make a new array: z = z + b rather than z += b." if arrays else
           "Work on copies: list(…) makes a new list, which may be changed.")  # fmt: skip
    listing = ", ".join(names)
    return (f"The result is right, but your code changes its input {listing} in place, and whoever called it may still "
            f"need {listing}. {how}")  # fmt: skip


def size(case):
    """How many numbers the arguments hold."""
    return sum(size(part) if isinstance(part, list | tuple) else np.size(part) for part in case if not callable(part))


def facts(exercise, attempt, wrong, cases, expected, given):
    """(the case that shows it, what can be said of a mistake without a name)."""
    failed = next((k for k in wrong if given[k].error), None)
    if failed is not None:
        error = given[failed].error
        if isinstance(error, NoValue):
            return failed, str(error)
        return failed, explain(exercise, attempt, error, cases[failed])
    for k in wrong:
        if given[k].value.keys() != expected[k].value.keys():
            return k, f"Your function returns {listed(given[k].value)}; expected {listed(expected[k].value)}."
    pairs = [(k, name, given[k].value[name], e) for k in wrong for name, e in expected[k].value.items()]
    for k, name, g, e in pairs:
        if (g.dtype.kind == "U") != (e.dtype.kind == "U"):
            wanted = "a text" if e.dtype.kind == "U" else "numbers"
            return k, f"Your function returns {show(g)} for {name}; expected {wanted}."
        if g.shape != e.shape and (g.shape, e.shape) != ((1,), ()):
            turned = " It is turned on its side: look for a transpose." if g.T.shape == e.shape and g.ndim > 1 else ""
            return k, f"The shape is not right: {name} has shape {g.shape}; expected {e.shape}.{turned}"
    for k, name, g, e in pairs:
        if g.dtype.kind != "U" and np.isfinite(e).all() and not np.isfinite(g).all():
            return k, f"There is NaN or infinity in {name}: a number that is too large for exp, a log of 0, or 0 / 0."
    alike = lambda change: all(close_arrays(exercise, change(g), e) for *_, g, e in pairs)  # noqa: E731
    if all(g.dtype.kind != "U" and e.any() for *_, g, e in pairs):
        if alike(lambda g: -1.0 * g):
            return wrong[0], "The numbers are right, but their sign is not."
        g, e = max(((g, e) for *_, g, e in pairs), key=lambda pair: pair[0].size)
        where = np.unravel_index(np.abs(e).argmax(), e.shape)
        factor = g[where] / e[where]
        if sum(e.size for *_, e in pairs) > 2 and np.isfinite(factor) and factor and alike(lambda g: g / factor):
            return wrong[0], f"Every number is {factor:.4g} times what it should be."
    most = f" ({len(cases) - len(wrong)} of {len(cases)} tests come out right)" if len(wrong) < len(cases) else ""
    if str(next(iter(expected[wrong[0]].value.values()))) == FITS:
        return wrong[0], f"Not yet right{most}: {next(iter(given[wrong[0]].value.values()))}."
    words = f"Not yet right{most}, and it is no mistake that this check knows by name. Work this case out by hand:"
    return wrong[0], words


def explain(exercise, attempt, error, case):
    """An error raised in the learner's code, with its line and the likely cause."""
    where, name = line_of(attempt, error), type(error).__name__
    shapes = ", ".join(
        f"{label} {np.shape(value)}" for label, value in zip(argument_names(exercise), case, strict=True)
        if isinstance(value, np.ndarray)
    )  # fmt: skip
    words = f"Your code stopped{where} with {name}: {error}."
    if "ellipsis" in str(error):
        if Ellipsis in getattr(getattr(attempt, "__code__", None), "co_consts", (Ellipsis,)):
            return f"There is still a ... to replace{where}."
        return f"A function that yours calls{where} is not written yet: it returned its `...`. Finish it first."
    if isinstance(error, NameError):
        return f"{words} Is the name spelled as where it was made, and is that cell run?"
    if isinstance(error, TypeError) and "positional argument" in str(error) and not where:
        arguments = ", ".join(argument_names(exercise))
        return f"Your function does not take the arguments it is given: ({arguments}). Keep its first line as it was."
    if "truth value of an array" in str(error) and re.search(r"\b(max|min|sorted)\(", where):
        return (
            f"Python's own max, min and sorted compare single numbers, and here they get rows of an array{where}. "
            "np.max, np.min and np.sort take arrays, and an axis."
        )
    if "truth value of an array" in str(error):
        return f"An `if` asks about one number, and here it is given an array{where}. np.where asks about each number."
    if isinstance(error, ValueError | IndexError) and shapes:
        return f"{words} The shapes there: {shapes}."
    return words


def line_of(attempt, error):
    """The last line of the learner's own code that was under way, as " in line 3 (`return W @ x`)"."""
    code = getattr(attempt, "__code__", None)
    frames = [f for f in traceback.extract_tb(error.__traceback__) if code and f.filename == code.co_filename]
    if not frames:
        return ""
    return f" in line {frames[-1].lineno}" + (f" (`{frames[-1].line}`)" if frames[-1].line else "")


def tell(exercise, case, expected, given):
    """Rows (name, text): the arguments, what is expected and what was given."""
    rows = [(name, show(value)) for name, value in zip(argument_names(exercise), case, strict=True)]
    yours = "an error" if given.error and not isinstance(given.error, NoValue) else show(given.raw)
    for name, e in expected.value.items():
        digits, g = 4, (given.value or {}).get(name)
        name = name if exercise.returns else ""
        if g is not None and show(e) == show(g) and not close_arrays(exercise, g, e):
            digits = 12
        rows.append((f"expected {name}".strip(), show(e, digits)))
        rows.append((f"yours {name}".strip(), show(g, digits) if g is not None else yours))
    return tuple(rows)


def listed(value):
    """The names of what was returned, in words."""
    return ", ".join(value) or "an empty list"


def show(value, digits=4):
    """A value as short text."""
    if isinstance(value, np.ndarray | np.generic | list | float) and as_plain(value).dtype.kind in "biuf":
        return np.array2string(as_plain(value), precision=digits, suppress_small=True, separator=", ",
                               threshold=40, edgeitems=3, max_line_width=70)  # fmt: skip
    if isinstance(value, list | tuple) and value and all(isinstance(part, np.ndarray) for part in value):
        return "\n".join(show(part, digits) for part in value)  # such as one matrix for each layer
    if isinstance(value, np.ndarray) and value.dtype.kind == "U" and value.ndim == 0:
        return str(value)
    if isinstance(value, np.random.Generator):
        return "a random generator"
    return value.__name__.replace("_", " ") if hasattr(value, "__name__") else repr(value)


def as_plain(value):
    try:
        return np.asarray(value)
    except ValueError:  # rows of different lengths
        return np.asarray(None)


def kind(value):
    if isinstance(value, types.GeneratorType | map | zip | filter):
        return f"a {type(value).__name__}, which makes its values only when asked (list(…) makes a list of it)"
    if isinstance(value, tuple | list):
        return f"a {type(value).__name__} of {len(value)}"
    shape = getattr(value, "shape", None)
    return f"an array of shape {shape}" if shape is not None else f"{type(value).__name__} {value!r}"
