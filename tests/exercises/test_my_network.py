"""The learner's own file: what goes into it, what never does, and that a network made of it alone trains."""

import itertools
import os
import re
from pathlib import Path

import numpy as np
import pytest

from helpers import Network, load_mnist, mine
from helpers.data import circles
from helpers.exercises import check
from helpers.exercises.exercise import EXERCISES
from helpers.exercises.keeping import file_lock, keep_function, network_file
from helpers.exercises.keeping.keep_function import keep
from helpers.exercises.keeping.network_file import pieces
from helpers.optimizers import Momentum
from helpers.training import train
from tests.exercises.answers import right
from tests.exercises.learner import copied, not_right, ran, solved

# ---- other ways of writing ----


def written(id, head):
    """The right answer of answers.txt that begins so."""
    return right(id, head)[0]


sig = written("01.2", "def sig(value):")
WAYS = {
    "solutions": {id: copied(id) for id in (
        "01.2", "03.2", "03.3", "04.1", "04.5", "04.6", "05.2", "05b.1", "05b.2", "05b.3", "05b.5")},
    "others": {"01.2": sig, "03.2": written("03.2", "def einsum_rows("), "03.3": written("03.3", "def pass_on("),
               "04.5": written("04.5", "def loop_batches("), "05b.1": written("05b.1", "def loop_delta("),
               "05b.2": written("05b.2", "def einsum_gradients("), "05b.5": solved("05b.5")},
    "half": {"01.2": sig, "05b.3": solved("05b.3")},
}


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
def test_the_file_trains_like_the_course(way):
    """From the same start the learner's fit and the course's training come to the same."""
    for id, function in WAYS[way].items():
        assert "is now in my_network.py" in keep(EXERCISES[id], function), id
    digits = [part[:500] for part in load_mnist()[:2]]
    for sizes, (X, labels), dtype, eta, batch_size, epochs in (
            ([2, 4, 2], circles(seed=0), np.float64, 0.5, 32, 5), ([784, 16, 10], digits, np.float32, 0.3, 64, 2)):
        net = Network(sizes, activation="sigmoid", output="softmax", seed=0, dtype=dtype)
        own = mine.fit([W.copy() for W in net.weights], [b.copy() for b in net.biases], X, labels, eta, 0.9,
                       batch_size, epochs, 0)
        train(net, X, labels, epochs=epochs, batch_size=batch_size, optimizer=Momentum(eta, 0.9), seed=0)
        for ours, theirs in zip(own[0] + own[1], net.weights + net.biases, strict=True):
            assert ours.dtype == theirs.dtype
            np.testing.assert_allclose(ours, theirs, atol=1e-5)


# ---- what goes into it ----


def kept(id, text, name=None, **names):
    """What is said of the function of a cell, and the file's text afterwards."""
    exercise = EXERCISES[id]
    words = keep(exercise, ran(text, **names)[name or exercise.reference.__name__])
    path = network_file.network_path()
    return words, path.read_text(encoding="utf-8") if path.exists() else ""


BIG = type("Big", (float,), {"__repr__": lambda self: "big"})(1)  # no constant, and nothing that could be imported
SIG = "0.5 + 0.5 * np.tanh(z / 2)"
FORM = re.compile(r"([^\n]+): (\S+) (\S+)\n(.+?)\n---- [^\n]+\n(.+)", re.S)
TEXT = Path(__file__).with_name("forms.txt").read_text(encoding="utf-8")
FORMS = {form: rest for form, *rest in (FORM.fullmatch(part.strip()).groups() for part in TEXT.split("\n==== ")[1:])}


@pytest.mark.parametrize("form", FORMS)
def test_what_is_right_is_kept_however_it_is_written(form, capsys):
    id, name, cell, there = FORMS[form]
    words, text = kept(id, cell, name)
    assert "is now in my_network.py" in words and there in text, (words, text)
    assert capsys.readouterr().out == ""
    own_name = EXERCISES[id].reference.__name__
    assert not_right() == [] and pieces(text)[own_name].id == id
    getattr(mine, own_name)
    assert f"{own_name}: yours" in capsys.readouterr().out


def test_what_the_notebook_supplies_goes_along(own):
    from helpers import one_hot

    words, text = kept("02.3", "def count_parameters(s):\n    return sum((a + 1) * b for a, b in pairwise(s))",
                       pairwise=itertools.pairwise)
    assert "is now" in words and "from itertools import pairwise\n" in text
    slope = ran("def sigmoid_slope(z):\n    return sigmoid(z) * (1 - sigmoid(z))\n")["sigmoid_slope"]
    words, text = kept("05.2", "def hidden_delta(delta, W, z):\n    return (delta @ W) * sigmoid_slope(z)",
                       sigmoid_slope=slope)
    assert "is now" in words and "# from the notebook\ndef sigmoid_slope(z):" in text
    assert pieces(text)["hidden_delta"].mine and network_file.own_lines(pieces(text)["hidden_delta"]) == 2
    words, text = kept("05b.1", "def output_delta(Z, labels):\n    return softmax(Z) - one_hot(labels, Z.shape[1])",
                       one_hot=one_hot)
    assert "is now" in words and "# from the notebook\ndef one_hot(labels, classes):" in text and "helpers" not in text
    kept("05.2", "def hidden_delta(delta, W, z):\n    s = sigmoid(z)\n    return s * (1 - s) * (delta @ W)")
    assert "sigmoid_slope" not in own.read_text()  # nobody needs it any more
    assert not_right() == []


