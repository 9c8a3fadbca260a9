"""Exercises, questions and guesses of notebook 05c."""

import numpy as np

from ...exercises import draw
from ...exercises.asking.guess import add_guess
from ...exercises.asking.question import add_question
from ...exercises.exercise import FITS, exercise
from ...words import say


def operations(random):
    """(operation, inputs): each operation with friendly numbers, then with others."""
    fixed = [("+", [2.0, 3.0]), ("*", [2.0, 3.0]), ("exp", [1.0]), ("sin", [0.7]), ("1/x", [2.0])]
    drawn = [(name, list(random.uniform(0.5, 2, 2 if name in "+*" else 1).round(2))) for name, _ in fixed]
    return fixed + drawn + [("*", [-1.5, -4.0]), ("*", [0.0, 3.0]), ("exp", [0.0]), ("sin", [4.0]), ("1/x", [-0.5])]


def any_operation(random):
    """(operation, inputs), also whole numbers, large and tiny ones"""
    name = draw.one_of(random, "+", "*", "exp", "sin", "1/x")
    large = 80.0 if name == "exp" else draw.one_of(random, 1000.0, -2000.0, 100_000.0)
    some = lambda: draw.one_of(  # noqa: E731
        random, 1.0, -1.0, 2, -3, -0.25, random.normal(), 20 * random.normal(), 0.05 * random.normal(), large, 2.0**-40,
        0.0)
    inputs = [some() for _ in range(2 if name in "+*" else 1)]
    return name, [x or 1e-3 for x in inputs] if name == "1/x" else inputs


def numbers_alone(slopes, operation, inputs):
    """A tuple of the list; TypeError where it holds lists: what goes on to calculate with them cannot."""
    if isinstance(slopes, list | tuple) and any(isinstance(one, list | tuple) for one in slopes):
        raise TypeError(say("expected a number for each input, but there is a list"))
    return (slopes,)


@exercise(
    "05c.1", "the slopes of one operation", cases=operations, wide=any_operation, returns=("slopes[{}]",),
    look=numbers_alone,
    hints=[
        "Take one operation after the other, with `if`. For each input ask: by how much does the output move, for a "
        "small step of this input alone?",
        "In a product x·y the other factor says by how much: a step of x is multiplied by y, and a step of y by x.",
        "eˣ is its own slope, the slope of sin x is cos x, and the slope of 1/x is −1/x².",
    ],
    mistakes={
        "not-crossed": (
            "The two slopes of the product are swapped: a step of x is multiplied by y, and one of y by x.",
            ("return [y, x]", "return [x, y]")),
        "product-as-sum": (
            "Your product has the slopes of a sum. A step of x is multiplied by y before it reaches the output.",
            ("return [y, x]", "return [1.0, 1.0]")),
        "sine-itself": ("sin is not its own slope: the slope of sin is cos.", ("np.cos(x)", "np.sin(x)")),
        "minus-cosine": ("The slope of sin has the wrong sign. The slope of cos has a minus; that of sin has none.",
                         ("np.cos(x)", "-np.cos(x)")),
        "no-minus": ("The minus in the slope of 1/x is missing: when x grows, 1/x falls.",
                     ("return [-1 / x**2]", "return [1 / x**2]")),
        "power-rule": (
            "x · eˣ⁻¹ is the rule for a power of x, such as x³. In eˣ the x is the exponent: eˣ is its own slope.",
            ("np.exp(x)", "x * np.exp(x - 1)")),
        "no-brackets": ("Your slope of 1/x is always −1, as `-1 / x * x` is, which means (−1 / x) · x. Write "
                        "`-1 / (x * x)` or `-1 / x**2`.",
                        ("-1 / x**2", "-1 / x * x")),
    },
)
def local_slopes(operation, inputs):
    """operation "+", "*", "exp", "sin" or "1/x"; inputs [x, y] for "+" and "*", [x] for the others →
    the slope of the output for each input, a list as long as inputs."""
    if operation == "+":
        return [1.0, 1.0]
    if operation == "*":
        x, y = inputs
        return [y, x]
    x = inputs[0]
    if operation == "exp":
        return [np.exp(x)]
    if operation == "sin":
        return [np.cos(x)]
    return [-1 / x**2]


