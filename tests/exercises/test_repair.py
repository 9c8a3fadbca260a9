"""What is read off an answer's own lines: the one place at which it is wrong, what is not read, what is lost."""

import ast
import re
from unittest import mock

import numpy as np
import pytest

from helpers.exercises.diagnosing import repair
from helpers.exercises.diagnosing.judge import judge
from helpers.exercises.diagnosing.mutants import changes
from helpers.exercises.diagnosing.static_checks import into_itself, tree_of
from helpers.exercises.exercise import EXERCISES
from helpers.exercises.keeping.keep_function import keep
from helpers.exercises.keeping.network_file import network_path
from tests.exercises.learner import BACKWARD, of_cell, ran, with_body

HEAD = {id: EXERCISES[id].parts[0].splitlines()[0] for id in EXERCISES}


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """A busy machine looks for as many slips as a quiet one."""
    monkeypatch.setattr(repair, "SECONDS", 60)


@pytest.mark.parametrize("id, body, words", [
    ("05.2", "s = sigmoid(z)\nreturn (delta @ W) * s * (1 + s)", "Look at the signs in line 3 ("),
    ("05b.1", "return softmax(Z) - np.eye(Z.shape[1])[labels - 1]", "if something there were one more or one less"),
    ("07.5", "height, width, channels = shape\nparameters = kernel * kernel * channels + 1 * filters\n"
             "return ((height - kernel + 1) // pool, (width - kernel + 1) // pool, filters), parameters",
     "with the brackets elsewhere"),
    ("04.6", "v = mu * velocity - eta * gradient\nreturn theta + v, velocity",
     "with something else in place of `velocity`"),
    ("03.2", "return A @ W.t() + b", "The `.t` in line 2 (`return A @ W.t() + b`) does not exist. Did you mean `.T`?"),
    ("04.4", "return theta - eta * gradent", "Did you mean `gradient`?"),
    ("05b.3", BACKWARD.replace("delta = hidden", "hidden"), "Your line hands over delta (3, 2), weights[l] (3, 2)"),
    ("05b.2", "return delta.mean(axis=0), delta.T @ A / len(A)", "Both are right, but swapped. The order is: dW, db."),
    ("06c.2", "pictures = images.reshape(-1, side, side)\nnew = np.zeros_like(pictures)\n"
              "old, to = slice(max(0, -right), side - max(0, right)), slice(max(0, right), side + min(0, right))\n"
              "if abs(right) < side:\n    new[:, :, to] = pictures[:, :, old]\nreturn new.reshape(images.shape)",
     "Your function never uses `down`, which it is given."),
    ("04.4", "direction = gradient / np.linalg.norm(gradient)\nreturn theta - eta * direction",
     "with one small change in one of them"),
    ("05.2", "result = delta @ W * sigmoid(z) * (1 - sigmoid(z))\n"
             "return result.mean(axis=0) if delta.ndim == 2 else result", "without `mean`,"),
    ("09.2", "Z = (Z - Z.mean(axis=1, keepdims=True)) / Z.std(axis=1, keepdims=True)\nreturn softmax(Z / t)",
     "without `/ Z.std(axis=1, keepdims=True)`,"),
    ("03.3", "Zs, A = [], X\nfor W, b in zip(weights, biases):\n    Zs.append(layer_rows(A, W, b))\n"
             "    A = sigmoid(Zs[-1])\nZs.append(A)\nreturn Zs", "without `Zs.append(A)`,"),
    ("06b.2", "named = {f'W{k}': W for k, W in enumerate(weights, 1)}\nif len(weights) < 4:\n"
              "    named |= {f'b{k}': b for k, b in enumerate(biases, 1)}\nnp.savez(file, **named)",
     "expected W1, b1, W2, b2, W3, …"),
    ("05c.2", "order, seen = [], set()\ndef visit(node):\n    if node in seen:\n        return\n    seen.add(node)\n"
              "    for each in inputs[node]:\n        return visit(each)\n    order.append(node)\nvisit(last)\n"
              "return order", "ends it in the first round. The other rounds have to run, too."),
    ("04.2", "return Z.max(axis=1) - Z[np.arange(len(Z)), labels]", "the score of the right class, lowered or not"),
    ("07.2", "return [inputs, budget, outputs], budget", "expected a list of sizes"),
    ("01.4", "error = t - step(w @ x + b)\nreturn w + error * x, b + error, error",
     "Everything is there, but your function returns a tuple of 3. It should return: w, b."),
    ("05b.3", BACKWARD.replace("dWs.insert(0, dW)", "dWs.append(dW)"), "one of the two is in the opposite order"),
    ("01.2", "return np.sqrt(1 / (1 + np.exp(-z)) - 1)", "the root of a negative number is taken there"),
    ("05c.1", "if operation == '+' or '*':\n    return [1.0, 1.0]\nreturn [np.exp(inputs[0])]",
     "a number alone counts as yes"),
])
def test_the_place_is_told(id, body, words):
    reply = judge(EXERCISES[id], with_body(id, body))
    assert reply.state == "wrong" and words in reply.words and reply.mistake, reply.words


