"""The Playground: choose data and a network, press Train, and watch every neuron learn.

It runs the course's own `Network` and `training`. The page asks by the protocol of page.py, and each answer is a
picture of the whole state with a `number`, so that a lost or late one does no harm: the newest picture counts.

    hello | pause | step | reset
    play, stop                       train; after so many updates it rests by itself (null: never)
    run, until                       train and send pictures up to that number: a lease, which stream.js renews
    change, settings                 some of SETTINGS, checked like those from Python
    edit, place, value               set one number of theta
    point, x, y, label | clear       one more training point; take the learner's points away

Training happens inside the answer to `run`, a few milliseconds a picture, and while it goes on a picture brings only
what training changes, without `settings`. When the page stops asking (pause, closed, run again), nothing goes on.
"""

import contextlib
import time

import numpy as np
import traitlets

from ..plots.playground import SIDE, hidden_spaces, maps, playground
from ..threads import blas_threads
from ..validate import choose, number, whole
from ..words import both, later, say
from .interrupt import listen
from .page import Page, files
from .playground_challenge import CHALLENGES
from .playground_settings import LIVE, PRESETS, SETTINGS, VIEW, checked, checked_controls, form, in_words, label
from .playground_training import NOTHING, Training

FLAT = 64  # of 255 shades: a map of so few is grey
SECONDS, LEASE = 0.008, 16  # training a picture; pictures ahead at most
PIECE, LEARNED = 25, 80  # updates at a time; how often each layer has them before a still picture
SHARE, LOSS = later("{share:.0%} right after {steps:,} steps"), later("the loss is {loss:.2f} after {steps:,} steps")
LINES = [later("No hidden neuron, one line"), later("1 hidden neuron draws one line"),
         later("{neurons} hidden neurons draw {neurons} lines"), later("A network of {neurons} hidden neurons"),
         later("Lines become corners, and corners the shape"), later("The map is still grey")]
FIRST = ["data", "depth", "width", "activation", "learning_rate", "optimizer"]


