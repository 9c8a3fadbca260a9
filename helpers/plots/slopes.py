"""Slopes: the chain rule, σ′, what a gradient costs, how it fades. Slides P14-2, P14-7, P14-14; notebook 05."""

import math

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Circle

from ..data import circles
from ..network import Network
from ..words import say, series
from .backprop import HALO, arrow, canvas, four, plain, write
from .sheet import Chart, Sheet, powers
from .style import BLUE, GREY, INK, ORANGE, RED, figure, label, line_styles

# ---- the chain rule, P14-2 ----


def chain_rule(at=0.7, nudge=0.1):
    """Both cases with numbers: a nudge of the first variable travels along every arrow to the last one."""
    fig = canvas(7, 2.8)
    write(fig, 0.1, 2.6, r"Case 1:  $y = x^2,\ \ z = \sin y$", size=11, ha="left")
    write(fig, 3.45, 2.6, r"Case 2:  $x = s^2,\ \ y = \sin s,\ \ z = xy + y^2$", size=11, ha="left")
    dy, dz = 2 * at, np.cos(at**2)
    travel(fig, [(0.43, 1.3, "x"), (1.62, 1.3, "y"), (2.81, 1.3, "z")], [dy, dz], [nudge, dy * nudge, dz * dy * nudge])
    x, y, dx, dy2 = at**2, np.sin(at), 2 * at, np.cos(at)
    slope, rule1 = y * dx + (x + 2 * y) * dy2, dz * dy * nudge
    ends = (3.85, 1.3, "s"), (6.57, 1.3, "z")
    travel(fig, [ends[0], (5.21, 1.95, "x"), ends[1]], [dx, y], [nudge, dx * nudge, slope * nudge])
    travel(fig, [ends[0], (5.21, 0.65, "y"), ends[1]], [dy2, x + 2 * y], [nudge, dy2 * nudge, slope * nudge])
    true1, true2 = np.sin((at + nudge) ** 2) - np.sin(at**2), two_paths(at + nudge) - two_paths(at)
    write(fig, 1.62, 0.15, f"the rule's Δz {four(rule1)}, the true one {four(true1)}", RED)
    write(fig, 5.2, 0.15, f"the rule's Δz {four(slope * nudge)}, the true one {four(true2)}", RED)
    fig.alt = say(
        "The chain rule at {at}, nudged by {nudge}. Case 1: slopes {dy} and {dz}, product {dy2}; "
        "Δz is {rule1} by the rule and {true1} in truth. Case 2: the path over x gives {y}, the "
        "path over y {x}, their sum is {slope}; Δz is {slope2} by the rule and {true2} in truth.",
        at=plain(at),
        nudge=plain(nudge),
        dy=four(dy),
        dz=four(dz),
        dy2=four(dy * dz),
        rule1=four(rule1),
        true1=four(true1),
        y=four(y * dx),
        x=four((x + 2 * y) * dy2),
        slope=four(slope),
        slope2=four(slope * nudge),
        true2=four(true2),
    )
    return fig


def two_paths(s):
    x, y = s**2, np.sin(s)
    return x * y + y**2


def travel(fig, balls, slopes, changes):
    """Balls (x, y, name) in a row, joined by arrows that carry a slope; each with its change below."""
    for (x0, y0, _), (x1, y1, _), slope in zip(balls, balls[1:], slopes, strict=False):
        start, way = np.array([x0, y0]), np.array([x1 - x0, y1 - y0])
        gap = 0.22 * way / np.hypot(*way)
        arrow(fig, start + gap, start + way - gap, GREY, 1.2)
        share = 0.5 if y0 == y1 else 0.55 if x0 < 5 else 0.45
        write(fig, *(start + share * way), f"×{four(slope)}", size=8.5, bbox=HALO)
    for (x, y, name), change in zip(balls, changes, strict=True):
        fig.add_artist(Circle((x, y), 0.2, facecolor="white", edgecolor=INK, linewidth=1.2, zorder=3))
        write(fig, x, y, f"${name}$", size=11.5, zorder=4)
        write(fig, x, y + 0.3 if y > 1.5 else y - 0.34, f"Δ{name} = {four(change)}", BLUE, 9, bbox=HALO)


# ---- σ′, P14-7 ----


