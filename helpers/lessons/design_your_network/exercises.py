"""Exercises, questions and guesses of notebook 07."""

import numpy as np

from ...exercises import draw
from ...exercises.asking.guess import add_guess
from ...exercises.asking.question import add_question
from ...exercises.exercise import FITS, exercise
from ...words import say
from ..feedforward_network.exercises import count_parameters

# ---- luck of the start ----

add_question(
    "07.a", "Accuracy on unseen digits, three starts each. A: 94.1, 94.6, 94.3 %. B: 93.9, 94.9, 94.4 %. Which "
    "structure is better?",
    [
        ("B: it has the best network of all", "Its best start is one of three, and its worst is the worst of all. "
         "That is a wider band, not a better structure."),
        ("B: its mean is higher", "By less than a tenth of a percentage point, while single starts of B lie a whole "
         "point apart."),
        ("A: its worst start is better", "By a fifth of a percentage point. With three other starts it could be the "
         "other way round."),
        ("They have not been told apart", "A's band lies within B's. More starts may tell them apart, or "
                                          "there is nothing to tell."),
    ],
    right="d",
)


# ---- depth and width under a budget ----


def budgets(random):
    """(inputs, outputs, depth, budget): one where the budget can be used to the last parameter, then others."""
    cases = [(4, 2, 1, 65), (4, 2, 1, 41), (4, 2, 2, 110), (3, 2, 1, 8)]
    cases.append((20, 5, 1, 1564))  # a neuron more costs 1565
    cases.append((4, 2, 3, 30))  # not enough for layers of three neurons
    cases.append((3, 2, 2, 10))  # layers of one neuron, and no more
    cases += [(3, 25, 2, 93), (1, 1, 2, 14)]  # not to be used by one wide layer alone
    cases += [(3, 3, 2, 51), (2, 10, 3, 135), (784, 10, 2, 807), (784, 5, 2, 807)]  # a root a little too small wastes
    cases.append((5, 5, 1, 89))  # nor by layers as wide as the inputs
    cases.append((2, 3, 2, count_parameters([2, 120, 120, 3])))  # two wide layers
    cases.append((1, 1, 1, count_parameters([1, 2500, 1])))
    for depth in (1, 2, 3, 5):
        inputs, outputs, width = (int(random.integers(*ends)) for ends in ((5, 30), (2, 11), (8, 25)))
        size = count_parameters([inputs, *[width] * depth, outputs])
        cases += [(inputs, outputs, depth, size + int(random.integers(1 + size // 50)))]
        cases += [(inputs, outputs, depth, size), (inputs, outputs, depth, size - 1)]  # just enough, just too little
    return cases


def any_budget(random):
    """(inputs, outputs, depth, budget): from one that is enough for layers of one neuron and no more to thousands."""
    inputs, outputs, depth = draw.whole(random, 1, 20), draw.whole(random, 1, 9), draw.whole(random, 1, 5)
    if random.random() < 0.2:  # one wide layer, or many inputs
        sizes = draw.one_of(random, [3, draw.whole(random, 80, 198), outputs], [784, 30, 10], [784, 128, 10])
        return sizes[0], sizes[-1], 1, count_parameters(sizes)
    width = draw.one_of(random, 1, 2, 3, draw.whole(random, 4, 30))
    depth = draw.one_of(random, *[depth] * 9, 12)
    least = count_parameters([inputs, *[width] * depth, outputs])
    return inputs, outputs, depth, least + draw.one_of(random, 0, 0, 1, 2, draw.whole(random, 0, least))


def fits(sizes, inputs, outputs, depth, budget):
    """FITS, or what is wrong with a structure: many are right."""
    if not isinstance(sizes, list | tuple | np.ndarray) or any(isinstance(size, list | tuple) for size in sizes[:1]):
        raise TypeError(say("expected a list of sizes"))
    name = "-".join(map(str, sizes))
    if any(not isinstance(size, int | np.integer) or size < 1 for size in sizes):
        return say("{sizes}: a layer has a whole number of neurons, at least 1, and Python knows whole numbers as int",
                   sizes=name)
    if len(sizes) < 2 or (sizes[0], sizes[-1]) != (inputs, outputs):
        return say("{sizes} does not begin with the {inputs} inputs and end with the {outputs} outputs",
                   sizes=name, inputs=inputs, outputs=outputs)
    hidden, parameters = len(sizes) - 2, count_parameters(sizes)
    if hidden < depth:
        return say("{sizes} has fewer hidden layers than {depth}, namely {hidden}",
                   sizes=name, depth=depth, hidden=hidden)
    if parameters > budget:
        return say("{sizes} is over budget: it has {parameters} parameters, and {budget} are allowed",
                   sizes=name, parameters=parameters, budget=budget)
    equal = count_parameters(widest(count_parameters)(inputs, outputs, depth, budget))
    if parameters < min(0.9 * budget, equal):
        return say("{sizes} wastes the budget: it has {parameters} parameters, less than 90 % of {budget}, and more "
                   "would fit",
                   sizes=name, parameters=parameters, budget=budget)
    return FITS


def widest(count, hidden=lambda depth: depth, beyond=0):
    """The reference with another way to count, another number of hidden layers, or so many neurons beyond."""

    def mistake(inputs, outputs, depth, budget):
        sizes = lambda width: [inputs, *[width] * hidden(depth), outputs]  # noqa: E731
        width = 1
        while width < 10_000 and count(sizes(width + 1)) <= budget:
            width += 1
        return sizes(width + beyond)

    return mistake


@exercise(
    "07.2", "spend a budget of parameters", cases=budgets, wide=any_budget, tries=60, look=fits,
    hints=[
        "Many structures are right. The simplest have the same width in each hidden layer: then one number is to be "
        "found.",
        "For a given width you can write the list of sizes, and count_parameters says what it costs.",
        "Try the widths 1, 2, 3 and so on. The last one that still fits is the one to return.",
    ],
    mistakes={
        "no-biases": ("You do not count all biases: each neuron has one, so a layer costs (inputs + 1) · outputs.",
                      widest(lambda sizes: count_parameters(sizes) - sum(sizes[1:]))),
        "neurons": ("You counted neurons. The budget is in parameters: a weight for each wire, a bias for each neuron.",
                    widest(sum)),
        "one-too-wide": ("Yours is one neuron too wide: it is the first width that no longer fits.",
                         widest(count_parameters, beyond=1)),
        "layer-too-few": ("There is one hidden layer too few. The input layer does not count as one (misconception "
                          "12), nor does the output.",
                          widest(count_parameters, hidden=lambda depth: depth - 1)),
        "hidden-only": ("There are only the hidden layers. The list begins with the number of inputs and ends with "
                        "that of outputs.",
                        ("[inputs, *[width] * depth, outputs]", "[width] * depth")),
    },
)
def within_budget(inputs, outputs, depth, budget):
    """Four whole numbers (the budget is enough for layers of one neuron) → sizes [inputs, …, outputs] with at least
    `depth` hidden layers and at most `budget` parameters, of which at least 90 % are used, or as many as hidden
    layers of one width can use."""
    width = 1
    while count_parameters([inputs, *[width + 1] * depth, outputs]) <= budget:
        width += 1
    return [inputs, *[width] * depth, outputs]


add_question(
    "07.b", "Above are three networks and three numbers. What explains these numbers?",
    [
        ("Eight layers overfit the 5,000 digits", "Then they would read those that they were trained on. They read "
         "them as badly as the others."),
        ("Four numbers eight times lose the digit", "Nothing has to get lost: the copy with eight layers reads exactly "
         "as many digits as the single layer."),
        ("Eight layers can express less than one", "They can express all that one layer can: the copy shows it."),
        ("Training does not find a good θ", "A good θ is in the set, for the copy has it. From a random start gradient "
         "descent does not get there in ten epochs."),
    ],
    right="d",
)


add_guess(
    "07.q",
    "A single hidden layer of 4 neurons reads 73 % of the digits. What share do eight layers of 4 neurons read?",
    "number", "That is the mean of five starts, which lie far apart: deep and narrow networks are hard to train.",
    unit="%", low=0, high=100, digits=3,
)
add_guess(
    "07.r", "After the same number of training runs, which has found the better structure, most of the time?",
    "choice", "Four of the five evolutions were behind nearly all the way. But each structure had one start: from four "
    "others it changed from run to run.",
    choices=["the evolutions", "the grid in random order", "it changes from run to run"],
)
add_guess(
    "07.t",
    "Now there are 12,730 parameters in place of 17. After 400 steps of gradient descent all 250 training digits are "
    "right. Evolution may run the network 1,200 times, which is as much work. What share of them does it get right?",
    "number", "Half of all tiny random changes lower the cost. But among 12,730 directions, a random one is on "
    "average some 140 times less steep than the gradient, and steps as large as evolution's mostly harm.",
    unit="%", low=0, high=100,
)
