"""The fully connected layer. Slides P13-11, P14-5, P14-9; notebooks 03 and 05.

A layer is a description without numbers of its own: the network hands it its parameters, views into θ.
Another kind of layer offers the same four methods and fits wherever this one does.
"""

import math
from dataclasses import dataclass

import numpy as np

from .validate import whole
from .words import later


@dataclass(frozen=True)
class Dense:
    """z = W a + b with every input wired to every neuron; for a batch of rows, Z = A Wᵀ + b."""

    width: int
    activation = None  # the network's

    def __post_init__(self):
        whole(later("the width of a layer"), self.width)

    def __repr__(self):
        return str(self.width)

    def connect(self, shape):
        """Shape of one example coming in → shape of one going out, shapes of W and b."""
        return (self.width,), [(self.width, math.prod(shape)), (self.width,)]

    def forward(self, parameters, A):
        """A (n, …) → Z (n, width)."""
        W, b = parameters
        Z = A.reshape(len(A), -1) @ W.T
        Z += b
        return Z

    def backward(self, parameters, A, delta):
        """δ of this layer (n, width) → ∂l/∂A: each input collects from all the neurons it feeds."""
        W, b = parameters
        return (delta @ W).reshape(A.shape)

    def gradient(self, gradients, A, delta):
        """Write Σ over the batch of ∂l/∂W = δ aᵀ and ∂l/∂b = δ into the two views `gradients`."""
        dW, db = gradients
        np.matmul(delta.T, A.reshape(len(A), -1), out=dW)
        delta.sum(axis=0, out=db)
