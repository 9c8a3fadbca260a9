"""Structures compared: where the parameters sit, and what depth and width do for digits. Notebooks 06 and 07; slides
P13-17 and P13-18.

Training ends a little differently on each computer, so the alt text of `starts` leaves its numbers out.
"""

import numpy as np

from ..words import clauses, later, say
from .sheet import Chart, sheet
from .style import BLUE, INK, LIGHT, ORANGE, SHADES, figure, label


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
        ax.text(count, place, f" {count:,}", va="center", fontsize=10, color=INK)
    ax.set(xlim=(0, 1.15 * max(counts)), xticks=[], ylim=(len(counts) - 0.4, -0.6))
    ax.spines["bottom"].set_visible(False)
    share = max(counts) / network.n_parameters
    label(ax, say("{share:.0%} of the {count:,} parameters lie in {name}", share=share, count=network.n_parameters,
                  name=names[counts.index(max(counts))].split()[0]))
    fig.alt = say("Bars of where the {count:,} parameters sit: {words}.",
                  count=network.n_parameters, words=clauses(words))
    return fig


def starts(results, title=""):
    """A dot for each start of each structure; results: {name: accuracy, or accuracies (starts,)}."""
    fig, ax = figure(7, 0.42 * len(results) + 1.0)
    for place, accuracies in enumerate(results.values()):
        right = 100 * np.ravel(accuracies)
        ax.plot(right, np.full(len(right), place), "o", color=BLUE, markersize=8, alpha=0.7)
        ax.plot([0, right.min()], [place] * 2, color=LIGHT, linewidth=3, zorder=0)
        ax.text(right.max() + 2, place, f"{right.mean():.1f}", va="center", fontsize=10, color=INK)
    ax.set_yticks(range(len(results)), results)
    ax.set(ylim=(len(results) - 0.5, -0.5), xlim=(0, 108), xticks=range(0, 101, 20))
    label(ax, title, say("unseen digits right (%)"))
    order = sorted(results, key=lambda name: -np.mean(results[name]))
    order = say("{one} before {two}", one="", two="").join(order)
    fig.alt = say("Dots for the share of unseen digits that are right. Best first: {order}.", order=order)
    return fig


def as_rows(trials):
    """Trials of structures with layers of one width as a table, for `depth_by_width`."""
    rows = [(len(t.structure), sum(t.structure[:1]), t.seed, t.accuracy, t.parameters, t.seconds) for t in trials]
    if not rows:
        raise ValueError(say("There is no trial to show: the search was stopped before its first one was done. "
                             "Run this cell again, and let it come to its end."))
    return np.rec.fromrecords(rows, names="depth, width, seed, accuracy, parameters, seconds")


QUANTITIES = {  # name: (of the cell's starts, how to write it)
    later("mean accuracy"): (lambda cell: 100 * cell["accuracy"].mean(), "{:.1f}"),
    later("worst start"): (lambda cell: 100 * cell["accuracy"].min(), "{:.1f}"),
    later("best minus worst start"): (lambda cell: 100 * np.ptp(cell["accuracy"]), "{:.1f}"),
    later("thousand parameters"): (lambda cell: cell["parameters"][0] / 1000, "{:.0f}"),
    later("seconds"): (lambda cell: np.median(cell["seconds"]), "{:.1f}"),
}


def depth_by_width(rows, quantity="mean accuracy"):
    """A table of depth x width; `quantity` of the starts of each cell, a name of QUANTITIES. A dash: not tried."""
    measure, form = QUANTITIES[quantity]
    depths, widths = np.unique(rows["depth"]), np.unique(rows["width"])
    cells = [[rows[(rows["depth"] == d) & (rows["width"] == w)] for w in widths] for d in depths]
    values = np.array([[measure(cell) if len(cell) else np.nan for cell in row] for row in cells])
    written = [["–" if np.isnan(value) else form.format(value) for value in row] for row in values]
    rows, columns = values.shape
    fig = sheet(6.2, 0.42 * rows + 0.95)
    chart = Chart(fig, 0.75, 0.5, 5.35, 0.42 * rows, (-0.5, columns - 0.5), (rows - 0.5, -0.5))
    low, high = np.nanmin(values), np.nanmax(values)
    chart.image(np.ma.masked_invalid(values), SHADES, low, high)
    for (i, j), words in np.ndenumerate(written):
        strong = values[i, j] > low + 0.75 * (high - low)
        chart.text(j, i, words, ha="center", fontsize=10, color="white" if strong else INK)
    chart.below(dict(enumerate(widths)), say("neurons in each hidden layer"), line=False)
    chart.beside(dict(enumerate(depths)), say("hidden layers"), line=False)
    unit = later(" (%)") if quantity in list(QUANTITIES)[:3] else ""
    ends = say("{least} to {most}", least=form.format(low), most=form.format(high))
    chart.head(say("{name}: {sentence}", name=f"{say(quantity)}{say(unit)}", sentence=ends))
    table = clauses(say("{depth} deep: {numbers}", depth=d, numbers=", ".join(row))
                    for d, row in zip(depths, written, strict=True))
    fig.alt = say("Table of {quantity}{unit} for widths {widths}. {table}.",
                  quantity=say(quantity), unit=say(unit), widths=", ".join(map(str, widths)), table=table)
    return fig
