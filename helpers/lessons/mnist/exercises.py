"""Exercises, questions and guesses of notebook 06."""

from itertools import combinations

import numpy as np

from ...exercises import draw
from ...exercises.asking.guess import add_guess
from ...exercises.asking.question import add_question
from ...exercises.diagnosing.outcome import as_plain, is_list
from ...exercises.exercise import exercise
from ...words import say
from ..backpropagation_in_code.exercises import backward
from ..loss.exercises import any_network, batches_and_networks, softmax, sure_networks
from ..matrix_form.exercises import forward

add_question(
    "06.e", "A network was trained in the slide's order. Its ten confidences are the array Y, and Y.argmax() is 8. "
    "Which digit does it read?",
    [
        ("An 8", "In code the places are counted from 0, and on the slide the first place is \"is 1\". So place 8 is "
         "y₉."),
        ("A 9", "Place 8, counted from 0, is y₉, and y₉ is \"is 9\". Any order will do if training and reading share "
         "it."),
        ("A 7", "The places are counted from 0, so place 8 is the ninth, not the seventh."),
        ("A 0", "\"is 0\" comes last on the slide: y₁₀, place 9 in code."),
    ],
    right="b", misconception=14,
)

add_question(
    "06.h", "With a single hidden neuron most digits come out wrong. What do you know now?",
    [
        ("There is no good function in this set", "The training found none. There may be one that it missed: whether "
                                                  "training finds a function is another question."),
        ("This training found no good one in this set", "The set may hold one that was missed. You know more of the "
         "third set: there is a good function in it, because one was found."),
        ("It needs more epochs", "We tried ten times as many, and fewer than half of the digits were right. Nobody "
                                 "can try them all."),
        ("30 hidden neurons are what it takes", "They are enough for about 94 %. No number between 1 and 30 "
                                                "was tried."),
    ],
    right="b", misconception=13,
)


# ---- a start, and an answer ----


def structures(random):
    """(sizes, seed): one layer, then several, as many inputs as outputs and not."""
    return [([4, 2], 0), ([9, 4, 3], 1), ([2, 2, 2], 5), ([1, 5, 1, 3], 0), ([16, 3, 4], 2026)]


def any_structure(random):
    """(sizes, seed): the same sizes come again with another seed; now and then 784 inputs, or 40 layers."""
    many = draw.one_of(random, 2, 2, 3, 4, 7, 41)
    return draw.lengths(random, many, 5, large=(*draw.LARGE, 784)), draw.seed(random)


def with_decimals(result, sizes, seed):
    """The result; TypeError where arrays share memory, or biases are whole numbers: a `fit` that adds to them in place
    would go wrong."""
    biases = result[1] if is_list(result) and len(result) == 2 and is_list(result[1]) else []
    parts = [part for part in [*result[0], *biases] if isinstance(part, np.ndarray)] if biases else []
    if any(np.shares_memory(*pair) for pair in combinations(parts, 2)):
        raise TypeError(say("two of its arrays lie in the same place of the memory: where a `fit` changes one of them "
                            "in place, the other changes with it; give each layer an np.zeros of its own"))
    if any(as_plain(b).dtype.kind in "iu" for b in biases):
        raise TypeError(say("its biases are whole numbers (int), and such an array takes up no decimals later; "
                            "np.zeros makes zeros with decimals"))
    return result


