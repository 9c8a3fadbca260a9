"""The learner's own `my_network.py`: every function that a check called right, in the order of the course."""

import contextlib
import itertools
import re

from ...statements import names_bound
from ...words import paragraph, say, series
from ..diagnosing.judge import judge
from ..exercise import EXERCISES
from . import network_file, progress_file
from .dependencies import dependencies
from .file_lock import alone
from .network_file import Unreadable, archive_path, fingerprint, loaded, network_path, pieces, text_of
from .return_form import in_form
from .source import Unkept, found, lines, rows_of


def keep(exercise, function):
    """Put a right function into the file; returns sentences for the learner on what was done."""
    path = network_path()
    try:
        with alone(path):  # from reading to writing, or two notebooks that write at once could keep each other from it
            text = None
            while text != (text := text_of(path)):  # an editor may have saved it since
                new, said = with_answer(text, exercise, function, path)
            if new != text:
                write(path, new, exercise)
        return paragraph(said)
    except Unkept as reason:
        return say("It is not in {file}: {reason}.", file=path.name, reason=reason)
    except Unreadable as reason:
        return say("It is not in {file}, because that file cannot be read as it is ({reason}). Nothing in it was "
                   "changed: correct it and check again.", file=path.name, reason=reason)
    except Exception as error:  # a right answer ends in no traceback; a folder that takes no file is the likeliest
        reason = f"{type(error).__name__}: {error}"
        return say("It could not be put into {file}: {error}.", file=path.name, error=reason)


def write(path, new, exercise):
    """Put the new text in place of the old one, and note what is the learner's own in it."""
    progress_file.write(path, new.encode())
    progress_file.note_written({piece.id: fingerprint(piece.text) for piece in pieces(new).values()
                                if piece.id == exercise.id or not piece.mine})


def with_answer(text, exercise, function, path):
    """(the file's text with the learner's function, what is said of it); the text itself where it has to stay."""
    name, old = exercise.reference.__name__, pieces(text).get(exercise.reference.__name__)
    known = {e.reference.__name__: e for e in EXERCISES.values()}
    own = found(function, name)
    around = without(text, old) or network_file.START
    have = names_bound(compile(around, path.name, "exec", dont_inherit=True))
    more, borrowed = dependencies(own, have, known)
    sentences = []
    changed, line = in_form(exercise, function, own.lines.text)
    if line:
        sentences.append(say("Later functions need it in another form, so there it says `{line}`.", line=line))
    function_text = changed or own.lines.text
    function_text = joined([function_text, *(one.text for one in own.after)])
    if old and old.mine and old.changed and old.text != block_of(function_text, more):
        return text, [say("{file} holds a `{name}` that was changed there by hand. It stays as it is; to put this one "
                          "in its place, delete it in the file and check again.", file=path.name, name=name)]
    new = network_file.with_piece(text or network_file.START, exercise, block_of(function_text, more), True)
    for one in more:
        new = network_file.with_import(new, one.text) if one.imports else new
    new = with_borrowed(new, borrowed, known)
    try:
        tried(new, text, exercise, path)
    except Unkept:
        if names := [one for one in borrowed if any(one in other.binds for other in own.beside)]:
            raise Unkept(say("its cell uses the name `{name}`, which belongs to another exercise's function. Choose "
                             "another name and check again", name=names[0])) from None
        raise
    return new, report(new, name, borrowed, path) + sentences


def block_of(function_text, more):
    """The function's lines below those that it leans on."""
    above = [one.text if one.here else f"{network_file.ELSEWHERE}\n{one.text}" for one in more if not one.imports]
    return joined([*above, function_text])


def joined(texts):
    """Statements below each other, with two empty lines around a function."""
    large = lambda text: re.search("^(def|class|@)", text, re.MULTILINE)  # noqa: E731
    pairs = itertools.pairwise([*texts, ""])
    return "".join(one + ("\n\n\n" if large(one) or large(other) else "\n") for one, other in pairs).rstrip("\n")


def without(text, piece):
    rows = rows_of(text)
    return "\n".join([*rows[: piece.start], *rows[piece.end :]]) if piece else text


def with_borrowed(text, wanted, known):
    """The text with the functions of these names, and those that they call: the learner's own where they have moved out
    of the file, else the course's."""
    moved = {}
    with contextlib.suppress(Unreadable, OSError):
        moved = pieces(text_of(archive_path()))
    for name in (wanted := list(wanted)):
        if name not in pieces(text):
            source = moved[name].text if name in moved else known[name].solution
            text = network_file.with_piece(text, known[name], source, name in moved)
            wanted += [other for other in lines(source).reads if other in known and other not in wanted]
    return text


def tried(new, text, exercise, path):
    """Unkept if the function is not right with nothing but the file around it."""
    try:
        names = loaded(new, path)
    except Unreadable as problem:
        loaded(text, path)  # it may have been so before, and then the line is the one that the learner sees
        raise Unkept(say("in that file it does not run ({problem})", problem=problem)) from problem
    reply = judge(exercise, names[exercise.reference.__name__])
    if reply.state != "right":
        raise Unkept(say("with the functions of that file around it, it is not right ({reply})",
                         reply=reply.words.rstrip(".")))


def report(new, name, borrowed, path):
    """What is said of a function that is in the file now."""
    piece, courses = pieces(new)[name], [one for one in borrowed if not pieces(new)[one].mine]
    said = [say("`{name}` is now in {file}.", name=name, file=path.name)]
    if not piece.mine:
        said.append(say("It is word for word the course's solution and counts as the course's. If you wrote it "
                        "yourself, change a name in it and check it again: then it counts as yours."))
    if courses:
        names = series(f"`{other}`" for other in courses)
        said.append(say("It calls {names}. Until yours is right, the course's own is used there.", names=names))
    return said