class Playground(Training, Page):
    """Playground(data="spiral", widths=[8, 8], activation="tanh"); every argument is one of SETTINGS.

    steps       trains that many updates at once
    preset      a name of PRESETS; what else is said counts more
    show        short form: only these of CONTROLS, as show=["depth", "width"]; the page has a button for all
    challenge   a name of CHALLENGES; `best` is then the fewest hidden neurons that have reached it
    on_reached  is called with `best` whenever that is new
    """

    form = traitlets.Dict().tag(sync=True)  # the controls

    _esm, _css = files("playground")
    _heading = later("Playground")
    _run = later("Run this cell to bring the Playground to life: then it trains as you watch.")

    def __init__(self, steps=0, preset=None, show=None, challenge=None, on_reached=None, **settings):
        chosen = dict(PRESETS[choose("preset", preset, PRESETS)]) if preset is not None else {}
        short = chosen.pop("show", None)
        self.controls = checked_controls(short if show is None else show)
        self.challenge = None if challenge is None else CHALLENGES[choose("challenge", challenge, CHALLENGES)]
        self.best, self._on_reached = None, on_reached
        needs = self.challenge.needs if self.challenge else {}
        usual = {name: start for name, (start, _) in SETTINGS.items()}
        self.settings = usual | checked(chosen) | needs | checked(settings)
        self.playing, self.news, self.sent, self.stop = False, "", 0, None
        self.reset()
        self._make(steps)
        super().__init__(form=form())

    @property
    def network(self):
        """A copy of the network as trained so far."""
        return self._network.copy()

    def _set(self, **settings):
        self.settings |= checked(settings)
        if set(settings) <= VIEW:
            return
        if set(settings) <= LIVE and (self.steps or not self.retraceable):
            self._prepare_data()
            self._restart()
        else:
            self.reset()

    def train(self, steps):
        """That many updates of theta, shown in every view; returns the Playground."""
        with self._lock:
            self._make(steps)
            self.tell("picture", *self._picture())
        return self

    def _make(self, steps):
        for done in range(0, whole("steps", steps, low=0), PIECE):
            self._advance(min(PIECE, steps - done))

    # ---- the picture ----

    def _picture(self, complete=True):
        """The state with the next number, and its buffers; unless complete, only what training changes."""
        shown = self.settings["maps"]
        output, neurons = maps(self._network, self.inputs, shown)
        spaces = hidden_spaces(self._network, np.vstack([X for X, _ in self._sets]))
        squares = [output, neurons, *(space.pop("map") for space in spaces)]
        inside = [space.pop("points") for space in spaces]
        gradient = self._gradient().tobytes() if complete or shown == "gradient" else b""
        points = self._points.tobytes() if complete else b""
        self.sent += 1
        head = {"number": self.sent, "playing": self.playing, "steps": self.steps, "spaces": spaces,
                "losses": self.losses, "accuracies": self.accuracies}
        if self.challenge:
            head["challenge"] = {"goal": say(self.challenge.goal), "said": self.judged, "best": self.best}
        if complete:
            head |= {"settings": self.settings, "sizes": self._network.sizes, "output": self.output, "side": SIDE,
                     "training": len(self.X), "points": len(self._points), "history": self.history,
                     "news": self.news or ("" if len(self.X) else say(NOTHING)), "controls": self.controls,
                     "code": repr(self), "lines": self.code}
        return head, [_joined(squares), self._network.theta.tobytes(), gradient, _joined(inside), points]

    def _gradient(self):
        """∇J of the whole training set, or nothing where there is none."""
        X, T = self._sets[0]
        with blas_threads(0), np.errstate(over="ignore", invalid="ignore"):
            chosen = self.settings
            return self._network.gradient(X, T, chosen["l2"], chosen["l1"]) if len(X) else np.zeros(0, np.float32)

    # ---- messages ----

    def _state(self):
        return self._picture()

    def _object(self, do, *more):
        self.playing = self.playing and do != "fault"  # what goes wrong ends it
        super()._object(do, *more)

    def _answer(self):
        self.news = ""
        return self._picture()

    def _do_play(self, stop=None):
        """Train, and rest where it comes by at step `stop`, after a reset, too."""
        self.stop = None if stop is None else whole("stop", stop, low=1)
        if len(self.X):  # else the picture's news says that there is nothing to learn from
            self.playing = True
            listen(self)
        return self._answer()

    def _do_pause(self):
        self.playing = False
        return self._answer()

    def _do_step(self):
        self.news = ""
        if len(self.X):
            self._train(1)
        return self._picture()

    def _do_run(self, until):
        until = min(whole("until", until, low=0), self.sent + LEASE)
        while self.playing and self.sent < until:
            self._train(self._pace(), time.perf_counter() + SECONDS)
            if self.steps == self.stop:
                self.playing = False
            if self.playing:
                yield self._picture(complete=False)
        if not self.playing:  # which the page does not know yet
            yield self._picture()

    def _pace(self):
        """Updates of the next picture, at most. The early ones are seen one by one; later the curve, whose axis goes by
        powers of ten, grows evenly."""
        pace = 1 + self.steps // 20 if self.settings["speed"] == "fast" else 1
        ahead = 0 if self.stop is None else self.stop - self.steps
        return min(pace, ahead) if ahead > 0 else pace

    def _train(self, steps, until=np.inf):
        """Train for the page, which is told what has ended it."""
        try:
            self._advance(steps, until)
        except FloatingPointError as error:
            self.news = str(error)
        except KeyboardInterrupt:  # a step may be half done, so training starts anew from here
            self.interrupted()
            self._restart()

    def interrupted(self):
        if self.playing:
            self.playing, self.news = False, say("Interrupted: press Train to go on.")

    def _do_reset(self):
        self.reset()
        return self._answer()

    def _do_change(self, settings):
        self._set(**checked(settings))
        return self._answer()

    def _do_edit(self, place, value):
        place = whole("place", place, 0, self._network.n_parameters - 1)
        self._network.theta[place] = number(later("a weight or bias"), value, low=-100, high=100)
        self._restart()
        return self._answer()

    def _do_point(self, x, y, label):
        self._set(points=[*self.settings["points"], [x, y, label]])
        return self._answer()

    def _do_clear(self):
        self._set(points=[])
        return self._answer()

    # ---- where no page shows it ----

    def figure(self):
        """A still picture of the present state, with its words in `.alt`."""
        output, neurons = maps(self._network, self.inputs, self.settings["maps"])
        training = self._points[: len(self.X)]
        title = self._headline(output)
        return playground(self._network, output, neurons, training, self.history[-1][0], repr(self), title)

    def _headline(self, output):
        """What is seen, and what has come of it, above a still picture with this map."""
        (loss, _), (_, share), widths = self.losses, self.accuracies, self.settings["widths"]
        if loss is None:
            return ""
        seen = min(sum(widths), 2) if len(widths) < 2 else 3 + ((share or 0) > 0.95)
        if self.settings["features"] != SETTINGS["features"][0]:  # of products and waves a neuron makes no line
            seen = 3
        seen = 5 if np.ptp(output) < FLAT else seen
        come = say(LOSS if share is None else SHARE, loss=loss, share=share, steps=self.steps)
        if self.controls is None or "learning_rate" in self.controls:
            come += f" (η = {self.settings['learning_rate']:g})"
        head = say(LINES[seen], neurons=sum(widths))
        return say("{name}: {sentence}", name=head, sentence=come)

    def _still(self):
        """Where nothing has been trained, what a training makes; of the full form the first few controls."""
        widths = self.settings["widths"]
        values = self.settings | {"depth": len(widths), "width": both(map(str, widths)) or "no hidden layer"}
        goal = [(say("Challenge"), say(self.challenge.goal))] if self.challenge else []
        names = [name for name in (FIRST if self.controls is None else self.controls) if name != "points"]
        controls = goal + [(label(name), in_words(values[name])) for name in names]
        return (self if self.steps else Still(self)).figure(), controls


class Still(Training):
    """A Playground some updates later, without its page: a saved page shows what a training makes."""

    challenge, figure, _headline = None, Playground.figure, Playground._headline  # noqa: SLF001

    def __init__(self, playground):
        self.settings, self.controls = playground.settings, playground.controls
        self.reset()
        self._network.theta[:] = playground.network.theta
        with contextlib.suppress(ValueError, FloatingPointError):  # nothing to learn from, or it runs away
            for _ in range(LEARNED * (4 if playground.challenge else 1) // len(self._network.layers)):
                self._advance(PIECE)


def _joined(arrays):
    return b"".join(array.tobytes() for array in arrays)
