"""Exercises, questions and guesses of notebook 06."""

import numpy as np

from ...exercises.exercise import exercise
from ...exercises.guess import add_guess
from ...exercises.question import add_question

# ---- image in ----


def pictures(random):
    """Whole numbers as a scanner gives them: one of 2 x 2, then several, square and not, not all with full ink."""
    fixed = np.array([[[0, 255], [51, 102]]], np.uint8)
    shapes = [(2, 2, 3), (4, 2, 2), (3, 4, 1), (5, 3, 4)]
    return [(fixed,)] + [(random.integers(0, 230, shape).astype(np.uint8),) for shape in shapes]


@exercise(
    "06.1",
    "images to rows",
    cases=pictures,
    hints=[
        "Two things happen here, and their order does not matter: the shape changes, and the numbers shrink.",
        "Shape: keep the first axis, one row an image, and let NumPy work out the rest: -1 stands for it.",
        "Scale: 255 is full ink and has to become 1. Division with a single stroke keeps the decimals.",
    ],
    mistakes={
        "not-scaled": (
            "The images are flattened, but their ink still goes to 255. A network learns badly from such large "
            "numbers: 1 has to be full ink.",
            (" / 255", "")),
        "cut-off": (
            "All greys are lost: something cuts the decimals off, such as // or astype(int). Divide by 255 with a "
            "single stroke, and leave the result as it is.",
            (" / 255", " // 255")),
        "by-256": (
            "Full ink is 255, not 256: there are 256 different numbers, and the first of them is 0.",
            ("255", "256")),
        "by-darkest": (
            "You divide by the darkest pixel that happens to be there. Then the same grey means something else in "
            "another batch. Full ink is 255, whatever the images.",
            ("255", "images.max()")),
        "each-by-darkest": (
            "Each image is divided by its own darkest pixel. Then a pale digit looks like a dark one, and an empty "
            "image divides by 0. Full ink is 255 for all.",
            ("255", "images.max(axis=(1, 2)).reshape(-1, 1)")),
        "stretched": (
            "You stretch what is there until the palest pixel is 0 and the darkest 1. Then the same grey means "
            "something else in another batch. Full ink is 255, whatever the images.",
            lambda images: (
                (images.reshape(len(images), -1) - float(images.min())) / (float(images.max()) - images.min())
            )),
        "one-vector": (
            "All images have become one long vector. Each image needs a row of its own.",
            ("images.reshape(len(images), -1)", "images.reshape(-1)")),
        "columns": (
            "The images stand in columns. In this course a row is an example: X is (n, pixels).",
            ("images.reshape(len(images), -1) / 255", "images.reshape(len(images), -1).T / 255")),
        "mixed": (
            "The shape may be right, but the pixels of different images are mixed: it is the first axis, n, that has "
            "to stay.",
            ("len(images), -1", "-1, len(images)")),
        "end-to-end": (
            "You laid columns end to end. x₂ is the right neighbour of x₁: row after row.",
            ("images.reshape", "images.transpose(0, 2, 1).reshape")),
        "pictures": (
            "The scale is right, but each image is still a picture of rows and columns. Flatten it to one row.",
            ("images.reshape(len(images), -1)", "images")),
        "swapped": ("Ink and paper are swapped. Ink is 1, no ink is 0, as on the slide.", ("return", "return 1 -")),
    },
)
def to_rows(images):
    """images (n, h, w), ink from 0 to 255 → X (n, h · w), ink from 0 to 1, a row for each image."""
    return images.reshape(len(images), -1) / 255


# ---- ten numbers out ----


def some_labels(random):
    """Labels: three with a 0 among them, then one, ten and others."""
    return [(np.array([1, 2, 0]),)] + [(random.integers(0, 10, n),) for n in (1, 10, 17)] + [(np.arange(10),)]


