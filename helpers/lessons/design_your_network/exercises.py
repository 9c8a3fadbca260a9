"""Exercises, questions and guesses of notebook 07."""

import numpy as np

from ...exercises.exercise import FITS, exercise
from ...exercises.guess import add_guess
from ...exercises.question import add_question
from ...words import say
from ..feedforward_network.exercises import count_parameters

# ---- luck of the start ----


def trials(random):
    """(accuracies,): two structures from three starts, then one, as many as starts, and many, in three decimals."""
    fixed = np.array([[0.92, 0.95, 0.92], [0.6, 0.1, 0.2]])
    return [(fixed,)] + [(random.uniform(0.1, 1, shape).round(3),) for shape in ((1, 4), (4, 4), (6, 3), (2, 10))]


@exercise(
    "07.1",
    "mean and range over the starts",
    cases=trials,
    hints=[
        "A row is a structure, and its starts stand side by side. So what is wanted is one number a row, twice.",
        "axis=1 is the axis that goes away: the mean of each row, the largest and the smallest of each row.",
        "The range is how far the best start lies above the worst. NumPy calls it ptp, from peak to peak.",
    ],
    mistakes={
        "columns": (
            "You averaged down the columns, over the structures. The starts of a structure stand in its row.",
            ("accuracies.mean(axis=1), np.ptp(accuracies, axis=1)",
             "accuracies.mean(axis=0), np.ptp(accuracies, axis=0)")),
        "one-for-all": (
            "These are one mean and one range for everything. Each structure has its own.",
            ("accuracies.mean(axis=1), np.ptp(accuracies, axis=1)", "accuracies.mean(), np.ptp(accuracies)")),
        "deviation": (
            "The mean is right, but its partner is a standard deviation or a variance. The range goes from the worst "
            "start to the best.",
            [("np.ptp(accuracies, axis=1)", "accuracies.std(axis=1)"),
             ("np.ptp(accuracies, axis=1)", "accuracies.std(axis=1, ddof=1)"),
             ("np.ptp(accuracies, axis=1)", "accuracies.var(axis=1)")]),
        "first-to-last": (
            "The range is taken between the first start and the last. Look for the largest and the smallest.",
            [("np.ptp(accuracies, axis=1)", "accuracies[:, -1] - accuracies[:, 0]"),
             ("np.ptp(accuracies, axis=1)", "accuracies[:, 0] - accuracies[:, -1]")]),
        "negative-range": (
            "The range is worst minus best. Turn it round: a range is not negative.",
            ("np.ptp", "-np.ptp")),
        "best-for-range": (
            "In place of the range there is the best start or the worst alone. It says nothing of how much is luck.",
            [("np.ptp(accuracies, axis=1)", "accuracies.max(axis=1)"),
             ("np.ptp(accuracies, axis=1)", "accuracies.min(axis=1)")]),
        "best-for-mean": (
            "In place of the mean there is the best start. That is how one is fooled by luck.",
            ("accuracies.mean(axis=1)", "accuracies.max(axis=1)")),
        "median": (
            "In place of the mean there is the median, the start in the middle.",
            ("accuracies.mean(axis=1)", "np.median(accuracies, axis=1)")),
        "mean-of-ends": (
            "The mean is taken of the worst and the best alone. All starts count.",
            ("accuracies.mean(axis=1)", "(accuracies.max(axis=1) + accuracies.min(axis=1)) / 2")),
        "sums": ("These are sums. Divide by the number of starts.", ("accuracies.mean", "accuracies.sum")),
        "other-order": (
            "Both are there, but in the other order: first the mean, then the range.",
            lambda accuracies: (np.ptp(accuracies, axis=1), accuracies.mean(axis=1))),
    },
    returns=("mean", "range"),
)
def over_starts(accuracies):
    """accuracies (structures, starts) → mean of each structure (structures,), best minus worst start (structures,)."""
    return accuracies.mean(axis=1), np.ptp(accuracies, axis=1)


add_question(
    "07.a",
    "Accuracy on unseen digits, three starts each. A: 94.1, 94.6, 94.3 %. B: 93.9, 94.9, 94.4 %. Which structure is "
    "better?",
    [
        ("B: it has the best network of all", "Its best start is one of three, and its worst is the worst of all. "
         "That is a wider band, not a better structure."),
        ("B: its mean is higher", "By less than a tenth of a percentage point, while single starts of B lie a whole "
         "point apart."),
        ("A: its worst start is better", "By a fifth of a percentage point. With three other starts it could be the "
         "other way round."),
        ("They have not been told apart", "The bands overlap nearly everywhere. More starts would tell, or nothing "
         "does."),
    ],
    right="d",
)


