"""The changes of one place of a function that a slip may have made: another sign or name, one more, something too much.

Each is made in the function's tree while it is looked at, and taken back.
"""

import ast
import builtins
import itertools

from ...words import later
from ..exercise import EXERCISES

WORDS = {  # the likeliest first, for there may be no time for all
    "sign": later("Look at the signs in {line}: with + in place of −, or − in place of +, all tests would pass."),
    "comparison": later("Look at the comparison in {line}: with a different one, all tests would pass. Which side "
                        "should be the larger one, and what should happen if both are equal?"),
    "count": later("Look at {line}: if something there were one more or one less, all tests would pass."),
    "too much": later("Look at {line}: without `{text}`, all tests would pass."),
    "name": later("Look at {line}: with something else in place of `{text}`, all tests would pass."),
    "fixed": later("Look at {line}: {text} is fixed there. With something that depends on your function's arguments, "
                   "all tests would pass."),
    "change": later("Look at {line}: with one small change there, all tests would pass."),
}
OPERATORS = [("sign", (ast.Add, ast.Sub)), ("change", (ast.Mult, ast.Div, ast.MatMult)),
             ("comparison", (ast.Lt, ast.LtE, ast.Gt, ast.GtE)), ("comparison", (ast.Eq, ast.NotEq))]


def changes(exercise, function, attempt):
    """Each change of one place, made in the tree while it is looked at: (kind, number of the line, text there, is what
    stands there kept and only something more done to it)."""
    stored = [node.id for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
    names = list(dict.fromkeys([*(one.arg for one in function.args.args), *stored]))
    before = itertools.takewhile(lambda other: other is not exercise, EXERCISES.values())  # what learners have
    known = [one.reference.__name__ for one in before if one.reference.__code__.co_argcount == 1]
    functions = [name for name in known if name in attempt.__globals__ and name != function.name]
    ways = [(place, *way) for place in places(function) if not isinstance(getattr(place[-1], "ctx", None), ast.Store)
            for way in others(*place, names, functions)]
    for (parent, field, index, node), kind, new, text in sorted(ways, key=lambda way: list(WORDS).index(way[1])):
        set_node(parent, field, index, ast.fix_missing_locations(ast.copy_location(new, node)))
        yield kind, node.lineno, text, kind != "count" and node in ast.walk(new)
        set_node(parent, field, index, node)
    for block in blocks(function):
        for k, one in enumerate(block):
            if len(block) > 1 and not isinstance(one, ast.Return):
                first, *rest = ast.unparse(block.pop(k)).splitlines()
                yield "too much", one.lineno, f"{first} …" if rest else first, False
                block.insert(k, one)


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


def blocks(function):
    """The lists of statements in a function, its own first."""
    return [body for node in ast.walk(function) for field in ("body", "orelse")
            if isinstance(body := getattr(node, field, None), list) and body]


def others(parent, field, index, node, names, functions):
    """(kind, what may stand in the node's place, text of what is wrong there)."""
    text, loaded = ast.unparse(node), lambda name: ast.Name(name, ast.Load())
    first, *more = node.ops if isinstance(node, ast.Compare) else [getattr(node, "op", None)]
    for kind, family in OPERATORS:
        for other in family if type(first) in family else ():
            if other is type(first):
                continue
            new = {"ops": [other(), *more]} if isinstance(node, ast.Compare) else {"op": other()}
            yield kind, type(node)(**dict(ast.iter_fields(node)) | new), text
    for part, rest in parts(parent, node, text):
        yield "too much", part, rest
    if field == "func":
        for other in functions:
            yield "name", loaded(other), text
    elif isinstance(node, ast.Name) and not hasattr(builtins, node.id):
        for other in names:
            if other != node.id:
                yield "name", loaded(other), text
        for other in functions:
            yield "change", ast.Call(loaded(other), [node], []), text
    elif type(getattr(node, "value", None)) in (int, float, str) and not isinstance(parent, ast.Expr) \
            and getattr(getattr(parent, "left", None), "attr", "") != "ndim":  # there are as many axes as there are
        for step in (1, -1) if type(node.value) is int else ():
            yield "count", ast.Constant(node.value + step), text
        for other in map(loaded, names):
            yield "fixed", other, text
            yield "fixed", ast.Call(loaded("len"), [other], []), text
            yield "fixed", ast.Subscript(other, ast.UnaryOp(ast.USub(), ast.Constant(1)), ast.Load()), text


def parts(parent, node, text):
    """(a part of the node that may do alone, the text of what is too much then)."""
    if isinstance(node, ast.BinOp):
        left, right = ast.unparse(node.left), ast.unparse(node.right)
        yield node.left, text.removeprefix(f"({left})").removeprefix(left).strip()
        yield node.right, text.removesuffix(f"({right})").removesuffix(right).strip()
    elif isinstance(node, ast.UnaryOp):
        yield node.operand, text.removesuffix(ast.unparse(node.operand)).strip()
    elif isinstance(node, ast.Subscript | ast.Attribute) and not isinstance(parent, ast.Call | ast.Attribute):
        value = ast.unparse(node.value)
        yield node.value, text.removeprefix(f"({value})").removeprefix(value)
    elif isinstance(node, ast.Call) and len(node.args) == 1 and not isinstance(parent, ast.Expr) \
            and not isinstance(node.args[0], ast.GeneratorExp | ast.Starred):
        yield node.args[0], ast.unparse(node.func)
    elif isinstance(node, ast.Call) and not node.args and isinstance(node.func, ast.Attribute):
        yield node.func.value, node.func.attr
    elif isinstance(node, ast.If):
        yield ast.If(ast.Constant(True), node.body, []), f"if {ast.unparse(node.test)}"


def called(node):
    """The name of the function or method that is called, or ""."""
    function = getattr(node, "func", None)
    return getattr(function, "id", "") or getattr(function, "attr", "")
