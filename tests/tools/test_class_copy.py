"""`course.py class`: what students get holds no solution and no answered guess, and runs."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from unittest import mock

import nbformat
import pytest

from tools.class_copy import ROOT, copy_for_class, for_students, main, readme_text
from tools.doctor import LINES
from tools.languages import readme

COMMAND = r"(?m)^python3 course\.py (.+)$"


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    folder = tmp_path_factory.mktemp("here") / "class"
    copy_for_class(folder)
    return folder


def test_no_solution_and_no_answering_output_is_left(copied):
    found = {"solutions": 0, "answers": 0}
    for path in sorted((ROOT / "notebooks").rglob("*.ipynb")):
        ours = nbformat.read(path, as_version=4)
        theirs = {cell.id: cell for cell in nbformat.read(copied / path.relative_to(ROOT), as_version=4).cells}
        for cell in ours.cells:
            answers = "answers" in cell.metadata.get("tags", ())
            if cell.id.startswith("solution-"):
                assert cell.id not in theirs
                found["solutions"] += 1
            elif answers:
                assert not theirs[cell.id].outputs and theirs[cell.id].source == cell.source
                found["answers"] += bool(cell.outputs)
            else:
                assert theirs[cell.id] == cell
    assert found["solutions"] > 60 and found["answers"] > 100  # in two languages
    before = [cell.id for cell in ours.cells]
    assert [cell.id for cell in for_students(ours, solutions=True).cells] == before  # where that is asked they stay


def test_only_what_students_need_is_there(copied):
    names = {path.name for path in copied.rglob("*")}
    assert {"course.py", "helpers", "notebooks", "data", "README.md", "requirements.lock", "lab.py"} <= names
    assert not {".git", ".venv", "tests", "answers.txt", "test_lesson.py", "grade.py", "CONTRIBUTING.md"} & names
    assert not (copied / "my_network.py").exists() and (copied / "helpers/exercises/keeping/keep_function.py").exists()
    assert [path.name for path in copied.parent.iterdir()] == ["class"]


def ran(copied, *command, code=0):
    done = subprocess.run([sys.executable, *command], cwd=copied, capture_output=True, text=True)
    assert done.returncode == code, done.stderr
    return done.stdout + done.stderr


@pytest.mark.slow
def test_each_command_of_its_own_readme_works_and_no_other(copied):
    """`lab` without what it begins with: the installation, and a browser."""
    for language, first in {"en": "lab", "zh": "lab zh", "zh_TW": "lab zh-TW"}.items():
        text = (copied / readme(language).name).read_text(encoding="utf-8")
        assert re.findall(COMMAND, text) == [first, "doctor"]
        assert re.findall(COMMAND, readme_text(language, True)) == [first, "doctor", "update"]
        assert all((copied / link).exists() for link in re.findall(r"\]\(([\w.-]+)\)", text))
    ran(copied, "tools/lab.py", "--version")
    told = ran(copied, "course.py", "doctor").split("```")[1]
    assert [line.split(":")[0] for line in told.splitlines()[1:11]] == list(LINES) and str(Path.home()) not in told
    assert ran(copied, "course.py", "grade", code=1).endswith("has lab, update and doctor, and no grade.\n")
    assert ran(copied, "course.py", "update", code=1).startswith("This copy of the course was made without its answers")
    assert "01.1" in ran(copied, "-c", "from helpers.exercises import check\ncheck('01.1', lambda z: z)")


def test_a_folder_that_is_there_or_a_full_disk_is_told_and_nothing_is_left(tmp_path, monkeypatch, capsys):
    full = [("x.ipynb", "y.ipynb", "[Errno 28] No space left on device"), ("z", "z", "[Errno 28] No space left")]
    for folder, error, words in ((".", None, "is there already"), (ROOT / "class", None, "inside the course's own"),
                                 ("a", shutil.Error(full), "could not be made: [Errno 28] No space left on device\n"),
                                 ("a", KeyboardInterrupt(), "Nothing of it is left")):
        monkeypatch.setattr(sys, "argv", ["class", "--from", str(tmp_path), str(folder)])
        monkeypatch.setattr(shutil, "copytree", mock.Mock(side_effect=error))
        with pytest.raises(SystemExit) as end:
            main()
        assert words in capsys.readouterr().err + str(end.value)
        assert not any(tmp_path.iterdir()) and not (ROOT / "class").exists()
