"""Convolution and max-pooling: layers that know their input is a picture. Slide P13-18's third answer; notebook 07b.

A picture is (height, width, channels), a batch of them (n, height, width, channels). Both layers offer the four
methods of `Dense`, so `Network([(28, 28, 1), Convolution(8, 5), MaxPool(2), 10])` trains like any other network.
"""

from dataclasses import dataclass
from functools import reduce

import numpy as np

from .validate import whole
from .words import later, say


@dataclass(frozen=True)
class Convolution:
    """`filters` neurons that look at a kernel x kernel patch and share their weights across the picture.

    Each patch is unrolled into a column (im2col), so the layer is z = W a + b once more, with W (filters,
    kernel · kernel · channels). No padding: the picture shrinks by kernel - 1. Inside, arrays are (channels, height,
    width, n): with the batch last, memory is read in long runs. Axes 0 and 3 are swapped on the way in and out.
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
        """A (n, h, w, c) → every kernel x kernel patch as a column, (kernel · kernel · c, h′ · w′ · n)."""
        A = np.ascontiguousarray(A.swapaxes(0, 3))
        windows = np.lib.stride_tricks.sliding_window_view(A, (self.kernel, self.kernel), axis=(1, 2))
        return windows.transpose(4, 5, 0, 1, 2, 3).reshape(self.kernel**2 * len(A), -1)

    def forward(self, parameters, A):
        """A (n, h, w, c) → Z (n, h′, w′, filters)."""
        W, b = parameters
        n, h, w, _ = A.shape
        Z = W @ self.patches(A)
        Z += b[:, None]
        return Z.reshape(-1, h - self.kernel + 1, w - self.kernel + 1, n).swapaxes(0, 3)

    def backward(self, parameters, A, delta):
        """δ of this layer → ∂l/∂A: each pixel collects from all the patches it lies in."""
        W, b = parameters
        n, h, w, _ = delta.shape
        slopes = W.T @ delta.swapaxes(0, 3).reshape(self.filters, -1)
        slopes = slopes.reshape(self.kernel, self.kernel, -1, h, w, n)
        back = np.zeros_like(A.swapaxes(0, 3), order="C")
        for i in range(self.kernel):
            for j in range(self.kernel):
                back[:, i : i + h, j : j + w] += slopes[i, j]
        return back.swapaxes(0, 3)

    def gradient(self, gradients, A, delta):
        """Write ∂l/∂W and ∂l/∂b, summed over the batch and over the places that share W, into the views."""
        dW, db = gradients
        delta = delta.swapaxes(0, 3).reshape(self.filters, -1)
        np.matmul(delta, self.patches(A).T, out=dW)
        delta.sum(axis=1, out=db)


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
        left = np.empty_like(largest)
        left[...] = delta  # in the order that A has in memory
        for value, place in zip(self.corners(A), self.corners(back), strict=True):
            np.multiply(left, value == largest, out=place)
            left -= place
        return back

    def gradient(self, gradients, A, delta):
        """No parameters, no gradient."""


def picture(shape, layer, least):
    """The shape (height, width, channels) that `layer` needs, at least `least` high and wide."""
    if len(shape) != 3 or min(shape[:2]) < least:
        sentence = later("{layer} gets examples of shape {shape}; expected (height, width, channels), at least {least} "
                         "high and wide: start the network with the picture's shape, such as (28, 28, 1), and keep "
                         "Dense layers for the end")
        raise ValueError(say(sentence, layer=layer, shape=shape, least=least))
    return shape
