"""How the hidden neurons vote on one digit. Slide P13-14, the hidden layers as a feature extractor; notebook 06."""

import numpy as np
from matplotlib.patches import Rectangle

from ...plots.digits import squares
from ...plots.sheet import Chart, put_text, put_title, sheet
from ...plots.style import BLUE, DIVERGING, GREY, INK, ORANGE, PAPER, QUIET
from ...words import say, series

SHOWN, RIVALS, WIDE = 6, 3, 0.755  # neurons, classes, inches of a column


def votes(x, weights, biases, activation):
    """One image x (pixels,) in a network with one hidden layer: its ink on the weights of the six neurons that vote
    most, and below each its votes for the classes of the highest scores. A vote is a neuron's a times its weight to
    the class; with those of all others, and the bias, they add up to the score."""
    each = weights[1] * activation(weights[0] @ x + biases[0])  # (classes, neurons)
    scores = each.sum(axis=1) + biases[1]
    order = np.argsort(-scores, kind="stable")
    best, most = order[0], np.argsort(-np.abs(each[order[0]]), kind="stable")[:SHOWN]
    fig = sheet(7, 4.55)
    put_title(fig, say("Why a {said}: the {count} loudest of {neurons} neurons, and the rest", said=best,
                       count=len(most), neurons=len(weights[0])))
    looks(fig, x, weights[0][most], most)
    table = np.column_stack([each[:, most], scores - each[:, most].sum(axis=1)])[order]
    low, high = min(0, table[:RIVALS].min()), max(0, table[:RIVALS].max())
    room = 0.22 * (high - low) or 1  # for the numbers
    for row, (digit, line) in enumerate(zip(order[:RIVALS], table, strict=False)):
        chart = Chart(fig, 0.1, 2.05 - 0.83 * row, 9 * WIDE, 0.83, (-0.5, 8.5), (low - room, high + room))
        chart.text(0, 0, say("for {digit}", digit=digit), fontsize=11.5, ha="center")
        voted(chart, line, room / 8, {"weight": "bold"} if digit == best else {})
    rest = series(say("{digit}: {score}", digit=digit, score=signed(scores[digit])) for digit in sorted(order[RIVALS:]))
    words = say("the scores of the other digits: {rest}", rest=rest) if rest else ""
    put_text(fig, 0.1, 0.18, words, fontsize=9, color=GREY)
    fig.alt = say("A digit, its ink times the weights of the six neurons that vote most, and for the classes of the "
                  "highest scores the votes of these and of the rest. The sum is largest for {said}.", said=best)
    return fig


def looks(fig, x, weights, numbers):
    """The digit, and its ink on the weights (neurons, pixels) of the neurons with these numbers."""
    words = say("the digit's ink on the weights of six neurons: blue excites them, orange holds them back")
    put_text(fig, 0.1, 4.1, words, fontsize=10, color=GREY, va="center")
    top = 0.6 * np.abs(x * weights).max() or 1
    tiles = [(x, PAPER, 0, 1), *((x * w, DIVERGING, -top, top) for w in weights)]
    for k, (image, *look) in enumerate(tiles):
        Chart(fig, 0.13 + WIDE * k, 2.95, WIDE - 0.06, WIDE - 0.06).image(squares(image[None])[0], *look)
    names = [say("neuron"), *numbers, say("the rest"), say("score")]
    for k, name in enumerate(names):
        height = 3.78 if k <= len(numbers) else 3.3
        put_text(fig, 0.1 + WIDE * (k + 0.5), height, name, fontsize=10, color=INK, ha="center", va="center")


def voted(chart, line, gap, look):
    """The votes for one class as bars, the last one of the rest, numbers at a `gap`, and their sum."""
    chart.line([0.6, len(line) + 0.4], [0, 0], color=INK, linewidth=0.8)
    for k, vote in enumerate(line, start=1):
        color = QUIET if k == len(line) else BLUE if vote > 0 else ORANGE
        chart.add(Rectangle((k - 0.3, 0), 0.6, vote, facecolor=color))
        side, va = (1, "bottom") if vote > 0 else (-1, "top")
        chart.text(k, vote + side * gap, signed(vote), fontsize=9, ha="center", va=va)
    chart.text(len(line) + 1, 0, signed(line.sum()), fontsize=11.5, ha="center", **look)


def signed(number):
    return f"{number.round(1) + 0:.1f}".replace("-", "−")
