"""The learner's own `my_network.py`: every function that a check called right, in the order of the course.

It is a plain file that they may read, import and change. A comment above each function names its exercise and says
whose it is; behind it stands a fingerprint of what was written, by which a change by hand is seen and kept.
"""

import ast
import builtins
import contextlib
import dis
import hashlib
import inspect
import io
import os
import re
import textwrap
import types
from pathlib import Path
from typing import NamedTuple

from ..storage import written_whole
from ..words import paragraph, say, series
from .exercise import EXERCISES
from .judge import judge

ROOT = Path(__file__).resolve().parents[2]
FIRST = '"""My network: what I wrote in the course. `check` puts a function here when it is right; the file is mine."""'
START = f"{FIRST}\n\nimport numpy as np\n"
OWNER = {True: "mine", False: "the course's, until mine is right"}
MARK = re.compile(r"# (\w+\.\d+) .* · (mine|the course's, until mine is right) · (\w{8})$")


class Piece(NamedTuple):
    """A function in the file: its exercise's id, its lines (the first, the one after the last, from 0), its text.
    changed: by hand since it was written."""

    id: str
    start: int
    end: int
    text: str
    mine: bool
    changed: bool


def place():
    """The file, or the one that the environment variable COURSE_NETWORK names."""
    return Path(os.environ.get("COURSE_NETWORK") or ROOT / "my_network.py")


def text_of(path):
    """The file's text; "" where there is none. ValueError if it is no text, SyntaxError if it is not Python."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""
    ast.parse(text)
    return text


def pieces(text):
    """{function name: Piece} of the functions in the file that belong to an exercise."""
    lines, found, ids = text.splitlines(), {}, {e.reference.__name__: id for id, e in EXERCISES.items()}
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef) and node.name in ids:
            first = min([node.lineno, *(part.lineno for part in node.decorator_list)]) - 1
            source = "\n".join(lines[first : node.end_lineno])
            mark = MARK.match(lines[first - 1]) if first else None
            changed = not mark or mark[3] != fingerprint(source)
            mine = changed or mark[2] == OWNER[True]
            found[node.name] = Piece(ids[node.name], first - bool(mark), node.end_lineno, source, mine, changed)
    return found


def fingerprint(source):
    return hashlib.sha256(source.encode()).hexdigest()[:8]


def entry(exercise, source, mine):
    return f"# {exercise.id} {exercise.title} · {OWNER[mine]} · {fingerprint(source)}\n{source}"


def with_function(text, exercise, source, mine):
    """The file's text with this function in its place: instead of an older one, or where the course has it."""
    text = text or START
    lines, there = text.splitlines(), pieces(text)
    old = there.get(exercise.reference.__name__)
    order = list(EXERCISES)
    if old:
        return "\n".join([*lines[: old.start], entry(exercise, source, mine), *lines[old.end :]]) + "\n"
    later = [piece.start for piece in there.values() if order.index(piece.id) > order.index(exercise.id)]
    if later:
        at = min(later)
        return "\n".join([*lines[:at], entry(exercise, source, mine), "", "", *lines[at:]]) + "\n"
    return text.rstrip() + "\n\n\n" + entry(exercise, source, mine) + "\n"


def source_of(function, name):
    """The function's source under the name `name`. ValueError says why there is none."""
    try:
        source = textwrap.dedent(inspect.getsource(function))
        node = ast.parse(source).body[0]
    except (OSError, TypeError, SyntaxError) as error:
        raise ValueError(say("its lines cannot be read")) from error
    if not isinstance(node, ast.FunctionDef):
        raise ValueError(say("it is not written with `def`"))
    lines = "\n".join(source.splitlines()[node.lineno - 1 : node.end_lineno])
    return re.sub(rf"\b{node.name}\b", name, lines)


def names_used(code):
    """The names from outside that a function's code reads, in order."""
    names = [i.argval for i in dis.get_instructions(code) if i.opname in ("LOAD_GLOBAL", "LOAD_NAME")]
    names += code.co_freevars
    inner = [name for part in code.co_consts if isinstance(part, types.CodeType) for name in names_used(part)]
    return [name for name in dict.fromkeys(names + inner) if name not in code.co_cellvars]


