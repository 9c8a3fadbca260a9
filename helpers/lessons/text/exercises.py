"""Exercises, questions and guesses of notebook 09."""

import numpy as np

from ...exercises import draw
from ...exercises.asking.guess import add_guess
from ...exercises.asking.question import add_question
from ...exercises.exercise import exercise
from ..loss.exercises import any_low_scores, softmax


def texts(random):
    """(numbers, length): only one repeats numbers, so that each place can be told."""
    fixed = [(np.array([3, 1, 4, 0]), 2), (np.arange(10, 17), 3), (np.array([5, 2, 6]), 1)]
    fixed += [(np.array([71, 7, 71, 7, 7, 7, 7]), 2), (np.array([4, 9, 2]), 2)]
    return fixed + [(random.permutation(n), length) for n, length in ((9, 1), (20, 11))]


def any_text(random):
    """(numbers, length)"""
    n = draw.one_of(random, draw.whole(random, 2, 12), *draw.LARGE)
    length = draw.one_of(random, 1, n - 1, draw.whole(random, 1, n - 1))
    if random.random() < 0.02:  # more windows than functions can wait for one another
        n, length = 4500, min(length, 8)
    numbers = random.integers(draw.one_of(random, 2, 40, 100_000), size=n)
    return numbers.astype(draw.one_of(random, int, np.int32)), length


@exercise(
    "09.1", "a text cut into windows", cases=texts, wide=any_text, returns=("rows", "labels"), whole=True,
    hints=[
        "Do the small case by hand. For the numbers 3, 1, 4, 0 and length 2 there are two windows: which are they, and "
        "what comes after each?",
        "Window i begins at place i and ends before place i + length. Its label stands at place i + length.",
        "The last window is the one after which a character still comes. So the first few characters are no labels, "
        "and all others are.",
    ],
    mistakes={
        "last-too-many": ("The last window has no character after it, so it has no label, and cannot be an example.",
                          ("for i in range(n)])", "for i in range(n + 1)])")),
        "one-missing": ("The last example is missing: the last character of the text is a label, too.",
                        [("labels = numbers[length:]", "rows, labels = rows[:-1], numbers[length:-1]"),
                         ("range(n)])\n    labels = numbers[length:]",
                          "range(n - 1)])\n    labels = numbers[length:-1]")]),
        "no-overlap": ("Your windows lie end to end. A window begins at every place of the text, so that each "
                       "character but the first few is a label once.",
                       [("for i in range(n)])", "for i in range(0, n, length)])"),
                        ("labels = numbers[length:]", "rows, labels = rows[::length], numbers[length::length]")]),
        "label-inside": ("Your label is the last character of the window itself. Then there is nothing to predict: it "
                         "is the one after the window.",
                         ("numbers[length:]", "numbers[length - 1 : -1]")),
        "label-first": ("Your label is the first character of the window. It is the one after the window.",
                        ("numbers[length:]", "numbers[:n]")),
        "shifted": (
            "Your labels are windows, too, one place further on. A label is one number: the one after its window.",
            ("labels = numbers[length:]", "labels = np.array([numbers[i + 1 : i + 1 + length] for i in range(n)])")),
        "too-long": ("Each of your windows is one character too long, and holds its own label.",
                     ("numbers[i : i + length]", "numbers[i : i + length + 1]")),
        "columns": ("The windows stand in columns. In this course a row is an example.",
                    ("for i in range(n)])", "for i in range(n)]).T")),
        "exchanged": ("Both are there, but in the other order: first the windows, then the labels.",
                      ("return rows, labels", "return labels, rows")),
    },
)
def windows(numbers, length):
    """numbers (N,) of a text's characters, in order → rows (N - length, length), the windows of so many characters
    that begin at each place; labels (N - length,), the number that follows each window."""
    n = len(numbers) - length
    rows = np.array([numbers[i : i + length] for i in range(n)])
    labels = numbers[length:]
    return rows, labels


def scores(random):
    """(Z, t): a temperature below 1, above 1, 1 itself and near 0, for one row and several."""
    fixed = [(np.array([[2.0, 1.0, 0.0]]), 0.5), (np.array([[1.0, 0.0], [0.0, 3.0]]), 2.0)]
    fixed += [(2 * random.normal(size=shape), t) for shape, t in (((1, 5), 0.7), ((4, 3), 1.0), ((3, 4), 1.6))]
    far_apart = np.array([[-1200.0, 1200.0, 1170.0]]), 300.0  # as a share e^-2400 is 0, and no power brings it back
    cold = np.array([[-30.0, 25.0, 24.99], [0.98, 1.0, 0.0], [30.0, -8.0, -9.0]]), 0.015
    rounded = np.array([[0.0, -744.5]]), 300.0  # the share e^−744.5 is rounded, but not to 0
    return [*fixed, (np.array([[2e-5, 0.0, -3e-5]]), 1e-5), cold, far_apart, rounded,
            (np.array([6 * [0.0], [0.53, 0.5295, *4 * [0.0]]]), 0.002)]  # shares to the power of 500 are 0, or rounded


