"""Notebook 07: its pictures, its result tables, the command that makes them, and the numbers of a run."""

import itertools
import re

import numpy as np
import pytest
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from helpers import Adam, Network, load_mnist, train, xor
from helpers.lessons.design_your_network import design
from helpers.results import results
from helpers.search import Generation, Individual, Trial
from tests.figures import texts
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


def test_a_table_is_read_as_numbers_and_texts():
    rows = results("evolution")
    assert rows["runs"].dtype.kind == "i" and rows["fitness"].dtype.kind == "f" and rows["structure"].dtype.kind == "U"
    assert set(rows[rows["generation"] == 0]["birth"]) == {"random"}


def test_an_unknown_table_is_refused():
    with pytest.raises(ValueError, match="no table 'depth'; expected one of .*'cnn', .*'depth_width'"):
        results("depth")


def test_every_cell_of_the_grid_has_five_starts(table):
    cells = {(row["depth"], row["width"], row["seed"]) for row in table}
    assert cells == set(itertools.product((1, 2, 3, 4, 6, 8), (4, 8, 16, 32, 64, 128), range(5)))
    assert len(table) == len(cells)


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


def test_equal_parameters_are_equal():
    rows = results("deep")
    sizes = {(row["depth"], row["width"]): row["parameters"] for row in rows}
    for depth, width in ((2, 189), (3, 251), (5, 375), (7, 499)):
        assert sizes[1, width] == pytest.approx(sizes[depth, 128], rel=0.005)
    assert {(row["digits"], row["seed"]) for row in rows} == set(itertools.product((1000, 10_000), range(5)))


# ---- trial and error, evolution ----


def test_table_of_depth_and_width(table):
    fig = design.depth_by_width(table)
    part = table[(table["depth"] == 8) & (table["width"] == 4)]["accuracy"]
    assert texts(fig)[30] == f"{100 * part.mean():.1f}" == "32.9"
    assert "8 deep: 32.9" in fig.alt and "Narrow and deep fails: 29.2 % right with 6 × 4, 95.3 % at best" in texts(fig)


def test_what_was_tried_has_a_dot_for_each_start_and_a_line_through_the_means():
    trials = [Trial((8,), 0, 0.9, 1, 1.0), Trial((8,), 1, 0.8, 1, 1.0), Trial((8,) * 4, 0, 0.5, 1, 1.0),
              Trial((32,), 0, 0.95, 1, 1.0)]
    ax = design.tried(trials).axes[0]
    lines = [line.get_xydata().round(1).tolist() for line in ax.lines]
    assert lines == [[[1, 90], [1, 80], [4, 50]], [[1, 85], [4, 50]], [[1, 95]], [[1, 95]]]
    assert {text.get_text() for text in ax.texts} == {"8 wide: 50.0", "32 wide: 95.0"}
    assert "1 × 32 reads best so far: 95.0 %" in ax.get_title("left")
    with pytest.raises(ValueError, match="stopped before its first one was done. Run this cell again"):
        design.tried([])


def test_expected_best_is_the_mean_over_all_orders():
    values = [3.0, 1.0, 7.0, 2.0, 7.0]
    orders = list(itertools.permutations(values))
    by_hand = [np.mean([max(order[:k]) for order in orders]) for k in range(1, 6)]
    np.testing.assert_allclose(design.expected_best(values), by_hand, rtol=1e-12)


@pytest.fixture
def family():
    old = [Individual((8, 8), 0.9, "random", ()), Individual((4,), 0.5, "random", ())]
    new = [Individual((16, 8), 0.95, "widened", (0, 1)), Individual((8, 8), 0.9, "lives on", (0,))]
    return [Generation(old, 2), Generation(new, 3)]


def test_family_tree(family):
    fig = design.family_tree(family)
    assert {"16-8", "8-8", "4"} <= set(texts(fig)) and texts(fig)[0].endswith(": 90.0 → 95.0 % right")
    bars = [artist.get_height() for artist in fig.artists if isinstance(artist, Rectangle)]
    np.testing.assert_allclose(bars, 0.45 / 128 * np.array([8, 8, 4, 16, 8]))
    assert len([artist for artist in fig.artists if isinstance(artist, Line2D)]) == 2
    assert fig.alt.endswith("to their parents: 8-8, 4; 16-8.")


def test_family_tree_goes_back_a_few_generations_and_lines_seldom_cross(family):
    longer = family + [family[1]] * 4
    assert design.ancestry(family) == [[0, 1], [0]]
    assert len(design.ancestry(longer[-5:])) == 5 and "The last 5 generations" in design.family_tree(longer).alt
    place = [Individual((4,), 0.5, "random", parents) for parents in ((0, 1), (5,), (0,))]
    assert design.ancestry([None, Generation(place[:2], 1), Generation([place[0]], 1)]) == [[0, 1, 5], [0, 1], [0]]


def test_best_so_far(family):
    fig = design.best_so_far([family, family], np.array([0.5, 0.9, 0.7]))
    one, _, grid, ahead, behind = fig.axes[0].lines
    assert one.get_xydata().tolist() == [[2, 90], [3, 95]]
    assert len(ahead.get_xdata()) == 4 and not len(behind.get_xdata())
    assert grid.get_ydata() == pytest.approx([100 * (0.7 + 0.9 + 0.9) / 3, 90])
    assert fig.axes[0].get_title("left") == "0 of 4 dots are white: there the grid is ahead"


def test_the_plane_of_step_neurons_is_cut_along_their_lines():
    net = Network([2, 2, 1], "step", "sigmoid")
    net.weights[0][:], net.biases[0][:] = [[1, 0], [0, 1]], [-0.5, 0.25]
    fig = design.cuts({"a": net}, *xor())
    places = [line.get_xy1() for line in fig.axes[0].lines]
    np.testing.assert_allclose(places, [(0.5, 0), (0, -0.25)], atol=1e-6)
    right = int(np.sum((net(xor()[0])[:, 0] > 0.5) == xor()[1]))
    assert fig.axes[0].get_title("left") == f"a: {right} of 200 right"


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


def test_structures_within_a_budget_are_trained(notebook):
    rows = re.findall(r"([\d,]+) parameters, (\d+) % right", notebook.outputs["after-07-2"].text)
    assert len(rows) == 3
    assert all(18_000 <= int(count.replace(",", "")) <= 20_000 and int(right) > 85 for count, right in rows)


def test_an_evolution_never_gets_worse(notebook):
    live = notebook.namespace["live"]
    best = [generation.individuals[0].fitness for generation in live]
    assert len(live) == 5 and best == sorted(best) and live[-1].trials <= 6 + 4 * 4


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
def test_the_copy_wins_from_five_starts():
    X, y, *_ = load_mnist()
    for seed in range(5):
        one, eight = Network([784, 4, 10], seed=seed), Network([784, *[4] * 8, 10], seed=seed)
        for net in (one, eight):
            train(net, X[:5000], y[:5000], epochs=10, optimizer=Adam())
        assert one.accuracy(X[-5000:], y[-5000:]) > 0.5 > eight.accuracy(X[-5000:], y[-5000:])


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
