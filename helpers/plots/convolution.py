"""A kernel on its walk over a digit, as a still picture. Notebook 07; slide P13-18."""

import numpy as np
from matplotlib.patches import Rectangle

from ..words import say
from .style import DIVERGING, GREY, ORANGE, figure, label


def walked(image, weights, b, z, pooled, place, name):
    """An image (28, 28), the kernel with its numbers, its window at `place` (counted row by row), and its maps.

    weights (k, k), z (n, n), pooled (n // 2, n // 2); name is the kernel's.
    """
    fig, axes = figure(7, 2.1, cols=4)
    kernel = say("Kernel, b = {b}", b=f"{b:.2g}".replace("-", "−"))
    titles = [say("Image"), kernel, say("Feature map z"), say("ReLU, pooled")]
    for ax, picture, title in zip(axes, [image, weights, z, pooled], titles, strict=True):
        largest = np.abs(picture).max() or 1
        ax.imshow(picture, **(INK if ax is axes[0] else {"cmap": DIVERGING, "vmin": -largest, "vmax": largest}))
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set(visible=True, color=GREY)
        label(ax, title)
    for (row, column), weight in np.ndenumerate(weights):
        text, size = (f"{weight:.2g}", 9) if len(weights) == 3 else (f"{weight.round(1) + 0:.1f}", 7)
        axes[1].text(column, row, text.replace("-", "−"), ha="center", va="center", fontsize=size)
    row, column = divmod(place, len(z))
    for ax, side in ((axes[0], len(weights)), (axes[2], 1)):
        corner = column - 0.5, row - 0.5
        ax.add_patch(Rectangle(corner, side, side, fill=False, edgecolor=ORANGE, linewidth=2))
    fig.alt = say("A digit; the kernel “{name}” with its {size} numbers; its feature map, {map_side} by {map_side}, "
                  "blue where z is positive and orange where it is negative; and the {pooled_side} by {pooled_side} "
                  "numbers after ReLU and max-pooling. A frame on the digit shows one window, a frame on the map its "
                  "number.",
                  name=name, size=weights.size, map_side=len(z), pooled_side=len(pooled))
    return fig


INK = {"cmap": "gray_r", "vmin": 0, "vmax": 1}
