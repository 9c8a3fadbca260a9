"""Every activation × output × loss × depth: backpropagation against central differences and PyTorch's autograd."""

import itertools

import numpy as np
import pytest

from helpers import ACTIVATIONS, Network, numerical_gradient
from tests.numerical import relative_error

PAIRS = [(o, l) for o in ("softmax", "sigmoid") for l in ("cross_entropy", "binary_cross_entropy", "squared_error")]
PAIRS += [("identity", "squared_error")]
SMOOTH = [name for name, activation in ACTIVATIONS.items() if activation.derivative]
CASES = list(itertools.product(SMOOTH, PAIRS, (1, 2, 4)))


def example(activation, pair, depth, seed=0):
    """A network with non-zero biases (a zero could hide a wrong derivative), inputs, and soft targets."""
    random = np.random.default_rng(seed)
    net = Network([3, *[5, 4, 6][: depth - 1], 3], activation, *pair, initialization="xavier", dtype=np.float64)
    for b in net.biases:
        b[...] = random.normal(size=b.shape)
    return net, random.normal(size=(7, 3)), random.dirichlet(np.ones(3), 7)


@pytest.mark.parametrize("activation, pair, depth", CASES)
def test_agrees_with_central_differences_and_deltas_are_the_slopes_of_z(activation, pair, depth):
    net, X, T = example(activation, pair, depth)
    assert relative_error(net, X, T, l2=0.1) < 1e-7
    for delta, (_, db) in zip(net.deltas(net.forward(X), T), net.split(net.gradient(X, T)), strict=True):
        assert delta.shape[0] == len(X)
        np.testing.assert_allclose(delta.mean(0), db, atol=1e-15)  # ∂z/∂b is 1


@pytest.mark.parametrize("activation, pair, depth", CASES)
def test_agrees_with_autograd(activation, pair, depth):
    torch = pytest.importorskip("torch")
    net, X, T = example(activation, pair, depth)
    F = torch.nn.functional
    sigma = (lambda z: z) if activation == "identity" else getattr(F, activation)
    theta = torch.tensor(net.theta, requires_grad=True)
    a, pairs = torch.tensor(X), net.split(theta)
    for l, (W, b) in enumerate(pairs):
        z = a @ W.T + b
        a = sigma(z) if l < len(pairs) - 1 else z
    y, t = {"softmax": z.softmax(1), "sigmoid": z.sigmoid(), "identity": z}[pair[0]], torch.tensor(T)
    if pair[1] == "binary_cross_entropy":
        losses = F.binary_cross_entropy(y, t, reduction="none").sum(1)
    else:
        losses = -(t * y.log()).sum(1) if pair[1] == "cross_entropy" else 0.5 * ((y - t) ** 2).sum(1)
    losses.mean().backward()
    np.testing.assert_allclose(net.loss(X, T), losses.detach().numpy(), rtol=1e-9)
    theirs = theta.grad.numpy()
    assert np.abs(net.gradient(X, T) - theirs).max() <= 1e-9 * np.abs(theirs).max()


@pytest.mark.parametrize("activation", SMOOTH)
def test_slopes_are_those_of_the_hidden_activations(activation):
    net, X, _ = example(activation, PAIRS[0], 3)
    passed, sigma, tiny = net.forward(X), ACTIVATIONS[activation].function, 1e-6
    slopes = net.slopes(passed)
    assert len(slopes) == 2
    for slope, z in zip(slopes, passed.z, strict=False):
        np.testing.assert_allclose(slope, (sigma(z + tiny) - sigma(z - tiny)) / (2 * tiny), atol=1e-8)


def test_what_has_been_checked_once_gives_the_same_without_a_check():
    net, X, _ = example("tanh", PAIRS[0], 3)
    labels = [0, 1, 2, 2, 1, 0, 0]
    checked, T = net.checked(X.tolist(), labels)
    assert checked.dtype == T.dtype == net.theta.dtype and T.shape == (7, 3)
    room = np.full_like(net.theta, np.nan)
    assert net.backward(net.forward(checked, check=False), T, 0.1, 0.2, out=room, check=False) is room
    np.testing.assert_array_equal(room, net.gradient(X, labels, 0.1, 0.2))


@pytest.mark.parametrize("l2", [0.0, 0.1])
def test_l1_is_part_of_the_cost(l2):
    net, X, T = example("tanh", PAIRS[0], 3)
    assert relative_error(net, X, T, l2, l1=0.3) < 1e-7
    more = net.split(numerical_gradient(net, X, T, l2, l1=0.3) - numerical_gradient(net, X, T, l2))
    for (dW, db), W in zip(more, net.weights, strict=True):
        np.testing.assert_allclose(dW, 0.3 * np.sign(W), atol=1e-7)
        np.testing.assert_allclose(db, 0, atol=1e-7)
