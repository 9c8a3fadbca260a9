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
    ("list index out of range", one_too_far),
    ("expected numbers", as_texts),
    ("the result has shape", numbers_of_weights),
    ("the last layer comes first", from_the_output_back),
]


# ---- 03.2 a layer for a batch of rows ----


def by_loops(W, b, X):
    A = []
    for x in X:
        A.append([sigmoid(sum(W[i][j] * x[j] for j in range(len(x))) + b[i]) for i in range(len(b))])
    return A


def one_by_one(W, b, X):
    return np.array([sigmoid(W @ x + b) for x in X])


def with_einsum(W, b, X):
    return sigmoid(np.einsum("ni,oi->no", X, W) + b)


def turned_twice(W, b, X):
    return sigmoid(W @ X.T + b[:, None]).T


def in_single_precision(W, b, X):
    return sigmoid(X.astype(np.float32) @ W.T.astype(np.float32) + b.astype(np.float32))


def without_transpose(W, b, X):
    Z = np.dot(X, W) + b
    return 1 / (1 + np.exp(-Z))


def as_for_one_column(W, b, X):
    return sigmoid(W @ X + b)


def left_as_columns(W, b, X):
    return sigmoid(W @ X.T + b.reshape(-1, 1))


def with_a_star(W, b, X):
    return sigmoid(X * W.T + b)


def first_example_alone(W, b, X):
    return sigmoid(W @ X[0] + b)


def bias_forgotten(W, b, X):
    return sigmoid(X @ W.T)


def bias_along_the_wrong_side(W, b, X):
    Z = W @ X.T + b
    return sigmoid(Z.T)


DIFFERENTLY["03.2"] = [by_loops, one_by_one, with_einsum, turned_twice, in_single_precision]
SLIPS["03.2"] = [
    ("W is not transposed", without_transpose),
    ("W stands before X", as_for_one_column),
    ("each example is a column", left_as_columns),
    ("`*` multiplies number by number", with_a_star),
    ("the result has shape", first_example_alone),
    ("bias b is missing", bias_forgotten),
    ("b is added along the wrong side", bias_along_the_wrong_side),
]


# ---- 03.3 a batch of columns ----


def with_reshape(W, b, X):
    return W.dot(X) + b.reshape(-1, 1)


def through_rows(W, b, X):
    return (X.T @ W.T + b).T


def column_by_column(W, b, X):
    Z = np.zeros((len(b), X.shape[1]))
    for k in range(X.shape[1]):
        Z[:, k] = W @ X[:, k] + b
    return Z


def with_ones(W, b, X):
    return np.column_stack([W, b]) @ np.vstack([X, np.ones(X.shape[1])])


def plain_b(W, b, X):
    return W @ X + b


def b_transposed(W, b, X):
    return W @ X + b.T


def b_as_a_row(W, b, X):
    return W @ X + b[None, :]


def left_as_rows(W, b, X):
    return X.T @ W.T + b


def as_rows_before(W, b, X):
    return X @ W.T + b


def added_in_place(W, b, X):
    X += 1
    return W @ (X - 1) + b[:, None]


DIFFERENTLY["03.3"] = [with_reshape, through_rows, column_by_column, with_ones]
SLIPS["03.3"] = [
    ("make b a column", plain_b),
    ("make b a column", b_transposed),
    ("make b a column", b_as_a_row),
    ("each example is a row", left_as_rows),
    ("X is taken for rows", as_rows_before),
    ("changes its input X in place", added_in_place),
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
