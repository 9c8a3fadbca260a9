"""Exercises and questions of notebook 04."""

import numpy as np

from ...losses import log_softmax, softmax
from ..exercise import exercise
from ..question import add_question


def scores(random):
    """(Z,): small and large scores, in one row and in several."""
    large = [[[1000.0, 1001.0]], [[-1000.0, -1001.0]], [[1000.0, 1001.0], [0.0, 1.0]], [[0.0, 800.0], [2000.0, 0.0]]]
    fixed = [(np.array(Z),) for Z in [[[0.0, 1.0]], *large]]
    return fixed + [(random.normal(size=shape),) for shape in [(1, 5), (3, 3), (4, 2), (2, 6)]]


@exercise(
    "04.1",
    "softmax that survives 1000",
    cases=scores,
    hints=[
        "Two steps: lower the scores so that the largest of each example is 0, then divide e to the power of them "
        "by their sum.",
        "Each row has its own largest score and its own sum: .max and .sum take axis=1 for “along the row”.",
        "Without keepdims=True the sums are a flat (n,), and NumPy lays that along the columns. With it they are "
        "(n, 1), one for each row.",
    ],
    mistakes={
        "Nothing is lowered: e to the power of 1000 is infinite, and infinite / infinite is not a number. Lower each "
        "row by its largest score first; that changes no share.": (" - Z.max(axis=1, keepdims=True)", ""),
        "You lower all rows by one number, the largest of all. A row far below it becomes e to the power of −1000, "
        "which rounds to 0, and 0 / 0 is not a number. Each row needs its own largest.": (
            "Z.max(axis=1, keepdims=True)",
            "Z.max()",
        ),
        "You lower by the smallest score, so the others can still be too large for e^z. Lower by the largest: then "
        "nothing is above 0.": ("Z.max(", "Z.min("),
        "You lower by the mean, so the largest score can still be too large for e^z. Lower by the largest.": (
            "Z.max(",
            "Z.mean(",
        ),
        "You divide the scores by the largest one. That changes their differences, and with them the shares: "
        "subtract it.": ("Z - Z.max(axis=1, keepdims=True)", "Z / Z.max(axis=1, keepdims=True)"),
        "Your columns add up to 1, not your rows. An example is a row, so its shares are taken along the row.": (
            "E = np.exp(Z - Z.max(axis=1, keepdims=True))\n    return E / E.sum(axis=1, keepdims=True)",
            "E = np.exp(Z - Z.max(axis=0))\n    return E / E.sum(axis=0)",
        ),
        "You divide by the sums of the columns. An example is a row, and its shares have to add up to 1.": (
            "E.sum(axis=1, keepdims=True)",
            "E.sum(axis=0, keepdims=True)",
        ),
        "You lower each column by its largest score. That changes the differences within a row, and those are all "
        "that counts: lower along the row.": ("Z.max(axis=1,", "Z.max(axis=0,"),
        "All your numbers together add up to 1, and all are lowered by one number. Each row is an example of its own: "
        "it needs its own largest score and its own sum.": lambda Z: np.exp(Z - Z.max()) / np.exp(Z - Z.max()).sum(),
        "All your numbers together add up to 1. Each row is an example of its own and needs its own sum.": (
            "E.sum(axis=1, keepdims=True)",
            "E.sum()",
        ),
        "The sums of the rows are flat, (n,), so NumPy laid them along the columns. Keep them upright, as (n, 1).": (
            "E.sum(axis=1, keepdims=True)",
            "E.sum(axis=1)",
        ),
        "The largest scores and the sums are flat, (n,), so NumPy laid them along the columns. Keep both upright, "
        "as (n, 1).": (
            "E = np.exp(Z - Z.max(axis=1, keepdims=True))\n    return E / E.sum(axis=1, keepdims=True)",
            "E = np.exp(Z - Z.max(axis=1))\n    return E / E.sum(axis=1)",
        ),
        "The largest scores are flat, (n,), so NumPy laid them along the columns. Keep them upright, as (n, 1).": (
            "Z.max(axis=1, keepdims=True)",
            "Z.max(axis=1)",
        ),
        "You subtract the scores from the largest one, so the order is turned round: the highest score gets the "
        "smallest share.": ("Z - Z.max(axis=1, keepdims=True)", "Z.max(axis=1, keepdims=True) - Z"),
        "Each number is treated alone, by σ. Softmax is not taken element by element: every share depends on all "
        "scores of its row, and they add up to 1.": lambda Z: 1 / (1 + np.exp(-Z)),
        "You divide the scores themselves by their sum. Scores can be negative, shares cannot: take e^z first.": (
            lambda Z: Z / Z.sum(axis=1, keepdims=True)
        ),
        "These are the numbers e^z of the lowered scores. To be shares they still have to be divided by the sum of "
        "their row.": (" / E.sum(axis=1, keepdims=True)", ""),
    },
)
def stable_softmax(Z):
    """Z (n, k) scores, one example a row → shares (n, k), for scores of any size."""
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def scores_and_targets(random):
    """(Z, T): two classes, a share that rounds to 0, then other shapes."""
    fixed = [
        ([[0.0, 1.0]], [1]),
        ([[0.0, 800.0]], [0]),
        ([[0.0, 800.0], [0.0, 800.0], [1.0, 1.0]], [0, 1, 1]),
    ]
    drawn = [(random.normal(size=(n, k)), random.integers(k, size=n)) for n, k in [(1, 4), (3, 3), (5, 2), (2, 6)]]
    return [(np.array(Z), np.eye(len(Z[0]))[labels]) for Z, labels in fixed + drawn]


