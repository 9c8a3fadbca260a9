"""The course's interactive figures."""

from .backprop_stepper import BackpropStepper
from .chain_nudge import ChainNudge
from .convolution_walk import ConvolutionWalk
from .descent_ball import DescentBall
from .digit_pad import DigitPad
from .layer_flow import LayerFlow
from .matrix_product import MatrixProduct
from .panel import choice, moments, panel, slider
from .perceptron_line import PerceptronLine
from .playground import Playground
from .slope_wires import SlopeWires

__all__ = [
    "BackpropStepper", "ChainNudge", "ConvolutionWalk", "DescentBall", "DigitPad", "LayerFlow",
    "MatrixProduct", "PerceptronLine", "Playground", "SlopeWires", "choice", "moments", "panel", "slider",
]
