"""The numbers of the two lectures: printed on a slide, or computed from what is printed there."""

from itertools import product

import numpy as np
import pytest

from helpers import LOSSES, check_gradient, lecture, sigmoid, softmax
from helpers.layers import Dense
from helpers.lecture import CIRCLED, INPUT, PRINTED, TARGET, count_parameters

X, T = np.array([INPUT], float), np.array([TARGET], float)


def close(actual, expected, decimals=6):
    np.testing.assert_allclose(actual, expected, rtol=0, atol=0.51 * 10.0**-decimals)


def slope(z):
    return sigmoid(z) * (1 - sigmoid(z))


# ---- forward: P13-5 to P13-7, P13-11 ----

FORWARD = {  # input: z, a and σ′(z) of the three layers
    (1, -1): [
        ((4, -2), (0.982014, 0.119203), (0.017663, 0.104994)),
        ((1.844825, -2.083231), (0.863518, 0.110737), (0.117854, 0.098475)),
        ((0.479817, 1.579431), (0.617705, 0.829124), (0.236146, 0.141677)),
    ],
    (0, 0): [
        ((1, 0), (0.731059, 0.5), (0.196612, 0.25)),
        ((0.962117, -1.962117), (0.723545, 0.123238), (0.200027, 0.10805)),
        ((0.047398, 1.769407), (0.511847, 0.854384), (0.24986, 0.124412)),
    ],
}


def matches_the_slides(net):
    """Rounded to two decimals, are these the activations that are printed?"""
    passed = net.forward(list(PRINTED))
    printed = np.array(list(PRINTED.values()))  # (input, layer, neuron)
    return np.array_equal(np.round(passed.a[1:], 2), printed.transpose(1, 0, 2))


def test_the_network_prints_what_the_slides_print():
    assert matches_the_slides(lecture.network())


@pytest.mark.parametrize("x", FORWARD)
def test_the_forward_pass_to_six_decimals(x):
    passed = lecture.network().forward([x])
    for z, a, (want_z, want_a, want_slope) in zip(passed.z, passed.a[1:], FORWARD[x], strict=True):
        close(z, [want_z])
        close(a, [want_a])
        close(slope(z), [want_slope])


def test_both_inputs_at_once_give_what_they_give_alone():
    close(lecture.network()([(1, -1), (0, 0), (-1, 0)]), [(0.617705, 0.829124), (0.511847, 0.854384), (0.39, 0.88)], 2)


def test_the_network_has_the_slides_structure_and_18_numbers():
    net = lecture.network()
    assert net.sizes == [2, 2, 2, 2] and net.n_parameters == 18 and net.theta.dtype == np.float64
    assert net.theta.tolist() == [1, -2, -1, 1, 1, 0, 2, -1, -2, -1, 0, 0, 3, -1, -1, 4, -2, 2]
    assert (net.activation, net.output) == ("sigmoid", "sigmoid")


def test_no_parameter_can_be_one_higher_or_lower():
    """The slides' numbers leave no doubt about what was read off them."""
    for i, change in product(range(18), (1, -1)):
        net = lecture.network()
        net.theta[i] += change
        assert not matches_the_slides(net)


@pytest.mark.parametrize("x", PRINTED)
def test_the_slides_can_be_followed_with_two_decimals(x):
    a = np.array(x)
    for W, b, printed in zip(lecture.WEIGHTS, lecture.BIASES, PRINTED[x], strict=True):
        a = sigmoid(W @ a + b).round(2)
        assert tuple(a) == printed


def test_the_matrix_operation():  # P13-11
    W, b = map(np.array, (lecture.WEIGHTS[0], lecture.BIASES[0]))
    assert (W @ INPUT).tolist() == [3, -2] and (W @ INPUT + b).tolist() == [4, -2]


def test_landmarks_of_sigma():  # P13-5, P14-7
    z = np.array([-2, -1, 0, 1, 2, 4.0])
    close(sigmoid(z), [0.1192, 0.2689, 0.5, 0.7311, 0.8808, 0.9820], 4)
    close(slope(z), [0.1050, 0.1966, 0.25, 0.1966, 0.1050, 0.0177], 4)


# ---- backward: P14 ----

