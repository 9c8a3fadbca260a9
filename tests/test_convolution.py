"""Convolution and max-pooling: against loops and differences, and as layers like any other."""

import numpy as np
import pytest

from helpers import Convolution, MaxPool, Network, check_gradient


def example(layers, n=5, seed=0, **settings):
    random = np.random.default_rng(seed)
    net = Network(layers, **{"activation": "tanh", "dtype": np.float64, **settings})
    for b in net.biases:
        b[...] = random.normal(size=b.shape)
    return net, random.normal(size=(n, net.sizes[0])), random.integers(0, net.sizes[-1], n)


def test_pooling_by_hand():
    A = np.array([[1, 2, 5, 0, 9], [3, 0, 5, 4, 9], [9, 9, 9, 9, 9]], float)[None, :, :, None]
    pool = MaxPool(2)
    np.testing.assert_array_equal(pool.forward((), A)[0, :, :, 0], [[3, 5]])
    back = pool.backward((), A, np.array([10.0, 20.0]).reshape(1, 1, 2, 1))
    np.testing.assert_array_equal(back[0, :, :, 0], [[0, 0, 20, 0, 0], [10, 0, 0, 0, 0], [0, 0, 0, 0, 0]])


STRUCTURES = [
    [(5, 6, 1), Convolution(3, 2), 4],
    [(9, 8, 2), Convolution(3, 3), MaxPool(2), Convolution(4, 2), 5],
    [(9, 9, 1), Convolution(2, 2), MaxPool(3), 6, 4],  # rows and columns left over
    [(8, 8, 3), MaxPool(2), Convolution(2, 4), 3],
]


@pytest.mark.parametrize("layers", STRUCTURES, ids=str)
def test_gradient(layers):
    assert check_gradient(*example(layers), l2=0.1).error < 1e-8


def test_sizes_parameters_and_repr():
    net = Network([(28, 28, 1), Convolution(8, 5), MaxPool(2), 10])
    assert net.sizes == [784, 24 * 24 * 8, 12 * 12 * 8, 10]
    assert net.n_parameters == 8 * 25 + 8 + 1152 * 10 + 10
    assert net.multiplications == 24 * 24 * 8 * 25  # each weight at each of the places that share it
    assert [Network([n, 30, 10]).multiplications for n in (784, 3)] == [784 * 30, 30 * 10]  # of the busiest layer
    assert "Convolution(filters=8, kernel=5), MaxPool(size=2), 10" in repr(net)


@pytest.mark.parametrize("layers, words", [
    ([784, Convolution(8, 5), 10], r"gets examples of shape \(784,\).*start the network with the picture's shape"),
    ([(9, 4, 1), Convolution(8, 5), 10], "at least 5 high and wide"),
    ([(9, 9, 1), 20, Convolution(2, 2), 10], "keep Dense layers for the end"),
    ([(3, 3, 1), MaxPool(4), 2], "at least 4 high"),
    ([(5, 5, 1), Convolution(2, 3)], r"last layer is Convol.* and gives \(3, 3, 2\); expected a number of outputs"),
])
def test_bad_chains_are_named(layers, words):
    with pytest.raises(ValueError, match=words):
        Network(layers)
