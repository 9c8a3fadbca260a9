"""What is learned by heart, and what more digits do. Notebook 06c.

Training ends a little differently on each computer, so alt texts leave its numbers out.
"""

import numpy as np

from ...plots.style import GREY, INK, LIGHT, QUIET, TRAINING, UNSEEN, figure, label, name_lines, note
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
        middle, last = (above + below) / 2, n == counts[-1]  # the last gap is named between the names of both
        name = say("{gap:.1f} points", gap=above - below) if last else ""
        ax.plot([n] * 3, [above, below, middle], color=GREY, linewidth=0.8, zorder=1.5, label=name or "_")
        if not last:
            note(ax, f"{above - below:.1f}", (n, middle), (6, 0), ha="left", arrowprops=None)
    ax.set(xscale="log", xlim=(0.7 * counts[0], 1.2 * counts[-1]), ylim=(min(test) - 3, 103))
    ax.set_xticks(counts, [f"{n:,}" for n in counts], minor=False)
    ax.minorticks_off()
    ax.grid(axis="y", color=LIGHT, linewidth=0.8)
    gaps = training - test
    head = say("More digits, less of a gap: from {first:.1f} to {last:.1f} points", first=gaps[0], last=gaps[-1])
    label(ax, head, say("digits that it learns from"), say("right (%)"))
    name_lines(ax)
    fig.alt = say("Shares of right training and test digits against the number of digits that were learned, from "
                  "{fewest:,} to {most:,}: the test digits lie lower, and the gap becomes narrower the more digits "
                  "there are.",
                  fewest=counts[0], most=counts[-1])
    return fig


def chosen(correct, count=100, draws=1000):
    """The first, second … last network by `count` digits: its share right there and on all others, mean of `draws`.
    correct: (networks, digits), whether it is read right."""
    random, total, shares = np.random.default_rng(0), correct.sum(axis=1), []
    for _ in range(draws):
        right = correct[:, random.choice(correct.shape[1], count, replace=False)].sum(axis=1)
        order = right.argsort(kind="stable")
        shares.append([right[order] / count, (total - right)[order] / (correct.shape[1] - count)])
    fig, ax = figure(6.4, 3.6)
    *others, winner = 100 * np.mean(shares, axis=0).T
    for pair in others:
        ax.plot([0, 1], pair, "o", linestyle="-", color=QUIET, linewidth=1.2)
    ax.plot([0, 1], winner, "o", linestyle="-", color=INK, linewidth=2,
            label=say("{name}: {sentence}", name=say("the winner"), sentence=f"{winner[1]:.1f}"))
    note(ax, say("best of {networks} here: {share:.1f}", networks=len(correct), share=winner[0]), (0, winner[0]),
         (30, 0))
    ax.set_xlim(-0.15, 1.05)
    ax.set_xticks([0, 1], [say("the {count} digits", count=count), say("all other digits")])
    title = say("Best on {count} digits, and no better than others on the rest", count=count)
    label(ax, title, y=say("right (%), mean of {draws:,} draws", draws=draws))
    name_lines(ax)
    fig.alt = say("{networks} lines: the share right of the first, second and so on to the last network, on the "
                  "{count} digits that they were put in order by, and on all others. The winner falls back.",
                  networks=len(correct), count=count)
    return fig
