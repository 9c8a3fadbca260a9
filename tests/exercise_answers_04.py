"""Answers as learners write them. DIFFERENTLY: right, but not as the reference is. SLIPS: wrong, each with words
that the reply has to hold. Both {exercise id: [...]}."""

import math

import numpy as np

DIFFERENTLY, SLIPS = {}, {}


# ---- 04.1 softmax that survives 1000 ----


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
    ("Nothing is lowered", as_in_the_section),
    ("All your numbers together", all_at_once),
    ("laid them along the columns", flat_sums),
    ("Your columns add up to 1", by_columns),
    ("NaN", lowered_by_1000),
    ("NaN", cut_at_700),
    ("take e^z first", without_e),
    ("divided by the sum of their row", forgot_to_divide),
]


# ---- 04.2 cross-entropy ----


def one_after_the_other(Z, T):
    losses = []
    for z, t in zip(Z, T, strict=True):
        right = z[list(t).index(1)]
        losses.append(math.log(sum(math.exp(s - max(z)) for s in z)) + max(z) - right)
    return losses


def by_column(Z, T):
    columns = T.argmax(axis=1)
    Z = Z - Z.max(axis=1, keepdims=True)
    return np.log(np.exp(Z).sum(axis=1)) - Z[np.arange(len(Z)), columns]


def with_einsum(Z, T):
    return np.einsum("nk,nk->n", T, np.logaddexp.reduce(Z, axis=1, keepdims=True) - Z)


def softmax_then_log(Z, T):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    Y = E / E.sum(axis=1, keepdims=True)
    return -np.sum(T * np.log(Y), axis=1)


def right_share_then_log(Z, T):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    Y = E / E.sum(axis=1, keepdims=True)
    return -np.log(Y[T == 1])


def plain_softmax_then_log(Z, T):
    Y = np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)
    return -np.sum(T * np.log(Y), axis=1)


def with_log2(Z, T):
    Z = Z - Z.max(axis=1, keepdims=True)
    return (np.log2(np.exp(Z).sum(axis=1)) - np.log2(np.e) * (Z * T).sum(axis=1)).tolist()


def a_tiny_number_added(Z, T):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    Y = E / E.sum(axis=1, keepdims=True)
    return -np.sum(T * np.log(Y + 1e-12), axis=1)


def averaged(Z, T):
    Z = Z - Z.max(axis=1, keepdims=True)
    return np.mean(-(T * (Z - np.log(np.exp(Z).sum(axis=1, keepdims=True)))).sum(axis=1))


def score_of_the_right_class(Z, T):
    return -np.sum(Z * T, axis=1)


DIFFERENTLY["04.2"] = [one_after_the_other, by_column, with_einsum]
SLIPS["04.2"] = [
    ("ln 0 is infinite", softmax_then_log),
    ("rounded to 0", right_share_then_log),
    ("log of 0", plain_softmax_then_log),
    ("base 2", with_log2),
    ("a tiny number", a_tiny_number_added),
    ("the cost", averaged),
    ("become shares first", score_of_the_right_class),
]


# ---- 04.3 cost and total loss ----


def by_dot(means, counts):
    return means @ counts / sum(counts), means @ counts


def counted_one_by_one(means, counts):
    everything = np.repeat(means, counts)
    return [everything.mean(), everything.sum()]


def averaged_with_weights(means, counts):
    J = np.average(means, weights=counts)
    return J, J * np.sum(counts)


def in_a_loop(means, counts):
    L = N = 0
    for mean, count in zip(means, counts, strict=True):
        L, N = L + mean * count, N + count
    return L / N, L


def mean_of_means(means, counts):
    return np.mean(means), np.sum(means * counts)


def means_only(means, counts):
    return np.mean(means), np.sum(means)


def forgot_the_total(means, counts):
    return (means * counts).sum() / counts.sum()


def total_first(means, counts):
    L = np.dot(means, counts)
    return L, L / np.sum(counts)


def counted_wrongly(means, counts):
    L = sum(means * counts)
    return L / len(means), L


def total_from_the_mean_of_means(means, counts):
    J = means.mean()
    return J, J * counts.sum()


DIFFERENTLY["04.3"] = [by_dot, counted_one_by_one, averaged_with_weights, in_a_loop]
SLIPS["04.3"] = [
    ("mean of the means", mean_of_means),
    ("as if each batch were one example", means_only),
    ("expected 2 things: J, L", forgot_the_total),
    ("exchanged", total_first),
    ("number of batches", counted_wrongly),
    ("mean of the means", total_from_the_mean_of_means),
]


# ---- 04.4 one step ----


def parameter_by_parameter(theta, slopes, eta):
    new = []
    for i in range(len(theta)):
        new.append(theta[i] - eta * sum(slope[i] for slope in slopes) / len(slopes))
    return new


