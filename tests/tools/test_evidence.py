"""Each cause that the course gives names what holds it; what was tried is tried again every week."""

import importlib
import statistics

import pytest

from tools import evidence
from tools.contents import lesson, number_of, paths
from tools.evidence import Cause, causes, faults, lacking, texts


@pytest.mark.parametrize("path", paths(), ids=number_of)
def test_what_the_list_names_is_there_and_nothing_gives_a_cause_that_nobody_holds(path):
    assert lacking(path) == []


TRIED = [(path, one) for path in paths() for one in causes(path) if one.by.startswith("trials.")]


@pytest.mark.weekly
@pytest.mark.parametrize("path, one", TRIED, ids=[f"{number_of(path)}-{one.by}" for path, one in TRIED])
def test_what_was_tried_comes_out_so_again(path, one):
    """Trainings differ from machine to machine: a middle moves by less than a third of the gap, or than the range."""
    trials = importlib.import_module(f"helpers.lessons.{lesson(path)}.trials")
    again = getattr(trials, one.by.removeprefix("trials."))()
    told = one.present, one.absent
    apart = abs(statistics.median(told[0]) - statistics.median(told[1]))
    for side, now in zip(told, again, strict=True):
        near = max(apart / 3, max(side) - min(side))
        assert len(now) == len(side) and abs(statistics.median(now) - statistics.median(side)) < near, again


def test_a_reworded_sentence_a_lost_cell_and_too_few_starts_are_found(monkeypatch):
    path = paths()[-1]
    cell, says = next((where, text) for where, text, _ in texts(path) if len(text.split()) > 20)
    wrong = [Cause(cell, says, "tried", "trials.nothing", "steps", (1,) * 5, (2,) * 4), Cause(cell, says, "none", cell),
             Cause(cell, "Reworded", "counted", cell), Cause(cell, says, "derived", "gone"),
             Cause(cell, says, "quoted", "somebody")]
    monkeypatch.setattr(evidence, "causes", lambda path: wrong)
    told = "\n".join(faults(path))
    for what in ("'trials.nothing', which", "fewer than 5", "'Reworded' stands there 0", "'gone', which", "'somebody'"):
        assert told.count(what) == 1
    assert len(told.splitlines()) == 5
