"""The first page of the site reads as Python does: its stages and its forward pass, on 200 drawings."""

import numpy as np
import pytest

from helpers.preprocess import BROAD, THIN, rasterize, stages
from helpers.widgets.digit_pad import drawn
from tests.tools.node import in_node
from tools import reader

READ = """import { forward, layersOf, rasterize, stages } from "./docs/static/reader.js";
const { network, drawings } = given, layers = layersOf(network);
console.log(JSON.stringify(drawings.map(({ strokes, radius, switches }) => {
  const made = stages(rasterize(strokes, radius), switches), scores = forward(layers, made.frame.data).at(-1);
  return { scores, mass: made.mass, shapes: [made.crop, made.fit].map(({ height, width }) => [height, width]),
    pixels: [...made.frame.data].map(ink => Math.floor(255 * ink + 0.5)) };
})));"""


def drawings():
    """Digits turned, moved and stretched, half of them with a stage or two switched off."""
    rng, found = np.random.default_rng(0), []
    for number in range(200):
        turn, size = rng.uniform(-0.4, 0.4), rng.uniform(0.4, 1.2, 2)
        turned = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]]) * size
        strokes = [(np.array(stroke) - 0.45) @ turned + rng.uniform(0.35, 0.65, 2) for stroke in drawn(number % 10)]
        strokes = [stroke.clip(0, 1).round(3).tolist() for stroke in strokes]
        on = rng.random(4) < (1 if number < 100 else 0.6)
        switches = dict(zip(("crop", "fit", "center", "frame"), on.tolist(), strict=True))
        found.append({"strokes": strokes, "radius": BROAD if number % 4 else THIN, "switches": switches})
    return [*found, {"strokes": [], "radius": BROAD, "switches": found[0]["switches"]}]


def test_the_page_reads_each_drawing_as_python_does():
    saved = reader.saved_network()
    asked, network = drawings(), reader.read(saved)
    answers = []
    for drawing, there in zip(asked, in_node(READ, {"network": saved, "drawings": asked}), strict=True):
        made = stages(rasterize(drawing["strokes"], drawing["radius"]), **drawing["switches"])
        scores = network(made["frame"].reshape(1, -1).astype(np.float32))[0]
        assert there["shapes"] == [list(made["crop"].shape), list(made["fit"].shape)]
        assert np.abs(np.array(there["pixels"]) - (255 * made["frame"].ravel() + 0.5).astype(int)).max() <= 1
        assert there["mass"] == pytest.approx(made["center"], abs=1e-3)
        answers.append([[round(1000 * score) for score in each] for each in (scores, there["scores"])])
    assert all(here == there for here, there in answers)
    whole = [scores for scores, _ in answers[:100]]
    assert np.mean([np.argmax(scores) == number % 10 for number, scores in enumerate(whole)]) > 0.8
