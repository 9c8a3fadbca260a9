"""Backpropagation drawn: two passes over one network. Slides P14-6 and P14-8 to P14-16; notebook 05.

Blue and orange lines are positive and negative weights, red is what travels backward. Lengths are in inches.
"""

import numpy as np
from matplotlib.patches import FancyArrowPatch, Polygon

from ..words import clauses, paragraph, say
from .sheet import ball, put, put_text, sheet
from .style import BLUE, GREY, INK, LIGHT, ORANGE, PALE_RED, QUIET, RED

BACK = {"arrowstyle": "-|>", "shrinkA": 0, "shrinkB": 0, "mutation_scale": 9, "zorder": 3}
HALO = {"boxstyle": "round,pad=0.1", "facecolor": "white", "edgecolor": "none"}
TIP, BASE = 0.34, 0.36  # an amplifier reaches so far to the left and to the right of its centre
UNKNOWN = "?"
RESULT = 0.75  # from an amplifier's centre to that of the number it gives out
ROW = 1.3  # from one neuron to the next below it


def four(number):
    """Four decimals and a true minus sign."""
    return f"{round(float(number), 4) + 0.0:.4f}".replace("-", "−")


def two(number):
    """Two decimals, below 0.1 two digits that count, below 0.001 one, and a true minus sign."""
    size = abs(float(number))
    return short_number(round(float(number), 2) if size >= 0.1 else f"{number:.{1 + (size >= 0.001)}g}")


def short_number(number):
    """As few digits as it takes, six at most, and a true minus sign."""
    return f"{float(number) + 0.0:g}".replace("-", "−")


def canvas(width, height, title=""):
    """An empty picture with a title, which is its first text."""
    fig = sheet(width, height)
    put_words(fig, 0.1, height - 0.2, title, size=11.5, ha="left")
    return fig


def put_words(fig, x, y, text, color=INK, size=10, ha="center", va="center", **options):
    put_text(fig, x, y, text, color=color, fontsize=size, ha=ha, va=va, **options)


def arrow(fig, start, end, color, width=1.6):
    put(fig, FancyArrowPatch(start, end, color=color, linewidth=width, **BACK))


def sign_color(weight):
    return BLUE if weight > 0 else ORANGE if weight < 0 else LIGHT


def columns(sizes, across, base=0.0):
    """Centres of each layer's neurons, (size, 2) a layer, the layers at the places `across`."""
    middle = base + 0.7 + ROW * (max(sizes) - 1) / 2
    return [np.column_stack([np.full(n, x), middle + ROW * ((n - 1) / 2 - np.arange(n))])
            for x, n in zip(across, sizes, strict=True)]


def look(network, x, target):
    """One example's a, z and δ of every layer, and σ′(z) of the hidden ones; each a list of (neurons,)."""
    passed = network.forward(np.reshape(x, (1, -1)))
    deltas = network.deltas(passed, np.reshape(target, (1, -1)))
    return tuple([rows[0] for rows in quantity] for quantity in (*passed, deltas, network.slopes(passed)))


# ---- one neuron, P14-8 to P14-10 ----


def triangle(fig, x, y, gain, number, total):
    """An amplifier that points to the left, its gain inside, the sum that reaches it below; words as they are."""
    corners = [(x + BASE, y + 0.34), (x + BASE, y - 0.34), (x - TIP, y)]
    face, edge = ("white", QUIET) if gain == UNKNOWN else (PALE_RED, RED)
    put(fig, Polygon(corners, facecolor=face, edgecolor=edge, linewidth=1.2, zorder=3))
    put_words(fig, x + 0.1, y, gain, size=9, zorder=4)
    put_words(fig, x + 0.1, y + 0.46, rf"$\sigma'(z_{{{number}}})$", GREY, 10)
    put_words(fig, x - 0.1, y - 0.46, say("sum {total}", total=total), GREY, 8.5, bbox=HALO, zorder=4)


def pill(fig, x, y, text, number, below=False, right=True, chosen=False):
    """∂l/∂z of a neuron on its way back; filled if chosen, dark with a cross if not right, pale if not known."""
    color = QUIET if text == UNKNOWN else RED if right else INK
    box = {"boxstyle": "round,pad=0.25", "facecolor": color if chosen else "white", "edgecolor": color}
    put_words(fig, x, y, text + ("" if right else " ✗"), "white" if chosen else color, 9, bbox=box, zorder=5,
              weight="bold")
    put_words(fig, x, y - 0.29 if below else y + 0.29, rf"$\partial l/\partial z_{{{number}}}$", GREY, 10)


