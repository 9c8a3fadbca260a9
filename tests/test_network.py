"""The network as a function and as a vector θ, and what it refuses."""

import copy
import pickle
import subprocess
import sys

import numpy as np
import pytest

import helpers
from helpers import ACTIVATIONS, Network, log_softmax, one_hot, sigmoid, softmax, step
from helpers.losses import losses, output_delta
from helpers.validate import number, whole


def network(sizes, seed=0, **settings):
    net = Network(sizes, **{"dtype": np.float64, "activation": "tanh", **settings})
    net.theta = np.random.default_rng(seed).normal(size=net.n_parameters)
    return net


def batch(sizes, n=5, seed=1):
    random = np.random.default_rng(seed)
    return random.normal(size=(n, sizes[0])), random.dirichlet(np.ones(sizes[-1]), n)


def loops(net, x):
    """The forward pass of one example with plain loops, as a person would do it."""
    a = list(x)
    for l, (W, b) in enumerate(zip(net.weights, net.biases, strict=True)):
        z = [sum(W[i][j] * a[j] for j in range(len(a))) + b[i] for i in range(len(b))]
        a = [float(np.tanh(value)) for value in z] if l < len(net.weights) - 1 else z
    e = [float(np.exp(value - max(a))) for value in a]
    return [value / sum(e) for value in e]


def test_matrices_equal_loops():
    random = np.random.default_rng(0)
    for count in range(2, 6):
        for sizes in random.integers(1, 7, (10, count)).tolist():
            net, (X, _) = network(sizes), batch(sizes)
            np.testing.assert_allclose(net(X), [loops(net, x) for x in X], rtol=1e-12)


def test_the_usual_network_is_the_one_that_the_notebooks_count_on():
    said = Network([5, 4, 3], activation="relu", output="softmax", loss="cross_entropy", initialization="he", seed=0,
                   dtype=np.float32)
    assert repr(Network([5, 4, 3])) == repr(said) and Network([5, 4, 3]).theta.dtype == np.float32
    np.testing.assert_array_equal(Network([5, 4, 3]).theta, said.theta)
    xavier = Network([5, 4, 3], "tanh", initialization="xavier", seed=0)
    np.testing.assert_array_equal(Network([5, 4, 3], "tanh").theta, xavier.theta)


def test_shares_may_miss_1_by_a_rounding_and_no_more():
    net = Network([1, 2], dtype=np.float64)
    assert net.loss([[0.0]], [[0.5, 0.50008]]).shape == (1,)
    with pytest.raises(ValueError, match="T"):
        net.loss([[0.0]], [[0.5, 0.50013]])


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
    with pytest.raises(ValueError, match="label 2.0 is out of range; expected whole numbers 0 to 1"):
        net.accuracy([[-1], [2]], [0, 2])
    three = Network([3, 3], dtype=np.float64)
    three.theta = np.r_[np.eye(3).ravel(), np.zeros(3)]
    np.testing.assert_array_equal(three.predict(np.eye(3)[[2, 0]]), [2, 0])


def test_labels_and_one_hot_targets_are_the_same():
    net, (X, _) = network([3, 4, 3]), batch([3, 3])
    labels = [0, 2, 1, 1, 0]
    np.testing.assert_array_equal(net.gradient(X, labels), net.gradient(X, one_hot(labels, 3)))


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
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_no_overflow_anywhere(function, dtype):
    values = function(np.array([[-1000, 0, 1000]], dtype))  # a warning is an error
    assert np.isfinite(values).all() and values.dtype == dtype


@pytest.mark.parametrize("function, nothing", [(softmax, 0), (log_softmax, -np.inf)])
def test_minus_infinity_has_no_share_and_what_has_no_largest_number_is_refused(function, nothing):
    np.testing.assert_array_equal(function([[-np.inf, 1.0, 1.0]])[0, 0], nothing)
    for row in ([np.inf, 1], [np.nan, 1], [-np.inf, -np.inf]):
        with pytest.raises(ValueError, match="a row of Z has no largest number"):
            function([row])


@pytest.mark.parametrize("function", [softmax, log_softmax])
def test_a_row_far_below_another_has_its_own_shares(function):
    near, far = function(np.array([[0.0, 1, 2], [-5000, -4999, -4998]]))
    np.testing.assert_array_equal(near, far)


