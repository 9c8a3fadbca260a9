"""What a learner guessed and what it is, side by side. All notebooks."""

import numpy as np

from ..words import later, say
from .digits import blank
from .style import BLUE, GREY, INK, LIGHT, ORANGE, figure, fold, headline, label, note

GUESSED = dict(color=ORANGE, marker="o", linestyle="--", linewidth=2, markersize=9, markeredgecolor=INK)
TRUE = dict(color=BLUE, marker="D", linestyle="-", linewidth=2, markersize=8, markeredgecolor=INK)
NAMES = later("your guess"), later("what it is")
NUMBER, PICTURE = 1.15, 2.4  # inches of a row


def beside(x, y, guess, truth):
    """A guessed curve (heights) and the true one in one picture; returns a Figure.

    x, y           axes (label, low, high)
    guess          None where the learner has made none
    """
    fig, ax = figure(5, 3)
    headline(fig, say("{name}: {sentence}", name=say(y[0]), sentence=said(truth)))
    draw(ax, x, y, guess, truth)
    if guess is not None:
        ax.legend(frameon=False, fontsize=10, loc="upper left", bbox_to_anchor=(1, 1))
    values = {"x": say(x[0]), "y": say(y[0]), "truth": said(truth)}
    if guess is None:
        fig.alt = say("Over {x}, {y}: what it is, {truth}.", **values)
    else:
        fig.alt = say("Over {x}, {y}: your guess, {guess}, beside what it is, {truth}.", **values, guess=said(guess))
    return fig


def said(values):
    """The two ends of a curve in words."""
    return say("a curve from {first:.3g} to {last:.3g}", first=values[0], last=values[-1]).replace("-", "−")


def draw(ax, x, y, guess, truth):
    for values, look, name in ((truth, TRUE, NAMES[1]), (guess, GUESSED, NAMES[0])):
        if values is None:
            continue
        look = look | {"label": say(name), "marker": None}
        ax.plot(np.linspace(x[1], x[2], len(values)), values, clip_on=False, **look)
    ax.set(xlim=x[1:], ylim=(min(y[1], *truth), max(y[2], *truth)))
    label(ax, "", say(x[0]), say(y[0]))


def rows(pairs):
    """Each guess of a notebook in a row of its own; returns a Figure.

    pairs  (question, kind, guess, truth, sentence) each; a kind has `words`, `picture`, and with a picture `x` and `y`
    """
    heights = [PICTURE if kind.picture else NUMBER for _, kind, *_ in pairs]
    fig, axes = figure(7, sum(heights) + 0.3, rows=len(pairs), squeeze=False, height_ratios=heights)
    for ax, (text, kind, guess, truth, _) in zip(axes[:, 0], pairs, strict=True):
        if kind.picture:
            draw(ax, kind.x, kind.y, guess, truth)
        elif hasattr(kind, "choices"):
            two_answers(ax, kind.plain(guess), kind.plain(truth))
        else:
            on_a_line(ax, kind, guess, truth)
        ax.set_title(fold(text.replace("`", ""), 76), loc="left", fontsize=10, color=INK)
    handles = [axes[0, 0].plot([], [], **look | {"linestyle": ""})[0] for look in (GUESSED, TRUE)]
    fig.legend(handles, map(say, NAMES), loc="outside lower left", ncols=2, frameon=False, fontsize=10)
    fig.alt = " ".join(f"{text} {words}" for text, *_, words in pairs)
    return fig


def on_a_line(ax, kind, guess, truth):
    """Guess and truth on the line of the guess's slider, so that near is near; without a slider on one of their own."""
    low, high = (min(guess, truth), max(guess, truth)) if kind.low is None else (kind.low, kind.high)
    if kind.log or kind.low is None and low > 0 and high > 20 * low:
        ax.set_xscale("log")
    ax.plot([min(low, truth), max(high, truth)], [0, 0], color=LIGHT, linewidth=3, zorder=0)
    if kind.low is not None:
        for end, place, side in ((low, -10, "right"), (high, 10, "left")):
            words = kind.words(end).removesuffix(say(kind.unit)).strip()
            note(ax, words, (end, 0), (place, 0), ha=side, fontsize=9, color=GREY, arrowprops=None)
    for value, look, place in ((truth, TRUE, (0, -17)), (guess, GUESSED, (0, 11))):
        ax.plot([value], [0], **look)
        note(ax, kind.words(value), (value, 0), place, va="baseline", arrowprops=None)
    ax.margins(x=0.2)
    ax.set(ylim=(-1, 1))
    ax.minorticks_off()
    blank(ax)


def two_answers(ax, guess, truth):
    for words, look, height in ((guess, GUESSED, 0.72), (truth, TRUE, 0.24)):
        ax.plot([0.02], [height], **look)
        note(ax, words, (0.02, height), (14, 0), arrowprops=None)
    ax.set(xlim=(0, 1), ylim=(0, 1))
    blank(ax)
