"""Wide cases of the exercises: all that a docstring allows, both signs, the smallest and the largest, ties, no effect.

A check tries few cases, so that a learner can follow them. What is wrong here has to be wrong there.
"""

import io

import numpy as np

from helpers.lessons.automatic_differentiation.exercises import graph, topological_order
from helpers.lessons.design_your_network.exercises import count_parameters
from helpers.lessons.relu_and_random_start import exercises as relus
from helpers.lessons.your_network.exercises import named_parameters


def whole(random, low, high):
    """A whole number from low to high, both included."""
    return int(random.integers(low, high + 1))


def array(random, *shape, kind=None):
    """Numbers of both signs, in one of four kinds: normal, quarters with many ties, whole numbers as int, spread."""
    kind = whole(random, 0, 3) if kind is None else kind
    numbers = random.normal(size=shape)
    return [numbers, (4 * numbers).round() / 4, (2 * numbers).round().astype(int), 4 * numbers.round(1)][kind]


def sizes(random, low, high, largest=6):
    """Low to high sizes of layers."""
    return [whole(random, 1, largest) for _ in range(whole(random, low, high))]


def network(random, *n, layers=4):
    """(x, weights, biases) of one layer or more; with n, a batch of 1 to n rows."""
    some = sizes(random, 2, layers + 1)
    weights = [array(random, out, into, kind=0) for into, out in zip(some, some[1:], strict=False)]
    n = [whole(random, 1, *n)] if n else []
    return array(random, *n, some[0]), weights, [array(random, size) for size in some[1:]]


def labelled(random, layers=4, large=True):
    """(X, labels, weights, biases), the scores now and then in the thousands, apart by no more than a few."""
    X, weights, biases = network(random, 7, layers=layers)
    if large and random.random() < 0.3:
        biases[-1] = biases[-1] + 1000 * whole(random, -1, 2)
    return X, random.integers(len(biases[-1]), size=len(X)), weights, biases


def scores(random, most=6):
    """Scores (n, k): small, equal, whole or so large that e to the power of them is infinite."""
    Z = array(random, whole(random, 1, 5), whole(random, 1, most))
    return Z if random.random() < 0.5 else Z * 10 ** whole(random, 0, 3) + 1000 * whole(random, -2, 2)


def scores_and_labels(random):
    Z = scores(random)
    return Z, random.integers(Z.shape[1], size=len(Z))


def of_any_shape(random):
    return tuple(whole(random, 1, 3) for _ in range(whole(random, 1, 3)))


def number_or_array(random, spread):
    if random.random() < 0.4:
        return random.choice([0, 0.0, 1, -1, 0.3, -0.3, 1e-37, -1e-37, 40.0, -40.0, 900.0, -900.0]).item()
    return array(random, *of_any_shape(random)) * 10 ** whole(random, 0, spread)


def example(random):
    """(w, b, x, t), quarters, so that z is often exactly 0, or above it by a hair."""
    w, x = array(random, 2, whole(random, 1, 5), kind=1)
    return w, random.choice([-w @ x, 2.0**-30 - w @ x, whole(random, -4, 4) / 4]).item(), x, whole(random, 0, 1)


def rows_and_delta(random):
    n, k, d = (whole(random, 1, 5) for _ in range(3))
    return array(random, n, k, kind=0), array(random, n, d)


def hidden(random):
    (k, m), n = (whole(random, 1, 5), whole(random, 1, 5)), [whole(random, 1, 4)] * whole(random, 0, 1)
    return array(random, *n, k, kind=0), array(random, k, m), array(random, *n, m)


def claims(random):
    """A loss of second degree, whose slopes by two nudges are exact, and claims that are right, nearly, or far off."""
    p = whole(random, 1, 5)
    Q, c, off = array(random, p, p), array(random, p), random.choice([0, 9.8e-6, -9.8e-6, 1.1e-5, -1.1e-5, 0.3, -9], p)
    loss = lambda theta: theta @ Q @ theta + c @ theta  # noqa: E731
    return loss, lambda theta: (Q + Q.T) @ theta + c + off, array(random, p) * 1.0, 10.0 ** -whole(random, 1, 4)


