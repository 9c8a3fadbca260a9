"""Exercises, questions and guesses of notebook 06."""

import numpy as np

from ...exercises.asking.guess import add_guess
from ...exercises.asking.question import add_question
from ...exercises.exercise import exercise
from ..backpropagation_in_code.exercises import backward
from ..loss.exercises import sure_networks

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
    "06.f", "With a single hidden neuron most digits come out wrong. Is there no good function in its set, or did the "
            "training not find it? Which trial tells you most?",
    [
        ("30 neurons, trained alike, read far more", "So there is a good function in the other set. In this set there "
                                                     "may be one that was only not found."),
        ("Longer trainings from other starts fail, too", "Each finds another function of the same set. If none is "
         "good, there is hardly a good one: \"let a good function in your function set\" (P13-17)."),
        ("It reads its training digits no better", "So it has learned nothing by heart. But a training that fails "
         "looks like this, too."),
        ("Its loss has fallen from epoch to epoch", "So the training did something. That does not say how far it can "
                                                    "get in this set."),
    ],
    right="b", misconception=13,
)


# ---- how many are right? ----


def answered(random):
    """(Y, T): confidences, some of them equal or below one half, some exactly 0 and 1; then scores z of any sign."""
    Y = np.array([[0.7, 0.2, 0.1], [0.25, 0.4, 0.35], [0.1, 0.3, 0.6], [0.2, 0.45, 0.35]])
    equal = np.array([[0.4, 0.4, 0.2], [0.1, 0.45, 0.45], [0.4, 0.4, 0.2], [0.3, 0.3, 0.4]])
    cases = [(Y, np.eye(3)[[0, 1, 2, 2]]), (equal, np.eye(3)[[0, 2, 0, 2]])]
    cases.append((np.eye(4)[[0, 1, 1]], np.eye(4)[[0, 1, 2]]))
    for n, k in ((1, 4), (5, 5), (3, 3), (12, 3), (40, 10), (37, 4)):
        Z = 1.5 * random.normal(size=(n, k)) - 3 * (n == 37)
        labels = np.where(random.random(n) < 0.6, Z.argmax(axis=1), random.integers(0, k, n))
        Y = np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)
        cases.append((Z if n == 37 else Y, np.eye(k)[labels]))
    return cases + [(np.array([[-5, -4, -6], [-4, -6, -5]]) * 10**6, np.eye(3)[[1, 2]])]


ROWS = "(Y.argmax(axis=1) == T.argmax(axis=1))"


