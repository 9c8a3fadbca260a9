"""The perceptron's line: drag the points, the weights and the bias, watch each point's z slide along the step or σ,
and the learning rule put mistakes right.

Python works out the whole walk of the rule from where the line is and sends it; the page moves the line along it.
By the protocol of page.py:

    hello                             everything
    state, X, w, b, output            what the learner has moved: the walk from there
    data, name                        one of the data sets of `DATA`, or "own": the points given at the start
    at, step                          how many updates of the walk have been shown
"""

import numpy as np

from ..plots.diagram import neat
from ..plots.motion import perceptron_line
from ..validate import as_numbers, as_row, choose, number, whole
from ..words import later, say, series
from .page import Page, files

CORNERS = [[0, 0], [0, 1], [1, 0], [1, 1]]
DATA = {"AND": [0, 0, 0, 1], "OR": [0, 1, 1, 1], "XOR": [0, 1, 1, 0]}
OUTPUTS = ["step", "sigmoid"]
MOST, UPDATES, LIMIT = 300, 400, 1000.0  # points, updates in a walk, size of a number
SHRINKS = np.outer(10 ** np.arange(7), [1, 2, 5]).ravel()


def learning_walk(X, labels, w, b, sweeps):
    """The perceptron's learning rule from w and b on, in the order of the points: w ← w + (ŷ − y) x, b ← b + (ŷ − y).

    X (n, 2), labels (n,) of 0 and 1. Returns (updates, sweeps walked, came to rest?); an update is {"point": i,
    "sweep": from 1, "w": [w₁, w₂], "b": b}, with the values after it. At most UPDATES of them.
    """
    w, b, updates = np.array(w, float), float(b), []
    for sweep in range(1, sweeps + 1):
        before = len(updates)
        for i, x in enumerate(X):
            error = int(labels[i]) - int(w @ x + b > 0)
            if error:
                if len(updates) == UPDATES:
                    return updates, sweep, False
                w, b = w + error * x, b + error
                updates.append({"point": i, "sweep": sweep, "w": w.tolist(), "b": b})
        if len(updates) == before:
            return updates, sweep, True
    return updates, sweeps, False


