"""The digits explorer's still picture, for pages where no widget can run. Notebook 06."""

from itertools import cycle

import numpy as np

from ..words import clauses, later, say
from .style import BLUE, GREY, INK, LIGHT, ORANGE, figure, label

RIGHT, LOSSES = (0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99), (0.01, 0.1, 1)  # marks on the two axes
DASHES = ["--", "-.", ":", (0, (6, 2, 1, 2, 1, 2))]


def height_right(shares):
    """Shares of right answers on an axis that is stretched towards all right: halving the errors is one step up."""
    return -np.log10(np.maximum(1 - np.asarray(shares, float), 0.005))


def height_loss(losses):
    return np.log10(np.clip(np.asarray(losses, float), 0.005, 3))


def structure(widths):
    return "-".join(map(str, widths)) or later("no hidden layer")


def explorer(curves, newest):
    """Accuracy and loss over the epochs: the newest run as a band of three starts, earlier ones as grey lines.

    curves  {number: (structure, [(epoch, three losses, three accuracies), …])}
    newest  the number of the run to show as a band
    """
    fig, axes = figure(7, 3.3, cols=2)
    dashes = cycle(DASHES)
    for number, (name, curve) in curves.items():
        key = say("{name}: {sentence}", name=number, sentence=say(name))
        style = dict(color=GREY, linewidth=1.4, linestyle=next(dashes), label=key)
        if number == newest:
            style |= dict(linewidth=2.2, linestyle="-")
        for ax, column, color, height in zip(axes, (2, 1), (BLUE, ORANGE), (height_right, height_loss), strict=True):
            epochs = [point[0] for point in curve]
            values = np.array([point[column] for point in curve], float)  # (points, starts)
            if number == newest:
                style["color"] = color
                low, high = height(values.min(axis=1)), height(values.max(axis=1))
                ax.fill_between(epochs, low, high, color=color, alpha=0.25, linewidth=0)
            ax.plot(epochs, height(values.mean(axis=1)), **style)
    _axes(axes)
    if curves:
        handles = axes[0].get_legend_handles_labels()[0]
        fig.legend(handles=handles, loc="outside lower left", ncols=3, frameon=False, fontsize=9.5)
    else:
        axes[0].text(0.5, 0.5, say("nothing trained yet"), transform=axes[0].transAxes, ha="center", color=INK)
    fig.alt = words(curves, newest)
    return fig


def _axes(axes):
    axes[0].set_yticks(height_right(RIGHT), [f"{100 * share:g}" for share in RIGHT])
    axes[1].set_yticks(height_loss(LOSSES), [f"{loss:g}" for loss in LOSSES])
    axes[0].set_ylim(0, height_right(1))
    axes[1].set_ylim(height_loss(0), height_loss(3))
    label(axes[0], say("Unseen digits right (%)"), say("epoch"))
    label(axes[1], say("Loss in training"), say("epoch"))
    for ax in axes:
        ax.set_xlim(left=0)
        ax.grid(axis="y", color=LIGHT, linewidth=0.8)


def words(curves, newest):
    """In words what is seen. Few digits: the last ones vary from machine to machine."""
    if newest not in curves:
        return say("The digits explorer before its first run: two empty charts, for accuracy and loss over the epochs.")
    parts = []
    for number, (name, curve) in curves.items():
        reached = [mark for mark in (50, 80, 90) if mark <= 100 * np.mean(curve[-1][2])]
        ends = later("{name} ends above {share} percent") if reached else later("{name} ends below {share} percent")
        ends = say(ends, name=say(name), share=reached[-1] if reached else 50)
        if number == newest:
            parts.append(say("{ends} (the newest run, in a band of three starts)", ends=ends))
        else:
            parts.append(say("{ends} (an earlier run, a grey line)", ends=ends))
    sentence = later("The digits explorer as a still picture, accuracy and loss over the epochs: {parts}.")
    return say(sentence, parts=clauses(parts))
