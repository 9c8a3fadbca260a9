"""The chain rule with numbers: a nudge that travels. Slide P14-2; notebook 05, `ChainNudge`."""

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from ..words import say
from .backprop import HALO, arrow, canvas, four, put_words, short_number, two
from .sheet import ball, put
from .style import BLUE, GREY, INK, QUIET


def chain_rule(at=0.7, nudge=0.1):
    """Both cases with numbers: a nudge of the first variable travels along every arrow to the last one."""
    fig = canvas(7, 3.15, say("Along a path slopes multiply; where paths meet, they add"))
    put_words(fig, 0.1, 2.65, say(r"Case 1:  $y = x^2,\ \ z = \sin y$"), GREY, ha="left")
    put_words(fig, 3.5, 2.65, say(r"Case 2:  $x = s^2,\ \ y = \sin s,\ \ z = xy + y^2$"), GREY, ha="left")
    dy, dz = 2 * at, np.cos(at**2)
    x, y, dx, dy2 = at**2, np.sin(at), 2 * at, np.cos(at)
    slope, rule1, true2 = y * dx + (x + 2 * y) * dy2, dz * dy * nudge, two_paths(at + nudge) - two_paths(at)
    true1 = np.sin((at + nudge) ** 2) - np.sin(at**2)
    one = {"x": (0.55, 1.3), "y": (1.65, 1.3), "z": (2.75, 1.3)}
    two_ways = {"s": (4, 1.3), "x": (5.25, 1.85), "y": (5.25, 0.75), "z": (6.4, 1.3)}
    inch = 0.66 / max(*np.abs([nudge, dy * nudge, dx * nudge, rule1, true1, slope * nudge, true2]), 1e-12)  # in both
    for places, changes, truth, slopes in (
        (one, (nudge, dy * nudge, rule1), true1, {"xy": dy, "yz": dz}),
        (two_ways, (nudge, dx * nudge, dy2 * nudge, slope * nudge), true2,
         {"sx": dx, "xz": y, "sy": dy2, "yz": x + 2 * y}),
    ):
        for (start, end), factor in slopes.items():
            travel(fig, places[start], places[end], factor)
        for (name, place), change in zip(places.items(), changes, strict=True):
            ball(fig, *place, 0.2)
            put_words(fig, *place, f"${name}$", size=11.5, zorder=4)
            above = place[1] > 1.5
            bar(fig, place, inch * change, 0.32 if above else -0.32, f"Δ{name} = {two(change)}", BLUE)
        if len(places) > 3 and 0 < y * dx / slope < 1:  # the part over x, and that over y
            x = place[0] + inch * slope * nudge * (y * dx / slope - 0.5)
            put(fig, Line2D([x, x], [place[1] - 0.37, place[1] - 0.27], color="white", linewidth=2, zorder=3))
        bar(fig, place, inch * truth, -0.72, say("in truth {truth}", truth=two(truth)), QUIET)
    fig.alt = say("The chain rule at {point}, nudged by {nudge}. Case 1: slopes {first_slope} and {second_slope}, "
                  "product {product}; Δz is {case_1_by_rule} by the rule and {case_1_in_truth} in truth. Case 2: the "
                  "path over x gives {over_x}, the path over y {over_y}, their sum is {sum}; Δz is {case_2_by_rule} by "
                  "the rule and {case_2_in_truth} in truth.",
                  point=short_number(at), nudge=short_number(nudge), first_slope=four(dy), second_slope=four(dz),
                  product=four(dy * dz), case_1_by_rule=four(rule1), case_1_in_truth=four(true1), over_x=four(y * dx),
                  over_y=four((x + 2 * y) * dy2), sum=four(slope), case_2_by_rule=four(slope * nudge),
                  case_2_in_truth=four(true2))
    return fig


def two_paths(s):
    x, y = s**2, np.sin(s)
    return x * y + y**2


def travel(fig, start, end, slope):
    """An arrow that carries a slope."""
    start, way = np.array(start), np.subtract(end, start)
    gap = 0.22 * way / np.hypot(*way)
    arrow(fig, start + gap, start + way - gap, GREY, 1.2)
    put_words(fig, *(start + (0.42 if way[1] > 0 else 0.5) * way), f"×{two(slope)}", bbox=HALO)


def bar(fig, place, length, up, words, color):
    """A change as a bar of this length above or below a ball, and its number."""
    left, middle = place[0] - length / 2, place[1] + up
    put(fig, Rectangle((left, middle - 0.05), length, 0.1, facecolor=color))
    put_words(fig, place[0], middle + (0.17 if up > 0 else -0.17), words, INK if color == BLUE else GREY, 10)
