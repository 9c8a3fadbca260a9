"""Slips that can be read off an answer's lines, whatever it computes: what is said of them is true in any exercise."""

import ast
import inspect
import textwrap

from ..words import say


def early_return(attempt):
    """What is said of a `return` that ends a loop in its first round, if the function has one."""
    for loop, number in loops(attempt)[1]:
        for line in loop.body:
            if isinstance(line, ast.Return):
                return say("The `return` in line {number} stands inside the loop and ends it in the first round. Move "
                           "it to the left, behind the loop.", number=number(line))
    return None


def overwritten(attempt):
    """What is said of a name that each round of a loop makes anew, unread, and that is read behind the loop."""
    function, found = loops(attempt)
    for loop, number in found:
        if any(isinstance(node, ast.Break | ast.Return) for node in ast.walk(loop)):
            continue
        for line in loop.body:
            if isinstance(loop, ast.For) and isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name):
                name = line.targets[0].id
                nodes = [node for node in ast.walk(function) if isinstance(node, ast.Name) and node.id == name]
                read = [node.lineno for node in nodes if isinstance(node.ctx, ast.Load)]
                inside = [at for at in read if loop.lineno <= at <= loop.end_lineno]
                if not inside and any(at > loop.end_lineno for at in read):
                    return say("Line {number} makes `{name}` anew in each round of the loop, so only the last round "
                               "counts. Should it be added to what is there, or appended to a list?",
                               number=number(line), name=name)
    return None


def grown_default(attempt):
    """What is said of an empty list in the function's head that its calls have filled."""
    function = loops(attempt)[0]
    if not isinstance(function, ast.FunctionDef):
        return None
    made = getattr(inspect.unwrap(attempt), "__defaults__", None) or ()  # lru_cache hides them
    names = [one.arg for one in function.args.args][-len(function.args.defaults) :]
    for name, node, value in zip(names, function.args.defaults, made, strict=False):
        if ast.unparse(node) in ("[]", "{}", "list()", "dict()", "set()") and len(value):
            return say("`{name}` in the first line is made once, when the cell is run, not at each call: what one call "
                       "puts there the next one finds. Make it inside the function.", name=name)
    return None


def loops(attempt):
    """(the function's tree, [(a loop in it, what gives a line its number in the file)]); (None, []) without source."""
    try:
        lines, first = inspect.getsourcelines(attempt)
        function = ast.parse(textwrap.dedent("".join(lines))).body[0]
    except (OSError, TypeError, SyntaxError):
        return None, []
    number = lambda line: first + line.lineno - 1  # noqa: E731
    return function, [(node, number) for node in ast.walk(function) if isinstance(node, ast.For | ast.While)]
