"""Slips that can be read off an answer's lines, whatever it computes: what is said of them is true in any exercise."""

import ast
import inspect
import textwrap

from ...words import say, series
from ..exercise import EXERCISES
from .outcome import argument_names

PURE = {  # functions and methods that change nothing: alone on a line they are for nothing
    "reshape", "astype", "copy", "transpose", "sum", "mean", "max", "argmax", "round", "exp", "log", "sqrt", "maximum",
    "minimum", "where", "dot", "concatenate", "array", "sorted", "reversed", "zeros", "ones", "clip", "replace",
}


def early_return(attempt):
    """What is said of a `return` that ends a loop in its first round, if the function has one."""
    function, number = tree_of(attempt)
    for loop in loops(function):
        for line in loop.body:
            if isinstance(line, ast.Return) and not any(isinstance(one, ast.Continue) for one in ast.walk(loop)):
                return say("The `return` in line {number} stands inside the loop and ends it in the first round. The "
                           "other rounds have to run, too.", number=number(line))
    return None


def overwritten(attempt):
    """What is said of a name that each round of a loop makes anew, unread, and that is read behind the loop."""
    function, number = tree_of(attempt)
    for loop in loops(function):
        if any(isinstance(node, ast.Break | ast.Return) for node in ast.walk(loop)):
            continue
        for line in loop.body:
            if isinstance(loop, ast.For) and isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name):
                name = line.targets[0].id
                nodes = [node for node in ast.walk(function) if isinstance(node, ast.Name) and node.id == name]
                read = [node.lineno for node in nodes if isinstance(node.ctx, ast.Load)]
                inside = [at for at in read if loop.lineno <= at <= loop.end_lineno]
                gathered = {*names_in(line.value)} & built_up(loop)
                counted = "range" in names_in(loop.iter) and {*names_in(line.value)} == {ast.unparse(loop.target)}
                if not inside and not gathered and not counted and any(at > loop.end_lineno for at in read):
                    return say("Line {number} makes `{name}` anew in each round of the loop, so only what the last "
                               "round puts there is left. Should it be added to what is there, or appended to a list?",
                               number=number(line), name=name)
    return None


def names_in(node):
    """The names that an expression reads."""
    return [one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load)]


def built_up(loop):
    """The names that hold something of the rounds before: a = f(a), a += b, a[k] = b, a.append(b)."""
    names = set()
    for node in ast.walk(loop):
        if isinstance(node, ast.AugAssign):
            names.add(getattr(node.target, "id", None))
        elif isinstance(node, ast.Assign):
            names.update(one.id for one in node.targets if isinstance(one, ast.Name) and one.id in names_in(node.value))
        elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
            names.add(getattr(node.value, "id", None))
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("append", "insert", "extend"):
            names.add(getattr(node.func.value, "id", None))
    return names


def in_the_lines(attempt):
    """What is said of a line that does what nobody wants, whatever the exercise, or None."""
    function, number = tree_of(attempt)
    if not isinstance(function, ast.FunctionDef):
        return None
    for node in ast.walk(function):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitXor) and power(node.right):
            return say("Line {number}: in Python `^` does not raise to a power. Write `**`.", number=number(node))
        if isinstance(node, ast.Expr) and thrown_away(node.value):
            return say("Line {number} works something out but does not keep the result: `{text}`. Is a `… =` missing "
                       "before it?", number=number(node), text=ast.unparse(node))
    return None


def power(node):
    """Is this a number such as 2 or −1? Between two comparisons ^ is the exclusive or, as it should be."""
    while isinstance(node, ast.BinOp | ast.UnaryOp):  # for Python k^2 * c is k^(2 * c)
        node = node.left if isinstance(node, ast.BinOp) else node.operand
    return isinstance(node, ast.Constant) and type(node.value) in (int, float)


def thrown_away(node):
    """Does this expression, alone on a line, do nothing but work out a value?"""
    if isinstance(node, ast.Call) and any(one.arg == "out" for one in node.keywords):
        return False
    if isinstance(node, ast.Call):
        base, name = getattr(node.func, "value", None), getattr(node.func, "attr", getattr(node.func, "id", ""))
        if getattr(base, "id", "") == "np" and name in ("append", "insert", "delete"):  # a list's own method does it
            return True
        course = name in {e.reference.__name__ for e in EXERCISES.values() if not e.writes}
        return name in PURE or course and base is None
    return isinstance(node, ast.BinOp | ast.Compare | ast.UnaryOp)


