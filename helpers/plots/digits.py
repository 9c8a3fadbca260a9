"""Digits as pictures, and the ten confidences a network gives them. Notebooks 00, 06 and 07."""

import math

import numpy as np
from matplotlib.patches import Rectangle

from ..words import later, say
from .sheet import Chart, arrow, put_text, sheet
from .style import BLUE, DIVERGING, GREY, INK, PAPER, QUIET, figure, headline

DIGITS = later("{count} handwritten digits, {height} by {width} pixels.")
DIGITS_NAMED = later("{count} handwritten digits, {height} by {width} pixels: {titles}.")
SIGNED = later("{count} pictures in blue (positive) and orange (negative), {height} by {width} pixels.")
SIGNED_NAMED = later("{count} pictures in blue (positive) and orange (negative), {height} by {width} pixels: {titles}.")
HEIGHT = 2.1  # of an example beside its confidences, inches


def digits(images, titles=None, columns=10, title="", wrong=()):
    """A grid of square pictures; returns a Figure.

    images  (n, side·side) or (n, side, side): ink is 1, paper is 0; with negative values (weights, gradients)
            blue is positive and orange negative, each picture scaled by itself
    titles  one short text for each picture, or for each column
    wrong   (n,) whether each is wrong and gets a dark rim
    """
    images = squares(images)
    titles = [""] * len(images) if titles is None else [str(text) for text in titles]
    signed, columns = bool(images.min() < 0), min(columns, len(images))
    if len(titles) not in (columns, len(images)):
        raise ValueError(f"{len(images)} pictures but {len(titles)} titles")
    cell, rows = 6.8 / max(columns, 4), math.ceil(len(images) / columns)
    heads = 0.2 + 0.3 * bool(title) + 0.24 * any(titles) * math.ceil(len(titles) / columns)
    fig, axes = figure(cell * columns + 0.2, rows * cell + heads, rows, columns, squeeze=False)
    for ax in axes.flat:
        blank(ax)
    for ax in axes.flat[np.flatnonzero(wrong)]:
        ax.spines[:].set(visible=True, color=INK, linewidth=2)
    for ax, text in zip(axes.flat, titles, strict=False):
        ax.set_title(text, fontsize=10, color=INK, pad=4)
    for ax, image in zip(axes.flat, images, strict=False):
        top = np.abs(image).max() or 1
        low, cmap = (-top, DIVERGING) if signed else (0, PAPER)
        ax.imshow(image, cmap=cmap, vmin=low, vmax=top if signed else 1, interpolation="nearest")
    headline(fig, title)
    seen = ((DIGITS, DIGITS_NAMED), (SIGNED, SIGNED_NAMED))[signed][any(titles)]
    count, height, width = images.shape
    fig.alt = say(seen, count=count, height=height, width=width, titles=", ".join(titles))
    return fig


def blank(ax):
    """No frame and no ticks."""
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set_visible(False)


def squares(images):
    """Pictures as (n, side, side)."""
    images = np.asarray(images, float)
    side = math.isqrt(images.shape[-1]) if images.ndim == 2 else images.shape[-1]
    if images.size == 0 or images.ndim not in (2, 3) or images[0].size != side * side:
        raise ValueError(f"expected pictures of shape (n, side*side) or (n, side, side); got {images.shape}")
    return images.reshape(-1, side, side)


def confidences(scores, image=None, title="", truth=None):
    """The confidences of one example as bars; returns a Figure.

    image  the example, to be shown beside them; or several pictures that come of each other, {words: picture}
    truth  its class, which is blue then, and a higher one has a dark rim; else the highest is blue
    """
    scores = np.asarray(scores, float).ravel()
    fig, left, best = sheet(7, HEIGHT + 0.75, title), 0.45, scores.argmax()
    pictures = image if isinstance(image, dict) else {} if image is None else {"": image}
    for words, picture in pictures.items():
        chart = Chart(fig, left - 0.35, 0.15, HEIGHT, HEIGHT)
        chart.image(squares(np.asarray(picture)[None])[0], PAPER, 0, 1)
        chart.frame()
        put_text(fig, left - 0.35, HEIGHT + 0.25, words, GREY, ha="left")
        left += HEIGHT + 0.3
        if words:
            arrow(fig, (left - 0.62, 1.2), (left - 0.37, 1.2))
    chart = Chart(fig, left, 0.15, 6.45 - left, HEIGHT, (0, max(1, scores.max())), (len(scores) - 0.5, -0.5))
    chart.bars(scores, [BLUE if k == (best if truth is None else truth) else QUIET for k in range(len(scores))])
    if truth not in (None, best):
        chart.add(Rectangle((0, best - 0.35), scores[best], 0.7, fill=False, edgecolor=INK, linewidth=2))
    for k in np.flatnonzero(scores >= 0.005):
        chart.text(scores[k], k, f" {scores[k]:.2f}", color=INK if k in (best, truth) else GREY)
    chart.beside({k: k for k in range(len(scores))})
    put_text(fig, left, HEIGHT + 0.25, say("confidence"), GREY, ha="left")
    words = ", ".join(f"{k} {score:.2f}" for k, score in enumerate(scores) if score >= 0.005)
    fig.alt = say("Bars of {count} confidences: {words}. The highest is {labels}.",
                  count=len(scores), words=words, labels=best)
    return fig
