"""A ball on the landscape of a cost: put it down, set the learning rate and the momentum, and let it roll.

Python works out the whole path and sends it; the page moves the ball along it. By the protocol of page.py:

    hello                             everything
    path, start, rate, momentum       the path from there
    map, start                        where each η and μ leads from there (descent_map.py)
"""

from functools import cached_property

import numpy as np

from ..optimizers import Momentum
from ..plots.diagram import neat
from ..plots.motion import sheets
from ..validate import as_numbers, number, whole
from ..words import later, say
from .descent_map import NEAR, Ground, arrivals
from .page import Page, files

FAR, MOST = 20, 200  # how many times the map's size a ball may go; steps


class DescentBall(Page):
    """DescentBall(landscape), a `plots.landscape.Landscape`, with the ball where its own walks start.

    start      where the ball is put down instead (2,)
    rate, momentum    η and μ at the start;  rates  (lowest, highest) η of the slider
    steps      how far it rolls, at most 200

    `path` (steps + 1, 2), `losses` (steps + 1,): what the page shows now.
    """

    _esm, _css = files("stage", "descent_ball")
    _heading = later("A ball on the cost")
    _run = later("Run this cell to put the ball down, set η and μ, and let it roll.")

    def __init__(self, landscape, start=None, rate=8, momentum=0, steps=60, rates=(0.1, 100)):
        self.landscape, self.heights = landscape, landscape.J
        self.ranges = np.array([(side[0], side[-1]) for side in (landscape.ws, landscape.vs)], float)
        self.rates = sorted(number("rates", value, above=True) for value in rates)
        self.steps = whole("steps", steps, high=MOST)
        self._take(landscape.start if start is None else start, rate, momentum)
        self._home = self.path[0].tolist()
        super().__init__()

    # ---- the path ----

    def roll(self, start, rate, momentum):
        """The places (n + 1, 2), costs (n + 1,) and slopes (n + 1, 2) of at most `steps` steps from there.

        It ends sooner where the ball is further off than `FAR` times the picture's size or the cost is not finite.
        """
        rule, theta = Momentum(rate, momentum), np.array(start, float)
        middle, size = self.ranges.mean(1), np.ptp(self.ranges, axis=1)
        path, losses, slopes = [], [], []
        with np.errstate(all="ignore"):
            while len(path) <= self.steps:
                loss, slope = self.landscape.cost(theta), self.landscape.gradient(theta, slice(None))
                if not np.isfinite([loss, *slope]).all() or (abs(theta - middle) > FAR * size).any():
                    break
                path.append(theta.copy())
                losses.append(loss)
                slopes.append(slope)
                rule.step(theta, slope)
        return np.array(path), np.array(losses), np.array(slopes)

    @cached_property
    def _ground(self):
        return Ground([self.landscape.ws, self.landscape.vs], self.heights, self.landscape.cost)

    def _checked_start(self, start):
        start = np.array(as_numbers("start", [] if start is None else start, np.float64)).reshape(-1)
        low, high = self.ranges.T
        if start.shape != low.shape or (start < low).any() or (start > high).any():
            sentence = later("start is {start}; expected {count} numbers inside {ranges}")
            told = f"{start.tolist()!r:.60}"
            raise ValueError(say(sentence, start=told, count=len(low), ranges=self.ranges.tolist()))
        return start

    def _take(self, start, rate, momentum):
        start = self._checked_start(start)
        rate = number("rate", rate, high=1e6, above=True)
        momentum = number("momentum", momentum, high=0.999)
        path, losses, slopes = self.roll(start, rate, momentum)
        if not len(path):
            raise ValueError(say("the cost or its slope is not finite at the start {start}", start=start.tolist()))
        self.rate, self.momentum = rate, momentum
        self.path, self.losses, self.slopes = path, losses, slopes

    # ---- messages ----

    def _state(self):
        return {
            "rate": self.rate, "momentum": self.momentum, "path": self.path.tolist(),
            "losses": self.losses.tolist(), "slopes": self.slopes.tolist(), "cut": len(self.path) <= self.steps,
        }

    def _do_hello(self):
        low, high = self.heights.min(), self.heights.max()
        relief = ((self.heights - low) / (high - low or 1)).round(4).tolist()
        return self._state() | {
            "ranges": self.ranges.tolist(), "rates": self.rates, "steps": self.steps, "lowest": float(low),
            "relief": relief, "sheets": sheets(self.landscape), "home": self._home,
        }

    def _do_path(self, start, rate, momentum):
        self._take(start, rate, momentum)
        return self._state()

    def _do_map(self, start):
        start = self._checked_start(start)
        arrived = arrivals(self._ground, start, self.rates, self.steps, self.heights.min())
        return {"start": start.tolist(), "arrivals": arrived.tolist()}

    # ---- where no page shows it ----

    def __repr__(self):
        place = ", ".join(map(neat, self.path[0]))
        return (f"<DescentBall: at ({place}) after 0 of {len(self.path) - 1} steps, η = {self.rate:g}, "
                f"μ = {self.momentum:g}>")

    def figure(self):
        """A still picture of the whole path, with its words in `.alt`."""
        title = f"η = {self.rate:g}, μ = {self.momentum:g}"
        words = say("A ball on the map of a cost, {title}: {steps} steps", title=title, steps=len(self.path) - 1)
        low = self.heights.min()
        sentence = later("{title}: {steps} steps do not reach the hollow")
        if self.losses[-1] <= low + NEAR * (self.losses[0] - low):
            sentence = later("{title}: {steps} steps reach the hollow")
        head = say(sentence, title=title, steps=len(self.path) - 1)
        return self.landscape.walked(self.path, head, "step", words)

    def controls(self):
        """[(label, value), …]: what the page's sliders say now."""
        return [(say("Learning rate η"), f"{self.rate:g}"), (say("Momentum μ"), f"{self.momentum:g}")]
