"""Notebook 04: every number of its prose, and what its pictures show."""

import re
from pathlib import Path

import nbformat
import numpy as np
import pytest

from helpers import GradientDescent, Network, lecture, moons, sigmoid, softmax, train
from helpers.plots import descent, goodness, to_png

NOTEBOOK = nbformat.read(Path(__file__).parents[1] / "notebooks/04_loss.ipynb", as_version=4)
PROSE = "\n\n".join(cell.source for cell in NOTEBOOK.cells if cell.cell_type == "markdown")
X_MOONS, LABELS = moons(100)
LABELS = 1 - LABELS
ONE = np.array([[1.0, -1.0]])
START = np.array([-6.0, -4.0])


class Two:
    """The lecture's network with two weights free, as in Section 6."""

    def __init__(self):
        self.net = lecture.network("softmax")

    def cost(self, place):
        self.net.theta[[0, 12]] = place
        return self.net.loss(X_MOONS, LABELS).mean()

    def gradient(self, place, rows=slice(None)):
        self.net.theta[[0, 12]] = place
        return self.net.gradient(X_MOONS[rows], LABELS[rows])[[0, 12]]


@pytest.fixture(scope="module")
def land():
    two, side = Two(), np.linspace(-8, 10, 37)
    J = np.array([[two.cost((w, v)) for w in side] for v in side])
    return descent.Landscape(side, side, J, two.cost, two.gradient)


def trained(net, X, labels, epochs, batch_size, rate):
    list(train(net, X, labels, epochs=epochs, batch_size=batch_size, optimizer=GradientDescent(rate)))
    return net


# ---- the prose ----


def single_examples():
    net, z = lecture.network("softmax"), lecture.network("softmax").forward(ONE).z[-1]
    y = lecture.network()(ONE)[0]
    share = sigmoid(-6.0)
    slopes = share - 1, -2 * share * (1 - share) ** 2
    assert 190 < slopes[0] / slopes[1] < 210, "two hundred times weaker"
    assert np.allclose(-np.log([lecture.CONFIDENCES[k] for k in (1, 9, 0)]), [0.3567, 1.6094, 2.3026], atol=5e-5)
    assert y.round(2).sum() == 1.45
    return [*y, *y.round(2), 1.45, *net(ONE)[0], np.log(10), -np.log(1e-12), *slopes, softmax(3 * z)[0, 1]]


def parabolas():
    w = (1 - 2 * np.array([0.1, 1, 1.1])) ** 5
    assert np.allclose(w[1], -1)
    return [w[0], w[0] ** 2, w[2], w[2] ** 2]


def walks(land):
    too_far = START - 8 * 100 * land.gradient(START)
    ends = {rate: land.cost(land.walk(rate, 30)[-1]) for rate in (1, 3, 8, 15, 100)}
    assert ends[1] > 1 and ends[100] > land.cost(START)
    assert max(ends[3], ends[15]) < 0.36, "more than a factor of 4 of good rates"
    return [land.cost(START), land.cost(land.walk(8, 30)[-1]), too_far[1], land.cost(too_far)]


def trainings():
    net = lecture.network("softmax")
    before = net.loss(X_MOONS, LABELS).mean()
    assert (net.predict(X_MOONS) == 1).all() and net.accuracy(X_MOONS, LABELS) == 0.5
    trained(net, X_MOONS, LABELS, 30, 10, 0.3)
    assert abs(net.accuracy(X_MOONS, LABELS) - 0.88) < 0.02
    ends = []
    for seed in (3, 4, 5):
        n = Network([2, 2, 2, 2], activation="sigmoid", seed=seed, dtype=np.float64)
        ends.append(trained(n, X_MOONS, LABELS, 1500, None, 1.0).loss(X_MOONS, LABELS).mean())
    assert abs(ends[0] - ends[1]) < 0.01
    return [before, net.loss(X_MOONS, LABELS).mean(), ends[1], ends[2]]


def test_every_number_of_the_prose_is_computed(land):
    values = [*single_examples(), *parabolas(), *walks(land), *trainings()]
    told = set(re.findall(r"(?<![\d.])\d+\.\d{2,}", PROSE)) | {"251.9", "71.8"}
    for number in told:
        digits = len(number.split(".")[1])
        assert any(f"{abs(value):.{digits}f}" == number for value in [*values, 0.001, 0.01, 0.08, 0.05]), number


def test_the_tries_of_all_parameters(land):
    assert land.J.size == 1369 and "1369" in PROSE
    assert round(land.J.min(), 4) == 0.3592 > land.cost(land.walk(8, 30)[-1])


def test_confidence_is_not_calibrated():
    X, y = moons(100, noise=0.4, seed=1)
    net = trained(Network([2, 32, 32, 2], dtype=np.float64), X, y, 300, 20, 0.3)
    X, y = moons(5000, noise=0.4, seed=2)
    said, right = net(X).max(axis=1), net.predict(X) == y
    assert abs(said.mean() - 0.97) < 0.02 and abs(right.mean() - 0.90) < 0.02
    assert right[(said > 0.8) & (said <= 0.9)].mean() < 0.75


