"""The structure of a network, before it has numbers: layers, their shapes, and where in θ each parameter stands.

Slides P13-8 to P13-11; notebooks 02 and 03. A structure is a set of functions; θ picks one of them.
"""

import math

import numpy as np

from .activations import ACTIVATIONS
from .layers import Dense
from .losses import OUTPUTS
from .validate import brief, choose, whole
from .words import later, say

LAYER = "connect", "forward", "backward", "gradient", "activation"  # what a layer has
LARGEST = 10**8  # parameters: 400 MB, and a training needs several times as much


class Structure:
    """Layers in a row. layers, activation, output as in `Network`.

    input_shape   of one example
    layers        layer objects
    sizes         how many numbers go into the first layer and come out of each
    shapes        of each layer's parameters
    n_parameters  of all of them
    sigmas        σ of each layer
    derivatives   σ′ of each hidden layer, as functions of z and a; None for a step
    """

    def __init__(self, layers, activation, output):
        self.input_shape, self.layers = _read_layers(layers)
        self.activation = choose("activation", activation, ACTIVATIONS)
        self.output = choose("output", output, OUTPUTS)
        self._connect()
        names = [choose("activation", layer.activation or activation, ACTIVATIONS) for layer in self.layers[:-1]]
        hidden = [ACTIVATIONS[name] for name in names]
        self.sigmas = [sigma.function for sigma in hidden] + [OUTPUTS[self.output].function]
        self.derivatives = [sigma.derivative for sigma in hidden]

    def _connect(self):
        shape, self.sizes, self.shapes = self.input_shape, [math.prod(self.input_shape)], []
        for layer in self.layers:
            shape, parameters = layer.connect(shape)
            self.sizes.append(math.prod(shape))
            self.shapes.append(parameters)
        if len(shape) != 1:
            sentence = later("the last layer is {layer} and gives {shape}; expected a number of outputs, such as 10")
            raise ValueError(say(sentence, layer=layer, shape=shape))
        self.n_parameters = sum(math.prod(s) for shapes in self.shapes for s in shapes)
        if self.n_parameters > LARGEST:
            sentence = later("this network has {count:,} parameters; expected at most {largest:,}")
            raise ValueError(say(sentence, count=self.n_parameters, largest=LARGEST))

    def split(self, vector):
        """A vector like θ as [(W, b), …], one pair a layer, each a view into it."""
        views, start = [], 0
        for shapes in self.shapes:
            pair = []
            for shape in shapes:
                size = math.prod(shape)
                pair.append(vector[start : start + size].reshape(shape))
                start += size
            views.append(tuple(pair))
        return views

    @property
    def multiplications(self):
        """Of one example in the layer with the most: weights x places that share them (1 if fully connected)."""
        pairs = zip(self.shapes, self.sizes[1:], strict=True)
        return max(math.prod(shapes[0]) * (size // shapes[0][0]) for shapes, size in pairs if shapes)

    def require_slopes(self):
        """ValueError if there is a step neuron, and so no gradient."""
        if self.output == "step" or None in self.derivatives:
            sentence = later("a step neuron has slope 0 everywhere, so it gives no gradient to learn from: take "
                             "sigmoid or relu")
            raise ValueError(say(sentence))


def _read_layers(layers):
    """[784, 128, 10] or [(28, 28, 1), Layer(…), 10] → (784,) or (28, 28, 1), and a tuple of layer objects."""
    layers = layers.tolist() if isinstance(layers, np.ndarray) else layers
    if not isinstance(layers, (list, tuple)) or len(layers) < 2:
        sentence = later("layers is {layers}; expected [inputs, …, outputs], at least two numbers")
        raise ValueError(say(sentence, layers=brief(layers)))
    first, *rest = layers
    shape = first if isinstance(first, tuple) and first else (first,)
    shape = tuple(whole(later("the number of inputs"), size) for size in shape)
    return shape, tuple(map(_as_layer, rest))


def _as_layer(layer):
    """A layer object as it is, a width as a Dense layer."""
    if not hasattr(layer, "connect"):
        return Dense(layer)
    if isinstance(layer, type) or not all(hasattr(layer, name) for name in LAYER):
        sentence = later("{layer} is not a layer; expected a width, or an object such as Dense(16) with {names}")
        raise ValueError(say(sentence, layer=brief(layer), names=", ".join(LAYER)))
    return layer
