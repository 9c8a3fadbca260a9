"""The fork of slide P14-2 as a graph of operations with the values forward and the slopes back."""

import numpy as np

from ...plots.backprop import four
from ...plots.diagram import HALO, neat
from ...plots.sheet import arrow, ball, put_text, sheet
from ...plots.style import BLUE, GREY, INK, RED
from ...words import later, paragraph, say

PLACES = {"s": (0.7, 1.6), "x": (2.5, 2.35), "y": (2.5, 0.85), "p": (4.5, 2.35), "q": (4.5, 0.85), "z": (6.3, 1.6)}
FORMULAS = {"s": "$s$", "x": r"$x = s \cdot s$", "y": r"$y = \sin s$", "p": r"$p = x \cdot y$", "q": r"$q = y \cdot y$",
            "z": "$z = p + q$"}
LOCAL = {"x": lambda s, _: (s, s), "y": lambda s: (np.cos(s),), "p": lambda x, y: (y, x), "q": lambda y, _: (y, y),
         "z": lambda p, q: (1, 1)}
MADE_OF = {"x": "ss", "y": "s", "p": "xy", "q": "yy", "z": "pq"}


def fork(values, grads=None):
    """The six nodes of z = xy + y², an arrow for each input.

    values  {"s": number, …}: what the forward pass computes, in blue
    grads   {"s": number, …}: ∂z/∂node, in red below it, and each arrow's slope; before the way back, None, the number
            of ways that lead from s to each node instead
    """
    bare, full = later("{name} is {value}."), later("{name} is {value}, and the slope of z for it is {slope}.")
    title = say("On the way back, what comes over several arrows adds up") if grads else say("One s, five ways to z")
    fig, shares = sheet(7, 3.55, title), {name: [] for name in PLACES}  # what comes back over each arrow
    ways, told = {"s": 1}, {}
    for node, made_of in MADE_OF.items():
        slopes = LOCAL[node](*(values[name] for name in made_of))
        over = [ways[name] for name in made_of]
        ways[node], told[node] = sum(over), f"{' + '.join(map(str, over))} = {sum(over)}" if over[1:] else over[0]
        for place, (name, slope) in enumerate(zip(made_of, slopes, strict=True)):
            twice = made_of.count(name) == 2
            wire(fig, PLACES[name], PLACES[node], (2 * place - 1) * twice, grads and f"×{neat(slope)}")
            shares[name].append(grads and slope * grads[node])
    for name in PLACES:
        lines = [say("ways: {n}", n=told[name])] if name in told else []
        if grads:
            lines = [rf"$\partial z/\partial {name}$ = {neat(grads[name])}"]
            lines += ["= " + " + ".join(map(neat, shares[name]))] if len(shares[name]) > 1 else []
        node_with_numbers(fig, name, values[name], lines, RED if grads else INK)
    begin = say("A graph of six nodes. s goes into x = s · s, twice, and into y = sin s; x and y go into p = x · y; y "
                "goes into q = y · y, twice; p and q go into z = p + q.")
    said = [say(full if grads else bare, name=name, value=four(values[name]), slope=grads and four(grads[name]))
            for name in PLACES]
    fig.alt = paragraph([begin, *said])
    return fig


def node_with_numbers(fig, name, value, lines, color):
    """One ball with its formula and its value, and lines of words below it."""
    x, y = PLACES[name]
    ball(fig, x, y, 0.2)
    put_text(fig, x, y, f"${name}$", size=11.5, zorder=4)
    above = 0.2 if lines and name in "xp" else 0  # below these two run arrows
    put_text(fig, x, y + 0.52 + above, FORMULAS[name], GREY, bbox=HALO)
    put_text(fig, x, y + 0.32 + above, neat(value), BLUE, bbox=HALO)
    for k, words in enumerate(lines):
        put_text(fig, max(x, 0.85 * k), y - 0.34 - 0.2 * k + 0.66 * bool(above), words, color, bbox=HALO)


def wire(fig, begin, end, side, words=None):
    """An arrow between two balls, to one side (−1 or 1) where two run beside each other; with words it leads back."""
    begin, end = np.array(begin), np.array(end)
    x, y = (end - begin) / np.hypot(*(end - begin))
    along, aside = 0.22 * np.array([x, y]), side * np.array([-y, x])
    ends = begin + along + 0.05 * aside, end - along + 0.05 * aside
    arrow(fig, *(ends[::-1] if words else ends), RED if words else GREY)
    if words:
        put_text(fig, *(begin + (0.5 if side else 0.68) * (end - begin) + 0.17 * aside), words, bbox=HALO)
