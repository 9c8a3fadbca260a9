"""Draw docs/course.png, the picture at the top of the README, from the course's own figures and networks.

python tools/picture.py
"""

import sys
from pathlib import Path

import numpy as np
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from helpers import Adam, Network, lecture, plots, spiral, train  # noqa: E402
from helpers.plots.show import pixels  # noqa: E402

WIDTH, GAP = 1100, 16


def pictures():
    """The lecture's network with its numbers, and what width does to a decision map."""
    X, y = spiral(200, seed=1)
    maps = {}
    for width in (2, 8, 32):
        net = Network([2, width, width, 2], "tanh", seed=3)
        train(net, X, y, epochs=300, batch_size=20, optimizer=Adam(0.01), schedule="cosine")
        maps[f"two hidden layers of {width}"] = net
    yield plots.network_diagram(lecture.network(), x=[1, -1], title="The lecture's network, every number live")
    yield plots.boundary(maps, X, y, size=2.4)


def stack(images):
    """Pillow images of one width, one below the other on white."""
    images = [image.convert("RGB").resize((WIDTH, round(image.height * WIDTH / image.width))) for image in images]
    whole = Image.new("RGB", (WIDTH, sum(image.height + GAP for image in images) - GAP), "white")
    for image, top in zip(images, np.cumsum([0] + [image.height + GAP for image in images]), strict=False):
        whole.paste(image, (0, int(top)))
    return whole


if __name__ == "__main__":
    (ROOT / "docs").mkdir(exist_ok=True)
    stack([pixels(figure) for figure in pictures()]).quantize(256).save(ROOT / "docs/course.png", optimize=True)
