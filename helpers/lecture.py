"""What the slides show, as data: the 2-2-2-2 network with its numbers, and every table.

P13 is "Brief Introduction of Deep Learning", P14 "Backpropagation"; the number after the dash is the slide's.
What is ours, and on no slide, says so.
"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from .network import Network
from .words import later

# ---- the network of P13-5 to P13-7 and P14-6 ----

WEIGHTS = (  # W¹, W², W³; row i holds the weights into neuron i
    ((1, -2), (-1, 1)),
    ((2, -1), (-2, -1)),
    ((3, -1), (-1, 4)),
)
BIASES = ((1, 0), (0, 0), (-2, 2))

PRINTED = {  # input -> what the slide prints behind layers 1, 2 and 3: P13-6 and P13-7
    (1, -1): ((0.98, 0.12), (0.86, 0.11), (0.62, 0.83)),
    (0, 0): ((0.73, 0.50), (0.72, 0.12), (0.51, 0.85)),
}
INPUT = (1, -1)
TARGET = (1, 0)  # ours: P14 computes no loss; this target gives every gradient of the course a number


class Circled(NamedTuple):
    layer: int  # network.weights[layer][row, column]
    row: int
    column: int
    weight: int
    slope: float  # ∂z/∂w as printed: the value that comes in over this wire


CIRCLED = Circled(0, 1, 1, 1, -1.0), Circled(1, 1, 1, -1, 0.12), Circled(2, 1, 1, 4, 0.11)  # P14-6, input (1, -1)


def network(output="sigmoid", loss=None):
    """The lecture's 2-2-2-2 network with its 18 numbers, in float64 (two sigmoid outputs, P13-6)."""
    net = Network([2, 2, 2, 2], "sigmoid", output, loss, dtype=np.float64)
    for W, b, weights, biases in zip(net.weights, net.biases, WEIGHTS, BIASES, strict=True):
        W[...], b[...] = weights, biases
    return net


# ---- the digit "2", P13-15 ----

DIGITS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 0)  # the slide's order: y₁ is "is 1", y₁₀ is "is 0"
CONFIDENCES = (0.1, 0.7, 0, 0, 0, 0, 0, 0, 0, 0.2)  # printed: 0.1, 0.7 and 0.2, which leave 0 for the rest
BITMAP = (  # ours, 16 x 16: ink # is 1, no ink . is 0
    "................",
    ".....#####......",
    "...#########....",
    "..####...####...",
    "..##......###...",
    "..........###...",
    "..........###...",
    ".........###....",
    "........###.....",
    "......####......",
    ".....###........",
    "....###.........",
    "...###..........",
    "..############..",
    "..############..",
    "................",
)


def digit():
    """The "2" as the network's input: (1, 256) float32, x₁ top left, x₂ to its right, x₂₅₆ bottom right."""
    return np.array([[mark == "#" for mark in "".join(BITMAP)]], np.float32)


# ---- gradient descent, P13-23 and P13-24 ----

GRADIENT_DESCENT = {  # parameter: start, after one step, after two
    "w1": (0.2, 0.15, 0.09), "w2": (-0.1, 0.05, 0.15), "b1": (0.3, 0.2, 0.10),
}

# ---- how deep is deep ----


class ImageNet(NamedTuple):
    name: str
    year: int
    layers: int
    error: float  # in %


LAYERS_TABLE = (  # P13-9 and P13-10
    ImageNet("AlexNet", 2012, 8, 16.4), ImageNet("VGG", 2014, 19, 7.3),
    ImageNet("GoogLeNet", 2014, 22, 6.7), ImageNet("Residual Net", 2015, 152, 3.57),
)
TAIPEI_101_FLOORS = 101


def count_parameters(sizes):
    """Weights and biases of a fully connected network, without building it: [2, 2, 2, 2] has 18."""
    return sum((inputs + 1) * outputs for inputs, outputs in pairwise(sizes))


class SpeechNet(NamedTuple):
    hidden: int  # hidden layers
    width: int  # neurons in each
    error: float  # word error rate in %

    @property
    def parameters(self):
        """Ours, from the 429 inputs and 9304 outputs of Seide, Li and Yu (Interspeech 2011)."""
        return count_parameters([429, *[self.width] * self.hidden, 9304])


DEEP = (  # P13-28, "2k" taken as 2048
    SpeechNet(1, 2048, 24.2), SpeechNet(2, 2048, 20.4), SpeechNet(3, 2048, 18.4),
    SpeechNet(4, 2048, 17.8), SpeechNet(5, 2048, 17.2), SpeechNet(7, 2048, 17.1),
)
WIDE = (  # the next lecture: the first two have as many parameters as 5 and 7 layers of 2k
    SpeechNet(1, 3772, 22.5), SpeechNet(1, 4634, 22.6), SpeechNet(1, 16384, 22.1),
)

# ---- history ----


class Event(NamedTuple):
    when: str
    year: float  # place on the axis
    text: str
    up: bool
    later: bool = False  # not on the slide of 2017, but in a later version of it


TIMELINE = (  # P13-2, in our words
    Event("1958", 1958, later("Perceptron, a linear model"), True),
    Event("1969", 1969, later("The perceptron's limits are shown"), False),
    Event(later("1980s"), 1980, later("Multi-layer perceptron, close to today's networks"), True),
    Event("1986", 1986, later("Backpropagation; over 3 hidden layers seldom help"), True),
    Event("1989", 1989, later("One hidden layer is enough: why go deep?"), False),
    Event("2006", 2006, later("RBM initialization, hailed as a breakthrough"), True),
    Event("2009", 2009, later("GPU"), True),
    Event("2011", 2011, later("Speech recognition takes it up"), True),
    Event("2012", 2012, later("AlexNet wins the ImageNet contest (ILSVRC)"), True),
    Event("2015.2", 2015 + 1 / 12, later("Passes humans at recognizing images"), True, later=True),
    Event("2016.3", 2016 + 2 / 12, later("AlphaGo beats Lee Sedol"), True, later=True),
    Event("2016.10", 2016 + 9 / 12, later("Recognizes speech as well as humans"), True, later=True),
)
