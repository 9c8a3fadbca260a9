"""Notebook 06c: the numbers of its prose, looked at in a run of its cells, which trains for a minute: each week."""

import numpy as np
import pytest

from helpers import Momentum, load_mnist, train
from helpers.lessons.overfitting import pictures
from helpers.lessons.overfitting.exercises import moved
from helpers.results import results
from tests.notebook_run import run
from tools import experiments

weekly = pytest.mark.weekly

# what a learner would change: {cell id: (a text that stands there once, what is written in its place), or a list}
FEWER = {
    "answer-06c-r": [("y[:6000], 20", "y[:6000], 3"), ("learned(X, y, 6)", "learned(X, y, 1)")],
    "answer-06c-s": [("60, each=3", "6, each=3"), ("range(0, 61, 3)", "range(0, 7, 3)")],
    "answer-06c-v": ("range(6)", "range(1)"),
}
CHANGES = [
    FEWER | {
        "begin-2": ("[784, 128, 10], 0", "[784, 16, 10], 3"),
        "after-06c-1": ("0.9, 64, 3, 60, 0", "0.9, 64, 1, 3, 0"),
        "answer-06c-t": ("range(20)", "range(2)"),
    },
    FEWER | {
        "section-2-1": ("< 0.2", "< 0.5"),
        "answer-06c-p": ("300, each=15", "10"),
        "answer-06c-q": ("100, each=5", "10"),
        "answer-06c-t": [("range(20)", "range(3)"), ("order[:100], order[100:200]", "order[:50], order[50:150]")],
        "answer-06c-v": [("range(6)", "range(1)"), ("integers(-1, 2,", "integers(-2, 3,"),
                         ("product((-1, 0, 1)", "product((-2, -1, 0, 1, 2)")],
    },
]


@pytest.fixture(scope="module")
def notebook():
    return run("06c_overfitting")


# ---- the numbers of the text ----


@weekly
def test_the_gap_becomes_narrower(notebook):
    shares = notebook.namespace["shares"]
    assert all(shares[n][0] > 99 for n in (60, 600, 6000)) and 55 < shares[60][1] < 78
    gaps = [shares[n][0] - shares[n][1] for n in (60, 600, 6000, 60_000)]
    assert 0.3 < gaps[1] / gaps[0] < 0.5 and 0.3 < gaps[2] / gaps[1] < 0.5 and 0 < gaps[3] < gaps[2]


@weekly
def test_wrong_labels_are_learned_by_heart_and_stopping_helps(notebook):
    namespace = notebook.namespace
    by_epoch = namespace["by_epoch"]
    assert 2 <= np.argmax(by_epoch) < 12 and max(by_epoch) > by_epoch[-1] + 3 and namespace["given_back"] > 0.8
    read, wrong = namespace["right"], namespace["wrong"][:6000]
    best = namespace["noisy_path"][np.argmax(by_epoch)]
    assert read(namespace["X"][:6000][wrong], namespace["noisy"][:6000][wrong], *best) < 0.25  # "few … by heart"
    stopped = namespace["right"](namespace["X_test"], namespace["y_test"], *namespace["stopped"])
    assert 100 * stopped > by_epoch[-1] + 3
    wrong = namespace["noisy"] != namespace["y"]
    assert abs(wrong.mean() - 0.2) < 0.01 and abs(wrong[-2000:].mean() - 0.2) < 0.03


@weekly
def test_what_was_chosen_by_looks_too_good(notebook):
    too_good, fair, correct = (notebook.namespace[name] for name in ("too_good", "fair", "correct"))
    assert 1 < np.mean(too_good) < 5 and abs(np.mean(fair)) < 0.5
    random, errors = np.random.default_rng(1), {}
    for networks, digits in ((20, 100), (20, 1000), (5, 100)):
        errors[networks, digits] = []
        for _ in range(1000):
            order = random.permutation(10_000)
            best = correct[:networks, order[:digits]].mean(axis=1).argmax()
            errors[networks, digits] += [correct[best, order[:digits]].mean() - correct[best, order[digits:]].mean()]
    hundred, thousand, of_five = (100 * np.mean(these) for these in errors.values())
    assert thousand < 0.5 * hundred and of_five < hundred


@weekly
def test_moved_digits(notebook):
    namespace = notebook.namespace
    share = lambda images, network: namespace["right"](images, namespace["y_test"], *network)  # noqa: E731
    plain, tolerant = namespace["plain"], namespace["tolerant"]
    assert 0.95 < share(namespace["X_test"], plain) and share(namespace["two_beside"], plain) < 0.9
    assert share(namespace["two_beside"], tolerant) > 0.9
    assert np.array_equal(namespace["two_beside"], moved(namespace["X_test"], 28, 2, 0))
    X, y, X_test, y_test = (namespace[name] for name in ("X", "y", "X_test", "y_test"))
    gaps = [namespace["right"](X, y, *some) - namespace["right"](X_test, y_test, *some) for some in (plain, tolerant)]
    assert gaps[1] < gaps[0]


def test_wrong_labels_from_five_starts():
    table = results("wrong_labels")
    assert table["seed"].tolist() == [0, 1, 2, 3, 4]
    assert (table["best"] > table["plain"] + 0.03).all() and (table["stopped"] > table["plain"] + 0.03).all()
    assert (table["decayed"] > table["plain"] + 0.05).all()
    assert (table["weights"] > 1.3).all()  # "makes its weights larger than for true ones"


@weekly
def test_600_digits_from_five_starts():
    """"The test loss is lowest by epoch 20 … After some 25 epochs all 600 are read right"."""
    X, y, *unseen = (array[:2000] for array in load_mnist())
    for seed in range(5):
        records = train(experiments.begun(seed), X[:600], y[:600], epochs=100, batch_size=64,
                        optimizer=Momentum(0.1, 0.9), seed=seed, validation=unseen)
        losses = [record.validation_loss for record in records]
        assert np.argmin(losses) < 20 and records[29].accuracy == 1 and losses[-1] > 1.08 * min(losses)


@weekly
def test_wrong_labels_again_with_fewer_digits():
    best, plain, decayed, stopped, weights = experiments.with_wrong_labels(seed=5, digits=2000)
    assert min(best, stopped) > plain + 0.03 and decayed > plain and weights > 1.1


# ---- the figures ----


def test_whoever_was_lucky_falls_back():
    equally_good = np.random.default_rng(0).random((20, 5000)) < 0.85
    *_, winner = lines = pictures.chosen(equally_good, draws=200).axes[0].lines
    here, there = np.transpose([line.get_ydata() for line in lines])
    assert len(lines) == 20 and np.all(np.diff(here) >= 0) and here[-1] > 88 and np.all(np.abs(there - 85) < 1)
    assert (here - there).argmax() == 19 and winner.get_label() == "the winner: 85.2"
    better = np.concatenate([equally_good, np.random.default_rng(1).random((1, 5000)) < 0.99])
    assert pictures.chosen(better, draws=20).axes[0].lines[-1].get_ydata()[1] > 98  # who is better stays ahead
