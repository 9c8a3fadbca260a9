"""Notebook 01: the numbers of its prose, looked at in a run of its cells, and its pictures."""

import re

import numpy as np
import pytest
from scipy.optimize import linprog

from helpers import GradientDescent, Network, load_mnist, train
from helpers.lessons.perceptron import pictures

# what a learner would change: {cell id: (a text that stands there once, what is written in its place), or a list}
CHANGES = [
    {"1-one-neuron-1": [("[1, -1]", "[0.5, 2]"), ("b = 1", "b = -3")]},
    {"2-a-neuron-is-a-line-1": ("w=(1, -2), b=1", "w=(0, 0), b=-2")},
    {"three-numbers-read": ("[-20, 10]", "[0, 5]")},
    {"5-the-perceptron-learning-rule-3": ("labels[:50], sweeps=100", "labels[:50], sweeps=2")},
    {"6-when-there-is-no-line-1": ("X[:60], labels[:60], sweeps=500", "X[:55], labels[:55], sweeps=500")},
    {"6-when-there-is-no-line-9": ("images.astype(float), labels", "images[:500].astype(float), labels[:500]")},
    {"7-and-or-and-xor-the-limit-of-1969-1": ('"AND"', '"XOR"')},
    {"8-two-hidden-neurons-are-enough-9": [("(2, 8)", "(3, 4)"), ("GradientDescent(3.0)", "GradientDescent(0.1)"),
                                           ("range(20)", "range(2)")]},
]

XOR = [0, 1, 1, 0]


@pytest.fixture(scope="module")
def digits():
    """The first 60 zeros and ones as in the notebook: ink in the box and in the middle (60, 2), labels (60,)."""
    images, labels, _, _ = load_mnist()
    images = images[labels < 2][:60].reshape(-1, 28, 28).astype(float)
    ink = [images[:, part, part].mean(axis=(1, 2)) for part in (slice(4, 24), slice(11, 17))]
    return np.column_stack(ink), labels[labels < 2][:60]


def separable(X, T):
    """Is there a line? A linear programme answers: all (w·x + b) · (±1) >= 1."""
    A = np.column_stack([X, np.ones(len(X))]) * (1 - 2 * T)[:, None]
    status = linprog(np.zeros(A.shape[1]), A_ub=A, b_ub=-np.ones(len(A)), bounds=[(None, None)] * A.shape[1]).status
    assert status in (0, 2)  # solved, or proved impossible
    return status == 0


# ---- what the cells compute ----


def test_the_number_of_digits(here):
    assert [len(here[name]) for name in ("labels", "images", "X")] == [12_665] * 3
    assert [len(here[name]) for name in ("test_labels", "test_images", "X_test")] == [2_115] * 3


def test_ink_alone_goes_far(here):
    box = here["X_test"][:, 0]
    assert here["ink_alone"] == np.mean((box < 0.22) == here["test_labels"]) and 0.925 < here["ink_alone"] < 0.935


def test_three_numbers_read_zeros_and_ones(notebook, here):
    box, middle = here["X_test"].T
    right = np.mean((middle > 2 * box) == here["test_labels"])
    assert right == here["share_right"](here["weights"], here["bias"]) > 0.99 > here["ink_alone"]
    said = notebook.outputs["three-numbers-read"]
    assert f"{right:.1%} of 2,115" in said.text and "50 digits in the plane" in said.alts[0]


def test_fifty_digits_take_eight_repairs_up_and_down(here):
    assert here["mistakes"] == [4, 4, 0]
    assert here["right"] == [21, 29, 43, 21, 49, 21, 49, 29, 50]
    w, b = here["history"][7]
    assert (here["X"][:50] @ w + b > 0).all()


def test_what_fifty_digits_taught(notebook, here):
    w, b = here["last_w"], here["last_b"]
    assert np.allclose(w, [-0.74, 0.42], atol=0.005) and b == 0
    assert "11 of 2,115 wrong: 99.5% right" in notebook.outputs["5-the-perceptron-learning-rule-9"].text


def test_sixty_digits_never_rest(here):
    assert len(here["mistakes_60"]) == 500 and min(here["mistakes_60"]) > 0


def test_all_pixels_come_to_rest(notebook, here):
    assert here["pixel_mistakes"][-1] == 0
    wrong = re.search(r"Answer of 01.t: (\d+)", notebook.outputs["6-when-there-is-no-line-9"].text)
    assert int(wrong.group(1)) <= 4


def test_the_rule_on_and_or_xor(here):
    mistakes = here["gate_mistakes"]
    assert mistakes["AND"][-1] == mistakes["OR"][-1] == 0
    assert mistakes["XOR"] == [2, 3] + [4] * 18


def test_two_hidden_neurons_are_just_enough_and_eight_are_safe(here):
    assert 14 <= here["learned"][2] < 20 and here["learned"][8] == 20


# ---- what section 6 says about lines ----


def test_a_line_separates_fifty_digits_but_not_sixty(digits):
    X, T = digits
    assert separable(X[:50], T[:50])
    assert not separable(X, T)


def test_exactly_three_digits_are_to_blame(digits):
    X, T = digits
    assert [i for i in range(60) if separable(np.delete(X, i, axis=0), np.delete(T, i))] == [8, 56, 59]


# ---- the pictures ----


def test_on_xor_each_late_sweep_ends_where_the_one_before_it_did(here):
    history, _ = here["learn"](pictures.CORNERS, XOR, sweeps=20)
    assert len({(*w, b) for w, b in history[-1:-60:-4]}) == 1  # four repairs a sweep


@pytest.mark.weekly
def test_of_a_hundred_other_starts_76_learn_xor_with_two_hidden_neurons():
    learned = 0
    for seed in range(20, 120):
        net = Network([2, 2, 1], "sigmoid", "sigmoid", seed=seed, dtype=np.float64)
        train(net, pictures.CORNERS, XOR, epochs=1000, optimizer=GradientDescent(3.0), record_every=1000)
        learned += net.accuracy(pictures.CORNERS, XOR) == 1
    assert learned == 76
