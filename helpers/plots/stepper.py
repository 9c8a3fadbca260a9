"""The BackpropStepper's still picture: the two passes with the numbers known so far, and the operation just done."""

import numpy as np

from ..words import later, paragraph, say
from .backprop import RESULT, ROW, canvas, columns, pill, put_words, triangle, wires
from .diagram import edges, neat
from .sheet import ball
from .style import GREY, RED

BEGIN = later("The input and the weights are known, nothing else.")


def stepper(network, x, steps, done):
    """Forward pass above, backward pass below; of `steps` (see widgets/backprop_walk.py) the first `done` are known."""
    known = {step["key"]: step["text"] for step in steps[:done]}
    height = ROW * (max(network.sizes) - 1) + 1.5
    title = sentence(steps[done - 1]) if done else say("Nothing is computed yet")
    width = max(7, 2.6 * len(network.layers))
    fig = canvas(width, 2 * height, title if len(title) < 95 else f"{title[:92]} …")
    across = np.linspace(0.6, width - 0.7, len(network.sizes))
    forward(fig, network, columns(network.sizes, across, height - 0.25), x, known)
    backward(fig, network, columns(network.sizes[1:], np.linspace(1.3, width - 0.8, len(network.layers))), known)
    still = say("The backpropagation stepper as a still picture: a {sizes} network, forward pass above, backward pass "
                "below, after {done} of {all} operations.",
                sizes="-".join(map(str, network.sizes)), done=done, all=len(steps))
    last = say("The last one: {operation}.", operation=title) if done else say(BEGIN)
    fig.alt = paragraph([still, last])
    return fig


def sentence(step):
    """z₁ = w¹₁₁ · x₁ + … = 1 · 1 + … = 4"""
    return " = ".join([step["name"], step["formula"], step["numbers"], step["text"]])


def forward(fig, network, places, x, known):
    edges(fig, places, network.sizes, network.weights, numbers=True)
    for l, column in enumerate(places):
        for i, (cx, cy) in enumerate(column):
            ball(fig, cx, cy)
            put_words(fig, cx, cy, neat(x[i]) if l == 0 else known.get(f"a {l} {i}", "?"), size=9, zorder=4)
            if l:
                put_words(fig, cx, cy + 0.36, f"$z$ = {known.get(f'z {l} {i}', '?')}")
                put_words(fig, cx, cy - 0.36, f"$b$ = {neat(network.biases[l - 1][i])}", GREY)


def backward(fig, network, places, known):
    number, last = 0, len(places)
    for l, column in enumerate(places, start=1):
        for i, (cx, cy) in enumerate(column):
            number += 1
            pill(fig, cx - RESULT, cy, known.get(f"delta {l} {i}", "?"), number)
            if l == last:
                ball(fig, cx, cy, 0.24, edge=RED)
                put_words(fig, cx, cy, f"$z_{{{number}}}$", size=11.5, zorder=4)
                continue
            gain, total = (known.get(f"{what} {l} {i}", "?") for what in ("gain", "sum"))
            triangle(fig, cx, cy, gain, number, total, halo=None)
        if l < last:
            wires(fig, column, places[l], np.round(network.weights[l], 2))
