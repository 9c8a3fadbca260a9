"""What the check takes in an odd form, lists for arrays, stands in the file in the form that the course needs.

The notebooks run with such a file in tests/test_trying.py.
"""

import copy

import numpy as np
import pytest

from helpers import mine
from helpers.exercises.diagnosing.judge import judge
from helpers.exercises.exercise import EXERCISES
from helpers.exercises.keeping import network_file
from tests.exercises.learner import ARRAYS, file_in_lists, in_lists


@pytest.fixture(scope="module", autouse=True)
def own(tmp_path_factory):
    """my_network.py with every function in that form."""
    with file_in_lists(tmp_path_factory.mktemp("own")) as path:
        yield path


def kinds(value):
    """The form of a result: its arrays, and lists and tuples of such."""
    if isinstance(value, list | tuple):
        return [kinds(one) for one in value]
    return np.ndarray if np.ndim(value) else "a number"


def test_the_check_takes_that_form_and_what_the_file_hands_out_has_that_of_the_courses(own):
    assert {id for id in ARRAYS if judge(EXERCISES[id], in_lists(id)).state != "right"} == set()
    for id in ARRAYS:
        exercise = EXERCISES[id]
        function = getattr(mine, exercise.reference.__name__)
        for case in exercise.cases(np.random.default_rng(0)):
            mine_form, courses = (kinds(each(*copy.deepcopy(case))) for each in (function, exercise.reference))
            assert mine_form == courses, id
    assert network_file.own_lines(network_file.pieces(own.read_text())["cross_entropy"]) > 5
