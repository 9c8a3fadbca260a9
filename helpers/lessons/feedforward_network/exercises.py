"""Exercises, questions and guesses of notebook 02."""

import numpy as np

from ...exercises import draw
from ...exercises.asking.guess import add_guess
from ...exercises.asking.question import add_question
from ...exercises.exercise import exercise
from ...lecture import BIASES, WEIGHTS
from ..perceptron.exercises import sigmoid, step

STRUCTURES = [[2, 2, 2], [3, 4, 2], [4, 1, 3, 2], [3, 3, 3, 3], [1, 2]]


def drawn(random, sizes, *n):
    """(x, weights, biases) of a structure, by lot; with a number n, x (n, inputs) is a batch of rows."""
    some = lambda *size: random.normal(size=size).round(1)  # noqa: E731  short, to be worked out by hand
    weights = [some(sizes[k], sizes[k - 1]) for k in range(1, len(sizes))]
    return some(*n, sizes[0]), weights, [some(size) for size in sizes[1:]]


def layers(random):
    """(a, W, b): the lecture's first layer, also in whole numbers, then others."""
    fixed = [(np.array([1, -1], kind), np.array(WEIGHTS[0], kind), np.array(BIASES[0], kind)) for kind in (float, int)]
    sizes = [(3, 2), (2, 3), (3, 3), (1, 4)]
    return fixed + [(x, weights[0], biases[0]) for x, weights, biases in (drawn(random, pair) for pair in sizes)]


def any_layer(random):
    """(a, W, b): no z is so far below 0 that math.exp has no value."""
    n, m = draw.lengths(random, 2, large=draw.PIXELS)
    a, W, b = draw.arrays(random, (n,), (m, n), (m,))
    low = W @ a + b < -700
    W[low], b[low] = -W[low], -b[low]
    return a, W, b


@exercise("02.1", "a layer", cases=layers, wide=any_layer, hints=[
    "A layer is nothing but its neurons, one after the other. You have already written one: `neuron`.",
    "Row 0 of W and number 0 of b belong to the first neuron, row 1 and number 1 to the second. zip(W, b) walks over "
    "both together.",
    "A list in brackets collects the results: np.array([… for weights, bias in zip(W, b)]).",
    "All neurons at once: the product of a matrix and a vector takes each row's sum of products.",
], mistakes={
    "no-sigmoid": ("These are the z. The neurons' outputs are σ(z).", ("sigmoid(W @ a + b)", "W @ a + b")),
    "no-biases": ("The biases are missing: each neuron adds its own to the weighted sum.", ("W @ a + b", "W @ a")),
    "minus-biases": ("The biases have the wrong sign: each is added to the weighted sum.", ("W @ a + b", "W @ a - b")),
    "bias-after-sigmoid": ("You add each bias after σ. It belongs to z, so it comes before σ.",
                           ("W @ a + b)", "W @ a) + b")),
    "first-bias-for-all": ("Every neuron gets the first bias. Each has one of its own.", ("+ b", "+ b[0]")),
    "columns": (
        "A neuron takes a column of W for its weights. The weights into a neuron stand in its row; a column holds "
        "those that leave one input.",
        ("W @ a", "W.T @ a")),
    "not-added-up": (
        "The products of weights and inputs are not added up: a neuron's z is one number, their sum plus its bias.",
        ("W @ a", "W * a")),
    "all-biases-each": (
        "Every neuron gets all biases at once, and so has several outputs. Each has one bias of its own.",
        ("sigmoid(W @ a + b)", "[sigmoid(weights @ a + b) for weights in W]")),
    "falls": ("Yours falls where σ grows: it is σ(−z), which is 1 − σ(z).", ("W @ a + b", "-(W @ a + b)")),
    "hard-steps": (
        "These are 0s and 1s. The neurons here have the sigmoid, whose values lie between.",
        lambda a, W, b: step(W @ a + b)),
})
def layer(a, W, b):
    """a (n,) what comes in, W (m, n) one row of weights for each neuron, b (m,) their biases → σ(W a + b), (m,)."""
    return sigmoid(W @ a + b)


def networks(random):
    """(x, weights, biases): the lecture's network, also with whole weights and other biases, or whole ones, then
    others of one to three layers."""
    fixed = [(np.array([1, -1], kind), [np.array(W, kind) for W in WEIGHTS], [np.add(b, more) for b in BIASES])
             for kind, more in ((float, 0.0), (int, 0.5), (int, 0))]
    sure = [np.eye(2), np.array([[2.0, -2.0]])], [np.zeros(2), np.array([-2.0])]
    fixed.append((np.array([6.0, -25.0]), *sure))  # σ is nearly 1 and 0
    return fixed + [drawn(random, sizes) for sizes in STRUCTURES]


