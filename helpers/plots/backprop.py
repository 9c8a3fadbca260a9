"""Backpropagation drawn: two passes over one network. Slides P14-6 and P14-8 to P14-16; notebook 05.

Blue and orange lines are positive and negative weights, red is what travels backward. Lengths are in inches.
"""

import numpy as np
from matplotlib.patches import Circle, FancyArrowPatch, Polygon

from .. import lecture
from ..words import both, clauses, paragraph, say
from .diagram import balls, edges
from .sheet import Sheet
from .style import BLUE, GREY, INK, LIGHT, ORANGE, RED

BACK = {"arrowstyle": "-|>", "shrinkA": 0, "shrinkB": 0, "mutation_scale": 9, "zorder": 3}
HALO = {"boxstyle": "round,pad=0.1", "facecolor": "white", "edgecolor": "none"}
TIP, BASE = 0.34, 0.36  # an amplifier reaches so far to the left and to the right of its centre
RESULT = 0.68  # from an amplifier's centre to that of the number it gives out
ROW = 1.3  # from one neuron to the next below it


def four(number):
    """Four decimals and a true minus sign."""
    return f"{round(float(number), 4) + 0.0:.4f}".replace("-", "−")


def plain(number):
    return f"{float(number):g}".replace("-", "−")


def canvas(width, height, title=""):
    """An empty picture with a title, which is its first text."""
    fig = Sheet(width, height)
    write(fig, 0.1, height - 0.2, title, size=11.5, ha="left")
    return fig


def write(fig, x, y, text, color=INK, size=9.5, ha="center", va="center", **options):
    fig.text(x, y, text, color=color, fontsize=size, ha=ha, va=va, **options)


def arrow(fig, start, end, color, width=1.6):
    fig.add_artist(FancyArrowPatch(start, end, color=color, linewidth=width, **BACK))


def sign_color(weight):
    return BLUE if weight > 0 else ORANGE if weight < 0 else LIGHT


def columns(sizes, across, base=0.0):
    """Centres of each layer's neurons, (size, 2) a layer, the layers at the places `across`."""
    middle = base + 0.7 + ROW * (max(sizes) - 1) / 2
    return [
        np.column_stack([np.full(n, x), middle + ROW * ((n - 1) / 2 - np.arange(n))])
        for x, n in zip(across, sizes, strict=True)
    ]


def look(network, x, target):
    """One example's a, z and δ of every layer, and σ′(z) of the hidden ones; each a list of (neurons,)."""
    passed = network.forward(np.reshape(x, (1, -1)))
    deltas = network.deltas(passed, np.reshape(target, (1, -1)))
    return tuple([rows[0] for rows in quantity] for quantity in (*passed, deltas, network.slopes(passed)))


# ---- one neuron, P14-8 to P14-10 ----


def amplifier(gain, weights, arriving, number=4, feeds=(5, 6)):
    """One neuron twice: it sends a forward, and the same two wires bring ∂l/∂z back to it, now an amplifier."""
    fig = canvas(7, 2.75)
    total = np.dot(weights, arriving)
    write(fig, 0.15, 2.5, "Forward, a circle: z is turned into a", size=11, ha="left")
    write(fig, 3.6, 2.5, "Backward, a triangle: a sum times a gain", size=11, ha="left")
    fig.add_artist(Circle((0.95, 1.2), 0.25, facecolor="white", edgecolor=INK, linewidth=1.2, zorder=3))
    write(fig, 0.95, 1.2, r"$\sigma$", size=12, zorder=4)
    write(fig, 0.95, 1.63, f"$a = \\sigma(z_{number})$", size=10.5)
    write(fig, 0.13, 1.2, f"$z_{number}$", size=11)
    arrow(fig, (0.28, 1.2), (0.69, 1.2), INK, 1.2)
    triangle(fig, 5.1, 1.2, four(gain), number, total)
    pill(fig, 5.1 - RESULT, 1.2, four(total * gain), number)
    for w, d, next_one, y in zip(weights, arriving, feeds, (2.0, 0.4), strict=True):
        arrow(fig, (1.2, 1.2), (2.7, y), sign_color(w))
        write(fig, 1.95, (1.2 + y) / 2, plain(w), bbox=HALO)
        write(fig, 2.77, y, f"$z_{next_one}$", size=11, ha="left")
        arrow(fig, (6.3, y), (5.1 + BASE, 1.2 + (y - 1.2) / 5), sign_color(w))
        write(fig, 5.9, 1.2 + 0.62 * (y - 1.2), f"×{plain(w)}", bbox=HALO)
        pill(fig, 6.6, y, four(d), next_one, below=y < 1.2)
    fig.alt = say(
        "Left, forward: neuron {number} sends a = σ(z) over the weights {weights} to neurons "
        "{feeds}. Right, backward: over the same wires arrive {arriving}; their weighted sum "
        "{total} times the gain {gain} is ∂l/∂z{number} = {total2}.",
        number=number,
        weights=", ".join(map(plain, weights)),
        feeds=both(map(str, feeds)),
        arriving=both(map(four, arriving)),
        total=four(total),
        gain=four(gain),
        total2=four(total * gain),
    )
    return fig


