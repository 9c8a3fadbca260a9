"""Notebook 03: answers as learners write them; see exercise_answers_01.py."""

from itertools import pairwise

import numpy as np

DIFFERENTLY, SLIPS = {}, {}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


# ---- 03.1 the shapes of a chain ----


def with_pairwise(sizes):
    return tuple((outputs, inputs) for inputs, outputs in pairwise(sizes))


def with_zip(sizes):
    return list(zip(sizes[1:], sizes[:-1], strict=True))


def as_an_array(sizes):
    return np.column_stack([sizes[1:], sizes[:-1]])


def by_making_them(sizes):
    shapes = []
    for inputs, outputs in zip(sizes, sizes[1:], strict=False):
        shapes.append(np.ones((outputs, inputs)).shape)
    return shapes


def inputs_first(sizes):
    return list(pairwise(sizes))


def one_too_few(sizes):
    return [(sizes[k + 1], sizes[k]) for k in range(len(sizes) - 2)]


def one_too_far(sizes):
    return [(sizes[k + 1], sizes[k]) for k in range(len(sizes))]


def as_texts(sizes):
    return [f"({outputs}, {inputs})" for inputs, outputs in pairwise(sizes)]


def numbers_of_weights(sizes):
    return [outputs * inputs for inputs, outputs in pairwise(sizes)]


def from_the_output_back(sizes):
    shapes = []
    for k in range(len(sizes) - 1, 0, -1):
        shapes.append((sizes[k], sizes[k - 1]))
    return shapes


DIFFERENTLY["03.1"] = [with_pairwise, with_zip, as_an_array, by_making_them]
SLIPS["03.1"] = [
    ("Rows and columns are exchanged", inputs_first),
    ("last layer is missing", one_too_few),
    ("`sizes` has length 2", one_too_far),
    ("expected numbers", as_texts),
    ("the result has shape", numbers_of_weights),
    ("the last layer comes first", from_the_output_back),
]


# ---- 03.2 a layer for a batch of rows ----


def by_loops(A, W, b):
    return [[sum(W[i][j] * a[j] for j in range(len(a))) + b[i] for i in range(len(b))] for a in A]


def one_by_one(A, W, b):
    return np.array([W @ a + b for a in A])


def with_einsum(A, W, b):
    return np.einsum("ni,oi->no", A, W) + b


def turned_twice(A, W, b):
    return (W @ A.T + b[:, None]).T


def in_single_precision(A, W, b):
    return A.astype(np.float32) @ W.T.astype(np.float32) + b.astype(np.float32)


def without_transpose(A, W, b):
    return np.dot(A, W) + b


def as_for_one_column(A, W, b):
    return W @ A + b


def left_as_columns(A, W, b):
    return W @ A.T + b.reshape(-1, 1)


def with_a_star(A, W, b):
    return A * W.T + b


def first_example_alone(A, W, b):
    return W @ A[0] + b


def bias_forgotten(A, W, b):
    return A @ W.T


def bias_along_the_wrong_side(A, W, b):
    return (W @ A.T + b).T


def with_sigmoid(A, W, b):
    return sigmoid(A @ W.T + b)


DIFFERENTLY["03.2"] = [by_loops, one_by_one, with_einsum, turned_twice, in_single_precision]
SLIPS["03.2"] = [
    ("W is not transposed", without_transpose),
    ("W stands before A", as_for_one_column),
    ("each example is a column", left_as_columns),
    ("`*` multiplies number by number", with_a_star),
    ("stands the first alone", first_example_alone),
    ("bias b is missing", bias_forgotten),
    ("b is added along the wrong side", bias_along_the_wrong_side),
    ("Asked is Z itself", with_sigmoid),
]


# ---- 03.3 the forward pass ----


def by_index(X, weights, biases):
    Zs = [X @ weights[0].T + biases[0]]
    for k in range(1, len(weights)):
        Zs.append(sigmoid(Zs[k - 1]) @ weights[k].T + biases[k])
    return tuple(Zs)


def by_itself(X, weights, biases):
    if not weights:
        return []
    Z = np.einsum("ni,oi->no", X, weights[0]) + biases[0]
    return [Z, *by_itself(sigmoid(Z), weights[1:], biases[1:])]


def only_the_last(X, weights, biases):
    return by_index(X, weights, biases)[-1]


def all_A(X, weights, biases):
    return [sigmoid(Z) for Z in by_index(X, weights, biases)]


def no_sigmoid(X, weights, biases):
    Zs = []
    for W, b in zip(weights, biases, strict=True):
        X = X @ W.T + b
        Zs.append(X)
    return Zs


def returned_in_the_loop(X, weights, biases):
    return by_index(X, weights, biases)[:1]


DIFFERENTLY["03.3"] = [by_index, by_itself]
SLIPS["03.3"] = [
    ("expected", only_the_last),
    ("These are the A", all_A),
    ("Between two layers comes σ", no_sigmoid),
    ("first layer alone", returned_in_the_loop),
]


# ---- 03.4 the work of a whole network ----


def layer_by_layer(sizes, n):
    products = sigmoids = 0
    for inputs, outputs in pairwise(sizes):
        products += n * inputs * outputs
        sigmoids += n * outputs
    return products, sigmoids


def with_dot(sizes, n):
    sizes = np.array(sizes)
    return [n * sizes[1:] @ sizes[:-1], n * sizes[1:].sum()]


def in_floats(sizes, n):
    return float(sum(a * b * n for a, b in pairwise(sizes))), float(n * (sum(sizes) - sizes[0]))


def inputs_have_sigmoids(sizes, n):
    return sum(a * b for a, b in pairwise(sizes)) * n, sum(sizes) * n


def one_example(sizes, n):
    return sum(a * b for a, b in pairwise(sizes)), sum(sizes[1:])


def parameters_for_products(sizes, n):
    return n * sum((a + 1) * b for a, b in pairwise(sizes)), n * sum(sizes[1:])


def multiplications_alone(sizes, n):
    return n * sum(a * b for a, b in pairwise(sizes))


def last_layer_alone(sizes, n):
    for a, b in pairwise(sizes):
        products, sigmoids = n * a * b, n * b
    return products, sigmoids


def hidden_sigmoids(sizes, n):
    return n * sum(a * b for a, b in pairwise(sizes)), n * sum(sizes[1:-1])


DIFFERENTLY["03.4"] = [layer_by_layer, with_dot, in_floats]
SLIPS["03.4"] = [
    ("The inputs are no neurons", inputs_have_sigmoids),
    ("Yours counts one example", one_example),
    ("A bias is added", parameters_for_products),
    ("expected 2 things", multiplications_alone),
    ("the last layer alone", last_layer_alone),
    ("output layer is missing", hidden_sigmoids),
]
