"""The Playground's still picture, for pages where no widget can run."""

import numpy as np

from ..threads import blas_threads
from ..words import both, say
from .diagram import SHOWN, columns, drawn, edges
from .layers import behind
from .sheet import Chart, put_text, sheet
from .style import DIVERGING, INK, PALE

LIMIT, SIDE, STRIDE = 3.0, 80, 4  # maps from -3 to 3; pixels along a side; a neuron's map takes every fourth
BOUNDS = {"sigmoid": (0, 1), "tanh": (-1, 1)}


def maps(network, inputs, show="activation"):
    """Bytes 1 … 255, 128 for zero: the output's map (SIDE, SIDE), and each neuron's (n, s, s), inputs first.

    inputs turns points (n, 2) into what the network is fed. Where σ has no bounds a map is relative to its largest.
    show="gradient": how the output's z grows with each input and each neuron's z, relative to the layer's largest.
    """
    with blas_threads(0), np.errstate(over="ignore", invalid="ignore"):  # a network may have diverged
        grid = _grid(-LIMIT, LIMIT, SIDE)
        output = network(inputs(grid))
        small = grid.reshape(SIDE, SIDE, 2)[2::STRIDE, 2::STRIDE]
        passed = network.forward(inputs(small.reshape(-1, 2)))
        layers = _slopes(network, passed) if show == "gradient" else passed.a[:-1]
        squares = [layer.T.reshape(-1, *small.shape[:2]) for layer in layers]
        for l, square in enumerate(squares):
            if show == "gradient":
                squares[l] = square / max(abs(square).max(), 1e-9)
            elif l and network.activation == "sigmoid":
                squares[l] = 2 * square - 1
            elif l == 0 or network.activation != "tanh":
                squares[l] = square / np.maximum(abs(square).max(axis=(1, 2), keepdims=True), 1e-9)
        return _shades(_signed(network, output).reshape(SIDE, SIDE)), _shades(np.concatenate(squares))


def hidden_spaces(network, X):
    """For each hidden layer of two neurons: {layer, low, high, map, points}, what it makes of the network's inputs X.

    map (SIDE/2, SIDE/2) are bytes: what the layers behind answer to (a1, a2) from low to high; points (n, 2) are
    the layer's own a1 and a2 for X.
    """
    spaces = []
    with blas_threads(0), np.errstate(over="ignore", invalid="ignore"):
        layers = [l for l, size in enumerate(network.sizes[:-1]) if l and size == 2]
        if layers:
            a = network.forward(X).a if len(X) else [np.zeros((0, size), np.float32) for size in network.sizes]
            for l in layers:
                low, high = BOUNDS.get(network.activation) or (a[l].min(initial=-1), a[l].max(initial=1))
                low, high = low - 0.06 * (high - low), high + 0.06 * (high - low)
                answers = _signed(network, behind(network, l)(_grid(low, high, SIDE // 2)))
                spaces.append({"layer": l, "low": float(low), "high": float(high), "points": a[l],
                               "map": _shades(answers.reshape(SIDE // 2, SIDE // 2))})
    return spaces


def _grid(low, high, side):
    """The middles of side x side pixels, row by row from the top left, (side², 2)."""
    line = low + (np.arange(side) + 0.5) * (high - low) / side
    return np.column_stack([np.tile(line, side), np.repeat(line[::-1], side)])


def _signed(network, output):
    return output if network.output == "identity" else 2 * output - 1


def _slopes(network, passed):
    """∂z/∂x and ∂z/∂z^l of the output's z, [(n, size), …]: the backward pass, begun with δ = 1."""
    deltas = [delta for _, delta in network.backward_pass(passed, np.ones_like(passed.z[-1]))][::-1]
    return [deltas[0] @ network.weights[0], *deltas[:-1]]


def _shades(values):
    return np.nan_to_num(np.clip(127 * values + 128.5, 1, 255), nan=128).astype(np.uint8)


def playground(network, output, neurons, points, steps, code, title=""):
    """Network with a map in every neuron, and the decision map with the points.

    output (side, side) and neurons (n, s, s) are bytes with 128 for zero, inputs' maps first; points (n, 3) are
    x1, x2 and a target from -1 to 1. `code`, the call that builds this Playground, goes into the words.
    """
    from scipy.ndimage import zoom  # no sooner: it takes as long as all other imports

    fig, sizes, squares = sheet(7, 3.15, title), network.sizes, [*neurons, output]
    row = min(0.8, 2.6 / min(max(sizes), SHOWN))
    half = min(0.34, 0.45 * row, 1.6 / len(sizes))
    places = columns([min(size, SHOWN) for size in sizes], np.linspace(0.45, 3.6, len(sizes)), row, 1.45)
    edges(fig, places, sizes, network.weights)
    for layer, column in enumerate(places):
        for (x, y), i in zip(column, drawn(sizes[layer]), strict=True):
            if i is None:
                put_text(fig, x, y, "⋮", size=15)
                continue
            chart = Chart(fig, x - half, y - half, 2 * half, 2 * half)
            chart.image(zoom(squares[sum(sizes[:layer]) + i], 4, order=1), DIVERGING, 1, 255)
            chart.frame(edgecolor=INK)
    plane = Chart(fig, 4.35, 0.25, 2.5, 2.5, (-LIMIT, LIMIT), (-LIMIT, LIMIT))
    plane.image(zoom(output, 4, order=1), PALE, 1, 255)
    for target in np.unique(points[:, 2]):
        look = {"marker": "so"[int(target >= 0)], "color": DIVERGING((target + 1) / 2), "linestyle": "none"}
        plane.line(*points[points[:, 2] == target, :2].T, markersize=4, markeredgecolor="white", **look)
    plane.frame()
    fig.alt = say("The Playground as a still picture: a network with {widths} hidden neurons, a small map in each, and "
                  "its decision map over the training points after {steps} steps. Code: {code}",
                  widths=both(map(str, sizes[1:-1] or [0])), steps=steps, code=code)
    return fig
