"""Exercises, questions and guesses of notebook 01."""

import numpy as np

from ...exercises import draw
from ...exercises.asking.guess import add_guess
from ...exercises.asking.question import add_question
from ...exercises.exercise import exercise
from ...words import say
from . import twelve  # noqa: F401  fills their list

CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])


def numbers(random):
    """(z,): numbers on both sides of 0 and 0 itself, one alone and in tables."""
    fixed = [(np.array([-2.0, 0.0, 0.25]),), (0.4,), (-0.7,), (0,), (np.array([[1.0, -0.5], [0.5, 3.0]]),)]
    return fixed + [(random.normal(size=shape).round(2),) for shape in (7, (3, 4))]


EDGES = [sign * z for z in (0.0, 1e-37, 0.3, 1.0, 18.0, 40.0, 100.0, 500.0, 700.0, 800.0, 1e15) for sign in (1, -1)]


def any_numbers(random):
    """(z,): of any size, one alone, of Python or of NumPy, or in up to three axes, also with an edge beside another, or
    in float32, as images are."""
    if random.random() < 0.5:
        z = draw.one_of(random, *EDGES, 3 * random.normal(), 30 * random.normal())
        return (draw.one_of(random, z, z, np.float64(z), int(z), np.int64(z)),)
    z = draw.array(random, *draw.any_shape(random))
    z = random.choice(EDGES, z.shape) if random.random() < 0.3 else z * draw.one_of(random, 1, 10, 300)
    if random.random() < 0.1 and z.max() > 0:  # where all σ(z) are tiny, 1 − σ(−z) is rounded to 0 there
        z = z.astype(np.float32)
    return (z,)


def with_negatives(result, z):
    """The result; TypeError where its type has no negative numbers: t − 1 is 255 in uint8, and learning goes wrong."""
    kind = getattr(result, "dtype", np.dtype(int))
    if kind.kind == "u":
        raise TypeError(say("its numbers are {type}, which has no negative ones, and 0 − 1 is {number} there",
                            type=kind, number=np.iinfo(kind).max))
    return result


@exercise("01.1", "the step", cases=numbers, wide=any_numbers, look=with_negatives, any_shape=True, hints=[
    "Ask each number one question: is it above 0? You can compare a whole array as you compare a number.",
    "np.where(question, this, that) puts this where the answer is yes, and that where it is no.",
], mistakes={
    "zero-is-1": (
        "z = 0, on the line itself, is answered with 0: the step says 1 only where z is really greater than 0.",
        ("z > 0", "z >= 0")),
    "turned-over": ("All your answers are swapped: the step is 1 where z is greater than 0, and 0 everywhere else.",
                    ("1, 0)", "0, 1)")),
    "plus-minus-1": ("The answers are 1 and 0. Yours are 1 and −1.", ("1, 0)", "1, -1)")),
    "sign": ("The answers are 1 and 0. Yours has three of them: np.sign says −1, 0 or 1.",
             ("np.where(z > 0, 1, 0)", "np.sign(z)")),
    "clipped": ("Numbers between 0 and 1 stay as they are in yours. The step answers with 0 or 1 alone.",
                [("np.where(z > 0, 1, 0)", "np.maximum(z, 0)"),
                 ("np.where(z > 0, 1, 0)", "np.clip(z, 0, 1)"),
                 ("np.where(z > 0, 1, 0)", "np.minimum(z, 1)")]),
    "zero-is-half": ("At z = 0 yours says ½. The step says 0 there.",
                     ("np.where(z > 0, 1, 0)", "np.heaviside(z, 0.5)")),
    "at-half": ("The step is at ½ in yours. It is at 0: the bias can move it.",
                [("z > 0", "z > 0.5"), ("z > 0", "z >= 0.5")]),
    "at-1": ("The step is at 1 in yours. It is at 0: the bias can move it.",
             [("z > 0", "z >= 1"), ("z > 0", "z > 1")]),
    "sigmoid": ("This is the soft answer of the sigmoid; the step answers with a hard 0 or 1.",
                ("np.where(z > 0, 1, 0)", "1 / (1 + np.exp(-z))")),
})
def step(z):
    """z, a number or an array → of the same shape: 1 where z > 0, else 0."""
    return np.where(z > 0, 1, 0)


