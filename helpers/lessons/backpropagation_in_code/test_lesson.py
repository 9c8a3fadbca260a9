"""Notebook 05b: the numbers of its prose, looked at in a run of its cells; its bug hunt; its figures."""

import inspect
import re

import numpy as np
import pytest

from helpers import Adam, Network, RMSProp, lecture
from helpers.exercises.exercise import EXERCISES
from helpers.lessons.backpropagation_in_code import bugs
from tests.lecture_slopes import X, deltas, slope

# what a learner would change: {cell id: (a text that stands there once, what is written in its place), or a list}
CHANGES = [
    {"backpropagation-2": ("[[1.0, -1.0]]", "[[0.5, 2.0]]"),
     "8-where-it-starts-three-pairs-of-output--1": ("[[1, 0]]", "[[0, 1]]")},
    {"8-where-it-starts-three-pairs-of-output--1": ("0.999, 0", "0.3, 1")},
    {"pencil": ("np.array([0, 1e-5])", "np.array([1e-5, 0])")},
    {"check-1": (".T, Z1)", ", Z1)"), "check-2": ("range(800)", "range(80)")},
    {"after-05b-3": [("[4, 3, 5, 2]", "[4, 2]"), ("seed=1", "seed=8")]},
    {"11-why-it-is-efficient-5": ("range(1, 11))", "range(1, 5))")},
    {"13-it-learns-with-your-own-lines-1": [
        ("[2, 8, 8, 2], \"sigmoid\", seed=0", "[2, 4, 2], \"sigmoid\", seed=5"), ("eta = 1.0", "eta = 10.0")]},
    {"your-lines-read-digits-1": ("[784, 128, 10]", "[784, 20, 10]")},
]


def written(*numbers):
    """(-0.3537, 0.3694), as the text writes a pair."""
    return "(" + ", ".join("0" if abs(n) < 5e-7 else f"{n:.4f}" for n in numbers) + ")"


# ---- the numbers of the text ----


def test_pairs_in_the_text(prose):
    _, soft2, soft3 = deltas("softmax")
    net = lecture.network("softmax")
    W3 = net.weights[2]
    a, z = net.forward(X)
    early = W3 - np.outer(soft3, a[2][0])
    pairs = {
        "δ³, squared error": deltas()[2],
        "δ³, binary cross-entropy": deltas("binary")[2],
        "softmax δ³": soft3,
        "softmax δ³ by element": soft3 * [1, 0],
        "softmax δ²": soft2,
        "too early": slope(z[1][0]) * (early.T @ soft3),
    }
    missing = {name: written(*pair) for name, pair in pairs.items() if written(*pair) not in prose}
    assert not missing
    stated = {tuple(p) for p in re.findall(r"\((-?0\.\d{4}), (-?0\.\d{4}|0)\)", prose)}
    assert stated == {tuple(written(*pair)[1:-1].split(", ")) for pair in pairs.values()}


def test_a_network_learns_with_wrong_slopes_and_the_judge_finds_them(notebook):
    assert notebook.outputs["check-2"].text.count(": 100% of the points") == 5
    out = notebook.outputs["after-05b-4"].text
    assert "your backward: 0 of 47 slopes are wrong" in out and "with the slip: 24 of 114 slopes are wrong" in out


def test_counts_in_the_text(notebook, prose):
    weights = lecture.network().weights
    forward, back = sum(W.size for W in weights), sum(W.size for W in weights[1:])
    assert (forward, back, forward + back + 4) == (12, 8, 24) and "So the backward pass takes 24" in prose
    assert "For six numbers it takes 22 of them. In the picture the sixteen red ones" in " ".join(prose.split())
    assert "22 balls in all; 16 of them, in red" in notebook.outputs["11-why-it-is-efficient-1"].html
    out = notebook.outputs["11-why-it-is-efficient-5"].text
    assert "3 layers:  22" in out and "Answer of 05b.s: 4,072" in out
    assert "With memory, 10 layers of 2 neurons take 20 evaluations" in " ".join(prose.split())


