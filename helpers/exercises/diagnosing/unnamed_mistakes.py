"""What can be said of a wrong answer that makes no known mistake, and the case that shows it."""

import contextlib
import io
import re

import numpy as np

from ...words import clauses, later, paragraph, say
from ..exercise import FITS
from . import static_checks
from .error_location import line
from .evidence import listed, value_text
from .explained_errors import explain
from .outcome import NoValue, Told, close, close_arrays, run, same
from .repair import repaired
from .time_limit import TooLong, time_limit
from .transformations import arranged, as_if, by_a_count, finite, transformed, untouched, whole_numbers

OVERFLOW = later("e to the power of so large a number is infinite for a computer")
INFINITE = {  # what NumPy warns of: what it means
    r"overflow encountered in exp$": OVERFLOW,
    "overflow": later("a number grows too large for a computer"),
    "divide by zero encountered in log": later("the logarithm of 0 is taken there"),
    "invalid value encountered in log": later("the logarithm of a negative number is taken there"),
    "divide by zero": later("something is divided by 0 there"),
    r"invalid value encountered in .*divide": later("0 / 0 or ∞ / ∞ is taken there"),
    "invalid value encountered in sqrt": later("the root of a negative number is taken there"),
    "invalid value": later("something is taken there that has no value, such as ∞ − ∞, 0 · ∞ or a power of a negative "
                           "number"),
}


def facts(exercise, attempt, wrong, cases, expected, given):
    """(the case that shows it, what can be said of a mistake without a name, does that say what went wrong)."""
    k, words, named = seen(exercise, attempt, wrong, cases, expected, given)
    if isinstance(given[k].error, NameError):
        return k, words, named
    more = static_checks.not_read(attempt, exercise)
    if not more and not named:
        more = static_checks.in_the_lines(attempt) or repaired(exercise, attempt, cases, expected, wrong)
    if more:
        return k, paragraph([words, more]), True
    if named is None:
        words = paragraph([words, say("It is no mistake that this check knows by name. Work this case out by hand:")])
    return k, words, bool(named)


def seen(exercise, attempt, wrong, cases, expected, given):
    """The same, but for what only the answer's lines tell; in the third place None where nothing can be said."""
    if words := static_checks.grown_default(attempt) or static_checks.grown_outside(attempt) \
            or static_checks.one_after_the_other(attempt):
        return wrong[0], words, True
    failed = next((k for k in wrong if given[k].error), None)
    error = given[failed].error if failed is not None else None
    if error and not isinstance(error, NoValue):
        return failed, *explain(exercise, attempt, error)
    if words := static_checks.overwritten(attempt):
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
    idle, told = untouched(exercise, cases, expected, given, static_checks.makes_zeros(attempt))
    if words := whole_numbers(exercise, attempt, cases, expected, given, wrong) \
            or idle and static_checks.second_name(attempt):
        return wrong[0], words, True
    if idle:
        return wrong[0], idle, told
    if words := transformed(exercise, expected, given) or by_a_count(exercise, cases, expected, given) \
            or as_if(exercise, cases, given):
        return next((k for k, _, g, e in pairs if g.size != e.size), wrong[0]), words, True  # [[1]] looks as its mean
    other = {name for _, name, g, e in pairs
             if not close_arrays(exercise, g, e) and not (g.ndim > 1 and close_arrays(exercise, g.T, e))}
    for k, name, g, e in pairs:
        if words := another_form(say(name), g, e, name not in other):
            return k, words, False
    for k, name, g, e in pairs:
        if g.dtype.kind != "U" and finite(e) and not finite(g):
            words, named = infinite(attempt, say(name), given[k].warned)
            numbers = [j for j in range(len(cases)) if all(map(finite, given[j].value.values()))]
            other = next((j for j in wrong if j in numbers), None)
            if other is None:
                return k, words, named
            for key, mistake in exercise.known:
                if all(same(exercise, given[j], run(exercise, mistake, cases[j])) for j in numbers):
                    return other, paragraph([say(exercise.mistakes[key][0]), words]), True
            more = say("That is not all: other numbers are not right either.")
            return other, paragraph([words, more]), named or None
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


def another_form(name, g, e, turned):
    """What is said if text stands for numbers, or the shape is another; else None. turned: is it so in each case that
    the numbers would be right on their side?"""
    if g.dtype.kind == "U" != e.dtype.kind:
        return say("Your function returns {given} for {name}; expected numbers.", given=repr(g.tolist()), name=name)
    if e.dtype.kind == "U" != g.dtype.kind:
        return say("Your function returns {given} for {name}; expected a text.", given=value_text(g), name=name)
    if g.shape == e.shape or (g.shape, e.shape) == ((1,), ()):
        return None
    if e.shape == ():
        return say("The shape is not right: {name} has shape {given}; expected a single number.",
                   name=name, given=g.shape)
    if turned:
        return say("The numbers are right, but {name} is turned on its side: it has shape {given}; expected "
                   "{expected}. Look for a transpose.", name=name, given=g.shape, expected=e.shape)
    if g.T.shape == e.shape and g.ndim > 1:
        return say("The shape is not right: {name} has shape {given}; expected {expected}, the lengths the "
                   "other way round.", name=name, given=g.shape, expected=e.shape)
    return say("The shape is not right: {name} has shape {given}; expected {expected}.",
               name=name, given=g.shape, expected=e.shape)


def infinite(attempt, name, warned):
    """(what is said of NaN or infinity where a number is expected, does it say where that comes from)."""
    there = [(words, number) for text, number in warned
             if (words := next((words for part, words in INFINITE.items() if re.match(part, text)), None))]
    if not there:
        return say("There is NaN or infinity in {name}: a number that is too large for exp, a log of 0, or 0 / 0.",
                   name=name), False
    shown = {there[0][1]: [say(there[0][0])]}
    other = next((one for one in there if one[0] != OVERFLOW), None)
    if there[0][0] == OVERFLOW and other:  # which does no harm in 1 / (1 + e^−z)
        shown.setdefault(other[1], []).append(say(other[0]))
    return paragraph([say("There is NaN or infinity in {name}.", name=name), *(
        say("Look at {line}: {what}.", line=line(attempt, number), what=clauses(what)) for number, what in shown.items()
    )]), True
