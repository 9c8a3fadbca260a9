"""How the hidden neurons vote on one digit. Slide P13-14, the hidden layers as a feature extractor; notebook 06."""

import numpy as np
from matplotlib.patches import Rectangle

from ...plots.digits import squares
from ...plots.sheet import Chart, put_text, put_title, sheet
from ...plots.style import BLUE, DIVERGING, GREY, INK, ORANGE, PAPER, QUIET
from ...words import say

NAMES = "ABCDEF"


def votes(x, weights, biases, activation):
    """One image x (pixels,) in a network with one hidden layer: its ink on the weights of the six neurons that vote
    most, and the score of each class as the sum of all votes. A vote is a neuron's a times its weight to the class."""
    a = activation(weights[0] @ x + biases[0])
    each = weights[1] * a  # (classes, neurons)
    scores = each.sum(axis=1) + biases[1]
    most = np.argsort(-np.abs(each[scores.argmax()]), kind="stable")[: len(NAMES)]
    fig, inked = sheet(7, 5.15), x * weights[0][most]
    put_title(fig, say("{count} neurons look at this digit and vote: it is a {said}", count=len(most),
                       said=scores.argmax()))
    pictures = [(x, PAPER, 0, 1, say("the digit"))]
    top = np.abs(inked).max() or 1
    heads = [f"{name}  {said:.2f}" for name, said in zip(NAMES, a[most], strict=False)]
    pictures += [(ink, DIVERGING, -top, top, head) for ink, head in zip(inked, heads, strict=True)]
    for k, (numbers, colors, low, high, head) in enumerate(pictures):
        tile = Chart(fig, 0.1 + 0.98 * k, 3.35, 0.92, 0.92)
        tile.image(squares(numbers[None])[0], colors, low, high)
        tile.head(head)
    above = say("the digit's ink on the weights of neurons A to F, and how active each is")
    below = say("blue votes for a class, orange against it, grey are all others, black is their sum")
    for height, words in ((4.67, above), (3.1, below)):
        put_text(fig, 0.1, height, words, fontsize=10, color=GREY, va="center")
    stacked(fig, np.column_stack([each[:, most], scores - each[:, most].sum(axis=1)]))
    fig.alt = say("A digit, its ink times the weights of the six neurons that vote most, and for each class the votes "
                  "of these and of all others. The sum is largest for {said}.", said=scores.argmax())
    return fig


def stacked(fig, votes):
    """A bar of votes (classes, neurons) for each class, for it to the right and against it to the left, the last one in
    grey; a line where they add up."""
    reach = 1.2 * max(np.abs(np.where(votes * side > 0, votes, 0).sum(axis=1)).max() for side in (1, -1))
    bars = Chart(fig, 0.4, 0.1, 6.4, 2.8, (-reach, reach), (9.6, -0.6))
    bars.line([0, 0], [-0.6, 9.6], color=INK, linewidth=0.8)
    small = np.abs(votes[:, :-1]) < 0.035 * reach  # no room for a letter: one of all others
    scores, votes = votes.sum(axis=1), np.column_stack([np.where(small, 0, votes[:, :-1]),
                                                        votes[:, -1] + (votes[:, :-1] * small).sum(axis=1)])
    for row, (score, all_votes) in enumerate(zip(scores, votes, strict=True)):
        ends = {True: 0.0, False: 0.0}
        for name, vote in zip([*NAMES[: len(all_votes) - 1], ""], all_votes, strict=True):
            start, color = ends[vote > 0], BLUE if vote > 0 else ORANGE
            bars.add(Rectangle((start, row - 0.38), vote, 0.76, facecolor=color if name else QUIET, edgecolor="white",
                               linewidth=0.8))
            if vote and abs(start + vote / 2 - score) > 0.025 * reach:
                bars.text(start + vote / 2, row, name, fontsize=9, color="white" if vote > 0 else INK, ha="center")
            ends[vote > 0] += vote
        bars.line([score] * 2, [row - 0.46, row + 0.46], color=INK, linewidth=3, solid_capstyle="butt")
        look = {"weight": "bold"} if row == scores.argmax() else {"color": GREY}
        bars.text(reach, row, f"{score:.1f}".replace("-", "−"), fontsize=10, ha="right", **look)
    bars.beside({k: k for k in range(len(votes))}, line=False)
