"""Training: mini-batches, an optimizer, and a record of how it goes.

Slides P13-23 to P13-25; notebooks 04 to 06. `train` trains and returns its records. `training` is the same as a
generator: it hands out each record as it comes and does nothing in between, so the caller may print, draw, or stop.
"""

import inspect
import itertools
import time
from typing import NamedTuple

import numpy as np

from .losses import losses
from .network import ROWS, as_network, decide
from .optimizers import Momentum, Optimizer, schedule_function
from .threads import blas_threads
from .validate import all_finite, brief, generator, pair, penalty, whole
from .words import later, say

LOSS = later("the loss became {loss} by step {step}: the learning rate is too large for this network, or l2 is; its "
             "parameters are back to those of the last record")
PARAMETER = later("a parameter became infinite or NaN by step {step}: the learning rate is too large for this network, "
                  "or l2 is; its parameters are back to those of the last record")


class Record(NamedTuple):
    """How training stands. Losses are means over examples, without penalties; seconds are since the start."""

    epoch: float
    step: int  # updates of θ so far
    loss: float  # over the batches since the last record, each before its update
    accuracy: float | None  # likewise; None where the targets are not classes
    validation_loss: float | None  # over the validation set, now
    validation_accuracy: float | None
    seconds: float


def train(network, X, T, **plan):
    """Train `network` in place; returns the list of its Records, one an epoch.

    X, T          examples (n, inputs); labels (n,) or targets (n, outputs)
    epochs        how many times each example is seen
    batch_size    examples an update; None for all of them (the last batch of an epoch may be smaller)
    optimizer     default Momentum(0.1); it keeps its memory, so a second `train` with it goes on smoothly
    schedule      "constant", "step", "cosine", or a function of the share of the training done
    l2, l1        λ of the penalties λ/2 · Σ w² and λ · Σ |w|
    validation    (X, T) to measure at each record
    patience      stop after so many records without a lower validation loss, and take the best θ back
    seed          of the order of examples
    record_every  updates from one record to the next, in place of an epoch

    Bad arguments raise ValueError at once. A loss that is no longer finite raises FloatingPointError,
    with θ as it was at the last record.
    """
    return list(training(network, X, T, **plan))


def training(network, X, T, *, epochs=10, batch_size=128, optimizer=None, schedule="constant", l2=0.0, l1=0.0,
             validation=None, patience=None, seed=0, record_every=None):
    """As `train`, as a generator: each Record as soon as it is there, and nothing is trained before it is asked for."""
    X, T = as_network(network).checked(X, T)
    l2, l1 = penalty("l2", l2), penalty("l1", l1)
    batch_size = len(X) if batch_size is None else min(whole("batch_size", batch_size), len(X))
    total = whole("epochs", epochs, low=0) * -(-len(X) // batch_size)
    every = -(-len(X) // batch_size) if record_every is None else whole("record_every", record_every)
    optimizer = _as_optimizer(Momentum(0.1) if optimizer is None else optimizer)
    if patience is not None and (validation is None or whole("patience", patience) < 1):
        raise ValueError(say("patience watches the validation loss: give validation=(X, T) too"))
    if validation is not None:
        validation = network.checked(*pair("validation", validation))
    network.require_slopes()
    batches = _batches(X, T, batch_size, generator(seed))
    steps = _steps(network, batches, total, optimizer, schedule_function(schedule), l2, l1)
    records = _records(network, optimizer, steps, len(X), batch_size, every, total, validation)
    return records if patience is None else _until_no_better(network, records, patience)


def _as_optimizer(optimizer):
    if not isinstance(optimizer, Optimizer):
        sentence = later("optimizer is {optimizer}; expected an object such as Momentum(0.1)")
        raise ValueError(say(sentence, optimizer=brief(optimizer)))
    return optimizer


train.__signature__ = inspect.signature(training)  # what Shift-Tab shows and Tab completes


def _batches(X, T, size, random):
    """Endless mini-batches; every example once in each epoch, in a new order."""
    if size == len(X):
        while True:
            yield X, T
    room = np.empty((size, *X.shape[1:]), X.dtype)  # one for all batches stays in the cache
    while True:
        order = random.permutation(len(X))
        for start in range(0, len(X), size):
            chosen = order[start : start + size]
            yield X.take(chosen, axis=0, out=room[: len(chosen)], mode="clip"), T.take(chosen, axis=0)


def _steps(network, batches, total, optimizer, schedule, l2, l1):
    """`total` updates of θ; yields the batch's forward pass and targets after each."""
    gradient = np.empty_like(network.theta)
    for k in range(total):
        X, T = next(batches)
        passed = network.forward(X, check=False)
        network.backward(passed, T, l2, l1, out=gradient, check=False)
        optimizer.step(network.theta, gradient, schedule(k / total), check=False)
        yield passed, T


def _records(network, optimizer, steps, examples, batch_size, every, total, validation):
    start, tally = time.perf_counter(), Tally(network)
    seen, safe = 0, network.theta.copy()
    work = batch_size * network.multiplications
    for done in range(0, total, every):
        with blas_threads(work), np.errstate(over="ignore", invalid="ignore"):  # divergence is reported below
            for passed, T in itertools.islice(steps, every):
                seen += tally.add(passed, T)
            loss, accuracy = tally.means()
            measured = measure(network, *validation) if validation else (None, None)
        step = min(done + every, total)
        if not (np.isfinite(loss) and all_finite(network.theta)):
            network.theta[...] = safe
            optimizer.forget()
            raise FloatingPointError(say(PARAMETER if np.isfinite(loss) else LOSS, loss=loss, step=step))
        safe[...] = network.theta
        yield Record(seen / examples, step, loss, accuracy, *measured, time.perf_counter() - start)


def _until_no_better(network, records, patience):
    best, theta, waited = np.inf, network.theta.copy(), 0
    for record in records:
        waited += 1
        if record.validation_loss < best:
            best, waited = record.validation_loss, 0
            theta[...] = network.theta
        yield record
        if waited >= patience:
            break
    network.theta[...] = theta


class Tally:
    """Batches seen since the last count: kept whole and measured together, which is faster than one by one."""

    def __init__(self, network):
        self.network, self.batches = network, []

    def add(self, passed, T):
        """Keep a batch's output; returns its number of examples."""
        self.batches.append((passed.z[-1], passed.a[-1], T))
        return len(T)

    def means(self):
        """(mean loss, share of right answers or None for regression), and start anew."""
        Z, Y, T = (np.concatenate(part) for part in zip(*self.batches, strict=True))
        self.batches.clear()
        loss = losses(self.network.output, self.network.loss_name, Z, Y, T).mean()
        classes = self.network.output != "identity"
        return float(loss), float((decide(Y) == decide(T)).mean()) if classes else None


def measure(network, X, T):
    """Mean loss and accuracy (None for regression) of `network` on checked X (n, inputs), T (n, outputs)."""
    tally = Tally(network)
    for start in range(0, len(X), ROWS):
        tally.add(network.forward(X[start : start + ROWS], check=False), T[start : start + ROWS])
    return tally.means()