# ---- depth and width under a budget ----


def budgets(random):
    """(inputs, outputs, depth, budget): one where the budget can be used to the last parameter, then others."""
    cases = [(4, 2, 1, 65), (4, 2, 1, 41), (4, 2, 2, 110), (3, 2, 1, 8)]
    cases.append((20, 5, 1, 1564))  # a neuron more costs 1565
    cases.append((4, 2, 1, 1055))  # 150 neurons
    cases.append((4, 2, 1, 20))  # one width uses 16, and a neuron more costs 23
    for depth in (1, 2, 3, 5):
        inputs, outputs, width = (int(random.integers(*ends)) for ends in ((5, 30), (2, 11), (8, 25)))
        size = count_parameters([inputs, *[width] * depth, outputs])
        cases.append((inputs, outputs, depth, size + int(random.integers(1 + size // 50))))
    return cases


def fits(sizes, inputs, outputs, depth, budget):
    """FITS, or what is wrong with a structure: many are right."""
    if not isinstance(sizes, list | tuple | np.ndarray):
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


def without_biases(sizes):
    return sum(a * b for a, b in zip(sizes, sizes[1:], strict=False))


def neurons_alone(sizes):
    return sum(sizes)


def first_layer(sizes):
    return (sizes[0] + 1) * sizes[1]


def hidden_alone(sizes):
    return count_parameters(sizes[:-1])


def biases_of_each_layer(sizes):
    return without_biases(sizes) + sum(sizes)


@exercise(
    "07.2",
    "spend a budget of parameters",
    cases=budgets,
    look=fits,
    hints=[
        "Many structures are right. The simplest have the same width in each hidden layer: then one number is to be "
        "found.",
        "For a given width you can write the list of sizes, and count_parameters says what it costs.",
        "Try the widths 1, 2, 3 and so on. The last one that still fits is the one to return.",
    ],
    mistakes={
        "no-biases": (
            "You do not count the biases: each neuron has one, so a layer costs (inputs + 1) · outputs.",
            widest(without_biases)),
        "input-biases": (
            "The input layer gets biases as well in your count. It has no neurons and no parameters (misconception "
            "12).",
            widest(biases_of_each_layer)),
        "neurons": (
            "You counted neurons. The budget is in parameters: a weight for each wire, a bias for each neuron.",
            widest(neurons_alone)),
        "first-layer-only": (
            "Only the first layer is counted. The wires between the hidden layers and those to the outputs cost, too.",
            widest(first_layer)),
        "no-output-layer": (
            "The output layer is not counted: it has weights and biases as well.",
            widest(hidden_alone)),
        "one-too-wide": (
            "The loop goes one neuron too far: it returns the first width that no longer fits.",
            widest(count_parameters, beyond=1)),
        "one-too-narrow": (
            "The loop stops one neuron too early: the last width that fits is the one to return.",
            widest(count_parameters, beyond=-1)),
        "budget-left-out": (
            '"At most" allows the budget itself: here a structure that costs exactly so much is left out.',
            ("<=", "<")),
        "layer-too-few": (
            "There is one hidden layer too few. The input layer does not count as one (misconception 12), nor does "
            "the output.",
            widest(count_parameters, hidden=lambda depth: depth - 1)),
        "hidden-only": (
            "There are only the hidden layers. The list begins with the number of inputs and ends with that of "
            "outputs.",
            ("[-1]", "[-1][1:-1]")),
    },
)
def within_budget(inputs, outputs, depth, budget):
    """Four whole numbers → sizes [inputs, …, outputs] with at least `depth` hidden layers and at most `budget`
    parameters, of which at least 90 % are used, or as many as hidden layers of one width can use."""
    structures = [[inputs, *[width] * depth, outputs] for width in range(1, budget)]
    return [sizes for sizes in structures if count_parameters(sizes) <= budget][-1]


add_question(
    "07.b",
    "Three networks, three numbers in the cell above. What explains them?",
    [
        ("Eight layers have too many parameters", "They have fewer than 200 more, of about 3,200. Compare one layer "
         "of 128: it has 30 times as many and reads 95 %."),
        ("Four numbers eight times lose the digit", "Nothing has to get lost: the copy with eight layers reads exactly "
         "as many digits as the single layer."),
        ("Eight layers can express less than one", "They can express all that one layer can: the copy shows it."),
        ("Training does not find a good θ", "A good θ is in the set, for the copy has it. From a random start gradient "
         "descent does not get there. Nor is it overfitting: such a network reads the digits that it was trained on as "
         "badly as the others."),
    ],
    right="d",
)


# ---- evolution ----


def populations(random):
    """(fitness, n): three structures to choose two from, a draw, then others of all sizes."""
    cases = [({(8, 8, 8): 0.8, (64, 64): 0.93, (32,): 0.91}, 2)]
    cases += [({(8,): 0.7, (4, 4): 0.9, (16, 4): 0.5, (64,): 0.9, (16,): 0.7}, 3)]  # some are equally fit
    for size, n in ((2, 1), (4, 4), (6, 2), (8, 3)):
        fitness, accuracies = {}, random.permutation(90) / 100
        while len(fitness) < size:
            structure = random.choice([4, 8, 16, 32, 64, 128], random.integers(1, 5))
            fitness[tuple(structure.tolist())] = float(accuracies[len(fitness)])
        cases.append((fitness, n))
    return cases + [({(8,): 0.911, (16,): 0.914, (32,): 0.8}, 1)]  # equal if one rounds


def as_words(survivors, fitness, n):
    """Structures as "64-64, 32", where of several that are equally fit any may come first; anything else as it is."""
    if not isinstance(survivors, list | tuple | np.ndarray):
        raise TypeError(say("expected a list of {count} structures", count=n))
    left, standing, words = list(fitness), {}, []
    for one in survivors:
        if isinstance(one, tuple) and one in fitness:
            if one not in standing:
                standing[one] = next(other for other in left if fitness[other] == fitness[one])
                left.remove(standing[one])
            one = standing[one]
        plain = "-".join(map(str, one)) if isinstance(one, tuple | list) else one
        words.append(repr(plain) if isinstance(one, str) else str(plain))
    return ", ".join(words)


@exercise(
    "07.3",
    "who lives on",
    cases=populations,
    look=as_words,
    hints=[
        "Put all structures in order, the fittest first, and keep the beginning.",
        "sorted(…, key=f) sorts by what f says of each. What says how fit a structure is? Looking it up in the "
        "dictionary.",
        "sorted begins with the smallest; reverse=True turns that round.",
    ],
    mistakes={
        "least-fit": ("These are the least fit: sorting begins with the smallest number.", (", reverse=True", "")),
        "dictionary": (
            "Two structures can be equally fit. A dictionary from accuracy to structure keeps only one of them.",
            (lambda fitness, n: [
                 structure for _, structure in sorted({fit: one for one, fit in fitness.items()}.items(), reverse=True)
             ][:n])),
        "twice": (
            "Two structures can be equally fit. Yours looks up a structure by its accuracy and finds one of them "
            "twice.",
            (lambda fitness, n: [
                 {fit: one for one, fit in fitness.items()}[fit] for fit in sorted(fitness.values(), reverse=True)[:n]
             ])),
        "reversed": (
            "The right ones live on, but in the wrong order: the fittest comes first.",
            ("return sorted(fitness, key=fitness.get, reverse=True)[:n]",
             "return sorted(fitness, key=fitness.get)[-n:]")),
        "as-they-came": (
            "The right ones live on, but in the order in which they came: the fittest comes first.",
            lambda fitness, n: [
                structure for structure in fitness if fitness[structure] in sorted(fitness.values())[-n:]
            ]),
        "single": (
            "This is a single structure, and not a list of several. Put them in order and keep the first n.",
            [lambda fitness, n: max(fitness, key=fitness.get), ("[:n]", "[n - 1]")]),
        "places": (
            "These are places in the list. Wanted are the structures that stand there.",
            lambda fitness, n: np.argsort(list(fitness.values()))[::-1][:n]),
        "by-widths": (
            "This sorts by the widths, not by the fitness.",
            [("key=fitness.get, ", ""), ("key=fitness.get, reverse=True", "")]),
        "first-n": (
            "These are the first n as they come. Selection looks at the fitness.",
            ("sorted(fitness, key=fitness.get, reverse=True)", "list(fitness)")),
        "all": ("All are there, in the right order, but only n live on.", ("[:n]", "")),
        "one-too-many": ("One too many lives on: cut behind the n fittest.", ("[:n]", "[: n + 1]")),
        "one-too-few": (
            "One too few lives on: a slice ends before the number behind its colon.",
            ("[:n]", "[: n - 1]")),
        "wrong-end": ("These are the n least fit: you cut at the wrong end.", ("[:n]", "[-n:]")),
        "no-fittest": ("The fittest is left out: counting begins at 0.", ("[:n]", "[1 : n + 1]")),
        "only-one": ("Only one is left. A slice, with a colon, keeps several.", ("[:n]", "[n - 1 : n]")),
        "fitness": (
            "This is their fitness. Wanted are the structures themselves.",
            ("sorted(fitness, key=fitness.get, reverse=True)", "sorted(fitness.values(), reverse=True)")),
        "pairs": (
            "These are pairs of structure and fitness. Wanted are the structures alone.",
            ("sorted(fitness, key=fitness.get, reverse=True)",
             "sorted(fitness.items(), key=lambda pair: pair[1], reverse=True)")),
        "largest": (
            "The largest structures live on. Selection asks for the fittest, whatever their size.",
            [("fitness.get", "sum"), ("fitness.get", "len")]),
    },
)
def survivors(fitness, n):
    """fitness {structure: accuracy} → list of the n fittest structures, the fittest first."""
    return sorted(fitness, key=fitness.get, reverse=True)[:n]


# ---- convolution ----


def maps_and_kernels(random):
    """(maps, kernel, b): 2 x 3 pixels of one map with friendly numbers, then others, also whole numbers."""
    maps = np.array([[1.0, 2, 0], [0, 1, 3]])[:, :, None]
    cases = [(maps, np.array([[1.0, 0], [2, -1]])[:, :, None], 1.0)]
    for (h, w, c), k in (((3, 3, 2), 2), ((5, 4, 3), 3), ((4, 6, 1), 3), ((4, 3, 3), 1)):
        cases.append((random.normal(size=(h, w, c)), random.normal(size=(k, k, c)), float(random.normal())))
    cases.append((np.array([[1, 2, 0], [0, 1, 3]])[:, :, None], np.array([[0.5]])[:, :, None], 0.25))
    return cases


def looped(value, shrink=lambda k: k - 1):
    """The reference with another number at each place, or another size of what comes out."""

    def mistake(maps, kernel, b):
        k = len(kernel)
        z = np.zeros([side - shrink(k) for side in maps.shape[:2]])
        for i, j in np.ndindex(z.shape):
            z[i, j] = value(maps[i : i + k, j : j + k], kernel, b)
        return z

    return mistake


@exercise(
    "07.4",
    "a filter that sees several maps",
    cases=maps_and_kernels,
    hints=[
        "What comes out has one number for each place where the kernel fits: how many are there in a row, in a column?",
        "At one place: cut a patch out of the maps that is as high and as wide as the kernel. All maps come along.",
        "Patch and kernel now have the same shape (k, k, c). Multiply number by number, add up everything, add b once.",
    ],
    mistakes={
        "flipped": (
            "The kernel is flipped. Mathematics does that in its convolution; in networks the kernel lies on the "
            "patch as it is.",
            ("(kernel *", "(kernel[::-1, ::-1] *")),
        "all-flipped": (
            "The kernel is flipped, and the order of the maps as well. Let it lie on the patch as it is, map on map.",
            ("(kernel *", "(kernel[::-1, ::-1, ::-1] *")),
        "edges-0": (
            "The places in the last row and the last column stay 0: your loops end one too early.",
            ("np.ndindex(z.shape)", "np.ndindex(z.shape[0] - 1, z.shape[1] - 1)")),
        "transposed": (
            "The kernel is transposed: its rows belong to the rows of the patch.",
            ("(kernel *", "(kernel.transpose(1, 0, 2) *")),
        "no-bias": ("The bias is missing.", (" + b", "")),
        "bias-each-map": (
            "The bias is added once for each map. A filter is one neuron with one bias.",
            (" + b", " + b * maps.shape[2]")),
        "bias-each-product": (
            "The bias is added to each product, before the sum. Add it once, after the sum.",
            looped(lambda patch, kernel, b: (kernel * patch + b).sum())),
        "first-map": (
            "Only the first map is seen. The sum goes over all maps.",
            looped(lambda patch, kernel, b: (kernel * patch)[:, :, 0].sum() + b)),
        "maps-first": (
            "All maps are added up first and meet the kernel's first layer. Each map has its own k · k weights.",
            looped(lambda patch, kernel, b: (kernel[:, :, :1] * patch).sum() + b)),
        "average": ("This is the average of the products. A neuron adds them up.", (".sum()", ".mean()")),
        "edges-missing": (
            "The last row and the last column are missing: a kernel of k fits at h − k + 1 places, not h − k.",
            looped(lambda patch, kernel, b: (kernel * patch).sum() + b, shrink=lambda k: k)),
        "top-left": (
            "Your patch is always that of the top left corner. It has to move with i and j.",
            ("maps[i : i + k, j : j + k]", "maps[:k, :k]")),
        "i-j-swapped": (
            "i goes down the rows and j along the columns; in your patch they are swapped.",
            ("maps[i : i + k, j : j + k]", "maps[j : j + k, i : i + k]")),
        "z-each-map": (
            "There is a z for each map. One filter gives one map: add up over the maps, too.",
            lambda maps, kernel, b: b + np.einsum(
                "ijcuv,uvc->ijc",
                np.lib.stride_tricks.sliding_window_view(maps, kernel.shape[:2], axis=(0, 1)),
                kernel,
            )),
        "relu": (
            "A ReLU is in it. Wanted is z, before the activation function.",
            ("return z", "return np.maximum(z, 0)")),
    },
)
def see_maps(maps, kernel, b):
    """maps (h, w, c), kernel (k, k, c), b a number → z (h − k + 1, w − k + 1)."""
    k = len(kernel)
    z = np.zeros((maps.shape[0] - k + 1, maps.shape[1] - k + 1))
    for i, j in np.ndindex(z.shape):
        z[i, j] = (kernel * maps[i : i + k, j : j + k]).sum() + b
    return z


# ---- what a convolution costs ----


def layers(random):
    """(shape, filters, kernel, pool): a digit, a square, other sides, some with rows left over."""
    fixed = [((28, 28, 1), 8, 5, 2), ((12, 12, 8), 16, 5, 2), ((4, 4, 1), 1, 3, 1)]
    fixed += [((10, 7, 3), 2, 3, 3), ((9, 12, 2), 4, 3, 3)]  # two rows left over, one row left over
    pick = lambda low, high: int(random.integers(low, high))  # noqa: E731
    return fixed + [((pick(12, 30), pick(12, 30), pick(2, 6)), pick(2, 20), pick(1, 6), pick(2, 4)) for _ in range(3)]


@exercise(
    "07.5",
    "what a convolution makes and costs",
    cases=layers,
    hints=[
        "Convolution first: a kernel of 5 fits into 28 pixels at 24 places. Each filter makes one map.",
        "Then pooling: it divides height and width, and drops what is left over, so divide without a remainder (//).",
        "A filter is one neuron. How many numbers does it see at one place, over all channels? One weight each, and "
        "one bias.",
        "The weights are shared: the number of places plays no part in the number of parameters. Pooling has none.",
    ],
    mistakes={
        "no-biases": ("The biases are missing: each filter has one.", ("channels + 1)", "channels)")),
        "one-bias": (
            "There is only one bias in your count. Each filter is a neuron with a bias of its own.",
            ("(kernel * kernel * channels + 1) * filters", "kernel * kernel * channels * filters + 1")),
        "exchanged": (
            "The two are exchanged: first the shape, then the number of parameters.",
            ("return ((height - kernel + 1) // pool, (width - kernel + 1) // pool, filters), parameters",
             "return parameters, ((height - kernel + 1) // pool, (width - kernel + 1) // pool, filters)")),
        "no-channels": (
            "A filter sees all channels that come in: it has kernel · kernel weights for each of them.",
            ("kernel * kernel * channels", "kernel * kernel")),
        "kernel-not-square": (
            "A kernel is a square: it has kernel · kernel weights for each channel.",
            ("kernel * kernel", "kernel")),
        "too-many-biases": (
            "You have a bias for each weight of the kernel or for each channel. There is one for each filter.",
            [("(kernel * kernel * channels + 1) * filters", "(kernel * kernel + 1) * channels * filters"),
             ("(kernel * kernel * channels + 1) * filters", "kernel * kernel * (channels + 1) * filters")]),
        "each-place": (
            "You count the weights again at each place. They are shared: that is the point of a convolution.",
            ("(kernel * kernel * channels + 1) * filters",
             "(kernel * kernel * channels + 1) * filters * (height - kernel + 1) * (width - kernel + 1)")),
        "fully-connected": (
            "This many parameters has a fully connected layer to as many neurons. Most wires are cut here, and the "
            "rest share their weights.",
            ("(kernel * kernel * channels + 1) * filters",
             "(height * width * channels + 1) * filters * (height - kernel + 1) * (width - kernel + 1)")),
        "one-place-less": (
            "A kernel of k fits at h − k + 1 places, not h − k: count them for k = 1.",
            lambda shape, filters, kernel, pool: (
                ((shape[0] - kernel) // pool, (shape[1] - kernel) // pool, filters),
                (kernel * kernel * shape[2] + 1) * filters,
            )),
        "padding": (
            "The picture keeps its size in your convolution. Without padding the kernel has to fit: kernel − 1 pixels "
            "go.",
            lambda shape, filters, kernel, pool: (
                (shape[0] // pool, shape[1] // pool, filters), (kernel * kernel * shape[2] + 1) * filters
            )),
        "no-pooling": (
            "Pooling is forgotten: it divides height and width.",
            lambda shape, filters, kernel, pool: (
                (shape[0] - kernel + 1, shape[1] - kernel + 1, filters), (kernel * kernel * shape[2] + 1) * filters
            )),
        "left-over": (
            "Pooling drops the rows and columns that are left over: divide with //, so that whole numbers come out.",
            lambda shape, filters, kernel, pool: (
                ((shape[0] - kernel + 1) / pool, (shape[1] - kernel + 1) / pool, filters),
                (kernel * kernel * shape[2] + 1) * filters,
            )),
        "rounded-up": (
            "Rows and columns that are left over are dropped by pooling; you round up.",
            lambda shape, filters, kernel, pool: (
                (-((kernel - 1 - shape[0]) // pool), -((kernel - 1 - shape[1]) // pool), filters),
                (kernel * kernel * shape[2] + 1) * filters,
            )),
        "rounded": (
            "You round to the nearest whole number. Rows and columns that are left over are dropped, however many: "
            "divide with //.",
            lambda shape, filters, kernel, pool: (
                (round((shape[0] - kernel + 1) / pool), round((shape[1] - kernel + 1) / pool), filters),
                (kernel * kernel * shape[2] + 1) * filters,
            )),
        "pooled-first": (
            "You pool before you convolve. Convolution comes first, and its maps are pooled.",
            (lambda shape, filters, kernel, pool: (
                 (shape[0] // pool - kernel + 1, shape[1] // pool - kernel + 1, filters),
                 (kernel * kernel * shape[2] + 1) * filters,
             ))),
        "sliding-pool": (
            "You let the pooling slide pixel by pixel, as a kernel does. It moves on by its whole size: its blocks do "
            "not overlap.",
            lambda shape, filters, kernel, pool: (
                (shape[0] - kernel + 2 - pool, shape[1] - kernel + 2 - pool, filters),
                (kernel * kernel * shape[2] + 1) * filters,
            )),
        "channels-first": (
            "The channels come last in this course: (height, width, channels). Other toolkits put them first.",
            (lambda shape, filters, kernel, pool: (
                 (filters, (shape[0] - kernel + 1) // pool, (shape[1] - kernel + 1) // pool),
                 (kernel * kernel * shape[2] + 1) * filters,
             ))),
        "channels-multiplied": (
            "The channels that come in do not multiply those that go out: a filter adds up over them, and makes one "
            "map.",
            ("// pool, filters", "// pool, filters * channels")),
        "channels-in": (
            "As many channels go out as there are filters, not as many as came in.",
            ("// pool, filters", "// pool, channels")),
    },
    returns=("(height, width, channels)", "parameters"),
)
def convolution_and_pooling(shape, filters, kernel, pool):
    """shape (height, width, channels) → (shape after convolution and pooling), number of parameters."""
    height, width, channels = shape
    parameters = (kernel * kernel * channels + 1) * filters
    return ((height - kernel + 1) // pool, (width - kernel + 1) // pool, filters), parameters


add_question(
    "07.c",
    "A convolution is a fully connected layer with most weights 0 and the others shared. What can be gained by that?",
    [
        ("A convolution can express more", "It is a fully connected layer itself, so it can express nothing new: its "
         "set of functions is a part of the large one."),
        ("It has more parameters", "Both networks have about 6,000. It has more neurons, at the same price."),
        ("Its set is smaller and holds good functions", "What was thrown away, such as strokes that count at one "
         "place only, was not needed, and no examples are needed to rule it out."),
        ("Its gradient is exact", "Both gradients are exact. A shared weight adds up the slopes of all its places."),
    ],
    right="c",
)

add_question(
    "07.d",
    "\"With deep learning the machine learns the features itself, so there is nothing left for people to design.\" "
    "Right?",
    [
        ("No: people design the structure now", "With about 6,000 parameters each, one structure reads 92 % and "
         "another, designed for pictures, 99 %. The work moved from the features to the structure."),
        ("Yes: gradient descent finds all", "It finds θ within the structure it is given. That set of functions was "
         "chosen."),
        ("Yes, as evolution finds the structure", "Who chose the widths, the greatest depth, the kinds of layer? And "
         "it found what a small grid found."),
        ("No: people still design the features", "The features are learned, layer by layer. What is designed is "
         "another thing."),
    ],
    right="a",
    misconception=21,
)

add_guess(
    "07.p",
    "Nine structures, from one layer of 4 neurons to four layers of 64; the same 2,000 digits, three random starts "
    "each. For one of them luck matters most: how far does its best start lie above its worst?",
    "number",
    "In a narrow network much hangs on the start; the three starts of a network of width 64 end within about one "
    "point.",
    unit="percentage points", low=0, high=50,
)
add_guess(
    "07.q",
    "A single hidden layer of 4 neurons reads 75 % of the digits. What share do eight layers of 4 neurons read?",
    "number",
    "That is the mean of three starts, and they lie far apart: deep and narrow networks collapse.",
    unit="%", low=0, high=100, digits=3,
)
add_guess(
    "07.r",
    "After the same number of training runs, which has found the better structure, most of the time?",
    "choice",
    "Evolution spends its first runs on random structures. One of the five had luck with these and was ahead for two "
    "generations; the others were behind nearly all the way.",
    choices=["the evolutions", "the grid in random order", "it changes from run to run"],
)
add_guess(
    "07.s",
    "The best of 24 is in part the luckiest of 24, so each winner was trained anew from ten other starts. By how many "
    "percentage points does the best one beat a single layer of 128, the first thing that comes to mind, on the "
    "test digits?",
    "number",
    "Three of the four winners are level, and the fourth is no better than the first guess.",
    unit="percentage points", low=0, high=10,
)
add_guess(
    "07.t",
    "Four step neurons are 17 parameters; now there are 12,730. Gradient descent takes 400 steps and gets all of the "
    "250 digits right that it learns from. What share of them does evolution get right with 1,200 forward passes, "
    "which is no less work?",
    "number",
    "Half of all tiny random changes lower the cost. But among 12,730 directions, a random one is on average some 140 "
    "times less steep than the gradient, and steps as large as evolution's mostly harm.",
    unit="%", low=0, high=100,
)
add_guess(
    "07.u",
    "Eight filters of 5 × 5 look at a digit of 28 × 28. Their large matrix has 3,612,672 entries. How many different "
    "numbers other than 0 are there to learn in it?",
    "number",
    "Each filter has 5 × 5 weights, and all 576 places use the same ones.",
    low=1, high=10_000_000, log=True,
)
add_guess(
    "07.v",
    "A fully connected network of this size has only eight hidden neurons: the 784 pixels eat the parameters up. It "
    "and the CNN learn from 4,000 digits in three epochs. By how many percentage points is the CNN ahead on the test "
    "digits? A negative number says behind.",
    "number",
    "What a filter learns at one place it knows at every place, so a few digits go a long way.",
    unit="percentage points", low=-30, high=30,
)
add_guess(
    "07.w",
    "The CNN has learned from digits in the middle of the frame. What share of the test digits does it read when they "
    "are moved by three pixels?",
    "number",
    "A convolution moves with the digit and pooling forgives a pixel, but the last layer is fully connected and knows "
    "places.",
    unit="%", low=0, high=100,
)
