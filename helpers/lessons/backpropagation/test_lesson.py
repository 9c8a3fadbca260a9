"""Notebook 05: the numbers of its prose, looked at in a run of its cells; its figures draw what they claim."""

import re

import numpy as np
import pytest
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Polygon

from helpers import lecture, plots
from helpers.plots.backprop import four, two
from helpers.plots.diagram import bracketed
from helpers.plots.passes import every_slope
from helpers.plots.style import ORANGE
from helpers.widgets import chain_nudge
from helpers.widgets.chain_nudge import CASES
from tests.figures import artists, texts
from tests.lecture_slopes import PAIRS, T, X, deltas, network, slope

# what a learner would change: {cell id: (a text that stands there once, what is written in its place), or a list}
CHANGES = [
    {"1-eighteen-slopes-1": [("[1.0, -1.0]", "[0.0, 0.0]"), ("[1.0, 0.0]", "[0.0, 1.0]"),
                             ('output="sigmoid", loss="squared_error"', 'output="softmax"')]},
    {"1-eighteen-slopes-5": ("eta = 1.0", "eta = 30")},
    {"1-eighteen-slopes-7": ("[256, 1000, 1000, 10]", "[2, 3, 2]")},
    {"2-the-chain-rule-twice-1": ("s = 0.7", "s = 0")},
    {"2-the-chain-rule-twice-3": ("case=1, at=1", "case=2, at=-1.2, nudge=0.004, zoom=100")},
    {"4-the-forward-pass-gives-z-w-2": ("(2, 1, 1)", "(2, 0, 1)")},
    {"the-whole-walk-1": ("()", "(x=[0, 0], target=[0, 1])")},
]
NET = network()


# ---- the text ----


def test_every_number_of_the_text_is_one_of_the_run(here, prose):
    a4, z4 = here["a"][2][0, 1], here["z4"]
    known = here["known5"], here["known6"]
    numbers = {
        "gains of z4, z1": [slope(z4), slope(here["z1"])],
        "a4, and σ′ there": [a4, slope(a4)],
        "∂l/∂z4: right, by one path": [here["by_rule"], slope(z4) * -known[0]],
        "∂l/∂z4 over the incoming weights": [slope(z4) * (-2 * known[0] - known[1])],
        "loss at θ1": [here["one_step"].loss(X, T)[0]],
    }
    assert set(re.findall(r"\d\.\d{4}", prose)) == {f"{value:.4f}" for some in numbers.values() for value in some}
    assert (here["W3"][:, 1] == [-1, 4]).all() and (here["W2"][1] == [-2, -1]).all()


def test_nudging_takes_36_passes_and_goes_down_as_backpropagation_does(notebook, here, prose):
    assert 2 * here["net"].n_parameters == 36 and "a step by nudging costs 36 forward passes" in prose
    parameters = lecture.count_parameters([256, 1000, 1000, 10])
    assert (parameters, 2 * parameters) == (1_268_010, 2_536_020)
    assert "needs 2,536,020." in prose
    assert re.findall(r"0\.\d{4}", notebook.outputs["1-eighteen-slopes-5"].text) == ["0.4168", "0.3679", "0.3177"]
    assert "They agree with nudging to 1e-8." in notebook.outputs["7-the-product-all-eighteen-slopes-1"].text
    assert np.allclose(here["by_backpropagation"], here["net"].gradient(X, T), rtol=0, atol=1e-12)
    assert abs(here["net"].split(here["by_nudging"])[2][0][1, 1] - notebook.after["one-nudge"]["slope"]) < 1e-9


def test_all_slopes_take_about_three_times_the_multiplications_of_a_forward_pass(here):
    weights = [W.size for W in here["large"].weights]
    products, deltas = sum(weights), sum(weights[1:])  # a = W a; δ goes back through each layer but the first
    assert 2.5 < (sum(weights) + products + deltas) / sum(weights) < 3


def test_in_layer_1_a_gain_of_row_1_is_tiny_and_in_row_2_two_signals_nearly_cancel():
    z1 = NET.forward(X).z[0][0]
    back = (deltas()[1][:, None] * NET.weights[1]).T  # of each neuron, its parts
    assert round(slope(z1[0]), 4) == 0.0177 and slope(z1[1]) > 0.1
    assert back[1].round(3).tolist() == [0.046, -0.055] and abs(back[1].sum()) < 0.01 < abs(back[0].sum())


def test_the_rule_misses_a_large_nudge_by_15_and_by_3_percent():
    for case, percent in ((1, 15), (2, 3)):
        z = CASES[case].z
        large, small = (abs(1 - chain_nudge.slope(case, 1) * nudge / (z(1 + nudge) - z(1))) for nudge in (0.1, 0.001))
        assert round(100 * large) == percent and small < 2e-3


# ---- the figures ----


@pytest.mark.parametrize("pair", PAIRS)
def test_the_backward_network_carries_every_number(pair):
    net = network(pair)
    fig, shown = plots.backward_network(net, X[0], T[0]), deltas(pair)
    a, z = net.forward(X)
    numbers = np.concatenate([*shown, slope(z[0][0]), slope(z[1][0])])
    sums = np.concatenate([shown[1] @ net.weights[1], shown[2] @ net.weights[2]])
    products = {f"{two(gain)} · {bracketed(n, two)}" for gain, n in zip(numbers[6:], sums, strict=True)}
    assert {two(n) for n in numbers} | products <= set(texts(fig))
    assert all(four(n) in fig.alt for n in numbers)
    assert len(artists(fig, Polygon)) == 4 and len(artists(fig, Circle)) == 2
    weights = [t for t in texts(fig) if re.fullmatch(r"−?\d", t)]
    assert sorted(weights) == sorted(["2", "−1", "−2", "−1", "3", "−1", "−1", "4"])


def test_wrong_deltas_get_a_cross():
    shown = deltas()
    shown[0] = shown[0] + [0, 0.01]
    fig = plots.backward_network(NET, X[0], T[0], deltas=shown)
    assert [t for t in texts(fig) if "✗" in t] == [two(shown[0][1]) + " ✗"]
    assert fig.alt.endswith("Marked as wrong: ∂l/∂z of neuron 2.")
    assert "✗" not in "".join(texts(plots.backward_network(NET, X[0], T[0], deltas=deltas())))


def test_a_wire_is_as_wide_as_its_slope_and_the_widest_of_each_layer_shows_its_factors():
    fig = every_slope(NET, X[0], T[0])
    gradient = NET.split(NET.gradient(X, T))
    slopes = np.concatenate([dW.ravel() for dW, _ in gradient])
    assert {two(number) for _, db in gradient for number in db} <= set(texts(fig))
    shown = [text.split("= ")[1] for text in texts(fig) if "= " in text]
    assert shown == ["−0.0036", "0.054", "0.10"]
    assert "28 times smaller" in texts(fig)[0] and "1 : 28" in texts(fig)
    *wires, _ = artists(fig, Line2D)  # the last one is the bracket
    assert [line.get_color() == ORANGE for line in wires] == (slopes < 0).tolist()
    shares = np.abs(slopes) / np.abs(slopes).max()
    assert np.allclose([line.get_linewidth() for line in wires], np.maximum(14 * shares, 0.4))
    assert "nan" not in "".join(texts(every_slope(NET, [0, 0], T[0])))  # all slopes of layer 1 are 0
