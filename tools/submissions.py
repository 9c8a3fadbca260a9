"""What was handed in: notebooks, lone my_network.py, progress files below a folder; none of it is run."""

import ast
import json
import re
from typing import NamedTuple

from helpers.exercises.exercise import EXERCISES
from helpers.exercises.keeping.progress_file import notebook_of
from tools.grade_worker import CHECK
from tools.translate_texts import program

LARGEST = 300 * 2**20  # bytes of a file that is opened at all
IDS = sorted(EXERCISES, key=lambda id: (notebook_of(id), int(id.split(".")[1])))
PROGRESS = re.compile(r"course_progress.*\.json$")  # also .course_progress.json, alice_course_progress (1).json
ALONE = re.compile(r"my_network.*\.py$")  # also alice_my_network.py, my_network (1).py, my_network.py.txt


class Submission(NamedTuple):
    """A file as it was handed in: its code cells; my_network.py beside it; answers: of a progress file; trouble: why it
    cannot be judged; a fingerprint of it and of the course."""

    name: str
    cells: list
    files: dict
    answers: dict
    trouble: str
    fingerprint: str


def paths(folder):
    """The notebooks and progress files below `folder`, and each my_network.py, but for one that notebooks beside it
    import."""
    seen = [path for path in sorted(folder.rglob("*")) if not hidden(path.relative_to(folder))]
    progress = [path for path in seen if PROGRESS.search(path.name)]
    notebooks = [path for path in seen if path.suffix.lower() == ".ipynb"]
    imported = {path.with_name("my_network.py") for path in notebooks}
    return notebooks + progress + [path for path in seen if ALONE.search(path.name) and path not in imported]


def hidden(path):
    """A learner's progress file begins with a point itself."""
    return any(part.startswith(".") for part in (path.parent if PROGRESS.search(path.name) else path).parts)


def read_submission(folder, path, course):
    """The Submission at `path`; `course` is a hash of what it is judged by."""
    content, cells, files, answers, trouble = b"", [], {}, {}, ""
    try:
        if path.is_symlink():
            trouble = "a link, not a file"
        elif path.stat().st_size > LARGEST:
            trouble = f"larger than {LARGEST // 2**20} MiB"
        else:
            content = path.read_bytes()
            if PROGRESS.search(path.name):
                answers = dict(json_of(content).get("answers", {}))
            else:
                cells = functions(content.decode("utf-8-sig")) if ALONE.search(path.name) else code(json_of(content))
        own = path.with_name("my_network.py")
        if own != path and own.is_file() and not own.is_symlink():
            files[own.name] = own.read_text(encoding="utf-8-sig", errors="replace")
    except OSError as error:
        trouble = f"cannot be read: {error.strerror}"
    except SyntaxError as error:
        trouble = f"not Python: line {error.lineno}, {error.msg}"
    except UnicodeDecodeError:
        trouble = "not written in UTF-8"
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        trouble = "not a progress file" if PROGRESS.search(path.name) else "not a notebook"
    mark = course.copy()
    mark.update(content + json.dumps(files).encode())
    return Submission(path.relative_to(folder).as_posix(), cells, files, answers, trouble, mark.hexdigest()[:16])


def json_of(content):
    """A notebook's JSON in UTF-8, 16 or 32, or as an editor on a Chinese Windows may save it."""
    try:
        return json.loads(content)
    except UnicodeDecodeError:
        return json.loads(content.decode("gb18030"))


def code(notebook):
    """The sources of its code cells."""
    sources = [cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "code"]
    return [source if isinstance(source, str) else "".join(source) for source in sources]


def functions(text):
    """A my_network.py as a notebook: its text, and a check for each function of an exercise."""
    names = {node.name for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)}
    here = {id: EXERCISES[id].reference.__name__ for id in IDS}
    return [text, *(f'check("{id}", {name})' for id, name in here.items() if name in names)]


def asked(cells):
    """The ids of the exercises of the notebook, those whose cell a learner lost included."""
    here = {notebook_of(id) for cell in cells for id in CHECK.findall(cell) if id in EXERCISES}
    return [id for id in IDS if notebook_of(id) in here]


def without_running(cells):
    """{id: why it is not solved} where it is seen at a glance: no check, or the notebook's own `return ...` in all."""
    text = {id for cell in cells for id in CHECK.findall(cell)}
    none = {id: "there is no check of it" for id in asked(cells) if id not in text}
    return none | dict.fromkeys(untouched(cells), "not tried")


def untouched(cells):
    """The ids whose every check stands in the notebook's own cell as it was, in whatever language."""
    found = {(id, is_blank(cell, id)) for cell in cells for id in CHECK.findall(cell) if id in EXERCISES}
    return {id for id, blank in found if blank and (id, False) not in found}


def is_blank(cell, id):
    try:
        return program(cell) == program(EXERCISES[id].blank)
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # what is wrong with it is said elsewhere
        return False
