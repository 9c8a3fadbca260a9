"""The network as the slides draw it: a ball is a neuron, a line is a weight.

Slides P13-5 to P13-8; notebooks 02 to 07.
"""

from itertools import product

import numpy as np
from matplotlib.collections import LineCollection

from ..words import clauses, later, paragraph, say
from .sheet import ball, put, put_text, sheet
from .style import BLUE, FAINT, GREY, ORANGE, QUIET, TINT

SHOWN = 8  # neurons drawn in a layer; a wider one is shortened
HALO = {"boxstyle": "round,pad=0.06", "facecolor": "white", "edgecolor": "none"}  # no line runs through words


def network_diagram(network, x=None, title=""):
    """Layers from left to right, with weights, biases and z where none has more than 4 neurons; returns a Figure.

    network  a Network, or a list of sizes [inputs, width, …, outputs] for the structure alone
    x        one input (inputs,): each neuron then shows its activation
    """
    sizes, weights = sizes_and_weights(network)
    passed = network.forward(np.reshape(x, (1, -1))) if x is not None else None
    numbers = bool(weights) and max(sizes) <= 4
    fig, places = canvas(sizes, 0.95 if numbers else 0.46, 0.35 if numbers and not passed else 0.65, title)
    edges(fig, places, sizes, weights, numbers)
    balls(fig, places, sizes, [a[0] for a in passed.a] if passed else None)
    for layer in range(1, len(sizes)) if numbers else ():
        z = passed.z[layer - 1][0] if passed else None
        notes(fig, places[layer], network.biases[layer - 1], z, -0.2 if max(sizes) > 2 else 0)
    fig.alt = describe(sizes, weights, network.biases if numbers else None, passed)
    return fig


def sizes_and_weights(network):
    """(sizes, weight matrices) of a network; the matrices are [] for a list of sizes and for other layers."""
    sizes = list(getattr(network, "sizes", network))
    if len(sizes) < 2 or not all(isinstance(n, int | np.integer) and n > 0 for n in sizes):
        raise ValueError(f"a diagram needs a Network or a list [inputs, width, …, outputs]; got {network!r}")
    weights = getattr(network, "weights", [])
    plain = [W.shape for W in weights] == list(zip(sizes[1:], sizes, strict=False))
    return sizes, weights if plain else []


def canvas(sizes, gap, room, title):
    """An empty picture in inches, with a title and a heading above each layer, and room for it: (figure, positions).

    positions: those of `columns`
    """
    shown = [min(n, SHOWN) for n in sizes]
    height = gap * max(shown) + room
    fig, across = sheet(7, height + 0.35 * bool(title), title), np.linspace(0.75, 6.15, len(sizes))
    for layer, x in enumerate(across):
        words = heading(layer, sizes, short=across[1] - across[0] < 1.3)
        put_text(fig, x, height - 0.1, words, GREY, va="top")
    return fig, columns(shown, across, gap, 0.05 + gap * max(shown) / 2)


def columns(sizes, across, row, middle):
    """The centres of each layer's balls, (size, 2) a layer: the layers at places `across`, the balls `row` apart."""
    return [np.column_stack([np.full(n, x), middle + row * ((n - 1) / 2 - np.arange(n))])
            for x, n in zip(across, sizes, strict=True)]


def heading(layer, sizes, short):
    """input, layer 1, …, layer 3 = output; with the number of neurons where not all are drawn."""
    last = len(sizes) - 1
    name = say("layer {layer}", layer=layer) if layer else say("input")
    if layer == last:
        name = say("output") if short else say("layer {layer} = output", layer=layer)
    return f"{name}\n({sizes[layer]})" if sizes[layer] > SHOWN else name


def drawn(size):
    """Which neurons have a ball; None is the place of the dots for those left out."""
    return list(range(size)) if size <= SHOWN else [*range(SHOWN - 3), None, size - 2, size - 1]


