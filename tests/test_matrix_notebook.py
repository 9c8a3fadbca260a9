"""Notebook 03: its pictures, and the numbers that its text states and its cells do not."""

import numpy as np
import pytest

from helpers import lecture
from helpers.plots import shapes


def texts(fig):
    return [text.get_text() for text in fig.axes[0].texts]


def test_layer_equation_shows_every_number_of_the_slide():
    fig = shapes.layer_equation(lecture.WEIGHTS[0], lecture.INPUT, lecture.BIASES[0])
    shown = [text for text in texts(fig) if "$" not in text and text != "+"]
    assert shown == ["1", "−2", "−1", "1", "1", "−1", "1", "0", "4", "−2", "0.98", "0.12"]
    assert "W x + b = (4, −2), its sigma (0.98, 0.12)" in fig.alt


@pytest.mark.parametrize("examples, inputs, outputs", [(5, 3, 2), (1, 12, 12), (12, 1, 1)])
def test_batch_shapes(examples, inputs, outputs):
    fig = shapes.batch_shapes(examples, inputs, outputs)
    expected = [(examples, inputs), (inputs, outputs), (outputs,), (examples, outputs)]
    assert [text for text in texts(fig) if "," in text] == [str(shape) for shape in expected]
    left, right = fig.axes[0].get_xlim()
    assert all(left < patch.get_x() and patch.get_x() + patch.get_width() < right for patch in fig.axes[0].patches)


@pytest.mark.parametrize("sizes", [[16, 12, 8, 4], [32, 32, 32, 16], [2, 1, 1, 1]])
def test_chain_shapes_in_the_order_of_writing(sizes):
    fig = shapes.chain_shapes(sizes)
    a, b, c, d = sizes
    assert [text for text in texts(fig) if "," in text] == [f"({d}, {c})", f"({c}, {b})", f"({b}, {a})", f"({a},)"]
    assert fig.alt.startswith(f"The chain of matrices of the network {a}-{b}-{c}-{d}: W1 {b} by {a}, W2 {c} by {b}")
    assert all(patch.get_x() + patch.get_width() < 12 for patch in fig.axes[0].patches)


def test_ladder_names_coarse_ratios():
    fig = shapes.ladder({"loops": 2.0, "products": 0.0104, "batch": 0.00074})
    assert texts(fig) == ["  2 s", "  10 ms, 200 times faster", "  740 µs, 3,000 times faster"]
    assert len(fig.axes[0].patches) == 3 and not any(c.isdigit() for c in fig.alt.split(":")[1])


@pytest.mark.parametrize("ratio, words", [(2.71, "2.7"), (9.96, "10"), (14, "10"), (273, "300"), (5123, "5,000")])
def test_coarse(ratio, words):
    assert shapes.coarse(ratio) == words


def test_time_by_width():
    fig = shapes.time_by_width([16, 32], {"products": [1e-5, 2e-5], "sigmoids": [1e-5, 1e-5]})
    assert [line.get_label() for line in fig.axes[0].lines] == ["products", "sigmoids"]


def test_numbers_of_the_text():
    W, x = np.array(lecture.WEIGHTS[0]), np.array(lecture.INPUT)
    assert (1 * 1 + (-2) * (-1) + 1, (-1) * 1 + 1 * (-1) + 0) == (4, -2) and (W @ x).tolist() == [3, -2]
    assert np.round(lecture.network()([[-1, 0]]), 2).tolist() == [[0.39, 0.88]]  # on no slide