def test_small_batches_are_ahead_per_epoch_and_ten_ends_lowest():
    ends = {}
    for size in (1, 10, 100):
        rule = GradientDescent(0.3)
        *_, last = train(lecture.network("softmax"), X_MOONS, LABELS, epochs=30, batch_size=size, optimizer=rule)
        ends[size] = last.loss
    assert ends[10] < ends[1] < ends[100]


def test_slides_and_misconceptions_are_covered():
    headed = " ".join(re.findall(r"^\*Slides? (.+)\*$", PROSE, flags=re.M))
    assert set(re.findall(r"P13-\d+", headed)) == {"P13-14", *(f"P13-{n}" for n in (19, 20, 21, 22, 23, 24, 25))}
    assert sorted(map(int, re.findall(r"\*\*Misconception (\d+)\.", PROSE))) == [11, 15, 17, 24]


# ---- the pictures ----


def texts(fig):
    return [text.get_text() for ax in fig.axes for text in ax.texts]


def test_softmax_steps():
    fig = goodness.softmax_steps(3, 1, -3)
    heights = [[bar.get_height() for bar in ax.patches] for ax in fig.axes]
    assert heights[0] == [3, 1, -3] and np.allclose(heights[1], np.exp(heights[0]))
    assert np.allclose(heights[2], softmax(np.array([[3.0, 1, -3]])))
    assert "0.88, 0.12, 0.00" in fig.alt and texts(fig)[2] == "−3.00"
    assert "0.33, 0.33, 0.33" in goodness.softmax_steps(2, 2, 2).alt


def test_loss_of_share():
    fig = goodness.loss_of_share({"it is a 2": 0.7, "it is a 3": 0.0})
    assert texts(fig) == ["it is a 2: 0.3567", r"it is a 3: $\infty$"]
    assert "0.3567" in fig.alt and "infinite" in fig.alt


def test_two_losses_draws_each_slope_of_its_loss():
    fig = goodness.two_losses()
    for loss, slope in zip(fig.axes[0].lines, fig.axes[1].lines, strict=True):
        assert np.allclose(np.gradient(loss.get_ydata(), loss.get_xdata())[1:-1], slope.get_ydata()[1:-1], atol=1e-3)
    assert len({line.get_linestyle() for line in fig.axes[0].lines}) == 2


def test_digit_losses():
    Y, images = np.full((2, 10), 0.1), np.zeros((2, 784))
    fig = goodness.digit_losses(images, Y, [5, 0])
    assert texts(fig) == ["$l^1$ = 2.30", "$l^2$ = 2.30"] and "label 5, loss 2.30" in fig.alt
    colors = [bar.get_facecolor() for bar in fig.axes[1].patches]
    assert [k for k in range(10) if colors.count(colors[k]) == 1] == [5]
    with pytest.raises(ValueError, match="2 pictures, 1 outputs"):
        goodness.digit_losses(images, Y[:1], [5, 0])


def test_said_and_was():
    fig = goodness.said_and_was([0.55, 0.55, 0.95, 1.0], [True, False, True, False])
    assert [bar.get_height() for bar in fig.axes[0].patches] == [0.5, 0.5]
    assert "2 ranges" in fig.alt and "most" in fig.alt


def test_slide_steps():
    fig = descent.slide_steps(lecture.GRADIENT_DESCENT)
    assert {"−0.05", "−0.06", "+0.15", "+0.10", "0.09", r"$\theta^2$"} <= set(texts(fig))
    assert "w2 goes −0.1, 0.05, 0.15" in fig.alt


def test_parabolas():
    fig = descent.parabolas([0.1, 1, 1.1], steps=5)
    assert [round(ax.lines[1].get_xdata()[-1], 4) for ax in fig.axes] == [0.3277, -1, -2.4883]
    assert "w = −2.4883, L = 6.1917" in fig.alt
    for rate in (0.01, 0.5, 1.2):
        assert to_png(descent.parabola(rate, 20))


def test_same_minimum():
    fig = descent.same_minimum(np.array([1.0, 2, 3]), [3, 1, 2], n=100)
    J, L = (ax.lines[0].get_ydata() for ax in fig.axes)
    assert np.array_equal(100 * J, L) and "lowest at 2.00" in fig.alt


def test_landscape_and_its_walks(land):
    assert "(1.0, 6.5)" in land.surface().alt
    assert land.descent(8, 30).alt.endswith("from J = 3.66 to J = 0.36.")
    assert land.descent(100, 30).alt.endswith("off the map.") and "ends off the map" in texts(land.descent(100, 30))
    assert "3 updates" in land.batches(100, 4).alt and "300 updates" in land.batches(1, 4).alt
    assert np.allclose(land.stroll(4, 100, epochs=5), land.walk(4, 5)), "one batch of all is gradient descent"
    assert len(land.stroll(4, 30, epochs=1)) == 1 + 4, "the last batch is smaller"
    assert to_png(land.dark(0)) and "after 15 steps" in land.dark(15).alt


def test_landscape_refuses_a_map_of_the_wrong_form():
    with pytest.raises(ValueError, match=r"shape \(2, 3\); expected \(3, 2\)"):
        descent.Landscape([0, 1], [0, 1, 2], np.zeros((2, 3)), None, None)