@exercise(
    "04.2",
    "cross-entropy from the scores",
    cases=scores_and_targets,
    hints=[
        "The loss of an example is −ln of the share that its right class got. log_softmax gives ln of every share.",
        "T is 1 at the right class and 0 elsewhere: multiply by it, and only the right term is left.",
        "What remains is a sum along each row, for one number an example, and the minus sign.",
    ],
    mistakes={
        "The minus sign is missing: ln of a share is negative, and a loss is not.": ("-(T", "(T"),
        "You took the logarithm of the rounded shares, and there is a 0 among them: ln 0 is infinite, and 0 · ∞ is "
        "not a number. Take ln of the shares straight from the scores.": ("log_softmax(Z)", "np.log(softmax(Z))"),
        "You took the logarithm of a share that was rounded to 0. The loss there is large, not infinite. Take ln of "
        "the shares straight from the scores.": lambda Z, T: -np.log((T * softmax(Z)).sum(axis=1)),
        "You cut the shares off at a tiny number, or added one, so that ln never meets 0. Every share below it then "
        "costs the same: finite, but wrong. From the scores the loss is exact.": (
            "log_softmax(Z)",
            "np.log(np.maximum(softmax(Z), 1e-12))",
        ),
        "This is the logarithm to the base 2. The lecture's ln has the base e.": (
            "log_softmax(Z)",
            "log_softmax(Z) / np.log(2)",
        ),
        "This is the logarithm to the base 10. The lecture's ln has the base e.": (
            "log_softmax(Z)",
            "log_softmax(Z) / np.log(10)",
        ),
        "You summed down the columns, over the examples. The loss of one example is the sum along its row.": (
            "axis=1",
            "axis=0",
        ),
        "This is the total loss, one number. Each example keeps its own loss here: (n,).": ("sum(axis=1)", "sum()"),
        "This is the cost, one number. Each example keeps its own loss here: (n,).": (
            "sum(axis=1)",
            "sum(axis=1).mean()",
        ),
        "You divided by the number of classes. The sum over the classes has only one term that is not 0; a mean of "
        "it makes the loss depend on how many classes there are.": ("sum(axis=1)", "mean(axis=1)"),
        "This is the mean over all n · k entries. The mean over the wrong thing: here each example has its own loss, "
        "the sum along its row.": ("sum(axis=1)", "mean()"),
        "The targets are missing: this adds ln of all shares, also of those of the wrong classes.": ("T * ", ""),
        "The loss of each example is there, but still spread over its row. Add up along the row: (n,).": (
            ".sum(axis=1)",
            "",
        ),
        "These are the scores of the right classes. They have to become shares first: subtract ln of the sum of e^z.": (
            "log_softmax(Z)",
            "Z",
        ),
        "This is 1 minus the share of the right class. Cross-entropy is minus ln of it, which has no upper limit.": (
            lambda Z, T: 1 - (T * softmax(Z)).sum(axis=1)
        ),
        "This is the squared error. Cross-entropy is minus ln of the share of the right class.": (
            lambda Z, T: ((softmax(Z) - T) ** 2).sum(axis=1) / 2
        ),
    },
)
def cross_entropy(Z, T):
    """Z (n, k) scores, T (n, k) one-hot targets → the losses (n,), exact also where a share rounds to 0."""
    return -(T * log_softmax(Z)).sum(axis=1)


