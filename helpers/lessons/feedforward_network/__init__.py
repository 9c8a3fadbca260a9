"""Neurons in layers: fully connected, feedforward, deep; a network is a set of functions."""
