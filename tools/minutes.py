"""How many minutes a notebook takes, from what stands in it; and how long it may be.

The weights were fitted to ten notebooks that three readers had worked through with a watch; tests/tools/test_minutes.py
has their figures, which the formula meets within a fifth.
"""

import re

import nbformat

from helpers import widgets
from tools.contents import ROOT, number_of
from tools.slide_map import TABLES

WEIGHTS = {  # minutes for one of each
    "words": 1 / 210, "lines": 0.055, "asked": 0.5, "exercises": 3.6, "written": 0.75, "formulas": 0.7, "widgets": 4.5,
}
MOST_CELLS, MOST_MINUTES = 70, 60
MOST_WORDS = {  # of a notebook: whoever adds some takes as many away in it, or leaves another one less
    "00": 1800, "01": 1540, "02": 1650, "03": 1540, "04": 1270, "04b": 1180, "05": 1715, "05b": 1175, "05c": 1195,
    "05d": 1345, "06": 1765, "06b": 535, "06c": 825, "07": 890, "07b": 925, "08": 1620, "09": 1030,
}
NEW_WORDS = 1300  # those of a notebook that the table does not name
ADDED = {  # by `new`
    "exercise": {"cells": 3, "exercises": 1, "written": 1}, "question": {"cells": 1, "asked": 1},
    "guess": {"cells": 2, "asked": 1, "lines": 2}, "picture": {"cells": 1, "lines": 1},
}
NAMED = "|".join(name for name in widgets.__all__ if name[0].isupper())
# A panel of moments alone is a training that plays by itself, and takes hardly longer than a picture.
WIDGET = re.compile(rf"\b(?:panel(?!\(\w+, \w+=moments\(\w+\)\))|{NAMED})\(")
ASIDE = r"<details>.*?</details>", r"```.*?```", r"\$\$.*?\$\$", r"\$[^$\n]*\$", r"`[^`]*`", r"<[^>]*>"  # unread


def minutes(notebook, **more):
    """In steps of five; `more` is added to what it contains."""
    counts = contents(notebook)
    return 5 * round(sum(weight * (counts[kind] + more.get(kind, 0)) for kind, weight in WEIGHTS.items()) / 5)


def too_long(path, kind=None):
    """What of a notebook is more than it may be, or would be with one of this kind more."""
    notebook, more = nbformat.read(path, as_version=4), dict(ADDED.get(kind, {}))
    sizes = {
        "cells": (len(notebook.cells) + more.pop("cells", 0), MOST_CELLS),
        "words": (words_of(notebook), most_words(path)),
        "minutes": (minutes(notebook, **more), MOST_MINUTES),
    }
    name, with_it = path.relative_to(ROOT).as_posix(), f" with another {kind}" if kind else ""
    return [f"{name} has {count:,} {unit}{with_it}; at most {most:,}: take some away first"
            for unit, (count, most) in sizes.items() if count > most]


def contents(notebook):
    """{kind: how many}: words of the text, lines of code to read, guesses and questions, exercises, lines that the
    learner writes in them, displayed formulas, widgets and panels to play with."""
    cells = notebook.cells
    text = "\n".join(c.source for c in cells if c.cell_type == "markdown" and not c.id.startswith("solution-"))
    code = [c for c in cells if c.cell_type == "code"]
    read = "\n".join(c.source for c in code[1:] if not c.id.startswith(("exercise-", "guess-", "question-")))
    written = "\n".join(solution(c.source) for c in cells if c.id.startswith("solution-"))
    return {
        "words": words(text),
        "lines": len(full(read)),
        "asked": sum(c.id.startswith(("guess-", "question-")) for c in code),
        "exercises": sum(c.id.startswith("exercise-") for c in code),
        "written": len([line for line in full(written) if not line.startswith(("def ", "class ", "import ", "@"))]),
        "formulas": len(re.findall(r"\$\$.*?\$\$", text, flags=re.S)),
        "widgets": len(WIDGET.findall(read)),
    }


def most_words(path):
    return MOST_WORDS.get(number_of(path), NEW_WORDS)


def words_of(notebook):
    """The words of its texts, without solutions and the tables that are derived."""
    return words("\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown"
                           and not cell.id.startswith("solution-") and cell.id not in TABLES))


def words(text):
    for pattern in ASIDE:
        text = re.sub(pattern, "", text, flags=re.S)
    return len(re.findall(r"[A-Za-z][\w'’-]*", text))


def solution(source):
    """The code in a folded solution, without its docstring."""
    code = re.search(r"```python\n(.*?)```", source, flags=re.S)
    return re.sub(r'""".*?"""', "", code[1], flags=re.S) if code else ""


def full(code):
    return [line for line in code.splitlines() if line.strip()]
