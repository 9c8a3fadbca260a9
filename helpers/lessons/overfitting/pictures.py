"""What is learned by heart, and what more digits do. Notebook 06c.

Training ends a little differently on each computer, so alt texts leave its numbers out.
"""

import numpy as np

from ...plots.style import INK, LIGHT, TRAINING, UNSEEN, figure, label, name_lines
from ...words import say


def gap(shares):
    """Training and test share against the number of digits, {digits: (training, test)} in percent; between them the
    gap in points."""
    counts = sorted(shares)
    training, test = np.transpose([shares[n] for n in counts])
    fig, ax = figure(6.4, 3.6)
    ax.fill_between(counts, test, training, color=LIGHT)
    ax.plot(counts, training, "o", linestyle="-", **TRAINING, label=say("training digits"))
    ax.plot(counts, test, "s", linestyle="-", **UNSEEN, label=say("test digits"))
    for n, above, below in zip(counts, training, test, strict=True):
        ax.annotate(f"{above - below:.1f}", (n, below), (5, -15), textcoords="offset points", color=INK)
    ax.set(xscale="log", xlim=(0.8 * counts[0], 1.2 * counts[-1]), ylim=(min(test) - 9, 103))
    ax.set_xticks(counts, [f"{n:,}" for n in counts], minor=False)
    ax.minorticks_off()
    ax.grid(axis="y", color=LIGHT, linewidth=0.8)
    label(ax, say("The gap, in points, becomes narrower"), say("digits that it learns from"), say("right (%)"))
    name_lines(ax)
    fig.alt = say("Shares of right training and test digits against the number of digits that were learned, from "
                  "{fewest:,} to {most:,}: the test digits lie lower, and the gap becomes narrower the more digits "
                  "there are.",
                  fewest=counts[0], most=counts[-1])
    return fig
