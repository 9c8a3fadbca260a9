"""What a gradient costs, and how it fades. Slides P14-14, P14-15."""

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Circle

from ...data import circles
from ...network import Network
from ...plots.backprop import canvas, put_words
from ...plots.sheet import Chart, powers, put, sheet
from ...plots.style import BLUE, RED, line_styles
from ...words import say, series

# ---- what it costs, P14-14 and P14-15 ----


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


# ---- how it fades, misconception 25 ----


def vanishing(depth=10, width=16):
    """Mean |∂l/∂z| in each layer of a fresh network with sigmoids, with tanh and with ReLUs."""
    X, y = circles(100)
    fig, words, legend = sheet(7, 3.2), [], {}
    # down to 30 layers of sigmoids: one scale while depth and width are turned
    chart = Chart(fig, 0.95, 0.5, 5.9, 2.35, (1 - 0.04 * depth, 1 + 1.04 * depth), (-22, 1.3))
    for look, name, mark in zip(line_styles(3), ["relu", "sigmoid", "tanh"], "os^", strict=True):
        network = Network([2, *[width] * depth, 2], activation=name, dtype=np.float64)
        sizes = [np.abs(delta).mean() for delta in network.deltas(network.forward(X), y)]
        legend[name] = look | {"marker": mark, "markersize": 4}
        chart.line(range(1, depth + 2), np.log10(np.maximum(sizes, 1e-22)), **legend[name])  # 0 where all ReLUs are off
        words.append(f"{name} {power(sizes[0] / sizes[-1])}")
    chart.legend(legend, 1 + 0.8 * depth, -16)
    chart.below({layer: layer for layer in [1, *range(5, depth + 2, 5)]}, "layer (the last one is the output)")
    chart.beside(powers(-20, 0, 5), "mean |∂l/∂z|", room=0.75)
    chart.head("How large ∂l/∂z is before training")
    fig.alt = say(
        "Mean size of ∂l/∂z in each layer of a fresh network with {depth} hidden layers of {width} "
        "neurons. In layer 1, as a share of that in the output layer: {words}.",
        depth=depth,
        width=width,
        words=series(words),
    )
    return fig


def power(number):
    """1e-07 as 1·10⁻⁷."""
    digit, exponent = f"{number:.0e}".split("e")
    return f"{digit}·10{str(int(exponent)).translate(str.maketrans('-0123456789', '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'))}"
