"""What a gradient costs, how it fades, and the backward network with other outputs. Slides P14-14, P14-15."""

import math

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Circle

from ... import lecture
from ...data import circles
from ...network import Network
from ...plots.backprop import backward_network, canvas, four, put_words, short_number
from ...plots.sheet import Chart, powers, put, sheet
from ...plots.style import BLUE, RED, figure, label, line_styles
from ...words import paragraph, say, series


def lecture_backward(x1=1.0, x2=-1.0, target=(1, 0), pairing=("sigmoid", "squared_error")):
    """`backward_network` for the lecture's network, to be put under a panel; pairing: (output, loss)."""
    network = lecture.network(*pairing)
    fig = backward_network(network, [x1, x2], target)
    loss = network.loss([[x1, x2]], [list(target)])[0]
    begin = say("Input ({x1}, {x2}), loss {loss}.", x1=short_number(x1), x2=short_number(x2), loss=four(loss))
    fig.alt = paragraph([begin, fig.alt])
    return fig


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


def evaluations(width=2, deepest=10):
    """How many ∂l/∂z are evaluated as layers are added: each on its own, or once from the output layer."""
    layers = np.arange(1, deepest + 1)
    alone = [sum(width * sum(width**j for j in range(d)) for d in range(1, depth + 1)) for depth in layers]
    once = width * layers
    fig, most = sheet(7, 3), math.log10(alone[-1])
    chart = Chart(fig, 0.85, 0.5, 6.0, 2.15, (0.7, deepest + 0.3), (0, 1.05 * most))
    looks = [look | {"marker": mark, "markersize": 4} for look, mark in zip(line_styles(2)[::-1], "os", strict=True)]
    for counts, look in zip((alone, once), looks, strict=True):
        chart.line(layers, np.log10(counts), **look)
    chart.legend(dict(zip(("each on its own", "from the output layer"), looks, strict=True)), 0.9, most)
    chart.below({layer: layer for layer in layers}, "layers")
    chart.beside(powers(0, int(1.05 * most), 1 + int(most) // 6), "evaluations", room=0.65)
    chart.head(f"Evaluations of ∂l/∂z with {width} neurons in a layer")
    fig.alt = say(
        "With {width} neurons in each of {deepest} layers, {deep_alone:,} evaluations of ∂l/∂z if "
        "each is asked for on its own, {deep_once} from the output layer. With 3 layers: {three_alone:,} "
        "and {three_once}.",
        width=width,
        deepest=deepest,
        deep_alone=alone[-1],
        deep_once=once[-1],
        three_alone=alone[2],
        three_once=once[2],
    )
    return fig


def gradient_cost(depths, forward, backward, parameters, backpropagation, nudging):
    """Seconds measured by the learner. Left: both passes against depth. Right: one gradient against its parameters.

    depths, forward, backward                (d,): layers, and seconds of each pass
    parameters, backpropagation, nudging     (p,): seconds of one gradient by either way
    """
    fig, (left, right) = figure(7, 3.2, cols=2)
    for style, (seconds, name) in zip(line_styles(2), [(forward, "forward"), (backward, "backward")], strict=True):
        left.plot(depths, np.multiply(1000, seconds), marker="o", markersize=4, label=name, **style)
    label(left, "Both passes grow alike", "layers", "milliseconds")
    ways = [(nudging, "nudging each parameter"), (backpropagation, "backpropagation")]
    for style, (seconds, name) in zip(line_styles(2)[::-1], ways, strict=True):
        right.loglog(parameters, seconds, marker="o", markersize=4, label=name, **style)
    label(right, "One gradient", "parameters", "seconds")
    for ax in (left, right):
        ax.set_ylim(top=ax.get_ylim()[1] * (1 if ax is left else 30))
        ax.legend(frameon=False, fontsize=9.5, loc="upper left")
    fig.alt = say(
        "Left: the time of the forward and of the backward pass, both growing with the layers, to "
        "{layers}. Right: the time of one gradient for up to {parameters:,.0f} "
        "parameters; by nudging each one it grows out of all proportion to backpropagation's.",
        layers=depths[-1],
        parameters=parameters[-1],
    )
    return fig


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
