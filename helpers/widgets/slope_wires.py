"""SlopeWires: click a weight's wire, and what comes forward over it meets what comes back to its neuron: ∂l/∂w.

Python sends both passes once; the page shows them by itself, and goes on doing so when the kernel is gone. By the
protocol of page.py:

    hello                        the numbers of both passes
"""

import numpy as np

from ..layers import Dense
from ..network import Network
from ..plots.backprop import look, short_number
from ..plots.passes import every_slope
from ..words import later, say
from .page import Page, files

LARGEST, DEEPEST = 2, 3  # neurons in a layer, layers


class SlopeWires(Page):
    """SlopeWires(network, x, target): one example x (inputs,) with its target (outputs,) and all slopes of the weights.

    network  a Network of at most 3 layers and 2 neurons in each; a copy of it is used
    """

    _esm, _css = files("stage", "slope_wires")
    _heading = later("The two factors of each slope")
    _run = later("Run this cell to click the wires and see both factors of each slope meet.")

    def __init__(self, network, x, target):
        self.network = fitting(network)
        x, target = self.network.checked(np.reshape(x, (1, -1)), np.reshape(target, (1, -1)))
        self.x, self.target = x[0], target[0]
        super().__init__()

    def _do_hello(self):
        a, _, deltas, gains = look(self.network, self.x, self.target)
        rows = {"a": a, "deltas": deltas, "gains": gains, "weights": self.network.weights}
        # ReLU's gains are booleans
        lists = {name: [one.astype(float).tolist() for one in layers] for name, layers in rows.items()}
        return {"sizes": list(self.network.sizes)} | lists

    # ---- where no page shows it ----

    def __repr__(self):
        x, target = (", ".join(map(short_number, numbers)) for numbers in (self.x, self.target))
        return f"<SlopeWires: {'-'.join(map(str, self.network.sizes))} network; input ({x}), target ({target})>"

    def figure(self):
        """A still picture with all slopes, with its words in `.alt`."""
        return every_slope(self.network, self.x, self.target)


def fitting(network):
    """A float64 copy of a network that is small enough to be drawn, and has slopes."""
    dense = isinstance(network, Network) and all(isinstance(layer, Dense) for layer in network.layers)
    if not dense or max(network.sizes) > LARGEST or len(network.layers) > DEEPEST:
        sentence = later("network is {network}; expected a fully connected Network of at most {inputs} inputs, "
                         "{layers} layers and {neurons} neurons in each, such as Network([2, 2, 2])")
        raise ValueError(say(sentence, network=repr(network), inputs=LARGEST, layers=DEEPEST, neurons=LARGEST))
    network.require_slopes()
    return network.copy(np.float64)