def test_activations_at_landmarks():
    z = np.array([-4.0, -2, 0, 2, 4])
    np.testing.assert_allclose(sigmoid(z), 1 / (1 + np.exp(-z)), rtol=1e-15)
    np.testing.assert_array_equal(step(z), [0, 0, 0, 1, 1])
    np.testing.assert_array_equal(ACTIVATIONS["relu"].function(z), [0, 0, 0, 2, 4])
    np.testing.assert_allclose(ACTIVATIONS["leaky_relu"].function(z), [-0.04, -0.02, 0, 2, 4])
    for name in ("sigmoid", "tanh", "relu", "leaky_relu", "step"):  # of a list as of an array
        function = ACTIVATIONS[name].function
        np.testing.assert_array_equal(function(z.tolist()), function(z))
        assert function(z.astype(np.float32)).dtype == np.float32


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


def test_whole_numbers_and_lists_are_taken_for_floats():
    small = np.array([[1, 3]], np.uint8)
    for function in (sigmoid, softmax, log_softmax):
        np.testing.assert_allclose(function(small), function(small.astype(float)), rtol=1e-6)
        np.testing.assert_array_equal(function(small.tolist()), function(small.astype(float)))
    with pytest.raises(ValueError, match=r"Z has shape \(2,\); expected \(n, k\), one example a row: write Z\[None"):
        softmax(small[0])


GOOD = np.zeros((4, 3)), np.array([0, 1, 0, 1])


@pytest.mark.parametrize("X, T, words", [
    (np.zeros((3, 4)), GOOD[1], r"X has shape \(3, 4\); expected \(n, 3\).*transposed"),
    (np.zeros((4, 1, 3)), GOOD[1], r"flatten each example"),
    (np.zeros((4, 5)), GOOD[1], r"X has shape \(4, 5\); expected \(n, 3\) for this network$"),
    (np.zeros(3), GOOD[1], r"one example a row: write X\[None, :\]"),
    (np.zeros((0, 3)), GOOD[1][:0], "no examples"),
    ([[0, 0, np.nan]], [0], "NaN or infinity"), ([[0, 0, 1e300]], [0], "too large for float32"),
    ([["a", "b", "c"]], [0], "expected numbers"), ([[0, 0, 1j]], [0], "complex128 values"),
    ([[0, 0, 0], [0]], [0, 1], "rows differ in length"),
    (GOOD[0], [0, 1, 2, 0], r"label 2.* is out of range; expected whole numbers 0 to 1"),
    (GOOD[0], [0, 1, -1, 0], "label -1.* is out of range"), (GOOD[0], [0, 1, 0.5, 0], "label 0.5 is out of range"),
    (GOOD[0], [0, 1, 0], r"T has shape \(3, 2\); expected \(4, 2\)"),
    (GOOD[0], np.zeros((4, 3)), r"T has shape \(4, 3\); expected \(4, 2\)"),
    (GOOD[0], np.full((4, 2), 2.0), "T holds 2; cross_entropy expects 0 to 1"),
    (GOOD[0], [[1, 0], [0, 1], [1.5, 0], [0, 1]], "T holds 1.5; cross_entropy expects 0 to 1"),
    (GOOD[0], np.zeros((4, 2)), "not add up to 1"), (GOOD[0], np.full((4, 2), 0.5001), "not add up to 1"),
    (GOOD[0], [0, 1, np.inf, 0], "T holds NaN or infinity"),
])
def test_bad_input_is_named(X, T, words):
    net = Network([3, 4, 2])
    before = net.theta.copy()
    for call in (net.loss, net.gradient):
        with pytest.raises(ValueError, match=words):
            call(X, T)
    np.testing.assert_array_equal(net.theta, before)


