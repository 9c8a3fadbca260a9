"""The text of `my_network.py`: where its functions stand, whose they are, and a text with one more.

It is a plain file that a learner may read, import and change. A comment above each function names its exercise; where
the course's own stands, it says so. Whatever else is written there stays where it is.
"""

import ast
import builtins
import contextlib
import functools
import hashlib
import io
import itertools
import os
import re
import textwrap
import traceback
from pathlib import Path
from typing import NamedTuple

from ...statements import changed
from ...words import say
from ..diagnosing.time_limit import TooLong, time_limit
from ..exercise import EXERCISES
from . import progress_file
from .source import cut, first_line, lines, rows_of, span

ROOT = Path(__file__).resolve().parents[3]
FIRST = '"""My network: what I wrote in the course. `check` puts a function here when it is right; the file is mine."""'
START = f"{FIRST}\n\nimport numpy as np\n"
COURSES = "the course's, until mine is right"
COURSE_FILE = "<the course's "  # begins the file name of the course's functions among the learner's
ELSEWHERE = "# from the notebook"
HEAD = re.compile(rf"# (\w+\.\d+) .*?( · {COURSES})?$")
PROGRAM = "# ---- the program"  # what stands below this line belongs to no exercise
SECONDS = 10  # that the file may take to be read


class Unreadable(ValueError):  # noqa: N818 - reads as what it says
    """The file as it is now cannot be used; says where and why."""


class Piece(NamedTuple):
    """A function in the file: its exercise's id, its lines (the first, the one after the last, from 0), their text
    without the comment at its head. mine: is it the learner's? copied: is it word for word the course's solution?"""

    id: str
    start: int
    end: int
    text: str
    mine: bool
    copied: bool

    @property
    def changed(self):
        """By hand, since `check` wrote it?"""
        return progress_file.fingerprints().get(self.id) != fingerprint(self.text)


def network_path():
    """The file, or the one that the environment variable COURSE_NETWORK names."""
    return Path(os.environ.get("COURSE_NETWORK") or ROOT / "my_network.py")


def archive_path():
    """The file beside it of what served one section only, once the network has left the course."""
    return network_path().with_name("my_exercises.py")


def text_of(path):
    """The file's text; "" where there is none. Unreadable if it is not Python."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        ast.parse(text)
        return text
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise Unreadable(say("it is not text in UTF-8")) from error
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise Unreadable(stopped(error, getattr(error, "lineno", None))) from error


def stopped(error, number):
    problem = f"{type(error).__name__}: {getattr(error, 'msg', error)}"
    return say("line {number}: {problem}", number=number, problem=problem) if number else problem


def loaded(text, path, names=None):
    """The names that the file's text defines, with those that are there before. Unreadable if it comes to no good end,
    or to none in time."""
    names = {} if names is None else names
    names |= {"__name__": "my_network", "__file__": str(path)}
    try:
        with time_limit(SECONDS), contextlib.redirect_stdout(io.StringIO()):
            exec(compile(text, str(path), "exec", dont_inherit=True), names)
    except TooLong:
        raise Unreadable(say("it was still running after {seconds} seconds", seconds=SECONDS)) from None
    except (Exception, SystemExit) as error:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
        number = frames[0].lineno if frames else getattr(error, "lineno", None)
        raise Unreadable(stopped(error, number)) from error
    return names


@functools.lru_cache(maxsize=4)  # each import from helpers.mine asks
def pieces(text):
    """{function name: Piece} of the functions in the file that belong to an exercise."""
    rows, found, ids = rows_of(text), {}, {e.reference.__name__: id for id, e in EXERCISES.items()}
    tree, free = ast.parse(text).body, 0  # the first line behind the piece before
    for k, node in enumerate(tree):
        name = function_name(node)
        if name in ids:
            behind = itertools.takewhile(lambda other, name=name: name in changed(other), tree[k + 1 :])  # f.axis = 1
            end = span(text, [node, *behind][-1])[1]
            heads = [at for at in range(free, first_line(node) - 1) if (head := HEAD.match(rows[at]))
                     and head[1] == ids[name]]
            start = heads[-1] if heads else first_line(node) - 1
            text_here = "\n".join(rows[start + bool(heads) : end])
            copied = isinstance(node, ast.FunctionDef) and bare(node) == solution_of(ids[name])
            courses = bool(heads) and HEAD.match(rows[start])[2] is not None
            mine = not copied or not courses and short(node)
            found[name], free = Piece(ids[name], start, end, text_here, mine, copied), end
    return found


def function_name(node):
    """The name of a function that this statement makes, or None."""
    if isinstance(node, ast.FunctionDef):
        return node.name
    target = node.targets[0] if isinstance(node, ast.Assign) else None
    return target.id if isinstance(target, ast.Name) and isinstance(node.value, ast.Lambda) else None


@functools.cache
def solution_of(id):
    return bare(ast.parse(EXERCISES[id].solution).body[0])


def bare(node):
    """A function's tree, whatever its docstring and its comments, as text."""
    return ast.dump(without_docstring(node))


