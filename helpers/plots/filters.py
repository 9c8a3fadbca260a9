"""A network designed for pictures: filters, feature maps, and digits that move. Notebook 07; slide P13-18."""

import numpy as np

from .design import SHADES
from .style import BLUE, DIVERGING, GREY, LIGHT, ORANGE, figure, label, line_styles


def filters_and_maps(network, image):
    """Filters of a network that begins with Convolution, MaxPool, Convolution, and what they make of one picture."""
    a = network.forward(np.reshape(image, (1, -1))).a
    W, kernel = network.weights[0], network.layers[0].kernel
    rows = [
        (f"The {len(W)} filters, {kernel} × {kernel}", W[:, : kernel**2].reshape(-1, kernel, kernel), DIVERGING),
        ("After convolution and ReLU", a[1][0].transpose(2, 0, 1), SHADES),
        ("After max-pooling", a[2][0].transpose(2, 0, 1), SHADES),
        ("After the second convolution", a[3][0].transpose(2, 0, 1), SHADES),
    ]
    fig, axes = figure(7, 4.2, 4, 2, width_ratios=[1, 6], height_ratios=[1, 1, 1, 0.7])
    for ax in axes.flat:
        ax.axis("off")
    axes[1, 0].imshow(a[0][0, :, :, 0], cmap="gray_r", vmin=0, vmax=1)
    for ax, (title, maps, colors) in zip(axes[:, 1], rows, strict=True):
        low = -1 if colors is DIVERGING else 0
        ax.imshow(strip(maps), cmap=colors, vmin=low, vmax=1, interpolation="nearest")
        label(ax, title)
    fig.alt = (
        f"A digit, the {len(W)} learned filters as small blue and orange pictures, and below them what each finds in "
        "the digit: pictures of edges and strokes, then smaller ones after pooling and the second convolution."
    )
    return fig


def strip(pictures):
    """Pictures (n, h, w) side by side with white between, each scaled to a largest size of 1."""
    n, h, w = pictures.shape
    largest = np.abs(pictures).max(axis=(1, 2), keepdims=True)
    wide = np.full((n, h, w + 1 + w // 6), np.nan)
    wide[:, :, :w] = pictures / np.where(largest, largest, 1)
    return wide.transpose(1, 0, 2).reshape(h, -1)


def move(images, right=0, down=0):
    """Flattened 28 x 28 images (n, 784) moved by whole pixels; white comes in at the edge."""
    squares, size = np.reshape(images, (-1, 28, 28)), max(abs(right), abs(down))
    padded = np.pad(squares, ((0, 0), (size, size), (size, size)))
    top, left = size - down, size - right
    return padded[:, top : top + 28, left : left + 28].reshape(len(squares), 784)


def moved_digit(networks, image, truth, right=0, down=0):
    """A digit moved by some pixels, and the ten scores of each of the `networks`, {name: network}."""
    image = move(image, right, down)
    fig, axes = figure(7, 2.9, cols=1 + len(networks), width_ratios=[1.2, *[1] * len(networks)])
    axes[0].imshow(image.reshape(28, 28), cmap="gray_r", vmin=0, vmax=1)
    axes[0].set(xticks=[], yticks=[])
    axes[0].spines[:].set(visible=True, color=GREY)
    label(axes[0], f"a {truth}")
    words = []
    for ax, (name, network) in zip(axes[1:], networks.items(), strict=True):
        scores = network(image)[0]
        said = int(scores.argmax())
        ax.barh(range(10), scores, color=[BLUE if k == truth else ORANGE for k in range(10)], height=0.7)
        ax.set(ylim=(9.5, -0.5), xlim=(0, 1), yticks=range(10))
        label(ax, f"{name}: {said}", "score")
        words.append(f"{name} says {said}")
    fig.alt = (
        f"A {truth} moved {right} pixels to the right and {down} down, and ten scores of {' and '.join(networks)}."
    )
    fig.caption = f"A {truth} moved {right} pixels to the right and {down} down: {'; '.join(words)}."
    return fig


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
    label(left, "All 60,000 training digits", "epoch", "test digits wrong (%)")
    label(right, "Test digits moved", "pixels", "wrong (%)")
    right.legend(frameon=False, fontsize=9.5, loc="upper left")
    fig.alt = (
        f"Two charts of test digits wrong for {', '.join(names)}, a band of three starts each. Over the epochs the "
        "convolution is lowest. On moved digits all rise, the convolution by far the least."
    )
    return fig


def _range(ax, rows, along, style, name):
    """Share wrong in percent over a column: the mean of the starts, in a band from the best to the worst."""
    x = np.unique(rows[along])
    wrong = 100 * (1 - np.array([rows["accuracy"][rows[along] == value] for value in x]))
    ax.fill_between(x, wrong.min(axis=1), wrong.max(axis=1), color=style["color"], alpha=0.18, linewidth=0)
    ax.plot(x, wrong.mean(axis=1), **style, label=name)
