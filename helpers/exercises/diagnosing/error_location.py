"""Where a learner's code stopped: the line, the expression that was under way, the arrays that stood in it."""

import ast
import contextlib
import linecache
import traceback
from typing import NamedTuple

import numpy as np

from ...words import say

SAFE = (ast.Name, ast.Subscript, ast.Attribute, ast.Constant, ast.BinOp, ast.Add, ast.Sub, ast.UnaryOp, ast.USub,
        ast.Load, ast.Slice, ast.Tuple)


class Spot(NamedTuple):
    """Where the learner's code stopped: its frame, the line's number, the expression that was under way (or None)."""

    frame: object
    number: int
    node: object

    def value(self, node):
        """What this expression is there; NameError or another error if it is nothing yet."""
        own = {*self.frame.f_code.co_varnames, *self.frame.f_code.co_cellvars} - {*self.frame.f_locals}
        names = [one for one in ast.walk(node) if isinstance(one, ast.Name)]
        inside = {one.id for one in names if isinstance(one.ctx, ast.Store)}  # a comprehension's own
        if missing := own & {one.id for one in names} - inside:
            raise NameError(f"no value yet: {missing}")  # the notebook's of the same name is not meant
        return eval(compile(ast.Expression(node), "<spot>", "eval"), self.frame.f_globals, self.frame.f_locals)


def spot_of(attempt, error):
    """The last Spot of the learner's own code that was under way, or None."""
    code, trace, last = getattr(attempt, "__code__", None), error.__traceback__, None
    while trace:
        if code and trace.tb_frame.f_code.co_filename == code.co_filename:
            last = trace
        trace = trace.tb_next
    return last and Spot(last.tb_frame, last.tb_lineno, expression(last, code.co_filename))


def innermost(error):
    """The Spot at which the error was raised, in whatever file."""
    trace = error.__traceback__
    while trace.tb_next:
        trace = trace.tb_next
    return Spot(trace.tb_frame, trace.tb_lineno, expression(trace, trace.tb_frame.f_code.co_filename))


def expression(trace, file):
    """The tree of the expression that was under way, if its text can be read."""
    first, last, left, right = list(trace.tb_frame.f_code.co_positions())[trace.tb_lasti // 2]
    rows = [linecache.getline(file, number).encode() for number in range(first or 0, (last or 0) + 1)]
    if None in (left, right) or not all(rows):
        return None
    rows[-1] = rows[-1][:right]
    rows[0] = rows[0][left:]
    with contextlib.suppress(SyntaxError, ValueError):
        return ast.parse(b"(" + b"".join(rows) + b")", mode="eval").body
    return None


def expressions(attempt, number):
    """The expressions that reach into this line, none of them a part of another."""
    found, inside = [], set()
    with contextlib.suppress(SyntaxError):
        for node in ast.walk(ast.parse("".join(linecache.getlines(attempt.__code__.co_filename)))):
            if isinstance(node, ast.expr) and node.lineno <= number <= node.end_lineno and node not in inside:
                found.append(node)
                inside.update(ast.walk(node))
    return found


def shapes_of(spot, node):
    """The arrays in an expression as "Zs[l - 1] (3, 2)", each once, the largest pieces that can be looked at."""
    if node is None:
        return []
    if told := shape_of(spot, node):
        return [told]
    return list(dict.fromkeys(one for child in ast.iter_child_nodes(node) for one in shapes_of(spot, child)))


def shape_of(spot, node):
    """One array, or one number out of an array, as "Zs[l - 1] (3, 2)"; None of all else."""
    looked_at = isinstance(node, ast.Name | ast.Subscript | ast.Attribute)
    if looked_at and all(isinstance(one, SAFE) for one in ast.walk(node)):
        with contextlib.suppress(Exception):  # a name that is not there yet, a place that the list does not have
            value = spot.value(node)
            if isinstance(value, np.ndarray) or isinstance(value, np.generic) and isinstance(node, ast.Subscript):
                return f"{ast.unparse(node)} {value.shape}"
    return None


def constants(attempt):
    """The constants in a function's code; where there is no code to look at, `...` may be among them."""
    return getattr(getattr(attempt, "__code__", None), "co_consts", (Ellipsis,))


def line_of(attempt, error):
    """The last line of the learner's own code that was under way, as "line 3 (`return W @ x`)", or None."""
    code = getattr(attempt, "__code__", None)
    frames = [f for f in traceback.extract_tb(error.__traceback__) if code and f.filename == code.co_filename]
    frames = [f for f in frames if f.lineno]  # what Python adds at a loop's end stands on no line
    return line(attempt, frames[-1].lineno) if frames else None


def line(attempt, number):
    """A line of the learner's file as "line 3 (`return W @ x`)"."""
    text = linecache.getline(attempt.__code__.co_filename, number).strip()
    return say("line {number} (`{text}`)", number=number, text=text) if text else say("line {number}", number=number)
