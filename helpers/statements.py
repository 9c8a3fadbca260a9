"""Which statements of a notebook give a function what it reads, for the learner's file and a teacher's grades alike.

    before = statements("K = 1\\nK += 1\\nprint(K)")
    needed(before, {"K"})     the first two

A statement counts that binds a name, or changes what the name stands for, as `K += 1`, `a[0] = 1`, `a.append(1)` and
`f.axis = 1` do, also inside `if`, `for`, `while`, `with` and `try`.
"""

import __future__

import ast
import dis
import re
import types
from typing import NamedTuple

NOT_PYTHON = re.compile(r"^(\s*)(?:[%!?].*|.*\?)$", re.MULTILINE)  # %time, !pip, step?
PLAIN = ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom | ast.Assign | ast.AnnAssign
LATER = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda  # what is inside is run later


class Statement(NamedTuple):
    """A statement, its code, the names that it binds or changes, and the names from outside that it reads."""

    node: ast.stmt
    code: types.CodeType
    binds: set
    reads: set


def statements(cell):
    """A cell's statements. SyntaxError if it is not Python, also without its magics."""
    try:
        tree = ast.parse(cell, "<notebook>")
    except SyntaxError:
        tree = ast.parse(NOT_PYTHON.sub(r"\1pass", cell), "<notebook>")
    flags = compile(tree, "<notebook>", "exec", dont_inherit=True).co_flags & __future__.annotations.compiler_flag
    return [statement(part, flags) for node in tree.body for part in parts(node)]


def parts(node):
    """The statement; an import of several names as one import each."""
    if not isinstance(node, ast.Import | ast.ImportFrom):
        return [node]
    return [type(node)(**vars(node) | {"names": [name]}) for name in node.names]


def statement(node, flags=0):
    code = compile(ast.Module([node], []), "<notebook>", "exec", flags, dont_inherit=True)
    reads = {*names_read(code)} - {getattr(node, "name", None)}
    return Statement(node, code, {*names_bound(code)} | changed(node), reads)


def changed(node):
    """The names whose things the statement changes: of a[0] = 1, a.b = 1 and a.append(1) that is a."""
    if isinstance(node, LATER):
        return set()
    places = [*getattr(node, "targets", ()), getattr(node, "target", None)]
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        places = [node.value.func]
    inside = [child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.expr)]
    return {base_of(place) for place in places if isinstance(place, ast.Attribute | ast.Subscript)}.union(
        *map(changed, inside)) - {None}


def base_of(place):
    """The name in front of all dots and brackets, None where none stands there."""
    while isinstance(place, ast.Attribute | ast.Subscript):
        place = place.value
    return getattr(place, "id", None)


def names_bound(code):
    """The names that a module's code binds, in order."""
    return dict.fromkeys(i.argval for i in dis.get_instructions(code) if i.opname in ("STORE_NAME", "STORE_GLOBAL"))


def names_read(code):
    """The names from outside that the code reads, functions inside it included, in order."""
    outside = "LOAD_GLOBAL", "LOAD_NAME", "LOAD_FROM_DICT_OR_GLOBALS"
    names = [i.argval for i in dis.get_instructions(code) if i.opname in outside]
    names += [name for part in code.co_consts if isinstance(part, types.CodeType) for name in names_read(part)]
    return list(dict.fromkeys(names))


def needed(before, names, known=frozenset()):
    """Those of the statements that give these names their values, in order; nothing is needed for the names `known`.
    What a function reads may come after it."""
    taken = going_back(before, names, known)
    inside = set().union(*(one.reads for one in taken if any(isinstance(part, LATER) for part in ast.walk(one.node))))
    return taken if inside <= names | known else needed(before, names | inside, known)


def going_back(before, names, known):
    """The statements that bind one of the names, or one that a statement behind it reads; in order."""
    names, taken = names - known, []
    for one in reversed(before):
        every = isinstance(one.node, ast.ImportFrom) and one.node.names[0].name == "*"
        if every or one.binds & names:
            if isinstance(one.node, PLAIN):  # an `if` or a `for` may leave a name as it was
                names -= one.binds
            names |= one.reads - known
            taken.append(one)
    return taken[::-1]