@exercise(
    "06.2",
    "one-hot targets in the slide's order",
    cases=some_labels,
    hints=[
        "Begin with zeros of the right shape. Then each row gets a single 1.",
        "In which column, counted from 0 as Python does, is the 1 of the digit 1? Of the digit 9? Of the digit 0?",
        "So the column is the digit minus one. Only 0 needs care: the remainder of a division by 10 (%) takes −1 to 9.",
        "A loop over the rows will do. Or give NumPy two arrays of indices at once: all row numbers, all columns.",
    ],
    mistakes={
        "zero-first": (
            "This is misconception 14: you put digit 0 into the first column. In the slide's order the first is \"is "
            "1\" and the last \"is 0\".",
            ("(labels - 1) % 10", "labels")),
        "moved-right": (
            "The 1s have moved to the right by one; they have to move to the left: digit 1 has the first column.",
            ("labels - 1", "labels + 1")),
        "reversed": (
            "The order is reversed: the digits go up from left to right, and only 0 comes last.",
            [("labels - 1", "-labels"), ("labels - 1", "9 - labels")]),
        "all-labels": (
            "Each row has the 1s of all labels. Row i wants the 1 of its own label only: give rows and columns in "
            "pairs, and make each row anew, for [[0] * 10] * n holds a single row n times.",
            ("np.arange(len(labels))", ":")),
        "label-itself": (
            "The label itself stands where a 1 belongs. A target says which digit it is by the place, and the number "
            "there is always 1.",
            ("] = 1", "] = labels")),
        "swapped": (
            "0 and 1 are swapped: one-hot means a single 1 in each row, and 0 elsewhere.",
            lambda labels: (np.arange(10) != (labels[:, None] - 1) % 10)),
        "columns": (
            "Each label has a column here. An example is a row in this course, so T is (n, 10).",
            lambda labels: np.eye(10)[:, (labels - 1) % 10]),
        "zero-at-1": (
            "The digit 0 stands in the column of the 1. Its place is the last one.",
            ("(labels - 1) % 10", "np.maximum(labels - 1, 0)")),
        "zero-nowhere": (
            "The digit 0 has no 1 in its row. Its place is the last one.",
            lambda labels: (np.arange(1, 11) == labels[:, None]).astype(float)),
    },
)
def targets(labels):
    """labels (n,) digits → T (n, 10), one-hot in the slide's order: "is 1", "is 2", …, "is 9", "is 0"."""
    one_hot = np.zeros((len(labels), 10))
    one_hot[np.arange(len(labels)), (labels - 1) % 10] = 1
    return one_hot


add_question(
    "06.a",
    "A network that was trained in the slide's order gives y₁₀ a confidence of 0.9 and the others little. "
    "Which digit is it?",
    [
        ("A 9", "Ten numbers counted from y₁: y₉ is \"is 9\", and one comes after it. What is left for y₁₀?"),
        ("A 10", "There are ten digits, and 10 is not one of them: it is written with two. y₁₀ is the one left over."),
        ("A 0", "On slide P13-15 y₁ is \"is 1\" and y₁₀ is \"is 0\". Any order will do if training and reading share "
         "it."),
        ("A 1", "y₁ is \"is 1\". Had you counted from 0 and gone round once too often?"),
    ],
    right="c",
    misconception=14,
)

add_question(
    "06.b",
    "A structure has been trained from several starts, and whatever its θ, most digits come out wrong. What helps?",
    [
        ("Training ten times as long", "It was tried with the single hidden neuron, which stays below one half: "
         "none of its functions is good."),
        ("Another random start", "Another start finds another function of the same set, and the set has no good one."),
        ("Another learning rate", "That changes how θ is searched for. Here there is nothing good to be found."),
        ("Another structure", "The structure is the set. \"Let a good function in your function set\" (P13-17), then "
         "search."),
    ],
    right="d",
    misconception=13,
)


# ---- how many are right? ----


