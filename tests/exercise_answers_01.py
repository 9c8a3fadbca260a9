"""Notebook 01: answers as learners write them. DIFFERENTLY: right, but not as the reference is. SLIPS: wrong, each
with words that the reply has to hold. Both {exercise id: [...]}."""

import math

import numpy as np

DIFFERENTLY, SLIPS = {}, {}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def step(z):
    return np.where(z > 0, 1, 0)


# ---- 01.1 a sigmoid neuron ----


def with_sum(x, w, b):
    return 1 / (1 + np.exp(-(np.sum(x * w) + b)))


def with_loop(x, w, b):
    z = b
    for i in range(len(x)):
        z += float(w[i]) * float(x[i])
    return 1 / (1 + math.exp(-z))


def with_tanh(x, w, b):
    return 0.5 + 0.5 * np.tanh((x @ w + b) / 2)


def in_a_list(x, w, b):
    return [1 / (1 + np.exp(-(w @ x + b)))]


def forgot_minus(x, w, b):
    z = np.dot(w, x) + b
    return 1 / (1 + np.exp(z))


def minus_for_half(x, w, b):
    return 1 / (1 + np.exp(-np.dot(w, x) + b))


def without_brackets(x, w, b):
    z = sum(w * x) + b
    return 1 / 1 + math.exp(-z)


def not_added_up(x, w, b):
    return sigmoid(w * x + b)


def math_on_an_array(x, w, b):
    return 1 / (1 + math.exp(-(w * x + b)))


def printed(x, w, b):
    print(sigmoid(w @ x + b))


DIFFERENTLY["01.1"] = [with_sum, with_loop, with_tanh]
SLIPS["01.1"] = [
    ("shape", in_a_list),
    ("grows where it should fall", forgot_minus),
    ("so z needs brackets", minus_for_half),
    ("(1 / 1) + e", without_brackets),
    ("the result has shape (1,); expected ()", not_added_up),
    ("in line", math_on_an_array),
    ("a print in its place", printed),
]


# ---- 01.2 a step neuron ----


def comparison_alone(X, w, b):
    return X @ w + b > 0


def points_in_a_loop(X, w, b):
    answers = []
    for x in X:
        if sum(x[i] * w[i] for i in range(len(w))) + b > 0:
            answers.append(1)
        else:
            answers.append(0)
    return answers


def with_einsum(X, w, b):
    return (np.einsum("ij,j->i", X, w) > -b).astype(np.float32)


def with_heaviside(X, w, b):
    return np.heaviside(w @ X.T + b, 0.0)


def if_on_an_array(X, w, b):
    if X @ w + b > 0:
        return 1
    return 0


def not_less(X, w, b):
    return np.where(X @ w + b < 0, 0, 1)


def half_of_a_sigmoid(X, w, b):
    return np.round(sigmoid(X @ w + b) + 1e-9)


def plus_and_minus(X, w, b):
    return [1 if x @ w + b > 0 else -1 for x in X]


def first_point_alone(X, w, b):
    return int(X[0] @ w + b > 0)


def the_wrong_sum(X, w, b):
    return step((X * w).sum(axis=0) + b)


def side_against(X, w, b):
    return 1 - step(X @ w + b)


DIFFERENTLY["01.2"] = [comparison_alone, points_in_a_loop, with_einsum, with_heaviside]
SLIPS["01.2"] = [
    ("An `if` asks about one number", if_on_an_array),
    ("really greater than 0", not_less),
    ("really greater than 0", half_of_a_sigmoid),
    ("Yours are 1 and −1", plus_and_minus),
    ("has shape (); expected (1,)", first_point_alone),
    ("one point is one row of X", the_wrong_sum),
    ("turned over", side_against),
]


# ---- 01.3 one step of the learning rule ----


def with_ifs(x, target, w, b):
    y = 1 if w @ x + b > 0 else 0
    if y == target:
        return w, b
    if target == 1:
        return w + x, b + 1
    return w - x, b - 1


def in_a_new_array(x, target, w, b):
    w = w.copy()
    error = target - int(np.dot(x, w) + b > 0)
    for i in range(len(w)):
        w[i] += error * x[i]
    b += error
    return [w, b]


def as_lists(x, target, w, b):
    error = float(target - step((w * x).sum() + b))
    return [float(wi) + error * float(xi) for wi, xi in zip(w, x, strict=True)], b + error


def in_place(x, target, w, b):
    error = target - step(w @ x + b)
    w += error * x
    b += error
    return w, b


def bias_forgotten(x, target, w, b):
    error = target - step(w @ x + b)
    return w + error * x, b


def only_ones_are_added(x, target, w, b):
    if step(w @ x + b) != target:
        w = w + x
        b = b + 1
    return w, b


def prediction_minus_target(x, target, w, b):
    y = step(w @ x + b)
    return w + (y - target) * x, b + (y - target)


def weights_alone(x, target, w, b):
    error = target - step(w @ x + b)
    return w + error * x


def right_ones_too(x, target, w, b):
    if target == 1:
        return w + x, b + 1
    return w - x, b - 1


def error_twice(x, target, w, b):
    w = w + (target - step(w @ x + b)) * x
    b = b + (target - step(w @ x + b))
    return w, b


def in_the_other_order(x, target, w, b):
    error = target - step(w @ x + b)
    return b + error, w + error * x


DIFFERENTLY["01.3"] = [with_ifs, in_a_new_array, as_lists]
SLIPS["01.3"] = [
    ("changes its input w in place", in_place),
    ("the bias stays as it was", bias_forgotten),
    ("adds after each wrong answer", only_ones_are_added),
    ("further to the wrong side", prediction_minus_target),
    ("expected 2 things: w, b", weights_alone),
    ("after right answers, too", right_ones_too),
    ("before anything changes", error_twice),
    ("first w, then b", in_the_other_order),
]


# ---- 01.4 weights for XOR ----


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


DIFFERENTLY["01.4"] = [one_without_the_other, with_not_both, both_first]
SLIPS["01.4"] = [
    ("1 at all four corners", and_too_weak),
    ("computes OR", and_against_nothing),
    ("a tuple of 2", one_layer),
    ("W has shape (2,), expected (2, 2)", one_row),
    ("computes AND", on_the_edge),
    ("0 at all four corners", without_biases),
]
