"""Notebook 02: answers as learners write them; see exercise_answers_01.py."""

import math
from itertools import pairwise

import numpy as np

DIFFERENTLY, SLIPS = {}, {}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


# ---- 02.1 a layer by hand ----


def with_a_product(x, W, b):
    return sigmoid(W @ x + b)


def with_two_loops(x, W, b):
    a = []
    for i in range(len(b)):
        z = float(b[i])
        for j in range(len(x)):
            z += W[i][j] * x[j]
        a.append(1 / (1 + math.exp(-z)))
    return a


def with_einsum(x, W, b):
    return 1 / (1 + np.exp(-np.einsum("ij,j->i", W, x) - b))


def x_before_w(x, W, b):
    return sigmoid(x @ W + b)


def return_in_the_loop(x, W, b):
    for weights, bias in zip(W, b, strict=True):
        return sigmoid(weights @ x + bias)


def no_activation(x, W, b):
    return [sum(weights * x) + bias for weights, bias in zip(W, b, strict=True)]


def with_a_star(x, W, b):
    return sigmoid(W * x + b)


def one_bias_for_all(x, W, b):
    return [sigmoid(weights @ x + b) for weights in W]


def bias_outside(x, W, b):
    return sigmoid(W @ x) + b


def sigmoid_of_a_list(x, W, b):
    z = [weights @ x + bias for weights, bias in zip(W, b, strict=True)]
    return 1 / (1 + math.exp(-z))


DIFFERENTLY["02.1"] = [with_a_product, with_two_loops, with_einsum]
SLIPS["02.1"] = [
    ("column of W", x_before_w),
    ("ends it in the first round", return_in_the_loop),
    ("These are the z", no_activation),
    ("not added up", with_a_star),
    ("all biases at once", one_bias_for_all),
    ("after σ", bias_outside),
    ("bad operand type for unary -", sigmoid_of_a_list),
]


# ---- 02.2 a whole network ----


def with_products(x, weights, biases):
    for W, b in zip(weights, biases, strict=True):
        x = sigmoid(W @ x + b)
    return x


def by_itself(x, weights, biases):
    if not weights:
        return x
    return by_itself(sigmoid(weights[0] @ x + biases[0]), weights[1:], biases[1:])


def by_index(x, weights, biases):
    a = np.array(x, np.float64)[None, :]
    for k in range(len(weights)):
        a = sigmoid(a @ weights[k].T + biases[k])
    return a[0].tolist()


def always_x(x, weights, biases):
    for W, b in zip(weights, biases, strict=True):
        a = sigmoid(W @ x + b)
    return a


def all_of_them(x, weights, biases):
    a = [x]
    for W, b in zip(weights, biases, strict=True):
        a.append(sigmoid(W @ a[-1] + b))
    return a


def all_but_the_input(x, weights, biases):
    return all_of_them(x, weights, biases)[1:]


def returned_too_early(x, weights, biases):
    for W, b in zip(weights, biases, strict=True):
        x = sigmoid(W @ x + b)
        return x


def linear_output(x, weights, biases):
    for W, b in zip(weights[:-1], biases[:-1], strict=True):
        x = sigmoid(W @ x + b)
    return weights[-1] @ x + biases[-1]


def without_transpose(x, weights, biases):
    for W, b in zip(weights, biases, strict=True):
        x = sigmoid(x @ W + b)
    return x


def lists_emptied(x, weights, biases):
    while weights:
        x = sigmoid(weights.pop(0) @ x + biases.pop(0))
    return x


DIFFERENTLY["02.2"] = [with_products, by_itself, by_index]
SLIPS["02.2"] = [
    ("Every layer gets x", always_x),
    ("what every layer says", all_of_them),
    ("its parts are of different lengths", all_but_the_input),
    ("ends it in the first round", returned_too_early),
    ("The last layer has no σ", linear_output),
    ("column of W", without_transpose),
    ("changes its input weights, biases in place", lists_emptied),
]


