"""ChainNudge without a browser: its table beside derivatives by nudging, and its messages."""

import re

import numpy as np
import pytest

from helpers.widgets.chain_nudge import CASES, PLACES, ZOOMS, ChainNudge, table


@pytest.mark.parametrize("at", [-1.5, 0.0, 0.7])
@pytest.mark.parametrize("case", CASES)
def test_the_rule_is_the_slope_of_the_true_change(case, at):
    here = table(case, at, 100)
    step = here["nudges"][PLACES + 1]
    assert here["nudges"][PLACES] == 0 and step == pytest.approx(1e-4)
    for name, exact in here["exact"].items():
        rule = np.sum(here["lanes"][name], axis=0)
        slope = (exact[PLACES + 1] - exact[PLACES - 1]) / (2 * step)
        assert rule[PLACES + 1] / step == pytest.approx(slope, abs=1e-6), name
    assert here["slope"] == pytest.approx(here["rule"][-1] / here["nudges"][-1])


def test_the_lectures_cases_in_numbers():
    assert table(1, 0.7, 1)["slope"] == pytest.approx(1.235266, abs=1e-6)
    fork = table(2, 0.7, 1)
    assert fork["slope"] == pytest.approx(2.262127, abs=1e-6)
    assert fork["lanes"]["z"][0][-1] / fork["nudges"][-1] == pytest.approx(0.901905, abs=1e-6)


def test_rule_and_truth_part_when_the_nudge_is_large():
    miss = [float(table(2, 0.7, zoom)["miss"][-1].removesuffix(" % of it")) for zoom in ZOOMS]
    assert miss[0] > 20 > miss[1] > 2 > miss[2] > 0


# ---- messages ----


@pytest.fixture
def page(play):
    return play(ChainNudge())


def test_messages_are_done_and_answered_to_the_one_who_asked(page):
    assert page({"do": "hello", "to": "v 1"})["to"] == "v 1"
    assert page({"do": "pull", "place": -30, "to": "v 2"}) == {"do": "pull", "to": "v 2"} and page.widget.nudge == -0.3
    answer = page({"do": "set", "case": 2, "at": -1.5, "zoom": 10})
    assert answer["do"] == "set" and answer["place"] == -30
    assert page.widget.nudge == pytest.approx(-0.03) and page.widget.case == 2
    assert answer["exact"] == table(2, -1.5, 10)["exact"] and answer["digits"] == 5


HOSTILE = [None, [], "set", {}, {"do": "eval"}, {"do": "_set"}, {"do": ["pull"]}, {"do": "pull"}]
HOSTILE += [{"do": "set", "case": 2, "place": place} for place in (51, -51, 1.0, "1", True, [1], 10**400)]
HOSTILE += [{"do": "set", "at": at, "place": 3} for at in (2, -1.6, "0", float("nan"), float("inf"), True, [0])]
HOSTILE += [{"do": "set", "place": 3, name: value} for name in ("case", "zoom") for value in (0, 3, 1.0, "1", True, {})]


def test_hostile_messages_change_nothing_and_are_answered(page):
    for answer in page.refused(HOSTILE, repr):
        assert answer["place"] == 10 and answer["nudges"][60] == 0.1  # so that the page can go back to what is true


@pytest.mark.parametrize("given", [{"case": 3}, {"at": 1.6}, {"nudge": 0.51}, {"nudge": 0.1, "zoom": 10}, {"zoom": 2}])
def test_what_does_not_fit_is_refused(given):
    with pytest.raises(ValueError, match="expected"):
        ChainNudge(**given)


def test_still_picture_and_words():
    saved = ChainNudge(2, nudge=0.1)._saved()
    assert "Δz is 0.2262 by the slopes, 0.243 true" in saved["text/plain"] and "image/png" in saved
    assert re.search("alt=.*Run this cell.*Nudge: <b>0.1</b>", saved["text/html"], re.DOTALL)
