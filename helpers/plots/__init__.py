"""Pictures of several lessons: functions that return a matplotlib Figure whose `alt` says what it shows."""

from collections import ChainMap
from importlib import import_module
from types import SimpleNamespace

from ..words import say
from .backprop import backward_network
from .boundary import boundary
from .chain_rule import chain_rule
from .curves import function_curve, loss_curves
from .diagram import network_diagram
from .digits import confidences, digits
from .matrix import heat
from .show import show, to_png
from .style import figure

__all__ = [
    "backward_network", "boundary", "chain_rule", "confidences", "digits", "figure", "function_curve", "heat",
    "loss_curves", "network_diagram", "show", "to_png",
]

# What notebooks of version 1.0 look for here, and in which modules it stands now.
MODULES = {
    "descent": ["lessons.gradient_descent.descent", "plots.landscape"],
    "design": ["lessons.design_your_network.design", "lessons.why_deep.pictures", "results"],
    "feedforward": ["lessons.feedforward_network.pictures", "lessons.why_deep.pictures", "plots.layers"],
    "filters": ["lessons.convolution.filters"],
    "goodness": ["lessons.loss.goodness"],
    "mnist": ["lessons.mnist.pictures"],
    "shapes": ["lessons.matrix_form.pictures"],
}
FUNCTIONS = {
    "start_here": ["growth", "three_steps", "timeline"],
    "perceptron": ["blamed", "hidden_space", "measured", "mistakes_by_sweep", "neuron"],
    "backpropagation": ["amplifier", "forward_factors", "sigmoid_slope"],
    "backpropagation_in_code": ["recursion_trees"],
}
GONE = "batch_shapes", "evaluations", "gradient_cost", "lecture_backward", "two_passes", "vanishing"


def gone(*_, **__):
    """In an older notebook, in the place of a picture that the course no longer has; returns a Figure."""
    fig, ax = figure(7, 0.6)
    fig.alt = say("This picture is no longer part of the course: go on with the next cell.")
    ax.set_axis_off()
    ax.text(0, 0.5, fig.alt, va="center")
    return fig


def __getattr__(name):
    there = lambda place: vars(import_module(f"..{place}", __name__))  # noqa: E731
    if name in MODULES:
        return SimpleNamespace(**ChainMap(*map(there, MODULES[name]), dict.fromkeys(GONE, gone)))
    if name in GONE:
        return gone
    for lesson, names in FUNCTIONS.items():
        if name in names:
            return there(f"lessons.{lesson}.pictures")[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
