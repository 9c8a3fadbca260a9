"""Exercises, questions and guesses of notebook 08."""

from ...exercises.exercise import exercise
from ...exercises.guess import add_guess
from ...exercises.question import add_question
from ..feedforward_network.exercises import count_parameters


def deep_networks(random):
    """(sizes,): where the parameters come out even, where some are left, and where none is deep at all."""
    fixed = [([2, 2, 2, 2],), ([256, 30, 20, 10],), ([1, 3, 1],), ([10, 4, 4, 4, 3],), ([39, 256, 256, 256, 10],)]
    return fixed + [(random.integers(1, 60, size=length).tolist(),) for length in (4, 5, 7)]


def by_formula(sizes, spare=0, bias=1, budget=count_parameters):
    return (budget(sizes) - spare) // (sizes[0] + sizes[-1] + bias)


@exercise(
    "08.1",
    "one wide layer for several",
    cases=deep_networks,
    hints=[
        "Write the parameters of [inputs, m, outputs] as a formula in m. Which of them do not depend on m?",
        "The output layer's biases are there whatever m is. Everything else is m times something.",
        "The largest whole m that fits: // divides and drops what is left. Or count up and stop in time.",
    ],
    mistakes={
        "The output layer's biases are forgotten: they are there whatever the width is.": by_formula,
        "The hidden neurons' biases are forgotten: each brings one.": lambda sizes: by_formula(sizes, sizes[-1], 0),
        "Yours has one neuron too many: the network must not be larger than the deep one.": [
            ("    return m - 1", "    return m"),
            lambda sizes: -(-(count_parameters(sizes) - sizes[-1]) // (sizes[0] + sizes[-1] + 1)),
        ],
        "One neuron fewer than fits.": ("    return m - 1", "    return m - 2"),
        "These are all hidden neurons of the deep network. Asked is another number: a width.": (
            lambda sizes: sum(sizes[1:-1])
        ),
        "This is the deep network's widest layer. One layer in place of several can be wider.": (
            lambda sizes: max(sizes[1:-1])
        ),
        '"At most" allows as many parameters as the deep network has.': (") <= count", ") < count"),
        "A share of a neuron is no neuron: round down.": [
            lambda sizes: (count_parameters(sizes) - sizes[-1]) / (sizes[0] + sizes[-1] + 1),
            lambda sizes: round((count_parameters(sizes) - sizes[-1]) / (sizes[0] + sizes[-1] + 1)),
        ],
        "This is the number of parameters of the deep network. Asked is a width.": count_parameters,
    },
)
def equally_large(sizes):
    """sizes of a deep network, such as [256, 30, 20, 10] → the largest width m with which [256, m, 10] has at most as
    many parameters."""
    m = 1
    while count_parameters([sizes[0], m, sizes[-1]]) <= count_parameters(sizes):
        m += 1
    return m - 1


add_question(
    "08.a",
    "Five layers had 17.2 % errors, seven had 17.1 %. What do you expect of fourteen?",
    [
        ("Clearly fewer errors: deeper is better", "From five to seven was 0.1 for 8.4 million parameters."),
        ("Perhaps no gain, perhaps no learning", "It has to be tried. The gain per layer had all but ended, and a good "
         "function may be in the set and still out of reach."),
        ("About half the errors, with twice the depth", "Errors do not fall in step with depth: from one layer to two "
         "they fell by 3.8 points, from five to seven by 0.1."),
        ("More errors: its function set is smaller", "It is no smaller: a deeper network can do more. What becomes "
         "harder is to find the good function."),
    ],
    right="b",
    misconception=20,
)

add_question(
    "08.b",
    "You have only 1,000 labelled digits. Is that a reason against a deep network?",
    [
        ("Yes: deep networks need big data", "The three layers designed for pictures beat the wide one with 1,000 "
         "digits: a part that is learned once is used at every place."),
        ("Yes: they have too many parameters", "The deeper one above has a seventeenth of them. Depth and the number "
         "of parameters are two things."),
        ("No: deeper is always better", "Seven plain layers of 128 were worse than one wide layer with 1,000 digits, "
         "by more than one percentage point."),
        ("No, if its parts fit the data", "A structure that builds with parts can do with less data. Depth alone does "
         "not: seven plain layers lost."),
    ],
    right="d",
    misconception=29,
)

add_question(
    "08.c",
    "One hidden layer with enough neurons can realize any continuous function. What follows for your network?",
    [
        ("Depth is useless, one layer will do", "One layer can do it, but the theorem does not say at what price. "
         "Section 3 compares deep and wide at the same price."),
        ("Training will find the function", "The theorem says nothing about training. The set of 40 neurons held a "
         "good function, and gradient descent did not find it."),
        ("A wide enough one holds a good function", "That is all: it exists. How many neurons are enough, and how to "
         "find their parameters, is left open."),
        ("Enough layers of one neuron do it, too", "The theorem speaks of neurons side by side. A chain of single "
         "neurons only rises or only falls."),
    ],
    right="c",
    misconception=18,
)

add_guess(
    "08.p",
    "How many hidden neurons (tanh, one layer) does it take until all points of the disc and the ring can be right?",
    "number",
    "A region that is closed on all sides takes three straight lines; two leave an opening.",
    low=1, high=100, log=True,
)
add_guess(
    "08.q",
    "What percentage of the words does a single layer with as many parameters as five layers of 2048 get wrong?",
    "number",
    "With as many parameters, depth makes the difference here: even the widest layer tried, with 159.5 million "
    "parameters, stays at 22.1 %.",
    unit="%", low=0, high=40,
)
add_guess(
    "08.r",
    "With 10,000 digits to learn from, which reads more of the new digits: seven layers of 128, or one layer of 499, "
    "which has as many parameters?",
    "choice",
    "Two and three layers gain; from five on it turns round, because plain deep networks are harder to train.",
    choices=["the seven layers", "the one layer", "neither: they are level"],
)
add_guess(
    "08.s",
    "Trained on 1,000 digits: how many percentage points better than the wide layer does the designed network read "
    "new digits? A negative number says worse.",
    "number",
    "Each filter is learned once and used at every place of the picture, so a thousand digits are enough for it.",
    unit="percentage points", low=-20, high=20,
)
add_guess(
    "08.t",
    "What percentage of the points do eight hidden layers of sigmoids get right, after the training that is "
    "enough for one?",
    "number",
    "The signal fades on its way back through eight sigmoids, so the first layers hardly learn: this is guessing.",
    unit="%", low=0, high=100,
)
add_guess(
    "08.u",
    "Twice as many neurons, 160 in place of 80: by what factor does the largest error of the stairs shrink?",
    "number",
    "Twice the neurons, half the error: for one more digit you need ten times as many neurons.",
    low=1, high=100, log=True,
)
add_guess(
    "08.v",
    "Of 200 random networks with 50 hidden layers of one neuron, how many have an output that turns at least once?",
    "number",
    "Each single neuron only rises or only falls, and so does any chain of them, however long.",
    low=0, high=200,
)
add_guess(
    "08.w",
    "How often can 1-8-8-1, with as many parameters, turn?",
    "number",
    "The second layer folds each of the first layer's eight pieces eight times more: width adds, depth multiplies.",
    low=1, high=1000, log=True,
)
