"""Exercises, questions and guesses of notebook 04."""

import numpy as np

from ...exercises import draw
from ...exercises.asking.guess import add_guess
from ...exercises.asking.question import add_question
from ...exercises.exercise import exercise
from ..feedforward_network.exercises import drawn
from ..matrix_form.exercises import forward, linear_chain


def scores(random):
    """(Z,): small and large scores, in one row and in several, also whole numbers."""
    large = [[[1000.0, 1001.0]], [[-1000.0, -1001.0]], [[1000.0, 1001.0], [0.0, 1.0]], [[0.0, 800.0], [2000.0, 0.0]],
             [[0.0, 1.0], [744.0, 0.0]]]  # e^−744 is rounded, but not to 0
    fixed = [(np.array(Z),) for Z in [[[0.0, 1.0]], [[3, 1, -3]], *large]]
    return fixed + [(random.normal(size=shape),) for shape in [(1, 5), (3, 3), (4, 2), (2, 6)]]


def any_scores(random):
    """(Z,) of any size: equal, tiny, or so large that e to the power of them is infinite, each row elsewhere, or some
    scores of many alone; now and then in float32, where e^100 is infinite."""
    n, k = draw.lengths(random, 2, draw.one_of(random, 5, 5, 5, 30), draw.PIXELS)
    if random.random() < 0.02:
        Z = draw.array(random, 2, 784, kinds=draw.EXACT)
        Z[:, random.integers(400, 784) :] += 1000
        return (Z,)
    if random.random() < 0.1:
        Z = (draw.one_of(random, 1, 30) * draw.array(random, n, k, kinds=draw.MILD)).astype(np.float32)
    elif random.random() < 0.5:
        Z = draw.array(random, n, k)
    else:
        Z = draw.one_of(random, 1, 10, 100, 500, 100_000) * draw.array(random, n, k, kinds=draw.EXACT)
        Z = Z + draw.one_of(random, 743, 743, 1000) * random.integers(-2, 3, (draw.one_of(random, 1, n), 1))
    return (draw.many_rows(random, Z),)


def any_low_scores(random):
    """The same, now and then those at which e to the power of them is rounded, but not to 0, or only the sum of such
    powers is infinite."""
    if random.random() < 0.2:
        Z = draw.one_of(random, -740, 709, 709.25) + draw.array(random, *draw.lengths(random, 2), kinds=draw.EXACT) / 8
        Z[:, 0] = draw.one_of(random, Z[:, 0], -Z[:, 1:].sum(axis=1))  # their mean is 0
        return (Z,)
    return any_scores(random)


