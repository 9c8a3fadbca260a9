"""Matrices as blocks, an equation with its numbers; and what speed costs.

Notebook 03; slides P13-11 to P13-13.
"""

import math

import numpy as np
from matplotlib.patches import Rectangle

from ...plots.diagram import neat
from ...plots.sheet import Chart, sheet
from ...plots.style import BLUE, INK, LETTERS, LIGHT, QUIET, figure, label, line_styles, name_lines
from ...words import both, later, say

THREE_WAYS, WHERE_TIME_GOES = later("The same numbers, computed in three ways"), later("Where the time of a layer goes")


def blocks(width, height, alt):
    """An empty drawing board in units of one cell."""
    fig = sheet(7, 7 * height / width)
    fig.alt = alt
    return fig, Chart(fig, 0, 0, 7, 7 * height / width, (0, width), (0, height))


def block(chart, left, middle, matrix, role, name=""):
    """A matrix with its numbers, its left edge at `left`, centred at height `middle`; returns its right edge."""
    matrix = np.atleast_2d(matrix)
    rows, columns = matrix.shape
    bottom = middle - rows / 2
    for (i, j), value in np.ndenumerate(matrix):
        corner = left + 1.15 * j, bottom + rows - 1 - i
        chart.add(Rectangle(corner, 1.15, 1, facecolor=LETTERS[role], edgecolor="white", linewidth=2))
        chart.text(corner[0] + 0.575, corner[1] + 0.5, neat(value), ha="center", va="center", fontsize=11.5, color=INK)
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
    fig, chart = blocks(13.8, 3.2, alt)
    sign(chart, 0.5, 1.4, r"$\sigma\,($", 18)
    right = block(chart, 1.0, 1.4, W, "W", "$W$")
    right = block(chart, right + 0.3, 1.4, x[:, None], "x", "$x$")
    sign(chart, right + 0.4, 1.4, "+")
    right = block(chart, right + 0.8, 1.4, b[:, None], "b", "$b$")
    sign(chart, right + 1.1, 1.4, r"$)\ =\ \sigma\,($", 18)
    right = block(chart, right + 2.1, 1.4, z[:, None], "z", "$z$")
    sign(chart, right + 0.55, 1.4, r"$)\ =$", 18)
    block(chart, right + 1.15, 1.4, a[:, None], "a", "$a$")
    return fig


def ladder(seconds, title=THREE_WAYS):
    """A bar to scale of the time that each way took; `seconds` maps each way to its seconds, the slowest first."""
    names, times = list(seconds), list(seconds.values())
    fig, ax = figure(7, 0.7 + 0.45 * len(names))
    ax.barh(names, times, color=[QUIET] + [BLUE] * (len(names) - 1), height=0.6)
    ax.set(xlim=(0, 1.7 * max(times)), xticks=[], ylim=(len(names) - 0.5, -0.5))
    ax.spines["bottom"].set_visible(False)
    for place, time in enumerate(times):
        words = readable(time)
        if place:
            words = say("{time}, {factor} times faster", time=words, factor=coarse(times[0] / time))
        ax.text(time, place, f"  {words}", va="center", fontsize=10, color=INK)
    label(ax, say(title))
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
    (first, large), (_, small) = parts.items()
    longer = [width for width, one, other in zip(widths, large, small, strict=True) if one > other]
    head = later("From {width} neurons on, the {name} takes longer") if longer else title
    label(ax, say(head, width=min(longer, default=0), name=first),
          say("neurons in the layer, and in the one before"), say("seconds"))
    fig.alt = say(
        "{title}: {parts} over the width of the layers, on scales of powers of ten.",
        title=say(title), parts=both(parts),
    )
    return fig
