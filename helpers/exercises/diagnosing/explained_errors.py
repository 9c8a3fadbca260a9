"""What is said of an error in a learner's code: the line, what Python's words mean of it, the likely slip."""

import ast
import builtins
import contextlib
import difflib
import inspect
import linecache
import re
import sys
import traceback

import numpy as np

from ...words import later, paragraph, say, series
from ..exercise import EXERCISES
from .error_location import constants, expressions, line, shapes_of, spot_of
from .error_messages import MEANINGS
from .outcome import argument_names, as_text, shortened
from .shape_errors import product, together


def explain(exercise, attempt, error):
    """(an error raised in the learner's code, with its line and the likely cause; is that cause told?)"""
    spot, text = spot_of(attempt, error), shortened(str(error)).rstrip(".")
    told = dict(kind=type(error).__name__, error=text)
    if spot is None and isinstance(error, TypeError) and "positional argument" in text:
        return say("Your function is called with the arguments ({names}), but its first line does not accept them. "
                   "Keep that line as it was.",
                   names=", ".join(argument_names(exercise))), True
    if spot is None:
        return say("Your code stopped with {kind}: {error}.", **told), False
    told["line"] = line(attempt, spot.number)
    if words := unfinished(attempt, error, told):
        return words, True
    for cause in (another_order, product, together, out_of_range, missing_key, wrong_arguments, plain_python):
        with contextlib.suppress(Exception):  # what stands there has been changed since, or is more than a look
            if meaning := cause(attempt, spot, error):
                return say("Your code stopped in {line}. {meaning}", line=told["line"], meaning=meaning), True
    if meaning := likely(attempt, error, spot):
        return say("Your code stopped in {line} with {kind}: {error}. {meaning}", **told, meaning=meaning), True
    return say("Your code stopped in {line} with {kind}: {error}.", **told), False


def unfinished(attempt, error, told):
    """What is said of an ellipsis that is left, or of a name that is not there."""
    ellipsis = re.search(r"ellipsis(?! \(`\.\.\.`\)| provided)", told["error"])  # an index, a letter of np.einsum
    if ellipsis and Ellipsis in constants(attempt):
        return say("There is still a ... to replace in {line}.", line=told["line"])
    if ellipsis:
        return say("A function that yours calls in {line} is not written yet: it returned its `...`. Finish it first.",
                   line=told["line"])
    if isinstance(error, NameError) and not isinstance(error, UnboundLocalError):
        if error.name in sys.stdlib_module_names:
            return say("The name `{name}` in {line} is not defined. Is `import {name}` missing?",
                       **told, name=error.name)
        if near := near_to(error.name, attempt) or hasattr(np, error.name) and f"np.{error.name}":
            return say("The name `{name}` in {line} is not defined. Did you mean `{near}`?",
                       **told, name=error.name, near=near)
        return say("Your code stopped in {line} with {kind}: {error}. Is the name spelled exactly as where you made "
                   "it, and have you run that cell?", **told)
    if isinstance(error, AttributeError) and error.name in ("float", "double", "long", "int"):
        return say("The `.{name}` in {line} belongs to PyTorch. NumPy has `.astype(…)`.", **told, name=error.name)
    names = [one for one in dir(getattr(error, "obj", None)) if not one.startswith("_")]
    if isinstance(error, AttributeError) and (near := nearest(error.name, names)):
        return say("The `.{name}` in {line} does not exist. Did you mean `.{near}`?",
                   **told, name=error.name, near=near)
    return None


def near_to(name, attempt):
    """The name that is spelled almost so: one of the function's own or, if it is no short one, of the notebook's."""
    own, others = attempt.__code__.co_varnames, [*attempt.__globals__, *dir(builtins)]
    return nearest(name, own) or len(name) > 3 and nearest(name, [one for one in others if len(one) > 3])


def nearest(name, names):
    same = [one for one in names if one.lower() == str(name).lower()]
    return next(iter(same or difflib.get_close_matches(str(name), names, n=1, cutoff=0.65)), None)


def likely(attempt, error, spot):
    """What Python's words mean, and the shapes on the spot, where they can have to do with it."""
    words = next((say(words) for part, words in MEANINGS.items() if re.search(part, str(error))), "")
    inner = called_inside(spot, error)
    inside = inner is not spot.frame and say("That is in `{name}`.", name=inner.f_code.co_name)
    if not (isinstance(error, ValueError | IndexError) or words and "array" in str(error)):
        return paragraph(filter(None, [words, inside]))
    shapes = shapes_of(spot, spot.node) or [one for node in expressions(attempt, spot.number)
                                            for one in shapes_of(spot, node)]
    handed = later("Your line hands over {shapes}.") if inside else later("The shapes there: {shapes}.")
    more = say(handed, shapes=series(dict.fromkeys(shapes))) if shapes else ""
    return paragraph(filter(None, [words, inside, more]))


