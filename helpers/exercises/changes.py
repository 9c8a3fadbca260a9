"""The changes of one place of a function that a slip may have made: another sign, name or order, a line too early.

Each is made in the function's tree while it is looked at, and taken back.
"""

import ast
import builtins
import itertools

import numpy as np

from ..words import later
from .exercise import EXERCISES

WORDS = {
    "sign": later("Look at the signs in {line}: with the other one of + and − there all tests come out right."),
    "times": later("Look at {line}: with another one of + × and ÷ there all tests come out right."),
    "product": later("Look at {line}: `*` multiplies number by number, `@` is the matrix product; with the other one "
                     "there all tests come out right."),
    "whole": later("Look at {line}: // cuts the decimals off, / keeps them; with the other one there all tests come "
                   "out right."),
    "power": later("Look at {line}: `^` is no power in Python: that is `**`."),
    "comparison": later("Look at the comparison in {line}: with another one there all tests come out right. Which side "
                        "is to be the larger, and what of equal ones?"),
    "count": later("Look at {line}: with a number one larger or smaller there all tests come out right."),
    "axis": later("Look at {line}: with another axis there, or with it kept (keepdims) or not, all tests come out "
                  "right."),
    "transpose": later("Look at {line}: with one .T more or less there all tests come out right."),
    "exchanged": later("Look at {line}: with two things exchanged there all tests come out right."),
    "too much": later("Look at {line}: without `{text}` there all tests come out right."),
    "brackets": later("Look at {line}: with other brackets there all tests come out right."),
    "name": later("Look at {line}: with something else in place of `{text}` all tests come out right."),
    "fixed": later("Look at {line}: {text} is fixed there. With something that hangs on what your function is handed "
                   "all tests come out right."),
    "place": later("Look at {line}: with a part of `{text}` alone there all tests come out right."),
    "through": later("Look at {line}: with `{text}` sent through one more function there all tests come out right."),
    "backwards": later("Look at {line}: with it the other way round all tests come out right."),
    "anew": later("Look at {line}: does it have to begin anew there, or to add to what is there already? With the "
                  "other one all tests come out right."),
    "order": later("Look at {line}: one line earlier or later all tests come out right."),
    "round": later("Look at {line}: is that to be done once, or in each round of the loop? With the other one all "
                   "tests come out right."),
}
OTHER = {ast.Add: (ast.Sub, "sign"), ast.Sub: (ast.Add, "sign"), ast.Mult: (ast.Div, "times"),
         ast.Div: (ast.Mult, "times"), ast.FloorDiv: (ast.Div, "whole"), ast.BitXor: (ast.Pow, "power")}
OTHER_TOO = {ast.Mult: (ast.MatMult, "product"), ast.MatMult: (ast.Mult, "product"), ast.Div: (ast.FloorDiv, "whole")}
COMPARISONS = [(ast.Lt, ast.LtE, ast.Gt, ast.GtE), (ast.Eq, ast.NotEq)]
FUNCTIONS = [("sum", "mean"), ("max", "min", "argmax", "argmin"), ("maximum", "minimum"), ("ones", "zeros"),
             ("exp", "log"), ("floor", "ceil", "round")]
IN_PLACE = {"shuffle", "sort", "reverse", "fill"}  # with a copy instead, they would do nothing
ALONG = {"sum", "mean", "max", "min", "argmax", "argmin", "softmax"}


def changes(exercise, function, attempt, cases):
    """Each change of one place, made in the tree while it is looked at: (kind, number of the line, text there, is what
    stands there kept and only something more done to it)."""
    scope = Scope(exercise, function, attempt, cases)
    ways = [(place, kind, new, text) for place in places(function) for kind, new, text in scope.others(*place)]
    ways.sort(key=lambda way: list(WORDS).index(way[1]))
    for (parent, field, index, node), kind, new, text in ways:
        put(parent, field, index, settled(new, node))
        yield kind, node.lineno, text, kind != "count" and node in ast.walk(new)
        put(parent, field, index, node)
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


def put(parent, field, index, node):
    if index is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[index] = node


def settled(new, node):
    """The new node where the old one stands."""
    return ast.fix_missing_locations(ast.copy_location(new, node))


