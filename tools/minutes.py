"""How many minutes a notebook takes, from what stands in it; and how long it may be.

    python3 course.py minutes    of each notebook: the core road's, the clock at its end, all; and its words

A cell of the core road has the tag `core`; whatever else stands in a notebook belongs to its side roads. The weights
were fitted to ten notebooks that three readers had worked through with a watch; tests/tools/test_minutes.py has their
figures, which the formula meets within a fifth.
"""

import re
import sys

from helpers import widgets
from tools.contents import ROOT, number_of, paths, read
from tools.slide_map import TABLES
from tools.translate_texts import TWINS

WEIGHTS = {  # minutes for one of each
    "words": 1 / 210, "lines": 0.055, "asked": 0.5, "exercises": 3.6, "written": 0.75, "formulas": 0.7, "widgets": 4.5,
}
ASKED = {"guess": 1, "question": 1, "recall": 2, "twelve": 12}  # how many a cell asks, by how its id begins
MOST_CELLS, MOST_MINUTES = 70, 60
MOST_WORDS = {  # of a notebook: whoever adds some takes as many away in it, or leaves another one less
    "00": 1480, "01": 1321, "02": 1475, "03": 1270, "04": 1100, "04b": 1025, "05": 1500, "05b": 1105, "05c": 1115,
    "05d": 1260, "06": 1619, "06b": 490, "06c": 740, "07": 770, "07b": 885, "08": 1270, "09": 1005, "10": 580,
}
NEW_WORDS = 1300  # those of a notebook that the table does not name
ADDED = {  # by `new`
    "exercise": {"cells": 3, "exercises": 1, "written": 1}, "question": {"cells": 1, "asked": 1},
    "guess": {"cells": 2, "asked": 1, "lines": 2}, "picture": {"cells": 1, "lines": 1},
}
NAMED = "|".join(name for name in widgets.__all__ if name[0].isupper())
# A panel of moments alone is a training that plays by itself, and takes hardly longer than a picture.
WIDGET = re.compile(rf"\b(?:panel(?!\(\w+, \w+=moments\(\w+(?:, \w+)?\)\))|challenge|{NAMED})\(")
SETUP = "# @title "  # what every notebook's first code cell begins with: nobody reads it
ASIDE = r"<details>.*?</details>", r"```.*?```", r"\$\$.*?\$\$", r"\$[^$\n]*\$", r"`[^`]*`", r"<[^>]*>"  # unread


def minutes(cells, **more):
    """By the formula; `more` is added to what these cells contain."""
    counts = contents(cells)
    return sum(weight * (counts[kind] + more.get(kind, 0)) for kind, weight in WEIGHTS.items())


def core(notebook):
    """The notebook's cells that belong to the core road; none where it is a side road as a whole."""
    return [cell for cell in notebook.cells if "core" in cell.metadata.get("tags", [])]


def in_fives(count):
    """Minutes as a learner is told them."""
    return max(5, 5 * round(count / 5))


def too_long(path, kind=None):
    """What of a notebook is more than it may be, or would be with one of this kind more."""
    notebook, more = read(path), dict(ADDED.get(kind, {}))
    sizes = {
        "cells": (len(notebook.cells) + more.pop("cells", 0), MOST_CELLS),
        "words": (words_of(notebook), most_words(path)),
        "minutes": (in_fives(minutes(notebook.cells, **more)), MOST_MINUTES),
    }
    name, with_it = path.relative_to(ROOT).as_posix(), f" with another {kind}" if kind else ""
    return [f"{name} has {count:,} {unit}{with_it}; at most {most:,}: take some away first"
            for unit, (count, most) in sizes.items() if count > most]


def contents(cells):
    """{kind: how many}: words of the text, lines of code to read, guesses and questions, exercises, lines that the
    learner writes in them, displayed formulas, widgets and panels to play with."""
    text = "\n".join(c.source for c in cells if c.cell_type == "markdown" and not c.id.startswith("solution-"))
    code = [c for c in cells if c.cell_type == "code"]
    read = "\n".join(c.source for c in code if c.id.split("-")[0] not in {"exercise", *ASKED}
                     and not c.source.startswith(SETUP))
    written = "\n".join(solution(c.source) for c in cells if c.id.startswith("solution-"))
    return {
        "words": words(text),
        "lines": len(full(read)),
        "asked": sum(ASKED.get(c.id.split("-")[0], 0) for c in code),
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
    text = TWINS.sub("", text)  # or each language more would make all notebooks longer
    for pattern in ASIDE:
        text = re.sub(pattern, "", text, flags=re.S)
    return len(re.findall(r"[A-Za-z][\w'’-]*", text))


def solution(source):
    """The code in a folded solution, without its docstring."""
    code = re.search(r"```python\n(.*?)```", source, flags=re.S)
    return re.sub(r'""".*?"""', "", code[1], flags=re.S) if code else ""


def full(code):
    return [line for line in code.splitlines() if line.strip()]


def main():
    print(f"{'notebook':32}{'core':>8}{'clock':>8}{'all':>8}{'words':>8}")
    clock, whole, count = 0, 0, 0
    for path in paths():
        notebook = read(path)
        here, there, words_here = minutes(core(notebook)), minutes(notebook.cells), words_of(notebook)
        clock, whole, count = clock + here, whole + there, count + words_here
        print(f"{path.stem:32}{here:8.1f}{clock:8.1f}{there:8.1f}{words_here:8,}")
    print(f"{'':40}{clock:8.1f}{whole:8.1f}{count:8,}")


if __name__ == "__main__":
    sys.exit(main())
