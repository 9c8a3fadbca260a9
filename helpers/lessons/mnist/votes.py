"""How the hidden neurons vote on one digit. Slide P13-14, the hidden layers as a feature extractor; notebook 06."""

from functools import partial

import numpy as np
from matplotlib.patches import Rectangle

from ...plots.diagram import fixed
from ...plots.digits import squares
from ...plots.sheet import Chart, put, put_text, sheet
from ...plots.style import DIVERGING, GREY, INK, PALE, PAPER
from ...words import both, say

tenths = partial(fixed, digits=1)
SHOWN, FRAMED, WIDE, HIGH = 6, 2, 0.755, 0.83  # neurons; inches of a column and of a row


def votes(x, weights, biases, activation):
    """One image x (pixels,) in a network with one hidden layer: why its class has a higher score than the next one.

    A vote is a neuron's a times its weight to the class; all votes and the bias add up to the score. Drawn are the
    neurons that make the most difference: the ink on their weights, their votes for both classes, and the lead.
    """
    each = weights[1] * activation(weights[0] @ x + biases[0])  # (classes, neurons)
    scores = each.sum(axis=1) + biases[1]
    best, second = np.argsort(-scores, kind="stable")[:2]
    lead = each[best] - each[second]
    most = np.argsort(-np.abs(lead), kind="stable")[:SHOWN]
    most = most[np.argsort(-lead[most], kind="stable")]
    part, whole = tenths(lead[most[:FRAMED]].sum()), tenths(scores[best] - scores[second])
    names = both(say("neuron {number}", number=number) for number in most[:FRAMED])
    fig = sheet(7, 4.55, say("Why {said}, not {second}: {names} put it {part} ahead; it leads by {whole}",
                             said=best, second=second, names=names, part=part, whole=whole))
    looks(fig, x, weights[0][most], most)
    rows = {say("for {digit}", digit=digit): (each[digit, most], scores[digit]) for digit in (best, second)}
    rows[say("lead")] = lead[most], scores[best] - scores[second]
    ends = [0, *(vote for line, _ in rows.values() for vote in line)]
    room = 0.36 * (max(ends) - min(ends)) or 1  # for the numbers
    for row, (name, (line, score)) in enumerate(rows.items()):
        place = 0.1, 2.05 - HIGH * row, 9 * WIDE, HIGH
        chart = Chart(fig, *place, (-0.5, 8.5), (min(ends) - room, max(ends) + room))
        chart.text(0, 0, name, fontsize=11.5, ha="center")
        voted(chart, line, score, room / 10)
    framed = WIDE * min(FRAMED, len(most))
    put(fig, Rectangle((0.1 + WIDE, 0.08), framed, 3.84, facecolor="none", edgecolor=INK, linewidth=2))
    put_text(fig, 0.1 + WIDE + framed / 2, 0.25, say("together {part}", part=part), size=11.5, weight="bold")
    fig.alt = say("A digit; its ink times the weights of the neurons that make the most difference between {said}, "
                  "which has the highest score, and {second}, the next; their votes for both, and the lead. A frame is "
                  "around those that put it farthest ahead.", said=best, second=second)
    return fig


def looks(fig, x, weights, numbers):
    """The digit, and its ink on the weights (neurons, pixels) of the neurons with these numbers."""
    words = say("the digit's ink on each neuron's weights: blue excites it, orange holds it back")
    put_text(fig, 0.1, 4.1, words, GREY, ha="left")
    top = 0.6 * np.abs(x * weights).max() or 1
    tiles = [(x, PAPER, 0, 1), *((x * w, DIVERGING, -top, top) for w in weights)]
    for k, (image, *look) in enumerate(tiles):
        Chart(fig, 0.13 + WIDE * k, 2.95, WIDE - 0.06, WIDE - 0.06).image(squares(image[None])[0], *look)
    names = [say("neuron"), *numbers, say("the rest"), say("score")]
    for k, name in enumerate(names):
        height = 3.78 if k <= len(numbers) else 3.3
        put_text(fig, 0.1 + WIDE * (k + 0.5), height, name)


def voted(chart, line, score, gap):
    """The votes as bars, pale but for those in the frame, numbers at a `gap`; what is left to the score, and that."""
    chart.line([0.6, len(line) + 0.4], [0, 0], color=INK, linewidth=0.8)
    for k, vote in enumerate(line, start=1):
        colors = DIVERGING if k <= FRAMED else PALE
        chart.add(Rectangle((k - 0.3, 0), 0.6, vote, facecolor=colors(float(vote > 0))))
        side, va = (1, "bottom") if vote > 0 else (-1, "top")
        chart.text(k, vote + side * gap, tenths(vote), fontsize=10, ha="center", va=va)
    chart.text(len(line) + 1, 0, tenths(score - line.sum()), fontsize=11.5, ha="center", color=GREY)
    chart.text(len(line) + 2, 0, tenths(score), fontsize=11.5, ha="center", weight="bold")