class Scope:
    """The names that the function can use at a place, and what may stand there instead."""

    def __init__(self, exercise, function, attempt, cases):
        self.arguments = [one.arg for one in function.args.args]
        self.handed = dict(zip(self.arguments, cases[0], strict=False))
        stored = [n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
        self.names = list(dict.fromkeys([*self.arguments, *stored]))
        loop = [node for node in ast.walk(function) if isinstance(node, ast.For | ast.comprehension)]
        self.rounds = {n.id for one in loop for n in ast.walk(one.target) if isinstance(n, ast.Name)}
        before = itertools.takewhile(lambda other: other is not exercise, EXERCISES.values())  # what learners have
        known = [e.reference.__name__ for e in before if e.reference.__code__.co_argcount == 1]
        self.functions = [name for name in known if name in attempt.__globals__ and name != function.name]

    def others(self, parent, field, index, node):
        """(kind, what may stand in the node's place, text of what is wrong there)."""
        if isinstance(getattr(node, "ctx", None), ast.Store) or field == "args" and called(parent) in IN_PLACE:
            return
        text = ast.unparse(node)
        if isinstance(node, ast.expr) and (field == "value" or field in ("elt", "elts", "args")) \
                and not isinstance(parent, ast.Attribute | ast.Subscript | ast.keyword):
            if field != "args" or not hasattr(builtins, called(parent)):  # max(1, -n) is nobody's slip
                yield "sign", ast.UnaryOp(ast.USub(), node), text
            if field != "args":
                yield "backwards", turned(node), text
                yield "transpose", ast.Attribute(node, "T", ast.Load()), text
        for kind in (ast.BinOp, ast.UnaryOp, ast.Compare, ast.Constant, ast.Attribute, ast.Call, ast.Name, ast.Tuple,
                     ast.Subscript, ast.For, ast.Assign, ast.AugAssign, ast.If):
            if isinstance(node, kind):
                yield from getattr(self, f"of_{kind.__name__.lower()}")(parent, field, node, text)
        bound = isinstance(parent, ast.Slice) or field == "args" and called(parent) == "range" or field == "slice"
        if bound and not isinstance(node, ast.Slice | ast.Tuple | ast.Constant):
            for operator in (ast.Add(), ast.Sub()):
                yield "count", ast.BinOp(node, operator, ast.Constant(1)), text

    def of_binop(self, parent, field, node, text):
        left, operator, right = node.left, node.op, node.right
        for table in (OTHER, OTHER_TOO):
            if type(operator) in table:
                new, kind = table[type(operator)]
                if kind != "product" or called(parent) not in ALONG:  # mean(w @ x) is nobody's meaning
                    yield kind, ast.BinOp(left, new(), right), text
        if isinstance(operator, ast.Sub | ast.Div | ast.MatMult | ast.FloorDiv):
            yield "exchanged", ast.BinOp(right, operator, left), text
        first, last = ast.unparse(left), ast.unparse(right)
        yield "too much", left, text.removeprefix(f"({first})").removeprefix(first).strip()
        yield "too much", right, text.removesuffix(f"({last})").removesuffix(last).strip()
        if isinstance(left, ast.BinOp):
            inner = ast.copy_location(ast.BinOp(left.right, operator, right), node)
            yield "brackets", ast.BinOp(left.left, left.op, inner), text
        if isinstance(right, ast.BinOp):
            inner = ast.copy_location(ast.BinOp(left, operator, right.left), node)
            yield "brackets", ast.BinOp(inner, right.op, right.right), text
        if isinstance(operator, ast.MatMult):
            yield "transpose", ast.BinOp(ast.Attribute(left, "T", ast.Load()), operator, right), text
            yield "transpose", ast.BinOp(left, operator, ast.Attribute(right, "T", ast.Load())), text

    def of_unaryop(self, parent, field, node, text):
        if isinstance(node.op, ast.USub) and not isinstance(parent, ast.Slice):
            yield "sign", node.operand, text

    def of_compare(self, parent, field, node, text):
        for family in COMPARISONS:
            if type(node.ops[0]) in family:
                for other in family:
                    yield "comparison", ast.Compare(node.left, [other(), *node.ops[1:]], node.comparators), text

    def of_constant(self, parent, field, node, text):
        axis = isinstance(parent, ast.keyword) and parent.arg == "axis"
        if isinstance(parent, ast.Compare) and getattr(parent.left, "attr", "") == "ndim":  # as many axes as there are
            return
        if type(node.value) is int:
            for other in (node.value + 1, node.value - 1):
                yield "axis" if axis else "count", ast.Constant(other), text
        if type(node.value) in (int, float, str) and not axis:
            for name in self.names:
                value = self.handed.get(name)
                if not isinstance(value, np.ndarray | list | tuple):  # a number or a text, or not known
                    yield "fixed", loaded(name), text
                if not isinstance(value, int | float):
                    yield "fixed", ast.Call(loaded("len"), [loaded(name)], []), text
                if isinstance(value, list | tuple):
                    yield "fixed", slice_at(loaded(name), ast.UnaryOp(ast.USub(), ast.Constant(1))), text
        if type(node.value) is bool:
            yield "axis", ast.Constant(not node.value), text

    def of_attribute(self, parent, field, node, text):
        if node.attr == "T":
            yield "transpose", node.value, text
        for other in alike(node.attr):
            yield "name", ast.Attribute(node.value, other, ast.Load()), node.attr

    def of_call(self, parent, field, node, text):
        name, args = called(node), node.args
        for k in range(len(args) - 1):
            swapped = [*args[:k], args[k + 1], args[k], *args[k + 2 :]]
            yield "exchanged", ast.Call(node.func, swapped, node.keywords), text
        if len(args) == 1 and not isinstance(args[0], ast.GeneratorExp | ast.Starred) \
                and not isinstance(parent, ast.Expr):
            yield "too much", args[0], name
        elif not args and isinstance(node.func, ast.Attribute):
            yield "too much", node.func.value, name
        if name in ALONG:
            others = [one for one in node.keywords if one.arg != "axis"]
            for axis in (0, 1, -1):
                new = [*others, ast.keyword("axis", ast.Constant(axis))]
                yield "axis", ast.Call(node.func, args, new), text
                yield "axis", ast.Call(node.func, args, [*new, ast.keyword("keepdims", ast.Constant(True))]), text
            yield "axis", ast.Call(node.func, args, []), text

    def of_name(self, parent, field, node, text):
        if field == "func":
            for other in self.functions:
                yield "name", loaded(other), text
            return
        for other in self.names:
            if other != node.id:
                yield "name", loaded(other), text
        if hasattr(builtins, node.id):
            return
        for other in self.functions:
            yield "through", ast.Call(loaded(other), [node], []), text
        if field != "value" or not isinstance(parent, ast.Subscript):
            for other in sorted(self.rounds - {node.id}):
                yield "place", slice_at(node, loaded(other)), text

    def of_tuple(self, parent, field, node, text):
        if field == "value" and isinstance(parent, ast.Return | ast.Assign):
            for a, b in itertools.combinations(range(len(node.elts)), 2):
                new = list(node.elts)
                new[a], new[b] = new[b], new[a]
                yield "exchanged", ast.Tuple(new, ast.Load()), text

    def of_subscript(self, parent, field, node, text):
        yield "too much", node.value, f"[{ast.unparse(node.slice)}]"
        if isinstance(node.slice, ast.BinOp):
            yield "count", slice_at(node.value, node.slice.left), text

    def of_assign(self, parent, field, node, text):
        if len(node.targets) == 1 and isinstance(node.targets[0], ast.Name | ast.Subscript):
            for operator in (ast.Add, ast.Sub):
                yield "anew", ast.AugAssign(node.targets[0], operator(), node.value), text

    def of_augassign(self, parent, field, node, text):
        yield "anew", ast.Assign([node.target], node.value), text
        for table in (OTHER, OTHER_TOO):
            if type(node.op) in table:
                new, kind = table[type(node.op)]
                yield kind, ast.AugAssign(node.target, new(), node.value), text
        for operator in (ast.Add, ast.Mult):
            yield "times", ast.AugAssign(node.target, operator(), node.value), text

    def of_for(self, parent, field, node, text):
        other_way = ast.Call(loaded("reversed"), [ast.Call(loaded("list"), [node.iter], [])], [])
        yield "backwards", ast.For(node.target, other_way, node.body, node.orelse), text

    def of_if(self, parent, field, node, text):
        yield "comparison", ast.If(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse), text
        yield "too much", ast.If(ast.Constant(True), node.body, []), f"if {ast.unparse(node.test)}"


def loaded(name):
    return ast.Name(name, ast.Load())


def slice_at(node, at):
    return ast.Subscript(node, at, ast.Load())


def turned(node):
    return slice_at(node, ast.Slice(None, None, ast.UnaryOp(ast.USub(), ast.Constant(1))))


def called(node):
    """The name of the function or method that is called, or ""."""
    function = getattr(node, "func", None)
    return getattr(function, "id", "") or getattr(function, "attr", "")


def alike(name):
    return [other for family in FUNCTIONS if name in family for other in family if other != name]


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
