"""Exercises and guesses of notebook 06b, which make a program of the learner's network."""

import io
import zipfile

import numpy as np

from ...exercises import draw
from ...exercises.asking.guess import add_guess
from ...exercises.exercise import FITS, exercise
from ...storage import Opened
from ...words import say, series


def parameters_in_a_file(random):
    """(an empty file, weights, biases): one layer, three and eleven, then one again."""
    shapes = [[(2, 3)], [(4, 1), (2, 4), (3, 2)], [(1, 1)] * 11, [(3, 2)]]
    made = [[random.normal(size=shape) for shape in one] for one in shapes]
    return [(Opened(), weights, [W[:, 0] + 1 for W in weights]) for weights in made]


def any_parameters(random):
    """(an empty file, weights, biases)"""
    shapes = [draw.lengths(random, 2, 3) for _ in range(draw.one_of(random, 1, 1, 2, 2, 3, 3, 11, 40))]
    weights, biases = zip(*(draw.arrays(random, (m, n), (m,)) for m, n in shapes), strict=True)
    return Opened(), *draw.repeated(random, weights, biases)


def in_the_file(_, file, weights, biases):
    """What is wrong with what was written, or FITS."""
    if file.closed:
        return say("your function has closed the file. Leave that to whoever opened it, who may want to do more with "
                   "it first")
    content = io.BytesIO.getvalue(file)
    if not content:
        return say("nothing is in the file")
    try:
        arrays = np.load(io.BytesIO(content))
        if isinstance(arrays, np.ndarray):
            return say("the file holds one array without a name, as np.save writes it")
        there = dict(arrays)
    except (ValueError, OSError, EOFError, zipfile.BadZipFile, AttributeError) as error:
        if "Object arrays" in str(error):
            return say("the file holds no array but a Python object, such as a whole dictionary. Two stars before a "
                       "dictionary pass on the arrays in it")
        return say("np.load cannot read what is in the file")
    wanted = named_parameters(weights, biases)
    wrong = [name for name, value in wanted.items() if name in there and not np.array_equal(there[name], value)]
    if set(there) != set(wanted):
        words = say("the file holds {names}; expected {wanted}", names=some(sorted(there)) or "–", wanted=some(wanted))
        more = say("{names} in the file are not what was handed over", names=some(wrong)) if wrong else ""
        return f"{words}; {more}" if wrong else words
    if wrong and np.array_equal(there["W1"], biases[0]):
        return say("the biases are stored under W, and the weights under b")
    return say("{names} in the file are not what was handed over", names=some(wrong)) if wrong else FITS


def some(names):
    """Up to six names, in words; of more than these the first, and that there are more."""
    return series([*names] if len(names) < 7 else [*[*names][:5], "…"])


def named_parameters(weights, biases):
    """{"W1": W¹, "b1": b¹, …}"""
    pairs = enumerate(zip(weights, biases, strict=True), start=1)
    return {name: value for k, (W, b) in pairs for name, value in ((f"W{k}", W), (f"b{k}", b))}


@exercise(
    "06b.2", "into a file", cases=parameters_in_a_file, wide=any_parameters, tries=40, look=in_the_file, writes=True,
    hints=[
        "np.savez(file, W1=…, b1=…) writes arrays under names.",
        "You do not know beforehand how many there are: collect them in a dictionary, with the names as keys.",
        "Two stars before a dictionary hand it over as if each of its names had been written out.",
    ],
    mistakes={
        "from-0": ("Your names begin with W0. The layers are counted from 1, as in W¹.", ("start=1", "start=0")),
        "no-biases": ("The biases are not in the file.", (', f"b{k}": b', "")),
        "last-alone": ("Only the last layer is in the file. Collect all of them in one dictionary: it is made before "
                       "the loop, and saved behind it.",
                       ("|=", "=")),
        "without-names": ("The arrays have no names of their own, so NumPy calls them arr_0, arr_1, …",
                          ("**arrays", "*arrays.values()")),
    },
)
def save(file, weights, biases):
    """file, open for writing bytes; weights [W¹, …], biases [b¹, …] → nothing: np.savez writes them into the file,
    which stays open, under the names W1, b1, W2, b2, …"""
    arrays = {}
    for k, (W, b) in enumerate(zip(weights, biases, strict=True), start=1):
        arrays |= {f"W{k}": W, f"b{k}": b}
    np.savez(file, **arrays)


