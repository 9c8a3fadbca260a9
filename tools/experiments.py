"""Make the tables in data/results that notebooks 06 to 09 rest on: runs too long for a notebook or a test.

    python tools/experiments.py              # all of them, about twenty-five minutes of one processor core
    python tools/experiments.py cnn deep     # some

Each table is written when it is complete, so an interrupted run leaves the old one as it was. Seconds are processor
time on one thread, which hangs less on what else the computer does.
"""

import argparse
import csv
import math
import os
import sys
import time
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
from tqdm import tqdm

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from helpers import Adam, Convolution, MaxPool, Momentum, Network, load_mnist, shrink_to_16, train, training  # noqa: E402
from helpers.estimator import NetworkClassifier  # noqa: E402
from helpers.lecture import count_parameters  # noqa: E402
from helpers.lessons.mnist.exercises import initialize  # noqa: E402
from helpers.lessons.overfitting.exercises import moved as shifted  # noqa: E402
from helpers.results import RESULTS  # noqa: E402
from helpers.search import evolving, sweep  # noqa: E402
from helpers.threads import blas_threads  # noqa: E402
from tools.writing import text  # noqa: E402

X, y, X_TEST, Y_TEST = load_mnist()
FEW, UNSEEN = (X[:5000], y[:5000]), (X[-5000:], y[-5000:])  # as in notebook 06
MODEL = NetworkClassifier(epochs=10)
WIDTHS = (4, 8, 16, 32, 64, 128)
BUDGET = 24  # training runs for each of grid and evolution


def depth_width():
    """How many layers, how many neurons?"""
    yield "depth", "width", "seed", "accuracy", "parameters"
    structures = [(width,) * depth for depth in (1, 2, 3, 4, 6, 8) for width in WIDTHS]
    for trial in sweep(MODEL, structures, *FEW, UNSEEN, seeds=range(5)):
        yield len(trial.structure), trial.structure[0], *trial[1:4]


def rates():
    """Deep, narrow and wide with several learning rates, for no rate suits all depths."""
    yield "depth", "width", "rate", "seed", "training", "accuracy"
    narrow, wide = [(4,) * depth for depth in (1, 8)], [(128,) * depth for depth in (1, 2, 4, 8)]
    plans = list(product(narrow, (0.0003, 0.001, 0.003, 0.01, 0.03))) + list(product(wide, (0.0003, 0.001, 0.003)))
    for (widths, rate), seed in product(plans, range(5)):
        net = learned([784, *widths, 10], *FEW, 10, 64, Adam(rate), seed)
        yield len(widths), widths[0], rate, seed, *(round(net.accuracy(*digits), 4) for digits in (FEW, UNSEEN))


def longer():
    """One, two and four layers of 128, one and eight of 4: with other learning rates, and with more epochs."""
    yield "depth", "width", "rate", "epochs", "seed", "accuracy"
    plans = [*product((1, 2, 4), (128,), (0.003, 0.006, 0.01), (10,)), *product((1, 2, 4), (128,), (0.003,), (30,)),
             *product((1,), (4,), (0.01, 0.03), (10,)), *product((1,), (4,), (0.003, 0.01), (60,)), (8, 4, 0.003, 60)]
    for (depth, width, rate, epochs), seed in product(plans, range(5)):
        net = learned([784, *[width] * depth, 10], *FEW, epochs, 64, Adam(rate), seed)
        yield depth, width, rate, epochs, seed, round(net.accuracy(*UNSEEN), 4)


def evolution():
    """Structures bred in five evolutions, none with more than BUDGET training runs."""
    yield "evolution", "generation", "place", "structure", "fitness", "birth", "parents", "runs"
    for seed in range(5):
        generations = evolving(MODEL, *FEW, UNSEEN, widths=WIDTHS, population=6, generations=20, seed=seed)
        for number, generation in enumerate(generations):
            if generation.trials > BUDGET:
                break
            for place, (structure, fitness, birth, parents) in enumerate(generation.individuals):
                names = "-".join(map(str, structure)), round(fitness, 4), birth, " ".join(map(str, parents))
                yield seed, number, place, *names, generation.trials


CNN = [(28, 28, 1), Convolution(8, 5), MaxPool(2), Convolution(16, 5), MaxPool(2), 10]
NETWORKS = {"convolution": CNN, "fully connected 8": [784, 8, 10], "fully connected 128": [784, 128, 10]}


