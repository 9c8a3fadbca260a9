"""What the learner has done, in one small file next to the course. Nothing is sent anywhere."""

import contextlib
import datetime
import json
import os
from html import escape
from pathlib import Path

from IPython.display import display

from ..storage import written_whole
from .exercise import EXERCISES
from .question import QUESTIONS

ROOT = Path(__file__).resolve().parents[2]


def place():
    """The file, or the one that the environment variable COURSE_PROGRESS names."""
    return Path(os.environ.get("COURSE_PROGRESS") or ROOT / ".course_progress.json")


def done():
    """{id: day} of the exercises and questions that were got right. A broken file is set aside, with a warning."""
    path = place()
    try:
        saved = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(saved, dict) and all(isinstance(text, str) for text in saved.values()):
            return saved
    except FileNotFoundError:
        return {}
    except ValueError:
        pass
    except OSError as error:
        print(f"Your progress could not be read: {error}")
        return {}
    aside = path.with_suffix(".broken")
    with contextlib.suppress(OSError):
        os.replace(path, aside)
    print(f"{path.name} was not readable. It is now {aside.name}, and your progress starts anew.")
    return {}


def note(id):
    """Add one id, if it is not there yet; the file is written whole or not at all."""
    saved, path = done(), place()
    if id in saved:
        return
    saved[id] = datetime.date.today().isoformat()
    try:
        with written_whole(path) as file:
            file.write(json.dumps(saved, indent=1).encode())
    except OSError as error:
        print(f"Right, but it could not be noted: {error}")


def progress():
    """Show how many exercises and questions of each notebook are done."""
    saved = done()
    rows = []
    for notebook in sorted({id.split(".")[0] for id in [*EXERCISES, *QUESTIONS]}):
        parts = [[id in saved for id in known if id.split(".")[0] == notebook] for known in (EXERCISES, QUESTIONS)]
        dots = " ".join("".join("●" if got else "○" for got in part) for part in parts)
        rows.append((notebook, f"{sum(parts[0])} of {len(parts[0])}", f"{sum(parts[1])} of {len(parts[1])}", dots))
    text = "\n".join(f"{a:3}  exercises {b}   questions {c}   {dots}" for a, b, c, dots in rows)
    cells = "".join(
        f"<tr><th scope=row>{a}</th><td>{b}</td><td>{c}</td><td aria-hidden=true>{escape(dots)}</td></tr>"
        for a, b, c, dots in rows
    )
    head = "<tr><th scope=col>notebook</th><th scope=col>exercises</th><th scope=col>questions</th><td></td></tr>"
    display({"text/plain": text, "text/html": f"<table>{head}{cells}</table>"}, raw=True)
