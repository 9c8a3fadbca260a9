"""Softmax, cross-entropy, cost and total loss."""
