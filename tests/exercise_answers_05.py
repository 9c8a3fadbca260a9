"""Answers as learners write them. DIFFERENTLY: right, but not as the reference is. SLIPS: wrong, each with words
that the reply has to hold. Both {exercise id: [...]}."""

import math

import numpy as np

DIFFERENTLY, SLIPS = {}, {}


def s(z):
    return 1 / (1 + np.exp(-z))


# ---- 05.1 ∂z/∂w ----


def neuron_by_neuron(x, W, b):
    a = [
        1 / (1 + math.exp(-sum(w * v for w, v in zip(row, x, strict=True)) - bias))
        for row, bias in zip(W, b, strict=True)
    ]
    return list(x), a


def with_einsum(x, W, b):
    return x.copy(), s(np.einsum("md,d->m", W, x) + b)


def with_tanh(x, W, b):
    return np.asarray(x, np.float32), 0.5 + 0.5 * np.tanh((x @ W.T + b) / 2)


def gave_the_weights(x, W, b):
    return W, s(W @ x + b)


def gave_the_sums(x, W, b):
    z = np.dot(W, x) + b
    return x, z


def one_layer_too_far(x, W, b):
    a = s(W @ x + b)
    return a, a


def with_the_slope(x, W, b):
    a = s(W @ x + b)
    return x, a * (1 - a)


def only_the_second(x, W, b):
    return s(W @ x + b)


def weights_turned(x, W, b):
    return x, s(x @ W + b)


def sum_without_weights(x, W, b):
    return x, s(x.sum() + b)


DIFFERENTLY["05.1"] = [neuron_by_neuron, with_einsum, with_tanh]
SLIPS["05.1"] = [
    ("does not depend on w", gave_the_weights),
    ("a = σ(z)", gave_the_sums),
    ("one layer too far", one_layer_too_far),
    ("belongs to the backward pass", with_the_slope),
    ("expected 2 things", only_the_second),
    ("W is turned round", weights_turned),
    ("no mistake that this check knows", sum_without_weights),
]


# ---- 05.2 δ of a hidden layer ----


def two_loops(delta, W, z):
    rows = []
    for d, v in zip(np.atleast_2d(delta), np.atleast_2d(z), strict=True):
        rows.append([sum(W[k][j] * d[k] for k in range(len(d))) * s(v[j]) * (1 - s(v[j])) for j in range(len(v))])
    return rows if delta.ndim > 1 else rows[0]


def with_the_exponential(delta, W, z):
    return (W.T @ delta.T).T * np.exp(-z) / (1 + np.exp(-z)) ** 2


def einsum_once_more(delta, W, z):
    return np.einsum("...m,km,...k->...m", s(z) - s(z) ** 2, W, delta)


def not_turned(delta, W, z):
    return (delta @ W.T) * s(z) * (1 - s(z))


def slope_at_a(delta, W, z):
    a = s(z)
    return (delta @ W) * s(a) * (1 - s(a))


def tanh_from_elsewhere(delta, W, z):
    return (delta @ W) * (1 - np.tanh(z) ** 2)


def no_gain(delta, W, z):
    return delta @ W


def for_one_alone(delta, W, z):
    return s(z) * (1 - s(z)) * (W.T @ delta)


def added_the_gain(delta, W, z):
    return delta @ W + s(z) * (1 - s(z))


DIFFERENTLY["05.2"] = [two_loops, with_the_exponential, einsum_once_more]
SLIPS["05.2"] = [
    ("sum along a row of W", not_turned),
    ("σ′ is taken at a", slope_at_a),
    ("These neurons are sigmoids", tanh_from_elsewhere),
    ("σ′ is missing", no_gain),
    ("delta before W", for_one_alone),
    ("no mistake that this check knows", added_the_gain),
]