def any_network(random):
    """(x, weights, biases): now and then a layer comes again, there are as many outputs as an image has pixels, or the
    first ones answer an x of ½ with ½."""
    x, weights, biases = draw.chain(random, batch=False, many=40, inputs=784)
    if random.random() < 0.02:
        weights.append(draw.array(random, 784, len(biases[-1]), kinds=["normal"]))
        biases.append(draw.array(random, 784))
    if random.random() < 0.05:
        x, weights, biases = np.full(2, 0.5), [np.zeros((2, 2)), *weights], [np.zeros(2), *biases]
        weights[1] = draw.array(random, len(biases[1]), 2, kinds=["normal"])
    return x, *draw.repeated(random, weights, biases)


@exercise("02.2", "a whole network", cases=networks, wide=any_network, hints=[
    "Begin with the input. Each layer makes a new a out of the old one, and the next layer gets that.",
    "zip(weights, biases) gives W and b of layer 1, then of layer 2, and so on.",
    "Inside the loop stands one call of `layer`, which you have written already.",
], mistakes={
    "all-layers-get-x": ("Every layer gets x. The second layer's inputs are the outputs of the first, and so on.",
                         ("layer(a, W, b)", "layer(x, W, b)")),
    "no-last-sigmoid": (
        "The last layer has no σ: these are its z. In this network the output neurons have a sigmoid as well.",
        ("a = layer(a, W, b)\n    return a", "z = W @ a + b\n        a = sigmoid(z)\n    return z")),
    "no-inner-sigmoid": ("Between the layers σ is missing: only the last one has it.",
                         ("layer(a, W, b)\n    return a", "W @ a + b\n    return sigmoid(a)")),
    "no-sigmoid": ("There is no σ in any layer. So all layers are one linear step, as section 8 shows.",
                   ("layer(a, W, b)", "W @ a + b")),
    "last-hidden": ("This is the output of the last hidden layer. The last W and b have to be used, too.",
                    ("zip(weights, biases, strict=True)", "zip(weights[:-1], biases[:-1], strict=True)")),
    "first-left-out": ("The first layer is left out: x goes straight into the second.",
                       ("zip(weights, biases, strict=True)", "zip(weights[1:], biases[1:], strict=True)")),
    "backwards": ("The layers are used from the last to the first. W¹ and b¹ meet the input.",
                  ("zip(weights, biases, strict=True)", "zip(weights[::-1], biases[::-1], strict=True)")),
    "columns": (
        "A neuron takes a column of W for its weights. The weights into a neuron stand in its row. Do the arguments of "
        "`layer` stand in their order?",
        ("layer(a, W, b)", "layer(a, W.T, b)")),
    "no-biases": ("The biases are missing: each neuron adds its own to the weighted sum.",
                  ("layer(a, W, b)", "sigmoid(W @ a)")),
    "all-layers": (
        "These are the outputs of every layer, the input first. Return only the last of them, y.",
        lambda x, weights, biases: [list(network(x, weights[:k], biases[:k])) for k in range(len(weights) + 1)]),
})
def network(x, weights, biases):
    """x the inputs, weights a list of W¹, W², …, biases a list of b¹, b², … → the network's outputs y."""
    a = x
    for W, b in zip(weights, biases, strict=True):
        a = layer(a, W, b)
    return a


def structures(random):
    """(sizes,): small, of the lecture, too many for a float32, and by lot."""
    fixed = [([3, 2],), ([2, 2, 2, 2],), ([256, 30, 10],), ([784, 500, 500, 10],), ([6000, 3001],)]
    return fixed + [(random.integers(1, 40, size=length).tolist(),) for length in (3, 12)]


def any_sizes(random):
    """(sizes,): small ones, often the same, and large ones; now and then photographs of 224 · 224 · 3."""
    most = draw.one_of(random, 3, 40, 400)
    sizes = [draw.whole(random, 1, most) for _ in range(draw.one_of(random, 2, 3, 4, 5, 6, 7, 41))]
    if most == 3 and random.random() < 0.1:
        sizes[0] = 150_528
    return (sizes,)


