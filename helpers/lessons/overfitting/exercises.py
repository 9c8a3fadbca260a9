"""Exercises and guesses of notebook 06c."""

import numpy as np

from ...exercises import draw
from ...exercises.asking.guess import add_guess
from ...exercises.asking.question import add_question
from ...exercises.exercise import exercise
from ..backpropagation_in_code.exercises import any_training, fit
from ..loss.exercises import cost

# ---- stop in time ----

# trainings that are never better, stop early, just in time, or not at all; one becomes better, but not the best, and
# the next is better than the start one epoch too late; one waits twice; the last one's cost goes down again while it
# waits, to the lowest of all once it has stopped, and the mean over its classes is lowest elsewhere
SEEDS = [155, 26, 33, 23, 111, 550, 73]


def bumpy_training(seed):
    """Arguments of `fit_early`: a tiny network, 6 examples to learn from, 4 held back."""
    random = np.random.default_rng(seed)
    some = lambda *size: random.normal(size=size).round(1)  # noqa: E731
    network = [some(3, 2), some(2, 3)], [some(3), some(2)]
    data = some(6, 2), random.integers(2, size=6), some(4, 2), random.integers(2, size=4)
    patience, eta = int(random.integers(2, 4)), float(random.choice([1.0, 3.0]))
    return (*network, *data, eta, 0.5, 2, patience, 6, seed)


def bumpy_trainings(random):
    short = (*bumpy_training(13)[:-2], 2, 13)  # it ends by its two epochs, although it would go on to something better
    level = ([np.array([[1.0], [-1.0]])], [np.zeros(2)], np.array([[0.5], [1.0]]), np.array([0, 1]),
             np.array([[400.0]]), np.array([0]), 0.1, 0.5, 1, 3, 4, 0)  # held back it costs exactly 0, always
    # after one epoch it costs held back what it did at the start, after two less: but patience 1 has stopped by then
    stays = ([np.array([[-0.5, 30.0], [0.5, -30.0]])], [np.zeros(2)], np.array([[0.0, 1.0], [0.0, -1.0], [1.0, 1.0]]),
             np.array([1, 0, 0]), np.array([[1.0, 0.0]]), np.array([0]), 24.0, 0.5, 3, 1, 3, 0)
    slow = (*bumpy_training(2)[:6], 1e-5, *bumpy_training(2)[7:-2], 50, 2)  # each epoch is better, by a millionth
    worse = (*bumpy_training(1074)[:6], 1e-4, 0.5, 2, 3, 6, 1074)  # three hardly worse; the next, too late, is better
    others = [(*bumpy_training(seed)[:7], mu, size, patience, 6, seed)
              for seed, mu, size, patience in ((26, 0.0, 3, 1), (60, 0.9, 6, 1), (11, 0.3, 1, 4))]
    patient = (*bumpy_training(234)[:6], 1.0, 0.5, 2, 25, 30, 234)  # it is better at last after 20 epochs in a row
    twice = (*bumpy_training(404)[:6], 1.0, 0.5, 2, 5, 14, 404)  # better after four that are not, and again
    *start, X_held, labels_held, _, mu, size, patience, epochs, seed = bumpy_training(1212)
    # the cost on one example goes up to ten thousand times the lowest, and then below it
    leap = *start, X_held[:1], labels_held[:1], 10.0, mu, size, patience, epochs, seed
    none = (*bumpy_training(1)[:-2], 0, 1)  # no epoch at all
    two, wrong = (np.eye(2), np.arange(2)), (np.eye(2)[[0, 1, 0, 1, 0, 1]], np.array([0, 1, 0, 1, 1, 0]))
    b, far = [np.array([1.0, 2.0])], (160 * np.eye(2), np.arange(2))  # surer each epoch, in the end by less than 1e-6
    surer = [0.05 * np.eye(2)], b, *two, *far, 0.02, 0.5, 2, 2, 7, 5
    sure = [8 * np.eye(2)], b, *two, *wrong, 2.0, 0.5, 2, 2, 7, 5
    # to learn from are two that contradict each other: on them it costs a hundred, also where it gets better held back
    contrary = ([np.array([[1.0, 0.0], [-1.0, 0.0]])], [np.zeros(2)], np.array([[100.0, 0.0]] * 2), np.arange(2),
                np.eye(2)[:1], np.array([1]), 1e-4, 0.5, 2, 2, 3, 0)
    return [*(bumpy_training(seed) for seed in SEEDS), short, none, patient, twice, leap, level, stays, slow, worse,
            *others, surer, sure, contrary]


