"""ChainNudge: pull the first quantity of slide P14-2's two cases, and see the nudge travel along the chain rule.

The page works out all numbers (chain_table.js), and goes on doing so when the kernel is gone. By the protocol of
page.py:

    hello                        where it begins
"""

from typing import NamedTuple

import numpy as np

from ..plots.backprop import short_number
from ..plots.chain_rule import chain_rule, factors
from ..validate import choose, number
from ..words import later, say
from .page import Page, files

PLACES, FARTHEST, ZOOMS = 50, 1.5, (1, 10, 100)  # nudges each way, largest point, magnifications


class Case(NamedTuple):
    """One picture of the slide: its paths to z, z of the first quantity, and there the slope of each arrow."""

    formulas: str
    paths: tuple
    z: callable
    slopes: callable


CASES = {
    1: Case("y = x², z = sin y", ("xyz",), lambda x: np.sin(x**2), lambda x: {"xy": 2 * x, "yz": np.cos(x**2)}),
    2: Case("x = s², y = sin s, z = xy + y²", ("sxz", "syz"), lambda s: s**2 * np.sin(s) + np.sin(s) ** 2,
            lambda s: {"sx": 2 * s, "sy": np.cos(s), "xz": np.sin(s), "yz": s**2 + 2 * np.sin(s)}),
}


def slope(case, at):
    """Of z, there: the sum of the products of the slopes along each path."""
    _, paths, _, slopes = CASES[case]
    return sum(map(np.prod, factors(paths, slopes(at))))


class ChainNudge(Page):
    """ChainNudge(): case 1 at x = 0.7, nudged by 0.1.

    case   1: y = x², z = sin y; 2: x = s², y = sin s, z = xy + y²
    at     where the first quantity stands, from -1.5 to 1.5
    nudge  its change, from -0.5 / zoom to 0.5 / zoom in steps of 0.01 / zoom
    zoom   1, 10 or 100: how much finer the nudges are; the bars are drawn on a scale that fits them
    """

    _esm, _css = files("stage", "chain_nudge")
    _heading = later("A nudge through the chain rule")
    _run = later("Run this cell, and you can pull the first quantity and watch the nudge travel.")

    def __init__(self, case=1, at=0.7, nudge=0.1, zoom=1):
        self.case, self.zoom = choose("case", case, CASES), choose("zoom", zoom, ZOOMS)
        self.at = number("at", at, low=-FARTHEST, high=FARTHEST)
        reach = PLACES / 100 / zoom
        self.place = round(100 * zoom * number("nudge", nudge, low=-reach, high=reach))
        self.nudge = self.place / 100 / zoom
        super().__init__()

    def _do_hello(self):
        return {"case": self.case, "at": self.at, "zoom": self.zoom, "place": self.place}

    # ---- where no page shows it ----

    def __repr__(self):
        formulas, paths, z, _ = CASES[self.case]
        rule = slope(self.case, self.at) * self.nudge
        return (f"<ChainNudge: case {self.case}, {formulas}; {paths[0][0]} = {self.at:g} nudged by {self.nudge:g}; "
                f"Δz is {rule:.4g} by the slopes, {z(self.at + self.nudge) - z(self.at):.4g} true>")

    def figure(self):
        """A still picture of the case at this point with this nudge, with its words in `.alt`."""
        formulas, paths, z, slopes = CASES[self.case]
        return chain_rule(formulas, paths, slopes(self.at), self.nudge, z(self.at + self.nudge) - z(self.at))

    def controls(self):
        return [(say("Case"), str(self.case)), (say("Point"), short_number(self.at)),
                (say("Nudge"), short_number(self.nudge)), (say("Magnify"), f"×{self.zoom}")]
