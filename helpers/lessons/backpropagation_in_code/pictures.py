"""What a gradient costs without memory (slides P14-13 to P14-15), and a training on its way."""

from itertools import product

import numpy as np
from matplotlib.lines import Line2D

from ...plots.backprop import canvas, put_words
from ...plots.boundary import answers, verdict
from ...plots.sheet import Chart, ball, put, put_title, round_numbers, sheet
from ...plots.style import BLUE, CLASS_COLORS, CLASS_MARKERS, EDGE, GREY, INK, PALE, PALE_RED, QUIET, RED
from ...words import say

FIELDS = 80  # along each side of a map


def recursion_trees(layers=(2, 2, 2)):
    """Every ∂l/∂z asked for alone: one tree a neuron, each ball one evaluation; red balls were evaluated before."""
    first = np.cumsum([1, *layers])
    neurons = [(layer, i) for layer, n in enumerate(layers) for i in range(n)]
    fig = canvas(7, 0.62 * len(layers) + 0.95)
    seen, count, left = set(), 0, 0.3
    leaf = 6.4 / sum(np.prod(layers[layer + 1 :]) + 0.35 for layer, _ in neurons)
    for neuron in neurons:
        width = leaf * np.prod(layers[neuron[0] + 1 :])
        count += grow(fig, neuron, left, width, layers, first, seen)
        left += width + 0.35 * leaf
    title = say("Each ∂l/∂z on its own: {count} evaluations for {numbers} numbers", count=count, numbers=len(neurons))
    put_words(fig, 0.1, fig.get_figheight() - 0.2, title, size=11.5, ha="left")
    for x, words, color in ((0.1, say("blue: for the first time"), BLUE),
                            (2.1, say("red: again, though it was known"), RED)):
        put_words(fig, x, 0.2, words, color, ha="left")
    fig.alt = say(
        "{trees} trees, one for each neuron's ∂l/∂z, with {balls} balls in all; {again} of them, in red, evaluate "
        "again what was known.",
        trees=len(neurons), balls=count, again=count - len(neurons),
    )
    return fig


def grow(fig, neuron, left, width, sizes, first, seen):
    """One ball, below it the trees of the neurons that it feeds; returns the number of balls."""
    layer, i = neuron
    x, y = left + width / 2, fig.get_figheight() - 0.7 - 0.62 * layer
    again, count = neuron in seen, 1
    seen.add(neuron)
    feeds = sizes[layer + 1] if layer + 1 < len(sizes) else 0
    for k in range(feeds):
        part = width / feeds
        put(fig, Line2D([x, left + (k + 0.5) * part], [y, y - 0.62], color=EDGE, linewidth=1.2, zorder=1))
        count += grow(fig, (layer + 1, k), left + k * part, part, sizes, first, seen)
    face, ink = (PALE_RED, RED) if again else (BLUE, BLUE)
    ball(fig, x, y, 0.16, face, ink)
    put_words(fig, x, y, f"$z_{first[layer] + i}$", RED if again else "white", 9.5, zorder=3)
    return count


def on_the_way(decide, X, y, costs, step):
    """What a network answers over the plane after so many steps, and its costs up to there.

    decide  points (n, 2) → scores (n, 2);  X (n, 2), y (n,) the examples;  costs  {step: cost} of the whole training
    """
    fig, far = sheet(7, 3.45), 1.12 * np.abs(X).max()
    plane = Chart(fig, 0.1, 0.15, 2.85, 2.85, (-far, far), (-far, far))
    side = far * (2 * (np.arange(FIELDS) + 0.5) / FIELDS - 1)
    fields = np.stack(np.meshgrid(side, -side), axis=-1).reshape(-1, 2)
    plane.image(answers(decide, fields)[:, 1].reshape(FIELDS, FIELDS), PALE, 0, 1)
    wrong = answers(decide, X).argmax(axis=1) != y
    for k, missed in product((0, 1), (False, True)):
        look = {"marker": CLASS_MARKERS[k], "color": CLASS_COLORS[k], "markeredgecolor": INK if missed else "white"}
        plane.line(*X[(y == k) & (wrong == missed)].T, linestyle="none", markersize=4.6, markeredgewidth=0.8, **look)
    plane.frame()
    top, last = 1.1 * max(costs.values()), max(costs)
    fall = Chart(fig, 3.6, 0.55, 3.15, 2.35, (0, last), (0, top))
    put_title(fig, say("Step {step:,}: {count} of {all} points still on the wrong side (dark rims)", step=step,
                       count=wrong.sum(), all=len(X)))
    fall.line([0, last], [np.log(2)] * 2, color=EDGE, linewidth=0.8)
    fall.text(last, np.log(2) + 0.05 * top, say("{cost:.2f}: half, half everywhere", cost=np.log(2)), fontsize=10,
              color=GREY, ha="right")
    fall.below(round_numbers(0, last), say("step"))
    fall.beside(round_numbers(0, top))
    fall.line(list(costs), list(costs.values()), color=QUIET, linewidth=1.2)
    past = [one for one in costs if one <= step]
    fall.line(past, [costs[one] for one in past], color=BLUE, linewidth=2)
    fall.line([step], [costs[step]], marker="o", markersize=7, color=BLUE)
    fall.note(say("cost {cost:.2f}", cost=costs[step]), (step, costs[step]), (16 - 32 * (step > last / 2), 16))
    seen = verdict(answers(decide, X), y)
    fig.caption = say("After {step} steps the cost is {cost:.2f}. {seen}", step=step, cost=costs[step], seen=seen)
    fig.alt = say(
        "Left, what the network answers over the plane, and {n} points of two classes; right, the cost of all steps up "
        "to this one. {caption}",
        n=len(X), caption=fig.caption,
    )
    return fig
