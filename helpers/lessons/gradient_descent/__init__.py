"""Gradient descent, learning rate, mini-batches, momentum."""
