"""Pictures of notebook 02: what a network is, what a structure can do."""

from itertools import product

import numpy as np
from matplotlib.patches import Circle, FancyArrowPatch, Rectangle

from ... import lecture
from ...activations import sigmoid
from ...lecture import LAYERS_TABLE, TAIPEI_101_FLOORS, count_parameters
from ...network import Network
from ...plots.diagram import neat, network_diagram
from ...plots.layers import SPAN
from ...plots.sheet import Chart, put, put_text, put_title, round_numbers, sheet
from ...plots.style import BLUE, CLASS_COLORS, GREY, INK, LIGHT, ORANGE, PALE, QUIET, RED, figure, label, spoken
from ...words import clauses, later, paragraph, say, series

SLOT, ROOM = 1.13, 1.08  # inches for a weight matrix and its words, and for a side of 1000

def sigmoid_values(*zs):
    """The sigmoid with some z marked, each with its σ(z). Slide P13-5."""
    fig, ax = figure(7, 2.8)
    z = np.linspace(-6, 6, 241)
    ax.plot(z, sigmoid(z), color=INK, linewidth=2)
    ax.axhline(1, color=GREY, linewidth=0.8, linestyle=":")
    for value in map(float, zs):
        y, right = sigmoid(value), value > 0
        ax.plot([value, value, -6], [0, y, y], color=BLUE if right else ORANGE, linestyle="--", linewidth=1.2)
        ax.plot(value, y, "o", color=BLUE if right else ORANGE, markersize=8)
        ax.annotate(
            f"σ({value:g}) = {y:.2f}".replace("-", "−"), (value, y), (10, -14 if right else -7),
            textcoords="offset points", fontsize=10.5, color=INK,
        )
    ax.set(xlim=(-6, 6), ylim=(0, 1.12))
    label(ax, say("The sigmoid squeezes every z into (0, 1)"), "$z$", "σ$(z)$")
    marks = ", ".join(text.get_text() for text in ax.texts)
    fig.alt = say("The S-shaped sigmoid curve from 0 to 1, with {marks} marked.", marks=marks)
    return fig


def at_work(x1=1.0, x2=-1.0):
    """The lecture's network on one input, for a panel. Slide P13-6."""
    network = lecture.network()
    fig = network_diagram(network, [x1, x2])
    y1, y2 = network([[x1, x2]])[0]
    fig.caption = f"f([{neat(x1)}, {neat(x2)}]) = [{neat(y1)}, {neat(y2)}]"
    return fig


def excluded():
    """What "fully connected" and "feedforward" say no to: three small networks. Slide P13-8."""
    fig, axes = figure(7, 1.9, cols=4)
    titles = [say("fully connected\nfeedforward"), say("not fully connected:\na wire is missing"),
              say("not feedforward:\na wire leads back"), say("a wire skips a layer:\n“special structure”")]
    for ax, title in zip(axes, titles, strict=True):
        small_network(ax, missing=ax is axes[1])
        ax.set_title(title, fontsize=10, color=INK)
    bow(axes[2], (2, 1), (1, 1), 0.7)
    bow(axes[3], (0, 0), (2, 0), 0.35)
    fig.alt = say(
        "Four small networks of 2 inputs, 2 hidden neurons and 2 outputs. The first has every wire between "
        "neighbouring layers. The second lacks one. In the third a red wire leads from an output back to a hidden "
        "neuron. In the fourth a red wire leads from an input past the hidden layer to an output."
    )
    return fig


def small_network(ax, missing=False):
    """Two inputs, two hidden neurons, two outputs at (layer, height); the wire that is missing is dotted."""
    for layer, i, j in product((0, 1), repeat=3):
        gone = missing and (layer, i, j) == (0, 1, 0)
        style = dict(color=RED, linestyle=":") if gone else dict(color=GREY)
        ax.plot([layer, layer + 1], [i, j], linewidth=1.6, zorder=1, **style)
    for layer, i in product(range(3), (0, 1)):
        face = LIGHT if layer == 0 else "white"
        ax.add_patch(Circle((layer, i), 0.17, facecolor=face, edgecolor=INK, linewidth=1.2, zorder=3))
    ax.set(xlim=(-0.3, 2.3), ylim=(-0.55, 1.5), aspect="equal")
    ax.axis("off")


