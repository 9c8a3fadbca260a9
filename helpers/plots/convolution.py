"""A kernel on its walk over a digit, as a still picture. Notebook 07; slide P13-18."""

from itertools import pairwise

import numpy as np
from matplotlib.patches import ConnectionPatch, Rectangle

from ..words import say
from .style import DIVERGING, GREY, INK, figure, headline, label


def walked(image, weights, b, z, pooled, place, name):
    """An image (28, 28), the kernel with its numbers, its window at `place` (counted row by row), and its maps.

    weights (k, k), z (n, n), pooled (n // 2, n // 2); name is the kernel's.
    """
    fig, axes = figure(7, 2.5, cols=4)
    (i, j), k = divmod(place, len(z)), len(weights)
    headline(fig, say("{count} pixels × {count} weights, added up, and b: one number, {value}", count=weights.size,
                     value=f"{z[i, j]:.2f}".replace("-", "−")))
    kernel = say("Kernel, b = {b}", b=f"{b:.2g}".replace("-", "−"))
    titles = [say("Image"), kernel, say("Feature map z"), say("ReLU, pooled")]
    for ax, picture, title in zip(axes, [image, weights, z, pooled], titles, strict=True):
        largest = np.abs(picture).max() or 1
        ax.imshow(picture, **(INKED if ax is axes[0] else {"cmap": DIVERGING, "vmin": -largest, "vmax": largest}))
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set(visible=True, color=GREY)
        label(ax, title)
    for (row, column), weight in np.ndenumerate(weights):
        text, size = (f"{weight:.2g}", 9) if len(weights) == 3 else (f"{weight.round(1) + 0:.1f}", 7)
        color = "white" if weight > 0.6 * np.abs(weights).max() else INK
        axes[1].text(column, row, text.replace("-", "−"), ha="center", va="center", fontsize=size, color=color)
    boxes = [(j, i, k), (0, 0, k), (j, i, 1), (j // 2, i // 2, 1)]
    for ax, (left, top, side) in zip(axes, boxes, strict=True):
        if ax is not axes[1]:
            ax.add_patch(Rectangle((left - 0.5, top - 0.5), side, side, fill=False, edgecolor=INK, linewidth=2))
    for (before, after), (one, other) in zip(pairwise(axes), pairwise(boxes), strict=True):
        for down in (0, 1):
            start, end = ((left + side * right - 0.5, top + side * down - 0.5)
                          for right, (left, top, side) in ((1, one), (0, other)))
            fig.add_artist(ConnectionPatch(start, end, "data", axesA=before, axesB=after, color=GREY, linewidth=0.8))
    fig.alt = say("A digit; the kernel “{name}” with its {size} numbers; its feature map, {map_side} by {map_side}, "
                  "blue where z is positive and orange where it is negative; and the {pooled_side} by {pooled_side} "
                  "numbers after ReLU and max-pooling. A frame on the digit shows one window, a frame on the map its "
                  "number.",
                  name=name, size=weights.size, map_side=len(z), pooled_side=len(pooled))
    return fig


INKED = {"cmap": "gray_r", "vmin": 0, "vmax": 1}
