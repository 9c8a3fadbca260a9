"""Matrices as blocks, an equation with its numbers; and what speed costs.

Notebook 03; slides P13-11 to P13-13.
"""

import math

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.patches import Rectangle

from ...plots.diagram import bracketed, neat
from ...plots.sheet import Chart, put, put_text, put_title, sheet
from ...plots.style import BLUE, EDGE, GREY, INK, LIGHT, QUIET, TINT, figure, label, line_styles, name_lines, note
from ...words import both, later, say

THREE_WAYS, WHERE_TIME_GOES = later("The same numbers, computed in three ways"), later("Where the time of a layer goes")


def blocks(width, height, alt):
    """An empty drawing board in units of one cell."""
    fig = sheet(7, 7 * height / width)
    fig.alt = alt
    return fig, Chart(fig, 0, 0, 7, 7 * height / width, (0, width), (0, height))


def block(chart, left, middle, matrix, name="", lit=1):
    """A matrix with its numbers, its left edge at `left`, centred at height `middle`, its first `lit` rows tinted;
    returns its right edge."""
    matrix = np.atleast_2d(matrix)
    rows, columns = matrix.shape
    bottom = middle - rows / 2
    for (i, j), value in np.ndenumerate(matrix):
        corner = left + 1.15 * j, bottom + rows - 1 - i
        look = {"facecolor": TINT, "weight": "bold"} if i < lit else {"facecolor": "white", "weight": "normal"}
        chart.add(Rectangle(corner, 1.15, 1, facecolor=look.pop("facecolor"), edgecolor=EDGE, linewidth=1.2))
        chart.text(corner[0] + 0.575, corner[1] + 0.5, neat(value), ha="center", fontsize=11.5, **look)
    chart.text(left + 0.575 * columns, bottom + rows + 0.2, name, ha="center", va="bottom", fontsize=11.5, color=INK)
    return left + 1.15 * columns


def sign(chart, x, y, text, size=15):
    chart.text(x, y, text, ha="center", va="center", fontsize=size, color=INK)


def layer_equation(W, x, b):
    """σ(W x + b) of one layer with every number; W (m, n), x (n,), b (m,)."""
    W, x, b = np.asarray(W, float), np.asarray(x, float), np.asarray(b, float)
    z = W @ x + b
    a = 1 / (1 + np.exp(-z))
    alt = say(
        "A layer as a matrix operation, sigma(W x + b): W x + b = ({z}), its sigma ({a}).",
        z=", ".join(map(neat, z)), a=", ".join(map(neat, a)),
    )
    fig, chart = blocks(13.8, 4.1, alt)
    chart.text(0.2, 3.7, say("One row of $W$ makes one neuron's $z$:  {terms}", terms=terms(W[0], x, b[0], z[0])),
               fontsize=11.5)
    sign(chart, 0.5, 1.3, r"$\sigma\,($", 18)
    right = block(chart, 1.0, 1.3, W, "$W$")
    right = block(chart, right + 0.3, 1.3, x[:, None], "$x$", lit=len(x))
    sign(chart, right + 0.4, 1.3, "+")
    right = block(chart, right + 0.8, 1.3, b[:, None], "$b$")
    sign(chart, right + 1.1, 1.3, r"$)\ =\ \sigma\,($", 18)
    right = block(chart, right + 2.1, 1.3, z[:, None], "$z$")
    sign(chart, right + 0.55, 1.3, r"$)\ =$", 18)
    block(chart, right + 1.15, 1.3, a[:, None], "$a$")
    return fig


def terms(w, x, b, z):
    """1 · 1 + (−2) · (−1) + 1 = 4"""
    products = " + ".join(f"{bracketed(one)} · {bracketed(other)}" for one, other in zip(w, x, strict=True))
    return f"{products} + {bracketed(b)} = {neat(z)}"


