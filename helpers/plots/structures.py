"""Structures compared: where the parameters sit, and what depth and width do for digits. Notebooks 06 and 07; slides
P13-17 and P13-18.

Training ends a little differently on each computer, so the alt texts of `starts` and `tried` leave its numbers out.
"""

import numpy as np
from matplotlib.patches import Rectangle

from ..words import both, clauses, say
from .sheet import Chart, put, put_text, put_title, sheet
from .style import BLUE, GREY, INK, LIGHT, ORANGE, SHADES, WORDS, figure, label, line_styles, name_lines


def parameters(network):
    """Where the parameters sit: the weights of each layer as a rectangle of as many rows and columns, the biases as
    one column beside it."""
    names = [f"$W^{{{l}}}$" for l in range(1, len(network.weights) + 1)]
    sizes, words = [W.size for W in network.weights], []
    inch = min(3.9 / max(W.shape[1] for W in network.weights), 1.8 / max(map(len, network.weights)))
    heights = [max(0.32, inch * len(W) + 0.14) for W in network.weights]
    fig = sheet(7, sum(heights) + 0.5)
    put_title(fig, say("{share:.0%} of the {count:,} parameters lie in {name}", count=network.n_parameters,
                       share=max(sizes) / network.n_parameters, name=names[np.argmax(sizes)]))
    middle = sum(heights) + 0.1
    for l, ((W, b), name, high) in enumerate(zip(network.parameters, names, heights, strict=True), start=1):
        (rows, columns), middle = W.shape, middle - high / 2
        for left, wide, color in ((0.1, columns * inch, BLUE), (0.16 + columns * inch, inch, ORANGE)):
            put(fig, Rectangle((left, middle - rows * inch / 2), wide, rows * inch, facecolor=color, edgecolor=color,
                               linewidth=0.8))
        put_text(fig, 4.2, middle, f"{name}  {rows} × {columns} = {W.size:,}", va="center", fontsize=10, color=BLUE)
        put_text(fig, 6.9, middle, f"$b^{{{l}}}$  {b.size}", va="center", ha="right", fontsize=10, color=WORDS[ORANGE])
        middle -= high / 2
        words.append(say("layer {l} has {weights:,} weights and {biases:,} biases", l=l, weights=W.size, biases=b.size))
    fig.alt = say("Where the {count:,} parameters sit, each layer's weights as a rectangle: {words}.",
                  count=network.n_parameters, words=clauses(words))
    return fig


def starts(results, title=""):
    """A dot for each start of each structure; results: {name: accuracy, or accuracies (starts,)}."""
    fig, ax = figure(7, 0.42 * len(results) + 1.0)
    for place, accuracies in enumerate(results.values()):
        right = 100 * np.ravel(accuracies)
        ax.plot(right, np.full(len(right), place), "o", color=INK, markersize=8)
        ax.plot([0, right.min()], [place] * 2, color=LIGHT, linewidth=3, zorder=0)
        ax.text(right.max() + 2, place, f"{right.mean():.1f}", va="center", fontsize=10, color=INK)
    ax.axvline(10, color=GREY, linewidth=0.8)
    ax.text(11, -0.45, say("by chance"), fontsize=10, color=GREY, va="top")
    ax.set_yticks(range(len(results)), results)
    ax.set(ylim=(len(results) - 0.5, -0.5), xlim=(0, 108), xticks=[0, 50, 100])
    label(ax, title, x=say("unseen digits right (%)"))
    order = sorted(results, key=lambda name: -np.mean(results[name]))
    order = say("{one} before {two}", one="", two="").join(order)
    fig.alt = say("Dots for the share of unseen digits that are right. Best first: {order}.", order=order)
    return fig