def bow(ax, start, end, bend):
    look = {"arrowstyle": "-|>", "mutation_scale": 12, "shrinkA": 9, "shrinkB": 9, "color": RED, "linewidth": 1.8}
    ax.add_patch(FancyArrowPatch(start, end, connectionstyle=f"arc3,rad={bend}", zorder=2, **look))


def maps(networks, cols=3):
    """The first output of each network {title: network} over the plane, with lines of equal output."""
    cols = min(cols, len(networks))
    rows = -(-len(networks) // cols)
    fig, axes = figure(7, 0.4 + 2.25 * rows, rows, cols, sharex=True, sharey=True, squeeze=False)
    x1, x2 = np.meshgrid(*[np.linspace(-SPAN, SPAN, 61)] * 2)
    X = np.column_stack([x1.ravel(), x2.ravel()])
    words = []
    for ax in axes.flat[len(networks) :]:
        ax.remove()
    for ax, (title, network) in zip(axes.flat, networks.items(), strict=False):
        y = network(X)[:, 0].reshape(x1.shape)
        lowest, highest = (y.min(), y.max()) if network.output == "identity" else (0, 1)
        ax.pcolormesh(x1, x2, y, cmap=PALE, vmin=lowest, vmax=highest, shading="nearest", rasterized=True)
        ax.contour(x1, x2, y, 5, colors=[INK], linewidths=0.8, linestyles="solid")
        ax.set_aspect("equal")
        label(ax, title, "$x_1$" if ax in axes[-1] else "", "$x_2$" if ax in axes[:, 0] else "")
        straight = network.activation == network.output == "identity"
        seen = (
            later("{title}: straight, parallel lines, from {lowest:.2g} to {highest:.2g}.")
            if straight
            else later("{title}: curved lines, from {lowest:.2g} to {highest:.2g}.")
        )
        words.append(say(seen, title=spoken(title), lowest=y.min(), highest=y.max()))
    fig.alt = say(
        "{count} maps of the first output, with lines of equal output. {words}",
        count=len(networks), words=paragraph(words),
    )
    return fig


def functions(depth=2, width=4, count=6):
    """`count` functions of one structure: one input, `depth` hidden layers of `width` neurons, one output."""
    fig, bends = sheet(7, 2.9), []
    chart = Chart(fig, 0.6, 0.5, 6.3, 2.05, (-SPAN, SPAN), (-0.03, 1.03))
    x, layers = np.linspace(-SPAN, SPAN, 401), [1, *[width] * depth, 1]
    for seed in range(count):
        network = by_chance(layers, seed)
        y = network(x[:, None])[:, 0]
        bends.append(turns(y))
        chart.line(x, y, linewidth=1.8, color=CLASS_COLORS[seed % 10])
    name, size = "-".join(map(str, layers)), network.n_parameters
    chart.below(round_numbers(-SPAN, SPAN, 6), "$x$")
    chart.beside(round_numbers(0, 1), "$y$")
    title = later("{count} functions from the set {name}: {size:,} parameters each")
    chart.head(say(title, count=count, name=name, size=size))
    fig.alt = say(
        "{count} curves over x from -{span} to {span}, each from another θ of the structure {name}, which has {size:,} "
        "parameters. They turn {bends} times.",
        count=count, span=SPAN, name=name, size=size, bends=", ".join(map(str, bends)),
    )
    fig.caption = say(
        "{name}: {size:,} parameters; the {count} curves turn {bends} times in all",
        name=name, size=size, count=count, bends=sum(bends),
    )
    return fig


def turns(y):
    """How often a curve changes from rising to falling or back."""
    slopes = np.diff(y)
    slopes = slopes[abs(slopes) > 1e-5]  # where it is flat, rounding decides
    return int((slopes[1:] * slopes[:-1] < 0).sum())


def by_chance(layers, seed, activation="tanh", spread=3):
    """A network whose θ is nothing but chance, with weights large enough to bend a curve."""
    output = "identity" if activation == "identity" else "sigmoid"
    network = Network(layers, activation, output, dtype=np.float64)
    rng = np.random.default_rng(seed)
    for W, b in zip(network.weights, network.biases, strict=True):
        W[...] = rng.normal(0, spread / np.sqrt(W.shape[1]), W.shape)
        b[...] = rng.normal(0, 1, b.shape)
    return network


def structure(hidden_layers=2, width=500):
    """A structure for the 256 pixels and ten digits of slide P13-16: its weight matrices to one scale, so that an area
    is a number of weights, and how many parameters it has."""
    sizes = [256, *[width] * hidden_layers, 10]
    name, parameters = "-".join(map(str, sizes)), count_parameters(sizes)
    fig, words = sheet(7, 2.2), []
    put_title(fig, say("{name}: each weight is a spot of the same size", name=name))
    for l, (m, n) in enumerate(zip(sizes[1:], sizes, strict=False), 1):
        middle, color = SLOT * (l - 0.5) + 0.1, BLUE if 1 < l < len(sizes) - 1 else QUIET
        corner = middle - n * ROOM / 2000, 1.12 - m * ROOM / 2000
        put(fig, Rectangle(corner, n * ROOM / 1000, m * ROOM / 1000, facecolor=color, linewidth=0))
        for line, text in enumerate([f"$W^{l}$: {m} × {n}", f"{m * n:,}"]):
            put_text(fig, middle, 0.42 - 0.19 * line, text, ha="center", va="center", fontsize=8.5, color=INK)
        words.append(say("W{l} {m} by {n}", l=l, m=m, n=n))
    fig.caption = say("{sizes}: {parameters:,} parameters", sizes=name, parameters=parameters)
    fig.alt = say(
        "The weight matrices of {sizes} as blocks to one scale: {shapes}. With the biases {parameters:,} parameters.",
        sizes=name, shapes=series(words), parameters=parameters,
    )
    return fig


# ---- deep ----


def towers():
    """Layers and errors of four ImageNet networks, and the floors of Taipei 101. Slides P13-9, P13-10."""
    fig, ax = figure(7, 3.6)
    heights = {f"{n.name}\n{n.year}": n.layers for n in LAYERS_TABLE} | {say("Taipei 101"): TAIPEI_101_FLOORS}
    for x, height in enumerate(heights.values()):
        ax.bar(x, height, 0.55, color=BLUE if x < len(LAYERS_TABLE) else QUIET)
        ax.hlines(np.arange(1, height), x - 0.275, x + 0.275, color="white", linewidth=0.5)
        if x < len(LAYERS_TABLE):
            words = say("{layers} layers\nerror {error:g} %", layers=height, error=LAYERS_TABLE[x].error)
        else:
            words = say("{floors} floors", floors=height)
        ax.text(x, height + 3, words, ha="center", fontsize=10, color=INK, linespacing=1.3)
    ax.set_xticks(range(len(heights)), heights, fontsize=10)
    ax.set_ylim(0, 190)
    label(ax, say("Deep = many hidden layers"), y=say("layers, floors"))
    words = [say("{name} of {year} has {layers} layers and {error:g} % error", **net._asdict()) for net in LAYERS_TABLE]
    fig.alt = say(
        "Bars as towers: {words}. The building Taipei 101 has {taipei_101_floors} floors.",
        words=clauses(words), taipei_101_floors=TAIPEI_101_FLOORS,
    )
    return fig
