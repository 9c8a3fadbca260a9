"""What notebook 06 says of a cause, tried: with the cause and without it, a figure for each of five starts."""

import numpy as np

from ...data import load_mnist, shrink_to_16
from ...network import Network
from ...optimizers import Adam, Momentum
from ...threads import blas_threads
from ...training import train


def one_number_or_ten_outputs():
    """Share of the test digits right, with the same 30 hidden neurons and squared error: ten outputs, one output."""
    X, y, X_test, y_test = load_mnist()
    ink, ink_test = slide_input(X), slide_input(X_test)
    shares = [], []
    for seed in range(5):
        for side, targets in zip(shares, (np.eye(10, dtype=np.float32)[y], y[:, None].astype(np.float32)), strict=True):
            net = Network([256, 30, targets.shape[1]], "sigmoid", "identity", "squared_error", seed=seed)
            with blas_threads(1):
                train(net, ink, targets, epochs=3, optimizer=Momentum(0.05), seed=seed)
            says = net(ink_test)
            answers = says.argmax(axis=1) if targets.shape[1] == 10 else says[:, 0].round()
            side.append(round(float((answers == y_test).mean()), 3))
    return shares


def slide_input(X):
    """As in the notebook: border cut off, 16 x 16, ink 1 and no ink 0."""
    inner = X.reshape(-1, 28, 28)[:, 4:24, 4:24].reshape(-1, 400)
    return (shrink_to_16(inner, side=20) > 0.5).astype(np.float32)


def one_neuron_alone_or_between_layers():
    """Share of the test digits right with a layer of one neuron: 64 before it and 16 behind it, and alone."""
    X, y, X_test, y_test = load_mnist()
    ink, ink_test = slide_input(X), slide_input(X_test)
    shares = [], []
    for seed in range(5):
        for side, hidden in zip(shares, ([64, 1, 16], [1]), strict=True):
            net, plan = Network([256, *hidden, 10], "tanh", seed=seed), {"epochs": 10, "schedule": "cosine"}
            with blas_threads(1):
                train(net, ink, y, **plan, batch_size=128, optimizer=Adam(0.01), seed=seed)
            side.append(round(net.accuracy(ink_test, y_test), 3))
    return shares
