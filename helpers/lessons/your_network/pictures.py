"""What a learner's network can do, in a picture to share. Notebook 06b.

Its numbers differ from computer to computer, so the alt text names them only in the picture that is shown or kept.
"""

import numpy as np

from ...plots.diagram import balls, canvas, edges
from ...plots.digits import squares
from ...plots.sheet import put_text
from ...plots.style import BLUE, INK, ORANGE, PAPER
from ...preprocess import rasterize, stages
from ...words import say, series

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
    """A network's drawing, ten digits that it has read, and what there is to say of it; returns a Figure.

    weights [W¹, …] (out, in); images (n, 784), its answers (n,), what is right (n,); its accuracy from 0 to 1 on test
    digits, the seconds of its training; how many lines of its code are the learner's and the course's
    """
    sizes = [weights[0].shape[1], *(len(W) for W in weights)]
    told = {"accuracy": accuracy, "parameters": sum(W.size + len(W) for W in weights), "seconds": seconds, "mine": mine,
            "course": course}
    facts = [say("{accuracy:.1%} of 10,000 test digits read", **told),
             say("{parameters:,} parameters, trained in {seconds:.0f} seconds", **told),
             say("{mine} lines of mine, {course} of the course", **told)]
    images, answers, labels = images[:SHOWN], answers[:SHOWN], labels[:SHOWN]
    fig, places = canvas(sizes, 0.37)
    edges(fig, places, sizes, [])
    balls(fig, places, sizes)
    low = fig.get_figheight()
    fig.set_size_inches(7, low + 1.15 + 0.24 * len(facts))
    for row, fact in enumerate(facts):
        put_text(fig, 0.25, fig.get_figheight() - 0.25 - 0.24 * row, fact, va="center", fontsize=10, color=INK)
    for k, (image, said, true) in enumerate(zip(images, answers, labels, strict=False)):
        ax = fig.add_axes([(0.25 + 0.66 * k) / 7, (low + 0.35) / fig.get_figheight(), 0.085, 0.6 / fig.get_figheight()])
        ax.imshow(squares(image[None])[0], cmap=PAPER, vmin=0, vmax=1)
        ax.axis("off")
        color = BLUE if said == true else ORANGE
        put_text(fig, 0.55 + 0.66 * k, low + 0.22, str(said), ha="center", va="center", fontsize=11.5, color=color)
    fig.alt = say("A network, {sizes}, that reads {accuracy:.1%} of 10,000 test digits. It has {parameters:,} "
                  "parameters, was trained in {seconds:.0f} seconds, and {mine} lines of it are mine, {course} the "
                  "course's. {count} handwritten digits, read as {answers}: {right} of them are right.",
                  **told, sizes=" → ".join(map(str, sizes)), count=len(images), answers=series(map(str, answers)),
                  right=np.sum(np.equal(answers, labels)))
    return fig
