"""Measure the course's network beside its peers: one table a question, everything in one run.

    python course.py bench                  all tables (about 15 minutes on 2 cores)
    python course.py bench epoch widgets    some of them

PyTorch takes part where it is installed. A figure is the median of repeats in which the contestants take turns; each
runs on one thread and on all, and the faster of the two counts. Nothing here is a test: a busy machine changes every
number, and the ratios least.
"""

import argparse
import contextlib
import importlib.util
import os
import random
import statistics
import sys
import time
import warnings
from itertools import product
from unittest import mock

import numpy as np
from threadpoolctl import threadpool_limits
from tqdm import tqdm

from helpers import Convolution, MaxPool, Momentum, Network, load_mnist, train
from tools import bench_widgets, doctor
from tools.bench_site import site

BATCH, RATE, MOMENTUM = 128, 0.1, 0.9
PICTURES = [(28, 28, 1), Convolution(8, 5), MaxPool(2), Convolution(16, 5), MaxPool(2), 10]
CORES = os.cpu_count()


# ---- the contestants: each is built once and then does an epoch a call ----


def ours(sizes, X, y, batch=BATCH):
    seeds = iter(np.random.default_rng().integers(2**32, size=1000).tolist())
    network, optimizer = Network(sizes, seed=next(seeds)), Momentum(RATE, MOMENTUM)

    def epoch():
        train(network, X, y, epochs=1, batch_size=batch, optimizer=optimizer, seed=next(seeds))

    return epoch


def scikit_learn(sizes, X, y):
    from sklearn.neural_network import MLPClassifier

    model = MLPClassifier(sizes[1:-1], solver="sgd", batch_size=BATCH, learning_rate_init=RATE, momentum=MOMENTUM,
                          nesterovs_momentum=False, alpha=0)
    model.partial_fit(X[:BATCH], y[:BATCH], classes=np.arange(10))
    return lambda: model.partial_fit(X, y)


def pytorch(sizes, X, y, batch=BATCH):
    import torch
    from torch import nn

    if sizes is PICTURES:
        layers = [nn.Unflatten(1, (1, 28, 28)), nn.Conv2d(1, 8, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 5),
                  nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(256, 10)]
    else:
        layers = [part for a, b in zip(sizes, sizes[1:], strict=False) for part in (nn.Linear(a, b), nn.ReLU())][:-1]
    model, loss = nn.Sequential(*layers), nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(model.parameters(), RATE, momentum=MOMENTUM)
    X, y = torch.from_numpy(X), torch.from_numpy(y)

    def epoch():
        for chosen in torch.randperm(len(X)).split(batch):
            optimizer.zero_grad()
            loss(model(X[chosen]), y[chosen]).backward()
            optimizer.step()

    return epoch


CONTESTANTS = {"ours": ours, "scikit-learn": scikit_learn}
if importlib.util.find_spec("torch"):
    CONTESTANTS["PyTorch"] = pytorch


@contextlib.contextmanager
def threads(number):
    """A `with` block on so many threads, for NumPy's and PyTorch's products alike.

    Left alone, `train` takes one thread for a small network, since a busy machine makes two a hundred times slower
    (helpers/threads.py). Here it takes what it is given, as its peers do.
    """
    if "torch" in sys.modules:
        sys.modules["torch"].set_num_threads(number)
    with threadpool_limits(number), mock.patch("helpers.threads.SMALL", 0):
        yield


def take_turns(works, repeats=7, numbers=(1, CORES)):
    """{name: work} → {name: [seconds, …]}, in another order each round, on the better of the numbers of threads."""
    times = {entry: [] for entry in product(works, numbers)}
    for _ in tqdm(range(repeats), "rounds", leave=False):
        for name, number in random.sample([*times], len(times)):
            with threads(number):
                start = time.perf_counter()
                works[name]()
                times[name, number].append(time.perf_counter() - start)
    return {name: min((times[name, number] for number in numbers), key=statistics.median) for name in works}


def table(title, head, rows):
    print(f"\n### {title}\n\n| " + " | ".join(head) + " |\n|" + " --- |" * len(head))
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |", flush=True)


# ---- the questions ----


def compared(title, contestants, makers, **how):
    """A table with a row for each of {words: what makes a contestant's epoch}: its seconds, and its share of ours."""
    rows, others = [], [name for name in contestants if name != "ours"]
    for words, make in makers.items():
        times = take_turns({name: make(contestant) for name, contestant in contestants.items()}, **how)
        shares = [[a / b for a, b in zip(times[name], times["ours"], strict=True)] for name in others]
        rows.append([words, *(f"{statistics.median(times[name]):.3f} s" for name in contestants),
                     *(f"{statistics.median(share):.2f}" for share in shares)])
    table(title, ["", *contestants, *(f"{name} / ours" for name in others)], rows)


def epoch(X, y):
    """One epoch of MNIST."""
    makers = {"-".join(map(str, sizes)): lambda contestant, sizes=sizes: contestant(sizes, X, y)
              for sizes in ([784, 32, 10], [784, 128, 10], [784, 500, 500, 10])}
    compared(f"One epoch of MNIST, batch {BATCH}, momentum, float32 (medians of 7)", CONTESTANTS, makers)


def convolution(X, y):
    """A convolutional network beside PyTorch's, on one thread."""
    title = "28 × 28, convolution 8, pooling, convolution 16, pooling, 10: 10,000 digits (medians of 7)"
    contestants = {name: one for name, one in CONTESTANTS.items() if name != "scikit-learn"}
    makers = {f"batch {batch}": lambda contestant, batch=batch: contestant(PICTURES, X[:10_000], y[:10_000], batch)
              for batch in (32, BATCH)}
    compared(title, contestants, makers, numbers=(1,))


def widgets(*_):
    """The Playground, every panel of the course and its motions, in JupyterLab in Chromium."""
    try:
        head = ["network", "pictures per second", "slider, paused", "slider, training", "pause"]
        table("The Playground, training 8 ms a picture (medians)", head, bench_widgets.playground_rows())
        head = ["where", "what", "change: median", "of the slowest", "pictures per second"]
        table("Every panel, from a change to its picture and in a drag; every motion, while it moves", head,
              bench_widgets.rows())
    except (ImportError, FileNotFoundError) as error:
        print(f"\nThe widgets are not measured: that takes pytest, playwright and Chromium ({error}).")


QUESTIONS = {question.__name__: question for question in (epoch, convolution, widgets, site)}


def main():
    parser = argparse.ArgumentParser(prog="course.py bench", description=__doc__.splitlines()[0])
    parser.add_argument("questions", nargs="*", choices=[*QUESTIONS, []], default=[], metavar="question",
                        help=f"one of {', '.join(QUESTIONS)}; all when left out")
    arguments = parser.parse_args()
    warnings.filterwarnings("ignore", module="sklearn")  # "not converged yet" after each single epoch
    for line in (doctor.system, doctor.packages, doctor.blas):
        print(line([]))
    digits = load_mnist()[:2]
    for name in arguments.questions or QUESTIONS:
        QUESTIONS[name](*digits)


if __name__ == "__main__":
    main()