def not_read(attempt, exercise):
    """What is said of an argument that no line reads, or None."""
    function, _ = tree_of(attempt)
    if not isinstance(function, ast.FunctionDef) or len(function.args.args) != len(argument_names(exercise)):
        return None
    nodes = [node for one in function.body for node in ast.walk(one)]
    steps = [node.target for node in nodes if isinstance(node, ast.AugAssign)]
    names = [node for node in nodes if isinstance(node, ast.Name)]
    read = {node.id for node in names if isinstance(node.ctx, ast.Load) or node in steps}
    missing = [f"`{one.arg}`" for one in function.args.args if one.arg not in read]
    if not missing or {"locals", "vars", "eval", "exec"} & read:
        return None
    return say("Your function never uses {names}, which it is given.", names=series(missing))


def into_itself(function, by_another_name=False):
    """The first line of the tree that puts a list into itself, as `slopes.append(slopes)`, or into what lies in it;
    None if there is none. `np.array` of such a list does not end, and nothing can interrupt it. by_another_name: also
    by a[0] = … and b = a, of which nobody knows whether they are a list, or the same one, when they meet."""
    puts, holds = [], {}  # holds: a name, and the names of what is put into it or is called so
    for node in ast.walk(function):
        pairs, name = [], getattr(getattr(node, "func", None), "attr", "")
        if name in ("append", "insert", "extend"):
            pairs = [(node.func.value, one, True) for one in node.args if name != "extend" or hasattr(one, "elts")]
        if isinstance(node, ast.AugAssign) and hasattr(node.value, "elts"):  # a += [b]
            pairs = [(node.target, node.value, True)]
        if isinstance(node, ast.Assign) and by_another_name:
            into = [one for target in node.targets for one in getattr(target, "elts", [target])]
            pairs = [(getattr(one, "value", one), node.value, isinstance(one, ast.Subscript)) for one in into]
        for into, what, put in pairs:
            names = held(what)
            if isinstance(into, ast.Name):
                holds.setdefault(into.id, set()).update(names)
                puts += [(node, into.id, names)] if put else []
    for node, into, names in puts:
        reached = list(names)
        for name in reached:
            reached += [one for one in holds.get(name, ()) if one not in reached]
        if into in reached:
            return node
    return None


def longer_and_longer(function, lists):
    """Is one of these lists multiplied in a loop, also under another name? It may outgrow the memory, and nothing can
    interrupt that."""
    names = lambda nodes: {node.id for node in nodes if isinstance(node, ast.Name)}  # noqa: E731
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and lists & names([node.value, *getattr(node.value, "elts", [])]):
            lists = lists | names(part for target in node.targets for part in getattr(target, "elts", [target]))
    loops = (node for node in ast.walk(function) if isinstance(node, ast.For | ast.While))
    return any(isinstance(getattr(node, "op", None), ast.Mult) and lists & names(ast.iter_child_nodes(node))
               for loop in loops for node in ast.walk(loop))


def held(node):
    """The names of the lists that this is or has the parts of: a, [a, b], [*a], a[1:], a + [b], [x for x in a],
    list(a), a.copy(), a if … else b, a or b."""
    parts = getattr(node, "elts", [])
    if isinstance(node, ast.IfExp):
        parts = [node.body, node.orelse]
    if isinstance(node, ast.BoolOp):
        parts = node.values
    if isinstance(node, ast.Starred) or isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice):
        parts = [node.value]
    if isinstance(node, ast.ListComp) and isinstance(node.elt, ast.Name):
        parts = [one.iter for one in node.generators]
    if isinstance(node, ast.BinOp) and (hasattr(node.left, "elts") or hasattr(node.right, "elts")):
        parts = [node.left, node.right]
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("list", "tuple", "sorted", "reversed"):
        parts = node.args
    if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "copy":
        parts = [node.func.value]
    return {node.id} if isinstance(node, ast.Name) else set().union(*map(held, parts))


def tree_of(attempt):
    """(the function's tree, what gives a node of it its line in the file); (None, None) without source."""
    try:
        lines, first = inspect.getsourcelines(attempt)
        return ast.parse(textwrap.dedent("".join(lines))).body[0], lambda node: first + node.lineno - 1
    except (OSError, TypeError, SyntaxError):
        return None, None


def loops(function):
    """The loops in a function's tree."""
    return [node for node in ast.walk(function) if isinstance(node, ast.For | ast.While)] if function else []