def numbers_of_any_size(random):
    """(z,): small numbers, also whole ones, then some that are too large for e^z."""
    fixed = [(np.array([0.0, 1.0, -1.0]),), (0.5,), (-3,), (np.array([-2, 0, 3]),), (-1000.0,), (900.0,)]
    fixed += [(np.array([[-1000.0, 1000.0], [-30.0, 30.0]]),)]
    return fixed + [(random.normal(size=shape).round(2),) for shape in (5, (3, 2))]


@exercise("01.2", "the sigmoid", cases=numbers_of_any_size, wide=any_numbers, any_shape=True, hints=[
    "σ(z) is 1 divided by (1 + e to the power of minus z); e to the power of something is np.exp(something).",
    "np.exp takes an array as well as a number. math.exp takes only a number.",
    "NumPy warns where e to the power of something is too large for it. The result is right all the same; "
    "np.maximum(z, …) keeps z from falling below a number of your choice.",
], mistakes={
    "falls": ("Yours falls where σ grows: it is σ(−z), which is 1 − σ(z).", ("np.exp(-", "np.exp(")),
    "minus-below": ("The denominator is 1 plus e to the power of minus z. Yours is 1 minus that.",
                    lambda z: 1 / (1 - np.exp(-z))),
    "no-1-below": (
        "This is 1 divided by e to the power of minus z, which is e to the power of z. The denominator should be 1 "
        "plus e to the power of minus z.",
        lambda z: 1 / np.exp(-z)),
    "no-brackets": (
        "This is 1 plus e to the power of minus z. 1 is divided by all of that, so it needs brackets: 1 / (1 + …).",
        lambda z: 1 / 1 + np.exp(-z)),
    "tanh": ("This is tanh: it goes from −1 to 1. The sigmoid goes from 0 to 1.",
             ("1 / (1 + np.exp(-np.maximum(z, -80)))", "np.tanh(z)")),
})
def sigmoid(z):
    """z, a number or an array → σ(z) of the same shape, between 0 and 1."""
    return 1 / (1 + np.exp(-np.maximum(z, -80)))  # σ(-80) is 0 to 34 places; without the cut NumPy warns


def one_input(random):
    """(x, w, b): the lecture's first neuron, then others with 1 to 5 inputs."""
    fixed = [
        (np.array([1.0, -1.0]), np.array([1.0, -2.0]), 1.0),
        (np.array([0.5, 2.0]), np.array([-1.0, 0.25]), -0.5),
        (np.array([2.0]), np.array([0.75]), 0.0),
    ]
    return fixed + [(random.normal(size=d), random.normal(size=d), random.normal()) for d in (1, 3)]


def any_neuron(random):
    """(x, w, b): z now and then exactly 0, or far above or below it; not so far below that math.exp has no value."""
    (d,), exact = draw.lengths(random, 1, large=draw.PIXELS), random.random() < 0.3
    x, w = draw.arrays(random, (d,), (d,), kinds=draw.EXACT if exact else draw.ANY)
    x, w = x * draw.one_of(random, 1, 1, 1, 200.0), w * draw.one_of(random, 1, 1, 1, 200.0)
    b = draw.one_of(random, 0, 1, -2, 0.25, 800.0, -650.0, random.normal(), *[-(w @ x).item()] * exact)
    if abs(w @ x + b) < 30 < 0.02 * (abs(w) @ abs(x)):  # what is left of large products depends on their rounding
        x = 0 * x
    return (x, w, b) if w @ x + b > -700 else (x, -w, -b)


@exercise("01.3", "a sigmoid neuron", cases=one_input, wide=any_neuron, hints=[
    "A neuron does two things: it adds up to one number z, then it sends z through σ.",
    "z is the weighted sum of the inputs, plus the bias. NumPy writes the sum of products of two vectors as @.",
    "You have already written the second thing: call `sigmoid`.",
], mistakes={
    "no-bias": ("The bias b is missing: z is the weighted sum plus b.", ("w @ x + b", "w @ x")),
    "minus-bias": ("Yours subtracts the bias from the weighted sum; z is the sum plus b.", ("w @ x + b", "w @ x - b")),
    "no-sigmoid": ("This is z, the weighted sum plus b. The neuron's output is σ(z).",
                   ("sigmoid(w @ x + b)", "w @ x + b")),
    "bias-after-sigmoid": ("You add the bias after σ. It belongs to z, so it comes before σ.",
                           ("w @ x + b)", "w @ x) + b")),
    "bias-each-input": ("You add the bias once for each input: add it only once, after the sum.",
                        ("w @ x + b", "(w * x + b).sum()")),
    "sigmoid-each-product": ("Add up first, then apply σ: yours applies σ to each product.",
                             ("sigmoid(w @ x + b)", "sigmoid(w * x).sum() + b")),
    "not-added-up": ("The products are not added up: z is one number, the sum of all products plus b.",
                     ("w @ x", "w * x")),
    "no-weights": ("The weights are missing: each input is multiplied by its weight before all are added up.",
                   ("w @ x", "x.sum()")),
    "hard-answer": (
        "Yours answers with 0 or 1 alone; the sigmoid neuron answers with a number between.",
        ("sigmoid(w @ x + b)", "step(w @ x + b)")),
})
def neuron(x, w, b):
    """x (d,) inputs, w (d,) weights, b a number → the neuron's output σ(w · x + b), a number."""
    return sigmoid(w @ x + b)


