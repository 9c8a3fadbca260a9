"""Exercises and questions of notebook 05."""

import numpy as np

from ...activations import sigmoid
from ...losses import softmax
from ..exercise import exercise
from ..question import add_question
from . import bugs


def first_layers(random):
    """(x, W, b): the lecture's first layer, then square and other ones."""
    fixed = [(np.array([1.0, -1.0]), np.array([[1.0, -2.0], [-1.0, 1.0]]), np.array([1.0, 0.0]))]
    shapes = [(1, 1), (3, 3), (2, 4), (5, 3)]
    return fixed + [(random.normal(size=d), random.normal(size=(m, d)), random.normal(size=m)) for d, m in shapes]


@exercise(
    "05.1",
    "∂z/∂w in two layers",
    cases=first_layers,
    returns=("layer 1", "layer 2"),
    hints=[
        "∂z/∂w is the value that comes in over the wire of the weight w.",
        "What comes in over the wires of layer 1? Nothing has been computed yet: there stands the input.",
        "Over the wires of layer 2 come the outputs of layer 1: its weighted sums plus biases, each sent through σ.",
    ],
    mistakes={
        "For layer 1 you give its weights. ∂z/∂w does not depend on w: it is the value on the wire.": ("x, a", "W, a"),
        "For layer 2 you give z of layer 1. Over the wires comes a = σ(z).": ("x, a", "x, W @ x + b"),
        "You are one layer too far: a goes into layer 2. Into layer 1 goes the input.": ("x, a", "a, a"),
        "The two are exchanged: the input goes into layer 1, a into layer 2.": ("x, a", "a, x"),
        "For layer 2 you give the slope σ′(z). That belongs to the backward pass; here it is the value a itself.": (
            "x, a",
            "x, a * (1 - a)",
        ),
        "The factors are all 1 in yours. That is right for the biases only; over the wire of a weight comes a value.": (
            lambda x, W, b: (np.ones_like(x), np.ones_like(b))
        ),
        "The biases of layer 1 are missing in a.": ("W @ x + b", "W @ x"),
        "The biases of layer 1 have the wrong sign in a: they are added.": ("W @ x + b", "W @ x - b"),
        "W is turned round. Row i holds the weights into neuron i, so z = W x + b needs no transpose.": (
            "W @ x + b",
            "W.T @ x + b",
        ),
        "In a, σ has e to the power of minus z.": ("np.exp(-(W @ x + b))", "np.exp(W @ x + b)"),
        "The input goes into layer 1 as it is: no σ before the first neurons.": ("x, a", "1 / (1 + np.exp(-x)), a"),
    },
)
def forward_factors(x, W, b):
    """x (d,) input; W (m, d) and b (m,) of layer 1, m sigmoid neurons →
    ∂z/∂w for the d wires into any neuron of layer 1, (d,), and for the m wires into any neuron of layer 2, (m,)."""
    a = 1 / (1 + np.exp(-(W @ x + b)))
    return x, a


def hidden_layers(random):
    """(z, W_next, delta_next): one wire, one neuron that feeds two, then square and other layers."""
    fixed = [
        (np.array([0.5]), np.array([[2.0]]), np.array([0.1])),
        (np.array([1.0]), np.array([[-1.0], [4.0]]), np.array([-0.1, 0.2])),
    ]
    shapes = [(2, 2), (3, 3), (4, 2), (2, 5)]
    return fixed + [(random.normal(size=m), random.normal(size=(k, m)), random.normal(size=k)) for m, k in shapes]


def one_path(z, W_next, delta_next):
    return (1 - np.tanh(z) ** 2) * W_next[0] * delta_next[0]


