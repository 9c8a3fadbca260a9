"""The course's interactive figures."""

from .backprop_stepper import BackpropStepper
from .digit_pad import DigitPad
from .explorer import DigitsExplorer
from .panel import choice, panel, slider, switch
from .playground import Playground

__all__ = ["BackpropStepper", "DigitPad", "DigitsExplorer", "Playground", "choice", "panel", "slider", "switch"]
