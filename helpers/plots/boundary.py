"""The decision map: what a network or a function answers at every point of the plane. Notebooks 01, 02 and 07."""

import numpy as np
from matplotlib.colors import to_rgb

from ..words import later, paragraph, say
from .style import CLASS_COLORS, CLASS_MARKERS, INK, PALE, figure, headline, label, spoken

RIGHT = later("{right} of {all} right")
POINTS = 240  # along each side of the map


def boundary(deciders, X, y, title="", size=3.6, lines=()):
    """The plane coloured by class, and the examples on it, the wrong ones with a dark rim; returns a Figure.

    deciders  a Network or a function of points (n, 2) with answers (n,), (n, 1) or (n, classes);
              or a dictionary {title: decider} for several maps side by side
    X, y      points (n, 2) and class numbers (n,)
    size      side of one map in inches; several share a page, and a ring stays round
    lines     pairs (w, b): lines w·x + b = 0 to be drawn as well, such as those of hidden neurons
    """
    X, y = np.asarray(X, float), np.asarray(y).astype(int).ravel()
    if X.ndim != 2 or X.shape[1] != 2 or len(X) != len(y):
        raise ValueError(f"a map needs points (n, 2) and n labels; got X of shape {X.shape} and y of shape {y.shape}")
    heads = bool(title) + isinstance(deciders, dict)
    deciders = deciders if isinstance(deciders, dict) else {title: deciders}
    inches, shared = room(len(deciders), size, np.ptp(X, axis=0), heads), {"sharex": True, "sharey": True}
    fig, axes = figure(*inches, cols=len(deciders), squeeze=False, **shared)
    headline(fig, title)
    words = []
    for ax, (name, decide) in zip(axes[0], deciders.items(), strict=True):
        plane(ax, decide, X)
        scores = answers(decide, X)
        wrong = scores.argmax(1) != y
        points(ax, X, y, 28 if len(deciders) < 4 else 16, wrong & (wrong.mean() <= 0.5))  # more rims would shout
        for w, b in lines:
            line(ax, w, b, linewidth=0.8, linestyle="--")
        rimmed = 0 < wrong.mean() <= 0.5 and len(deciders) == 1
        seen = later("{right} of {all} right; dark rim: wrong") if rimmed else RIGHT
        right = say(seen, right=np.sum(~wrong), all=len(X))
        label(ax, right if len(deciders) == 1 else f"{name}\n{right}", "$x_1$", "$x_2$" if ax is axes[0, 0] else "")
        seen = verdict(scores, y)
        words.append(say("{name}: {sentence}", name=spoken(name), sentence=seen) if name else seen)
    fig.legend(*ax.get_legend_handles_labels(), loc="outside lower center", ncols=5, frameon=False, handletextpad=0.2)
    fig.alt = say("Decision map of {points} points in {classes} classes. {words}",
                  points=len(X), classes=y.max() + 1, words=paragraph(words))
    return fig


def room(count, size, spans, heads):
    """Inches for so many maps in a row, each as wide as `size` and as high as its points need, no wider than a page;
    with room for so many heads and a legend."""
    side, high = min(size, 6.2 / count), spans[1] / (spans[0] or 1)
    return side * count * min(1, 1.2 / high) + 0.8, side * min(high, 1.2) + 1.1 + 0.2 * heads


def answers(decide, X):
    """The decider's answers as scores (n, classes)."""
    scores = np.asarray(decide(X), float).reshape(len(X), -1)
    return np.hstack([1 - scores, scores]) if scores.shape[1] == 1 else scores


def plane(ax, decide, X):
    """Colour the axes by the decider's answers; two classes shade into each other, with a line where they tie."""
    low, high = X.min(0), X.max(0)
    margin = np.where(high > low, 0.12 * (high - low), 1)
    low, high = low - margin, high + margin
    grid = np.meshgrid(np.linspace(low[0], high[0], POINTS), np.linspace(low[1], high[1], POINTS))
    scores = answers(decide, np.column_stack([side.ravel() for side in grid]))
    extent = [low[0], high[0], low[1], high[1]]
    if scores.shape[1] == 2:
        share = scores[:, 1].reshape(POINTS, POINTS)
        ax.imshow(share, extent=extent, origin="lower", cmap=PALE, vmin=0, vmax=1, interpolation="bilinear")
        if share.min() < 0.5 < share.max():
            ax.contour(*grid, share, [0.5], colors=INK, linewidths=1.2)
    else:
        pale = 0.45 * np.array([to_rgb(c) for c in CLASS_COLORS]) + 0.55
        picture = pale[scores.argmax(1) % len(pale)].reshape(POINTS, POINTS, 3)
        ax.imshow(picture, extent=extent, origin="lower", interpolation="nearest")
    ax.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]), aspect="equal")


def line(ax, w, b, **look):
    """The line w·x + b = 0; none where w is 0."""
    if np.any(w):
        foot = -b * np.asarray(w, float) / np.dot(w, w)
        ax.axline(foot, foot + np.array([-w[1], w[0]]), **{"color": INK, "linewidth": 2} | look)


def points(ax, X, y, size=28, wrong=None):
    """The examples: each class has its colour and its shape, and those that are `wrong` have a dark rim."""
    rims = np.where(np.zeros(len(y), bool) if wrong is None else wrong, INK, "white")
    for k in np.unique(y):
        ax.scatter(*X[y == k].T, s=size, marker=CLASS_MARKERS[k % 10], color=CLASS_COLORS[k % 10],
                   edgecolor=rims[y == k], linewidth=0.8, label=say("class {k}", k=k), zorder=3)


def verdict(scores, y):
    """How many examples fall on their own side, in words that do not change with the last digit."""
    right = (scores.argmax(1) == y).mean()
    if right == 1:
        return say("All points lie on their own side.")
    if right >= 0.975:
        return say("Nearly all points lie on their own side.")
    return say("About {percent} % of the points lie on their own side.", percent=5 * round(20 * right))
