"""One-place changes of a reference, as slips of the hand make them; not planned with any exercise in mind."""

import ast
import copy

SWAPS = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.MatMult: ast.Mult}
COMPARISONS = {ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Lt: ast.LtE, ast.LtE: ast.Lt}


def changes(node):
    """Functions that change this node; each returns what to put in its place."""
    if isinstance(node, ast.BinOp) and type(node.op) in SWAPS:
        yield lambda n: ast.BinOp(n.left, SWAPS[type(n.op)](), n.right)
        if not isinstance(node.op, ast.Add | ast.Mult):
            yield lambda n: ast.BinOp(n.right, n.op, n.left)
        yield lambda n: n.left
        yield lambda n: n.right
    elif isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARISONS:
        yield lambda n: ast.Compare(n.left, [COMPARISONS[type(n.ops[0])]()], n.comparators)
    elif isinstance(node, ast.Attribute) and node.attr == "T":
        yield lambda n: n.value
    elif isinstance(node, ast.UnaryOp):
        yield lambda n: n.operand
    elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
        yield lambda n: ast.Constant(n.value + 1)
    elif isinstance(node, ast.Call):
        for keyword in range(len(node.keywords)):
            yield lambda n, k=keyword: ast.Call(n.func, n.args, n.keywords[:k] + n.keywords[k + 1 :])
        if len(node.args) == 1 and not node.keywords:
            yield lambda n: n.args[0]


class At(ast.NodeTransformer):
    """Apply a change at the node with one number."""

    def __init__(self, number, change):
        self.number, self.change = number, change

    def visit(self, node):
        if getattr(node, "number", None) == self.number:
            return self.change(node)
        return self.generic_visit(node)


def mutants(exercise):
    """Pairs (the reference with one change, the line that is changed)."""
    tree = ast.parse(exercise.solution)
    lines = ast.unparse(tree).splitlines()
    nodes = [node for statement in tree.body[0].body[1:] for node in ast.walk(statement)]
    for number, node in enumerate(nodes):
        node.number = number
    for number, node in enumerate(nodes):
        for change in changes(node):
            changed = ast.fix_missing_locations(At(number, change).visit(copy.deepcopy(tree)))
            names = dict(exercise.reference.__globals__)
            exec(compile(changed, "mutant", "exec"), names)
            pairs = zip(lines, ast.unparse(changed).splitlines(), strict=False)
            line = next((new for old, new in pairs if old != new), "")
            yield names[exercise.reference.__name__], line.strip()