@exercise("02.3", "counting parameters", cases=structures, wide=any_sizes, hints=[
    "Take one layer: 3 inputs, 2 neurons. Draw its wires and count them. Then count its biases.",
    "A layer of m neurons that reads n numbers has n weights for each neuron, and one bias for each.",
    "Each layer after the first number in sizes reads what the one before puts out. Add up over the layers.",
], mistakes={
    "no-biases": ("The biases are missing: each neuron has one beside its weights.",
                  ("(sizes[k - 1] + 1) * sizes[k]", "sizes[k - 1] * sizes[k]")),
    "biases-of-inputs": ("In yours a layer has as many biases as it has inputs. It has one for each of its neurons.",
                         ("(sizes[k - 1] + 1) * sizes[k]", "sizes[k - 1] * (sizes[k] + 1)")),
    "one-bias-a-layer": ("Yours counts one bias for a whole layer. Each neuron has its own.",
                         ("(sizes[k - 1] + 1) * sizes[k]", "sizes[k - 1] * sizes[k] + 1")),
    "inputs-too": ("Yours gives a bias to the inputs as well. They are not neurons and have no parameters.",
                   ("return sum(", "return sizes[0] + sum(")),
    "neurons": ("Yours counts neurons. Each of them has a bias, and a weight for each number that it reads.",
                [("(sizes[k - 1] + 1) * sizes[k]", "sizes[k]"), lambda sizes: sum(sizes)]),
    "no-output-biases": ("The biases of the output neurons are missing.", ("return ", "return -sizes[-1] + ")),
    "plus-for-times": (
        "From each of n inputs a wire leads to each of m neurons. That makes n times m weights, not n plus m.",
        [("(sizes[k - 1] + 1) * sizes[k]", "sizes[k - 1] + sizes[k] + sizes[k]"),
         ("(sizes[k - 1] + 1) * sizes[k]", "sizes[k - 1] + sizes[k]")]),
    "no-output-layer": ("The output layer is missing. Its neurons have weights and biases like all others.",
                        ("range(1, len(sizes))", "range(1, len(sizes) - 1)")),
    "no-first-layer": ("The first layer of neurons is missing. Its weights lead from the inputs to it.",
                       ("range(1, len(sizes))", "range(2, len(sizes))")),
    "last-layer": ("This is the last layer alone. The layers before it have parameters as well, and all are added up.",
                   ("range(1, len(sizes))", "[len(sizes) - 1]")),
    "product-of-all": ("Yours multiplies all sizes together. The layers have parameters of their own, which add up.",
                       [lambda sizes: np.prod(sizes), lambda sizes: np.prod(sizes) + sum(sizes[1:])]),
    "first-layer": ("This is the first layer alone. The layers after it have parameters as well, and all are added up.",
                    ("range(1, len(sizes))", "[1]")),
})
def count_parameters(sizes):
    """sizes, such as [256, 30, 10]: the inputs, then the neurons of each layer → number of weights and biases."""
    return sum((sizes[k - 1] + 1) * sizes[k] for k in range(1, len(sizes)))


def two_layers(random):
    """(W1, b1, W2, b2): the lecture's first two layers, then others. Its b² is 0 and would hide much: b³ stands in."""
    fixed = [tuple(np.array(part, float) for part in (WEIGHTS[0], BIASES[0], WEIGHTS[1], BIASES[2]))]
    drawings = [drawn(random, sizes) for sizes in ((3, 2, 4), (2, 3, 2), (3, 3, 3), (4, 1, 2), (1, 3, 1))]
    return fixed + [(weights[0], biases[0], weights[1], biases[1]) for _, weights, biases in drawings]


def any_two_layers(random):
    """(W1, b1, W2, b2): only one W is tiny now and then, for products of two would be nothing."""
    n, m, k = draw.lengths(random, 3, large=draw.PIXELS)
    W1, b1, b2 = draw.arrays(random, (m, n), (m,), (k,))
    return W1, b1, draw.array(random, k, m), b2


