"""Put the cells of exercises, questions and guesses, as the lessons have them, into the notebooks, tools/bootstrap.py
into their first code cell, and behind it the one that recalls.

    python3 course.py exercises                            write them
    python3 course.py exercises notebooks/04_loss.ipynb    only into this one
    python3 course.py exercises --check                    only say which notebooks differ

The cells have the ids recall-05, exercise-05-2, solution-05-2, question-05-a and guess-05-p. One that is missing is put
at the end of the section of the one before it, or beside the core road; move it wherever it belongs.
"""

import argparse
import sys
from pathlib import Path

import nbformat

from helpers import lessons  # noqa: F401  fills the lists below
from helpers.exercises.asking.guess import GUESSES
from helpers.exercises.asking.question import QUESTIONS
from helpers.exercises.asking.recall import OPENINGS
from helpers.exercises.exercise import EXERCISES
from helpers.exercises.keeping.progress_file import notebook_of
from tools.contents import ROOT, number_of, paths, read
from tools.minutes import core
from tools.refresh import canonical

FIRST = (ROOT / "tools/bootstrap.py").read_text(encoding="utf-8").strip()
SPEAKS = ["nbval-ignore-output"]  # the first cell does, where the machine is lent
CALL = "from helpers.exercises import {0}\n\n{0}({1})"
TWELVE = {  # notebook: its cells of the questions before and after
    "01": {"twelve-before": CALL.format("before", "")},
    "08": {"twelve-after": CALL.format("after", ""), "both-sides": CALL.format("before_after", "")},
}
OURS = "recall-", "twelve-", "both-", "exercise-", "solution-", "question-", "guess-"


def sources(notebook):
    """{cell id: source} for a notebook, such as "05b"."""
    wanted = dict(TWELVE.get(notebook, {}))
    if notebook in OPENINGS:
        wanted[f"recall-{notebook}"] = CALL.format("recall", f'"{notebook}"')
    for id, exercise in EXERCISES.items():
        if notebook_of(id) == notebook:
            name = id.replace(".", "-")
            wanted[f"exercise-{name}"] = exercise.blank
            summary = f"<details><summary>Solution of {id}</summary>"
            wanted[f"solution-{name}"] = f"{summary}\n\n```python\n{exercise.solution}\n```\n\n</details>"
    for ask, known in (("question", QUESTIONS), ("guess", GUESSES)):
        for id in known:
            if notebook_of(id) == notebook:
                wanted[f"{ask}-{id.replace('.', '-')}"] = f'{ask}("{id}")'
    return wanted


def place(notebook, id, wanted):
    """Where a missing cell goes: behind its exercise, or at the end of the section of the one before it; where that is
    on the core road, at the end of the notebook, for what is new is beside it."""
    ids = [cell.id for cell in notebook.cells]
    if id.startswith(("recall-", "twelve-before")):
        return 1 + next(k for k, cell in enumerate(notebook.cells) if cell.cell_type == "code")
    if (exercise := id.replace("solution", "exercise")) != id and exercise in ids:
        return ids.index(exercise) + 1
    kind = id.split("-")[0]
    earlier = [other for other in list(wanted)[: list(wanted).index(id)] if other.startswith(kind) and other in ids]
    start = ids.index(earlier[-1]) + 1 if earlier else 0
    if start <= len(core(notebook)) > 0:
        return len(ids)
    ends = [k for k, cell in enumerate(notebook.cells) if k >= start and cell.source.startswith("## ")]
    return next((k for k in ends if earlier or notebook.cells[k].id == "summary"), len(ids))


def synchronize(path, write):
    """Bring one notebook up to date; returns the ids missing from it, those whose text differed, those unknown."""
    notebook = read(path)
    wanted = sources(number_of(path))
    present = {cell.id: cell for cell in notebook.cells if cell.id.startswith(OURS)}
    missing = [id for id in wanted if id not in present]
    for id in missing:
        there = place(notebook, id, wanted)
        kind = nbformat.v4.new_markdown_cell if id.startswith("solution") else nbformat.v4.new_code_cell
        notebook.cells.insert(there, kind(wanted[id], id=id))
        tags = ["core"] * ("core" in notebook.cells[there - 1].metadata.get("tags", []))
        if tags := tags + ["notebook"] * id.startswith(("twelve-", "both-")):  # a page of the site keeps no answers
            notebook.cells[there].metadata.tags = tags
    if code := [cell for cell in notebook.cells if cell.cell_type == "code"]:
        present[code[0].id], wanted[code[0].id] = code[0], FIRST
        if (there := code[0].metadata.get("tags", [])) != (tags := SPEAKS + [tag for tag in there if tag == "core"]):
            code[0].source, code[0].metadata.tags = "", tags
    unknown = sorted(present.keys() - wanted.keys())
    differ = [id for id, cell in present.items() if id in wanted and cell.source != wanted[id]]
    for id in differ:
        present[id].source = wanted[id]
    if write and (missing or differ):
        path.write_text(canonical(notebook), encoding="utf-8", newline="\n")
    return missing, differ, unknown


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    wrong = False
    for path in options.paths or paths():
        missing, differ, unknown = synchronize(path, write=not options.check)
        wrong |= bool(unknown or options.check and (missing or differ))
        had_no = "has no cell for" if options.check else "had no cell for"
        for text, ids in ((had_no, missing), ("differed in", differ), ("holds unknown cells", unknown)):
            if ids:
                print(f"{path.name} {text} {', '.join(ids)}")
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
