"""More cases, made of an exercise's own: whole numbers beside fractions, and neurons that are quite sure."""

import numpy as np

SURE = {"z", "w", "W", "weights"}  # what makes a neuron sure when it is so many times as large
READ = 60  # numbers in a case that can still be read


def with_variants(cases, names, fractions=()):
    """The same cases, and for each argument that holds numbers with decimals one in which these are whole and of type
    int, and one in which all others are; for a `z` or weights two in which σ is 0 or 1, for z is in the thousands.

    names      of the arguments
    fractions  names of those that never are whole numbers"""

    def more(random):
        own = cases(random)
        ordered = sorted(own, key=lambda case: (amount(case) > READ, abs(amount(case) - READ)))
        held = [k for k, name in enumerate(names) if name not in fractions and any(decimals(case[k]) for case in own)]
        some = [[k] for k in held] + [[j for j in held if j != k] for k in held if len(held) > 2]
        made = [variant(ordered, places, whole) for places in some]
        sure = [k for k, name in enumerate(names) if name in SURE]
        made += [variant(ordered, [k], factor) for k in sure for factor in (many, minus_many)]
        return [*own, *filter(None, made)]

    return more


def variant(cases, places, change):
    """The first of the cases that shows it, changed in these places; None if nothing can be changed there."""
    held = [case for case in cases if all(decimals(case[k]) for k in places)]
    telling = [case for case in held if all(map(fractional, case)) and any_left(case, places)]
    case = next(iter(telling or held), None)
    return case and tuple(change(part) if k in places else part for k, part in enumerate(case))


def arrays(part):
    """The array, or those in the list."""
    return [one for one in (part if isinstance(part, list) else [part]) if isinstance(one, np.ndarray)]


def any_left(case, places):
    """Is something else than 0 left when the numbers there are made whole?"""
    return all(any(one.any() for one in arrays(whole(case[k]))) for k in places)


def decimals(part):
    """Is it an array of decimal numbers, or a list of such?"""
    return any(one.dtype.kind == "f" for one in arrays(part))


def fractional(part):
    """Is it no array of decimals, or one in which a number is not whole?"""
    return not decimals(part) or any((one % 1).any() for one in arrays(part))


def amount(case):
    """How many numbers the arguments hold."""
    return sum(one.size for part in case for one in arrays(part))


def whole(part):
    return [whole(one) for one in part] if isinstance(part, list) else np.rint(part).astype(int)


def many(part, factor=5000):
    return [factor * one for one in part] if isinstance(part, list) else factor * part


def minus_many(part):
    return many(part, -5000)
