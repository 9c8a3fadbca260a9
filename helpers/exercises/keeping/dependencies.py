"""What a learner's function leans on: helpers, constants, imports, from its own cell or another of the notebook."""

import ast
import builtins
import contextlib
import linecache
import sys
import types

import numpy as np

from ...statements import PLAIN, names_bound, needed, statements
from ...validate import one_hot
from ...words import say
from .source import IMPORTS, Unkept, cut, history, lines

SHORT = 400  # characters of a constant that is written out
ONE_HOT = "def one_hot(labels, classes):\n    return np.eye(classes, dtype=np.float32)[labels]"


def dependencies(function, have, exercises):
    """(the Lines that the function needs beyond the names `have`, the names of `exercises` among what it needs)."""
    beside = [one for one in function.beside if not imports_of_the_course(one.node, function.names, exercises)]
    own = set().union(*(one.binds for one in beside))
    seen = {*have, *function.lines.binds} | {*vars(builtins)} - own
    known = frozenset({*seen, *exercises})
    taken, borrowed, here = {}, [], []

    def take(name):
        if name in seen:
            return
        seen.add(name)
        if name in exercises:
            borrowed.append(name)
        elif called := exercise_of(function.names.get(name), exercises):  # as from helpers.mine import … as share
            borrowed.append(called)
            taken[name] = lines(f"{name} = {called}")
        elif name in own:
            found = needed(beside, {name}, known)
            here.extend(found)
            take_all(read for one in found for read in one.reads)
        else:
            one = elsewhere(name, function)
            take_all(one.reads)
            taken[name] = one

    def take_all(names):
        for name in names:
            take(name)

    take_all(name for one in (function.lines, *function.after) for name in one.reads)
    if "from __future__ import annotations" in function.cell:
        taken = {"annotations": lines("from __future__ import annotations"), **taken}
    here = [lines(cut(function.cell, one.node)) for one in beside if one in here]
    return list(dict.fromkeys([*taken.values(), *here])), list(dict.fromkeys(borrowed))


def imports_of_the_course(node, names, exercises):
    """Is this an import of what the file has in a form of its own?"""
    if not isinstance(node, IMPORTS):
        return False
    value = names.get(node.names[0].asname or node.names[0].name)
    return value is one_hot or exercise_of(value, exercises) is not None


def exercise_of(value, exercises):
    """The name of the exercise whose function this is, the course's or the learner's; None of others, as of SciPy's
    softmax."""
    module = str(getattr(value, "__module__", "")).split(".")[0]
    own = getattr(value, "__name__", None) if module in ("helpers", "__main__", "my_network") else None
    return own if own in exercises else None


def elsewhere(name, function):
    """Lines that bind a name of another cell as it was bound there; Unkept if there are none."""
    if function.names.get(name) is one_hot and name == "one_hot":  # a network that leaves imports nothing of the course
        return lines(ONE_HOT)._replace(here=False)
    made = None
    if name in function.names:
        value = function.names[name]
        made = written_out(name, value) or binding(name, source_of(value))
    if not made:
        earlier = (binding(name, cell) for cell in history())
        made = next((one for one in earlier if one and one.imports), None)
    if not made:
        raise Unkept(say("it does not run on its own, since it needs `{name}` from the notebook. Put the line that "
                         "makes this into the exercise's cell and check again", name=name))
    return made._replace(here=False)


def source_of(value):
    """The text of the cell that a function was compiled from, "" for all else."""
    code = getattr(value, "__code__", None)
    return "".join(linecache.getlines(code.co_filename)) if code else ""


def binding(name, cell):
    """The Lines of the last plain statement of a cell that binds the name; None if there is none."""
    with contextlib.suppress(SyntaxError):
        for one in reversed(statements(cell)):
            if isinstance(one.node, PLAIN) and name in names_bound(one.code):
                return lines(cut(cell, one.node))
    return None


def written_out(name, value):
    """Lines that make this value: an import, or a constant; None if it is neither."""
    if isinstance(value, types.ModuleType):
        return lines(f"import {value.__name__}" + (f" as {name}" if value.__name__ != name else ""))
    own = getattr(value, "__name__", None) or getattr(value, "_name", None)
    for module in (getattr(value, "__module__", None), "numpy"):
        if own and module != "__main__" and getattr(sys.modules.get(module), own, None) is value:
            return lines(f"from {module} import {own}" + (f" as {name}" if own != name else ""))
    text = constant(value)
    return lines(f"{name} = {text}") if text else None


def constant(value):
    """A number, a text, a small array, or what holds such, as Python writes it; None for all else."""
    if isinstance(value, np.ndarray | np.number) and np.size(value) < SHORT and np.all(np.isfinite(value)):
        text = f"np.array({value.tolist()!r}, dtype=np.{value.dtype})"
    else:
        text = repr(value)
    try:
        plain = isinstance(value, np.ndarray | np.number) or ast.literal_eval(text) == value
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return None
    return text if plain and len(text) < SHORT else None
