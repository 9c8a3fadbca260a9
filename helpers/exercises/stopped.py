"""What is said of an error in a learner's code: the line, what stood on it and of which shape, the likely slip."""

import ast
import builtins
import contextlib
import difflib
import inspect
import linecache
import re
import textwrap
import traceback
from typing import NamedTuple

import numpy as np

from ..words import both, later, paragraph, say, series
from .outcome import argument_names

SAFE = (ast.Name, ast.Subscript, ast.Attribute, ast.Constant, ast.BinOp, ast.Add, ast.Sub, ast.UnaryOp, ast.USub,
        ast.Load, ast.Slice, ast.Tuple)
MATH = re.compile(r"\bmath\.(\w+)\(")
MEANINGS = {  # part of Python's or NumPy's words: what it means
    r"bitwise_xor|for \^": later("`^` is no power in Python: that is `**`."),
    r"only (?:0-dimensional|length-1|size-1) arrays": later(
        "One number is wanted there, and it gets an array: float, int and range take single numbers."
    ),
    "truth value of an array": later(
        "`if`, `and`, `or` and `not` ask about one number, and here it is an array. np.where asks about each number."
    ),
    "Cannot cast ufunc": later(
        "An array of whole numbers takes no others: z = z / n makes a new array, z /= n does not."
    ),
    "NoneType": later("None is what a function without `return` gives back; print, .append and .sort do, too."),
    "inhomogeneous": later(
        "The arrays in that list differ in shape, so no one array can be made of them all. Is one of them meant, such "
        "as the last, `[-1]`?"
    ),
    "multiply sequence by non-int|operand type.*'(?:list|tuple)'": later(
        "A list does not calculate with its numbers. np.array(…) makes an array of it, which does."
    ),
    r"'(?:list|tuple)' object has no attribute": later("It is a list. np.array(…) makes an array of it."),
    "setting an array element with a sequence": later("One place of an array takes one number, and it gets several."),
    "object is not callable": later(
        "What stands before the `(` is no function there. Is a `*` missing, or has the name gone to something else?"
    ),
    r"object is not iterable|has no len\(\)": later(
        "It is one number, and no list that one can go through; range(n) counts up to a whole one."
    ),
    "cannot access local variable|referenced before assignment": later(
        "That name gets its value in your function only after this line, or on another way through it."
    ),
    "negative integer powers": later("Whole numbers take no negative powers: 2.0 ** -1 works, 2 ** -1 does not."),
    "used as indices must be of integer|only integers, slices": later(
        "Places in an array are counted by whole numbers, and here other numbers stand between [ and ]."
    ),
    "values to unpack": later("On the left stand more names than things on the right, or fewer."),
    "axis .* is out of bounds": later("That array has fewer axes: axis=0 is its first, and a row alone has no second."),
    "(?:bool|float|int)' object (?:has no attribute|does not support item|is not subscriptable)": later(
        "It is one number there, and no array. np.where and np.maximum take both."
    ),
    "list indices must be integers or slices, not tuple": later(
        "Is a comma missing between two lists, as in [1, 2] [3, 4]?"
    ),
    "cannot unpack non-iterable": later("There is one number at a time, and on the left stand several names."),
    "Numerical result out of range|math range error": later(
        "That is too large a number for Python's own ** and math. With NumPy's np.exp it is inf, and 1 / inf is 0."
    ),
    "division by zero": later("What stands below the fraction bar is 0 there. Are brackets missing around it?"),
    "No such file": later("A name between quotes is a text, here the name of a file on the disk."),
    "too many indices": later("That array has fewer axes than numbers stand between [ and ]."),
}


class Spot(NamedTuple):
    """Where the learner's code stopped: its frame, the line's number, the expression that was under way (or None)."""

    frame: object
    number: int
    node: object

    def value(self, node):
        """What this expression is there; NameError or another error if it is nothing yet."""
        return eval(compile(ast.Expression(node), "<spot>", "eval"), self.frame.f_globals, self.frame.f_locals)


def spot_of(attempt, error):
    """The last Spot of the learner's own code that was under way, or None."""
    code, trace, last = getattr(attempt, "__code__", None), error.__traceback__, None
    while trace:
        if code and trace.tb_frame.f_code.co_filename == code.co_filename:
            last = trace
        trace = trace.tb_next
    return last and Spot(last.tb_frame, last.tb_lineno, expression(last, code.co_filename))


