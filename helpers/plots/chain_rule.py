"""The chain rule with numbers: a nudge that travels. Slide P14-2; notebook 05, `ChainNudge`."""

import numpy as np
from matplotlib.patches import Rectangle

from ..words import clauses, later, say
from .backprop import four, two
from .diagram import HALO, bracketed
from .sheet import arrow, ball, put, put_text, sheet
from .style import BLUE, GREY, QUIET


def factors(paths, slopes):
    """The slopes along each of the paths, such as "sxz"; slopes {"sx": dx/ds, …}."""
    return [[slopes[path[k : k + 2]] for k in range(len(path) - 1)] for path in paths]


def chain_rule(formulas, paths, slopes, nudge, truth):
    """A nudge of the first variable travels along every arrow to the last one, z, whose change is the `truth`."""
    along = factors(paths, slopes)
    products = [" · ".join(bracketed(slope, two) for slope in some) for some in along]
    lanes = {name: {} for path in paths for name in path}  # of each its change over each path that leads there
    for path, some in zip(paths, along, strict=True):
        for k, name in enumerate(path):
            lanes[name][path[:k]] = nudge * np.prod(some[:k])
    lanes = {name: [*parts.values()] for name, parts in lanes.items()}
    one, more = later("Along the path slopes multiply: {words}"), later("Slopes multiply, and paths add up: {words}")
    title = say(more if len(paths) > 1 else one, words=f"{' + '.join(products)} = {two(sum(map(np.prod, along)))}")
    fig = sheet(7, 2.6, title)
    put_text(fig, 0.1, 2.1, formulas, GREY, ha="left")
    places = {path[1]: np.array([3.5, 0.75 + len(paths) / 2 - k]) for k, path in enumerate(paths)}
    places |= {paths[0][0]: np.array([0.9, 1.25]), "z": np.array([6.1, 1.25])}
    for (start, end), slope in slopes.items():
        way = places[end] - places[start]
        gap = 0.22 * way / np.hypot(*way)
        arrow(fig, places[start] + gap, places[end] - gap, GREY)
        put_text(fig, *(places[start] + 0.5 * way), f"×{two(slope)}", bbox=HALO)
    inch = 1.3 / max(*np.abs([sum(parts) for parts in lanes.values()]), abs(truth), 1e-12)
    for name, (x, y) in places.items():
        ball(fig, x, y, 0.2)
        put_text(fig, x, y, f"${name}$", size=11.5, zorder=4)
        bar(fig, x, y - 0.32, inch * np.array(lanes[name]), f"Δ{name} = {two(sum(lanes[name]))}", BLUE)
    bar(fig, 6.1, 0.5, [inch * truth], say("in truth {truth}", truth=two(truth)), QUIET)
    fig.alt = say("A graph of {formulas} with a slope on each arrow: {words}. The nudge {nudge} changes z by {rule} by "
                  "the rule and by {truth} in truth.", formulas=formulas, words=clauses(products),
                  nudge=four(nudge), rule=four(sum(lanes["z"])), truth=four(truth))
    return fig


def bar(fig, x, y, lengths, words, color):
    """A change as a bar, in parts of these lengths, and its number below."""
    ends = np.cumsum([0, *lengths]) - sum(lengths) / 2
    for start, length in zip(ends, lengths, strict=False):
        put(fig, Rectangle((x + start, y - 0.05), length, 0.1, facecolor=color, edgecolor="white", linewidth=0.8))
    put_text(fig, x, y - 0.17, words)
