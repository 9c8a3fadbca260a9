"""The course's exercises and questions, a file for each notebook."""

from . import backpropagation, design_your_network, feedforward_network, loss, matrix_form, mnist, perceptron  # noqa: F401
