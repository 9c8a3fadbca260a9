"""Digits as pictures, and the ten confidences a network gives them. Notebooks 00, 06 and 07."""

import math

import numpy as np

from ..words import later, say
from .sheet import Chart, put_text, put_title, sheet
from .style import BLUE, DIVERGING, GREY, INK, PAPER, QUIET, figure, headline

DIGITS = later("{count} handwritten digits, {height} by {width} pixels.")
DIGITS_NAMED = later("{count} handwritten digits, {height} by {width} pixels: {titles}.")
SIGNED = later("{count} pictures in blue (positive) and orange (negative), {height} by {width} pixels.")
SIGNED_NAMED = later("{count} pictures in blue (positive) and orange (negative), {height} by {width} pixels: {titles}.")
HEIGHT = 2.1  # of an example beside its confidences, inches


def digits(images, titles=None, columns=10, title=""):
    """A grid of square pictures; returns a Figure.

    images  (n, side·side) or (n, side, side): ink is 1, paper is 0; with negative values (weights, gradients)
            blue is positive and orange negative, each picture scaled by itself
    titles  one short text for each picture, or for each column
    """
    images = squares(images)
    titles = [""] * len(images) if titles is None else [str(text) for text in titles]
    signed, columns = bool(images.min() < 0), min(columns, len(images))
    if len(titles) not in (columns, len(images)):
        raise ValueError(f"{len(images)} pictures but {len(titles)} titles")
    cell, rows = 6.8 / max(columns, 4), math.ceil(len(images) / columns)
    heads = 0.24 * any(titles) * math.ceil(len(titles) / columns)
    height = rows * cell + heads + 0.2 + 0.3 * bool(title)
    fig, axes = figure(cell * columns + 0.2, height, rows, columns, squeeze=False)
    for ax in axes.flat:
        ax.axis("off")
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
    fig = sheet(7, HEIGHT + 0.75)
    put_title(fig, title)
    if image is not None:
        chart = Chart(fig, 0.1, 0.15, HEIGHT, HEIGHT)
        chart.image(squares(np.asarray(image)[None])[0], PAPER, 0, 1)
        chart.frame()
    bars(fig, 0.45 if image is None else HEIGHT + 0.7, scores)
    words = ", ".join(f"{k} {score:.2f}" for k, score in enumerate(scores) if score >= 0.005)
    fig.alt = say("Bars of {count} confidences: {words}. The highest is {labels}.",
                  count=len(scores), words=words, labels=scores.argmax())
    return fig


def bars(fig, left, scores):
    """A bar for each confidence from `left` to the right edge of a sheet, the highest in blue."""
    best, ends = scores.argmax(), (len(scores) - 0.5, -0.5)
    chart = Chart(fig, left, 0.15, 6.45 - left, HEIGHT, (0, max(1, scores.max())), ends)  # with room for numbers
    chart.bars(scores, [BLUE if k == best else QUIET for k in range(len(scores))])
    for k in np.flatnonzero(scores >= 0.005):
        chart.text(scores[k], k, f" {scores[k]:.2f}", fontsize=10, color=INK if k == best else GREY)
    chart.beside({k: k for k in range(len(scores))})
    put_text(fig, left, HEIGHT + 0.2, say("confidence"), fontsize=10, color=GREY)
