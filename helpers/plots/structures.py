"""Structures compared: where the parameters sit, and what depth and width do for digits. Notebook 06; slide P13-17.

Training ends a little differently on each computer, so alt texts leave its numbers out.
"""

import numpy as np

from ..words import clauses, say
from .style import BLUE, INK, LIGHT, ORANGE, figure, label


def parameters(network):
    """Where the parameters sit: a bar for the weights and one for the biases of each layer."""
    names, counts, words = [], [], []
    for l, (W, b) in enumerate(zip(network.weights, network.biases, strict=True), start=1):
        names += [f"$W^{{{l}}}$  {W.shape[0]} × {W.shape[1]}", f"$b^{{{l}}}$  {b.size}"]
        counts += [W.size, b.size]
        words.append(say("layer {l} has {weights:,} weights and {biases:,} biases", l=l, weights=W.size, biases=b.size))
    fig, ax = figure(7, 0.3 * len(counts) + 0.7)
    ax.barh(names, counts, color=[BLUE, ORANGE] * len(words), height=0.65)
    for place, count in enumerate(counts):
        ax.text(count, place, f" {count:,}", va="center", fontsize=9.5, color=INK)
    ax.set(xlim=(0, 1.15 * max(counts)), xticks=[], ylim=(len(counts) - 0.4, -0.6))
    ax.spines["bottom"].set_visible(False)
    label(ax, say("{count:,} parameters", count=network.n_parameters))
    fig.alt = say("Bars of where the {count:,} parameters sit: {words}.",
                  count=network.n_parameters, words=clauses(words))
    return fig


def starts(results, title=""):
    """A dot for each start of each structure; results: {name: accuracy, or accuracies (starts,)}."""
    fig, ax = figure(7, 0.42 * len(results) + 1.0)
    for place, accuracies in enumerate(results.values()):
        right = 100 * np.ravel(accuracies)
        ax.plot(right, np.full(len(right), place), "o", color=BLUE, markersize=8, alpha=0.7)
    ax.set_yticks(range(len(results)), results)
    ax.set(ylim=(len(results) - 0.5, -0.5), xlim=(None, 100))
    ax.grid(axis="x", color=LIGHT, linewidth=0.8)
    label(ax, title, say("unseen digits right (%)"))
    order = sorted(results, key=lambda name: -np.mean(results[name]))
    order = say("{one} before {two}", one="", two="").join(order)
    fig.alt = say("Dots for the share of unseen digits that are right. Best first: {order}.", order=order)
    return fig
