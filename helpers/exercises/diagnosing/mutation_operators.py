"""What may stand in one place of a function instead of what stands there: the slips of one sign, name or order."""

import ast
import builtins
import itertools

import numpy as np

from ..exercise import EXERCISES

OTHERS = {ast.Add: [(ast.Sub, "sign")], ast.Sub: [(ast.Add, "sign")],
          ast.Mult: [(ast.Div, "times"), (ast.MatMult, "product")], ast.MatMult: [(ast.Mult, "product")],
          ast.Div: [(ast.Mult, "times")]}
COMPARISONS = [(ast.Lt, ast.LtE, ast.Gt, ast.GtE), (ast.Eq, ast.NotEq)]
FUNCTIONS = [("sum", "mean"), ("max", "min", "argmax", "argmin"), ("maximum", "minimum"), ("ones", "zeros"),
             ("exp", "log"), ("floor", "ceil", "round")]
IN_PLACE = {"shuffle", "sort", "reverse", "fill"}  # with a copy instead, they would do nothing
ALONG = {"sum", "mean", "max", "min", "argmax", "argmin", "softmax"}


class Scope:
    """The names that the function can use at a place, and what may stand there instead."""

    def __init__(self, exercise, function, attempt, cases):
        self.arguments = [one.arg for one in function.args.args]
        self.handed = dict(zip(self.arguments, cases[0], strict=False))
        stored = [n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
        self.names = list(dict.fromkeys([*self.arguments, *stored]))
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
                yield "minus", ast.UnaryOp(ast.USub(), node), text
            if field != "args":
                yield "transpose", ast.Attribute(node, "T", ast.Load()), text
        of_its_kind = getattr(self, f"of_{type(node).__name__.lower()}", None)
        if of_its_kind:
            yield from of_its_kind(parent, field, node, text)
        bound = isinstance(parent, ast.Slice) or field == "args" and called(parent) == "range" or field == "slice"
        if bound and not isinstance(node, ast.Slice | ast.Tuple | ast.Constant):
            for operator in (ast.Add(), ast.Sub()):
                yield "count", ast.BinOp(node, operator, ast.Constant(1)), text

    def of_binop(self, parent, field, node, text):
        left, operator, right = node.left, node.op, node.right
        for new, kind in OTHERS.get(type(operator), ()):
            if kind != "product" or {called(parent), getattr(parent, "attr", "")}.isdisjoint(ALONG):
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
            yield "minus", node.operand, text

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
        for other in functions_like(node.attr):
            yield "name", ast.Attribute(node.value, other, ast.Load()), node.attr

    def of_call(self, parent, field, node, text):
        name, args = called(node), node.args
        for k in range(name == "where", len(args) - 1):  # a number is no condition
            swapped = [*args[:k], args[k + 1], args[k], *args[k + 2 :]]
            yield "exchanged", ast.Call(node.func, swapped, node.keywords), text
        if name in ("tanh", "maximum") and isinstance(node.func, ast.Attribute):  # one of the course's instead
            for other, one in itertools.product(self.functions, args):
                yield "name", ast.Call(loaded(other), [one], []), ast.unparse(node.func)
        if len(args) == 1 and not isinstance(args[0], ast.GeneratorExp | ast.Starred) \
                and not isinstance(parent, ast.Expr):
            yield "too much", args[0], ast.unparse(node.func)
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
        for other in self.functions if called(parent) != "range" else ():
            yield "through", ast.Call(loaded(other), [node], []), text

    def of_tuple(self, parent, field, node, text):
        if field == "value" and isinstance(parent, ast.Return | ast.Assign):
            for a, b in itertools.combinations(range(len(node.elts)), 2):
                new = list(node.elts)
                new[a], new[b] = new[b], new[a]
                yield "exchanged", ast.Tuple(new, ast.Load()), text

    def of_subscript(self, parent, field, node, text):
        first = ast.unparse(node.value)
        yield "too much", node.value, text.removeprefix(f"({first})").removeprefix(first)
        if isinstance(node.slice, ast.BinOp):
            yield "count", slice_at(node.value, node.slice.left), text

    def of_assign(self, parent, field, node, text):
        if len(node.targets) == 1 and isinstance(node.targets[0], ast.Name | ast.Subscript):
            for operator in (ast.Add, ast.Sub):
                yield "anew", ast.AugAssign(node.targets[0], operator(), node.value), text

    def of_augassign(self, parent, field, node, text):
        yield "anew", ast.Assign([node.target], node.value), text
        for new, kind in OTHERS.get(type(node.op), ()):
            yield kind, ast.AugAssign(node.target, new(), node.value), text
        for operator in (ast.Add, ast.Mult):
            yield "times", ast.AugAssign(node.target, operator(), node.value), text

    def of_if(self, parent, field, node, text):
        yield "comparison", ast.If(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse), text
        yield "too much", ast.If(ast.Constant(True), node.body, []), f"if {ast.unparse(node.test)}"


def loaded(name):
    return ast.Name(name, ast.Load())


def slice_at(node, at):
    return ast.Subscript(node, at, ast.Load())


def called(node):
    """The name of the function or method that is called, or ""."""
    function = getattr(node, "func", None)
    return getattr(function, "id", "") or getattr(function, "attr", "")


def functions_like(name):
    return [other for family in FUNCTIONS if name in family for other in family if other != name]
