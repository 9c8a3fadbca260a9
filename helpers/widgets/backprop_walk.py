"""One example's forward and backward pass, taken apart into single operations in the lecture's notation.

The numbers are the `Network`'s own; this file puts the formulas and the words to them. z and a are numbered through
the network as on slide P14-14; w²₁₂ leads from neuron 2 of layer 1 to neuron 1 of layer 2. A step is a dictionary:

    part                     "forward", "backward" or "slopes"
    key, kind, layer, neuron what is computed and where, as "delta 2 1"; layers from 1, neurons from 0
    name, formula, numbers   ∂l/∂z₃ = σ′(z₃) · ∂l/∂a₃ = 0.1179 · (−0.3883)
    result, text, words      the number, as it is written, and one sentence
"""

import numpy as np

from ..activations import ACTIVATIONS
from ..losses import MATCHED
from ..words import later, say

SUB, SUP = (str.maketrans("0123456789", digits) for digits in ("₀₁₂₃₄₅₆₇₈₉", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
EPSILON = 0.001  # a nudge of a weight
SIGMAS = {  # a and σ′(z), in terms of z and a
    "sigmoid": ("1 / (1 + e^(−{z}))", "{a} · (1 − {a})"),
    "identity": ("{z}", "1"),
}
LOSS_WORDS = {  # around the sum, one output's term
    "squared_error": ("½ · [{}]", "({y} − {t})²"),
    "cross_entropy": ("−[{}]", "{t} · ln({y})"),
    "binary_cross_entropy": ("−[{}]", "{t} · ln({y}) + (1 − {t}) · ln(1 − {y})"),
}
ADDS = later("A neuron of layer {l} adds up what its wires bring, each value times its weight, and its bias.")
LOSS_NAMES = (later("squared error"), later("cross entropy"), later("binary cross entropy"))  # for the catalogues


def four_decimals(value):
    """Four decimals, whole numbers without; very small and very large ones by powers of ten; a true minus sign."""
    value = float(value) + 0.0
    usual = 5e-4 <= abs(value) < 1e5
    text = f"{value:.0f}" if value.is_integer() and abs(value) < 1e5 else f"{value:.4f}" if usual else f"{value:.2e}"
    return text.replace("-", "−")


def factor(value):
    """`four_decimals`, in brackets if negative."""
    return f"({four_decimals(value)})" if value < 0 else four_decimals(value)


class Walk:
    """The walk of one example x (inputs,) with its target (outputs,) through a float64 network; see `steps`."""

    def __init__(self, network, x, target):
        self.network, self.x, self.target = network, np.reshape(x, (1, -1)), np.reshape(target, (1, -1))
        self.loss = float(network.loss(self.x, self.target)[0])
        passed = network.forward(self.x)
        self.a, self.z = [a[0] for a in passed.a], [None, *(z[0] for z in passed.z)]
        self.deltas = [None, *(delta[0] for delta in network.deltas(passed, self.target))]
        self.gradient, self.last = network.gradient(self.x, self.target), len(network.layers)
        self.steps = [*self._forward(), self._loss(), *self._output_layer(), *self._hidden_layers(), *self._slopes()]

    # ---- names ----

    def number(self, l, i):
        """The neuron's number, counted through the network from 1, as a subscript."""
        return str(sum(self.network.sizes[1:l]) + i + 1).translate(SUB)

    def z_name(self, l, i):
        return f"z{self.number(l, i)}"

    def a_name(self, l, i):
        place = str(i + 1).translate(SUB)
        return f"x{place}" if l == 0 else f"y{place}" if l == self.last else f"a{self.number(l, i)}"

    def w_name(self, l, i, j=None):
        """w²₁₂ for layer 2, row i = 0, column j = 1; without a column the bias b²₁."""
        layer, row = str(l).translate(SUP), str(i + 1).translate(SUB)
        return f"b{layer}{row}" if j is None else f"w{layer}{row}{str(j + 1).translate(SUB)}"

    def parameters(self):
        """(layer, row, column or None for a bias) of each number of theta, in its order."""
        for l, W in enumerate(self.network.weights, start=1):
            yield from ((l, i, j) for i in range(W.shape[0]) for j in range(W.shape[1]))
            yield from ((l, i, None) for i in range(W.shape[0]))

    # ---- steps ----

    def _step(self, part, kind, l, i, name, formula, numbers, result, words):
        return {
            "part": part, "key": f"{kind} {l} {i}", "kind": kind, "layer": l, "neuron": i, "name": name,
            "formula": formula, "numbers": numbers, "result": float(result),
            "text": four_decimals(result), "words": words,
        }

    def _forward(self):
        for l, (W, b) in enumerate(zip(self.network.weights, self.network.biases, strict=True), start=1):
            for i, row in enumerate(W):
                names = [f"{self.w_name(l, i, j)} · {self.a_name(l - 1, j)}" for j in range(len(row))]
                numbers = [f"{factor(w)} · {factor(a)}" for w, a in zip(row, self.a[l - 1], strict=True)]
                formula, filled = " + ".join([*names, self.w_name(l, i)]), " + ".join([*numbers, factor(b[i])])
                words = say(ADDS, l=l)
                yield self._step("forward", "z", l, i, self.z_name(l, i), formula, filled, self.z[l][i], words)
            yield from (self._activation(l, i) for i in range(len(W)))

    def _activation(self, l, i):
        sigma = self.network.output if l == self.last else self.network.activation
        name, number = self.z_name(l, i), factor(self.z[l][i])
        if sigma == "softmax":
            formula = share(i, [self.z_name(l, k) for k in range(len(self.z[l]))])
            numbers = share(i, [four_decimals(z) for z in self.z[l]])
            words = say("Softmax: e^z of this output over the sum of all e^z, so that the outputs add up to 1.")
        else:
            template = SIGMAS[sigma][0]
            formula, numbers = f"σ({name}) = {template.format(z=name)}", template.format(z=number)
            sigma = sigma.replace("_", " ")
            words = say("The neuron sends its z through the activation function σ, here {sigma}.", sigma=sigma)
        return self._step("forward", "a", l, i, self.a_name(l, i), formula, numbers, self.a[l][i], words)

    def _outputs(self):
        """(y, ŷ) of each output, first as names, then as numbers."""
        places = [str(i + 1).translate(SUB) for i in range(len(self.a[-1]))]
        numbers = zip(map(four_decimals, self.a[-1]), map(factor, self.target[0]), strict=True)
        return [(f"y{place}", f"ŷ{place}") for place in places], list(numbers)

    def _loss(self):
        around, term = LOSS_WORDS[self.network.loss_name]
        formula, numbers = (around.format(" + ".join(term.format(y=y, t=t) for y, t in pairs))
                            for pairs in self._outputs())
        name = say(self.network.loss_name.replace("_", " "))
        words = say("The loss ({name}) says how far the outputs are from the target.", name=name)
        if endless(self.network, self.a[-1]):
            words += " " + say("Its formula takes the logarithm of 0 here, so the network computes it from z.")
        return self._step("forward", "loss", self.last, 0, "l", formula, numbers, self.loss, words)

    def _output_layer(self):
        output, loss, l = self.network.output, self.network.loss_name, self.last
        names, numbers = self._outputs()
        if (output, loss) in MATCHED:
            words = say("The backward pass starts here. This output and this loss fit together: only y − ŷ remains.")
            for i, (name, number) in enumerate(zip(names, numbers, strict=True)):
                yield self._delta(l, i, " − ".join(name), " − ".join(number), words)
            return
        slopes = self.a[l] - self.target[0]  # of the squared error
        words = say("The backward pass starts at the loss: how it grows with this output.")
        marks, gains = [f"∂l/∂{y}" for y, _ in names], ACTIVATIONS[output].derivative(self.z[l], self.a[l])
        for i, pairs in enumerate(zip(names, numbers, strict=True)):
            yield self._step("backward", "sum", l, i, marks[i], *map(" − ".join, pairs), slopes[i], words)
        for i, gain in enumerate(gains):
            yield self._gain(l, i, output, gain)
            yield self._times(l, i, gain, slopes[i], marks[i])

    def _hidden_layers(self):
        sigma = self.network.activation
        words = say("All neurons that this one feeds send back their ∂l/∂z over the same wires: a weighted sum.")
        for l in reversed(range(1, self.last)):
            gains = ACTIVATIONS[sigma].derivative(self.z[l], self.a[l]).astype(float)
            W, above = self.network.weights[l], self.deltas[l + 1]
            for i, (gain, total) in enumerate(zip(gains, W.T @ above, strict=True)):
                mark, rows = f"∂l/∂{self.a_name(l, i)}", range(len(above))
                formula = " + ".join(f"{self.w_name(l + 1, k, i)} · ∂l/∂{self.z_name(l + 1, k)}" for k in rows)
                numbers = " + ".join(f"{factor(w)} · {factor(d)}" for w, d in zip(W[:, i], above, strict=True))
                yield self._step("backward", "sum", l, i, mark, formula, numbers, total, words)
                yield self._gain(l, i, sigma, gain)
                yield self._times(l, i, gain, total, mark)

    def _delta(self, l, i, formula, numbers, words):
        name = f"∂l/∂{self.z_name(l, i)}"
        return self._step("backward", "delta", l, i, name, formula, numbers, self.deltas[l][i], words)

    def _gain(self, l, i, sigma, gain):
        template, z = SIGMAS[sigma][1], self.z_name(l, i)
        formula = template.format(z=z, a=self.a_name(l, i))
        numbers = template.format(z=factor(self.z[l][i]), a=factor(self.a[l][i]))
        words = say("The gain of the amplifier: a constant, because z is already determined in the forward pass.")
        return self._step("backward", "gain", l, i, f"σ′({z})", formula, numbers, gain, words)

    def _times(self, l, i, gain, total, mark):
        formula, numbers = f"σ′({self.z_name(l, i)}) · {mark}", f"{factor(gain)} · {factor(total)}"
        return self._delta(l, i, formula, numbers, say("The amplifier multiplies what arrives by its gain."))

    def _slopes(self):
        for place, (l, i, j) in enumerate(self.parameters()):
            ahead, value = ("1", 1.0) if j is None else (self.a_name(l - 1, j), self.a[l - 1][j])
            name, formula = f"∂l/∂{self.w_name(l, i, j)}", f"{ahead} · ∂l/∂{self.z_name(l, i)}"
            numbers = f"{factor(value)} · {factor(self.deltas[l][i])}"
            words = say("The value on the wire, from the forward pass, times ∂l/∂z of the neuron it leads to.")
            words = say("A bias has the forward factor 1, so its slope is ∂l/∂z itself.") if j is None else words
            step = self._step("slopes", "slope", l, i, name, formula, numbers, self.gradient[place], words)
            yield step | {"key": f"slope {place}", "column": j}

    # ---- one weight ----

    def cards(self):
        """What a click on each number of theta tells, in theta's order: its factors, and a nudge of it."""
        slopes = [step for step in self.steps if step["kind"] == "slope"]
        numbers = zip(self.parameters(), self.network.theta, slopes, strict=True)
        return [
            {"name": self.w_name(l, i, j), "value": float(value), "text": four_decimals(value), "layer": l, "row": i,
             "column": j, "slope": step, **self._nudge(place, step["result"])}
            for place, ((l, i, j), value, step) in enumerate(numbers)
        ]

    def _nudge(self, place, slope):
        """(l(w + ε) − l(w − ε)) / 2ε by two forward passes."""
        twin = self.network.copy()
        losses = []
        for sign in (1, -1):
            twin.theta[place] = self.network.theta[place] + sign * EPSILON
            losses.append(twin.loss(self.x, self.target)[0])
        nudged = (losses[0] - losses[1]) / (2 * EPSILON)
        same = np.isclose(nudged, slope, rtol=1e-3, atol=1e-6)
        verdict = say("the same slope") if same else say("not the same: the loss bends within this nudge")
        above, below = (f"{loss:.8f}".replace("-", "−") for loss in losses)
        return {"nudge": f"({above} − {below}) / {2 * EPSILON}", "nudged": four_decimals(nudged), "verdict": verdict}


def endless(network, y):
    """Does the loss take ln(0), of an output y or 1 − y that is 0 to its last digit?"""
    loss, nearest = network.loss_name, np.finfo(float).eps
    return loss != "squared_error" and (y.min() < nearest or (loss == "binary_cross_entropy" and y.max() > 1 - nearest))


def share(i, z):
    """e^z of output i over the sum of all, from their names or numbers."""
    return f"e^({z[i]}) / ({' + '.join(f'e^({one})' for one in z)})"
