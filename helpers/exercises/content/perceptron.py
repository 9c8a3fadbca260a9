"""Exercises and questions of notebook 01."""

import numpy as np

from ..exercise import exercise
from ..question import add_question

CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])


def step(z):
    return np.where(z > 0, 1, 0)


def one_input(random):
    """(x, w, b): the lecture's first neuron, then others with 1 to 5 inputs."""
    fixed = [(np.array([1.0, -1.0]), np.array([1.0, -2.0]), 1.0), (np.array([2.0]), np.array([0.5]), 0.0)]
    return fixed + [(random.normal(size=d), random.normal(size=d), random.normal()) for d in (1, 3, 5)]


@exercise(
    "01.1",
    "a sigmoid neuron",
    cases=one_input,
    hints=[
        "A neuron does two things: it adds up to one number z, then it sends z through σ.",
        "z is the weighted sum of the inputs, plus the bias. NumPy writes the sum of products of two vectors as @.",
        "σ(z) is 1 divided by (1 + e to the power of minus z); e to the power of something is np.exp(something).",
    ],
    mistakes={
        "The bias b is missing: z is the weighted sum plus b.": ("w @ x + b", "w @ x"),
        "Yours takes the bias away from the weighted sum; z is the sum plus b. (Or is there a minus before the sum "
        "alone? In σ it stands before the whole of z, so z needs brackets.)": ("w @ x + b", "w @ x - b"),
        "This is z, the weighted sum plus b. The neuron's output is σ(z).": ("1 / (1 + np.exp(-z))", "z"),
        "σ has e to the power of minus z; yours grows where it should fall.": ("np.exp(-z)", "np.exp(z)"),
        "Below the fraction bar stands 1 plus e to the power of minus z. In yours it is 1 minus that.": (
            "1 + np.exp(-z)",
            "1 - np.exp(-z)",
        ),
        "Below the fraction bar stands 1 plus e to the power of minus z. In yours the 1 is missing.": (
            "(1 + np.exp(-z))",
            "np.exp(-z)",
        ),
        "Brackets are missing below the fraction bar: 1 / 1 + e is read as (1 / 1) + e.": (
            "1 / (1 + np.exp(-z))",
            "1 / 1 + np.exp(-z)",
        ),
        "The bias is inside the sum once for each input: add it once, after the sum.": (
            "w @ x + b",
            "(w * x + b).sum()",
        ),
        "Add up first, then apply σ: yours applies σ to each product.": (
            "z = w @ x + b\n    return 1 / (1 + np.exp(-z))",
            "return (1 / (1 + np.exp(-w * x))).sum() + b",
        ),
        "This is the step of the perceptron; the sigmoid neuron answers with a number between 0 and 1.": (
            "1 / (1 + np.exp(-z))",
            "float(z > 0)",
        ),
    },
)
def neuron(x, w, b):
    """x (d,) inputs, w (d,) weights, b a number → the neuron's output σ(w · x + b), a number."""
    z = w @ x + b
    return 1 / (1 + np.exp(-z))


def many_points(random):
    """(X, w, b) of small whole numbers, so that some points lie on the line itself."""
    fixed = [(np.array([[1, -1], [1, 1], [0, 0]]), np.array([1, -2]), 1)]
    fixed += [(np.array([[1, 0], [2, -1]]), np.array([1, -1]), -1)]
    whole = lambda *size: random.integers(-2, 3, size=size)  # noqa: E731
    shapes = [(1, 3), (2, 2), (3, 3), (4, 4), (4, 4), (8, 2), (20, 3), (1, 1)]
    return fixed + [(whole(n, d), whole(d), int(random.choice([-2, -1, 1, 2]))) for n, d in shapes]


