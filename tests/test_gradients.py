"""Every activation × output × loss × depth: backpropagation against central differences and PyTorch's autograd."""

import itertools

import numpy as np
import pytest

from helpers import ACTIVATIONS, Network, check_gradient, numerical_gradient
from helpers.gradient_check import GradientCheck

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
    check = check_gradient(net, X, T, l2=0.1)
    assert check.error < 1e-7 and check.passed, check
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


def test_a_wrong_gradient_is_named():
    net, X, T = example("relu", PAIRS[0], 3)
    gradient = net.gradient(X, T)
    net.split(gradient)[1][0][2, 3] += 0.01
    check = check_gradient(net, X, T, gradient=gradient)
    assert not check.passed and check.worst == "W2[2, 3]" and "DIFFER, most at W2[2, 3]" in repr(check)
    net.split(gradient)[0][1][4] -= 1
    assert check_gradient(net, X, T, gradient=gradient).worst == "b1[4]"
    for wrong, words in [
        ({"gradient": gradient[1:]}, "`gradient` has shape"), ({"gradient": gradient * np.nan}, "gradient holds NaN"),
        ({"l2": -1}, "l2 is -1"), ({"l1": "a"}, "l1 is 'a'"), ({"network": None}, "network is None; expected"),
    ]:
        with pytest.raises(ValueError, match=words):
            check_gradient(**{"network": net, "X": X, "T": T} | wrong)


@pytest.mark.parametrize("activation", ["relu", "leaky_relu"])
def test_what_a_relu_s_corner_gives_two_slopes_is_left_out_and_the_rest_is_judged(activation):
    net, X = Network([2, 4, 2], activation), [[0, 0], [0, 1], [1, 0], [1, 1]]  # biases are 0, and so is z at (0, 0)
    check = check_gradient(net, X, [0, 1, 1, 0])
    assert check.passed and check.corners == ("b1[0]", "b1[1]", "b1[2]", "b1[3]")
    assert "they agree. 4 are left out, since a nudge takes a ReLU over its corner at z = 0" in repr(check)
    wrong = net.gradient(X, [0, 1, 1, 0])
    net.split(wrong)[0][0][2, 1] += 0.01
    assert check_gradient(net, X, [0, 1, 1, 0], gradient=wrong).worst == "W1[2, 1]"
    net.biases[0][:] = 0.1
    assert check_gradient(net, X, [0, 1, 1, 0]).corners == ()


@pytest.mark.parametrize("l2", [0.0, 0.1])
def test_l1_is_part_of_the_cost(l2):
    net, X, T = example("tanh", PAIRS[0], 3)
    check = check_gradient(net, X, T, l2, l1=0.3)
    assert check.error < 1e-7, check
    more = net.split(check.numerical - numerical_gradient(net, X, T, l2))
    for (dW, db), W in zip(more, net.weights, strict=True):
        np.testing.assert_allclose(dW, 0.3 * np.sign(W), atol=1e-7)
        np.testing.assert_allclose(db, 0, atol=1e-7)


def test_the_relative_error_is_that_of_the_definition_and_may_be_a_millionth():
    net, X, T = Network([2, 2], seed=0), np.ones((1, 2)), [0]
    slopes = numerical_gradient(net, X, T)
    assert check_gradient(net, X, T, gradient=1.5 * slopes).error == pytest.approx(0.5 / 2.5)
    flat = Network([2, 2], output="identity", initialization="zeros")
    assert check_gradient(flat, X, np.zeros((1, 2))).error == 0
    assert GradientCheck(0.9e-6, "", None, None).passed and not GradientCheck(1.1e-6, "", None, None).passed


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu"])
def test_where_all_slopes_are_0_rounding_is_no_difference(activation):
    network = Network([2, 4, 1], activation=activation, output="sigmoid")
    network.theta = np.zeros(network.n_parameters)  # on XOR the pulls of the four corners cancel
    X, T = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([[0], [1], [1], [0]])
    assert check_gradient(network, X, T).passed
    assert not check_gradient(network, X, T, gradient=np.full(network.n_parameters, 1e-9)).passed
