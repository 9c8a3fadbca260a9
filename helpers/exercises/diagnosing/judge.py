"""The judge: run a learner's function beside the reference and say what is wrong with it, if it is known.

A mistake is named only when the learner's function does what the mistake does on every case, errors included; and
the cases tell every mistake from what is right and from the others by a finite value (a test holds them to it).
Anything else is told as what it is: numbers side by side.
"""

import contextlib
import io
import time
from typing import NamedTuple
from unittest import mock

import numpy as np

from ...words import say
from .error_location import constants, line, line_of
from .evidence import evidence_rows, value_text
from .outcome import NoValue, argument_names, asked, asked_widely, of_mistake, run, same
from .static_checks import early_return, into_itself, tree_of
from .time_limit import TooLong, time_limit
from .transformations import finite
from .unnamed_mistakes import Trial, unnamed_mistake

SECONDS = 10  # for all cases of one check
ONCE_MORE = 0.2  # seconds after which no other case is tried a second time


class Reply(NamedTuple):
    """state: "right", "untried" or "wrong"; mistake: the key of the known one, or the words of one that
    is told in any exercise; evidence: rows (name, value as text)."""

    state: str
    words: str
    mistake: str | None = None
    evidence: tuple = ()


def judge(exercise, attempt, seed=0):
    """Reply on `attempt`, the learner's function, for an Exercise; the cases are random, but the same for a seed. One
    that is right in the exercise's own is tried on the wide ones."""
    if not callable(attempt):
        words = say("check(…, {given}): hand over the function itself, without calling it.", given=value_text(attempt))
        return Reply("wrong", words)
    function = tree_of(attempt)[0]
    if found := function and into_itself(function):
        return Reply("wrong", say("Look at {line}: there a list is put into itself. What should go into it?",
                                  line=line(attempt, attempt.__code__.co_firstlineno + found.lineno - 1)))
    given, printed = [], []
    try:
        for ask in (asked, asked_widely):  # those that a learner can follow have the first word
            (cases, expected), new = ask(exercise, seed), slice(len(given), None)
            with time_limit(SECONDS), mock.patch("builtins.input", nobody_answers):
                for case in cases[new]:
                    printed.append(Printed())
                    with contextlib.redirect_stdout(printed[-1]):
                        given.append(run(exercise, attempt, case))
                    if given[-1].raw is Ellipsis:
                        return unwritten(attempt)
            reply, shown = compare(exercise, seed, attempt, cases, expected, given)
            if reply.state == "right":
                with time_limit(SECONDS):
                    reply = from_call_to_call(exercise, attempt, cases[new], given[new]) or reply
            if reply.state != "right" or not exercise.tries:
                break
    except TooLong as error:
        print(printed[-1].getvalue(), end="")
        return Reply("wrong", endless(line_of(attempt, error)))
    print(printed[shown].getvalue(), end="")  # what the learner prints belongs to the case that is shown
    return reply


def from_call_to_call(exercise, attempt, cases, given):
    """The reply to a right answer that keeps something between its calls, or None: the cases are tried once more, from
    the last to the first, and then the results of the first time are looked at again."""
    words = say("The first result is right, but another call changes it, or gives something else for the same values. "
                "Does your function keep anything from call to call? A list or a dictionary that is made outside of "
                "it, or behind a = in its head, is made only once: make a new one in each call. And np.empty leaves "
                "places unfilled.")
    until = time.monotonic() + ONCE_MORE
    with contextlib.redirect_stdout(Printed()), mock.patch("builtins.input", nobody_answers):
        for case, first in reversed([*zip(cases, given, strict=True)]):
            again = run(exercise, attempt, case)
            if not same(exercise, again, first):
                return Reply("wrong", words, words, evidence_rows(exercise, case, first, again))
            if time.monotonic() > until:
                break
    for case, first in zip(cases, given, strict=True):
        if not exercise.writes and not same(exercise, run(exercise, lambda *_, it=first.raw: it, case), first):
            return Reply("wrong", words, words)
    return None


class Printed(io.StringIO):
    """What is printed, up to a few pages of it."""

    def write(self, text):
        return super().write(text[: max(0, 20_000 - self.tell())])


def nobody_answers(*prompt):
    raise RuntimeError(say("input() waits for somebody to type, but here the values come in as arguments"))


def endless(line):
    """What is said of code that had to be stopped in a line of its own, or elsewhere (None)."""
    if line is None:
        return say("Your code was still running after {seconds} seconds. Does a loop never end, or try too much?",
                   seconds=SECONDS)
    return say("Your code was still running after {seconds} seconds in {line}. Does a loop never end, or try too much?",
               seconds=SECONDS, line=line)


def unwritten(attempt):
    """The reply to a function that returned the ellipsis."""
    if Ellipsis in constants(attempt):
        return Reply("untried", say("not tried yet. Replace the ... by your code and run the cell again."))
    return Reply("wrong", say("A function that yours calls is not written yet: it still returns `...`. Finish that "
                              "exercise first, or use the course's function: `from helpers.mine import …`."))


