"""One neuron backward, σ′, the two factors of a slope and their product. Slides P14-6 to P14-10 and P14-16."""

import numpy as np
from matplotlib.patches import Circle

from ...activations import sigmoid
from ...plots.backprop import BASE, RESULT, ROW, four, pill, short_number, triangle, two
from ...plots.diagram import HALO, balls, bracketed, columns, edges, fixed, sign_color
from ...plots.sheet import arrow, ball, put, put_text, sheet
from ...plots.style import BLUE, GREY, INK, ORANGE, QUIET, RED, figure, label, name_lines, note
from ...words import both, clauses, say, series


def sigmoid_slope(z):
    """σ and σ′, with the slopes at the given z (neurons 1, 2, …) marked."""
    fig, ax = figure(7, 2.9)
    z = np.ravel(z)
    slopes, reach = slope_of_sigma(z), max(5, 1.1 * np.abs(z).max())
    axis = np.linspace(-reach, reach, 241)
    ax.plot(axis, sigmoid(axis), color=QUIET, linewidth=1.2, label=r"$\sigma(z)$")
    ax.plot(axis, slope_of_sigma(axis), color=BLUE, linewidth=2, label=r"$\sigma'(z)$")
    note(ax, say("at most 0.25"), (0, 0.25), (40, 14), color=BLUE)
    for place, i in enumerate(np.argsort(z)):
        side, near = ("left", 0.1) if place % 2 else ("right", -0.1)
        ax.plot([z[i]] * 2, [0, slopes[i]], "o-", color=INK, linewidth=0.8, markersize=5, markevery=[1])
        ax.text(z[i] + near, -0.07, f"$z_{i + 1}$: {fixed(slopes[i])}", fontsize=10, ha=side, va="center", color=INK)
    head = say("σ′ is at most 0.25, and at our {count} hidden neurons at most {most:.2f}",
               count=len(z), most=slopes.max())
    label(ax, head, "z")
    ax.set(xlim=(-reach, reach), ylim=(-0.13, 1.04), yticks=[0, 0.25, 0.5, 1])
    name_lines(ax)
    marked = series(say("{slope} at z{i} = {z}", slope=four(slope), i=i, z=four(u))
                    for i, (u, slope) in enumerate(zip(z, slopes, strict=True), start=1))
    fig.alt = say("The sigmoid rises from 0 to 1; its slope is a bell, at most 0.25, at z = 0. Marked slopes: "
                  "{marked}.", marked=marked)
    return fig


def one_weight(network, x, target, layer, row, column, nudge=16.0, span=24.0):
    """The loss over one weight (all counted from 0) with its slope there, and the secant through two large nudges."""
    moved, w = network.copy(), network.weights[layer][row, column]

    def loss(value):
        moved.weights[layer][row, column] = value
        return moved.loss(x, target)[0]

    fig, ax = figure(7, 3.1)
    values = np.linspace(w - span, w + span, 161)
    ax.plot(values, [loss(value) for value in values], color=INK, linewidth=2)
    ends = np.array([w - nudge, w + nudge])
    around = np.array([w - 0.75 * span, w + span])
    for reach, look in ((1e-5, {"color": BLUE}), (nudge, {"color": ORANGE, "linestyle": "--"})):
        low, high = loss(w - reach), loss(w + reach)
        slope = (high - low) / (2 * reach)
        middle = loss(w) if reach < 1 else (low + high) / 2
        words = say("nudges of {nudge}", nudge=short_number(reach)) if reach == nudge else say("tiny nudges")
        name = f"{words}:\n{four(slope)}"
        ax.plot(around, middle + slope * (around - w), linewidth=1.2, label=name, **look)
    ax.plot(ends, [loss(end) for end in ends], "o", color=ORANGE, markersize=6)
    ax.plot([w], [loss(w)], "o", color=BLUE, markersize=7)
    label(ax, say("Large nudges miss the slope, tiny ones give it"), say("the weight"), say("loss"))
    note(ax, say("here we stand: {weight}", weight=short_number(w)), (w, loss(w)), (-30, 26))
    note(ax, f"{short_number(w)} − {short_number(nudge)}", (ends[0], loss(ends[0])), (0, 34))
    note(ax, f"{short_number(w)} + {short_number(nudge)}", (ends[1], loss(ends[1])), (0, -34))
    name_lines(ax)
    fig.alt = say("The loss over one weight bends. At the weight {w} its slope is {slope}; the secant through the "
                  "weights {low} and {high} is a little different.", w=short_number(w), low=short_number(ends[0]),
                  high=short_number(ends[1]), slope=four((loss(w + 1e-5) - loss(w - 1e-5)) / 2e-5))
    return fig