# ---- 02.3 counting parameters ----


def with_pairwise(sizes):
    return sum(inputs * neurons + neurons for inputs, neurons in pairwise(sizes))


def with_a_loop(sizes):
    count = 0
    for k in range(len(sizes) - 1):
        count = count + sizes[k] * sizes[k + 1]
        count += sizes[k + 1]
    return float(count)


def by_making_them(sizes):
    return sum(np.ones((m, n)).size + np.ones(m).size for n, m in zip(sizes, sizes[1:], strict=False))


def with_dot(sizes):
    sizes = np.array(sizes)
    return sizes[1:] @ (sizes[:-1] + 1)


def weights_alone(sizes):
    return sum(n * m for n, m in pairwise(sizes))


def one_bias_a_layer(sizes):
    count = 0
    for n, m in pairwise(sizes):
        count += n * m + 1
    return count


def all_sizes_as_biases(sizes):
    return sum(n * m for n, m in pairwise(sizes)) + sum(sizes)


def a_list_of_counts(sizes):
    return [(n + 1) * m for n, m in pairwise(sizes)]


def last_round_alone(sizes):
    for n, m in pairwise(sizes):
        count = (n + 1) * m
    return count


def a_bias_for_each_input(sizes):
    return sum(n * (m + 1) for n, m in pairwise(sizes))


def hidden_layers_alone(sizes):
    return sum((sizes[k] + 1) * sizes[k + 1] for k in range(len(sizes) - 2))


DIFFERENTLY["02.3"] = [with_pairwise, with_a_loop, by_making_them, with_dot]
SLIPS["02.3"] = [
    ("The biases are missing", weights_alone),
    ("one bias for a whole layer", one_bias_a_layer),
    ("a bias to the inputs", all_sizes_as_biases),
    ("expected a single number", a_list_of_counts),
    ("the last layer alone", last_round_alone),
    ("one bias for each input", a_bias_for_each_input),
    ("output layer is missing", hidden_layers_alone),
]


# ---- 02.4 two linear layers in one ----


def through_unit_vectors(W1, b1, W2, b2):
    f = lambda x: W2 @ (W1 @ x + b1) + b2  # noqa: E731
    b = f(np.zeros(W1.shape[1]))
    return np.column_stack([f(unit) - b for unit in np.eye(W1.shape[1])]), b


def with_loops(W1, b1, W2, b2):
    rows, middle, columns = range(len(W2)), range(len(W1)), range(W1.shape[1])
    W = [[sum(W2[i, k] * W1[k, j] for k in middle) for j in columns] for i in rows]
    return W, [sum(W2[i, k] * b1[k] for k in middle) + b2[i] for i in rows]


def with_einsums(W1, b1, W2, b2):
    return np.einsum("ik,kj->ij", W2, W1), b1 @ W2.T + b2


def in_reading_order(W1, b1, W2, b2):
    return W1 @ W2, W2 @ b1 + b2


def biases_added(W1, b1, W2, b2):
    return W2 @ W1, b1 + b2


def second_bias_forgotten(W1, b1, W2, b2):
    return W2 @ W1, W2 @ b1


def everything_in_reading_order(W1, b1, W2, b2):
    return W1 @ W2, W1 @ b2 + b1


def matrix_alone(W1, b1, W2, b2):
    return W2 @ W1


def with_the_wrong_matrix(W1, b1, W2, b2):
    return W2 @ W1, W1 @ b1 + b2


DIFFERENTLY["02.4"] = [through_unit_vectors, with_loops, with_einsums]
SLIPS["02.4"] = [
    ("wrong order", in_reading_order),
    ("simply added", biases_added),
    ("second layer's own bias is missing", second_bias_forgotten),
    ("as if the second layer came first", everything_in_reading_order),
    ("expected 2 things: W, b", matrix_alone),
    ("the first bias goes through its own layer", with_the_wrong_matrix),
]
