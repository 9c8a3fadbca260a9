"""Notebook 02: its pictures, and the numbers of its prose, looked at in a run of its cells."""

import numpy as np

from helpers import lecture, sigmoid
from tests.notebook_run import numbers, prose

# what a learner would change: {cell id: (a text that stands there once, what is written in its place), or a list}
CHANGES = [
    {"1-one-layer-by-hand-3": ("np.array([1, -1])\n", "np.array([0.5, 2])\n")},
    {"3-fully-connected-feedforward-3": ("4 - 6 * a", "1 + a")},
    {"5-a-structure-is-a-set-of-functions-1": ("[2, 2, 2, 2]", "[2, 5, 1]")},
    {"6-how-many-parameters-1": ("[256, 1000, 1000, 10]", "[784, 1000, 1000, 10]")},
    {"the-rings-by-your-layer": [("[2, 4, 1]", "[2, 2, 1]"), ("boundary(answers,", "boundary(ring_net,")]},
    {"9-hidden-layers-find-the-features-1": ("noise=0.1", "noise=0.5")},
    {"9-hidden-layers-find-the-features-3": [("noise=0.1", "noise=0.3"), ("Adam(0.03)", "Adam(0.3)")]},
]

X = np.random.default_rng(0).uniform(-100, 100, (5000, 2))


def test_the_prose_tells_these_numbers():
    slides = {"0.98", "0.12", "0.62", "0.83", "0.73", "1.45", "0.2498", "0.7502"}
    others = {"256", "152", "16.4", "15.3", "2012"}
    assert numbers(prose("02_feedforward_network")) == slides | others


def test_the_slides_numbers(notebook):
    assert "upper neuron: 0.98\nlower neuron: 0.12" in notebook.outputs["1-one-layer-by-hand-3"].text
    assert "f(1, -1) = [0.62 0.83]" in notebook.outputs["2-three-layers-one-rule-1"].text
    zero = notebook.outputs["2-three-layers-one-rule-3"].text
    assert "f(0, 0) = [0.51 0.85]" in zero and "Answer of 02.p: 0.51" in zero
    shares = notebook.outputs["2-three-layers-one-rule-10"].text
    assert "add up to 1.45" in shares and "[0.2498 0.7502]" in shares


def test_feedback_swings(here):
    assert here["heard"][:6] == [0.98, 0.13, 0.96, 0.15, 0.96, 0.15]
    a = 0
    for _ in range(50):
        before, a = a, sigmoid(4 - 3 * a)
    assert abs(a - before) < 1e-6  # with the weight −3 the swings die down


def test_features_by_hand_and_by_hidden_layers(notebook, here):
    right_by_line, right_by = here["right_by_line"], here["right_by"]
    assert right_by_line(here["rings"], here["inside"]) < 60
    assert right_by["x₁² + x₂²"] == 100 and max(right_by["x₁ + x₂"], right_by["x₁ − x₂"], right_by["x₁ · x₂"]) < 75
    moon, side, last = here["moon"], here["side"], here["stages"][-1]
    layers = [right_by_line(features, side) for features in last.forward(moon).a[:4]]
    assert layers[1] > 97 and layers[3] == 100
    assert "100% right" in notebook.outputs["the-rings-by-your-layer"].text
    after = notebook.after["the-rings-by-your-layer"]
    away = np.sort(np.abs(after["b1"]) / np.linalg.norm(after["W1"], axis=1))  # of the lines, from the middle
    assert len(away) == 4 and away[2] < 1.5 and away[3] > 20
    directions = np.stack([np.cos(angles := np.linspace(0, 2 * np.pi, 720)), np.sin(angles)])
    sides = side[np.argsort(moon @ directions, axis=0)] * 2 - 1  # along each direction, +1 or −1
    best = (np.cumsum(-sides, axis=0).max(axis=0) + side.sum()) / len(side)  # all behind a line on one side
    assert 0.88 < best.max() < 0.92
    a3, w, b = last.forward(moon).a[-2], last.weights[-1][0], last.biases[-1][0]
    assert np.array_equal(a3 @ w + b > 0, last.predict(moon) == 1)  # the output layer is a line


def test_no_input_makes_y1_greater_than_y2():
    Y = lecture.network()(X)
    assert Y[:, 0].max() < sigmoid(np.array(1.0)) < Y[:, 1].min() and round(sigmoid(np.array(1.0)), 2) == 0.73


def test_parameters_grow_with_the_square_of_the_width_and_in_step_with_the_depth():
    count = lecture.count_parameters
    assert count([256, 500]) == 500 * 257 == 128_500
    assert count([1000, 1000]) - 1000 == 1_000_000
    assert count([256, *[500] * 4, 10]) - count([256, *[500] * 3, 10]) == 500 * 501
