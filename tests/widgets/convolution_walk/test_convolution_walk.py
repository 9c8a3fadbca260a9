"""The convolution walk without a browser: its maps beside the course's CNN, and this file plays the page."""


import numpy as np
import pytest

from helpers import Convolution, MaxPool, Network, load_mnist
from helpers.widgets.convolution_walk import KERNELS, OWN, ConvolutionWalk


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


@pytest.fixture
def walk(page):
    return page.widget


def arrays(page):
    """The five arrays of the last answer, squares."""
    pairs = zip(page.heard[-1]["shapes"], page.buffers[-1][:5], strict=True)
    return [np.frombuffer(buffer, "<f4").reshape(side, side) for side, buffer in pairs]


def test_a_learned_kernel_makes_the_maps_of_its_own_network(page, cnn, digit):
    passed = cnn.forward(digit.reshape(1, -1))
    for filter in range(4):
        head = page({"do": "kernel", "name": f"learned {filter + 1}", "to": f"a {filter}"})
        image, weights, z, a, pooled = arrays(page)
        assert head["to"] == f"a {filter}" and head["b"] == pytest.approx(cnn.biases[0][filter])
        assert np.allclose(weights.ravel(), cnn.weights[0][filter]) and np.allclose(image.ravel(), digit)
        assert np.allclose(z, passed.z[0][0, :, :, filter], atol=1e-5)
        assert np.allclose(a, passed.a[1][0, :, :, filter], atol=1e-5)
        assert np.allclose(pooled, passed.a[2][0, :, :, filter], atol=1e-5)
        small = np.frombuffer(page.buffers[-1][5], np.int8).reshape(4, *z.shape)[filter]  # whichever walks
        assert head["learned"][filter] == head["kernel"] and np.allclose(small, 127 * z / np.abs(z).max(), atol=0.51)


@pytest.mark.parametrize("name", KERNELS)
def test_the_kernel_lies_on_the_patch_as_it_is(page, name):
    head = page({"do": "kernel", "name": name})
    image, weights, z, a, pooled = arrays(page)
    by_hand = np.array([[(weights * image[i : i + 3, j : j + 3]).sum() for j in range(26)] for i in range(26)])
    assert np.allclose(z, by_hand, atol=1e-5) and np.array_equal(a, z.clip(0))
    assert np.array_equal(pooled, a.reshape(13, 2, 13, 2).max(axis=(1, 3)))
    row, column = divmod(head["first"], 26)
    assert image[row : row + 3, column : column + 3].any() and not image[: row + 2].any()


def test_edges_answer_where_their_name_says(walk):
    walk._do_draw([[[0.3, 0.5], [0.7, 0.5]]])  # a line from left to right
    z = walk.z
    assert z.max(axis=1).argmax() < z.min(axis=1).argmin() and z.max() > 2
    walk._do_draw([[[0.5, 0.3], [0.5, 0.7]]])
    walk._do_kernel("left edges")
    z = walk.z
    assert z.max(axis=0).argmax() < z.min(axis=0).argmin() and z.max() > 2


def test_ones_own_numbers_and_drawing_stay_until_others_come(page, walk):
    assert page({"do": "own", "weights": [0, 0, 0, 0, 2, 0, 0, 0, 0], "b": -1})["kernel"] == OWN
    assert np.allclose(walk.z, 2 * walk.image[1:27, 1:27] - 1)
    page({"do": "kernel", "name": "blur"})
    page({"do": "kernel", "name": OWN})
    assert walk.b == -1 and walk.weights[1, 1] == 2
    assert page({"do": "draw", "strokes": [[[0.5, 0.2], [0.5, 0.8]]]})["strokes"] == [[[0.5, 0.2], [0.5, 0.8]]]
    assert walk.image[8:20, 13:15].min() > 0.9 and walk.image[:, :11].max() == 0 and walk.image.max() <= 1
    assert page({"do": "draw", "strokes": []})["first"] == 0 and not walk.image.any()
    page({"do": "digit"})
    assert walk.strokes is None and np.array_equal(walk.image, walk.given)


NINE = [0.0] * 9
WEIGHTS = [float("nan"), *NINE[1:]], [None, *NINE[1:]], [1e9, *NINE[1:]], [0.0] * 10**6, "123456789", [[[0] * 9]]
HOSTILE = [
    None, {"do": "shout"}, {"do": "draw"}, {"do": "draw", "strokes": [[[0, 2]]]}, {"do": "kernel", "name": "sharpen"},
    {"do": "kernel", "name": ["blur"]}, {"do": "own", "weights": NINE}, {"do": "own", "weights": NINE, "b": "1"},
    *({"do": "own", "weights": weights, "b": 0} for weights in WEIGHTS),
]


def state(walk):
    return walk.kernel, list(walk.kernels), walk.strokes, walk.z.tobytes(), walk.pooled.tobytes()


def test_a_bad_message_is_refused_in_words_and_changes_nothing(page, walk):
    for answer in page.refused(HOSTILE, state):
        assert answer["kernel"] == "upper edges" and np.allclose(arrays(page)[2], walk.z)  # so that the page goes back


BAD = [
    {"image": np.zeros(783)}, {"image": np.full(784, 2.0)}, {"image": np.full(784, np.nan)}, {"image": "7"},
    {"kernel": "learned 1"}, {"network": Network([784, 10])}, {"network": "cnn"},
    {"network": Network([(28, 28, 1), Convolution(2, 4), 10])},
    {"network": Network([(28, 28, 1), Convolution(2, 3), 10], activation="tanh")},
]


@pytest.mark.parametrize("bad", BAD, ids=str)
def test_what_cannot_walk_is_refused_in_words(digit, bad):
    with pytest.raises(ValueError, match=f"the image|{'|'.join(bad)}"):
        ConvolutionWalk(**{"image": digit} | bad)


def test_text_and_picture_say_what_is_shown(walk):
    assert repr(walk) == "<convolution walk: upper edges, 3 x 3, over the given digit>"
    walk._do_kernel("learned 2")
    walk._do_draw([[[0.5, 0.2], [0.5, 0.8]]])
    assert repr(walk) == "<convolution walk: learned 2, 5 x 5, over a drawing of 1 strokes>"
    assert "“learned 2”" in walk.figure().alt and "24 by 24" in walk.figure().alt and "12 by 12" in walk.figure().alt


def test_saved_form_says_how_to_bring_it_to_life(walk):
    html = walk._saved()["text/html"]
    assert "Run this cell to bring it to life" in html and "Kernel: <b>upper edges</b>" in html and "alt=" in html