def batch_means(random):
    """(means, counts): the last batch is smaller, as it is in practice."""
    fixed = [([2.0, 4.0], [3, 1]), ([1.5], [4]), ([1.0, 1.0, 4.0], [100, 100, 50])]
    drawn = [(random.uniform(0.1, 3, size=b), random.integers(1, 60, size=b)) for b in (2, 4, 7)]
    return [(np.array(means), np.array(counts)) for means, counts in fixed + drawn]


@exercise(
    "04.3",
    "cost and total loss from batches",
    cases=batch_means,
    returns=("J", "L"),
    hints=[
        "From a mean and a count you get a sum back.",
        "A batch with mean 2 and 3 examples has the sum 6. Add the sums of all batches: that is L.",
        "J is L divided by the number of all examples, in all batches.",
    ],
    mistakes={
        "J is the mean of the means. That gives an example of a small batch more weight than one of a large batch; "
        "every example counts the same.": ("L / counts.sum(), L", "means.mean(), L"),
        "The two are exchanged: J is the mean over the examples, L is the sum.": (
            "L / counts.sum(), L",
            "L, L / counts.sum()",
        ),
        "You added and averaged the means as if each batch were one example. Multiply each by its count first.": (
            "(means * counts).sum()\n    return L / counts.sum(), L",
            "means.sum()\n    return L / len(means), L",
        ),
        "L is the sum of the means. The sum of the losses of a batch is its mean times its count.": (
            "return L / counts.sum(), L",
            "return L / counts.sum(), means.sum()",
        ),
        "J is divided by the number of batches. It is the mean over the examples: divide by how many there are.": (
            "counts.sum()",
            "len(counts)",
        ),
        "J is right, but L is J times the number of batches. It is the sum over all examples.": (
            "return L / counts.sum(), L",
            "return L / counts.sum(), L / counts.sum() * len(counts)",
        ),
        "The mean of the means, times the number of examples, is not the total loss: an example of a small batch "
        "would weigh more. Make each batch's own sum first.": (
            "L = (means * counts).sum()",
            "L = means.mean() * counts.sum()",
        ),
        "J lost its decimals: // is a division of whole numbers.": ("L / counts", "L // counts"),
        "You divided each mean by its count. It was divided already; multiply, and you have the batch's sum.": (
            "means * counts",
            "means / counts",
        ),
        "Both are the same number here. J is the mean over the examples, L their sum, N times as large.": (
            "L / counts.sum(), L",
            "L / counts.sum(), L / counts.sum()",
        ),
    },
)
def cost_and_total(means, counts):
    """means (b,) mean loss of each batch, counts (b,) how many examples it had → cost J, total loss L of all."""
    L = (means * counts).sum()
    return L / counts.sum(), L


