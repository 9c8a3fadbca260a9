"""The digit pad: draw a digit, see each stage on its way to 28 x 28 pixels, and what a model makes of it.

Each message of the page is answered with the whole state, by the protocol of page.py:

    hello
    ink, strokes             the whole drawing, [[[x, y], …], …] from 0 to 1; what was shown is gone
    digit, digit | example, place        show a digit drawn beforehand, or one of `examples`
    switches, switches       {one of SWITCHES: True or False}, all or some of them
    toward, digit            which digit "what would change its mind" leads to; None is the runner-up
    save, label | forget     keep the 28 x 28 pixels with this label; drop the last that was kept

An answer has bytes for each of its `pictures` [name, height, width]: ink 0 … 255, or signed 1 … 255 with 128 for zero.
"""

import json
from pathlib import Path

import numpy as np

from ..plots.digits import confidences
from ..preprocess import BROAD, FRAME, THIN, as_strokes, rasterize, stages
from ..validate import as_examples, whole, yes_or_no
from ..words import later, paragraph, say
from .digit_model import read_digit, reader
from .page import Page, files
from .playground_settings import checked

# pen: a broad one or a thin one; the others: see `stages`
SWITCHES = [later("pen"), later("crop"), later("fit"), later("center"), later("frame")]
STATES = {True: later("on"), False: later("off")}
# of each digit its strokes: x, y, x, y, … in percent of the pad
DRAWN = json.loads(Path(__file__).with_name("drawn_digits.json").read_text("utf-8"))


