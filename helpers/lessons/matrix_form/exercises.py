"""Exercises and questions of notebook 03."""

import numpy as np

from ...exercises import draw
from ...exercises.asking.guess import add_guess
from ...exercises.asking.question import add_question
from ...exercises.exercise import exercise
from ...lecture import BIASES, WEIGHTS
from ..feedforward_network.exercises import drawn
from ..perceptron.exercises import sigmoid

W1, B1 = np.array([[1.0, -2.0], [-1.0, 1.0]]), np.array([1.0, 0.0])  # the lecture's first layer
# n, in, out
SHAPES = [(1, 3, 2), (4, 3, 5), (2, 2, 2), (3, 3, 3), (3, 2, 3), (2, 3, 1)]


def batches_of_rows(random):
    """(A, W, b): the lecture's layer, whole numbers that come in, then square and other shapes."""
    fixed = [(np.array([[1.0, -1.0], [0.0, 0.0], [-1.0, 0.0]]), W1, B1), (np.array([[3, -1]]), W1 / 4, B1 - 0.25)]
    some = lambda *size: random.normal(size=size).round(1)  # noqa: E731  short, to be worked out by hand
    fixed.append((np.array([[1, 0, 2], [3, -1, 1]]), some(2, 3), some(2)))
    return [*fixed, *((some(n, inputs), some(out, inputs), some(out)) for n, inputs, out in SHAPES)]


def any_batch(random):
    """(A, W, b): only A or W is tiny now and then, for products of two would be nothing; A has also large whole
    numbers, as pixels are, or many rows; now and then all is in float32."""
    n, inputs, out = draw.lengths(random, 3, large=draw.PIXELS)
    if random.random() < 0.5:
        A, b = draw.arrays(random, (n, inputs), (out,))
        W = draw.array(random, out, inputs)
    else:
        W, b = draw.arrays(random, (out, inputs), (out,))
        A = draw.array(random, n, inputs) * draw.one_of(random, 1, 100)
    case = draw.many_rows(random, A), W, b
    return tuple(part.astype(np.float32) for part in case) if random.random() < 0.1 else case


@exercise("03.2", "a layer for a batch of rows", cases=batches_of_rows, wide=any_batch, tolerance=1e-5, hints=[
    "Write the shapes first: A is (n, in), and Z has to be (n, out). Which matrix fits between?",
    "In a product the numbers that meet must be equal: (n, in) times (in, out). W is (out, in), so it has to be "
    "transposed.",
    "b needs no help here: NumPy adds a row of out numbers to each row.",
], mistakes={
    "not-transposed": (
        "W is not transposed. Its columns belong to the inputs; the product with rows needs a matrix whose columns "
        "belong to the neurons.",
        ("A @ W.T", "A @ W")),
    "w-before-a": (
        "W stands before A, as in the formula for one column. So the columns of A are taken for examples, and it runs "
        "only because the numbers happen to fit.",
        ("A @ W.T", "W @ A")),
    "a-transposed": ("A is transposed in place of W: the sum then runs over the examples.", ("A @ W.T", "A.T @ W")),
    "columns": (
        "The numbers are right, but each example is a column. Here examples come in as rows and go out as rows.",
        ("return A @ W.T + b", "return (A @ W.T + b).T")),
    "b-along-rows": ("b is added along the wrong axis: each example gets one number of b, but each neuron should get "
                     "one.",
                     ("A @ W.T + b", "(W @ A.T + b).T")),
    "no-bias": ("The bias b is missing: each neuron adds its own number to z.", ("A @ W.T + b", "A @ W.T")),
    "sigmoid": ("This is σ(Z). Return Z itself: σ comes in the next exercise, where both are needed.",
                ("A @ W.T + b", "sigmoid(A @ W.T + b)")),
    "reshaped": ("You reshape W instead of transposing it: its numbers keep their order, and so meet the wrong inputs.",
                 ("W.T", "W.reshape(W.shape[::-1])")),
    "number-by-number": (
        "`*` multiplies number by number, and runs only where shapes happen to fit. A product of matrices is `@`.",
        ("A @ W.T", "A * W.T")),
})
def layer_rows(A, W, b):
    """A (n, in) what comes in, one example a row; W (out, in), b (out,) → Z = A Wᵀ + b, (n, out)."""
    return A @ W.T + b


