"""What is said of arrays whose lengths do not go together, in a product or number by number."""

import ast
import contextlib
import inspect
import re
import textwrap

import numpy as np

from ...words import both, paragraph, say, series
from .error_location import innermost, shape_of, shapes_of


def product(attempt, spot, error):
    """Two matrices whose inner lengths differ, on the learner's line or in a function that is called there."""
    if not isinstance(error, ValueError) or not re.search("not aligned|core dimension|gufunc core", str(error)):
        return None
    there = spot if factors(spot.node) else innermost(error)
    with contextlib.suppress(Exception):  # it has been changed since, or is more than a look
        return both_factors(spot, there, factors(there.node))
    return say("The inner lengths of a matrix product are not the same.")


def both_factors(spot, there, pair):
    """What is said of these two, which are multiplied at the Spot `there`."""
    names = [f"({ast.unparse(one)})" if isinstance(one, ast.BinOp) else ast.unparse(one) for one in pair]
    values = [there.value(one) for one in pair]
    a, b = map(np.asarray, values)
    for name, value in zip(names, values, strict=True):
        if callable(value):
            return say("`{name}` is a function that has not been called: is `()` missing after it?", name=name)
        if value is None:
            return say("`{name}` is None there, not an array. Did a function forget to `return` its result?", name=name)
        if np.asarray(value).dtype.kind == "O":
            return say("`{name}` is no array there, and no number: its type is {type}.", name=name,
                       type=type(value).__name__)
    shapes = dict(left=names[0], right=names[1], a=a.shape, b=b.shape)
    if not (a.ndim and b.ndim):
        words = say("`@` multiplies arrays, and one of the two is a single number: `{left}` {a}, `{right}` {b}.",
                    **shapes)
    else:
        words = say("The inner lengths of `{left} @ {right}` are not the same: {a} @ {b}.", **shapes)
    if there is not spot:
        parts = [*spot.node.args, *(one.value for one in spot.node.keywords)] if isinstance(spot.node, ast.Call) else []
        handed = series(filter(None, (shape_of(spot, one) for one in parts)))
        where = say("That is in `{name}`.", name=there.frame.f_code.co_name)
        return paragraph([words, where, *([say("Your line hands over {shapes}.", shapes=handed)] if handed else [])])
    if not (a.ndim and b.ndim):
        return paragraph([words, say("For a single number use `*`. Or did you mean another array?")])
    if inner_fit(a, b.T) or inner_fit(a.T, b) or inner_fit(b, a):
        return paragraph([words, say("Should they change places, should one of them be transposed (`.T`), or did you "
                                     "mean `*`, number by number, or another array?")])
    return words


def inner_fit(a, b):
    """Are the last length of a and the last but one of b the same?"""
    return a.shape[-1] == b.shape[max(b.ndim - 2, 0)]


def factors(node):
    """The two that are multiplied in `a @ b`, np.dot(a, b), np.matmul(a, b) or a.dot(b); None elsewhere."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
        return node.left, node.right
    function = getattr(node, "func", None)
    if getattr(function, "attr", "") in ("dot", "matmul") and not any(isinstance(a, ast.Starred) for a in node.args):
        pair = (*([function.value] if len(node.args) == 1 else []), *node.args)
        return pair[:2] if len(pair) > 1 else None
    return None


def together(attempt, spot, error):
    """Two arrays that cannot be taken number by number."""
    text = str(error)
    if not re.search("could not be broadcast together|could not broadcast", text) or "remapped" in text:  # np.einsum
        return None
    found = re.findall(r"\([\d,]*\)", text.replace(" ", "").replace(")(", ") ("))
    shapes = [tuple(map(int, re.findall(r"\d+", one))) for one in found][:2]
    if "input array from" in text:
        words = [say("An array of shape {given} is put into a place of shape {room}.", given=shapes[0], room=shapes[1])]
    else:
        words = [say("Arrays of the shapes {shapes} cannot be combined number by number.",
                     shapes=both(map(str, shapes)))]
    if told := series(shapes_of(spot, spot.node)):
        words.append(say("The shapes are: {shapes}.", shapes=told))
    if sorted(map(len, shapes)) == [1, 2] and shapes[0][0] == shapes[1][0] \
            and (call := flattened(attempt, spot, shapes[0][:1])):
        words.append(say("`{call}` gives a flat {flat}, which NumPy lays along the columns. With `keepdims=True` in "
                         "its brackets it stays upright, {upright}: one number for each row.", call=call,
                         flat=shapes[0][:1], upright=(shapes[0][0], 1)))
    return paragraph(words)


def flattened(attempt, spot, shape):
    """The first sum, mean or maximum along the rows that has this shape, as text; None if there is none."""
    for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(attempt)))):
        if isinstance(node, ast.Call) and [one.arg for one in node.keywords] == ["axis"] \
                and ast.unparse(node.keywords[0].value) in ("1", "-1"):
            with contextlib.suppress(Exception):  # something on it is not there yet, or no longer
                if np.shape(spot.value(ast.fix_missing_locations(node))) == shape:
                    return ast.unparse(node)
