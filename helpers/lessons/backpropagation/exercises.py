"""Exercises, questions and guesses of notebook 05."""

import numpy as np

from ...exercises import draw
from ...exercises.asking.guess import add_guess
from ...exercises.asking.question import add_question
from ...exercises.exercise import exercise
from ..perceptron.exercises import sigmoid


def hidden_layers(random):
    """(delta, W, z): one wire, one neuron that feeds two, whole numbers, sure neurons, then other layers, one example
    or a batch of rows."""
    fixed = [(np.array([0.1]), np.array([[2.0]]), np.array([0.5])),
             (np.array([-0.1, 0.2]), np.array([[-1.0], [4.0]]), np.array([1.0])),
             (np.array([1, -2]), np.array([[2, -1, 3], [2, 1, -1]]), np.array([1, -2, 0])),
             (np.array([0.5, -1.5]), np.array([[2.0, -1.0, 0.5], [1.0, 0.5, -1.0]]), np.array([800.0, -0.5, -800.0])),
             (np.array([0.5, -1.5]), np.array([[2.0, -1.0, 0.5], [1.0, 0.5, -1.0]]), np.array([10.0, -0.5, 6.0]))]
    shapes = [((), 2, 2), ((), 3, 3), ((), 2, 5), ((1,), 3, 2), ((3,), 3, 3), ((7,), 2, 4)]
    drawn = [tuple(random.normal(size=size) for size in ((*n, k), (k, m), (*n, m))) for n, m, k in shapes]
    return [*fixed, *drawn]


def any_hidden_layer(random):
    """(delta, W, z), one example or a batch, now and then large; no z is far above 0 and not beyond all numbers: there
    1 − σ(z) has but few digits."""
    n, k, m = draw.lengths(random, 3)
    if random.random() < 0.03:
        n, k, m = draw.one_of(random, (130, 12, 40), (3, 2, 784))
    n = draw.one_of(random, (), (n,))
    (delta,), (W, z) = draw.arrays(random, (*n, k)), draw.arrays(random, (k, m), (*n, m))
    z = z.clip(-4, 4) if random.random() < 0.7 else random.choice([0, 0.009, 2, -2, -18, 800, -800], z.shape)
    return delta, W, z


@exercise("05.2", "δ of a hidden layer", cases=hidden_layers, wide=any_hidden_layer, hints=[
    "Two things for each neuron: the sum of the signals that come back, and the gain by which it is multiplied.",
    "The signal from neuron k of the next layer comes over the weight by which our neuron feeds k. For neuron j these "
    "weights stand in column j of W.",
    "Write delta before W in the product: then it works for one row as well as for a batch of rows.",
    "The gain is σ′ at z, that is σ(z) times 1 minus σ(z). It multiplies element by element.",
], mistakes={
    "row": (
        "You sum along a row of W, the weights into one neuron. Backward a neuron collects over its outgoing weights, "
        "a column.",
        [("delta @ W", "delta @ W.T"), ("delta @ W", "W @ delta")]),
    "slope-at-a": ("You take σ′ at a. Take it at z, the sum that went into the neuron.",
                   ("sigmoid(z)", "sigmoid(sigmoid(z))")),
    "no-slope": ("σ′ is missing: the sum of the signals still has to be multiplied by the gain σ′(z).",
                 ("s * (1 - s) * ", "")),
    "sigmoid-for-slope": ("You multiply by a = σ(z), the function. The gain is its slope.", ("s * (1 - s)", "s")),
    "one-minus-alone": ("You multiply by 1 − σ(z) alone. The slope is σ(z) times that.", ("s * (1 - s)", "(1 - s)")),
    "z-for-slope": ("You multiply by z itself. The gain is σ′(z).", ("s * (1 - s)", "z")),
    "z-for-sigmoid": ("You put z where σ(z) belongs: the slope is σ(z) times 1 minus σ(z).", ("sigmoid(z)", "z")),
    "tanh-or-relu": (
        "This is how to make the slope of tanh or ReLU, but these neurons are sigmoids.",
        [("s * (1 - s)", "(1 - np.tanh(z) ** 2)"), ("s * (1 - s)", "(1 - s**2)"), ("s * (1 - s)", "(z > 0)")]),
    "brackets": ("Brackets are missing: the sum of the signals is multiplied by the whole slope, 1 − σ(z) included.",
                 [("s * (1 - s) * (delta @ W)", "(delta @ W) * s * 1 - s"),
                  ("s * (1 - s) * (delta @ W)", "(delta @ W) * s - s**2")]),
    "one-example": (
        "Yours is right for one example. With a batch each example is a row: write delta before W, without a "
        "transpose.",
        ("delta @ W", "W.T @ delta")),
})
def hidden_delta(delta, W, z):
    """delta (k,) or (n, k) and W (k, m) of the next layer,
    z (m,) or (n, m) of the hidden layer of sigmoids → δ of the hidden layer, of z's shape."""
    s = sigmoid(z)
    return s * (1 - s) * (delta @ W)


