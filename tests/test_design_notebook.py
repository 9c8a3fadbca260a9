"""Notebook 07: its pictures, its result tables, and the command that makes them."""

import itertools

import numpy as np
import pytest
from matplotlib.figure import Figure

from helpers import Convolution, MaxPool, Network
from helpers.plots import design, filters
from helpers.search import Generation, Individual, Trial
from tools import experiments


@pytest.fixture(scope="module")
def table():
    return design.results("depth_width")


def texts(fig):
    return [text.get_text() for ax in fig.axes for text in ax.texts]


# ---- tables ----


def test_a_table_is_read_as_numbers_and_texts():
    rows = design.results("evolution")
    assert rows["runs"].dtype.kind == "i" and rows["fitness"].dtype.kind == "f" and rows["structure"].dtype.kind == "U"
    assert set(rows[rows["generation"] == 0]["birth"]) == {"random"}


def test_an_unknown_table_is_refused():
    with pytest.raises(ValueError, match="no table 'depth'; expected one of .*'cnn', 'deep', 'depth_width'"):
        design.results("depth")


def test_trials_become_such_a_table():
    rows = design.as_rows([Trial((8, 8), 1, 0.9, 100, 0.5), Trial((4,), 0, 0.8, 50, 0.2)])
    assert rows["depth"].tolist() == [2, 1] and rows["width"].tolist() == [8, 4]
    assert rows[rows["depth"] == 1]["accuracy"] == [0.8]


def test_every_cell_of_the_grid_has_three_starts(table):
    cells = {(row["depth"], row["width"], row["seed"]) for row in table}
    assert cells == set(itertools.product((1, 2, 3, 4, 6, 8), (4, 8, 16, 32, 64, 128), range(3)))
    assert len(table) == len(cells)


def test_evolution_had_no_more_runs_than_the_grid():
    rows = design.results("evolution")
    for evolution in range(3):
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
    rows = design.results("deep")
    sizes = {(row["depth"], row["width"]): row["parameters"] for row in rows}
    for depth, width in ((2, 189), (3, 251), (5, 375), (7, 499)):
        assert sizes[1, width] == pytest.approx(sizes[depth, 128], rel=0.005)
    assert {(row["digits"], row["seed"]) for row in rows} == set(itertools.product((1000, 10_000), range(5)))


def test_the_cnn_reads_what_was_promised():
    rows = design.results("cnn")
    last = rows[(rows["network"] == "convolution") & (rows["epoch"] == 6) & (rows["pixels"] == 0)]
    assert len(last) == 3 and last["accuracy"].min() >= 0.988 and last["seconds"].max() < 120
    far = rows[(rows["network"] == "convolution") & (rows["epoch"] == 6) & (rows["pixels"] == 4)]
    assert 0.55 < far["accuracy"].mean() < 0.65  # "six of ten"


def test_moved_by_nothing_is_the_accuracy():
    net = Network([784, 10], seed=1)
    few = experiments.X_TEST[:2500], experiments.Y_TEST[:2500]
    assert experiments.accuracy_moved(net, 0) == pytest.approx(net.accuracy(*few), abs=1e-4)


# ---- trial and error, evolution ----


def test_table_of_depth_and_width(table):
    fig = design.depth_by_width(table)
    part = table[(table["depth"] == 8) & (table["width"] == 4)]["accuracy"]
    assert len(texts(fig)) == 36 and texts(fig)[30] == f"{100 * part.mean():.1f}" == "26.4"
    assert "8 deep: 26.4" in fig.alt
    spread = design.depth_by_width(table, "best minus worst start")
    assert texts(spread)[30] == f"{100 * np.ptp(part):.1f}"
    assert texts(design.depth_by_width(table, "thousand parameters"))[5] == "102"


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


@pytest.fixture
def family():
    old = [Individual((8, 8), 0.9, "random", ()), Individual((4,), 0.5, "random", ())]
    new = [Individual((16, 8), 0.95, "widened", (0, 1)), Individual((8, 8), 0.9, "lives on", (0,))]
    return [Generation(old, 2), Generation(new, 3)]


def test_family_tree(family):
    fig = design.family_tree(family)
    ax = fig.axes[0]
    assert texts(fig) == ["8-8", "4", "16-8", "8-8"]
    lines = sorted((line.get_xdata().tolist(), line.get_ydata().tolist()) for line in ax.lines)
    assert lines == [([0, 1], [0, 0]), ([0, 1], [0, 1]), ([0, 1], [1, 0])]
    rims = [text.get_bbox_patch().get_edgecolor()[:3] for text in ax.texts]
    assert len(set(rims)) == 2 and rims.count(rims[3]) == 1  # one lives on
    assert "generations 0 to 1, 2 structures each" in fig.alt