@exercise(
    "05d.2", "a random start", cases=structures, wide=any_structure, returns=("W[{}]", "b[{}]"), look=with_decimals,
    hints=[
        "Make the generator once, from the seed, before the loop. After that one matrix follows the other.",
        "Between two sizes that stand side by side lies one layer: W has a row for each of its neurons and a column "
        "for each of its inputs.",
        "The inputs of a layer are the size on its left. Divide by the root of that number.",
    ],
    mistakes={
        "not-divided": (
            "The weights are not divided by √in. With 784 inputs z is then 28 times as large, out where σ and tanh are "
            "nearly flat.", (" / np.sqrt(inputs)", "")),
        "no-root": ("You divide by the number of inputs, not by its root: z comes out too small.",
                    ("np.sqrt(inputs)", "inputs")),
        "multiplied": ("You multiply by √in. The more inputs add up, the smaller each weight has to be: divide.",
                       ("/ np.sqrt(inputs)", "* np.sqrt(inputs)")),
        "first-layer": ("You divide by the root of the network's inputs in every layer. Each layer has its own number "
                        "of inputs.", ("np.sqrt(inputs)", "np.sqrt(sizes[0])")),
        "older-generator": ("These are the numbers of np.random.seed, NumPy's older generator. Use those of "
                            "np.random.default_rng(seed).",
                            ("np.random.default_rng(seed)", "np.random.RandomState(seed)")),
        "outputs": ("You divide by the root of the number of neurons. What adds up in z are the inputs.",
                    ("np.sqrt(inputs)", "np.sqrt(outputs)")),
        "all-0": ("All weights are 0. Then all neurons of a hidden layer do the same, get the same slopes and stay the "
                  "same for ever. Random weights differ.",
                  ("random.normal(size=(outputs, inputs)) / np.sqrt(inputs)", "np.zeros((outputs, inputs))")),
        "same-again": ("Each layer begins with the same numbers. Make one generator, before the loop.",
                       ("random.normal(size", "np.random.default_rng(seed).normal(size")),
        "one-sign": ("Your random numbers lie between 0 and 1. Weights need both signs: random.normal has them.",
                     ("random.normal(size", "random.random(size")),
        "turned": ("W is turned on its side: a row for each neuron, a column for each input, (out, in).",
                   ("size=(outputs, inputs)", "size=(inputs, outputs)")),
        "random-biases": ("The biases are random, too. They begin at 0.", ("np.zeros(outputs)",
                                                                          "random.normal(size=outputs)")),
        "exchanged": ("The two lists are swapped: first the weights, then the biases.",
                      ("return weights, biases", "return biases, weights")),
        "output-layer": ("The output layer is missing: it has weights and biases, too.",
                         ("return weights, biases", "return weights[:-1], biases[:-1]")),
        "seed": ("The seed is not used: your numbers are those of seed 0.", ("default_rng(seed)", "default_rng(0)")),
    },
)
def initialize(sizes, seed):
    """sizes, such as [784, 128, 10], and a seed → (weights [W¹, …], biases [b¹, …]): layer by layer W (out, in) from
    `normal` of one np.random.default_rng(seed), divided by the root of its number of inputs, and b (out,) zeros."""
    random = np.random.default_rng(seed)
    weights, biases = [], []
    for inputs, outputs in zip(sizes, sizes[1:], strict=False):
        weights.append(random.normal(size=(outputs, inputs)) / np.sqrt(inputs))
        biases.append(np.zeros(outputs))
    return weights, biases


def networks(random):
    """(X, weights, biases)."""
    cases = [(X, weights, biases) for X, _, weights, biases in batches_and_networks(random)]
    close = np.array([[0.2, 0.1, 0.3], [0.1, 0.4, 0.2], [0.3, 0.2, 0.1]])  # no share above ½
    near = np.array([[1.0, 0.5, 0.2], [1 + 1e-6, 0.9, 0.2], [0.3, 0.1, 0.2 + 1e-6]])  # two that round to the same
    apart = 1e10 * np.array([[-3.0, -1, -9], [-1, -4, -2], [-9, -3, -1]])  # no score above 0
    large = np.array([[1000.0, 2500.0], [2000.0, 1500.0], [0.0, 3000.0]])  # for the computer e^1000 is infinite
    blank = np.zeros((2, 2)), [np.eye(2)], [np.array([1.0, 2.0])]
    nought = np.eye(2), [np.array([[-1.0, 1.0], [0.0, 2.0]])], [np.zeros(2)]  # 0 is the highest score of the first row
    equal = np.array([[0.0, 0.0], [2.0, 0.0]]), [np.eye(3, 2)], [np.array([2.0, 1.0, 2.0])]  # in the first row
    pair = np.eye(2), [np.array([[40.0, 900.0], [50.0, 800.0]])], [np.zeros(2)]  # of both, σ is 1
    many = np.eye(3), [np.eye(300)[[299, 9, 11]].T], [-np.arange(300) / 1000]
    places = np.eye(11, dtype=int)
    chain = places, [8 * np.roll(places, 1, axis=0)] * 40, [np.full(11, -4)] * 40  # each hands on one place
    # which is higher depends on the sixth digit of a hidden neuron
    hair = np.float32([[2e-5], [-2e-5]]), [np.eye(1), np.eye(2, 1)], [np.zeros(1), np.array([0, 0.5])]
    alone = [(np.eye(len(W.T)), [W], [np.zeros(3)]) for W in (close, near, apart, large)]
    return [*cases, blank, nought, equal, pair, many, chain, hair, *alone]


