"""The course's exercises and questions, a file for each notebook."""

from . import loss, perceptron  # noqa: F401
