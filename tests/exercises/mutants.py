"""One-place changes of a reference, as slips of the hand make them; not planned with any exercise in mind."""

import ast
import copy

from helpers.exercises.diagnosing.mutants import places, set_node

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
        yield ast.Compare(node.left, [COMPARISONS[type(node.ops[0])]()], node.comparators)
    elif isinstance(node, ast.Attribute) and node.attr == "T":
        yield node.value
    elif isinstance(node, ast.UnaryOp):
        yield node.operand
    elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
        yield ast.Constant(node.value + 1)
    elif isinstance(node, ast.Call):
        for k in range(len(node.keywords)):
            yield ast.Call(node.func, node.args, node.keywords[:k] + node.keywords[k + 1 :])
        if len(node.args) == 1 and not node.keywords:
            yield node.args[0]


def mutants(exercise):
    """Pairs (the reference with one change, the line that is changed)."""
    tree = ast.parse(exercise.solution)
    lines = ast.unparse(tree).splitlines()
    for *place, node in places(tree.body[0]):
        for new in changes(node):
            set_node(*place, new)
            changed = ast.fix_missing_locations(copy.deepcopy(tree))
            set_node(*place, node)
            names = dict(exercise.reference.__globals__)
            exec(compile(changed, "mutant", "exec"), names)
            pairs = zip(lines, ast.unparse(changed).splitlines(), strict=False)
            line = next((new for old, new in pairs if old != new), "")
            yield names[exercise.reference.__name__], line.strip()
