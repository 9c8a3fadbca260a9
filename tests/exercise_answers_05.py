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


def two_loops(z, W_next, delta_next):
    delta = []
    for j in range(len(z)):
        signal = 0
        for k in range(len(delta_next)):
            signal += W_next[k][j] * delta_next[k]
        delta.append(signal / math.cosh(z[j]) ** 2)
    return delta


def row_times_matrix(z, W_next, delta_next):
    a = np.tanh(z)
    return (delta_next @ W_next) * (1 - a) * (1 + a)


def einsum_once_more(z, W_next, delta_next):
    return np.einsum("m,km,k->m", 1 - np.tanh(z) ** 2, W_next, delta_next)


def not_turned(z, W_next, delta_next):
    return (1 - np.tanh(z) ** 2) * np.dot(W_next, delta_next)


def turned_too_often(z, W_next, delta_next):
    return (delta_next @ W_next.T) * (1 - np.tanh(z) ** 2)


def slope_at_a(z, W_next, delta_next):
    a = np.tanh(z)
    return (1 - np.tanh(a) ** 2) * (W_next.T @ delta_next)


def sigmoid_from_the_section(z, W_next, delta_next):
    return s(z) * (1 - s(z)) * (W_next.T @ delta_next)


def no_gain(z, W_next, delta_next):
    return W_next.T @ delta_next


def one_neuron_behind(z, W_next, delta_next):
    return (1 - np.tanh(z) ** 2) * W_next[0, :] * delta_next[0]


def last_neuron_behind(z, W_next, delta_next):
    for k in range(len(delta_next)):
        delta = (1 - np.tanh(z) ** 2) * W_next[k] * delta_next[k]
    return delta


def added_the_gain(z, W_next, delta_next):
    return (1 - np.tanh(z) ** 2) + W_next.T @ delta_next


def dot_at_the_end(z, W_next, delta_next):
    return (1 - np.tanh(z) ** 2) @ (W_next.T @ delta_next)


DIFFERENTLY["05.2"] = [two_loops, row_times_matrix, einsum_once_more]
SLIPS["05.2"] = [
    ("transpose is missing", not_turned),
    ("transpose is missing", turned_too_often),
    ("σ′ is taken at a", slope_at_a),
    ("These neurons are tanh", sigmoid_from_the_section),
    ("σ′ is missing", no_gain),
    ("One path of several", one_neuron_behind),
    ("Only the last neuron", last_neuron_behind),
    ("no mistake that this check knows", added_the_gain),
    ("shape", dot_at_the_end),
]


# ---- 05.3 δ of the output layer ----


def by_hand_with_all_paths(Z, T):
    first, second = [], []
    for z, t in zip(Z, T, strict=True):
        y = np.exp(z) / np.exp(z).sum()
        first.append((-t / y) @ (np.diag(y) - np.outer(y, y)))
        second.append([s(v) * (1 - s(v)) * (s(v) - w) for v, w in zip(z, t, strict=True)])
    return first, second


def by_the_slope(Z, T):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True) - T, np.exp(-Z) / (1 + np.exp(-Z)) ** 2 * (s(Z) - T)


def as_list(Z, T):
    Y = 1 / (1 + np.exp(-Z))
    e = np.exp(Z)
    return [(e.T / e.sum(axis=1)).T - T, (Y - Y**2) * (Y - T)]


def softmax_of(Z):
    E = np.exp(Z)
    return E / E.sum(axis=1, keepdims=True)


def both_cancel(Z, T):
    return softmax_of(Z) - T, s(Z) - T


def both_with_slope(Z, T):
    Y = softmax_of(Z)
    return Y * (1 - Y) * (Y - T), s(Z) * (1 - s(Z)) * (s(Z) - T)


def element_by_element(Z, T):
    Y = softmax_of(Z)
    return Y * (1 - Y) * (-T / Y), s(Z) * (1 - s(Z)) * (s(Z) - T)


def turned_round(Z, T):
    return T - softmax_of(Z), (T - s(Z)) * s(Z) * (1 - s(Z))


def slope_of_the_output(Z, T):
    Y = s(Z)
    return softmax_of(Z) - T, s(Y) * (1 - s(Y)) * (Y - T)


