"""The learner's own file: what goes into it, what never does, and that a network made of it alone trains."""

import warnings

import numpy as np
import pytest

from helpers import Network, load_mnist, mine
from helpers.data import circles
from helpers.exercises import my_network
from helpers.exercises.exercise import EXERCISES
from helpers.exercises.my_network import keep, pieces
from helpers.optimizers import Momentum
from helpers.training import train


@pytest.fixture(autouse=True)
def own(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_NETWORK", str(tmp_path / "my_network.py"))
    return tmp_path / "my_network.py"


# ---- other ways of writing ----


def sig(value):
    return 0.5 + 0.5 * np.tanh(value / 2)


def pass_on(inputs, Ws, bs):
    zs = []
    for k in range(len(Ws)):
        zs.append(layer_rows(inputs if k == 0 else sigmoid(zs[-1]), Ws[k], bs[k]))  # noqa: F821
    return zs


def einsum_rows(A, W, b):
    return np.einsum("ni,oi->no", A, W, optimize=True) + b


def einsum_gradients(delta, A):
    return np.einsum("nk,nd->kd", delta, A, optimize=True) / len(A), np.einsum("nk->k", delta) / len(A)


def loop_batches(n, batch_size, random):
    order, batches = random.permutation(n), []
    while len(order):
        batches.append(order[:batch_size])
        order = order[batch_size:]
    return batches


def loop_delta(Z, labels):
    rows = []
    for z, label in zip(Z, labels, strict=True):
        e = np.exp(z - z.max())
        row = e / e.sum()
        row[label] -= 1
        rows.append(row)
    return np.array(rows)


WAYS = {
    "references": {id: e.reference for id, e in EXERCISES.items()},
    "other names": {"01.2": sig, "03.3": pass_on, "05b.5": EXERCISES["05b.5"].reference},
    "einsum": {"03.2": einsum_rows, "05b.2": einsum_gradients, "05b.5": EXERCISES["05b.5"].reference},
    "loops": {"04.5": loop_batches, "05b.1": loop_delta, "05b.5": EXERCISES["05b.5"].reference},
    "half": {"01.2": sig, "05b.3": EXERCISES["05b.3"].reference},
    "empty": {},
}


def filled(way):
    for id, function in WAYS[way].items():
        assert "is now in my_network.py" in keep(EXERCISES[id], function), id


def trained(sizes, X, labels, dtype, eta, batch_size, epochs):
    """The learner's (weights, biases) after their fit; the course's training from the same start comes to the same."""
    net = Network(sizes, activation="sigmoid", output="softmax", seed=0, dtype=dtype)
    own = mine.fit([W.copy() for W in net.weights], [b.copy() for b in net.biases], X, labels, eta, 0.9, batch_size,
                   epochs, 0)
    train(net, X, labels, epochs=epochs, batch_size=batch_size, optimizer=Momentum(eta, 0.9), seed=0)
    for ours, theirs in zip(net.weights + net.biases, own[0] + own[1], strict=True):
        assert ours.dtype == theirs.dtype
        np.testing.assert_allclose(ours, theirs, atol=1e-5)
    return own


@pytest.mark.parametrize("way", WAYS)
def test_the_file_trains_like_the_course(way):
    filled(way)
    X, labels = circles(seed=0)
    trained([2, 4, 2], X, labels, np.float64, 0.5, 32, 5)
    X, labels, *_ = load_mnist()
    trained([784, 16, 10], X[:500], labels[:500], np.float32, 0.3, 64, 2)


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_the_file_reads_digits(way):
    filled(way)
    X, labels, X_test, labels_test = load_mnist()
    net = Network([784, 128, 10], activation="sigmoid", output="softmax", seed=0, dtype=np.float32)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        weights, biases = mine.fit(list(net.weights), list(net.biases), X, labels, 0.3, 0.9, 64, 1, 0)
    answers = mine.forward(X_test, weights, biases)[-1].argmax(axis=1)
    assert (answers == labels_test).mean() >= 0.94


# ---- the file ----


def test_functions_stand_in_the_courses_order_and_what_was_skipped_is_the_courses(own, capsys):
    said = keep(EXERCISES["02.2"], EXERCISES["02.2"].reference)
    assert "It calls `layer`, `sigmoid`: there the course's own stands" in said
    there = pieces(own.read_text())
    assert [(name, piece.mine) for name, piece in there.items()] == [
        ("sigmoid", False),
        ("layer", False),
        ("network", True),
    ]
    keep(EXERCISES["01.2"], sig)
    assert pieces(own.read_text())["sigmoid"].mine and "np.tanh(value / 2)" in own.read_text()
    assert mine.lines() == len(EXERCISES["02.2"].solution.splitlines()) + 2
    assert "not counted: layer" in capsys.readouterr().out


def test_a_change_by_hand_stays(own):
    keep(EXERCISES["01.2"], sig)
    own.write_text(own.read_text().replace("value / 2)", "value / 2)  # mine"))
    before = own.read_text()
    assert "changed there by hand" in keep(EXERCISES["01.2"], EXERCISES["01.2"].reference)
    keep(EXERCISES["01.1"], EXERCISES["01.1"].reference)
    assert "# mine" in own.read_text() and before != own.read_text()


@pytest.mark.parametrize("content", [b"def sigmoid(z:\n", b"x = 1\n", b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_used_is_set_aside_and_never_over_another(own, content):
    for _ in range(2):
        own.write_bytes(content)
        assert "begins anew" in keep(EXERCISES["01.2"], sig)
    assert len(list(own.parent.glob("my_network_set_aside*.py"))) == 2
    assert all(path.read_bytes() == content for path in own.parent.glob("my_network_set_aside*.py"))


def test_what_leans_on_the_notebook_is_told_and_left_out(own):
    helper = np.exp

    def leaning(z):
        return 1 / (1 + helper(-z))

    assert "leans on `helper`" in keep(EXERCISES["01.2"], leaning)
    assert "not written with `def`" in keep(EXERCISES["01.1"], lambda z: np.where(z > 0, 1, 0))
    assert not own.exists()


def test_the_import_says_whose_it_is_and_follows_the_file(own, capsys):
    assert mine.sigmoid(0.0) == 0.5
    assert "the course's, until your own is right (exercise 01.2)" in capsys.readouterr().out
    keep(EXERCISES["01.2"], sig)
    assert mine.sigmoid(0.0) == 0.5 and "sigmoid: yours" in capsys.readouterr().out
    own.write_text(own.read_text() + "\ndef (")
    assert mine.sigmoid(0.0) == 0.5
    assert "cannot be used (SyntaxError" in capsys.readouterr().out
    with pytest.raises(AttributeError, match="no exercise"):
        _ = mine.nonsense


def test_nothing_is_written_by_halves(own, monkeypatch):
    keep(EXERCISES["01.2"], sig)
    before = own.read_bytes()
    monkeypatch.setattr(my_network.os, "replace", lambda *paths: (_ for _ in ()).throw(OSError("full")))
    assert "could not be put" in keep(EXERCISES["01.1"], EXERCISES["01.1"].reference)
    assert own.read_bytes() == before and list(own.parent.iterdir()) == [own]