def training(random):
    X, labels, weights, biases = labelled(random, layers=3, large=False)
    eta, mu, size = random.uniform(0.1, 2), random.choice([0, 0.5, 0.9]), whole(random, 1, 9)
    return (weights, [b * 1.0 for b in biases], X, labels, eta, mu, size, whole(random, 1, 3), whole(random, 0, 99))


def early(random):
    weights, biases, X, labels, eta, mu, size, _, seed = training(random)
    held = whole(random, 1, 5)
    return (weights, biases, X, labels, array(random, held, X.shape[1]), random.integers(len(biases[-1]), size=held),
            eta, mu, size, whole(random, 1, 4), whole(random, 1, 8), seed)


def operation(random):
    name = random.choice(["+", "*", "exp", "sin", "1/x"]).item()
    draw = lambda: float(random.choice([-1, 1]) * random.choice([1, 2, 0.25, random.uniform(0.1, 4)]))  # noqa: E731
    values = [draw() if name == "1/x" or random.random() < 0.8 else 0.0 for _ in range(2)]
    return name, values if name in "+*" else values[:1]


def graph_with_slopes(random):
    """Another right order than that of the reference where there is one."""
    inputs, last = graph(random)
    waiting, order = set(topological_order(inputs, last)), []
    while waiting:
        free = sorted(name for name in waiting if waiting.isdisjoint(inputs[name]))
        order.append(random.choice(free).item())
        waiting.remove(order[-1])
    slopes = {name: [float(random.choice([0, 1, -2, random.normal()])) for _ in inputs[name]] for name in inputs}
    return order, inputs, slopes


def budget(random):
    """From a budget that is enough for layers of one neuron and no more to one in the thousands."""
    inputs, outputs, depth = whole(random, 1, 20), whole(random, 1, 9), whole(random, 1, 5)
    width = random.choice([1, 2, 3, whole(random, 4, 30)]).item()
    least = count_parameters([inputs, *[width] * depth, outputs])
    return inputs, outputs, depth, least + random.choice([0, 0, 1, 2, whole(random, 0, least)]).item()


def maps(random):
    h, w, c = whole(random, 1, 6), whole(random, 1, 6), whole(random, 1, 3)
    k = whole(random, 1, min(h, w))
    return array(random, h, w, c), array(random, k, k, c) * 1.0, random.choice([0, 1, -2.5, random.normal()]).item()


def pooled(random):
    h, w, k = whole(random, 1, 30), whole(random, 1, 30), whole(random, 1, 7)
    k = min(h, w, k)
    return (h, w, whole(random, 1, 9)), whole(random, 1, 20), k, whole(random, 1, min(5, h - k + 1, w - k + 1))


def pictures(random):
    side = whole(random, 1, 5)
    move = lambda: random.choice([0, 1, -1, side, -side, whole(random, -side, side)]).item()  # noqa: E731
    return random.uniform(0, 1, (whole(random, 1, 3), side**2)).round(2), side, move(), move()


def parameters(random):
    count = random.choice([1, 2, 3, 11]).item()
    weights = [array(random, whole(random, 1, 3), whole(random, 1, 3)) for _ in range(count)]
    return weights, [array(random, len(W)) for W in weights]


def file_of(random):
    arrays, file = named_parameters(*parameters(random)), io.BytesIO()
    np.savez(file, **{name: arrays[name] for name in random.permutation([*arrays]).tolist()})
    file.seek(0)
    return (file,)


def text(random):
    n = whole(random, 2, 12)
    return random.integers(random.choice([2, 40]), size=n), whole(random, 1, n - 1)


