"""`course.py grade`: a folder of submissions, some broken, some hostile, none of which concerns another."""

import csv

import nbformat
import pytest

from helpers.exercises.exercise import EXERCISES
from tools.grade import grade

ID, EXERCISE = next(iter(EXERCISES.items()))
START = 'import numpy as np\nfrom helpers.exercises import check\nimport sys; sys.path.insert(0, "..")'
RIGHT = f'{EXERCISE.solution}\n\ncheck("{ID}", {EXERCISE.reference.__name__})'
HOSTILE = {
    "endless": "while True:\n    pass",
    "exits": "import os; os._exit(3)",
    "kills": "import os, signal; os.kill(os.getppid(), signal.SIGKILL)",
    "raises": "raise RuntimeError('no')",
    "wipes": "import shutil; shutil.rmtree('..', ignore_errors=True)",
    "spoils": "import pathlib; pathlib.Path('../helpers/exercises/judge.py').write_text('broken')",
    "forges": "import os, pathlib; pathlib.Path(os.environ['COURSE_PROGRESS']).write_text('[[[')",
    "stays": "import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])",
}


def submit(folder, name, *cells):
    path = folder / f"{name}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    cells = [nbformat.v4.new_code_cell(source) for source in ['import sys; sys.path.insert(0, "..")', START, *cells]]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)


@pytest.mark.slow
def test_a_class(tmp_path):
    submit(tmp_path, "class/an/01", RIGHT)
    submit(tmp_path, "class/王小明/01", EXERCISE.blank)
    for name, code in HOSTILE.items():
        submit(tmp_path, f"class/{name}", code, RIGHT)
    submit(tmp_path, "class/late", RIGHT, HOSTILE["endless"])
    (tmp_path / "class/cut.ipynb").write_text('{"cells": [')
    (tmp_path / "class/deep.ipynb").write_text("[" * 100_000)
    (tmp_path / "class/other.ipynb").write_text('{"cells": [1]}')
    grade(tmp_path / "class", seconds=30, jobs=2)
    with (tmp_path / "class/grades.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["notebook"].removesuffix(".ipynb"): row for row in csv.DictReader(file)}
    assert len(rows) == 2 + len(HOSTILE) + 4
    passed = {name for name, row in rows.items() if row[ID] == "1"}
    surely = {"an/01", "raises", "stays", "late", "forges"}  # the last one's file was broken, then its check wrote it
    assert surely <= passed <= surely | {"wipes", "spoils"}
    assert rows["王小明/01"][ID] == "0" and rows["王小明/01"]["state"] == "ran"
    assert rows["endless"]["state"] == rows["late"]["state"] == "ended after 30 s"
    assert {rows[name]["state"] for name in ("exits", "kills")} == {"broke off"}
    assert {rows[name]["state"] for name in ("cut", "deep", "other")} == {"not a notebook"}


def test_a_folder_without_notebooks_is_refused(tmp_path):
    with pytest.raises(ValueError, match="no notebook"):
        grade(tmp_path)
