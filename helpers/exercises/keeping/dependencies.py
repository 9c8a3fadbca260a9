"""What a learner's function leans on: helpers, constants, imports, from its own cell or another of the notebook."""

import ast
import builtins
import linecache
import sys
import types

import numpy as np

from ...validate import one_hot
from ...words import say
from .source import Unkept, bound, cut, history, lines

SHORT = 400  # characters of a constant that is written out
ONE_HOT = "def one_hot(labels, classes):\n    return np.eye(classes, dtype=np.float32)[labels]"  # without the doors
DEFINES = ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom | ast.Assign | ast.AnnAssign


def needed(function, have, exercises):
    """(the Lines that the function needs beyond the names `have`, the names of `exercises` among what it needs)."""
    taken, borrowed, under_way = {}, [], []

    def take(name):
        if name in have or name in taken or name in under_way or hasattr(builtins, name):
            return
        if name in exercises:
            borrowed.append(name)
            return
        own = getattr(function.names.get(name), "__name__", None)
        here = binding(name, function.cell)
        elsewhere = here and here.imports and "helpers" not in here.text  # as SciPy's softmax
        if own in exercises and not elsewhere:  # as after `from helpers.mine import … as right_share`
            borrowed.append(own)
            taken[name] = lines(f"{name} = {own}")
            return
        under_way.append(name)
        one = statement(name, function)
        for other in one.reads:
            take(other)
        taken.update(dict.fromkeys(one.binds or (name,), one))

    for name in function.lines.reads:
        if name not in function.lines.binds:
            take(name)
    if "from __future__ import annotations" in function.cell:
        taken = {"annotations": lines("from __future__ import annotations"), **taken}
    return list(dict.fromkeys(taken.values())), list(dict.fromkeys(borrowed))


def all_above(function, exercises):
    """The Lines of all that the function's cell defines beside it: some of it may do its work without being called."""
    nodes = [node for node in ast.parse(function.cell).body if isinstance(node, DEFINES)]
    found = [lines(cut(function.cell, node)) for node in nodes]
    return [one for one in found if not {*one.binds} & {*exercises, *function.lines.binds}]


def statement(name, function):
    """Lines that bind the name as it was bound where the function was written; Unkept if there are none."""
    if function.names.get(name) is one_hot and name == "one_hot":  # a network that leaves imports nothing of the course
        return lines(ONE_HOT)._replace(here=False)
    here = binding(name, function.cell)
    if here:
        return here
    made = None
    if name in function.names:
        value = function.names[name]
        made = written_out(name, value) or binding(name, source_of(value))
    if not made:
        earlier = (binding(name, cell) for cell in history())
        made = next((one for one in earlier if one and one.imports), None)
    if not made:
        raise Unkept(say("alone it does not run, for it leans on `{name}` of the notebook. Put the line that makes it "
                         "into the exercise's cell and check again", name=name))
    return made._replace(here=False)


def source_of(value):
    """The text of the cell that a function was compiled from, "" for all else."""
    code = getattr(value, "__code__", None)
    return "".join(linecache.getlines(code.co_filename)) if code else ""


def binding(name, cell):
    """The Lines of the last statement of a cell that binds the name; None if there is none."""
    try:
        tree = ast.parse(cell)
    except SyntaxError:
        return None
    for node in reversed(tree.body):
        if isinstance(node, DEFINES) and name in bound(compile(ast.Module([node], []), "", "exec", dont_inherit=True)):
            return lines(cut(cell, node))
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
