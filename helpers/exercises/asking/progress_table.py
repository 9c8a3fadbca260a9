"""`progress`: what the learner has done, as a table."""

from html import escape

from IPython.display import display

from ...words import later, say
from ..exercise import EXERCISES
from ..keeping.progress_file import CHALLENGES, PARTS, notebook_of, saved_file
from .guess import GUESSES
from .question import QUESTIONS


def progress():
    """Show how many exercises and questions of each notebook are done, and how many guesses made."""
    kinds = {later("exercises"): EXERCISES, later("questions"): QUESTIONS, later("guesses"): GUESSES,
             later("challenges"): CHALLENGES}
    rows, names = list(counted(kinds.values())), [say(kind) for kind in kinds]
    lines = ["   ".join([a.ljust(3), *(f"{name} {n}" for name, n in zip(names, counts, strict=True)), dots])
             for a, counts, dots in rows]
    cells = "".join(f"<tr><th scope=row>{a}</th><td>{'</td><td>'.join(counts)}</td><td aria-hidden=true>{escape(dots)}"
                    "</td></tr>" for a, counts, dots in rows)
    heads = "".join(f"<th scope=col>{name}</th>" for name in [say("notebook"), *names])
    display({"text/plain": "\n".join(lines), "text/html": f"<table><tr>{heads}<td></td></tr>{cells}</table>"}, raw=True)


def counted(kinds):
    """Yield (notebook, "2 of 5" for each kind, dots) of each notebook; a kind is a catalogue, id -> what it holds."""
    saved = saved_file()
    got = {id for id in saved if id not in PARTS}
    got |= {id for id, parts in saved.get("guesses", {}).items() if "guess" in parts or "first" in parts}
    for notebook in sorted({notebook_of(id) for known in kinds for id in known}):
        parts = [[id in got for id in known if notebook_of(id) == notebook] for known in kinds]
        dots = " ".join("".join("●" if one else "○" for one in part) for part in parts)
        counts = [say("{done} of {all}", done=sum(part), all=len(part)) if part else "–" for part in parts]
        yield notebook, counts, dots
