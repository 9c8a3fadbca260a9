"""Where deep learning comes from, and its three steps. Slides P13-1 to P13-3; notebook 00."""

import numpy as np
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from ...lecture import TIMELINE
from ...plots.style import BLUE, GREY, INK, ORANGE, PALE_BLUE, QUIET, figure, label
from ...words import clauses, later, say

STEPS = (  # P13-3: what the slide calls the step, what it is in deep learning, the notebooks (told in `three_steps`)
    (later("define a set\nof functions"), later("neural network"), later("notebooks 01, 02, 03")),
    (later("goodness\nof a function"), later("loss"), later("notebook 04")),
    (later("pick the best\nfunction"), later("gradient descent"), later("notebooks 04b, 05")),
)
UP, DOWN = later("{when} up: {event}"), later("{when} down: {event}")
LATER = later("{when} up, added later: {event}")


def three_steps():
    """Three boxes and two arrows, with the notebooks below each; returns a Figure."""
    fig, ax = figure(7, 2.3)
    fig.set_layout_engine("constrained", w_pad=0, h_pad=0)
    ax.set(xlim=(0, 7), ylim=(0, 2.3))
    ax.axis("off")
    look = {"boxstyle": "round,pad=0,rounding_size=0.12", "facecolor": PALE_BLUE, "edgecolor": BLUE, "linewidth": 1.2}
    for k, (name, meaning, notebooks) in enumerate(STEPS):
        left = 0.1 + 2.4 * k
        ax.add_patch(FancyBboxPatch((left, 0.45), 2, 1.75, **look))
        write(ax, left + 1, 2.0, say("Step {k}", k=k + 1), 10, GREY)
        write(ax, left + 1, 1.5, say(name), 12.5, INK, weight="bold")
        write(ax, left + 1, 0.8, say(meaning), 12, BLUE)
        write(ax, left + 1, 0.2, say(notebooks), 10, GREY)
        if k:
            ends = (left - 0.38, 1.32), (left - 0.02, 1.32)
            ax.add_patch(FancyArrowPatch(*ends, arrowstyle="-|>", mutation_scale=16, color=INK))
    fig.alt = say(
        "The three steps of deep learning. 1, define a set of functions: neural network (notebooks 01, 02, 03); 2, "
        "goodness of a function: loss (notebook 04); 3, pick the best function: gradient descent (notebooks 04b, 05)."
    )
    return fig


def write(ax, x, y, text, size, color, **look):
    ax.text(x, y, text, fontsize=size, color=color, ha="center", va="center", **look)


def timeline():
    """The ups and downs, each event a row, joined to its place on an axis of years; returns a Figure."""
    fig, ax = figure(7, 4.4)
    rows = np.linspace(1957, 2018, len(TIMELINE))
    for event, row in zip(TIMELINE, rows, strict=True):
        color, mark = (BLUE, "^") if event.up else (ORANGE, "v")
        ax.plot([0, 0.7, 1], [event.year, row, row], color=QUIET, linewidth=1.2, zorder=1)
        ax.plot(1.1, row, mark, color=color, markersize=9, markerfacecolor="white" if event.later else color)
        ax.text(1.3, row, say(event.when), va="center", fontsize=10, color=INK, weight="bold")
        ax.text(2.4, row, say(event.text), va="center", fontsize=10, color=GREY if event.later else INK)
    ax.set(xlim=(0, 8), ylim=(2019, 1955), xticks=[], yticks=range(1960, 2020, 10))
    ax.spines["bottom"].set_visible(False)
    label(ax, say("Down twice, and up again: ▲ up   ▼ down   △ added to the slide later"))
    each = clauses(
        say(DOWN if not e.up else LATER if e.later else UP, when=say(e.when), event=say(e.text)) for e in TIMELINE
    )
    fig.alt = say("Ups and downs of deep learning. {each}.", each=each)
    return fig
