"""Structures compared: where the parameters sit, and how starts differ. Notebook 06; slide P13-17."""

import numpy as np
from matplotlib.patches import Rectangle

from ..words import clauses, say
from .sheet import put, put_text, sheet
from .style import BLUE, GREY, INK, LIGHT, ORANGE, WORDS, figure, label


def parameters(network):
    """Where the parameters sit: the weights of each layer as a rectangle of as many rows and columns, the biases as
    one column beside it."""
    names = [f"$W^{{{l}}}$" for l in range(1, len(network.weights) + 1)]
    sizes, words = [W.size for W in network.weights], []
    inch = min(3.9 / max(W.shape[1] for W in network.weights), 1.8 / max(map(len, network.weights)))
    heights = [max(0.32, inch * len(W) + 0.14) for W in network.weights]
    fig = sheet(7, sum(heights) + 0.5, say("{share:.0%} of the {count:,} parameters lie in {name}",
                                           count=network.n_parameters, share=max(sizes) / network.n_parameters,
                                           name=names[np.argmax(sizes)]))
    middle = sum(heights) + 0.1
    for l, ((W, b), name, high) in enumerate(zip(network.parameters, names, heights, strict=True), start=1):
        (rows, columns), middle = W.shape, middle - high / 2
        for left, wide, color in ((0.1, columns * inch, BLUE), (0.16 + columns * inch, inch, ORANGE)):
            put(fig, Rectangle((left, middle - rows * inch / 2), wide, rows * inch, facecolor=color, edgecolor=color,
                               linewidth=0.8))
        put_text(fig, 4.2, middle, f"{name}  {rows} × {columns} = {W.size:,}", BLUE, ha="left")
        put_text(fig, 6.9, middle, f"$b^{{{l}}}$  {b.size}", WORDS[ORANGE], ha="right")
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
