"""Answers as learners write them. DIFFERENTLY: right, but not as the reference is. SLIPS: wrong, each with words
that the reply has to hold. Both {exercise id: [...]}."""

import math

import numpy as np

DIFFERENTLY, SLIPS = {}, {}


# ---- 04.1 softmax for scores of any size ----


def row_by_row(Z):
    rows = []
    for z in Z:
        e = np.exp(z - max(z))
        rows.append(list(e / sum(e)))
    return rows


def by_logarithms(Z):
    return np.exp(Z - np.logaddexp.reduce(Z, axis=1)[:, None])


def turned_round(Z):
    E = np.exp(Z.T - Z.max(axis=1))
    return (E / E.sum(axis=0)).T


def a_little_lower_still(Z):
    E = np.exp(Z - np.max(Z, axis=-1).reshape(-1, 1) - 1)
    return E / np.einsum("nk->n", E)[:, np.newaxis]


def as_in_the_section(Z):
    E = np.exp(Z)
    return E / E.sum(axis=1, keepdims=True)


def all_at_once(Z):
    E = np.exp(Z - np.max(Z))
    return E / np.sum(E)


def flat_sums(Z):
    Z = Z - np.max(Z, axis=1)
    return np.exp(Z) / np.sum(np.exp(Z), axis=1)


def by_columns(Z):
    E = np.exp(Z - Z.max(0))
    return E / E.sum(0)


def lowered_by_1000(Z):
    E = np.exp(Z - 1000)
    return E / E.sum(axis=1, keepdims=True)


def cut_at_700(Z):
    E = np.exp(np.minimum(Z, 700))
    return E / E.sum(axis=1, keepdims=True)


def without_e(Z):
    return Z / Z.sum(axis=1, keepdims=True)


def forgot_to_divide(Z):
    largest = np.max(Z, axis=1, keepdims=True)
    return np.exp(Z - largest)


DIFFERENTLY["04.1"] = [row_by_row, by_logarithms, turned_round, a_little_lower_still]
SLIPS["04.1"] = [
    ("NaN", as_in_the_section),
    ("All your numbers together", all_at_once),
    ("laid them along the columns", flat_sums),
    ("Your columns add up to 1", by_columns),
    ("NaN", lowered_by_1000),
    ("NaN", cut_at_700),
    ("take e^z first", without_e),
    ("divided by the sum of their row", forgot_to_divide),
]


# ---- 04.2 cross-entropy ----


def one_after_the_other(Z, labels):
    losses = []
    for z, label in zip(Z, labels, strict=True):
        losses.append(math.log(sum(math.exp(s - max(z)) for s in z)) + max(z) - z[label])
    return losses


def with_one_hot(Z, labels):
    T = np.eye(Z.shape[1])[labels]
    Z = Z - Z.max(axis=1, keepdims=True)
    return -(T * (Z - np.log(np.exp(Z).sum(axis=1, keepdims=True)))).sum(axis=1)


def with_einsum(Z, labels):
    T = np.eye(Z.shape[1])[labels]
    return np.einsum("nk,nk->n", T, np.logaddexp.reduce(Z, axis=1, keepdims=True) - Z)


