"""Notebook 01: the numbers of its prose that no cell asserts, and its pictures."""

import numpy as np
import pytest
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from scipy.optimize import linprog

from helpers import Network, load_mnist
from helpers.plots import perceptron as plots
from helpers.plots.style import BLUE, ORANGE

XOR = [0, 1, 1, 0]
HISTORY = [((0, 0), 0, None), ((0.2, 0.5), 1, 1), ((-0.7, 0.4), 0, 0)]
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
    assert separable(plots.CORNERS, np.array([0, 0, 0, 1]))
    assert separable(plots.CORNERS, np.array([0, 1, 1, 1]))
    assert not separable(plots.CORNERS, np.array(XOR))


# ---- the pictures ----


def words(fig):
    """Every text in a figure."""
    return [text.get_text() for text in fig.findobj(lambda part: hasattr(part, "get_text")) if text.get_text()]


def described(fig):
    assert isinstance(fig, Figure)
    assert len(fig.alt) > 30
    return fig.alt


def test_neuron_shows_every_number_of_its_sum():
    fig = plots.neuron([1, -1], [1, -2], 1)
    assert {"$w_1$ = 1", "$w_2$ = −2", "$b$ = 1", "$z$ = 4", "$a$ = 0.98"} <= set(words(fig))
    assert all(number in described(fig) for number in ("1", "−1", "−2", "z = 4", "0.98"))
    arrows = [patch.get_edgecolor() for patch in fig.axes[0].patches]
    assert to_rgba(BLUE) in arrows and to_rgba(ORANGE) in arrows


@pytest.mark.parametrize("w1, w2, b", [(1, -2, 1), (0, 2, -1), (3, 0, 3), (-1, -1, 0)])
@pytest.mark.parametrize("output", ["sigmoid", "step"])
def test_neuron_line_lies_where_z_is_0(w1, w2, b, output):
    fig = plots.neuron_line(w1, w2, b, output)
    through = [line for line in fig.axes[0].lines if hasattr(line, "get_xy1")]
    assert len(through) == 1
    for x1, x2 in (through[0].get_xy1(), through[0].get_xy2()):
        assert w1 * x1 + w2 * x2 + b == pytest.approx(0)
    assert f"z = {w1 - w2 + b}".replace("-", "−") in described(fig)


def test_neuron_line_colours_the_plane_by_its_answer():
    shades = plots.neuron_line(1, 0, 0).axes[0].images[0].get_array()
    assert (np.diff(shades, axis=1) > 0).all() and not np.diff(shades, axis=0).any()
    assert set(np.unique(plots.neuron_line(1, 0, 0, "step").axes[0].images[0].get_array())) == {0, 1}


def test_neuron_line_without_weights_has_no_line():
    fig = plots.neuron_line(0, 0, 1)
    assert not any(hasattr(line, "get_xy1") for line in fig.axes[0].lines)
    assert "no line" in described(fig) and "0.73" in fig.alt


def test_measured_writes_both_measurements_over_each_digit():
    fig = plots.measured(IMAGES, X, ["a 0", "a 1", "a 0", "a 1"])
    assert [ax.get_title() for ax in fig.axes][:2] == ["a 0\n0.35, 0.10", "a 1\n0.15, 0.50"]
    assert all(len(ax.patches) == 2 for ax in fig.axes)
    assert "a 0: 0.35, 0.10" in described(fig)


def test_learning_step_counts_and_rings_the_digit():
    fig = plots.learning_step(X, T, HISTORY, IMAGES, 2)
    assert fig.axes[0].get_title(loc="left") == "step 2: 4 of 4 right"
    ring = next(line for line in fig.axes[0].lines if line.get_marker() == "o")
    assert np.allclose(ring.get_xydata(), X[0])
    assert np.allclose(fig.axes[1].images[0].get_array().ravel(), IMAGES[0])
    assert "A 0 was taken for a 1" in described(fig) and "subtracted" in fig.alt and "w = (−0.7, 0.4), b = 0" in fig.alt


def test_learning_step_0_has_no_line_and_no_digit():
    fig = plots.learning_step(X, T, HISTORY, IMAGES)
    assert not fig.axes[0].lines and not fig.axes[1].images
    assert "2 of 4 right" in described(fig)


def test_learning_steps_draws_one_picture_an_update():
    fig = plots.learning_steps(X, T, HISTORY)
    assert [ax.get_title(loc="left") for ax in fig.axes if ax.axison] == ["step 1: 2 right", "step 2: 4 right"]
    assert described(fig).startswith("2 steps") and "2, 4" in fig.alt


def test_mistakes_by_sweep():
    fig = plots.mistakes_by_sweep({"50 digits": [4, 4, 0], "60 digits": [6, 4]})
    assert [line.get_ydata().tolist() for line in fig.axes[0].lines] == [[4, 4, 0], [6, 4]]
    assert len({(line.get_color(), line.get_marker()) for line in fig.axes[0].lines}) == 2
    assert "50 digits: 4 in sweep 1, 0 in sweep 3" in described(fig)


def test_blamed_rings_and_shows_the_digits():
    fig = plots.blamed(X, T, IMAGES, [0, 3])
    assert np.allclose([line.get_xydata()[0] for line in fig.axes[0].lines], X[[0, 3]])
    assert [ax.get_title() for ax in fig.axes[1:]] == ["0: a 0", "3: a 1"]
    assert "number 0, a 0, at (0.35, 0.1)" in described(fig)


def test_gates_cross_out_what_is_wrong():
    fig = plots.gates({"AND": ([0, 0, 0, 1], (1, 1), -1.5), "XOR": (XOR, (1, 1), -0.5)})
    assert [ax.get_title(loc="left") for ax in fig.axes] == ["AND: 4 of 4", "XOR: 3 of 4"]
    crosses = [ax.collections[-1].get_offsets().tolist() for ax in fig.axes]
    assert crosses == [[], [[1, 1]]]
    assert "XOR: the line with w = (1, 1), b = −0.5 gets 3 of 4 right" in described(fig)


def test_hidden_space_moves_two_corners_into_one():
    net = Network([2, 2, 1], activation="step", output="step", dtype=np.float64)
    net.theta = [1, 1, 1, 1, -0.5, -1.5, 1, -2, -0.5]
    fig = plots.hidden_space(net)
    before, after = fig.axes
    assert sum(hasattr(line, "get_xy1") for line in before.lines) == 2
    assert sum(hasattr(line, "get_xy1") for line in after.lines) == 1
    assert {"$h_1$", "$h_2$", "(0, 1) and (1, 0)"} <= set(words(fig))
    assert "(0, 1) becomes (1, 0); (1, 0) becomes (1, 0)" in described(fig)