BACKWARD = {  # (output, loss): loss, δ of layers 1 to 3, ∂l/∂W of layers 1 to 3 row by row
    ("sigmoid", "squared_error"): (
        0.416798,
        [(-0.003565, -0.000987), (-0.045763, 0.055161), (-0.090277, 0.117468)],
        [(-0.003565, 0.003565, -0.000987, 0.000987), (-0.04494, -0.005455, 0.054168, 0.006575),
         (-0.077956, -0.009997, 0.101436, 0.013008)],
    ),
    ("sigmoid", "binary_cross_entropy"): (
        2.248562,
        [(-0.021093, -0.013792), (-0.232882, 0.364237), (-0.382295, 0.829124)],
        [(-0.021093, 0.021093, -0.013792, 0.013792), (-0.228693, -0.02776, 0.357686, 0.043418),
         (-0.330119, -0.042334, 0.715964, 0.091815)],
    ),
    ("softmax", "cross_entropy"): (
        1.387046,
        [(-0.025541, -0.001651), (-0.353652, 0.369372), (-0.750188, 0.750188)],
        [(-0.025541, 0.025541, -0.001651, 0.001651), (-0.347291, -0.042156, 0.362729, 0.04403),
         (-0.647801, -0.083074, 0.647801, 0.083074)],
    ),
}
RIGHT = BACKWARD["softmax", "cross_entropy"][1]


@pytest.mark.parametrize("choice", BACKWARD)
def test_the_backward_pass_to_six_decimals(choice):
    loss, deltas, dW = BACKWARD[choice]
    net = lecture.network(*choice)
    close(net.loss(X, T), [loss])
    close(np.concatenate(net.deltas(net.forward(X), T)), deltas)
    gradient = net.split(net.gradient(X, T))
    close([W.ravel() for W, _ in gradient], dW)
    close([b for _, b in gradient], deltas)  # ∂z/∂b is 1
    check = check_gradient(net, X, T)
    assert check.passed and abs(check.numerical - check.backpropagation).max() < 1e-8


def test_the_default_losses():
    assert lecture.network().loss_name == "binary_cross_entropy"
    assert lecture.network("softmax").loss_name == "cross_entropy"


@pytest.mark.parametrize("wire", CIRCLED)
def test_the_circled_weights(wire):  # P14-6: ∂z/∂w is what comes in over the wire, whatever w is
    net = lecture.network()
    layer, row, column, weight, printed = wire
    passed = net.forward(X)
    incoming = passed.a[layer][0, column]
    assert net.weights[layer][row, column] == weight and round(incoming, 2) == printed
    net.weights[layer][row, column] += 1e-6
    close((net.forward(X).z[layer] - passed.z[layer])[0, row] / 1e-6, incoming)


def test_the_gradient_is_the_forward_factor_times_the_backward_factor():  # P14-16
    net = lecture.network("softmax")
    passed, gradient = net.forward(X), net.split(net.gradient(X, T))
    deltas = net.deltas(passed, T)
    for (dW, _), a, delta in zip(gradient, passed.a, deltas, strict=False):
        close(dW, np.outer(delta, a), 12)
    close([gradient[w.layer][0][w.row, w.column] for w in CIRCLED], [0.001651, 0.04403, 0.083074])


def test_a_missing_transpose_shows_in_layer_1_and_nowhere_else(monkeypatch):  # misconception 4: W³ is symmetric
    assert np.array_equal(lecture.WEIGHTS[2], np.transpose(lecture.WEIGHTS[2]))
    monkeypatch.setattr(Dense, "backward", lambda self, parameters, A, delta: delta @ parameters[0].T)
    net = lecture.network("softmax")
    first, second, third = net.deltas(net.forward(X), T)
    close([second, third], [[RIGHT[1]], [RIGHT[2]]])
    close(first, [(-0.019017, 0.035481)])
    assert abs(first - RIGHT[0]).max() > 0.006 and not check_gradient(net, X, T).passed


# ---- misconceptions, each with the number it would give (2 to 9, 16, 22 to 25, 27) ----


@pytest.fixture
def passed():
    return lecture.network("softmax").forward(X)


W2, W3 = (np.array(W, float) for W in lecture.WEIGHTS[1:])
DELTA3 = softmax(lecture.network().forward(X).z[-1])[0] - TARGET


def test_2_every_path_counts(passed):
    close(slope(passed.z[1][0]) * W3[0] * DELTA3[0], (-0.265239, 0.073874))  # the path over z₅ alone
    close(slope(passed.z[1][0]) * (W3[0] * DELTA3[0] + W3[1] * DELTA3[1]), RIGHT[1])


def test_5_the_gain_is_a_constant_fixed_by_the_forward_pass(passed):
    close([slope(z[0]) for z in passed.z[:2]], [(0.0177, 0.1050), (0.1179, 0.0985)], 4)


def test_6_sigma_prime_is_taken_at_z(passed):
    close(slope(passed.a[2][0]) * (W3.T @ DELTA3), (-0.626048, 0.934866))
    close(slope(passed.z[1][0]) * (W3.T @ DELTA3), RIGHT[1])


def test_8_every_softmax_output_depends_on_every_z(passed):
    y = passed.a[-1][0]
    jacobian, slopes = np.diag(y) - np.outer(y, y), -np.array(TARGET) / y
    close(jacobian.ravel(), (0.187406, -0.187406, -0.187406, 0.187406))
    close(np.diag(jacobian) * slopes, (-0.750188, 0))  # element by element
    close(jacobian.T @ slopes, RIGHT[2])


