"""What can be said of a wrong answer that makes no known mistake, and the case that shows it."""

import contextlib
import io
import itertools
import re
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from ...words import clauses, later, paragraph, say
from ..exercise import FITS, Exercise
from . import static_checks
from .error_location import line
from .evidence import listed
from .explained_errors import explain
from .outcome import NoValue, Told, as_text, close, close_arrays, run, same
from .repair import repaired
from .time_limit import TooLong, time_limit
from .transformations import all_zero, arranged, by_a_count, finite, transformed, whole_numbers

OVERFLOW = later("e to the power of so large a number is infinite for a computer")
INFINITE = {  # what NumPy warns of: what it means
    r"overflow encountered in exp$": OVERFLOW,
    "overflow": later("a number grows too large for a computer"),
    "divide by zero encountered in log": later("the logarithm of 0 is taken there"),
    "invalid value encountered in log": later("the logarithm of a negative number is taken there"),
    "divide by zero": later("something is divided by 0 there"),
    r"invalid value encountered in .*divide": later("0 / 0 or ∞ / ∞ is taken there"),
    "invalid value": later("something is taken there that has no value, such as ∞ − ∞, 0 · ∞ or a power of a negative "
                           "number"),
}


class Trial(NamedTuple):
    """An answer and what it did: the cases, what is expected of them and what it gave, the numbers of those that it has
    wrong."""

    exercise: Exercise
    attempt: Callable
    cases: list
    expected: list
    given: list
    wrong: list

    def pairs(self):
        """(number of the case, name, what the answer gave, what is right) of each result that is wrong."""
        return [(k, name, self.given[k].value.get(name), e) for k in self.wrong
                for name, e in self.expected[k].value.items()]

    def failed(self):
        """The first case that ended in an error, or None."""
        return next((k for k in self.wrong if self.given[k].error), None)


class Finding(NamedTuple):
    """The number of the case that shows it, what is said. told: do the words say what went wrong?"""

    case: int
    words: str
    told: bool


def unnamed_mistake(trial):
    """The Finding on an answer that makes no known mistake."""
    found = next(filter(None, (find(trial) for find in FINDERS)), None)
    if found and isinstance(trial.given[found.case].error, NameError):
        return found
    case, words, told = found or Finding(trial.wrong[0], count_right(trial), False)
    more = static_checks.not_read(trial.attempt, trial.exercise)
    more = more or static_checks.in_the_lines(trial.attempt) or not told and repaired(*trial[:4], trial.wrong)
    if more:
        return Finding(case, paragraph([words, more]), True)
    if not found:
        words = paragraph([words, say("The check does not recognize this mistake. Work this case out by hand:")])
    return Finding(case, words, told)


def stopped(trial):
    """An error in the learner's code."""
    failed = trial.failed()
    if failed is None or isinstance(trial.given[failed].error, NoValue):
        return None
    return Finding(failed, *explain(trial.exercise, trial.attempt, trial.given[failed].error))


def overwritten(trial):
    words = static_checks.overwritten(trial.attempt)
    return words and Finding(trial.wrong[0], words, True)


def rearranged(trial):
    words = arranged(trial.exercise, trial.wrong, trial.cases, trial.expected, trial.given)
    return words and Finding(trial.wrong[0], words, True)


def no_value(trial):
    """What cannot be compared."""
    failed = trial.failed()
    if failed is None:
        return None
    error = trial.given[failed].error
    return Finding(failed, str(error), isinstance(error, Told))


def other_names(trial):
    """More or fewer things than are wanted."""
    for k in trial.wrong:
        given, expected = trial.given[k], trial.expected[k].value
        if given.value.keys() != expected.keys() and isinstance(given.raw, np.ndarray):
            return Finding(k, say("Your function returns one array, of shape {shape}; expected a list: {expected}.",
                                  shape=given.raw.shape, expected=listed(expected)), False)
        if given.value.keys() != expected.keys():
            return Finding(k, too_many(given.value, expected), False)
    return None


def idle(trial):
    """Decimals that get lost in an array of whole numbers; results that are all 0."""
    if words := whole_numbers(trial.exercise, trial.attempt, trial.cases, trial.expected, trial.wrong):
        return Finding(trial.wrong[0], words, True)
    words = all_zero(trial.exercise, trial.expected, trial.given)
    return words and Finding(trial.wrong[0], words, False)


