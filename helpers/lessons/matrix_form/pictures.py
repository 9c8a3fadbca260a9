"""Matrices as blocks, an equation with its numbers; and what speed costs.

Notebook 03; slides P13-11 to P13-13.
"""

import math

import numpy as np
from matplotlib.collections import PolyCollection

from ...plots.diagram import neat, terms
from ...plots.product import CELL, block
from ...plots.sheet import put, put_text, sheet
from ...plots.style import BLUE, GREY, LIGHT, QUIET, figure, label, line_styles, name_lines, note
from ...words import both, say


def layer_equation(W, x, b):
    """σ(W x + b) of one layer with every number; W (m, n), x (n,), b (m,)."""
    W, x, b = np.asarray(W, float), np.asarray(x, float), np.asarray(b, float)
    z = W @ x + b
    a = 1 / (1 + np.exp(-z))
    title = say("One row of $W$ makes one neuron's $z$:  {terms}", terms=terms(W[0], x, b[0], z[0]))
    fig, left, middle = sheet(7, CELL * max(W.shape) + 0.95, title), 0.1, CELL * max(W.shape) / 2 + 0.15
    for before, room, name, matrix in ((r"$\sigma\,($", 0.6, "W", W), ("", 0.3, "x", x), ("+", 0.6, "b", b),
                                       (r"$)\ =\ \sigma\,($", 1.5, "z", z), (r"$)\ =$", 0.9, "a", a)):
        matrix = matrix.reshape(len(matrix), -1)
        rows, columns = matrix.shape
        put_text(fig, left + room / 2, middle, before, size=15)
        left += room
        block(fig, left, middle - CELL * rows / 2, matrix, "", row=None if name == "x" else 0)
        put_text(fig, left + CELL * columns / 2, middle + CELL * rows / 2 + 0.15, f"${name}$", size=11.5)
        left += CELL * columns
    fig.alt = say("A layer as a matrix operation, sigma(W x + b): W x + b = ({z}), its sigma ({a}).",
                  z=", ".join(map(neat, z)), a=", ".join(map(neat, a)))
    return fig


def ladder(seconds, title):
    """Time as little squares, each as long as the fastest takes, for {way: seconds}; the title says what it was."""
    names, times = list(seconds), list(seconds.values())
    unit = min(times)
    counts = [max(1, round(time / unit)) for time in times]
    across = max(20, math.ceil(math.sqrt(8 * max(counts))))  # squares in a row: about eight times as wide as high
    side = 4.6 / across
    heights = [max(0.6, side * math.ceil(count / across) + 0.3) for count in counts]
    fastest, slowest = names[times.index(unit)], names[times.index(max(times))]
    head = say("{fast}: {factor} times faster than {slow}", fast=fastest, slow=slowest,
               factor=coarse(max(times) / unit))
    fig = sheet(7, 0.75 + sum(heights), head[0].upper() + head[1:])
    top = fig.get_figheight() - 0.5
    for name, time, count, height in zip(names, times, counts, heights, strict=True):
        rows, columns = np.divmod(np.arange(count), across)
        corners = np.column_stack([2.25 + side * columns, top - side * (1 + rows)])
        squares = corners[:, None] + 0.86 * side * np.array([[0, 0], [1, 0], [1, 1], [0, 1]])
        put(fig, PolyCollection(squares, facecolors=BLUE if time == unit else QUIET, linewidths=0))
        put_text(fig, 2.12, top, name, ha="right", va="top")
        put_text(fig, 2.12, top - 0.2, readable(time), GREY, ha="right", va="top")
        top -= height
    square = say("one square: {time}", time=readable(unit))
    note(fig, square, (2.25 + side / 2, top + height - side / 2), (40, 0), fig.dpi_scale_trans)
    put_text(fig, 6.85, 0.08, title, GREY, ha="right", va="bottom")
    then = say("{one}, then {two}", one="", two="").join(names)
    fig.alt = say("{title}: {names}; each is faster than the one before.", title=title, names=then)
    return fig


def readable(seconds):
    """0.0123 → "12 ms"."""
    unit, size = ("s", 1) if seconds >= 1 else ("ms", 1e-3) if seconds >= 1e-3 else ("µs", 1e-6)
    return f"{float(f'{seconds / size:.2g}'):g} {unit}"


def coarse(ratio):
    """A measured ratio to one digit: 273 → "300"; below 10 as it is, "2.7"."""
    digits = 1 - math.floor(math.log10(ratio)) if ratio < 10 else -math.floor(math.log10(ratio))
    return f"{round(ratio, digits):,g}"


def time_by_width(widths, parts):
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
    head = title = say("Where the time of a layer goes")
    if longer:
        at = min(longer), large[widths.index(min(longer))]
        note(ax, say("{width} neurons", width=at[0]), at, (-46, 34))
        head = say("From {width} neurons on, the {large} takes longer than the {small}",
                   width=at[0], large=first, small=second)
    label(ax, head, say("neurons in the layer, and in the one before"), "")
    ax.yaxis.set_major_formatter(lambda seconds, _: readable(seconds))
    fig.alt = say("{title}: {parts} over the width of the layers, on scales of powers of ten.",
                  title=title, parts=both(parts))
    return fig
