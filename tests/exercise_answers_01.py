"""Notebook 01: answers as learners write them. DIFFERENTLY: right, but not as the reference is. SLIPS: wrong, each
with words that the reply has to hold. Both {exercise id: [...]}."""

import math

import numpy as np

DIFFERENTLY, SLIPS = {}, {}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def step(z):
    return np.where(z > 0, 1, 0)


# ---- 01.1 the step ----


def comparison_alone(z):
    return np.asarray(z) > 0


def with_heaviside(z):
    return np.heaviside(z, 0.0)


def number_by_number(z):
    return np.vectorize(lambda v: 1 if v > 0 else 0)(z)


def half_of_the_sign(z):
    return (np.sign(z) > 0).astype(np.float32)


def if_on_an_array(z):
    if z > 0:
        return 1
    return 0


def not_less(z):
    return np.where(z < 0, 0, 1)


def plus_and_minus(z):
    return np.where(z > 0, 1, -1)


def above_a_half(z):
    return np.where(z > 0.5, 1, 0)


def cut_off(z):
    return np.clip(z, 0, 1)


def side_against(z):
    return 1 - step(z)


DIFFERENTLY["01.1"] = [comparison_alone, with_heaviside, number_by_number, half_of_the_sign]
SLIPS["01.1"] = [
    ("ask about one number", if_on_an_array),
    ("really greater than 0", not_less),
    ("Yours are 1 and −1", plus_and_minus),
    ("at ½", above_a_half),
    ("between 0 and 1 stay as they are", cut_off),
    ("turned over", side_against),
]


# ---- 01.2 the sigmoid ----


def half_a_tanh(z):
    return 0.5 + 0.5 * np.tanh(np.asarray(z) / 2)


def as_on_the_slide(z):
    return 1 / (1 + np.exp(-z))


def with_logaddexp(z):
    return np.exp(-np.logaddexp(0, -z))


def two_cases(z):
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + small), small / (1 + small))


def forgot_minus(z):
    return 1 / (1 + np.exp(z))


def without_brackets(z):
    return 1 / 1 + np.exp(-z)


def infinite_over_infinite(z):
    return np.exp(z) / (np.exp(z) + 1)


def math_on_an_array(z):
    return 1 / (1 + math.exp(-z))


def printed_sigmoid(z):
    print(sigmoid(z))


DIFFERENTLY["01.2"] = [half_a_tanh, as_on_the_slide, with_logaddexp, two_cases]
SLIPS["01.2"] = [
    ("falls where σ grows", forgot_minus),
    ("so it needs brackets", without_brackets),
    ("NaN", infinite_over_infinite),
    ("in line", math_on_an_array),
    ("returns nothing", printed_sigmoid),
]


# ---- 01.3 a sigmoid neuron ----


def with_sum(x, w, b):
    return 1 / (1 + np.exp(-(np.sum(x * w) + b)))


def with_loop(x, w, b):
    z = b
    for i in range(len(x)):
        z += float(w[i]) * float(x[i])
    return 1 / (1 + math.exp(-z))


def with_tanh(x, w, b):
    return 0.5 + 0.5 * np.tanh((x @ w + b) / 2)


def minus_for_half(x, w, b):
    return 1 / (1 + np.exp(-np.dot(w, x) + b))


def not_added_up(x, w, b):
    return sigmoid(w * x + b)


def z_alone(x, w, b):
    return sum(w * x) + b


def printed(x, w, b):
    print(sigmoid(w @ x + b))


DIFFERENTLY["01.3"] = [with_sum, with_loop, with_tanh]
SLIPS["01.3"] = [
    ("takes the bias away", minus_for_half),
    ("not added up", not_added_up),
    ("This is z", z_alone),
    ("returns nothing", printed),
]


# ---- 01.4 one step of the learning rule ----


def with_ifs(w, b, x, target):
    y = 1 if w @ x + b > 0 else 0
    if y == target:
        return w, b
    if target == 1:
        return w + x, b + 1
    return w - x, b - 1


def in_a_new_array(w, b, x, target):
    w = w.copy()
    error = target - int(np.dot(x, w) + b > 0)
    for i in range(len(w)):
        w[i] += error * x[i]
    b += error
    return [w, b]


def as_lists(w, b, x, target):
    error = float(target - step((w * x).sum() + b))
    return [float(wi) + error * float(xi) for wi, xi in zip(w, x, strict=True)], b + error


def in_place(w, b, x, target):
    error = target - step(w @ x + b)
    w += error * x
    b += error
    return w, b


def bias_forgotten(w, b, x, target):
    error = target - step(w @ x + b)
    return w + error * x, b


def only_ones_are_added(w, b, x, target):
    if step(w @ x + b) != target:
        w = w + x
        b = b + 1
    return w, b


def prediction_minus_target(w, b, x, target):
    y = step(w @ x + b)
    return w + (y - target) * x, b + (y - target)


def weights_alone(w, b, x, target):
    error = target - step(w @ x + b)
    return w + error * x


def right_ones_too(w, b, x, target):
    if target == 1:
        return w + x, b + 1
    return w - x, b - 1


def error_twice(w, b, x, target):
    w = w + (target - step(w @ x + b)) * x
    b = b + (target - step(w @ x + b))
    return w, b


def in_the_other_order(w, b, x, target):
    error = target - step(w @ x + b)
    return b + error, w + error * x


DIFFERENTLY["01.4"] = [with_ifs, in_a_new_array, as_lists]
SLIPS["01.4"] = [
    ("changes its input w in place", in_place),
    ("the bias stays as it was", bias_forgotten),
    ("adds after each wrong answer", only_ones_are_added),
    ("further to the wrong side", prediction_minus_target),
    ("expected 2 things: w, b", weights_alone),
    ("after right answers, too", right_ones_too),
    ("before anything changes", error_twice),
    ("first w, then b", in_the_other_order),
]


# ---- 01.5 weights for XOR ----


def one_without_the_other():
    return [[1, -1], [-1, 1]], [-0.5, -0.5], [1, 1], -0.5


def with_not_both():
    return np.array([[2.0, 2.0], [-2.0, -2.0]]), np.array([-1.0, 3.0]), np.array([1.0, 1.0]), np.float32(-1.5)


def both_first():
    W = np.ones((2, 2), dtype=int)
    return W, (-1, 0), (-5, 3), 0


def and_too_weak():
    return [[1, 1], [1, 1]], [-0.5, -1.5], [1, -1], 0.5


def and_against_nothing():
    return [[1, 1], [1, 1]], [-0.5, -1.5], [1, -0.4], -0.5


def one_layer():
    return np.array([1, 1]), -0.5


def one_row():
    return np.array([1, 1]), np.array([-0.5, -1.5]), np.array([1, -2]), -0.5


def on_the_edge():
    return [[1, 1], [1, 1]], [-1, -2], [1, -2], 0


def without_biases():
    return [[1, 1], [1, 1]], [0, 0], [1, -2], 0


DIFFERENTLY["01.5"] = [one_without_the_other, with_not_both, both_first]
SLIPS["01.5"] = [
    ("1 at all four corners", and_too_weak),
    ("computes OR", and_against_nothing),
    ("a tuple of 2", one_layer),
    ("W has shape (2,), expected (2, 2)", one_row),
    ("computes AND", on_the_edge),
    ("0 at all four corners", without_biases),
]