@pytest.mark.parametrize("cell, name, words", [
    (f"class S:\n    def __call__(self, z):\n        return {SIG}\nsig = S()", "sig", "what you handed over is S"),
    (f"def moved(z):\n    return {SIG}\n\n\ndef sig(z):\n    return moved(z)", "sig",
     "its cell uses the name `moved`, which belongs to another exercise's function"),
    (f"def outer(two):\n    def sig(z):\n        return {SIG.replace('2', 'two')}\n    return sig\nsig = outer(2)",
     "sig", "made inside another function and uses `two`"),
    ("def sigmoid(z):\n    return 1 / (big + np.exp(-np.maximum(z, -80)))", "sigmoid",
     "needs `big` from the notebook"),
    (f"def sig(z):\n    sigmoid = 1\n    return {SIG}", "sig", "`sigmoid` is the name of something else in it"),
])
def test_what_cannot_be_kept_is_told_with_what_to_do(cell, name, words):
    said, text = kept("01.2", cell, name, big=BIG)
    assert words in said and "check again" in said and text == ""


def test_another_name_for_a_function_of_the_course_is_kept_with_it(own):
    cell = "from helpers.mine import sigmoid as σ\ndef hidden_delta(delta, W, z, slope=lambda z: σ(z) * (1 - σ(z))):\n"
    said, text = kept("05.2", f"{cell}    return (delta @ W) * slope(z)")  # sigmoid itself is not written yet
    assert "is now" in said and text.index("def sigmoid") < text.index("σ = sigmoid") < text.index("def hidden_delta")
    kept("05.2", "def hidden_delta(delta, W, z):\n    a = sigmoid(z)\n    return (delta @ W) * a * (1 - a)")
    assert "σ = sigmoid" not in own.read_text() and not_right() == []


# ---- the file ----


def test_functions_stand_in_the_courses_order_and_what_was_skipped_is_the_courses(own, capsys):
    said = keep(EXERCISES["02.2"], solved("02.2"))
    assert "It calls `layer`. Until yours is right" in said
    there = pieces(own.read_text())
    wanted = [("sigmoid", False), ("layer", False), ("network", True)]
    assert [(name, piece.mine) for name, piece in there.items()] == wanted
    keep(EXERCISES["01.2"], sig)
    assert pieces(own.read_text())["sigmoid"].mine and "np.tanh(value / 2)" in own.read_text()
    assert mine.lines() == len(EXERCISES["02.2"].solution.splitlines()) + 1 + 2
    assert "not counted: layer" in capsys.readouterr().out


def test_what_was_changed_by_hand_or_was_there_before_stays_where_it_is(own):
    own.write_text("# mine alone\nZERO = 0\n")
    assert "is now in" in keep(EXERCISES["01.2"], sig)
    own.write_text(own.read_text().replace("value / 2)", "value / 2)  # mine") + "\n\n# the end\nprint('hello')\n")
    assert "changed there by hand" in keep(EXERCISES["01.2"], solved("01.2"))
    keep(EXERCISES["01.1"], solved("01.1"))
    keep(EXERCISES["04.1"], solved("04.1"))
    text = own.read_text()
    assert "# mine alone\nZERO = 0\n" in text and "# mine\n" in text and "import numpy as np\n" in text
    assert "def step" in text and text.index("# the end") > text.index("def sigmoid") and not_right() == []


@pytest.mark.parametrize("content, problem", [
    (b"x = 1\ndef sigmoid(z:\n", "line 2: SyntaxError"),
    (b"x = 1\n\ny = 1 / 0\n", "line 3: ZeroDivisionError"),
    (b"\xff\xfe\x00", "it is not text in UTF-8"),
    (b"while True:\n    pass\n", "still running after"),
    (b"import sys\nsys.exit()\n", "line 2: SystemExit"),
])
def test_a_file_that_cannot_be_read_stays_as_it_is(own, content, problem, monkeypatch, capsys):
    monkeypatch.setattr(network_file, "SECONDS", 0.3)
    own.write_bytes(content)
    said = keep(EXERCISES["01.2"], sig)
    assert problem in said and "Nothing in it was changed" in said
    assert own.read_bytes() == content and [path.name for path in own.parent.glob("*.py")] == [own.name]
    assert mine.sigmoid(0.0) == 0.5 and mine.lines() == 0 and mine.counted() == (0, 0)
    assert problem in capsys.readouterr().out or b"def" not in content


def test_a_function_that_does_not_come_out_right_in_the_file_is_told(own):
    own.write_text("import numpy as np\n\n\ndef sigmoid(z):\n    return z\n")
    assert "changed there by hand" in keep(EXERCISES["01.2"], sig)
    assert "with the functions of that file around it, it is not right" in keep(EXERCISES["01.3"], solved("01.3"))


