"""The bug hunt of notebook 05b: three networks with sigmoids and softmax, one wrong line in each backward pass."""

import itertools

import numpy as np

from ...activations import sigmoid
from ...exercises.diagnosing.judge import judge
from ...exercises.exercise import EXERCISES
from ...losses import log_softmax, softmax
from ...words import say

BLOCKS = {"W1": (4, 3), "b1": (4,), "W2": (3, 4), "b2": (3,), "W3": (2, 3), "b3": (2,)}
ENDS = np.cumsum([0, *(np.prod(shape) for shape in BLOCKS.values())])
PIECES = [*zip(itertools.pairwise(ENDS), BLOCKS.values(), strict=True)]

random = np.random.default_rng(0)
X, T = random.normal(size=(6, 3)), np.eye(2)[[0, 1, 1, 0, 1, 0]]
THETA = random.normal(size=ENDS[-1])


def blocks(theta):
    """θ in its pieces W1, b1, …, b3."""
    return [theta[start:end].reshape(shape) for (start, end), shape in PIECES]


def forward(theta):
    """The weights W1, W2, W3; what comes into each layer (a[0] is X); the scores; the outputs Y."""
    W1, b1, W2, b2, W3, b3 = blocks(theta)
    a1 = sigmoid(X @ W1.T + b1)
    a2 = sigmoid(a1 @ W2.T + b2)
    z = a2 @ W3.T + b3
    return [W1, W2, W3], [X, a1, a2], z, softmax(z)


def cost(theta):
    """The mean cross-entropy of the six examples."""
    return -(T * log_softmax(forward(theta)[2])).sum(axis=1).mean()


def network_a(theta):
    W, a, _, Y = forward(theta)
    delta = (Y - T) / len(T)
    parts = []
    for l in (2, 1, 0):
        parts = [(delta.T @ a[l]).ravel(), delta.sum(axis=0), *parts]
        if l > 0:
            delta = (delta @ W[l]) * a[l]
    return np.concatenate(parts)


def network_b(theta):
    W, a, _, Y = forward(theta)
    delta = Y * (1 - Y) * (Y - T) / len(T)
    parts = []
    for l in (2, 1, 0):
        parts = [(delta.T @ a[l]).ravel(), delta.sum(axis=0), *parts]
        if l > 0:
            delta = (delta @ W[l]) * a[l] * (1 - a[l])
    return np.concatenate(parts)


def network_c(theta):
    W, a, _, Y = forward(theta)
    delta = (Y - T) / len(T)
    parts = []
    for l in (2, 1, 0):
        parts = [(delta.T @ a[l]).ravel(), delta.mean(axis=0), *parts]
        if l > 0:
            delta = (delta @ W[l]) * a[l] * (1 - a[l])
    return np.concatenate(parts)


NETWORKS = [network_a, network_b, network_c]
PLACES = ["step back", "start", "product"]  # of the wrong line in each


def hunt(check):
    """Print how many slopes of each block the learner's own gradient check, exercise 05b.4, calls wrong."""
    if judge(EXERCISES["05b.4"], check).state != "right":
        print(say("The hunt begins when exercise 05b.4 is right."))
        return
    print(say("wrong slopes") + "".join(f"{name:>10}" for name in BLOCKS))
    for network in NETWORKS:
        flags = blocks(np.asarray(check(cost, network, THETA.copy(), 1e-4)[1]))
        counts = [say("{wrong} of {all}", wrong=flag.sum(), all=flag.size) for flag in flags]
        print(f"{network.__name__:12}" + "".join(f"{count:>10}" for count in counts))
