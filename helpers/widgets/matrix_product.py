"""MatrixProduct: Z = A Wᵀ + b entry by entry, a row of A times a column of Wᵀ, with the three sizes to be changed.

Python sends the numbers once, as many as there can be; the page shows the upper left part of each block, so that
another size changes no number. By the protocol of page.py:

    hello                        the numbers and the sizes at the start
"""

import numpy as np

from ..plots.product import product
from ..validate import as_numbers
from ..words import later, say
from .page import Page, files

MOST = 6  # examples, inputs, neurons


class MatrixProduct(Page):
    """MatrixProduct(A, W, b): A (n, in) one example a row, W (out, in), b (out,); at most 6 of each."""

    _esm, _css = files("stage", "matrix_product")
    _heading = later("A matrix product")
    _run = later("Run this cell to point at an entry of Z and see where it comes from.")

    def __init__(self, A, W, b):
        given = {"A": A, "W": W, "b": b}
        self.A, self.W, self.b = (np.array(as_numbers(name, one, np.float64)) for name, one in given.items())
        A, W, b = self.A.shape, self.W.shape, self.b.shape
        right = (len(A), len(W)) == (2, 2) and A[1] == W[1] and b == W[:1]
        if not right or not 1 <= min(A + W) <= max(A + W) <= MOST:
            sentence = later("A is {A}, W {W}, b {b}; expected A (n, in), W (out, in) and b (out,), at most {most} "
                             "examples, inputs and neurons, which the page can show")
            raise ValueError(say(sentence, A=A, W=W, b=b, most=MOST))
        super().__init__()

    def _do_hello(self):
        random = np.random.default_rng(0)
        blocks = {}
        for name, given in {"A": self.A, "W": self.W, "b": self.b}.items():
            whole = random.integers(-2, 3, (MOST,) * given.ndim).astype(float)
            whole[tuple(map(slice, given.shape))] = given
            blocks[name] = whole.tolist()
        n, inputs = self.A.shape
        return blocks | {"sizes": [n, inputs, len(self.b)], "most": MOST}

    # ---- where no page shows it ----

    def __repr__(self):
        (n, inputs), outputs = self.A.shape, len(self.b)
        return f"<MatrixProduct: A ({n}, {inputs}) times Wᵀ ({inputs}, {outputs}) plus b ({outputs},)>"

    def figure(self):
        """A still picture of the blocks with the way to the first entry of Z, with its words in `.alt`."""
        return product(self.A, self.W, self.b)

    def controls(self):
        sizes = zip((say("Examples n"), say("Inputs"), say("Neurons")), (*self.A.shape, len(self.b)), strict=True)
        return [(name, str(size)) for name, size in sizes]
