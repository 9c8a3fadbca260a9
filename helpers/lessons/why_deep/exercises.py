"""Exercises, questions and guesses of notebook 08."""

from ...exercises.asking.guess import add_guess
from ...exercises.asking.question import add_question
from ...exercises.exercise import exercise
from ..feedforward_network.exercises import count_parameters


def deep_networks(random):
    """(sizes,): where the parameters come out even, where some are left, and where none is deep at all."""
    fixed = [([2, 2, 2, 2],), ([256, 30, 20, 10],), ([1, 3, 1],), ([10, 4, 4, 4, 3],), ([3, 80, 80, 2],),
             ([256, 64, 8, 10],), ([1, 2500, 2],), ([10, 1, 1, 3],)]
    return fixed + [(random.integers(1, 60, size=length).tolist(),) for length in (4, 5, 7)]


def by_formula(sizes, spare=0, bias=1):
    return (count_parameters(sizes) - spare) // (sizes[0] + sizes[-1] + bias)


@exercise(
    "08.1", "one wide layer for several", cases=deep_networks, whole=True,
    hints=[
        "Write the parameters of [inputs, m, outputs] as a formula in m. Which of them do not depend on m?",
        "The output layer's biases are there whatever m is. Everything else is m times something.",
        "The largest whole m that fits: // divides and drops what is left. Or count up and stop in time.",
    ],
    mistakes={
        "no-output-biases": ("The output layer's biases are forgotten: they are there whatever the width is.",
                             by_formula),
        "no-hidden-biases": ("The hidden neurons' biases are forgotten: each brings one.",
                             lambda sizes: by_formula(sizes, sizes[-1], 0)),
        "no-biases": ("The biases are forgotten in both networks.", lambda sizes: by_formula(sizes, sum(sizes[1:]), 0)),
        "weights-alone": ("You count only the weights of the wide network. Each hidden neuron has a bias, too; and "
                          "the output layer's biases are there whatever the width is.",
                          lambda sizes: by_formula(sizes, bias=0)),
        "one-too-many": ("Yours has one neuron too many: the network must not be larger than the deep one.",
                         [("    return m - 1", "    return m"),
                          lambda sizes: -(-(count_parameters(sizes) - sizes[-1]) // (sizes[0] + sizes[-1] + 1))]),
        "one-too-few": ("Yours has one neuron fewer than would fit.", ("    return m - 1", "    return m - 2")),
        "all-hidden": ("This is the number of all hidden neurons of the deep network. Return a width.",
                       lambda sizes: sum(sizes[1:-1])),
        "widest": ("This is the deep network's widest layer. One layer in place of several can be wider.",
                   lambda sizes: max(sizes[1:-1])),
        "equal-left-out": ('"At most" allows as many parameters as the deep network has.', (") <= count", ") < count")),
        "not-whole": (
            "Always round down: there is no part of a neuron, and one neuron more makes the network too large.",
            [lambda sizes: (count_parameters(sizes) - sizes[-1]) / (sizes[0] + sizes[-1] + 1),
             lambda sizes: round((count_parameters(sizes) - sizes[-1]) / (sizes[0] + sizes[-1] + 1))]),
        "parameters": ("This is the number of parameters of the deep network. Return a width.", count_parameters),
    },
)
def equally_large(sizes):
    """sizes of a deep network, such as [256, 30, 20, 10] → the largest width m with which [256, m, 10] has at most
    as many parameters."""
    m = 1
    while count_parameters([sizes[0], m, sizes[-1]]) <= count_parameters(sizes):
        m += 1
    return m - 1


add_question(
    "08.a", "Five layers had 17.2 % errors, seven had 17.1 %. What do you expect of fourteen?",
    [
        ("Clearly fewer errors: deeper is better", "From five layers to seven the errors fell by only 0.1 points, for "
                                                   "8.4 million parameters."),
        ("Perhaps no gain, perhaps worse", "It has to be tried. The gain per layer had all but ended, and a good "
         "function may be in the set and still out of reach."),
        ("About half the errors, with twice the depth", "Errors do not fall in step with depth: from one layer to two "
         "they fell by 3.8 points, from five to seven by 0.1."),
        ("More errors: its function set is smaller", "It is no smaller: a deeper network can do more. Which of its "
         "functions training picks is another question."),
    ],
    right="b", misconception=20,
)

add_question(
    "08.b", "You have only 1,000 labelled digits. Is that a reason against a deep network?",
    [
        ("Yes: deep networks need big data", "The two convolutions are deeper than the wide layer and read five points "
         "more of the new digits: a part that is learned once is used at every place."),
        ("Yes: they have too many parameters", "The two convolutions have a seventeenth of the wide layer's "
                                               "parameters. Depth and the number of parameters are two different "
                                               "things."),
        ("No: deeper is always better", "Seven plain layers of 128 were worse than one wide layer with 1,000 digits, "
         "by more than one percentage point."),
        ("No, if its parts fit the data", "A structure that builds with parts can do with less data. Depth alone does "
         "not: seven plain layers lost, and the second convolution brought nothing."),
    ],
    right="d", misconception=29,
)

add_question(
    "08.c", "One hidden layer with enough neurons can realize any continuous function. What follows for your network?",
    [
        ("Depth is useless, one layer will do", "One layer can do it, but the theorem does not say at what price. "
         "Section 3 compares deep and wide at the same price."),
        ("Training will find the function", "The theorem says nothing about training: a function may be in the set and "
         "not be found."),
        ("A wide enough one holds a good function", "That is all: it exists. How many neurons are enough, and how to "
         "find their parameters, is left open."),
        ("Enough layers of one neuron do it, too", "The theorem speaks of neurons side by side. A chain of single "
         "neurons only rises or only falls."),
    ],
    right="c", misconception=18,
)

add_question(
    "08.d", "A network reads all of its 1,000 training digits and 89 % of the new ones. What do you try first?",
    [
        ("To train it longer", "It reads every training digit already. Longer training can only teach it these 1,000 "
         "still more by heart."),
        ("To show it more digits", "With 10,000 digits in place of 1,000, the seven layers read 95.4 % of the new "
         "ones, and the gap fell from 11 points to 4."),
        ("To give it more layers", "It has learned all it was shown, so it lacks no layers. Fourteen layers read fewer "
         "of the new digits than seven."),
        ("To raise the learning rate", "That may help a network that does not learn. This one has learned, by heart."),
    ],
    right="b",
)

add_guess(
    "08.p", "How many hidden neurons (tanh, one layer) does it take until all points of both rings can be right?",
    "number", "A region that is closed on all sides takes three straight lines; two leave an opening.",
    low=1, high=100, whole=True, log=True,
)
add_guess(
    "08.q",
    "What percentage of the words does a single layer with as many parameters as five layers of 2048 get wrong?",
    "number", "In this table depth pays at the same number of parameters: even the widest layer tried, with 159.5 "
    "million parameters, stays at 22.1 %.",
    unit="%", low=0, high=40,
)
add_guess(
    "08.r", "With 10,000 digits to learn from, which reads more of the new digits: seven layers of 128, or one layer "
    "of 499, which has as many parameters?",
    "choice", "Two layers are a little ahead of one layer of the same size. From five layers on it is the other way "
              "round.",
    choices=["the seven layers", "the one layer"],
)
add_guess(
    "08.x", "And on the 1,000 digits that both were trained on: how do the seven layers of 128 read them, beside the "
    "layer of 499?",
    "choice", "Both read all of them. The seven layers have learned these digits by heart just as well, and what they "
    "learned carries over less.",
    choices=["they read fewer of them", "they read as many of them"],
)
add_guess(
    "08.s", "Trained on 1,000 digits: which of the four reads the most new digits?",
    "choice", "It has a sixteenth of the wide layer's parameters and only one hidden layer. Shared weights in small "
    "patches do the work.",
    choices=["two convolutions", "one convolution", "small patches, not shared", "one wide layer"],
)
add_guess(
    "08.y", "The same eight layers of sigmoids, the same number of epochs, and Adam in place of plain gradient "
    "descent: how many of the five starts get more than 80 % right?",
    "number", "So a good function was in the set all the time. Plain gradient descent did not get there, because its "
              "steps are small where the slopes are small.",
    low=0, high=5, whole=True,
)
add_guess(
    "08.u", "Twice as many neurons, 160 in place of 80: by what factor does the largest error of the stairs shrink?",
    "number", "Each stair is then half as high. To follow this curve with one more digit, the stairs need ten times as "
              "many neurons.",
    low=1, high=100, log=True,
)
add_guess(
    "08.z", "Forty neurons, trained with Adam from five random starts: how far from the curve are they at most? (Take "
    "the middle one of the five. Built by hand: 0.03.)",
    "number", "Training found something about as good. That need not be so: the theorem does not promise it.",
    low=0.001, high=10, log=True, digits=1,
)
add_guess(
    "08.v", "Five hidden layers of two tanh neurons each: of 200 random networks, how many have an output that turns "
    "at least once?",
    "number", "One neuron more in each layer, and most of them turn.",
    low=0, high=200, whole=True,
)
add_guess(
    "08.w", "How often does 1-8-8-1, with as many parameters, turn if its weights are set in this way?",
    "number",
    "The second layer folds each of the first layer's eight pieces eight times more: width adds, depth multiplies.",
    low=1, high=1000, log=True,
)