def edges(fig, places, sizes, weights, numbers=False):
    """One line a weight: blue positive, orange negative, wider if larger; grey where there are no weights."""
    largest = max((np.abs(W).max() for W in weights), default=1) or 1  # one scale: equal weights look equal
    for layer, (left, right) in enumerate(zip(places, places[1:], strict=False)):
        W = weights[layer] if weights else None
        ends = product(zip(left, drawn(sizes[layer]), strict=True), zip(right, drawn(sizes[layer + 1]), strict=True))
        ends = [(start, i, end, j) for (start, i), (end, j) in ends if i is not None and j is not None]
        values = [W[j, i] if weights else 0 for _, i, _, j in ends]
        colors = [sign_color(w) for w in values]
        widths = [0.7 + 2 * abs(w) / largest for w in values]
        segments = [(start, end) for start, _, end, _ in ends]  # one artist is much quicker than hundreds
        put(fig, LineCollection(segments, colors=colors, linewidths=widths, zorder=1))
        for (start, end), w in zip(segments, values, strict=True) if numbers else ():
            # at this share of the way all labels between two layers are equally far apart
            spot = start + (end - start) / (1 + len(right) if len(left) > 1 else 2)
            put_text(fig, *spot, neat(w), size=9.5 if len(left) * len(right) < 9 else 8.5, bbox=HALO, zorder=2)


def balls(fig, places, sizes, activations=None):
    """One ball a neuron, its activation inside, the largest output tinted; x₁ … at the left, y₁ … at the right."""
    radius = 0.21 if len(places[0]) < 2 or abs(places[0][1, 1] - places[0][0, 1]) > 0.6 else 0.165
    for layer, column in enumerate(places):
        for (x, y), i in zip(column, drawn(sizes[layer]), strict=True):
            if i is None:
                put_text(fig, x, y, "⋮", size=15)
                continue
            wins = activations and layer == len(places) - 1 and len(column) > 1 and i == np.argmax(activations[layer])
            face = FAINT if layer == 0 else TINT if wins else "white"
            ball(fig, x, y, radius, face)
            if activations:
                look = {"size": 40 * radius, "weight": "bold" if wins else "normal", "zorder": 4}
                put_text(fig, x, y, neat(activations[layer][i]), **look)
            if layer == 0:
                put_text(fig, x - 0.3, y, f"$x_{{{i + 1}}}$", size=11.5, ha="right")
            elif layer == len(places) - 1:
                put_text(fig, x + 0.3, y, f"$y_{{{i + 1}}}$", size=11.5, ha="left")


def notes(fig, column, biases, z=None, shift=0):
    """z above and the bias below each ball of a layer."""
    for k, (x, y) in enumerate(column):
        put_text(fig, x + shift, y - 0.34, f"$b$ = {neat(biases[k])}", GREY, 9, bbox=HALO, zorder=2)
        if z is not None:
            put_text(fig, x + shift, y + 0.34, f"$z$ = {neat(z[k])}", BLUE, 9, bbox=HALO, zorder=2)


def sign_color(weight):
    return BLUE if weight > 0 else ORANGE if weight < 0 else QUIET


def neat(number):
    """At most two decimals, no trailing zeros, a true minus sign: 4, −2, 0.98, 0.5."""
    return f"{round(float(number), 2) + 0.0:g}".replace("-", "−")


def fixed(number, digits=2):
    """So many decimals and a true minus sign: 4.00, −2.00."""
    return f"{round(float(number), digits) + 0.0:.{digits}f}".replace("-", "−")


def terms(first, second, b, z):
    """1 · 1 + (−2) · (−1) + 1 = 4"""
    products = " + ".join(f"{bracketed(one)} · {bracketed(other)}" for one, other in zip(first, second, strict=True))
    return f"{products} + {bracketed(b)} = {neat(z)}"


def bracketed(number, write=neat):
    """A number as a factor: in brackets if negative."""
    return f"({write(number)})" if number < 0 else write(number)


WITHOUT = later("Network diagram. Inputs: {inputs}; outputs: {outputs}.")
WITH = later("Network diagram. Inputs: {inputs}; hidden layers: {layers}, of {neurons} neurons; outputs: {outputs}.")


def describe(sizes, weights, biases, passed):
    """The picture in words, with the numbers that are written in it."""
    hidden = sizes[1:-1]
    neurons = ", ".join(map(str, hidden))
    words = [say(WITH if hidden else WITHOUT, inputs=sizes[0], layers=len(hidden), neurons=neurons, outputs=sizes[-1])]
    for layer, W in enumerate(weights if biases else []):
        matrix, b = clauses(", ".join(map(neat, row)) for row in W), ", ".join(map(neat, biases[layer]))
        sentence = later("Weights into layer {layer}: {matrix}; biases {biases}.")
        words.append(say(sentence, layer=layer + 1, matrix=matrix, biases=b))
    if passed and max(sizes) <= 4:
        first, *columns = [", ".join(map(neat, a[0])) for a in passed.a]
        steps = say("{one}, then {two}", one="", two="").join(columns)
        words.append(say("The input {input} becomes {steps}.", input=first, steps=steps))
    return paragraph(words)
