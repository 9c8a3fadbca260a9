"""Draw the picture at the top of the READMEs: a network of two neurons a layer learns to part two moons.

python tools/picture.py     docs/course.png, course.zh.png …, and docs/course.webp, in which it learns
"""

import sys
from pathlib import Path

import numpy as np
from PIL import ImageOps

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from helpers import Adam, Network, moons, training  # noqa: E402
from helpers.plots.layers import hidden_spaces  # noqa: E402
from helpers.plots.show import pixels  # noqa: E402
from helpers.words import speaking  # noqa: E402
from tools.languages import editions  # noqa: E402

STEPS = sorted({round(600 * (k / 40) ** 2) for k in range(41)})  # of the moving picture; the first ones change most
PAUSE, END = 120, 4000  # milliseconds for a picture, and for the last


def pictures():
    """The plane as each layer sees it, after each of STEPS, as notebook 02 has it."""
    X, y = moons(200, noise=0.1)
    network = Network([2, 2, 2, 2, 1], activation="tanh", output="sigmoid", dtype=np.float64)
    for step, _ in enumerate(training(network, X, y, epochs=STEPS[-1], batch_size=None, optimizer=Adam(0.03)), start=1):
        if step in STEPS:
            yield ImageOps.contain(pixels(hidden_spaces(network, X, y)).convert("RGB"), (1050, 1050))


if __name__ == "__main__":
    for language in editions()[1:]:
        with speaking(language):
            *_, last = pictures()
        last.quantize(256).save(ROOT / f"docs/course.{language}.png", optimize=True)
    frames = list(pictures())
    frames[-1].quantize(256).save(ROOT / "docs/course.png", optimize=True)
    times = [PAUSE] * (len(frames) - 1) + [END]
    frames[0].save(ROOT / "docs/course.webp", save_all=True, append_images=frames[1:], duration=times, loop=0,
                   quality=40, method=4, minimize_size=True)
