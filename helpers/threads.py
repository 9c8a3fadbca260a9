"""How many processor threads a matrix product is worth.

A second thread saves at most half of a small product's time, and on a busy machine, such as a shared server, the first
then waits for the second: a hundred times slower was measured. So small networks train on one thread.
"""

import contextlib
import functools

from threadpoolctl import ThreadpoolController

SMALL = 2**25  # multiplications in the largest product, e.g. 784 x 256 weights on 128 examples


@functools.cache
def _controller():
    return ThreadpoolController()


def blas_threads(multiplications):
    """A `with` block that runs products of at most so many multiplications on one thread, larger ones on all."""
    if multiplications > SMALL:
        return contextlib.nullcontext()
    return _controller().limit(limits=1, user_api="blas")