def any_training_held_back(random):
    """The arguments of `fit_early`; the labels are bytes, as those of the digits are."""
    weights, biases, X, labels, eta, mu, size, _, seed = any_training(random)
    held, patience, epochs = draw.one_of(random, 1, 2, 5, 300), draw.whole(random, 1, 4), draw.whole(random, 0, 8)
    X_held = random.normal(size=(held, X.shape[1]))
    labels, labels_held = (part.astype(np.uint8) for part in (
        labels, np.sort(random.integers(len(biases[-1]), size=held))))
    return weights, biases, X, labels, X_held, labels_held, eta, mu, size, patience, epochs, seed


@exercise(
    "06c.1", "stop in time", cases=bumpy_trainings, wide=any_training_held_back, tries=15,
    returns=("W[{}]", "b[{}]"),
    hints=[
        "You have to remember three things: the best weights and biases so far, their cost on the held-back examples, "
        "and for how many epochs no better ones have come.",
        "The start counts, too: it is the best so far, and its cost is the one to beat.",
        "An epoch is one call of your `fit`, from where the epoch before has ended, with epochs = 1 and the seed "
        "seed + epoch. Then comes the cost on X_held.",
        "If it is better, remember all three anew. If not, count, and stop when the count is `patience`. Return the "
        "best, not the last.",
    ],
    mistakes={
        "last": ("You return the weights of the last epoch. Return the best ones: since then they have become worse.",
                 ("return kept", "return weights, biases")),
        "training-cost": (
            "You watch the cost on the training examples. That is lowest near the end: watch the held-back ones.",
            ("now = cost(X_held, labels_held, weights, biases)", "now = cost(X, labels, weights, biases)")),
        "no-patience": ("You stop too late, or never: `patience` epochs in a row without a better one are enough.",
                        ("waited == patience", "waited == epochs + 1")),
        "one-too-late": ("You wait one epoch too long. Stop after `patience` epochs without a better one.",
                         ("waited == patience", "waited == patience + 1")),
        "impatient": ("You stop at the first epoch that is not better. Wait for `patience` of them in a row.",
                      ("waited == patience", "waited == 1")),
        "not-in-a-row": ("You count all epochs that were not better. A better one sets the count to 0 again.",
                         ("kept, lowest, waited = (weights, biases), now, 0\n        else",
                          "kept, lowest = (weights, biases), now\n        else")),
        "start-forgotten": (
            "Nothing was better than the start, and yet you return something else. The start counts, too.",
            [("cost(X_held, labels_held, weights, biases), 0", "np.inf, 0"),
             ("(weights, biases), cost(X_held, labels_held, weights, biases), 0", "None, np.inf, 0")]),
        "same-seed": ("Every epoch has the same order of examples: give `fit` the seed seed + epoch.",
                      ("seed + epoch", "seed")),
    },
)
def fit_early(weights, biases, X, labels, X_held, labels_held, eta, mu, batch_size, patience, epochs, seed):
    """As `fit`, an epoch at a time, each from where the last ended, the first with `seed`, the next with seed + 1 …;
    X_held (m, d), labels_held (m,) are held back → the (weights, biases) with the lowest cost on these, the start
    included; of equal ones the first. It stops after `patience` epochs in a row that are no better than the best so
    far, and after `epochs` in any case."""
    kept, lowest, waited = (weights, biases), cost(X_held, labels_held, weights, biases), 0
    for epoch in range(epochs):
        weights, biases = fit(weights, biases, X, labels, eta, mu, batch_size, 1, seed + epoch)
        now = cost(X_held, labels_held, weights, biases)
        if now < lowest:
            kept, lowest, waited = (weights, biases), now, 0
        else:
            waited += 1
            if waited == patience:
                break
    return kept


