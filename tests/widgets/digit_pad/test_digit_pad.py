"""The digit pad without a browser: the stages against MNIST's own digits, and this file plays the page."""

import numpy as np
import pytest

from helpers import Network, load_mnist
from helpers.preprocess import stages
from helpers.widgets.digit_pad import SWITCHES, DigitPad


@pytest.fixture(scope="module")
def digits():
    return load_mnist()[2]


@pytest.fixture
def pad(digits):
    return DigitPad(Network([784, 16, 10], seed=1), examples=digits[:20], digit=4)


@pytest.fixture
def say(play, pad):
    return play(pad)


def test_mnists_own_digits_pass_all_stages_unchanged_wherever_and_however_large_they_stand(digits):
    for k, image in enumerate(digits[:50]):
        pad = np.zeros((150, 150))
        pad[k : k + 84, 60 - k : 144 - k] = np.kron(image.reshape(28, 28), np.ones((3, 3)))
        assert np.allclose(stages(image.reshape(28, 28))["frame"].ravel(), image, atol=1e-6)
        assert np.allclose(stages(pad)["frame"].ravel(), image, atol=1e-6)


def test_what_is_shown_is_what_the_network_computes(pad, say):
    head = say({"do": "toward", "digit": 3, "to": "a 7"})
    x, network = pad.picture.reshape(1, -1).astype(np.float32), pad.model
    assert head["to"] == "a 7" and head["scores"] == pytest.approx(network(x)[0].tolist(), abs=1e-6)
    shapes = zip(head["pictures"], say.buffers[-1], strict=True)
    pictures = {
        name: np.frombuffer(buffer, np.uint8).reshape(height, width) for (name, height, width), buffer in shapes
    }
    assert np.array_equal(pictures["frame"], (255 * pad.picture + 0.5).astype(np.uint8))
    hidden = network.forward(x).a[1][0]
    assert pictures["hidden layer 1"].ravel()[hidden.argmax()] == 255
    place, step = np.abs(pad.signed["wanted"]).argmax(), np.zeros((1, 784), np.float64)
    step[0, place] = 1e-4
    exact = network.copy(np.float64)
    slope = (exact.loss(x + step, [3]) - exact.loss(x - step, [3])) / 2e-4
    assert pad.signed["wanted"].ravel()[place] == pytest.approx(-slope[0], rel=1e-3)


def plain(X):
    """Ten shares that lean on the ink in ten bands of rows."""
    ink = 1 + X[:, :780].reshape(len(X), 10, 78).sum(axis=2)
    return ink / ink.sum(axis=1, keepdims=True)


def test_a_model_that_is_no_network_is_read_without_pictures_of_its_inside(play):
    pad = DigitPad(plain, digit=7)
    head = play(pad)({"do": "hello"})
    assert head["scores"] == pytest.approx(plain(pad.picture.reshape(1, -1).astype(np.float32))[0].tolist())
    assert [name for name, *_ in head["pictures"]] == ["stroke", "crop", "fit", "frame"]
    assert "hidden" not in pad.figure().alt and f"reads a {pad.scores.argmax()}" in pad.figure().alt


def test_a_learners_own_functions_show_what_a_network_shows(digits):
    from helpers.lessons.backpropagation_in_code.exercises import backward
    from helpers.lessons.matrix_form.exercises import forward

    network = Network([784, 9, 5, 10], activation="sigmoid", seed=2, dtype=np.float64)
    weights, biases = network.weights, network.biases

    def inside(x, digit):
        _, dbs = backward(x, np.array([digit]), weights, biases)
        return [1 / (1 + np.exp(-Z)) for Z in forward(x, weights, biases)[:-1]], weights[0].T @ dbs[0]

    shown = [DigitPad(network, examples=digits[:5]), DigitPad(network.__call__, examples=digits[:5], inside=inside)]
    for pad in shown:
        pad._do_example(3)
        pad._do_toward(8)
    theirs, own = (pad.signed for pad in shown)
    assert list(own) == list(theirs) == ["hidden layer 1", "hidden layer 2", "wanted"]
    assert all(np.allclose(own[name], theirs[name], atol=1e-6) for name in own) and abs(own["wanted"]).max() > 1e-3


BROKEN = {  # what is said of a model, and of an `inside`, that fails
    "their sum is": dict(model=lambda X: np.full((len(X), 10), 3.0)), "NaN": dict(model=lambda X: X[:, :10] * np.nan),
    "returns shape": dict(model=lambda X: np.ones(10) / 10), "KeyError": dict(model=lambda X: {}["W"]),
    "ValueError[(]'matmul": dict(model=lambda X: X @ np.ones((3, 10))),
    "inside returns ndarray; expected": dict(inside=lambda x, digit: x),
    "one slope a pixel": dict(inside=lambda x, digit: ([x], x[0, :9])),
    "a hidden layer": dict(inside=lambda x, digit: ([np.nan], x)), "TypeError": dict(inside=lambda x: 3),
}


@pytest.mark.parametrize("says", BROKEN)
def test_a_model_or_its_inside_that_fails_is_refused_in_words(says):
    with pytest.raises(ValueError, match=says):
        DigitPad(**{"model": plain} | BROKEN[says])


def test_saved_digits_are_a_test_set_and_an_empty_pad_is_not_saved(pad, say):
    say({"do": "save", "label": 4})
    say({"do": "digit", "digit": 9})
    assert say({"do": "save", "label": 9})["labels"] == [4, 9]
    assert pad.images.shape == (2, 784) and pad.images.dtype == np.float32
    assert np.array_equal(pad.images[1], pad.picture.ravel().astype(np.float32))
    assert 0 <= pad.model.accuracy(pad.images, pad.labels) <= 1
    say({"do": "switches", "switches": {"pen": False}})
    switches = say({"do": "switches", "switches": {"crop": False}})["switches"]
    assert switches == dict.fromkeys(SWITCHES, True) | {"pen": False, "crop": False}
    say({"do": "example", "place": 3})
    assert repr(pad) == "<digit pad: example 3, pen, crop switched off, 2 saved>"
    assert f"reads a {pad.scores.argmax()}" in pad.figure().alt
    assert say({"do": "forget"})["labels"] == [4]
    say({"do": "ink", "strokes": []})
    assert "draw a digit first" in say({"do": "save", "label": 1})["note"] and len(pad.labels) == 1
    pad.model.theta[:] = np.nan
    assert "diverged" in say({"do": "hello"})["note"]
