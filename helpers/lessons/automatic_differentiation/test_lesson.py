"""Notebook 05c: the numbers of its prose, looked at in a run of its cells; its figure."""

import inspect
import re

import nbformat
import numpy as np
import pytest

from helpers import lecture, plots
from helpers.exercises.exercise import EXERCISES
from helpers.lessons.automatic_differentiation import pictures
from helpers.lessons.automatic_differentiation.exercises import FORK, in_order
from tests.notebook_run import NOTEBOOKS

NAME = "05c_automatic_differentiation"

# what a learner would change: {cell id: (a text that stands there once, what is written in its place), or a list}
CHANGES = [
    {"a-graph-1": ("s = 0.7", "s = 2.0")},
    {"any-formula-1": ("(u * v + v.sin()).exp()", "(u + v.sin() * v).exp().sin()")},
    {"value-3": ("node_x * node_y + node_y * node_y", "node_x * (node_y + node_x.exp())")},
    {"eighteen-2": ("[Value(1.0), Value(-1.0)]", "[Value(0.0), Value(3.0)]")},
    {"cost-1": [("[2, 16, 16, 2]", "[2, 3, 2]"), ("circles(20, seed=0)", "circles(4, seed=3)")]},
]


@pytest.fixture(scope="module")
def prose(prose):
    return " ".join(prose.split())


def test_the_numbers_of_the_text_are_those_of_the_fork(prose):
    s = 0.7
    x, y = s**2, np.sin(s)
    right = y * 2 * s + (x + 2 * y) * np.cos(s)
    numbers = {f"{number:.4f}" for number in (x, y, right)}
    assert numbers == {"0.4900", "0.6442", "2.2621"}
    assert set(re.findall(r"\d\.\d{4}", prose)) == numbers


def test_the_walk_over_dictionaries_and_the_values_find_the_slope_of_the_slide(notebook):
    assert "dz/ds = 2.2621" in notebook.outputs["after-05c-3"].text
    assert "z = 0.7307, dz/ds = 2.2621, ∂z/∂x = 0.6442, ∂z/∂y = 1.7784" in notebook.outputs["value-3"].text


def test_where_y_does_not_wait_a_part_is_lost(notebook):
    out = notebook.outputs["hurry"].text
    assert "y hurries: dz/ds = 1.2767" in out and "y waits:   dz/ds = 2.2621" in out
    assert notebook.outputs["paths-meet-3"].text.count("1.7784") == 2


def test_the_graph_of_the_lectures_network_is_as_large_as_the_guess_says(notebook):
    out = notebook.outputs["eighteen-2"].text
    assert 2 + 18 + 6 * 10 + 9 == 89 and "loss 0.4168, 89 nodes" in out and "Answer of 05c.r: 89" in out


def test_all_eighteen_slopes_are_those_of_the_network(notebook):
    net = lecture.network(output="sigmoid", loss="squared_error")
    theirs = net.gradient(np.array([[1.0, -1.0]]), np.array([[1.0, 0.0]]))
    mine = notebook.after["eighteen-4"]["mine"]
    assert mine.shape == (18,) and np.allclose(mine, theirs, rtol=1e-12, atol=1e-15)
    assert "18 slopes, at most 0.000000000000 away" in notebook.outputs["eighteen-4"].text


def test_another_formula_has_the_slopes_that_nudging_finds(notebook):
    lines = notebook.outputs["any-formula-1"].text.strip().splitlines()
    assert len(lines) == 2
    for line in lines:
        exact, nudged = re.findall(r"-?\d+\.\d{6}", line)
        assert exact == nudged


def test_nodes_and_matrices_find_the_same_gradient_and_nodes_take_far_longer(notebook, prose):
    names = notebook.namespace
    theirs = names["wide"].gradient(names["X"], names["T"])
    assert np.allclose(names["slopes_there"], theirs, rtol=1e-9, atol=1e-12)
    assert names["slow"] > 100 * names["fast"] and names["nodes"] == 20 * 1209


def test_one_step_with_values_lowers_the_loss(notebook):
    assert notebook.namespace["lower"].data < notebook.namespace["loss"].data
    assert "loss 0.4168 before the step" in notebook.outputs["eighteen-6"].text



def test_the_class_takes_about_25_lines(prose):
    cell = next(c for c in nbformat.read(NOTEBOOKS / f"{NAME}.ipynb", 4).cells if c.id == "value-1")
    lines = [line for line in cell.source.split("class Value:")[1].splitlines() if line.strip()]
    assert 18 <= len(lines) <= 28 and "the class takes about 25 lines" in prose
    own = [EXERCISES[f"05c.{k}"].parts[1] for k in (1, 2, 3)]
    assert 20 <= sum(len([line for line in body.splitlines() if line.strip()]) for body in own) <= 30


def test_the_table_of_arrays_hands_back_what_nudging_finds():
    random = np.random.default_rng(0)
    A, W, b, Delta = (random.normal(size=shape) for shape in ((5, 3), (2, 3), (2,), (5, 2)))
    for array, handed in ((A, Delta @ W), (W, Delta.T @ A), (b, Delta.sum(axis=0))):
        for place in np.ndindex(array.shape):
            array[place] += 1e-6
            above = (Delta * (A @ W.T + b)).sum()
            array[place] -= 2e-6
            below = (Delta * (A @ W.T + b)).sum()
            array[place] += 1e-6
            assert abs((above - below) / 2e-6 - handed[place]) < 1e-6


def test_an_order_is_judged_by_what_is_wrong_with_it():
    told = {
        "fits": "sxyqpz",
        "one node is listed twice": "ssxyqpz",
        "y is missing": "sxqpz",
        "z stands before its input p": "sxyqzp",
        "x stands before its input s, and one node is listed twice": "xsxyqpz",
    }
    for words, order in told.items():
        assert in_order(list(order), FORK, "z") == words
    assert in_order(["a", "b", "c"], {"a": [], "b": [], "c": ["a"]}, "c") == "c does not need b"


def test_pytorch_adds_to_what_is_in_grad_and_finds_the_same_slope():
    torch = pytest.importorskip("torch")
    s = torch.tensor(0.7, dtype=torch.float64, requires_grad=True)
    for times in (1, 2):
        x, y = s * s, s.sin()
        (x * y + y * y).backward()
        assert f"{s.grad.item() / times:.4f}" == "2.2621"


def test_no_cell_before_exercise_3_shows_how_to_walk_back():
    cells = nbformat.read(NOTEBOOKS / f"{NAME}.ipynb", 4).cells
    before = [c.source for c in cells[: [c.id for c in cells].index("exercise-05c-3")] if c.cell_type == "code"]
    assert not any("+=" in source for source in before)
    assert "+=" in inspect.getsource(EXERCISES["05c.3"].reference)


def test_the_figure_has_words_for_each_number_and_is_small():
    values = dict(zip("sxypqz", (0.7, 0.49, 0.6442, 0.3157, 0.415, 0.7307), strict=True))
    bare, full = pictures.fork(values), pictures.fork(values, dict.fromkeys(values, -2.5))
    assert "slope" not in bare.alt and full.alt.count("−2.5000") == 6
    assert all(len(plots.to_png(fig)) < 60_000 for fig in (bare, full))
    assert sum("partial" in text.get_text() for text in full.texts) == 6