@exercise(
    "01.2",
    "a step neuron",
    cases=many_points,
    hints=[
        "First z for all points at once. In section 2 one line did that for a thousand points.",
        "Then one question to each z: is it above 0? An array can be compared as a whole.",
        "np.where(question, this, that) puts this where the answer is yes, and that where it is no.",
    ],
    mistakes={
        "z = 0, on the line itself, is answered with 0: the step says 1 only where z is really greater than 0.": (
            "z > 0",
            "z >= 0",
        ),
        "The sides are exchanged: the answer is 1 where z is positive.": ("z > 0", "z < 0"),
        "Every answer is turned over: it is 1 where z is greater than 0, and 0 everywhere else.": ("1, 0)", "0, 1)"),
        "The bias b is missing: z is the weighted sum plus b.": ("X @ w + b", "X @ w"),
        "The bias has the wrong sign: it is added to the weighted sum.": ("X @ w + b", "X @ w - b"),
        "The answers are 1 and 0, as the labels are. Yours are 1 and −1.": ("1, 0)", "1, -1)"),
        "The answers are 1 and 0. Yours has three of them: np.sign says −1, 0 or 1.": (
            "np.where(z > 0, 1, 0)",
            "np.sign(z)",
        ),
        "This is z. The perceptron says only on which side of 0 it lies.": ("np.where(z > 0, 1, 0)", "z"),
        "This is the soft answer of the sigmoid; the perceptron answers with a hard 0 or 1.": (
            "np.where(z > 0, 1, 0)",
            "1 / (1 + np.exp(-z))",
        ),
        "The bias is inside the sum once for each input: add it once, after the sum.": (
            "X @ w + b",
            "(X * w + b).sum(axis=1)",
        ),
        "The sum runs the wrong way: one point is one row of X, so add up along the row.": (
            "X @ w + b",
            "(X * w).sum(axis=0) + b",
        ),
        "The weights meet the columns of X. A column holds one input of all points; one point is a row.": (
            "X @ w + b",
            "w @ X + b",
        ),
    },
)
def step_neuron(X, w, b):
    """X (n, d) one point a row, w (d,) weights, b a number → (n,) answers: 1 where z > 0, else 0."""
    z = X @ w + b
    return np.where(z > 0, 1, 0)


def one_example(random):
    """(x, target, w, b): wrong and right answers of both classes, and z = 0."""
    fixed = [
        (np.array([2.0, 1.0]), 1, np.zeros(2), 0.0),
        (np.array([1.0, -1.0]), 0, np.array([1.0, -2.0]), 1.0),
        (np.array([1.0, -1.0]), 1, np.array([1.0, -2.0]), 1.0),
        (np.array([3.0]), 0, np.array([0.0]), 0.0),
        (np.array([1.0, 2.0, 0.0]), 1, np.array([1.0, 0.0, 4.0]), -2.0),  # the bias decides
    ]
    whole = lambda d: random.integers(-3, 4, size=d).astype(float)  # noqa: E731
    return fixed + [(whole(d), k % 2, whole(d), float(random.integers(-3, 4))) for d in (1, 2, 3, 5) for k in range(4)]