def places(random):
    """(theta, slopes, eta): the slide's first step as one example's, then more examples and other sizes."""
    fixed = [
        (np.array([0.2, -0.1, 0.3]), np.array([[0.5, -1.5, 1.0]]), 0.1),
        (np.array([1.0]), np.array([[2.0], [4.0]]), 0.5),
    ]
    shapes = [(3, 3), (2, 5), (6, 2), (4, 4)]
    drawn = [(random.normal(size=p), random.normal(size=(n, p)), random.uniform(0.1, 2)) for n, p in shapes]
    return fixed + drawn


@exercise(
    "04.4",
    "one step of gradient descent",
    cases=places,
    hints=[
        "First one gradient for all examples: J is the mean of the losses, so its gradient is the mean of theirs.",
        "slopes has a row for each example and a column for each parameter; the mean goes over the examples.",
        "Then the rule of Section 7: against the slope, as far as η says. Return a new place; theta stays as it was.",
    ],
    mistakes={
        "The sign: you add, so you go uphill. The slope says where the loss rises; subtract it.": (
            "theta - eta",
            "theta + eta",
        ),
        "The learning rate is missing: the step is the slope times η.": ("eta * ", ""),
        "This is the gradient of the total loss, the sum. For the cost take the mean over the examples; the sum is n "
        "times as large, and so is the step.": ("mean(axis=0)", "sum(axis=0)"),
        "The mean goes over the wrong axis: rows are examples, columns are parameters. You need one slope for each "
        "parameter.": ("axis=0", "axis=1"),
        "You took one mean over all numbers, so every parameter moves by the same amount. Each parameter has its own "
        "slope.": ("mean(axis=0)", "mean()"),
        "This is the step alone. The new place is the old one minus the step.": ("theta - eta", "eta"),
        "This is the step alone, with its sign. The new place is the old one plus that.": ("theta - eta", "-eta"),
        "You divided by η. The step is the slope times the learning rate: a small η makes a small step.": (
            "eta * slopes",
            "1 / eta * slopes",
        ),
        "Only the first example is used. The gradient of the cost is the mean over all examples.": (
            "slopes.mean(axis=0)",
            "slopes[0]",
        ),
        "Only the last example is used. The gradient of the cost is the mean over all examples.": (
            lambda theta, slopes, eta: [theta - eta * slope for slope in slopes][-1]
        ),
        "You get one new place for each example. Make one gradient of all examples first, then one step.": (
            "slopes.mean(axis=0)",
            "slopes",
        ),
        "You divided by n twice. A mean is divided by n already.": ("mean(axis=0)", "mean(axis=0) / len(slopes)"),
        "You divided by the number of parameters. The mean goes over the examples.": (
            "slopes.mean(axis=0)",
            "slopes.sum(axis=0) / len(theta)",
        ),
        "η is multiplied into θ as well: only the slope is multiplied by it.": (
            "theta - eta * slopes",
            "eta * theta - eta * slopes",
        ),
    },
)
def one_step(theta, slopes, eta):
    """theta (p,), slopes (n, p) the gradient of each example's loss, eta a number → θ after one step on J, (p,)."""
    return theta - eta * slopes.mean(axis=0)


def slopes_of_a_line(theta, X, T):
    """The gradient of the mean of ½ (X θ − T)²; without examples it has no value."""
    return X.T @ (X @ theta - T) / len(X) if len(X) else np.full_like(theta, np.nan)


