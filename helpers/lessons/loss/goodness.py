"""How good is a function: softmax, cross-entropy, the losses of single examples.

Slides P13-14, P13-20, P13-21; notebook 04.
"""

from itertools import pairwise, product

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch, Rectangle

from ...losses import softmax
from ...plots.diagram import fixed
from ...plots.digits import squares
from ...plots.motion import arrow
from ...plots.sheet import put, put_text, sheet
from ...plots.style import (
    BLUE,
    FAINT,
    GREY,
    INK,
    ORANGE,
    PALE_BLUE,
    PAPER,
    QUIET,
    WORDS,
    figure,
    fold,
    headline,
    label,
    line_styles,
    name_lines,
    note,
)
from ...words import clauses, later, say

MOST_BELOW = later(
    "Share of right answers for {ranges} ranges of confidence from 50 to 100 %, and the diagonal they would meet if a "
    "confidence were a chance: most bars stay below it."
)
FEW_BELOW = later(
    "Share of right answers for {ranges} ranges of confidence from 50 to 100 %, and the diagonal they would meet if a "
    "confidence were a chance: few bars stay below it."
)


def pipeline(image, shares, right, names):
    """From an image (side²,) to the loss of its right class, the place `right`: P13-14 and P13-20 in one row."""
    image, shares = squares(np.asarray(image)[None])[0], np.ravel(shares)
    loss, grey = -np.log(shares[right]), {"fontsize": 10, "color": GREY, "ha": "center"}
    fig, ax = figure(7, 3)
    fig.set_layout_engine("constrained", w_pad=0, h_pad=0)
    ax.text(0.05, 2.86, say("The loss reads one share alone: that of the right class"), fontsize=11.5, color=INK,
            va="center")
    ax.imshow(image, cmap=PAPER, vmin=-0.06, vmax=1.1, extent=[0.05, 1.15, 0.85, 1.95])
    ax.set(xlim=(0, 7), ylim=(0, 3), aspect="auto")
    ax.axis("off")
    ax.text(0.6, 0.6, say("{count} pixels", count=image.size), **grey)
    extractor, classifier = say("feature\nextractor"), say("multi-class\nclassifier")
    where = say("all hidden layers"), say("output layer:\nsoftmax")
    boxes = (1.57, extractor, where[0], (4, 4, 4)), (3.4, classifier, where[1], (4, 5))
    for left, name, layers, counts in boxes:
        box = FancyBboxPatch((left, 0.85), 1.15, 1.1, boxstyle="round,pad=0,rounding_size=0.1", linewidth=1.2)
        ax.add_patch(box)
        box.set(facecolor=PALE_BLUE, edgecolor=BLUE)
        ax.text(left + 0.575, 1.7, name, fontsize=10, color=INK, ha="center", va="center", weight="bold")
        small_layers(ax, left + 0.575, 1.17, counts)
        ax.text(left + 0.575, 0.7, layers, va="top", **grey)
    for start, end, carried in ((1.2, 1.52, "$x$"), (2.76, 3.36, say("features")), (4.59, 4.91, "")):
        arrow(ax, (start, 1.4), (end, 1.4))
        ax.text((start + end) / 2, 1.55, carried, **grey)
    ax.text(5.42, 2.5, say("shares $y$"), fontsize=10, color=INK, ha="center")
    ax.text(6.42, 2.5, say("target $\\hat{y}$"), fontsize=10, color=INK, ha="center")
    for k, (name, share) in enumerate(zip(names, shares, strict=True)):
        height, color = 2.32 - 0.2 * k, BLUE if k == right else QUIET
        ax.text(5.05, height, name, fontsize=9, color=GREY, ha="center", va="center")
        ax.add_patch(Rectangle((5.2, height - 0.07), 0.65 * share, 0.14, facecolor=color))
        if share:
            ax.text(5.25 + 0.65 * share, height, f"{share:g}", fontsize=9, color=INK, va="center")
    ax.add_patch(Rectangle((6.1, 2.25 - 0.2 * right), 0.65, 0.14, facecolor=BLUE))
    ax.text(6.8, 2.32 - 0.2 * right, "1", fontsize=9, color=INK, va="center")
    arrow(ax, (5.98, 2.2 - 0.2 * right), (5.98, 0.34), BLUE)  # the loss reads this share, no other
    ax.text(5.98, 0.1, f"$l = -\\ln {shares[right]:g} = {loss:.2f}$", fontsize=11.5, color=INK, ha="center")
    fig.alt = say("From left to right: the image of a {name}, its {pixels} pixels x, the hidden layers as a feature "
                  "extractor, the output layer with softmax as a multi-class classifier, its ten shares y beside the "
                  "one-hot target, and the loss: minus the logarithm of the share {share:g} of the {name}, {loss:.2f}.",
                  name=names[right], pixels=image.size, share=shares[right], loss=loss)
    return fig


