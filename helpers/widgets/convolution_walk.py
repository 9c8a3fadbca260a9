"""A kernel walks over a digit: the products in its window and their sum, the feature map, ReLU, and max-pooling.

The layers are the ones that the course's CNN is made of (helpers/convolution.py): the kernel lies on the patch as it
is, not flipped; it has to fit, so the map is smaller by kernel - 1; ReLU comes before the pooling. Python computes the
maps, the page walks along them. By the protocol of page.py, each answered with the whole state:

    hello
    draw, strokes            the drawing, [[[x, y], …], …] from 0 to 1, y downward
    digit                    back to the digit that was given
    kernel, name             one of `kernels`
    own, weights, b          one's own 9 or 25 numbers, row by row, and the bias

An answer has the bytes of five float32 arrays: the image, the kernel, z, ReLU(z), and the pooled map; and one of int8,
the maps z of all learned kernels, each as parts of 127 of its largest number.
"""

import numpy as np

from ..activations import ACTIVATIONS
from ..convolution import Convolution, MaxPool
from ..network import Network
from ..plots.convolution import walked
from ..preprocess import FRAME, SIDE, as_strokes, rasterize, resize
from ..validate import as_numbers, choose, number
from ..words import later, say
from .page import Page, files

PEN = 0.045  # half the pen's width, in pads: lines of two and a half pixels
LARGEST = 100  # a weight of one's own is from -100 to 100
KERNELS = {
    later("upper edges"): [[-1, -1, -1], [0, 0, 0], [1, 1, 1]],
    later("left edges"): [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]],
    later("blur"): [[1 / 9] * 3] * 3,
}
OWN = later("your own")


class ConvolutionWalk(Page):
    """ConvolutionWalk(X_test[0], cnn): a kernel walks over a digit, or over what the learner draws.

    image    (784,) or (28, 28), ink 1 and paper 0: the digit to begin with
    network  one that begins with a Convolution of 3 x 3 or 5 x 5 on (28, 28, 1) and has ReLU; its filters join the
             kernels as "learned 1", "learned 2", …
    kernel   the name of the one to begin with: "upper edges", "left edges", "blur", "learned 1", …

    z, a, pooled  the feature map (n, n) float64, after ReLU (n, n), after max-pooling (n // 2, n // 2)
    """

    _esm, _css = files("stage", "convolution_walk")
    _heading = later("A kernel walks over an image")
    _run = later("Run this cell to bring it to life: then you can let the kernel walk, draw a digit, and type numbers "
                 "of your own.")

    def __init__(self, image, network=None, kernel="upper edges"):
        self.given = as_image(image)
        fixed = {name: (np.array(weights, np.float64), 0.0) for name, weights in KERNELS.items()}
        self.kernels = fixed | ({} if network is None else learned(network))
        self.image, self.strokes = self.given, None
        self._choose(kernel)
        super().__init__()

    # ---- the state ----

    def _choose(self, kernel):
        self.kernel = choose("kernel", kernel, self.kernels)
        self.weights, self.b = self.kernels[kernel]
        self._compute()

    def _show(self, image, strokes):
        self.image, self.strokes = image, strokes
        self._compute()
        return self._state()

    def _compute(self):
        """The three maps, by the layers of the course's CNN."""
        self.z = self._map(self.weights, self.b)
        self.a = ACTIVATIONS["relu"].function(self.z)
        self.pooled = MaxPool(2).forward((), self.a[None, :, :, None])[0, :, :, 0]

    def _map(self, weights, b):
        """A kernel's feature map, (n, n)."""
        A = self.image.reshape(1, FRAME, FRAME, 1)
        return Convolution(1, len(weights)).forward((weights.reshape(1, -1), np.array([b])), A)[0, :, :, 0]

    def _small(self, kernel):
        """Its map for the eye: int8."""
        z = self._map(*self.kernels[kernel])
        return np.round(127 * z / (np.abs(z).max() or 1)).astype(np.int8)

    @property
    def first(self):
        """The first place, counted row by row, whose window has ink in it; 0 if there is none."""
        inked = Convolution(1, len(self.weights)).patches(self.image.reshape(1, FRAME, FRAME, 1)).any(axis=0)
        return int(inked.argmax())

    # ---- messages ----

    def _state(self):
        arrays = [self.image, self.weights, self.z, self.a, self.pooled]
        learned = [name for name in self.kernels if name.startswith("learned ")]
        head = {"kernels": list(self.kernels), "names": {name: kernel_name(name) for name in self.kernels},
                "learned": learned,
                "kernel": self.kernel, "b": self.b, "strokes": self.strokes, "first": self.first,
                "shapes": [array.shape[0] for array in arrays]}
        small = b"".join(self._small(name).tobytes() for name in learned)
        return head, [*(array.astype("<f4").tobytes() for array in arrays), small]

    def _do_draw(self, strokes):
        as_strokes(strokes)
        strokes = [[list(map(float, point)) for point in stroke] for stroke in strokes]
        return self._show(resize(rasterize(strokes, PEN, SIDE), (FRAME, FRAME)), strokes)

    def _do_digit(self):
        return self._show(self.given, None)

    def _do_kernel(self, name):
        self._choose(name)
        return self._state()

    def _do_own(self, weights, b):
        square, b = as_kernel(weights), number("b", b, -LARGEST, LARGEST)
        self.kernels = self.kernels | {OWN: (square, b)}
        return self._do_kernel(OWN)

    # ---- where no page shows it ----

    def __repr__(self):
        shown = "the given digit" if self.strokes is None else f"a drawing of {len(self.strokes)} strokes"
        return f"<convolution walk: {self.kernel}, {len(self.weights)} x {len(self.weights)}, over {shown}>"

    def figure(self):
        """A still picture of the image, the kernel and the maps, with its words in `.alt`."""
        loudest = int(self.z.argmax())
        return walked(self.image, self.weights, self.b, self.z, self.pooled, loudest, self.kernel)

    def controls(self):
        bias, speed = f"{self.b:.3g}".replace("-", "−"), say("{count} places a second", count=30)
        return [(say("Kernel"), kernel_name(self.kernel)), ("b", bias), (say("Speed"), speed)]


def as_image(image):
    """(784,) or (28, 28) numbers from 0 to 1 → (28, 28) float64."""
    image = as_numbers(later("the image"), image, np.float64)
    if image.size != FRAME**2 or image.min() < 0 or image.max() > 1:
        raise ValueError(f"the image has shape {image.shape}; expected one digit, (784,) or (28, 28), with numbers "
                         "from 0 to 1")
    return image.reshape(FRAME, FRAME)


def as_kernel(weights):
    """9 or 25 finite numbers → (3, 3) or (5, 5) float64."""
    weights = as_numbers(later("the kernel"), weights, np.float64)
    if weights.size not in (9, 25) or weights.ndim > 2 or np.abs(weights).max() > LARGEST:
        raise ValueError(f"the kernel has shape {weights.shape}; expected 3 x 3 or 5 x 5 numbers from {-LARGEST} to "
                         f"{LARGEST}")
    side = 3 if weights.size == 9 else 5
    return weights.reshape(side, side)


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
