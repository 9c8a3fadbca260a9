"""Answers to the exercises of notebook 06 as learners write them; see exercise_answers_01.py."""

import numpy as np
from sklearn.metrics import accuracy_score, confusion_matrix

DIFFERENTLY, SLIPS = {}, {}


# ---- 06.1 ----


def rows_by_loop(images):
    return [[pixel / 255 for row in image.tolist() for pixel in row] for image in images]


def rows_in_float32(images):
    n, h, w = images.shape
    return images.astype(np.float32).reshape(n, h * w) / 255


def rows_raveled(images):
    return np.stack([image.ravel() for image in images]) * (1 / 255)


def rows_as_in_the_cell_above(images):
    return np.array([np.concatenate([row for row in image]) for image in images]) / 255.0


def ink_or_not(images):
    return (images > 127).reshape(len(images), -1)


def back_to_whole_numbers(images):
    return (images.reshape(len(images), -1) / 255).astype(int)


def fixed_to_28(images):
    return images.reshape(-1, 784) / 255


def flattened_at_once(images):
    return images.flatten() / 255


def scaled_to_the_range(images):
    X = images.reshape(len(images), -1).astype(float)
    return (X - X.min()) / (X.max() - X.min())


DIFFERENTLY["06.1"] = [rows_by_loop, rows_in_float32, rows_raveled, rows_as_in_the_cell_above]
SLIPS["06.1"] = [
    ("the nearest whole number", ink_or_not),
    ("All greys are lost", back_to_whole_numbers),
    ("The shapes there: images", fixed_to_28),
    ("one long vector", flattened_at_once),
    ("palest pixel", scaled_to_the_range),
]


# ---- 06.2 ----


def targets_by_loop(labels):
    T = []
    for label in labels:
        row = [0] * 10
        row[label - 1] = 1  # -1 is the last place
        T.append(row)
    return T


def targets_by_eye(labels):
    return np.eye(10)[labels - 1]


def targets_compared(labels):
    order = np.array([1, 2, 3, 4, 5, 6, 7, 8, 9, 0])
    return labels[:, np.newaxis] == order


def usual_order(labels):
    return np.eye(10)[labels]


def columns_for_all(labels):
    T = np.zeros((len(labels), 10))
    for label in labels:
        T[:, label - 1] = 1
    return T


def as_wide_as_needed(labels):
    T = np.zeros((len(labels), labels.max()))
    for i, label in enumerate(labels):
        T[i, label - 1] = 1
    return T


def one_target(labels):
    T = np.zeros(10)
    T[labels - 1] = 1
    return T


def without_zero(labels):
    T = np.zeros((len(labels), 10))
    for i, label in enumerate(labels):
        if label:
            T[i, label - 1] = 1
    return T


DIFFERENTLY["06.2"] = [targets_by_loop, targets_by_eye, targets_compared]
SLIPS["06.2"] = [
    ("misconception 14", usual_order),
    ("own label only", columns_for_all),
    ("has shape (1, 8); expected (1, 10)", as_wide_as_needed),
    ("has shape (10,)", one_target),
    ("digit 0 has no 1", without_zero),
]


# ---- 06.3 ----


def right_by_loop(Y, T):
    hits = 0
    for y, t in zip(Y, T, strict=True):
        if list(y).index(max(y)) == list(t).index(1):
            hits += 1
    return hits / len(Y)


def right_by_scikit_learn(Y, T):
    return accuracy_score(T.argmax(-1), Y.argmax(-1))


def right_by_einsum(Y, T):
    return np.float32(np.einsum("nk,nk->n", np.eye(T.shape[1])[Y.argmax(axis=1)], T).mean())


def right_by_sum(Y, T):
    answers = np.argmax(Y, 1)
    return sum(T[np.arange(len(T)), answers]) / T.shape[0]


def down_the_columns(Y, T):
    answers = np.argmax(Y, axis=0)
    truth = np.argmax(T, axis=0)
    return np.mean(answers == truth)


def against_one_hot(Y, T):
    return np.mean(np.argmax(Y, axis=1) == T)


def answers_made_one_hot(Y, T):
    return (np.eye(T.shape[1])[Y.argmax(axis=1)] == T).mean()


def each_answer(Y, T):
    return Y.argmax(axis=1) == T.argmax(axis=1)


def forgot_to_divide(Y, T):
    hits = 0
    for y, t in zip(Y, T, strict=True):
        hits += y.argmax() == t.argmax()
    return hits


def by_the_targets_place(Y, T):
    return np.mean([max(y) == y[list(t).index(1)] for y, t in zip(Y, T, strict=True)])


def of_absolute_values(Y, T):
    return (np.abs(Y).argmax(1) == T.argmax(1)).mean()


def rounded(Y, T):
    return np.round((Y.argmax(1) == T.argmax(1)).mean(), 2)


def nothing(Y, T):
    return 0


def only_the_last(Y, T):
    for y, t in zip(Y, T, strict=True):
        right = y.argmax() == t.argmax()
    return np.mean(right)


DIFFERENTLY["06.3"] = [right_by_loop, right_by_scikit_learn, right_by_einsum, right_by_sum]
SLIPS["06.3"] = [
    ("down the columns", down_the_columns),
    ("T is one-hot", against_one_hot),
    ("all n · k places", answers_made_one_hot),
    ("for each example whether", each_answer),
    ("number of right answers", forgot_to_divide),
    ("not whichever of them is right", by_the_targets_place),
    ("The sign counts", of_absolute_values),
    ("rounded to 2 decimals", rounded),
    ("are 0 in yours", nothing),
    ("only the last round counts", only_the_last),
]


# ---- 06.4 ----


def counts_by_scikit_learn(truth, answers, k):
    return confusion_matrix(truth, answers, labels=range(k))


def counts_by_add_at(truth, answers, k):
    counts = np.zeros((k, k))
    np.add.at(counts, (truth, answers), 1)
    return counts


def counts_by_product(truth, answers, k):
    return np.eye(k)[truth].T @ np.eye(k)[answers]


def counts_in_lists(truth, answers, k):
    return [[sum((truth == t) & (answers == a)) for a in range(k)] for t in range(k)]


def counts_at_once(truth, answers, k):
    counts = np.zeros((k, k), int)
    counts[truth, answers] += 1
    return counts


def counts_turned(truth, answers, k):
    return confusion_matrix(answers, truth, labels=range(k))


def counts_of_ten(truth, answers, k):
    counts = np.zeros((10, 10), int)
    for i in range(len(truth)):
        counts[truth[i], answers[i]] += 1
    return counts


def counts_without_the_last(truth, answers, k):
    counts = np.zeros((k, k), int)
    for i in range(len(truth) - 1):
        counts[truth[i], answers[i]] += 1
    return counts


def counts_row_by_row(truth, answers, k):
    counts = np.zeros((k, k), int)
    for t in truth:
        for a in answers:
            counts[t, a] += 1
    return counts


DIFFERENTLY["06.4"] = [counts_by_scikit_learn, counts_by_add_at, counts_by_product, counts_in_lists]
SLIPS["06.4"] = [
    ("counted once", counts_at_once),
    ("Rows and columns are swapped", counts_turned),
    ("has shape (10, 10); expected", counts_of_ten),
    ("no mistake that this check knows", counts_without_the_last),
    ("Each true class is paired", counts_row_by_row),
]
