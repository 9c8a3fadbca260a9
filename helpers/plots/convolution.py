"""A kernel on its walk over a digit, as a still picture. Notebook 07b; slide P13-18."""

import numpy as np
from matplotlib.patches import ConnectionPatch, Rectangle

from ..words import say
from .diagram import neat
from .style import DIVERGING, GREY, INK, PAPER, figure, headline


def walked(image, weights, b, z, pooled, place, name):
    """An image (28, 28), its window at `place` (counted row by row), the kernel, both with their numbers, and its maps.

    weights (k, k), z (n, n), pooled (n // 2, n // 2); name is the kernel's.
    """
    fig, axes = figure(7, 2.1, cols=5)
    (i, j), k = divmod(place, len(z)), len(weights)
    headline(fig, say("{count} pixels × {count} weights, added up, plus b = {b}: one number, {value}", b=neat(b),
                      count=weights.size, value=neat(z[i, j])))
    parts = [(say("Image"), image, (j, i, k)), (say("Its window"), image[i:i + k, j:j + k], (0, 0, k)),
             (say("× kernel"), weights, (0, 0, k)), (say("Feature map z"), z, (j, i, 1)),
             (say("ReLU, pooled"), pooled, (j // 2, i // 2, 1))]
    for ax, (title, picture, (left, top, side)) in zip(axes, parts, strict=True):
        fields(ax, picture, ax in axes[:2], 9 if k == 3 else 7)
        ax.set_title(title, loc="left", fontsize=10, color=INK)
        ax.add_patch(Rectangle((left - 0.5, top - 0.5), side, side, fill=False, edgecolor=INK, linewidth=2))
    for panel in (0, 2, 3):
        (*_, (left, top, side)), (*_, (right, high, wide)) = parts[panel:panel + 2]
        for down in (0, 1):
            ends = (left + side - 0.5, top + side * down - 0.5), (right - 0.5, high + wide * down - 0.5)
            fig.add_artist(ConnectionPatch(*ends, "data", axesA=axes[panel], axesB=axes[panel + 1], color=GREY,
                                           linewidth=0.8))
    fig.alt = say("A digit; the pixels of one window; the kernel “{name}” with its {size} numbers; its feature map, "
                  "{map_side} by {map_side}, blue where z is positive and orange where it is negative; and the "
                  "{pooled_side} by {pooled_side} numbers after ReLU and max-pooling. A frame on the digit shows the "
                  "window, a frame on the map its number.",
                  name=name, size=weights.size, map_side=len(z), pooled_side=len(pooled))
    return fig


def fields(ax, numbers, paper, size):
    """Numbers as colours, ink on paper or blue and orange; up to 5 x 5 they are written."""
    largest = 1 if paper else np.abs(numbers).max() or 1
    ax.imshow(numbers, cmap=PAPER if paper else DIVERGING, vmin=0 if paper else -largest, vmax=largest)
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set(visible=True, color=GREY)
    for (row, column), number in np.ndenumerate(numbers) if len(numbers) <= 5 else ():
        color = "white" if number > (0.5 if paper else 0.6) * largest else INK
        ax.text(column, row, neat(number.round(1)), ha="center", va="center", fontsize=size, color=color)
