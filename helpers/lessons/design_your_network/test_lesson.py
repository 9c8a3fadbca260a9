"""Notebook 07: its pictures, its result tables, the command that makes them, and the numbers of a run."""

import itertools

import numpy as np
import pytest

from helpers import Network, load_mnist, train
from helpers.lessons.design_your_network import design
from helpers.results import results
from tests.notebook_run import prose
from tools import experiments

# what a learner would change: {cell id: (a text that stands there once, what is written in its place), or a list}
CHANGES = [
    {"6-deeper-wider-or-neither-1": ("(1, 8), (4, 8), (1, 128)", "(2, 16)"),
     "deep-and-narrow": ("epochs=10", "epochs=1"), "after-07-2": ("epochs=6", "epochs=1"),
     "evolving-the-weights-as-well-5": [("generations=40", "generations=4"), ("epochs=400", "epochs=40")]},
    {"4-can-the-structure-be-found-automatical-5": [('"seed": 0', '"seed": 5'),
                                                    ('"generations": 5', '"generations": 2')]},
]


@pytest.fixture(scope="module")
def table():
    return results("depth_width")


# ---- tables ----


def test_evolution_had_no_more_runs_than_the_grid():
    rows = results("evolution")
    for evolution in range(5):
        found = design.generations(rows, evolution)
        best = [generation.individuals[0].fitness for generation in found]
        assert found[-1].trials <= experiments.BUDGET and best == sorted(best)
        known = {one.structure for generation in found for one in generation.individuals}
        assert len(known) == found[-1].trials  # each structure was trained once


def test_the_command_makes_the_tables_anew(table):
    """A row of each cheap kind; the others take minutes."""
    names, *rows = itertools.islice(experiments.depth_width(), 4)
    assert names == table.dtype.names
    for (depth, width, seed, accuracy, *_), old in zip(rows, table[:3], strict=True):
        assert (depth, width, seed) == (old["depth"], old["width"], old["seed"])
        assert accuracy == pytest.approx(old["accuracy"], abs=0.03)


# ---- trial and error, evolution ----


def test_expected_best_is_the_mean_over_all_orders():
    values = [3.0, 1.0, 7.0, 2.0, 7.0]
    orders = list(itertools.permutations(values))
    by_hand = [np.mean([max(order[:k]) for order in orders]) for k in range(1, 6)]
    np.testing.assert_allclose(design.expected_best(values), by_hand, rtol=1e-12)


# ---- the notebook: its cells run, and the numbers of its prose ----


def test_what_the_table_says(table):
    cell = lambda depth, width: 100 * table[(table["depth"] == depth) & (table["width"] == width)]["accuracy"]  # noqa: E731
    mean = lambda depth, width: round(cell(depth, width).mean(), 1)  # noqa: E731
    assert (mean(1, 4), mean(1, 16), mean(1, 128), mean(8, 4)) == (72.8, 92.4, 94.5, 32.9)
    assert round(np.ptp(cell(8, 4)), 1) == 47.3
    assert all(0.5 < cell(depth, 128).mean() - cell(1, 128).mean() < 1 for depth in (2, 3, 4))
    assert mean(6, 128) < mean(1, 128) and mean(8, 128) < mean(1, 128)
    assert max(cell(depth, width).mean() for depth in (1, 2, 3, 4, 6, 8) for width in (64, 128)) < 95.7
    size = lambda depth, width: Network([784, *[width] * depth, 10]).n_parameters  # noqa: E731
    assert size(8, 4) - size(1, 4) < 200 and round(size(1, 128) / size(8, 4)) in (30, 31, 32)  # question 07.b


@pytest.mark.parametrize("depth, width, rate, epochs, told", [
    (1, 128, 0.006, 10, "95.7 ± 0.3"), (2, 128, 0.003, 30, "96.0 ± 0.1"), (1, 128, 0.003, 30, "95.6 ± 0.2"),
    (4, 128, 0.003, 30, "95.1 ± 0.5"), (1, 4, 0.003, 60, "83 ± 2"), (8, 4, 0.003, 60, "53 ± 11"),
])
def test_what_other_rates_and_more_epochs_bring(depth, width, rate, epochs, told):
    rows = results("longer")
    some = [row["accuracy"] for row in rows if tuple(row)[:4] == (depth, width, rate, epochs)]
    places = len(told.split()[0].partition(".")[2])
    assert f"{100 * np.mean(some):.{places}f} ± {100 * np.std(some, ddof=1):.{places}f}" == told and len(some) == 5
    assert told in prose("07_design_your_network")


