"""The lines of a learner's function as they wrote them, and the lines that it needs: helpers, constants, imports.

    function = found(attempt, "sigmoid")    where it stands, under the name `sigmoid`
    needed(function, have)                  the statements that its names need, in the order in which they must stand

Nothing is replaced in a text without the syntax tree saying where: a name in a string or behind a dot is another one.
"""

import __future__

import ast
import builtins
import dis
import inspect
import linecache
import re
import sys
import types
import unicodedata
from typing import NamedTuple

import numpy as np
from IPython import get_ipython

from ..words import say
from .outcome import kind

SHORT = 400  # characters of a constant that is written out
DEFINES = ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom | ast.Assign | ast.AnnAssign
IMPORTS = ast.Import | ast.ImportFrom


class Unkept(ValueError):  # noqa: N818 - reads as what it says
    """A function that cannot go into the file; says why and what to do."""


class Lines(NamedTuple):
    """Statements of a cell as text, the names that they read from outside and those that they bind. here: do they
    stand in the function's own cell?"""

    text: str
    reads: tuple
    binds: tuple
    imports: bool = False
    here: bool = True


class Found(NamedTuple):
    """A learner's function: its Lines, the text of the cell that it stands in, the names that were there."""

    lines: Lines
    cell: str
    names: dict


def found(attempt, name):
    """The function under the name `name`. Unkept says why there is none."""
    function = inspect.unwrap(getattr(attempt, "pyfunc", attempt))  # np.vectorize has its function there
    if not isinstance(function, types.FunctionType):
        raise Unkept(say("what you handed over is {given}. Write it as `def {name}(…):` and check again",
                         given=kind(attempt), name=name))
    cell, node = place_of(function, name)
    if function.__code__.co_freevars:
        outside = ", ".join(f"`{one}`" for one in function.__code__.co_freevars)
        raise Unkept(say("it is made inside another function and uses {names} of it. Write it as a `def` of its own "
                         "and check again", names=outside))
    if function is not attempt and not getattr(node, "decorator_list", ()):
        raise Unkept(say("what you handed over is {given}. Write it as `def {name}(…):` and check again",
                         given=kind(attempt), name=name))
    later = function.__code__.co_flags & __future__.annotations.compiler_flag  # are its annotations read by nobody?
    return Found(lines(named(cell, node, name), later), cell, function.__globals__)


def place_of(function, name):
    """(the cell's text, the node of the function in its tree): a def, a lambda, or the assignment of one."""
    code = function.__code__
    own = "".join(linecache.getlines(code.co_filename))
    for cell in [own] if own else history():
        try:
            tree = ast.parse(cell)
        except SyntaxError:
            continue
        nodes = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.Lambda)]
        nodes = [node for node in nodes if getattr(node, "name", "<lambda>") == code.co_name]
        here = [node for node in nodes if (first_line(node) == code.co_firstlineno if own else same_code(node, code))]
        if len(here) == 1 and isinstance(here[0], ast.FunctionDef):
            return cell, here[0]
        if len(here) == 1:
            assigned = [node for node in tree.body if isinstance(node, ast.Assign) and node.value is here[0]]
            return cell, (assigned or here)[0]
    raise Unkept(say("its lines cannot be read. Write it as `def {name}(…):` in a cell of its own and check again",
                     name=name))


def same_code(node, code):
    """Does this def or lambda compile to the function's code?"""
    statement = ast.Expr(node) if isinstance(node, ast.Lambda) else node
    made = compile(ast.Module([ast.fix_missing_locations(statement)], []), "", "exec").co_consts
    return any((one.co_code, one.co_names) == (code.co_code, code.co_names) for one in made if hasattr(one, "co_code"))


def history():
    """The texts of the notebook's cells that were run, the last one first; nothing outside a notebook."""
    past = getattr(get_ipython(), "history_manager", None)
    return [without_magics(cell) for cell in reversed(past.input_hist_raw if past else [])]


def without_magics(cell):
    return re.sub(r"^(\s*)[%!].*$", r"\1", cell, flags=re.MULTILINE)


