"""The changes of one place of a function that a slip may have made: another sign, name or order, a line too early.

Each is made in the function's tree while it is looked at, and taken back.
"""

import ast

from ...words import later
from .mutation_operators import Scope

WORDS = {
    "sign": later("Look at the signs in {line}: with + in place of −, or − in place of +, all tests would pass."),
    "minus": later("Look at {line}: with one minus sign more, or one fewer, all tests would pass."),
    "times": later("Look at {line}: with a different one of +, × and ÷, all tests would pass."),
    "product": later("Look at {line}: `*` multiplies number by number, `@` is the matrix product. With the other one, "
                     "all tests would pass."),
    "comparison": later("Look at the comparison in {line}: with a different one, all tests would pass. Which side "
                        "should be the larger one, and what should happen if both are equal?"),
    "count": later("Look at {line}: if something there were one more or one less, all tests would pass."),
    "axis": later("Look at {line}: with another axis, or with keepdims set the other way, all tests would pass."),
    "transpose": later("Look at {line}: with one .T more, or one fewer, all tests would pass."),
    "exchanged": later("Look at {line}: if two things there changed places, all tests would pass."),
    "too much": later("Look at {line}: without `{text}`, all tests would pass."),
    "brackets": later("Look at {line}: with the brackets elsewhere, all tests would pass."),
    "name": later("Look at {line}: with something else in place of `{text}`, all tests would pass."),
    "fixed": later("Look at {line}: {text} is fixed there. With something that depends on your function's arguments, "
                   "all tests would pass."),
    "through": later("Look at {line}: if `{text}` went through one more function, all tests would pass."),
    "anew": later("Look at {line}: should it begin anew there, or add to what is there already? The other way, all "
                  "tests would pass."),
    "order": later("Look at {line}: one line earlier or later, all tests would pass."),
    "round": later("Look at {line}: should that be done once, or in each round of the loop? The other way, all tests "
                   "would pass."),
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
                first, *rest = ast.unparse(one).splitlines()
                yield "too much", one.lineno, f"{first} …" if rest else first, False
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