def first_of_equal(answers, X, weights, biases):
    """The answers; one of several scores that are the highest is as right as the first of them."""
    Z = forward(X, weights, biases)[-1]
    places = np.asarray(answers)
    if places.shape != (len(Z),) or not np.isin(places, np.arange(Z.shape[1])).all():
        return answers
    return np.where(Z[np.arange(len(Z)), places.astype(int)] == Z.max(axis=1), Z.argmax(axis=1), places)


def any_rows(random):
    """(X, weights, biases); in one layer scores are exact, and often equal, in several never nearly so."""
    X, weights, biases = draw.chain(random, inputs=784)
    if len(weights) == 1:
        return X.round(), weights, [biases[0] + draw.one_of(random, 0, 0, -biases[0].max(), 1000, -1000)]
    if random.random() < 0.05:  # many examples
        X = random.normal(size=(2500, len(X.T)))
    best = np.sort(forward(X, weights, biases)[-1])[:, -2:]
    near = best.shape[1] == 2 and (np.diff(best) < 1e-6).any()
    return any_rows(random) if near else (X, weights, biases)


def without_sigmoid(X, weights, biases):
    for W, b in zip(weights, biases, strict=True):
        X = X @ W.T + b
    return X.argmax(axis=1)


@exercise(
    "06b.1", "the answer", cases=networks, wide=any_rows, tries=200, look=first_of_equal, whole=True,
    hints=[
        "`forward` gives the Z of all layers. The scores are the last.",
        "The answer is the number of the highest score: a place, not a value. argmax finds it.",
        "An example is a row, so look along the row: axis=1.",
    ],
    mistakes={
        "columns": ("You look for the highest number of each column. An example is a row.", ("axis=1", "axis=0")),
        "first-layer": ("These are answers of the first layer. The scores are the last Z.", ("[-1]", "[0]")),
        "no-sigmoid": ("Between the layers σ is missing in yours. `forward` has it.", without_sigmoid),
        "lowest": ("This is the class with the lowest score.", ("argmax", "argmin")),
        "above-0": ("Where all scores of a row are below 0, yours finds none. Does your search begin at 0?",
                    [("[-1].argmax", "[-1].clip(min=0).argmax"),
                     lambda *case: np.where((Z := forward(*case)[-1]).max(axis=1) > 0, Z.argmax(axis=1), -1)]),
        "above-half": ("An answer need not have a share above one half: of three classes, one with 0.4 can be the "
                       "highest.",
                       lambda *case: (softmax(forward(*case)[-1]) > 0.5).argmax(axis=1)),
        "value": ("These are the highest scores. The answer is the place where each stands.", ("argmax", "max")),
        "all-at-once": ("You look for the highest number of all examples together. Each row has an answer of its own.",
                        ("axis=1", "")),
        "from-1": ("Your classes are counted from 1. Class 0 is the digit 0.",
                   ("argmax(axis=1)", "argmax(axis=1) + 1")),
        "one-hot": ("You return rows with a single 1. The answer is the column of that 1.",
                    [("forward(X, weights, biases)[-1].argmax(axis=1)",
                      "np.eye(len(biases[-1]))[forward(X, weights, biases)[-1].argmax(axis=1)]"),
                     lambda *case: (Z := forward(*case)[-1]) == Z.max(axis=1, keepdims=True)]),
        "shares": ("These are the shares. The answer of a row is the number of its highest.",
                   lambda X, weights, biases: softmax(forward(X, weights, biases)[-1])),
        "scores": ("These are the scores. The answer of a row is the number of its highest score.",
                   (".argmax(axis=1)", "")),
    },
)
def predict(X, weights, biases):
    """X (n, d), weights [W¹, …], biases [b¹, …] → the answers (n,): the number of the highest score in each row."""
    return forward(X, weights, biases)[-1].argmax(axis=1)