# ---- moved by a pixel ----


def small_pictures(random):
    """(images, side, right, down): one that does not move, then each way, both ways, and out of sight."""
    moves = [(3, 0, 0), (3, 1, 0), (3, 0, 1), (4, -1, 0), (4, 0, -2), (5, 2, -1), (4, -3, 2), (3, 1, 1), (3, 3, 0)]
    cases = [(random.integers(1, 10, (1 + right % 3, side**2)) / 10, side, right, down) for side, right, down in moves]
    return [*cases, (np.float32([[0.5, 0.25, 0.75, 1]]), 2, 1, 0)]  # the digits are in float32


def any_pictures(random):
    """(images, side, right, down): within sight and beyond, now and then large, and as whole numbers"""
    side = draw.one_of(random, *2 * (1, 2, 3, 4, 5), 12, 40)
    move = lambda: draw.one_of(random, 0, 1, -1, side, -side, draw.whole(random, -side, side))  # noqa: E731
    images = random.uniform(0, 1, (draw.lengths(random, 2)[0], side**2))
    kinds = images, np.asfortranarray(images), images.round(2), images.round().astype(int)
    return draw.one_of(random, *kinds), side, move(), move()


def from_the_end(images, side, right, down):
    """The places before the first are taken for places counted from the end."""
    rows, columns = np.arange(side) - down, np.arange(side) - right
    inside = (rows < side)[:, None] & (columns < side)
    pictures = images.reshape(len(images), side, side)
    return (pictures[:, rows.clip(max=side - 1)][:, :, columns.clip(max=side - 1)] * inside).reshape(len(images), -1)


def to_the_end(images, side, right, down):
    """The places before the first, to which pixels go, are taken for places counted from the end."""
    pictures = np.roll(images.reshape(len(images), side, side), (down, right), axis=(1, 2))
    pictures[:, : max(down, 0)] = pictures[:, :, : max(right, 0)] = 0
    return pictures.reshape(len(images), -1)


@exercise(
    "06c.2", "moved by some pixels", cases=small_pictures, wide=any_pictures,
    hints=[
        "A row of side · side numbers is a picture again once it is reshaped: (n, side, side), first down, then right.",
        "Make a white picture of zeros. Then copy the part that stays in sight to its new place.",
        "To move right by 1, give the columns from 1 on what stood in the columns up to the last but one. With a "
        "negative number it is the other way round.",
        "Or lay a white frame around it with np.pad, as wide as the picture is, and cut a window out of it: it begins "
        "at side − down and side − right.",
    ],
    mistakes={
        "around": (
            "In yours what leaves at one edge comes in at the other, as with np.roll. The edge that becomes free has "
            "to be white.",
            lambda images, side, right, down: np.roll(
                images.reshape(len(images), side, side), (down, right), axis=(1, 2)).reshape(len(images), -1)),
        "from-the-end": ("For some of the moves, what leaves at one edge comes in at the other. If you ask for places "
                         "by number: for Python the place −1 is not outside, it is the last one.",
                         [from_the_end, to_the_end]),
        "exchanged": ("Right and down are swapped. In a picture the rows come first, and they go down.",
                      ("side - down : 2 * side - down, side - right : 2 * side - right",
                       "side - right : 2 * side - right, side - down : 2 * side - down")),
        "other-way": ("Yours move the other way: left and up instead of right and down.",
                      ("side - down : 2 * side - down, side - right : 2 * side - right",
                       "side + down : 2 * side + down, side + right : 2 * side + right")),
        "flat": ("You moved the flat rows. There the end of one row of pixels is the neighbour of the next one's "
                 "beginning: make pictures of them first.",
                 lambda images, side, right, down: np.roll(images, right + side * down, axis=1)),
        "pictures": ("They are moved, but they are still pictures. Return a row for each image: flatten them again.",
                     (".reshape(len(images), side * side)", "")),
        "not-moved": ("They have not moved at all.", lambda images, side, right, down: images + 0),
    },
)
def moved(images, side, right, down):
    """images (n, side · side), ink from 0 to 1; whole numbers of pixels, at most side, to the right and down,
    negative ones to the left and up → (n, side · side): the same pictures moved; what comes in at an
    edge is white, 0."""
    pictures = images.reshape(len(images), side, side)
    framed = np.pad(pictures, ((0, 0), (side, side), (side, side)))
    window = framed[:, side - down : 2 * side - down, side - right : 2 * side - right]
    return window.reshape(len(images), side * side)


