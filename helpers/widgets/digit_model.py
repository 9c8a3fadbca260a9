"""What the digit pad asks of a model: ten scores of one image and, where it can tell, what lies behind them."""

import math

import numpy as np

from ..network import Network
from ..preprocess import FRAME
from ..threads import blas_threads
from ..validate import as_numbers
from ..words import later, say


def reader(model):
    """The model, if the pad can ask it: a Network([784, …, 10]) with output "softmax", or a function."""
    if isinstance(model, Network):
        if (model.sizes[0], model.sizes[-1]) != (FRAME**2, 10) or model.output != "softmax":
            sentence = later("network is {network}; expected Network([784, …, 10]) with output='softmax'")
            raise ValueError(say(sentence, network=repr(model)))
        return model
    if not callable(model):
        sentence = later("the model is {type}; expected a Network or a function (n, 784) → (n, 10), such as "
                         "`lambda X: softmax(forward(X, weights, biases)[-1])`")
        raise ValueError(say(sentence, type=type(model).__name__))
    return model


def read_digit(model, image, toward=None, inside=None):
    """A picture (28, 28) → scores (10,), the digit `target`, {name: signed picture} of what lies behind them.

    toward   the target; None: the runner-up
    inside   what shows the inside of a model that is no Network (see DigitPad); without it there are no signed pictures
    """
    x = image.reshape(1, -1).astype(np.float32)
    with blas_threads(0):
        if isinstance(model, Network):
            passed = model.forward(x)
            scores, inside = passed.a[-1][0], lambda x, target: of_network(model, passed, target)
        else:
            scores = asked(model, x)
        target = int(scores.argsort()[-2]) if toward is None else toward
        return scores, target, {} if inside is None else behind(inside, x, target)


def of_network(network, passed, target):
    """The activations of the hidden layers, and ∂l/∂x of the loss l where `target` would be right."""
    delta = network.deltas(passed, [target])[0]
    slope = network.layers[0].backward(network.parameters[0], passed.a[0], delta)  # ∂l/∂x = W¹ᵀ δ¹
    if not np.isfinite(slope).all():
        raise ValueError(say("the network's numbers are not finite any more: it has diverged; train it anew"))
    return passed.a[1:-1], slope


def behind(inside, x, target):
    """What `inside` finds, as pictures: a square a neuron, and where ink would make the loss of `target` smaller."""
    found = called(inside, x, target)
    if not isinstance(found, tuple) or len(found) != 2:
        sentence = later("inside returns {type}; expected (activations of the hidden layers, ∂l/∂x)")
        raise ValueError(say(sentence, type=type(found).__name__))
    layers = [as_numbers(later("a hidden layer"), layer, np.float64).ravel() for layer in found[0]]
    slope = as_numbers(later("the slope in the pixels"), found[1], np.float64)
    if slope.size != FRAME**2:
        sentence = later("inside returns ∂l/∂x of shape {shape}; expected (1, {pixels}), one slope a pixel")
        raise ValueError(say(sentence, shape=slope.shape, pixels=FRAME**2))
    signed = {f"hidden layer {l}": near_square(layer) for l, layer in enumerate(layers, start=1)}
    return signed | {"wanted": -slope.reshape(FRAME, FRAME)}


def called(function, *given):
    """What it returns; its own errors become a ValueError, so that the page can say them."""
    try:
        return function(*given)
    except Exception as error:
        sentence = later("the model stops on one image, X of shape (1, 784), with {error}")
        raise ValueError(say(sentence, error=repr(error))) from error


def asked(model, x):
    """The ten scores that a function gives."""
    scores = called(model, x)
    scores = as_numbers(later("what the model returns"), scores, np.float64)
    if scores.shape != (1, 10):
        sentence = later("the model returns shape {shape} for X of shape (1, 784); expected (1, 10)")
        raise ValueError(say(sentence, shape=scores.shape))
    if scores.min() < -1e-6 or abs(scores.sum() - 1) > 1e-3:
        sentence = later("the model's ten scores go from {least:.3g} to {most:.3g} and their sum is {sum:.3g}; "
                         "expected shares that add up to 1: is the softmax missing?")
        raise ValueError(say(sentence, least=scores.min(), most=scores.max(), sum=scores.sum()))
    return scores[0].clip(0, 1)


def near_square(values):
    """(n,) → a picture with about as many rows as columns, the last row filled up with zeros."""
    columns = math.ceil(math.sqrt(len(values)))
    return np.pad(values, (0, -len(values) % columns)).reshape(-1, columns)