def cnn():
    """Designed against fully connected on all digits; then on digits moved by some pixels."""
    yield "network", "seed", "parameters", "epoch", "pixels", "accuracy", "seconds"
    for seed in range(3):
        for name, layers in NETWORKS.items():
            net, start = Network(layers, seed=seed), time.process_time()
            plan = {"epochs": 6, "batch_size": 32, "optimizer": Adam(0.003), "schedule": "cosine", "seed": seed}
            with blas_threads(1):
                for record in training(net, X, y, **plan):
                    seconds = round(time.process_time() - start, 1)
                    yield name, seed, net.n_parameters, int(record.epoch), 0, net.accuracy(X_TEST, Y_TEST), seconds
            for pixels in range(1, 5):
                yield name, seed, net.n_parameters, 6, pixels, accuracy_moved(net, pixels), "nan"


def accuracy_moved(net, pixels, digits=2500):
    """Mean accuracy on so many test digits moved by so many pixels up, down, left and right; the gap is white."""
    images, labels, steps = X_TEST[:digits], Y_TEST[:digits], [(pixels, 0), (-pixels, 0), (0, pixels), (0, -pixels)]
    return round(float(np.mean([net.accuracy(shifted(images, 28, *step), labels) for step in steps])), 4)


def falling():
    """Notebook 06's training from five starts, with a learning rate that falls and with one that stays."""
    yield "seed", "falls", "stays"
    for seed in range(5):
        yield seed, *(round(falls_or_stays(fall, seed), 4) for fall in (1, 0))


def falls_or_stays(fall, seed):
    """Share of 10,000 digits held back that are right after six epochs with the 50,000 others, in which η falls from
    0.3 (fall 1) or stays (0)."""
    net = begun(seed)
    with blas_threads(1):
        for epoch in range(6):
            optimizer = Momentum(0.3 * (1 - fall * epoch / 6), 0.9)
            train(net, X[:50_000], y[:50_000], epochs=1, batch_size=64, optimizer=optimizer, seed=6 * seed + epoch)
    return net.accuracy(X[50_000:], y[50_000:])


def begun(seed, hidden=128):
    """The network of notebook 06 at the start that `initialize` gives it."""
    net = Network([784, hidden, 10], activation="sigmoid")
    for (W, b), own in zip(net.parameters, zip(*initialize(net.sizes, seed), strict=True), strict=True):
        W[:], b[:] = own
    return net


def wrong_labels():
    """What stopping in time and weight decay are worth where a fifth of 6,000 labels are wrong."""
    yield "seed", "best", "plain", "decayed", "stopped", "weights"
    for seed in range(5):
        yield seed, *(round(share, 4) for share in with_wrong_labels(seed, 6000))


def with_wrong_labels(seed, digits):
    """Test accuracies: the best of 60 epochs; after them; after them with weight decay; stopped in time.

    Last, how many times as large as with true labels θ is after them.
    """
    random, held = np.random.default_rng(seed), slice(6000, 8000)
    noisy = np.where(random.random(8000) < 0.2, (y[:8000] + random.integers(1, 10, 8000)) % 10, y[:8000])

    def sixty(labels, **plan):
        net = Network([784, 128, 10], activation="sigmoid", seed=seed)
        plan |= {"epochs": 60, "batch_size": 64, "optimizer": Momentum(0.1, 0.9), "seed": seed}
        with blas_threads(1):
            return net, train(net, X[:digits], labels[:digits], **plan)

    plain, records = sixty(noisy, validation=(X_TEST, Y_TEST))
    decayed, _ = sixty(noisy, l2=0.001)
    stopped, _ = sixty(noisy, validation=(X[held], noisy[held]), patience=3)
    true, _ = sixty(y)
    ends = [net.accuracy(X_TEST, Y_TEST) for net in (plain, decayed, stopped)]
    larger = float(np.linalg.norm(plain.theta) / np.linalg.norm(true.theta))
    return max(record.validation_accuracy for record in records), *ends, larger


