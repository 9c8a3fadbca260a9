"""ChainNudge: pull the first quantity of slide P14-2's two cases, and see the nudge travel along the chain rule.

Python works out every nudge of a grid in one table; the page moves through it by itself, and goes on doing so when the
kernel is gone. By the protocol of page.py:

    hello                        the table
    set, case, at, zoom, place   another case, point, magnification or nudge; what is left out stays
    pull, place                  the nudge alone, counted in hundredths of 1 / zoom
"""

from typing import NamedTuple

import numpy as np

from ..plots.backprop import short_number
from ..plots.chain_rule import chain_rule
from ..validate import choose, number, whole
from ..words import later, say
from .page import Page, files

PLACES, FARTHEST, ZOOMS = 50, 1.5, (1, 10, 100)  # nudges each way, largest point, magnifications


class Case(NamedTuple):
    """One picture of the slide: a function of the first quantity's values (n,), and the slopes at one of them."""

    formulas: str
    paths: tuple  # each from the first quantity to z
    values: callable  # → {quantity: (n,)}, the first one included
    slopes: callable  # → {arrow: slope}, as {"xy": dy/dx}


CASES = {
    1: Case("y = x²,  z = sin y", ("xyz",),
            lambda x: {"x": x, "y": x**2, "z": np.sin(x**2)},
            lambda x: {"xy": 2 * x, "yz": np.cos(x**2)}),
    2: Case("x = s²,  y = sin s,  z = xy + y²", ("sxz", "syz"),
            lambda s: {"s": s, "x": s**2, "y": np.sin(s), "z": s**2 * np.sin(s) + np.sin(s) ** 2},
            lambda s: {"sx": 2 * s, "sy": np.cos(s), "xz": np.sin(s), "yz": s**2 + 2 * np.sin(s)}),
}


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
        self.case, self.at, self._zoom, self._place = 1, 0.7, 1, 0
        self._set(case, at, zoom)
        reach = PLACES / 100 / self._zoom
        self._place = round(100 * self._zoom * number("nudge", nudge, low=-reach, high=reach))
        super().__init__()

    @property
    def nudge(self):
        """The first quantity's change, as pulled on the page."""
        return self._place / 100 / self._zoom

    def _set(self, case=None, at=None, zoom=None, place=None):
        case = self.case if case is None else choose("case", case, CASES)
        at = self.at if at is None else number("at", at, low=-FARTHEST, high=FARTHEST)
        zoom = self._zoom if zoom is None else choose("zoom", zoom, ZOOMS)
        place = self._place if place is None else whole("place", place, -PLACES, PLACES)
        self.case, self.at, self._zoom, self._place = case, at, zoom, place

    # ---- messages ----

    def _state(self):
        now = {"case": self.case, "at": self.at, "zoom": self._zoom, "place": self._place}
        return {**now, "cases": {n: case.formulas for n, case in CASES.items()}, "zooms": ZOOMS, "places": PLACES,
                "farthest": FARTHEST, **table(self.case, self.at, self._zoom)}

    def _do_set(self, case=None, at=None, zoom=None, place=None):
        self._set(case, at, zoom, place)
        return self._state()

    def _do_pull(self, place):
        self._set(place=place)

    # ---- where no page shows it ----

    def __repr__(self):
        here = table(self.case, self.at, self._zoom)
        place, first = self._place + PLACES, CASES[self.case].paths[0][0]
        formulas = CASES[self.case].formulas.replace("  ", " ")
        return (f"<ChainNudge: case {self.case}, {formulas}; {first} = {self.at:g} nudged by {self.nudge:g}; "
                f"Δz is {here['rule'][place]:.4g} by the slopes, {here['exact']['z'][place]:.4g} true>")

    def figure(self):
        """A still picture of both cases at this point with this nudge, with its words in `.alt`."""
        return chain_rule(self.at, self.nudge)

    def controls(self):
        return [(say("Case"), str(self.case)), (say("Point"), short_number(self.at)),
                (say("Nudge"), short_number(self.nudge)), (say("Magnify"), f"×{self._zoom}")]


def table(case, at, zoom):
    """All nudges of case 1 or 2 at a point: their sizes, the slopes, and what they change, as lists for the page.

    nudges         (101,) from -0.5 / zoom to 0.5 / zoom
    slopes         {arrow: slope at the point}
    values         {quantity: value at the point}
    lanes          {quantity: [(101,) for each path that reaches it]}: change by the slopes
    rule           (101,) Δz by the slopes, all paths added
    exact          {quantity: (101,)}: true change
    miss           how far the rule is from the truth, in words, for each nudge
    """
    _, paths, values, slopes = CASES[case]
    nudges, slopes = np.arange(-PLACES, PLACES + 1) / 100 / zoom, slopes(at)
    here, there = values(np.float64(at)), values(at + nudges)
    exact = {name: there[name] - here[name] for name in here}
    lanes = {name: [product(slopes, path) * nudges for path in reaching(paths, name)] for name in here}
    by_rule, digits = sum(lanes["z"]), 4 + ZOOMS.index(zoom)
    return {
        "nudges": nudges.tolist(), "slopes": {arrow: float(slope) for arrow, slope in slopes.items()},
        "values": {name: float(value) for name, value in here.items()}, "paths": paths,
        "lanes": {name: [lane.tolist() for lane in all_of] for name, all_of in lanes.items()},
        "rule": by_rule.tolist(), "slope": float(sum(product(slopes, path) for path in paths)),
        "exact": {name: change.tolist() for name, change in exact.items()},
        "miss": [share(wrong, true, digits) for wrong, true in zip(by_rule - exact["z"], exact["z"], strict=True)],
        "digits": digits,
    }


def reaching(paths, name):
    """The beginnings of the paths, up to this quantity, each once."""
    return dict.fromkeys(path[: path.index(name) + 1] for path in paths if name in path)


def product(slopes, path):
    """The slopes along "xyz" multiplied; 1 for "x" alone."""
    return np.prod([slopes[path[i : i + 2]] for i in range(len(path) - 1)])


def share(wrong, true, digits):
    """An error as a share of the truth; one that is larger than the truth as it is."""
    if true and abs(wrong) <= abs(true):
        return say("{number} % of it", number=f"{100 * abs(wrong / true):.1f}")
    return f"{abs(wrong):.{digits}f}"