add_question(
    "06.g",
    "Before any training you make all weights of your start ten times as large. What happens to the first loss?",
    [
        ("It stays near ln 10: the network still knows nothing", "It knows nothing, but it no longer says so. Most "
         "of the share goes to one digit."),
        ("It falls, for the network is surer", "It is surer of digits that it cannot read. About nine times out of ten "
         "it is wrong."),
        ("It rises far above ln 10", "Scores that lie far apart give most of the share to one digit, mostly a wrong "
         "one. So a first loss far above ln 10 says that the scores lie too far apart: is the start too large?"),
        ("It is no number: the powers are too large", "Your `cross_entropy` first lowers the scores by the "
         "row's largest one (04.2), so not even scores of 1000 do harm."),
    ],
    right="c",
)


# ---- what does a weight wish? ----


def one_neuron(random):
    """(X, labels, weights, biases, neuron): one example and several, one layer and three."""
    cases = [(*case, int(random.integers(len(case[2][0])))) for case in sure_networks(random)]
    cases[-1] = (*cases[-1][:-1], 7)  # of eight
    X, labels, weights, biases, _ = cases[2]
    far = np.array([[8.0, -120.0]]), np.array([1]), [np.zeros((2, 2))], [np.zeros(2)], 0  # wishes beyond 1
    low = np.ones((1, 2)), np.array([1]), [np.array([[-800.0, 0], [0.5, 0.25]]), np.eye(2)], [np.zeros(2)] * 2, 0
    return [*cases, (X, labels, weights, biases, 0), (X, labels, weights, biases, 2), far, low]


def any_neuron(random):
    """(X, labels, weights, biases, neuron)"""
    X, labels, weights, biases = any_network(random, inputs=784)
    if random.random() < 0.02:  # many examples
        X, labels = np.tile(X, (300, 1))[:300], np.resize(labels, 300)
    return X, labels, weights, biases, draw.whole(random, 0, len(biases[0]) - 1)


@exercise(
    "06.5", "what each weight wishes", cases=one_neuron, wide=any_neuron, tries=80,
    hints=[
        "Your `backward` gives the slopes of the mean over a batch. What does it give for a batch of one example?",
        "X[[k]] and labels[[k]] are example k as a batch of one: still a row and a list, not a single number.",
        "The gradient of W¹ has a row for each neuron of layer 1, and in it a slope for each pixel. You need one row.",
        "A weight wishes to go downhill. The slope points uphill.",
    ],
    mistakes={
        "uphill": ("These are the slopes, which point uphill. A weight wishes for a smaller loss, so its wish points "
                   "the other way.",
                   ("-dWs", "dWs")),
        "mean": ("Every row is the same: the mean of all wishes. Give `backward` one example at a time.",
                 ("X[[k]], labels[[k]]", "X, labels")),
        "whole-layer": ("These are the wishes for all neurons of the layer. Take the row of the one neuron.",
                        ("dWs[0][neuron]", "dWs[0]")),
        "sum": ("You have added the wishes up. Each example keeps its own row.",
                ("np.array(rows)", "np.array(rows).sum(axis=0)")),
        "divided": ("Each wish is divided by n. A row is the wish of one example alone, whatever the others are.",
                    ("np.array(rows)", "np.array(rows) / len(X)")),
    },
)
def wishes(X, labels, weights, biases, neuron):
    """X (n, d), labels (n,), weights [W¹, …], biases [b¹, …]; neuron: its place in layer 1, from 0 → (n, d):
    row k says how each weight into that neuron should move for example k alone, −∂l/∂w of its loss l."""
    rows = []
    for k in range(len(X)):
        dWs, _ = backward(X[[k]], labels[[k]], weights, biases)
        rows.append(-dWs[0][neuron])
    return np.array(rows)


