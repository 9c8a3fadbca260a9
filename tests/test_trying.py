"""Nothing punishes trying: what a learner would change runs on to the last cell, and any cell may be run again, also
with a my_network.py whose functions give lists where the course's give arrays: what the check takes in an odd form
stands in the file in the form that the course needs."""

import copy
from importlib import import_module

import numpy as np
import pytest

from helpers import mine
from helpers.exercises.diagnosing.judge import judge
from helpers.exercises.exercise import EXERCISES
from tests.exercises.learner import ARRAYS, file_in_lists, in_lists, sixth
from tests.notebook_run import few_digits, fresh, run_again
from tools.contents import LESSONS, lesson, paths, read
from tools.minutes import core

pytestmark = pytest.mark.slow  # one or two more runs of every notebook


def rounds(changes):
    """The changes, put together so that a round changes no cell twice: each round is one run of the notebook."""
    found = []
    for change in changes:
        free = next((each for each in found if not each.keys() & change.keys()), None)
        if free is None:
            found.append(dict(change))
        else:
            free.update(change)
    return found


def changes(path):
    """What the lesson's test has a learner change in its notebook: [{cell id: (old text, new text)}, …]."""
    return getattr(import_module(f"helpers.lessons.{lesson(path)}.test_lesson"), "CHANGES", [])


def tries():
    for path in paths():
        for number, change in enumerate(rounds(changes(path)), start=1):
            beside = not core(read(path)) and lesson(path) != "overfitting"  # which has no other test each day
            marks = [pytest.mark.weekly] * (number > 1 or beside)
            yield pytest.param(path, change, number == 1, id=f"{path.stem}-{number}", marks=marks)


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    with file_in_lists(tmp_path_factory.mktemp("own")) as path:
        return path.read_text(encoding="utf-8")


def kinds(value):
    """The form of a result: its arrays, and lists and tuples of such."""
    if isinstance(value, list | tuple):
        return [kinds(one) for one in value]
    return np.ndarray if np.ndim(value) else "a number"


@pytest.mark.parametrize("id", ARRAYS)
def test_the_check_takes_lists_and_the_file_hands_out_what_the_courses_function_does(own, id):
    exercise = EXERCISES[id]
    assert judge(sixth(exercise), in_lists(id)).state == "right"
    function = getattr(mine, exercise.reference.__name__)
    for case in exercise.cases(np.random.default_rng(0)):
        own_form, courses = (kinds(each(*copy.deepcopy(case))) for each in (function, exercise.reference))
        assert own_form == courses


def takes_functions(path):
    """Does the notebook use the learner's? That on text does not count: as lists its many windows take minutes."""
    return "from helpers.mine import" in path.read_text(encoding="utf-8") and lesson(path) != "text"


def test_every_notebook_is_tried():
    without = [f"{lesson(path)}/test_lesson.py" for path in paths() if not changes(path)]
    assert not without, f"no CHANGES in {', '.join(without)} of {LESSONS}"


@pytest.mark.parametrize("path, change, first", list(tries()))
def test_what_is_changed_runs_on_to_the_last_cell(own, path, change, first):
    """In the first round with the learner's file."""
    with_own = first and takes_functions(path)
    with few_digits():
        done = fresh(path.stem, change, my_network=own if with_own else None)
    assert any(": yours, from my_network.py" in output.text for output in done.outputs.values()) == with_own


@pytest.mark.weekly
@pytest.mark.parametrize("path", paths(), ids=lambda path: path.stem)
def test_each_cell_whose_output_is_compared_may_be_run_again(own, path):
    with few_digits():
        done = fresh(path.stem, rounds(changes(path))[0], my_network=own if takes_functions(path) else None)
        differ = run_again(done)
    assert not differ, "\n\n".join(f"{id}\n{words}" for id, words in differ.items())
