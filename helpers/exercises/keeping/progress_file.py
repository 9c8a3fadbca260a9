"""What the learner has done, in one small file next to the course. Nothing is sent anywhere.

{"05.2": "2026-03-01", …, "guesses": {"05.p": {"guess": 100, "first": 100, "truth": 400}, …},
 "answers": {"05.a": 2, "05.a@09": 3, …}, "missed": {"05.a": "2026-03-01", …}, "written": {"05.2": "0a1b2c3d", …}}
"""

import contextlib
import datetime
import itertools
import json
import os
from pathlib import Path

from ...storage import written_whole
from ...words import later, say
from .file_lock import alone

PARTS = "guesses", "answers", "missed", "written"  # of the file, beside the days
CHALLENGES = {}  # id -> what it is about, of the start page's Playgrounds
MOVED = {  # id -> its notebook, where that is another than the id says: an id that a learner's files know stays
    **dict.fromkeys("04.4 04.5 04.6 04.c 04.t 04.u 04.v 04.x".split(), "04b"),
    **dict.fromkeys("05d.2 05d.q 06b.1".split(), "06"), "06.c": "06c",
    **dict.fromkeys("07.4 07.5 07.c 07.d 07.v 07.w 07.x".split(), "07b"),
}
ROOT = Path(__file__).resolve().parents[3]


def progress_path():
    """The file, or the one that the environment variable COURSE_PROGRESS names."""
    return Path(os.environ.get("COURSE_PROGRESS") or ROOT / ".course_progress.json")


def notebook_of(id):
    """The notebook of an exercise, question or guess: "05b" for "05b.2", and "04b" for "04.5", which moved there."""
    return MOVED.get(id) or id.split(".")[0]


def saved_file():
    """All that the file holds, {} if there is none. A broken file is set aside, with a warning."""
    path = progress_path()
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
    return (isinstance(saved, dict) and all(isinstance(saved.get(part, {}), dict) for part in PARTS)
            and all(isinstance(day, str) for id, day in saved.items() if id not in PARTS)
            and all(isinstance(guess, dict) for guess in saved.get("guesses", {}).values()))


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
    return {id: day for id, day in saved_file().items() if id not in PARTS}


def guesses():
    """{id: {"guess": the present one, "first": the one when it was first compared, "truth": what it was then, "seen":
    was the answer shown before there was a guess?}}."""
    return saved_file().get("guesses", {})


def answers():
    """{question id: the number of the answer given last}; "05.a@09" is 05.a, asked once more in notebook 09."""
    return saved_file().get("answers", {})


def missed():
    """{question id: day} of the questions that were once answered wrong."""
    return saved_file().get("missed", {})


def fingerprints():
    """{exercise id: fingerprint of the lines that `check` put into my_network.py}."""
    return saved_file().get("written", {})


def note(id):
    """Add one id, if it is not there yet."""
    return id in done() or update(lambda saved: saved | {id: datetime.date.today().isoformat()})


def note_written(prints):
    """Keep the fingerprints of what was written."""
    return update(lambda saved: saved | {"written": saved.get("written", {}) | prints})


def note_answer(id, number):
    """Keep the answer to a question, right or wrong."""
    return update(lambda saved: saved | {"answers": saved.get("answers", {}) | {id: number}})


def note_missed(id):
    """Remember that a question was answered wrong, whatever is answered next."""
    today = datetime.date.today().isoformat()
    return id in missed() or update(lambda saved: saved | {"missed": saved.get("missed", {}) | {id: today}})


def note_guess(id, **parts):
    """Keep parts of a guess, such as guess=36; was it done?"""

    def change(saved):
        known = saved.get("guesses", {})
        return saved | {"guesses": known | {id: known.get(id, {}) | parts}}

    return update(change)


def take_back_guess(id):
    """The guess goes; what was first guessed and came out, once the two were compared, stays."""

    def change(saved):
        known = dict(saved.get("guesses", {}))
        rest = {part: value for part, value in known.pop(id, {}).items() if part != "guess"}
        return saved | {"guesses": known | ({id: rest} if rest else {})}

    return update(change)


def update(change):
    """Write what `change` makes of what the file holds, whole or not at all; was it done? No other notebook writes in
    between."""
    try:
        with alone(progress_path()):
            write(progress_path(), json.dumps(change(saved_file()), indent=1).encode())
        return True
    except OSError as error:
        print(say("This could not be saved: {error}", error=error))
        return False


def write(path, content):
    """Put these bytes into a file, whole or not at all; where it is a link, that stays."""
    with written_whole(Path(os.path.realpath(path))) as file:
        file.write(content)
