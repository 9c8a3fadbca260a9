"""A network designed for pictures: what it sees, its errors, digits that move. Notebook 07b; slide P13-18."""

import numpy as np
from matplotlib.patches import Rectangle

from ...convolution import Convolution
from ...plots.diagram import neat
from ...plots.sheet import Chart, put_text, sheet
from ...plots.style import BLUE, DIVERGING, GREY, INK, LIGHT, PAPER, QUIET, figure, label, line_styles, name_lines
from ...words import both, clauses, later, say, series
from ..overfitting.exercises import moved

# as the notebook and its table call the networks
NAMES = later("convolution"), later("fully connected"), later("fully connected 8"), later("fully connected 128")


def move(images, right=0, down=0):
    """Flattened 28 x 28 images (n, 784) moved by whole pixels; white comes in at the edge."""
    return moved(np.reshape(images, (-1, 784)), 28, right, down)


def moved_digit(networks, image, truth, right=0, down=0):
    """A digit moved by some pixels, and the ten confidences of each of the `networks`, {name: network}."""
    before, image = np.reshape(image, (28, 28)), move(image, right, down)
    scores = {name: network(image)[0] for name, network in networks.items()}
    words = [say("{name} says {said}", name=say(name), said=one.argmax()) for name, one in scores.items()]
    fig = sheet(7, 3.2, say("A {truth}, moved: {words}", truth=truth, words=series(words)))
    digit = Chart(fig, 0.1, 0.55, 2.0, 2.0)
    digit.image(np.maximum(image.reshape(28, 28), 0.2 * before), PAPER, 0, 1)  # a pale ghost of where it was
    digit.frame()
    room = 4.7 / len(scores)
    for k, (name, one) in enumerate(scores.items()):
        chart, best = Chart(fig, 2.5 + room * k, 0.55, room - 0.45, 2.0, (0, 1), (9.5, -0.5)), one.argmax()
        chart.bars(one, [BLUE if k == truth else QUIET for k in range(10)])
        if best != truth:
            chart.add(Rectangle((0, best - 0.35), one[best], 0.7, fill=False, edgecolor=INK, linewidth=2))
        chart.beside({k: k for k in range(10)})
        chart.below({0: 0, 0.5: 0.5, 1: 1}, say("confidence"))
        chart.head(say(name))
    across = later("{count} pixels to the left") if right < 0 else later("{count} pixels to the right")
    along = later("{count} up") if down < 0 else later("{count} down")
    across, along = say(across, count=abs(right)), say(along, count=abs(down))
    told = {"truth": truth, "across": across, "along": along}
    fig.alt = say("A {truth} moved {across} and {along}, and the ten confidences of {networks}.",
                  **told, networks=both(map(say, networks)))
    fig.caption = say("A {truth} moved {across} and {along}: {words}.", **told, words=clauses(words))
    return fig


def sees(image, layers, place):
    """A digit (784,) as one number behind each Convolution and MaxPool sees it, at this row and column of the last
    one: lit are the pixels that it depends on. The others are in the middle of what the next one sees."""
    squares, side, words = fields(layers, place), 2.1, []
    fig = sheet(7, 2.95, say("From layer to layer one number sees more: {widths} pixels wide",
                             widths=" → ".join(str(width) for _, width in squares)))
    kinds = {True: later("convolution: {width} × {width} pixels"), False: later("pooling: {width} × {width} pixels")}
    for k, (layer, (left, width)) in enumerate(zip(layers, squares, strict=True)):
        words.append(say(kinds[isinstance(layer, Convolution)], width=width))
        digit = Chart(fig, 0.1 + k * 6.8 / len(layers), 0.15, side, side, (0, 28), (28, 0))
        seen = 0.2 * image.reshape(28, 28)
        lit = slice(left, left + width), slice(left, left + width)
        seen[lit] *= 5
        digit.image(seen, PAPER, 0, 1)
        digit.frame()
        digit.add(Rectangle((left, left), width, width, fill=False, edgecolor=INK, linewidth=2))
        put_text(fig, digit.corner[0], side + 0.29, words[-1], GREY, ha="left")
    fig.alt = say("A digit, and lit on it the pixels that one number behind each layer depends on. {words}.",
                  words=series(words))
    return fig


def fields(layers, place):
    """(first row and column, width in pixels) of what one number behind each layer depends on."""
    windows = [(layer.kernel, 1) if isinstance(layer, Convolution) else (layer.size, layer.size) for layer in layers]
    places, jump, width, squares = [place], 1, 1, []
    for window, step in windows[:0:-1]:
        places.append(places[-1] * step + (window - 1) // 2)
    for (window, step), number in zip(windows, reversed(places), strict=True):
        width += (window - 1) * jump
        jump *= step
        squares.append((number * jump, width))
    return squares


def matrix(values, title, x, y, *framed):
    """A matrix (m, n) as coloured cells, blue where it is positive and orange where negative; some rows in frames."""
    fig, ax = figure(7, 6 / values.shape[1] * len(values) + 0.9)
    largest = np.abs(values).max()
    ax.imshow(values, cmap=DIVERGING, vmin=-largest, vmax=largest, aspect="auto", interpolation="nearest")
    for row in framed:
        ax.add_patch(Rectangle((-0.5, row - 0.5), values.shape[1], 1, fill=False, edgecolor=INK, linewidth=1.2))
    ax.spines[:].set_visible(False)
    ax.set(xticks=[], yticks=[])
    label(ax, title, x, y)
    fig.alt = say("{name}: {m} by {n}; the values lie between {low} and {high}.", name=title, m=len(values),
                  n=values.shape[1], low=neat(values.min()), high=neat(values.max()))
    return fig


def designed(rows, aside=3):
    """Table `cnn`: share of test digits wrong after the last epoch, on digits moved by some pixels: the mean of the
    starts, in a band from the best to the worst, with its number where they are moved `aside`."""
    fig, ax = figure(7, 3.5)
    last, pixels, names = rows[rows["epoch"] == rows["epoch"].max()], np.unique(rows["pixels"]), []
    ax.axvline(aside, color=QUIET, linewidth=0.8)
    for name, style in zip(dict.fromkeys(rows["network"]), line_styles(3), strict=True):
        part = last[last["network"] == name]
        wrong = 100 * (1 - np.array([part["accuracy"][part["pixels"] == place] for place in pixels]))
        ax.fill_between(pixels, wrong.min(axis=1), wrong.max(axis=1), color=style["color"], alpha=0.18, linewidth=0)
        ax.plot(pixels, wrong.mean(axis=1), **style, label=say(name))
        there = wrong[pixels == aside].mean()
        ax.plot(aside, there, "o", color=style["color"])
        ax.annotate(f"{there:.0f}", (aside, there), (-6, 3), textcoords="offset points", ha="right", fontsize=10)
        names.append((there, say(name)))
    ax.set(xticks=pixels, ylim=(0, None))
    ax.grid(axis="y", color=LIGHT, linewidth=0.8)
    (least, best), (more, _), *_ = sorted(names)
    title = say("Moved by {aside} pixels, {best} is {least:.0f}% wrong, the next best {more:.0f}%", aside=aside,
                best=best, least=least, more=more)
    label(ax, title, say("moved by … pixels"), say("test digits wrong (%)"))
    name_lines(ax)
    fig.alt = say("Test digits wrong for {names}, a band of three starts each. On moved digits all rise, the "
                  "convolution by far the least.", names=series(name for _, name in names))
    return fig
