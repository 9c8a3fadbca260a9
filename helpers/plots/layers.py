"""The data as each hidden layer of two neurons sees them; slide P13-14, notebook 02, `LayerFlow`."""

import numpy as np
from contourpy import contour_generator

from ..network import Network
from ..words import say
from .boundary import answers, verdict
from .sheet import Chart, put_text, sheet
from .style import CLASS_COLORS, CLASS_MARKERS, GREY, INK, PALE

SPAN = 3  # the data sets of the course fit in the square from -SPAN to SPAN


def hidden_spaces(network, X, y):
    """The data as the input and as each hidden layer (of two neurons) sees them; slide P13-14.

    A grid drawn over the input shows how each layer bends the plane, and two colours what the layers behind answer
    there. The line between them is straight in the last space: it is the output neuron's.
    """
    spaces, wires = network.forward(X).a[:-1], network.forward(lattice(25, 241)).a[:-1]
    side, tanh = 6.8 / (1.05 * len(spaces) - 0.05), network.activation == "tanh"  # which fills a square
    fig = sheet(7, side + 0.75, say("Layer by layer the plane bends, until a straight line parts the classes"))
    for layer, (A, grid) in enumerate(zip(spaces, wires, strict=True)):
        low, high = np.full((2, 2), [[-1.08], [1.08]]) if layer and tanh else (A.min(0) - 0.15, A.max(0) + 0.15)
        space = Chart(fig, 0.1 + 1.05 * side * layer, 0.1, side, side, *zip(low, high, strict=True))
        head = say("layer {layer}", layer=layer) if layer else say("input")
        put_text(fig, space.corner[0], side + 0.2, head, GREY, ha="left")
        across = np.stack(np.meshgrid(*np.linspace(low, high, 160).T), axis=-1)
        z = behind(network, layer).forward(across.reshape(-1, 2)).z[-1].reshape(160, 160)
        space.image(np.sign(z)[::-1], PALE, -2, 2)
        window = space.frame()
        lines = np.insert(grid, range(0, len(grid), 241), np.nan, axis=0)  # one line that pauses: sooner drawn
        space.line(*lines.T, color="white", linewidth=0.8).set_clip_path(window)
        for curve in contour_generator(across[0, :, 0], across[:, 0, 1], z).lines(0):
            space.line(*curve.T, color=INK, linewidth=2).set_clip_path(window)
        for k in (0, 1):
            look = {"marker": CLASS_MARKERS[k], "color": CLASS_COLORS[k], "markersize": 4, "linestyle": "none"}
            space.line(*A[y == k].T, markeredgewidth=0.4, markeredgecolor="white", zorder=3, **look)
    fig.caption = say("Behind the last hidden layer: {verdict}", verdict=verdict(answers(network, X), y))
    fig.alt = say("{pictures} pictures of the same {points} points: the input, then each hidden layer, with a grid "
                  "that bends more and more, and a straight line in the last one, which is a curve in those before. "
                  "{caption}",
                  pictures=len(spaces), points=len(X), caption=fig.caption)
    return fig


def behind(network, layer):
    """What a network makes of the activations of a layer: a network of the layers behind it."""
    rest = Network(network.sizes[layer:], network.activation, network.output, network.loss_name, "zeros")
    rest.theta = network.theta[-rest.n_parameters :]
    return rest


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