class PerceptronLine(Page):
    """PerceptronLine("AND"), or PerceptronLine(X, labels) with your own points (n, 2) and labels (n,) of 0 and 1.

    w, b     where the line is at the start
    output   the plane is coloured by a "step" or by a "sigmoid"
    sweeps   the learning rule walks at most so often through the points
    names    what the two inputs are called

    `X`, `labels`, `w`, `b`: what the page shows now. `updates`: the walk of the learning rule, `at` how many are done.
    """

    _esm, _css = files("stage", "perceptron_line")
    _heading = later("A neuron and its line")
    _run = later("Run this cell to drag the points and the line, and to let the learning rule walk.")

    def __init__(self, X="AND", labels=None, w=(1, -2), b=1, output="step", sweeps=20, names=("x₁", "x₂")):
        self.names = [str(name) for name in names]
        self.sweeps = whole("sweeps", sweeps, high=1000)
        self._own = None if isinstance(X, str) else checked_points(X, labels)
        self.data = "own" if self._own else choose("X", X, DATA)
        self._first = checked_line(w, b)
        self._take(*self._points(self.data), *self._first, choose("output", output, OUTPUTS))
        super().__init__()

    # ---- the state ----

    @property
    def w(self):
        """The weights now, (2,)."""
        return self._line(self.at)[0]

    @property
    def b(self):
        """The bias now."""
        return self._line(self.at)[1]

    def _line(self, at):
        """w (2,) and b after so many updates of the walk."""
        return (np.array(self.updates[at - 1]["w"]), self.updates[at - 1]["b"]) if at else (self._w, self._b)

    def _points(self, name):
        """The data set of this name: X and labels."""
        if name == "own" and self._own:
            return self._own
        name = choose("name", name, DATA)
        return checked_points(CORNERS, DATA[name])

    def _take(self, X, labels, w, b, output):
        """Over to these points and this line, and the walk from there. Everything is checked already."""
        self.X, self.labels, self._w, self._b, self.output, self.at = X, labels, w, b, output, 0
        self.updates, self.walked, self.rested = learning_walk(X, labels, w, b, self.sweeps)

    @property
    def _tips(self):
        """Every weight vector of the walk, (updates + 1, 2)."""
        return np.array([self._w, *(update["w"] for update in self.updates)])

    @property
    def shrink(self):
        """w is drawn so many times shorter, 1, 2, 5, 10 and so on, where it would leave the points a corner only."""
        room, longest = max(np.ptp(np.vstack([[0, 0], self.X]), axis=0).max(), 0.4), abs(self._tips).max()
        return next(int(times) for times in SHRINKS if longest <= 0.8 * room * times)

    @property
    def limits(self):
        """[low, high] of both axes: a square with the origin, the points and the weight vectors, each `shrink` times
        shorter."""
        places = np.vstack([[0, 0], self.X, self._tips / self.shrink])
        middle, side = (places.min(0) + places.max(0)) / 2, 1.24 * max(np.ptp(places, axis=0).max(), 0.5)
        return [[m - side / 2, m + side / 2] for m in middle.tolist()]

    # ---- messages ----

    def _state(self):
        return {
            "X": self.X.tolist(), "labels": self.labels.tolist(), "w": self._w.tolist(), "b": self._b, "at": self.at,
            "output": self.output, "data": self.data, "sets": [*DATA] + ["own"] * bool(self._own), "names": self.names,
            "updates": self.updates, "walked": self.walked, "rested": self.rested, "limits": self.limits,
            "shrink": self.shrink,
            "first": [*self._first[0].tolist(), self._first[1]],
        }

    def _do_state(self, X, w, b, output):
        X, labels = checked_points(X, self.labels)
        self._take(X, labels, *checked_line(w, b), choose("output", output, OUTPUTS))
        return self._state()

    def _do_data(self, name):
        points = self._points(name)
        self.data = name
        self._take(*points, *self._first, self.output)
        return self._state()

    def _do_at(self, step):
        self.at = whole("step", step, 0, len(self.updates))

    # ---- where no page shows it ----

    def __repr__(self):
        w1, w2, b = map(neat, [*self.w, self.b])
        points = f"{len(self.X)} points ({self.data})"
        return f"<PerceptronLine: {points}, w = ({w1}, {w2}), b = {b}, {self.at} mistakes put right>"

    def figure(self, at=None):
        """A still picture after so many updates, or of the present state, with its words in `.alt`."""
        line = self._line(self.at if at is None else at)
        return perceptron_line(self.X, self.labels, *line, self.output, self.limits, self.names, self.shrink)

    def controls(self, at=None):
        """[(label, value), …]: what the page's fields say then."""
        w, b = self._line(self.at if at is None else at)
        w1, w2 = map(neat, w)
        data = say("own points") if self.data == "own" else self.data
        output = say("step function") if self.output == "step" else say("sigmoid")
        numbers = [(say("w₁"), w1), (say("w₂"), w2), (say("b"), neat(b))]
        return [(say("Points"), data), (say("Colour by"), output), *numbers]

    def _still(self):
        at = self.at or (0 if self._w.any() else len(self.updates) // 2)  # without w there is no line to be seen
        return self.figure(at), self.controls(at)


def checked_points(X, labels):
    """X (n, 2) and labels (n,) as arrays, copies of what was given."""
    X = np.array(as_numbers("X", [] if X is None else X, np.float64))
    if X.ndim != 2 or X.shape[1] != 2 or not 1 <= len(X) <= MOST or (abs(X) > LIMIT).any():
        sentence = later("X has shape {shape}; expected (n, 2), 1 to {most} points of the plane up to ±{limit:g}, or "
                         "one of {names}")
        names = series(map(repr, DATA))
        raise ValueError(say(sentence, shape=X.shape, most=MOST, limit=LIMIT, names=names))
    labels = np.array(as_numbers("labels", [] if labels is None else labels))
    if labels.shape != (len(X),) or not np.isin(labels, (0, 1)).all():
        sentence = later("labels are {labels}; expected {count} of them, 0 or 1: one for each point")
        raise ValueError(say(sentence, labels=f"{labels.tolist()!r:.60}", count=len(X)))
    return X, labels.astype(int)


def checked_line(w, b):
    """w (2,), a copy of what was given, and b as numbers."""
    return np.array(as_row("w", [] if w is None else w, 2, LIMIT)), number("b", b, low=-LIMIT, high=LIMIT)
