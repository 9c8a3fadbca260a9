"""The changes of one place of a function that a slip may have made: another sign, name or order, a line too early.

Each is made in the function's tree while it is looked at, and taken back.
"""

import ast

from ...words import later
from .mutation_operators import Scope

WORDS = {
    "sign": later("Look at the signs in {line}: with the other one of + and − there all tests come out right."),
    "minus": later("Look at {line}: with one minus more or less there all tests come out right."),
    "times": later("Look at {line}: with another one of + × and ÷ there all tests come out right."),
    "product": later("Look at {line}: `*` multiplies number by number, `@` is the matrix product; with the other one "
                     "there all tests come out right."),
    "comparison": later("Look at the comparison in {line}: with another one there all tests come out right. Which side "
                        "is to be the larger, and what of equal ones?"),
    "count": later("Look at {line}: with one more or one less at a place there all tests come out right."),
    "axis": later("Look at {line}: with another axis there, or with it kept (keepdims) or not, all tests come out "
                  "right."),
    "transpose": later("Look at {line}: with one .T more or less there all tests come out right."),
    "exchanged": later("Look at {line}: with two things exchanged there all tests come out right."),
    "too much": later("Look at {line}: without `{text}` there all tests come out right."),
    "brackets": later("Look at {line}: with other brackets there all tests come out right."),
    "name": later("Look at {line}: with something else in place of `{text}` all tests come out right."),
    "fixed": later("Look at {line}: {text} is fixed there. With something that depends on what your function is handed "
                   "all tests come out right."),
    "through": later("Look at {line}: with `{text}` sent through one more function there all tests come out right."),
    "anew": later("Look at {line}: does it have to begin anew there, or to add to what is there already? With the "
                  "other one all tests come out right."),
    "order": later("Look at {line}: one line earlier or later all tests come out right."),
    "round": later("Look at {line}: is that to be done once, or in each round of the loop? With the other one all "
                   "tests come out right."),
}


def changes(exercise, function, attempt, cases):
    """Each change of one place, made in the tree while it is looked at: (kind, number of the line, text there, is what
    stands there kept and only something more done to it)."""
    scope = Scope(exercise, function, attempt, cases)
    ways = [(place, kind, new, text) for place in places(function) for kind, new, text in scope.others(*place)]
    ways.sort(key=lambda way: list(WORDS).index(way[1]))
    for (parent, field, index, node), kind, new, text in ways:
        set_node(parent, field, index, settled(new, node))
        yield kind, node.lineno, text, kind != "count" and node in ast.walk(new)
        set_node(parent, field, index, node)
    yield from lines_moved(function)


def places(function):
    """(parent, field, index in its list or None, node) of each expression and statement in the body, from the top."""
    found, waiting = [], [(function, "body")]
    while waiting:
        parent, field = waiting.pop()
        values = getattr(parent, field)
        for index, node in enumerate(values) if isinstance(values, list) else [(None, values)]:
            if isinstance(node, ast.AST) and hasattr(node, "lineno"):
                found.append((parent, field, index, node))
            if isinstance(node, ast.AST):
                waiting += [(node, name) for name, _ in ast.iter_fields(node)]
    return found


def set_node(parent, field, index, node):
    if index is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[index] = node


def settled(new, node):
    """The new node where the old one stands."""
    return ast.fix_missing_locations(ast.copy_location(new, node))


def lines_moved(function):
    """A line that goes, that changes place with the next, or that moves over the edge of a loop."""
    for block in blocks(function):
        for k, one in enumerate(block):
            whole = list(block)
            if k + 1 < len(block):
                block[k : k + 2] = [block[k + 1], one]
                yield "order", one.lineno, "", False
                block[:] = whole
            if len(block) > 1 and not isinstance(one, ast.Return):
                del block[k]
                yield "too much", one.lineno, ast.unparse(one).splitlines()[0], False
                block[:] = whole
            for loop in (one,) if isinstance(one, ast.For | ast.While) else ():
                inside = list(loop.body)
                ways = [(-1, k + 1), (0, k)] if len(inside) > 1 else []
                for at, to in ways:  # the last line comes out behind the loop, the first before it
                    moved = loop.body.pop(at)
                    block.insert(to, moved)
                    yield "round", moved.lineno, "", False
                    block[:], loop.body[:] = whole, inside
                for at, to in [(k - 1, 0), (k + 1, len(inside))]:  # the line before it goes in, or the one behind it
                    if 0 <= at < len(block) and not isinstance(block[at], ast.Return):
                        moved = block.pop(at)
                        loop.body.insert(to, moved)
                        yield "round", moved.lineno, "", False
                        block[:], loop.body[:] = whole, inside


def blocks(function):
    """The lists of statements in a function, its own first."""
    return [body for node in ast.walk(function) for field in ("body", "orelse")
            if isinstance(body := getattr(node, field, None), list) and body]
