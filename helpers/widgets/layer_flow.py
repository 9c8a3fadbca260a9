"""LayerFlow: points of two classes flow through a network's hidden layers of two neurons, and through its training.

Python sends the points, a grid drawn over the inputs and the network at each stage of its training once; the page lets
them flow by itself, and goes on doing so when the kernel is gone. By the protocol of page.py:

    hello                        all of it
"""

import numpy as np

from ..network import Network
from ..plots.layers import dividing, hidden_spaces, lattice
from ..validate import as_numbers, whole
from ..words import later, say
from .page import Page, files

MOST, LAYERS, LINES, RUN_LENGTH = 500, 6, 13, 37  # points, hidden layers, lines of the grid each way, places on a line
OWN = 160  # places on the line that the network draws


class LayerFlow(Page):
    """LayerFlow(stages, X, labels, every=20)

    stages   networks 2-2-…-2-1, one and the same at several times of its training, the first one at its start
    X        points (n, 2);  labels (n,) of 0 and 1
    every    updates from one stage to the next
    """

    _esm, _css = files("stage", "layer_flow")
    _heading = later("Points on their way through the layers")
    _run = later("Run this cell to let the points flow through the layers and through the training.")

    def __init__(self, stages, X, labels, every=1):
        self.stages = [checked_stage(stage) for stage in stages]
        if len({(tuple(stage.sizes), stage.activation) for stage in self.stages}) != 1:
            sentence = later("stages are {count} networks; expected at least one, all of one structure")
            raise ValueError(say(sentence, count=len(self.stages)))
        self.X = np.array(as_numbers("X", X, np.float64))
        self.labels = np.array(as_numbers("labels", labels)).astype(int)
        if self.X.ndim != 2 or self.X.shape[1] != 2 or not 2 <= len(self.X) <= MOST:
            sentence = later("X has shape {shape}; expected (n, 2), 2 to {most} points")
            raise ValueError(say(sentence, shape=self.X.shape, most=MOST))
        if self.labels.shape != (len(self.X),) or set(self.labels) != {0, 1}:
            sentence = later("labels have shape {shape}; expected {count} of them, 0 or 1, and both")
            raise ValueError(say(sentence, shape=self.labels.shape, count=len(self.X)))
        self.every = whole("every", every, high=10**6)
        self.own = [dividing(stage, OWN) for stage in self.stages]
        super().__init__()

    def _do_hello(self):
        return {
            "labels": self.labels.tolist(), "every": self.every, "activation": self.stages[0].activation,
            "points": self.X.tolist(), "grid": lattice(LINES, RUN_LENGTH).round(4).tolist(), "run": RUN_LENGTH,
            "stages": [[[W.tolist(), b.tolist()] for W, b in stage.parameters] for stage in self.stages],
            "own": [{"places": places.round(3).tolist(), "counts": counts} for places, counts in self.own],
        }

    # ---- where no page shows it ----

    def __repr__(self):
        sizes = "-".join(map(str, self.stages[0].sizes))
        stages = f"{len(self.stages)} stages, {self.every} updates apart"
        return f"<LayerFlow: {len(self.X)} points through {sizes}, {stages}>"

    def figure(self):
        """A still picture of the last stage, layer beside layer, with its words in `.alt`."""
        return hidden_spaces(self.stages[-1], self.X, self.labels)

    def controls(self):
        return [(say("Updates"), f"{self.every * (len(self.stages) - 1):,}")]


def checked_stage(stage):
    """A copy of the network; ValueError if not each of its hidden layers is a point of the plane."""
    sizes = list(getattr(stage, "sizes", []))
    if not isinstance(stage, Network) or sizes != [2] * min(len(sizes) - 1, LAYERS + 1) + [1] or len(sizes) < 3:
        sentence = later("a stage has the sizes {sizes}; expected a Network [2, 2, 1], at most {layers} hidden layers "
                         "of two neurons each, so that what comes out of a layer is a point of the plane")
        raise ValueError(say(sentence, sizes=sizes, layers=LAYERS))
    return stage.copy()
