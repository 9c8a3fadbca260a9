"""Softmax, cross-entropy, cost and total loss."""

from ..gradient_descent import descent  # noqa: F401  an older notebook 04 looks for it here