def ladder(seconds, title=THREE_WAYS):
    """Each way's time as little squares, each as long as the fastest takes; `seconds` maps each way to its seconds."""
    names, times = list(seconds), list(seconds.values())
    unit = min(times)
    counts = [max(1, round(time / unit)) for time in times]
    across = max(20, math.ceil(math.sqrt(8 * max(counts))))  # squares in a row: about eight times as wide as high
    side = 4.6 / across
    heights = [max(0.45, side * math.ceil(count / across) + 0.2) for count in counts]
    fig = sheet(7, 0.75 + sum(heights))
    head = later("{fast}: {factor} times faster than {slow}")
    fastest, slowest = names[times.index(unit)], names[times.index(max(times))]
    words = say(head, fast=fastest, factor=coarse(max(times) / unit), slow=slowest)
    put_title(fig, words[0].upper() + words[1:])
    top = fig.get_figheight() - 0.5
    for name, time, count, height in zip(names, times, counts, heights, strict=True):
        rows, columns = np.divmod(np.arange(count), across)
        corners = np.column_stack([2.25 + side * columns, top - side * (1 + rows)])
        squares = corners[:, None] + 0.86 * side * np.array([[0, 0], [1, 0], [1, 1], [0, 1]])
        put(fig, PolyCollection(squares, facecolors=BLUE if time == unit else QUIET, linewidths=0))
        put_text(fig, 2.12, top, name, ha="right", va="top", fontsize=10, color=INK)
        put_text(fig, 2.12, top - 0.2, readable(time), ha="right", va="top", fontsize=10, color=GREY)
        top -= height
    square = say("one square: {time}", time=readable(unit))
    note(fig, square, (2.25 + side / 2, top + height - side / 2), (40, 0), fig.dpi_scale_trans)
    put_text(fig, 6.85, 0.08, say(title), ha="right", va="bottom", fontsize=10, color=GREY)
    then = say("{one}, then {two}", one="", two="").join(names)
    fig.alt = say("{title}: {names}; each is faster than the one before.", title=say(title), names=then)
    return fig


def readable(seconds):
    """0.0123 → "12 ms"."""
    unit, size = ("s", 1) if seconds >= 1 else ("ms", 1e-3) if seconds >= 1e-3 else ("µs", 1e-6)
    return f"{float(f'{seconds / size:.2g}'):g} {unit}"


def coarse(ratio):
    """A measured ratio to one digit: 273 → "300"; below 10 as it is, "2.7"."""
    digits = 1 - math.floor(math.log10(ratio)) if ratio < 10 else -math.floor(math.log10(ratio))
    return f"{round(ratio, digits):,g}"


def time_by_width(widths, parts, title=WHERE_TIME_GOES):
    """A line for each part of the work over the width of a layer; `parts` maps a name to seconds for each width."""
    fig, ax = figure(7, 3.2)
    for (name, seconds), style in zip(parts.items(), line_styles(len(parts)), strict=True):
        ax.loglog(widths, seconds, marker="o", markersize=4, label=name, **style)
    ax.set_xticks(widths, map(str, widths))
    ax.minorticks_off()
    ax.grid(axis="y", color=LIGHT)
    name_lines(ax)
    (first, large), (second, small) = parts.items()
    longer = [width for width, one, other in zip(widths, large, small, strict=True) if one > other]
    head = say(title)
    if longer:
        at = min(longer), large[widths.index(min(longer))]
        note(ax, say("{width} neurons", width=at[0]), at, (-46, 34))
        head = say("From {width} neurons on, the {large} takes longer than the {small}",
                   width=at[0], large=first, small=second)
    label(ax, head, say("neurons in the layer, and in the one before"), "")
    ax.yaxis.set_major_formatter(lambda seconds, _: readable(seconds))
    fig.alt = say(
        "{title}: {parts} over the width of the layers, on scales of powers of ten.",
        title=say(title), parts=both(parts),
    )
    return fig
