"""The chain rule with numbers: a nudge that travels. Slide P14-2; notebook 05, `ChainNudge`."""

import numpy as np

from ..words import say
from .backprop import HALO, arrow, canvas, four, put_words, short_number
from .sheet import ball
from .style import BLUE, GREY, RED


def chain_rule(at=0.7, nudge=0.1):
    """Both cases with numbers: a nudge of the first variable travels along every arrow to the last one."""
    fig = canvas(7, 2.8)
    put_words(fig, 0.1, 2.6, say(r"Case 1:  $y = x^2,\ \ z = \sin y$"), size=11.5, ha="left")
    put_words(fig, 3.45, 2.6, say(r"Case 2:  $x = s^2,\ \ y = \sin s,\ \ z = xy + y^2$"), size=11.5, ha="left")
    dy, dz = 2 * at, np.cos(at**2)
    travel(fig, [(0.43, 1.3, "x"), (1.62, 1.3, "y"), (2.81, 1.3, "z")], [dy, dz], [nudge, dy * nudge, dz * dy * nudge])
    x, y, dx, dy2 = at**2, np.sin(at), 2 * at, np.cos(at)
    slope, rule1 = y * dx + (x + 2 * y) * dy2, dz * dy * nudge
    ends = (3.85, 1.3, "s"), (6.57, 1.3, "z")
    travel(fig, [ends[0], (5.21, 1.95, "x"), ends[1]], [dx, y], [nudge, dx * nudge, slope * nudge])
    travel(fig, [ends[0], (5.21, 0.65, "y"), ends[1]], [dy2, x + 2 * y], [nudge, dy2 * nudge, slope * nudge])
    true1, true2 = np.sin((at + nudge) ** 2) - np.sin(at**2), two_paths(at + nudge) - two_paths(at)
    for x0, rule, truth in ((1.62, rule1, true1), (5.2, slope * nudge, true2)):
        words = say("the rule's Δz {rule}, the true one {truth}", rule=four(rule), truth=four(truth))
        put_words(fig, x0, 0.1, words, RED)
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


def travel(fig, balls, slopes, changes):
    """Balls (x, y, name) in a row, joined by arrows that carry a slope; each with its change below."""
    for (x0, y0, _), (x1, y1, _), slope in zip(balls, balls[1:], slopes, strict=False):
        start, way = np.array([x0, y0]), np.array([x1 - x0, y1 - y0])
        gap = 0.22 * way / np.hypot(*way)
        arrow(fig, start + gap, start + way - gap, GREY, 1.2)
        share = 0.5 if y0 == y1 else 0.55 if x0 < 5 else 0.45
        put_words(fig, *(start + share * way), f"×{four(slope)}", size=9, bbox=HALO)
    for (x, y, name), change in zip(balls, changes, strict=True):
        ball(fig, x, y, 0.2)
        put_words(fig, x, y, f"${name}$", size=11.5, zorder=4)
        put_words(fig, x, y + 0.3 if y > 1.5 else y - 0.34, f"Δ{name} = {four(change)}", BLUE, 9)
