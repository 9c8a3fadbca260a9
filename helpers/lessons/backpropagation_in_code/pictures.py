"""What a gradient costs without memory. Slides P14-13 to P14-15."""

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Circle

from ...plots.backprop import canvas, put_words
from ...plots.sheet import put
from ...plots.style import BLUE, RED
from ...words import say


def recursion_trees(layers=(2, 2, 2)):
    """Every ∂l/∂z asked for alone: one tree a neuron, each ball one evaluation; red balls were evaluated before."""
    first = np.cumsum([1, *layers])
    neurons = [(layer, i) for layer, n in enumerate(layers) for i in range(n)]
    fig = canvas(7, 0.62 * len(layers) + 0.75)
    seen, count, left = set(), 0, 0.3
    leaf = 6.4 / sum(np.prod(layers[layer + 1 :]) + 0.35 for layer, _ in neurons)
    for neuron in neurons:
        width = leaf * np.prod(layers[neuron[0] + 1 :])
        count += grow(fig, neuron, left, width, layers, first, seen)
        left += width + 0.35 * leaf
    title = f"Each ∂l/∂z on its own: {count} evaluations for {len(neurons)} numbers"
    put_words(fig, 0.1, fig.get_figheight() - 0.2, title, size=11.5, ha="left")
    fig.alt = say(
        "{trees} trees, one for each neuron's ∂l/∂z, with {balls} balls in all; {again} of "
        "them, in red, evaluate again what was known.",
        trees=len(neurons),
        balls=count,
        again=count - len(neurons),
    )
    return fig


def grow(fig, neuron, left, width, sizes, first, seen):
    """One ball, below it the trees of the neurons that it feeds; returns the number of balls."""
    layer, i = neuron
    x, y = left + width / 2, fig.get_figheight() - 0.75 - 0.62 * layer
    again, count = neuron in seen, 1
    seen.add(neuron)
    feeds = sizes[layer + 1] if layer + 1 < len(sizes) else 0
    for k in range(feeds):
        part = width / feeds
        put(fig, Line2D([x, left + (k + 0.5) * part], [y, y - 0.62], color="#B5BABD", linewidth=1, zorder=1))
        count += grow(fig, (layer + 1, k), left + k * part, part, sizes, first, seen)
    face, ink = ("#FBEAE8", RED) if again else (BLUE, BLUE)
    put(fig, Circle((x, y), 0.16, facecolor=face, edgecolor=ink, linewidth=1.2, zorder=2))
    put_words(fig, x, y, f"$z_{first[layer] + i}$", RED if again else "white", 9.5, zorder=3)
    return count