def short(node):
    """Is it one statement, or two without a name of its own? Then one's own may well read like the solution."""
    body = without_docstring(node).body
    parts = [one for statement in body for one in ast.walk(statement)]
    own = {one.id for one in parts if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
    few = sum(isinstance(one, ast.stmt) for one in parts) <= 2
    return len(body) == 1 or few and own <= {one.arg for one in ast.walk(node) if isinstance(one, ast.arg)}


def without_docstring(node):
    body = node.body[bool(ast.get_docstring(node)) :] if isinstance(node, ast.FunctionDef) else [node]
    return ast.Module(body, [])


def fingerprint(source):
    return hashlib.sha256(source.encode()).hexdigest()[:8]


def with_piece(text, exercise, own, mine):
    """The file's text with these lines of an exercise in their place: instead of older ones, or where the course has
    them."""
    rows, there = rows_of(text), pieces(text)
    new = f"# {exercise.id} {exercise.title}{'' if mine else f' · {COURSES}'}\n{own}"
    old, order = there.get(exercise.reference.__name__), list(EXERCISES)
    if old:
        rest = still_needed(text, old, own)
        return "\n".join([*rows[: old.start], *rest, new, *rows[old.end :]]) + "\n"
    later = [piece.start for piece in there.values() if order.index(piece.id) > order.index(exercise.id)]
    later += [at for at, row in enumerate(rows) if row.startswith(PROGRAM)]
    if later:
        at = min(later)
        return "\n".join([*rows[:at], new, "", "", *rows[at:]]) + "\n"
    return text.rstrip() + "\n\n\n" + new + "\n"


def still_needed(text, old, own):
    """The statements of an older piece that others lean on and that its new lines do not hold."""
    rows = rows_of(text)
    others = "\n".join([*rows[: old.start], *rows[old.end :], own])
    missing = {name for name in lines(others).reads if not hasattr(builtins, name)}  # read, and bound nowhere
    tree = ast.parse(old.text)
    kept = [cut(old.text, node) for node in tree.body if missing & set(lines(cut(old.text, node)).binds)]
    return [part for one in kept for part in (one, "", "")]


def with_import(text, statement):
    """The text with this import behind the others at its top; one from __future__ before all."""
    rows, tree = rows_of(text), ast.parse(text)
    if any(ast.dump(node) == ast.dump(ast.parse(statement).body[0]) for node in tree.body):
        return text
    docstring = bool(tree.body) and isinstance(tree.body[0], ast.Expr)
    at = tree.body[0].end_lineno if docstring else 0
    if statement.startswith("from __future__"):
        return "\n".join([*rows[:at], "", statement, *rows[at:]]) + "\n"
    for node in tree.body[docstring:]:
        if not isinstance(node, ast.Import | ast.ImportFrom):
            break
        at = node.end_lineno
    return "\n".join([*rows[:at], *rows_of(textwrap.dedent(statement)), *rows[at:]]) + "\n"


def own_lines(piece):
    """How many lines of a piece the learner wrote: not those that were taken from another cell of the notebook."""
    tree = ast.parse(piece.text)
    spans = [(span(piece.text, node), node) for node in tree.body]
    taken = [last - first + 1 for (first, last), _ in spans if rows_of(piece.text)[first - 1] == ELSEWHERE]
    return len([row for row in rows_of(piece.text) if row.strip()]) - sum(taken)


def of_the_course(function):
    """Is this function the course's, whatever it is called? Then there is nothing to judge."""
    code = getattr(function, "__code__", None)
    if code is None:
        return False
    if str(function.__module__).startswith("helpers.") or code.co_filename.startswith(COURSE_FILE):
        return True
    there = {}
    if code.co_filename == str(network_path()):
        with contextlib.suppress(Unreadable, OSError):
            there = pieces(text_of(network_path()))
    return code.co_name in there and not there[code.co_name].mine
