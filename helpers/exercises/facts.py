"""What can be said of a wrong answer that makes no known mistake, and the numbers that show it."""

import re
import traceback

import numpy as np

from .exercise import FITS
from .outcome import NoValue, argument_names, as_plain, close_arrays, plain
from .slips import slip

INFINITE = {  # what NumPy warns of: what it means
    "overflow encountered in exp": "e to the power of a number as large as there is infinite for a computer",
    "overflow": "a number grows too large for a computer there",
    "divide by zero encountered in log": "the logarithm of 0 is taken there",
    "invalid value encountered in log": "the logarithm of a negative number is taken there",
    "divide by zero": "something is divided by 0 there",
    "invalid value": "0 / 0 or ∞ / ∞ is taken there",
}

CHANGES = {  # what may have happened to all numbers alike: how it is done to the right ones
    "The numbers of {names} are right, but their sign is not.": lambda e: -e,
    "The numbers of {names} are right, but yours are all positive: a sign got lost.": np.abs,
    "In {names} stands 1 minus what should be there.": lambda e: 1 - e,
    "In {names} stands σ of what should be there: one σ too many.": lambda e: 1 / (1 + np.exp(-e)),
    "In {names} stands the square of what should be there.": np.square,
    "In {names} the decimals are cut off, as by int, astype(int) or //.": np.trunc,
    "In {names} stands the nearest whole number in place of each number.": np.round,
    "In {names} the numbers are rounded to 2 decimals. Return them as they come out.": lambda e: np.round(e, 2),
    "In {names} the numbers are rounded to 3 decimals. Return them as they come out.": lambda e: np.round(e, 3),
    "In {names} the numbers are rounded to 4 decimals. Return them as they come out.": lambda e: np.round(e, 4),
}


def facts(exercise, attempt, wrong, cases, expected, given):
    """(the case that shows it, what can be said of a mistake without a name, is it the mistake itself)."""
    failed = next((k for k in wrong if given[k].error), None)
    error = given[failed].error if failed is not None else None
    if error and not isinstance(error, NoValue):
        return failed, explain(exercise, attempt, error, cases[failed]), False
    seen = slip(attempt)
    if seen:
        return wrong[0], seen, True
    if error:
        return failed, str(error), False
    for k in wrong:
        if given[k].value.keys() != expected[k].value.keys():
            return k, f"Your function returns {listed(given[k].value)}; expected {listed(expected[k].value)}.", False
    pairs = [(k, name, given[k].value[name], e) for k in wrong for name, e in expected[k].value.items()]
    for k, name, g, e in pairs:
        if (g.dtype.kind == "U") != (e.dtype.kind == "U"):
            wanted = "a text" if e.dtype.kind == "U" else "numbers"
            return k, f"Your function returns {show(g)} for {name}; expected {wanted}.", False
        if g.shape != e.shape and (g.shape, e.shape) != ((1,), ()):
            turned = " It is turned on its side: look for a transpose." if g.T.shape == e.shape and g.ndim > 1 else ""
            return k, f"The shape is not right: {name} has shape {g.shape}; expected {e.shape}.{turned}", False
    for k, name, g, e in pairs:
        if g.dtype.kind != "U" and np.isfinite(e).all() and not np.isfinite(g).all():
            return k, *infinite(attempt, name, given[k].warned)
    seen = transformed(exercise, expected, given)
    if seen:
        return wrong[0], seen, True
    most = f" ({len(cases) - len(wrong)} of {len(cases)} tests come out right)" if len(wrong) < len(cases) else ""
    if str(next(iter(expected[wrong[0]].value.values()))) == FITS:
        return wrong[0], f"Not yet right{most}: {next(iter(given[wrong[0]].value.values()))}.", True
    words = f"Not yet right{most}, and it is no mistake that this check knows by name. Work this case out by hand:"
    return wrong[0], words, False


