"""The perceptron's line as a still picture (notebook 01), and the sheets of which the page makes a relief (04b)."""

import numpy as np
from contourpy import contour_generator
from matplotlib.colors import to_hex
from matplotlib.patches import FancyArrowPatch

from ..activations import sigmoid, step
from ..words import later, say
from .boundary import line, points
from .diagram import HALO, neat
from .style import BLUE, DEPTH, INK, PALE, figure, free, headline, label, note

SHADES = {"cmap": PALE, "vmin": 0, "vmax": 1, "aspect": "auto", "interpolation": "bilinear"}
FLAT = SHADES | {"interpolation": "nearest"}


def perceptron_line(X, labels, w, b, output, limits, names, shrink):
    """Points (n, 2) of two classes, the line w·x + b = 0, and w from the origin, `shrink` times shorter; beside it the
    answer over z, each point on it, and a named point's z on its way there; returns a Figure."""
    function, z = {"sigmoid": sigmoid, "step": step}[output], X @ w + b
    fig, (ax, curve) = figure(7, 3.7, cols=2)
    headline(fig, say("Each point twice: in the plane, and on the curve at its z"))
    shade(ax, function, w, b, limits)
    line(ax, w, b)
    wrong = step(z) != labels
    points(ax, X, labels, 60, wrong)
    if np.any(w):
        tip = np.asarray(w) / shrink
        arrow(ax, (0, 0), tip, BLUE, linewidth=2)
        note(ax, "$w$" + f" / {shrink}" * (shrink > 1), tip, (0, -7 if w[1] < 0 else 7), color=BLUE, arrowprops=None)
    ax.set_aspect("equal")
    ax.locator_params(nbins=5)
    head = later("{right} of {all} right; dark rim: wrong") if wrong.any() else later("{right} of {all} right")
    names = [name.replace("x₁", "$x_1$").replace("x₂", "$x_2$") for name in names]  # as in other pictures
    label(ax, say(head, right=sum(~wrong), all=len(X)), *names)
    end = max(1.15 * abs(z).max(), 6 if function is sigmoid else 3)
    along = np.linspace(-end, end, 401)
    curve.imshow(function(along)[None], extent=(-end, end, -0.08, 1.08), **FLAT if function is step else SHADES)
    curve.plot(along, function(along), color=INK, linewidth=2)
    same = z[:, None] == z  # their points stand one above the other, around the curve
    pile = np.tril(same, -1).sum(1) - (same.sum(1) - 1) / 2
    points(curve, np.column_stack([z, function(z) + 0.08 * pile]), labels, 40, wrong)
    curve.set(xlim=(-end, end), ylim=(-0.08, 1.08), yticks=[0, 0.5, 1], box_aspect=1)
    label(curve, "", "$z$")
    x = np.linspace(*ax.get_xlim(), 60)
    k = np.any(X, axis=1).argmax()  # the first that is not where w begins
    name = f"{'σ$(z)$' if function is sigmoid else 'step$(z)$'} = {neat(function(z[k]))}"
    for here, place, words in ((ax, X[k], f"$z$ = {neat(z[k])}"), (curve, (z[k], function(z[k])), name)):
        others = np.vstack([X, np.column_stack([x, (0 - b - w[0] * x) / w[1]])]) if here is ax and w[1] else None
        note(here, words, place, free(here, place, words, others), bbox=HALO)
    fig.alt = say("{count} points of two classes and the line of one neuron with w = ({w1}, {w2}) and b = {b}: {right} "
                  "points are on the right side; the others have a dark rim. Beside it the answer over z, with each "
                  "point at its z: one has z = {z} and the answer {answer}.",
                  count=len(X), w1=neat(w[0]), w2=neat(w[1]), b=neat(b), right=sum(~wrong), z=neat(z[k]),
                  answer=neat(function(z[k])))
    return fig


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
        rings = (points[a:b] for points, cuts in areas for a, b in zip(cuts, cuts[1:], strict=False))
        outline = "".join("M" + "L".join(f"{x} {y}" for x, y in ring.round().astype(int)) + "Z" for ring in rings)
        pile.append((to_hex(color), outline, height))
    return pile


# ---- the plane of a neuron ----


def arrow(ax, start, end, color=INK, **look):
    look |= {"arrowstyle": "-|>", "mutation_scale": 12, "shrinkA": 0, "shrinkB": 0, "color": color}
    ax.add_patch(FancyArrowPatch(start, end, **look))


def shade(ax, function, w, b, limits):
    """Colour the axes by function(w·x + b): pale orange is 0, pale blue is 1."""
    (left, right), (low, high) = limits
    across, up = np.meshgrid(np.linspace(left, right, 200), np.linspace(low, high, 200))
    ax.imshow(function(w[0] * across + w[1] * up + b), extent=(left, right, low, high), origin="lower",
              **FLAT if function is step else SHADES)
    ax.set(xlim=limits[0], ylim=limits[1])
