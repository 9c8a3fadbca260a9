"""More cases, made of an exercise's own: whole numbers beside fractions, numbers of many digits, large beside small
ones, and neurons that are quite sure."""

import itertools

import numpy as np

WEIGHTS = {"w", "W", "weights"}  # names of arguments
READ = 60  # numbers in a case that can still be read
DIGITS = 1 + 2.0**-5 + 2.0**-13 + 2.0**-21  # times that numbers have many digits, and whole ones still an exact mean
FAR = 5000  # z of that size has σ = 0 or 1, and e to the power of it is infinite


def with_variants(cases, names, fractions=()):
    """The same cases, and more that are made of them.

    One in which all numbers have many digits. For each argument of decimal numbers: one in which they are large and
    all others small, one in which they are whole, of type int, and one in which all others are. Of a few arguments: one
    in which all are tiny, one in which the first is huge, and for each one in which it is huge and all others tiny, and
    one in which it is 0.
    Where there are weights: one in which every second neuron says 1, and one in which it all but says 0. Where slopes
    go through σ (z, or weights beside labels): two in which neurons say either.

    names      of the arguments
    fractions  names of those that never are whole numbers"""

    def more(random):
        own = cases(random)
        ordered = sorted(own, key=lambda case: (amount(case) > READ, abs(amount(case) - READ)))
        numbers = [k for k in range(len(names)) if any(decimals(case[k]) for case in own)]
        held = [k for k in numbers if names[k] not in fractions]
        weights = [k for k, name in enumerate(names) if name in WEIGHTS]
        deep = [k for k, name in enumerate(names) if name == "z" or name == "weights" and "labels" in names]
        changes = [each_at(range(len(names)), with_digits)] if held else []
        changes += [apart(numbers, k, larger, smaller) for k in numbers if len(numbers) > 1]
        if 1 < len(numbers) and len(names) < 7:  # a training would take too long
            sign = positive if weights else lambda part: part  # e to the power of a huge number would be infinite
            changes += [lambda case, change=change: change(tuple(map(sign, case))) for change in
                        (each_at(numbers, tiny), each_at(numbers[:1], huge),
                         *(apart(numbers, k, huge, tiny) for k in numbers))]
        changes += [each_at([k], whole) for k in held]
        changes += [each_at([j for j in held if j != k], whole) for k in [*held, None] if len(held) > 1]
        changes += [lambda case, sure=sure: each_at(weights, sure)(tuple(map(positive, case)))
                    for sure in (many, some_below) if weights]
        changes += [each_at([k], change) for k in deep for change in (many, minus_many)]
        telling = [case for case in ordered if any(map(decimals, case)) and all(map(fractional, case))] or ordered
        some_0 = [each_at([k], zero)(telling[0]) for k in numbers if 1 < len(numbers) and len(names) < 7]
        return [*own, *(change(case) for change in changes for case in telling[: 1 + (len(names) < 4)]), *some_0]

    return more


def each_at(places, change):
    """case -> the same with these places changed."""
    return lambda case: tuple(change(part) if k in places else part for k, part in enumerate(case))


def apart(places, k, up, down):
    """A change that changes the numbers at place k by `up`, and those at the other places by `down`."""
    return lambda case: tuple(up(part) if i == k else down(part) if i in places else part
                              for i, part in enumerate(case))


def arrays(part):
    """The array, or those in the list."""
    return [one for one in (part if isinstance(part, list) else [part]) if isinstance(one, np.ndarray)]


def decimals(part):
    """Is it an array of decimal numbers, or a list of such?"""
    return any(one.dtype.kind == "f" for one in arrays(part))


def fractional(part):
    """Is it no array of decimals, or one in which a number is not whole, and some are not near 0?"""
    numbers = [*itertools.chain(*(one.ravel() for one in arrays(part)))]
    return not decimals(part) or any(one % 1 for one in numbers) and any(abs(one) > 0.5 for one in numbers)


def amount(case):
    """How many numbers the arguments hold."""
    return sum(one.size for part in case for one in arrays(part))


def on_arrays(change, alone=False):
    """The change of each array of decimals, or of all in a list; of anything else none, but of a number alone if so
    wished."""
    def changed(part):
        if isinstance(part, list):
            return [changed(one) for one in part]
        return change(part) if decimals(part) or alone and isinstance(part, float) else part

    return changed


def far(factor):
    """A change that makes every second row so many times as large, the first included."""
    def changed(array):
        array = array.copy()
        array[::2] *= factor
        return array

    return on_arrays(changed)


whole = on_arrays(lambda array: np.rint(array).astype(int))
with_digits = on_arrays(lambda numbers: DIGITS * numbers, alone=True)
larger, smaller = on_arrays(lambda array: array * 32), on_arrays(lambda array: array / 32)
huge, tiny = on_arrays(lambda array: array * 2.0**17), on_arrays(lambda array: array / 2.0**26)
positive, zero = on_arrays(np.abs), on_arrays(np.zeros_like)
many, minus_many, some_below = far(FAR), far(-FAR), far(-60)
