"""The network: y = σ(W^L … σ(W² σ(W¹ x + b¹) + b²) … + b^L), and its gradient by backpropagation.

Slides P13-6 to P13-13 (forward), P14-3 to P14-16 (backward); notebooks 02, 03 and 05.
"""

import contextlib
import math
from typing import NamedTuple

import numpy as np

from .losses import DEFAULT_LOSS, LOSSES, losses, output_delta
from .structure import Structure
from .validate import FLOATS, as_examples, as_numbers, as_targets, brief, choose, generator, one_hot, penalty
from .words import later, say

INITIALIZATIONS = {  # standard deviation of a weight, from the numbers of inputs and outputs of its layer
    "he": lambda fan_in, fan_out: math.sqrt(2 / fan_in),  # He et al. 2015, keeps ReLU signals alive
    "xavier": lambda fan_in, fan_out: math.sqrt(2 / (fan_in + fan_out)),  # Glorot & Bengio 2010
    "small": lambda fan_in, fan_out: 0.01,
    "zeros": lambda fan_in, fan_out: 0.0,  # to see why not: all neurons of a hidden layer stay alike
}
OUTSIDE = later("weights and biases are parts of θ, so none can be replaced, added or taken away: write "
                "network.weights[0][:] = W, which changes the numbers where they are")
ROWS = 1024  # examples at a time when only the output is wanted: the layers in between stay in the cache


class Pass(NamedTuple):
    """What a forward pass leaves behind: a[0] is X, z[0] the lecture's z¹, a[1] = σ(z[0]), …, a[-1] the output."""

    a: list
    z: list


class Views(list):
    """Arrays that are parts of θ: each is changed where it stands; none can be put in its place, added or removed."""

    def __setitem__(self, place, value):
        if value is not self[place]:  # as it is after `weights[0] -= step`, which has changed it already
            raise ValueError(say(OUTSIDE))
        super().__setitem__(place, value)

    def _refuse(self, *_):
        raise ValueError(say(OUTSIDE))

    append = extend = insert = pop = remove = clear = reverse = sort = __delitem__ = __iadd__ = __imul__ = _refuse

    def __reduce__(self):
        """For pickle and deepcopy: a copy is no part of any θ, so it is a plain list."""
        return list, (list(self),)


