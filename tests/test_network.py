"""The network as a function and as a vector θ, and what it refuses."""

import copy
import pickle
import subprocess
import sys

import numpy as np
import pytest

import helpers
from helpers import ACTIVATIONS, Network, log_softmax, sigmoid, softmax, step
from helpers.losses import losses, output_delta


def network(sizes, seed=0, **settings):
    net = Network(sizes, **{"dtype": np.float64, "activation": "tanh", **settings})
    net.theta = np.random.default_rng(seed).normal(size=net.n_parameters)
    return net


def batch(sizes, n=5, seed=1):
    random = np.random.default_rng(seed)
    return random.normal(size=(n, sizes[0])), random.dirichlet(np.ones(sizes[-1]), n)


def test_theta_is_one_vector_with_views():
    net = network([3, 4, 2])
    assert net.theta.shape == (net.n_parameters,) == (3 * 4 + 4 + 4 * 2 + 2,)
    assert [W.shape for W in net.weights] == [(4, 3), (2, 4)] and [b.shape for b in net.biases] == [(4,), (2,)]
    np.testing.assert_array_equal(net.theta[:12].reshape(4, 3), net.weights[0])
    net.weights[1][0, 1] = 42
    assert net.theta[3 * 4 + 4 + 1] == 42
    net.theta -= 1
    assert net.weights[1][0, 1] == 41
    net.theta = np.zeros(net.n_parameters)
    assert not net.weights[0].any()


def test_output_in_blocks_equals_output_in_one(monkeypatch):
    net, (X, _) = network([3, 4, 2]), batch([3, 4, 2], n=9)
    whole = net(X)
    monkeypatch.setattr(helpers.network, "ROWS", 4)
    np.testing.assert_allclose(net(X), whole, rtol=1e-12)


def test_predict_and_accuracy():
    net = Network([1, 1], output="sigmoid", dtype=np.float64)
    net.theta = [1.0, 0.0]
    np.testing.assert_array_equal(net.predict([[-1], [2]]), [0, 1])
    assert net.accuracy([[-1], [2]], [0, 0]) == net.accuracy([[-1], [2]], [1, 1]) == 0.5
    three = Network([3, 3], dtype=np.float64)
    three.theta = np.r_[np.eye(3).ravel(), np.zeros(3)]
    np.testing.assert_array_equal(three.predict(np.eye(3)[[2, 0]]), [2, 0])


def test_initializations():
    def spread(**settings):
        return float(Network([400, 300, 200], **settings).weights[0].std())

    assert abs(spread() - np.sqrt(2 / 400)) < 1e-3  # He, for ReLU
    assert abs(spread(activation="tanh") - np.sqrt(2 / 700)) < 1e-3  # Xavier
    assert abs(spread(initialization="small") - 0.01) < 1e-4
    assert spread(initialization="zeros") == 0
    assert not Network([4, 3]).biases[0].any()
    np.testing.assert_allclose(Network([4, 3]).theta, Network([4, 3], dtype=np.float64).theta, rtol=1e-6)


def test_copy_is_independent():
    net = network([3, 4, 2])
    twin = net.copy(np.float32)
    assert twin.theta.dtype == np.float32 and twin.loss_name == net.loss_name
    twin.theta *= 0
    assert net.theta.any()
    net.theta *= 1e39
    with pytest.raises(ValueError, match="too large for float32"):
        net.copy(np.float32)


@pytest.mark.parametrize("twin_of", [lambda net: pickle.loads(pickle.dumps(net)), copy.deepcopy, copy.copy])
def test_weights_of_a_pickled_network_are_still_views_into_theta(twin_of):
    net = network([3, 4, 2], output="sigmoid", loss="squared_error")
    twin = twin_of(net)
    assert repr(twin) == repr(net) and twin.theta.dtype == net.theta.dtype
    np.testing.assert_array_equal(twin.theta, net.theta)
    twin.theta += 1
    np.testing.assert_array_equal(twin.weights[1], net.weights[1] + 1)