def test_the_import_says_whose_it_is_and_follows_the_file(own, capsys):
    said = lambda: capsys.readouterr().out  # noqa: E731
    assert mine.sigmoid(0.0) == 0.5 and "the course's, until your own is right (exercise 01.2)" in said()
    check("01.2", sig)
    assert "✓" in said()
    assert mine.sigmoid(0.0) == 0.5 and "sigmoid: yours" in said()
    own.unlink()
    assert mine.sigmoid(0.0) == 0.5 and "yours is not in my_network.py (check 01.2 again" in said()
    check("01.2", copied("01.2"))
    check("04.6", copied("04.6"))
    assert "word for word" not in said()
    for id in ("03.3", "04.1"):  # of several lines, or of two with a name of its own
        check(id, copied(id))
        assert "word for word the course's solution" in said()
    _ = mine.sigmoid, mine.momentum_step, mine.forward
    assert said().splitlines() == ["sigmoid: yours, from my_network.py", "momentum_step: yours, from my_network.py",
                                   "forward: the course's solution, from my_network.py (exercise 03.3)"]
    own.write_text(own.read_text() + "\nwith open(__file__ + '.runs', 'a') as file:\n    file.write('.')\n1 / 0\n")
    assert mine.sigmoid(0.0) == 0.5 and mine.forward and said().count("cannot be used (line ") == 1
    assert own.with_name("my_network.py.runs").read_text() == "."  # each would wait for what never ends
    with pytest.raises(AttributeError, match="no exercise"):
        _ = mine.nonsense


def test_the_courses_own_function_is_no_answer(capsys):
    for function in (mine.step, mine.hidden_delta, EXERCISES["01.1"].reference):
        check("01.1", function)
        assert "this is the course's own function" in capsys.readouterr().out
    keep(EXERCISES["02.2"], solved("02.2"))
    check("02.1", mine.layer)
    assert "this is the course's own function" in capsys.readouterr().out
    check("02.2", mine.network)
    assert "✓" in capsys.readouterr().out


def test_no_other_notebook_writes_between_the_reading_and_the_writing(own, monkeypatch):
    def tried(*_):
        with pytest.raises(TimeoutError, match="another notebook has been writing to my_network"), file_lock.alone(own):
            pass

    monkeypatch.setattr(file_lock, "PATIENCE", 0)
    monkeypatch.setattr(keep_function, "tried", tried)
    assert "is now in" in keep(EXERCISES["01.2"], sig)


def test_what_an_editor_saves_while_a_check_is_at_work_is_not_lost(own, monkeypatch):
    keep(EXERCISES["01.1"], copied("01.1"))
    judged, saved = keep_function.tried, []

    def tried(*given):
        judged(*given)
        if not saved:
            saved.append(own.write_text(own.read_text() + "\n# saved meanwhile\n"))

    monkeypatch.setattr(keep_function, "tried", tried)
    assert "is now in" in keep(EXERCISES["01.2"], sig)
    assert "# saved meanwhile" in own.read_text() and "def sigmoid" in own.read_text()


def test_a_line_ends_where_python_ends_one_on_windows_too(own):
    """A text out of a browser may hold such marks, and str.splitlines ends a line there."""
    keep(EXERCISES["01.1"], copied("01.1"))
    note = "# a\u2028b\nNOTE = 'a\x0cb\x85c'\n"
    top, rest = own.read_text().split("import numpy as np\n")
    text = f"{top}import numpy as np\n\n{note}{rest}\n\nLAST = 1\n"
    own.write_text(text.replace("\n", "\r\n"), newline="")
    for id, function in (("01.2", sig), ("01.1", ran("def step(z):\n    return (z > 0) * 1\n")["step"])):
        assert "is now in" in keep(EXERCISES[id], function)
    text = own.read_bytes().decode()
    assert note in text and "\nLAST = 1\n" in text and text.count("def step") == 1 and "\r" not in text


def test_nothing_is_written_by_halves_or_into_a_file_that_is_read_only_and_that_is_told(own, monkeypatch):
    keep(EXERCISES["01.1"], copied("01.1"))
    before = own.read_text()
    own.chmod(0o444)
    assert "could not be put into my_network.py: PermissionError: my_network.py is read-only" in keep(
        EXERCISES["01.2"], sig)
    own.chmod(0o700)  # of a program that nobody else is to read
    mode = own.stat().st_mode
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", lambda *paths: (_ for _ in ()).throw(OSError("full")))
        said = keep(EXERCISES["01.2"], sig)
    assert "could not be put" in said and "is now in" not in said
    assert own.read_text() == before and not list(own.parent.glob("*.part"))
    assert "is now in" in keep(EXERCISES["01.2"], sig) and own.stat().st_mode == mode
    monkeypatch.setenv("COURSE_NETWORK", str(own.parent / "nowhere" / "my_network.py"))
    said = keep(EXERCISES["01.2"], sig)
    assert "could not be put" in said and "is now in" not in said
