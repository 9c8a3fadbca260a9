"""`mine.leave()`: the learner's network becomes a program; what served one section of the course moves out of it."""

import ast
import os
import re
import sys
import zipfile
from pathlib import Path
from string import Template

import numpy as np

from ...storage import written_whole
from ...words import later, say, series
from ..exercise import EXERCISES
from . import network_file, progress_file
from .file_lock import alone
from .keep_function import with_borrowed
from .network_file import PROGRAM, ROOT, archive_path, fingerprint, network_path, pieces, text_of
from .source import IMPORTS, lines, rows_of

CALLED = "initialize", "fit", "forward", "softmax", "predict", "save", "load"  # by the program
COMMENTS = {
    "of_the_course": later("these lines are the course's, so that the network runs without a notebook"),
    "train": later("Learn from the 60,000 digits of the course, and from my own if there are some."),
    "threads": later("on a busy computer one thread would wait long for the other"),
    "few": later("a few digits first: how long will all of them take?"),
    "whole": later("whole or not at all"),
    "read": later("Read the digits in photos, and say how sure it is of each."),
    "where": later("there are the digits of the course, and what reads a photo"),
    "blank": later("NaN or infinity in the weights comes out even where there is no ink"),
}
SENTENCES = {
    "own_digits": later("{count} of your own handwritten digits are learned, too, 20 times each."),
    "damaged": later("{file} does not hold your handwritten digits ({problem}). Move it away, and save them again."),
    "takes": later("{epochs} epochs of {count:,} digits: about {seconds:.0f} seconds."),
    "trained": later("{right:.2%} of the 10,000 test digits are right, after {seconds:.0f} seconds. The weights are in "
                     "{file}."),
    "untrained": later("The network has not learned anything yet: python my_network.py train"),
    "unreadable": later("{file} holds no network that reads digits ({problem}): python my_network.py train makes a new "
                        "one"),
    "odd": later("the numbers in it are not what they should be"),
    "lacking": later("There is no {name}. If the course has moved, write its new place behind COURSE in {file}, where "
                     "{folder} stands; if not, take the Python of that folder's .venv."),
    "sure": later("{digit}: {share:.0%} sure"),
    "unsure": later("All in all it is not sure of these. Is the photo the right way up?"),
    "usage": later(
        "python my_network.py train            learns to read digits and keeps the weights in my_network.npz\n"
        "python my_network.py read photo.png   reads the digits in photos of your handwriting: dark on bright, apart"
    ),
}


def leave():
    """Make my_network.py a program that runs without a notebook; returns what is said of it."""
    known = {e.reference.__name__: e for e in EXERCISES.values()}
    with alone(network_path()):
        text = without_program(text_of(network_path()) or network_file.START)
        text, moved, imports = parted(with_borrowed(text, CALLED, known))
        if moved:
            progress_file.write(archive_path(), moved_there(moved, imports).encode())
        progress_file.write(network_path(), f"{text.rstrip()}\n\n\n{program()}".encode())
    progress_file.note_written({piece.id: fingerprint(piece.text) for piece in pieces(text).values() if not piece.mine})
    return report(text, moved)


def without_program(text):
    """The text up to the program that an earlier `leave` wrote."""
    rows = rows_of(text)
    at = next((k for k, row in enumerate(rows) if row.startswith(PROGRAM)), len(rows))
    return "\n".join(rows[:at]).rstrip() + "\n"


def program():
    quoted = {name: repr(say(text)) for name, text in SENTENCES.items()}
    text = (Path(__file__).parent / "program.txt").read_text(encoding="utf-8")
    comments = {name: say(text) for name, text in COMMENTS.items()}
    return Template(text).substitute(quoted, **comments, course=repr(str(ROOT)))


