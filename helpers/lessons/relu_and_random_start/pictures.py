"""Pictures of notebook 05d: three functions and their slopes, sums of ReLUs, fading slopes, random starts."""

import functools

import numpy as np
from matplotlib.patches import Polygon

from ...activations import ACTIVATIONS, relu
from ...plots.diagram import fixed
from ...plots.sheet import Chart, put_text, sheet
from ...plots.style import (
    BLUE,
    EDGE,
    GREY,
    INK,
    ORANGE,
    PALE_BLUE,
    QUIET,
    RED,
    SHADES,
    WORDS,
    figure,
    headline,
    label,
    line_styles,
    name_lines,
    note,
)
from ...threads import blas_threads
from ...words import say, series

FUNCTIONS = {"sigmoid": "sigmoid", "tanh": "tanh", "relu": "ReLU"}  # in code, and as one says it


def functions(z=1.0):
    """σ, tanh and ReLU side by side, each with its slope, and both at z."""
    words, slopes = [], [float(f(np.float64(z), g(np.float64(z)))) for g, f in map(ACTIVATIONS.get, FUNCTIONS)]
    gains = series(f"{name} {slope:.0%}" for name, slope in zip(FUNCTIONS.values(), slopes, strict=True))
    fig = sheet(7, 2.95, say("At z = {z} this much gets back: {gains}", z=fixed(z, 1), gains=gains))
    line, dash = line_styles(2)
    at = np.linspace(-6, 6, 241)
    for k, ((name, title), slope) in enumerate(zip(FUNCTIONS.items(), slopes, strict=True)):
        function, derivative = ACTIVATIONS[name]
        # ReLU goes on upwards, so its picture ends where the others do
        chart = Chart(fig, 0.45 + 2.27 * k, 0.5, 1.85, 1.75, (-6, 6), (-1.25, 2.25))
        chart.line([-6, 6], [0, 0], color=EDGE, linewidth=0.8)
        shown = at[function(at) <= 2.25]
        bell = derivative(at, function(at))
        chart.add(Polygon(np.column_stack([np.r_[-6, at, 6], np.r_[0, bell, 0]]), facecolor=ORANGE, alpha=0.25))
        chart.line(shown, function(shown), **line)
        chart.line(at, bell, **dash)
        value = float(function(np.float64(z)))
        chart.line([z, z], [-1.25, 2.25], color=GREY, linewidth=0.8)
        for height, look in ((value, line), (slope, dash)):
            mark = "o" if height <= 2.25 else "^"  # an arrow at the edge: the point lies above the picture
            chart.line([z], [min(height, 2.14)], marker=mark, markersize=6, color=look["color"])
        chart.below({-5: "−5", 0: "0", 5: "5"}, "z")
        chart.beside({-1: "−1", 0: "0", 1: "1", 2: "2"})
        chart.head(title)
        chart.text(-5.6, 1.95, say("value {value}", value=fixed(value)), color=BLUE)
        chart.text(-5.6, 1.5, say("slope {slope}", slope=fixed(slope)), color=WORDS[ORANGE])
        words.append(say("{name} has the value {value} and the slope {slope}", name=title, value=fixed(value),
                         slope=fixed(slope)))
    fig.alt = say("Three functions and their slopes. At z = {z}: {words}.", z=fixed(z, 1), words=series(words))
    return fig


def sum_of_relus(bends, amounts):
    """amount · relu(x − bend) for each pair, thin, and their sum, thick, with the change of its slope at each bend."""
    bends, amounts = np.asarray(bends, float), np.asarray(amounts, float)
    room = 0.15 * np.ptp(bends)
    x = np.linspace(bends.min() - room, bends.max() + room, 601)
    parts = amounts[:, None] * relu(x - bends[:, None])
    total = parts.sum(axis=0)
    fig, ax = figure(7, 3.2)
    low, high = total.min(), total.max()
    bottom, top = low - 1.2 * (high - low), high + 1.2 * (high - low)
    for bend, amount, part, look in zip(bends, amounts, parts, line_styles(len(bends)), strict=True):
        seen = np.where((bottom <= part) & (part <= top), part, np.nan)  # its name stands where it leaves the picture
        ax.plot(x, seen, label=f"{fixed(amount)} · relu(x − {fixed(bend, 1)})", **(look | {"linewidth": 1.2}))
        place, color = (bend, np.interp(bend, x, total)), WORDS.get(look["color"], look["color"])
        note(ax, "+" * bool(amount > 0) + fixed(amount), place, (0, 18 if amount < 0 else -26), color=color)
    ax.plot(x, total, color=INK, linewidth=3, label=say("their sum"))
    ax.set_ylim(bottom, top)
    ax.locator_params(nbins=5)
    label(ax, say("Where a ReLU begins, the sum's slope changes by its amount"), "x")
    name_lines(ax)
    fig.alt = say("A sum of {count} ReLUs, from {low} up to {high}: it bends at {bends}.", count=len(bends),
                  low=fixed(low), high=fixed(high), bends=series([fixed(b, 1) for b in np.unique(bends.round(6))]))
    return fig