def any_temperature(random):
    """(Z, t): scores of any size at a power of 2, now and then a tiny one, smaller ones at any other temperature."""
    if random.random() < 0.5:
        tiny, t = draw.one_of(random, 1, 1, 1, 2.0**-60), draw.one_of(random, 0.25, 0.5, 1, 2, 8.0)
        return tiny * draw.one_of(random, 1, t) * any_low_scores(random)[0], tiny * t
    t = draw.one_of(random, 0.002, 0.02, 0.7, 1.02, 3, 100, random.uniform(0.1, 3), random.uniform(3, 30))
    kinds = draw.MILD if t > 0.01 else draw.EXACT
    return draw.array(random, *draw.lengths(random, 2, large=draw.PIXELS), kinds=kinds), t


@exercise(
    "09.2", "shares at a temperature", cases=scores, wide=any_temperature,
    hints=[
        "The temperature changes the scores before they become shares. Which of your functions makes shares?",
        "Below 1 the temperature has to draw the scores further apart, above 1 closer together: what do you do with "
        "each score?",
        "Divide all scores, and take softmax of what comes out.",
    ],
    mistakes={
        "multiplied": (
            "Yours are the shares of t · Z, so a low temperature levels them. It has to sharpen them: divide.",
            ("Z / t", "Z * t")),
        "forgotten": ("In yours the temperature has no effect. Do you use `t`? A number that is subtracted from all "
                      "scores alike, or multiplied into all e^z, cancels in softmax.",
                      ("Z / t", "Z")),
        "afterwards": ("You divide the shares by t, and they no longer sum to 1. Divide the scores, before softmax.",
                       ("softmax(Z / t)", "softmax(Z) / t")),
        "not-shares": ("These are scores, not shares: softmax is missing.", ("softmax(Z / t)", "Z / t")),
        "one-for-all": ("All rows together sum to 1. Each row is an example of its own.",
                        [lambda Z, t: np.exp(Z / t) / np.exp(Z / t).sum(),
                         lambda Z, t: softmax((Z / t).reshape(1, -1)).reshape(Z.shape)]),
        "columns": ("In yours each column sums to 1. A row is an example, and its shares sum to 1.",
                    [lambda Z, t: np.exp(Z / t) / np.exp(Z / t).sum(axis=0), lambda Z, t: softmax(Z.T / t).T]),
        "twice": ("You take softmax twice. Return its shares as they are.",
                  [("softmax(Z / t)", "softmax(softmax(Z / t))"), ("softmax(Z / t)", "softmax(softmax(Z) / t)")]),
        "powers": ("The right idea, but these powers of the shares no longer sum to 1.",
                   ("softmax(Z / t)", "softmax(Z) ** (1 / t)")),
    },
)
def at_temperature(Z, t):
    """Z (n, k) scores, t > 0 the temperature → shares (n, k): softmax for t = 1, sharper below, flatter above."""
    return softmax(Z / t)


add_guess(
    "09.p", "The network has learned nothing yet. About how large is its loss, the mean cross-entropy?",
    "number", "Equal shares of 1/k would cost ln k, as they cost ln 10 for the digits. Those of a random start vary, "
    "but the loss is not far from it.",
    low=0, high=10, digits=2,
)
add_guess(
    "09.q", "After three epochs: for what percentage of the windows that it has not seen is the most expected "
    "character the right one?",
    "number", "The line above says how often the most frequent symbol is right. It does not look at the eight "
    "characters before; the network does.",
    unit="%", low=0, high=100, digits=2,
)
add_guess(
    "09.t", "After twelve epochs: which network has the lower loss on the text that it has not seen?",
    "choice",
    "On the training text eight characters have the lower loss. Whether they have it on new text, too, is a matter of "
    "trial.",
    choices=["the one of two characters", "the one of eight characters"],
)
add_guess(
    "09.s", "Thirty layers of sigmoids make the same of all eight inputs. By which change do the eight outputs differ?",
    "choice", "With skips the output is the input plus what thirty layers have added. And thirty layers of tanh keep "
    "the eight apart without any: here it is σ that makes them alike.",
    choices=["by skip connections alone", "by tanh alone", "by either of the two", "by neither"],
)
add_question(
    "09.a", "Your network writes with a temperature near 0. What do you expect to read?",
    [
        ("The best text it can write", "The most expected character at each place does not make the best text: it "
         "leads back into the same words, and from the same window the same comes again."),
        ("The same few words, again and again", "The most expected character is nearly always taken. Where a window "
         "comes a second time, the same mostly comes after it."),
        ("Letters thrown together", "That is what a high temperature does: unlikely characters are drawn often, too."),
        ("The training text, word for word", "It would have to know the text by heart. With one character that is "
         "wrong its window is no longer that of the text."),
    ],
    right="b",
)
