"""Draw the picture at the top of the READMEs: a network of two neurons a layer learns to part two moons. And the sheet
with all that the course's pictures are made of.

python -m tools.picture     docs/course.png, course.zh.png …, docs/course.webp, in which it learns; docs/pictures.png
"""

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from PIL import ImageOps

from helpers import Adam, Network, moons, training
from helpers.plots import style
from helpers.plots.layers import hidden_spaces
from helpers.plots.sheet import arrow, ball, put, put_text, sheet
from helpers.plots.show import pixels, to_png
from helpers.plots.style import BLUE, CLASS_COLORS, CLASS_MARKERS, GREY, INK, ORANGE, RED, TRAINING, UNSEEN
from helpers.words import speaking
from tools.contents import ROOT
from tools.languages import editions

STEPS = sorted({round(600 * (k / 40) ** 2) for k in range(41)})  # of the moving picture; the first ones change most
PAUSE, END = 120, 4000  # milliseconds for a picture, and for the last


def pictures():
    """The plane as each layer sees it, after each of STEPS, as notebook 02 has it."""
    X, y = moons(200, noise=0.1)
    network = Network([2, 2, 2, 2, 1], activation="tanh", output="sigmoid", dtype=np.float64)
    for step, _ in enumerate(training(network, X, y, epochs=STEPS[-1], batch_size=None, optimizer=Adam(0.03)), start=1):
        if step in STEPS:
            yield ImageOps.contain(pixels(hidden_spaces(network, X, y)).convert("RGB"), (1050, 1050))


def language():
    """What stands for what in every picture, drawn by what draws it there."""
    fig = sheet(7, 4.3)
    looks = [  # (where, in words, how it is drawn)
        (3.75, "a neuron: a inside, z above, b below", lambda x, y: (
            ball(fig, x, y), put_text(fig, x, y, "0.98"), put_text(fig, x, y + 0.36, "$z$ = 4", BLUE),
            put_text(fig, x, y - 0.36, "$b$ = 1", GREY))),
        (2.75, "wires: positive, negative; the wider, the larger", lambda x, y: [
            put(fig, Line2D([x - 0.5, x + 0.5], [y + at] * 2, color=color, linewidth=width))
            for at, color, width in ((0.12, BLUE, 3), (0, BLUE, 1.2), (-0.12, ORANGE, 1.2))]),
        (2.05, "forward, and what comes back", lambda x, y: (
            arrow(fig, (x - 0.5, y + 0.1), (x + 0.5, y + 0.1), INK),
            arrow(fig, (x + 0.5, y - 0.1), (x - 0.5, y - 0.1), RED))),
        (1.35, "class 0, class 1", lambda x, y: [
            put(fig, Line2D([x + at], [y], color=CLASS_COLORS[k], marker=CLASS_MARKERS[k], markersize=7, linestyle=""))
            for k, at in enumerate((-0.2, 0.2))]),
        (0.75, "training, and what it has not seen: grey, ink", lambda x, y: [
            put(fig, Line2D([x - 0.5, x + 0.5], [y + at, y - at / 2], **look))
            for look, at in ((TRAINING, 0.15), (UNSEEN, 0.05))]),
    ]
    for height, words, draw in looks:
        draw(0.8, height)
        put_text(fig, 1.6, height, words, size=10, ha="left")
    for k, (size, words) in enumerate([(11.5, "a title says it"), (10, "words"), (9, "numbers in a ball")]):
        put_text(fig, 5.0, 3.9 - 0.28 * k, f"{words}, {size:g} pt", size=size, ha="left")
    for k, width in enumerate((0.8, 1.2, 2, 3)):
        put(fig, Line2D([5.0, 5.8], [2.9 - 0.22 * k] * 2, color=INK, linewidth=width))
        put_text(fig, 5.95, 2.9 - 0.22 * k, f"{width:g} pt", size=9, ha="left")
    for k, name in enumerate(("BLUE", "ORANGE", "RED", "INK", "GREY", "QUIET", "LIGHT")):
        put(fig, Rectangle((5.0, 1.7 - 0.24 * k), 0.5, 0.18, facecolor=getattr(style, name)))
        put_text(fig, 5.6, 1.79 - 0.24 * k, name, size=9, ha="left")
    return fig


if __name__ == "__main__":
    (ROOT / "docs/pictures.png").write_bytes(to_png(language()))
    for language in editions()[1:]:
        with speaking(language):
            *_, last = pictures()
        last.quantize(256).save(ROOT / f"docs/course.{language}.png", optimize=True)
    frames = list(pictures())
    frames[-1].quantize(256).save(ROOT / "docs/course.png", optimize=True)
    times = [PAUSE] * (len(frames) - 1) + [END]
    frames[0].save(ROOT / "docs/course.webp", save_all=True, append_images=frames[1:], duration=times, loop=0,
                   quality=40, method=4, minimize_size=True)