def chains_of_layers(random):
    """(X, weights, biases): the lecture's network, then one to four layers, one example and many, square ones, and
    three that have weights of zeros and are all alike."""
    fixed = [(np.array([[1.0, -1.0], [0.0, 0.0], [-0.5, 0.25]]), [np.array(W, float) for W in WEIGHTS],
              [np.array(b, float) for b in BIASES])]
    others = [(1, [3, 2]), (2, [2, 3, 4]), (7, [3, 3, 3]), (3, [3, 3, 3, 3]), (1, [2, 3, 2])]
    low = (np.float32([[-3000.0, 1.5], [-2500.0, 2.0]]),
           [np.array([[-3.0, 1.0], [-2.0, -1.0]]), np.array([[-3000.0, 2000.0]])],
           [np.array([-7600.0, -5100.0]), np.array([990.0])])
    zeros = np.eye(2), [k // 3 * W1 for k in range(4)], [B1 - 0.25 for _ in range(4)]
    return [*fixed, *(drawn(random, sizes, n) for n, sizes in others), low, zeros]


def any_chain(random):
    """(X, weights, biases): now and then the last Z is far below 0, a large batch of whole numbers comes in, or a layer
    comes again."""
    X, weights, biases = draw.chain(random, many=40, inputs=784)
    X = draw.many_rows(random, X)
    if random.random() < 0.05:
        X, weights[0] = (draw.array(random, n, len(X.T), kinds=["whole"]) for n in (130, len(biases[0])))
    biases[-1] = biases[-1] - draw.one_of(random, 0, 0, 0, 3000)
    return X, *draw.repeated(random, weights, biases)


def linear_chain(X, weights, biases):
    Zs = [X]
    for W, b in zip(weights, biases, strict=True):
        Zs.append(layer_rows(Zs[-1], W, b))
    return Zs[1:]


@exercise("03.3", "the forward pass of a batch", cases=chains_of_layers, wide=any_chain, returns=("Z[{}]",), hints=[
    "Walk through the layers as `f` did in notebook 02, with the whole batch in place of one x.",
    "In each round make Z with `layer_rows` and keep it in the list. Then make A, the sigmoid of it, for the next "
    "layer.",
    "Keep Z, not A. The backward pass of notebook 05 needs it, and A is one `sigmoid` away.",
], mistakes={
    "all-layers-get-x": ("Every layer gets X. The second layer's inputs are the outputs of the first, and so on.",
                         ("layer_rows(A, W, b)", "layer_rows(X, W, b)")),
    "no-inner-sigmoid": ("Z goes into the next layer as it is. Between two layers comes σ: A = sigmoid(Z).",
                         linear_chain),
    "activations": ("These are the A. Return the Z, before σ.", ("Zs.append(Z)", "Zs.append(sigmoid(Z))")),
    "last-sigmoid": ("Your last Z went through σ. Return it as it is: the caller decides what to do with it.",
                     ("return Zs", "return [*Zs[:-1], sigmoid(Zs[-1])]")),
    "last-alone": ("This is the last Z alone. Keep the Z of every layer.", ("return Zs", "return Zs[-1:]")),
    "x-in-list": ("The list begins with X. It holds one Z for each layer, and the input layer has none.",
                  ("return Zs", "return [X, *Zs]")),
    "last-first": ("The last layer comes first in yours. List Z of layer 1 first.", ("return Zs", "return Zs[::-1]")),
    "last-missing": ("The last layer is missing: there is one Z for each weight matrix.",
                     ("return Zs", "return Zs[:-1]")),
    "first-layer": ("This is the first layer alone.", ("return Zs", "return Zs[:1]")),
    "no-biases": ("The biases are missing in every layer.", ("layer_rows(A, W, b)", "layer_rows(A, W, 0 * b)")),
})
def forward(X, weights, biases):
    """X (n, d) one example a row, weights [W¹, …], biases [b¹, …] → [Z¹, …], the Z of every layer, also the last.
    Between two layers stands σ; what happens to the last Z is left to whoever calls."""
    Zs, A = [], X
    for W, b in zip(weights, biases, strict=True):
        Z = layer_rows(A, W, b)
        Zs.append(Z)
        A = sigmoid(Z)
    return Zs


add_question("03.f", "The second input is 0 in every example. Which weights of W¹ may be changed without any effect on "
             "the outputs?", [
    ("The second row", "Those are all weights into the second neuron, and its first one still meets x₁."),
    ("The second column", "Column j meets input j in every row: whatever stands there is multiplied by 0."),
    ("None: each weight counts",
     "A weight counts as much as the input that it is multiplied by, and here some of them meet a 0."),
    ("All of them", "The first input still comes in, over the first column."),
], right="b")

add_question("03.b", "A hidden layer gets five more neurons. Which arrays of the network change their shape?", [
    ("Its own W and b, nothing else",
     "The next layer reads five numbers more, so each of its neurons needs five more weights."),
    ("Its own W and b, and the next W",
     "Five more rows here and five more numbers in b; five more columns in the next W. Everything else stays."),
    ("Its own W and b, and every W behind",
     "The next layer still puts out as many numbers as before. So the one after it notices nothing."),
    ("The W before it and its own W",
     "The layer before puts out what it always did. It is the layer behind that gets more to read."),
], right="b")

add_question("03.c", "You send 64 examples through the network at once instead of one. What happens to W¹?", [
    ("It gets 64 rows, one for each example", "Rows of W belong to neurons. It is X that has a row for each example."),
    ("It gets 64 columns to meet the batch",
     "Columns of W belong to inputs, and an example has as many inputs as before."),
    ("It is copied 64 times before the product",
     "No copy is made: the same weights are used for every example."),
    ("It stays as it is, whatever the batch",
     "n appears in the shapes of X, Z and A alone. The weights do not know how many examples there are."),
], right="d")

add_question("03.e", "With as many processors as you like, what still has to be done one after the other?", [
    ("The neurons of one layer", "Each needs only the layer before, not its neighbours: they can all work at once."),
    ("The examples of one batch", "No example needs another one's result. That is why a batch can be one product."),
    ("The layers of the network",
     "a² is made of a¹, so the second layer has to wait for the first. Depth is what cannot be shared out."),
    ("The entries of one product",
     "Each is a sum of its own, of one row and one column. They do not wait for each other."),
], right="c")

add_guess("03.p", "What percentage of all weights of the network 256-30-20-10 stands in the first matrix?", "number",
          "There 256 inputs lead to 30 neurons. The layers after it have only 30 and 20 inputs.",
          unit="%", low=0, high=100, digits=3)
add_guess("03.r", "Way 2 uses a matrix-vector product for each example. How many times as fast as the Python loops of "
          "way 1 is it?", "number",
          "Compiled code multiplies several numbers with each instruction and never asks what kind of number it has.",
          low=1, high=1e5, log=True, digits=2)
add_guess("03.s", "Way 3 uses one product for the whole batch. How many times as fast as way 2 is it?", "number",
          "Of 300 products and 300 calls of σ only 3 and 3 are left: each call costs some time of its own, and one "
          "product fetches a weight once for many images.",
          low=1, high=1e5, log=True, digits=2)
add_guess("03.u", "A batch of 100 examples: from which width on does the product take longer than the sigmoids?",
          "number", "One σ takes as long as many multiplications, but a layer has as many multiplications for each σ "
          "as it has inputs.",
          low=1, high=4096, whole=True, log=True)