add_question(
    "06.d", "You show the network a picture of a shoe, and it answers \"4\" with a confidence of 0.9. What went wrong?",
    [
        ("The training: it should give ten low numbers", "Ten times 0.1 would be possible. But no example asked for "
         "it: every training image was one of the ten digits."),
        ("Nothing: one of ten digits is all it can say", "The ten confidences add up to 1, whatever the "
         "picture, and none of them stands for \"none of these\"."),
        ("It is too small: a larger one would hesitate", "A larger one has the same ten outputs, and no example "
         "of a shoe to learn from."),
        ("It saw a 4 in it, as 9 people in 10 would", "How far a confidence can be trusted was measured on digits "
                                                      "only. On swapped ink it was high as well."),
    ],
    right="b",
)

add_guess(
    "06.p",
    "Ten averages, and no network: what share of the 10,000 test digits is read right? Blind guessing gets 10 %.",
    "number", "So a network must beat this share, and not only 10 %.",
    unit="%", low=0, high=100, digits=2,
)
add_guess(
    "06.q",
    "After three epochs: what share of the test digits does the network with a single hidden neuron read right?",
    "number", "It is not that one number holds too little: with 64 neurons before it and 16 behind it, 74 to 86 % "
    "were right.",
    unit="%", low=0, high=100, digits=3,
)
add_guess(
    "05d.q", "In a hidden layer of eight neurons all weights start at 0.5 and all biases at 0, and the network learns "
             "for 50 epochs. How many different neurons does the hidden layer have then?",
    "number", "Neurons that are equal get equal slopes, take equal steps, and are equal again.",
    low=1, high=8, whole=True,
)
add_guess(
    "06.r", "All images, training and test, are shuffled in the same way: pixel 1 goes to place 11, and so on. With "
    "30 hidden neurons we had about 94 %. What share does the same network read right, trained on shuffled images?",
    "number", "A fully connected network is never told which pixels are neighbours, so it has nothing to lose.",
    unit="%", low=0, high=100, digits=3,
)
add_guess(
    "06.t", "Your network goes through the training digits six times. How many of the 10,000 test digits does it then "
    "get wrong?",
    "number",
    "Nobody wrote a rule: all of it was learned from examples, along slopes that your own backward pass has found.",
    low=1, high=10_000, whole=True, log=True, digits=4,
    unless=(lambda wrong: wrong > 1800,
            "Ten average pictures read more, 82 % (side road 06·A). Was the training stopped early? Is η too large? "
            "Has the network many narrow layers? Change one of these, and train again."),
)
add_guess(
    "06.u", "Ink and paper are swapped: white digits on black, which you still read with ease. What share does your "
    "network read?",
    "number", "All digits that it has learned from were dark on white.",
    unit="%", low=0, high=100, digits=2,
)
add_guess(
    "06.w",
    "There is one output instead of ten: it should be the digit itself, 0 to 9, and is rounded in the end. The 30 "
    "hidden neurons and the three epochs stay, and the loss is the squared error. What share of the test digits comes "
    "out right?",
    "number", "Ten outputs with the same loss read about 90 %.",
    unit="%", low=0, high=100, digits=2,
)
add_guess(
    "06.y", "Your network learns the first ten training digits by heart: 5, 0, 4, 1, 9, 2, 1, 3, 1, 4. What share of "
    "the 10,000 test digits does it then read?",
    "number",
    "Of the digits 6, 7 and 8 it has seen none, of most others one. To learn by heart is not to learn to read.",
    unit="%", low=0, high=100, digits=2,
    unless=(lambda share: share < 20,
            "Has it learned the ten by heart? If not, look for the reason before you train it on 60,000: the "
            "structure, η, or a slip in the code."),
)
