"""The learner's network leaves the course: a program that trains and reads photos, without what it does not need."""

import io
import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from helpers import load_mnist, mine
from helpers.exercises.exercise import EXERCISES
from helpers.exercises.keeping import network_file
from helpers.exercises.keeping.keep_function import keep
from helpers.exercises.keeping.leaving import archive_path, keep_digits, leave
from helpers.exercises.keeping.network_file import pieces
from tests.exercises.learner import not_right, of_cell, sixth, solved
from tests.test_photo import sheet

ROOT = Path(__file__).resolve().parents[2]
NETWORK = ["01.2", "03.2", "03.3", "04.1", "04.5", "04.6", "05.2", "05b.1", "05b.2", "05b.3", "05b.5", "05d.2",
           "06b.1", "06b.2", "06b.3"]


def ran(own, *words, code=0):
    """What the program prints in a terminal, which knows the course's folder from the program alone."""
    done = subprocess.run([sys.executable, own.name, *words], cwd=own.parent, capture_output=True, text=True,
                          timeout=300, env=os.environ | {"OPENBLAS_NUM_THREADS": "1", "PYTHONIOENCODING": "utf-8"})
    assert "Traceback" not in done.stderr and "Warning" not in done.stderr, done.stderr
    assert done.returncode == code
    return done.stdout + done.stderr


@pytest.mark.slow
def test_what_the_network_needs_stays_and_the_rest_is_kept_beside_it(own, capsys):
    for id in [*NETWORK, "01.5", "02.3", "02.4"]:
        keep(sixth(EXERCISES[id]), solved(id))
    before = own.read_text()
    mine.leave()
    assert "3 functions that served one section only" in capsys.readouterr().out
    assert [piece.id for piece in pieces(own.read_text()).values()] == NETWORK
    assert {piece.id for piece in pieces(archive_path().read_text()).values()} == {"01.5", "02.3", "02.4"}
    assert all(piece.mine and piece.text in before for text in (own.read_text(), archive_path().read_text())
               for piece in pieces(text).values())
    _ = mine.merge, mine.fit
    assert capsys.readouterr().out == "merge: yours, from my_exercises.py\nfit: yours, from my_network.py\n"
    assert not_right() == []
    once = own.read_text()
    leave()
    assert own.read_text() == once


def test_what_was_skipped_is_the_courses_and_what_comes_later_stands_before_the_program(own):
    keep(EXERCISES["02.3"], solved("02.3"))
    assert any("The course's own stands for" in line for line in leave())
    assert [piece.mine for piece in pieces(own.read_text()).values()] == [False] * len(NETWORK)
    assert "is now in" in keep(EXERCISES["07.2"], solved("07.2"))
    text = own.read_text()
    assert pieces(text)["count_parameters"].mine  # had moved out; a later function calls it
    assert text.index("def within_budget") < text.index(network_file.PROGRAM) and "def main" in text
    assert "is now in" in keep(EXERCISES["01.2"], solved("01.2")) and pieces(own.read_text())["sigmoid"].mine


def test_the_program_imports_nothing_of_the_course_but_what_loads_digits_and_photos(own, capsys):
    body = "return softmax(Z) - one_hot(labels, Z.shape[1])"
    keep(EXERCISES["05b.1"], of_cell(f"from helpers import one_hot\ndef output_delta(Z, labels):\n    {body}"))
    keep(EXERCISES["02.3"], of_cell("from helpers import lecture\nfrom itertools import pairwise\n"
                                     "def count_parameters(sizes):\n    return lecture.count_parameters(sizes)"))
    assert "from helpers import lecture" in own.read_text()
    mine.leave()
    text = own.read_text()
    imported = re.findall(r"helpers\.?\w*", text[: text.index(network_file.PROGRAM)])
    assert not imported and "pairwise" not in text and "still imports" not in capsys.readouterr().out
    assert "def one_hot(labels, classes):" in text and pieces(text)["output_delta"].mine
    assert archive_path().read_text().startswith('"""What I wrote') and "import lecture\n" in archive_path().read_text()
    network_file.loaded(archive_path().read_text(), archive_path())
    assert mine.count_parameters([2, 3, 1]) == 13 and "yours, from my_exercises.py" in capsys.readouterr().out
    assert ran(own).startswith("python my_network.py train")