def tried(trials):
    """The accuracy of each of some Trials over its number of hidden layers: a dot for each start, and a line through
    the means of those that are equally wide."""
    rows = [(sum(one.structure[:1]), len(one.structure), 100 * one.accuracy) for one in trials]
    if not rows:
        raise ValueError(say("There is no trial to show: the search was stopped before its first one was done. "
                             "Run this cell again, and let it come to its end."))
    widths, depths, right = np.transpose(rows)
    fig, ax = figure(6.4, 3.3)
    means = {}
    for width, look in zip(np.unique(widths), line_styles(len(set(widths))), strict=True):
        here = widths == width
        deep = np.unique(depths[here])
        means |= {(depth, width): right[here & (depths == depth)].mean() for depth in deep}
        ax.plot(depths[here], right[here], "o", color=look["color"], markersize=5, alpha=0.5)
        name = say("{width:.0f} wide: {last:.1f}", width=width, last=means[deep[-1], width])
        look |= {"linewidth": 0.8, "marker": "_", "markersize": 16, "markeredgewidth": 2, "label": name}
        ax.plot(deep, [means[depth, width] for depth in deep], **look)
    low, high = np.floor(right.min() / 5 - 0.1), np.ceil(right.max() / 5 + 0.1)
    ax.set(xticks=range(1, int(depths.max()) + 1), ylim=(5 * low, 5 * high))
    ax.grid(axis="y", color=LIGHT, linewidth=0.8)
    (depth, width), most = max(means.items(), key=lambda one: one[1])
    head = say("{depth:.0f} × {width:.0f} reads best so far: {most:.1f} % right", depth=depth, width=width, most=most)
    label(ax, head, say("hidden layers"), say("unseen digits right (%)"))
    name_lines(ax)
    fig.alt = say("Shares of unseen digits right over the number of hidden layers, a dot for each start, a line for "
                  "layers of {widths} neurons.", widths=both(f"{width:.0f}" for width in np.unique(widths)))
    return fig


def depth_by_width(rows):
    """A table of depth x width: the mean accuracy of the starts of each cell, the darker the better; the best and
    the worst in frames."""
    depths, widths = np.unique(rows["depth"]), np.unique(rows["width"])
    cells = [[rows["accuracy"][(rows["depth"] == d) & (rows["width"] == w)] for w in widths] for d in depths]
    values = 100 * np.mean(cells, axis=2)
    fig = sheet(6.2, 0.42 * len(depths) + 0.95)
    chart = Chart(fig, 0.75, 0.5, 5.35, 0.42 * len(depths), (-0.5, len(widths) - 0.5), (len(depths) - 0.5, -0.5))
    shades = -np.log(101 - values)  # of mistakes: else all good ones look alike
    chart.image(shades, SHADES, shades.min(), shades.max())
    for (i, j), value in np.ndenumerate(values):
        strong = shades[i, j] > 0.4 * shades.min() + 0.6 * shades.max()
        chart.text(j, i, f"{value:.1f}", ha="center", fontsize=10, color="white" if strong else INK)
    for i, j in np.argwhere((values.round(1) == values.max().round(1)) | (values == values.min())):
        chart.add(Rectangle((j - 0.47, i - 0.45), 0.94, 0.9, fill=False, edgecolor=INK, linewidth=2))
    i, j = np.unravel_index(values.argmin(), values.shape)
    chart.below(dict(enumerate(widths)), say("neurons in each hidden layer"), line=False)
    chart.beside(dict(enumerate(depths)), say("hidden layers"), line=False)
    chart.head(say("Narrow and deep fails: {least:.1f} % right with {depth} × {width}, {most:.1f} % at best",
                   least=values.min(), depth=depths[i], width=widths[j], most=values.max()))
    table = clauses(say("{depth} deep: {numbers}", depth=d, numbers=", ".join(f"{value:.1f}" for value in row))
                    for d, row in zip(depths, values, strict=True))
    fig.alt = say("Table of the mean accuracy (%) for widths {widths}. {table}.", widths=", ".join(map(str, widths)),
                  table=table)
    return fig
