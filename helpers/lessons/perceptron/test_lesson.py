"""Notebook 01: the numbers of its prose, looked at in a run of its cells, and its pictures."""

import re

import numpy as np
import pytest
from matplotlib.colors import to_rgba
from scipy.optimize import linprog

import helpers
from helpers import GradientDescent, Network, load_mnist, train
from helpers.lessons.perceptron import pictures
from helpers.plots.style import BLUE, ORANGE
from tests.exercises.answers import right
from tests.figures import words

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
X = np.array([[0.35, 0.1], [0.15, 0.5], [0.4, 0.2], [0.1, 0.4]])
T = np.array([0, 1, 0, 1])
IMAGES = np.random.default_rng(0).uniform(size=(4, 784))


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


def test_the_lectures_first_neuron(notebook):
    assert notebook.after["1-one-neuron-1"]["z"] == 4
    assert "[0.018 0.5   0.982]" in notebook.outputs["after-01-2"].text
    assert "a = 0.9820" in notebook.outputs["after-01-3"].text


def test_the_line_stays_when_all_three_numbers_are_halved_and_each_answer_is_less_sure():
    w, b, points = np.array([1, -2]), 1, np.random.default_rng(0).normal(size=(1000, 2))
    full, half = points @ w + b, points @ (w / 2) + b / 2
    assert ((full > 0) == (half > 0)).all()
    assert (abs(helpers.sigmoid(half) - 0.5) < abs(helpers.sigmoid(full) - 0.5)).all()
    p, q = np.array([1, 1]), np.array([3, 2])  # two points of the line: w is at a right angle to the way between them
    assert w @ p + b == w @ q + b == w @ (q - p) == 0


def test_the_three_points_and_the_nudge(notebook):
    text = notebook.outputs["3-perceptron-and-logistic-regression-3"].text
    assert "[0.2 1.  4. ]" in text and "[1 1 1]" in text and "[0.55 0.73 0.98]" in text
    assert "step 1 → 1, sigmoid 0.7311 → 0.7330" in text


def test_z_is_the_distance_from_the_line_times_the_length_of_w(notebook, here):
    w, b, points = np.array([1, -2]), 1, here["three"]
    foot = points - (points @ w + b)[:, None] * w / (w @ w)  # the nearest point of the line
    assert np.allclose(foot @ w + b, 0)
    distance = np.linalg.norm(points - foot, axis=1)
    assert np.allclose(notebook.after["3-perceptron-and-logistic-regression-3"]["sums"], distance * np.linalg.norm(w))
    assert (np.diff(distance) > 0).all()


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


def test_one_repair_moves_z_by_x_x_plus_1(here, digits):
    X, T = digits
    assert T[1] == 1
    w, b = here["history"][1]
    assert np.allclose(w, X[1]) and w @ X[1] + b == pytest.approx(X[1] @ X[1] + 1)


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


def test_the_xor_network_says_xor(here):
    assert here["xor_net"].predict(pictures.CORNERS).tolist() == XOR


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


def test_the_one_lies_just_beyond_the_line_between_the_two_zeros(digits):
    X, T = digits
    (fat, thin), one = X[[8, 59]], X[56]
    assert T[[8, 56, 59]].tolist() == [0, 1, 0]
    share = (one[0] - thin[0]) / (fat[0] - thin[0])
    on_the_line = thin + share * (fat - thin)
    assert 0 < share < 1
    assert 0 < on_the_line[1] - one[1] < 0.02
    ones = np.delete(X[T == 1], np.argwhere(np.flatnonzero(T == 1) == 56), axis=0)
    across = (fat - thin)[0] * (ones - thin)[:, 1] - (fat - thin)[1] * (ones - thin)[:, 0]
    assert (across > 0).all()  # every other 1 is on the near side


def test_no_line_computes_xor():
    assert separable(pictures.CORNERS, np.array([0, 0, 0, 1]))
    assert separable(pictures.CORNERS, np.array([0, 1, 1, 1]))
    assert not separable(pictures.CORNERS, np.array(XOR))


# ---- the pictures ----


def test_the_sigmoid_marks_its_values():
    fig = pictures.sigmoid_curve(helpers.sigmoid, 4, -2)
    assert {"σ(4) = 0.98", "σ(−2) = 0.12"} < set(words(fig)) and "σ(4) = 0.98, σ(−2) = 0.12" in fig.alt


def test_neuron_shows_every_number_of_its_sum():
    fig = pictures.neuron([1, -1], [1, -2], 1)
    assert {"$w_1$ = 1", "$w_2$ = −2", "$b$ = 1", "$z$ = 4", "$a$ = 0.98"} <= set(words(fig))
    assert all(number in fig.alt for number in ("1", "−1", "−2", "z = 4", "0.98"))
    arrows = [patch.get_edgecolor() for patch in fig.axes[0].patches]
    assert to_rgba(BLUE) in arrows and to_rgba(ORANGE) in arrows


def test_measured_writes_both_measurements_over_each_digit():
    fig = pictures.measured(IMAGES, X, ["a 0", "a 1", "a 0", "a 1"])
    told = [[ax.get_title().strip(), *(text.get_text() for text in ax.texts)] for ax in fig.axes]
    assert told[:2] == [["a 0", "0.35", "0.10"], ["a 1", "0.15", "0.50"]]
    assert all(len(ax.patches) == 2 for ax in fig.axes)
    assert "a 0: 0.35, 0.10" in fig.alt


def test_mistakes_by_sweep():
    fig = pictures.mistakes_by_sweep({"50 digits": [4, 4, 0], "60 digits": [6, 4]})
    assert [line.get_ydata().tolist() for line in fig.axes[0].lines] == [[4, 4, 0], [6, 4]]
    assert len({(line.get_color(), line.get_marker()) for line in fig.axes[0].lines}) == 2
    assert "50 digits: 4 in sweep 1, 0 in sweep 3" in fig.alt


def test_blamed_names_and_shows_the_digits():
    fig = pictures.blamed(X, T, IMAGES, [0, 3])
    assert [(note.get_text(), *note.xy) for note in fig.axes[0].texts] == [("A", *X[0]), ("B", *X[3])]
    assert [ax.get_title() for ax in fig.axes[1:]] == ["A, a 0", "B, a 1"]
    assert "A, a 0, at (0.35, 0.1)" in fig.alt


def test_hidden_space_moves_two_corners_into_one():
    net = Network([2, 2, 1], activation="step", output="step", dtype=np.float64)
    net.theta = [1, 1, 1, 1, -0.5, -1.5, 1, -2, -0.5]
    fig = pictures.hidden_space(net)
    before, after = fig.axes
    assert sum(hasattr(line, "get_xy1") for line in before.lines) == 2
    assert sum(hasattr(line, "get_xy1") for line in after.lines) == 1
    assert {"$h_1$", "$h_2$", "(0, 1) and (1, 0)"} <= set(words(fig))
    assert "(0, 1) becomes (1, 0); (1, 0) becomes (1, 0)" in fig.alt


@pytest.mark.parametrize("weights", right("01.5"))
def test_hidden_space_draws_other_right_answers(weights):
    net = Network([2, 2, 1], activation="step", output="step", dtype=np.float64)
    net.theta = np.concatenate([np.ravel(part) for part in weights()])
    names = [text for text in pictures.hidden_space(net).axes[0].texts if text.get_text().startswith("$h")]
    for name, w, b in zip(names, net.weights[0], net.biases[0], strict=True):
        assert w @ name.get_position() + b == pytest.approx(0)  # it stands at its line


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
