"""Notebook 08: the numbers of its prose, looked at in a run of its cells."""

import re

import numpy as np
import pytest
from matplotlib.lines import Line2D

from helpers import Network, lecture
from helpers.lessons.why_deep import pictures
from helpers.lessons.why_deep.exercises import equally_large
from helpers.plots import to_png
from helpers.results import results
from tests.notebook_run import numbers, prose, run


@pytest.fixture(scope="module")
def notebook():
    return run("08_why_deep")


def test_its_saved_outputs_hold(notebook):
    assert notebook.unlike_saved() == {}


def test_the_prose_tells_these_numbers():
    speech = {"2011", "2000", "2048", "429", "9304", "3772", "4634", "17.2", "8.4"}
    digits = {"256", "128", "499", "1,000", "10,000", "0.7", "0.5", "0.9", "1.2"}
    others = {"0.1", "152", "1986", "200", "15,000"}
    assert numbers(prose("08_why_deep")) == speech | digits | others


def test_the_toolkits_take_the_same_walk(notebook):
    assert np.abs(np.subtract(notebook.namespace["numpy_losses"], notebook.namespace["sklearn_losses"])).max() < 1e-5
    if "torch_losses" in notebook.namespace:
        assert np.abs(np.subtract(notebook.namespace["numpy_losses"], notebook.namespace["torch_losses"])).max() < 1e-5
    assert "agree to 1e-5" in notebook.outputs["toolkits-sklearn"].text


def test_three_neurons_enclose_the_disc_and_two_do_not(notebook):
    disc, inside, best = (notebook.namespace[name] for name in ("disc", "inside", "best"))
    right = [best[width].accuracy(disc, inside) for width in (1, 2, 3)]
    assert right[0] < 0.75 and right[1] < 0.95 and right[2] > 0.98
    assert "Answer of 08.p: 3" in notebook.outputs["a-good-function-1"].text


def test_two_neurons_leave_an_opening(notebook):
    net = notebook.namespace["best"][2]
    pulls = net.weights[1].T * net.weights[0]  # row i: where neuron i pushes y up most
    pulls /= np.linalg.norm(pulls, axis=1, keepdims=True)
    y = net(np.linspace(0, 100, 1001)[:, None] * pulls.sum(axis=0))[:, 0]
    assert np.all(np.diff(y) >= 0)


def test_the_widths_of_the_next_lecture(notebook):
    assert [equally_large([429, *[2048] * depth, 9304]) for depth in (5, 7)] == [3772, 4634]
    assert [wide.width for wide in lecture.WIDE[:2]] == [3772, 4634]
    assert equally_large([256, *[128] * 7, 10]) == notebook.namespace["partner"][7] == 499
    for depth, width in notebook.namespace["partner"].items():
        assert abs(width - equally_large([256, *[128] * depth, 10])) <= 1
    assert "5 × 2048: 36,729,944     1 × 3772: 36,725,952" in notebook.outputs["after-08-1"].text


def test_the_speech_table(notebook):
    errors = {(row.hidden, row.width): row.error for row in lecture.DEEP + lecture.WIDE}
    assert (errors[5, 2048], errors[7, 2048], errors[1, 3772], errors[1, 4634]) == (17.2, 17.1, 22.5, 22.6)
    assert round(errors[5, 2048] - errors[7, 2048], 1) == 0.1 and round(errors[1, 2048] - errors[2, 2048], 1) == 3.8
    parameters = {row.hidden: row.parameters for row in lecture.DEEP}
    assert round((parameters[7] - parameters[5]) / 1e6, 1) == 8.4
    widest = max(lecture.WIDE, key=lambda row: row.width)
    assert widest.error == 22.1 and round(widest.parameters / 1e6, 1) == 159.5


def test_deep_against_wide_on_digits(notebook):
    wrong, partner = notebook.namespace["wrong"], notebook.namespace["partner"]
    gain = {(digits, depth): wrong(digits, 1, partner[depth])[0] - wrong(digits, depth, 128)[0]
            for digits in (1000, 10_000) for depth in (2, 3, 7)}
    assert [round(gain[10_000, depth], 1) for depth in (2, 3, 7)] == [0.7, 0.5, -0.9]
    assert round(gain[1000, 7], 1) == -1.2
    for depth in (2, 3):
        assert abs(gain[1000, depth]) < wrong(1000, depth, 128)[1] + wrong(1000, 1, partner[depth])[1]
    assert "Answer of 08.r: the one layer" in notebook.outputs["digits-1"].text


