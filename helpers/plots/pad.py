"""The digit pad's still picture, for pages where no widget can run. Notebook 06."""

import numpy as np

from ..words import later, paragraph, say
from .style import BLUE, DIVERGING, EDGE, GREY, INK, PAPER, QUIET, figure, quiet_axes

TITLES = {"stroke": later("Stroke"), "crop": later("Crop"), "fit": "20 × 20", "frame": later("28 × 28, centred"),
          "wanted": later("Ink for a {target}?")}


def digit_pad(inks, signed, scores, target):
    """Pictures of the stages, the hidden layers, what would lead to the digit `target`, and the ten confidences.

    inks    {"stroke", "crop", "fit", "frame": picture with ink 1 and paper 0}
    signed  {name: picture with positive and negative numbers}, the last called "wanted"; {} where a model has none
    """
    pictures, columns = inks | signed, 4
    rows = len(pictures) // columns + 1  # with the scores
    fig, axes = figure(7, 1.9 * rows, rows, columns)
    axes = list(axes.flat)
    rest = axes[len(pictures)].get_gridspec()[-1, len(pictures) % columns :]
    for ax in axes[len(pictures) :]:
        ax.remove()
    for ax, (name, picture) in zip(axes, pictures.items(), strict=False):
        largest = np.abs(picture).max() or 1
        low, high, colors = (0, 1, PAPER) if name in inks else (-largest, largest, DIVERGING)
        ax.imshow(picture, cmap=colors, vmin=low, vmax=high, interpolation="nearest")
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set(visible=True, color=EDGE)
        title = TITLES.get(name) or later("Hidden layer {layer}")
        words = say(title, target=target, layer=name.removeprefix("hidden layer "))
        ax.set_title(words, fontsize=10, loc="left")
    read = say("The model reads a {digit}.", digit=scores.argmax()) if inks["frame"].any() else say("Nothing is drawn.")
    bars(fig.add_subplot(rest), scores, read)
    told = [
        say(
            "The digit pad as a still picture: the stroke, cut out, shrunk to 20 by 20 and centred in 28 by 28 pixels."
        ),
        say("The hidden layers' activations, and where ink would lead to another answer.") if signed else "",
        say("The ten confidences."),
        read,
    ]
    fig.alt = paragraph(filter(None, told))
    return fig


def bars(ax, scores, words):
    best = scores.argmax()
    colors = [BLUE if digit == best else QUIET for digit in range(len(scores))]
    ax.barh(range(len(scores)), scores, color=colors, height=0.7)
    for digit in np.flatnonzero(scores >= 0.005):
        color = INK if digit == best else GREY
        ax.text(scores[digit], digit, f" {scores[digit]:.2f}", va="center", fontsize=9, color=color)
    ax.set(xlim=(0, 1.15), ylim=(len(scores) - 0.5, -0.5), yticks=range(len(scores)), xticks=[])
    quiet_axes(ax)
    ax.spines["bottom"].set_visible(False)
    ax.set_title(words, fontsize=10, loc="left")
