"""The perceptron's line: drag the points, the weights and the bias, watch each point's z slide along the step or σ,
and the learning rule put mistakes right.

The page keeps what is moved and works out the rule's walk from there (perceptron_geometry.js); it goes on doing so when
the kernel is gone. By the protocol of page.py:

    hello                        the data sets, and where it begins
"""

import numpy as np

from ..plots.diagram import neat
from ..plots.motion import perceptron_line
from ..validate import as_numbers, as_row, choose, number
from ..words import later, say, series
from .page import Page, files

CORNERS = [[0, 0], [0, 1], [1, 0], [1, 1]]
DATA = {"AND": [0, 0, 0, 1], "OR": [0, 1, 1, 1], "XOR": [0, 1, 1, 0]}
OUTPUTS = ["step", "sigmoid"]
NAMES = ["x₁", "x₂"]
MOST, SWEEPS, UPDATES, LIMIT = 300, 20, 400, 1000.0  # points; sweeps and updates in a walk; size of a number
SHRINKS = np.outer(10 ** np.arange(7), [1, 2, 5]).ravel()


def learning_walk(X, labels, w, b, sweeps=SWEEPS):
    """The perceptron's learning rule from w and b on, in the order of the points: w ← w + (ŷ − y) x, b ← b + (ŷ − y).

    X (n, 2), labels (n,) of 0 and 1. Returns the updates, at most UPDATES of them: (number of the point, w (2,), b),
    with the values after it.
    """
    w, b, updates = np.array(w, float), float(b), []
    for _ in range(sweeps):
        before = len(updates)
        for i, x in enumerate(X):
            error = int(labels[i]) - int(w @ x + b > 0)
            if error and len(updates) < UPDATES:
                w, b = w + error * x, b + error
                updates.append((i, w, b))
        if len(updates) == before:
            break
    return updates


class PerceptronLine(Page):
    """PerceptronLine("AND"), or PerceptronLine(X, labels) with your own points (n, 2) and labels (n,) of 0 and 1.

    w, b     where the line is at the start
    output   the plane is coloured by a "step" or by a "sigmoid"

    `updates`: the walk of the learning rule from there, as `learning_walk` has it.
    """

    _esm, _css = files("stage", "perceptron_line")
    _heading = later("A neuron and its line")
    _run = later("Run this cell to drag the points and the line, and to let the learning rule walk.")

    def __init__(self, X="AND", labels=None, w=(1, -2), b=1, output="step"):
        self.data = choose("X", X, DATA) if isinstance(X, str) else "own"
        self.X, self.labels = checked_points(X, labels) if self.data == "own" else checked_points(CORNERS, DATA[X])
        self.w, self.b = checked_line(w, b)
        self.output = choose("output", output, OUTPUTS)
        self.updates = learning_walk(self.X, self.labels, self.w, self.b)
        super().__init__()

    def _do_hello(self):
        sets = {name: [CORNERS, labels] for name, labels in DATA.items()}
        own = {"own": [self.X.tolist(), self.labels.tolist()]} if self.data == "own" else {}
        return {"sets": sets | own, "data": self.data, "w": self.w.tolist(), "b": self.b, "output": self.output}

    # ---- where no page shows it ----

    @property
    def _tips(self):
        """Every weight vector of the walk, (updates + 1, 2)."""
        return np.array([self.w, *(w for _, w, _ in self.updates)])

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

    @property
    def _shown(self):
        """w (2,) and b of the picture: where they are 0 there is no line to be seen, so half of the walk later."""
        later = [] if self.w.any() else self.updates[: len(self.updates) // 2]
        return later[-1][1:] if later else (self.w, self.b)

    def __repr__(self):
        w1, w2, b = map(neat, [*self.w, self.b])
        points = f"{len(self.X)} points ({self.data})"
        return f"<PerceptronLine: {points}, w = ({w1}, {w2}), b = {b}, 0 mistakes put right>"

    def figure(self):
        """A still picture of the start, with its words in `.alt`."""
        return perceptron_line(self.X, self.labels, *self._shown, self.output, self.limits, NAMES, self.shrink)

    def controls(self):
        (w1, w2), b = map(neat, self._shown[0]), self._shown[1]
        data = say("own points") if self.data == "own" else self.data
        output = say("step function") if self.output == "step" else say("sigmoid")
        numbers = [(say("w₁"), w1), (say("w₂"), w2), (say("b"), neat(b))]
        return [(say("Points"), data), (say("Colour by"), output), *numbers]


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