@exercise(
    "01.3",
    "one step of the learning rule",
    cases=one_example,
    returns=("w", "b"),
    hints=[
        "First let the perceptron answer: its z, then `step` of it. Both from the old w and b.",
        "The error is what should have been said minus what was said. It is +1, 0 or −1.",
        "The weights change by the error times the input, the bias by the error alone. With an error of 0 that is no "
        "change, so no `if` is needed.",
        "Return both, first the weights, then the bias: return new_w, new_b",
    ],
    mistakes={
        "The error has the wrong sign: it is the target minus the answer. Yours pushes the example further to the "
        "wrong side.": ("target - step(w @ x + b)", "step(w @ x + b) - target"),
        "The weights are right, but the bias stays as it was. It learns as well: its change is the error.": (
            "b + error",
            "b",
        ),
        "Every weight changes by the same amount. The change is the error times the input on that wire.": (
            "w + error * x",
            "w + error",
        ),
        "The bias has no input on its wire, so it changes by the error alone and stays one number.": (
            "b + error",
            "b + error * x",
        ),
        "Yours changes w and b after right answers, too. The change is the target minus the answer, and after a right "
        "answer that is 0.": ("target - step(w @ x + b)", "2 * target - 1"),
        "Yours takes the target itself for the error. The error is the target minus what the perceptron answered.": (
            "target - step(w @ x + b)",
            "target",
        ),
        "The perceptron's answer is made without the bias: its z is the weighted sum plus b.": (
            "w @ x + b)",
            "w @ x)",
        ),
        "z = 0 is answered with 0. Yours takes it for a 1, so the very first example is not learned from.": (
            "step(w @ x + b)",
            "(w @ x + b >= 0)",
        ),
        "Yours adds after each wrong answer. If a 0 was taken for a 1, the error is −1, and w and b have to become "
        "smaller.": ("target - step(w @ x + b)", "target != step(w @ x + b)"),
        "These are the changes alone. The new w is the old w plus its change, and b likewise.": (
            "return w + error * x, b + error",
            "return error * x, error",
        ),
        "Both are right, but in the other order: return first w, then b.": (
            "return w + error * x, b + error",
            "return b + error, w + error * x",
        ),
        "Yours compares the target with the sigmoid's soft answer. The perceptron's answer is the step of z, 0 or 1.": (
            "step(w @ x + b)",
            "1 / (1 + np.exp(-(w @ x + b)))",
        ),
        "The bias is changed by an error that was made with the new weights. Find the error once, before anything "
        "changes.": (
            "return w + error * x, b + error",
            "w = w + error * x\n    return w, b + target - step(w @ x + b)",
        ),
    },
)
def update(x, target, w, b):
    """x (d,) one example, target 0 or 1, w (d,) and b as they are → w (d,) and b after one step of the rule."""
    error = target - step(w @ x + b)
    return w + error * x, b + error


def at_the_corners(result):
    """Answers (4,) of the network with the weights that were returned."""
    W, b, v, c = result
    for name, part, shape in (("W", W, (2, 2)), ("b", b, (2,)), ("v", v, (2,)), ("c", c, ())):
        if np.shape(part) != shape:
            raise ValueError(f"{name} has shape {np.shape(part)}, expected {shape}")
    hidden = step(CORNERS @ np.transpose(W) + b)
    return (step(hidden @ np.asarray(v) + c),)


@exercise(
    "01.4",
    "weights for XOR",
    cases=lambda random: [()],
    returns=("y at (0, 0), (0, 1), (1, 0), (1, 1)",),
    look=at_the_corners,
    hints=[
        "XOR is: at least one, but not both. Let one hidden neuron ask for the one and the other for the other.",
        "With both weights 1 the sum is 0, 1 or 2. The bias decides how much is enough to come above 0.",
        "Now the output neuron: the first hidden neuron counts for it, the second against it. Write down the four "
        "pairs (h₁, h₂) that it gets to see.",
        "When both hidden neurons say 1, the second has to win. So its weight must be the larger one in size.",
    ],
    mistakes={
        "Your network computes OR: it says 1 at (1, 1) as well. What speaks for “both” has to count against the "
        "output, strongly enough to win.": ("return W, b, v, c", "return W, b, [1, 0], c"),
        "Your network computes AND: it says 1 at (1, 1) alone. Wanted is the 1 where exactly one input is 1.": (
            "return W, b, v, c",
            "return W, b, [0, 1], c",
        ),
        "All four answers are turned over: 1 where both inputs are the same. The hidden neurons do their work; turn "
        "the output neuron round.": ("return W, b, v, c", "return W, b, [-1, 2], 0.5"),
        "Your network says 0 at all four corners: the z of its output neuron never comes above 0. Work out the four "
        "pairs (h₁, h₂) that it sees.": ("return W, b, v, c", "return W, b, v, -2"),
        "Your network says 1 at all four corners: the z of its output neuron is always above 0. Work out the four "
        "pairs (h₁, h₂) that it sees.": ("return W, b, v, c", "return W, b, v, 2"),
        "Your network says 1 at (0, 1) alone. At (1, 0) it should, too: XOR does not ask which input is the 1.": (
            "return W, b, v, c",
            "return [[-1, 1], [1, 1]], b, v, c",
        ),
        "Your network says 1 at (1, 0) alone. At (0, 1) it should, too: XOR does not ask which input is the 1.": (
            "return W, b, v, c",
            "return [[1, -1], [1, 1]], b, v, c",
        ),
        "Your network says 1 everywhere but at (1, 1): it computes “not both”. At (0, 0), where no input is 1, the "
        "answer is 0.": ("return W, b, v, c", "return W, b, [0, -1], 0.5"),
        "Your network says 1 at (0, 0) alone: it computes “none”. Wanted is the 1 where exactly one input is 1.": (
            "return W, b, v, c",
            "return W, b, [-1, -1], 0.5",
        ),
    },
)
def xor_weights():
    """→ W (2, 2) weights into h₁ (first row) and h₂, b (2,) their biases, v (2,) and c of the output neuron."""
    W = np.array([[1, 1], [1, 1]])
    b = np.array([-0.5, -1.5])
    v = np.array([1, -2])
    c = -0.5
    return W, b, v, c


