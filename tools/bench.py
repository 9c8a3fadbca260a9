"""Measure the course's network beside its peers: one table a question, everything in one run.

    python course.py bench                 all tables (about 15 minutes on 2 cores)
    python course.py bench epoch target    some of them
    python course.py bench --torch         install PyTorch into .venv first, so that it takes part

A figure is the median of repeats in which the contestants take turns; each runs on one thread and on all, and the
faster of the two counts. Nothing here is a test: a busy machine changes every number, and the ratios least.
"""

import argparse
import contextlib
import importlib.util
import os
import platform
import random
import statistics
import subprocess
import sys
import time
import warnings
from unittest import mock

import numpy as np
from threadpoolctl import threadpool_info, threadpool_limits
from tqdm import tqdm

from helpers import Convolution, MaxPool, Momentum, Network, load_mnist, train
from tools import bench_panels, bench_widgets
from tools.bench_site import site

BATCH, RATE, MOMENTUM = 128, 0.1, 0.9
PICTURES = [(28, 28, 1), Convolution(8, 5), MaxPool(2), Convolution(16, 5), MaxPool(2), 10]
ALONE = "ours, left alone"  # as a learner runs it, see `threads`
CORES = os.cpu_count()


# ---- the contestants: each is built once and then does an epoch a call ----


def ours(sizes, X, y, batch=BATCH):
    seeds = iter(np.random.default_rng().integers(2**32, size=1000).tolist())
    network, optimizer = Network(sizes, seed=next(seeds)), Momentum(RATE, MOMENTUM)

    def epoch():
        train(network, X, y, epochs=1, batch_size=batch, optimizer=optimizer, seed=next(seeds))

    return epoch, network.predict


def scikit_learn(sizes, X, y):
    from sklearn.neural_network import MLPClassifier

    model = MLPClassifier(sizes[1:-1], solver="sgd", batch_size=BATCH, learning_rate_init=RATE, momentum=MOMENTUM,
                          nesterovs_momentum=False, alpha=0)
    model.partial_fit(X[:BATCH], y[:BATCH], classes=np.arange(10))
    return lambda: model.partial_fit(X, y), model.predict


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

    def predict(images):
        with torch.no_grad():
            return model(torch.from_numpy(images)).argmax(1).numpy()

    return epoch, predict


def products(sizes, X, y):
    """The floor: the matrix products of an epoch and nothing else."""
    weights = [np.ones((b, a), np.float32) for a, b in zip(sizes, sizes[1:], strict=False)]
    A = [np.ones((BATCH, size), np.float32) for size in sizes]
    gradients = [np.empty_like(W) for W in weights]

    def epoch():
        for _ in range(0, len(X), BATCH):
            for l, W in enumerate(weights):
                A[l] @ W.T
            for l, W in enumerate(weights):
                np.matmul(A[l + 1].T, A[l], out=gradients[l])
                if l:
                    A[l + 1] @ W

    return epoch, None


CONTESTANTS = {"ours": ours, "scikit-learn": scikit_learn}
if importlib.util.find_spec("torch"):
    CONTESTANTS["PyTorch"] = pytorch


@contextlib.contextmanager
def threads(number):
    """A `with` block on so many threads, for NumPy's and PyTorch's products alike.

    Left alone, `train` takes one thread for a small network, since a busy machine makes two a hundred times slower
    (helpers/threads.py). Here it takes what it is given, as its peers do; one column shows it left alone.
    """
    if "torch" in sys.modules:
        sys.modules["torch"].set_num_threads(number)
    with threadpool_limits(number), mock.patch("helpers.threads.SMALL", 0):
        yield


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def take_turns(works, repeats, numbers=(1, CORES)):
    """{name: work} → {name: [seconds, …]}, in another order each round, on the better of the numbers of threads."""
    entries = [(name, number) for name in works for number in ((None,) if name == ALONE else numbers)]
    times = {entry: [] for entry in entries}
    for _ in tqdm(range(repeats), "rounds", leave=False):
        for name, number in random.sample(entries, len(entries)):
            with threads(number) if number else contextlib.nullcontext():
                times[name, number].append(seconds(works[name]))
    best = {}
    for name, number in sorted(entries, key=lambda entry: statistics.median(times[entry])):
        best.setdefault(name, times[name, number])
    return best


def ratio(times, name, other):
    return statistics.median(a / b for a, b in zip(times[name], times[other], strict=True))


def table(title, head, rows):
    print(f"\n### {title}\n\n| " + " | ".join(head) + " |\n|" + " --- |" * len(head))
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |", flush=True)


# ---- the questions ----


def epoch(X, y, X_test, y_test):
    """One epoch of MNIST."""
    contestants, rows = {**CONTESTANTS, "products only": products, ALONE: ours}, []
    names = list(contestants)
    for sizes in ([784, 32, 10], [784, 128, 10], [784, 500, 500, 10]):
        works = {name: make(sizes, X, y)[0] for name, make in contestants.items()}
        times = take_turns(works, repeats=7)
        cells = [f"{statistics.median(times[name]):.3f} s" for name in names]
        against = [f"{ratio(times, name, 'ours'):.2f}" for name in names[1:-2]]
        rows.append(["-".join(map(str, sizes)), *cells, *against, f"{ratio(times, 'ours', 'products only'):.2f}"])
    head = ["network", *names, *(f"{name} / ours" for name in names[1:-2]), "ours / products"]
    table(f"One epoch of MNIST, batch {BATCH}, momentum, float32 (medians of 7)", head, rows)


