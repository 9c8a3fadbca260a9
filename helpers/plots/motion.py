"""The perceptron's line as a still picture (notebook 01), and the sheets of which the page makes a relief (04b)."""

import numpy as np
from contourpy import contour_generator
from matplotlib.colors import to_hex
from matplotlib.patches import FancyArrowPatch
from matplotlib.path import Path

from ..activations import sigmoid, step
from ..words import later, say
from .boundary import points
from .diagram import HALO, neat
from .style import BLUE, DEPTH, INK, PALE, figure, free, headline, label, note

SHADES = {"cmap": PALE, "vmin": 0, "vmax": 1, "aspect": "auto", "interpolation": "bilinear"}
FLAT = SHADES | {"interpolation": "nearest"}
NAMES = {"x₁": "$x_1$", "x₂": "$x_2$"}  # as a page writes them: as everything else in a picture does
CROSS = Path([(7, 7), (13, 13), (7, 13), (13, 7)], [1, 2, 1, 2])  # in points from what is wrong, beside it


def perceptron_line(X, labels, w, b, output, limits, names, shrink):
    """Points (n, 2) of two classes, the line w·x + b = 0, and w from the origin, `shrink` times shorter; beside it the
    answer over z, each point on it, and a ringed point's z on its way there; returns a Figure."""
    fig, (ax, curve) = figure(7, 3.7, cols=2)
    headline(fig, say("Each point twice: in the plane, and on the curve at its z"))
    function = {"sigmoid": sigmoid, "step": step}[output]
    shade(ax, function, w, b, limits)
    points(ax, X, labels, 60)
    line(ax, w, b)
    others = [X, *line_places(w, b, limits)]
    if np.any(w):
        tip = np.asarray(w) / shrink
        arrow(ax, (0, 0), tip, BLUE, linewidth=2)
        others.append(np.linspace(0, 0.9, 20)[:, None] * tip)
        note(ax, "$w$" + f" / {shrink}" * (shrink > 1), tip, (0, -7 if w[1] < 0 else 7), color=BLUE, arrowprops=None)
    z = X @ w + b
    wrong = X[step(z) != labels]
    ax.scatter(*wrong.T, marker=CROSS, s=26**2, facecolor="none", edgecolor=INK, linewidth=2)
    ax.set_aspect("equal")
    ax.locator_params(nbins=5)
    head = later("{right} of {all} right; a cross: wrong") if len(wrong) else later("{right} of {all} right")
    label(ax, say(head, right=len(X) - len(wrong), all=len(X)), *(NAMES.get(name, name) for name in names))
    k = np.any(X, axis=1).argmax()  # the first that is not where w begins
    answer_curve(curve, function, z, labels, k)
    ringed(ax, X[k], f"$z$ = {neat(z[k])}", np.vstack(others))
    fig.alt = say("{count} points of two classes and the line of one neuron with w = ({w1}, {w2}) and b = {b}: {right} "
                  "points are on the right side. Crosses mark the others. Beside it the answer over z, with each point "
                  "at its z: the ringed one has z = {z} and the answer {answer}.",
                  count=len(X), w1=neat(w[0]), w2=neat(w[1]), b=neat(b), right=len(X) - len(wrong), z=neat(z[k]),
                  answer=neat(function(z[k])))
    return fig


def line_places(w, b, limits):
    """Places on the line w·x + b = 0, (n, 2), where w is not 0."""
    if np.any(w):
        foot, reach = -b * np.asarray(w, float) / np.dot(w, w), 3 * np.ptp(limits)
        yield foot + np.linspace(-reach, reach, 600)[:, None] * [-w[1], w[0]] / np.linalg.norm(w)


def ringed(ax, place, words, others):
    """A point, ringed in both pictures, with words beside it where they are farthest from all others."""
    ax.plot(*place, "o", markersize=13, markerfacecolor="none", markeredgecolor=INK, markeredgewidth=1.2, zorder=4)
    others = others[np.any(others != place, axis=1)]
    note(ax, words, place, free(ax, place, words, others), bbox=HALO)


def answer_curve(ax, function, z, labels, k):
    """The answer of a neuron over z, coloured as its plane, and each point's place on it; point k is ringed."""
    end = max(1.15 * abs(z).max(), 6 if function is sigmoid else 3)
    along = np.linspace(-end, end, 401)
    ax.imshow(function(along)[None], extent=(-end, end, -0.08, 1.08), **FLAT if function is step else SHADES)
    ax.plot(along, function(along), color=INK, linewidth=2)
    name = f"{'σ$(z)$' if function is sigmoid else 'step$(z)$'} = {neat(function(z[k]))}"
    same = z[:, None] == z  # their points stand one above the other, around the curve
    pile = np.tril(same, -1).sum(1) - (same.sum(1) - 1) / 2
    dots = np.column_stack([z, function(z) + pile * min(0.07, 0.15 / same.sum(1).max())])
    points(ax, dots, labels)
    ax.set(xlim=(-end, end), ylim=(-0.08, 1.08), yticks=[0, 0.5, 1], box_aspect=1)
    curve = Path(np.column_stack([along, function(along)])).interpolated(20).vertices  # upright places of a step, too
    ringed(ax, dots[k], name, np.vstack([dots, curve]))
    label(ax, "", "$z$")


def sheets(landscape, count=64, size=1000):
    """A `Landscape` as a pile of flat sheets, [(colour, outline, height), …] from low to high: each is the region that
    lies at least as high, heights go from 0 to 1, outlines are paths of SVG, `size` units wide and high around 0.
    """
    low, high = landscape.J.min(), landscape.J.max()
    share = np.arange(count) / (count + 1)  # one more would be a sliver that floats beyond a far edge
    heights = share**1.8  # closer together near the bottom, as the map's levels
    sides = [np.linspace(-size / 2, size / 2, length) for length in reversed(landscape.J.shape)]
    contours = contour_generator(*sides, landscape.J, fill_type="OuterOffset")
    pile = []
    for color, height in zip(DEPTH(share), heights.tolist(), strict=True):
        areas = zip(*contours.filled(low + (high - low) * height if height else -np.inf, np.inf), strict=True)
        outline = "".join(ring(points[a:b]) for points, cuts in areas for a, b in zip(cuts, cuts[1:], strict=False))
        pile.append((to_hex(color), outline, height))
    return pile


def ring(points):
    return "M" + "L".join(f"{x} {y}" for x, y in points.round().astype(int)) + "Z"


# ---- the plane of a neuron ----


def arrow(ax, start, end, color=INK, **look):
    look |= {"arrowstyle": "-|>", "mutation_scale": 12, "shrinkA": 0, "shrinkB": 0, "color": color}
    ax.add_patch(FancyArrowPatch(start, end, **look))


def line(ax, w, b, color=INK, **look):
    """The line w·x + b = 0 and, from it, the weight vector: the side where z > 0. Nothing where w is 0."""
    if not np.any(w):
        return
    foot = -b * np.asarray(w, float) / np.dot(w, w)
    ax.axline(foot, foot + np.array([-w[1], w[0]]), color=color, linewidth=2, **look)


def shade(ax, function, w, b, limits):
    """Colour the axes by function(w·x + b): pale orange is 0, pale blue is 1."""
    (left, right), (low, high) = limits
    across, up = np.meshgrid(np.linspace(left, right, 200), np.linspace(low, high, 200))
    ax.imshow(function(w[0] * across + w[1] * up + b), extent=(left, right, low, high), origin="lower",
              **FLAT if function is step else SHADES)
    ax.set(xlim=limits[0], ylim=limits[1])
