"""What a Playground trains: its data, its network and its training, and the record of its losses."""

import time

import numpy as np

from ..data import DATASETS
from ..network import Network
from ..threads import blas_threads
from ..training import measure, training
from ..words import later
from .playground_data import FEATURES, REGRESSION
from .playground_settings import OPTIMIZERS, POINTS, SETTINGS

INITIALIZATION = {"usual": None, "small": "small", "zeros": "zeros"}  # the Network's own names
NOTHING = later("There are no points to learn from yet: click the map to set some.")


class Training:
    """A Playground's part without a page. `settings` holds all of SETTINGS; these tell how far it has come:

    steps        updates of theta so far
    losses       of the training and of the test points; None where there are none
    accuracies   the same for the share that is right; None for numbers
    history      (steps, training loss, test loss), as `keep_row` keeps it
    playing      is it under way? What goes wrong ends it
    retraceable  do settings and steps alone lead here?
    challenge    a Challenge or None; `judged` is its sentence, `best` the fewest hidden neurons that have reached it
    """

    def reset(self):
        """Start again: data and weights from the seed."""
        chosen = self.settings
        sizes = [len(chosen["features"]), *chosen["widths"], 1]
        self._network = Network(sizes, chosen["activation"], self.output, seed=chosen["seed"],
                                initialization=INITIALIZATION[chosen["initialization"]])
        self.steps, self.history, self.retraceable = 0, [], True
        self._prepare_data()
        self._prepare_training()
        self._note_losses()

    @property
    def output(self):
        """The network's: classes or numbers?"""
        return "identity" if self.settings["data"] in REGRESSION else "sigmoid"

    def _prepare_data(self):
        chosen = self.settings
        make = (DATASETS | REGRESSION).get(chosen["data"], lambda n, noise, seed: (np.zeros((0, 2)), np.zeros(0)))
        X, labels = make(POINTS, noise=chosen["noise"], seed=chosen["seed"])
        cut = round(len(X) * chosen["train_share"])
        own = np.array(chosen["points"]).reshape(-1, 3)
        signed = (lambda labels: labels) if self.output == "identity" else (lambda labels: 2 * labels - 1)
        targets = 2 * own[:, 2] - 1 if self.output == "identity" else own[:, 2]
        self.X, self.labels = np.vstack([X[:cut], own[:, :2]]), np.append(labels[:cut], targets)
        pairs = (self.X, self.labels), (X[cut:], labels[cut:])
        self._points = np.vstack([np.column_stack([X, signed(t)]) for X, t in pairs]).astype(np.float32)
        self._sets = [(self.inputs(X), labels.astype(np.float32)[:, None]) for X, labels in pairs]

    def _prepare_training(self):
        chosen = self.settings
        self._optimizer = OPTIMIZERS[chosen["optimizer"]](chosen["learning_rate"])
        self._records = None if len(self.X) == 0 else training(
            self._network, *self._sets[0], epochs=10**9, batch_size=chosen["batch_size"],
            optimizer=self._optimizer, l2=chosen["l2"], l1=chosen["l1"], seed=chosen["seed"], record_every=1,
        )

    def _restart(self):
        """Training goes on from what is no longer a matter of settings and steps alone."""
        self.retraceable = False
        self._prepare_training()
        self._note_losses()

    def inputs(self, X):
        """Points (n, 2) → what the network is fed, (n, number of features)."""
        return np.column_stack([FEATURES[name](X[:, 0], X[:, 1]) for name in self.settings["features"]]).astype("f4")

    def _advance(self, steps, until=np.inf):
        """Up to `steps` updates, or until that time."""
        try:
            if self._records is None:
                raise ValueError(NOTHING)
            for _ in range(steps):
                next(self._records)
                self.steps += 1
                if time.perf_counter() > until:
                    break
        except Exception:
            self.playing = False
            self._prepare_training()
            raise
        self._note_losses()

    def _note_losses(self):
        """(steps, training loss, test loss) at the end of the history; and the challenge is judged."""
        with blas_threads(0), np.errstate(over="ignore", invalid="ignore"):
            measured = [measure(self._network, *pair) if len(pair[0]) else (None, None) for pair in self._sets]
        self.losses = [loss if loss is not None and np.isfinite(loss) else None for loss, _ in measured]
        self.accuracies = [accuracy for _, accuracy in measured]
        keep_row(self.history, (self.steps, *self.losses))
        if self.challenge:
            before = self.best
            self.judged, self.best = self.challenge.judge(self.settings, self.accuracies[1], before)
            if self.best != before and self._on_reached:
                self._on_reached(self.best)

    def __repr__(self):
        """The call that builds it again: settings that are not the usual ones, and the steps made with them."""
        said = {name: value for name, value in self.settings.items() if value != SETTINGS[name][0]}
        said |= {"steps": self.steps} if self.steps and self.retraceable else {}
        return f"Playground({', '.join(f'{name}={value!r}' for name, value in said.items())})"

    @property
    def code(self):
        """The same training in the course's own words, as lines of Python."""
        chosen, optimizer = self.settings, OPTIMIZERS[self.settings["optimizer"]].__name__
        penalties = "".join(f", {name}={chosen[name]!r}" for name in ("l2", "l1") if chosen[name])
        start = INITIALIZATION[chosen["initialization"]]
        start = f"initialization={start!r}, " if start else ""
        changed = "# settings or numbers were changed under way: these lines know the last ones only\n"
        return (
            f"{'' if self.retraceable else changed}"
            f"network = Network({self._network.sizes}, {chosen['activation']!r}, {self.output!r}, "
            f"{start}seed={chosen['seed']})\n"
            "records = training(network, playground.inputs(playground.X), playground.labels, epochs=1000, "
            f"batch_size={chosen['batch_size']}, optimizer={optimizer}({chosen['learning_rate']}){penalties}, "
            f"seed={chosen['seed']}, record_every=1)\n"
            f"for _ in range({self.steps}): next(records)"
        )


def keep_row(history, row):
    """Add (step, …) to the history. Of earlier rows those stay that are 1 % further than the one before them:
    the first hundred steps, and from there on as many each time the number of steps doubles."""
    if len(history) > 1 and history[-1][0] <= 1.01 * history[-2][0]:
        history.pop()
    history.append(row)