def test_what_stands_there_by_hand_keeps_what_it_needs_and_what_the_program_needs_of_the_course_is_told(own, capsys):
    keep(EXERCISES["02.4"], solved("02.4"))
    keep(EXERCISES["06b.1"], of_cell("from helpers import Network\ndef predict(X, weights, biases):\n    Network\n"
                                      "    return forward(X, weights, biases)[-1].argmax(axis=1)"))
    own.write_text(own.read_text() + "\n\ndef both(a, b):\n    return merge(*a, *b)\n")
    mine.leave()
    assert "def both" in own.read_text() and "def merge" in own.read_text() and not archive_path().exists()
    assert "It still imports `from helpers import Network` of the course" in capsys.readouterr().out


def test_digits_of_the_own_hand_are_kept_once_and_a_damaged_file_of_them_is_told(own, capsys):
    file, images = own.with_name("my_digits.npz"), np.random.default_rng(0).random((3, 784), np.float32)
    keep_digits(images, np.arange(3))
    keep_digits(np.concatenate([images[1:], images[:1]]), np.array([1, 2, 9]))
    with np.load(file) as there:
        assert sorted(there["labels"]) == [0, 1, 2, 9] and there["images"].dtype == np.float32
    for damaged in (b"PK\x03\x04 half a file", b"", as_npz(other=np.zeros(3))):
        file.write_bytes(damaged)
        with pytest.raises(ValueError, match="my_digits.npz does not hold your handwritten digits"):
            mine.digits()
        mine.keep(SimpleNamespace(images=images[:1], labels=np.array([3])))
        said = capsys.readouterr().out
        assert "could not be saved: my_digits.npz does not hold" in said and "Move it away" in said
        assert file.read_bytes() == damaged


def as_npz(**arrays):
    file = io.BytesIO()
    np.savez(file, **arrays)
    return file.getvalue()


def test_how_long_a_training_will_take_is_said_from_a_few_examples(monkeypatch, capsys):
    clock, done = [0.0], []

    def work(n):
        done.append(n)
        clock[0] += n / 64

    monkeypatch.setattr(mine.time, "perf_counter", lambda: clock[0])
    mine.how_long(work, 20_000, 6)
    assert "about 1875 seconds.\nThat is 0.5 hours. Stop it with ■" in capsys.readouterr().out and done == [64]


LAYER = {"W1": np.zeros((10, 784)), "b1": np.zeros(10)}


@pytest.mark.slow
def test_the_program_says_what_to_do_and_what_it_cannot_read(own):
    leave()
    assert "python my_network.py train " in ran(own) and "read photo.png" in ran(own, "raed", "photo.png", code=1)
    assert "has not learned anything yet" in ran(own, "read", "photo.png", code=1)
    for name, words, content in (("my_digits", ["train"], as_npz(images=np.zeros((2, 784)), labels=np.array([1, 12]))),
                                 ("my_network", ["read", "photo.png"], b"PK\x03\x04 half a file"),
                                 ("my_network", ["read", "photo.png"], as_npz(**LAYER | {"b1": np.full(10, np.inf)}))):
        own.with_name(f"{name}.npz").write_bytes(content)
        said = ran(own, *words, code=1)
        assert re.search("npz (does not hold your handwritten|holds no network that reads)", said)
    own.with_name("my_network.npz").write_bytes(as_npz(**LAYER))
    sheet(load_mnist()[2][:3], np.random.default_rng(0)).save(own.parent / "photo.png")
    said = ran(own, "read", "nowhere.png", "photo.png")
    assert "10% sure" in said and "there is no file nowhere.png" in said
    own.write_text(own.read_text().replace(f"COURSE = {str(ROOT)!r}", "COURSE = 'moved'"))
    assert "There is no helpers. If the course has moved, write its new place behind COURSE in my_network.py, " \
           "where moved stands" in ran(own, "read", "photo.png", code=1)


@pytest.mark.weekly
def test_the_program_trains_and_reads_a_photo(own):
    for id in NETWORK:
        keep(EXERCISES[id], solved(id))
    X, y, X_test, y_test = load_mnist()
    keep_digits(X_test[:2], y_test[:2])
    leave()
    said = ran(own, "train")
    assert "2 of your own handwritten digits" in said and "6 epochs of 60,040 digits: about" in said
    assert not list(own.parent.glob("*.part")) and 0.975 < float(said.split("%] of")[0].split("% of the")[0][-5:]) / 100
    sheet(X_test[:6], np.random.default_rng(0)).save(own.parent / "photo.png")
    said = ran(own, "read", "photo.png", "nowhere.png", own.name)
    assert f"photo.png: {' '.join(map(str, y_test[:6]))}" in said and "% sure" in said
    assert "there is no file nowhere.png" in said and "my_network.py cannot be read as a picture" in said
