"""The course's exercises and questions, a file for each notebook, in the order of the course."""

from . import start_here, perceptron, feedforward_network, matrix_form, loss, backpropagation, backpropagation_in_code  # noqa: F401, I001
from . import mnist, design_your_network, why_deep  # noqa: F401