def deep():
    """Deep against wide at an equal number of parameters, on the lecture's 16 x 16 = 256 inputs."""
    yield "digits", "depth", "width", "seed", "training", "accuracy", "parameters"
    small, small_test = shrink_to_16(X), shrink_to_16(X_TEST)
    deep = [(128,) * depth for depth in (1, 2, 3, 5, 7, 14)]
    wide = [((count_parameters([256, *widths, 10]) - 10) // 267,) for widths in deep[1:-1]]  # 256 + 1 + 10 a neuron
    for (digits, epochs), widths, seed in product([(1000, 40), (10_000, 20)], deep + wide, range(5)):
        net = learned([256, *widths, 10], small[:digits], y[:digits], epochs, 64, Adam(), seed)
        yield digits, len(widths), widths[0], seed, *both(net, small[:digits], y[:digits], small_test), net.n_parameters


def deep_rates():
    """Seven layers and the one layer of their size on 1,000 digits, with several learning rates."""
    yield "depth", "width", "rate", "seed", "accuracy"
    for widths, rate, seed in product([(128,) * 7, (499,)], (0.0003, 0.001, 0.003, 0.01, 0.03), range(5)):
        yield len(widths), widths[0], rate, seed, round(with_rate(widths, rate, seed), 4)


def with_rate(widths, rate, seed):
    """Test accuracy of a network that learned from 1,000 digits of 16 x 16 pixels."""
    net = learned([256, *widths, 10], shrink_to_16(X[:1000]), y[:1000], 40, 64, Adam(rate), seed)
    return net.accuracy(shrink_to_16(X_TEST), Y_TEST)


def learned(layers, images, labels, epochs, batch_size, optimizer, seed):
    """A network of these layers, trained from start `seed` on one thread."""
    net = Network(layers, seed=seed)
    with blas_threads(1):
        train(net, images, labels, epochs=epochs, batch_size=batch_size, optimizer=optimizer, seed=seed)
    return net


def both(net, images, labels, test_images=X_TEST):
    """Accuracy on what it was trained on, and on the test digits."""
    return round(net.accuracy(images, labels), 4), round(net.accuracy(test_images, Y_TEST), 4)


@dataclass(frozen=True)
class Untied(Convolution):
    """A convolution's wires with weights of their own at each place: cut, but not tied. It comes first in a network."""

    def connect(self, shape):
        out, [(filters, weights), _] = super().connect(shape)
        neurons = math.prod(out)
        return out, [(neurons, weights), (neurons,)]

    def windows(self, A):
        """A (n, h, w, c) → the patch at each place, (places, n, kernel · kernel · c)."""
        views = np.lib.stride_tricks.sliding_window_view(A, (self.kernel, self.kernel), axis=(1, 2))
        return views.transpose(1, 2, 0, 3, 4, 5).reshape(-1, len(A), self.kernel**2 * A.shape[3])

    def forward(self, parameters, A):
        W, b = parameters
        seen, side = self.windows(A), A.shape[1] - self.kernel + 1
        Z = seen @ W.reshape(len(seen), self.filters, -1).swapaxes(1, 2) + b.reshape(len(seen), 1, -1)
        return np.ascontiguousarray(Z.swapaxes(0, 1)).reshape(len(A), side, -1, self.filters)

    def gradient(self, gradients, A, delta):
        dW, db = gradients
        delta = delta.reshape(len(A), -1, self.filters).swapaxes(0, 1)
        dW[...] = (delta.swapaxes(1, 2) @ self.windows(A)).reshape(dW.shape)
        db[...] = delta.sum(axis=1).ravel()


SHARED = {
    "two": CNN,
    "one": [(28, 28, 1), Convolution(16, 5), MaxPool(4), 10],
    "untied": [(28, 28, 1), Untied(16, 5), MaxPool(4), 10],
    "wide": [784, 128, 10],
    "one unpooled": [(28, 28, 1), Convolution(16, 5), 10],
    "untied unpooled": [(28, 28, 1), Untied(16, 5), 10],
    "wide 417": [784, 417, 10],  # as many parameters as that one
}


def shared():
    """What helps when there are 1,000 digits: depth, small patches, shared weights, pooling?"""
    yield "network", "seed", "training", "accuracy", "parameters"
    few = X[:1000], y[:1000]
    for (name, layers), seed in product(SHARED.items(), range(5)):
        net = learned(layers, *few, 30, 32, Adam(0.01 if name == "wide 417" else 0.003), seed)
        yield name, seed, *both(net, *few), net.n_parameters


def curve(x):
    return np.sin(2 * x) + 0.3 * x


def reach():
    """How near 40 trained neurons come to the curve to which notebook 08 builds 40 by hand."""
    yield "seed", "apart"
    for seed in range(5):
        net = Network([1, 40, 1], "sigmoid", "identity", seed=seed, dtype=np.float64)
        x, often = (np.linspace(-3, 3, points)[:, None] for points in (641, 6401))
        train(net, x, curve(x), epochs=3000, batch_size=None, optimizer=Adam(0.02))
        yield seed, round(float(np.abs(net(often) - curve(often)).max()), 4)


TABLES = {table.__name__: table for table in (
    falling, wrong_labels, depth_width, rates, evolution, longer, cnn, deep, deep_rates, shared, reach,
    text,
)}


def write_table(name, rows):
    whole = RESULTS / f"{name}.new"
    with open(whole, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    os.replace(whole, RESULTS / f"{name}.csv")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("tables", nargs="*", choices=[[], *TABLES], metavar="table", help=", ".join(TABLES))
    for name in parser.parse_args().tables or TABLES:
        write_table(name, list(tqdm(TABLES[name](), desc=name, unit=" rows")))


if __name__ == "__main__":
    main()
