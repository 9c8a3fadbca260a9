"""The convolution walk without a browser: its page's maps beside the course's CNN, drawings, and what is saved."""

import numpy as np
import pytest

from helpers import Convolution, MaxPool, Network, load_mnist
from helpers.widgets.convolution_walk import ConvolutionWalk
from tests.widgets.conftest import in_node


@pytest.fixture(scope="module")
def digit():
    return load_mnist()[2][0]


@pytest.fixture(scope="module")
def cnn():
    network = Network([(28, 28, 1), Convolution(4, 5), MaxPool(2), 10], seed=2, dtype=np.float64)
    network.biases[0][:] = [0.1, -0.2, 0, 0.3]
    return network


@pytest.fixture
def page(play, digit, cnn):
    return play(ConvolutionWalk(digit, cnn))


def image(page):
    return np.frombuffer(page.buffers[-1][0], "<f4").reshape(28, 28)


def heads(image, kernels):
    """What the page makes of an image, {kernel: the arrays that it shows}."""
    made = in_node("{ headOf } from './convolution_views.js'", "given.kernels.map(one => headOf(given.image, one))",
                   {"image": image.ravel().tolist(), "kernels": [*kernels.values()]})
    return dict(zip(kernels, made, strict=True))


def squares(head):
    sides = {"z": head["n"], "a": head["n"], "pooled": head["p"]}
    return (np.reshape(head[name], (side, side)) for name, side in sides.items())


def test_a_learned_kernel_makes_the_maps_of_its_own_network_and_lies_on_the_patch_as_it_is(page, cnn, digit):
    kernels = page({"do": "hello"})["kernels"]
    found, passed = heads(image(page), kernels), cnn.forward(digit.reshape(1, -1))
    assert np.allclose(image(page).ravel(), digit)
    for filter in range(4):
        assert kernels[f"learned {filter + 1}"]["b"] == pytest.approx(cnn.biases[0][filter])
        z, a, pooled = squares(found[f"learned {filter + 1}"])
        assert np.allclose(z, passed.z[0][0, :, :, filter], atol=1e-5)
        assert np.allclose(a, passed.a[1][0, :, :, filter], atol=1e-5)
        assert np.allclose(pooled, passed.a[2][0, :, :, filter], atol=1e-5)
    weights, (z, _, _) = np.reshape(kernels["blur"]["weights"], (3, 3)), squares(found["blur"])
    by_hand = [[(weights * image(page)[i : i + 3, j : j + 3]).sum() for j in range(26)] for i in range(26)]
    assert np.allclose(z, by_hand, atol=1e-5)


def test_edges_answer_where_their_name_says_on_a_drawing(page, digit, cnn):
    kernels = page({"do": "hello"})["kernels"]
    lines = ([[0.3, 0.5], [0.7, 0.5]], "upper edges", 1), ([[0.5, 0.3], [0.5, 0.7]], "left edges", 0)
    for line, name, along in lines:
        page({"do": "draw", "strokes": [line]})
        z, _, _ = squares(heads(image(page), kernels)[name])
        assert z.max(axis=along).argmax() < z.min(axis=along).argmin() and z.max() > 2
    assert image(page)[9:19, 13:15].min() > 0.9 and image(page)[:, :11].max() == 0 and image(page).max() <= 1
    page({"do": "draw", "strokes": []})
    assert not image(page).any()
    alt = ConvolutionWalk(digit, cnn, "learned 2").figure().alt
    assert "“learned 2”" in alt and "24 by 24" in alt and "12 by 12" in alt