def rows_by(random):
    """(X, by): columns of all sizes, some of which do not change in the rows `by`."""
    n, d = whole(random, 1, 9), whole(random, 1, 5)
    X, by = array(random, n, d) * 10.0 ** random.integers(-1, 4, d), random.permutation(n)[: whole(random, 1, n)]
    X[np.ix_(by, random.random(d) < 0.3)] = random.choice([0.1, whole(random, -3, 3)])  # three 0.1 deviate by 1e-17
    return X, by


def pass_with(random):
    pairs = [(relus.relu, relus.relu_slope), (relus.tanh, relus.tanh_slope), (relus.sigmoid, relus.sigmoid_slope),
             (np.sin, np.cos), (np.square, lambda z: 2 * z)]
    return (*labelled(random), *pairs[whole(random, 0, 4)])


WIDE = {  # exercise: a case by lot
    "01.1": lambda random: (number_or_array(random, 3),),
    "01.2": lambda random: (number_or_array(random, 3),),
    "01.3": lambda random: (*array(random, 2, whole(random, 1, 6)), random.choice([0, 1, -2, random.normal()]).item()),
    "01.4": example,
    "01.5": lambda random: (),
    "02.1": lambda random: (lambda x, weights, biases: (x, weights[0], biases[0]))(*network(random)),
    "02.2": network,
    "02.3": lambda random: (sizes(random, 2, 6, random.choice([3, 1000])),),
    "02.4": lambda random: (lambda k, m, n: (array(random, m, n), array(random, m), array(random, k, m),
                                             array(random, k)))(*random.integers(1, 5, 3)),
    "03.2": lambda random: (lambda X, weights, biases: (X, weights[0], biases[0]))(*network(random, 5)),
    "03.3": lambda random: network(random, 5),
    "04.1": lambda random: (scores(random),),
    "04.2": scores_and_labels,
    "04.3": labelled,
    "04.4": lambda random: (*array(random, 2, *of_any_shape(random)) * 1.0,
                            random.choice([1, 2, random.random()]).item()),
    "04.5": lambda random: (whole(random, 1, 9), whole(random, 1, 10), np.random.default_rng(whole(random, 0, 99))),
    "04.6": lambda random: (*array(random, 3, *of_any_shape(random)), random.choice([0, 1, random.random()]).item(),
                            random.choice([0, 0.5, 0.9, 1]).item()),
    "05.2": hidden,
    "05b.1": scores_and_labels,
    "05b.2": rows_and_delta,
    "05b.3": labelled,
    "05b.4": claims,
    "05b.5": training,
    "05c.1": operation,
    "05c.2": graph,
    "05c.3": graph_with_slopes,
    "05d.1": lambda random: tuple((np.cumsum(random.choice([1, 0.25, random.uniform(0.01, 9)], 3)) - 3).tolist()),
    "05d.2": lambda random: (sizes(random, 2, 6), whole(random, 0, 99)),
    "05d.3": pass_with,
    "06.5": lambda random: (lambda X, labels, weights, biases: (X, labels, weights, biases, whole(
        random, 0, len(weights[0]) - 1)))(*labelled(random)),
    "06b.1": lambda random: network(random, 7),
    "06b.2": lambda random: (io.BytesIO(), *parameters(random)),
    "06b.3": file_of,
    "06c.1": early,
    "06c.2": pictures,
    "07.2": budget,
    "07.4": maps,
    "07.5": pooled,
    "09.1": text,
    "09.2": lambda random: (scores(random), random.choice([0.02, 0.5, 1, 2, 100, random.uniform(0.1, 3)]).item()),
    "10.1": lambda random: (whole(random, 1, 300), whole(random, 0, 99)),
    "10.2": rows_by,
}


def wide(exercise, count=60):
    """So many cases, the same each time; what is not in the table above has its own with other numbers."""
    if exercise.id not in WIDE:
        return [case for seed in (1, 2) for case in exercise.cases(np.random.default_rng(seed))]
    random = np.random.default_rng(1)
    return [WIDE[exercise.id](random) for _ in range(count)]
