"""The data as each hidden layer of two neurons sees them; slide P13-14, notebook 02, `LayerFlow`."""

import numpy as np
from contourpy import contour_generator

from ..words import say
from .boundary import answers, verdict
from .sheet import Chart, sheet
from .style import CLASS_COLORS, CLASS_MARKERS, INK, QUIET

SPAN = 3  # the data sets of the course fit in the square from -SPAN to SPAN


def hidden_spaces(network, X, y):
    """The data as the input and as each hidden layer (of two neurons) sees them; slide P13-14.

    A grid drawn over the input shows how each layer bends the plane. The line in the last space is the output neuron's;
    what it is in those before is the curve that divides the input, on its way through the layers.
    """
    spaces, wires = network.forward(X).a[:-1], network.forward(lattice()).a[:-1]
    side, tanh = 6.8 / (1.12 * len(spaces) - 0.12), network.activation == "tanh"  # which fills a square
    fig, (rows, counts) = sheet(7, side + 0.5), dividing(network, 400)
    pauses = np.cumsum(counts, dtype=int)
    curves = [np.insert(a[: sum(counts)], pauses, np.nan, axis=0) for a in network.forward(rows).a[:-1]]
    for layer, (A, grid, curve) in enumerate(zip(spaces, wires, curves, strict=True)):
        low, high = np.full((2, 2), [[-1.15], [1.15]]) if layer and tanh else (A.min(0) - 0.15, A.max(0) + 0.15)
        space = Chart(fig, 0.1 + 1.12 * side * layer, 0.1, side, side, *zip(low, high, strict=True))
        space.head(say("layer {layer}", layer=layer) if layer else say("input"))
        window = space.frame()
        lines = np.insert(grid, range(0, len(grid), 61), np.nan, axis=0)  # one line that pauses is drawn sooner than 26
        space.line(*lines.T, color=QUIET, linewidth=0.8).set_clip_path(window)
        space.line(*curve.T, color=INK, linewidth=2).set_clip_path(window)
        for k in (0, 1):
            look = {"marker": CLASS_MARKERS[k], "color": CLASS_COLORS[k], "markersize": 3.6, "linestyle": "none"}
            space.line(*A[y == k].T, markeredgewidth=0, zorder=3, **look)
    (w1, w2), b = network.weights[-1][0], network.biases[-1][0]
    x = np.array([low[0], high[0]])
    space.line(x, -(w1 * x + b) / w2, color=INK, linewidth=2).set_clip_path(window)
    fig.caption = say("Behind the last hidden layer: {verdict}", verdict=verdict(answers(network, X), y))
    fig.alt = say("{pictures} pictures of the same {points} points: the input, then each hidden layer, with a grid "
                  "that bends more and more, and a straight line in the last one, which is a curve in those before. "
                  "{caption}",
                  pictures=len(spaces), points=len(X), caption=fig.caption)
    return fig


def dividing(network, places):
    """The lines along which the network's answer is a tie: places (places, 2) of the input on all of them, one line
    after the other, and how many each has; [] where there is none, and the places are 0 then."""
    side = np.linspace(-SPAN, SPAN, 121)
    z = network.forward(np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)).z[-1]
    lines = contour_generator(side, side, z.reshape(121, 121)).lines(0)
    far = [np.r_[0, np.cumsum(np.hypot(*np.diff(line, axis=0).T))] for line in lines]  # along each, from its start
    ends = np.cumsum([way[-1] for way in far])
    counts = np.diff(np.round(places * ends / ends[-1]), prepend=0).astype(int).tolist() if lines else []
    rows = [np.column_stack([np.interp(np.linspace(0, way[-1], n), way, xs) for xs in line.T])
            for line, way, n in zip(lines, far, counts, strict=True)]
    return np.concatenate([*rows, np.zeros((places - sum(counts), 2))]), counts


def lattice(lines=13, places=61):
    """Rows X of points along lines across the square, both ways, so many `places` on each."""
    t, c = np.meshgrid(np.linspace(-SPAN, SPAN, places), np.linspace(-SPAN, SPAN, lines))
    return np.vstack([np.column_stack([t.ravel(), c.ravel()]), np.column_stack([c.ravel(), t.ravel()])])
