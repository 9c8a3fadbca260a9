"""What is learned by heart, and what more digits do. Notebook 06c.

Training ends a little differently on each computer, so alt texts leave its numbers out.
"""

import numpy as np

from ...plots.style import BLUE, GREY, INK, LIGHT, ORANGE, figure, label, line_styles
from ...words import later, say


def gap(shares):
    """Training and test share against the number of digits, {digits: (training, test)} in percent; between them the
    gap in points."""
    counts = sorted(shares)
    training, test = np.transpose([shares[n] for n in counts])
    fig, ax = figure(6.4, 3.6)
    ax.fill_between(counts, test, training, color=LIGHT)
    ax.plot(counts, training, "o-", color=BLUE, label=say("training digits"))
    ax.plot(counts, test, "s--", color=ORANGE, label=say("test digits"))
    for n, above, below in zip(counts, training, test, strict=True):
        ax.annotate(f"{above - below:.1f}", (n, below), (5, -15), textcoords="offset points", color=INK)
    ax.set(xscale="log", xlim=(0.8 * counts[0], 2.2 * counts[-1]), ylim=(min(test) - 9, 103))
    ax.set_xticks(counts, [f"{n:,}" for n in counts], minor=False)
    ax.minorticks_off()
    ax.grid(axis="y", color=LIGHT, linewidth=0.8)
    ax.legend(frameon=False, loc="lower right")
    label(ax, say("The gap, in points, becomes narrower"), say("digits that it learns from"), say("right (%)"))
    fig.alt = say("Shares of right training and test digits against the number of digits that were learned, from "
                  "{fewest:,} to {most:,}: the test digits lie lower, and the gap becomes narrower the more digits "
                  "there are.",
                  fewest=counts[0], most=counts[-1])
    return fig


MEASURED = {
    "test": later("as they are"), "beside_2": later("2 pixels beside"), "beside_4": later("4 pixels beside"),
    "flagged": later("1s with a flag"),
}


def moved(table):
    """What networks read that learned from moved digits, against by how many pixels; a dot for each start."""
    pixels = np.unique(table["pixels"])
    fig, ax = figure(6.4, 3.8)
    looks = zip(line_styles(len(MEASURED)), "os^D", strict=True)
    for (name, words), (style, marker) in zip(MEASURED.items(), looks, strict=True):
        ax.plot(table["pixels"], 100 * table[name], marker, color=style["color"], markersize=4, alpha=0.5)
        means = [100 * table[name][table["pixels"] == some].mean() for some in pixels]
        ax.plot(pixels, means, marker=marker, label=say(words), **style)
    ax.set(xticks=pixels, ylim=(-3, 103))
    ax.grid(axis="y", color=LIGHT, linewidth=0.8)
    ax.legend(frameon=False, fontsize=9.5, loc="center left", bbox_to_anchor=(1, 0.5))
    ax.axhline(100, color=GREY, linewidth=0.6)
    label(ax, say("Learned from moved digits"), say("moved by up to … pixels"), say("right (%)"))
    fig.alt = say("Shares of right test digits, against by how many pixels the training digits were moved, five "
                  "starts each. By one pixel all four curves rise: digits as they are, those 2 and 4 pixels beside, "
                  "1s with a long flag. By four pixels the digits as they are fall below where they began, and the "
                  "flagged 1s are scattered.")
    return fig
