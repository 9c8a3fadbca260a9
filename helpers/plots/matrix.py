"""A matrix as a table of coloured cells with its numbers in them. Notebooks 03, 05 and 06."""

import numpy as np

from ..words import clauses, say
from .diagram import neat
from .style import DIVERGING, INK, figure, label, spoken


def heat(matrix, title="", x="", y=""):
    """Blue is positive, orange negative; returns a Figure.

    matrix  (m, n), or (n,), which is drawn as one row; up to 12 × 12 its numbers stand in the cells
    """
    matrix = np.atleast_2d(np.asarray(matrix, float))
    if matrix.ndim != 2 or not matrix.size:
        raise ValueError(f"expected a matrix (m, n); got shape {matrix.shape}")
    m, n = matrix.shape
    numbers = max(m, n) <= 12
    cell = min(0.62, 6 / n)
    fig, ax = figure(max(cell * n + 1, 2.6), max(cell * (0.75 if numbers else 1) * m, 0.5) + 0.9)
    largest = np.abs(matrix).max() or 1
    ax.imshow(matrix, cmap=DIVERGING, vmin=-largest, vmax=largest, aspect="auto", interpolation="nearest")
    if numbers:
        for (i, j), value in np.ndenumerate(matrix):
            color = "white" if value > 0.6 * largest else INK
            ax.text(j, i, neat(value), ha="center", va="center", fontsize=10 if n <= 10 else 8.5, color=color)
    ax.spines[:].set_visible(False)
    ax.set(xticks=[], yticks=[])
    label(ax, title, x, y)
    fig.alt = describe(matrix, title)
    return fig


def describe(matrix, title):
    m, n = matrix.shape
    values = {"name": spoken(title) or say("Matrix"), "m": m, "n": n}
    if matrix.size <= 36:
        numbers = [", ".join(map(neat, row)) for row in matrix]
        rows = clauses(say("row {row}: {numbers}", row=i, numbers=row) for i, row in enumerate(numbers, start=1))
        return say("{name}: {m} by {n}; {rows}.", **values, rows=rows)
    low, high = neat(matrix.min()), neat(matrix.max())
    return say("{name}: {m} by {n}; the values lie between {low} and {high}.", **values, low=low, high=high)