def loaded(text, path):
    """The names that the file's text defines."""
    names = {"__name__": "my_network"}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(text, str(path), "exec"), names)
    return names


def missing(text, name, path):
    """Names that the function `name` of this text reads and that neither the file nor Python has."""
    names = loaded(text, path)
    return [used for used in names_used(names[name].__code__) if used not in names and not hasattr(builtins, used)]


def set_aside(path):
    """Move a file that cannot be used out of the way, and never over an older one; returns its new name."""
    numbers = (f"-{k}" if k > 1 else "" for k in range(1, 10_000))
    aside = next(new for k in numbers if not (new := path.with_name(f"{path.stem}_set_aside{k}.py")).exists())
    os.replace(path, aside)
    return aside.name


def keep(exercise, function):
    """Put a right function into the file; returns sentences for the learner on what was done."""
    path, said = place(), []
    try:
        text = usable(path, said)
        text = with_skipped(text, exercise, function, said, path)
        if text is not None:
            with written_whole(path) as file:
                file.write(text.encode())
    except OSError as error:
        said.append(say("It could not be put into {file}: {error}.", file=path.name, error=error))
    except ValueError as error:
        said.append(say("It is not in {file}, for {reason}.", file=path.name, reason=error))
    return paragraph(said)


def usable(path, said):
    """The file's text, "" where there is none or where it had to be set aside."""
    try:
        text = text_of(path)
        if text.strip():
            loaded(text, path)
        if not text.strip() or text.startswith(FIRST[:14]) or any(map(MARK.match, text.splitlines())):
            return text
        said.append(
            say(
                "{file} was not made by this course. It is now {aside}, and {file} begins anew.",
                file=path.name, aside=set_aside(path),
            )
        )
    except OSError:
        raise
    except (Exception, SystemExit) as error:
        said.append(
            say(
                "{file} could not be read as Python ({error}). It is now {aside}, and {file} begins anew.",
                file=path.name, error=f"{type(error).__name__}: {error}", aside=set_aside(path),
            )
        )
    return ""


def with_skipped(text, exercise, function, said, path):
    """The new text, with the course's functions for those that were skipped; None if the file stays as it is."""
    name = exercise.reference.__name__
    source = source_of(function, name)
    old = pieces(text).get(name)
    if old and old.changed and old.text != source:
        said.append(
            say(
                "{file} holds a `{name}` that was changed there by hand. It stays as it is; to put this one in its "
                "place, delete it in the file and check again.",
                file=path.name, name=name,
            )
        )
        return None
    text, borrowed = with_function(text, exercise, source, True), []
    known = {e.reference.__name__: e for e in EXERCISES.values()}
    wanted = [name]
    while wanted:
        for used in missing(text, wanted.pop(), path):
            if used not in known:
                said.append(
                    say(
                        "It is not in {file}: alone it does not run, for it leans on `{name}` of the notebook. Put "
                        "what it needs inside the function and check again.",
                        file=path.name, name=used,
                    )
                )
                return None
            text = with_function(text, known[used], known[used].solution, False)
            borrowed.append(used)
            wanted.append(used)
    return tried(text, exercise, borrowed, said, path)


def tried(text, exercise, borrowed, said, path):
    """The text, if the function is right also with nothing but the file around it."""
    name = exercise.reference.__name__
    with contextlib.redirect_stdout(io.StringIO()):
        reply = judge(exercise, loaded(text, path)[name])
    if reply.state != "right":
        said.append(
            say(
                "It is not in {file}: with the functions of that file around it, it is not right. {reply}",
                file=path.name, reply=reply.words,
            )
        )
        return None
    said.append(say("`{name}` is now in {file}.", name=name, file=path.name))
    if borrowed:
        names = series(f"`{other}`" for other in borrowed)
        said.append(say("It calls {names}: there the course's own stands until yours is right.", names=names))
    return text