def answered(random):
    """(Y, T): confidences, some of them equal or below one half, some exactly 0 and 1; then scores z of any sign."""
    Y = np.array([[0.7, 0.2, 0.1], [0.25, 0.4, 0.35], [0.1, 0.3, 0.6], [0.2, 0.45, 0.35]])
    equal = np.array([[0.4, 0.4, 0.2], [0.1, 0.45, 0.45], [0.4, 0.4, 0.2], [0.3, 0.3, 0.4]])
    cases = [(Y, np.eye(3)[[0, 1, 2, 2]]), (equal, np.eye(3)[[1, 2, 0, 2]])]
    cases.append((np.eye(4)[[0, 1, 1]], np.eye(4)[[0, 1, 2]]))
    for n, k in ((1, 4), (5, 5), (3, 3), (12, 3), (40, 10), (37, 4)):
        Z = 1.5 * random.normal(size=(n, k)) - 3 * (n == 37)
        labels = np.where(random.random(n) < 0.6, Z.argmax(axis=1), random.integers(0, k, n))
        Y = np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)
        cases.append((Z if n == 37 else Y, np.eye(k)[labels]))
    return cases + [(np.array([[-5000, -4000, -6000], [-4000, -6000, -5000]]), np.eye(3)[[1, 2]])]


ROWS = "(Y.argmax(axis=1) == T.argmax(axis=1))"


@exercise(
    "06.3",
    "share of right answers",
    cases=answered,
    hints=[
        "For each example: where is its highest number, and where is the 1 of its target? It is right if both agree.",
        "The place of the largest number of each row is argmax along axis 1, for Y and for T.",
        "A comparison gives True and False, and the mean of those is the share of True.",
    ],
    mistakes={
        "columns": (
            "You looked down the columns. A row is an example, so its highest number has to be found along axis 1.",
            (ROWS, "(Y.argmax(axis=0) == T.argmax(axis=0))")),
        "no-axis": (
            "Without an axis, argmax finds one place in the whole array. Each row has its own.",
            (ROWS, "(Y.argmax() == T.argmax())")),
        "numbers-with-one-hot": (
            "The answers are class numbers, but T is one-hot: they are compared with 0 and 1. First turn T into class "
            "numbers, too.",
            ("T.argmax(axis=1)", "T")),
        "all-numbers": (
            "You compare all n · k numbers, and most zeros are right without any merit. Only the highest of each row "
            "counts.",
            [(ROWS, "(Y.round() == T)"), (ROWS, "((Y > 0.5) == T)")]),
        "all-places": (
            "You compare all n · k places of two one-hot tables, and most zeros agree without any merit. Count rows, "
            "not places.",
            [(ROWS, "(np.eye(T.shape[1])[Y.argmax(axis=1)] == T)"),
             (ROWS, "((Y == Y.max(axis=1, keepdims=True)) == T)")]),
        "exact-confidence": (
            "A confidence is hardly ever exactly 0 or 1, so almost nothing agrees. Compare the places of the highest "
            "numbers.",
            [(ROWS, "(Y == T)"), (ROWS, "(Y.max(axis=1) == T.max(axis=1))")]),
        "above-half": (
            "An answer need not have a confidence above one half: of three classes, one with 0.4 can be the highest.",
            [(ROWS, "((Y > 0.5) == T).all(axis=1)"), (ROWS, "(Y.round() == T).all(axis=1)")]),
        "absolute": (
            "The sign counts: of negative scores the highest is the one nearest to 0. Leave Y as it is.",
            ("(Y.argmax", "(np.abs(Y).argmax")),
        "ties-right": (
            "Where several are equally high, the answer is the first of them, as argmax has it, and not whichever of "
            "them is right.",
            (ROWS, "(Y.max(axis=1) == (Y * T).sum(axis=1))")),
        "ties-last": (
            "Where several are equally high, the answer is the first of them, as argmax has it; yours is the last.",
            (ROWS, "(Y.shape[1] - 1 - Y[:, ::-1].argmax(axis=1) == T.argmax(axis=1))")),
        "true-confidence": (
            "This is the mean confidence in the true class. Accuracy asks only whether it is the highest.",
            (ROWS, "(Y * T).sum(axis=1)")),
        "mean-confidence": (
            "This is how sure the network is on average, whether right or wrong. The targets must have a say.",
            (ROWS, "Y.max(axis=1)")),
        "not-averaged": (
            "This says for each example whether it is right. Wanted is one number for all: the share of True.",
            (".mean()", "")),
        "count": ("This is the number of right answers. Their share is that divided by n.", (".mean()", ".sum()")),
        "by-all-numbers": (
            "You divide by all n · k numbers. There are n answers, one for each row.",
            (".mean()", ".sum() / Y.size")),
        "wrong-share": ("This is the share of wrong answers.", ("==", "!=")),
        "percent": ("This is in percent. A share goes from 0 to 1.", ("return", "return 100 *")),
    },
)
def share_right(Y, T):
    """Y (n, k) confidences, or the scores z before softmax; T (n, k) one-hot → share of the n examples whose highest
    number (the first, if several are equal) is where the target has its 1."""
    return (Y.argmax(axis=1) == T.argmax(axis=1)).mean()