def expression(trace, file):
    """The tree of the expression that was under way, if its text can be read."""
    first, last, left, right = list(trace.tb_frame.f_code.co_positions())[trace.tb_lasti // 2]
    rows = [linecache.getline(file, number).encode() for number in range(first or 0, (last or 0) + 1)]
    if None in (left, right) or not all(rows):
        return None
    rows[-1] = rows[-1][:right]
    rows[0] = rows[0][left:]
    with contextlib.suppress(SyntaxError, ValueError):
        node = ast.parse(b"(" + b"".join(rows) + b")", mode="eval").body
        return node
    return None


def explain(exercise, attempt, error, case):
    """(an error raised in the learner's code, with its line and the likely cause; is that cause told?)"""
    spot, text = spot_of(attempt, error), str(error).rstrip(".")
    told = dict(kind=type(error).__name__, error=text)
    if spot is None and isinstance(error, TypeError) and "positional argument" in text:
        return say("Your function does not take the arguments it is given: ({names}). Keep its first line as it was.",
                   names=", ".join(argument_names(exercise))), True
    if spot is None:
        return say("Your code stopped with {kind}: {error}.", **told), False
    told["line"] = line(attempt, spot.number)
    if words := unfinished(attempt, error, told):
        return words, True
    below = from_the_end(spot)
    if meaning := (product(spot, text) or together(attempt, spot, text) or place(spot, text) or key(spot, error)
                   or handed(spot, text) or list_of_one(spot, text) or plain_python(attempt, spot, text)):
        meaning = paragraph(filter(None, [meaning, below]))
        return say("Your code stopped in {line}. {meaning}", line=told["line"], meaning=meaning), True
    if meaning := paragraph(filter(None, [likely(exercise, attempt, error, spot, case), below])):
        return say("Your code stopped in {line} with {kind}: {error}. {meaning}", **told, meaning=meaning), True
    return say("Your code stopped in {line} with {kind}: {error}.", **told), False


def from_the_end(spot):
    """What is said of a place such as [l - 1] that is below 0 there, and so is counted from the end."""
    there = list(ast.walk(spot.node)) if spot.node else []
    for node in [] if any(isinstance(one, ast.IfExp) for one in there) else there:
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.BinOp):
            with contextlib.suppress(Exception):
                if isinstance(at := spot.value(node.slice), int) and at < 0:
                    return say("`{name}` is no place before the first: {index} is {at} there, and places below 0 are "
                               "counted from the end.", name=ast.unparse(node), index=ast.unparse(node.slice),
                               at=f"{at}".replace("-", "−"))
    return None


def list_of_one(spot, text):
    """What is said of a list with one number in it that is taken for the number."""
    if not re.search("operand type.*'list'|multiply sequence", text) or not isinstance(spot.node, ast.BinOp):
        return None
    for side in (spot.node.left, spot.node.right):
        with contextlib.suppress(Exception):
            if isinstance(value := spot.value(side), list) and len(value) == 1:
                return say("`{name}` is a list there, with one thing in it: that is `{name}[0]`.",
                           name=ast.unparse(side))
    return None


def unfinished(attempt, error, told):
    """What is said of an ellipsis that is left, or of a name that is not there."""
    if "ellipsis" in told["error"] and Ellipsis in constants(attempt):
        return say("There is still a ... to replace in {line}.", line=told["line"])
    if "ellipsis" in told["error"]:
        return say("A function that yours calls in {line} is not written yet: it returned its `...`. Finish it first.",
                   line=told["line"])
    if isinstance(error, NameError) and not isinstance(error, UnboundLocalError):
        if near := near_to(error.name, attempt):
            return say("There is no `{name}` in {line}. Is `{near}` meant?", **told, name=error.name, near=near)
        return say("Your code stopped in {line} with {kind}: {error}. Is the name spelled as where it was made, and is "
                   "that cell run?", **told)
    if isinstance(error, AttributeError) and (near := nearest(error.name, dir(error.obj))):
        return say("There is no `.{name}` in {line}. Is `.{near}` meant?", **told, name=error.name, near=near)
    return None


def near_to(name, attempt):
    """The name that is spelled almost so: one of the function's own or, if it is no short one, of the notebook's."""
    own, others = attempt.__code__.co_varnames, [*attempt.__globals__, *dir(builtins)]
    return nearest(name, own) or len(name) > 3 and nearest(name, [one for one in others if len(one) > 3])


def nearest(name, names):
    same = [one for one in names if one.lower() == str(name).lower()]
    return next(iter(same or difflib.get_close_matches(str(name), names, n=1, cutoff=0.65)), None)


