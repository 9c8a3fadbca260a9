"""Backpropagation drawn: two passes over one network. Slides P14-6 and P14-8 to P14-16; notebook 05.

Blue and orange lines are positive and negative weights, red is what travels backward. Lengths are in inches.
"""

from functools import partial

import numpy as np
from matplotlib.patches import Polygon

from ..words import clauses, paragraph, say
from .diagram import HALO, bracketed, columns, fixed, sign_color
from .sheet import arrow, ball, put, put_text, sheet
from .style import GREY, INK, PALE_RED, RED

TIP, BASE = 0.34, 0.36  # an amplifier reaches so far to the left and to the right of its centre
RESULT = 0.75  # from an amplifier's centre to that of the number it gives out
ROW = 1.3  # from one neuron to the next below it


four = partial(fixed, digits=4)


def two(number):
    """Two decimals, below 0.1 two digits that count, below 0.001 one, and a true minus sign."""
    size = abs(float(number))
    return short_number(round(float(number), 2) if size >= 0.1 else f"{number:.{1 + (size >= 0.001)}g}")


def short_number(number):
    """As few digits as it takes, six at most, and a true minus sign."""
    return f"{float(number) + 0.0:g}".replace("-", "−")


def look(network, x, target):
    """One example's a, z and δ of every layer, and σ′(z) of the hidden ones; each a list of (neurons,)."""
    passed = network.forward(np.reshape(x, (1, -1)))
    deltas = network.deltas(passed, np.reshape(target, (1, -1)))
    return tuple([rows[0] for rows in quantity] for quantity in (*passed, deltas, network.slopes(passed)))


# ---- one neuron, P14-8 to P14-10 ----


def triangle(fig, x, y, gain, total, number):
    """An amplifier that points to the left, its gain inside; below it the gain times the sum that reaches it."""
    corners = [(x + BASE, y + 0.34), (x + BASE, y - 0.34), (x - TIP, y)]
    put(fig, Polygon(corners, facecolor=PALE_RED, edgecolor=RED, linewidth=1.2, zorder=3))
    put_text(fig, x + 0.1, y, two(gain), size=9, zorder=4)
    put_text(fig, x + 0.1, y + 0.46, rf"$\sigma'(z_{{{number}}})$", GREY)
    put_text(fig, x, y - 0.46, f"{two(gain)} · {bracketed(total, two)}", GREY, 9, bbox=HALO, zorder=4)


def pill(fig, x, y, text, number, below=False, right=True):
    """∂l/∂z of a neuron on its way back; dark with a cross if not right."""
    color = RED if right else INK
    box = {"boxstyle": "round,pad=0.25", "facecolor": "white", "edgecolor": color}
    put_text(fig, x, y, text + ("" if right else " ✗"), color, 9, bbox=box, zorder=5, weight="bold")
    put_text(fig, x, y - 0.29 if below else y + 0.29, rf"$\partial l/\partial z_{{{number}}}$", GREY)


# ---- the backward network, P14-14 and P14-15 ----


def backward_network(network, x, target, deltas=None):
    """The network run backward with every number on it: circles where it starts, triangles for hidden neurons.

    deltas  yours, a list of (neurons,); wrong ones get a cross
    """
    a, _, right, gains = look(network, x, target)
    shown = right if deltas is None else [np.ravel(d) for d in deltas]
    sums = [after @ W for after, W in zip(shown[1:], network.weights[1:], strict=True)]
    fine = [np.isclose(mine, true, rtol=0, atol=5e-5) for mine, true in zip(shown, right, strict=True)]
    last, first = (two(np.abs(shown[l]).max()) for l in (-1, 0))
    title = say("Read it from right to left: the largest ∂l/∂z goes from {last} to {first}", last=last, first=first)
    width, number, wrong = max(7, 2.4 * len(right)), 0, []
    fig = sheet(width, ROW * (max(network.sizes[1:]) - 1) + 1.75, title)
    across, middle = np.linspace(1.4, width - 1.05, len(right)), 0.7 + ROW * (max(network.sizes[1:]) - 1) / 2
    places = columns(network.sizes[1:], across, ROW, middle)
    for l, column in enumerate(places):
        for i, (cx, cy) in enumerate(column):
            number += 1
            wrong += [str(number)] * (not fine[l][i])
            pill(fig, cx - RESULT, cy, two(shown[l][i]), number, i > 0, fine[l][i])
            if l < len(sums):
                triangle(fig, cx, cy, gains[l][i], sums[l][i], number)
                continue
            ball(fig, cx, cy, edge=RED)
            arrow(fig, (cx - 0.24, cy), (cx - RESULT + 0.31, cy), RED)
            put_text(fig, cx, cy, f"$z_{{{number}}}$", size=11.5, zorder=4)
            put_text(fig, cx + 0.31, cy + 0.12, f"$y_{i + 1}$ = {a[-1][i]:.2f}", ha="left")
            put_text(fig, cx + 0.31, cy - 0.13, rf"$\hat{{y}}_{i + 1}$ = {np.ravel(target)[i]:g}", GREY, ha="left")
        if l < len(sums):
            wires(fig, column, places[l + 1], np.round(network.weights[l + 1], 2))
    words = [say("of layer {layer}: {deltas}", layer=l, deltas=", ".join(map(four, d))) for l, d in enumerate(shown, 1)]
    fig.alt = say("The network reversed. ∂l/∂z {words}. Gains σ′(z): {values}.",
                  words=clauses(reversed(words)), values=clauses(", ".join(map(four, s)) for s in gains))
    if wrong:
        fig.alt = paragraph([fig.alt, say("Marked as wrong: ∂l/∂z of neuron {numbers}.", numbers=", ".join(wrong))])
    return fig


def wires(fig, left, right, W):
    """The weights W (right, left) run backward, from each result to the base of every amplifier."""
    for j, (x1, y1) in enumerate(right):
        for i, (x0, y0) in enumerate(left):
            begin = np.array([x1 - RESULT, y1])  # under the pill
            end = np.array([x0 + BASE, y0 + 0.15 * np.sign(round(y1 - y0, 6))])
            arrow(fig, begin, end, sign_color(W[j, i]), 1 + 0.3 * min(abs(W[j, i]), 5))
            put_text(fig, *(begin + (end - begin) * (0.5 if i == j else 0.3)), short_number(W[j, i]), bbox=HALO)