@exercise(
    "05.2",
    "δ of a hidden layer",
    cases=hidden_layers,
    hints=[
        "Two things for each neuron: the sum of the signals that come back, and the gain by which it is multiplied.",
        "The signal from neuron k behind it comes over the weight by which our neuron feeds k. For neuron j these "
        "weights stand in column j of W_next.",
        "The gain is σ′ at z, here 1 minus the square of tanh z. It multiplies element by element.",
    ],
    mistakes={
        "The transpose is missing: you sum along a row of W_next, the weights into one neuron. Backward a neuron "
        "collects over its outgoing weights, a column.": ("W_next.T", "W_next"),
        "σ′ is taken at a. It is taken at z, the sum that went into the neuron.": ("np.tanh(z)", "np.tanh(np.tanh(z))"),
        "σ′ is missing: the sum of the signals still has to be multiplied by the gain σ′(z).": ("slope * ", ""),
        "You multiply by a = tanh(z), the function. The gain is its slope.": ("1 - np.tanh(z) ** 2", "np.tanh(z)"),
        "This is tanh² z. The slope of tanh is 1 minus it: steepest where z is 0.": ("1 - np.tanh(z)", "np.tanh(z)"),
        "The square is missing: the slope of tanh is 1 − tanh² z.": ("np.tanh(z) ** 2", "np.tanh(z)"),
        "You put z where a belongs: the slope is 1 − a², with a = tanh z.": ("np.tanh(z) ** 2", "z**2"),
        "a(1 − a) is the slope of the sigmoid. These neurons are tanh.": (
            "1 - np.tanh(z) ** 2",
            "np.tanh(z) * (1 - np.tanh(z))",
        ),
        "This is σ′ of the sigmoid. These neurons are tanh, with the slope 1 − tanh² z.": (
            "1 - np.tanh(z) ** 2",
            "sigmoid(z) * (1 - sigmoid(z))",
        ),
        "σ′ is there twice. A signal goes through each amplifier once.": ("slope * (", "slope**2 * ("),
        "One path of several: only the first neuron behind is asked. Add up over all that this one feeds.": one_path,
        "Only the last neuron behind is asked. Add up over all that this one feeds.": (
            "W_next.T @ delta_next",
            "W_next[-1] * delta_next[-1]",
        ),
        "The weights are missing: each signal is multiplied by the weight over which it comes, then added.": (
            "W_next.T @ delta_next",
            "delta_next.sum()",
        ),
        "The signals are missing: you add up the weights alone.": ("W_next.T @ delta_next", "W_next.sum(axis=0)"),
        "You send the signal through tanh. Backward nothing is curved: it is multiplied by the fixed number σ′(z).": (
            "W_next.T @ delta_next",
            "np.tanh(W_next.T @ delta_next)",
        ),
    },
)
def hidden_delta(z, W_next, delta_next):
    """z (m,) of a hidden layer of tanh neurons, W_next (k, m) of the layer behind, its delta_next (k,) = ∂l/∂z →
    δ = ∂l/∂z of the hidden layer, (m,)."""
    slope = 1 - np.tanh(z) ** 2
    return slope * (W_next.T @ delta_next)


def output_layers(random):
    """(Z, T): one example with equal scores, then others."""
    fixed = [([[0.0, 0.0]], [0]), ([[0.4798, 1.5794]], [0])]
    drawn = [(random.normal(size=(n, k)), random.integers(k, size=n)) for n, k in [(1, 3), (3, 3), (4, 2), (2, 5)]]
    return [(np.array(Z), np.eye(len(Z[0]))[labels]) for Z, labels in fixed + drawn]


