"""Convolution and pooling: a structure designed for pictures."""
