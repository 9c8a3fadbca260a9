"""Notebook 05b: answers as learners write them; see exercise_answers_01.py."""

import numpy as np

DIFFERENTLY, SLIPS = {}, {}


def s(z):
    return 1 / (1 + np.exp(-z))


# ---- 05b.1 δ of the output layer ----


def softmax_of(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def one_place_less(Z, labels):
    Y = softmax_of(Z)
    Y[np.arange(len(Z)), labels] -= 1
    return Y


def row_by_row(Z, labels):
    rows = []
    for z, label in zip(Z, labels, strict=True):
        e = np.exp(z - z.max())
        rows.append([y - (k == label) for k, y in enumerate(e / e.sum())])
    return rows


def by_hand_with_all_paths(Z, labels):
    Y = softmax_of(Z)
    return np.einsum("nk,nkj->nj", -np.eye(Z.shape[1])[labels] / np.maximum(Y, 1e-300), each_jacobian(Y))


def each_jacobian(Y):
    return np.array([np.diag(y) - np.outer(y, y) for y in Y])


def turned_round(Z, labels):
    return np.eye(Z.shape[1])[labels] - softmax_of(Z)


def element_by_element(Z, labels):
    return -np.eye(Z.shape[1])[labels] * (1 - softmax_of(Z))


def with_slope(Z, labels):
    Y = softmax_of(Z)
    return Y * (1 - Y) * one_place_less(Z, labels)


def sigmoids(Z, labels):
    return s(Z) - np.eye(Z.shape[1])[labels]


def mean_already(Z, labels):
    return one_place_less(Z, labels) / len(Z)


DIFFERENTLY["05b.1"] = [one_place_less, row_by_row]
SLIPS["05b.1"] = [
    ("output minus target", turned_round),
    ("Only the z of the right class", element_by_element),
    ("a σ′ too many", with_slope),
    ("sigmoids in yours", sigmoids),
    ("You divide by n", mean_already),
]


# ---- 05b.2 the gradient of W and b ----


def example_by_example(delta, A):
    dW, db = 0, 0
    for d, a in zip(delta, A, strict=True):
        dW, db = dW + np.outer(d, a), db + d
    return dW / len(A), db / len(A)


def einsum_for_batches(delta, A):
    return np.einsum("nk,nd->kd", delta, A) / A.shape[0], np.ones(len(A)) @ delta / len(delta)


def divided_first(delta, A):
    D = delta / delta.shape[0]
    return np.asfortranarray(D.T @ A), [column.sum() for column in D.T]


def loop_over_all(delta, A):
    n, k, d = len(delta), delta.shape[1], A.shape[1]
    return [[sum(delta[e][i] * A[e][j] for e in range(n)) / n for j in range(d)] for i in range(k)], np.average(
        delta, 0
    )


def as_in_the_table(delta, A):
    return delta.T @ A, np.sum(delta, axis=0)


def weights_right_only(delta, A):
    return delta.T @ A / len(delta), delta.sum(axis=0)


def along_the_row(delta, A):
    return delta.T @ A / len(delta), delta.mean(axis=1)


def on_its_side(delta, A):
    return A.T @ delta / len(A), delta.mean(axis=0)


def other_transpose(delta, A):
    return delta @ A.T / len(A), delta.mean(axis=0)


def element_product(delta, A):
    return (delta * A).mean(axis=0), delta.mean(axis=0)


def mean_of_everything(delta, A):
    return delta.T @ A / len(A), np.mean(delta)


def divided_by_all(delta, A):
    return delta.T @ A / delta.size, delta.sum(axis=0) / delta.size


DIFFERENTLY["05b.2"] = [example_by_example, einsum_for_batches, divided_first, loop_over_all]
SLIPS["05b.2"] = [
    ("Nothing is divided by n", as_in_the_table),
    ("db is not divided by n", weights_right_only),
    ("wrong axis", along_the_row),
    ("turned on its side", on_its_side),
    ("The wrong one is turned", other_transpose),
    ("do not go together number by number", element_product),
    ("db is one number", mean_of_everything),
    ("no mistake that this check knows", divided_by_all),
]


# ---- 05b.4 find the bug ----


def put_back(loss, gradient, theta, step):
    theta, claimed = theta.copy(), gradient(theta)
    slopes, wrong = [], []
    for i, kept in enumerate(theta.tolist()):
        theta[i] = kept + step
        above = loss(theta)
        theta[i] = kept - step
        below = loss(theta)
        theta[i] = kept
        slopes.append((above - below) / step / 2)
        wrong.append(bool(abs(slopes[-1] - claimed[i]) > 1e-5))
    return slopes, wrong


def with_unit_vectors(loss, gradient, theta, step):
    nudges = step * np.eye(len(theta))
    slopes = np.array([loss(theta + e) - loss(theta - e) for e in nudges]) / (2 * step)
    return slopes, ~np.isclose(gradient(theta), slopes, rtol=0, atol=1e-5)


def one_sided(loss, gradient, theta, step):
    slopes, here = np.zeros_like(theta), loss(theta)
    for i in range(len(theta)):
        up = theta.copy()
        up[i] += step
        slopes[i] = (loss(up) - here) / step
    return slopes, np.abs(gradient(theta) - slopes) > 1e-5


def brackets_forgotten(loss, gradient, theta, step):
    slopes = np.array([(loss(theta + e) - loss(theta - e)) / 2 * step for e in step * np.eye(len(theta))])
    return slopes, np.abs(gradient(theta) - slopes) > 1e-5


def not_put_back(loss, gradient, theta, step):
    slopes = np.zeros(len(theta))
    for i in range(len(theta)):
        theta[i] += step
        above = loss(theta)
        theta[i] -= 2 * step
        below = loss(theta)
        slopes[i] = (above - below) / (2 * step)
    return slopes, np.abs(gradient(theta) - slopes) > 1e-5


def put_back_by_adding(loss, gradient, theta, step):
    slopes = np.zeros(len(theta))
    for i in range(len(theta)):
        theta[i] += step
        above = loss(theta)
        theta[i] -= 2 * step
        below = loss(theta)
        theta[i] += step
        slopes[i] = (above - below) / (2 * step)
    return slopes, np.abs(gradient(theta) - slopes) > 1e-5


def second_names(loss, gradient, theta, step):
    slopes = np.zeros(len(theta))
    for i in range(len(theta)):
        up = theta
        down = theta
        up[i] += step
        down[i] -= step
        slopes[i] = (loss(up) - loss(down)) / (2 * step)
    return slopes, np.abs(gradient(theta) - slopes) > 1e-5


def copies_before_the_loop(loss, gradient, theta, step):
    slopes, up, down = np.zeros(len(theta)), theta.copy(), theta.copy()
    for i in range(len(theta)):
        up[i] += step
        down[i] -= step
        slopes[i] = (loss(up) - loss(down)) / (2 * step)
    return slopes, np.abs(gradient(theta) - slopes) > 1e-5


def all_at_once(loss, gradient, theta, step):
    slopes = np.full(len(theta), (loss(theta + step) - loss(theta - step)) / (2 * step))
    return slopes, np.abs(gradient(theta) - slopes) > 1e-5


def where_not_whether(loss, gradient, theta, step):
    slopes = np.array([(loss(theta + e) - loss(theta - e)) / (2 * step) for e in step * np.eye(len(theta))])
    return slopes, np.abs(gradient(theta) - slopes).argmax()


def one_verdict(loss, gradient, theta, step):
    slopes = np.array([(loss(theta + e) - loss(theta - e)) / (2 * step) for e in step * np.eye(len(theta))])
    return slopes, (np.abs(gradient(theta) - slopes) > 1e-5).any()


def without_abs(loss, gradient, theta, step):
    slopes = np.array([(loss(theta + e) - loss(theta - e)) / (2 * step) for e in step * np.eye(len(theta))])
    return slopes, gradient(theta) - slopes > 1e-5


def compared_exactly(loss, gradient, theta, step):
    slopes = np.array([(loss(theta + e) - loss(theta - e)) / (2 * step) for e in step * np.eye(len(theta))])
    return slopes, slopes != gradient(theta)


def trusts_the_claim(loss, gradient, theta, step):
    return gradient(theta), np.zeros(len(theta), bool)


DIFFERENTLY["05b.4"] = [put_back, with_unit_vectors]
SLIPS["05b.4"] = [
    ("one side only", one_sided),
    ("brackets", brackets_forgotten),
    ("θ is not put back", not_put_back),
    ("changes its input theta", put_back_by_adding),
    ("up and down are the same array", second_names),
    ("pile up", copies_before_the_loop),
    ("all parameters at once", all_at_once),
    ("flags has shape ()", where_not_whether),
    ("flags has shape ()", one_verdict),
    ("one direction only", without_abs),
    ("last digit", compared_exactly),
    ("A judge has to measure", trusts_the_claim),
]


# ---- 05b.3 the whole backward pass ----


def in_one_go(X, labels, weights, biases):
    A, Zs = [X], []
    for W, b in zip(weights, biases, strict=True):
        Zs.append(A[-1] @ W.T + b)
        A.append(s(Zs[-1]))
    delta = one_place_less(Zs[-1], labels) / len(X)
    dWs, dbs = [delta.T @ A[-2]], [delta.sum(axis=0)]
    for W, a, before in zip(weights[:0:-1], A[-2:0:-1], A[-3::-1], strict=True):
        delta = (delta @ W) * a * (1 - a)
        dWs.append(np.einsum("nk,nd->kd", delta, before))
        dbs.append(delta.sum(axis=0))
    return dWs[::-1], dbs[::-1]


def total_loss(X, labels, weights, biases):
    dWs, dbs = in_one_go(X, labels, weights, biases)
    return [len(X) * dW for dW in dWs], [len(X) * db for db in dbs]


def from_behind(X, labels, weights, biases):
    dWs, dbs = in_one_go(X, labels, weights, biases)
    return dWs[::-1], dbs[::-1]


def weights_alone(X, labels, weights, biases):
    return in_one_go(X, labels, weights, biases)[0]


def pairs(X, labels, weights, biases):
    return list(zip(*in_one_go(X, labels, weights, biases), strict=True))


DIFFERENTLY["05b.3"] = [in_one_go]
SLIPS["05b.3"] = [
    ("total loss", total_loss),
    ("in the order in which they were made", from_behind),
    ("expected", weights_alone),
    ("expected", pairs),
]


# ---- 05b.5 a training of your own ----


def by_layers(weights, biases, X, labels, eta, mu, batch_size, epochs, seed, slide=0.0):
    random, weights, biases = np.random.default_rng(seed), list(weights), list(biases)
    vW, vb = [0 * W for W in weights], [0 * b for b in biases]
    for _ in range(epochs):
        order = random.permutation(len(X))
        for first in range(0, len(X), batch_size):
            rows = order[first : first + batch_size]
            dWs, dbs = in_one_go(X[rows], labels[rows], weights, biases)
            for k in range(len(weights)):
                vW[k], vb[k] = mu * vW[k] - eta * dWs[k], mu * vb[k] - eta * dbs[k]
                weights[k], biases[k] = weights[k] + vW[k], biases[k] + vb[k]
    return weights, biases


def in_the_lists(weights, biases, X, labels, eta, mu, batch_size, epochs, seed):
    new = by_layers(weights, biases, X, labels, eta, mu, batch_size, epochs, seed)
    weights[:], biases[:] = new
    return weights, biases


def without_momentum(weights, biases, X, labels, eta, mu, batch_size, epochs, seed):
    return by_layers(weights, biases, X, labels, eta, 0, batch_size, epochs, seed)


def one_epoch(weights, biases, X, labels, eta, mu, batch_size, epochs, seed):
    return by_layers(weights, biases, X, labels, eta, mu, batch_size, 1, seed)


def another_seed(weights, biases, X, labels, eta, mu, batch_size, epochs, seed):
    return by_layers(weights, biases, X, labels, eta, mu, batch_size, epochs, seed + 1)


DIFFERENTLY["05b.5"] = [by_layers]
SLIPS["05b.5"] = [
    ("changes its input weights, biases in place", in_the_lists),
    ("every step begins from rest", without_momentum),
    ("Only one epoch", one_epoch),
    ("no mistake that this check knows", another_seed),
]
