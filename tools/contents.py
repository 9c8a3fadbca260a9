"""The course's parts, found by their names: its notebooks in their order, and the lesson of each."""

import ast
import re
from pathlib import Path

from nbformat import v4

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS, LESSONS = ROOT / "notebooks", ROOT / "helpers/lessons"
GITHUB, REPOSITORY = re.search(
    r"https://github\.com/([^\s\"]+)", (ROOT / "tools/bootstrap.py").read_text(encoding="utf-8")
).group(0, 1)


def paths():
    """The notebooks, without a learner's own such as 04_loss_mine.ipynb, of which `update` has made a second one."""
    return sorted(path for path in NOTEBOOKS.glob("[0-9]*_*.ipynb") if "_mine" not in path.stem)


def read(path):
    """The notebook in a file. Whether it is one is looked at when it is written, by `canonical`: that takes long."""
    return v4.reads(path.read_text(encoding="utf-8"))


def number_of(path):
    """ "05b" for …/05b_backpropagation_in_code.ipynb."""
    return path.stem.split("_")[0]


def about(path):
    """What a notebook is about, in a line: what its lesson begins with."""
    text = (LESSONS / lesson(path) / "__init__.py").read_text(encoding="utf-8")
    return ast.get_docstring(ast.parse(text)).rstrip(".")


def lesson(path):
    """ "loss" for …/04_loss.ipynb: its folder in helpers/lessons."""
    return path.stem.split("_", 1)[1]


def stale(texts):
    """{path: text that should stand there} of the files that say something else."""
    return {path: text for path, text in texts.items() if not path.exists() or path.read_text(encoding="utf-8") != text}


def put(path, text):
    """Write a file as all of the course's are written; one that says this already stays as it is."""
    if stale({path: text}):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
