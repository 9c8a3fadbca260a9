"""A kernel walks over a digit: the products in its window and their sum, the feature map, ReLU, and max-pooling.

It is as in the course's CNN (helpers/convolution.py): the kernel lies on the patch as it is, not flipped; it has to
fit, so the map is smaller by kernel - 1; ReLU comes before the pooling. The page walks and works out the maps by
itself. By the protocol of page.py, each answered with the bytes of an image, float32:

    hello                    the kernels, too
    draw, strokes            the drawing, [[[x, y], …], …] from 0 to 1, y downward
"""

import numpy as np

from ..convolution import Convolution, MaxPool
from ..network import Network
from ..plots.convolution import walked
from ..preprocess import FRAME, SIDE, as_strokes, rasterize, resize
from ..validate import as_numbers, choose
from ..words import later, say
from .page import Page, files

PEN = 0.045  # half the pen's width, in pads: lines of two and a half pixels
KERNELS = {
    later("upper edges"): [[-1, -1, -1], [0, 0, 0], [1, 1, 1]],
    later("left edges"): [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]],
    later("blur"): [[1 / 9] * 3] * 3,
}


class ConvolutionWalk(Page):
    """ConvolutionWalk(X_test[0], cnn): a kernel walks over a digit, or over what the learner draws.

    image    (784,) or (28, 28), ink 1 and paper 0: the digit to begin with
    network  one that begins with a Convolution of 3 x 3 or 5 x 5 on (28, 28, 1) and has ReLU; its filters join the
             kernels as "learned 1", "learned 2", …
    kernel   the name of the one to begin with: "upper edges", "left edges", "blur", "learned 1", …
    """

    _esm, _css = files("stage", "convolution_walk")
    _heading = later("A kernel walks over an image")
    _run = later("Run this cell to bring it to life: then you can let the kernel walk, draw a digit, and type numbers "
                 "of your own.")

    def __init__(self, image, network=None, kernel="upper edges"):
        self.image = as_image(image)
        fixed = {name: (np.array(weights, np.float64), 0.0) for name, weights in KERNELS.items()}
        self.kernels = fixed | ({} if network is None else learned(network))
        self.kernel = choose("kernel", kernel, self.kernels)
        super().__init__()

    def _do_hello(self):
        kernels = {name: {"weights": weights.ravel().tolist(), "b": b, "name": kernel_name(name)}
                   for name, (weights, b) in self.kernels.items()}
        return {"kernels": kernels, "kernel": self.kernel}, [self.image.astype("<f4").tobytes()]

    def _do_draw(self, strokes):
        as_strokes(strokes)
        return {}, [resize(rasterize(strokes, PEN, SIDE), (FRAME, FRAME)).astype("<f4").tobytes()]

    # ---- where no page shows it ----

    def __repr__(self):
        size = len(self.kernels[self.kernel][0])
        return f"<convolution walk: {self.kernel}, {size} x {size}, over the given digit>"

    def figure(self):
        """A still picture of the image, the kernel and the maps, with its words in `.alt`."""
        weights, b = self.kernels[self.kernel]
        layer, A = Convolution(1, len(weights)), self.image.reshape(1, FRAME, FRAME, 1)
        Z = layer.forward((weights.reshape(1, -1), np.array([b])), A)
        z, pooled = Z[0, :, :, 0], MaxPool(2).forward((), Z.clip(0))[0, :, :, 0]
        return walked(self.image, weights, b, z, pooled, int(z.argmax()), self.kernel)

    def controls(self):
        bias = f"{self.kernels[self.kernel][1]:.3g}".replace("-", "−")
        speed = say("{count} places a second", count=30)
        return [(say("Kernel"), kernel_name(self.kernel)), ("b", bias), (say("Speed"), speed)]


def as_image(image):
    """(784,) or (28, 28) numbers from 0 to 1 → (28, 28) float64."""
    image = as_numbers(later("the image"), image, np.float64)
    if image.size != FRAME**2 or image.min() < 0 or image.max() > 1:
        raise ValueError(f"the image has shape {image.shape}; expected one digit, (784,) or (28, 28), with numbers "
                         "from 0 to 1")
    return image.reshape(FRAME, FRAME)


def learned(network):
    """The filters of the network's first layer, {"learned 1": (kernel, b), …}."""
    first = network.layers[0] if isinstance(network, Network) else None
    right = isinstance(first, Convolution) and network.input_shape == (FRAME, FRAME, 1) and first.kernel in (3, 5)
    if not right or network.activation != "relu":
        raise ValueError(f"network is {network!r}; expected one that begins with Convolution(filters, 3 or 5) on "
                         "(28, 28, 1), with activation='relu'")
    W, b = (array.astype(np.float64) for array in network.parameters[0])
    kernels = W.reshape(len(W), first.kernel, first.kernel)
    return {f"learned {place}": pair for place, pair in enumerate(zip(kernels, b.tolist(), strict=True), start=1)}


def kernel_name(kernel):
    """A kernel's name for the page."""
    if kernel.startswith("learned "):
        return say("learned {place}", place=kernel.removeprefix("learned "))
    return say(kernel)
