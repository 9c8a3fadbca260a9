"""One-place changes of a right answer, as slips of the hand make them; not planned with any exercise in mind."""

import ast
import copy
import itertools
import warnings

from helpers.exercises.diagnosing.mutants import blocks, places, set_node
from helpers.exercises.exercise import EXERCISES
from tests.exercises.answers import answers

SWAPS = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.MatMult: ast.Mult}
COMPARISONS = {ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Lt: ast.LtE, ast.LtE: ast.Lt}


def changes(node):
    """What a slip may have put in the place of this node."""
    if isinstance(node, ast.BinOp) and type(node.op) in SWAPS:
        yield ast.BinOp(node.left, SWAPS[type(node.op)](), node.right)
        if not isinstance(node.op, ast.Add | ast.Mult):
            yield ast.BinOp(node.right, node.op, node.left)
        yield from (node.left, node.right)
    elif isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARISONS:
        yield ast.Compare(node.left, [COMPARISONS[type(node.ops[0])](), *node.ops[1:]], node.comparators)
    elif isinstance(node, ast.Attribute) and node.attr == "T":
        yield node.value
    elif isinstance(node, ast.UnaryOp):
        yield node.operand
    elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
        yield from (ast.Constant(node.value + 1), ast.Constant(node.value - 1))
    elif isinstance(node, ast.Slice):
        yield from (ast.Slice(node.lower, None, node.step), ast.Slice(None, node.upper, node.step))
    elif isinstance(node, ast.Call):
        for k in range(len(node.keywords)):
            yield ast.Call(node.func, node.args, node.keywords[:k] + node.keywords[k + 1 :])
        if len(node.args) == 1 and not node.keywords and not isinstance(node.args[0], ast.Starred):
            yield node.args[0]
        if len(node.args) == 2:
            yield ast.Call(node.func, node.args[::-1], node.keywords)


def trees(tree):
    """The tree itself, changed in one place at a time."""
    for *place, node in places(tree):
        for new in changes(node):
            set_node(*place, new)
            yield tree
            set_node(*place, node)
    for block in blocks(tree):
        for k, line in enumerate(block):
            if len(block) > 1 and not isinstance(line, ast.Return | ast.FunctionDef | ast.Import | ast.ImportFrom):
                del block[k]
                yield tree
                block.insert(k, line)


def mutants(exercise, share=1):
    """Pairs (function, its text) for each change of one place in the reference and in the right answers beside it,
    or for each tenth, say (share=10)."""
    names = {one.reference.__name__: one.reference for one in EXERCISES.values()} | exercise.reference.__globals__
    number = itertools.count()
    for text in (exercise.solution, *(one.cell(exercise) for one in answers()[exercise.id] if one.mark == "+")):
        name = ast.parse(text).body[-1].name
        for tree in trees(ast.parse(text)):
            if next(number) % share:
                continue
            changed, there = ast.fix_missing_locations(copy.deepcopy(tree)), dict(names)
            with warnings.catch_warnings(action="ignore"):  # of brackets behind what takes none
                exec(compile(changed, "mutant", "exec"), there)
            yield there[name], ast.unparse(changed)