STOPPED = "Was the training stopped early? Then run its cell again, and let it come to its end."

add_question(
    "06.c", "You train 50 structures and keep the one that reads most of the 10,000 test digits: 98.6 %. How many new "
    "digits will it read?",
    [
        ("98.6 %: it was measured on unseen digits",
         "They are unseen by θ, but you chose the structure by them. The best of 50 is in part the luckiest of 50."),
        ("Probably a little less than 98.6 %",
         "The best of 50 results owes something to luck with these very digits. Choose by validation data instead."),
        ("More than 98.6 %: it is the best of 50",
         "It is the best on these digits. Some of that is luck, and luck is not repeated on new digits."),
    ],
    right="b",
)

add_guess(
    "06c.p", "Your network learns 60 digits until it reads all 60 right: about six of each kind. What share of the "
    "10,000 test digits does it read?",
    "number", "With 101,770 parameters there are many ways to get 60 digits right, and the training does not ask "
    "whether the one that it finds reads other digits, too.",
    unit="%", low=0, high=100, digits=2, unless=(lambda share: share < 50, STOPPED),
)
add_guess(
    "06c.q", "Now it learns ten times as many, 600, again until it reads them all. How many points are there between "
             "the share of right training digits and that of right test digits?",
    "number", "With 60 digits it was more than twice as wide.",
    unit="points", low=0, high=100, digits=2, unless=(lambda gap: gap < 12, STOPPED),
)
add_guess(
    "06c.s", "Your network learns 6,000 digits for 60 epochs, and a fifth of their labels are wrong. Draw the share of "
             "the test digits that it reads right; their labels are true.",
    "curve", "It is best after a few epochs, when few of the wrong labels are learned by heart. In the end most of "
             "them are.",
    x=("epoch", 0, 60), y=("test digits right (%)", 0, 100),
)
add_guess(
    "06c.t", "Twenty networks learn the same 600 digits, from 20 random starts. You keep the one that reads most of "
    "100 test digits. Its share of right answers on new digits is lower: by how many percentage points, on average?",
    "number",
    "The best of twenty is in part the luckiest of twenty with these very digits, and luck does not come along.",
    unit="points", low=0, high=100, digits=1, reply="You guessed {guess}. Answer: {truth}.",
)
add_guess(
    "06c.u", "Your network of the 60,000 digits reads about 97 % of the test digits. They are moved to the right by "
    "two pixels, which you would hardly notice. What share does it read now?",
    "number",
    "Each weight of layer 1 belongs to one pixel, and none moves along with the stroke.",
    unit="%", low=0, high=100, digits=2, unless=(lambda share: share < 50, STOPPED),
)
add_guess(
    "06c.v", "Now it learns from digits that are moved by at most one pixel, anew in each epoch. The test digits are "
    "moved by two, as before. What share does it read?",
    "number", "It has seen each digit moved by one pixel, never by two, and now reads far more of those that are "
              "moved by two.",
    unit="%", low=0, high=100, digits=2,
)