def transformed(exercise, expected, given):
    """What has happened to the numbers in all cases alike, in words, or None."""
    pairs = [(name, one.value[name], e) for one, right in zip(given, expected, strict=True)
             for name, e in right.value.items()]  # fmt: skip
    off = dict.fromkeys(name for name, g, e in pairs if not close_arrays(exercise, g, e))
    pairs = [(g, e) for name, g, e in pairs if name in off]
    if any(g.dtype.kind == "U" for g, _ in pairs) or sum(e.size for _, e in pairs) < 3:
        return None
    pairs = [(g.astype(float), e.astype(float)) for g, e in pairs]
    names = ", ".join(dict.fromkeys(re.sub(r"\[.*", "", name) for name in off))
    alike = lambda change: all(close_arrays(exercise, g, change(e)) for g, e in pairs)  # noqa: E731
    with np.errstate(all="ignore"):
        for words, change in CHANGES.items():
            if alike(change):
                return words.format(names=names)
        g, e = max(pairs, key=lambda pair: np.abs(pair[1]).max(initial=0))
        where = np.unravel_index(np.abs(e).argmax(), e.shape)
        factor = g[where] / e[where]
        if np.isfinite(factor) and factor and alike(lambda e: factor * e):
            return f"Every number of {names} is {factor:.4g} times what it should be."
    return None


def infinite(attempt, name, warned):
    """(what is said of NaN or infinity where a number is expected, does it name where that comes from)."""
    meaning = warned and next((words for start, words in INFINITE.items() if warned[0].startswith(start)), None)
    if not meaning:
        return f"There is NaN or infinity in {name}: a number that is too large for exp, a log of 0, or 0 / 0.", False
    return f"There is NaN or infinity in {name}. Look at{line(attempt, warned[1])}: {meaning}.", True


def explain(exercise, attempt, error, case):
    """An error raised in the learner's code, with its line and the likely cause."""
    where, name = line_of(attempt, error), type(error).__name__
    shapes = ", ".join(
        f"{label} {np.shape(value)}" for label, value in zip(argument_names(exercise), case, strict=True)
        if isinstance(value, np.ndarray)
    )  # fmt: skip
    words = f"Your code stopped{where} with {name}: {str(error).rstrip('.')}."
    if "ellipsis" in str(error):
        if Ellipsis in constants(attempt):
            return f"There is still a ... to replace{where}."
        return f"A function that yours calls{where} is not written yet: it returned its `...`. Finish it first."
    if isinstance(error, NameError):
        return f"{words} Is the name spelled as where it was made, and is that cell run?"
    if isinstance(error, TypeError) and "positional argument" in str(error) and not where:
        arguments = ", ".join(argument_names(exercise))
        return f"Your function does not take the arguments it is given: ({arguments}). Keep its first line as it was."
    if "truth value of an array" in str(error) and re.search(r"(?<![.\w])(max|min|sorted)\(", where):
        return (
            f"Python's own max, min and sorted compare single numbers, and here they get rows of an array{where}. "
            "np.max, np.min and np.sort take arrays, and an axis."
        )
    if "truth value of an array" in str(error):
        return f"An `if` asks about one number, and here it is given an array{where}. np.where asks about each number."
    if isinstance(error, ValueError | IndexError) and shapes:
        return f"{words} The shapes there: {shapes}."
    return words


def constants(attempt):
    """The constants in a function's code; where there is no code to look at, `...` may be among them."""
    return getattr(getattr(attempt, "__code__", None), "co_consts", (Ellipsis,))


def line_of(attempt, error):
    """The last line of the learner's own code that was under way, as " in line 3 (`return W @ x`)"."""
    code = getattr(attempt, "__code__", None)
    frames = [f for f in traceback.extract_tb(error.__traceback__) if code and f.filename == code.co_filename]
    return f" in{line(attempt, frames[-1].lineno)}" if frames else ""


def line(attempt, number):
    """A line of the learner's file as " line 3 (`return W @ x`)"."""
    text = traceback.FrameSummary(attempt.__code__.co_filename, number, "").line
    return f" line {number}" + (f" (`{text}`)" if text else "")


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
    names = list(value)
    return ", ".join(names if len(names) < 5 else [*names[:2], "…", names[-1]]) or "an empty list"


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
    return value.__name__.replace("_", " ") if hasattr(value, "__name__") else plain(value)
