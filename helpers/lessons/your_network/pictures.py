"""What a learner's network can do, in a picture to share. Notebook 06b.

Its numbers differ from computer to computer, so the alt text names them only in the picture that is shown or kept.
"""

import numpy as np

from ...plots.sheet import Chart, put_text, sheet
from ...plots.style import DIVERGING, GREY, INK, ORANGE, PAPER, WORDS
from ...preprocess import rasterize, stages
from ...words import later, say, series
from ..mnist.pictures import in_a_row

SHOWN = 10  # digits in the picture


def flagged_ones(count, seed=0):
    """`count` drawings (count, 784) of a 1 with a long flag that falls to half its height; float32, ink from 0 to 1."""
    random, images = np.random.default_rng(seed), []
    for lean in random.uniform(-0.02, 0.08, count):
        tip = [0.25 + lean + 0.01 * random.normal(), 0.45 + 0.02 * random.normal()]
        stroke = [tip, [0.5 + lean, 0.15], [0.5 - lean, 0.75]]
        images.append(stages(rasterize([stroke]))["frame"].ravel())
    return np.array(images, np.float32)


def achievement(weights, images, answers, labels, *, accuracy, seconds, mine, course):
    """What a network's first neurons look for, ten digits that it has read, and what is to be said of it; a Figure.

    weights [W¹, …] (out, in); images (n, 784), its answers (n,), what is right (n,); its accuracy from 0 to 1 on test
    digits, the seconds of its training; how many lines of its code are the learner's and the course's
    """
    sizes = [weights[0].shape[1], *(len(W) for W in weights)]
    told = {"accuracy": accuracy, "parameters": sum(W.size + len(W) for W in weights), "seconds": seconds, "mine": mine,
            "course": course}
    own, none = later("{mine} lines of mine, {course} of the course"), later("{course} lines of Python and NumPy")
    facts = [say("It reads {accuracy:.1%} of 10,000 digits that it had not seen", **told),
             say("{parameters:,} parameters, trained in {seconds:.0f} seconds", **told),
             say(own if mine else none, **told)]
    images, answers, labels, looks = images[:SHOWN], answers[:SHOWN], labels[:SHOWN], weights[0][:SHOWN]
    fig = sheet(7, 3.1, facts[0])
    looks = looks / (np.abs(looks).max(axis=1, keepdims=True) + 1e-12)
    for bottom, pictures, colors, low in ((2.1, images, PAPER, 0), (0.75, looks, DIVERGING, -1)):
        row = in_a_row(pictures, gap=4, between=np.nan)
        Chart(fig, 0.1, bottom, 0.6 * row.shape[1] / row.shape[0], 0.6).image(row, colors, low, 1)
    for k, (said, true) in enumerate(zip(answers, labels, strict=True)):
        words, color = (f"{said}", INK) if said == true else (f"{said} ≠ {true}", WORDS[ORANGE])
        put_text(fig, 0.4 + 0.6 * 32 / 28 * k, 1.9, words, color, 11.5)
    put_text(fig, 0.1, 1.5, say("what its first neurons look for"), GREY, ha="left")
    put_text(fig, 0.1, 0.45, facts[1], GREY, ha="left")
    put_text(fig, 0.1, 0.2, facts[2], GREY, ha="left")
    fig.alt = say("A network, {sizes}, that reads {accuracy:.1%} of 10,000 test digits. It has {parameters:,} "
                  "parameters, was trained in {seconds:.0f} seconds, and {mine} lines of it are mine, {course} the "
                  "course's. {count} handwritten digits, read as {answers}: {right} of them are right.",
                  **told, sizes=" → ".join(map(str, sizes)), count=len(images), answers=series(map(str, answers)),
                  right=np.sum(np.equal(answers, labels)))
    return fig
