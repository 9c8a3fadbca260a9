"""The GPU's rung of the speed ladder: one matrix product by NumPy and by PyTorch on another device."""

import functools
import timeit

import numpy as np


def found():
    """Is there a GPU that PyTorch can use?"""
    try:
        import torch
    except ImportError:
        return False
    return torch.cuda.is_available()


def beside_numpy(widths, device="cuda", runs=10):
    """For each width the seconds of A @ W.T, both (width, width), by NumPy and on the device, the best of several runs,
    and the largest relative difference of the two results: (width, seconds, seconds, difference)."""
    import torch

    for width in widths:
        A, W = np.random.default_rng(0).random((2, width, width), np.float32)
        A_there, W_there = torch.from_numpy(A).to(device), torch.from_numpy(W).to(device)
        there = product(A_there, W_there).cpu().numpy()  # the first one also loads the code
        pairs = (A, W), (A_there, W_there)
        seconds = [min(timeit.repeat(functools.partial(product, *pair), number=1, repeat=runs)) for pair in pairs]
        yield width, *seconds, np.abs(there / product(A, W) - 1).max()


def product(A, W):
    result = A @ W.T
    if getattr(A, "is_cuda", False):
        import torch

        torch.cuda.synchronize()  # a GPU answers before it has finished
    return result
