"""What can be said of a wrong answer that makes no known mistake, and the numbers that show it."""

import contextlib
import copy
import io
import re

import numpy as np

from ..words import later, paragraph, say, series
from .exercise import FITS
from .limit import TooLong, time_limit
from .outcome import RESULT, NoValue, Told, argument_names, as_parts, as_plain, as_text, close, close_arrays, run, same
from .repair import repaired
from .slips import grown_default, grown_outside, in_the_lines, not_read, one_after_the_other, overwritten, second_name
from .stopped import explain, line
from .whole import whole_numbers

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

SQUEEZED = later(
    "The numbers are right, but they stand in an array of one axis too many: is it `keepdims`, a slice for one place, "
    "or a list in a list?"
)
ARRANGED = [  # what may have been done to the right things before they were handed back, and how it is undone
    (later("A list is wanted also where there is one thing alone: [a]."), lambda raw: [raw]),
    (SQUEEZED, lambda raw: np.squeeze(raw)),
    (later("The first of what you give back would have been enough."), lambda raw: raw[0]),
    (later("The last of what you give back would have been enough."), lambda raw: raw[-1]),
    (later("The second of what you give back would have been enough."), lambda raw: raw[1]),
    (later("All is right, but it stands in the opposite order."), lambda raw: raw[::-1]),
]
IN_ONE_LIST = later("All is right, but in one list. Wanted are: {names}.")
ARRANGED_TWO = [  # where two things are wanted
    (later("Both are right, but exchanged. Wanted are: {names}."), lambda raw: raw[::-1]),
    (later("All is right, but as one list of pairs. Wanted are two lists: {names}."),
     lambda raw: tuple(map(list, zip(*raw, strict=True)))),
    (IN_ONE_LIST, lambda raw: (raw[: len(raw) // 2], raw[len(raw) // 2 :])),
    (IN_ONE_LIST, lambda raw: (raw[::2], raw[1::2])),
    (SQUEEZED, lambda raw: [np.squeeze(raw[0]), raw[1]]),
    (SQUEEZED, lambda raw: [raw[0], np.squeeze(raw[1])]),
    (SQUEEZED, lambda raw: [raw[0], [np.ravel(one) for one in raw[1]]]),
]
TOO_LARGE = later(
    "Every number of {names} is n times too large, where n is a length of {argument}. Should a sum be a mean?"
)
TOO_SMALL = later(
    "Every number of {names} is n times too small, where n is a length of {argument}. Is it divided once too often?"
)


def facts(exercise, attempt, wrong, cases, expected, given):
    """(the case that shows it, what can be said of a mistake without a name, does that say what went wrong)."""
    k, words, named = seen(exercise, attempt, wrong, cases, expected, given)
    if isinstance(given[k].error, NameError):
        return k, words, named
    more = not_read(attempt, exercise)
    if not more and not named:
        more = in_the_lines(attempt) or repaired(exercise, attempt, cases, expected, wrong)
    if more:
        return k, paragraph([words, more]), True
    if named is None:
        words = paragraph([words, say("It is no mistake that this check knows by name. Work this case out by hand:")])
    return k, words, bool(named)


def seen(exercise, attempt, wrong, cases, expected, given):
    """The same, but for what only the answer's lines tell; in the third place None where nothing can be said."""
    if words := grown_default(attempt) or grown_outside(attempt) or one_after_the_other(attempt):
        return wrong[0], words, True
    failed = next((k for k in wrong if given[k].error), None)
    error = given[failed].error if failed is not None else None
    if error and not isinstance(error, NoValue):
        return failed, *explain(exercise, attempt, error, cases[failed])
    if words := overwritten(attempt):
        return wrong[0], words, True
    if words := not_again(exercise, attempt, [cases[k] for k in wrong], [given[k] for k in wrong]):
        return wrong[0], words, True
    if words := arranged(exercise, wrong, cases, expected, given):
        return wrong[0], words, True
    if error:
        return failed, str(error), isinstance(error, Told)
    pairs = [(k, name, given[k].value.get(name), e) for k in wrong for name, e in expected[k].value.items()]
    for k in wrong:
        if given[k].value.keys() != expected[k].value.keys() and isinstance(given[k].raw, np.ndarray):
            return k, say("Your function returns one array, of shape {shape}; expected a list: {expected}.",
                          shape=given[k].raw.shape, expected=listed(expected[k].value)), False
        if given[k].value.keys() != expected[k].value.keys():
            return k, too_many(given[k].value, expected[k].value), False
    idle = untouched(exercise, cases, expected, given)
    if words := whole_numbers(cases, expected, given, wrong) or idle and second_name(attempt) or idle \
            or transformed(exercise, expected, given) or by_a_count(exercise, cases, expected, given) \
            or as_if(exercise, cases, given):
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
        return k, say("Not yet right ({right} of {count} tests come out right).", right=right, count=count), None
    return k, say("Not yet right."), None


def arranged(exercise, wrong, cases, expected, given):
    """What is said of right numbers that are handed back in another arrangement, or None."""
    if any(str(one) == FITS for one in expected[wrong[0]].value.values()):
        return None
    names = series(map(say, exercise.returns)).replace("{}", "…")
    for words, change in ARRANGED_TWO if len(exercise.returns) == 2 else ARRANGED:
        try:
            if all(close(exercise, as_parts(exercise, change(given[k].raw), copy.deepcopy(cases[k])), expected[k].value)
                   for k in wrong):
                return say(words, names=names)
        except Exception:  # what it gave back cannot be arranged so
            continue
    for name in expected[wrong[0]].value if len(exercise.returns) > 1 else ():
        with contextlib.suppress(Exception):
            if all(close_arrays(exercise, as_plain(given[k].raw), expected[k].value[name]) for k in wrong):
                return say("This is {name} alone. Give back all of these: {names}, with commas between them.",
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
                    return say(sentence, names=names, argument=argument)
    return None


def as_if(exercise, cases, given):
    """What is said of an answer that comes out as if one argument were 0 or 1, or None."""
    if not all(finite(array) for one in given for array in one.value.values()):
        return None
    for at, argument in enumerate(argument_names(exercise)):
        for value in (0, 1):
            with contextlib.suppress(Exception):
                if all(same(exercise, one, run(exercise, exercise.reference, filled(case, at, value)))
                       for case, one in zip(cases, given, strict=True)):
                    return say("Yours comes out as if {argument} were {value}. Has it got lost on the way?",
                               argument=argument, value=value)
    return None


def filled(case, at, value):
    """The case with one argument full of this value; ValueError if that is no number, array or list of arrays."""
    part = case[at]
    if isinstance(part, list) and part and all(isinstance(one, np.ndarray) for one in part):
        new = [np.full_like(one, value) for one in part]
    elif isinstance(part, np.ndarray):
        new = np.full_like(part, value)
    elif isinstance(part, int | float):
        new = type(part)(value)
    else:
        raise ValueError("no numbers")
    return (*case[:at], new, *case[at + 1 :])


def not_again(exercise, attempt, cases, given):
    """What is said of a function that gives something else when it is called again with the same arguments."""
    with contextlib.suppress(TooLong), time_limit(1), contextlib.redirect_stdout(io.StringIO()):
        for case, before in zip(cases, given, strict=True):
            after = run(exercise, attempt, case)
            if before.value and after.value and not close(exercise, before.value, after.value):
                return say("Called again with the same arguments, yours gives other numbers. Is something drawn "
                           "without the seed or the generator that it is handed, kept from the call before, or never "
                           "filled in, as after np.empty?")
    return None


def too_many(given, expected):
    """What is said of lists that hold more or fewer things than they should."""
    for family in dict.fromkeys(re.sub(r"\[.*", "", name) for name in expected):
        counts = [sum(re.sub(r"\[.*", "", name) == family for name in value) for value in (given, expected)]
        if counts[0] != counts[1]:
            return say("Your list {name} has length {given}; expected {expected}.", name=say(family), given=counts[0],
                       expected=counts[1])
    return say("Your function returns {given}; expected {expected}.", given=listed(given), expected=listed(expected))


def untouched(exercise, cases, expected, given):
    """What is said of results that are all 0, or an argument as it came; None of all others."""
    pairs = off_pairs(exercise, expected, given)
    answers = {name for name, g, _ in pairs if g.dtype.kind == "b"}  # a False is no number that was never filled in
    pairs = [pair for pair in pairs if pair[0] not in answers]
    names = named_together(pairs, expected)
    if not pairs or any(g.dtype.kind == "U" or g.size == 0 for _, g, _ in pairs):
        return None
    if all(not g.any() for _, g, _ in pairs) and any(e.any() for _, _, e in pairs):
        return say("All numbers of {names} are 0 in yours. Is what you work out put where it belongs, as by a[i] = …, "
                   "and does that array take decimals?", names=names)
    for at, argument in enumerate(argument_names(exercise)):
        if all(isinstance(case[at], np.ndarray | float) and all(same_array(g, case[at]) for g in one.value.values())
               for case, one in zip(cases, given, strict=True)):
            return say("What comes back is {argument}, as it came.", argument=argument)
    return None


def same_array(one, other):
    return one.shape == np.shape(other) and np.array_equal(one, other)


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
    pairs = off_pairs(exercise, expected, given)
    names = named_together(pairs, expected)
    pairs = [(g, e) for _, g, e in pairs]
    if any(g.dtype.kind == "U" for g, _ in pairs) or sum(e.size for _, e in pairs) < 3:
        return None
    pairs = [(g.astype(float), e.astype(float)) for g, e in pairs]
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
        there = value_text(g, digits) if g is not None else say("nothing") if given.value else yours
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
