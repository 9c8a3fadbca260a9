"""The losses of a network that learns text, over the epochs."""

import numpy as np

from ...plots.style import LIGHT, TRAINING, UNSEEN, figure, label, name_lines
from ...words import later, say


def losses(rows):
    """Training and test loss of table `text` over the epochs: the mean of the starts in a band of all."""
    fig, ax = figure(7, 3.1)
    epochs = np.unique(rows["epoch"])
    for name, look in ((later("training"), TRAINING), (later("test"), UNSEEN)):
        values = np.array([rows[name][rows["epoch"] == epoch] for epoch in epochs])
        ax.fill_between(epochs, values.min(axis=1), values.max(axis=1), color=look["color"], alpha=0.2, linewidth=0)
        ax.plot(epochs, values.mean(axis=1), **look, label=say(name))
    ax.grid(axis="y", color=LIGHT, linewidth=0.8)
    label(ax, "", say("epoch"), say("loss"))
    name_lines(ax)
    fig.alt = say("Loss over {epochs} epochs: the training loss falls furthest; the test loss ends clearly above "
                  "it.", epochs=len(epochs))
    return fig
