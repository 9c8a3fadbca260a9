"""What the learner has done, in one small file next to the course. Nothing is sent anywhere.

{"05.1": "2026-03-01", …, "guesses": {"05.p": {"guess": 100, "first": 100, "truth": 400}, …}}
"""

import contextlib
import datetime
import itertools
import json
import os
from html import escape
from pathlib import Path

from IPython.display import display

from ..storage import written_whole
from ..words import later, say
from .exercise import EXERCISES
from .question import QUESTIONS

CHALLENGES = {}  # id -> what it is about, of the start page's Playgrounds
ROOT = Path(__file__).resolve().parents[2]


def place():
    """The file, or the one that the environment variable COURSE_PROGRESS names."""
    return Path(os.environ.get("COURSE_PROGRESS") or ROOT / ".course_progress.json")


def notebook_of(id):
    """The notebook of an exercise, question or guess: "05b" for "05b.2"."""
    return id.split(".")[0]


def whole():
    """All that the file holds, {} if there is none. A broken file is set aside, with a warning."""
    path = place()
    try:
        saved = json.loads(path.read_text(encoding="utf-8-sig"))  # some editors put a mark at the start of a file
        if sound(saved):
            return saved
    except FileNotFoundError:
        return {}
    except (ValueError, RecursionError):
        pass
    except OSError as error:
        print(say("Your progress could not be read: {error}", error=error))
        return {}
    set_aside(path)
    return {}


def sound(saved):
    """Has the file the form of the docstring above? Files without guesses are as old as the course."""
    if not isinstance(saved, dict) or not isinstance(saved.get("guesses", {}), dict):
        return False
    days = [day for id, day in saved.items() if id != "guesses"]
    return all(isinstance(day, str) for day in days) and all(
        isinstance(guess, dict) for guess in saved.get("guesses", {}).values()
    )


def set_aside(path):
    """Give a broken file the first free name, so that it takes no other's place."""
    names = itertools.chain([".broken"], (f".broken{number}" for number in itertools.count(2)))
    aside = next(free for name in names if not (free := path.with_suffix(name)).exists())
    with contextlib.suppress(OSError):
        os.replace(path, aside)
    sentence = later("{file} was not readable. It is now {aside}, and your progress starts anew.")
    print(say(sentence, file=path.name, aside=aside.name))


def done():
    """{id: day} of the exercises and questions that were got right."""
    return {id: day for id, day in whole().items() if id != "guesses"}


def guesses():
    """{id: {"guess": the present one, "first": the one when it was first compared, "truth": what it was then}}."""
    return whole().get("guesses", {})


def note(id):
    """Add one id, if it is not there yet."""
    saved = whole()
    if id not in saved:
        write(saved | {id: datetime.date.today().isoformat()})


def note_guess(id, **parts):
    """Keep parts of a guess, such as guess=36."""
    saved = whole()
    known = saved.get("guesses", {})
    write(saved | {"guesses": known | {id: known.get(id, {}) | parts}})


def take_back_guess(id):
    """The guess goes; what was first guessed and came out, once the two were compared, stays."""
    saved = whole()
    known = saved.get("guesses", {})
    rest = {part: value for part, value in known.get(id, {}).items() if part != "guess"}
    others = {other: parts for other, parts in known.items() if other != id}
    write(saved | {"guesses": others | ({id: rest} if rest else {})})


def write(saved):
    """The file is written whole or not at all."""
    try:
        with written_whole(place()) as file:
            file.write(json.dumps(saved, indent=1).encode())
    except OSError as error:
        print(say("This could not be noted: {error}", error=error))


def progress():
    """Show how many exercises and questions of each notebook are done, and how many guesses made."""
    from .guess import GUESSES  # which needs this file

    saved = whole()
    got = {id for id in saved if id != "guesses"} | set(saved.get("guesses", {}))
    kinds = {
        later("exercises"): EXERCISES,
        later("questions"): QUESTIONS,
        later("guesses"): GUESSES,
        later("challenges"): CHALLENGES,
    }
    rows = []
    for notebook in sorted({notebook_of(id) for known in kinds.values() for id in known}):
        parts = [[id in got for id in known if notebook_of(id) == notebook] for known in kinds.values()]
        dots = " ".join("".join("●" if one else "○" for one in part) for part in parts)
        counts = [say("{done} of {all}", done=sum(part), all=len(part)) if part else "–" for part in parts]
        rows.append((notebook, counts, dots))
    names = [say(kind) for kind in kinds]
    lines = ["   ".join([a.ljust(3), *(f"{name} {n}" for name, n in zip(names, counts, strict=True)), dots])
             for a, counts, dots in rows]
    cells = "".join(
        f"<tr><th scope=row>{a}</th><td>{'</td><td>'.join(counts)}</td><td aria-hidden=true>{escape(dots)}</td></tr>"
        for a, counts, dots in rows
    )
    heads = "".join(f"<th scope=col>{name}</th>" for name in [say("notebook"), *names])
    display({"text/plain": "\n".join(lines), "text/html": f"<table><tr>{heads}<td></td></tr>{cells}</table>"}, raw=True)