@exercise("04.1", "softmax for scores of any size", cases=scores, wide=any_low_scores, hints=[
    "Two steps: lower the scores so that the largest of each example is 0, then divide e to the power of them by their "
    "sum.",
    "Each row has its own largest score and its own sum: .max and .sum take axis=1 for “along the row”.",
    "Without keepdims=True the sums are a flat (n,), and NumPy lays that along the columns. With it they are (n, 1), "
    "one for each row.",
], mistakes={
    "divided": (
        "You divide the scores by the largest one. That changes their differences, and with them the shares: subtract "
        "it.",
        ("Z - Z.max(axis=1, keepdims=True)", "Z / Z.max(axis=1, keepdims=True)")),
    "columns": ("Your columns add up to 1, not your rows. An example is a row, so its shares are taken along the row.",
                lambda Z: softmax(Z.T).T),
    "column-sums": ("You divide by the sums of the columns. An example is a row, and its shares have to add up to 1.",
                    ("powers.sum(axis=1, keepdims=True)", "powers.sum(axis=0, keepdims=True)")),
    "column-maxima": (
        "You lower each column by its largest score. That changes the differences within a row, and those are all that "
        "counts: lower along the row.",
        ("Z.max(axis=1,", "Z.max(axis=0,")),
    "one-maximum": (
        "You lower all rows by the largest score of all. Each row needs its own largest score: in a row far below, e "
        "to the power of each score is rounded, even to 0.",
        ("Z.max(axis=1, keepdims=True)", "Z.max()")),
    "all-together": (
        "All your numbers together add up to 1. Each row is an example of its own: it needs its own largest score and "
        "its own sum.",
        lambda Z: np.exp(Z - Z.max()) / np.exp(Z - Z.max()).sum()),
    "flat-sums": ("The sums of the rows lie along the columns in yours. They have to stand upright, as (n, 1).",
                  ("powers.sum(axis=1, keepdims=True)", "powers.sum(axis=1)")),
    "flat-both": (
        "The largest scores and the sums lie along the columns in yours. Both have to stand upright, as (n, 1).",
        lambda Z: np.exp(Z - Z.max(axis=1)) / np.exp(Z - Z.max(axis=1)).sum(axis=1)),
    "flat-maxima": ("The largest scores lie along the columns in yours. They have to stand upright, as (n, 1).",
                    ("Z.max(axis=1, keepdims=True)", "Z.max(axis=1)")),
    "turned-round": (
        "In yours the order is reversed: the highest score gets the smallest share. The exponent of e is the score "
        "minus the largest one.",
        ("Z - Z.max(axis=1, keepdims=True)", "Z.max(axis=1, keepdims=True) - Z")),
    "sigmoid": (
        "Each number is treated alone, by σ. Softmax is not taken element by element: every share depends on all "
        "scores of its row, and they add up to 1.",
        lambda Z: 1 / (1 + np.exp(-Z))),
    "no-exp": ("You divide the scores themselves by their sum. Scores can be negative, shares cannot: take e^z first.",
               [lambda Z: Z / Z.sum(axis=1, keepdims=True),
                ("np.exp(Z - Z.max(axis=1, keepdims=True))", "(Z - Z.max(axis=1, keepdims=True))")]),
    "not-divided": (
        "These are the numbers e^z of the lowered scores. To be shares they still have to be divided by the sum of "
        "their row.",
        (" / powers.sum(axis=1, keepdims=True)", "")),
})
def softmax(Z):
    """Z (n, k) scores, one example a row → shares (n, k), for scores of any size."""
    powers = np.exp(Z - Z.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def scores_and_labels(random):
    """(Z, labels): two classes, a share that rounds to 0 or nearly so, equal rows, then other shapes."""
    fixed = [([[0.0, 1.0], [2.0, 0.0]], [1, 1]), ([[0.0, 1.0]], [1]), ([[3, 1, -3]], [1]), ([[0.0, 800.0]], [0]),
             ([[200.0, 1500.0], [0.0, 742.0], [0.0, 742.0], [1.0, 1.0]], [0, 1, 0, 1]),
             ([[0.5, -20.0, 2.0], [0.0, 12.0, 24.0]], [1, 0]), ([[-2000.0, -2001.0]], [0]), ([[0.0, 20_000.0]], [0]),
             ([[-740.0, -741.0], [-728.0, -740.0]], [0, 0]), ([[709.0] * 3], [0])]
    others = [(random.normal(size=(n, k)), random.integers(k, size=n)) for n, k in [(1, 4), (3, 3), (5, 2), (2, 6)]]
    return [(np.array(Z), np.array(labels)) for Z, labels in fixed + others]


TINY = [10.0**-k for k in (*range(3, 17), 20, 30, 50, 100, 300)]


def from_log(ln_of_shares):
    """The mistake that takes the losses from other logarithms of the shares (n, k)."""
    return lambda Z, labels: -ln_of_shares(Z)[np.arange(len(Z)), labels]


def any_labels(random, Z):
    """Labels to scores, of either type; one at least has not all of the share: where all is right and sure, losses and
    slopes are as good as 0, and what is left is rounding."""
    labels = random.integers(Z.shape[1], size=len(Z)).astype(draw.one_of(random, int, int, np.uint8))
    if softmax(Z)[np.arange(len(Z)), labels].min() > 0.8:
        labels[0] = Z[0].argmin()
    return labels


def any_scores_and_labels(random):
    (Z,) = any_scores(random)
    return Z, any_labels(random, Z)


@exercise("04.2", "cross-entropy from the scores", cases=scores_and_labels, wide=any_scores_and_labels,
          tolerance=1e-6, hints=[
    "The loss of an example is −ln of the share that its right class got. Write softmax into it: what does ln do to a "
    "fraction?",
    "ln of the fraction is z minus ln of the sum of e^z. If you first lower the scores by the row's largest one, "
    "nothing can overflow.",
    "Z[np.arange(n), labels] takes one number from each row: that of its right class.",
], mistakes={
    "wrong-sign": ("The sign is wrong: ln of a share is negative, and a loss is not.",
                   lambda Z, labels: -cross_entropy(Z, labels)),
    "kept-from-0": (
        "You keep the shares away from 0, so that ln never meets it. A small share then costs too little: finite, but "
        "wrong. From the scores the loss is exact.",
        [*(from_log(lambda Z, tiny=tiny: np.log(softmax(Z) + tiny)) for tiny in TINY),
         *(from_log(lambda Z, tiny=tiny: np.log(np.maximum(softmax(Z), tiny))) for tiny in TINY)]),
    "base-2": ("This is the logarithm to the base 2. The lecture's ln has the base e.",
               [lambda Z, labels: cross_entropy(Z, labels) / np.log(2), ("np.log(", "np.log2(")]),
    "base-10": ("This is the logarithm to the base 10. The lecture's ln has the base e.",
                [lambda Z, labels: cross_entropy(Z, labels) / np.log(10), ("np.log(", "np.log10(")]),
    "total": ("This is the total loss, one number. Each example keeps its own loss here: (n,).",
              lambda Z, labels: cross_entropy(Z, labels).sum()),
    "cost": ("This is the cost, one number. Each example keeps its own loss here: (n,).",
             lambda Z, labels: cross_entropy(Z, labels).mean()),
    "table": (
        "Yours holds a table: `[:, labels]` takes the columns of all labels out of every row. With `np.arange(len(Z))` "
        "in place of the `:` each row gives the number of its own label.",
        [("np.arange(len(Z)), labels", ":, labels"), lambda Z, labels: -np.log(softmax(Z))[:, labels]]),
    "largest-share": (
        "This is minus ln of the largest share. Take minus ln of the share of the right class; `labels` says which "
        "class that is.",
        (" - Z[np.arange(len(Z)), labels]", "")),
    "no-ln-sum": ("ln of the sum of e^z is missing: yours is minus the score of the right class, lowered or not.",
                  [lambda Z, labels: -Z[np.arange(len(Z)), labels], ("np.log(np.exp(Z).sum(axis=1))", "")]),
    "no-ln": ("ln is missing before the sum.", ("np.log(np.exp(Z).sum(axis=1))", "np.exp(Z).sum(axis=1)")),
    "right-not-lowered": ("The sum is made of lowered scores, but the score of the right class is not lowered.",
                          lambda Z, labels: cross_entropy(Z, labels) - Z.max(axis=1)),
    "labels-from-1": ("The labels are counted from 0, as columns are: nothing is to be taken away from them.",
                      lambda Z, labels: cross_entropy(Z, labels - 1)),
    "share": ("Cross-entropy is minus ln of the share of the right class. Yours is made of that share without ln.",
              [lambda Z, labels: softmax(Z)[np.arange(len(Z)), labels],
               lambda Z, labels: -softmax(Z)[np.arange(len(Z)), labels],
               lambda Z, labels: 1 - softmax(Z)[np.arange(len(Z)), labels]]),
    "not-subtracted": (
        "Subtract the score of the right class from ln of the sum. Do not add it, and do not put it into ln.",
        [("- Z[np.arange(len(Z)), labels]", "+ Z[np.arange(len(Z)), labels]"),
         ("np.log(np.exp(Z).sum(axis=1)) - Z[np.arange(len(Z)), labels]",
          "np.log(np.exp(Z).sum(axis=1) - Z[np.arange(len(Z)), labels])")]),
    "sum-axis": ("The sum of e^z goes along the row, not over several examples.",
                 [("sum(axis=1)", "sum(axis=0)"), ("sum(axis=1)", "sum()")]),
})
def cross_entropy(Z, labels):
    """Z (n, k) scores, labels (n,) the right class of each, counted from 0 → the losses (n,),
    exact also where a share rounds to 0."""
    Z = Z - Z.max(axis=1, keepdims=True)
    return np.log(np.exp(Z).sum(axis=1)) - Z[np.arange(len(Z)), labels]


def batches_and_networks(random):
    """(X, labels, weights, biases): one example and several, one layer to three."""
    cases = []
    for n, sizes in ((1, [2, 2]), (3, [2, 3, 2]), (7, [3, 3, 3, 3]), (4, [1, 4, 5]), (2, [4, 3, 2])):
        X, weights, biases = drawn(random, sizes, n)
        cases.append((X, random.integers(sizes[-1], size=n), weights, biases))
    return cases


def sure_networks(random):
    """The same, and some that are sure of the wrong class, or undecided between two, where its share rounds to 0; one
    that is right, one with large biases, one with large inputs, one with the same layer three times, and one with wide
    layers."""
    one, sure, undecided = np.ones((1, 1)), np.array([[0.0], [800.0]]), np.array([[0.0], [20_000.0], [20_000.0]])
    small = batches_and_networks(random)
    X, weights, biases = drawn(random, [6, 8, 7], 23)
    far = np.array([[-20_000.0, 30_000.0], [25_000.0, -10_000.0]])
    nearly = (np.array([[4, 0], [0.5, -3.5]]), np.array([0, 0]), [np.array([[2, 1], [0.5, -2]]),
              np.array([[1, -1], [0.5, 2]])], [np.array([0.5, 0.25]), np.array([0.5, -0.25])])  # hidden ones near 1
    W, b, whole = np.array([[0.5, -1.0], [1.5, 0.25]]), np.array([0.5, -0.5]), np.array([[1, -2], [-1, 1]])
    return [*small, nearly, (np.eye(2), np.arange(2), [W, W, W], [b, b, b]),
            (np.array([[1, -1], [0, 1]]), np.arange(2), [whole, whole], [np.array([1, 0]), b]),
            (far, np.array([1, 1]), [np.array([[2.0, -1.0], [1.0, 3.0]]) / 1e5], [np.array([0.5, -0.25])]),
            (np.ones((2, 1)), np.array([0, 1]), [sure], [np.zeros(2)]),
            (one, np.array([0]), [undecided], [np.zeros(3)]), (one, np.array([1]), [sure / 800 * 6], [np.zeros(2)]),
            (np.ones((3, 1)), np.array([0, 1, 0]), [sure / 800], [np.array([-2000.0, -2000.5])]),
            (np.float32(X), np.append(0, 1 + np.arange(22) % 6), weights, biases)]  # the digits are in float32


def any_network(random, most=4, many=12, inputs=None):
    """(X, labels, weights, biases) of one layer or more, some of which come again, also with rows of scores far apart
    or large last weights. No z of a hidden neuron is large and not beyond all numbers: there 1 − σ(z) has but few
    digits."""
    X, weights, biases = draw.chain(random, most, many=many, inputs=inputs)
    if len(weights) == 1 and random.random() < 0.5:
        X = 1000 * draw.array(random, draw.one_of(random, len(X), 130), len(X.T), kinds=("quarters", "whole"))
        weights[0] = draw.array(random, *weights[0].shape, kinds=("quarters", "whole"))
    weights[-1] = weights[-1] * draw.one_of(random, 1, 1, 1, 16)
    if len(weights) > 1 and random.random() < 0.05:
        weights[0], biases[0] = 0 * weights[0], 0.0 * biases[0] - 18  # all of a layer far below 0
    weights, biases = draw.repeated(random, weights, biases)
    for l in range(len(weights) - 1):
        while ((5 < (Z := forward(X, weights, biases)[l])) & (Z < 100)).any():
            weights[l], biases[l] = weights[l] / 4, biases[l] / 4
    return X, any_labels(random, forward(X, weights, biases)[-1]), weights, biases


def any_large_network(random, most=4, many=40, often=0.05):
    """The same, also of `many` layers, of 784 inputs, so often of many examples, or of one layer with 300 classes."""
    if random.random() < 0.97:
        X, labels, weights, biases = any_network(random, most, many, inputs=784)
        X = draw.many_rows(random, X, often=often)
        if len(X) > len(labels):
            labels = any_labels(random, forward(X, weights, biases)[-1])
        return X, labels, weights, biases
    n, d = draw.lengths(random, 2)
    X, W, b = (draw.array(random, *shape, kinds=draw.MILD) for shape in ((n, d), (300, d), (300,)))
    labels = any_labels(random, X @ W.T + b).astype(int)
    labels[-1] = 299  # more than np.uint8 holds
    return X, labels, [W], [b]


# e to the power of the scores is rounded; the sum of such powers is infinite; the share of the class is rounded
EDGES = [(np.array([[x]]), np.array([label]), [np.array([[-724.5], [-724.5], [-725.0], [0.0]])],
          [np.array([-15.5, -15.5, -16.0, -757.5])]) for x, label in ((1.0, 2), (-1.0, 0), (0.0, 3))]


@exercise("04.3", "the cost of a network", cases=lambda random: [*sure_networks(random), *EDGES],
          wide=any_large_network, hints=[
    "You need three things: the scores, the loss of each example, and their mean. The first two you have already "
    "written.",
    "The scores are the last Z of `forward`: a list's last item has the index -1.",
], mistakes={
    "total": ("This is the total loss, the sum. The cost is the mean over the examples.", (".mean()", ".sum()")),
    "losses": ("These are the losses of the examples. The cost is one number, their mean.", (".mean()", "")),
    "first-layer": ("The losses are made of the first layer's Z. The scores are the last.", ("[-1]", "[0]")),
    "sigmoid-before": ("The scores went through σ before the loss. Cross-entropy takes them as they come.",
                       ("forward(X, weights, biases)[-1]", "1 / (1 + np.exp(-forward(X, weights, biases)[-1]))")),
    "softmax-before": ("The scores went through softmax before the loss, which takes softmax itself: hand over Z.",
                       ("forward(X, weights, biases)[-1]", "softmax(forward(X, weights, biases)[-1])")),
    "negative": ("The loss is negative: −ln of a share is not.", ("return ", "return -1 * ")),
    "no-sigmoid": (
        "There is no σ between the layers: the scores come from `forward`.",
        lambda X, labels, weights, biases: cross_entropy(linear_chain(X, weights, biases)[-1], labels).mean()),
    "by-classes": ("You divide by the number of classes. The mean goes over the examples alone.",
                   [(".mean()", ".mean() / len(biases[-1])"), (".mean()", ".sum() / len(biases[-1])")]),
    "twice-by-n": ("The mean is divided by n once more.", (".mean()", ".mean() / len(X)")),
})
def cost(X, labels, weights, biases):
    """X (n, d), labels (n,), weights [W¹, …], biases [b¹, …] → the mean cross-entropy, a number."""
    return cross_entropy(forward(X, weights, biases)[-1], labels).mean()


add_question("04.g", "A new example is added to the training data. Its loss is 0.1, less than the mean of the others. "
             "What happens to the cost J and the total loss L of a network?", [
    ("Both fall: it does well on the new one", "J falls. L is a sum, and a term above 0 has been added to it."),
    ("Both rise: one more loss is added", "L rises. J is a mean, and a term below the mean pulls it down."),
    ("J falls, L rises",
     "The sum has one more term above 0, and the mean one more below it. So L says little without N."),
    ("J rises, L falls", "It is the other way round: L is the sum, J the mean."),
], right="c", misconception=11)

add_guess("04.p", "The scores are 3, 1 and −3. What percentage of the whole does the first class get?", "number",
          "A score that is higher by 2 gets e² = 7.4 times the share, not three times: softmax favours the leader.",
          unit="%", low=0, high=100)
add_guess("04.q", "What does this formula give in code for the scores (1000, 1001)?", "choice",
          "e^1000 is larger than any float64, so it becomes infinite, and ∞/∞ is not a number.",
          choices=["(0.27, 0.73), as for (0, 1)", "(0, 1)", "no numbers at all"])
add_guess("04.r", "At a lead of −6, how many times as steep as the squared error is cross-entropy? (Below 1 would "
          "mean: less steep.)", "number",
          "Where a network is confidently wrong, the slope of cross-entropy is nearly −1, and the squared error is "
          "nearly flat.",
          low=0.01, high=10_000, log=True, digits=3)
add_guess("04.s", "What is the mean of the 60,000 losses of this network, which has learned nothing?", "number",
          "It gives each of ten digits about 0.1, and −ln 0.1 is 2.30; its random preferences cost a little more.",
          low=0, high=10, digits=3)
