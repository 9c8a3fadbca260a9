"""Digits as pictures, and the ten confidences a network gives them. Notebooks 00, 06 and 07."""

import math

import numpy as np

from ..words import later, say
from .sheet import Chart, put_title, sheet
from .style import BLUE, DIVERGING, GREY, INK, PAPER, QUIET, figure

DIGITS = later("{count} handwritten digits, {height} by {width} pixels.")
DIGITS_NAMED = later("{count} handwritten digits, {height} by {width} pixels: {titles}.")
SIGNED = later("{count} pictures in blue (positive) and orange (negative), {height} by {width} pixels.")
SIGNED_NAMED = later("{count} pictures in blue (positive) and orange (negative), {height} by {width} pixels: {titles}.")


def digits(images, titles=None, columns=10, title=""):
    """A grid of square pictures; returns a Figure.

    images  (n, side·side) or (n, side, side): ink is 1, paper is 0; with negative values (weights, gradients)
            blue is positive and orange negative, each picture scaled by itself
    titles  one short text for each picture
    """
    images = squares(images)
    titles = [""] * len(images) if titles is None else [str(text) for text in titles]
    if len(titles) != len(images):
        raise ValueError(f"{len(images)} pictures but {len(titles)} titles")
    signed = bool(images.min() < 0)
    columns = min(columns, len(images))
    cell, head = 6.8 / max(columns, 6), 0.24 * any(titles)
    rows = math.ceil(len(images) / columns)
    height = rows * (cell + head) + 0.2 + 0.3 * bool(title)
    fig, axes = figure(cell * columns + 0.2, height, rows, columns, squeeze=False)
    for ax in axes.flat:
        ax.axis("off")
    for ax, image, text in zip(axes.flat, images, titles, strict=False):
        top = np.abs(image).max() or 1
        low, cmap = (-top, DIVERGING) if signed else (0, PAPER)
        ax.imshow(image, cmap=cmap, vmin=low, vmax=top if signed else 1, interpolation="nearest")
        ax.set_title(text, fontsize=10, color=INK, pad=2)
    fig.suptitle(title or None, x=0.01, ha="left", fontsize=11.5, color=INK)
    seen = ((DIGITS, DIGITS_NAMED), (SIGNED, SIGNED_NAMED))[signed][any(titles)]
    count, height, width = images.shape
    fig.alt = say(seen, count=count, height=height, width=width, titles=", ".join(titles))
    return fig


def squares(images):
    """Pictures as (n, side, side)."""
    images = np.asarray(images, float)
    side = math.isqrt(images.shape[-1]) if images.ndim == 2 else images.shape[-1]
    if images.size == 0 or images.ndim not in (2, 3) or images[0].size != side * side:
        raise ValueError(f"expected pictures of shape (n, side*side) or (n, side, side); got {images.shape}")
    return images.reshape(-1, side, side)


def confidences(scores, image=None, title=""):
    """The confidences of one example as bars, the highest in blue; `image` shows the example beside them."""
    scores = np.asarray(scores, float).ravel()
    best, height = int(scores.argmax()), 0.23 * len(scores)
    fig = sheet(5.4, height + 0.75 + 0.2 * title.count("\n"))
    put_title(fig, title)
    left = 0.28
    if image is not None:
        ink, side = squares(np.asarray(image)[None])[0], min(1.55, height)
        Chart(fig, 0.1, 0.1 + (height - side) / 2, side, side).image(ink, PAPER, 0, 1)
        left += side + 0.2
    highest = 1.12 * max(1, scores.max())
    chart = Chart(fig, left, 0.1, 5.3 - left, height, (0, highest), (len(scores) - 0.5, -0.5))
    chart.bars(scores, [BLUE if k == best else QUIET for k in range(len(scores))])
    for k, score in enumerate(scores):
        chart.text(score, k, f" {score:.2f}", fontsize=9, color=INK if k == best else GREY)
    chart.beside({k: k for k in range(len(scores))})
    chart.head(say("confidence"))
    words = ", ".join(f"{k} {score:.2f}" for k, score in enumerate(scores) if score >= 0.005)
    fig.alt = say("Bars of {count} confidences: {words}. The highest is {labels}.",
                  count=len(scores), words=words, labels=best)
    return fig