def test_a_designed_network_needs_fewer_digits(notebook):
    assert len(notebook.namespace["better"]) == 3 and min(notebook.namespace["better"]) > 0.5
    ratio = notebook.namespace["one_wide"].n_parameters / notebook.namespace["designed"].n_parameters
    assert round(ratio) == 17


def test_eight_sigmoid_layers_only_guess(notebook):
    right = notebook.namespace["right"]
    assert right[8, "sigmoid"] < 0.6 and min(right[1, "sigmoid"], right[3, "sigmoid"], right[8, "tanh"]) > 0.9


def test_twice_the_neurons_halve_the_error(notebook):
    stairs, curve, error = (notebook.namespace[name] for name in ("stairs", "curve", "error"))
    errors = [error(stairs(curve, neurons)) for neurons in (40, 80, 160)]
    assert errors[0] < 0.03 and all(1.8 < large / small < 2.2 for large, small in zip(errors, errors[1:], strict=False))
    assert error(notebook.namespace["trained"]) > 0.5
    assert "steepness=slider(50.0," in notebook.cells["stairs-1"].source and "steepness 50" in prose("08_why_deep")


def test_a_chain_of_single_neurons_never_turns_and_depth_multiplies(notebook):
    assert notebook.namespace["turned"] == 0 and notebook.namespace["thin"].sizes == [1] * 52
    told = notebook.outputs["turns"].text
    assert "1-32-1: 97 parameters, 31 turns\n1-8-8-1: 97 parameters, 63 turns\n" in told
    zigzag, turns = notebook.namespace["zigzag"], notebook.namespace["turns"]
    assert turns(zigzag(32, 1)) == 31 and turns(zigzag(8, 2)) == 63
    assert Network([1, 32, 1]).n_parameters == Network([1, 8, 8, 1]).n_parameters == 97


def test_every_guess_is_compared(notebook):
    for letter in "pqrstuvw":
        assert any(re.search(rf"Answer of 08\.{letter}: \S", output.text) for output in notebook.outputs.values())


# ---- its pictures ----


def texts(fig):
    return [text.get_text() for part in (fig, *fig.axes) for text in part.texts]


def test_word_errors_draw_both_tables():
    fig = pictures.word_errors()
    deep, wide = fig.axes[0].lines
    assert list(deep.get_ydata()) == [24.2, 20.4, 18.4, 17.8, 17.2, 17.1]
    assert list(wide.get_ydata()) == [22.5, 22.6, 22.1]
    assert "5 × 2048 17.2 % with 36.7 million" in fig.alt and "5 × 2k" in texts(fig)


def test_deep_against_wide():
    fig = pictures.deep_against_wide(results("deep"))
    speech, few, many = fig.axes
    assert [line.get_ydata().tolist() for line in speech.lines] == [[24.2, 20.4, 18.4, 17.8, 17.2, 17.1], [22.5, 22.6]]
    assert [len(line.get_xdata()) for line in few.lines if line.get_linestyle() != "None"][:2] == [5, 4]
    assert many.get_title(loc="left").startswith("10,000 digits") and "error bars" in fig.alt


def test_approximation_measures_the_gap():
    flat = Network([1, 3, 1], "sigmoid", "identity", initialization="zeros", dtype=np.float64)
    fig = pictures.approximation(flat, lambda x: x / 2)
    assert "3 hidden neurons: at most 1.500 apart" in texts(fig) and "1.500" in fig.alt
    function, network, *_ = (artist for artist in fig.artists if isinstance(artist, Line2D))
    np.testing.assert_allclose(function.get_ydata(), function.get_xdata() / 2)
    assert not network.get_ydata().any()
    assert to_png(pictures.approximation(flat, lambda x: 0 * x))  # a curve without height