def called_inside(spot, error):
    """The frame of the function in which the error was raised, of those that a learner knows: the spot's, or one that
    its line calls, of the notebook or with the name of an exercise's."""
    known = {e.reference.__name__ for e in EXERCISES.values()}
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    module = lambda frame: frame.f_globals.get("__name__", "")  # noqa: E731
    return next(frame for frame in reversed(frames) if frame is spot.frame
                or frame.f_code.co_name in known and not module(frame).startswith("numpy")  # as np.load
                or module(frame) == "__main__" and frame.f_code.co_name.isidentifier())


# ---- causes of an error, each from the spot where it was raised: what is said of it, or None ----


def wrong_arguments(attempt, spot, error):
    """A call with too many things, or too few."""
    if re.search(r"positional arguments?(?: but|:)", str(error)) and isinstance(spot.node, ast.Call):
        takes = series(f"`{name}`" for name in inspect.signature(spot.value(spot.node.func)).parameters)
        return say("`{name}` takes {takes}, but your line gives it something else.",
                   name=ast.unparse(spot.node.func), takes=takes)


def another_order(attempt, spot, error):
    """A call with things that have the names of the function's own, each in another one's place."""
    if isinstance(spot.node, ast.Call):
        function = spot.value(spot.node.func)
        given = [ast.unparse(one) for one in spot.node.args  # *network stands for as many as it holds
                 for _ in (spot.value(one.value) if isinstance(one, ast.Starred) else [one])]
        takes = [] if function.__module__.startswith("numpy") else list(inspect.signature(function).parameters)
        if any(name in takes and takes.index(name) != at and other in given
               for at, (name, other) in enumerate(zip(given, takes, strict=False))):
            return say("`{name}` takes {takes}, in this order; your line hands over {given}.",
                       name=ast.unparse(spot.node.func), takes=series(f"`{one}`" for one in takes),
                       given=series(f"`{one}`" for one in dict.fromkeys(given)))


def missing_key(attempt, spot, error):
    """A key that a dictionary, or a file of arrays, does not have."""
    if isinstance(error, KeyError) and isinstance(spot.node, ast.Subscript):
        name, there = ast.unparse(spot.node.value), [as_text(one) for one in spot.value(spot.node.value)]
        asked = shortened(re.sub(" is not a file in the archive", "", str(error.args[0])))
        there = series(there if len(there) < 7 else [*there[:5], "…"]) or say("nothing")
        return say("`{name}` has nothing under {key}. It has: {keys}.", name=name, key=repr(asked), keys=there)


def out_of_range(attempt, spot, error):
    """A place that a list or an array does not have."""
    if re.search("out of range|out of bounds for axis", str(error)) and isinstance(spot.node, ast.Subscript):
        name, count = ast.unparse(spot.node.value), len(spot.value(spot.node.value))
        with contextlib.suppress(NameError):  # from Python 3.12 on the k of a comprehension is gone by now
            at = spot.value(spot.node.slice)
            return say("`{name}` has length {count}. Its places are counted from 0, so it has no place {at}.",
                       name=name, count=count, at=at) if isinstance(at, int | np.integer) else None
        return say("`{name}` has length {count}; its places are counted from 0, so the last one is number {last}.",
                   name=name, count=count, last=count - 1)


def plain_python(attempt, spot, error):
    """A list of arrays taken for an array; Python's own functions for single numbers, given an array."""
    there = getattr(error, "obj", None)
    if isinstance(there, list) and there and all(isinstance(one, np.ndarray) for one in there):
        return say("That is a list of arrays, such as `forward` returns. Did you mean one of them, for example the "
                   "last, `[-1]`?")
    row = linecache.getline(attempt.__code__.co_filename, spot.number)
    several = "only (?:0-dim|length-1|size-1)|must be real number, not (?:list|tuple)"
    if (found := re.search(r"\bmath\.(\w+)\(", row)) and re.search(several, str(error)):
        return say("math.{name} takes one number, but here it gets several. np.{name} works on each of them.",
                   name=found[1])
    if "truth value of an array" in str(error) and re.search(r"(?<![.\w])(max|min|sorted)\(", row):
        return say("Python's own max, min and sorted compare single numbers, but here they get arrays. np.max, np.min "
                   "and np.sort work on arrays, along an axis.")
