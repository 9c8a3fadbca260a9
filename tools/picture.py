"""Draw the picture at the top of the READMEs and of the site from the course's own figures and networks.

python tools/picture.py     docs/course.png, course.zh.png …, and docs/course.webp, in which the three networks learn
"""

import sys
from pathlib import Path

import numpy as np
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from helpers import Adam, Network, lecture, plots, spiral, training  # noqa: E402
from helpers.plots.show import pixels  # noqa: E402
from helpers.words import say, speaking  # noqa: E402
from tools.languages import editions  # noqa: E402

WIDTH, GAP = 1100, 16
EPOCHS = sorted({round(300 * (k / 30) ** 2) for k in range(31)})  # of the moving picture; the first ones change most
PAUSE, END = 120, 4000  # milliseconds for a picture, and for the last


def pictures():
    """The whole picture after each of EPOCHS: the lecture's network with its numbers, and what width does to a map."""
    X, y = spiral(200, seed=1)
    title = say("The lecture's network, every number live")
    top = pixels(plots.network_diagram(lecture.network(), x=[1, -1], title=title))
    maps = {
        say("two hidden layers of {width}", width=width): Network([2, width, width, 2], "tanh", seed=3)
        for width in (2, 8, 32)
    }
    runs = [
        training(net, X, y, epochs=EPOCHS[-1], batch_size=20, optimizer=Adam(0.01), schedule="cosine")
        for net in maps.values()
    ]
    for epoch, _ in enumerate(zip(*runs, strict=True)):
        if epoch in EPOCHS:
            yield stack([top, pixels(plots.boundary(maps, X, y, size=2.4))])


def stack(images):
    """Pillow images of one width, one below the other on white."""
    images = [image.convert("RGB").resize((WIDTH, round(image.height * WIDTH / image.width))) for image in images]
    whole = Image.new("RGB", (WIDTH, sum(image.height + GAP for image in images) - GAP), "white")
    for image, top in zip(images, np.cumsum([0] + [image.height + GAP for image in images]), strict=False):
        whole.paste(image, (0, int(top)))
    return whole


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
