"""The course's exercises and questions, a file for each notebook."""

from . import perceptron  # noqa: F401