# ---- the backward network, P14-14 and P14-15 ----


def backward_network(network, x, target, deltas=None):
    """The network run backward with every number on it. deltas: yours, a list of (neurons,); wrong ones get a cross."""
    a, _, right, slopes = look(network, x, target)
    shown = right if deltas is None else [np.ravel(d) for d in deltas]
    sums = [after @ W for after, W in zip(shown[1:], network.weights[1:], strict=True)]
    known = {f"{what} {l} {i}": two(value) for what, layers in {"delta": shown, "gain": slopes, "sum": sums}.items()
             for l, values in enumerate(layers, start=1) for i, value in enumerate(values)}
    keys = [key for key in known if key.startswith("delta")]
    wrong = np.flatnonzero(~np.isclose(np.concatenate(shown), np.concatenate(right), rtol=0, atol=5e-5))
    fig = canvas(7, ROW * (max(network.sizes[1:]) - 1) + 1.75, say("The backward network: read it from right to left"))
    places = columns(network.sizes[1:], np.linspace(1.4, 5.95, len(right)))
    draw_backward(fig, network, places, known, wrong=[keys[k] for k in wrong])
    for i, ((cx, cy), y, aim) in enumerate(zip(places[-1], a[-1], np.ravel(target), strict=True), start=1):
        arrow(fig, (cx - 0.24, cy), (cx - RESULT + 0.31, cy), RED, 1.2)
        put_words(fig, cx + 0.31, cy + 0.12, f"$y_{i}$ = {y:.2f}", ha="left")
        put_words(fig, cx + 0.31, cy - 0.13, rf"$\hat{{y}}_{i}$ = {aim:g}", GREY, ha="left")
    words = [say("of layer {layer}: {deltas}", layer=l, deltas=", ".join(map(four, d))) for l, d in enumerate(shown, 1)]
    fig.alt = say("The network reversed. ∂l/∂z {words}. Gains σ′(z): {values}.",
                  words=clauses(reversed(words)), values=clauses(", ".join(map(four, s)) for s in slopes))
    if len(wrong):
        numbers = ", ".join(str(k + 1) for k in wrong)
        fig.alt = paragraph([fig.alt, say("Marked as wrong: ∂l/∂z of neuron {numbers}.", numbers=numbers)])
    return fig


def draw_backward(fig, network, places, known, lit=None, wrong=()):
    """Circles where the backward pass starts, triangles for hidden neurons, and what is known of {"delta 1 0": words,
    "gain 1 0": …, "sum 1 0": …}, layers from 1 and rows from 0; one of the ∂l/∂z may be lit, and some be wrong."""
    number = 0
    for l, column in enumerate(places, start=1):
        for i, (cx, cy) in enumerate(column):
            number += 1
            delta, gain, total = (f"{what} {l} {i}" for what in ("delta", "gain", "sum"))
            pill(fig, cx - RESULT, cy, known.get(delta, UNKNOWN), number, i > 0, delta not in wrong, delta == lit)
            if l < len(places):
                triangle(fig, cx, cy, known.get(gain, UNKNOWN), number, known.get(total, UNKNOWN))
            else:
                ball(fig, cx, cy, edge=RED)
                put_words(fig, cx, cy, f"$z_{{{number}}}$", size=11.5, zorder=4)
        if l < len(places):
            wires(fig, column, places[l], np.round(network.weights[l], 2))


def wires(fig, left, right, W):
    """The weights W (right, left) run backward, from each result to the base of every amplifier."""
    for j, (x1, y1) in enumerate(right):
        for i, (x0, y0) in enumerate(left):
            begin = np.array([x1 - RESULT, y1])  # under the pill
            end = np.array([x0 + BASE, y0 + 0.15 * np.sign(round(y1 - y0, 6))])
            arrow(fig, begin, end, sign_color(W[j, i]), 1 + 0.3 * min(abs(W[j, i]), 5))
            put_words(fig, *(begin + (end - begin) * (0.5 if i == j else 0.3)), short_number(W[j, i]), bbox=HALO)
