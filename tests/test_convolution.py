"""Convolution and max-pooling: against loops, differences and PyTorch, and as layers like any other."""

import numpy as np
import pytest

from helpers import Adam, Convolution, MaxPool, Network, check_gradient, train


def example(layers, n=5, seed=0, **settings):
    random = np.random.default_rng(seed)
    net = Network(layers, **{"activation": "tanh", "dtype": np.float64, **settings})
    for b in net.biases:
        b[...] = random.normal(size=b.shape)
    return net, random.normal(size=(n, net.sizes[0])), random.integers(0, net.sizes[-1], n)


def test_equals_loops():
    net, X, _ = example([(5, 6, 2), Convolution(3, 2), 4])
    (W, b), picture, (z, *_) = net.parameters[0], X[0].reshape(5, 6, 2), net.forward(X).z
    for i in range(4):
        for j in range(5):
            for f in range(3):
                patch = picture[i : i + 2, j : j + 2]
                assert z[0, i, j, f] == pytest.approx((W[f].reshape(2, 2, 2) * patch).sum() + b[f], rel=1e-12)


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
@pytest.mark.parametrize("pair", [("softmax", "cross_entropy"), ("softmax", "squared_error"), ("sigmoid", None)])
def test_gradient(layers, pair):
    check = check_gradient(*example(layers, output=pair[0], loss=pair[1]), l2=0.1)
    assert check.error < 1e-8, check


@pytest.mark.parametrize("layers", STRUCTURES, ids=str)
def test_equals_pytorch(layers):
    torch = pytest.importorskip("torch")
    F = torch.nn.functional
    net, X, y = example(layers, activation="relu")
    theta = torch.tensor(net.theta, requires_grad=True)
    a = torch.tensor(X.reshape(-1, *net.input_shape)).permute(0, 3, 1, 2)  # channels first there
    for layer, pair in zip(net.layers, net.split(theta), strict=True):
        if isinstance(layer, Convolution):
            W = pair[0].reshape(layer.filters, layer.kernel, layer.kernel, -1).permute(0, 3, 1, 2)
            a = F.relu(F.conv2d(a, W, pair[1]))
        elif isinstance(layer, MaxPool):
            a = F.max_pool2d(a, layer.size)
        else:
            a = a.permute(0, 2, 3, 1).reshape(len(X), -1) if a.ndim == 4 else a
            z = a @ pair[0].T + pair[1]
            a = F.relu(z)
    loss = F.cross_entropy(z, torch.tensor(y))
    loss.backward()
    assert net.loss(X, y).mean() == pytest.approx(loss.item(), rel=1e-9)
    theirs = theta.grad.numpy()
    assert np.abs(net.gradient(X, y) - theirs).max() <= 1e-9 * np.abs(theirs).max()


def test_is_a_dense_layer_with_shared_weights():
    """The same numbers as one big, mostly empty weight matrix."""
    net, X, _ = example([(4, 4, 1), Convolution(1, 3), 2])
    (W, b), big = net.parameters[0], np.zeros((4, 16))
    for place, (i, j) in enumerate([(0, 0), (0, 1), (1, 0), (1, 1)]):
        big[place].reshape(4, 4)[i : i + 3, j : j + 3] = W[0].reshape(3, 3)
    np.testing.assert_allclose(X @ big.T + b[0], net.forward(X).z[0].reshape(5, 4), rtol=1e-12)


def test_learns_what_does_not_depend_on_the_place():
    """A vertical or a horizontal bar anywhere in the picture."""
    random = np.random.default_rng(0)
    X, y = np.zeros((200, 8, 8)), random.integers(0, 2, 200)
    for picture, label, (i, j) in zip(X, y, random.integers(0, 6, (200, 2)), strict=True):
        picture[i : i + 3, j] += 1 - label
        picture[i, j : j + 3] += label
    X = X.reshape(200, 64)
    net = Network([(8, 8, 1), Convolution(4, 3), MaxPool(2), 2])
    train(net, X[:100], y[:100], epochs=30, batch_size=10, optimizer=Adam(0.02))
    assert net.accuracy(X[100:], y[100:]) > 0.95


def test_multiplications_of_the_busiest_layer():
    assert Network([784, 30, 10]).multiplications == 784 * 30
    assert Network([3, 30, 10]).multiplications == 30 * 10
    pictures = Network([(28, 28, 1), Convolution(8, 5), MaxPool(2), 10])
    assert pictures.multiplications == 24 * 24 * 8 * 25  # each weight at each of the places that share it


def test_sizes_parameters_and_repr():
    net = Network([(28, 28, 1), Convolution(8, 5), MaxPool(2), 10])
    assert net.sizes == [784, 24 * 24 * 8, 12 * 12 * 8, 10]
    assert net.n_parameters == 8 * 25 + 8 + 1152 * 10 + 10
    assert net.multiplications == 24 * 24 * 8 * 25
    assert "Convolution(filters=8, kernel=5), MaxPool(size=2), 10" in repr(net)


@pytest.mark.parametrize("layers, words", [
    ([784, Convolution(8, 5), 10], r"gets examples of shape \(784,\).*start the network with the picture's shape"),
    ([(28, 28), Convolution(8, 5), 10], r"shape \(28, 28\)"),
    ([(4, 4, 1), Convolution(8, 5), 10], "at least 5 high"),
    ([(9, 4, 1), Convolution(8, 5), 10], "at least 5 high and wide"),
    ([(9, 9, 1), 20, Convolution(2, 2), 10], "keep Dense layers for the end"),
    ([(3, 3, 1), MaxPool(4), 2], "at least 4 high"),
    ([(0, 3, 1), 2], "number of inputs is 0"),
    ([(5, 5, 1), Convolution(2, 3)], r"last layer is Convol.* and gives \(3, 3, 2\); expected a number of outputs"),
    ([(4, 4, 1), MaxPool(2)], r"last layer is MaxPool\(size=2\) and gives \(2, 2, 1\)"),
])
def test_bad_chains_are_named(layers, words):
    with pytest.raises(ValueError, match=words):
        Network(layers)


@pytest.mark.parametrize("make", [lambda: Convolution(0, 3), lambda: Convolution(3, 1.5), lambda: MaxPool(-1)])
def test_bad_layers_are_named(make):
    with pytest.raises(ValueError, match="expected a whole number of at least 1"):
        make()