FORK = {"s": [], "x": ["s", "s"], "y": ["s"], "p": ["x", "y"], "q": ["y", "y"], "z": ["p", "q"]}
GRAPHS = [  # (inputs, last): one node, two short cuts, the slide's fork, and some with nodes that `last` does not need
    ({"a": []}, "a"),
    ({"c": ["a", "b"], "b": ["a"], "a": []}, "c"),
    ({"d": ["a", "c"], "c": ["a", "b"], "b": [], "a": []}, "d"),  # c's first input is there before, the second is not
    (FORK, "z"),
    ({"unused": ["w"], "loss": ["y", "early"], "y": ["late"], "late": ["early"], "early": ["w"], "w": []}, "loss"),
    ({"x": [], "y": ["x", "x"], "c": ["a", "b", "a"], "b": ["a"], "a": [], "z": ["y", "c"]}, "c"),
    ({"e": ["a", "d"], "d": ["c", "b"], "c": ["b"], "b": ["a", "a"], "a": [], "f": ["e"]}, "e"),
    ({"a": [], "b": ["a"], "c": ["a", "a", "b"]}, "c"),
    ({"z": ["a", "n", "m"], "a": [], "n": ["a"], "m": ["k"], "k": []}, "z"),
    ({"z": ["k", "m"], "m": ["k"], "k": ["a"], "a": []}, "z"),
    ({"b": ["a", "a", "a"], "c": ["b", "a", "a"], "a": []}, "c"),
    ({"c": [], "d": ["e"], "f": ["e", "d"], "e": ["c"], "a": ["d"], "g": ["d", "b"], "b": ["c", "f", "a"]}, "g"),
    ({1.5: ["b", 0, "c"], "b": [0], 0: [], "c": []}, 1.5),  # nodes that cannot be sorted, and one that is falsy
    ({"z": ["e", "j"], **{two[1]: [two[0]] for two in "ab bc cd de fg gh hi ij".split()}, "a": [], "f": []}, "z"),
    ({f"n{k}": [f"n{k - 1}"] if k else [] for k in range(24, -1, -1)}, "n24"),  # a long way, named from behind
]