def one_example(random):
    """(w, b, x, t): wrong and right answers of both classes, z = 0, whole numbers and others; t is of NumPy, too."""
    fixed = [
        (np.zeros(2), 0.0, np.array([2.0, 1.0]), 1),
        (np.array([1.0, -2.0]), 1.0, np.array([1.0, -1.0]), 0),
        (np.array([1.0, -2.0]), 1.0, np.array([1.0, -1.0]), 1),
        (np.array([0.0]), 0.0, np.array([3.0]), 0),
        (np.array([1.0, 0.0, 4.0]), -2.0, np.array([1.0, 2.0, 0.0]), 1),  # the bias decides
        (np.array([0.5]), -0.25, np.array([1.0]), 0),  # z is above 0, but below one half
        (np.array([-3.0]), 0.5, np.array([1.0]), 1),  # still wrong after a step
        (np.zeros(2), 1.5, np.array([0.5, -2.0]), 0),
    ]
    some = lambda d: random.integers(-12, 13, size=d) / 4  # noqa: E731
    return fixed + [(some(d), float(some(1)[0]), some(d), np.int64(k % 2)) for d in (1, 3) for k in range(2)]


def any_example(random):
    """(w, b, x, t): quarters and whole numbers; z is often exactly 0, or above or below it by a hair."""
    (d,), scale = draw.lengths(random, 1, large=draw.PIXELS), draw.one_of(random, 1, 1, 200)
    w, x = 1.0 * draw.array(random, d, kinds=draw.EXACT), scale * draw.array(random, d, kinds=draw.EXACT)
    z, hair = (w @ x).item(), 2.0**-40 if (w * x).any() else 2.0**-80
    some = 0.0, 500.25, -500.25, draw.whole(random, -4, 4) / 4, draw.whole(random, -9, 9)
    b = draw.one_of(random, -z, hair - z, -hair - z, *some)
    return w, b, x, draw.one_of(random, 0, 1, np.int64(0), np.int64(1))


