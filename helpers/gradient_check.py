"""The gradient once more, by nudging each parameter: slow, simple, and therefore a judge. Notebook 05."""

import numpy as np

from .losses import losses
from .network import as_network
from .validate import as_finite, number, penalty
from .words import later


def numerical_gradient(network, X, T, l2=0.0, l1=0.0, epsilon=1e-5):
    """∇J by central differences, (J(θ + ε) - J(θ - ε)) / 2ε, one parameter at a time, in float64. Shape of θ.

    J as in `Network.gradient`; with l1 its slope jumps where a weight is 0. Where a ReLU's z is 0, J has two slopes,
    and this is their mean.
    """
    network, epsilon = as_network(network).copy(np.float64), number("epsilon", epsilon, high=1.0, above=True)
    l2, l1 = penalty("l2", l2), penalty("l1", l1)
    X, T = network.checked(X, T)

    def cost():
        passed = network.forward(X, check=False)
        loss = losses(network.output, network.loss_name, passed.z[-1], passed.a[-1], T).mean()
        return loss + sum(l2 / 2 * (W**2).sum() + l1 * abs(W).sum() for W in network.weights)

    theta, gradient = network.theta, np.empty_like(network.theta)
    for i, value in enumerate(theta.copy()):
        theta[i] = value + epsilon
        above = cost()
        theta[i] = value - epsilon
        gradient[i] = (above - cost()) / (2 * epsilon)
        theta[i] = value
    return as_finite(later("the numerical gradient"), gradient)