add_question(
    "06.c",
    "You train 50 structures and keep the one that reads most of the 10,000 test digits: 98.6 %. "
    "How many new digits will it read?",
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


# ---- which are mixed up? ----


def read_digits(random):
    """(truth, answers, k): five of three classes, a single one, then random ones, half of them right; the last have
    pairs that come more than 255 times."""
    cases = [(np.array([0, 0, 1, 2, 2]), np.array([0, 2, 1, 2, 2]), 3), (np.array([1]), np.array([3]), 4)]
    for n, k in ((6, 2), (30, 4), (60, 10), (800, 2)):
        truth, other = random.integers(0, k, (2, n))
        cases.append((truth, np.where(random.random(n) < 0.5, truth, other), k))
    return cases


@exercise(
    "06.4",
    "count who is taken for whom",
    cases=read_digits,
    hints=[
        "A table of zeros with k rows and k columns. Then go through the examples one by one.",
        "Each example adds 1 at a single place: in the row of its true class, in the column of the answer.",
        "zip(truth, answers) gives the pairs. Adding 1 to what is there is +=.",
    ],
    mistakes={
        "swapped": (
            "Rows and columns are swapped: the row is the true class, the column the answer.",
            ("counts[t, a]", "counts[a, t]")),
        "once-per-pair": (
            "A pair that comes several times is counted once. Add 1 for each example, one after the other, by += 1: "
            "=+ 1 puts 1 there, and with arrays of indices NumPy adds only once at each place.",
            ("+= 1", "= 1")),
        "same-list": (
            "All rows are alike: each answer counts in every row. C[:, a] is a whole column, and [[0] * k] * k holds a "
            "single row k times.",
            lambda truth, answers, k: [np.bincount(answers, minlength=k)] * k),
        "diagonal-of-truth": (
            "Everything is on the diagonal, in the row and the column of the true class. The column is the answer's.",
            ("counts[t, a]", "counts[t, t]")),
        "diagonal-of-answer": (
            "Everything is on the diagonal, in the row and the column of the answer. The row is the true class's.",
            ("counts[t, a]", "counts[a, a]")),
        "mistakes-only": (
            "Only the mistakes are counted. The right answers belong in the table, too, on its diagonal.",
            ("+= 1", "+= t != a")),
        "right-only": (
            "Only the right answers are counted. The mistakes are what the table is for.",
            ("+= 1", "+= t == a")),
        "one-too-early": (
            "Everything sits one row and one column too early. Class 0 has row 0 here: this is not the slide's order.",
            ("counts[t, a]", "counts[t - 1, a - 1]")),
        "shares-of-all": (
            "These are shares of all examples. Wanted are the counts.",
            ("return counts", "return counts / len(truth)")),
        "shares-of-class": (
            "These are shares of each true class. Wanted are the counts.",
            ("return counts", "return counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)")),
        "all-pairs": (
            "Each true class is paired with each answer, a loop inside a loop. An example has one true class and one "
            "answer: go through both lists together.",
            lambda t, a, k: np.outer(np.bincount(t, minlength=k), np.bincount(a, minlength=k))),
        "row-of-place": (
            "The row says where an example stands in the list. It has to say which class it truly is.",
            lambda t, a, k: (np.eye(k, dtype=int)[a])),
    },
)
def count_answers(truth, answers, k):
    """truth, answers (n,) class numbers below k → counts (k, k): row = true class, column = answer."""
    counts = np.zeros((k, k), int)
    for t, a in zip(truth, answers, strict=True):
        counts[t, a] += 1
    return counts


add_question(
    "06.d",
    "You show the network a picture of a shoe, and it answers \"4\" with a confidence of 0.9. What went wrong?",
    [
        ("The training: it should give ten low numbers", "It cannot. Softmax divides by the sum, so the ten "
         "numbers add up to 1 for every picture."),
        ("Nothing: one of ten digits is all it can say", "The ten confidences add up to 1, whatever the "
         "picture, and none of them stands for \"none of these\"."),
        ("It is too small: a larger one would hesitate", "A larger one has the same ten outputs, and no example "
         "of a shoe to learn from."),
        ("It saw a 4 in it, as 9 people in 10 would", "A confidence is worth what was measured, and that was on "
         "digits. On swapped ink it was high as well."),
    ],
    right="b",
)

add_guess(
    "06.p",
    "Ten averages, and no learning: what share of the 10,000 test digits is read right? Blind guessing gets 10 %.",
    "number",
    "So a network must beat this share, and not only 10 %.",
    unit="%", low=0, high=100, digits=2,
)
add_guess(
    "06.q",
    "After three epochs: what share of the test digits does the network with a single hidden neuron read right?",
    "number",
    "The neuron passes on a single number, and the network has to make all ten confidences from it.",
    unit="%", low=0, high=100, digits=3,
)
add_guess(
    "06.r",
    "All images, training and test, are shuffled in the same way: pixel 1 goes to place 97, and so on. With 30 "
    "hidden neurons we had about 94 %. What share does the same network read right, trained on shuffled images?",
    "number",
    "A fully connected network is never told which pixels are neighbours, so it has nothing to lose.",
    unit="%", low=0, high=100, digits=3,
)
add_guess(
    "06.s",
    "What share of your network's parameters are weights of its first layer?",
    "number",
    "There are 784 pixels, and each has a weight to every neuron of the first layer.",
    unit="%", low=0, high=100, digits=3,
)
add_guess(
    "06.t",
    "Your network goes through the training digits six times. How many of the 10,000 test digits does it then "
    "get wrong?",
    "number",
    "Nobody wrote a rule: all of it was learned from examples, along slopes that your own backward pass has found.",
    low=1, high=10_000, log=True, digits=4,
    unless=(
        lambda wrong: wrong > 1800,
        "That does not reach the 82 % of the reader that learns nothing. Was the training stopped early? Is η too "
        "large? Has the network many narrow layers? Change one of these, and train again.",
    ),
)
add_guess(
    "06.u",
    "Ink and paper are swapped: white digits on black, which you still read with ease. What share does your "
    "network read?",
    "number",
    "It has learned which pixels have ink, not what a digit is.",
    unit="%", low=0, high=100, digits=2,
)
add_guess(
    "06.v",
    "500 test digits lie in the corner of a pad twice as wide. All stages bring them back, but one is left out: "
    "the centre of mass does not go to the middle. What share is read right?",
    "number",
    "To a fully connected network a 7 that has moved is another picture.",
    unit="%", low=0, high=100, digits=3,
)