@pytest.mark.parametrize("arguments, words", [
    *(({"layers": layers}, "at least two numbers") for layers in ([3], "3-4-2", 3, {2, 3}, {3: 1, 2: 1})),
    ({"layers": [784, 10**6, 10]}, "has 795,000,010+ parameters; expected at most 100,000,000"),
    ({"layers": [3, 0, 2]}, "width of a layer is 0; expected a whole number of at least 1"),
    ({"layers": [3, 2.5]}, "width of a layer is 2.5"), ({"layers": [3, True]}, "width of a layer is True"),
    ({"layers": [-3, 2]}, "number of inputs is -3"), ({"activation": None}, "activation is None"),
    ({"activation": "swish"}, "activation is 'swish'; expected one of 'sigmoid', 'tanh'"),
    ({"output": "relu"}, "output is 'relu'; expected one of 'softmax'"), ({"loss": "hinge"}, "loss is 'hinge'"),
    ({"output": "identity", "loss": "cross_entropy"}, "needs outputs between 0 and 1"),
    ({"initialization": "ones"}, "initialization is 'ones'"), ({"initialization": ""}, "initialization is ''"),
    ({"seed": "a"}, "seed is 'a'; expected a whole number of at least 0"),
    *(({"dtype": kind}, "expected float32 or float64") for kind in (int, "x", [1, 2], np.float16)),
    ({"layers": [(), 2]}, r"number of inputs is \(\)"), ({"layers": np.array(3)}, "at least two numbers"),
    ({"layers": [3, helpers.Dense, 2]}, "Dense'> is not a layer; expected a width, or an object such as Dense"),
])
def test_bad_structures_are_named(arguments, words):
    with pytest.raises(ValueError, match=words):
        Network(**{"layers": [3, 4, 2], **arguments})


def test_both_ends_belong_to_a_range():
    assert [number("rate", end, high=1.0) for end in (0, 1)] == [0, 1]
    assert [whole("n", end) for end in (1, 2**32 - 1)] == [1, 2**32 - 1]


def test_bad_theta_and_labels_are_named():
    net = Network([3, 2])
    for values, words in [(np.zeros(7), "theta has shape"), ([np.nan] * 8, "NaN"), ([1e39] * 8, "large for float32")]:
        before = net.theta.copy()
        with pytest.raises(ValueError, match=words):
            net.theta = values
        np.testing.assert_array_equal(net.theta, before)
    with pytest.raises(ValueError, match="labels have shape"):
        net.accuracy(*GOOD[:1], [[0, 1, 0, 1]])
    for labels, words in [(list("abba"), "expected numbers"), ([0, 1, 0.5, 1], "label 0.5"), ([0, 1, 2, 1], "label 2")]:
        with pytest.raises(ValueError, match=words):
            net.accuracy(GOOD[0], labels)
    with pytest.raises(ValueError, match="a number for each output"):
        Network([3, 2], output="identity").loss(*GOOD)


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


@pytest.mark.parametrize("change", ["append", "pop", "__delitem__"])
def test_no_weight_matrix_is_added_or_taken_away(change):
    network = Network([2, 3, 1])
    with pytest.raises(ValueError, match="added or taken away"):
        getattr(network.weights, change)(0)
    assert len(copy.deepcopy(network.weights)) == 2


@pytest.mark.parametrize("ask", [
    lambda net, passed: net.deltas(passed, GOOD[1]), lambda net, passed: net.backward(passed, GOOD[1]), Network.slopes,
])
def test_the_pass_of_another_network_is_refused(ask):
    for sizes in ([3, 5, 2], [3, 4, 4, 2]):
        with pytest.raises(ValueError, match=rf"another network's: its layers are \{sizes}; expected \[3, 4, 2\]"):
            ask(Network([3, 4, 2]), Network(sizes).forward(GOOD[0]))


def test_the_step_function_runs_forward_only():
    net = Network([2, 2, 1], "step", output="step", dtype=np.float64)
    net.theta = [1, 1, -1, -1, -0.5, 1.5, 1, 1, -1.5]  # x₁ or x₂, and not both
    np.testing.assert_array_equal(net.predict([[0, 0], [0, 1], [1, 0], [1, 1]]), [0, 1, 1, 0])
    assert net.predict([[0, 0]]) == Network([2, 1], output="sigmoid", initialization="zeros").predict([[0, 0]]) == 0
    for one in (net, Network([2, 2, 1], "step", output="sigmoid"), Network([2, 2, 1], "tanh", output="step")):
        for ask in (lambda: one.gradient([[0, 0]], [0]), lambda: one.slopes(one.forward([[0, 0]]))):  # noqa: B023
            with pytest.raises(ValueError, match="slope 0 everywhere"):
                ask()
    with pytest.raises(ValueError, match="slope 0 everywhere"):
        helpers.training(net, [[0, 0]], [0])  # at once, before the first record


def test_repr():
    assert repr(Network([784, 128, 10])) == (
        "Network([784, 128, 10], activation='relu', output='softmax', loss='cross_entropy'): 101,770 parameters"
    )


def test_the_mathematics_imports_numpy_only():
    code = "import sys, helpers; print(sorted({'matplotlib', 'sklearn', 'scipy', 'ipywidgets'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
