"""Slips that can be read off an answer's lines, whatever it computes: what is said of them is true in any exercise."""

import ast
import inspect
import textwrap

from ..words import say


def slip(attempt):
    """The first such slip of a function, in words, or None; also where its lines cannot be read."""
    try:
        lines, first = inspect.getsourcelines(attempt)
        function = ast.parse(textwrap.dedent("".join(lines))).body[0]
    except (OSError, TypeError, SyntaxError):
        return None
    for loop in (node for node in ast.walk(function) if isinstance(node, ast.For | ast.While)):
        for line in loop.body:
            number = first + line.lineno - 1
            if isinstance(line, ast.Return):
                return say("The `return` in line {number} stands inside the loop and ends it in the first round. Move "
                           "it to the left, behind the loop.", number=number)  # fmt: skip
            if forgotten(line, loop, function):
                return say("Line {number} makes `{name}` anew in each round of the loop, so only the last round "
                           "counts. Should it be added to what is there, or appended to a list?",
                           number=number, name=line.targets[0].id)  # fmt: skip
    return None


def forgotten(line, loop, function):
    """Does the line give a value to a name that the loop never reads, but that is read behind it?"""
    if not isinstance(line, ast.Assign) or not isinstance(line.targets[0], ast.Name) or isinstance(loop, ast.While):
        return False
    if any(isinstance(node, ast.Break | ast.Return) for node in ast.walk(loop)):
        return False
    read = [node for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
            and node.id == line.targets[0].id]  # fmt: skip
    inside = [node for node in read if loop.lineno <= node.lineno <= loop.end_lineno]
    return not inside and any(node.lineno > loop.end_lineno for node in read)