def likely(exercise, attempt, error, spot, case):
    """What Python's words mean, and the shapes on the spot, where they can have to do with it."""
    words = list_of_arrays(error) or next(
        (say(words) for part, words in MEANINGS.items() if re.search(part, str(error))), "")
    if not (isinstance(error, ValueError | IndexError) or words and "array" in str(error)):
        return words
    shapes = shapes_of(spot, spot.node) or [one for node in expressions(attempt, spot.number)
                                            for one in shapes_of(spot, node)]
    shapes = shapes or [f"{name} {value.shape}" for name, value in zip(argument_names(exercise), case, strict=True)
                        if isinstance(value, np.ndarray)]
    more = say("The shapes there: {shapes}.", shapes=series(dict.fromkeys(shapes))) if shapes else ""
    return paragraph(filter(None, [words, more]))


def list_of_arrays(error):
    """What is said where a list of arrays, as `forward` returns one, is taken for an array."""
    there = getattr(error, "obj", None)
    if isinstance(there, list) and there and all(isinstance(one, np.ndarray) for one in there):
        if there[0].ndim > 1 or len({one.shape for one in there}) > 1:
            return say("It is a list of arrays, as `forward` returns one. Is one of them meant, such as the last, "
                       "`[-1]`?")
    return None


def product(spot, text):
    """Two matrices whose inner lengths differ."""
    if "matmul" not in text and "not aligned" not in text and "core dimension" not in text:
        return None
    if isinstance(spot.node, ast.BinOp) and isinstance(spot.node.op, ast.MatMult):
        pair = spot.node.left, spot.node.right
    elif isinstance(spot.node, ast.Call) and spot.node.args:  # np.dot(a, b), a.dot(b), and hidden_delta(delta, W, Z)
        pair = (*([spot.node.func.value] if len(spot.node.args) == 1 else []), *spot.node.args)[:2]
    else:
        return say("The inner lengths of a matrix product are not the same.")
    names = [f"({ast.unparse(one)})" if isinstance(one, ast.BinOp) else ast.unparse(one) for one in pair]
    try:
        values = [spot.value(one) for one in pair]
        a, b = map(np.asarray, values)
    except Exception:  # it has been changed since, or is more than a look
        return say("The inner lengths of `{left} @ {right}` are not the same.", left=names[0], right=names[1])
    for name, value in zip(names, values, strict=True):
        if callable(value):
            return say("`{name}` is a function that is not called: is `()` missing behind it?", name=name)
    shapes = dict(left=names[0], right=names[1], a=a.shape, b=b.shape)
    if isinstance(spot.node, ast.Call) and (a.ndim != 2 or b.ndim != 2 or a.shape[1] == b.shape[0]):
        return say("The inner lengths of a matrix product are not the same.")  # of which, stands in the function called
    if not (a.ndim and b.ndim):
        return say("`@` multiplies arrays, and one of the two is a single number: `{left}` {a}, `{right}` {b}. For "
                   "numbers there is `*`.", **shapes)
    words = say("The inner lengths of `{left} @ {right}` are not the same: {a} @ {b}.", **shapes)
    fits = both(f"`{way}`" for way in fitting(a, b, *names))
    return paragraph([words, say("They fit as {products}.", products=fits)]) if fits else words


def fitting(a, b, left, right):
    """The one way in which the two fit, if there is one alone; where one is turned over already, in both orders."""
    inner = lambda a, b: a.shape[-1] == b.shape[max(b.ndim - 2, 0)]  # noqa: E731
    ways = {f"{left} @ {right}.T": inner(a, b.T) and b.ndim > 1, f"{left}.T @ {right}": inner(a.T, b) and a.ndim > 1,
            f"{right} @ {left}": inner(b, a)}
    fit = [way for way, fits in ways.items() if fits]
    if len(fit) != 1 or max(a.ndim, b.ndim) > 2:
        return []
    if fit == [f"{right} @ {left}"] and ".T" in (left[-2:], right[-2:]):
        fit += [f"{left}.T @ {right}.T"]
    return [way.replace(".T.T", "") for way in fit]


def handed(spot, text):
    """A call with too many things, or too few."""
    if not re.search(r"positional arguments?(?: but|:)", text) or not isinstance(spot.node, ast.Call):
        return None
    with contextlib.suppress(Exception):
        takes = series(f"`{name}`" for name in inspect.signature(spot.value(spot.node.func)).parameters)
        return say("`{name}` takes {takes}; between its brackets in yours there is something else.",
                   name=ast.unparse(spot.node.func), takes=takes)
    return None


