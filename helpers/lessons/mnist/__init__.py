"""Handwritten digits, end to end, with depth and width to turn."""
