"""The Playground: choose data and a network, press Train, and watch every neuron learn.

It runs the course's own `Network` and `training`. From the page come small messages {"do": …}; each is answered by
one picture of the whole state, so a lost or late message does no harm and the newest picture counts:

    hello | play | pause | step | reset
    run, until                       train and send pictures up to that number: a lease, renewed while the page looks on
    change, settings                 some of SETTINGS, checked like those from Python
    edit, place, value               set one number of theta
    point, x, y, label | clear       one more training point; take the learner's points away

Training happens inside the answer to `run`, a few milliseconds a picture. No thread, no task, no loop: when the page
stops asking (pause, closed, run again), nothing goes on. A picture within a lease brings only what training changes;
any message may ask with "pad": true that its pictures be made as long as PAD. The lock is there because JupyterLab may
deliver messages to another thread than the one that runs cells.
"""

import threading
import time

import numpy as np
import traitlets
from IPython.display import display

from ..layers import Dense
from ..network import Network
from ..plots.playground import SIDE, hidden_spaces, maps, playground
from ..plots.show import bundle, to_png
from ..threads import blas_threads
from ..validate import choose, number, whole
from ..words import both, later, say
from .interrupt import listen
from .page import PAD, Page, module, spoken, styles
from .playground_challenge import CHALLENGES, Challenge, in_words
from .playground_lesson import NOTHING, Lesson
from .playground_presets import PRESETS
from .playground_settings import LIVE, SETTINGS, VIEW, checked, checked_controls, whole_up_to

SECONDS, LEASE = 0.008, 16  # training a picture; pictures ahead at most
FIRST = ["data", "depth", "width", "activation", "learning_rate", "optimizer"]
RUN = later("Run this cell to bring the Playground to life: then it trains as you watch.")
OPTIONS = {
    "circles": later("circles"), "moons": later("moons"), "blobs": later("blobs"), "xor": later("xor"),
    "spiral": later("spiral"), "none": later("none"), "plane": later("plane"), "gauss": later("gauss"),
    "usual": later("usual"), "small": later("small"), "zeros": later("zeros"), "fast": later("fast"),
    "single_steps": later("single steps"), "slow": later("slow"), "activation": later("activation"),
    "gradient": later("gradient"), "gradient_descent": later("gradient descent"),
}
FAULT = later("The Playground has met an error of its own: {error}. Press Reset, or run the cell again.")


