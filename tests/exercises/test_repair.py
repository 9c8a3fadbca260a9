"""What is read off an answer's own lines: what is not so is not said, what is tried does no harm.

What is said, and where, is tried in the answers of helpers/lessons/NAME/answers.txt.
"""

import ast

import numpy as np
import pytest

from helpers.exercises.diagnosing import repair
from helpers.exercises.diagnosing.judge import judge
from helpers.exercises.diagnosing.static_checks import into_itself, longer_and_longer
from helpers.exercises.exercise import EXERCISES
from tests.exercises.learner import of_cell, ran, with_body

HEAD = {id: EXERCISES[id].parts[0].splitlines()[0] for id in EXERCISES}


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """A busy machine looks for as many slips as a quiet one."""
    monkeypatch.setattr(repair, "SECONDS", 60)


@pytest.mark.parametrize("id, body, never", [
    ("01.2", "z = np.clip(z, -5, 5)\nreturn 1 / (1 + np.exp(-z))", "is fixed there"),  # right by accident
    ("05.2", "return layer(W, delta, z)", "`W @ delta`"),  # a product that nobody asked for
    ("06b.3", "there = np.load(file)\nfor k in range(1, len(there.files) // 2 + 1):\n"
              "    yield there[f'W{k}'], there[f'b{k}']", "one list of pairs"),
    ("03.2", "Z = A @ W.T\nfor row in A:\n    Z = Z + b\nreturn Z", "`return Z`"),
    ("02.1", "return np.zeros(len(b))", "cut off"),
    ("02.3", "a, b, c, d, e, f, g = sizes\nreturn a", "shapes"),  # b is none yet
    ("06b.1", "Z = forward(X, weights, biases)\nreturn np.argmax(Z, axis=1)", "The shapes there"),  # on another line
    ("05b.2", "dW, db = 0, 0\nfor k in range(len(A)):\n    dW = dW + np.outer(delta[k], A[k])\n    db = db + delta[k]\n"
              "    n = k\nreturn dW / (n or 1), db / (n or 1)", "makes `n` anew"),  # it has to: n = k + 1
    ("05.2", "s = sigmoid(z) + 1\nreturn (delta @ W) * s * (2 + s)", "Look at"),  # it is wrong in two places
])
def test_what_is_not_so_is_not_said(id, body, never):
    reply = judge(EXERCISES[id], with_body(id, body, b=np.ones(10)))  # the notebook has a b, too
    assert reply.state == "wrong" and never not in reply.words, reply.words


def test_a_tried_form_changes_nothing_of_the_notebook(tmp_path):
    """Not what it reads, nor what a function of the notebook writes into; where that cannot be copied none is tried."""
    text = (f"{HEAD['05.2']}\n    s = sigmoid(z)\n    noted(0 * len(s))\n    return (delta @ W) * s * (1 + s)\n\n\n"
            "def noted(n):\n    if n:\n        kept.append(n)\n        counts[0] += n\n")
    there = dict(kept=[], counts=np.zeros(2))
    assert "Look at the signs in line 4 (" in judge(EXERCISES["05.2"], ran(text, **there)["hidden_delta"]).words
    text = text.replace("(1 + s)", "(2 + s)")  # so that all forms are tried: 1 * len(s), …
    assert judge(EXERCISES["05.2"], ran(text, **there)["hidden_delta"]).mistake is None
    assert there["kept"] == [] and not there["counts"].any()
    with (tmp_path / "log").open("w") as file:
        text = f"{HEAD['05.2']}\n    log.write('x')\n    s = sigmoid(z)\n    return (delta @ W) * s * (1 + s)"
        assert judge(EXERCISES["05.2"], of_cell(text, log=file)).mistake is None
    cases = EXERCISES["05.2"].cases(np.random.default_rng(0))  # each is run once, and once more to find the place
    assert len((tmp_path / "log").read_text()) <= 2 * len(cases)


@pytest.mark.parametrize("text, itself", [
    ("a.append(b)\nb.append(a)", True), ("b = a\na.append(b)", True), ("x, b = 1, a\na[0] = b", True),
    ("a += [b]\nb.extend([a])", True), ("a.append(b)\nb = a[-1]\nc = b", False), ("a += a", False),
    ("a.append(sorted(b))\nb.append(a)", True), ("a.append(b[:])\nb += [[x for x in a]]", True),
    ("a.append(b[0])\nb.append(a)", False), ("a.append(b if b else a)", True), ("a.append(b or a)", True),
    ("a.append(b if a else b[0])", False),
])
def test_a_list_that_may_lie_in_itself_is_seen(text, itself):
    assert bool(into_itself(ast.parse(text), by_another_name=True)) == itself


def test_a_list_that_is_put_into_itself_is_told_and_never_run(monkeypatch):
    """NumPy copies such a list for ever, and no interrupt reaches it there."""
    exercise, itself, tried = EXERCISES["05b.4"], "slopes.append(slopes)", []
    text = f"""{HEAD["05b.4"]}
    slopes = []
    for i in range(len(theta)):
        nudge = np.zeros_like(theta)
        nudge[i] = step
        slope = (loss(nudge) - loss(-nudge)) / (2 * step)
        slopes.append(slope)
    return np.array(slopes), np.abs(np.array(slopes) - gradient(theta)) > 1e-5"""
    words = judge(exercise, of_cell(text.replace("slopes.append(slope)", itself))).words
    assert f"Look at line 7 (`{itself}`): there a list is put into itself" in words
    monkeypatch.setattr(repair, "made", lambda function, names: tried.append(ast.unparse(function)))
    judge(exercise, of_cell(text))
    assert tried and not any(itself in form for form in tried)


@pytest.mark.parametrize("text, longer", [
    ("p = sizes\nfor n in sizes:\n    p *= n", True), ("p, k = sizes, 0\nwhile k:\n    p = k * p", True),
    ("for n in sizes:\n    sizes = sizes * n", True), ("p = sizes[0]\nfor n in sizes:\n    p *= n", False),
    ("p = sizes * 2", False), ("p = sizes\nfor n in p:\n    k *= n + 1", False),
])
def test_a_list_that_may_outgrow_the_memory_is_seen(text, longer):
    """1 → sizes makes the first of p = 1: the list grows while the loop walks over it."""
    assert longer_and_longer(ast.parse(text), {"sizes"}) == longer
