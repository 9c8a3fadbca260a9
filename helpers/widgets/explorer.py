"""The digits explorer: turn depth and width, and three networks learn the digits at once, before your eyes.

It runs the course's own `Network` and `training`. The page asks by the protocol of page.py, and each answer is a
picture of the whole state with a `number`, so that a late one does no harm: the newest picture counts.

    hello | stop | clear             the state; give up the training; empty the table
    start | all                      train with the present settings; the same on all training digits
    change, settings                 some of SETTINGS, checked like those from Python; trains anew with them
    remove, run                      take the run of this number out of the table
    run, until                       train and send pictures up to that number: a lease, which stream.js renews

Training happens inside the answer to `run`, some milliseconds a picture, and while it goes on a picture brings only
what training changes, without `settings`. When the page stops asking (stop, closed, run again), nothing goes on.
"""

import time
from typing import NamedTuple

import numpy as np

from ..plots.explorer import explorer, structure
from ..validate import choose, one_hot, whole
from ..words import later, say
from .explorer_training import CLASSES, ThreeStarts
from .interrupt import listen
from .page import Page, files
from .playground_controls import SMOOTH
from .playground_settings import checked

SECONDS, LEASE = 0.03, 12  # of training a picture; pictures ahead at most
DEEPEST, NARROWEST, WIDEST, FEWEST = 6, 4, 512, 100


class Run(NamedTuple):
    """A row of the table. The accuracies are those of three starts on all unseen digits."""

    widths: tuple  # of the hidden layers
    activation: str
    epochs: int
    digits: int  # trained on
    parameters: int
    accuracy: float  # mean
    lowest: float
    highest: float
    seconds: float  # for the three starts together


def _widths(name, value):
    if not isinstance(value, list | tuple) or len(value) > DEEPEST:
        raise ValueError(f"{name} is {value!r}; expected a list of at most {DEEPEST}, one width a hidden layer")
    return [whole("a width", width, NARROWEST, WIDEST) for width in value]


SETTINGS = {  # name: (start, check)
    "widths": ([64, 64], _widths),
    "activation": ("relu", lambda name, value: choose(name, value, SMOOTH)),
    "epochs": (5, lambda name, value: whole(name, value, high=50)),
    "digits": (8000, lambda name, value: whole(name, value, low=FEWEST)),
}