@pytest.mark.parametrize("id, body, words", [
    ("05b.5", "random = np.random.default_rng(seed)\nparts = [*weights, *biases]\n"
              "speeds = [np.zeros_like(p) for p in parts]\nL = len(weights)\n"
              "for _ in range(epochs):\n    order = random.permutation(len(X))\n"
              "    for i in range(len(X) // batch_size):\n        rows = order[i * batch_size : (i + 1) * batch_size]\n"
              "        dWs, dbs = backward(X[rows], labels[rows], parts[:L], parts[L:])\n"
              "        for k, g in enumerate(dWs + dbs):\n"
              "            parts[k], speeds[k] = momentum_step(parts[k], speeds[k], g, eta, mu)\n"
              "return parts[:L], parts[L:]", "`batch_size`"),
    ("01.2", "z = np.clip(z, -5, 5)\nreturn 1 / (1 + np.exp(-z))", "is fixed there"),
    ("05.2", "return layer(W, delta, z)", "`W @ delta`"),
    ("06c.2", "p = np.roll(images.reshape(-1, side, side), (down, right), axis=(1, 2))\np[:, :, : max(right, 0)] = 0\n"
              "p[:, : max(down, 0)] = 0\nreturn p.reshape(len(images), -1)", "Ask whether a place is below 0"),
    ("06b.3", "there = np.load(file)\nfor k in range(1, len(there.files) // 2 + 1):\n"
              "    yield there[f'W{k}'], there[f'b{k}']", "one list of pairs"),
    ("03.2", "Z = A @ W.T\nfor row in A:\n    Z = Z + b\nreturn Z", "`return Z`"),
])
def test_what_is_not_so_is_not_said(id, body, words):
    """A change that comes out right on the exercise's own cases by accident; a product that nobody asked for."""
    assert words not in judge(EXERCISES[id], with_body(id, body)).words


def test_an_answer_wrong_in_two_places_is_told_as_before():
    body = "s = sigmoid(z) + 1\nreturn (delta @ W) * s * (2 + s)"
    reply = judge(EXERCISES["05.2"], with_body("05.2", body))
    assert "does not recognize this mistake" in reply.words and reply.mistake is None


CASES = len(EXERCISES["05.2"].cases(np.random.default_rng(0)))  # each is run once, and once more to find the place


@pytest.mark.parametrize("id, cell, words", [
    ("09.2", "from scipy.special import softmax as shares\n\n\ndef at_temperature(Z, t):\n"
             "    return shares(Z / t, axis=1)", "is now in"),
    ("05.2", "def moved(x):\n    return 1 / (1 + np.exp(-x))\n\n\ndef hidden_delta(delta, W, z):\n"
             "    return moved(z) * (1 - moved(z)) * (delta @ W)",
     "its cell uses the name `moved`, which belongs to another exercise's function"),
])
def test_what_does_its_work_beside_the_function_is_kept(id, cell, words):
    assert words in keep(EXERCISES[id], of_cell(cell))
    assert network_path().exists() == ("is now in" in words) and not re.search(r"check\(", words)


def test_a_tried_form_changes_nothing_of_the_notebook():
    """Not what it reads, nor what a function of the notebook writes into, whatever a form hands over."""
    text = (f"{HEAD['05.2']}\n    s = sigmoid(z)\n    noted(0 * len(s))\n    return (delta @ W) * s * (1 + s)\n\n\n"
            "def noted(n):\n    if n:\n        kept.append(n)\n        counts[0] += n\n")
    there = dict(kept=[], counts=np.zeros(2))
    assert "Look at the signs in line 4 (" in judge(EXERCISES["05.2"], ran(text, **there)["hidden_delta"]).words
    text = text.replace("(1 + s)", "(2 + s)")  # so that all forms are tried: 1 * len(s), …
    assert judge(EXERCISES["05.2"], ran(text, **there)["hidden_delta"]).mistake is None
    assert there["kept"] == [] and not there["counts"].any()


def test_where_the_notebook_cannot_be_copied_nothing_is_tried(tmp_path):
    with (tmp_path / "log").open("w") as file:
        text = f"{HEAD['05.2']}\n    log.write('x')\n    s = sigmoid(z)\n    return (delta @ W) * s * (1 + s)"
        assert judge(EXERCISES["05.2"], of_cell(text, log=file)).mistake is None
    assert len((tmp_path / "log").read_text()) <= 2 * CASES


@pytest.mark.parametrize("text, itself", [
    ("a.append(b)\nb.append(a)", True), ("b = a\na.append(b)", True), ("x, b = 1, a\na[0] = b", True),
    ("a += [b]\nb.extend([a])", True), ("a.append(b)\nb = a[-1]\nc = b", False), ("a += a", False),
    ("a, b = b, a", False), ("a = a + b\nb.append(1)", False), ("a.append(sorted(b))\nb.append(a)", True),
    ("a.append(b[:])\nb += [[x for x in a]]", True), ("a.append(b[0])\nb.append(a)", False),
])
def test_no_form_is_tried_in_which_a_list_may_lie_in_itself(text, itself):
    assert bool(into_itself(ast.parse(text), by_another_name=True)) == itself


def test_a_list_that_is_put_into_itself_is_told_and_never_run():
    """NumPy copies such a list for ever, and no interrupt reaches it there."""
    exercise, part = EXERCISES["05b.4"], "slopes.append(slope)"
    text = f"""{HEAD["05b.4"]}
    slopes = []
    for i in range(len(theta)):
        nudge = np.zeros_like(theta)
        nudge[i] = step
        slope = (loss(nudge) - loss(-nudge)) / (2 * step)
        {part}
    return np.array(slopes), np.abs(np.array(slopes) - gradient(theta)) > 1e-5"""
    itself = "slopes.append(slopes)"
    words = judge(exercise, of_cell(text.replace(part, itself))).words
    assert f"Look at line 7 (`{itself}`): there a list is put into itself" in words

    attempt = of_cell(text)
    tree = tree_of(attempt)[0]
    forms = [ast.unparse(tree) for _ in changes(exercise, tree, attempt, exercise.cases(np.random.default_rng(0)))]
    assert any(itself in form for form in forms), "no longer a danger"
    with mock.patch.object(repair, "made") as made:
        made.side_effect = lambda function, names: tried.append(ast.unparse(function))
        tried = []
        judge(exercise, attempt)
    assert tried and not any(itself in form for form in tried)
