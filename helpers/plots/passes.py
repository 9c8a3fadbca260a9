"""One network with both passes and every slope on it. Slides P14-6 and P14-16; notebook 05, `SlopeWires`."""

import numpy as np
from matplotlib.lines import Line2D

from ..words import clauses, say
from .backprop import HALO, ROW, canvas, columns, four, look, put_words, two
from .diagram import bracketed
from .sheet import ball, put
from .style import BLUE, GREY, INK, ORANGE, RED


def every_slope(network, x, target):
    """In each neuron a, below it ∂l/∂z in red; the slope of a weight, their product, is the width of its wire. On the
    widest wire into each layer stands its slope with the two factors."""
    a, _, deltas, _ = look(network, x, target)
    slopes = [np.outer(delta, before) for delta, before in zip(deltas, a, strict=False)]
    most = [np.abs(slope).max() for slope in slopes]
    fig = canvas(7, ROW * (max(network.sizes) - 1) + 1.85, heading(most))
    places = columns(network.sizes, np.linspace(0.5, 6.0, len(network.sizes)), 0.05)
    for l, (slope, left, right) in enumerate(zip(slopes, places, places[1:], strict=False)):
        for (i, j), value in np.ndenumerate(slope):
            wire(fig, left[j], right[i], value, max(most) or 1)
        i, j = np.unravel_index(np.abs(slope).argmax(), slope.shape)
        most_here = f"{slope[i, j]:.2f}".replace("-", "−") if most[l] >= 0.1 else two(slope[i, j])
        middle = (left[j] + right[i]) / 2 + [0, 0.24 * (left[j][1] == right[i][1])]  # above a level wire
        product = f"{two(a[l][j])} · {bracketed(deltas[l][i], two)}\n= {most_here}"
        put_words(fig, *middle, product, size=9, zorder=2, weight="bold", bbox=HALO)
    for layer, column in enumerate(places):
        put_words(fig, *(column[0] + [0, 0.55]), say("layer {layer}", layer=layer) if layer else say("input"), GREY)
        for k, place in enumerate(column):
            ball(fig, *place, 0.4)
            put_words(fig, *(place + [0, 0.13 * bool(layer)]), two(a[layer][k]), zorder=4)
            if layer:
                put_words(fig, *(place - [0, 0.13]), two(deltas[layer - 1][k]), RED, zorder=4)
    for word, shift, color in ((say("value"), 0.13, INK), (r"$\partial l/\partial z$", -0.13, RED)):
        put_words(fig, *(places[-1][0] + [0.46, shift]), word, color, ha="left")
    legend = say("a wire's width is its slope, value · ∂l/∂z, dashed if negative; in bold each layer's largest")
    put_words(fig, 0.12, 0.15, legend, GREY, ha="left")
    words = clauses(", ".join(map(four, slope.ravel())) for slope in slopes)
    fig.alt = say("The network with both passes on it. Slopes of the weights, layer by layer: {words}. Slopes of the "
                  "biases: {deltas}.", words=words, deltas=clauses(", ".join(map(four, delta)) for delta in deltas))
    return fig


def heading(most):
    """What the largest slopes of the layers say."""
    if most[0] * 5 < most[-1]:
        return say("The largest slope in layer 1 is {factor:.0f} times smaller than in layer {last}",
                   factor=most[-1] / (most[0] or np.nan), last=len(most))
    return say("The wider a wire, the larger the slope of its weight")


def wire(fig, start, end, slope, largest):
    """A weight's wire, as wide as its slope is large: a hair where it would not be seen."""
    width = max(12 * abs(slope) / largest, 0.4)
    color, dash = (ORANGE, (0, (5 / width, 3 / width))) if slope < 0 else (BLUE, "-")  # in points, for each width
    put(fig, Line2D(*np.transpose([start, end]), color=color, linestyle=dash, linewidth=width, zorder=1))
