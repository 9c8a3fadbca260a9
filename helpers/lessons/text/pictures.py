"""A window on a text, and the losses of a network that learns text, over the epochs."""

import numpy as np
from matplotlib.patches import Rectangle

from ...plots.sheet import Chart, sheet
from ...plots.style import INK, LIGHT, PALE_INK, TRAINING, UNSEEN, figure, free, label, name_lines, note
from ...words import clauses, later, say


def sliding(text, length, steps=4):
    """A window of so many characters at the first places of a text, one below the other, and what follows it in ink."""
    title = say("{length} characters go in, and the network guesses the one in the box", length=length)
    fig = sheet(7, 0.42 * steps + 0.5, title)
    shown = length + steps + 3
    chart = Chart(fig, 0.1, 0.1, 6.8, 0.42 * steps, (0, shown), (steps, 0))
    for row in range(steps):
        chart.add(Rectangle((row, row + 0.12), length, 0.76, facecolor=LIGHT, edgecolor="none"))
        chart.add(Rectangle((row + length, row + 0.12), 1, 0.76, facecolor="none", edgecolor=INK, linewidth=2))
        for place, character in enumerate(text[:shown]):
            seen = row <= place <= row + length
            look = {"color": INK if seen else PALE_INK, "ha": "center", "fontsize": 11.5}
            chart.text(place + 0.5, row + 0.5, character.replace(" ", "␣"), **look)
    pairs = clauses(say("“{seen}” → “{next}”", seen=text[row:row + length], next=text[row + length])
                    for row in range(steps))
    fig.alt = say("A window moves over the text, one place further in each row. It and what follows: {pairs}.",
                  pairs=pairs)
    return fig


def losses(rows):
    """Training and test loss of table `text` over the epochs: the mean of the starts in a band of all."""
    fig, ax = figure(7, 3.1)
    epochs = np.unique(rows["epoch"])
    for name, look in ((later("training"), TRAINING), (later("test"), UNSEEN)):
        values = np.array([rows[name][rows["epoch"] == epoch] for epoch in epochs])
        ax.fill_between(epochs, values.min(axis=1), values.max(axis=1), color=look["color"], alpha=0.2, linewidth=0)
        ax.plot(epochs, values.mean(axis=1), **look, marker="o", markersize=4,
                label=say("{name}: {sentence}", name=say(name), sentence=f"{values[-1].mean():.2f}"))
    ax.grid(axis="y", color=LIGHT, linewidth=0.8)
    many = say("all {count} starts", count=values.shape[1])
    note(ax, many, (epochs[len(epochs) // 3], values[len(epochs) // 3].max()), (20, 26))
    best, lowest = epochs[values.mean(axis=1).argmin()], values.mean(axis=1).min()  # the test loss was drawn last
    words = say("lowest: {value:.2f}", value=lowest)
    note(ax, words, (best, lowest), free(ax, (best, lowest), words))
    label(ax, say("The test loss is lowest after epoch {best}, training goes on falling", best=best),
          say("epoch"), say("loss"))
    name_lines(ax)
    fig.alt = say("Loss over {epochs} epochs: the training loss falls furthest; the test loss ends clearly above "
                  "it.", epochs=len(epochs))
    return fig