def trainings(random):
    """(theta, X, T, gradient, eta, batch_size, epochs): batches that go into n, that do not, of one and of all."""
    fixed = [
        (np.array([0.0]), np.array([[1.0], [2.0]]), np.array([1.0, 2.0]), slopes_of_a_line, 0.5, 1, 1),
        (np.array([0.0]), np.array([[1.0], [1.0], [1.0]]), np.array([1.0, 1.0, 4.0]), slopes_of_a_line, 0.5, 2, 1),
    ]
    drawn = []
    for n, d, batch_size, epochs in [(6, 2, 3, 2), (7, 3, 2, 3), (5, 2, 5, 4), (4, 2, 10, 2), (5, 1, 3, 1)]:
        theta, X, T = random.normal(size=d), random.normal(size=(n, d)), random.normal(size=n)
        drawn.append((theta, X, T, slopes_of_a_line, 0.1, batch_size, epochs))
    return fixed + drawn


def at_the_start(theta, X, T, gradient, eta, batch_size, epochs):
    """Every gradient is taken where the walk began."""
    place = theta
    for _ in range(epochs):
        for first in range(0, len(X), batch_size):
            place = place - eta * gradient(theta, X[first : first + batch_size], T[first : first + batch_size])
    return place


def once_an_epoch(theta, X, T, gradient, eta, batch_size, epochs):
    """The gradients of the batches are added up, and θ moves at the end of the epoch."""
    for _ in range(epochs):
        total = 0
        for first in range(0, len(X), batch_size):
            total = total + gradient(theta, X[first : first + batch_size], T[first : first + batch_size])
        theta = theta - eta * total
    return theta


@exercise(
    "04.5",
    "a training loop",
    cases=trainings,
    hints=[
        "Two loops, one inside the other: over the epochs, and in each epoch over the batches.",
        "A batch begins at row 0, then batch_size rows further on, and so on: range takes a third number, the stride. "
        "A slice that reaches beyond the last row ends there by itself.",
        "For each batch one step: the gradient at the place where you are now, from the rows of this batch alone, "
        "X and T alike.",
        "Make a new array in each step, θ = θ − …. With -= the place that you were given would change, too.",
    ],
    mistakes={
        "The sign: you walk uphill. Subtract the gradient times η.": ("theta - eta", "theta + eta"),
        "This is the last step alone. The new place is the old one minus the step.": ("theta - eta", "eta"),
        "The learning rate is missing: a step is the gradient times η.": ("eta * ", ""),
        "The last batch is left out where it is smaller than the others. Every example is looked at once in an "
        "epoch.": ("len(X), batch_size", "len(X) - batch_size + 1, batch_size"),
        "Every step uses all examples. A step of mini-batch training sees its own batch only.": (
            "X[batch], T[batch]",
            "X, T",
        ),
        "One step an epoch, with all examples. The inner loop is missing: one step for each batch.": (
            lambda theta, X, T, gradient, eta, batch_size, epochs: descend.reference(
                theta, X, T, gradient, eta, len(X), epochs
            )
        ),
        "You return after the first step: the `return` stands inside the inner loop. It belongs after both.": (
            "    return theta",
            "            return theta",
        ),
        "You return after the first epoch: the `return` stands inside the outer loop, or that loop is missing.": (
            "    return theta",
            "        return theta",
        ),
        "Every gradient is taken at the first θ. Take it where you are now: after a step the slope is another.": (
            at_the_start
        ),
        "θ moves only at the end of each epoch. With mini-batches it moves after every batch.": once_an_epoch,
        "Your batches overlap: each begins one row after the one before. The next begins where the last ended.": (
            "range(0, len(X), batch_size)",
            "range(len(X))",
        ),
        "You look at the first row of each batch alone and skip the others. A batch is a slice of batch_size rows.": (
            "slice(first, first + batch_size)",
            "slice(first, first + 1)",
        ),
        "Only the first batch is used, again and again. Let the slice begin where the loop stands.": (
            "slice(first, first + batch_size)",
            "slice(batch_size)",
        ),
        "From the second batch on yours are empty: a slice ends at a row number, not after so many rows.": (
            "slice(first, first + batch_size)",
            "slice(first, batch_size)",
        ),
        "You divide by batch_size once more. `gradient` gives the mean over the batch already.": (
            "eta * gradient",
            "eta / batch_size * gradient",
        ),
        "You multiply by batch_size, so you walk on the sum. `gradient` gives the mean, and η was chosen for that.": (
            "eta * gradient",
            "eta * batch_size * gradient",
        ),
    },
)
def descend(theta, X, T, gradient, eta, batch_size, epochs):
    """Start at theta (p,); X (n, d) and T (n,) in batches of batch_size rows, in the order they stand;
    gradient(theta, X, T) → slopes of the mean loss of these rows, (p,). → θ after all epochs, (p,)."""
    for _ in range(epochs):
        for first in range(0, len(X), batch_size):
            batch = slice(first, first + batch_size)
            theta = theta - eta * gradient(theta, X[batch], T[batch])
    return theta