@exercise("01.4", "one step of the learning rule", cases=one_example, wide=any_example, returns=("w", "b"), hints=[
    "First let the perceptron answer: make its z, then `step` of it, both with the old w and b.",
    "The error is the answer that was wanted minus the answer that was given. It is +1, 0 or −1.",
    "The weights change by the error times the input, the bias by the error alone. With an error of 0 that is no "
    "change, so no `if` is needed.",
    "Return both, first the weights, then the bias: return new_w, new_b",
], mistakes={
    "wrong-sign": (
        "The sign is wrong: what is added is the target minus the answer. Yours pushes the example further to the "
        "wrong side.",
        ("t - step(w @ x + b)", "step(w @ x + b) - t")),
    "bias-stays": ("The weights are right, but the bias stays as it was. It learns as well: its change is the error.",
                   ("b + error", "b")),
    "without-input": ("Every weight changes by the same amount. The change is the error times the input on that wire.",
                      ("w + error * x", "w + error")),
    "input-at-bias": ("The bias has no input on its wire, so it changes by the error alone and stays one number.",
                      ("b + error", "b + error * x")),
    "right-ones-too": (
        "Yours changes w and b after right answers, too. The change is the target minus the answer, and after a right "
        "answer that is 0.",
        ("t - step(w @ x + b)", "2 * t - 1")),
    "target-for-error": (
        "Yours takes the target itself for the error. The error is the target minus what the perceptron answered.",
        ("t - step(w @ x + b)", "t")),
    "answer-without-bias": ("The perceptron's answer is made without the bias: its z is the weighted sum plus b.",
                            ("w @ x + b)", "w @ x)")),
    "zero-is-1": ("z = 0 is answered with 0. Yours takes it for a 1, and at the start every z is 0.",
                  ("step(w @ x + b)", "(w @ x + b >= 0)")),
    "at-half": ("The step is at ½ in yours. It is at 0: the bias can move it.",
                ("step(w @ x + b)", "(w @ x + b > 0.5)")),
    "always-adds": (
        "Yours adds after each wrong answer. If a 0 was taken for a 1, the error is −1, and w and b have to become "
        "smaller.",
        ("t - step(w @ x + b)", "t != step(w @ x + b)")),
    "changes-alone": ("These are the changes alone. The new w is the old w plus its change, and b likewise.",
                      ("return w + error * x, b + error", "return error * x, error")),
    "other-order": ("Both are right, but in the other order: return first w, then b.",
                    ("return w + error * x, b + error", "return b + error, w + error * x")),
    "no-step": ("Yours compares the target with z or with σ(z). The perceptron's answer is the step of z, 0 or 1.",
                [("step(w @ x + b)", "1 / (1 + np.exp(-(w @ x + b)))"), ("step(w @ x + b)", "(w @ x + b)")]),
    "one-kind-of-error": (
        "Yours learns from only one kind of wrong answer: from a 0 that should be a 1, or the other way round.",
        [("t - step(w @ x + b)", "max(t - step(w @ x + b), 0)"),
         ("t - step(w @ x + b)", "min(t - step(w @ x + b), 0)")]),
    "error-twice": (
        "The error that changes your bias was made with the new weights. Find the error once, before anything changes.",
        ("return w + error * x, b + error", "w = w + error * x\n    return w, b + t - step(w @ x + b)")),
})
def learning_step(w, b, x, t):
    """w (d,), b, x (d,) one example, t its target, 0 or 1 → w (d,) and b after one step."""
    error = t - step(w @ x + b)
    return w + error * x, b + error


def at_the_corners(result):
    """Answers (4,) of the network with the weights that were returned."""
    if isinstance(result, dict):
        raise TypeError(say("expected 4 things, one after the other: W, b, v and c"))
    if len(result) != 4:
        raise ValueError(say("it has {count} things, expected 4: W, b, v and c", count=len(result)))
    W, b, v, c = result
    for name, part, shape in (("W", W, (2, 2)), ("b", b, (2,)), ("v", v, (2,)), ("c", c, ())):
        if np.shape(part) != shape and not (shape == () and np.shape(part) == (1,)):
            raise ValueError(say("{name} has shape {given}, expected {expected}", name=name, given=np.shape(part),
                                 expected=shape))
    hidden = step(CORNERS @ np.transpose(W) + b)
    return (step(hidden @ np.asarray(v) + c),)


@exercise("01.5", "weights for XOR", cases=lambda random: [()], returns=("y at (0, 0), (0, 1), (1, 0), (1, 1)",),
          look=at_the_corners, hints=[
    'XOR means: at least one, but not both. Let one hidden neuron ask "at least one?" and the other "both?".',
    "With both weights 1 the sum is 0, 1 or 2. The bias decides how much is enough to come above 0.",
    "Now the output neuron: the first hidden neuron counts for it, the second against it. Write down the four pairs "
    "(h₁, h₂) that it gets to see.",
    "When only the first hidden neuron says 1, v₁ + c has to be above 0. When both say 1, v₁ + v₂ + c must not be.",
], mistakes={
    "or": (
        "Your network computes OR: it says 1 at (1, 1) as well. A hidden neuron that says 1 there and nowhere else "
        "could count against the output, strongly enough to win.",
        ("return W, b, v, c", "return W, b, [1, 0], c")),
    "and": ("Your network computes AND: it says 1 at (1, 1) alone. It should say 1 where exactly one input is 1.",
            ("return W, b, v, c", "return W, b, [0, 1], c")),
    "turned-over": (
        "All four answers are swapped: yours is 1 where both inputs are the same. The hidden neurons do their work; "
        "reverse the output neuron.",
        ("return W, b, v, c", "return W, b, [-1, 2], 0.5")),
    "all-0": (
        "Your network says 0 at all four corners: the z of its output neuron never comes above 0. Work out the four "
        "pairs (h₁, h₂) that it sees.",
        ("return W, b, v, c", "return W, b, v, -2")),
    "all-1": (
        "Your network says 1 at all four corners: the z of its output neuron is always above 0. Work out the four "
        "pairs (h₁, h₂) that it sees.",
        ("return W, b, v, c", "return W, b, v, 2")),
    "only-10": ("Your network says 1 at (1, 0) alone. At (0, 1) it should, too: XOR does not ask which input is the 1.",
                ("return W, b, v, c", "return [[1, -1], [1, 1]], b, v, c")),
    "not-both": (
        "Your network says 1 everywhere but at (1, 1): it computes “not both”. At (0, 0), where no input is 1, the "
        "answer is 0.",
        ("return W, b, v, c", "return W, b, [0, -1], 0.5")),
})
def xor_weights():
    """→ W (2, 2) and b (2,) of h₁ and h₂, one row each, v (2,) and c of the output neuron."""
    W = np.array([[1, 1], [1, 1]])
    b = np.array([-0.5, -1.5])
    v = np.array([1, -2])
    c = -0.5
    return W, b, v, c