def softmax_down_the_columns(Z, T):
    Y = np.exp(Z) / np.exp(Z).sum(axis=0)
    return Y - T, s(Z) * (1 - s(Z)) * (s(Z) - T)


def softmax_of_everything(Z, T):
    Y = np.exp(Z) / np.exp(Z).sum()
    return Y - T, s(Z) * (1 - s(Z)) * (s(Z) - T)


def no_outputs(Z, T):
    return Z - T, s(Z) * (1 - s(Z)) * (s(Z) - T)


DIFFERENTLY["05.3"] = [by_hand_with_all_paths, by_the_slope, as_list]
SLIPS["05.3"] = [
    ("σ′ is missing", both_cancel),
    ("a σ′ too many", both_with_slope),
    ("element by element", element_by_element),
    ("wrong sign", turned_round),
    ("taken at y", slope_of_the_output),
    ("down the columns", softmax_down_the_columns),
    ("all numbers together", softmax_of_everything),
    ("softmax comes first", no_outputs),
]


# ---- 05.4 the gradient of W and b ----


def example_by_example(Delta, A):
    dW, db = 0, 0
    for delta, a in zip(Delta, A, strict=True):
        dW, db = dW + np.outer(delta, a), db + delta
    return dW / len(A), db / len(A)


def einsum_for_batches(Delta, A):
    return np.einsum("nk,nd->kd", Delta, A) / A.shape[0], np.ones(len(A)) @ Delta / len(Delta)


def divided_first(Delta, A):
    D = Delta / Delta.shape[0]
    return np.asfortranarray(D.T @ A), [column.sum() for column in D.T]


def loop_over_all(Delta, A):
    n, k, d = len(Delta), Delta.shape[1], A.shape[1]
    return [[sum(Delta[e][i] * A[e][j] for e in range(n)) / n for j in range(d)] for i in range(k)], np.average(
        Delta, 0
    )


def as_in_the_table(Delta, A):
    return Delta.T @ A, np.sum(Delta, axis=0)


def weights_right_only(Delta, A):
    return Delta.T @ A / len(Delta), Delta.sum(axis=0)


def along_the_row(Delta, A):
    return Delta.T @ A / len(Delta), Delta.mean(axis=1)


def on_its_side(Delta, A):
    return A.T @ Delta / len(A), Delta.mean(axis=0)


def other_transpose(Delta, A):
    return Delta @ A.T / len(A), Delta.mean(axis=0)


def element_product(Delta, A):
    return (Delta * A).mean(axis=0), Delta.mean(axis=0)


def mean_of_everything(Delta, A):
    return Delta.T @ A / len(A), np.mean(Delta)


def divided_by_all(Delta, A):
    return Delta.T @ A / Delta.size, Delta.sum(axis=0) / Delta.size


DIFFERENTLY["05.4"] = [example_by_example, einsum_for_batches, divided_first, loop_over_all]
SLIPS["05.4"] = [
    ("Nothing is divided by n", as_in_the_table),
    ("db is not divided by n", weights_right_only),
    ("wrong axis", along_the_row),
    ("turned on its side", on_its_side),
    ("The wrong one is turned", other_transpose),
    ("The shapes there", element_product),
    ("db is one number", mean_of_everything),
    ("no mistake that this check knows", divided_by_all),
]


# ---- 05.5 find the bug ----


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


def with_an_own_step(loss, gradient, theta, step):
    slopes = [(loss(theta + e) - loss(theta - e)) / 2e-5 for e in 1e-5 * np.eye(len(theta))]
    return slopes, abs(gradient(theta) - slopes) > 1e-5


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


DIFFERENTLY["05.5"] = [put_back, with_unit_vectors, with_an_own_step]
SLIPS["05.5"] = [
    ("one side only", one_sided),
    ("brackets", brackets_forgotten),
    ("θ is not put back", not_put_back),
    ("changes its input theta", put_back_by_adding),
    ("up and down are the same array", second_names),
    ("pile up", copies_before_the_loop),
    ("all parameters at once", all_at_once),
    ("wrong has shape ()", where_not_whether),
    ("wrong has shape ()", one_verdict),
    ("one direction only", without_abs),
    ("last digit", compared_exactly),
    ("A judge has to measure", trusts_the_claim),
]