@exercise(
    "05.3",
    "δ of the output layer for two pairs",
    cases=output_layers,
    returns=("soft", "square"),
    hints=[
        "Each pair has outputs Y of its own: softmax for the first, the sigmoid for the second, of the same Z.",
        "Softmax with cross-entropy: all paths together leave nothing but output and target.",
        "Sigmoid with squared error: the slope of the loss is Y − T, and the sigmoid passes it on times its own "
        "slope, which you can write with Y.",
    ],
    mistakes={
        "In the second pair σ′ is missing: with the squared error it does not cancel.": ("Y * (1 - Y) * ", ""),
        "In the second pair σ′ is there twice. The way from the loss back to z goes through one sigmoid.": (
            "Y * (1 - Y) * ",
            "(Y * (1 - Y)) ** 2 * ",
        ),
        "In the first pair there is a σ′ too many: with softmax and cross-entropy all of it cancels.": (
            "soft = Y - T",
            "soft = Y * (1 - Y) * (Y - T)",
        ),
        "The first pair takes softmax element by element. Every y depends on every z, so there are paths from each z "
        "over all outputs; together they leave y − ŷ.": ("soft = Y - T", "soft = -T * (1 - Y)"),
        "In the second pair σ′ is taken at y. It is taken at z, and there it is y (1 − y).": (
            "Y * (1 - Y) * ",
            "sigmoid(Y) * (1 - sigmoid(Y)) * ",
        ),
        "Both have the wrong sign: δ is output minus target.": (
            lambda Z, T: (T - softmax(Z), sigmoid(Z) * (1 - sigmoid(Z)) * (T - sigmoid(Z)))
        ),
        "The first pair has the wrong sign: δ is output minus target.": ("soft = Y - T", "soft = T - Y"),
        "The second pair has the wrong sign: δ holds output minus target.": ("(Y - T)\n", "(T - Y)\n"),
        "The two are exchanged: softmax with cross-entropy comes first.": ("soft, square", "square, soft"),
        "Both pairs use the softmax outputs. The second pair has sigmoids.": ("Y = sigmoid(Z)", "pass"),
        "Both pairs use the sigmoid outputs. The first pair has softmax.": ("softmax(Z)", "sigmoid(Z)"),
        "The second pair is twice as large: the ½ in the squared error takes away the 2 of the square's slope.": (
            "Y * (1 - Y) * ",
            "2 * Y * (1 - Y) * ",
        ),
        "The second pair is divided by y (1 − y). That happens with the binary cross-entropy; the squared error keeps "
        "σ′ as a factor.": ("Y * (1 - Y) * (Y - T)", "(Y - T) / (Y * (1 - Y))"),
        "In the first pair softmax runs down the columns. An example is a row.": ("softmax(Z)", "softmax(Z.T).T"),
        "In the first pair softmax takes all numbers together. Each row is an example with its own sum.": (
            "softmax(Z)",
            "np.exp(Z) / np.exp(Z).sum()",
        ),
        "In the first pair you subtract T from the scores, not the outputs: softmax comes first.": ("softmax(Z)", "Z"),
        "Divided by n: here δ is asked for each example.": (
            lambda Z, T: ((softmax(Z) - T) / len(T), sigmoid(Z) * (1 - sigmoid(Z)) * (sigmoid(Z) - T) / len(T))
        ),
        "The first pair is the loss's slope for y, −ŷ / y. It still has to be brought back through softmax to z.": (
            "soft = Y - T",
            "soft = -T / Y",
        ),
    },
)
def output_deltas(Z, T):
    """Z (n, k) of the output layer, T (n, k) one-hot, one example a row → δ = ∂l/∂z of each example, twice (n, k):
    for softmax with cross-entropy, and for sigmoids with the squared error."""
    Y = softmax(Z)
    soft = Y - T
    Y = sigmoid(Z)
    square = Y * (1 - Y) * (Y - T)
    return soft, square


def batches(random):
    """(Delta, A): two examples with friendly numbers, then one, square and other shapes."""
    fixed = [(np.array([[1.0], [3.0]]), np.array([[2.0, 0.0], [0.0, 4.0]]))]
    shapes = [(1, 2, 3), (3, 3, 3), (2, 2, 2), (5, 2, 4), (4, 3, 1)]
    return fixed + [(random.normal(size=(n, k)), random.normal(size=(n, d))) for n, k, d in shapes]


