"""Notebook 08: answers as learners write them; see exercise_answers_01.py."""

from itertools import pairwise

DIFFERENTLY, SLIPS = {}, {}


def count(sizes):
    return sum((n + 1) * m for n, m in pairwise(sizes))


# ---- 08.1 one wide layer for several ----


def by_the_formula(sizes):
    return (count(sizes) - sizes[-1]) // (sizes[0] + 1 + sizes[-1])


def one_too_many(sizes):
    m = 1
    while count([sizes[0], m, sizes[-1]]) <= count(sizes):
        m += 1
    return m


def as_many_neurons(sizes):
    return sum(sizes[1:-1])


def not_whole(sizes):
    return (count(sizes) - sizes[-1]) / (sizes[0] + 1 + sizes[-1])


def without_biases(sizes):
    return sum(n * m for n, m in pairwise(sizes)) // (sizes[0] + sizes[-1])


DIFFERENTLY["08.1"] = [by_the_formula]
SLIPS["08.1"] = [
    ("one neuron", one_too_many),
    ("another number", as_many_neurons),
    ("round down", not_whole),
    ("no mistake that this check knows", without_biases),
]
