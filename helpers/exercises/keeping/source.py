"""The lines of a learner's function as they wrote them, under the name that the course has for it.

    found(attempt, "sigmoid").lines.text    its text, with the comments above

Nothing is replaced in a text without the syntax tree saying where: a name in a string or behind a dot is another one.
"""

import __future__

import ast
import inspect
import io
import linecache
import re
import types
import unicodedata
from typing import NamedTuple

from IPython import get_ipython

from ...statements import NOT_PYTHON, changed, names_bound, names_read, statements
from ...words import say
from ..diagnosing.outcome import kind

IMPORTS = ast.Import | ast.ImportFrom


class Unkept(ValueError):  # noqa: N818 - reads as what it says
    """A function that cannot go into the file; says why and what to do."""


class Lines(NamedTuple):
    """Statements of a cell as text, the names that they read from outside and those that they bind or change. here: do
    they stand in the function's own cell?"""

    text: str
    reads: tuple
    binds: tuple
    imports: bool = False
    here: bool = True


class Found(NamedTuple):
    """A learner's function: its Lines, those behind it that change it, its cell's text and other Statements, the names
    that there were."""

    lines: Lines
    after: list
    cell: str
    beside: list
    names: dict


def found(attempt, name):
    """The function under the name `name`. Unkept says why there is none."""
    function = inspect.unwrap(getattr(attempt, "pyfunc", attempt))  # np.vectorize has its function there
    no_def = Unkept(say("what you handed over is {given}. Write it as `def {name}(…):` and check again",
                        given=kind(attempt), name=name))
    if not isinstance(function, types.FunctionType):
        raise no_def
    cell, node = place_of(function, name)
    if function.__code__.co_freevars:
        outside = ", ".join(f"`{one}`" for one in function.__code__.co_freevars)
        raise Unkept(say("it is made inside another function and uses {names} of it. Write it as a `def` of its own "
                         "and check again", names=outside))
    if function is not attempt and not getattr(node, "decorator_list", ()):
        raise no_def
    later = function.__code__.co_flags & __future__.annotations.compiler_flag  # are its annotations read by nobody?
    others = [one for one in statements(cell) if not one.node.lineno <= node.lineno <= one.node.end_lineno]
    own = name_of(node)
    after = [one for one in others if one.node.lineno > node.lineno and own in one.binds - names_bound(one.code).keys()]
    text, behind = under_name(cell, node, name), [under_name(cell, one.node, name, own) for one in after]
    return Found(lines(text, later), list(map(lines, behind)), cell, [one for one in others if one not in after],
                 function.__globals__)


def place_of(function, name):
    """(the cell's text, the node of the function in its tree): a def, a lambda, or the assignment of one."""
    code = function.__code__
    cell = "".join(linecache.getlines(code.co_filename))
    tree = ast.parse(cell)
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.Lambda)
             and (getattr(node, "name", "<lambda>"), first_line(node)) == (code.co_name, code.co_firstlineno)]
    if len(nodes) != 1:
        raise Unkept(say("its lines cannot be read. Write it as `def {name}(…):` in a cell of its own and check again",
                         name=name))
    assigned = [node for node in tree.body if isinstance(node, ast.Assign) and node.value is nodes[0]]
    return cell, (assigned or nodes)[0]


def history():
    """The texts of the notebook's cells that were run, the last one first; nothing outside a notebook."""
    past = getattr(get_ipython(), "history_manager", None)
    return [NOT_PYTHON.sub(r"\1pass", cell) for cell in reversed(past.input_hist_raw if past else [])]


# ---- text of a statement ----


def rows_of(text):
    """The text's lines as Python counts them: for str.splitlines a form feed or U+2028 ends a line, too."""
    return [row.rstrip("\n") for row in io.StringIO(text)]


def first_line(node):
    return min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", ()))])


def span(text, node):
    """(first, last) line of the statement from 1, with the comments directly above and, in a def, at its end."""
    rows, first, last = rows_of(text), first_line(node), node.end_lineno
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
    rows = rows_of(text)[first - 1 : last]
    left = len(rows[first_line(node) - first]) - len(rows[first_line(node) - first].lstrip())
    return "\n".join(row[left:] if not row[:left].strip() else row for row in rows)


def name_of(node):
    """The name of a def, or of what a lambda is assigned to; None of a lambda alone."""
    return getattr(node, "name", None) or (node.targets[0].id if isinstance(node, ast.Assign) else None)


def under_name(cell, node, name, own=None):
    """The statement's text with its function's own name replaced by `name`."""
    if isinstance(node, ast.Lambda):
        text = ast.get_source_segment(cell, node)
        return f"{name} = ({text})" if "\n" in text else f"{name} = {text}"
    own = own or name_of(node)
    return cut(cell, node) if own == name else renamed(cut(cell, node), own, name)


def renamed(text, own, name):
    """The text of one statement that binds or changes `own`, with `name` in its place."""
    node = ast.parse(text).body[0]
    if name in {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}:
        raise Unkept(say("`{name}` is the name of something else in it. Call your function `{name}`, and the other "
                         "thing differently, and check again", name=name))
    places = [(one.lineno, one.col_offset) for one in ast.walk(node) if isinstance(one, ast.Name) and one.id == own]
    rows = [row.encode() for row in rows_of(text)]
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
    binds = names_bound(code)
    reads = tuple(name for name in names_read(code) if name not in binds)
    return Lines(text, reads, (*binds, *set().union(*map(changed, tree.body)) - binds.keys()), imports)
