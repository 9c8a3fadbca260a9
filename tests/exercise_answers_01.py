"""Answers as learners write them. DIFFERENTLY: right, but not as the reference is. SLIPS: wrong, each with words
that the reply has to hold. Both {exercise id: [...]}."""

import math

import numpy as np

DIFFERENTLY, SLIPS = {}, {}


# ---- 01 ----


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


DIFFERENTLY["01.1"] = [with_sum, with_loop, with_tanh]
SLIPS["01.1"] = [("shape", in_a_list), ("grows where it should fall", forgot_minus)]
