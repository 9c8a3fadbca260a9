"""The one place of an answer at which it is wrong: with another sign, name or order there it would be right.

Each such change is tried on the learner's own lines. One that makes all of it right, on other cases as well, is told:
where, not what. Where changes on several lines do, the lines alone are told.
"""

import ast
import contextlib
import copy
import io
import re
import time
import types
import warnings
from unittest import mock

from ...statements import names_read
from ...words import both, say
from ..exercise import EXERCISES
from .error_location import line
from .mutants import WORDS, called, changes
from .outcome import asked_widely, run, same
from .static_checks import into_itself, longer_and_longer, tree_of
from .time_limit import TooLong, time_limit

SECONDS = 1.5  # at most, for one answer
SEED = 1  # of further cases: what makes those that are asked come out right may do so by accident
OUTSIDE = {"open", "exec", "eval", "remove", "unlink", "rename", "rmtree", "mkdir", "system", "run", "Popen",
           "write_text", "write_bytes"}  # what calls these is tried in no other form: it might write another file


def repaired(exercise, attempt, cases, expected, wrong):
    """What is said of the one place at which the answer is wrong, or None if it is none of these slips."""
    function = tree_of(attempt)[0]
    if not isinstance(function, ast.FunctionDef) or not isinstance(attempt, types.FunctionType):
        return None
    if any(called(node) in OUTSIDE for node in ast.walk(function)):
        return None
    order = [*wrong, *(k for k in range(len(cases)) if k not in wrong)]
    own, more, found = [(cases[k], expected[k]) for k in order], [], []
    quiet = contextlib.redirect_stdout(io.StringIO()), mock.patch("builtins.input", None)
    began = time.perf_counter()
    reads = reached(function, attempt)
    lists = {one.arg for one, value in zip(function.args.args, cases[0], strict=False) if isinstance(value, list)}
    with contextlib.suppress(TooLong), time_limit(2 * SECONDS), quiet[0], quiet[1]:  # which an endless loop meets
        if (names := apart(attempt.__globals__, reads)) is None:
            return None
        if (anew := made(function, names)) and all(as_it_should(exercise, anew, *pair) for pair in own):
            return None  # in another order it is right as it stands: it keeps something from call to call
        for kind, number, text, added in changes(exercise, function, attempt):
            names = apart(attempt.__globals__, reads)
            if names is None or time.perf_counter() - began > SECONDS:
                break
            if into_itself(function, by_another_name=True) or longer_and_longer(function, lists):
                continue
            repair = made(function, names)
            if all(as_it_should(exercise, repair, *pair) for pair in own):
                more = more or further(exercise)
                if all(as_it_should(exercise, repair, *pair) for pair in more):
                    found.append((kind, number, text, added))
    return words_on(attempt, function, found)


def further(exercise):
    """[(case, what is right of it)], drawn from another seed."""
    return [*zip(*asked_widely(exercise, SEED), strict=True)]


def words_on(attempt, function, found):
    """What is said of the changes that make all of it right, as `changes` has them, or None."""
    found = [one for one in found if not one[-1]] or found  # a slip at what stands there is likelier than what is not
    first = attempt.__code__.co_firstlineno
    first -= min([function.lineno, *(one.lineno for one in function.decorator_list)])
    numbers = sorted({number for _, number, *_ in found})
    if not found or len(numbers) > 3:
        return None
    if len(numbers) > 1:
        return say("Look at {lines}: with one small change in one of them, all tests would pass.",
                   lines=both(line(attempt, first + number) for number in numbers))
    # where n - 1 may as well be n, as n + 1 may behind the end of a slice, it is not the sign that is wrong
    order = sorted(WORDS, key=["comparison", "count", "too much", *WORDS].index)
    kind, number, text, _ = min(found, key=lambda one: order.index(one[0]))
    where = line(attempt, first + number)
    if "{text}" in WORDS[kind] and len(re.findall(rf"(?<!\w){re.escape(text)}(?!\w)", where)) > 1:  # which of them?
        kind = "change"
    return say(WORDS[kind], line=where, text=text)


def as_it_should(exercise, function, case, expected):
    one = run(exercise, function, case)
    return same(exercise, one, expected) and {*one.changed} <= {*expected.changed}


def reached(function, attempt):
    """The names of the notebook that the function's forms can reach, also through functions of the notebook."""
    names, there = [e.reference.__name__ for e in EXERCISES.values()], attempt.__globals__  # a form may call these
    names += [node.id for node in ast.walk(function) if isinstance(node, ast.Name)]
    names = [name for name in dict.fromkeys(names) if name in there]
    for name in names:
        if of_the_notebook(there[name], there):
            names += [one for one in names_read(there[name].__code__) if one in there and one not in names]
    return names


def of_the_notebook(value, there):
    return isinstance(value, types.FunctionType) and value.__globals__ is there


def apart(there, reads):
    """The notebook's names for one try, which may change what it likes: whatever it can reach is a copy. None where
    something cannot be copied, such as an open file, or writes files."""
    names, copies = dict(there), {}
    for name, value in ((name, there[name]) for name in reads):
        try:
            if of_the_notebook(value, there):
                if OUTSIDE & {*value.__code__.co_names}:
                    return None
                defaults = copy.deepcopy(value.__defaults__, copies)
                names[name] = types.FunctionType(value.__code__, names, name, defaults)  # one with a closure is refused
                names[name].__kwdefaults__ = copy.deepcopy(value.__kwdefaults__, copies)
            elif not isinstance(value, types.ModuleType):
                names[name] = copy.deepcopy(value, copies)
        except Exception:  # a class of theirs may do anything here
            return None
    return names


def made(function, names):
    """The function of this tree, among these names."""
    decorators, function.decorator_list = function.decorator_list, []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)
            exec(compile(ast.Module([function], []), "<repair>", "exec", dont_inherit=True), names)
    except (SyntaxError, ValueError, TypeError, NameError):
        return None
    finally:
        function.decorator_list = decorators
    return names[function.name]