@pytest.mark.parametrize("function", [sigmoid, softmax, log_softmax])
def test_no_overflow_anywhere_and_each_row_has_its_own_shares(function):
    values = function(np.array([[-1000, 0, 1000], [-6000, -5000, -4000]], np.float32))  # a warning is an error
    assert np.isfinite(values).all() and values.dtype == np.float32
    assert function is sigmoid or (values[0] == values[1]).all()


def test_activations_at_landmarks():
    z = np.array([-4.0, -2, 0, 2, 4])
    np.testing.assert_allclose(sigmoid(z), 1 / (1 + np.exp(-z)), rtol=1e-15)
    np.testing.assert_array_equal(step(z), [0, 0, 0, 1, 1])
    np.testing.assert_array_equal(ACTIVATIONS["relu"].function(z), [0, 0, 0, 2, 4])
    np.testing.assert_allclose(ACTIVATIONS["leaky_relu"].function(z), [-0.04, -0.02, 0, 2, 4])


def test_at_the_kink_the_slope_is_the_left_one_and_far_left_sigmoid_stands_still():
    zero = np.zeros(1)
    assert ACTIVATIONS["relu"].derivative(zero, zero) == 0 and ACTIVATIONS["leaky_relu"].derivative(zero, zero) == 0.01
    assert step(zero) == 0 and sigmoid(-81.0) == sigmoid(-80.0) < sigmoid(-79.0)


def test_certainty_in_the_wrong_class_costs_a_finite_amount():
    Z, T = np.array([[0.0, 2000.0]]), np.array([[1.0, 0.0]])
    assert losses("softmax", "cross_entropy", Z, softmax(Z), T) == [2000]
    assert output_delta("softmax", "cross_entropy", softmax(Z), T).tolist() == [[-1, 1]]  # and is learned from
    assert losses("sigmoid", "binary_cross_entropy", -Z[:, 1:], sigmoid(-Z[:, 1:]), T[:, :1]) == [2000]
    for pair in [("sigmoid", "cross_entropy"), ("softmax", "binary_cross_entropy"), ("softmax", "squared_error")]:
        Y = softmax(Z) if pair[0] == "softmax" else sigmoid(Z)
        assert np.isfinite(losses(*pair, Z, Y, T)).all() and np.isfinite(output_delta(*pair, Y, T)).all()


def test_a_sure_sigmoid_that_is_wrong_has_its_exact_cross_entropy_and_slope():
    Z, T = np.array([[-20], [-70]], np.float32), np.ones((2, 1), np.float32)
    assert losses("sigmoid", "cross_entropy", Z, sigmoid(Z), T) == pytest.approx([20, 70], rel=1e-6)
    assert output_delta("sigmoid", "cross_entropy", sigmoid(Z), T).ravel() == pytest.approx([-1, -1], rel=1e-6)


@pytest.mark.parametrize("function", [sigmoid, softmax, log_softmax])
def test_whole_numbers_and_lists_are_taken_for_floats(function):
    small = np.array([[1, 3]], np.uint8)
    np.testing.assert_allclose(function(small), function(small.astype(float)), rtol=1e-6)
    np.testing.assert_array_equal(function(small.tolist()), function(small.astype(float)))


GOOD = np.zeros((4, 3)), np.array([0, 1, 0, 1])


