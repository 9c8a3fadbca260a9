"""The course's exercises and questions, a file for each notebook."""

from . import backpropagation, feedforward_network, loss, matrix_form, mnist, perceptron  # noqa: F401
