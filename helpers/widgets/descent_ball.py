"""A ball on the landscape of a cost: put it down, set the learning rate and the momentum, and let it roll.

Python works out the whole path and sends it; the page moves the ball along it. By the protocol of page.py:

    hello                             everything
    path, start, rate, momentum, step the path from there, shown up to this step or to its end
    at, step                          how many steps of the path have been shown
    map, start                        where each η and μ leads from there (descent_map.py)
"""

from functools import cached_property

import numpy as np

from ..optimizers import Momentum
from ..plots.diagram import neat
from ..plots.landscape import Landscape
from ..plots.motion import sheets
from ..validate import as_numbers, number, whole
from ..words import later, say
from .descent_map import NEAR, Ground, arrivals
from .page import Page, files

GRID, FAR, MOST = 61, 20, 200  # places along a side of the map; how many times its size a ball may go; steps


class DescentBall(Page):
    """DescentBall(cost, gradient, [(low, high), (low, high)]).

    cost       place (2,) → number;  gradient  place (2,) → slope (2,)
    ranges     what the picture shows: (low, high) of each parameter
    start      where the ball is put down (2,)
    rate, momentum    η and μ at the start;  rates  (lowest, highest) η of the slider
    steps      how far it rolls, at most 200
    names      of the parameters;  cost_name  of the cost

    `place`, `path` (steps + 1, 2), `losses` (steps + 1,), `at` (steps shown): what the page shows now.
    """

    _esm, _css = files("stage", "descent_ball")
    _heading = later("A ball on the cost")
    _run = later("Run this cell to put the ball down, set η and μ, and let it roll.")

    def __init__(self, cost, gradient, ranges, start, rate=0.1, momentum=0, steps=60, rates=(0.01, 10),
                 names=("w", "v"), cost_name="J", landscape=None):
        self._cost, self._gradient = cost, gradient
        self.ranges = checked_ranges(ranges)
        self.names, self.cost_name = [str(name) for name in names], str(cost_name)
        self.rates = sorted(number("rates", value, above=True) for value in rates)
        self.steps = whole("steps", steps, high=MOST)
        self._survey(landscape)
        self._take(start, rate, momentum)
        self._home = self.path[0].tolist()
        super().__init__()

    @classmethod
    def on(cls, landscape, start=None, rate=8, rates=(0.1, 100), **more):
        """A ball on a `plots.landscape.Landscape`, from its own start if none is given."""
        ranges = [(side[0], side[-1]) for side in (landscape.ws, landscape.vs)]
        start = landscape.start if start is None else start
        more |= {"rates": rates, "landscape": landscape}
        return cls(landscape.cost, lambda place: landscape.gradient(place, slice(None)), ranges, start, rate, **more)

    def _survey(self, landscape):
        """The heights, as a Landscape if none is given."""
        if not landscape:
            ws, vs = (np.linspace(low, high, GRID) for low, high in self.ranges)
            with np.errstate(all="ignore"):
                heights = np.array([[self._height(np.array([w, v])) for w in ws] for v in vs])
            if not np.isfinite(heights).all():
                raise ValueError(say("the cost is not finite everywhere in `ranges`: take smaller ranges"))
            slope = lambda place, rows: self._slope(place)  # noqa: E731
            landscape = Landscape(ws, vs, heights, self._cost, slope, names=self.names)
        self.landscape, self.heights, self._sheets = landscape, landscape.J, sheets(landscape)

    def _height(self, place):
        return float(np.squeeze(self._cost(place)))

    def _slope(self, place):
        return np.reshape(np.asarray(self._gradient(place), float), place.shape)

    # ---- the path ----

    @property
    def place(self):
        """Where the ball is now, (2,)."""
        return self.path[self.at].copy()

    def roll(self, start, rate, momentum):
        """The places (n + 1, 2), costs (n + 1,) and slopes (n + 1, 2) of at most `steps` steps from there.

        It ends sooner where the ball is further off than `FAR` times the picture's size or the cost is not finite.
        """
        rule, theta = Momentum(rate, momentum), np.array(start, float)
        middle, size = self.ranges.mean(1), np.ptp(self.ranges, axis=1)
        path, losses, slopes = [], [], []
        with np.errstate(all="ignore"):
            while len(path) <= self.steps:
                loss, slope = self._height(theta), self._slope(theta)
                if not np.isfinite([loss, *slope]).all() or (abs(theta - middle) > FAR * size).any():
                    break
                path.append(theta.copy())
                losses.append(loss)
                slopes.append(slope)
                rule.step(theta, slope)
        return np.array(path), np.array(losses), np.array(slopes)

    @cached_property
    def _ground(self):
        return Ground([self.landscape.ws, self.landscape.vs], self.heights, self._height)

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
        self.rate, self.momentum, self.at = rate, momentum, 0
        self.path, self.losses, self.slopes = path, losses, slopes

    # ---- messages ----

    def _state(self):
        return {
            "rate": self.rate, "momentum": self.momentum, "at": self.at, "path": self.path.tolist(),
            "losses": self.losses.tolist(), "slopes": self.slopes.tolist(), "cut": len(self.path) <= self.steps,
        }

    def _do_hello(self):
        low, high = self.heights.min(), self.heights.max()
        relief = ((self.heights - low) / (high - low or 1)).round(4).tolist()
        return self._state() | {
            "names": self.names, "name": self.cost_name, "ranges": self.ranges.tolist(), "rates": self.rates,
            "steps": self.steps, "lowest": float(low), "highest": float(high),
            "relief": relief, "sheets": self._sheets, "home": self._home,
        }

    def _do_path(self, start, rate, momentum, step):
        step = whole("step", step, 0, MOST)
        self._take(start, rate, momentum)
        self.at = min(step, len(self.path) - 1)
        return self._state()

    def _do_at(self, step):
        self.at = whole("step", step, 0, len(self.path) - 1)

    def _do_map(self, start):
        start = self._checked_start(start)
        arrived = arrivals(self._ground, start, self.rates, self.steps, self.heights.min())
        return {"start": start.tolist(), "arrivals": arrived.tolist()}

    # ---- where no page shows it ----

    def __repr__(self):
        place = ", ".join(map(neat, self.place))
        return (f"<DescentBall: at ({place}) after {self.at} of {len(self.path) - 1} steps, η = {self.rate:g}, "
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


def checked_ranges(ranges):
    ranges = np.array(as_numbers("ranges", ranges, np.float64))
    if ranges.shape != (2, 2) or (ranges[:, 0] >= ranges[:, 1]).any():
        sentence = later("ranges are {ranges}; expected (low, high) for each of 2 parameters")
        raise ValueError(say(sentence, ranges=f"{ranges.tolist()!r:.80}"))
    return ranges
