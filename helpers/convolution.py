"""Convolution and max-pooling: layers that know their input is a picture. Slide P13-18's third answer; notebook 07.

A picture is (height, width, channels), a batch of them (n, height, width, channels). Both layers offer the four
methods of `Dense`, so `Network([(28, 28, 1), Convolution(8, 5), MaxPool(2), 10])` trains like any other network.
"""

from dataclasses import dataclass
from functools import reduce

import numpy as np

from .validate import whole


@dataclass(frozen=True)
class Convolution:
    """`filters` neurons that look at a kernel x kernel patch and share their weights across the picture.

    Each patch is unrolled into a row (im2col), so the layer is z = W a + b once more, with W (filters,
    kernel · kernel · channels). No padding: the picture shrinks by kernel - 1.
    """

    filters: int
    kernel: int
    activation = None  # the network's

    def __post_init__(self):
        whole("filters", self.filters)
        whole("kernel", self.kernel)

    def connect(self, shape):
        """Shape of one picture coming in → shape of one going out, shapes of W and b."""
        height, width, channels = picture(shape, self, self.kernel)
        out = height - self.kernel + 1, width - self.kernel + 1, self.filters
        return out, [(self.filters, self.kernel**2 * channels), (self.filters,)]

    def patches(self, A):
        """A (n, h, w, c) → every kernel x kernel patch as a row, (n · h′ · w′, kernel · kernel · c)."""
        windows = np.lib.stride_tricks.sliding_window_view(A, (self.kernel, self.kernel), axis=(1, 2))
        n, h, w, c = windows.shape[:4]
        return windows.transpose(0, 1, 2, 4, 5, 3).reshape(n * h * w, -1)

    def forward(self, parameters, A):
        """A (n, h, w, c) → Z (n, h′, w′, filters)."""
        W, b = parameters
        n, h, w, _ = A.shape
        Z = self.patches(A) @ W.T
        Z += b
        return Z.reshape(n, h - self.kernel + 1, w - self.kernel + 1, self.filters)

    def backward(self, parameters, A, delta):
        """δ of this layer → ∂l/∂A: each pixel collects from all the patches it lies in."""
        W, b = parameters
        n, h, w, _ = delta.shape
        slopes = (delta.reshape(-1, self.filters) @ W).reshape(n, h, w, self.kernel, self.kernel, -1)
        back = np.zeros_like(A)
        for i in range(self.kernel):
            for j in range(self.kernel):
                back[:, i : i + h, j : j + w] += slopes[:, :, :, i, j]
        return back

    def gradient(self, gradients, A, delta):
        """Write ∂l/∂W and ∂l/∂b, summed over the batch and over the places that share W, into the views."""
        dW, db = gradients
        delta = delta.reshape(-1, self.filters)
        np.matmul(delta.T, self.patches(A), out=dW)
        np.sum(delta, axis=0, out=db)


@dataclass(frozen=True)
class MaxPool:
    """The largest of each size x size block, channel by channel; rows and columns left over are dropped."""

    size: int
    activation = "identity"

    def __post_init__(self):
        whole("size", self.size)

    def connect(self, shape):
        """Shape of one picture coming in → shape of one going out; there is nothing to learn."""
        height, width, channels = picture(shape, self, self.size)
        return (height // self.size, width // self.size, channels), []

    def corners(self, A):
        """Views of A (n, h, w, c): the first number of each block, the second, …, each (n, h′, w′, c)."""
        s = self.size
        A = A[:, : A.shape[1] // s * s, : A.shape[2] // s * s]
        return [A[:, i::s, j::s] for i in range(s) for j in range(s)]

    def forward(self, parameters, A):
        """A (n, h, w, c) → Z (n, h′, w′, c)."""
        return reduce(np.maximum, self.corners(A))

    def backward(self, parameters, A, delta):
        """Only the largest number of a block had a say, so it alone gets δ (the first of them if several)."""
        largest, back = self.forward(parameters, A), np.zeros_like(A)
        free = np.ones(delta.shape, bool)
        for value, place in zip(self.corners(A), self.corners(back), strict=True):
            hit = free & (value == largest)
            place[...] = delta * hit
            free &= ~hit
        return back

    def gradient(self, gradients, A, delta):
        """No parameters, no gradient."""


def picture(shape, layer, least):
    """The shape (height, width, channels) that `layer` needs, at least `least` high and wide."""
    if len(shape) != 3 or min(shape[:2]) < least:
        raise ValueError(
            f"{layer} gets examples of shape {shape}; expected (height, width, channels), at least {least} high and "
            "wide: start the network with the picture's shape, such as (28, 28, 1), and keep Dense layers for the end"
        )
    return shape
