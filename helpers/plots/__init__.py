"""Pictures of several lessons: functions that return a matplotlib Figure whose `alt` says what it shows."""

from .backprop import backward_network
from .boundary import boundary
from .curves import training_curves
from .diagram import network_diagram
from .digits import confidences, digits
from .show import show, to_png
from .style import figure

__all__ = [
    "backward_network", "boundary", "confidences", "digits", "figure", "network_diagram",
    "show", "to_png", "training_curves",
]