def shares(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def softmax_then_log(Z, labels):
    return -np.log(shares(Z)[np.arange(len(Z)), labels])


def with_log2(Z, labels):
    return with_one_hot(Z, labels) / np.log(2)


def a_tiny_number_added(Z, labels):
    return -np.log(shares(Z)[np.arange(len(Z)), labels] + 1e-8)


def cut_off(Z, labels):
    return -np.log(np.clip(shares(Z)[np.arange(len(Z)), labels], 1e-15, 1))


def averaged(Z, labels):
    return np.mean(with_one_hot(Z, labels))


def all_columns(Z, labels):
    Z = Z - Z.max(axis=1, keepdims=True)
    return np.log(np.exp(Z).sum(axis=1)) - Z[:, labels]


def score_of_the_right_class(Z, labels):
    return [-z[label] for z, label in zip(Z, labels, strict=True)]


DIFFERENTLY["04.2"] = [one_after_the_other, with_one_hot, with_einsum]
SLIPS["04.2"] = [
    ("the logarithm of 0 is taken there", softmax_then_log),
    ("base 2", with_log2),
    ("keep the shares away from 0", a_tiny_number_added),
    ("keep the shares away from 0", cut_off),
    ("the cost", averaged),
    ("in pairs", all_columns),
    ("ln of the sum of e^z is added", score_of_the_right_class),
]


# ---- 04.3 the cost ----


def scores_of(X, weights, biases):
    for W, b in zip(weights[:-1], biases[:-1], strict=True):
        X = 1 / (1 + np.exp(-(X @ W.T + b)))
    return X @ weights[-1].T + biases[-1]


def all_in_one(X, labels, weights, biases):
    return sum(one_after_the_other(scores_of(X, weights, biases), labels)) / len(labels)


def averaged_at_the_end(X, labels, weights, biases):
    return np.average(with_one_hot(scores_of(X, weights, biases), labels))


def total(X, labels, weights, biases):
    return with_one_hot(scores_of(X, weights, biases), labels).sum()


def not_averaged(X, labels, weights, biases):
    return with_one_hot(scores_of(X, weights, biases), labels)


def softmax_twice(X, labels, weights, biases):
    return with_one_hot(shares(scores_of(X, weights, biases)), labels).mean()


DIFFERENTLY["04.3"] = [all_in_one, averaged_at_the_end]
SLIPS["04.3"] = [
    ("total loss", total),
    ("one number, their mean", not_averaged),
    ("takes softmax itself", softmax_twice),
]


# ---- 04.4 one step ----


def parameter_by_parameter(theta, gradient, eta):
    new = np.empty(theta.shape)
    for place in np.ndindex(theta.shape):
        new[place] = theta[place] - eta * gradient[place]
    return new.tolist()


def in_a_copy(theta, gradient, eta):
    theta = theta.copy()
    theta -= eta * gradient
    return theta


def uphill(theta, gradient, eta):
    return theta + eta * gradient


def in_place(theta, gradient, eta):
    theta -= eta * gradient
    return theta


def no_rate(theta, gradient, eta):
    return theta - gradient


def step_alone(theta, gradient, eta):
    return -eta * gradient


def nothing_back(theta, gradient, eta):
    theta = theta - eta * gradient


DIFFERENTLY["04.4"] = [parameter_by_parameter, in_a_copy]
SLIPS["04.4"] = [
    ("uphill", uphill),
    ("in place", in_place),
    ("learning rate is missing", no_rate),
    ("step alone", step_alone),
    ("returns nothing", nothing_back),
]


# ---- 04.5 mini-batches ----


def with_while(n, batch_size, random):
    order, batches = random.permutation(n), []
    while len(order):
        batches.append(order[:batch_size])
        order = order[batch_size:]
    return batches


def with_split(n, batch_size, random):
    return np.split(random.permutation(n), range(batch_size, n, batch_size))


def by_number(n, batch_size, random):
    order = list(random.permutation(n))
    return [order[k * batch_size : (k + 1) * batch_size] for k in range(math.ceil(n / batch_size))]


def rounded_down(n, batch_size, random):
    order = random.permutation(n)
    return [order[k * batch_size : (k + 1) * batch_size] for k in range(n // batch_size)]


def with_array_split(n, batch_size, random):
    return np.array_split(random.permutation(n), math.ceil(n / batch_size))


def not_mixed(n, batch_size, random):
    return [np.arange(first, min(first + batch_size, n)) for first in range(0, n, batch_size)]


def one_batch(n, batch_size, random):
    return [random.permutation(n)]


def an_order_of_its_own(n, batch_size, random):
    return [random.permutation(n)[k : k + batch_size] for k in range(0, n, batch_size)]


DIFFERENTLY["04.5"] = [with_while, with_split, by_number]
SLIPS["04.5"] = [
    ("last batch is left out", rounded_down),
    ("nearly the same size", with_array_split),
    ("the order they stand", not_mixed),
    ("one batch with everything", one_batch),
    ("an order of its own", an_order_of_its_own),
]


# ---- 04.6 momentum ----


def velocity_at_the_end(theta, velocity, gradient, eta, mu):
    return theta + mu * velocity - eta * gradient, mu * velocity - eta * gradient


def as_a_list(theta, velocity, gradient, eta, mu):
    v = np.multiply(velocity, mu)
    v = v - np.multiply(gradient, eta)
    return [theta + v, v]


def old_velocity(theta, velocity, gradient, eta, mu):
    return theta + velocity, mu * velocity - eta * gradient


def plain_descent(theta, velocity, gradient, eta, mu):
    return theta - eta * gradient, -eta * gradient


def theta_alone(theta, velocity, gradient, eta, mu):
    return theta + mu * velocity - eta * gradient


def velocity_in_place(theta, velocity, gradient, eta, mu):
    velocity *= mu
    velocity -= eta * gradient
    return theta + velocity, velocity


DIFFERENTLY["04.6"] = [velocity_at_the_end, as_a_list]
SLIPS["04.6"] = [
    ("old velocity", old_velocity),
    ("plain gradient descent", plain_descent),
    ("expected 2 things", theta_alone),
    ("changes its input velocity in place", velocity_in_place),
]
