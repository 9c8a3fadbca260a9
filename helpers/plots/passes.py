"""One network with both passes and every slope on it. Slides P14-6 and P14-16; notebook 05, `SlopeWires`."""

import numpy as np
from matplotlib.lines import Line2D

from ..words import clauses, say
from .backprop import ROW, canvas, columns, four, look, put_words
from .diagram import HALO, neat
from .sheet import ball, put
from .style import BLUE, GREY, ORANGE, RED, WORDS


def every_slope(network, x, target):
    """In each neuron a in blue, below it ∂l/∂z in red; on each wire their product, the slope of its weight, and the
    larger that is, the wider the wire."""
    a, _, deltas, gains = look(network, x, target)
    slopes = [np.outer(delta, before) for delta, before in zip(deltas, a, strict=False)]
    largest = max(np.abs(slope).max() for slope in slopes) or 1
    fig = canvas(7, ROW * (max(network.sizes) - 1) + 1.6,
                 say("On each wire: the value that comes over it × ∂l/∂z of its neuron"))
    places = columns(network.sizes, np.linspace(0.5, 6.5, len(network.sizes)), -0.05)
    for slope, left, right in zip(slopes, places, places[1:], strict=False):
        for (i, j), value in np.ndenumerate(slope):
            wire(fig, left[j], right[i], value, largest, 0.5 if i == j else 0.36)
    number = 0
    for layer, column in enumerate(places):
        for k, (across, height) in enumerate(column):
            ball(fig, across, height, 0.28)
            put_words(fig, across, height, four(a[layer][k]) if layer else neat(a[0][k]), BLUE, 9, zorder=4)
            if layer:
                number += 1
                put_words(fig, across, height - 0.39, rf"$\partial l/\partial z_{{{number}}}$", GREY, 9, bbox=HALO)
                put_words(fig, across, height - 0.57, four(deltas[layer - 1][k]), RED, 9, bbox=HALO, weight="bold")
            if 0 < layer < len(places) - 1:
                gain = four(gains[layer - 1][k])
                put_words(fig, across, height + 0.39, rf"$\sigma'$ {gain}", GREY, 9, bbox=HALO)
    words = clauses(", ".join(map(four, slope.ravel())) for slope in slopes)
    fig.alt = say("The network with both passes on it. Slopes of the weights, layer by layer: {words}. Slopes of the "
                  "biases: {deltas}.", words=words, deltas=clauses(", ".join(map(four, delta)) for delta in deltas))
    return fig


def wire(fig, start, end, slope, largest, share):
    """A weight's wire with its slope, at this share of the way."""
    width = 1 + 5 * np.sqrt(abs(slope) / largest)
    color, dash = (ORANGE, (0, (5 / width, 3 / width))) if slope < 0 else (BLUE, "-")  # in points, for each width
    put(fig, Line2D(*np.transpose([start, end]), color=color, linestyle=dash, linewidth=width, zorder=1))
    look = {"bbox": HALO, "zorder": 2, "weight": "bold"}
    put_words(fig, *(start + share * (end - start)), four(slope), WORDS.get(color, color), **look)