def slope_of_sigma(z):
    return sigmoid(z) * (1 - sigmoid(z))


def amplifier(gain, weights, arriving, number=4, feeds=(5, 6)):
    """One neuron twice: it sends a forward, and the same two wires bring ∂l/∂z back to it, now an amplifier."""
    fig = sheet(7, 3.1, say("Out over two wires, and slopes come back over the same two"))
    total = np.dot(weights, arriving)
    put_text(fig, 0.1, 2.6, say("forward: σ turns z into a"), GREY, ha="left")
    put_text(fig, 3.6, 2.6, say("backward: a sum times a gain"), GREY, ha="left")
    ball(fig, 0.95, 1.3, 0.25)
    put_text(fig, 0.95, 1.3, r"$\sigma$", size=11.5, zorder=4)
    put_text(fig, 0.95, 1.73, f"$a = \\sigma(z_{number})$")
    put_text(fig, 0.17, 1.3, f"$z_{number}$", size=11.5)
    arrow(fig, (0.32, 1.3), (0.69, 1.3), INK, 1.2)
    triangle(fig, 4.9, 1.3, gain, total, number)
    pill(fig, 4.9 - RESULT, 1.3, two(total * gain), number)
    for w, d, next_one, y in zip(weights, arriving, feeds, (2.05, 0.55), strict=True):
        arrow(fig, (1.2, 1.3), (2.7, y), sign_color(w))
        put_text(fig, 1.95, (1.3 + y) / 2, short_number(w), bbox=HALO)
        put_text(fig, 2.77, y, f"$z_{next_one}$", size=11.5, ha="left")
        arrow(fig, (6.4, y), (4.9 + BASE, 1.3 + (y - 1.3) / 5), sign_color(w))
        put_text(fig, 5.7, 1.3 + 0.62 * (y - 1.3), f"×{short_number(w)}", bbox=HALO)
        pill(fig, 6.4, y, four(d), next_one, below=y < 1.3)
    terms = " + ".join(f"{bracketed(w, two)} · {bracketed(d, four)}" for w, d in zip(weights, arriving, strict=True))
    put_text(fig, 6.0, 0.15, say("sum {total}", total=f"{two(total)} = {terms}"), GREY, ha="right")
    fig.alt = say("Left, forward: neuron {number} sends a = σ(z) over the weights {weights} to neurons {feeds}. "
                  "Right, backward: over the same wires arrive {arriving}; their weighted sum {total} times the gain "
                  "{gain} is ∂l/∂z{number} = {product}.", number=number, weights=", ".join(map(short_number, weights)),
                  feeds=both(map(str, feeds)), arriving=both(map(four, arriving)), total=four(total), gain=four(gain),
                  product=four(total * gain))
    return fig


def forward_factors(network, x, circled):
    """The forward pass; of each circled weight (layer, row, column), from 0, the value on its wire is ringed too."""
    height, words = ROW * (max(network.sizes) - 1) + 1.55, []
    fig = sheet(7, height, say("∂z/∂w is the value that comes in over the wire"))
    places = columns(network.sizes, np.linspace(0.6, 6.3, len(network.sizes)), ROW, height / 2 - 0.075)
    a = [layer[0] for layer in network.forward(np.reshape(x, (1, -1))).a]
    edges(fig, places, network.sizes, network.weights, numbers=True)
    balls(fig, places, network.sizes, a)
    for l, i, j in circled:
        mark(fig, places[l][j], places[l + 1][i], len(places[l + 1]), two(a[l][j]))
        words.append(say("{a} over the weight {weights} into layer {l}", a=four(a[l][j]), l=l + 1,
                         weights=short_number(network.weights[l][i, j])))
    fig.alt = say("The lecture's network. Over the {count} circled weights comes in: {words}.",
                  count=len(words), words=clauses(words))
    return fig


def mark(fig, begin, end, neurons, value):
    """A red ring around a neuron's value, which goes over a wire into a layer of so many neurons and is its slope."""
    way = (end - begin) / np.linalg.norm(end - begin)
    spot = begin + (end - begin) / (1 + neurons)  # where `edges` writes the weight
    put(fig, Circle(begin, 0.255, fill=False, edgecolor=RED, linewidth=2, zorder=5))
    arrow(fig, begin + 0.27 * way, spot - 0.13 * way, RED, 2)
    note(fig, rf"$\partial z/\partial w$ = {value}", spot - [0, 0.1], (0, -18), fig.dpi_scale_trans, color=RED)