def parted(text):
    """(the text without the pieces that neither the program nor what else stands there needs, {name: those}, the
    imports that only these have read)."""
    there, rows = pieces(text), rows_of(text)
    inside = {at for piece in there.values() for at in range(piece.start, piece.end)}
    rest = "\n".join(row if at not in inside else "" for at, row in enumerate(rows))
    wanted = [*CALLED, *lines(rest).reads]
    for name in wanted:
        if name in there:
            wanted += [other for other in lines(there[name].text).reads if other not in wanted]
    moved = {name: piece for name, piece in there.items() if name not in wanted}
    for piece in sorted(moved.values(), key=lambda piece: -piece.start):
        rows[piece.start : piece.end] = []
        while piece.start < len(rows) and not rows[piece.start].strip():
            del rows[piece.start]
    gone, imports = {name for piece in moved.values() for name in lines(piece.text).reads}, []
    tree = ast.parse("\n".join(rows))
    statements = [node for node in tree.body if not isinstance(node, IMPORTS)]
    still = lines(f"{ast.unparse(ast.Module(statements, []))}\n{program()}").reads
    for node in reversed(tree.body):
        names = {one.asname or one.name for one in node.names} if isinstance(node, IMPORTS) else set()
        if names & gone and not names & set(still):
            imports.insert(0, "\n".join(rows[node.lineno - 1 : node.end_lineno]))
            del rows[node.lineno - 1 : node.end_lineno]
    return "\n".join(rows) + "\n", moved, imports


def moved_there(moved, imports):
    """The archive's text with these pieces and imports; where it has one of them, the new one takes its place."""
    first = say("What I wrote for one section of the course each. helpers.mine reads it together with my_network.py.")
    text = text_of(archive_path()) or f'"""{first}"""\n\nimport numpy as np\n'
    for statement in imports:
        text = network_file.with_import(text, statement)
    for piece in moved.values():
        if piece.mine:
            text = network_file.with_piece(text, EXERCISES[piece.id], piece.text, True)
    return text


def keep_digits(images, labels):
    """Put digits of the learner's hand beside my_network.py, each once, for `train` to learn from."""
    path, old = own_digits_file(), own_digits()
    images, labels = np.concatenate([old[0], images]), np.concatenate([old[1], labels])
    _, first = np.unique(np.column_stack([images, labels]), axis=0, return_index=True)
    with written_whole(Path(os.path.realpath(path))) as file:
        np.savez(file, images=images[np.sort(first)], labels=labels[np.sort(first)])


def own_digits_file():
    return network_path().with_name("my_digits.npz")


def own_digits():
    """images (n, 784) float32 and labels (n,) of the learner's hand; n is 0 where none are kept."""
    path = own_digits_file()
    if not path.exists():
        return np.zeros((0, 784), np.float32), np.zeros(0, int)
    try:
        with open(path, "rb") as file, np.load(file) as there:  # closed even if it is damaged, so that it can be moved
            return there["images"], there["labels"]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise ValueError(say(SENTENCES["damaged"], file=path.name, problem=error)) from error


def report(text, moved):
    """What is said of the program: whose lines it has, and how it is run."""
    there = pieces(text)
    own = sum(network_file.own_lines(piece) for piece in there.values() if piece.mine)
    course = [name for name, piece in there.items() if not piece.mine]
    said = [say("{file} is a program now. {count} lines of it are yours, in {pieces} functions.",
                file=network_path().name, count=own, pieces=len(there) - len(course))]
    if course:
        said.append(say("The course's own stands for {names}.", names=series(course)))
    if moved:
        said.append(say("{count} functions that served one section only are in {file} now.", count=len(moved),
                        file=archive_path().name))
    imported = re.findall(r"^\s*((?:from|import) helpers\b.*)", text, re.MULTILINE)
    if imported:
        said.append(say("It still imports {names} of the course, and runs only in the course's folder.",
                        names=series(f"`{line}`" for line in imported)))
    usage = say(SENTENCES["usage"]).replace("python my", f"{python()} my")
    return [*said, say("In a terminal, in the folder of {file}:", file=network_path().name), usage]


def python():
    """What a terminal in that folder calls this Python."""
    here = Path(sys.executable)
    return str(here.relative_to(ROOT)) if here.is_relative_to(ROOT) and network_path().parent == ROOT else "python"