def graph(random):
    """(inputs, last): any order in the dictionary, arrows side by side, nodes that nobody needs on either side; now and
    then one long way, with a short cut."""
    if random.random() < 0.03:
        names = [f"n{k}" for k in random.permutation(draw.one_of(random, 26, 200)).tolist()]
        inputs = dict(zip(names, ([], *([name] for name in names)), strict=False))
        inputs[names[-1]].append(names[0])
        return {name: inputs[name] for name in random.permutation(names).tolist()}, names[-1]
    names = draw.one_of(random, [*"abcdefghij"], ["x", "x1", "x2", "x10", "x11", "x12", "y", "y1", "xy", "z"])
    names, few = random.permutation(names[: random.integers(1, 11)]).tolist(), random.choice([0, 2])
    inputs = {name: random.choice(names[:k], random.integers(few, 6)).tolist() if k else []
              for k, name in enumerate(names)}
    if random.random() < 0.1:  # many arrows into one
        inputs[names[-1]] = random.choice(names[:-1] or names, 12).tolist() if len(names) > 1 else []
    last = random.choice(names[len(names) // 2 :]).item()
    return {name: inputs[name] for name in random.permutation(names).tolist()}, last


def needed(inputs, last):
    """The nodes that `last` is made of, and itself."""
    return {last}.union(*(needed(inputs, node) for node in inputs[last]))


def in_order(order, inputs, last):
    """FITS, or what is wrong with an order: many are right."""
    if not isinstance(order, list | tuple) or any(isinstance(one, list | tuple) for one in order):
        raise TypeError(say("expected a list of nodes"))
    if missing := sorted(needed(inputs, last) - set(order), key=str):
        return say("{name} is missing", name=missing[0])
    if extra := sorted(set(order) - needed(inputs, last), key=str):
        return say("{last} does not need {name}", last=last, name=extra[0])
    early = next(((node, each) for node in order for each in inputs[node] if order.index(each) > order.index(node)), ())
    if len(set(order)) < len(order):
        if early:
            return say("{name} stands before its input {input}, and one node is listed twice", name=early[0],
                       input=early[1])
        return say("one node is listed twice")
    return say("{name} stands before its input {input}", name=early[0], input=early[1]) if early else FITS


def near_first(inputs, last):
    """First all that are one step away from `last`, then those that are two away: the other way round."""
    order = [last]
    for node in order:
        order.extend(each for each in dict.fromkeys(inputs[node]) if each not in order)
    return order


# pieces of the reference
MET_AGAIN = "        if node in seen:\n            return\n        seen.add(node)\n"
VISITS, ADDED = "        for each in inputs[node]:\n            visit(each)\n", "        order.append(node)\n"


@exercise(
    "05c.2", "an order in which every node waits", cases=lambda random: [*GRAPHS, *(graph(random) for _ in range(24))],
    wide=graph, look=in_order,
    hints=[
        "A function of your own that visits one node, and calls itself for each of the node's inputs, finds them all.",
        "A node goes into the list only after all of its inputs are in. So add it when the visits of its inputs are "
        "over, not before.",
        "Several paths lead to the same node. If it was visited before, there is nothing to do: keep a set of those "
        "that were. All visits share it if the visiting function stands inside yours, below the line that makes the "
        "set.",
    ],
    mistakes={
        "at-once": ("In yours the last node stands at the front, before its inputs. A node has to come after all of "
                    "its inputs: visit these first, then append the node itself, and leave the list as it is.",
                    [(VISITS + ADDED, ADDED + VISITS), near_first, ("return order", "return order[::-1]")]),
        "at-once-each-time": ("Your last node stands at the front, before its inputs, and a node that several others "
                              "use stands there several times. Visit a node only if it was not visited before; first "
                              "visit all of its inputs, and then add the node itself, at the end of the list.",
                              (MET_AGAIN + VISITS + ADDED, ADDED + VISITS)),
        "at-once-turned": ("You add a node as soon as it is met, in front of the others or with the list turned round "
                           "at the end. That is not enough: where a short way and a long one lead to the same node, "
                           "it is met too early. First visit the inputs, then add the node.",
                           (VISITS + ADDED, "        order.insert(0, node)\n" + VISITS)),
        "near-first": (
            "You go step by step away from the last node. Where a short way and a long one lead to the same node, the "
            "number of steps does not say who has to wait for whom. First visit the inputs, then add the node.",
            lambda inputs, last: near_first(inputs, last)[::-1]),
        "twice": (
            "A node that several others use stands in your list several times. First look whether it is there already. "
            "All visits have to use the same list or set: one that each visit makes anew knows nothing of the others.",
            ("        if node in seen:\n            return\n", "")),
        "as-written": (
            "These are the nodes in the order of the dictionary. Nothing guarantees that it names the inputs first.",
            [lambda inputs, last: list(inputs), lambda inputs, last: list(inputs)[::-1]]),
        "last-missing": ("The last node itself is missing.", ("return order", "return order[:-1]")),
    },
)
def topological_order(inputs, last):
    """inputs, a dictionary: inputs[node] lists the nodes that node was computed from; last, a node →
    a list of all the nodes that last needs, each once and after all of its inputs, with last at the end."""
    order, seen = [], set()

    def visit(node):
        if node in seen:
            return
        seen.add(node)
        for each in inputs[node]:
            visit(each)
        order.append(node)

    visit(last)
    return order


def graphs_with_slopes(random):
    """(order, inputs, slopes): those GRAPHS, each in a right order, which the dictionary does not have; whole
    numbers first, then others."""
    cases = []
    for cut, some in ((-1, lambda: float(random.integers(2, 5))), (1, lambda: float(random.choice([0, 0.5, -1.5, 2])))):
        for inputs, last in GRAPHS:
            order = topological_order(inputs, last)
            cases.append((order, {node: inputs[node] for node in order[cut:] + order[:cut]},
                          {node: [some() for _ in inputs[node]] for node in order[cut:] + order[:cut]}))
    # a node that the last does not need
    cases.append((["a", "z"], {"u": ["a"], "z": ["a", "a"], "a": []}, {"u": [2.0], "z": [3.0, 0.5], "a": []}))
    cases.append((["a", "b", "z"], {"z": ["b"], "b": ["a"], "a": []}, {"z": [1 / 6], "b": [3.0], "a": []}))
    return cases


def any_graph_with_slopes(random):
    """(order, inputs, slopes): any right order, and slopes of 0, too, but on a long way: it would come to nothing."""
    inputs, last = graph(random)
    waiting, order = needed(inputs, last), []
    while waiting:
        free = sorted(name for name in waiting if waiting.isdisjoint(inputs[name]))
        order.append(draw.one_of(random, *free))
        waiting.remove(order[-1])
    some = lambda: draw.one_of(random, 0.0, 1.0, -2.0, random.normal(), random.normal() / 1000)  # noqa: E731
    if len(order) > 20:
        some = lambda: draw.one_of(random, 1.0, -1.0)  # noqa: E731
    return order, inputs, {name: [some() for _ in inputs[name]] for name in inputs}


def all_slopes(grads, order, inputs, slopes):
    """The slopes in the order of the nodes."""
    if not isinstance(grads, dict):
        raise TypeError(say("expected a dictionary with the slope of each node"))
    if missing := [node for node in order if node not in grads]:
        raise LookupError(say("{name} is missing from the dictionary", name=missing[0]))
    if extra := [node for node in grads if node not in order and grads[node]]:  # its slope is 0, given or not
        raise LookupError(say("{last} does not need {name}", last=order[-1], name=extra[0]))
    return [grads[node] for node in order]


@exercise(
    "05c.3", "the walk back", cases=graphs_with_slopes, wide=any_graph_with_slopes, look=all_slopes,
    hints=[
        "Begin with a dictionary that has 0.0 for each node. The last node's slope for itself is 1.",
        "Go through the order from its end, `reversed(order)`: then all that a node receives has arrived before the "
        "node passes it on.",
        "A node passes to each of its inputs its own slope times the slope of that input, which you find in `slopes`.",
        "When several paths lead to a node, several slopes arrive there. What do you do with them where the paths "
        "meet?",
    ],
    mistakes={
        "overwritten": (
            "Where paths meet, your last slope overwrites those that came before. Add them: += in place of =.",
            ("grads[each] += ", "grads[each] = ")),
        "once": ("The chain stops after one step: a node has to pass on its own slope times the local one.",
                 ("slope * grads[node]", "slope")),
        "no-local-slope": ("Every node passes its slope on unchanged. Multiply it by the local slope of the input.",
                           ("slope * grads[node]", "grads[node]")),
        "start-at-0": ("All slopes are 0 at the end. The last node's slope for itself is 1, and each node keeps what "
                       "has arrived at it.",
                       ("grads[order[-1]] = 1.0", "grads[order[-1]] = 0.0")),
        "nothing-arrives": (
            "Nothing reaches the inputs: all slopes but the last node's stay 0. Does the walk begin at the last node, "
            "and does `grads[each]` of an input grow by what has arrived in `grads[node]`?",
            [("grads[each] += slope * grads[node]", "grads[node] += slope * grads[each]"),
             ("reversed(order)", "reversed(order[:-1])")]),
        "all-local-slopes": ("Every input gets the sum of all local slopes of the node. Each has one of its own.",
                             ("slope * grads[node]", "sum(slopes[node]) * grads[node]")),
        "first-arrow": ("Where two arrows come from the same input, yours takes the local slope of the first for "
                        "both: `index` finds only the first. zip(inputs[node], slopes[node]) goes through the pairs.",
                        ("slope * grads[node]", "slopes[node][inputs[node].index(each)] * grads[node]")),
        "one-arrow": (
            "Two arrows from the same input count only once in yours, as in a set. Each is a path of its own.",
            [("zip(inputs[node], slopes[node], strict=True)", "dict(zip(inputs[node], slopes[node])).items()"),
             ("zip(inputs[node], slopes[node], strict=True)",
              "[(one, slopes[node][inputs[node].index(one)]) for one in set(inputs[node])]")]),
        "forward": ("You do not go through `order` from its end to its beginning. Walk back from its end: a node can "
                    "pass on only what has already arrived at it.",
                    ("reversed(order)", "order")),
    },
)
def walk_back(order, inputs, slopes):
    """order: the nodes that its last needs, each after its inputs; inputs[node] lists its inputs, slopes[node] its
    local slope for each → a dictionary: for each node the slope of the order's last node, all paths together."""
    grads = dict.fromkeys(order, 0.0)
    grads[order[-1]] = 1.0
    for node in reversed(order):
        for each, slope in zip(inputs[node], slopes[node], strict=True):
            grads[each] += slope * grads[node]
    return grads


add_question(
    "05c.c",
    "w = s · s is used in five places of a formula. How often does the walk back pass something on from w to s?",
    [
        ("Ten times, over two arrows from each place", "Five parts come to w, and they are added there before w has "
         "its turn. Then only their sum goes on."),
        ("Five times, once for each place", "Five parts come to w, but w has one turn, when all five are there. It "
         "hands on their sum."),
        ("Twice, once over each arrow", "w has one turn, when all five parts are there, and s · s has two arrows. This "
         "is why one walk is enough, however many paths there are."),
        ("Once, with the whole sum", "w has one turn, but two arrows run from s to w, since s · s takes s twice. Each "
         "brings a part."),
    ],
    right="c",
)
add_question(
    "05c.b", "What does loss.backward() in PyTorch do?",
    [
        ("It nudges each parameter by a tiny step", "Then a million parameters would take two million passes, and the "
         "slopes would be off a little. Yours were exact up to rounding, after one walk."),
        ("It derives a formula for each slope and puts the numbers in", "Only the single operations have formulas. The "
         "walk multiplies and adds numbers."),
        ("It multiplies and adds numbers, backward along the graph", "That is your walk_back: local slopes that are "
         "exact, multiplied along the paths and added where paths meet."),
        ("It moves the parameters downhill", "That is the optimizer's step, another line."),
    ],
    right="c",
)

add_guess(
    "05c.r", "How many nodes has the graph of the lecture's 2-2-2-2 network with its squared error, for one example? "
    "Each number that goes in is a node, and each operation.",
    "number",
    "2 inputs, 18 parameters, 10 in each of 6 neurons (4 for z, 6 for σ with its two constants), 9 for the loss.",
    low=5, high=1000, whole=True, log=True,
)
add_guess(
    "05c.s", "A 2-16-16-2 network and 20 examples. How many times longer does a gradient take with a node for each "
    "number than with NumPy?",
    "number", "Here every single number is an object of Python, made and visited one after the other. NumPy works "
    "with a few arrays.",
    low=1, high=1e5, log=True,
)
