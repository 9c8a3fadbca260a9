"""Z = A Wᵀ + b as blocks to one scale: where a row of A and a column of Wᵀ cross stands their entry of Z. Notebook 03,
`MatrixProduct`."""

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from ..words import say
from .diagram import HALO, neat, terms
from .sheet import put, put_text, sheet
from .style import BLUE, EDGE, GREEN, ORANGE, TINT, WORDS

CELL = 0.42
SIZES = [BLUE, WORDS[ORANGE], GREEN]  # examples n, inputs, neurons: the colour of each number of rows or columns


def product(A, W, b):
    """A (n, in), W (out, in), b (out,) and their Z with the way to the first entry of Z lit up; returns a Figure."""
    (n, inputs), outputs, Z = A.shape, len(b), A @ W.T + b
    left, right = 0.9, 0.9 + CELL * inputs + 0.8
    low, bias = 0.5, 0.5 + CELL * n + 0.3
    top = bias + CELL + 0.3
    words = terms(A[0], W[0], b[0], Z[0, 0])
    title = say("Row times column, plus bias:  {words}", words=words)
    fig = sheet(max(right + CELL * outputs + 1.5, 4.5), top + CELL * inputs + 0.6, title)
    block(fig, left, low, A, "$A$", row=0)
    block(fig, right, top, W.T, "$W^T$", column=0)
    block(fig, right, bias, b[None], "$b$", column=0)
    block(fig, right, low, Z, "$Z$", row=0, column=0)
    down = low + CELL * n
    size(fig, (left - 0.1, low), (left - 0.1, down), f"n = {n}", SIZES[0])
    corner = left + CELL * inputs / 2, top + CELL * inputs / 2  # one number for two blocks
    size(fig, (left, down + 0.06), (left + CELL * inputs, down + 0.06), "", SIZES[1])
    size(fig, (right - 0.1, top), (right - 0.1, top + CELL * inputs), "", SIZES[1])
    for end in ((corner[0], down + 0.08), (right - 0.1, corner[1])):
        put(fig, Line2D(*zip(corner, end, strict=True), color=SIZES[1], linewidth=0.8, zorder=1))
    put_text(fig, *corner, say("in = {inputs}\nin both", inputs=inputs), SIZES[1], bbox=HALO, zorder=2)
    size(fig, (right, low - 0.1), (right + CELL * outputs, low - 0.1), f"out = {outputs}", SIZES[2])
    fig.alt = say("A of shape {n} by {inputs}, to its right Z, above it W transposed, {inputs} by {outputs}, and b. "
                  "Row {row} of A and column {column} of W transposed are lit up, and so is the entry of Z where they "
                  "cross: {words}.",
                  n=n, inputs=inputs, outputs=outputs, row=1, column=1, words=words)
    return fig


def block(fig, left, bottom, matrix, name, row=None, column=None):
    """A matrix with its numbers; lit up are its row, its column, or where both cross."""
    rows, columns = matrix.shape
    for (k, i), value in np.ndenumerate(matrix):
        lit = row in (k, None) and column in (i, None)
        corner = left + CELL * i, bottom + CELL * (rows - 1 - k)
        put(fig, Rectangle(corner, CELL, CELL, facecolor=TINT if lit else "white", edgecolor=EDGE))
        put_text(fig, *np.add(corner, CELL / 2), neat(value), weight="bold" if lit else "normal")
    put_text(fig, left + CELL * columns + 0.12, bottom + CELL * rows / 2, name, size=11.5, ha="left")


def size(fig, start, end, words, color):
    """A bar along one side of a block, and how long it is."""
    upright = start[0] == end[0]
    wide, high = (0.04, end[1] - start[1]) if upright else (end[0] - start[0], 0.04)
    put(fig, Rectangle(start, wide, high, facecolor=color, linewidth=0))
    x, y = (start[0] - 0.08, (start[1] + end[1]) / 2) if upright else ((start[0] + end[0]) / 2, start[1] - 0.14)
    put_text(fig, x, y, words, color, ha="right" if upright else "center")
