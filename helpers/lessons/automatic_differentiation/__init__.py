"""Automatic differentiation in about 25 lines of yours: slopes of any formula, and what PyTorch's four lines do."""
