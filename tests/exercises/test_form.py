"""What the check takes in an odd form, lists for arrays, stands in the file in the form that the course needs."""

import copy
import textwrap

import numpy as np
import pytest

from helpers import mine
from helpers.exercises import own_file
from helpers.exercises.exercise import EXERCISES
from helpers.exercises.judge import judge
from helpers.exercises.my_network import keep
from tests.exercises.learner import in_its_notebook
from tests.notebook_run import few_digits, run
from tools.contents import lesson, paths

pytestmark = pytest.mark.slow  # each function of the course is put into the file

HELPER = """
def as_lists(value):
    if isinstance(value, np.ndarray):
        return value.tolist() if value.size < 1000 else value  # a large one would only take longer
    return type(value)(map(as_lists, value)) if isinstance(value, (list, tuple)) else value
"""
USERS = [path for path in paths() if "from helpers.mine import" in path.read_text(encoding="utf-8")
         and lesson(path) != "text"]  # whose many windows take minutes as lists
ARRAYS = [id for id, e in EXERCISES.items() if not e.writes]


def in_lists(id):
    """The cell of a learner whose function gives lists where the course's gives arrays."""
    exercise = EXERCISES[id]
    head, body = exercise.parts
    names = ", ".join(exercise.reference.__code__.co_varnames[: exercise.reference.__code__.co_argcount])
    inner = f"def inner({names}):\n{body}\nreturn as_lists(inner({names}))"
    return in_its_notebook(id, f"{HELPER}\n\n{head}\n{textwrap.indent(inner, '    ')}")


@pytest.fixture(scope="module", autouse=True)
def own(tmp_path_factory):
    """my_network.py with every function in that form."""
    folder = tmp_path_factory.mktemp("own")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSE_NETWORK", str(folder / "my_network.py"))
        patch.setenv("COURSE_PROGRESS", str(folder / "progress.json"))
        for id in ARRAYS:
            said = keep(EXERCISES[id], in_lists(id))
            assert "is now in" in said, (id, said)
        yield folder / "my_network.py"


def kinds(value):
    """The form of a result: its arrays, and lists and tuples of such."""
    if isinstance(value, list | tuple):
        return [kinds(one) for one in value]
    return np.ndarray if np.ndim(value) else "a number"


def test_the_check_takes_that_form():
    assert {id for id in ARRAYS if judge(EXERCISES[id], in_lists(id)).state != "right"} == set()


def test_what_the_file_hands_out_has_the_form_of_the_courses(own):
    assert mine.check() == []
    for id in ARRAYS:
        exercise, case = EXERCISES[id], EXERCISES[id].cases(np.random.default_rng(0))[0]
        function = getattr(mine, exercise.reference.__name__)
        mine_form, courses = (kinds(each(*copy.deepcopy(case))) for each in (function, exercise.reference))
        assert mine_form == courses, id
    assert own_file.own_lines(own_file.pieces(own.read_text())["cross_entropy"]) > 5


@pytest.mark.parametrize("path", USERS, ids=lambda path: path.stem)
def test_every_later_cell_takes_it(own, path):
    with few_digits():
        done = run(path.stem, my_network=own.read_text(encoding="utf-8"))
    assert any(": yours, from my_network.py" in output.text for output in done.outputs.values())