@exercise(
    "05.4",
    "the gradient of W and b for a batch",
    cases=batches,
    returns=("dW", "db"),
    hints=[
        "For one example the slope of the weight from j to i is a of j times δ of i. A batch takes the mean of that.",
        "A product of matrices adds up the examples by itself. One of the two has to be turned, so that the n meet "
        "inside: (k, n) times (n, d).",
        "Divide by the number of examples, which is the number of rows. A bias has the wire value 1, so its slope is "
        "the mean of the δ of its neuron.",
    ],
    mistakes={
        "Nothing is divided by n: this is the gradient of the total loss. The cost is the mean.": (
            lambda Delta, A: (Delta.T @ A, Delta.sum(axis=0))
        ),
        "dW is not divided by n. Matrix products add up the examples; for the mean divide by their number.": (
            "Delta.T @ A / len(A)",
            "Delta.T @ A",
        ),
        "db is not divided by n. It belongs to the cost, the mean over the examples.": ("mean(", "sum("),
        "db is summed over the wrong axis: rows are examples, columns are neurons, and each neuron has one bias.": (
            "axis=0",
            "axis=1",
        ),
        "db is one number for all neurons. Each neuron has its own bias and its own slope.": ("axis=0", ""),
        "dW is turned on its side. Row i of W holds the weights into neuron i, so δ belongs to the rows: (k, d).": (
            "Delta.T @ A",
            "A.T @ Delta",
        ),
        "The wrong one is turned: this adds up over neurons and wires. The sum has to go over the examples.": (
            "Delta.T @ A",
            "Delta @ A.T",
        ),
        "No transpose: this adds up over the wrong index. The sum has to go over the examples, the rows of both.": (
            "Delta.T @ A",
            "Delta @ A",
        ),
        "You divide by the number of neurons. The mean goes over the examples, the rows.": (
            lambda Delta, A: (Delta.T @ A / Delta.shape[1], Delta.sum(axis=0) / Delta.shape[1])
        ),
        "dW is divided by the number of wires. The mean goes over the examples, the rows.": ("len(A)", "len(A.T)"),
        "dW is divided by n twice. Once makes the mean.": ("/ len(A)", "/ len(A) ** 2"),
        "db is divided by n twice. Once makes the mean.": ("mean(axis=0)", "mean(axis=0) / len(A)"),
        "db is the mean of A, the values on the wires. The slope of a bias is δ, for its wire carries a 1.": (
            "Delta.mean",
            "A.mean",
        ),
        "Only the first example is in. The gradient of the cost is the mean over all rows.": (
            lambda Delta, A: (np.outer(Delta[0], A[0]), Delta[0])
        ),
        "The sign is turned round. These are the slopes; the minus comes in the step of gradient descent.": (
            lambda Delta, A: (-Delta.T @ A / len(A), -Delta.mean(axis=0))
        ),
    },
)
def batch_gradient(Delta, A):
    """Delta (n, k) δ of each example, not divided by n; A (n, d) what came into the layer → ∂J/∂W (k, d), ∂J/∂b (k,)
    of the cost J, the mean over the n examples."""
    return Delta.T @ A / len(A), Delta.mean(axis=0)


def sum_of_squares(theta):
    return (theta**2).sum()


def slopes_without_the_2(theta):
    return theta.copy()


def sum_of_cubes(theta):
    return (theta**3).sum()


def slopes_of_cubes(theta):
    return 3 * theta**2


def patients(random):
    """(loss, gradient, theta, step): by hand first, then one that is healthy, then the three networks."""
    fixed = [
        (sum_of_squares, slopes_without_the_2, np.array([1.0, -2.0, 0.0]), 1e-3),
        (sum_of_cubes, slopes_of_cubes, np.array([1.0, 2.0]), 1e-4),
        (sum_of_cubes, slopes_without_the_2, random.normal(size=4), 1e-4),
    ]
    return fixed + [(bugs.cost, network, bugs.THETA, 1e-4) for network in bugs.NETWORKS]


def flagged(loss, gradient, theta, slopes):
    return np.array(slopes), np.abs(gradient(theta) - slopes) > 1e-5


def left_below(loss, gradient, theta, step):
    """θᵢ goes up, then down by two steps, and stays there."""
    moved, slopes = theta.copy(), []
    for i in range(len(theta)):
        moved[i] += step
        above = loss(moved)
        moved[i] -= 2 * step
        slopes.append((above - loss(moved)) / (2 * step))
    return flagged(loss, gradient, theta, slopes)


