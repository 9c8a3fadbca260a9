"""Put the cells of exercises, questions and guesses, as `helpers/exercises` has them, into the notebooks, and
tools/bootstrap.py into their first code cell.

    python -m tools.exercises                            write them
    python -m tools.exercises notebooks/04_loss.ipynb    only into this one
    python -m tools.exercises --check                    only say which notebooks differ

A notebook holds, where its author put them, cells with the ids exercise-05-2, solution-05-2, question-05-a and
guess-05-p.
"""

import argparse
import sys
from pathlib import Path

import nbformat

from helpers.exercises.exercise import EXERCISES
from helpers.exercises.guess import GUESSES
from helpers.exercises.question import QUESTIONS
from helpers.exercises.record import notebook_of
from tools.refresh import canonical

ROOT = Path(__file__).resolve().parents[1]
FIRST = (ROOT / "tools/bootstrap.py").read_text(encoding="utf-8").strip()
OURS = "exercise-", "solution-", "question-", "guess-"


def sources(notebook):
    """{cell id: source} for a notebook, such as "05b"."""
    wanted = {}
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


def cells(id):
    """New cells for an exercise (code and solution), a question or a guess, for an author to put into a notebook."""
    name = id.replace(".", "-")
    found = {key: text for key, text in sources(notebook_of(id)).items() if key.endswith(f"-{name}")}
    new = nbformat.v4.new_markdown_cell, nbformat.v4.new_code_cell
    return [new[not key.startswith("solution")](text, id=key) for key, text in found.items()]


def synchronize(path, write):
    """Bring one notebook up to date; returns the ids missing from it, those whose text differed, those unknown."""
    notebook = nbformat.read(path, as_version=4)
    wanted = sources(path.stem.split("_")[0])
    present = {cell.id: cell for cell in notebook.cells if cell.id.startswith(OURS)}
    missing = sorted(wanted.keys() - present.keys())
    if code := [cell for cell in notebook.cells if cell.cell_type == "code"]:
        present[code[0].id], wanted[code[0].id] = code[0], FIRST
    unknown = sorted(present.keys() - wanted.keys())
    differ = [id for id, cell in present.items() if id in wanted and cell.source != wanted[id]]
    for id in differ:
        present[id].source = wanted[id]
    if differ and write:
        path.write_text(canonical(notebook), encoding="utf-8", newline="\n")
    return missing, differ, unknown


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    wrong = False
    for path in options.paths or sorted((ROOT / "notebooks").glob("*.ipynb")):
        missing, differ, unknown = synchronize(path, write=not options.check)
        wrong |= bool(missing or unknown or (differ and options.check))
        for text, ids in (("has no cell for", missing), ("differed in", differ), ("holds unknown cells", unknown)):
            if ids:
                print(f"{path.name} {text} {', '.join(ids)}")
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
