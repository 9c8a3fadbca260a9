"""A network designed for pictures: what it sees, its errors, digits that move. Notebook 07b; slide P13-18."""

import numpy as np
from matplotlib.patches import Rectangle

from ...convolution import Convolution
from ...plots.sheet import Chart, put_title, sheet
from ...plots.style import BLUE, GREY, INK, LIGHT, ORANGE, PAPER, figure, label, line_styles, name_lines
from ...words import both, clauses, later, say, series
from ..overfitting.exercises import moved

# as the notebook and its table call the networks
NAMES = later("convolution"), later("fully connected"), later("fully connected 8"), later("fully connected 128")


def move(images, right=0, down=0):
    """Flattened 28 x 28 images (n, 784) moved by whole pixels; white comes in at the edge."""
    return moved(np.reshape(images, (-1, 784)), 28, right, down)


def moved_digit(networks, image, truth, right=0, down=0):
    """A digit moved by some pixels, and the ten confidences of each of the `networks`, {name: network}."""
    image = move(image, right, down)
    fig, words = sheet(7, 2.9), []
    digit = Chart(fig, 0.1, 0.55, 2.0, 2.0)
    digit.image(image.reshape(28, 28), PAPER, 0, 1)
    digit.frame(edgecolor=GREY)
    digit.head(say("a {digit}", digit=truth))
    room = 4.7 / len(networks)
    for k, (name, network) in enumerate(networks.items()):
        scores = network(image)[0]
        said = int(scores.argmax())
        chart = Chart(fig, 2.5 + room * k, 0.55, room - 0.45, 2.0, (0, 1), (9.5, -0.5))
        chart.bars(scores, [BLUE if k == truth else ORANGE for k in range(10)])
        chart.beside({k: k for k in range(10)})
        chart.below({0: 0, 0.5: 0.5, 1: 1}, say("confidence"))
        chart.head(say("{name}: {sentence}", name=say(name), sentence=said))
        words.append(say("{name} says {said}", name=say(name), said=said))
    across = later("{count} pixels to the left") if right < 0 else later("{count} pixels to the right")
    along = later("{count} up") if down < 0 else later("{count} down")
    across, along = say(across, count=abs(right)), say(along, count=abs(down))
    told = {"truth": truth, "across": across, "along": along}
    fig.alt = say("A {truth} moved {across} and {along}, and the ten confidences of {networks}.",
                  **told, networks=both(map(say, networks)))
    fig.caption = say("A {truth} moved {across} and {along}: {words}.", **told, words=clauses(words))
    return fig


def sees(image, layers, place):
    """Squares on a digit (784,): the pixels that one number behind each Convolution and MaxPool depends on, the last
    one, at this row and column, in ink. The others are in the middle of what the next one sees."""
    fig, words = sheet(5.4, 3.4), []
    put_title(fig, say("Each layer sees more of the digit"))
    digit = Chart(fig, 0.1, 0.1, 2.9, 2.9, (0, 28), (28, 0))
    digit.image(image.reshape(28, 28), PAPER, 0, 2)
    digit.frame()
    kinds = {True: later("convolution: {width} × {width} pixels"), False: later("pooling: {width} × {width} pixels")}
    for k, (layer, (left, width)) in enumerate(zip(layers, fields(layers, place), strict=True)):
        look = {"color": INK, "linewidth": 2} if layer is layers[-1] else {"color": GREY, "linewidth": 1.2}
        words.append(say(kinds[isinstance(layer, Convolution)], width=width))
        digit.add(Rectangle((left, left), width, width, fill=False, **look))
        digit.line([left + width, 30], [left + width, 14 + 4 * k], **look)
        digit.text(30.5, 14 + 4 * k, words[-1], fontsize=10, color=look["color"])
    fig.alt = say("Nested squares on a digit: the pixels that one number behind each layer depends on. {words}.",
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


def designed(rows):
    """Table `cnn`: share of test digits wrong over the epochs, and on digits moved by some pixels."""
    fig, (left, right) = figure(7, 3.5, cols=2)
    names = list(dict.fromkeys(rows["network"]))
    last = rows["epoch"].max()
    for name, style in zip(names, line_styles(len(names)), strict=True):
        part = rows[rows["network"] == name]
        _range(left, part[part["pixels"] == 0], "epoch", style, name)
        _range(right, part[part["epoch"] == last], "pixels", style, name)
    left.set_yscale("log")
    left.set_yticks([1, 2, 5, 10, 20], [1, 2, 5, 10, 20])
    left.set_yticks([], minor=True)
    for ax in (left, right):
        ax.grid(axis="y", color=LIGHT, linewidth=0.8)
    label(left, say("The convolution errs least …"), say("epoch"), say("test digits wrong (%)"))
    label(right, say("… also where the digits have moved"), say("pixels"))
    name_lines(right)
    fig.alt = say("Two charts of test digits wrong for {names}, a band of three starts each. Over the epochs the "
                  "convolution is lowest. On moved digits all rise, the convolution by far the least.",
                  names=series(map(say, names)))
    return fig


def _range(ax, rows, along, style, name):
    """Share wrong in percent over a column: the mean of the starts, in a band from the best to the worst."""
    x = np.unique(rows[along])
    wrong = 100 * (1 - np.array([rows["accuracy"][rows[along] == value] for value in x]))
    ax.fill_between(x, wrong.min(axis=1), wrong.max(axis=1), color=style["color"], alpha=0.18, linewidth=0)
    ax.plot(x, wrong.mean(axis=1), **style, label=say(name))
