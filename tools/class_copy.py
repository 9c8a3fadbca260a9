"""The course as students get it: without solutions, and without the outputs that answer a guess.

    python course.py class FOLDER                FOLDER is made; it must not exist yet
    python course.py class FOLDER --solutions    the folded solutions stay: what the branch `unanswered` has, for Colab

What only authors and teachers need is left out: tests, the answers that they try, the full check, this command itself,
by which `course.py` and `update` know such a copy. Its README, in each language, is its own. An exercise's own code
stays in helpers/lessons, since `check` compares with it.
"""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from helpers.words import say, speaking
from tools.contents import ROOT, put, read
from tools.languages import every, own_name, readme
from tools.refresh import canonical
from tools.translate_texts import markdown

LEFT_OUT = [
    ".git", ".github", ".ci", "tests", "test_lesson.py", "answers.txt", "conftest.py", "class_copy.py", "grade*.py",
    ".devcontainer", ".pre-commit-config.yaml", "requirements-*.txt",  # for authors and teachers
    ".venv", ".*_cache", "__pycache__", ".ipynb_checkpoints", "_build", "build", "*.egg-info",  # made here
]
OWN = ["my_network*", ".course_progress*", ".*.lock", "docs", "*.md"]  # of the course's folder itself: the teacher's


def for_students(notebook, solutions=False):
    """The notebook without its solutions, and without the outputs of the cells that answer something."""
    if not solutions:
        notebook.cells = [cell for cell in notebook.cells if not cell.get("id", "").startswith("solution-")]
    for cell in notebook.cells:
        if "answers" in cell.metadata.get("tags", ()):
            cell.outputs, cell.execution_count = [], None
    return notebook


def readme_text(language, solutions=False):
    """The README of the copy, in a language."""
    page = (ROOT / f"docs/{'unanswered' if solutions else 'class'}.md").read_text(encoding="utf-8")
    with speaking(language):
        title, rest = markdown(page, say).split("\n", 1)
    links = " · ".join(f"[{own_name(other)}]({readme(other).name})" for other in every() if other != language)
    own = "" if language == "en" else f" {language.replace('_', '-')}"
    return f"{title}\n\n{links}\n{rest}".replace("course.py lab", f"course.py lab{own}")


def left_out(folder, names):
    return shutil.ignore_patterns(*LEFT_OUT, *OWN * (Path(folder) == ROOT))(folder, names)


def copy_for_class(folder, solutions=False):
    """Make `folder`, whole or not at all."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".class-") as place:
        made = Path(place, folder.name)
        shutil.copytree(ROOT, made, ignore=left_out)
        for path in sorted((made / "notebooks").rglob("*.ipynb")):
            notebook = for_students(read(path), solutions)
            path.write_text(canonical(notebook), encoding="utf-8", newline="\n")
        for language in every():
            put(made / readme(language).name, readme_text(language, solutions))
        made.rename(folder)


def main():
    parser = argparse.ArgumentParser(prog="course.py class", description=__doc__,
                                     formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--solutions", action="store_true")
    parser.add_argument("--from", dest="place", type=Path, default=Path(), help=argparse.SUPPRESS)  # see course.py
    options = parser.parse_args()
    folder = (options.place / options.folder).resolve()
    if folder.exists() or ROOT in folder.parents:
        parser.error(f"{folder} is there already" if folder.exists() else f"{folder} is inside the course's own folder")
    try:
        copy_for_class(folder, options.solutions)
    except OSError as error:
        several = error.args[0] if isinstance(error, shutil.Error) else []  # one for each file: the first says enough
        parser.error(f"{folder} could not be made: {several[0][2] if several else error}")
    except KeyboardInterrupt:
        sys.exit("\nStopped. Nothing of it is left; the same command makes it anew.")
    without = "no answered guesses" if options.solutions else "no solutions, no answered guesses"
    print(f"{folder} is the course for students: {without}.")


if __name__ == "__main__":
    sys.exit(main())
