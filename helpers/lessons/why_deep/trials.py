"""What notebook 08 says of a cause, tried: with the cause and without it, a figure for each of five starts."""

from ...data import load_mnist, shrink_to_16
from ...network import Network
from ...optimizers import Adam
from ...threads import blas_threads
from ...training import train


def two_layers_or_one():
    """Percent of the test digits right after 1,000 digits: two layers of 128, one of as many parameters, each with the
    best of the rates 0.001, 0.003, 0.006, 0.01, 0.02 and 0.03."""
    X, y, X_test, y_test = load_mnist()
    X, y, X_test = shrink_to_16(X[:1000]), y[:1000], shrink_to_16(X_test)
    return [[right(widths, rate, seed, X, y, X_test, y_test) for seed in range(5)]
            for widths, rate in (((128, 128), 0.006), ((189,), 0.03))]


def right(widths, rate, seed, X, y, X_test, y_test):
    net = Network([256, *widths, 10], seed=seed)
    with blas_threads(1):
        train(net, X, y, epochs=40, batch_size=64, optimizer=Adam(rate), seed=seed)
    return round(100 * net.accuracy(X_test, y_test), 1)