@exercise(
    "06.3", "share of right answers", cases=answered,
    hints=[
        "For each example: where is its highest number, and where is the 1 of its target? It is right if both agree.",
        "The place of the largest number of each row is argmax along axis 1, for Y and for T.",
        "A comparison gives True and False, and the mean of those is the share of True.",
    ],
    mistakes={
        "columns": (
            "You looked down the columns. A row is an example, so its highest number has to be found along axis 1.",
            (ROWS, "(Y.argmax(axis=0) == T.argmax(axis=0))")),
        "no-axis": ("Without an axis, argmax finds one place in the whole array. Each row has its own.",
                    (ROWS, "(Y.argmax() == T.argmax())")),
        "numbers-with-one-hot": ("The answers are class numbers, but T is one-hot: they are compared with 0 and 1. "
                                 "First turn T into class numbers, too.",
                                 ("T.argmax(axis=1)", "T")),
        "all-numbers": ("You compare all n · k numbers, and most of the zeros agree anyway. Only the highest of each "
                        "row counts.",
                        [(ROWS, "(Y.round() == T)"), (ROWS, "((Y > 0.5) == T)")]),
        "all-places": ("You compare all n · k places of two one-hot tables, and most of the zeros agree anyway. Count "
                       "rows, not places.",
                       [(ROWS, "(np.eye(T.shape[1])[Y.argmax(axis=1)] == T)"),
                        (ROWS, "((Y == Y.max(axis=1, keepdims=True)) == T)")]),
        "exact-confidence": ("A confidence is hardly ever exactly 0 or 1, so almost nothing agrees. Compare the "
                             "places of the highest numbers.",
                             [(ROWS, "(Y == T)"), (ROWS, "(Y.max(axis=1) == T.max(axis=1))")]),
        "above-half": (
            "An answer need not have a confidence above one half: of three classes, one with 0.4 can be the highest.",
            [(ROWS, "((Y > 0.5) == T).all(axis=1)"), (ROWS, "(Y.round() == T).all(axis=1)")]),
        "absolute": ("The sign counts: of negative scores the highest is the one nearest to 0. Leave Y as it is.",
                     ("(Y.argmax", "(np.abs(Y).argmax")),
        "above-0": ("Where all scores of a row are below 0, yours finds none. Does your search begin at 0?",
                    ("(Y.argmax", "(Y.clip(min=0).argmax")),
        "ties-right": ("Where several are equally high, the answer is the first of them, as argmax has it, and not "
                       "whichever of them is right.",
                       (ROWS, "(Y.max(axis=1) == (Y * T).sum(axis=1))")),
        "ties-last": (
            "Where several are equally high, the answer is the first of them, as argmax has it; yours is the last.",
            (ROWS, "(Y.shape[1] - 1 - Y[:, ::-1].argmax(axis=1) == T.argmax(axis=1))")),
        "true-confidence": (
            "This is the mean confidence in the true class. Accuracy asks only whether it is the highest.",
            (ROWS, "(Y * T).sum(axis=1)")),
        "mean-confidence": (
            "This is how sure the network is on average, whether right or wrong. You need the targets, too.",
            (ROWS, "Y.max(axis=1)")),
        "not-averaged": (
            "This says for each example whether it is right. Return one number for all: the share of True.",
            (".mean()", "")),
        "all-or-none": ("Yours is 1 if all answers are right, and 0 otherwise. A share can be anything between the "
                        "two.",
                        (".mean()", ".all()")),
        "count": ("This is the number of right answers. Their share is that divided by n.", (".mean()", ".sum()")),
        "by-all-numbers": ("You divide by all n · k numbers. There are n answers, one for each row.",
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
    "06.g",
    "Before any training you make all weights of your start ten times as large. What happens to the first loss?",
    [
        ("It stays near ln 10: the network still knows nothing", "It knows nothing, but it no longer says so. Nearly "
         "the whole share goes to one digit."),
        ("It falls, for the network is surer", "It is surer of digits that it cannot read. Nine times out of ten it is "
         "surely wrong."),
        ("It rises far above ln 10", "Scores that lie far apart give nearly everything to one digit, mostly a wrong "
         "one. So a first loss far above ln 10 says that the start is too large."),
        ("It is no number: the powers are too large", "Your `cross_entropy` takes the logarithm before anything is "
         "rounded (04.2), so not even scores of 1000 do harm."),
    ],
    right="c",
)

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


# ---- what does a weight wish? ----


def one_neuron(random):
    """(X, labels, weights, biases, neuron): one example and several, one layer and three."""
    cases = [(*case, int(random.integers(len(case[2][0])))) for case in sure_networks(random)]
    X, labels, weights, biases, _ = cases[2]
    return [*cases, (X, labels, weights, biases, 0), (X, labels, weights, biases, 2)]


@exercise(
    "06.5", "what each weight wishes", cases=one_neuron,
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
        "column": ("You took a column: one pixel's weights to all neurons. The neuron's weights are a row of ∂J/∂W¹.",
                   ("dWs[0][neuron]", "dWs[0][:, neuron]")),
        "last-layer": (
            "This is a neuron of the output layer. It is the first layer that sees the images: its gradient comes "
            "first.",
            ("dWs[0]", "dWs[-1]")),
        "biases": ("These are the slopes of a bias. `backward` returns two lists, and the weights' is the first.",
                   ("dWs, _ =", "_, dWs =")),
        "sum": ("You have added the wishes up. Each example keeps its own row.",
                ("np.array(rows)", "np.array(rows).sum(axis=0)")),
        "divided": ("Each wish is divided by n. A row is the wish of one example alone, whatever the others are.",
                    ("np.array(rows)", "np.array(rows) / len(X)")),
        "one-delta-for-all": ("The wish is not the same for all pixels: a pixel without ink passes nothing on. The "
                              "slope of a weight is input × δ.",
                              ("-dWs[0][neuron]", "-_[0][neuron] + 0 * X[k]")),
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
        ("The training: it should give ten low numbers", "It cannot. Softmax divides by the sum, so the ten "
         "numbers add up to 1 for every picture."),
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
    "number", "The neuron passes on a single number, and the network has to make all ten confidences from it.",
    unit="%", low=0, high=100, digits=3,
)
add_guess(
    "06.r", "All images, training and test, are shuffled in the same way: pixel 1 goes to place 97, and so on. With "
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
            "That does not reach the 82 % of the reader that learns nothing. Was the training stopped early? Is η too "
            "large? Has the network many narrow layers? Change one of these, and train again."),
)
add_guess(
    "06.u", "Ink and paper are swapped: white digits on black, which you still read with ease. What share does your "
    "network read?",
    "number", "It has learned which pixels have ink, not what a digit is.",
    unit="%", low=0, high=100, digits=2,
)
add_guess(
    "06.v", "500 test digits lie in the corner of a pad twice as wide. All stages would bring them back, but one is "
            "left out: the centre of mass is not moved to the middle. What share is read right?",
    "number", "To a fully connected network a 7 that has moved is another picture.",
    unit="%", low=0, high=100, digits=3,
    unless=(lambda share: share < 20,
            "A network that has not learned to read guesses, with every stage and without. Train it first, in Section "
            "5."),
)
add_guess(
    "06.w",
    "There is one output instead of ten: it should be the digit itself, 0 to 9, and is rounded in the end. The 30 "
    "hidden neurons and the three epochs stay, and the loss is the squared error. What share of the test digits comes "
    "out right?",
    "number",
    "Between 4 and 9 lie 5, 6, 7 and 8, and the number has to pass through them. Ten outputs have nothing between.",
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
add_guess(
    "06.z", "Before any training, each of 256 digits wishes a change of the 784 weights into one hidden neuron. How "
            "long is the mean of these wishes, as a vector, in percent of the average length of a single wish?",
    "number", "What one digit wishes, another refuses, and in the mean the two cancel. What many digits share is left.",
    unit="%", low=0, high=100, digits=2,
)
