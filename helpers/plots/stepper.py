"""The BackpropStepper's still picture: the two passes with the numbers known so far, and the operation just done."""

import numpy as np

from ..words import later, paragraph, say
from .backprop import ROW, UNKNOWN, canvas, columns, draw_backward, put_words, two
from .diagram import edges, neat
from .sheet import ball
from .style import BLUE, GREY, INK, PALE_BLUE

BEGIN = later("The input and the weights are known, nothing else.")


def stepper(network, x, steps, done):
    """Forward pass above, backward pass below; of `steps` (see widgets/backprop_walk.py) the first `done` are known,
    and the last of them is lit."""
    known, last = {step["key"]: two(step["result"]) for step in steps[:done]}, steps[done - 1] if done else None
    height = ROW * (max(network.sizes) - 1) + 1.5
    title = say("Just computed: {operation}", operation=sentence(last)) if done else say("Nothing is computed yet")
    width = max(7, 2.6 * len(network.layers))
    fig = canvas(width, 2 * height, title if len(title) < 95 else f"{title[:92]} …")
    for middle, words in ((2 * height - 0.5, say("forward →")), (height - 0.12, say("← backward"))):
        put_words(fig, 0.1, middle, words, GREY, ha="left")
    across, lit = np.linspace(0.6, width - 0.7, len(network.sizes)), last and last["key"]
    forward(fig, network, columns(network.sizes, across, height - 0.25), x, known, lit)
    places = columns(network.sizes[1:], np.linspace(1.3, width - 0.8, len(network.layers)))
    draw_backward(fig, network, places, known, lit)
    still = say("The backpropagation stepper as a still picture: a {sizes} network, forward pass above, backward pass "
                "below, after {done} of {all} operations.",
                sizes="-".join(map(str, network.sizes)), done=done, all=len(steps))
    fig.alt = paragraph([still, say("The last one: {operation}.", operation=sentence(last)) if done else say(BEGIN)])
    return fig


def sentence(step):
    """∂l/∂z₄ = σ′(z₄) · ∂l/∂a₄ = 0.0552"""
    return " = ".join([step["name"], step["formula"], step["text"]])


def forward(fig, network, places, x, known, lit):
    edges(fig, places, network.sizes, network.weights, numbers=True)
    for l, column in enumerate(places):
        for i, (cx, cy) in enumerate(column):
            ball(fig, cx, cy, face=PALE_BLUE if lit == f"a {l} {i}" else "white")
            put_words(fig, cx, cy, neat(x[i]) if l == 0 else known.get(f"a {l} {i}", UNKNOWN), size=9, zorder=4)
            if l:
                color = BLUE if lit == f"z {l} {i}" else INK
                put_words(fig, cx, cy + 0.36, f"$z$ = {known.get(f'z {l} {i}', UNKNOWN)}", color)
                put_words(fig, cx, cy - 0.36, f"$b$ = {neat(network.biases[l - 1][i])}", GREY)
