"""The data as each hidden layer of two neurons sees them; slide P13-14, notebook 02, `LayerFlow`."""

import numpy as np

from ..words import say
from .boundary import answers, verdict
from .sheet import Chart, sheet
from .style import CLASS_COLORS, CLASS_MARKERS, INK

SPAN = 3  # the data sets of the course fit in the square from -SPAN to SPAN


def hidden_spaces(network, X, y):
    """The data as the input and as each hidden layer (of two neurons) sees them; slide P13-14.

    A grid drawn over the input shows how each layer bends the plane; the line in the last space is the output neuron's.
    """
    spaces, wires = network.forward(X).a[:-1], network.forward(lattice()).a[:-1]
    side = 6.8 / (1.12 * len(spaces) - 0.12)
    fig = sheet(7, side + 0.5)
    for layer, (A, grid) in enumerate(zip(spaces, wires, strict=True)):
        low, high = A.min(0) - 0.15, A.max(0) + 0.15
        space = Chart(fig, 0.1 + 1.12 * side * layer, 0.1, side, side, *zip(low, high, strict=True))
        space.head(say("layer {layer}", layer=layer) if layer else say("input"))
        window = space.frame()
        lines = np.insert(grid, range(0, len(grid), 61), np.nan, axis=0)  # one line that pauses is drawn sooner than 26
        space.line(*lines.T, color="#C9CED1", linewidth=0.7).set_clip_path(window)
        for k in (0, 1):
            look = {"marker": CLASS_MARKERS[k], "color": CLASS_COLORS[k], "markersize": 3.6, "linestyle": "none"}
            space.line(*A[y == k].T, markeredgewidth=0, zorder=3, **look)
    (w1, w2), b = network.weights[-1][0], network.biases[-1][0]
    x = np.array([low[0], high[0]])
    space.line(x, -(w1 * x + b) / w2, color=INK, linewidth=1.6).set_clip_path(window)
    fig.caption = say("Behind the last hidden layer: {verdict}", verdict=verdict(answers(network, X), y))
    fig.alt = say("{pictures} pictures of the same {points} points: the input, then each hidden layer, with a grid "
                  "that bends more and more, and a straight line in the last one. {caption}",
                  pictures=len(spaces), points=len(X), caption=fig.caption)
    return fig


def lattice(lines=13, places=61):
    """Rows X of points along lines across the square, both ways, so many `places` on each."""
    t, c = np.meshgrid(np.linspace(-SPAN, SPAN, places), np.linspace(-SPAN, SPAN, lines))
    return np.vstack([np.column_stack([t.ravel(), c.ravel()]), np.column_stack([c.ravel(), t.ravel()])])