add_question(
    "04.a",
    "A note says y = (0.62, 0.83) and ŷ = (1, 0). What did the network answer?",
    [
        ("(1, 0), for the hat marks the prediction", "In many textbooks it does. In this lecture ŷ is the target."),
        ("(0.62, 0.83), for y is the output", "The hat is on the target here: ŷ = (1, 0) is what should come out."),
        (
            "The second class, so ŷ is wrong",
            "The second number is the larger, but ŷ is the target and cannot be wrong.",
        ),
    ],
    right="b",
    misconception=15,
)

add_question(
    "04.b",
    "Two networks give the right class a share of 0.7. The first puts 0.3 on one wrong class, the second spreads it "
    "over nine. Whose cross-entropy is larger?",
    [
        (
            "The first: it is nearly sure of a wrong class",
            "The wrong classes are multiplied by 0 in the sum: only 0.7 counts.",
        ),
        ("The second: it has more wrong classes", "Each of those nine terms is multiplied by 0 and adds nothing."),
        ("Neither: both are −ln 0.7", "The one-hot target keeps a single term, the share of the right class."),
        (
            "It depends on the number of classes",
            "The sum has a term for each class, but all except the right one are 0.",
        ),
    ],
    right="c",
)

add_question(
    "04.c",
    "In training the cost rises with every step. The gradient is correct. What do you try first?",
    [
        ("A smaller learning rate", "Each step lands higher on the other side: the slope is right, the step too long."),
        ("More steps: it must come down in the end", "A step that is too long climbs, and the next climbs further."),
        ("A larger learning rate, to get over the hill", "The steps are already too long; longer ones climb faster."),
        (
            "Turn the sign of the gradient round",
            "The sign is right, for the gradient is. Turned round, it leads uphill.",
        ),
    ],
    right="a",
    misconception=24,
)

add_question(
    "04.d",
    "You found that η = 8 works well with the gradient of the mean over 100 examples. A friend's code uses the "
    "gradient of the sum. Which η gives the same path?",
    [
        (
            "8: sum and mean have the same best θ",
            "The same goal, but not the same steps: the sum's slopes are 100 times as large.",
        ),
        (
            "800, because the sum is 100 times as large",
            "That makes steps 10,000 times as long. The slopes have grown, so η must shrink.",
        ),
        (
            "None: the two landscapes have other valleys",
            "The valleys are the same; the sum is the mean times 100 everywhere.",
        ),
        ("0.08, because its slopes are 100 times as large", "η times slope is then what it was, in every step."),
    ],
    right="d",
    misconception=11,
)

add_question(
    "04.e",
    "For a new image softmax gives 0.7 to the digit 2. What do you know?",
    [
        (
            "It is a 2 in 70 of 100 such cases",
            "Only a measurement on new data can say that; trained networks are often too sure.",
        ),
        (
            "2 got the largest share of the whole",
            "0.7 of a whole of 1, so no other class has more. How often it is right is measured.",
        ),
        ("70 % of the pixels look like a 2", "Softmax sees scores, not pixels: e^z of one class over the sum of all."),
    ],
    right="b",
    misconception=17,
)