@exercise("02.4", "two linear layers in one", cases=two_layers, wide=any_two_layers, returns=("W", "b"), hints=[
    "Write down what comes out for an input x: first the first layer's z, then put that into the second.",
    "Multiply out the bracket. What stands before x is W. Everything without x is b.",
    "The first layer's bias goes through the second layer, too. The second layer's own bias does not.",
], mistakes={
    "wrong-order": ("The product stands in the wrong order. The first layer meets x first, so it stands next to x.",
                    ("W2 @ W1", "W1 @ W2")),
    "biases-added": (
        "W is right. For b the biases are simply added, but the first one has to go through the second layer.",
        ("W2 @ b1 + b2", "b1 + b2")),
    "no-second-bias": ("W is right, but in b the second layer's own bias is missing.", ("W2 @ b1 + b2", "W2 @ b1")),
    "no-first-bias": ("W is right, but in b the first layer's bias is missing: it goes through the second layer.",
                      ("W2 @ b1 + b2", "b2")),
    "second-first": (
        "Both are made as if the second layer came first. x meets the first layer first, so W¹ stands next to x.",
        ("W2 @ W1, W2 @ b1 + b2", "W1 @ W2, W1 @ b2 + b1")),
    "own-layer": (
        "W is right. In b the first bias goes through its own layer, but it is added after that and goes through the "
        "second.",
        ("W2 @ b1 + b2", "W1 @ b1 + b2")),
    "second-bias-through": (
        "W is right, but in b the second bias goes through the second layer, too. It is added after it.",
        ("W2 @ b1 + b2", "W2 @ (b1 + b2)")),
    "transposed": ("W is transposed: it should have one row for each output and one column for each input.",
                   ("W2 @ W1", "(W2 @ W1).T")),
})
def merge(W1, b1, W2, b2):
    """Two layers without σ, z¹ = W¹ x + b¹ and z² = W² z¹ + b² → W and b of the one layer that does the same."""
    return W2 @ W1, W2 @ b1 + b2


add_question("02.a", "A network with two sigmoid outputs answers (0.9, 0.8). What does that mean?", [
    ("Its numbers must be wrong: together they are more than 1",
     "Two sigmoids need not add up to 1. The lecture's network says 0.62 and 0.83, which is 1.45."),
    ("Each output is near 1, by itself",
     "Each sigmoid looks at its own z alone. Both may be near 1, or neither."),
    ("Class 1 has 90 %, class 2 has 80 %",
     "Shares of a whole add up to 1. For those there is softmax, which looks at all z together."),
    ("Class 1 has 0.9 / 1.7, so 53 %",
     "You can divide like that, but it is not what the network means. Softmax of the z, 2.2 and 1.4, gives about 69 "
     "%."),
], right="b", misconception=16)

add_question("02.b", "How many layers does the network 256-500-500-10 have?", [
    ("Four, and two of them are hidden",
     "The 256 inputs are no layer of neurons: nothing is computed there, and there is no parameter."),
    ("Four, and all of them have weights", "Four numbers, but weights lie between them: there are three matrices."),
    ("Two, because only hidden layers count",
     "The output layer has neurons, weights and biases. It counts like any other."),
    ("Three, and two of them are hidden",
     "Two hidden layers of 500 and the output layer of 10. The input is the vector x itself."),
], right="d", misconception=12)

add_question("02.f", "A network computes one function of the set of its structure. After which of these changes does "
             "it compute a function of another set?", [
    ("Training moves all its weights",
     "All these weights belong to θ. Training walks from function to function within the set of the structure."),
    ("A weight of it is set to 0", "0 is a number like any other, so this is another θ and the same structure: the set "
     "holds networks with missing wires, too."),
    ("Its hidden neurons take max(0, z), not σ(z)", "max(0, z) is flat up to 0 and then climbs, with a corner between. "
     "No θ gives the smooth σ a corner: the activation function belongs to the structure."),
    ("Two hidden neurons change places",
     "If each takes its wires along, not even the function changes: two θ of one set make the same function."),
], right="c", misconception=13)

add_guess("02.p", "What is the upper output y₁ for the input (0, 0)?", "number",
          "The biases remain: layer 1 has z = 1 and 0, so its activations are 0.73 and 0.5, and from there on no input "
          "is 0.",
          low=0, high=1, digits=2)
add_guess("02.q", "For what percentage of 10,000 random inputs between −100 and 100 is y₁ greater than y₂?", "number",
          "The second layer's activations lie between 0 and 1, and with these weights that is never enough for y₁.",
          unit="%", low=0, high=100)
add_guess("02.r", "Where is the output of a neuron that hears itself, with z = 4 − 6a, after many rounds?", "choice",
          "A high output makes the next z low, and a low one makes it high again. With −3 in place of −6 the "
          "swings would die down.",
          choices=["still at 0", "near 1", "in the middle", "now high, now low, for ever"])
add_guess("02.x", "256-500-500-10 has 384,010 parameters. Make both hidden layers twice as wide: how many times as "
          "many has 256-1000-1000-10?", "number",
          "Between the two wide layers lie 1000 · 1000 weights in place of 500 · 500, four times as many. Those from "
          "the 256 inputs and to the ten outputs become twice as many.",
          low=1, high=100, log=True, digits=2)
add_guess("02.v", "Without σ: how many numbers are enough to describe the function that the 18 parameters make?",
          "number", "Linear after linear is linear: one W of two rows and two columns and one b of two numbers do the "
          "same.",
          low=1, high=18, whole=True)