def test_9_the_old_weights_carry_the_error_back(passed):
    early = W3 - np.outer(DELTA3, passed.a[2][0])  # η = 1
    close(slope(passed.z[1][0]) * (early.T @ DELTA3), (-0.4682, 0.357098))


def test_16_two_sigmoids_are_no_distribution(passed):
    close(lecture.network()(X).sum(), 1.4468, 4)
    assert sum(PRINTED[INPUT][-1]) == 1.45
    close(passed.a[-1], [(0.2498, 0.7502)], 4)


def test_22_without_sigma_the_layers_collapse_to_one():
    W, b = np.eye(2), np.zeros(2)
    for weights, biases in zip(lecture.WEIGHTS, lecture.BIASES, strict=True):
        W, b = weights @ W, weights @ b + biases
    assert W.tolist() == [[10, -18], [-7, 17]] and b.tolist() == [6, -8]
    assert (W @ INPUT + b).tolist() == [34, -32]


def test_23_from_zero_only_the_last_layer_learns_and_equal_neurons_stay_equal():
    net = lecture.network("softmax")
    net.theta = np.zeros(18)
    close(net.loss(X, T), [0.693147])
    close([W for W, _ in net.split(net.gradient(X, T))], [np.zeros((2, 2))] * 2 + [[(-0.25, -0.25), (0.25, 0.25)]])

    net = lecture.network(loss="squared_error")
    for W, b in zip(net.weights, net.biases, strict=True):
        W[...], b[...] = 0.5, 0
    dW1, dW2, _ = (W for W, _ in net.split(net.gradient([[1, -0.5]], T)))
    close(dW1, [(0.001984, -0.000992)] * 2)
    close(dW2, np.full((2, 2), 0.004532))


@pytest.mark.parametrize("rate, w, loss", [(0.1, 0.3277, 0.1074), (1, -1, 1), (1.1, -2.4883, 6.1917)])
def test_24_a_learning_rate_can_be_too_high(rate, w, loss):  # l = w², from w = 1, five steps
    value = 1.0
    for _ in range(5):
        value -= rate * 2 * value
    close((value, value**2), (w, loss), 4)


@pytest.mark.parametrize("rate, loss", [(0.01, 1.3622), (0.1, 1.1488), (1, 0.1113), (3, 0.0003), (10, 0)])
def test_24_but_one_example_alone_does_not_show_it(rate, loss):
    net = lecture.network("softmax")
    net.theta -= rate * net.gradient(X, T)
    close(net.loss(X, T), [loss], 4)


def test_25_sigma_prime_shrinks_with_every_layer():
    assert slope(np.linspace(-9, 9, 1801)).max() == 0.25
    close((0.25**3, 0.25**5), (1.56e-2, 9.77e-4), 4)
    close(0.25**10, 9.54e-7, 9)
    close([abs(np.array(delta)).max() for delta in RIGHT], (0.0255, 0.3694, 0.7502), 4)


def test_27_one_threshold_gets_3_of_4_points_of_xor():
    points, labels = np.array([(0, 0), (0, 1), (1, 0), (1, 1)]), np.array([0, 1, 1, 0])
    grid = np.linspace(-3, 3, 25)
    w1, w2, b = (axis.ravel()[:, None] for axis in np.meshgrid(grid, grid, grid))
    right = ((w1 * points[:, 0] + w2 * points[:, 1] + b > 0) == labels).sum(axis=1)
    assert len(right) == 25**3 and right.max() == 3
    hidden = sigmoid(points @ np.array([(20, 20), (20, 20)]) + (-10, -30))  # or, and
    close(sigmoid(hidden @ (20, -20) - 10), labels, 3)


# ---- sum and mean of the losses, misconception 11 ----


def test_11_sum_and_mean_differ_by_the_learning_rate():
    points = np.random.default_rng(0).normal(size=(100, 2))
    labels = points[:, 0] > 0

    def gradient(w):  # of the total loss of a logistic regression without bias
        return (sigmoid(points @ w) - labels) @ points

    def descend(rate, w=(0, 0)):
        for _ in range(200):
            w = w - rate * gradient(w)
        return w

    close(gradient(np.zeros(2)), (-38.9749, -3.9846), 4)
    close(descend(0.01), (7.0237, -0.0671), 4)  # the sum with η = 0.01 is the mean with η = 1
    close(descend(0.01 / 100), (0.6263, 0.0479), 4)  # the mean with η = 0.01


def test_11_our_gradient_is_that_of_the_mean():
    net, inputs, targets = lecture.network(), list(PRINTED), [(1, 0), (0, 1)]
    single = [net.gradient([x], [t]) for x, t in zip(inputs, targets, strict=True)]
    close(net.gradient(inputs, targets), np.mean(single, axis=0), 12)


