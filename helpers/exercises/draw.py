"""Arguments by lot, of all that a docstring allows: what an exercise's `wide` is made of.

What is right has to come out right in any order of summation, and from functions that round to float32: sums of
quarters and whole numbers are exact, so where a result jumps (a step, a tie) or numbers are large, they are drawn of
these.
"""

import numpy as np

KINDS = {  # of numbers in an array: both signs, and every now and then many ties
    "normal": lambda normal: normal,
    "sixteenths": lambda normal: (16 * normal).round() / 16,  # four digits show all of such a number
    "quarters": lambda normal: (4 * normal).round() / 4,
    "whole": lambda normal: (2 * normal).round().astype(int),
    "spread": lambda normal: normal * 10.0 ** (np.arange(normal.size).reshape(normal.shape) % 5 - 2),
    "zero": lambda normal: 0 * normal,
}
EXACT = "quarters", "quarters", "whole", "zero"
MILD = "normal", "normal", "sixteenths", "quarters", "quarters", "whole", "whole", "zero"
ANY = *MILD, "spread"
SCALES = 1, 1, 1, 1, 2.0**-26, 2.0**17  # no sum of tiny and huge ones: there a right way may lose what is tiny
LARGE = 12, 40, 130  # lengths
PIXELS = 130, 784  # the same, of functions that do little with each number


def whole(random, low, high):
    """A whole number from low to high, both included."""
    return int(random.integers(low, high + 1))


def one_of(random, *values):
    return values[whole(random, 0, len(values) - 1)]


def lengths(random, count, most=5, large=LARGE):
    """So many lengths: small ones, among them 1, and now and then all the same, or one that is large."""
    found = [max(1, whole(random, 0, most)) for _ in range(count)]
    if random.random() < 0.2:
        return found[:1] * count
    if random.random() < 0.06:
        found[whole(random, 0, count - 1)] = one_of(random, *large)
    return found


def beside(random, case):
    """The arguments with the rows of one array moved on by one; None where there is none, or large numbers, which only
    go with these."""
    def parts(value):
        return [one for part in value for one in parts(part)] if isinstance(value, list | tuple) else [value]

    def put(value):
        return type(value)(map(put, value)) if isinstance(value, list | tuple) else new if value is old else value

    found = [part for part in parts(case) if isinstance(part, np.ndarray) and part.ndim and len(part) > 1]
    if not found or any(part.dtype.kind == "f" and np.abs(part).max() > 20 for part in found):
        return None
    old = one_of(random, *found)
    new = np.roll(old, 1, axis=0)
    return put(case)


def any_shape(random):
    """The lengths of one axis, or of up to three."""
    return lengths(random, whole(random, 1, 3), 3)


def array(random, *shape, kinds=ANY):
    """Numbers of one of these kinds, in memory row by row or, now and then, column by column."""
    made = KINDS[one_of(random, *kinds)](random.normal(size=shape))
    return np.asfortranarray(made) if random.random() < 0.2 else made


def arrays(random, *shapes, kinds=ANY):
    """An array of each of these shapes; now and then all are tiny, or huge."""
    scale = one_of(random, *SCALES) if kinds == ANY else 1
    return tuple(scale * array(random, *shape, kinds=kinds) for shape in shapes)


def chain(random, most=4, batch=True, many=12, inputs=None):
    """(X, weights, biases) of a few layers, now and then of `many`; X (n, d), or (d,) without batch, also large;
    now and then d is `inputs`."""
    n, *sizes = lengths(random, whole(random, 3, most + 2), 6)
    if random.random() < 0.04:
        sizes = [whole(random, 1, 2) for _ in range(many + 1)]
    if inputs and random.random() < 0.02:
        sizes[0] = inputs
    shapes = [*zip(sizes[1:], sizes, strict=False)]
    weights = [array(random, *shape, kinds=MILD if len(shapes) == 1 else ("normal",)) for shape in shapes]
    biases = [array(random, size, kinds=MILD) for size in sizes[1:]]
    X = array(random, *[n] * batch, sizes[0], kinds=MILD) * one_of(random, 1, 1, 1, 20)
    if sizes[0] == inputs:
        weights[0] = weights[0] / 32  # or neurons would be sure, whatever comes in
    if random.random() < 0.2:  # large numbers meet tiny ones
        scale = one_of(random, 2.0**12, 2.0**-12)
        X, weights[0] = X * scale, weights[0] / scale
    return X, weights, biases


def many_rows(random, X, *many, often=0.05):
    """X, now and then with its rows again and again, in any order: so many that some come out even in blocks."""
    if min(X.shape) > 1 and X.size < 1000 and random.random() < often:
        return X[random.integers(len(X), size=one_of(random, *many or (1200, 1201, 1280, 2000)))]
    return X


def repeated(random, weights, biases):
    """These lists, in which, now and then, an array is the one before once more, in one of them or in both: it tells no
    layer from another, nor does `is`."""
    lists = [*weights], [*biases]
    for arrays, often in zip(lists, one_of(random, (0, 0), (0, 0), (0, 0.7), (0.7, 0), (1, 1)), strict=True):
        for k in range(1, len(arrays)):
            if arrays[k].shape == arrays[k - 1].shape and random.random() < often:
                arrays[k] = arrays[k - 1]
    return lists


def seed(random):
    """A seed: one of a few, so that sizes come again with the same one and with another, or any."""
    return one_of(random, 0, 1, 2, 3, whole(random, 4, 9999))
