"""The picture of notebook 10: what was promised, what came out, and what was taken for what."""

import numpy as np

from ...plots.outlines import drawable
from ...plots.style import BLUE, INK, PALE, QUIET, figure, headline, label, note
from ...words import later, say

TILTED = dict(rotation=30, ha="right", rotation_mode="anchor")
NAMES = later("most frequent class"), later("nearest mean"), later("your network")


def result(shares, promise, y, answers, names):
    """shares of right answers of the three in NAMES on the last part, promise (low, high) in percent; y, answers (m,)
    the classes of these rows and what the network said; names of all classes."""
    from sklearn.metrics import confusion_matrix  # no sooner: it takes as long as all other imports

    fig, (left, right) = figure(7.4, 3.2, cols=2, width_ratios=(1.2, 1))
    percents = [100 * share for share in shares]
    left.barh(range(3), percents, 0.55, color=[QUIET, QUIET, BLUE])
    left.plot(promise, [2.4] * 2, color=INK, linewidth=3, solid_capstyle="butt", clip_on=False)
    for row, percent in enumerate(percents):
        color = "white" if row == 2 and percent > 20 else INK
        left.text(4, row, f"{percent:.0f} %", va="center", fontsize=10, color=color)
    left.set(xlim=(0, 102), ylim=(3, -0.5), xticks=[0, 50, 100])
    left.set_yticks(range(3), map(say, NAMES))
    wrong = np.sum(y != answers)
    told = {"low": promise[0], "high": promise[1], "right": percents[2], "wrong": wrong, "rows": len(y)}
    headline(fig, say("{right:.0f} % of the last part are right: {wrong} of {rows} rows are wrong", **told))
    label(left, "", say("rows right (%)"))
    words = say("promised: {low} to {high} %", low=promise[0], high=promise[1])
    note(left, words, (sum(promise) / 2, 2.42), (0, -14), ha="right", arrowprops=None)
    counts, names = confusion_matrix(y, answers, labels=range(len(names))), short(names)
    shades = np.sign(counts) * (2 * np.eye(len(counts)) - 1)  # right answers blue, the others orange
    right.imshow(shades, cmap=PALE, vmin=-1, vmax=1, aspect="auto")
    for (row, column), count in np.ndenumerate(counts):
        if count:
            size = 10 if len(counts) < 8 else 8
            right.text(column, row, str(count), ha="center", va="center", fontsize=size, color=INK)
    right.set_yticks(range(len(names)), names)
    right.set_xticks(range(len(names)), names, **TILTED if sum(map(len, names)) > 24 else {})
    label(right, "", say("answer, blue if right"), say("class"))
    fig.alt = say("Of the {rows} rows of the last part {wrong} are answered wrong: {right:.0f} % are right, and {low} "
                  "to {high} % were promised. The most frequent class has {frequent:.0f} %, the nearest mean "
                  "{nearest:.0f} %.", **told, frequent=percents[0], nearest=percents[1])
    return fig


def short(names):
    """At most 12 letters of each class's name; the classes' numbers where pictures lack a letter."""
    names = [(name if len(name) <= 12 else f"{name[:11]}…").replace("$", r"\$") for name in map(str, names)]
    return names if all(map(drawable, names)) else [*map(str, range(len(names)))]