# ---- the chain rule, and what it would cost without the backward pass: P14-2, P14-15, misconception 10 ----


def test_the_chain_rule():
    x = 0.7
    close(np.cos(x**2) * 2 * x, 1.235266)
    s, (a, b) = x, (x**2, np.sin(x))  # z = ab + b²
    first, second = b * 2 * s, (a + 2 * b) * np.cos(s)
    close((first, first + second), (0.901905, 2.262127))


def evaluations(width, layers, first=1):
    """How often some ∂l/∂z is worked out if each neuron of the layers from `first` on asks for all it needs anew."""

    def one(layer):
        return 1 if layer == layers else 1 + width * one(layer + 1)

    return sum(width * one(layer) for layer in range(first, layers + 1))


def test_10_from_the_output_layer_each_delta_is_worked_out_once():
    assert [evaluations(*net) for net in [(2, 3), (2, 10), (3, 5), (10, 4)]] == [22, 4072, 537, 12340]
    assert evaluations(2, 3) - evaluations(2, 3, first=2) == 14  # for z₁ and z₂ alone
    net = lecture.network()
    assert sum(delta.size for delta in net.deltas(net.forward(X), T)) == 6


# ---- the slides' tables ----


def test_the_digit_2():  # P13-15, P13-20; misconception 14
    y = np.array([lecture.CONFIDENCES])
    assert y.shape == (1, 10) and round(y.sum(), 12) == 1
    assert lecture.DIGITS[y.argmax()] == (y.argmax() + 1) % 10 == 2
    for digit, loss in {2: 0.3567, 1: 2.3026, 0: 1.6094}.items():
        target = np.array([lecture.DIGITS]) == digit
        close(LOSSES["cross_entropy"].value(y, target), [loss], 4)
    assert round(np.log(10), 4) == 2.3026 and round(-np.log(1e-12), 3) == 27.631
    assert [len(row) for row in lecture.BITMAP] == [16] * 16
    x = lecture.digit()
    assert x.shape == (1, 256) and set(np.unique(x)) == {0, 1}
    assert (x.reshape(16, 16)[13] == 1).tolist() == [mark == "#" for mark in lecture.BITMAP[13]]


def test_two_steps_of_gradient_descent():  # P13-23, P13-24
    table = np.array(list(lecture.GRADIENT_DESCENT.values()))
    close(-np.diff(table), [(0.05, 0.06), (-0.15, -0.10), (0.10, 0.10)], 12)  # μ times the gradient


def test_depth_and_error():  # P13-9, P13-10
    assert [net.layers for net in lecture.LAYERS_TABLE] == [8, 19, 22, 152]
    errors = np.array([net.error for net in lecture.LAYERS_TABLE])
    close(100 * np.diff(errors) / errors[:-1], (-55.5, -8.2, -46.7), 1)
    assert lecture.LAYERS_TABLE[-1].layers - lecture.TAIPEI_101_FLOORS == 51


def test_deep_and_wide():  # P13-28 and the lecture after it
    assert [net.error for net in lecture.DEEP] == [24.2, 20.4, 18.4, 17.8, 17.2, 17.1]
    assert [net.error for net in lecture.WIDE] == [22.5, 22.6, 22.1]
    assert [net.parameters for net in lecture.DEEP] == [
        19_944_536, 24_140_888, 28_337_240, 32_533_592, 36_729_944, 45_122_648]
    assert [net.parameters for net in lecture.WIDE] == [36_725_952, 45_116_660, 159_491_160]
    for deep, wide in zip(lecture.DEEP[-2:], lecture.WIDE, strict=False):
        assert abs(deep.parameters / wide.parameters - 1) < 2e-4


def test_counts_of_parameters():
    assert count_parameters([2, 2, 2, 2]) == lecture.network().n_parameters
    hidden = {(): 2570, (30,): 8020, (500, 500): 384_010, (1000,) * 2: 1_268_010, (1000,) * 3: 2_269_010}
    assert all(count_parameters([256, *widths, 10]) == count for widths, count in hidden.items())


def test_the_timeline():  # P13-2
    years = [event.year for event in lecture.TIMELINE]
    assert years == sorted(years)
    assert [event.when for event in lecture.TIMELINE if not event.up] == ["1969", "1989"]
    assert [event.when for event in lecture.TIMELINE if event.later] == ["2015.2", "2016.3", "2016.10"]
    assert lecture.TIMELINE[0].when == "1958" and lecture.TIMELINE[-4].when == "2012"


def test_google_growth_grows():  # P13-1
    years, level = zip(*lecture.GOOGLE_GROWTH, strict=True)
    assert (years[0], years[-1], level[-1]) == (2012, 2016, 1) and list(level) == sorted(level)