def hats(bends, amounts, curve):
    """Hats side by side, each of three bends and three amounts, their sum, and the curve that it follows."""
    fig, ax = figure(7, 3.4)
    triples = np.reshape(bends, (-1, 3)), np.reshape(amounts, (-1, 3))
    for k, ((left, top, right), (up, *_)) in enumerate(zip(*triples, strict=True)):
        look = {"facecolor": PALE_BLUE, "edgecolor": BLUE, "linewidth": 2} if k == 1 else \
            {"facecolor": "none", "edgecolor": GREY, "linewidth": 0.8}
        ax.fill([left, top, right], [0, up * (top - left), 0], zorder=1 + (k == 1) / 2, **look)
    x, corners = np.linspace(min(bends), max(bends), 601), np.unique(np.round(bends, 9))
    total = relu(corners[:, None] - bends) @ amounts
    ax.plot(x, curve(x), **line_styles(2)[1])
    ax.plot(corners, total, "o-", color=INK, linewidth=2, markersize=5)
    note(ax, say("the curve"), (x[120], curve(x[120])), (-24, 0), color=WORDS[ORANGE])
    note(ax, say("their sum, straight from dot to dot"), (corners[3], total[3]), (24, 12))
    note(ax, say("one hat: three ReLUs"), (corners[2], total[2] / 4), (0, -70), color=BLUE)
    label(ax, say("{count} hats side by side add up to a curve with corners", count=len(triples[0])), "x")
    fig.alt = say("{count} triangles side by side, and their sum, a line with {corners} corners that follows a curve.",
                  count=len(triples[0]), corners=len(corners))
    return fig


def ten_layers(passes):
    """What comes back to the neurons of each layer, ∂l/∂z, on a scale of powers of ten: a ridge for each layer.
    passes: {name: deltas}, a list of (examples, neurons)."""
    fig, axes = figure(7, 4.4, cols=len(passes), sharey=True, squeeze=False)
    headline(fig, say("Ten sigmoids swallow the signal on its way back, ten ReLUs do not"))
    words = []
    for ax, (name, deltas) in zip(axes[0], passes.items(), strict=True):
        for layer, delta in reversed(list(enumerate(deltas, start=1))):
            ridge(ax, layer, np.log10(np.abs(delta[delta != 0])))
        arrives = rounded(np.abs(deltas[0]).mean() / np.abs(deltas[-1]).mean())
        label(ax, say("{name}: {share} arrives", name=FUNCTIONS[name], share=arrives), say("size of ∂l/∂z"))
        ax.set(xlim=(-9, 0.5), xticks=[-8, -4, 0], xticklabels=["$10^{-8}$", "$10^{-4}$", "1"])
        words.append(f"{FUNCTIONS[name]} {arrives}")
    first = axes[0, 0]
    first.text(-2, len(deltas) + 0.3, say("output layer"), fontsize=10, color=GREY, ha="right")
    first.annotate("", (-8, 6.5), (-8, len(deltas)), arrowprops={"arrowstyle": "-|>", "color": RED, "linewidth": 2},
                   zorder=30)
    first.text(-7.6, 7.5, say("the way\nback"), fontsize=10, color=RED, va="center", zorder=30)
    first.set(yticks=[1, 5, 10])
    first.set_ylabel(say("layer"), fontsize=10, color=INK)
    fig.alt = say("Ridges of what comes back in each of ten layers of fresh networks. Of the mean size of ∂l/∂z in the "
                  "output layer arrives in layer 1: {words}.", words=series(words))
    return fig