class Playground(Lesson, Page):
    """Playground(data="spiral", widths=[8, 8], activation="tanh"); every argument is one of SETTINGS.

    steps       trains that many updates at once
    network     starts from a copy of this Network([2, …, 1], output="sigmoid"), or "identity" for numbers (regression)
    preset      a name of PRESETS; what else is said counts more
    show        short form: only these of CONTROLS, as show=["depth", "width"]; the page has a button for all
    challenge   a name of CHALLENGES or a Challenge; `best` is then the fewest hidden neurons that have reached it
    on_reached  is called with `best` whenever that is new
    """

    names = traitlets.Dict().tag(sync=True)  # of the menus' entries

    _esm = module("playground.js")
    _css = styles("page.css", "widgets.css", "playground.css")

    def __init__(self, network=None, steps=0, preset=None, show=None, challenge=None, on_reached=None, **settings):
        self._lock = threading.RLock()
        chosen = dict(PRESETS[choose("preset", preset, PRESETS)]) if preset is not None else {}
        short = chosen.pop("show", None)
        self.controls = checked_controls(short if show is None else show)
        if challenge is not None and not isinstance(challenge, Challenge):
            challenge = CHALLENGES[choose("challenge", challenge, CHALLENGES)]
        self.challenge, self.best, self._on_reached = challenge, None, on_reached
        needs = challenge.needs if challenge else {}
        usual = {name: start for name, (start, _) in SETTINGS.items()}
        self.settings = usual | checked(chosen) | needs | checked(settings)
        self.playing, self.note, self.sent = False, "", 0
        super().__init__(names=spoken(OPTIONS))
        self.reset()
        if network is not None:
            self.network = network
        self.train(steps)
        self.on_msg(self._receive)

    @property
    def network(self):
        """A copy of the network as trained so far. Set it, and the Playground goes on from a copy of yours."""
        return self._network.copy()

    @network.setter
    def network(self, network):
        inputs = len(self.settings["features"])
        right = isinstance(network, Network) and all(isinstance(layer, Dense) for layer in network.layers)
        if not right or (network.sizes[0], network.sizes[-1], network.output) != (inputs, 1, self.output):
            raise ValueError(f"network is {network!r}; expected Network([{inputs}, …, 1], output={self.output!r})")
        with self._lock:
            self.settings |= checked({"widths": network.sizes[1:-1], "activation": network.activation})
            self.reset()
            self._network = network.copy(np.float32)
            self._restart()
            self._show()

    def change(self, **settings):
        """change(learning_rate=0.03, widths=[8, 8]): checked as a whole, then done and shown."""
        with self._lock:
            self._set(**settings)
            self._show()

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
        """That many updates of theta; returns the Playground."""
        with self._lock:
            for done in range(0, whole("steps", steps, low=0), 25):
                self._advance(min(25, steps - done))
            self._show()
        return self

    # ---- the picture and the messages ----

    def _show(self, complete=True, pad=b""):
        """Send a picture: of the whole state, or only of what training has changed."""
        shown = self.settings["maps"]
        output, neurons = maps(self._network, self.inputs, shown)
        spaces = hidden_spaces(self._network, np.vstack([X for X, _ in self._sets]))
        squares = [output, neurons, *(space.pop("map") for space in spaces)]
        inside = [space.pop("points") for space in spaces]
        gradient = self._gradient().tobytes() if complete or shown == "gradient" else b""
        points = self._points.tobytes() if complete else b""
        self.sent += 1
        head = {"do": "picture", "number": self.sent, "playing": self.playing, "steps": self.steps, "spaces": spaces,
                "losses": self.losses, "accuracies": self.accuracies}
        if self.challenge:
            head["challenge"] = {"goal": say(self.challenge.goal), "said": self.judged, "best": self.best}
        if complete:
            head |= {"settings": self.settings, "sizes": self._network.sizes, "output": self.output, "side": SIDE,
                     "training": len(self.X), "points": len(self._points), "history": self.history,
                     "note": self.note or ("" if len(self.X) else say(NOTHING)), "controls": self.controls,
                     "code": repr(self), "lines": self.code}
        self.send(head, [_joined(squares), self._network.theta.tobytes(), gradient, _joined(inside), points, pad])

    def _gradient(self):
        """∇J of the whole training set, or nothing where there is none."""
        X, T = self._sets[0]
        with blas_threads(0), np.errstate(over="ignore", invalid="ignore"):
            chosen = self.settings
            return self._network.gradient(X, T, chosen["l2"], chosen["l1"]) if len(X) else np.zeros(0, np.float32)

    def _receive(self, _, message, buffers):
        try:
            self._answer(message)
        except Exception as error:  # of ours: unanswered, the page would stand still and not say why
            self.playing = False
            self.send({"do": "fault", "note": say(FAULT, error=error)}, [])
            raise

    def _answer(self, message):
        """Do what the page asks. What cannot be done is said on the page and changes nothing."""
        message = message if isinstance(message, dict) else {}
        pad = PAD if message.get("pad") is True else b""
        try:
            do = choose("do", message.get("do"), ["run", *ANSWERS])
            if do == "run":
                return self._lease(message, pad)
            with self._lock:
                self.note = ""
                ANSWERS[do](self, message)
                return self._show(pad=pad)  # before a lease in another thread sends a part of what is new
        except (ValueError, FloatingPointError, OverflowError) as error:
            self.note = str(error)
        except KeyboardInterrupt:
            with self._lock:  # a step may be half done, so training starts anew from here
                self.interrupted()
                self._restart()
        with self._lock:
            self._show(pad=pad)

    def _lease(self, message, pad):
        until = min(whole("until", message.get("until"), low=0), self.sent + LEASE)
        while self.playing and self.sent < until:
            with self._lock:
                self._advance(10**6 if self.settings["speed"] == "fast" else 1, time.perf_counter() + SECONDS)
                self._show(complete=not self.playing, pad=pad)
        if not self.playing:  # which the page does not know yet
            with self._lock:
                self._show(pad=pad)

    def _play(self, message):
        if self._records is None:
            raise ValueError(say(NOTHING))
        self.playing = True
        listen(self)

    def interrupted(self):
        if self.playing:
            self.playing, self.note = False, say("Interrupted: press Train to go on.")

    def _edit(self, message):
        place = whole_up_to("place", message.get("place"), self._network.n_parameters - 1, low=0)
        self._network.theta[place] = number(later("a weight or bias"), message.get("value"), low=-100, high=100)
        self._restart()

    def _point(self, message):
        self._set(points=[*self.settings["points"], [message.get(key) for key in ("x", "y", "label")]])

    # ---- where no page shows it ----

    def figure(self):
        """A still picture of the present state, with its words in `.alt`."""
        output, neurons = maps(self._network, self.inputs, self.settings["maps"])
        training = self._points[: len(self.X)]
        return playground(self._network, output, neurons, training, self.history, repr(self))

    def _ipython_display_(self, **kwargs):
        figure = self.figure()
        data = bundle(repr(self), to_png(figure), figure.alt, self, self._still_controls(), say(RUN))
        display(data, raw=True)

    def _still_controls(self):
        """(label, words) of the controls, for the page where none can be turned; of the full form the first few."""
        widths = self.settings["widths"]
        values = self.settings | {"depth": len(widths), "width": both(map(str, widths)) or "no hidden layer"}
        goal = [(say("Challenge"), say(self.challenge.goal))] if self.challenge else []
        names = [name for name in (FIRST if self.controls is None else self.controls) if name != "points"]
        return goal + [(say(name.replace("_", " ").capitalize()), in_words(values[name])) for name in names]


def _joined(arrays):
    return b"".join(array.tobytes() for array in arrays)


ANSWERS = {
    "hello": lambda self, message: None,
    "play": Playground._play,
    "pause": lambda self, message: setattr(self, "playing", False),
    "step": lambda self, message: self._advance(1),
    "reset": lambda self, message: self.reset(),
    "change": lambda self, message: self._set(**checked(message.get("settings"))),
    "edit": Playground._edit,
    "point": Playground._point,
    "clear": lambda self, message: self._set(points=[]),
}