def compare(exercise, seed, attempt, cases, expected, given):
    """(Reply, number of the case that it shows)."""
    wrong = [i for i in range(len(cases)) if not same(exercise, given[i], expected[i])]
    changes = [[name for name in one.changed if name not in right.changed]
               for one, right in zip(given, expected, strict=True)]
    changed = next((i for i in range(len(cases)) if changes[i] and i not in wrong), None)
    with contextlib.redirect_stdout(Printed()):
        if changed is not None and all(changes[i] and same(
                exercise, run(exercise, attempt, unshared(cases[i])), expected[i]) for i in wrong):
            wrong = []  # where one array stands in two places, what is changed in one is changed in the other
    untouched = next((i for i in range(len(cases)) if {*expected[i].changed} - {*given[i].changed}), None)
    if not wrong and untouched is not None:
        words = say("The result is right, but nothing was drawn from the generator that you were given: a copy of it "
                    "draws the same numbers again the next time. Draw from the generator itself.")
        return Reply("wrong", words, words), untouched
    drawn = next((i for i in range(len(cases)) if expected[i].drawn != given[i].drawn), None)
    if not wrong and drawn is not None:
        words = say("The result is right, but more than it takes was drawn from the generator, or something else: "
                    "whoever draws from it next gets other numbers. Draw what is needed, once.")
        return Reply("wrong", words, words), drawn
    if exercise.whole and not wrong and (words := with_decimals(expected, given)):
        return Reply("wrong", words, words), 0
    if not wrong and changed is None:
        return Reply("right", say("Right.")), 0
    if not wrong:
        words = in_place(exercise, changes[changed], cases[changed])
        return Reply("wrong", words, words), changed
    # the smallest first that shows a value, and one that is a number, and another than is expected
    by_lot = len(asked(exercise, seed)[0])  # of those from here on the shortest
    wrong.sort(key=lambda i: (given[i].error is not None, not told_in_numbers(given[i]),
                              looks_right(given[i], expected[i]), size(cases[i]), i >= by_lot and len(str(cases[i]))))
    evidence = lambda i: evidence_rows(exercise, cases[i], expected[i], given[i])  # noqa: E731
    stopped = any(one.error and not isinstance(one.error, NoValue) for one in given)
    if not stopped and (words := early_return(attempt)):
        return Reply("wrong", words, words, evidence(wrong[0])), wrong[0]
    order = [*wrong, *(i for i in range(len(cases)) if i not in wrong)]  # the wrong ones first: they tell the soonest
    for number, (key, _) in enumerate(exercise.known):
        if all(same(exercise, given[i], of_mistake(exercise, seed, number, i)) for i in order):
            return Reply("wrong", say(exercise.mistakes[key][0]), key, evidence(wrong[0])), wrong[0]
    found = unnamed_mistake(Trial(exercise, attempt, cases, expected, given, wrong))
    return Reply("wrong", found.words, found.words if found.told else None, evidence(found.case)), found.case


def unshared(part):
    """The same arguments, with an array of its own in each place."""
    if isinstance(part, list | tuple):
        return type(part)(map(unshared, part))
    return part.copy() if isinstance(part, np.ndarray) else part


def with_decimals(expected, given):
    """What is said of right sizes or places that are no whole numbers for Python, or None."""
    for one, right in zip(given, expected, strict=True):
        for name, e in right.value.items():
            if e.dtype.kind in "iu" and e.size and one.value[name].dtype.kind == "f":
                return say("The numbers in {name} are right, but they have decimals, as 3.0 has. Sizes and places have "
                           "to be whole numbers for Python: int, range and // make such, / and np.zeros do not.",
                           name=say(name))
    return None


def in_place(exercise, names, case):
    """What is said of a right result whose arguments `names` were changed."""
    values = dict(zip(argument_names(exercise), case, strict=True))
    if all(isinstance(values[name], np.ndarray) for name in names):
        return say("The result is right, but your code changes its input {names} in place, and whoever called it may "
                   "still need {names}. Make a new array: write z = z + b rather than z += b. Note that b = a makes no "
                   "copy; a.copy() does.",
                   names=", ".join(names))
    if any(isinstance(values[name], dict) for name in names):
        return say("The result is right, but your code changes its input {names} in place, and whoever called it may "
                   "still need {names}. Work on a copy: dict(…) makes a new dictionary, which may be changed. It "
                   "holds the same lists, though: list(…) makes a new one of each.",
                   names=", ".join(names))
    return say("The result is right, but your code changes its input {names} in place, and whoever called it may still "
               "need {names}. Work on copies: list(…) makes a new list, which may be changed. Arrays in it stay the "
               "same ones: z = z + b makes a new array, z += b does not.",
               names=", ".join(names))


def told_in_numbers(one):
    """Is no NaN and no infinity in what came back?"""
    return all(map(finite, (one.value or {}).values()))


def looks_right(one, right):
    """Do the numbers stand there in another form alone, as in 0 for [0]?"""
    parts = zip((one.value or {}).values(), right.value.values(), strict=False)
    return all(np.array_equal(np.ravel(g), np.ravel(e)) for g, e in parts)


def size(case):
    """How many numbers the arguments hold."""
    return sum(size(part) if isinstance(part, list | tuple) else np.size(part) for part in case if not callable(part))