def together(attempt, spot, text):
    """Two arrays that cannot be taken number by number."""
    if "could not be broadcast together" not in text and "could not broadcast" not in text:
        return None
    found = re.findall(r"\([\d,]*\)", text.replace(" ", "").replace(")(", ") ("))
    shapes = [tuple(map(int, re.findall(r"\d+", one))) for one in found][:2]
    told = series(shapes_of(spot, spot.node))
    words = [say("The shapes {shapes} do not go together number by number.", shapes=both(map(str, shapes)))]
    if told:
        words.append(say("There stand {shapes}.", shapes=told))
    if sorted(map(len, shapes)) == [1, 2] and shapes[0][0] == shapes[1][0] and (call := flattened(attempt)):
        words.append(say("`{call}` gives a flat {flat}, which NumPy lays along the columns. With `keepdims=True` in "
                         "its brackets it stays upright, {upright}: one number for each row.", call=call,
                         flat=shapes[0][:1], upright=(shapes[0][0], 1)))
    return paragraph(words)


def flattened(attempt):
    """The first sum, mean or maximum along the rows that keeps no axis for them, as text, or None."""
    with contextlib.suppress(OSError, TypeError, SyntaxError):
        for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(attempt)))):
            if isinstance(node, ast.Call) and [one.arg for one in node.keywords] == ["axis"]:
                if ast.unparse(node.keywords[0].value) in ("1", "-1"):
                    return ast.unparse(node)
    return None


def key(spot, error):
    """A key that a dictionary, or a file of arrays, does not have."""
    if not isinstance(error, KeyError) or not isinstance(spot.node, ast.Subscript):
        return None
    with contextlib.suppress(Exception):
        name, there = ast.unparse(spot.node.value), [repr(one) for one in spot.value(spot.node.value)]
        asked = re.sub(" is not a file in the archive", "", str(error.args[0]))
        there = series(there if len(there) < 7 else [*there[:5], "…"]) or say("nothing")
        return say("Nothing stands in `{name}` under {key}. There is: {keys}.", name=name, key=repr(asked), keys=there)
    return None


def place(spot, text):
    """A place that a list or an array does not have."""
    if "out of range" not in text and "out of bounds for axis" not in text or not isinstance(spot.node, ast.Subscript):
        return None
    with contextlib.suppress(Exception):
        name, count = ast.unparse(spot.node.value), len(spot.value(spot.node.value))
        with contextlib.suppress(NameError):  # from Python 3.12 on the k of a comprehension is gone by now
            at = spot.value(spot.node.slice)
            if not isinstance(at, int | np.integer):
                return None
            return say("`{name}` has length {count}; its places are counted from 0, and number {at} is asked for.",
                       name=name, count=count, at=at)
        return say("`{name}` has length {count}; its places are counted from 0, so the last one is number {last}.",
                   name=name, count=count, last=count - 1)
    return None


def plain_python(attempt, spot, text):
    """A text where a number should be; Python's own functions for single numbers, given an array."""
    if re.search("multiply sequence by non-int|operand type.*'str'", text) and isinstance(spot.node, ast.BinOp):
        for side in (spot.node.left, spot.node.right):
            with contextlib.suppress(Exception):
                if isinstance(value := spot.value(side), str):
                    return say("`{name}` is a text there, {value}, and no number.", name=ast.unparse(side),
                               value=repr(value))
    row = linecache.getline(attempt.__code__.co_filename, spot.number)
    if (found := MATH.search(row)) and re.search("only (?:0-dim|length-1|size-1)|must be real number", text):
        return say("math.{name} takes one number, and here it gets an array. np.{name} does it for each number.",
                   name=found[1])
    if "truth value of an array" in text and re.search(r"(?<![.\w])(max|min|sorted)\(", row):
        return say("Python's own max, min and sorted compare single numbers, and here they get rows of an array. "
                   "np.max, np.min and np.sort take arrays, and an axis.")
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
    looked_at = isinstance(node, ast.Name | ast.Subscript | ast.Attribute)
    if looked_at and all(isinstance(one, SAFE) for one in ast.walk(node)):
        with contextlib.suppress(Exception):  # a name that is not there yet, a place that the list does not have
            value = spot.value(node)
            if isinstance(value, np.ndarray):
                return [f"{ast.unparse(node)} {value.shape}"]
    return list(dict.fromkeys(one for child in ast.iter_child_nodes(node) for one in shapes_of(spot, child)))


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