def left_below_and_kept(loss, gradient, theta, step):
    """The same, and the claim is asked at the place where θ ended."""
    slopes, _ = left_below(loss, gradient, theta, step)
    return flagged(loss, gradient, theta - step, slopes)


def piling_up(loss, gradient, theta, step):
    """The copies are made once, before the loop."""
    up, down, slopes = theta.copy(), theta.copy(), []
    for i in range(len(theta)):
        up[i] += step
        down[i] -= step
        slopes.append((loss(up) - loss(down)) / (2 * step))
    return flagged(loss, gradient, theta, slopes)


def no_copies(loss, gradient, theta, step):
    """Three names for one array: up a step and down again."""
    return flagged(loss, gradient, theta, np.zeros(len(theta)))


@exercise(
    "05.5",
    "find the bug",
    cases=patients,
    returns=("slopes", "wrong"),
    tolerance=1e-6,
    hints=[
        "One parameter at a time: nudge it up by the step, nudge it down by the step, and ask `loss` both times. All "
        "others stay where they are.",
        "Between up and down lie two steps: the difference of the two losses is divided by both.",
        "Work on copies of theta, or put the old value back before the next parameter is nudged: b = a makes no copy.",
        "A slope can be off in both directions, too large or too small: compare the size of the difference, np.abs.",
    ],
    mistakes={
        "This nudges to one side only, from θ up. That is off by about the step itself; nudge up and down, and the "
        "two errors cancel.": ("(loss(up) - loss(down)) / (2 * step)", "(loss(up) - loss(theta)) / step"),
        "This nudges to one side only, from θ down. Nudge up and down, and the two errors cancel.": (
            "(loss(up) - loss(down)) / (2 * step)",
            "(loss(theta) - loss(down)) / step",
        ),
        "You nudge to one side, yet divide by two steps: half of the slope.": (
            "(loss(up) - loss(down))",
            "(loss(up) - loss(theta))",
        ),
        "Your slopes are twice too large: from down to up it is two steps, so divide by both.": ("(2 * step)", "step"),
        "The step is missing in the denominator: a slope is the change of the loss *per* change of θ.": (
            "(2 * step)",
            "2",
        ),
        "You do not divide: a slope is the change of the loss per change of θ, which is two steps.": (
            " / (2 * step)",
            "",
        ),
        "… / 2 * step divides by 2 and then multiplies by the step. Put the denominator into brackets.": (
            "(2 * step)",
            "2 * step",
        ),
        "The sign: the slope is the loss above minus the loss below.": (
            "loss(up) - loss(down)",
            "loss(down) - loss(up)",
        ),
        "θ is not put back: every parameter that had its turn stays nudged when the next is measured.": left_below,
        "θ is not put back: every parameter that had its turn stays nudged when the next is measured, and the "
        "claimed slopes are those of another place.": left_below_and_kept,
        "The nudges pile up: the copies are made once, so every earlier parameter is still nudged. Nudge one at a "
        "time.": piling_up,
        "All your slopes are 0: up and down are the same array. b = a makes a second name, no copy.": no_copies,
        "You nudge all parameters at once. Then nobody knows whose slope it is: one at a time.": (
            "up[i] += step\n        down[i] -= step",
            "up += step\n        down -= step",
        ),
        "The slopes are right, but you look for differences in one direction only. A claimed slope can be too large "
        "or too small.": ("np.abs(gradient(theta) - slopes)", "(gradient(theta) - slopes)"),
        "The slopes are right, but you look for differences in one direction only. A claimed slope can be too small "
        "or too large.": ("np.abs(gradient(theta) - slopes)", "(slopes - gradient(theta))"),
        "You return the claimed slopes as your own. A judge has to measure: nudge each parameter and ask `loss`.": (
            lambda loss, gradient, theta, step: (gradient(theta), np.zeros(len(theta), bool))
        ),
        "The slopes are right; your flags are turned round. True belongs where the claimed slope is off.": (
            "> 1e-5",
            "<= 1e-5",
        ),
        "The slopes are right. But two ways of computing never agree to the last digit: allow for 0.00001.": (
            "np.abs(gradient(theta) - slopes) > 1e-5",
            "gradient(theta) != slopes",
        ),
    },
)
def find_the_bug(loss, gradient, theta, step):
    """loss(theta) → a number; gradient(theta) → what some backward pass says its slopes are, (p,); theta (p,) →
    the slopes by nudging each parameter by ± step, (p,), and True where the claimed slope is off by more than 1e-5."""
    slopes = np.zeros(len(theta))
    for i in range(len(theta)):
        up, down = theta.copy(), theta.copy()
        up[i] += step
        down[i] -= step
        slopes[i] = (loss(up) - loss(down)) / (2 * step)
    return slopes, np.abs(gradient(theta) - slopes) > 1e-5


