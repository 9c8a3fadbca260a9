"""Notebook 06b: the numbers of its prose, looked at in a run of its cells; its figures draw what they claim."""

import numpy as np
import pytest
from matplotlib.collections import QuadMesh

from helpers import load_mnist, mine
from helpers.lessons.your_network import pictures

# what a learner would change: {cell id: (a text that stands there once, what is written in its place), or a list}
CHANGES = [{"begin-2": ("[784, 128, 10], 0", "[784, 30, 20, 10], 3"), "answer-06b-s": ("epochs = 4", "epochs = 1")}]


def test_weights_come_out_of_the_file_as_they_went_in(notebook):
    said = notebook.outputs["after-06b-3"].text
    assert "the same weights: True" in said and "815,126 bytes for 101,770 parameters" in said
    assert all(np.array_equal(W, there) for W, there in
               zip(notebook.after["after-06b-3"]["weights"], notebook.namespace["again"], strict=True))


def test_it_becomes_a_program(notebook):
    assert "my_network.py is a program now" in notebook.outputs["your-program-now"].text


def test_both_networks_read_and_do_not_agree_on_all(notebook):
    names = notebook.namespace
    assert names["accuracy"] > 0.97 and abs(names["accuracy"] - np.mean(names["others"] == names["y_test"])) < 0.01
    assert 50 < np.sum(names["answers"] != names["others"]) < 400
    assert {W.dtype.name for W in names["learned"][0]} == {"float32"}


def test_learning_alone_forgets_and_among_the_others_does_not(notebook):
    names = notebook.namespace
    read = lambda images, those: names["predict"](images, *those)  # noqa: E731
    assert 0.5 < names["forgetful"] < 0.9
    first = names["fit"](*names["learned"], names["flagged"], names["ones"], 0.1, 0.9, 20, 1, 0)
    assert np.mean(read(names["X_test"], first) == names["y_test"]) > 0.96
    assert np.mean(read(names["unseen"], first) == 1) > 0.9
    assert np.mean(read(names["X_test"], names["among"]) == names["y_test"]) > 0.97
    assert np.mean(read(names["unseen"], names["among"]) == 1) > 0.9
    assert np.mean(read(names["unseen"], names["alone"]) == 1) > 0.9


@pytest.mark.weekly
def test_five_starts_forget_as_the_text_says(notebook):
    names = notebook.namespace
    fit, X, y = names["fit"], names["X"], names["y"]
    for seed in range(5):
        those = [[one.astype(X.dtype) for one in part] for part in names["initialize"]([784, 128, 10], seed)]
        for epoch in range(4):
            those = fit(*those, X, y, 0.3 * (1 - epoch / 4), 0.9, 64, 1, epoch + 10 * seed)
        alone = fit(*those, names["flagged"], names["ones"], 0.1, 0.9, 20, 20, 0)
        first = fit(*those, names["flagged"], names["ones"], 0.1, 0.9, 20, 1, 0)
        stages = those, first, alone
        shares = [np.mean(names["predict"](names["X_test"], *one) == names["y_test"]) for one in stages]
        assert shares[0] > 0.97 and shares[1] > 0.965 and 0.6 < shares[2] < 0.82
        assert np.mean(names["predict"](names["unseen"], *first) == 1) > 0.9


def test_achievement_says_what_was_read(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("COURSE_NETWORK", str(tmp_path / "my_network.py"))
    images = load_mnist()[2][:10]
    weights = [np.zeros((5, 784)), np.zeros((10, 5))]
    fig = pictures.achievement(weights, images, np.arange(10), [0, 1, 2, 3, 4, 5, 6, 7, 8, 8],
                               accuracy=0.976, seconds=7.2, mine=90, course=5)
    assert "784 → 5 → 10, that reads 97.6% of 10,000 test digits. It has 3,985 parameters" in fig.alt
    assert "90 lines of it are mine, 5 the course's" in fig.alt and "9 of them are right" in fig.alt
    written = {text.get_text() for text in fig.texts}
    assert {"90 lines of mine, 5 of the course", "3,985 parameters, trained in 7 seconds", "9 ≠ 8"} <= written
    assert [mesh.get_array().shape[0] for mesh in fig.findobj(QuadMesh)] == [28, 28]
    mine.picture(fig)
    assert (tmp_path / "my_network.png").read_bytes().startswith(b"\x89PNG") and fig.alt in capsys.readouterr().out
    assert [path.name for path in tmp_path.iterdir()] == ["my_network.png"]
