"""Update rules: θ, its gradient, and what to do with it. None knows what a layer is.

Gradient descent is slide P13-24 and notebook 04b. The others: Polyak 1964 (momentum), Tieleman & Hinton 2012
(RMSProp), Kingma & Ba 2015 (Adam, without weight decay).
"""

import math

import numpy as np

from .validate import FLOATS, as_finite, as_floats, brief, choose, number
from .words import later, say

SCHEDULES = {  # share of the learning rate at a point of the training, 0 = start, 1 = end
    "constant": lambda done: 1.0,
    "step": lambda done: 0.5 ** int(4 * done),  # halved at each quarter
    "cosine": lambda done: 0.5 * (1 + math.cos(math.pi * done)),
}


def schedule_function(schedule):
    """A name of SCHEDULES, or any function of the share of the training done, as that function."""
    if not callable(schedule):
        return SCHEDULES[choose("schedule", schedule, SCHEDULES)]
    return lambda done: number(later("what schedule returned"), schedule(done))


class Optimizer:
    """An update rule with its learning rate and what it remembers from one step to the next."""

    memories = 0  # how many vectors like θ the rule keeps

    def __init__(self, learning_rate):
        self.learning_rate = number("learning_rate", learning_rate, above=True)
        self.forget()

    def forget(self):
        """Begin anew: what is remembered of the steps so far may come from a training that failed."""
        self.steps, self.memory = 0, None

    def step(self, theta, gradient, share=1.0, check=True):
        """Move θ in place, by `share` of the learning rate. θ and gradient: (p,).

        `check=False` in training, which looks at each record whether all is finite.
        """
        if check:
            gradient, share = _checked(theta, gradient), number("share", share)
        if self.memory is None:
            self.memory = np.zeros((self.memories, *theta.shape), theta.dtype)
        if gradient.shape != theta.shape or self.memory.shape[1:] != theta.shape:
            sentence = later("θ has shape {theta}, the gradient {gradient}, this optimizer's memory {memory}; expected "
                             "one shape: make a new optimizer for another network")
            shapes = {"theta": theta.shape, "gradient": gradient.shape, "memory": self.memory.shape[1:]}
            raise ValueError(say(sentence, **shapes))
        self.steps += 1
        self.move(theta, gradient, self.learning_rate * share, *self.memory)


def _checked(theta, gradient):
    """The gradient as an array of θ's type."""
    if type(theta) is not np.ndarray or theta.dtype not in FLOATS or not theta.flags.writeable:
        sentence = later("θ is {theta}; expected an array of float32 or float64 that can be written to")
        raise ValueError(say(sentence, theta=brief(theta)))
    return as_finite(later("the gradient"), as_floats(later("the gradient"), gradient, theta.dtype))


class GradientDescent(Optimizer):
    """θ ← θ - η ∇."""

    def __init__(self, learning_rate=0.1):
        super().__init__(learning_rate)

    def move(self, theta, gradient, rate):
        theta -= rate * gradient


class Momentum(Optimizer):
    """v ← μ v - η ∇ ;  θ ← θ + v."""

    memories = 1

    def __init__(self, learning_rate=0.1, momentum=0.9):
        super().__init__(learning_rate)
        self.momentum = number("momentum", momentum, high=1.0)

    def move(self, theta, gradient, rate, velocity):
        velocity *= self.momentum
        velocity -= rate * gradient
        theta += velocity


class RMSProp(Optimizer):
    """s ← ρ s + (1 - ρ) ∇² ;  θ ← θ - η ∇ / (√s + ε)."""

    memories = 1

    def __init__(self, learning_rate=0.001, decay=0.9):
        super().__init__(learning_rate)
        self.decay = number("decay", decay, high=1.0)

    def move(self, theta, gradient, rate, square):
        square *= self.decay
        square += (1 - self.decay) * gradient**2
        theta -= rate * gradient / (np.sqrt(square) + 1e-8)


class Adam(Optimizer):
    """Momentum over RMSProp, both corrected for starting at 0."""

    memories = 2

    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999):
        super().__init__(learning_rate)
        self.beta1 = number("beta1", beta1, high=1.0, below=True)
        self.beta2 = number("beta2", beta2, high=1.0, below=True)

    def move(self, theta, gradient, rate, mean, square):
        mean *= self.beta1
        mean += (1 - self.beta1) * gradient
        square *= self.beta2
        square += (1 - self.beta2) * gradient**2
        rate /= 1 - self.beta1**self.steps
        theta -= rate * mean / (np.sqrt(square / (1 - self.beta2**self.steps)) + 1e-8)
