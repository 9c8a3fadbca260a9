"""Nothing punishes trying: what a learner would change runs on to the last cell, and any cell may be run again."""

from importlib import import_module

import pytest

from tests.notebook_run import few_digits, fresh, run_again
from tools.contents import LESSONS, lesson, paths

pytestmark = pytest.mark.slow  # two or three more runs of every notebook


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
            yield pytest.param(path.stem, change, number == 1, id=f"{path.stem}-{number}")


def test_every_notebook_is_tried():
    without = [f"{lesson(path)}/test_lesson.py" for path in paths() if not changes(path)]
    assert not without, f"no CHANGES in {', '.join(without)} of {LESSONS}"


@pytest.mark.parametrize("name, change, again", list(tries()))
def test_what_is_changed_runs_on_to_the_last_cell(name, change, again):
    """And then each cell may be run again, after those behind it, with the result that it had."""
    with few_digits():
        differ = run_again(name, change) if again else fresh(name, change) and {}
    assert not differ, "\n\n".join(f"{id}\n{words}" for id, words in differ.items())
