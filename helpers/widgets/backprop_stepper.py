"""The BackpropStepper: one example through a small network, one operation at a time, forward and back.

Python works out the whole walk (`backprop_walk.Walk`) and sends it once; the page shows step after step by itself and
goes on doing so when the kernel is gone. By the protocol of page.py:

    hello                        the walk
    change, x, target, pairing   another example, or another output and loss ("sigmoid, squared_error")
    edit, place, value           set one number of theta
    descend, eta                 take the step θ ← θ − η ∇l; the walk goes to the loss of the next forward pass
    reset                        the network, input and target of the start

What changes the walk is told to every view, as "walk"; `moved`: the η of a step that has been taken, or 0.
"""

import numpy as np

from .. import lecture
from ..plots.backprop import backward_network, short_number
from ..validate import as_row, choose, number, whole
from ..words import later, say
from .backprop_walk import Walk, four_decimals
from .page import Page, files

LIMIT = 100.0  # size of a number
DESCENDED = {
    -1: later("Step {n} with η = {eta}: the loss falls from {old} to {new}."),
    0: later("Step {n} with η = {eta}: the loss stays at {new}."),
    1: later("Step {n} with η = {eta}: the loss rises from {old} to {new}. The step was too long."),
}
PAIRINGS = {  # on the page: the lecture's, and those that fit together
    "sigmoid, squared_error": later("sigmoid with squared error"),
    "sigmoid, binary_cross_entropy": later("sigmoid with binary cross-entropy"),
    "softmax, cross_entropy": later("softmax with cross-entropy"),
    "identity, squared_error": later("identity, squared error"),
}


class BackpropStepper(Page):
    """BackpropStepper(): the lecture's network, input (1, −1), target (1, 0), sigmoids with the squared error.

    x        another input (2,)
    target   what the outputs should be (2,)

    `losses`: at the start and after each step down, since the example or a number was changed by hand.
    """

    _esm, _css = files("stage", "backprop_stepper")
    _heading = later("Backpropagation, step by step")
    _run = later("Run this cell to go through the operations one by one, and to take steps down the slope.")

    def __init__(self, x=lecture.INPUT, target=(1, 0)):
        self._start = self._walk = checked_walk(lecture.network("sigmoid", "squared_error"), x, target)
        self.losses, self._said = [self._walk.loss], ""
        super().__init__()

    # ---- the state ----

    @property
    def network(self):
        """A copy of the network as it is now, weights edited on the page included."""
        return self._walk.network.copy()

    @property
    def steps(self):
        """The walk: a list of dictionaries, one an operation; see `backprop_walk`."""
        return self._walk.steps

    def descend(self, eta):
        """Take the step θ ← θ − η ∇l and go on to the loss of the next forward pass; ValueError if θ runs away."""
        eta = number("eta", eta, high=LIMIT, above=True)
        with self._lock:
            old, network = self._walk, self.network
            network.theta -= eta * old.gradient
            self._walk = checked_walk(network, old.x[0], old.target[0])
            self.losses.append(self._walk.loss)
            words = DESCENDED[int(np.sign(self._walk.loss - old.loss))]
            n, now = len(self.losses) - 1, four_decimals(self._walk.loss)
            self._said = say(words, n=n, eta=f"{eta:g}", old=four_decimals(old.loss), new=now)
            self._show(moved=eta)

    def _take(self, network, x, target):
        """Go over to another walk and show it."""
        walk = checked_walk(network, x, target)
        self._walk, self.losses, self._said = walk, [walk.loss], ""
        self._show()

    # ---- messages ----

    def _state(self):
        walk = self._walk
        return {
            "sizes": walk.network.sizes, "x": walk.x[0].tolist(), "target": walk.target[0].tolist(),
            "pairing": pairing_of(walk.network),
            "pairings": {name: say(words) for name, words in PAIRINGS.items()},
            "steps": walk.steps, "cards": walk.cards(), "said": self._said,
            "taken": len(self.losses) - 1, "losses": [four_decimals(loss) for loss in self.losses[-6:]],
        }

    def _show(self, moved=0):
        self.tell("walk", self._state() | {"moved": moved})

    def _do_change(self, x=None, target=None, pairing=None):
        old = self._walk
        network = old.network if pairing is None else paired(old.network, pairing)
        self._take(network, old.x[0] if x is None else x, old.target[0] if target is None else target)

    def _do_edit(self, place, value):
        network, walk = self.network, self._walk
        place = whole("place", place, 0, network.n_parameters - 1)
        network.theta[place] = number(later("a weight or bias"), value, low=-LIMIT, high=LIMIT)
        self._take(network, walk.x[0], walk.target[0])

    _do_descend = descend

    def _do_reset(self):
        self._take(self._start.network, self._start.x[0], self._start.target[0])

    # ---- where no page shows it ----

    def __repr__(self):
        walk, tuples = self._walk, [tuple(float(f"{v:g}") for v in row[0]) for row in (self._walk.x, self._walk.target)]
        x, target = ("(" + ", ".join(f"{v:g}" for v in values) + ")" for values in tuples)
        sizes = "-".join(map(str, walk.network.sizes))
        return (f"<BackpropStepper: {sizes} network, {pairing_of(walk.network)}; input {x}, target {target}; "
                f"step 0 of {len(walk.steps)}>")

    def figure(self):
        """The way back with all its numbers, and its words in `.alt`."""
        return backward_network(self._walk.network, self._walk.x, self._walk.target)

    def controls(self):
        walk = self._walk
        return [
            *((say("Input x{i}", i=i), short_number(value)) for i, value in enumerate(walk.x[0], start=1)),
            *((say("Target ŷ{i}", i=i), short_number(value)) for i, value in enumerate(walk.target[0], start=1)),
            (say("Output and loss"), say(PAIRINGS[pairing_of(walk.network)])),
            (say("Operation"), say("{step} of {steps}", step=0, steps=len(self.steps))),
            (say("Learning rate η"), "1"),
        ]


def pairing_of(network):
    return f"{network.output}, {network.loss_name}"


def paired(network, pairing):
    """The same numbers under another output function and loss."""
    twin = lecture.network(*choose("pairing", pairing, PAIRINGS).split(", "))
    twin.theta = network.theta
    return twin


def checked_walk(network, x, target):
    """The walk, if x and target fit the network and every number of it is finite and can be written."""
    x, target = as_row("x", x, network.sizes[0], LIMIT), as_row("target", target, network.sizes[-1], LIMIT)
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        walk = Walk(network, x, target)
    if not all(np.isfinite(step["result"]) for step in walk.steps):
        sentence = later("with these numbers the network's own become too large to be written: take smaller weights")
        raise ValueError(say(sentence))
    return walk
