"""`accepted`: four checks of a network on a table, and the page that is worth showing."""

import numpy as np

from ...exercises.asking.check import show_verdict
from ...plots.show import show
from ...words import later, say
from ..backpropagation_in_code.exercises import fit
from ..loss.exercises import cost
from ..mnist.exercises import initialize, predict
from . import pictures
from .exercises import standardized

WIDEST = 15  # percentage points of a promise
SEEN = {}  # last parts that were looked at: the promise that was made, and the answers
ONCE = later("Promise: you have looked at these last rows before, and a promise that was made after that says nothing. "
             "Split anew, with another seed in three_parts, and run everything from there.")
KEPT = later("Promise: {right:.0f} % of the last part are right, and {low} to {high} % were promised.")
BROKEN = later("Promise: {right:.0f} % of the last part are right, not {low} to {high} % as promised. Let it stand: "
               "you know these rows now, and a new promise for them would say nothing.")


def accepted(X, y, names, parts, Z, network, promise):
    """Look at parts, start, choice and promise (low, high) in percent, say what holds, and draw what came out,
    unless somebody has looked at the last rows before.

    X (n, d), y (n,) the table, its classes' names; parts: numbers of rows to learn from, to choose by, and the last;
    Z (n, d) standardized. Where the parts are wrong, nobody has looked at the last rows.
    """
    low, high = interval(promise)
    if not np.array_equal(np.unique(y), range(max(2, len(names)))):
        raise ValueError(say("y has the classes {classes} and names are {names}; expected the numbers 0, 1, … and a "
                             "name for each, at least two", classes=np.unique(y).tolist(), names=[*map(str, names)]))
    if words := other_ends(network[0], Z, y):
        raise ValueError(say("the network is for another table: {problem}. Run all cells from the table on",
                             problem=words))
    learn, choose, last = map(np.asarray, parts)
    hold, words = separate(X, Z, learn, choose, last)
    show_verdict("right" if hold else "wrong", words)
    if not hold:
        return
    answers = predict(Z[last], *network)
    frequent, nearest = most_frequent(y, learn), nearest_mean(Z, y, learn, last)
    shares = [np.mean(one == y[last]) for one in (frequent, nearest, answers)]
    mark, told = np.ascontiguousarray(X[np.sort(last)]).tobytes(), (low, high, answers.tobytes())
    first = SEEN.setdefault(mark, told) == told  # the same network and promise
    checks = [begins(y, learn, Z), chosen(y, learn, choose, Z, network),
              promised(shares[-1], low, high) if first else (False, say(ONCE))]
    for holds, words in checks:
        show_verdict("right" if holds else "wrong", words)
    if not first:
        return
    if pictures.short(names) == [*map(str, range(len(names)))] != [*map(str, names)]:  # it has no letters for them
        print(say("In the picture: {names}", names=", ".join(f"{k} {name}" for k, name in enumerate(names))))
    show(pictures.result(shares, (low, high), y[last], answers, names))


def interval(promise):
    """The two percentages of a promise; ValueError before anybody has looked at the last rows."""
    try:
        low, high = map(float, promise)
    except (TypeError, ValueError):
        low = high = np.nan
    if not (0 <= low <= high <= 100 and high - low <= WIDEST and high > 1):  # (0.8, 0.9) are no percentages
        raise ValueError(say("promise is {promise}; expected two percentages such as (80, 95), at most {widest} points "
                             "apart", promise=repr(promise), widest=WIDEST))
    return (int(end) if end == int(end) else end for end in (low, high))


def separate(X, Z, learn, choose, last):
    times = np.bincount(np.concatenate([learn, choose, last]), minlength=len(X))
    if (times != 1).any():
        return False, say("Parts: {twice} rows are in more than one part, and {missing} in none.",
                          twice=np.sum(times > 1), missing=np.sum(times == 0))
    if 10 * min(len(choose), len(last)) < len(X):
        return False, say("Parts: {choose} rows to choose by and {last} last ones, of {rows} in all, are too few to "
                          "say something about new rows; expected a fifth each.", choose=len(choose), last=len(last),
                          rows=len(X))
    if not np.allclose(Z, standardized(X, learn)):
        return False, say("Parts: Z is not `standardized(X, learn)`. Either other rows had a say in it, or the table "
                          "or the split was changed afterwards. Run the cells from there on.")
    return True, say("Parts: each of the {rows} rows is in one part, and the first part alone has scaled them.",
                     rows=len(X))


def begins(y, learn, Z):
    """Can a network d-16-k learn ten rows by heart?"""
    ten = learn[:10]
    start = initialize([Z.shape[1], 16, y.max() + 1], 0)
    heart = cost(Z[ten], y[ten], *fit(*start, Z[ten], y[ten], 0.3, 0.9, 10, 200, 0))
    if heart < 0.05:
        return True, say("Start: ten rows can be learned by heart, down to a cost of {cost:.3f}.", cost=heart)
    return False, say("Start: ten rows learned by heart still cost {cost:.2f}; expected below 0.05. Are there equal "
                      "rows with different classes?", cost=heart)


def chosen(y, learn, choose, Z, network):
    share = lambda answers: np.mean(answers == y[choose])  # noqa: E731
    right, frequent = share(predict(Z[choose], *network)), share(most_frequent(y, learn))
    nearest = share(nearest_mean(Z, y, learn, choose))
    return frequent < right >= nearest, say(
        "Choice: the network reads {right:.0f} % of the second part. Its most frequent class has {frequent:.0f} %, and "
        "the nearest mean reads {nearest:.0f} %.", right=100 * right, frequent=100 * frequent, nearest=100 * nearest)


def nearest_mean(Z, y, learn, rows):
    """The class of each of these rows by the nearest of the means that the classes have in the rows `learn`."""
    classes = np.unique(y[learn])
    means = np.array([Z[learn][y[learn] == one].mean(axis=0) for one in classes])
    return classes[((Z[rows][:, None] - means) ** 2).sum(axis=2).argmin(axis=1)]


def most_frequent(y, learn):
    return np.bincount(y[learn]).argmax()


def other_ends(weights, Z, y):
    """What is wrong where a network does not begin with the columns and end with the classes; else None."""
    takes, gives = np.shape(weights[0])[1], np.shape(weights[-1])[0]
    if (takes, gives) != (Z.shape[1], y.max() + 1):
        return say("it takes {takes} numbers and gives {gives} scores; expected {inputs} and {classes}", takes=takes,
                   gives=gives, inputs=Z.shape[1], classes=y.max() + 1)


def promised(share, low, high):
    kept = low <= round(100 * share) <= high
    return kept, say(KEPT if kept else BROKEN, right=100 * share, low=low, high=high)
