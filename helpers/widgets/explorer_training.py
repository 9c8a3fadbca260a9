"""Three networks of one structure learn the digits in turn, in pieces of a few milliseconds."""

import itertools
import time

import numpy as np

from ..network import ROWS, Network
from ..threads import blas_threads
from ..training import training
from ..words import say

SEEDS, CLASSES, BATCH = (0, 1, 2), 10, 128
POINTS, SAMPLE = 16, 2000  # points of a curve; unseen digits that judge each of them
PIECE = 2**19  # parameters times updates at a time


class ThreeStarts:
    """One run. `advance` trains on, and these tell how far it has come:

    networks   one a seed
    curve      a list of (epoch, three training losses, three accuracies on a fixed sample of the unseen digits)
    right      three accuracies on all unseen digits; empty until the end
    progress   from 0 to 1
    seconds    spent on training and measuring
    note       words, where a start has diverged
    """

    def __init__(self, settings, X, y, X_test, y_test):
        self.settings, self.sizes = settings, [X.shape[1], *settings["widths"], CLASSES]
        self.networks = [Network(self.sizes, settings["activation"], seed=seed) for seed in SEEDS]
        self.parameters = self.networks[0].n_parameters
        self.curve, self.right, self.progress, self.seconds, self.note = [], [], 0.0, 0.0, ""
        self._work = self._learn(X[: settings["digits"]], y[: settings["digits"]], X_test, y_test)

    @property
    def code(self):
        """The line that trains the first network."""
        how = self.settings
        network = f"Network({self.sizes}, {how['activation']!r}, seed={SEEDS[0]})"
        return f"train({network}, X[:{how['digits']}], y[:{how['digits']}], epochs={how['epochs']}, seed={SEEDS[0]})"

    def advance(self, until):
        """Work until that time, or to the end."""
        start, busiest = time.perf_counter(), BATCH * self.networks[0].multiplications
        with blas_threads(busiest), np.errstate(over="ignore", invalid="ignore"):
            for _ in self._work:
                if time.perf_counter() > until:
                    break
        self.seconds += time.perf_counter() - start

    def _learn(self, X, y, X_test, y_test):
        """Train and judge; yields after each piece of work."""
        epochs, batches = self.settings["epochs"], -(-len(X) // BATCH)
        total = epochs * batches
        piece = max(1, min(PIECE // self.parameters, -(-total // POINTS)))
        pieces = -(-total // piece)
        every = -(-pieces // POINTS)  # pieces from one point to the next
        lessons = [
            training(network, X, y, epochs=epochs, batch_size=BATCH, seed=seed, record_every=piece)
            for network, seed in zip(self.networks, SEEDS, strict=True)
        ]
        sample = slice(None, None, max(1, len(X_test) // SAMPLE))
        for done in range(0, pieces, every):
            end = min(done + every, pieces)
            losses, right = [], []
            for network, records in zip(self.networks, lessons, strict=True):
                found = []
                try:
                    for record in itertools.islice(records, every):
                        found.append(record.loss)
                        self.progress += 1 / (pieces * len(SEEDS))
                        yield
                except FloatingPointError as error:
                    self.note = say("One start has stopped learning: {error}", error=error)
                losses.append(sum(found) / len(found) if found else None)
                right.append(network.accuracy(X_test[sample], y_test[sample]))
                yield
            whole, rest = divmod(min(end * piece, total), batches)
            self.curve.append((whole + rest * BATCH / len(X), losses, right))
        yield from self._judge(X_test, y_test)

    def _judge(self, X_test, y_test):
        right = []
        for network in self.networks:
            hits = 0
            for start in range(0, len(X_test), ROWS):
                hits += int((network.predict(X_test[start : start + ROWS]) == y_test[start : start + ROWS]).sum())
                yield
            right.append(hits / len(X_test))
        self.right, self.progress = right, 1.0
