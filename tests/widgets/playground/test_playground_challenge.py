"""Short forms, presets and challenges of the Playground."""

import json

import pytest

from helpers.exercises import challenge
from helpers.widgets import Playground
from helpers.widgets.playground_challenge import CHALLENGES, FAIR, Challenge


def reach(playground, accuracy, steps=20_000):
    """Train until that share of the test points is right, or to the end; the best share seen."""
    best = 0
    while playground.steps < steps and best < accuracy:
        playground.train(100)
        best = max(best, playground.accuracies[1])
    return best


# ---- challenges ----


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


def test_the_page_hears_of_the_challenge_while_it_trains(play):
    page = play(Playground(challenge="circles", widths=[4]))
    page.say("play")
    head = page.say("run", until=page.widget.sent + 2)
    told = head["challenge"]
    assert "settings" not in head and told["goal"] == CHALLENGES["circles"].goal
    assert told["best"] is None and "Hidden neurons: 4" in told["said"]


def test_each_new_best_is_told_once():
    heard = []
    playground = Playground(challenge="circles", widths=[4], on_reached=heard.append)
    playground.challenge = Challenge("Anything.", {}, accuracy=0.01)
    for widths in ([4], [6], [3, 2], [2], [2]):
        playground._do_change({"widths": widths})
    assert heard == [4, 2] and playground.best == 2


# ---- short forms ----


@pytest.mark.weekly
def test_presets_teach_what_they_are_for():
    right = lambda steps=1500, **how: max(reach(Playground(seed=seed, **how), 0.95, steps) for seed in range(2))  # noqa: E731
    assert right(widths=[], data="xor") < 0.75 and right(widths=[], data="blobs") > 0.95  # one neuron, one line
    assert right(preset="hidden_space") > 0.95
    assert right(preset="rate_and_batch", learning_rate=0.001) < 0.8 < right(preset="rate_and_batch", learning_rate=0.1)
    assert right(preset="deep_sigmoids") < 0.7 and right(preset="deep_sigmoids", activation="tanh") > 0.95


# ---- as saved ----


def test_saved_it_says_how_to_bring_it_to_life_and_how_it_is_set():
    html = Playground(show=["depth", "width"], widths=[3, 2], challenge="xor")._saved()["text/html"]
    assert "Run this cell to bring the Playground to life" in html and "with the fewest hidden neurons" in html
    for words in ("Depth: <b>2</b>", "Width: <b>3 and 2</b>"):
        assert words in html
    assert "Optimizer" not in html
    assert "Optimizer: <b>gradient descent</b>" in Playground()._saved()["text/html"]


# ---- challenges of the course ----


def test_a_challenge_of_the_course_is_noted(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.json"))
    playground = challenge("00.circles", widths=[8])
    assert playground.challenge is CHALLENGES["circles"] and not (tmp_path / "progress.json").exists()
    playground.train(2000)
    assert "00.circles" in json.loads((tmp_path / "progress.json").read_text())
    with pytest.raises(ValueError, match="did you mean"):
        challenge("00.circle")
