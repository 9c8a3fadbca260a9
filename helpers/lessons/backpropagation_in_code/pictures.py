"""What a gradient costs without memory (slides P14-13 to P14-15), and a training on its way."""

from itertools import product

import numpy as np
from matplotlib.lines import Line2D

from ...plots.boundary import answers, verdict
from ...plots.sheet import Chart, ball, put, put_text, round_numbers, sheet
from ...plots.style import BLUE, CLASS_COLORS, CLASS_MARKERS, EDGE, GREY, INK, PALE, PALE_RED, QUIET, RED, note
from ...words import say

FIELDS = 80  # along each side of a map


def recursion_trees(layers=(2, 2, 2)):
    """Every ∂l/∂z asked for alone: one tree a neuron, each ball one evaluation; red balls were evaluated before."""
    first = np.cumsum([1, *layers])
    neurons = [(layer, i) for layer, n in enumerate(layers) for i in range(n)]
    count = sum(int(np.prod(layers[layer + 1 : last]))
                for layer, _ in neurons for last in range(layer + 1, len(layers) + 1))
    fig = sheet(7, 0.62 * len(layers) + 0.95, say("Each ∂l/∂z on its own: {count} evaluations for {numbers} numbers",
                                                  count=count, numbers=len(neurons)))
    seen, left = set(), 0.3
    leaf = 6.4 / sum(np.prod(layers[layer + 1 :]) + 0.35 for layer, _ in neurons)
    for neuron in neurons:
        width = leaf * np.prod(layers[neuron[0] + 1 :])
        grow(fig, neuron, left, width, layers, first, seen)
        left += width + 0.35 * leaf
    for x, words, color in ((0.1, say("blue: for the first time"), BLUE),
                            (2.1, say("red: again, though it was known"), RED)):
        put_text(fig, x, 0.2, words, color, ha="left")
    fig.alt = say("{trees} trees, one for each neuron's ∂l/∂z, with {balls} balls in all; {again} of them, in red, "
                  "evaluate again what was known.", trees=len(neurons), balls=count, again=count - len(neurons))
    return fig


def grow(fig, neuron, left, width, sizes, first, seen):
    """One ball, below it the trees of the neurons that it feeds."""
    layer, i = neuron
    x, y = left + width / 2, fig.get_figheight() - 0.7 - 0.62 * layer
    again = neuron in seen
    seen.add(neuron)
    feeds = sizes[layer + 1] if layer + 1 < len(sizes) else 0
    for k in range(feeds):
        part = width / feeds
        put(fig, Line2D([x, left + (k + 0.5) * part], [y, y - 0.62], color=EDGE, linewidth=1.2, zorder=1))
        grow(fig, (layer + 1, k), left + k * part, part, sizes, first, seen)
    face, ink = (PALE_RED, RED) if again else (BLUE, BLUE)
    ball(fig, x, y, 0.16, face, ink)
    put_text(fig, x, y, f"$z_{first[layer] + i}$", RED if again else "white", 9.5, zorder=3)


def on_the_way(decide, X, y, costs, step):
    """What a network answers over the plane after so many steps, and its costs up to there.

    decide  points (n, 2) → scores (n, 2);  X (n, 2), y (n,) the examples;  costs  {step: cost} of the whole training
    """
    far, wrong = 1.12 * np.abs(X).max(), answers(decide, X).argmax(axis=1) != y
    fig = sheet(7, 3.45, say("Step {step:,}: {count} of {all} points still on the wrong side (dark rims)", step=step,
                             count=wrong.sum(), all=len(X)))
    plane = Chart(fig, 0.1, 0.15, 2.85, 2.85, (-far, far), (-far, far))
    side = far * (2 * (np.arange(FIELDS) + 0.5) / FIELDS - 1)
    fields = np.stack(np.meshgrid(side, -side), axis=-1).reshape(-1, 2)
    plane.image(answers(decide, fields)[:, 1].reshape(FIELDS, FIELDS), PALE, 0, 1)
    for k, missed in product((0, 1), (False, True)):
        look = {"marker": CLASS_MARKERS[k], "color": CLASS_COLORS[k], "markeredgecolor": INK if missed else "white"}
        plane.line(*X[(y == k) & (wrong == missed)].T, linestyle="none", markersize=4.6, markeredgewidth=0.8, **look)
    plane.frame()
    top, last = 1.1 * max(costs.values()), max(costs)
    fall = Chart(fig, 3.6, 0.55, 3.15, 2.35, (0, last), (0, top))
    fall.line([0, last], [np.log(2)] * 2, color=EDGE, linewidth=0.8)
    fall.text(last, np.log(2) + 0.05 * top, say("{cost:.2f}: half, half everywhere", cost=np.log(2)), color=GREY,
              ha="right")
    fall.below(round_numbers(0, last), say("step"))
    fall.beside(round_numbers(0, top))
    fall.line(list(costs), list(costs.values()), color=QUIET, linewidth=1.2)
    past = [one for one in costs if one <= step]
    fall.line(past, [costs[one] for one in past], color=BLUE, linewidth=2)
    fall.line([step], [costs[step]], marker="o", markersize=7, color=BLUE)
    words, offset = say("cost {cost:.2f}", cost=costs[step]), (16 - 32 * (step > last / 2), 16)
    note(fig, words, (step, costs[step]), offset, fall.transform)
    seen = verdict(answers(decide, X), y)
    fig.caption = say("After {step} steps the cost is {cost:.2f}. {seen}", step=step, cost=costs[step], seen=seen)
    fig.alt = say("Left, what the network answers over the plane, and {n} points of two classes; right, the cost of "
                  "all steps up to this one. {caption}", n=len(X), caption=fig.caption)
    return fig