def changed_alike(trial):
    """All numbers changed in one way."""
    words = transformed(trial.exercise, trial.expected, trial.given) \
        or by_a_count(trial.exercise, trial.cases, trial.expected, trial.given)
    shows = (k for k, _, g, e in trial.pairs() if g.size != e.size)  # [[1]] looks as its mean
    return words and Finding(next(shows, trial.wrong[0]), words, True)


def other_form(trial):
    """Another shape, or text in the place of numbers."""
    pairs = trial.pairs()
    close = lambda a, b: close_arrays(trial.exercise, a, b)  # noqa: E731
    other = {name for _, name, g, e in pairs if not close(g, e) and not (g.ndim > 1 and close(g.T, e))}
    words = ((k, another_form(say(name), g, e, name not in other)) for k, name, g, e in pairs)
    return next((Finding(k, said, False) for k, said in words if said), None)


def not_finite(trial):
    """NaN or infinity, and what else is wrong where numbers come out."""
    exercise, attempt, cases, _, given, wrong = trial
    found = ((k, name) for k, name, g, e in trial.pairs() if g.dtype.kind != "U" and finite(e) and not finite(g))
    for k, name in itertools.islice(found, 1):
        words, told = infinite(attempt, say(name), given[k].warned)
        numbers = [j for j in range(len(cases)) if all(map(finite, given[j].value.values()))]
        other = next((j for j in wrong if j in numbers), None)
        if other is None:
            return Finding(k, words, told)
        for key, mistake in exercise.known if len(numbers) > 1 else ():  # one number may be the same by chance
            if all(same(exercise, given[j], run(exercise, mistake, cases[j])) for j in numbers):
                return Finding(other, say(exercise.mistakes[key][0]), True)
        if repair := repaired(*trial[:4], trial.wrong):
            return Finding(other, paragraph([count_right(trial), repair]), True)
        return Finding(k, paragraph([words, say("That is not all: other numbers are not right either.")]), told)
    return None


def unfit(trial):
    """What `look` says of an answer where many are right."""
    first = trial.wrong[0]
    expected, words = (str(next(iter(one[first].value.values()))) for one in (trial.expected, trial.given))
    right, count = len(trial.cases) - len(trial.wrong), len(trial.cases)
    if expected != FITS:
        return None
    if right:
        return Finding(first, say("Not yet right ({right} of {count} tests come out right): {words}.",
                                  right=right, count=count, words=words), True)
    return Finding(first, say("Not yet right: {words}.", words=words), True)


def count_right(trial):
    right, count = len(trial.cases) - len(trial.wrong), len(trial.cases)
    if right:
        return say("Not yet right ({right} of {count} tests come out right).", right=right, count=count)
    return say("Not yet right.")


def not_again(trial):
    """Another result when it is called again with the same arguments."""
    with contextlib.suppress(TooLong), time_limit(1), contextlib.redirect_stdout(io.StringIO()):
        for k in trial.wrong:
            before, after = trial.given[k], run(trial.exercise, trial.attempt, trial.cases[k])
            if before.value and after.value and not close(trial.exercise, before.value, after.value):
                return Finding(trial.wrong[0], say(
                    "Called again with the same arguments, yours gives other numbers. Does it draw without the seed or "
                    "generator that it is given, keep something from the call before, or leave places unfilled, as "
                    "after np.empty?"), True)
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
        return say("Your function returns {given} for {name}; expected numbers.", given=as_text(g.tolist()), name=name)
    if g.shape == e.shape or (g.shape, e.shape) == ((1,), ()):
        return None
    if e.shape == ():
        return say("The shape is not right: {name} has shape {given}; expected a single number.",
                   name=name, given=g.shape)
    if turned:
        return say("The numbers are right, but {name} is turned on its side: it has shape {given}; expected "
                   "{expected}. Look for a transpose.", name=name, given=g.shape, expected=e.shape)
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


FINDERS = [  # the first that finds something has the word
    stopped, overwritten, not_again, rearranged, no_value, other_names, idle, changed_alike, other_form, not_finite,
    unfit,
]