def a_small_step_for_each(theta, slopes, eta):
    new = theta.copy()
    for slope in slopes:
        new -= eta / len(slopes) * slope
    return new


def with_einsum_too(theta, slopes, eta):
    return theta - np.einsum("np->p", slopes) * (eta / slopes.shape[0])


def uphill(theta, slopes, eta):
    return theta + eta * np.mean(slopes, axis=0)


def in_place(theta, slopes, eta):
    theta -= eta * slopes.mean(axis=0)
    return theta


def with_the_sum(theta, slopes, eta):
    return theta - eta * sum(slopes)


def no_rate(theta, slopes, eta):
    return theta - np.mean(slopes, axis=0)


def one_slope_for_all(theta, slopes, eta):
    return theta - eta * np.mean(slopes)


def twice_divided(theta, slopes, eta):
    return theta - eta * slopes.mean(axis=0) / len(slopes)


def step_alone(theta, slopes, eta):
    step = -eta * slopes.mean(axis=0)
    return step


def nothing_back(theta, slopes, eta):
    theta = theta - eta * slopes.mean(axis=0)


DIFFERENTLY["04.4"] = [parameter_by_parameter, a_small_step_for_each, with_einsum_too]
SLIPS["04.4"] = [
    ("uphill", uphill),
    ("in place", in_place),
    ("total loss", with_the_sum),
    ("learning rate is missing", no_rate),
    ("every parameter moves by the same amount", one_slope_for_all),
    ("n twice", twice_divided),
    ("step alone", step_alone),
    ("returns nothing", nothing_back),
]


# ---- 04.5 a training loop ----


def with_while(theta, X, T, gradient, eta, batch_size, epochs):
    place = theta
    for _ in range(epochs):
        i = 0
        while i < len(X):
            place = place - eta * gradient(place, X[i : i + batch_size], T[i : i + batch_size])
            i += batch_size
    return place


def with_array_split(theta, X, T, gradient, eta, batch_size, epochs):
    cuts = np.arange(batch_size, len(X), batch_size)
    theta = np.array(theta)
    for _ in range(epochs):
        for rows in np.split(np.arange(len(X)), cuts):
            theta -= eta * gradient(theta, X[rows], T[rows])
    return theta


def by_number_of_batch(theta, X, T, gradient, eta, batch_size, epochs):
    batches = math.ceil(len(X) / batch_size)
    for step in range(epochs * batches):
        k = step % batches
        rows = range(k * batch_size, min((k + 1) * batch_size, len(X)))
        theta = theta - eta * gradient(theta, X[list(rows)], T[list(rows)])
    return list(theta)


def rounded_down(theta, X, T, gradient, eta, batch_size, epochs):
    for _ in range(epochs):
        for k in range(len(X) // batch_size):
            rows = slice(k * batch_size, (k + 1) * batch_size)
            theta = theta - eta * gradient(theta, X[rows], T[rows])
    return theta


def changing_theta(theta, X, T, gradient, eta, batch_size, epochs):
    for _ in range(epochs):
        for first in range(0, len(X), batch_size):
            theta -= eta * gradient(theta, X[first : first + batch_size], T[first : first + batch_size])
    return theta


def all_rows(theta, X, T, gradient, eta, batch_size, epochs):
    for _ in range(epochs):
        for _ in range(0, len(X), batch_size):
            theta = theta - eta * gradient(theta, X, T)
    return theta


def forgot_the_targets(theta, X, T, gradient, eta, batch_size, epochs):
    for _ in range(epochs):
        for first in range(0, len(X), batch_size):
            theta = theta - eta * gradient(theta, X[first : first + batch_size], T)
    return theta


def no_batches(theta, X, T, gradient, eta, batch_size, epochs):
    for _ in range(epochs):
        theta = theta - eta * gradient(theta, X, T)
    return theta


def one_epoch(theta, X, T, gradient, eta, batch_size, epochs):
    for i in range(0, len(X), batch_size):
        theta = theta - eta * gradient(theta, X[i : i + batch_size], T[i : i + batch_size])
    return theta


def wrong_end(theta, X, T, gradient, eta, batch_size, epochs):
    for _ in range(epochs):
        for i in range(0, len(X), batch_size):
            theta = theta - eta * gradient(theta, X[i:batch_size], T[i:batch_size])
    return theta


DIFFERENTLY["04.5"] = [with_while, with_array_split, by_number_of_batch]
SLIPS["04.5"] = [
    ("last batch is left out", rounded_down),
    ("in place", changing_theta),
    ("Every step uses all examples", all_rows),
    ("The shapes there", forgot_the_targets),
    ("One step an epoch", no_batches),
    ("after the first epoch", one_epoch),
    ("yours are empty", wrong_end),
]
