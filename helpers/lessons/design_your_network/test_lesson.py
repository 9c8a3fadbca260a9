"""Notebook 07: its pictures, its result tables, the command that makes them, and the numbers of a run."""

import itertools
import re

import numpy as np
import pytest
from matplotlib.collections import LineCollection

from helpers import Adam, Network, load_mnist, train
from helpers.lessons.design_your_network import design
from helpers.lessons.design_your_network.exercises import best_of
from helpers.plots.structures import as_rows, depth_by_width
from helpers.results import results
from helpers.search import Generation, Individual, Trial
from helpers.words import speaking
from tests.figures import texts
from tests.notebook_run import prose
from tools import experiments

# what a learner would change: {cell id: (a text that stands there once, what is written in its place), or a list}
CHANGES = [
    {"2-one-start-teaches-luck-1": [("(4, 16, 64)", "(8, 32)"), ("(0, 1, 2)", "(3, 4)")]},
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


def test_trials_become_such_a_table():
    rows = as_rows([Trial((8, 8), 1, 0.9, 100, 0.5), Trial((4,), 0, 0.8, 50, 0.2)])
    assert rows["depth"].tolist() == [2, 1] and rows["width"].tolist() == [8, 4]
    assert rows[rows["depth"] == 1]["accuracy"] == [0.8]


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
    fig = depth_by_width(table)
    part = table[(table["depth"] == 8) & (table["width"] == 4)]["accuracy"]
    assert texts(fig)[30] == f"{100 * part.mean():.1f}" == "32.9"
    assert "8 deep: 32.9" in fig.alt
    spread = depth_by_width(table, "best minus worst start")
    assert texts(spread)[30] == f"{100 * np.ptp(part):.1f}"
    assert texts(depth_by_width(table, "thousand parameters"))[5] == "102"


def test_what_was_not_tried_is_a_dash():
    tried = [Trial((8,), 0, 0.9, 1, 1.0), Trial((8,) * 4, 0, 0.5, 1, 1.0), Trial((32,), 0, 0.95, 1, 1.0)]
    fig = depth_by_width(as_rows(tried))
    assert texts(fig)[:4] == ["90.0", "95.0", "50.0", "–"] and fig.alt.endswith("4 deep: 50.0, –.")
    with pytest.raises(ValueError, match="stopped before its first one was done. Run this cell again"):
        as_rows([])


def test_bands_reach_from_the_worst_to_the_best_start(table):
    ax = design.bands(table, widths=(4, 128)).axes[0]
    assert len(ax.lines) == len(ax.collections) == 2
    part = 100 * table[(table["depth"] == 8) & (table["width"] == 4)]["accuracy"]
    band = ax.collections[0].get_paths()[0].vertices
    at_eight = band[band[:, 0] == 8, 1]
    assert at_eight.min() == pytest.approx(part.min()) and at_eight.max() == pytest.approx(part.max())
    assert ax.lines[0].get_ydata()[-1] == pytest.approx(part.mean())


def test_expected_best_is_the_mean_over_all_orders():
    values = [3.0, 1.0, 7.0, 2.0, 7.0]
    orders = list(itertools.permutations(values))
    by_hand = [np.mean([max(order[:k]) for order in orders]) for k in range(1, 6)]
    np.testing.assert_allclose(design.expected_best(values), by_hand, rtol=1e-12)
    np.testing.assert_allclose([best_of(np.array(values), k) for k in range(1, 6)], by_hand, rtol=1e-12)
    assert round(best_of(np.array([0.7, 0.8, 0.9]), 2), 4) == 0.8667 and "0.8667" in prose("07_design_your_network")


@pytest.fixture
def family():
    old = [Individual((8, 8), 0.9, "random", ()), Individual((4,), 0.5, "random", ())]
    new = [Individual((16, 8), 0.95, "widened", (0, 1)), Individual((8, 8), 0.9, "lives on", (0,))]
    return [Generation(old, 2), Generation(new, 3)]


def structures(fig):
    return [text.get_text() for text in fig.texts if text.get_bbox_patch()]


def test_family_tree(family):
    fig = design.family_tree(family)
    assert structures(fig) == ["8-8", "4", "16-8", "8-8"]
    (wires,) = (artist for artist in fig.artists if isinstance(artist, LineCollection))
    lines = sorted(line.tolist() for line in wires.get_segments())
    assert lines == [[[0, 0], [1, 0]], [[0, 0], [1, 1]], [[0, 1], [1, 0]]]
    rims = [text.get_bbox_patch().get_edgecolor()[:3] for text in fig.texts if text.get_bbox_patch()]
    assert len(set(rims)) == 2 and rims.count(rims[3]) == 1  # one lives on
    assert "generations 0 to 1, 2 structures each" in fig.alt


def test_family_tree_shows_the_last_generations_up_to_one(family):
    longer = family + [family[1]] * 4
    assert len(structures(design.family_tree(longer, until=0))) == 2
    assert len(structures(design.family_tree(longer, columns=3))) == 6
    assert len(structures(design.family_tree(longer, until=99))) == 10  # not beyond the last


def test_best_so_far(family):
    fig = design.best_so_far([family, family], np.array([0.5, 0.9, 0.7]))
    grid, one, _ = fig.axes[0].lines
    assert one.get_xdata().tolist() == [2, 3] and one.get_ydata().tolist() == [90, 95]
    assert grid.get_ydata()[[0, -1]] == pytest.approx([70, 90])


def test_who_found_a_winner_is_said_in_the_learners_language():
    found = sorted(set(results("winners")["found_by"]))
    assert [design.finders(names) for names in found] == found
    with speaking("zh"):
        assert not re.search("[A-Za-z]", "".join(map(design.finders, found)))


# ---- the notebook: its cells run, and the numbers of its prose ----


def test_wide_beats_narrow_and_narrow_hangs_on_luck(notebook):
    printed = notebook.outputs["1-how-many-layers-how-many-neurons-1"].text
    wide, wide_deep, narrow, narrow_deep = (int(share) for share in re.findall(r"(\d+) % of the unseen", printed))
    assert min(wide, wide_deep) > max(narrow, narrow_deep) + 20 and narrow_deep < narrow
    by_structure = notebook.namespace["by_structure"]
    assert all(len(right) == 3 for right in by_structure.values()) and len(by_structure) == 9
    ranges = {structure: np.ptp(right) for structure, right in by_structure.items()}
    assert all(ranges[structure] < 2.5 for structure in ranges if structure[0] == 64)  # "about one point"
    assert max(ranges.values()) > 8 and max(ranges, key=ranges.get)[0] < 64
    assert "4-4 " in notebook.outputs["means-and-ranges"].text


def test_what_the_table_says(table):
    cell = lambda depth, width: 100 * table[(table["depth"] == depth) & (table["width"] == width)]["accuracy"]  # noqa: E731
    mean = lambda depth, width: round(cell(depth, width).mean(), 1)  # noqa: E731
    assert (mean(1, 4), mean(1, 16), mean(1, 128), mean(8, 4)) == (72.8, 92.4, 94.5, 32.9)
    assert round(np.ptp(cell(8, 4)), 1) == 47.3
    assert all(0.5 < cell(depth, 128).mean() - cell(1, 128).mean() < 1 for depth in (2, 3, 4))
    ranges = {width: [np.ptp(cell(depth, width)) for depth in (1, 2, 4, 8)] for width in (4, 64)}
    assert min(ranges[4]) > 10 and max(ranges[64]) < 2.5  # guess 07.p: "in a narrow network much hangs on the start"
    assert mean(6, 128) < mean(1, 128) and mean(8, 128) < mean(1, 128)
    size = lambda depth, width: Network([784, *[width] * depth, 10]).n_parameters  # noqa: E731
    assert round(size(8, 128) / size(1, 128), 2) == 2.14
    assert size(8, 4) - size(1, 4) < 200 and round(size(1, 128) / size(8, 4)) in (30, 31, 32)  # question 07.b


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
    for name, found in evolutions.items():
        ahead[name] = [one.individuals[0].fitness > by_chance[one.trials - 1] for one in found]
    assert ahead["evolution 5"] == [True, True, False, False, False]  # "ahead for two generations"
    assert all(sum(ahead[name][:-4]) == 0 for name in ahead if name != "evolution 5")  # "nearly all the way"
    best = max(notebook.namespace["small_grid"])
    assert max(found[-1].individuals[0].fitness for found in evolutions.values()) == pytest.approx(best)


def test_three_winners_are_level_and_the_fourth_is_no_better_than_the_first_guess(notebook):
    right = notebook.after["against-the-grid-with-equal-effort-3"]["right"]
    means = {name: 100 * accuracies.mean() for name, accuracies in right.items()}
    assert all(len(accuracies) == 10 for accuracies in right.values()) and len(right) == 5
    level = [means[name] for name in ("128-128-128-128", "128-128", "128-128-64")]
    assert max(level) - min(level) < 0.1 and all(0.8 < mean - means["128"] < 0.95 for mean in level)
    assert abs(means["64-64"] - means["128"]) < 0.1
    assert "0.9 percentage points" in notebook.outputs["against-the-grid-with-equal-effort-3"].text


def best_of_rates(depth, width, column="accuracy"):
    """(mean, standard deviation) of five starts at the rate that is best for such a network, in percent."""
    rows = results("rates")
    rows = rows[(rows["depth"] == depth) & (rows["width"] == width)]
    best = max(set(rows["rate"]), key=lambda rate: rows[rows["rate"] == rate]["accuracy"].mean())
    chosen = 100 * rows[rows["rate"] == best][column]
    assert len(chosen) == 5
    return chosen.mean(), chosen.std(ddof=1)


def test_the_collapse_is_real_and_the_gain_of_four_layers_was_the_rates():
    text = prose("07_design_your_network")
    assert "eight layers of 4 read 39 ± 5 %, and a single layer of 4 reads 82 ± 2 %" in text
    assert [[round(number) for number in best_of_rates(depth, 4)] for depth in (8, 1)] == [[39, 5], [82, 2]]
    assert "one layer of 128 reads 95.2 ± 0.2 %, two layers 95.6 ± 0.4, four 94.8 ± 0.6 and eight 94.4 ± 0.3" in text
    found = [[round(number, 1) for number in best_of_rates(depth, 128)] for depth in (1, 2, 4, 8)]
    assert found == [[95.2, 0.2], [95.6, 0.4], [94.8, 0.6], [94.4, 0.3]]
    rows = results("rates")
    one = rows[(rows["depth"] == 1) & (rows["width"] == 128)]
    gain = one[one["rate"] == 0.003]["accuracy"].mean() - one[one["rate"] == 0.001]["accuracy"].mean()
    assert "0.003 in place of 0.001 brings one layer of 128 neurons 0.6 points" in text and round(100 * gain, 1) == 0.6
    rows = results("winners")
    mean = {name: rows[rows["structure"] == name]["accuracy"].mean() for name in ("128", "128-128")}
    assert 0.6 < gain / (mean["128-128"] - mean["128"]) < 0.8 and "two thirds of what the winners' depth gained" in text


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
