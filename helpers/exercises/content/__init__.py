"""The course's exercises and questions, a file for each notebook."""

from . import backpropagation, loss, matrix_form, mnist, perceptron  # noqa: F401