class DigitPad(Page):
    """DigitPad(model, examples=X_test, digit=4): draw a digit and see what the model makes of it.

    model     Network([784, …, 10]) with output "softmax"; any function (n, 784) → (n, 10) of shares that add up to 1,
              such as lambda X: softmax(forward(X, W, b)[-1]) or a classifier's predict_proba
    inside    for a model that is no Network: a function (x (1, 784), digit) → ([activations of each hidden layer],
              ∂l/∂x (784,) of the loss l where this digit would be right). Without it the pad shows no hidden layers
              and not what would change the model's mind
    examples  (n, 784) images that can be looked at as well
    digit     begin with this digit, drawn beforehand
    images, labels    what was saved, (n, 784) float32 and (n,) int: a test set of your own hand
    """

    _esm, _css = files("digit_pad")
    _heading = later("Digit pad")
    _run = later("Run this cell to bring the pad to life: then you can draw on it with mouse, pen, finger or keys.")

    def __init__(self, model, examples=None, digit=None, inside=None):
        self.model, self.inside = reader(model), inside
        self.examples = np.zeros((0, 784), "f4") if examples is None else as_examples(examples, 784, np.float32)
        self.switches, self.toward, self.place = dict.fromkeys(SWITCHES, True), None, None
        self.images, self.labels = np.zeros((0, 784), np.float32), np.zeros(0, np.int64)
        self.strokes, self.given = [] if digit is None else drawn(digit), digit is not None
        self.look()  # a model that cannot read a picture is refused here
        super().__init__()

    # ---- the state ----

    def _take(self, **state):
        """Take over the new state and look; if that cannot be done, the state is the one before."""
        before = {name: vars(self)[name] for name in state}
        vars(self).update(state)
        try:
            self.look()
        except ValueError:
            vars(self).update(before)
            raise
        return self._state()

    @property
    def ink(self):
        """What is on the pad: a square picture, ink 1 and paper 0."""
        if self.place is not None:
            return self.examples[self.place].reshape(FRAME, FRAME)
        return rasterize(self.strokes, BROAD if self.switches["pen"] else THIN)

    def look(self):
        """Ink → stages → the model's ten scores and, of a Network, the pictures of what lies behind them."""
        ink = self.ink
        made = stages(ink, **{name: on for name, on in self.switches.items() if name != "pen"})
        self.scores, self.target, self.signed = read_digit(self.model, made["frame"], self.toward, self.inside)
        self.picture, self.mass = made["frame"], made["center"]
        self.inks = {"stroke": ink, "crop": made["crop"], "fit": made["fit"], "frame": made["frame"]}

    # ---- messages ----

    def _state(self):
        shades = [(255 * picture + 0.5).astype(np.uint8) for picture in self.inks.values()]
        shades += [(127 * picture / (abs(picture).max() or 1) + 128.5).astype("u1") for picture in self.signed.values()]
        names = zip([*self.inks, *self.signed], shades, strict=True)
        head = {"strokes": self.strokes, "given": self.given, "place": self.place,
                "switches": self.switches, "toward": self.toward, "target": self.target, "mass": self.mass,
                "blank": not self.picture.any(), "scores": self.scores.tolist(), "labels": self.labels.tolist(),
                "examples": len(self.examples), "radius": BROAD if self.switches["pen"] else THIN,
                "pictures": [[name, *shade.shape] for name, shade in names]}
        return head, [shade.tobytes() for shade in shades]

    def _do_hello(self):
        return self._take()  # the model may have been trained since

    def _do_ink(self, strokes):
        as_strokes(strokes)
        strokes = [[list(map(float, point)) for point in stroke] for stroke in strokes]
        return self._take(strokes=strokes, given=False, place=None)

    def _do_digit(self, digit):
        return self._take(strokes=drawn(digit), given=True, place=None)

    def _do_example(self, place):
        return self._take(strokes=[], place=whole(later("the number of the image"), place, 0, len(self.examples) - 1))

    def _do_switches(self, switches):
        known = dict.fromkeys(SWITCHES, (True, yes_or_no))
        return self._take(switches=self.switches | checked(switches, known))

    def _do_toward(self, digit):
        return self._take(toward=None if digit is None else whole("toward", digit, 0, 9))

    def _do_save(self, label):
        if label is None:
            raise ValueError(say("choose the digit that you meant, then save"))
        whole(later("the label"), label, 0, 9)
        if not self.picture.any():
            raise ValueError(say("there is nothing on the pad to save: draw a digit first"))
        images = np.vstack([self.images, self.picture.reshape(1, -1).astype(np.float32)])
        said = say("Saved as {label}; the model reads {read}.", label=label, read=self.scores.argmax())
        head, buffers = self._take(images=images, labels=np.append(self.labels, label))
        return head | {"said": said}, buffers

    def _do_forget(self):
        return self._take(images=self.images[:-1], labels=self.labels[:-1])

    # ---- where no page shows it ----

    def __repr__(self):
        off = ", ".join(name for name, on in self.switches.items() if not on) or "nothing"
        shown = f"example {self.place}" if self.place is not None else f"a drawing of {len(self.strokes)} strokes"
        return f"<digit pad: {shown}, {off} switched off, {len(self.labels)} saved>"

    def figure(self):
        """A still picture of the present state, with its words in `.alt`."""
        read = say("The model reads a {digit}.", digit=self.scores.argmax()) if self.picture.any() else \
            say("Nothing is drawn.")
        drawn = {say("what you draw"): self.inks["stroke"], say("what the model gets"): self.picture}
        fig = confidences(self.scores, drawn, read)
        fig.alt = paragraph([say("The digit pad as a still picture: what is drawn, the 28 by 28 pixels that the model "
                                 "gets, and its ten confidences."), read])
        return fig

    def controls(self):
        switches = [(say(name), say(STATES[on])) for name, on in self.switches.items()]
        return [(say("Show a drawn"), say("0 to 9")), (say("I meant a"), say("choose")), *switches]


def drawn(digit):
    """The strokes of a digit drawn beforehand."""
    strokes = DRAWN[whole(later("the digit"), digit, 0, 9)]
    return [[[x / 100, y / 100] for x, y in zip(stroke[::2], stroke[1::2], strict=True)] for stroke in strokes]
