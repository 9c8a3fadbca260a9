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


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    folder = tmp_path_factory.mktemp("here") / "class"
    copy_for_class(folder)
    return folder


def test_no_solution_and_no_answering_output_is_left(copied):
    solutions, answers = 0, 0
    for path in sorted((ROOT / "notebooks").rglob("*.ipynb")):
        ours = nbformat.read(path, as_version=4).cells
        theirs = {cell.id: cell for cell in nbformat.read(copied / path.relative_to(ROOT), as_version=4).cells}
        for cell in ours:
            if cell.id.startswith("solution-"):
                solutions += 1
                assert cell.id not in theirs
            elif "answers" in cell.metadata.get("tags", ()):
                answers += bool(cell.outputs)
                assert not theirs[cell.id].outputs and theirs[cell.id].source == cell.source
            else:
                assert theirs[cell.id] == cell
    assert solutions > 60 and answers > 100  # in two languages


def test_the_solutions_stay_where_that_is_asked():
    path = ROOT / "notebooks/01_perceptron.ipynb"
    ours, theirs = (nbformat.read(path, as_version=4) for _ in range(2))
    kept = for_students(theirs, solutions=True).cells
    assert [cell.id for cell in kept] == [cell.id for cell in ours.cells]
    assert not any(cell.get("outputs") for cell in kept if "answers" in cell.metadata.get("tags", ()))


def test_only_what_students_need_is_there(copied):
    names = {path.name for path in copied.rglob("*")}
    assert {"course.py", "helpers", "notebooks", "data", "README.md", "requirements.lock", "lab.py"} <= names
    assert not {".git", ".venv", "tests", "answers.txt", "test_lesson.py", "grade.py", "CONTRIBUTING.md"} & names
    assert not (copied / "my_network.py").exists() and (copied / "helpers/exercises/keeping/keep_function.py").exists()
    assert [path.name for path in copied.parent.iterdir()] == ["class"]


COMMAND = re.compile(r"^python3 course\.py (.+)$", flags=re.M)


def test_each_command_of_its_own_readme_works(copied):
    """`lab` without what it begins with: the installation, and a browser."""
    for language, first in {"en": "lab", "zh": "lab zh", "zh_TW": "lab zh-TW"}.items():
        text = (copied / readme(language).name).read_text(encoding="utf-8")
        assert COMMAND.findall(text) == [first, "doctor"]
        assert COMMAND.findall(readme_text(language, solutions=True)) == [first, "doctor", "update"]
        assert all((copied / link).exists() for link in re.findall(r"\]\(([\w.-]+)\)", text))
    for command in (["tools/lab.py", "--version"], ["course.py", "doctor"]):
        said = subprocess.run([sys.executable, *command], cwd=copied, check=True, capture_output=True, text=True).stdout
    told = said.split("```")[1]
    assert [line.split(":")[0] for line in told.splitlines()[1:11]] == list(LINES) and str(Path.home()) not in told


@pytest.mark.parametrize("command", ["test", "grade", "class", "refresh"])
def test_a_command_that_is_not_for_learners_is_refused_there(copied, command):
    done = subprocess.run([sys.executable, "course.py", command], cwd=copied, capture_output=True, text=True)
    assert done.returncode == 1 and done.stderr.endswith(f"has lab, update and doctor, and no {command}.\n")


def test_update_brings_no_answers_there(copied):
    done = subprocess.run([sys.executable, "course.py", "update"], cwd=copied, capture_output=True, text=True)
    assert done.returncode == 1 and done.stderr.startswith("This copy of the course was made without its answers")


def test_an_exercise_is_checked_there(copied):
    lines = "from helpers.exercises import check\ncheck('01.1', lambda z: z)"
    done = subprocess.run([sys.executable, "-c", lines], cwd=copied, capture_output=True, text=True)
    assert "01.1" in done.stdout and not done.returncode, done.stderr


@pytest.mark.parametrize("folder, words", [(".", "is there already"), (ROOT / "class", "inside the course's own")])
def test_a_folder_that_is_there_is_refused(tmp_path, monkeypatch, capsys, folder, words):
    monkeypatch.setattr(sys, "argv", ["class", "--from", str(tmp_path), str(folder)])
    with pytest.raises(SystemExit) as refused:
        main()
    assert refused.value.code == 2 and words in capsys.readouterr().err
    assert not any(tmp_path.iterdir()) and not (ROOT / "class").exists()


def test_a_copy_that_cannot_be_made_leaves_nothing_and_is_told(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["class", str(tmp_path / "a")])
    full = [("x.ipynb", "y.ipynb", "[Errno 28] No space left on device"), ("z", "z", "[Errno 28] No space left")]
    for error, words in ((shutil.Error(full), "could not be made: [Errno 28] No space left on device\n"),
                         (KeyboardInterrupt(), "Nothing of it is left")):
        monkeypatch.setattr(shutil, "copytree", mock.Mock(side_effect=error))
        with pytest.raises(SystemExit) as end:
            main()
        assert words in capsys.readouterr().err + str(end.value) and not any(tmp_path.iterdir())
