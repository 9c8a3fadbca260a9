"""Where deep learning comes from, and its three steps. Slides P13-1 to P13-3; notebook 00."""

import numpy as np
from matplotlib.patches import FancyBboxPatch

from ...lecture import TIMELINE
from ...plots.sheet import Chart, arrow, put, put_text, sheet
from ...plots.style import BLUE, GREY, INK, LIGHT, ORANGE, PALE_BLUE, QUIET, RED, WORDS, figure, label
from ...words import clauses, later, say

STEPS = (  # P13-3: what the slide calls the step, what it is in deep learning, the notebooks (told in `three_steps`)
    (later("define a set\nof functions"), later("neural network"), later("notebooks 01, 02, 03")),
    (later("goodness\nof a function"), later("loss"), later("notebook 04")),
    (later("pick the best\nfunction"), later("gradient descent"), later("notebooks 04b, 05")),
)
UP, DOWN = later("{when} up: {event}"), later("{when} down: {event}")
LATER = later("{when} up, added later: {event}")


def three_steps():
    """Three boxes and two arrows, a little picture in each, with the notebooks below; returns a Figure."""
    fig = sheet(7, 2.9)
    look = {"boxstyle": "round,pad=0,rounding_size=0.12", "facecolor": PALE_BLUE, "edgecolor": BLUE, "linewidth": 1.2}
    for k, ((name, meaning, notebooks), draw) in enumerate(zip(STEPS, (functions, gaps, valley), strict=True)):
        left = 0.1 + 2.4 * k
        put(fig, FancyBboxPatch((left, 0.4), 2, 2.4, **look))
        put_text(fig, left + 1, 2.46, say("{k}. {name}", k=k + 1, name=say(name)), size=11.5, weight="bold")
        draw(Chart(fig, left + 0.2, 1, 1.6, 0.9, (-0.8, 0.8), (-0.45, 0.45)).line)
        put_text(fig, left + 1, 0.62, say(meaning), BLUE, 11.5)
        put_text(fig, left + 1, 0.18, say(notebooks), GREY)
        if k:
            arrow(fig, (left - 0.34, 1.5), (left - 0.06, 1.5))
    fig.alt = say("The three steps of deep learning. 1, define a set of functions: neural network (notebooks 01, 02, "
                  "03); 2, goodness of a function: loss (notebook 04); 3, pick the best function: gradient descent "
                  "(notebooks 04b, 05).")
    return fig


ACROSS = np.linspace(-0.8, 0.8, 61)
POINTS = np.linspace(-0.7, 0.7, 6), np.array([-0.3, -0.34, -0.05, 0.12, 0.3, 0.28])


def functions(line):
    """A bundle of curves."""
    for slope in (-1.5, -0.6, 0.3, 1.2, 3):
        line(ACROSS, 0.42 * np.tanh(slope * ACROSS) + 0.1 * np.sin(4 * ACROSS), color=BLUE, linewidth=1.2)


def gaps(line):
    """A curve and how far points are from it."""
    line(ACROSS, 0.25 * ACROSS, color=BLUE, linewidth=2)
    for across, up in np.transpose(POINTS):
        line([across] * 2, [0.25 * across, up], color=RED, linewidth=2)
        line([across], [up], marker="o", color=INK, markersize=5)


def valley(line):
    """Steps down into a valley."""
    line(ACROSS, 1.3 * ACROSS**2 - 0.42, color=BLUE, linewidth=2)
    places = -0.76 * 0.55 ** np.arange(5)
    line(places, 1.3 * places**2 - 0.42, marker="o", color=INK, linewidth=1.2, markersize=5)


def timeline():
    """The ups and downs, each event a row, joined to its place on an axis of years; returns a Figure."""
    fig, ax = figure(7, 4.4)
    rows = np.linspace(1957, 2018, len(TIMELINE))
    for event, row in zip(TIMELINE, rows, strict=True):
        color, mark = (BLUE, "^") if event.up else (ORANGE, "v")
        ax.plot([0, 0.7, 1], [event.year, row, row], color=LIGHT, linewidth=1.2, zorder=1)
        ax.plot(1.1, row, mark, color=color, markersize=9, markerfacecolor="white" if event.later else color)
        color = WORDS.get(color, color)
        ax.text(1.3, row, say(event.when), va="center", fontsize=10, color=color, weight="bold")
        ax.text(2.4, row, say(event.text), va="center", fontsize=10, color=INK if event.up else color)
    ax.set(xlim=(0, 8), ylim=(2020, 1954.5), xticks=[], yticks=range(1960, 2020, 10))
    ax.spines["bottom"].set_visible(False)
    label(ax, say("Hopes fell twice, and twice they came back"))
    later_ones = [row for event, row in zip(TIMELINE, rows, strict=True) if event.later]
    ax.plot([6.9, 6.9], [later_ones[0], later_ones[-1]], color=QUIET, linewidth=2)
    ax.text(7, np.mean(later_ones), say("added\nto the slide\nlater"), va="center", fontsize=10, color=GREY)
    each = clauses(say(DOWN if not e.up else LATER if e.later else UP, when=say(e.when), event=say(e.text))
                   for e in TIMELINE)
    fig.alt = say("Ups and downs of deep learning. {each}.", each=each)
    return fig