add_question("01.a", "All three numbers of a sigmoid neuron, w₁, w₂ and b, are multiplied by 10. What happens?", [
    ("The line moves away from the origin", "z = 0 stays 0 when it is multiplied by 10: no point leaves the line."),
    ("Nothing, the factor cancels out",
     "It cancels only where z = 0. Elsewhere z is ten times as large, and σ(z) lies closer to 0 or 1."),
    ("The line stays, the answers get surer", "Where z was 0.4 it is 4, so σ says 0.98 in place of 0.60."),
    ("The line turns towards w",
     "Only the proportion w₁ : w₂ decides how the line is turned, and that is the same as before."),
], right="c")

add_question("01.c", "Why can no perceptron compute XOR?", [
    ("The learning rule gets stuck",
     "By hand you found none either. It is not the rule that fails: it finds AND and OR."),
    ("The step is too hard, σ would do it",
     "With the same weights a sigmoid neuron draws the same line as the step. It is the line that fails."),
    ("Four points are too few to learn from",
     "These four are all there are. AND and OR have no more, and they are learned in a few sweeps."),
    ("No line has each diagonal on its own side", "(0, 1) and (1, 0) would have to lie on one side, (0, 0) and (1, 1) "
     "on the other. Adding up the inequalities shows that this is impossible."),
], right="d", misconception=27)

add_guess("01.p", "One measurement alone: a picture with less than 22 % of ink in the box is taken for a 1, any other "
          "for a 0. What percentage of the test digits does that get right?", "number",
          "A 0 is a long ring of ink and a 1 a short stroke, so the mere amount of ink goes far, without a look at the "
          "form.",
          unit="%", low=0, high=100, digits=3)
add_guess("01.r", "Draw how many of the 50 digits are right after each repair, from the start (0 %) to the last repair "
          "(100 %).", "curve",
          "A repair moves the whole line, and many digits may change sides: the number jumps up and down to the very "
          "end.",
          x=("repairs made, in %", 0, 100), y=("digits right", 0, 50))
add_guess("01.s", "Ten more digits, 60 in all. In which sweep does the rule come to rest?", "choice",
          "No line separates these 60 digits, so after each repair some digit is wrong, and the rule goes on.",
          choices=["one of the first ten", "a later one", "no sweep at all"])
add_guess("01.t", "All 784 pixels as inputs, all 12,665 digits to learn from: how many of the 2,115 test digits does "
          "the rule get wrong in the end?", "number",
          "With 784 inputs the “line” separates all digits of the training data without a mistake: the rule was good "
          "enough, and our two measurements were not.",
          low=0, high=2115, whole=True)
add_guess("01.u", "The rule walks 20 times through the four corners of XOR. How many of its 80 answers are mistakes?",
          "number", "From the third sweep on every single answer is wrong, and each sweep ends with the same three "
          "numbers: the rule goes round in a circle.",
          low=0, high=80, whole=True)
add_guess("01.v", "A network with two hidden sigmoid neurons starts 20 times, each time with other random weights. "
          "How many times does it learn XOR?", "number",
          "Two hidden neurons are just enough, and not every start gets there: of 100 others 76 did. With eight, all "
          "20 starts succeed.",
          low=0, high=20, whole=True)