def small_layers(ax, x, y, counts):
    """Layers of so many neurons and their wires, small, around a place."""
    columns = [[(x + 0.3 * (l - (len(counts) - 1) / 2), y + 0.11 * (k - (n - 1) / 2)) for k in range(n)]
               for l, n in enumerate(counts)]
    for ends in (ends for pair in pairwise(columns) for ends in product(*pair)):
        ax.plot(*np.transpose(ends), color=QUIET, linewidth=0.8, zorder=2)
    ax.plot(*np.transpose(sum(columns, [])), "o", color=BLUE, markersize=3.5, zorder=3)


def softmax_steps(z1, z2, z3, softmax=softmax):
    """From scores to shares in two steps: e^z, then each over the sum.

    softmax  the function that makes the shares, scores (1, 3) → shares (1, 3)
    """
    z = np.array([z1, z2, z3], float)
    powers = np.exp(z)
    shares = np.reshape(softmax(z[None]), 3)
    fig = sheet(7, 3, say("$e^z$ makes every score positive; a share is its part of the sum"))
    tops = 6.4, 1.18 * powers.max(), 1.18 * max(1, shares.max())
    heads = say("scores $z$"), "$e^z$", say("shares $y$: each ÷ {total:.2f}", total=powers.sum())
    charts = (z, -6.4, tops[0]), (powers, 0, tops[1]), (shares, 0, tops[2])
    for left, head, (values, low, high) in zip((0.08, 2.41, 4.75), heads, charts, strict=True):
        unit = 2.1 / (high - low)
        zero = 0.31 - unit * low
        put_text(fig, left, 2.53, head, size=11.5, ha="left")
        put(fig, Line2D([left, left + 2.17], [zero, zero], color=GREY, linewidth=0.8))
        for k, value in enumerate(values):  # no heights at the side: each bar has its number
            x, color, up = left + 0.33 + 0.76 * k, BLUE if k == z.argmax() else QUIET, value >= 0
            put(fig, Rectangle((x - 0.23, zero), 0.46, unit * value, facecolor=color))
            place = zero + unit * value + (0.055 if up else -0.055)
            put_text(fig, x, place, fixed(value), va="bottom" if up else "top")
            put_text(fig, x, 0.22, say("class {k}", k=k + 1), va="top")
    z, powers_in_words, shares = (", ".join(map(fixed, values)) for values in (z, powers, shares))
    fig.alt = say("Three bar charts. The scores {z} become the powers {powers} and, divided by their sum "
                  "{powers_sum:.2f}, the shares {shares}.",
                  z=z, powers=powers_in_words, powers_sum=powers.sum(), shares=shares)
    return fig


def loss_of_share(points):
    """The curve −ln y, with a dot for each {name: share}; a share of 0 is told at the edge, its loss is infinite."""
    fig, ax = figure(6.2, 3.2)
    share = np.geomspace(0.008, 1, 300)
    ax.plot(share, -np.log(share), color=BLUE, linewidth=2)
    told = []
    for name, y in points.items():
        if y > 0:
            ax.plot(y, -np.log(y), "o", color=ORANGE, markersize=8)
            note(ax, say("{name}: {sentence}", name=name, sentence=f"{-np.log(y):.2f}"), (y, -np.log(y)), (18, 16))
            told.append(say("{name} at share {y:g}, loss {value:.4f}", name=name, y=y, value=-np.log(y)))
        else:
            words = say("{name}: {sentence}", name=name, sentence="$\\infty$")
            arrow(ax, (0.009, 4.7), (0.0066, 5.03), BLUE, linewidth=2, clip_on=False)
            ax.text(0.03, 4.7, words, fontsize=10, color=INK)
            told.append(say("{name} at share 0, loss infinite", name=name))
    ax.set(xlim=(0, 1.02), ylim=(0, 5))
    head = say("$l = -\\ln y$: the smaller the share, the faster it grows")
    label(ax, head, say("share $y$ that the right class gets"), say("loss"))
    fig.alt = say(
        "The loss minus ln y falls from infinity at share 0 to 0 at share 1. Marked: {told}.", told=clauses(told)
    )
    return fig


def two_losses():
    """Cross-entropy and squared error of a softmax with two outputs, over how far the right score is ahead."""
    lead = np.linspace(-8, 8, 321)
    share = 1 / (1 + np.exp(-lead))
    values, slopes = (-np.log(share), (1 - share) ** 2), (share - 1, -2 * share * (1 - share) ** 2)
    fig, axes = figure(7, 3, cols=2)
    for ax, curves in zip(axes, (values, slopes), strict=True):
        for curve, style in zip(curves, line_styles(2), strict=True):
            ax.plot(lead, curve, **style)
        ax.axvspan(-8, 0, color=FAINT, zorder=0)
    axes[0].text(-7.8, 2.3, say("wrong class\nahead"), fontsize=9, color=GREY)
    axes[0].text(-3.8, 4.6, say("cross-entropy"), fontsize=10, color=BLUE)
    axes[0].text(-7.8, 1.3, say("squared error"), fontsize=10, color=WORDS[ORANGE])
    flat, steep = slopes[1][40], slopes[0][40]  # where the right score is 6 behind
    axes[1].plot([-6, -6], [flat, steep], "o-", color=INK, linewidth=0.8, markersize=5)
    headline(fig, say("Far behind, the squared error is nearly flat: its slope is {ratio:.0f} times smaller",
                      ratio=steep / flat))
    note(axes[1], f"{steep / flat:.0f} : 1", (-6, -0.5), (14, 0), arrowprops=None)
    for ax, head in zip(axes, (say("loss"), say("slope of the loss")), strict=True):
        label(ax, head, say("lead of the right score"))
    fig.alt = say("Two charts over the lead of the right score, from −8 to 8. Where the wrong class is far ahead, "
                  "cross-entropy grows along a straight line with slope −1; the squared error is flat at 1 with slope "
                  "0.")
    return fig


