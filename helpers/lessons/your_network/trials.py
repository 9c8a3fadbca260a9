"""What notebook 06b says of a cause, tried: with the cause and without it, a figure for each of five starts."""

import numpy as np

from ...data import load_mnist
from ...network import Network
from ...optimizers import Momentum
from ...threads import blas_threads
from ...training import train
from .pictures import flagged_ones


def alone_or_among():
    """Share of the test digits that are read after twenty new 1s were learned alone, and among the 60,000 others."""
    pairs = [after_twenty_ones(seed) for seed in range(5)]
    return [list(side) for side in zip(*pairs, strict=True)]


def after_twenty_ones(seed):
    X, y, X_test, y_test = load_mnist()
    ones, labels = flagged_ones(40)[:20], np.ones(20, int)
    net, shares = Network([784, 128, 10], activation="sigmoid", seed=seed), []
    with blas_threads(1):
        plan = {"epochs": 4, "batch_size": 64, "optimizer": Momentum(0.3, 0.9), "schedule": lambda done: 1 - done}
        train(net, X, y, seed=seed, **plan)
        more = np.concatenate([X, np.repeat(ones, 20, axis=0)]), np.concatenate([y, np.repeat(labels, 20)])
        for digits, epochs, size in (((ones, labels), 20, 20), (more, 1, 64)):
            other = net.copy()
            train(other, *digits, epochs=epochs, batch_size=size, optimizer=Momentum(0.1, 0.9), seed=seed)
            shares.append(round(other.accuracy(X_test, y_test), 4))
    return shares