add_question(
    "01.a",
    "All three numbers of a sigmoid neuron, w₁, w₂ and b, are multiplied by 10. What happens?",
    [
        ("The line moves away from the origin", "z = 0 stays 0 when it is multiplied by 10: no point leaves the line."),
        ("Nothing, the factor cancels out", "It cancels only where z = 0. Elsewhere z is ten times as large, and σ(z) "
         "lies closer to 0 or 1."),
        ("The line stays, the answers get surer", "Where z was 0.4 it is 4, so σ says 0.98 in place of 0.60. With a "
         "large enough factor the sigmoid looks like the step."),
        ("The line turns towards w", "Only the proportion w₁ : w₂ decides how the line is turned, and that is the "
         "same as before."),
    ],
    right="c",
)  # fmt: skip

add_question(
    "01.b",
    "A perceptron and a logistic regression have the same w and b. What is the same?",
    [
        ("Their line, but not their answers", "Both are undecided where w · x + b = 0. On either side the perceptron "
         "says 0 or 1, and logistic regression also how sure it is."),
        ("Their answers, but not their line", "It is the other way round: σ(z) = ½ exactly where the step jumps, but "
         "0.73 is not 1."),
        ("Both, they are two names for one model", "Ask them about the point with z = 1: the one says 1, the other "
         "0.73. Only the second can tell near from far."),
        ("Neither, the sigmoid bends the line", "σ bends the answer and not the line: σ(z) = ½ exactly where z = 0, "
         "and that is straight."),
    ],
    right="a",
    misconception=27,
)  # fmt: skip

add_question(
    "01.c",
    "You know that a perceptron on your data will never come to rest, however long it learns. What follows?",
    [
        ("Its steps are too large", "The size of the steps is no matter here: with w and b at 0, a factor on every "
         "step scales both and moves no line."),
        ("No line separates the two classes", "If there were one, the rule would find one after a finite number of "
         "updates: that is the convergence theorem."),
        ("Its starting weights were bad", "From any start it comes to rest if a line exists, and from no start if none "
         "does."),
        ("It has seen too few examples", "More examples never make a line possible that fewer examples had ruled out. "
         "Ten more digits did the opposite."),
    ],
    right="b",
)  # fmt: skip

add_question(
    "01.d",
    "Why can no perceptron compute XOR?",
    [
        ("The learning rule gets stuck", "The grid tried 15,625 perceptrons without any rule, and the best had 3 of 4. "
         "There is nothing to be found."),
        ("The step is too hard, σ would do it", "A sigmoid neuron draws the same line as the step. It is the line that "
         "fails."),
        ("Four points are too few to learn from", "These four are all there are. AND and OR have no more, and they are "
         "learned in a few sweeps."),
        ("No line has each diagonal on its own side", "(0, 1) and (1, 0) would have to lie on one side, (0, 0) and "
         "(1, 1) on the other. Adding up the inequalities shows that this is impossible."),
    ],
    right="d",
    misconception=27,
)  # fmt: skip
