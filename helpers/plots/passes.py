"""One network with both passes and every slope on it. Slides P14-6 and P14-16; notebook 05, `SlopeWires`."""

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke

from ..words import clauses, say
from .backprop import ROW, four, look, two
from .diagram import HALO, bracketed, columns, fixed, sign_color
from .sheet import ball, put, put_text, sheet
from .style import GREY, INK, RED


def every_slope(network, x, target):
    """In each neuron a, below it ∂l/∂z in red; the slope of a weight, their product, is the width of its wire. Along
    the widest wire into each layer stands its slope with the two factors."""
    a, _, deltas, _ = look(network, x, target)
    slopes = [np.outer(delta, before) for delta, before in zip(deltas, a, strict=False)]
    most = [np.abs(slope).max() for slope in slopes]
    factor, unit = most[-1] / most[0] if most[0] else 0, 14 / (max(most) or 1)  # points of a wire; at least a hair
    fig = sheet(7, 1.2 * ROW * (max(network.sizes) - 1) + 2.1, heading(factor, len(most)))
    middle = 0.96 + 0.6 * ROW * (max(network.sizes) - 1)
    places = columns(network.sizes, np.linspace(0.5, 6.0, len(network.sizes)), 1.2 * ROW, middle)
    for l, (slope, left, right) in enumerate(zip(slopes, places, places[1:], strict=False)):
        for (i, j), value in np.ndenumerate(slope):
            drawn = {"color": sign_color(value), "linewidth": max(unit * abs(value), 0.4), "zorder": 1}
            put(fig, Line2D(*np.transpose([left[j], right[i]]), **drawn))
        i, j = np.unravel_index(np.abs(slope).argmax(), slope.shape)
        most_here = fixed(slope[i, j]) if most[l] >= 0.1 else two(slope[i, j])
        product = f"{two(a[l][j])} · {bracketed(deltas[l][i], two)}", f"= {most_here}"
        along(fig, left[j], right[i], product, max(unit * most[l], 0.4))
    if factor > 5:
        compared(fig, places, factor)
    for layer, column in enumerate(places):
        put_text(fig, *(column[0] + [0, 0.55]), say("layer {layer}", layer=layer) if layer else say("input"), GREY)
        for k, place in enumerate(column):
            ball(fig, *place, 0.38)
            put_text(fig, *(place + [0, 0.13 * bool(layer)]), two(a[layer][k]), zorder=4)
            if layer:
                put_text(fig, *(place - [0, 0.13]), two(deltas[layer - 1][k]), RED, zorder=4)
    for word, shift, color in ((say("value"), 0.13, INK), (r"$\partial l/\partial z$", -0.13, RED)):
        put_text(fig, *(places[-1][0] + [0.46, shift]), word, color, ha="left")
    put_text(fig, 0.12, 0.15, say("width: value · ∂l/∂z; orange: negative"), GREY, ha="left")
    words = clauses(", ".join(map(four, slope.ravel())) for slope in slopes)
    fig.alt = say("The network with both passes on it. Slopes of the weights, layer by layer: {words}. Slopes of the "
                  "biases: {deltas}.", words=words, deltas=clauses(", ".join(map(four, delta)) for delta in deltas))
    return fig


def heading(factor, last):
    """What the largest slopes of the layers say."""
    if factor > 5:
        return say("The largest slope in layer 1 is {factor:.0f} times smaller than in layer {last}",
                   factor=factor, last=last)
    return say("The wider a wire, the larger the slope of its weight")


def along(fig, start, end, parts, width):
    """Words above a wire of this width, as it lies; on a short one in two lines."""
    length = np.linalg.norm(end - start)
    right, up = (end - start) / length
    place = (start + end) / 2 + np.array([-up, right]) * (0.04 + width / 144)
    look = {"rotation": np.degrees(np.arctan2(up, right)), "rotation_mode": "anchor", "va": "bottom", "weight": "bold"}
    words = (" " if 0.075 * len("".join(parts)) < length - 0.8 else "\n").join(parts)
    put_text(fig, *place, words, size=9, zorder=2, path_effects=[withStroke(linewidth=3, foreground="white")], **look)


def compared(fig, places, factor):
    """A bracket below the first and the last layer's wires."""
    low = min(column[-1][1] for column in places) - 0.52
    (first, last) = ((left[0][0] + right[0][0]) / 2 for left, right in (places[:2], places[-2:]))
    put(fig, Line2D([first, first, last, last], [low + 0.1, low, low, low + 0.1], color=INK, linewidth=0.8))
    put_text(fig, (first + last) / 2, low, f"1 : {factor:.0f}", size=11.5, weight="bold", bbox=HALO)
