"""What a Playground trains: its data, its network and its training, and the record of its losses."""

import time

import numpy as np

from ..data import DATASETS
from ..network import Network
from ..threads import blas_threads
from ..training import measure, training
from .playground_settings import OPTIMIZERS, POINTS, SETTINGS

INITIALIZATION = {"usual": None, "small": "small", "zeros": "zeros"}  # the Network's own names


class Training:
    """A Playground's part without a page. `settings` holds all of SETTINGS; these tell how far it has come:

    steps        updates of theta so far
    losses       of the training and of the test points; None where they are not finite
    accuracies   the same for the share that is right
    history      (steps, training loss, test loss), as `keep_row` keeps it
    playing      is it under way? What goes wrong ends it
    retraceable  do settings and steps alone lead here?
    challenge    a Challenge or None; `judged` is its sentence, `best` the fewest hidden neurons that have reached it
    """

    def reset(self):
        """Start again: data and weights from the seed."""
        chosen = self.settings
        self._network = Network([2, *chosen["widths"], 1], chosen["activation"], "sigmoid", seed=chosen["seed"],
                                initialization=INITIALIZATION[chosen["initialization"]])
        self.steps, self.history, self.retraceable = 0, [], True
        self._prepare_data()
        self._prepare_training()
        self._note_losses()

    def _prepare_data(self):
        chosen = self.settings
        X, labels = DATASETS[chosen["data"]](POINTS, noise=chosen["noise"], seed=chosen["seed"])
        cut = round(POINTS * chosen["train_share"])
        self.X, self.labels = X[:cut], labels[:cut]
        self._points = np.column_stack([X, 2 * labels - 1]).astype(np.float32)
        pairs = (self.X, self.labels), (X[cut:], labels[cut:])
        self._sets = [(X.astype(np.float32), labels.astype(np.float32)[:, None]) for X, labels in pairs]

    def _prepare_training(self):
        chosen = self.settings
        self._optimizer = OPTIMIZERS[chosen["optimizer"]](chosen["learning_rate"])
        self._records = training(
            self._network, *self._sets[0], epochs=10**9, batch_size=chosen["batch_size"],
            optimizer=self._optimizer, l2=chosen["l2"], l1=chosen["l1"], seed=chosen["seed"], record_every=1,
        )

    def _restart(self):
        """Training goes on from what is no longer a matter of settings and steps alone."""
        self.retraceable = False
        self._prepare_training()
        self._note_losses()

    def _advance(self, steps, until=np.inf):
        """Up to `steps` updates, or until that time."""
        try:
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
            measured = [measure(self._network, *pair) for pair in self._sets]
        self.losses = [loss if np.isfinite(loss) else None for loss, _ in measured]
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


def keep_row(history, row):
    """Add (step, …) to the history. Of earlier rows those stay that are 1 % further than the one before them:
    the first hundred steps, and from there on as many each time the number of steps doubles."""
    if len(history) > 1 and history[-1][0] <= 1.01 * history[-2][0]:
        history.pop()
    history.append(row)
