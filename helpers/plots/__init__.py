"""Pictures of several lessons: functions that return a matplotlib Figure whose `alt` says what it shows."""

from collections import ChainMap
from importlib import import_module
from types import SimpleNamespace

from .backprop import amplifier, backward_network, forward_factors, lecture_backward, two_passes
from .boundary import boundary
from .curves import function_curve, loss_curves
from .diagram import network_diagram
from .digits import confidences, digits
from .matrix import heat
from .show import show, to_png
from .slopes import chain_rule, evaluations, gradient_cost, recursion_trees, sigmoid_slope, vanishing
from .style import figure

__all__ = [
    "amplifier", "backward_network", "boundary", "chain_rule", "confidences", "digits", "evaluations", "figure",
    "forward_factors", "function_curve", "gradient_cost", "heat", "lecture_backward", "loss_curves", "network_diagram",
    "recursion_trees", "show", "sigmoid_slope", "to_png", "two_passes", "vanishing",
]

OF_A_LESSON = {  # what notebooks of version 1.0 look for here: modules, functions -> where they stand now
    "design": ["design_your_network.design"],
    "feedforward": ["feedforward_network.pictures"],
    "filters": ["design_your_network.filters"],
    "goodness": ["loss.goodness"],
    "mnist": ["mnist.pictures"],
    "shapes": ["matrix_form.pictures"],
    **dict.fromkeys(["growth", "three_steps", "timeline"], ["start_here.pictures"]),
    **dict.fromkeys(
        ["blamed", "hidden_space", "measured", "mistakes_by_sweep", "neuron"], ["perceptron.pictures"]
    ),
}


def __getattr__(name):
    if name not in OF_A_LESSON:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    known = ChainMap(*(vars(import_module(f"..lessons.{place}", __name__)) for place in OF_A_LESSON[name]))
    return known[name] if name in known else SimpleNamespace(**known)