class Network(Structure):
    """A fully connected feedforward network, or any chain of layers.

    layers          [inputs, width, …, outputs]; in place of a width, any layer object
    activation      of the hidden layers: a name of ACTIVATIONS
    output          "softmax", "sigmoid", "identity" or "step"
    loss            "cross_entropy", "binary_cross_entropy" or "squared_error"; None takes the output's own
    initialization  "he", "xavier", "small" or "zeros"; None takes "he" for ReLUs, else "xavier"
    seed            of the random weights; biases start at 0
    dtype           float32 for speed on real data, float64 to check mathematics

    A structure is a set of functions; `theta`, one vector of all weights and biases, picks one of them.
    Order in theta: W¹ row by row, b¹, W², b², …; `weights` and `biases` are views into it, W (out, in), b (out,).
    """

    def __init__(self, layers, activation="relu", output="softmax", loss=None,
                 initialization=None, seed=0, dtype=np.float32):
        super().__init__(layers, activation, output)
        self.loss_name = choose("loss", DEFAULT_LOSS[output] if loss is None else loss, LOSSES)
        if output == "identity" and self.loss_name != "squared_error":
            sentence = later("{loss} needs outputs between 0 and 1, but those of identity can be any number: take "
                             "squared_error")
            raise ValueError(say(sentence, loss=loss))
        self._theta = np.zeros(self.n_parameters, _as_dtype(dtype))
        self.parameters = Views(self.split(self._theta))
        self.weights = Views(pair[0] for pair in self.parameters if pair)
        self.biases = Views(pair[1] for pair in self.parameters if pair)
        usual = "he" if "relu" in activation else "xavier"
        self._initialize(usual if initialization is None else initialization, seed)

    def _initialize(self, initialization, seed):
        scale = INITIALIZATIONS[choose("initialization", initialization, INITIALIZATIONS)]
        random = generator(seed)
        for W in self.weights:
            W[...] = scale(W.shape[1], W.shape[0]) * random.standard_normal(W.shape)

    # ---- θ ----

    def __setattr__(self, name, value):
        if isinstance(there := vars(self).get(name), Views) and value is not there:
            raise ValueError(say(OUTSIDE))
        super().__setattr__(name, value)

    @property
    def theta(self):
        return self._theta

    @theta.setter
    def theta(self, values):
        values = as_numbers("theta", values, self._theta.dtype)
        if values.shape != self._theta.shape:
            sentence = later("theta has shape {shape}; this network has {expected} parameters")
            raise ValueError(say(sentence, shape=values.shape, expected=self._theta.shape))
        self._theta[...] = values

    # ---- forward: the function ----

    def forward(self, X, check=True):
        """X (n, inputs) → every z and a of the network. `check=False` for an X that `checked` has looked at."""
        X = self._examples(X) if check else X
        a, z = [X.reshape(-1, *self.input_shape)], []
        for layer, parameters, sigma in zip(self.layers, self.parameters, self.sigmas, strict=True):
            z.append(layer.forward(parameters, a[-1]))  # z^l = W^l a^{l-1} + b^l
            a.append(sigma(z[-1]))  # a^l = σ(z^l)
        return Pass(a, z)

    def __call__(self, X):
        """X (n, inputs) → Y (n, outputs)."""
        X = self._examples(X)
        Y = np.empty((len(X), self.sizes[-1]), X.dtype)
        for start in range(0, len(X), ROWS):
            Y[start : start + ROWS] = self.forward(X[start : start + ROWS], check=False).a[-1]
        return Y

    def predict(self, X):
        """The class number with the highest output, (n,); with a single output, 1 where it is above ½."""
        return decide(self(X))

    def accuracy(self, X, labels):
        """Share of the examples X (n, inputs) whose predicted class is their label (n,)."""
        guesses, labels = self.predict(X), as_numbers("labels", labels)
        if labels.shape != guesses.shape:
            sentence = later("labels have shape {shape}; expected {expected}, one class number an example")
            raise ValueError(say(sentence, shape=labels.shape, expected=guesses.shape))
        one_hot(labels, max(2, self.sizes[-1]))  # refuses what is no class number
        return float((guesses == labels).mean())

    def loss(self, X, T):
        """The loss of each example, (n,): its mean is the cost J, its sum the total loss L. T as in `gradient`."""
        X, T = self.checked(X, T)
        passed = self.forward(X, check=False)
        return losses(self.output, self.loss_name, passed.z[-1], passed.a[-1], T)

    # ---- backward: the gradient ----

    def backward_pass(self, passed, delta):
        """Yield (l, δ = ∂l/∂z) from the output layer, whose δ is given, to the first, each from the one above it."""
        for l in reversed(range(len(self.layers))):
            yield l, delta
            if l > 0:  # δ = σ′(z) · (Wᵀ δ of the layer above)
                delta = self.layers[l].backward(self.parameters[l], passed.a[l], delta)
                delta *= self.derivatives[l - 1](passed.z[l - 1], passed.a[l])

    def _output_delta(self, passed, T):
        self.require_slopes()
        return output_delta(self.output, self.loss_name, passed.a[-1], T)

    def deltas(self, passed, T):
        """δ^l = ∂l/∂z^l of each example for l = 1 … L, arrays shaped like passed.z."""
        delta = self._output_delta(passed, self._targets(T, self._examples_of(passed)))
        return [delta for _, delta in self.backward_pass(passed, delta)][::-1]

    def backward(self, passed, T, l2=0.0, l1=0.0, out=None, check=True):
        """The gradient of the cost, shaped like θ, from what the forward pass left behind.

        `check=False` for targets that `checked` has looked at; `out` is an array like θ to write it to.
        """
        if check:
            T, l2, l1 = self._targets(T, self._examples_of(passed)), penalty("l2", l2), penalty("l1", l1)
        gradient = np.empty_like(self._theta) if out is None else out
        views, delta = self.split(gradient), self._output_delta(passed, T)
        delta *= 1 / len(T)  # the cost is a mean
        for l, each in self.backward_pass(passed, delta):
            self.layers[l].gradient(views[l], passed.a[l], each)
        self._add_penalties(views, l2, l1)
        return gradient

    def _add_penalties(self, views, l2, l1):
        if l1 or l2:
            for dW, W in zip((v[0] for v in views if v), self.weights, strict=True):
                dW += l2 * W
                if l1:
                    dW += l1 * np.sign(W)

    def gradient(self, X, T, l2=0.0, l1=0.0):
        """∇J(θ), shape of θ, where J = mean loss + l2/2 · Σ w² + l1 · Σ |w| (weights only).

        X (n, inputs); T targets (n, outputs), or class numbers (n,), or numbers (n,) for a single output.
        """
        return self.backward(self.forward(X), T, l2, l1)

    def slopes(self, passed):
        """σ′(z^l) of the hidden layers l = 1 … L-1, arrays shaped like passed.z[:-1]."""
        self.require_slopes()
        self._examples_of(passed)
        return [slope(z, a) for slope, z, a in zip(self.derivatives, passed.z, passed.a[1:], strict=False)]

    # ---- checks ----

    def checked(self, X, T):
        """X (n, inputs) and T, as in `gradient`, as arrays (n, inputs) and (n, outputs); ValueError says what is wrong.

        `forward` and `backward` take these as they are with `check=False`, as in training, batch by batch.
        """
        X = self._examples(X)
        return X, self._targets(T, len(X))

    def _examples(self, X):
        return as_examples(X, self.sizes[0], self._theta.dtype)

    def _examples_of(self, passed):
        """How many examples went through, if it is a forward pass of a network like this one."""
        if not isinstance(passed, Pass):
            sentence = later("the forward pass is a {type}; expected what `forward` returned")
            raise ValueError(say(sentence, type=type(passed).__name__))
        sizes = [math.prod(A.shape[1:]) for A in passed.a]
        if sizes != self.sizes:
            sentence = later("this forward pass is another network's: its layers are {sizes}; expected {expected}")
            raise ValueError(say(sentence, sizes=sizes, expected=self.sizes))
        return len(passed.a[0])

    def _targets(self, T, n):
        return as_targets(T, n, self.sizes[-1], self.output, self.loss_name, self._theta.dtype)

    # ---- the rest ----

    def copy(self, dtype=None):
        """The same network with a θ of its own, in another dtype if asked."""
        twin = Network([self.input_shape, *self.layers], self.activation, self.output, self.loss_name,
                       "zeros", dtype=self._theta.dtype if dtype is None else dtype)
        twin.theta = self._theta
        return twin

    def __reduce__(self):
        """For pickle and deepcopy: structure and θ alone, so that weights and biases are views into θ again."""
        layers = [self.input_shape, *self.layers]
        structure = layers, self.activation, self.output, self.loss_name, "zeros", 0, self._theta.dtype
        return Network, structure, self._theta

    def __setstate__(self, theta):
        self._theta[...] = theta

    def __repr__(self):
        first = self.sizes[0] if len(self.input_shape) == 1 else self.input_shape
        return (f"Network({[first, *self.layers]}, activation={self.activation!r}, output={self.output!r}, "
                f"loss={self.loss_name!r}): {self.n_parameters:,} parameters")


def as_network(network):
    """Return `network` if it is one."""
    if not isinstance(network, Network):
        raise ValueError(say("network is {network}; expected a Network", network=brief(network)))
    return network


def _as_dtype(dtype):
    with contextlib.suppress(TypeError, ValueError):
        if (there := np.dtype(dtype)) in FLOATS:
            return there
    raise ValueError(say("dtype is {dtype}; expected float32 or float64", dtype=brief(dtype)))


def decide(Y):
    """Outputs (n, k) → class numbers (n,)."""
    return (Y[:, 0] > 0.5).astype(np.intp) if Y.shape[1] == 1 else Y.argmax(axis=1)