def convolution(X, y, X_test, y_test):
    """A convolutional network beside PyTorch's, on one thread."""
    rows, makers = [], {name: make for name, make in CONTESTANTS.items() if name != "scikit-learn"}
    for batch in (32, BATCH):
        works = {name: make(PICTURES, X[:10_000], y[:10_000], batch)[0] for name, make in makers.items()}
        times = take_turns(works, repeats=7, numbers=(1,))
        cells = [f"{statistics.median(times[name]):.2f} s" for name in makers]
        rows.append([batch, *cells, *(f"{ratio(times, 'ours', name):.2f}" for name in makers if name != "ours")])
    head = ["batch", *makers, *(f"ours / {name}" for name in makers if name != "ours")]
    table("28 × 28, convolution 8, pooling, convolution 16, pooling, 10: 10,000 digits (medians of 7)", head, rows)


def target(X, y, X_test, y_test, goal=0.98):
    """Seconds of training until the test accuracy is 98 %: at one learning rate, then by the course's own recipe."""
    rows, sizes = [], [784, 256, 10]
    for name, make in CONTESTANTS.items():
        took, passes = [], []
        for _ in tqdm(range(5), name, leave=False):
            run, predict = make(sizes, X, y)
            spent, count = 0.0, 0
            with threads(1):
                while (predict(X_test) == y_test).mean() < goal and count < 40:
                    spent, count = spent + seconds(run), count + 1
            took.append(spent)
            passes.append(count)
        rows.append([f"{name}, one rate", "-".join(map(str, sizes)), span(took), statistics.median(passes), ""])
    epochs = 3
    took, right = [], []
    for seed in tqdm(range(5), "cosine", leave=False):
        network = Network(sizes, seed=seed)
        *_, last = train(network, X, y, epochs=epochs, batch_size=64, optimizer=Momentum(RATE), schedule="cosine",
                         seed=seed)
        took.append(last.seconds)
        right.append(network.accuracy(X_test, y_test))
    accuracy = f"{min(right):.2%} to {max(right):.2%}"
    rows.append(["ours, batch 64, cosine schedule", "-".join(map(str, sizes)), span(took), epochs, accuracy])
    head = ["", "network", "seconds", "epochs", "test accuracy at the end"]
    table("Training to 98 % of the test digits (5 starts, one thread)", head, rows)


def span(took):
    return f"{statistics.median(took):.2f} s ({min(took):.2f} to {max(took):.2f})"


def widgets(*_):
    """The Playground, every panel of the course and its motions, in JupyterLab in Chromium."""
    try:
        head = ["network", "pictures per second", "slider, paused", "slider, training", "pause"]
        table("The Playground, training 8 ms a picture (medians)", head, bench_widgets.rows())
        head = ["motion", "pictures per second"]
        table("The motions, while they move", head, bench_panels.motion_rows())
        head = ["panel", "controls", "change: median", "of the slowest", "longest", "pictures per second in a drag"]
        table("Every panel, from a change to its picture", head, bench_panels.panel_rows())
    except (ImportError, FileNotFoundError) as error:
        print(f"\nThe widgets are not measured: that takes pytest, playwright and Chromium ({error}).")


QUESTIONS = {question.__name__: question for question in (epoch, convolution, target, widgets, site)}


def machine():
    import matplotlib
    import sklearn

    versions = [f"Python {platform.python_version()}", f"numpy {np.__version__}", f"scikit-learn {sklearn.__version__}",
                f"matplotlib {matplotlib.__version__}"]
    if "PyTorch" in CONTESTANTS:
        import torch

        versions.append(f"PyTorch {torch.__version__}")
    blas = {f"{library['internal_api']} {library['version']} for {library.get('architecture', 'any processor')}"
            for library in threadpool_info() if library["user_api"] == "blas"}
    versions += sorted(blas)
    return f"{platform.machine()}, {CORES} cores, {platform.system()}; " + ", ".join(versions)


def main():
    parser = argparse.ArgumentParser(prog="course.py bench", description=__doc__.splitlines()[0])
    parser.add_argument("questions", nargs="*", choices=[*QUESTIONS, []], default=[], metavar="question",
                        help=f"one of {', '.join(QUESTIONS)}; all when left out")
    parser.add_argument("--torch", action="store_true", help="install PyTorch first")
    arguments = parser.parse_args()
    if arguments.torch and "PyTorch" not in CONTESTANTS:
        subprocess.run([sys.executable, "-m", "pip", "install", "torch"], check=True)
        CONTESTANTS["PyTorch"] = pytorch
    warnings.filterwarnings("ignore", module="sklearn")  # "not converged yet" after each single epoch
    print(machine())
    data = load_mnist()
    for name in arguments.questions or QUESTIONS:
        QUESTIONS[name](*data)


if __name__ == "__main__":
    main()