def ridge(ax, base, numbers, span=(-9, 0.5)):
    """How often each size of number occurs, as a hill on the height `base`."""
    heights, edges = np.histogram(numbers, 80, span)
    heights = np.convolve(heights, np.hanning(9), "same") * (edges[1:] > numbers.min())  # smooth, but where nothing is
    ax.fill_between((edges[1:] + edges[:-1]) / 2, base, base + 1.6 * heights / heights.max(),
                    facecolor=RED, edgecolor="white", linewidth=0.8, zorder=20 - base)


def power(number):
    """1e-07 as 1·10⁻⁷."""
    digit, exponent = f"{number:.0e}".split("e")
    return f"{digit}·10{str(int(exponent)).translate(str.maketrans('-0123456789', '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'))}"


@functools.cache
def said(size, layers, width):
    """Of each layer: the standard deviation of its activations and their shares between −1 and 1; at last the mean
    slope of tanh."""
    random = np.random.default_rng(0)
    A, sizes, shares = random.normal(size=(100, width)), [], []
    with blas_threads(100 * width**2):
        for _ in range(layers):
            A = np.tanh(A @ (size * random.normal(size=(width, width))).T)
            sizes.append(A.std())
            shares.append(np.histogram(A, np.linspace(-1, 1, 42))[0] / A.size)
    return sizes, shares, (1 - A**2).mean()


def starts(size=0.1, layers=10, width=100):
    """What the neurons of ten layers of tanh say to 100 random inputs, if weights have this standard deviation: a row
    for each layer, the darker the more often."""
    sizes, shares, slope = said(size, layers, width)
    first, *_, last = map(rounded, sizes)
    fig = sheet(7, 3.5, say("Weights of size {size}: what layer {layer} says has size {last}", size=f"{size:g}",
                            layer=layers, last=last))
    chart = Chart(fig, 0.75, 0.5, 5, 2.4, (-1, 1), (layers + 0.5, 0.5))
    chart.image(shares / np.max(shares, axis=1, keepdims=True), SHADES, 0, 1)
    chart.frame()
    chart.below({-1: "−1", 0: "0", 1: "1"}, say("a; near −1 and 1 tanh is flat"), line=False)
    chart.beside({layer: layer for layer in range(1, layers + 1)}, say("layer"), line=False)
    put_text(fig, 5.9, 3.06, say("size of a"), GREY, ha="left")
    for layer, one in enumerate(sizes, start=1):
        chart.text(1.06, layer, rounded(one))
    fig.alt = say("Activations of ten tanh layers of {width} neurons, with weights of size {size}. Their size in layer "
                  "1 is {first}, in layer 10 {last}; the mean slope of tanh in layer 10 is {slope}.", width=width,
                  size=f"{size:g}", first=first, last=last, slope=f"{slope:.2f}")
    return fig


def widening(sums):
    """How often each z occurs, a histogram for each number of inputs n, {n: many z}, and √n to either side."""
    fig, axes = figure(7, 3.8, rows=len(sums), sharex=True)
    reach = 3 * max(sums) ** 0.5
    for ax, (n, z) in zip(axes, sums.items(), strict=True):
        heights, *_ = ax.hist(z, np.linspace(-reach, reach, 102), color=QUIET)
        ax.plot([-(n**0.5), n**0.5], [0, 0], color=INK, linewidth=3, solid_capstyle="butt", zorder=3)
        ax.set(yticks=[], xlim=(-reach, reach))
        ax.spines["left"].set_visible(False)
        look = {"y": heights.max() / 2, "fontsize": 10, "color": INK, "va": "center"}
        ax.text(-reach, s=f"n = {n:,}", **look)
        ax.text(reach, s=f"√n = {n**0.5:.1f}", ha="right", **look)
    note(axes[1], say("from −√n to √n"), (10**0.5, 0), (40, 16))
    label(axes[0], say("A hundred times as many inputs spread z ten times as far"))
    axes[-1].set_xlabel("z", fontsize=10, color=INK)
    fig.alt = say("Histograms of z for neurons of {counts} inputs: each is wider than the one before, as √n says.",
                  counts=series([f"{n:,}" for n in sums]))
    return fig


def rounded(number):
    """Two digits, or a power of ten for what is small."""
    return f"{number:.2f}" if number >= 0.01 else power(number)
