"""The numbers of the two lectures: printed on a slide, or computed from what is printed there."""

from itertools import product

import numpy as np
import pytest

from helpers import LOSSES, check_gradient, lecture, sigmoid
from helpers.lecture import CIRCLED, PRINTED
from tests.lecture_slopes import T, X, slope


def close(actual, expected, decimals=6):
    np.testing.assert_allclose(actual, expected, rtol=0, atol=0.51 * 10.0**-decimals)


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


@pytest.mark.parametrize("x", FORWARD)
def test_the_forward_pass_to_six_decimals(x):
    passed = lecture.network().forward([x])
    for z, a, (want_z, want_a, want_slope) in zip(passed.z, passed.a[1:], FORWARD[x], strict=True):
        close(z, [want_z])
        close(a, [want_a])
        close(slope(z), [want_slope])


def test_the_network_prints_what_the_slides_print_and_no_parameter_can_be_one_higher_or_lower():
    """The slides' numbers leave no doubt about what was read off them."""
    assert matches_the_slides(lecture.network())
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


# ---- backward: P14 ----

BACKWARD = {  # (output, loss): loss, δ of layers 1 to 3
    ("sigmoid", "squared_error"): (0.416798, [(-0.003565, -0.000987), (-0.045763, 0.055161), (-0.090277, 0.117468)]),
    ("sigmoid", "binary_cross_entropy"): (
        2.248562, [(-0.021093, -0.013792), (-0.232882, 0.364237), (-0.382295, 0.829124)]),
    ("softmax", "cross_entropy"): (1.387046, [(-0.025541, -0.001651), (-0.353652, 0.369372), (-0.750188, 0.750188)]),
}


@pytest.mark.parametrize("choice", BACKWARD)
def test_the_backward_pass_to_six_decimals(choice):
    loss, deltas = BACKWARD[choice]
    net = lecture.network(*choice)
    close(net.loss(X, T), [loss])
    close(np.concatenate(net.deltas(net.forward(X), T)), deltas)
    close([b for _, b in net.split(net.gradient(X, T))], deltas)  # ∂z/∂b is 1
    assert check_gradient(net, X, T).error < 1e-6


@pytest.mark.parametrize("wire", CIRCLED)
def test_the_circled_weights(wire):  # P14-6: ∂z/∂w is what comes in over the wire, whatever w is
    net = lecture.network()
    layer, row, column, weight, printed = wire
    passed = net.forward(X)
    incoming = passed.a[layer][0, column]
    assert net.weights[layer][row, column] == weight and round(incoming, 2) == printed
    net.weights[layer][row, column] += 1e-6
    close((net.forward(X).z[layer] - passed.z[layer])[0, row] / 1e-6, incoming)


# ---- the slides' tables ----


def test_the_digit_2():  # P13-15, P13-20; misconception 14
    y = np.array([lecture.CONFIDENCES])
    assert y.shape == (1, 10) and round(y.sum(), 12) == 1
    assert lecture.DIGITS == (*range(1, 10), 0) and lecture.DIGITS[y.argmax()] == 2
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


def test_deep_and_wide():  # P13-28 and the lecture after it
    assert [net.error for net in lecture.WIDE] == [22.5, 22.6, 22.1]
    assert [net.parameters for net in lecture.DEEP] == [
        19_944_536, 24_140_888, 28_337_240, 32_533_592, 36_729_944, 45_122_648]
    assert [net.parameters for net in lecture.WIDE] == [36_725_952, 45_116_660, 159_491_160]
    for deep, wide in zip(lecture.DEEP[-2:], lecture.WIDE, strict=False):
        assert abs(deep.parameters / wide.parameters - 1) < 2e-4