# ---- text of a statement ----


def first_line(node):
    return min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", ()))])


def span(text, node):
    """(first, last) line of the statement from 1, with the comments directly above and, in a def, at its end."""
    rows, first, last = text.splitlines(), first_line(node), node.end_lineno
    while first > 1 and rows[first - 2].startswith("#"):
        first -= 1
    inside = isinstance(node, ast.FunctionDef | ast.ClassDef)
    for number in range(last, len(rows)) if inside else ():
        if re.match(r"\s+#", rows[number]):
            last = number + 1
        elif rows[number].strip():
            break
    return first, last


def cut(text, node):
    """The statement's lines as text, brought to the left edge."""
    first, last = span(text, node)
    rows = text.splitlines()[first - 1 : last]
    left = len(rows[first_line(node) - first]) - len(rows[first_line(node) - first].lstrip())
    return "\n".join(row[left:] if not row[:left].strip() else row for row in rows)


def named(cell, node, name):
    """The function's text with its own name replaced by `name`."""
    if isinstance(node, ast.Lambda):
        text = ast.get_source_segment(cell, node)
        return f"{name} = ({text})" if "\n" in text else f"{name} = {text}"
    own = node.name if isinstance(node, ast.FunctionDef) else node.targets[0].id
    return cut(cell, node) if own == name else renamed(cut(cell, node), own, name)


def renamed(text, own, name):
    """The text of one statement that binds the name `own`, with `name` in its place."""
    node = ast.parse(text).body[0]
    if name in {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}:
        raise Unkept(say("`{name}` is the name of something else in it. Call your function `{name}`, and the other "
                         "thing differently, and check again", name=name))
    places = [(one.lineno, one.col_offset) for one in ast.walk(node) if isinstance(one, ast.Name) and one.id == own]
    rows = [row.encode() for row in text.splitlines()]
    if isinstance(node, ast.FunctionDef):
        row = rows[node.lineno - 1]
        places.append((node.lineno, row.index(b"def") + len(re.match(rb"def\s+", row[row.index(b"def"):])[0])))
        if own in {one.arg for one in ast.walk(node) if isinstance(one, ast.arg)}:
            places = places[-1:]  # inside, the name is a parameter
    for line, column in sorted(places, reverse=True):
        row = rows[line - 1]
        word = re.match(r"\w+", row[column:].decode())
        if word is None or unicodedata.normalize("NFKC", word[0]) != own:  # Python 3.11 in an f-string
            raise Unkept(say("its name stands where it cannot be replaced. Call it `{name}` and check again",
                             name=name))
        rows[line - 1] = row[:column] + name.encode() + row[column + len(word[0].encode()) :]
    return "\n".join(row.decode() for row in rows)


def lines(text, flags=0):
    """The Lines of a text."""
    tree = ast.parse(text)
    code = compile(tree, "<lines>", "exec", flags, dont_inherit=True)
    imports = bool(tree.body) and all(isinstance(node, IMPORTS) for node in tree.body)
    return Lines(text, tuple(names_used(code)), tuple(bound(code)), imports)


def bound(code):
    """The names that a module's code binds."""
    return dict.fromkeys(i.argval for i in dis.get_instructions(code) if i.opname in ("STORE_NAME", "STORE_GLOBAL"))


def names_used(code):
    """The names from outside that code reads, functions inside it included, in order."""
    outside = "LOAD_GLOBAL", "LOAD_NAME", "LOAD_FROM_DICT_OR_GLOBALS"
    names = [i.argval for i in dis.get_instructions(code) if i.opname in outside]
    names += [name for part in code.co_consts if isinstance(part, types.CodeType) for name in names_used(part)]
    return [name for name in dict.fromkeys(names) if name not in bound(code)]


# ---- what it needs ----


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
        if own in exercises:  # as after `from helpers.mine import share_right as right_share`
            raise Unkept(say("it calls `{own}` by another name, `{name}`. Write `{own}` and check again", own=own,
                             name=name))
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


def statement(name, function):
    """Lines that bind the name as it was bound where the function was written; Unkept if there are none."""
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
