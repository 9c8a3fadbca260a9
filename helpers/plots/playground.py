"""The Playground's still picture, for pages where no widget can run."""

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.patches import Rectangle

from ..threads import blas_threads
from ..words import both, say
from .layers import behind
from .style import BLUE, DIVERGING, INK, ORANGE, PALE, TRAINING, UNSEEN, figure, headline, label, name_lines

LIMIT, SIDE, STRIDE = 3.0, 80, 4  # maps from -3 to 3; pixels along a side; a neuron's map takes every fourth
BOUNDS = {"sigmoid": (0, 1), "tanh": (-1, 1)}


def maps(network, show="activation"):
    """Bytes 1 … 255, 128 for zero: the output's map (SIDE, SIDE), and each neuron's (n, s, s), inputs first.

    Where σ has no bounds a map is relative to its largest.
    show="gradient": how the output's z grows with each input and each neuron's z, relative to the layer's largest.
    """
    with blas_threads(0), np.errstate(over="ignore", invalid="ignore"):  # a network may have diverged
        grid = _grid(-LIMIT, LIMIT, SIDE)
        output = network(grid)
        small = grid.reshape(SIDE, SIDE, 2)[2::STRIDE, 2::STRIDE]
        passed = network.forward(small.reshape(-1, 2))
        layers = _slopes(network, passed) if show == "gradient" else passed.a[:-1]
        squares = [layer.T.reshape(-1, *small.shape[:2]) for layer in layers]
        for l, square in enumerate(squares):
            if show == "gradient":
                squares[l] = square / max(abs(square).max(), 1e-9)
            elif l and network.activation == "sigmoid":
                squares[l] = 2 * square - 1
            elif l == 0 or network.activation != "tanh":
                squares[l] = square / np.maximum(abs(square).max(axis=(1, 2), keepdims=True), 1e-9)
        return _shades(2 * output.reshape(SIDE, SIDE) - 1), _shades(np.concatenate(squares))