def sigmoid_slope(z):
    """σ and σ′, with the slopes at the given z (neurons 1, 2, …) marked."""
    fig, ax = figure(7, 2.9)
    axis, z = np.linspace(-6, 6, 241), np.ravel(z)
    ax.plot(axis, sigma(axis), color=BLUE, linewidth=2)
    ax.plot(axis, slope_of_sigma(axis), color=ORANGE, linewidth=2, linestyle="--")
    write(ax, 5.9, 0.9, r"$\sigma(z)$", BLUE, 12, ha="right")
    write(ax, 0.5, 0.31, r"$\sigma'(z)$, at most 0.25", "#A85F00", 11, ha="left")
    for place, i in enumerate(np.argsort(z)):
        ax.plot([z[i]] * 2, [0, slope_of_sigma(z[i])], color=INK, linewidth=0.8)
        ax.plot(z[i], slope_of_sigma(z[i]), "o", color=INK, markersize=4.5)
        write(ax, z[i], -0.08, f"$z_{i + 1}$", size=11, ha="left" if place % 2 else "right")
    label(ax, "A sigmoid and its slope; marked: the four hidden neurons of the lecture's network", "z")
    ax.set(xlim=(-6.2, 6.2), ylim=(-0.16, 1.04))
    marked = series(
        say("{slope} at z{i} = {z}", slope=four(slope_of_sigma(u)), i=i, z=four(u)) for i, u in enumerate(z, start=1)
    )
    fig.alt = say(
        "The sigmoid rises from 0 to 1; its slope is a bell, at most 0.25, at z = 0. Marked slopes: {marked}.",
        marked=marked,
    )
    return fig


def sigma(z):
    return 1 / (1 + np.exp(-z))


def slope_of_sigma(z):
    return sigma(z) * (1 - sigma(z))


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
    write(fig, 0.1, fig.get_figheight() - 0.2, title, size=11.5, ha="left")
    fig.alt = say(
        "{n_neurons} trees, one for each neuron's ∂l/∂z, with {count} balls in all; {count2} of "
        "them, in red, evaluate again what was known.",
        n_neurons=len(neurons),
        count=count,
        count2=count - len(neurons),
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
        fig.add_artist(Line2D([x, left + (k + 0.5) * part], [y, y - 0.62], color="#B5BABD", linewidth=1, zorder=1))
        count += grow(fig, (layer + 1, k), left + k * part, part, sizes, first, seen)
    face, ink = ("#FBEAE8", RED) if again else (BLUE, BLUE)
    fig.add_artist(Circle((x, y), 0.16, facecolor=face, edgecolor=ink, linewidth=1.2, zorder=2))
    write(fig, x, y, f"$z_{first[layer] + i}$", RED if again else "white", 9.5, zorder=3)
    return count


def evaluations(width=2, deepest=10):
    """How many ∂l/∂z are evaluated as layers are added: each on its own, or once from the output layer."""
    layers = np.arange(1, deepest + 1)
    alone = [sum(width * sum(width**j for j in range(d)) for d in range(1, depth + 1)) for depth in layers]
    once = width * layers
    fig, most = Sheet(7, 3), math.log10(alone[-1])
    chart = Chart(fig, 0.85, 0.5, 6.0, 2.15, (0.7, deepest + 0.3), (0, 1.05 * most))
    looks = [look | {"marker": mark, "markersize": 4} for look, mark in zip(line_styles(2)[::-1], "os", strict=True)]
    for counts, look in zip((alone, once), looks, strict=True):
        chart.line(layers, np.log10(counts), **look)
    chart.legend(dict(zip(("each on its own", "from the output layer"), looks, strict=True)), 0.9, most)
    chart.below({layer: layer for layer in layers}, "layers")
    chart.beside(powers(0, int(1.05 * most), 1 + int(most) // 6), "evaluations", room=0.65)
    chart.head(f"Evaluations of ∂l/∂z with {width} neurons in a layer")
    fig.alt = say(
        "With {width} neurons in each of {deepest} layers, {alone_last:,} evaluations of ∂l/∂z if "
        "each is asked for on its own, {once_last} from the output layer. With 3 layers: {alone:,} "
        "and {once}.",
        width=width,
        deepest=deepest,
        alone_last=alone[-1],
        once_last=once[-1],
        alone=alone[2],
        once=once[2],
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
        "{depths_last}. Right: the time of one gradient for up to {parameters_last:,.0f} "
        "parameters; by nudging each one it grows out of all proportion to backpropagation's.",
        depths_last=depths[-1],
        parameters_last=parameters[-1],
    )
    return fig


# ---- how it fades, misconception 25 ----


def vanishing(depth=10, width=16):
    """Mean |∂l/∂z| in each layer of a fresh network with sigmoids, with tanh and with ReLUs."""
    X, y = circles(100)
    fig, words, legend = Sheet(7, 3.2), [], {}
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