def test_the_copy_reads_what_the_single_layer_reads(notebook):
    X, y, *_ = load_mnist()
    one, eight, copied = (notebook.namespace[name] for name in ("one", "eight", "copied"))
    np.testing.assert_allclose(copied(X[-500:]), one(X[-500:]), atol=1e-5)
    assert one.accuracy(X[-5000:], y[-5000:]) > 0.6 and eight.accuracy(X[-5000:], y[-5000:]) < 0.45


def test_the_grid_is_ahead_most_of_the_way(notebook):
    evolutions, behind = notebook.namespace["evolutions"], notebook.namespace["behind"]
    assert len(evolutions) == 5 and len(notebook.namespace["small_grid"]) == 24
    assert (sum(behind), len(behind)) == (39, 46)
    assert "Answer of 07.r: the grid in random order" in notebook.outputs["against-the-grid-with-equal-effort-1"].text
    by_chance, ahead = notebook.namespace["by_chance"], {}
    for name, found in enumerate(evolutions):
        ahead[name] = [one.individuals[0].fitness > by_chance[one.trials - 1] for one in found]
    assert ahead[4] == [True, True, False, False, False]  # for two generations
    assert all(sum(ahead[name][:-4]) == 0 for name in ahead if name != 4)  # "nearly all the way"
    best = max(notebook.namespace["small_grid"])
    assert max(found[-1].individuals[0].fitness for found in evolutions) == pytest.approx(best)


def test_a_deep_and_narrow_network_reads_its_training_digits_as_badly():
    """Question 07.b: it is no overfitting."""
    for rate in (0.0003, 0.001, 0.003, 0.01, 0.03):
        rows = results("rates")
        rows = rows[(rows["depth"] == 8) & (rows["rate"] == rate) & (rows["width"] == 4)]
        assert abs(rows["training"] - rows["accuracy"]).max() < 0.04


@pytest.mark.weekly
def test_half_of_all_tiny_random_changes_help_and_none_is_steep():
    """Guess 07.t: at five starts of its network, with changes far smaller than evolution's and as large."""
    X, y, *_ = load_mnist()
    X, y, angles = X[:250].astype(float), y[:250], []
    for seed in range(5):
        net, random = Network([784, 16, 10], seed=seed, dtype=np.float64), np.random.default_rng(seed)
        start, gradient, before, helped = net.theta.copy(), net.gradient(X, y), net.loss(X, y).mean(), {}
        for spread in (1e-5, 0.05):
            changes = random.normal(0, spread, (100, start.size))
            angles += list(abs(changes @ gradient) / np.linalg.norm(changes, axis=1) / np.linalg.norm(gradient))
            lower = []
            for change in changes:
                net.theta = start + change
                lower.append(net.loss(X, y).mean() < before)
            helped[spread] = np.mean(lower)
        assert 0.35 < helped[1e-5] < 0.65 and helped[0.05] < 0.4
    assert 120 < 1 / np.mean(angles) < 160  # "some 140 times less steep"


def test_evolution_trains_step_neurons_and_not_12_730_weights(notebook):
    step_net, evolved, descended = (notebook.namespace[name] for name in ("step_net", "evolved", "descended"))
    assert step_net.accuracy(notebook.namespace["X_xor"], notebook.namespace["t_xor"]) > 0.9
    assert step_net.n_parameters == 17 and evolved.n_parameters == 12_730
    with pytest.raises(ValueError, match="step"):
        train(step_net, notebook.namespace["X_xor"], notebook.namespace["t_xor"], epochs=1)
    some = notebook.namespace["some"]
    assert evolved.accuracy(*some) < 0.85 and descended.accuracy(*some) > 0.99
