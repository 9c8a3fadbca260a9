"""Challenges of the Playground."""

import json

import pytest

from helpers.exercises import challenge
from helpers.widgets import Playground
from helpers.widgets.playground_challenge import CHALLENGES, FAIR, Challenge


def test_what_a_challenge_says():
    challenge = Challenge("Half of the circles.", FAIR | {"data": "circles"}, neurons=3, accuracy=0.5)
    say = lambda accuracy, best, **settings: challenge.judge(usual | settings, accuracy, best)  # noqa: E731
    usual = Playground(challenge="circles").settings
    assert say(0.499, None) == ("Right on the test points: 49 %. Hidden neurons: 8.", None)
    assert say(0.5, None)[0].endswith("but with 8 hidden neurons. The goal allows 3.") and say(0.5, None)[1] is None
    assert say(0.5, None, widths=[3])[1] == 3 and say(0.5, 3, widths=[2])[1] == 2 and say(0.5, 2, widths=[3])[1] == 2
    assert say(0.58, 2, widths=[3])[0].startswith("Reached: 58 %")
    assert say(0.58, 2, widths=[3])[0].endswith("Fewest so far: 2.")
    assert say(0.1, 2)[0].endswith("You have reached it before, with 2.")
    assert say(0.9, None, widths=[3], data="blobs") == ("The challenge counts only with Data set to circles.", None)
    assert say(0.9, None, widths=[3], features=["x1"])[0] == "The challenge counts only with Inputs set to x1 and x2."
    assert say(None, None, widths=[3])[0].startswith("Right on the test points: 0 %.")


def test_each_new_best_is_told_once():
    heard = []
    playground = Playground(challenge="circles", widths=[4], on_reached=heard.append)
    playground.challenge = Challenge("Anything.", {}, accuracy=0.01)
    for widths in ([4], [6], [3, 2], [2], [2]):
        playground._do_change({"widths": widths})
    assert heard == [4, 2] and playground.best == 2


def test_a_challenge_of_the_course_is_noted(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.json"))
    playground = challenge("00.circles", widths=[8])
    assert playground.challenge is CHALLENGES["circles"] and not (tmp_path / "progress.json").exists()
    playground.train(2000)
    assert "00.circles" in json.loads((tmp_path / "progress.json").read_text())
    with pytest.raises(ValueError, match="did you mean"):
        challenge("00.circle")
