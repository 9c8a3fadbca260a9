"""The PerceptronLine without a page: the learning rule, and what is drawn where the start has no line."""

import numpy as np
import pytest

from helpers.activations import step
from helpers.lessons.perceptron.exercises import learning_step
from helpers.widgets import PerceptronLine
from helpers.widgets.perceptron_line import CORNERS, DATA, learning_walk
from tests.widgets.conftest import in_node


@pytest.mark.parametrize("name", DATA)
def test_the_walk_is_the_notebooks(name):
    X, labels = np.array(CORNERS, float), np.array(DATA[name])
    w, b, walked = np.zeros(2), 0.0, []
    for i in [*range(len(X))] * 20:
        before = [*w, b]
        w, b = learning_step(w, b, X[i], labels[i])
        walked += [(i, w.tolist(), b)] * ([*w, b] != before)
    assert [(i, w.tolist(), b) for i, w, b in learning_walk(X, labels, [0, 0], 0, 20)] == walked


def test_own_points_are_copied_and_the_walk_ends_where_all_are_right():
    random = np.random.default_rng(0)
    X = random.normal(size=(40, 2))
    labels, before = (X @ [1, 2] > 0.3).astype(int), X.copy()
    line, (_, w, b) = PerceptronLine(X, labels), learning_walk(X, labels, [1, -2], 1, 1000)[-1]
    assert np.array_equal(step(X @ w + b), labels)
    line.X[0] = 5
    assert np.array_equal(X, before)
    assert PerceptronLine(X, np.ones(40), w=(0, 0), b=1).updates == []


def test_the_page_walks_as_python_does():
    rng, lines = np.random.default_rng(0), []
    for n in range(40):
        X, labels = rng.normal(size=(2 + n % 7, 2)).round(2) * 10 ** (n % 3), rng.integers(2, size=2 + n % 7)
        lines.append(PerceptronLine(X, labels, w=rng.normal(size=2).round(2) * n, b=round(rng.normal() * n, 2)))
    walks = """given.map(({ sets: { own: [X, labels] }, ...line }) => {
        const { updates } = learningWalk(X, labels, line);
        const { shrink, limits } = viewOf(X, [line, ...updates].map(({ w }) => w));
        return [updates.map(({ point, w, b }) => [point, w, b]), shrink, limits];
    })"""
    imports, given = "{ learningWalk, viewOf } from './perceptron_geometry.js'", [line._do_hello() for line in lines]
    found = in_node(imports, walks, given)
    for line, (updates, shrink, limits) in zip(lines, found, strict=True):
        assert updates == [[i, w.tolist(), b] for i, w, b in line.updates]
        assert shrink == line.shrink and np.allclose(limits, line.limits)


@pytest.mark.parametrize("w, shrink", [((0.1, 0), 1), ((1, -2), 5), ((30, 40), 100)])
def test_a_long_w_is_drawn_shorter_and_leaves_the_points_their_room(w, shrink):
    line = PerceptronLine([[0, 0], [0.5, 0.5]], [1, 1], w=w, b=1)
    assert line.shrink == shrink and max(high - low for low, high in line.limits) < 4 * 0.5


def test_a_saved_page_shows_a_line_where_the_start_has_none():
    line = PerceptronLine("AND", w=(0, 0), b=0)
    _, w, _ = line.updates[len(line.updates) // 2 - 1]
    assert w.any() and f"w₁: <b>{w[0]:g}</b>" in line._saved()["text/html"] and not line.w.any()
