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
from tests.exercises.learner import ran
from tests.notebook_run import run

HELPER = """
def as_lists(value):
    if isinstance(value, np.ndarray):
        return value.tolist()
    return type(value)(map(as_lists, value)) if isinstance(value, (list, tuple)) else value
"""
ARRAYS = [id for id, e in EXERCISES.items() if not e.writes]


def in_lists(id):
    """The cell of a learner whose function gives lists where the course's gives arrays."""
    exercise = EXERCISES[id]
    head, body = exercise.parts
    names = ", ".join(exercise.reference.__code__.co_varnames[: exercise.reference.__code__.co_argcount])
    inner = f"def inner({names}):\n{body}\nreturn as_lists(inner({names}))"
    return ran(f"{HELPER}\n\n{head}\n{textwrap.indent(inner, '    ')}")[exercise.reference.__name__]


@pytest.fixture
def own(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_NETWORK", str(tmp_path / "my_network.py"))
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.json"))
    return tmp_path / "my_network.py"


def filled():
    """Keep every function in that form; returns the ids of those that the check does not take."""
    refused = []
    for id in ARRAYS:
        attempt = in_lists(id)
        if judge(EXERCISES[id], attempt).state == "right":
            said = keep(EXERCISES[id], attempt)
            assert "is now in" in said, (id, said)
        else:
            refused.append(id)
    return refused


def kinds(value):
    """The form of a result: its arrays, and lists and tuples of such."""
    if isinstance(value, list | tuple):
        return [kinds(one) for one in value]
    return np.ndarray if np.ndim(value) else "a number"


def test_what_the_file_hands_out_has_the_form_of_the_courses(own, capsys):
    assert filled() == []
    assert mine.check() == []
    for id in ARRAYS:
        exercise, case = EXERCISES[id], EXERCISES[id].cases(np.random.default_rng(0))[0]
        function = getattr(mine, exercise.reference.__name__)
        mine_form, courses = (kinds(each(*copy.deepcopy(case))) for each in (function, exercise.reference))
        assert mine_form == courses, id
    assert own_file.own_lines(own_file.pieces(own.read_text())["cross_entropy"]) > 5


@pytest.mark.slow
@pytest.mark.parametrize("name", ["01_perceptron", "02_feedforward_network", "03_matrix_form", "04_loss",
                                  "04b_gradient_descent", "05_backpropagation", "05b_backpropagation_in_code",
                                  "06_mnist", "06b_your_network", "07_design_your_network", "08_why_deep"])
def test_every_later_cell_takes_it(own, name):
    filled()
    run(name, my_network=own.read_text(encoding="utf-8"))
