"""The PerceptronLine without a page: the learning rule, what is refused, the messages, the still picture."""

import numpy as np
import pytest

from helpers.activations import step
from helpers.widgets import PerceptronLine
from helpers.widgets.perceptron_line import CORNERS, DATA, learning_walk


def learn(X, labels, sweeps):
    """Notebook 01's own function."""
    w, b = np.zeros(X.shape[1]), 0
    history, mistakes = [(w, b, None)], []
    for _ in range(sweeps):
        updates = len(history)
        for i in range(len(X)):
            error = labels[i] - step(w @ X[i] + b)
            if error:
                w, b = w + error * X[i], b + error
                history.append((w, b, i))
        mistakes.append(len(history) - updates)
        if mistakes[-1] == 0:
            break
    return history, mistakes


@pytest.mark.parametrize("name", DATA)
def test_the_walk_is_the_notebooks(name):
    X, labels = np.array(CORNERS, float), np.array(DATA[name])
    history, mistakes = learn(X, labels, 20)
    updates, sweeps, rested = learning_walk(X, labels, [0, 0], 0, 20)
    assert [(update["w"], update["b"], update["point"]) for update in updates] == [
        (w.tolist(), b, i) for w, b, i in history[1:]
    ]
    assert [sum(update["sweep"] == k + 1 for update in updates) for k in range(sweeps)] == mistakes
    assert rested == (name != "XOR")


def test_own_points_are_copied_and_the_walk_ends_where_all_are_right():
    random = np.random.default_rng(0)
    X = random.normal(size=(40, 2))
    labels, before = (X @ [1, 2] > 0.3).astype(int), X.copy()
    line = PerceptronLine(X, labels, sweeps=1000)
    assert line.rested and line.data == "own"
    line.at = len(line.updates)
    assert np.array_equal(step(X @ line.w + line.b), labels)
    line.X[0] = 5
    assert np.array_equal(X, before)
    assert PerceptronLine(X, np.ones(40), w=(0, 0), b=1).updates == []


WRONG = [dict(X="NAND"), dict(X=[[1, 2, 3]], labels=[1]), dict(X=[[1, 2]]), dict(X=[[1, 2]], labels=[2]), dict(w=(1,)),
         dict(X=np.zeros((301, 2)), labels=np.zeros(301)), dict(b=None), dict(output="relu"), dict(sweeps=0),
         dict(X=[[1, np.nan]], labels=[0]), dict(X=[], labels=[])]


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_what_does_not_fit_is_refused(wrong):
    with pytest.raises(ValueError, match="expected|NaN"):
        PerceptronLine(**wrong)


@pytest.fixture
def page(play):
    return play(PerceptronLine("AND"))


def state(line):
    return line.X.tobytes(), line.labels.tobytes(), line.w.tobytes(), line.b, line.at, line.output, line.data


GOOD = {"do": "state", "X": CORNERS, "w": [0, 0], "b": 0, "output": "step"}
HOSTILE = [None, [], {}, {"do": "_take"}, {"do": "at"}, {"do": "data"}, {"do": "data", "name": "own"}]
HOSTILE += [{"do": "at", "step": k} for k in (-1, 10**6, 1.5, "1", True, None)]
HOSTILE += [GOOD | {"X": X} for X in (None, [], [[0, 0]], CORNERS[:3], [[0, "a"]] * 4, [[0, 1e9]] * 4, {"a": 1}, "AND")]
HOSTILE += [GOOD | {"w": w} for w in (None, [1], [1, None], ["1", 2], [float("inf"), 0], 10**400)]
HOSTILE += [GOOD | {"b": b} for b in (None, "1", float("nan"), 1e9)] + [GOOD | {"output": o} for o in (None, 3, "tanh")]


def test_hostile_messages_change_nothing_and_are_answered(page):
    page.refused(HOSTILE, state)


def test_messages_are_done_and_answered(page):
    assert page({"do": "hello", "to": "v 0"})["to"] == "v 0"
    answer = page(GOOD)
    assert answer["updates"] == learning_walk(np.array(CORNERS, float), DATA["AND"], [0, 0], 0, 20)[0]
    assert page({"do": "at", "to": "v 2", "step": 3}) == {"do": "at", "to": "v 2"}
    assert page.widget.w.tolist() == answer["updates"][2]["w"] and page.widget.b == answer["updates"][2]["b"]
    answer = page({"do": "data", "to": "v 3", "name": "XOR"})
    assert answer["labels"] == DATA["XOR"] and answer["at"] == 0 and not answer["rested"]


def test_a_long_w_is_drawn_shorter_and_leaves_the_points_their_room(play):
    for w, shrink in [((0.1, 0), 1), ((1, -2), 5), ((30, 40), 100)]:
        answer = play(PerceptronLine([[0, 0], [0.5, 0.5]], [1, 1], w=w, b=1))({"do": "hello"})
        assert answer["shrink"] == shrink and max(high - low for low, high in answer["limits"]) < 4 * 0.5


def test_still_picture_and_words():
    saved = PerceptronLine("XOR", w=(1, 1), b=-0.5)._saved()
    assert saved["text/plain"] == "<PerceptronLine: 4 points (XOR), w = (1, 1), b = −0.5, 0 mistakes put right>"
    assert "3 points are on the right side" in saved["text/html"]
    assert "ringed one has z = 0.5 and the answer 1" in saved["text/html"] and "Run this cell" in saved["text/html"]
    assert len(saved["image/png"]) < 60_000


def test_a_saved_page_shows_a_line_where_the_start_has_none():
    line = PerceptronLine("AND", w=(0, 0), b=0)
    html, update = line._saved()["text/html"], line.updates[len(line.updates) // 2 - 1]
    assert update["w"] != [0, 0] and f"w₁: <b>{update['w'][0]:g}</b>" in html
    assert line.at == 0 and not line.w.any()