def test_the_learners_lines_read_digits_after_one_epoch(notebook, prose):
    """Eleven of the learner's functions work in it."""
    id = "your-lines-read-digits-1"
    names = notebook.after[id]
    assert names["start"].sizes == [784, 128, 10] and len(names["X"]) == 60_000 and len(names["y_test"]) == 10_000
    assert np.mean(names["read"] == names["y_test"]) > 0.94 and (names["read"] == names["y_test"])[:20].all()
    assert notebook.outputs[id].text.count("of the new digits are right") == 10
    own, found, ahead = {e.reference.__name__: e.reference for e in EXERCISES.values()}, set(), ["fit"]
    while ahead:
        found.add(name := ahead.pop())
        ahead += {*own[name].__code__.co_names} & own.keys() - found
    assert len(found) == 11 and "Eleven of your functions work in this" in prose


def test_the_backward_pass_costs_at_most_about_two_forward_passes():
    """Counted in products: two in each layer but the first, one there; forward one in each."""
    for sizes in ([784, 16, 10], [2, 2, 2, 2], [256, 1000, 1000, 10]):
        forward = sum(W.size for W in Network(sizes).weights)
        assert 1 < (2 * forward - sizes[0] * sizes[1]) / forward < 2


def test_the_cost_waits_and_then_falls(here):
    costs, learned = here["costs"], here["learned"]
    assert costs[100] > 0.65 and costs[200] > 0.65 and costs[1500] < 0.05
    assert "All points" in learned(1500).caption and "About" in learned(200).caption and len(costs) == 61


@pytest.mark.parametrize("rule", [Adam(0.1), RMSProp(0.1)])
def test_adam_and_rmsprop_are_written_as_helpers_computes_them(prose, rule):
    lines = re.search(r"```python\n(mean = .*?)```", prose, re.S)[1]
    names = {"np": np, "mean": 0, "square": 0, "beta1": 0.9, "beta2": 0.999, "eta": 0.1}
    if isinstance(rule, RMSProp):
        names["beta2"] = rule.decay
        lines = lines.replace("eta * m ", "eta * gradient ").replace("np.sqrt(s)", "np.sqrt(square)")
    random = np.random.default_rng(0)
    theta = random.normal(size=5)
    names["theta"] = theta.copy()
    for names["steps"] in (1, 2, 3):
        names["gradient"] = random.normal(size=5)
        rule.step(theta, names["gradient"])
        exec(lines, names)
    assert np.allclose(names["theta"], theta, rtol=0, atol=1e-12)


# ---- the bug hunt ----


@pytest.mark.parametrize("network, place, line, mended, wrong", [
    (bugs.network_a, "step back", "* a[l]\n", "* a[l] * (1 - a[l])\n", "W1 b1 W2 b2"),
    (bugs.network_b, "start", "Y * (1 - Y) * (Y - T)", "(Y - T)", "W1 b1 W2 b2 W3 b3"),
    (bugs.network_c, "product", "delta.mean(axis=0)", "delta.sum(axis=0)", "b1 b2 b3"),
])
def test_a_planted_bug_is_found_in_its_blocks_and_can_be_mended(network, place, line, mended, wrong):
    assert bugs.PLACES[bugs.NETWORKS.index(network)] == place
    find_the_bug = EXERCISES["05b.4"].reference
    flags = bugs.blocks(find_the_bug(bugs.cost, network, bugs.THETA, 1e-4)[1])
    assert [name for name, flag in zip(bugs.BLOCKS, flags, strict=True) if flag.any()] == wrong.split()
    source = inspect.getsource(network)
    assert source.count(line) == 1
    names = dict(vars(bugs))
    exec(source.replace(line, mended), names)
    assert not find_the_bug(bugs.cost, names[network.__name__], bugs.THETA, 1e-4)[1].any()


def test_the_hunt_counts_with_the_learners_own_check(capsys):
    bugs.hunt(lambda loss, gradient, theta, step: ...)
    assert capsys.readouterr().out == "The hunt begins when exercise 05b.4 is right.\n"
    bugs.hunt(EXERCISES["05b.4"].reference)
    head, a, b, c = capsys.readouterr().out.splitlines()
    assert head.split() == ["wrong", "slopes", "W1", "b1", "W2", "b2", "W3", "b3"]
    assert a.endswith("0 of 6    0 of 2") and c.split()[1:7] == ["0", "of", "12", "4", "of", "4"]
    assert {len(line) for line in (head, a, b, c)} == {len(head)}