add_question("05.a", "A library says: “trains by backpropagation”. What does backpropagation itself do there?", [
    ("It moves the weights downhill",
     "That is gradient descent; it could do so with slopes from nudging, only slowly."),
    ("It sends the targets backward as inputs",
     "What goes backward are slopes, ∂l/∂z, from the output layer to the first."),
    ("It replaces gradient descent", "It helps it: gradient descent needs slopes, and here they are cheap."),
    ("It computes the slopes of the loss",
     "All of them, in one pass forward and one back. The step is gradient descent's."),
], right="d", misconception=1)

add_question("05.b", "Somebody takes twice the loss, 2l in place of l; weights, input and target stay. What happens to "
             "∂l/∂z of a neuron in the first of three layers?", [
    ("It doubles exactly", "No z has changed, so the gains are the same. On the way back there is only multiplying by "
     "fixed numbers, and adding."),
    ("It grows, but to less than twice: σ flattens it",
     "σ is not applied on the way back. It left one number behind, the gain σ′(z), and z has not changed."),
    ("It becomes eight times as large: twice in each layer",
     "Only the start is doubled. Each layer multiplies by its weights and gains, which are the same as before."),
    ("It stays, because z stays", "z fixes only the gain. What comes out is the gain times what comes in."),
], right="a", misconception=5)

add_guess("05.p", "The outputs are 0.62 and 0.83, their targets 1 and 0. Which signs do the slopes of the loss for the "
          "two output biases have?", "choice",
          "y₁ is too low, so a larger bias would lower the loss: its slope is negative. With y₂, which is too high, it "
          "is the other way round.",
          choices=["+ and +", "+ and −", "− and +", "− and −"])
add_guess("05.q", "Backpropagation finds all 1,268,010 slopes in the time of how many forward passes?", "number",
          "In each layer the way forward has one matrix product, and the way back at most two: together as many as "
          "three forward passes. σ′, copies and a busy machine add to it.",
          low=1, high=1e7, log=True, digits=2)
add_guess("05.r", "You forget the path over y. What percentage of dz/ds is then missing?", "number",
          "A path counts by the product of its slopes, and the fork has two. Here the forgotten one is the larger.",
          unit="%", low=0, high=100, digits=2)
add_guess("05.s", "The third weight is 4. It is raised by 1, to 5. By how much does the z of its neuron rise?",
          "number", "The nudge is multiplied by the value that comes in over the wire. The weight itself does not "
          "matter.",
          low=-5, high=5)
add_guess("05.t", "You forget the transpose in the step from layer 3 back to layer 2. What do you get as the two δ of "
          "layer 2?", "choice",
          "The lecture’s W³ happens to be symmetric: turned round it is the same matrix, and only layer 1 shows the "
          "slip. So test code where nothing is symmetric and nothing is square.",
          choices=["exactly the right ones", "the right signs, but wrong sizes", "a wrong sign"])
add_guess("05.v", "The input is (0, 0). How many of the eighteen slopes are exactly 0 then?", "number",
          "A 0 comes in over the four wires of layer 1. A bias always has the input 1, and the wires of the later "
          "layers carry activations.",
          low=0, high=18, whole=True)
