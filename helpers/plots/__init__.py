"""The course's pictures: functions that return a matplotlib Figure whose `alt` says what it shows."""

from .backprop import amplifier, backward_network, forward_factors, lecture_backward, two_passes
from .boundary import boundary
from .curves import function_curve, loss_curves
from .diagram import network_diagram
from .digits import confidences, digits
from .history import growth, three_steps, timeline
from .matrix import heat
from .perceptron import blamed, hidden_space, measured, mistakes_by_sweep, neuron
from .show import show, to_png
from .slopes import chain_rule, evaluations, gradient_cost, recursion_trees, sigmoid_slope, vanishing
from .style import figure

__all__ = [
    "amplifier", "backward_network", "blamed", "boundary", "chain_rule", "confidences", "digits", "evaluations",
    "figure", "forward_factors", "function_curve", "gradient_cost", "growth", "heat", "hidden_space",
    "lecture_backward", "loss_curves", "measured", "mistakes_by_sweep", "network_diagram", "neuron", "recursion_trees",
    "show", "sigmoid_slope", "three_steps", "timeline", "to_png", "two_passes", "vanishing",
]