class DigitsExplorer(Page):
    """DigitsExplorer(X, y, X_test, y_test, widths=[64, 64]); after the digits any of SETTINGS.

    Every run trains three networks, from the seeds 0, 1 and 2, on the first `digits` of X, y, and judges them by
    X_test, y_test. Nothing trains until it is asked for, on the page or by `run`.

    runs      the table, a list of Run
    network   of the first start: trained so far, or untrained
    """

    _esm, _css = files("explorer")
    _heading = later("Digits explorer")
    _run = later("Run this cell to bring the explorer to life: then three networks learn as you turn its controls.")

    def __init__(self, X, y, X_test, y_test, **settings):
        self._digits, self._unseen = _checked_digits(X, y), _checked_digits(X_test, y_test)
        if self._digits[0].shape[1] != self._unseen[0].shape[1]:
            raise ValueError(f"X has {self._digits[0].shape[1]} pixels a digit, X_test {self._unseen[0].shape[1]}")
        self.settings = {name: start for name, (start, _) in SETTINGS.items()}
        self.settings["digits"] = min(self.settings["digits"], len(self._digits[0]))
        self._usual = dict(self.settings)
        self.settings |= self._checked(settings)
        self.training, self.news, self.sent, self.number, self._done = False, "", 0, 0, {}
        self._now = self._starts()
        super().__init__()

    def _checked(self, settings):
        """The settings in the form kept here; ValueError at the first that cannot be."""
        settings = checked(settings, SETTINGS)
        whole("digits", settings.get("digits", FEWEST), high=max(FEWEST, len(self._digits[0])))
        return settings

    def _starts(self, **settings):
        return ThreeStarts(self.settings | settings, *self._digits, *self._unseen)

    # ---- training ----

    @property
    def runs(self):
        return [run for run, _ in self._done.values()]

    @property
    def network(self):
        return self._now.networks[0].copy()

    def run(self, **settings):
        """Train with these settings to the end, without a page; returns the explorer."""
        with self._lock:
            self.settings |= self._checked(settings)
            self._begin()
            try:
                self._advance()
            finally:
                self.training = False
            self.tell("news", self._picture())
        return self

    def _begin(self, **settings):
        """A new run; an unfinished one is given up. One like an earlier run takes its number, and its place."""
        self._now, self.training = self._starts(**settings), True
        alike = [number for number, (run, _) in self._done.items() if run[:4] == self._how()]
        self.number = alike[0] if alike else max(self._done, default=0) + 1
        listen(self)

    def _advance(self, until=np.inf):
        """Train on until that time; at the end the run goes into the table."""
        self._now.advance(until)
        if self._now.right:
            right = self._now.right
            numbers = self._now.parameters, sum(right) / len(right), min(right), max(right), self._now.seconds
            self._done[self.number] = Run(*self._how(), *numbers), self._now.curve
            self.training = False

    def _how(self):
        """What the present run is: the first four of a Run."""
        how = self._now.settings
        return tuple(how["widths"]), how["activation"], how["epochs"], how["digits"]

    def interrupted(self):
        if self.training:
            self.training, self.news = False, say("Interrupted: press Train for a new run.")

    # ---- messages ----

    def _picture(self, complete=True):
        """The state with the next number; unless complete, only what training changes."""
        self.sent += 1
        now = self._now
        head = {"number": self.sent, "training": self.training, "news": self.news or now.note,
                "now": {"number": self.number, **now.settings, "parameters": now.parameters, "seconds": now.seconds,
                        "progress": now.progress, "right": now.right, "curve": now.curve}}
        if complete:
            runs = [{"number": number, **run._asdict(), "curve": curve} for number, (run, curve) in self._done.items()]
            head |= {"settings": self.settings, "code": now.code, "all": len(self._digits[0]),
                     "unseen": len(self._unseen[0]), "runs": runs}
        return head

    def _state(self):
        return self._picture()

    def _answer(self):
        self.news = ""
        return self._picture()

    def _do_start(self):
        self._begin()
        return self._answer()

    def _do_all(self):
        self._begin(digits=len(self._digits[0]))
        return self._answer()

    def _do_stop(self):
        self.training = False
        return self._answer()

    def _do_change(self, settings):
        self.settings |= self._checked(settings)
        self._begin()
        return self._answer()

    def _do_remove(self, run):
        number = whole("run", run)
        if number not in self._done:
            raise ValueError(f"run is {number}; expected one of {list(self._done)}")
        del self._done[number]
        if number == self.number and not self.training:
            self._now = self._starts()
        return self._answer()

    def _do_clear(self):
        self._done = {}
        if not self.training:
            self._now = self._starts()
        return self._answer()

    def _do_run(self, until):
        until = min(whole("until", until, low=0), self.sent + LEASE)
        if not self.training:
            yield self._picture()  # the page does not know yet
        while self.training and self.sent < until:
            try:
                self._advance(time.perf_counter() + SECONDS)
            except KeyboardInterrupt:
                self.interrupted()
            except Exception:
                self.training = False  # what goes wrong ends it
                raise
            yield self._picture(complete=not self.training)

    # ---- where no page shows it ----

    def __repr__(self):
        said = {name: value for name, value in self.settings.items() if value != self._usual[name]}
        return f"DigitsExplorer({', '.join(['X, y, X_test, y_test', *(f'{n}={v!r}' for n, v in said.items())])})"

    def figure(self):
        """A still picture of the present state, with its words in `.alt`."""
        curves = {number: (structure(run.widths), curve) for number, (run, curve) in self._done.items()}
        if self._now.curve:
            curves[self.number] = structure(self._now.settings["widths"]), self._now.curve
        return explorer(curves, self.number)

    def controls(self):
        how, activation = self.settings, self.settings["activation"].replace("_", " ")
        return [(say("Hidden layers"), structure(how["widths"])), (say("Activation"), activation),
                (say("Epochs"), str(how["epochs"])), (say("Training digits"), f"{how['digits']:,}")]


def _checked_digits(X, y):
    from sklearn.utils import check_X_y  # here, or every widget would wait for scikit-learn

    X, y = check_X_y(X, y, dtype=np.float32)
    one_hot(y, CLASSES)
    return X, y