add_question(
    "05.a",
    "A library says: “trains by backpropagation”. What does backpropagation itself do there?",
    [
        (
            "It moves the weights downhill",
            "That is gradient descent; it could do so with slopes from nudging, only slowly.",
        ),
        (
            "It sends the targets backward as inputs",
            "What goes backward are slopes, ∂l/∂z, from the output layer to the first.",
        ),
        ("It replaces gradient descent", "It helps it: gradient descent needs slopes, and here they are cheap."),
        (
            "It computes the slopes of the loss",
            "All of them, in one pass forward and one back. The step is gradient descent's.",
        ),
    ],
    right="d",
    misconception=1,
)

add_question(
    "05.b",
    "The signals that come back to a hidden neuron are suddenly twice as large; its z is the same. What happens to "
    "its ∂l/∂z?",
    [
        (
            "It doubles exactly",
            "The gain σ′(z) was fixed by z in the forward pass. Backward is only multiplying and adding.",
        ),
        (
            "It grows, but less: σ flattens it",
            "σ is not applied on the way back. It left one number behind, the gain σ′(z).",
        ),
        ("It stays, because z stays", "z fixes the gain. What comes out is the gain times what comes in."),
    ],
    right="a",
    misconception=5,
)

add_question(
    "05.c",
    "Which line is the slope of ReLU, with a = np.maximum(z, 0)?",
    [
        ("np.maximum(z, 0)", "That is ReLU itself. A neuron with z = 3 would pass back three times the signal."),
        ("a >= 0", "a is never negative, so this is true everywhere, and silent neurons would pass signals back, too."),
        ("z > 0", "1 where the neuron is on, 0 where it is silent. With a you could write a > 0."),
        ("np.sign(z)", "For a silent neuron this is −1. But ReLU is flat there: its slope is 0."),
    ],
    right="c",
)

add_question(
    "05.d",
    "A network gets ten times as many parameters. How does the cost of *all* slopes grow, against that of one forward "
    "pass?",
    [
        (
            "It stays at about three forward passes",
            "One forward, two worth of products backward: each δ is computed once and kept.",
        ),
        (
            "Ten times as many forward passes",
            "That is nudging: two passes for each parameter. Backward every δ is shared.",
        ),
        (
            "A hundred times: each slope asks all layers",
            "Without memory it would explode. Kept results make every δ cost one visit.",
        ),
    ],
    right="a",
    misconception=10,
)

add_question(
    "05.e",
    "All weights and biases of a deep network start at 0.5. What happens in training?",
    [
        (
            "Nothing: all slopes are 0",
            "That is the start at 0, for the layers before the last. With 0.5 signals do come back.",
        ),
        (
            "The neurons of a layer stay alike for ever",
            "Same start, same inputs, same slopes: a layer of many is then one neuron.",
        ),
        (
            "It learns, as from any other start",
            "Different neurons need different starts. Equal ones get equal slopes in each step.",
        ),
        (
            "The biases break the tie after a while",
            "They start alike and get the same slopes, too. Only random weights break the tie.",
        ),
    ],
    right="b",
    misconception=23,
)