def hidden_spaces(network, X):
    """For each hidden layer of two neurons: {layer, low, high, map, points}, what it makes of the network's inputs X.

    map (SIDE/2, SIDE/2) are bytes: what the layers behind answer to (a1, a2) from low to high; points (n, 2) are
    the layer's own a1 and a2 for X.
    """
    spaces = []
    with blas_threads(0), np.errstate(over="ignore", invalid="ignore"):
        layers = [l for l, size in enumerate(network.sizes[:-1]) if l and size == 2]
        if layers:
            a = network.forward(X).a
            for l in layers:
                low, high = BOUNDS.get(network.activation) or (a[l].min(initial=-1), a[l].max(initial=1))
                low, high = low - 0.06 * (high - low), high + 0.06 * (high - low)
                answers = 2 * behind(network, l)(_grid(low, high, SIDE // 2)) - 1
                spaces.append({"layer": l, "low": float(low), "high": float(high), "points": a[l],
                               "map": _shades(answers.reshape(SIDE // 2, SIDE // 2))})
    return spaces


def _grid(low, high, side):
    """The middles of side x side pixels, row by row from the top left, (side², 2)."""
    line = low + (np.arange(side) + 0.5) * (high - low) / side
    return np.column_stack([np.tile(line, side), np.repeat(line[::-1], side)])


def _slopes(network, passed):
    """∂z/∂x and ∂z/∂z^l of the output's z, [(n, size), …]: the backward pass, begun with δ = 1."""
    deltas = [delta for _, delta in network.backward_pass(passed, np.ones_like(passed.z[-1]))][::-1]
    return [deltas[0] @ network.weights[0], *deltas[:-1]]


def _shades(values):
    return np.nan_to_num(np.clip(127 * values + 128.5, 1, 255), nan=128).astype(np.uint8)


def playground(network, output, neurons, points, history, code, title=""):
    """Network with a map in every neuron, decision map with the points, and the loss curves.

    output (side, side) and neurons (n, s, s) are bytes with 128 for zero, inputs' maps first; points (n, 3) are
    x1, x2 and a target from -1 to 1; history holds (steps, training loss, test loss). `code`, the call that
    builds this Playground, goes into the words.
    """
    fig, (left, middle, right) = figure(9, 3.25, cols=3)
    fig.set_layout_engine("none")  # three frames of one height: they would be as high as their words leave room
    for ax, start, width in ((left, 0.1, 3.22), (middle, 3.85, 2.15), (right, 6.55, 1.4)):
        ax.set_position([start / 9, 0.5 / 3.25, width / 9, 2.15 / 3.25])
    headline(fig, title)
    draw_network(left, network, output, neurons)
    middle.imshow(output, cmap=PALE, vmin=1, vmax=255, extent=[-3, 3, -3, 3], interpolation="bilinear")
    low = points[:, 2] < 0
    for chosen, marker in zip((low, ~low), "so", strict=True):
        x1, x2, target = points[chosen].T
        middle.scatter(x1, x2, 16, target, marker=marker, cmap=DIVERGING, vmin=-1, vmax=1,
                       edgecolors="white", linewidths=0.8)
    middle.set(xlim=(-3, 3), ylim=(-3, 3), xticks=[-2, 0, 2], yticks=[-2, 0, 2])
    label(middle, say("Output and training points"), "$x_1$", "$x_2$")
    draw_losses(right, history)
    fig.alt = say("The Playground as a still picture: a network with {widths} hidden neurons, a small map in each, its "
                  "decision map over the training points, and its loss curves after {steps} steps. Code: {code}",
                  widths=both(map(str, network.sizes[1:-1] or [0])), steps=history[-1][0], code=code)
    return fig


def draw_network(ax, network, output, neurons):
    sizes, width, height = network.sizes, 3.6, 2.4
    column, row = width / len(sizes), min(1.1, height / max(sizes))
    half = min(0.46, 0.42 * row, 0.4 * column)
    places = [[((l + 0.5) * column, ((n - 1) / 2 - i) * row) for i in range(n)] for l, n in enumerate(sizes)]
    for W, before, after in zip(network.weights, places, places[1:], strict=False):
        lines = [[start, end] for end in after for start in before]
        thick = np.minimum(4, 0.3 + 0.8 * abs(W.ravel()))
        color = np.where(W.ravel() < 0, ORANGE, BLUE)
        ax.add_collection(LineCollection(lines, linewidths=thick, colors=color, alpha=0.7))
    squares = [*neurons, output]
    for (x, y), square in zip((place for layer in places for place in layer), squares, strict=True):
        edge = [x - half, x + half, y - half, y + half]
        ax.imshow(square, cmap=DIVERGING, vmin=1, vmax=255, extent=edge, zorder=3, interpolation="bilinear")
        ax.add_patch(Rectangle((x - half, y - half), 2 * half, 2 * half, fill=False, edgecolor=INK, lw=0.6, zorder=4))
    ax.set(xlim=(0, width), ylim=(-height / 2, height / 2), aspect="equal")
    ax.axis("off")
    label(ax, say("Each neuron's own map"))


def along(steps):
    """Where steps stand on the axis: ten times as many are one place further, so that the first ones can be seen."""
    return np.log10(1 + np.asarray(steps))


def draw_losses(ax, history):
    steps, *curves = zip(*history, strict=True)
    for losses, name, look in zip(curves, (say("training"), say("test")), (TRAINING, UNSEEN), strict=True):
        losses = np.array(losses, float)
        words = say("{name}: {sentence}", name=name, sentence=f"{losses[-1]:.2f}") if losses[-1] >= 0 else name
        ax.plot(along(steps), losses, **look, label=words, marker="." * (len(steps) == 1))
    marks = [10**k for k in range(len(str(steps[-1])) - 1, -1, -2)]
    ax.set_xticks(along(marks), [f"{mark:,}" for mark in marks])
    ax.set_ylim(0, 1.05 * ax.get_ylim()[1])
    name_lines(ax)
    label(ax, say("loss"), say("step"))
