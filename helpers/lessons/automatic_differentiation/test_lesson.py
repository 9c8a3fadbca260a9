"""Notebook 05c: the numbers of its prose, looked at in a run of its cells; its figure."""

import re

import numpy as np
import pytest

from helpers import lecture

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


def test_all_eighteen_slopes_are_those_of_the_network(notebook):
    net = lecture.network(output="sigmoid", loss="squared_error")
    theirs = net.gradient(np.array([[1.0, -1.0]]), np.array([[1.0, 0.0]]))
    mine = notebook.after["eighteen-4"]["mine"]
    assert mine.shape == (18,) and np.allclose(mine, theirs, rtol=1e-12, atol=1e-15)
    assert "18 slopes, at most 0.000000000000 away" in notebook.outputs["eighteen-4"].text


def test_nodes_and_matrices_find_the_same_gradient_and_nodes_take_far_longer(notebook, prose):
    names = notebook.namespace
    theirs = names["wide"].gradient(names["X"], names["T"])
    assert np.allclose(names["slopes_there"], theirs, rtol=1e-9, atol=1e-12)
    assert names["slow"] > 100 * names["fast"] and names["nodes"] == 20 * 1209


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


def test_pytorch_adds_to_what_is_in_grad_and_finds_the_same_slope():
    torch = pytest.importorskip("torch")
    s = torch.tensor(0.7, dtype=torch.float64, requires_grad=True)
    for times in (1, 2):
        x, y = s * s, s.sin()
        (x * y + y * y).backward()
        assert f"{s.grad.item() / times:.4f}" == "2.2621"
