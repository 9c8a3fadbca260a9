"""Exercises, guesses and the question of notebook 10."""

import numpy as np

from ...exercises import draw
from ...exercises.asking.guess import add_guess
from ...exercises.asking.question import add_question
from ...exercises.exercise import exercise
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
                                     *[70_003] * (random.random() < 0.05)),
                         draw.one_of(random, draw.seed(random), draw.whole(random, 10_000, 10**9))),
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
    if len(more := draw.many_rows(random, X.round(), 3000, 3001)) > n:  # others float32 adds up with errors
        X, n = more, len(more)
    by = random.permutation(n)[: draw.whole(random, 1, n)]
    same = draw.whole(random, -3, 3)  # the mean of other numbers is rounded, which is seen if all the results are 0
    X[np.ix_(by, random.random(d) < 0.3)] = same if len(by) == n or n >= 3000 else draw.one_of(random, 0.1, 0.7, same)
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


def search(random, n, d, k, hidden, etas, epochs, lot=0.4):
    """The arguments of `best_network`: n rows of d columns, some of whose k classes are drawn by lot; one more class
    stands in the last row alone, which is in neither part."""
    Z = random.normal(size=(n, d))
    y = np.where(random.random(n) < lot, random.integers(k, size=n), Z[:, 0].argsort().argsort() * k // n)
    y[-1] = k - draw.whole(random, 0, 1)
    order, learned = random.permutation(n - 1), draw.one_of(random, draw.whole(random, 1, n - 3), n // 2, n - 4)
    learned = min(learned, 140)  # many rows take long, and are better used to choose by
    return Z, y, order[:learned], order[learned : n - 1 - draw.whole(random, 0, 1)], hidden, etas, epochs


def parted_anew(arguments, order):
    """The same arguments of `best_network`, but the rows of both parts in another order, cut at the same place."""
    Z, y, learn, choose, *more = arguments
    rows = np.append(learn, choose)
    rows = rows[order(y[rows])]
    return Z, y, rows[: len(learn)], rows[len(learn) :], *more


def searches(random):
    """Arguments of `best_network`: small ones, and some with enough rows that every way to choose goes its own; the
    first table in other parts, and one whose only row to choose by is of a class that nobody has seen."""
    found = [*(search(random, 10, 2, 2, [[2], [3], [4]], [0.1, 0.3, 1], 3) for _ in range(8)),
             *(search(random, 60, 2, 3, [[4], [], [2, 3]], [1, 0.05], 4) for _ in range(4)),
             search(random, 300, 2, 3, [[4, 1], [5]], [3, 1], 4),
             *(search(random, 50, 2, 2, [[5], []], [0.02, 0.3, 1], 4) for _ in range(4)),
             *(search(random, 700, 2, 2, [[]], [0.02, 0.05, 0.1, 0.2], 4, 0) for _ in range(2))]  # nearly all are read
    Z, y, learn, _, *rest = search(random, 12, 2, 2, [[2, 3, 2], [3]], [0.3, 1], 3)
    y[-1] = 3
    return [*found, parted_anew(found[0], lambda y: np.arange(len(y))[::-1]), (Z, y, learn, np.array([11]), *rest)]


def any_search(random):
    """The arguments of `best_network`; now and then many rows, columns, classes, layers, rates or epochs, or structures
    of as many neurons, or rows that are sorted by class, up or down, so that one class is in the second part alone."""
    some = lambda low, high, many: draw.one_of(random, *7 * [draw.whole(random, low, high)], many)  # noqa: E731
    usual = draw.whole(random, 5, 90), draw.whole(random, 1, 4)
    n, epochs = draw.one_of(random, (8, 4), (12, 50), *6 * [usual], (9000, 2), (9000, 2))
    d, k = some(1, 6, 13), some(2, 4, 10)
    hidden = [[some(1, 5, 16) for _ in range(some(0, 2, 4))] for _ in range(some(1, 3, 4))]
    etas = [draw.one_of(random, 0.01, 0.1, 0.3, 1, 3) for _ in range(some(1, 3, 4))]
    if n == 9000:  # one network reads only a few rows more than another
        d, k, hidden, etas = 2, 2, [[]], random.permutation([0.1, 0.11, 0.12, 0.13, 0.14]).tolist()
    elif random.random() < 0.4:  # the best is often a later one, or as good as one before
        n, d, k, hidden, etas, epochs = draw.one_of(random, 16, 16, 60), 2, 3, [[], [2, 1], [1, 2]], [0.01, 0.1, 1], 1
    found = search(random, n, d, k, hidden, etas, epochs, draw.one_of(random, 0.4, 0.02))
    up = draw.one_of(random, 1, -1, -1)
    return parted_anew(found, lambda y: (up * y).argsort(kind="stable")) if random.random() < 0.3 else found


def chosen_by(measure):
    """`best_network` that takes the network of which (Z, y, learn, choose, network) has the largest measure."""
    def best(Z, y, learn, choose, hidden, etas, epochs):
        networks = [fit(*initialize([Z.shape[1], *sizes, y.max() + 1], 0), Z[learn], y[learn], eta, 0.9, 16, epochs, 0)
                    for sizes in hidden for eta in etas]
        return max(networks, key=lambda network: measure(Z, y, learn, choose, network))

    return best


def trained_on(Z, y, learn, choose, hidden, etas, epochs):
    """`best_network` that begins only once for each structure."""
    networks = []
    for sizes in hidden:
        network = initialize([Z.shape[1], *sizes, y.max() + 1], 0)
        for eta in etas:
            network = fit(*network, Z[learn], y[learn], eta, 0.9, 16, epochs, 0)
            networks.append(network)
    return max(networks, key=lambda network: np.mean(predict(Z[choose], *network) == y[choose]))


RIGHT = "key=lambda network: np.mean(predict(Z[choose], *network) == y[choose])"  # a piece of the reference


@exercise(
    "10.3", "the best of what you have tried", cases=searches, wide=any_search, tries=60, returns=("W[{}]", "b[{}]"),
    hints=[
        "Two loops, one over `hidden` and one over `etas`, make a start with `initialize` and train it with `fit` each "
        "time.",
        "A structure begins with the number of columns and ends with that of the classes: `[Z.shape[1], *sizes, "
        "y.max() + 1]`. Between them may stand nothing at all.",
        "Learn from Z[learn] and y[learn]. Then ask `predict` about Z[choose], and count how many are y[choose].",
        "Keep what was found in a list. `max` takes a function as its key: the share of right answers.",
    ],
    mistakes={
        "all-rows": ("You learn from all rows. Then nothing is left that could say which network is best, nor what it "
                     "is worth: learn from the rows `learn` alone.", ("Z[learn], y[learn]", "Z, y")),
        "by-choose": ("You learn from the rows by which you choose. They can only say which network is best as long as "
                      "none has learned from them.", ("Z[learn], y[learn]", "Z[choose], y[choose]")),
        "both-parts": ("You learn from both parts. The rows `choose` can only say which network is best as long as "
                       "none has learned from them.",
                       ("Z[learn], y[learn]", "Z[np.append(learn, choose)], y[np.append(learn, choose)]")),
        "by-learn": ("You choose by the rows that the networks have learned from. Those say how much they know by "
                     "heart: choose by the rows `choose`.", (RIGHT, RIGHT.replace("choose", "learn"))),
        "by-all": ("You choose by all rows, and the networks have learned from some of them: choose by the rows "
                   "`choose` alone.", (RIGHT, RIGHT.replace("[choose]", ""))),
        "by-cost": ("You take the network that costs least. Wanted is the one that reads most rows: count how many of "
                    "its answers are right.",
                    chosen_by(lambda Z, y, learn, choose, network: -cost(Z[choose], y[choose], *network))),
        "worst": ("You take the network that reads fewest rows. The best reads most.", ("return max(", "return min(")),
        "last-of-equals": ("Where several networks read as many rows you take the last of them. The first is wanted: "
                           "a later one has to be better, and not only as good.",
                           ("max(networks", "max(networks[::-1]")),
        "first": ("You return the first network that you trained.", (f"max(networks, {RIGHT})", "networks[0]")),
        "last": ("You return the network that you trained last. Keep the best one when you have found it.",
                 (f"max(networks, {RIGHT})", "networks[-1]")),
        "trained-on": ("Each training goes on from where the one before ended. Each of them needs its own start: call "
                       "`initialize` in the inner loop.", trained_on),
    },
)
def best_network(Z, y, learn, choose, hidden, etas, epochs):
    """Z (n, d), y (n,): a table and its classes 0, …, y.max(); learn, choose: numbers of rows; hidden: the sizes of
    hidden layers, such as [[], [16]]; etas: learning rates. For each of `hidden`, and there for each η: `initialize`
    with seed 0, then `fit` on the rows `learn` with μ = 0.9, batches of 16, so many epochs and seed 0 → of these
    (weights, biases) the one that reads most of the rows `choose`; the first, if there are several."""
    networks = []
    for sizes in hidden:
        for eta in etas:
            start = initialize([Z.shape[1], *sizes, y.max() + 1], 0)
            networks.append(fit(*start, Z[learn], y[learn], eta, 0.9, 16, epochs, 0))
    return max(networks, key=lambda network: np.mean(predict(Z[choose], *network) == y[choose]))


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
