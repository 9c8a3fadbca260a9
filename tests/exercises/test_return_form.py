"""What the check takes in an odd form, lists for arrays, stands in the file in the form that the course needs.

The notebooks run with such a file in tests/test_trying.py.
"""

import ast
import copy
import types

import numpy as np
import pytest

from helpers import mine
from helpers.exercises.diagnosing.judge import judge
from helpers.exercises.exercise import EXERCISES
from helpers.exercises.keeping import network_file
from helpers.exercises.keeping.return_form import in_form, one_of_each_kind
from tests.exercises.answers import answers
from tests.exercises.learner import ARRAYS, file_in_lists, in_lists, not_right, of_cell


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


def detailed(value):
    """The form of a result in all that a later function can stumble over, as a text."""
    if isinstance(value, list | tuple):
        return f"{type(value).__name__} of {[*map(detailed, value)]}"
    array = isinstance(value, np.ndarray)
    return f"{type(value).__name__} {array and (value.dtype, value.ndim, value.flags.writeable, value.flags.forc)}"


@pytest.mark.filterwarnings("ignore:the matrix subclass")
def test_what_one_exercise_takes_makes_no_later_one_refuse_what_is_right():
    """Each right answer in the file's form, and the course's in float32, stand in for what a later reference calls."""
    def as_kept(answer, exercise):
        text = answer.cell(exercise)
        node = ast.parse(text).body[-1]
        own, _ = in_form(exercise, answer.function(exercise), ast.get_source_segment(text, node))
        return of_cell("\n".join([*text.splitlines()[: node.lineno - 1], own])) if own else answer.function(exercise)

    def in_float32(value):
        if isinstance(value, list | tuple):
            return type(value)(map(in_float32, value))
        return value.astype(np.float32) if isinstance(value, np.ndarray) and value.dtype.kind == "f" else value

    @np.errstate(all="ignore")
    def kept(exercise):
        """The right answers, one of each form."""
        cases = one_of_each_kind(exercise)
        ways = [as_kept(one, exercise) for one in answers()[exercise.id] if one.mark == "+"]
        return [*{detailed([way(*copy.deepcopy(case)) for case in cases]): way for way in ways}.values()]

    forms = {id: kept(exercise) for id, exercise in EXERCISES.items()}
    ways = [lambda id, _, k=k: forms[id][k % len(forms[id])] for k in range(max(map(len, forms.values())))]
    ways.append(lambda _, course: lambda *arguments: in_float32(course(*map(in_float32, arguments))))
    ways.append(lambda _, course: lambda *arguments: in_float32(course(*arguments)))
    ways += [lambda id, course, one=one, all=ways[-1]: all(id, course) if id == one else None for one in EXERCISES]
    for number, way in enumerate(ways):
        own = {}
        for id, exercise in EXERCISES.items():
            course, name = exercise.reference, exercise.reference.__name__
            if not own.keys().isdisjoint(course.__code__.co_names):
                course = own[name] = types.FunctionType(course.__code__, course.__globals__ | own)
                reply = judge(exercise, course)
                assert reply.state == "right", (number, id, reply)
            if stand_in := way(id, course):
                own[name] = stand_in


def test_the_check_takes_that_form():
    assert {id for id in ARRAYS if judge(EXERCISES[id], in_lists(id)).state != "right"} == set()


def test_what_the_file_hands_out_has_the_form_of_the_courses(own):
    assert not_right() == []
    for id in ARRAYS:
        exercise = EXERCISES[id]
        function = getattr(mine, exercise.reference.__name__)
        for case in exercise.cases(np.random.default_rng(0)):
            mine_form, courses = (kinds(each(*copy.deepcopy(case))) for each in (function, exercise.reference))
            assert mine_form == courses, id
    assert network_file.own_lines(network_file.pieces(own.read_text())["cross_entropy"]) > 5