def digit_losses(images, Y, labels):
    """Slide P13-21: one row an example, its picture, the ten shares with the right one in blue, its loss."""
    images, Y = squares(images), np.asarray(Y, float)
    if not len(images) == len(Y) == len(labels):
        raise ValueError(f"{len(images)} pictures, {len(Y)} outputs, {len(labels)} labels; expected one of each a row")
    losses = -np.log(Y[np.arange(len(Y)), labels])
    fig, axes = figure(6.4, 0.85 * len(images) + 0.85, len(images), 2, squeeze=False, width_ratios=[1, 7])
    for n, ((left, right), image, y) in enumerate(zip(axes, images, Y, strict=True)):
        left.imshow(image, cmap="gray_r", vmin=0, vmax=1)
        left.axis("off")
        right.bar(range(len(y)), y, color=[BLUE if k == labels[n] else QUIET for k in range(len(y))], width=0.7)
        right.set(ylim=(0, Y.max() * 1.15), yticks=[1 / len(y)], yticklabels=[f"1/{len(y)}"], xticks=range(len(y)))
        right.spines["left"].set_visible(False)
        right.axhline(1 / len(y), color=INK, linewidth=0.8, linestyle=":")
        right.tick_params(labelbottom=n == len(images) - 1)
        right.text(1.02, 0.4, f"$l^{n + 1}$ = {losses[n]:.2f}", transform=right.transAxes, fontsize=11.5, color=INK)
    axes[-1, 1].set_xlabel(say("digit"), fontsize=10, color=INK)
    note(axes[0, 1], say("its label"), (labels[0], Y[0, labels[0]]), (-20, 8))
    k, says = Y.shape[1], Y.argmax(1)
    head = later("It says {digit} to all: mean loss {mean:.2f}, near ln {k} = {ln:.2f}") if np.ptp(says) == 0 else \
        later("Mean loss {mean:.2f}; equal shares would give ln {k} = {ln:.2f}")
    headline(fig, say(head, digit=says[0], mean=losses.mean(), k=k, ln=np.log(k)))
    rows = clauses(
        say("label {label}, loss {loss:.2f}", label=t, loss=loss) for t, loss in zip(labels, losses, strict=True)
    )
    fig.alt = say(
        "{count} handwritten digits, each with ten bars, the shares of the classes: {rows}.",
        count=len(images), rows=rows,
    )
    return fig


def said_and_was(said, right, bins=5):
    """How often answers were right, for answers given with a similar confidence; calibrated bars meet the line.

    said   confidence of each answer (n,), from 0.5 to 1
    right  whether it was right (n,)
    """
    said, right = np.asarray(said, float), np.asarray(right, float)
    edges = np.linspace(0.5, 1, bins + 1)
    place = np.clip(np.searchsorted(edges, said, side="right") - 1, 0, bins - 1)
    filled = [k for k in range(bins) if (place == k).any()]
    was = [right[place == k].mean() for k in filled]
    middle = (edges[:-1] + edges[1:])[filled] / 2
    fig, ax = figure(7, 3.2)
    ax.bar(middle, was, width=0.46 / bins, color=BLUE)
    words = fold(say("as often right as it says"), 14)
    ax.plot([0.5, 1], [0.5, 1], color=INK, linestyle="--", linewidth=1.2, label=words)
    ax.set(xlim=(0.5, 1), ylim=(0, 1), xticks=edges, yticks=np.linspace(0, 1, 6))
    most = np.argmax(middle - was)
    head = say("Where it says {said:.0%}, it is right in {right:.0%}", said=middle[most], right=was[most])
    label(ax, head, say("confidence (largest share)"), say("share of right answers"))
    name_lines(ax)
    ax.plot([middle[most]] * 2, [was[most], middle[most]], color=INK, linewidth=2)
    ax.text(middle[most], middle[most] + 0.06, say("says {said:.0%}", said=middle[most]), ha="center", color=INK)
    ax.text(middle[most], was[most] - 0.07, say("right: {right:.0%}", right=was[most]), ha="center", color="white")
    below = np.less(was, middle).mean()
    fig.alt = say(MOST_BELOW if below > 0.5 else FEW_BELOW, ranges=len(filled))
    return fig
