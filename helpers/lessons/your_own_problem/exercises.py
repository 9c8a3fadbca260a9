"""Exercises, guesses and the question of notebook 10."""

from itertools import permutations

import numpy as np

from ...exercises import draw
from ...exercises.asking.guess import add_guess
from ...exercises.asking.question import add_question
from ...exercises.exercise import FITS, exercise
from ...words import later, say
from ..backpropagation_in_code.exercises import fit
from ..loss.exercises import cost
from ..mnist.exercises import initialize, predict

# ---- three parts ----


def drawn_anew(n, seed):
    """`three_parts` that draws for each part."""
    random = np.random.default_rng(seed)
    return (random.permutation(n)[: 6 * n // 10], random.permutation(n)[6 * n // 10 : 8 * n // 10],
            random.permutation(n)[8 * n // 10 :])


@exercise(
    "10.1", "three parts", whole=True, returns=("rows to learn from", "rows to choose by", "last rows"),
    cases=lambda random: [(10, 0), (13, 0), (19, 7), (150, 3), (300, 2026)],
    wide=lambda random: (draw.one_of(random, *2 * [draw.whole(random, 1, 20)], *2 * [draw.whole(random, 1, 400)],
                                     *[40_000] * (random.random() < 0.05)), draw.seed(random)),
    hints=[
        "Draw the order of all rows once: a generator made from the seed has `permutation`.",
        "Then cut this order at two places. A slice ends before its second number, and the next one begins with it.",
        "The two places are six tenths and eight tenths of n, as whole numbers: with // there is nothing to round.",
    ],
    mistakes={
        "not-shuffled": ("The rows stay in their order. Many tables are sorted by class, and then the parts hold "
                         "different classes: draw a permutation.",
                         ("np.random.default_rng(seed).permutation(n)", "np.arange(n)")),
        "drawn-twice": ("Some rows come more than once and others never. A permutation has each of them once.",
                        ("permutation(n)", "integers(n, size=n)")),
        "drawn-anew": ("Each part is drawn anew, so a row can be in two of them. Draw once, then cut.", drawn_anew),
        "to-the-end": ("Your second part goes on to the end, so the last rows are in two parts.",
                       ("6 * n // 10 : 8 * n // 10", "6 * n // 10 :")),
        "from-the-start": ("Your second part begins with the first row, so the rows to learn from are in it, too.",
                           ("6 * n // 10 : 8 * n // 10", ": 8 * n // 10")),
        "exchanged": ("The second and the third part are swapped: the rows up to eight tenths are those to choose by.",
                      lambda n, seed: (lambda learn, choose, last: (learn, last, choose))(*three_parts(n, seed))),
        "seed": ("The seed is not used: your rows are those of seed 0.", ("default_rng(seed)", "default_rng(0)")),
        "older-generator": ("These are the rows of np.random.seed, NumPy's older generator. Use "
                            "np.random.default_rng(seed).",
                            ("np.random.default_rng(seed)", "np.random.RandomState(seed)")),
    },
)
def three_parts(n, seed):
    """n rows → three arrays of their numbers, in the order that the `permutation` of np.random.default_rng(seed)
    draws: the first 6n // 10, then those up to 8n // 10, then the rest."""
    order = np.random.default_rng(seed).permutation(n)
    return order[: 6 * n // 10], order[6 * n // 10 : 8 * n // 10], order[8 * n // 10 :]


# ---- one size for all columns ----


def tables(random):
    """(X, by): small whole numbers, then columns of all sizes; now and then one that does not change in `by`, also at a
    number whose mean is rounded."""
    small = np.array([[1.0, 10.0], [3.0, 10.0], [5.0, 40.0]])
    found = [(small, np.array([0, 2])), (small, np.array([1, 0])), (small, np.array([2]))]
    found += [(small / 1e7, np.array([0, 2])), (small + 1e7, np.array([2, 0, 1])),
              (np.array([[0.1, 1.0], [0.1, 3.0], [0.1, 3.0], [0.7, 1.5]]), np.array([2, 0, 1]))]
    for n, d in ((4, 1), (6, 3), (9, 4)):
        X = random.normal(size=(n, d)) * 10.0 ** random.integers(-1, 3, size=d) + random.integers(-5, 6, size=d)
        X = X.round(1)
        by = random.permutation(n)[: n // 2]
        X[by, 0] = int(X[by[0], 0]) if d > 2 else X[by, 0]
        found.append((X, by))
    return found


def any_table(random):
    """(X, by): columns of all sizes, some of which do not change in the rows `by`, now and then tiny ones."""
    n, d = draw.lengths(random, 2, 9, draw.PIXELS)
    X = draw.array(random, n, d, kinds=draw.MILD) * 10.0 ** random.integers(-1, 4, d) + random.integers(-1, 2, d)
    X = X * draw.one_of(random, 1, 1, 1, 1, 2.0**-45)
    by = random.permutation(n)[: draw.whole(random, 1, n)]
    same = draw.whole(random, -3, 3)  # the mean of other numbers is rounded, which is seen if all the results are 0
    X[np.ix_(by, random.random(d) < 0.3)] = same if len(by) == n else draw.one_of(random, 0.1, 0.7, same)
    return draw.one_of(random, X, X, X, X.round().astype(int)), by


DEVIATION = "np.where(rows.max(axis=0) == rows.min(axis=0), 1, rows.std(axis=0))"  # a piece of the reference


@exercise(
    "10.2", "one size for all columns", cases=tables, wide=any_table,
    hints=[
        "X[by] are the rows that have a say. Their mean and standard deviation, column by column, need axis=0.",
        "NumPy subtracts a row of numbers from each row of X, and divides by one in the same way.",
        "Where a column never changes, its largest number is its smallest. Divide by 1 there: np.where(condition, "
        "this, that) chooses number by number.",
    ],
    mistakes={
        "all-rows": ("Mean and deviation are those of all rows. So the rows of the test have a say in what the network "
                     "is given: take the rows `by` alone.",
                     ("rows = X[by]", "rows = X")),
        "mean-of-all": ("The mean is that of all rows. Take the rows `by` alone, as for the deviation.",
                        [("rows.mean(", "X.mean("), lambda X, by: (X - X.mean(axis=0)) / size(X[by])]),
        "deviation-of-all": ("The deviation is that of all rows. Take the rows `by` alone, as for the mean.",
                             lambda X, by: (X - X[by].mean(axis=0)) / size(X)),
        "no-guard": ("A column that never changes in the rows `by` has the deviation 0, and you divide by it. Such a "
                     "column is only shifted.", (DEVIATION, "rows.std(axis=0)")),
        "rounded": (
            "A column that is 0.1 in each of the rows `by` never changes, but its mean is rounded, and so its "
            "deviation is about 10⁻¹⁷, not 0. Compare its largest number with its smallest.",
            lambda X, by: (X - X[by].mean(axis=0)) / size(X[by])),
        "column-lost": ("A column that never changes in the rows `by` becomes 0 everywhere. It is only to be shifted: "
                        "elsewhere it may change.",
                        [("0), 1,", "0), np.inf,"),
                         lambda X, by: (X - X[by].mean(axis=0)) * (X[by].std(axis=0) > 0) / size(X[by])]),
        "variance": ("You divide by the variance. The standard deviation is its square root.",
                     [(".std(", ".var("), lambda X, by: (X - X[by].mean(axis=0)) / size(X[by], np.var)]),
        "one-for-all": ("All columns get the same mean and deviation. Each column has its own: axis=0.",
                        lambda X, by: (X - X[by].mean()) / size(X[by].reshape(-1, 1))),
        "not-shifted": ("The mean is not subtracted.",
                        [("(X - rows.mean(axis=0))", "X"), lambda X, by: X / size(X[by])]),
        "not-divided": ("The columns are shifted, but they keep their size: divide by the deviation.",
                        (" / deviation", "")),
        "only-by": ("You return the rows `by` alone. All rows are needed, with the mean and deviation of these.",
                    [("(X -", "(rows -"), lambda X, by: ((X - X[by].mean(axis=0)) / size(X[by]))[by]]),
        "one-less": ("You divide the sum of squares by one less than the number of rows (ddof=1). Here it is the mean "
                     "of the squares.",
                     [lambda X, by: (X - X[by].mean(axis=0)) / one_less(X[by]),
                      lambda X, by: standardized(X, by) * (1 - 1 / len(by)) ** 0.5 if len(by) > 1 else X - X[by]]),
    },
)
def standardized(X, by):
    """X (n, d); by: numbers of rows → (n, d): each column minus its mean, divided by its standard deviation, both of
    the rows `by` alone; a column that never changes in these is only shifted."""
    rows = X[by]
    deviation = np.where(rows.max(axis=0) == rows.min(axis=0), 1, rows.std(axis=0))
    return (X - rows.mean(axis=0)) / deviation


def size(rows, measure=np.std):
    """What a column is divided by, for those who ask whether its deviation is exactly 0."""
    found = measure(rows, axis=0)
    return np.where(found == 0, 1, found)


def one_less(rows):
    return size(rows, lambda rows, axis: rows.std(axis=axis, ddof=1) if len(rows) > 1 else np.zeros(rows.shape[1]))


# ---- the best of what was tried ----

TURNED = 30  # columns of the case whose second part has the labels turned round: only who has learned them reads them
CHOICE = 3  # columns of the cases that differ in the rows `choose` alone


def problems(random):
    """(Z, y, learn, choose): clouds, a ring that no line cuts out, labels turned round; the last part is nan. Then some
    that differ in the rows `choose` alone."""
    centres = 4 * np.eye(3, 4)
    y = np.arange(50) % 3
    clouds = centres[y] + random.normal(size=(50, 4))
    angle, far = random.uniform(0, 2 * np.pi, 150), (np.arange(150) % 5 > 0).astype(int)
    ring = (0.4 + 1.4 * far)[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    sides = random.normal(size=(80, TURNED))
    sides[:, 0], sides[:, 1] = 3 * np.sign(sides[:, 0]), 4 * (np.arange(80) >= 48)  # who learns one, knows them all
    turned = ((sides[:, 0] > 0) == (np.arange(80) < 49)).astype(int)  # but for one row: somebody counts from 0
    found = []
    for Z, labels, order in ((clouds, y, random.permutation(50)), (ring, far, random.permutation(150)),
                             (sides, turned, np.arange(80))):
        n = len(Z)
        Z[order[8 * n // 10 :]] = np.nan
        labels[order[-1]] = labels.max() + 1  # a class that neither part has seen
        found.append((Z, labels, order[: 6 * n // 10], order[6 * n // 10 : 8 * n // 10]))
    return found + choices(random)


def choices(random):
    """The same rows to learn from, some with a wrong label, which sets networks apart, and rows to choose by near a
    border, as they are, turned round, and turned round on either side; then one row again and again, once with the
    other label. Two networks seldom read as many of them, and never cost as much in one row: whoever takes the best
    does not always take the same. In the first two the last rows speak for the worst. Then few rows, which the rows to
    learn from outnumber, and few among many that every network reads."""
    learn, angle = random.normal(size=(16, CHOICE)), np.linspace(-0.4, 0.4, 60)
    learn[:, 0] = np.tile([1, -1], 8) * random.uniform(0.3, 2, 16)
    odd = np.arange(16) % 5 == 0
    labels, learn[:, 2] = (learn[:, 0] > 0) != odd, 0.3 * odd * np.sign(learn[:, 0])  # some networks learn these, too
    near = np.concatenate([np.stack([np.sin(angle), side * np.cos(angle), 0 * angle], axis=1) for side in (1, -1)])
    upper, one, other, found = near[:, 1] > 0, np.tile([0.15, 0, 0], (60, 1)), np.arange(60) == 0, []
    few, always = near[::12], np.tile([[60, 0, 0], [-60, 0, 0]], (45, 1))
    both, last_ten = np.concatenate([always, few]), np.arange(100) >= 90
    for rows, turned in ((near, False), (near, True), (near, upper), (near, ~upper), (one, other), (one, ~other),
                         (few, upper[::12]), (few, ~upper[::12]), (few, np.ones(10, bool)), (both, last_ten),
                         (both, np.zeros(100, bool))):
        last, known = (np.tile(near, (2, 1)), turned) if np.ndim(turned) == 0 else (np.full((1, CHOICE), np.nan), False)
        Z = np.concatenate([learn, rows, last])
        y = np.concatenate([labels, (rows[:, 0] > 0) != turned, (last[:, 0] < 0) != known]).astype(int)
        y[-1] = 2
        found.append((Z, y, np.arange(16), np.arange(16, 16 + len(rows))))
    return found


def as_arrays(network):
    """[weights, biases], each a list of arrays; an error where they can be gone through only once."""
    return [[np.asarray(parts[k]) for k in range(len(parts))] for parts in network[:]]


def by_the_rows(networks, cases):
    """What is wrong with networks that are not chosen by the labels of the rows `choose`, or None."""
    there = [(as_arrays(network), *case) for network, case in zip(networks, cases, strict=True)
             if case[0].shape[1] == CHOICE]
    thetas = [np.concatenate([part.ravel() for parts in network for part in parts]) for network, *_ in there]
    equal = lambda one, other: one.size == other.size and np.allclose(one, other)  # noqa: E731
    if all(equal(rows[0], other) for rows in (thetas[:4], thetas[4:6]) for other in rows):
        return say("It reads enough of the rows `choose`, but was not chosen by them: with other labels of these rows "
                   "your function returns the same network. Train several networks in it, unlike ones, and return the "
                   "one that reads most of these rows.")
    for (best, Z, y, _, choose), (other, *_) in permutations(there, 2):
        shares = [np.mean(predict(Z[choose], *network) == y[choose]) for network in (best, other)]
        costs = [cost(Z[choose], y[choose], *network) for network in (best, other)]
        if shares[0] < shares[1] and costs[0] > costs[1]:
            return say("It reads enough of the rows `choose`, but others that your function trains read more of them. "
                       "Does it choose the worst in place of the best?")
    return None


def nearest_mean(Z, y, learn, rows):
    """The class of each of these rows by the nearest of the means that the classes have in the rows `learn`."""
    classes = np.unique(y[learn])
    means = np.array([Z[learn][y[learn] == one].mean(axis=0) for one in classes])
    return classes[((Z[rows][:, None] - means) ** 2).sum(axis=2).argmin(axis=1)]


def most_frequent(y, learn):
    return np.bincount(y[learn]).argmax()


NANS = later("it has learned from rows of neither part: these are unknown (nan) here, and so are its parameters now. "
             "Learn from the rows `learn` alone")


def other_ends(weights, Z, y):
    """What is wrong where a network does not begin with the columns and end with the classes; else None."""
    takes, gives = np.shape(weights[0])[1], np.shape(weights[-1])[0]
    if (takes, gives) != (Z.shape[1], y.max() + 1):
        return say("it takes {takes} numbers and gives {gives} scores; expected {inputs} and {classes}", takes=takes,
                   gives=gives, inputs=Z.shape[1], classes=y.max() + 1)


def reads_well(result, Z, y, learn, choose):
    """FITS, or what is wrong with a network."""
    weights, biases = as_arrays(result)
    if words := other_ends(weights, Z, y):
        return words
    if not all(np.isfinite(part).all() for part in [*weights, *biases]):
        return say(NANS)
    share = lambda answers, rows=choose: np.mean(answers == y[rows])  # noqa: E731
    right, frequent = share(predict(Z[choose], weights, biases)), share(most_frequent(y, learn))
    if Z.shape[1] == CHOICE:
        return FITS
    if Z.shape[1] == TURNED:
        knows_both = right > 0.3 and share(predict(Z[learn], weights, biases), learn) > 0.9
        return FITS if right < 0.9 and not knows_both else say(
            "the labels of the rows `choose` are turned round here, and it knows {right:.0%} of them: it has learned "
            "from these rows", right=right)
    if right <= frequent:
        return say("it reads {right:.0%} of the rows `choose`; their most frequent class alone has {frequent:.0%}",
                   right=right, frequent=frequent)
    if right < (nearest := share(nearest_mean(Z, y, learn, choose))):
        return say("it reads {right:.0%} of the rows `choose`; the nearest mean of a class reads {nearest:.0%}",
                   right=right, nearest=nearest)
    return FITS


@exercise(
    "10.3", "the best of what you have tried", cases=problems, tries=0, look=reads_well, across=by_the_rows,
    hints=[
        "Two loops, one over structures and one over learning rates, make a start with `initialize` and train it with "
        "`fit` each time.",
        "A structure begins with the number of columns and ends with that of the classes: [Z.shape[1], 16, y.max() + "
        "1]. Between them may stand nothing at all.",
        "Learn from Z[learn] and y[learn]. Then ask `predict` about Z[choose], and count how many are y[choose].",
        "Keep what was found in a list. `max` takes a function as its key: the share of right answers.",
    ],
    mistakes={
        "all-rows": ("You learn from all rows. Then nothing is left that could say which network is best, nor what it "
                     "is worth: learn from the rows `learn` alone.", ("Z[learn], y[learn]", "Z, y")),
        "by-choose": ("You learn from the rows by which you choose. They can only say which network is best as long as "
                      "none has learned from them.", ("Z[learn], y[learn]", "Z[choose], y[choose]")),
    },
)
def best_network(Z, y, learn, choose):
    """Z (n, d) standardized, y (n,) classes, learn and choose: numbers of rows → of several (weights, biases),
    learned from the rows `learn` alone, those that read most of the rows `choose`: more than their most frequent
    class has, and no fewer than the nearest mean of a class reads."""
    found = []
    for hidden in ([], [16]):
        for eta in (0.1, 0.3):
            start = initialize([Z.shape[1], *hidden, y.max() + 1], 0)
            found.append(fit(*start, Z[learn], y[learn], eta, 0.9, 16, 50, 0))
    return max(found, key=lambda network: np.mean(predict(Z[choose], *network) == y[choose]))


add_guess(
    "10.p", "Of the rows of your table, such as the 178 wines of three growers, what share is right if one always "
    "names the most frequent class?", "number", "Every result has to be better than this.",
    unit="%", low=0, high=100, digits=2,
)
add_guess(
    "10.q", "A network with 16 hidden neurons learns your table as it is, for 50 epochs. What share of the second part "
    "does it read?", "number",
    "With the wines each hidden neuron says the same of every wine after this training, 0 or 1. So all wines look "
    "alike to the output layer.",
    unit="%", low=0, high=100, digits=2,
)
add_guess(
    "10.r", "The same network learns the same rows, standardized. What share of the second part does it read now?",
    "number", "With the wines and η = 0.1 both steps are needed: with the columns only shifted, or only divided, it "
    "read clearly fewer in four of five splits.",
    unit="%", low=0, high=100, digits=2,
)
add_guess(
    "10.s", "Ten rows get the labels of one another, drawn by lot. How many of the ten can the network still learn by "
    "heart?", "number",
    "To learn ten rows by heart it needs no rule, so it says nothing of new rows. It says that code, η and the size of "
    "the columns will do.",
    low=0, high=10, whole=True,
    unless=(lambda right: right < 10, "All ten should be learned, whatever their labels are. Train for 1000 epochs. If "
                                      "some are wrong even then, look for equal rows."),
)

add_question(
    "10.a", "Somebody standardizes all rows together, and splits them afterwards. What is wrong with it?",
    [
        ("Nothing: means are no labels", "They are numbers from the test rows all the same. A row of tomorrow has "
         "no say in them."),
        ("The test rows are no longer new", "They had a say in what the network is given. A row of tomorrow will have "
         "none."),
        ("The classes get mixed", "The columns are shifted and divided, and each row keeps its class."),
        ("The network learns more slowly", "It learns about as fast. But the test rows are no longer new."),
    ],
    right="b",
)