def triangle(fig, x, y, gain, number, total):
    """An amplifier that points to the left, its gain inside, the sum that reaches it below."""
    corners = [(x + BASE, y + 0.34), (x + BASE, y - 0.34), (x - TIP, y)]
    fig.add_artist(Polygon(corners, facecolor="#FBEAE8", edgecolor=RED, linewidth=1.2, zorder=3))
    write(fig, x + 0.1, y, gain, size=8.5, zorder=4)
    write(fig, x + 0.1, y + 0.46, rf"$\sigma'(z_{number})$", GREY, 10)
    write(fig, x - 0.1, y - 0.46, f"sum {four(total)}", GREY, 8.5, bbox=HALO, zorder=4)


def pill(fig, x, y, text, number, below=False, right=True, chosen=False):
    """∂l/∂z of a neuron on its way back; filled if chosen, dark with a cross if not right."""
    color = RED if right else INK
    box = {"boxstyle": "round,pad=0.25", "facecolor": color if chosen else "white", "edgecolor": color}
    write(fig, x, y, text + ("" if right else " ✗"), "white" if chosen else color, 9, bbox=box, zorder=5)
    write(fig, x, y - 0.29 if below else y + 0.29, rf"$\partial l/\partial z_{number}$", GREY, 10)


# ---- the backward network, P14-14 and P14-15 ----


def backward_network(network, x, target, deltas=None):
    """The network run backward with every number on it. deltas: yours, a list of (neurons,); wrong ones get a cross."""
    a, _, right, slopes = look(network, x, target)
    shown = right if deltas is None else [np.ravel(d) for d in deltas]
    across = np.linspace(1.4, 5.95, len(right))
    fig = canvas(7, ROW * (max(network.sizes[1:]) - 1) + 1.75, "The backward network: read it from right to left")
    draw_backward(fig, network, columns(network.sizes[1:], across), a[-1], np.ravel(target), shown, right, slopes)
    words = [say("of layer {layer}: {deltas}", layer=l, deltas=", ".join(map(four, d))) for l, d in enumerate(shown, 1)]
    fig.alt = say(
        "The network reversed. ∂l/∂z {words}. Gains σ′(z): {values}.",
        words=clauses(reversed(words)),
        values=clauses(", ".join(map(four, s)) for s in slopes),
    )
    wrong = np.flatnonzero(~alike(np.concatenate(shown), np.concatenate(right))) + 1
    if len(wrong):
        marked = say("Marked as wrong: ∂l/∂z of neuron {numbers}.", numbers=", ".join(map(str, wrong)))
        fig.alt = paragraph([fig.alt, marked])
    return fig


def lecture_backward(x1=1.0, x2=-1.0, target=(1, 0), pairing=("sigmoid", "squared_error")):
    """`backward_network` for the lecture's network, to be put under a panel; pairing: (output, loss)."""
    network = lecture.network(*pairing)
    fig = backward_network(network, [x1, x2], target)
    loss = network.loss([[x1, x2]], [list(target)])[0]
    begin = say("Input ({x1}, {x2}), loss {loss}.", x1=plain(x1), x2=plain(x2), loss=four(loss))
    fig.alt = paragraph([begin, fig.alt])
    return fig


def alike(shown, right):
    return np.isclose(shown, right, rtol=0, atol=5e-5)


def draw_backward(fig, network, places, y, target, shown, right, slopes, chosen=None):
    """Circles where the backward pass starts, triangles for hidden neurons; chosen: (layer from 0, neuron)."""
    number = 0
    for l, column in enumerate(places):
        sums = shown[l + 1] @ network.weights[l + 1] if l < len(slopes) else None
        for i, (cx, cy) in enumerate(column):
            number += 1
            fine = alike(shown[l][i], right[l][i])
            pill(fig, cx - RESULT, cy, four(shown[l][i]), number, right=fine, chosen=chosen == (l, i))
            if sums is None:
                start(fig, cx, cy, number, y[i], target[i], i + 1)
            else:
                triangle(fig, cx, cy, four(slopes[l][i]), number, sums[i])
        if sums is not None:
            wires(fig, column, places[l + 1], network.weights[l + 1])


