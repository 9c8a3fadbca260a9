"""Softmax, cross-entropy, cost and total loss, gradient descent."""
