"""The PerceptronLine without a page: the learning rule, what is refused, the still picture."""

import numpy as np
import pytest

from helpers.activations import step
from helpers.widgets import PerceptronLine
from helpers.widgets.perceptron_line import CORNERS, DATA, learning_walk
from tests.widgets.conftest import in_node


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
    updates = learning_walk(X, labels, [0, 0], 0, 20)
    history, _ = learn(X, labels, 20)
    assert [(w.tolist(), b, i) for i, w, b in updates] == [(w.tolist(), b, i) for w, b, i in history[1:]]


def test_own_points_are_copied_and_the_walk_ends_where_all_are_right():
    random = np.random.default_rng(0)
    X = random.normal(size=(40, 2))
    labels, before = (X @ [1, 2] > 0.3).astype(int), X.copy()
    line = PerceptronLine(X, labels, sweeps=1000)
    _, w, b = line.updates[-1]
    assert np.array_equal(step(X @ w + b), labels)
    line.X[0] = 5
    assert np.array_equal(X, before)
    assert PerceptronLine(X, np.ones(40), w=(0, 0), b=1).updates == []


def test_the_page_walks_as_python_does():
    rng, lines = np.random.default_rng(0), []
    for n in range(40):
        X, labels = rng.normal(size=(2 + n % 7, 2)).round(2) * 10 ** (n % 3), rng.integers(2, size=2 + n % 7)
        lines.append(PerceptronLine(X, labels, w=rng.normal(size=2).round(2) * n, b=round(rng.normal() * n, 2)))
    walks = """given.map(({ sets: { own: [X, labels] }, sweeps, ...line }) => {
        const { updates } = learningWalk(X, labels, line, sweeps);
        const { shrink, limits } = viewOf(X, [line, ...updates].map(({ w }) => w));
        return [updates.map(({ point, w, b }) => [point, w, b]), shrink, limits];
    })"""
    imports, given = "{ learningWalk, viewOf } from './perceptron_geometry.js'", [line._do_hello() for line in lines]
    found = in_node(imports, walks, given)
    for line, (updates, shrink, limits) in zip(lines, found, strict=True):
        assert updates == [[i, w.tolist(), b] for i, w, b in line.updates]
        assert shrink == line.shrink and np.allclose(limits, line.limits)


WRONG = [dict(X="NAND"), dict(X=[[1, 2, 3]], labels=[1]), dict(X=[[1, 2]]), dict(X=[[1, 2]], labels=[2]), dict(w=(1,)),
         dict(X=np.zeros((301, 2)), labels=np.zeros(301)), dict(b=None), dict(output="relu"), dict(sweeps=0),
         dict(X=[[1, np.nan]], labels=[0]), dict(X=[], labels=[])]


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_what_does_not_fit_is_refused(wrong):
    with pytest.raises(ValueError, match="expected|NaN"):
        PerceptronLine(**wrong)


@pytest.mark.parametrize("w, shrink", [((0.1, 0), 1), ((1, -2), 5), ((30, 40), 100)])
def test_a_long_w_is_drawn_shorter_and_leaves_the_points_their_room(w, shrink):
    line = PerceptronLine([[0, 0], [0.5, 0.5]], [1, 1], w=w, b=1)
    assert line.shrink == shrink and max(high - low for low, high in line.limits) < 4 * 0.5


def test_still_picture_and_words():
    saved = PerceptronLine("XOR", w=(1, 1), b=-0.5)._saved()
    assert saved["text/plain"] == "<PerceptronLine: 4 points (XOR), w = (1, 1), b = −0.5, 0 mistakes put right>"
    assert "3 points are on the right side" in saved["text/html"]
    assert "ringed one has z = 0.5 and the answer 1" in saved["text/html"] and "Run this cell" in saved["text/html"]
    assert len(saved["image/png"]) < 60_000


def test_a_saved_page_shows_a_line_where_the_start_has_none():
    line = PerceptronLine("AND", w=(0, 0), b=0)
    _, w, _ = line.updates[len(line.updates) // 2 - 1]
    assert w.any() and f"w₁: <b>{w[0]:g}</b>" in line._saved()["text/html"] and not line.w.any()