def test_family_tree_shows_the_last_generations_up_to_one(family):
    longer = family + [family[1]] * 4
    assert len(design.family_tree(longer, until=0).axes[0].texts) == 2
    assert len(design.family_tree(longer, columns=3).axes[0].texts) == 6
    assert len(design.family_tree(longer, until=99).axes[0].texts) == 10  # not beyond the last


def test_best_so_far(family):
    fig = design.best_so_far([family, family], np.array([0.5, 0.9, 0.7]))
    grid, one, _ = fig.axes[0].lines
    assert one.get_xdata().tolist() == [2, 3] and one.get_ydata().tolist() == [90, 95]
    assert grid.get_ydata()[[0, -1]] == pytest.approx([70, 90])


def test_deep_against_wide():
    fig = design.deep_against_wide(design.results("deep"))
    speech, few, many = fig.axes
    assert [line.get_ydata().tolist() for line in speech.lines] == [[24.2, 20.4, 18.4, 17.8, 17.2, 17.1], [22.5, 22.6]]
    assert [len(line.get_xdata()) for line in few.lines if line.get_linestyle() != "None"][:2] == [5, 4]
    assert many.get_title(loc="left").startswith("10,000 digits") and "error bars" in fig.alt


# ---- the structure designed ----


@pytest.fixture(scope="module")
def cnn():
    return Network([(28, 28, 1), Convolution(3, 5), MaxPool(2), Convolution(4, 5), MaxPool(2), 10])


def test_filters_and_maps_are_the_networks(cnn):
    image = np.random.default_rng(0).random(784)
    fig = filters.filters_and_maps(cnn, image)
    pictures = [ax.images[0].get_array() for ax in fig.axes if ax.images]
    kernels, digit = pictures[:2]
    np.testing.assert_allclose(digit.ravel(), image, rtol=1e-6)
    W = cnn.weights[0][1].reshape(5, 5)
    np.testing.assert_allclose(kernels[:, 6:11], W / np.abs(W).max(), rtol=1e-6)  # the second, after a gap
    assert [picture.shape[0] for picture in pictures] == [5, 28, 24, 12, 8]
    assert "3 learned filters" in fig.alt


def test_strip_scales_each_picture_and_keeps_an_empty_one():
    wide = filters.strip(np.array([[[2.0, -4.0]], [[0.0, 0.0]]]))
    assert np.nan_to_num(wide, nan=9).tolist() == [[0.5, -1, 9, 0, 0, 9]]


@pytest.mark.parametrize("right, down", [(2, -3), (0, 0), (-5, 1)])
def test_move(right, down):
    image = np.zeros((1, 784))
    image.reshape(28, 28)[10:15, 12:17] = np.arange(1, 26).reshape(5, 5)
    moved = filters.move(image, right, down).reshape(28, 28)
    np.testing.assert_array_equal(moved, np.roll(image.reshape(28, 28), (down, right), axis=(0, 1)))


def test_what_moves_out_does_not_come_back():
    assert filters.move(np.ones((1, 784)), right=28).sum() == 0
    assert filters.move(np.ones((1, 784)), down=1).sum() == 27 * 28


def test_moved_digit_says_what_each_network_answers(cnn):
    image, other = np.random.default_rng(0).random((1, 784)), Network([784, 10])
    fig = filters.moved_digit({"convolution": cnn, "other": other}, image, truth=3, right=2)
    said = int(cnn.predict(filters.move(image, 2))[0])
    assert fig.axes[1].get_title(loc="left") == f"convolution: {said}"
    assert f"convolution says {said}" in fig.caption and "moved 2 pixels" in fig.alt
    colors = [bar.get_facecolor() for bar in fig.axes[1].patches]
    assert colors[3] != colors[0] and len(set(colors)) == 2


def test_errors_over_epochs_and_pixels():
    rows = design.results("cnn")
    left, right = filters.designed(rows).axes
    names = list(dict.fromkeys(rows["network"]))
    assert [text.get_text() for text in right.get_legend().get_texts()] == names
    part = rows[(rows["network"] == names[0]) & (rows["pixels"] == 4)]["accuracy"]
    assert right.lines[0].get_ydata()[-1] == pytest.approx(100 * (1 - part.mean()))
    assert left.lines[0].get_xdata().tolist() == [1, 2, 3, 4, 5, 6]


def test_each_function_returns_a_figure_with_words(table, family, cnn):
    figures = [
        design.depth_by_width(table), design.bands(table), design.family_tree(family),
        design.best_so_far([family], np.array([0.5, 0.9])), design.deep_against_wide(design.results("deep")),
        filters.filters_and_maps(cnn, np.zeros(784)), filters.designed(design.results("cnn")),
        filters.moved_digit({"cnn": cnn}, np.zeros((1, 784)), 0),
    ]  # fmt: skip
    assert all(isinstance(fig, Figure) and len(fig.alt) > 60 for fig in figures)