@pytest.mark.parametrize("X, T, words", [
    (np.zeros((3, 4)), GOOD[1], r"X has shape \(3, 4\); expected \(n, 3\).*transposed"),
    (np.zeros((4, 1, 3)), GOOD[1], r"flatten each example"),
    (np.zeros(3), GOOD[1], r"one example a row: write X\[None, :\]"),
    (np.zeros((0, 3)), GOOD[1][:0], "no examples"), ([[0, 0, 0], [0]], [0, 1], "rows differ in length"),
    ([[0, 0, np.nan]], [0], "NaN or infinity"), ([[0, 0, 1e300]], [0], "too large for float32"),
    (GOOD[0], [0, 1, 2, 0], r"label 2.* is out of range; expected whole numbers 0 to 1"),
    (GOOD[0], [0, 1, 0.5, 0], "label 0.5 is out of range"),
    (GOOD[0], [0, 1, 0], r"T has shape \(3, 2\); expected \(4, 2\)"),
    (GOOD[0], [[1, 0], [0, 1], [1.5, 0], [0, 1]], "T holds 1.5; cross_entropy expects 0 to 1"),
    (GOOD[0], np.full((4, 2), 0.5001), "not add up to 1"),
])
def test_bad_input_is_named(X, T, words):
    net = Network([3, 4, 2])
    before = net.theta.copy()
    for call in (net.loss, net.gradient):
        with pytest.raises(ValueError, match=words):
            call(X, T)
    np.testing.assert_array_equal(net.theta, before)


@pytest.mark.parametrize("arguments, words", [
    ({"layers": [3]}, "at least two numbers"), ({"layers": "3-4-2"}, "at least two numbers"),
    ({"layers": [784, 10**6, 10]}, "has 795,000,010+ parameters; expected at most 100,000,000"),
    ({"layers": [3, 0, 2]}, "width of a layer is 0; expected a whole number of at least 1"),
    ({"activation": "swish"}, "activation is 'swish'; expected one of 'sigmoid', 'tanh'"),
    ({"output": "identity", "loss": "cross_entropy"}, "needs outputs between 0 and 1"),
    ({"seed": "a"}, "seed is 'a'; expected a whole number of at least 0"),
    ({"dtype": np.float16}, "expected float32 or float64"),
    ({"layers": [3, helpers.Dense, 2]}, "Dense'> is not a layer; expected a width, or an object such as Dense"),
])
def test_bad_structures_are_named(arguments, words):
    with pytest.raises(ValueError, match=words):
        Network(**{"layers": [3, 4, 2], **arguments})


def test_a_bad_theta_is_named_and_not_taken():
    net = Network([3, 2])
    before = net.theta.copy()
    for values, words in [(np.zeros(7), "theta has shape"), ([np.nan] * 8, "NaN"), ([1e39] * 8, "large for float32")]:
        with pytest.raises(ValueError, match=words):
            net.theta = values
        np.testing.assert_array_equal(net.theta, before)


def test_another_array_in_the_place_of_a_weight_matrix_is_refused():
    net, W = Network([3, 2]), np.ones((2, 3), np.float32)
    for name, value in [("weights", [W]), ("weights", W), ("biases", [W[0, :2]]), ("parameters", [(W, W[0, :2])])]:
        with pytest.raises(ValueError, match=r"write network\.weights\[0\]\[:\] = W"):
            setattr(net, name, value)
        with pytest.raises(ValueError, match=r"write network\.weights\[0\]\[:\] = W"):
            getattr(net, name)[0] = value[0]
    net.weights[0][:] = W
    net.weights[0] -= 0.5 * W
    assert net.theta[:6].tolist() == [0.5] * 6


def test_the_step_function_runs_forward_only():
    net = Network([2, 2, 1], "step", output="step", dtype=np.float64)
    net.theta = [1, 1, -1, -1, -0.5, 1.5, 1, 1, -1.5]  # x₁ or x₂, and not both
    np.testing.assert_array_equal(net.predict([[0, 0], [0, 1], [1, 0], [1, 1]]), [0, 1, 1, 0])
    assert net.predict([[0, 0]]) == Network([2, 1], output="sigmoid", initialization="zeros").predict([[0, 0]]) == 0
    for one in (net, Network([2, 2, 1], "step", output="sigmoid"), Network([2, 2, 1], "tanh", output="step")):
        with pytest.raises(ValueError, match="slope 0 everywhere"):
            helpers.training(one, [[0, 0]], [0])  # at once, before the first record


def test_the_mathematics_imports_numpy_only():
    code = "import sys, helpers; print(sorted({'matplotlib', 'sklearn', 'scipy', 'ipywidgets'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