def files(random):
    """(a file as `save` writes it,): W1, b1, W2, …, or from behind, or all W first, as others write it."""
    found = []
    for k, (_, weights, biases) in enumerate(parameters_in_a_file(random)):
        arrays = named_parameters(weights, biases)
        names = list(arrays)[::-1] if k == 1 else sorted(arrays, key=lambda name: k == 2 and name[0])
        found.append((with_arrays(arrays, names),))
    return found


def any_file(random):
    """(a file,) with its arrays in any order"""
    _, weights, biases = any_parameters(random)
    arrays = named_parameters(weights, biases)
    return (with_arrays(arrays, random.permutation([*arrays]).tolist()),)


def with_arrays(arrays, names):
    """A file that holds these in this order."""
    file = io.BytesIO()
    np.savez(file, **{name: arrays[name] for name in names})
    return Opened(file.getvalue())


@exercise(
    "06b.3", "out of a file", cases=files, wide=any_file, tries=40, returns=("W[{}]", "b[{}]"),
    hints=[
        "np.load(file) gives something like a dictionary: arrays[\"W1\"]. Its `files` are the names.",
        "Half of the names are weights, so there are half as many layers as names.",
        "Ask for the names by number, from 1 on: sorted by letters W10 would stand before W2.",
    ],
    mistakes={
        "exchanged": ("The two lists are swapped: first the weights, then the biases.",
                      ("[arrays[f\"W{k}\"] for k in layers], [arrays[f\"b{k}\"] for k in layers]",
                       "[arrays[f\"b{k}\"] for k in layers], [arrays[f\"W{k}\"] for k in layers]")),
        "alphabet": ("The names are sorted by letters, and there W10 stands before W2. Ask for them by number.",
                     ("range(1, len(arrays.files) // 2 + 1)", "sorted(range(1, len(arrays.files) // 2 + 1), key=str)")),
        "by-place": (
            "You take the arrays in the order in which they stand in the file. One `save` writes W1, b1, W2, …, "
            "another all W first: ask for each by its name.",
            [lambda file: (lambda all: (all[::2], all[1::2]))([*np.load(file).values()]),
             lambda file: (lambda all: (all[: len(all) // 2], all[len(all) // 2 :]))([*np.load(file).values()])]),
        "last-missing": ("The last layer is missing. (range ends before its second number.)", (" // 2 + 1", " // 2")),
        "from-behind": ("The layers come in the wrong order: the first layer has to be first.", (
            "range(1, len(arrays.files) // 2 + 1)", "range(len(arrays.files) // 2, 0, -1)")),
    },
)
def load(file):
    """file, open for reading bytes, as `save` wrote it → (weights [W¹, …], biases [b¹, …])."""
    with np.load(file) as arrays:
        layers = range(1, len(arrays.files) // 2 + 1)
        return [arrays[f"W{k}"] for k in layers], [arrays[f"b{k}"] for k in layers]


add_guess(
    "06b.s", "Your network and the course's have the same structure and learned for as many epochs, but from two "
             "random starts. Both read nearly 98 % of the 10,000 test digits. To how many of them do they give "
             "different answers?",
    "number",
    "Two starts end at two θ. Both read the plain digits alike; which of the hard ones go wrong is partly luck.",
    low=0, high=1000, whole=True, digits=2,
)
add_guess(
    "06b.t", "Your network learns twenty 1s with a long flag and nothing else, in 20 steps. What share of the 10,000 "
    "test digits does it still read?",
    "number", "Nothing but 1s is shown to it, and each step makes \"1\" a better answer. Learned among the others, the "
    "same twenty cost nothing.",
    unit="%", low=0, high=100, digits=2,
)