def start(fig, x, y, number, output, target, place):
    """An output neuron: its ∂l/∂z comes from y and the target, not from neurons behind it."""
    fig.add_artist(Circle((x, y), 0.24, facecolor="white", edgecolor=RED, linewidth=1.2, zorder=3))
    write(fig, x, y, f"$z_{number}$", size=11, zorder=4)
    arrow(fig, (x - 0.24, y), (x - RESULT + 0.31, y), RED, 1.2)
    write(fig, x + 0.31, y + 0.12, f"$y_{place}$ = {output:.2f}", ha="left")
    write(fig, x + 0.31, y - 0.13, rf"$\hat{{y}}_{place}$ = {target:g}", GREY, ha="left")


def wires(fig, left, right, W):
    """The weights W (right, left) run backward, from each result to the base of every amplifier."""
    for j, (x1, y1) in enumerate(right):
        for i, (x0, y0) in enumerate(left):
            begin = np.array([x1 - RESULT - 0.32, y1])
            end = np.array([x0 + BASE, y0 + 0.15 * np.sign(round(y1 - y0, 6))])
            arrow(fig, begin, end, sign_color(W[j, i]), 1 + 0.3 * min(abs(W[j, i]), 5))
            write(fig, *(begin + (end - begin) * (0.5 if i == j else 0.3)), plain(W[j, i]), bbox=HALO)


# ---- the two factors and their product, P14-6 and P14-16 ----


def forward_factors(network, x, circled):
    """The forward pass; of each circled weight (layer, row, column), from 0, the value on its wire is ringed too."""
    across = np.linspace(0.6, 6.3, len(network.sizes))
    height = ROW * (max(network.sizes) - 1) + 1.55
    fig = canvas(7, height, "Forward pass: the three weights of the slide, and what comes in over their wires")
    places, words = columns(network.sizes, across), []
    a = draw_forward(fig, network, places, x)
    for l, i, j in circled:
        mark(fig, places, l, i, j)
        words.append(
            say(
                "{a} over the weight {weights} into layer {l}",
                a=four(a[l][j]),
                weights=plain(network.weights[l][i, j]),
                l=l + 1,
            )
        )
    fig.alt = say(
        "The lecture's network. Over the {n_words} circled weights comes in: {words}.",
        n_words=len(words),
        words=clauses(words),
    )
    return fig


def draw_forward(fig, network, places, x):
    """Neurons with their activations, lines with their weights; returns the activations, a list of (neurons,)."""
    a = [layer[0] for layer in network.forward(np.reshape(x, (1, -1))).a]
    edges(fig, places, network.sizes, network.weights, numbers=True)
    balls(fig, places, network.sizes, a)
    return a


def mark(fig, places, layer, row, column):
    """Red rings around a weight's label and around the neuron at the start of its wire."""
    begin, end = places[layer][column], places[layer + 1][row]
    label_at = begin + (end - begin) / (1 + len(places[layer + 1]))  # where `edges` writes it
    for centre, radius in [(label_at, 0.15), (begin, 0.255)]:
        fig.add_artist(Circle(centre, radius, fill=False, edgecolor=RED, linewidth=1.8, zorder=5))


def two_passes(network, x, target, layer=2, row=2, column=2):
    """Forward pass above, backward pass below; one weight (all counted from 1), its two factors, their product."""
    l, i, j = layer - 1, row - 1, column - 1
    a, _, deltas, slopes = look(network, x, target)
    product, number = a[l][j] * deltas[l][i], sum(network.sizes[1:layer]) + row
    slope, factor = rf"$\partial l/\partial w^{layer}_{{{row}{column}}}$", rf"$\partial l/\partial z_{number}$"
    title = f"{slope}  =  value on its wire × {factor}  =  {four(a[l][j])} × {four(deltas[l][i])}  =  {four(product)}"
    height = ROW * (max(network.sizes) - 1) + 1.5
    fig = canvas(7, 2 * height, title)
    across = np.array([0.5, *np.linspace(1.75, 5.95, len(deltas))])
    above, below = columns(network.sizes, across, height - 0.25), columns(network.sizes[1:], across[1:])
    draw_forward(fig, network, above, x)
    mark(fig, above, l, i, j)
    draw_backward(fig, network, below, a[-1], np.ravel(target), deltas, deltas, slopes, chosen=(l, i))
    fig.alt = say(
        "Forward pass above, backward pass below. For the weight in row {row}, column {column} of "
        "layer {layer}, the forward pass brings {a} over its wire, the backward pass ∂l/∂z{number} "
        "= {deltas}; the product is the slope {product}.",
        row=row,
        column=column,
        layer=layer,
        a=four(a[l][j]),
        number=number,
        deltas=four(deltas[l][i]),
        product=four(product),
    )
    return fig
