"""The learner's own file: what goes into it, what never does, and that a network made of it alone trains."""

import itertools
import os
import subprocess
import sys
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

ROOT = Path(__file__).resolve().parents[2]


# ---- other ways of writing ----


def written(id, head):
    """The right answer of answers.txt that begins so."""
    return right(id, head)[0]


sig, pass_on = written("01.2", "def sig(value):"), written("03.3", "def pass_on(")
einsum_rows, einsum_gradients = written("03.2", "def einsum_rows("), written("05b.2", "def einsum_gradients(")
loop_batches, loop_delta = written("04.5", "def loop_batches("), written("05b.1", "def loop_delta(")
WAYS = {
    "solutions": {id: copied(id) for id in (
        "01.2", "03.2", "03.3", "04.1", "04.5", "04.6", "05.2", "05b.1", "05b.2", "05b.3", "05b.5")},
    "other names": {"01.2": sig, "03.3": pass_on, "05b.5": solved("05b.5")},
    "einsum": {"03.2": einsum_rows, "05b.2": einsum_gradients, "05b.5": solved("05b.5")},
    "loops": {"04.5": loop_batches, "05b.1": loop_delta, "05b.5": solved("05b.5")},
    "half": {"01.2": sig, "05b.3": solved("05b.3")},
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


# ---- what goes into it ----


def kept(id, text, name=None, **names):
    """What is said of the function of a cell, and the file's text afterwards."""
    exercise = EXERCISES[id]
    words = keep(exercise, ran(text, **names)[name or exercise.reference.__name__])
    path = network_file.network_path()
    return words, path.read_text(encoding="utf-8") if path.exists() else ""


BIG = type("Big", (float,), {"__repr__": lambda self: "big"})(1)  # no constant, and nothing that could be imported
SIG = "0.5 + 0.5 * np.tanh(z / 2)"
FORMS = {  # (exercise, the cell, the name of its function, what stands in the file afterwards)
    "annotations": ("01.2", f"import numpy.typing as npt\ndef sigmoid(z: npt.NDArray) -> npt.NDArray:\n  return {SIG}",
                    "sigmoid", "import numpy.typing as npt\n"),
    "annotations that nobody reads": (
        "01.2", f"from __future__ import annotations\ndef sigmoid(z: Nowhere):\n    return {SIG}", "sigmoid",
        "\nfrom __future__ import annotations\n\nimport numpy as np\n"),
    "a constant as a default": ("01.2", f"HALF = 2  # of z\ndef sigmoid(z, half=HALF):\n    return {SIG}", "sigmoid",
                                "HALF = 2  # of z\n\n\ndef sigmoid(z, half=HALF):"),
    "a constant from its place": ("01.2", "HALF = 2\ndef sigmoid(z):\n    return 0.5 + 0.5 * np.tanh(z / HALF)",
                                  "sigmoid", "HALF = 2\n"),
    "an f-string": ("01.2", f"def f(z):\n    said = f'{{z}}' + 'f of 1'\n    return {SIG}", "f", "f'{z}' + 'f of 1'"),
    "a % format": ("01.2", f"def d(z):\n    said = '%d' % 3\n    return {SIG}", "d", "'%d' % 3"),
    "an attribute": ("03.2", "def T(A, W, b):\n    return A @ W.T + b", "T",
                     "def layer_rows(A, W, b):\n    return A @ W.T"),
    "a keyword": ("01.2", f"def k(z):\n    dict(k=1)\n    return {SIG}", "k", "dict(k=1)"),
    "other letters": ("01.2", f"def 𝜎(z):\n    return {SIG} if np.ndim(z) < 9 else 𝜎(z)", "σ", "else sigmoid(z)"),
    "a recursion": ("02.3", "def n(s):\n    return (s[0] + 1) * s[1] + n(s[1:]) if s[1:] else 0", "n",
                    "count_parameters(s[1:])"),
    "a decorator": ("01.2", f"@np.vectorize\ndef sigmoid(z):\n    return {SIG}", "sigmoid",
                    "@np.vectorize\ndef sigmoid"),
    "a decorator of their own": (
        "01.2",
        "import functools\ndef loud(f):\n    @functools.wraps(f)\n    def g(*a):\n        return f(*a)\n    return g\n"
        f"@loud\ndef sigmoid(z):\n    return {SIG}", "sigmoid", "@loud\ndef sigmoid"),
    "a lambda": ("01.2", f"sig = lambda z: {SIG}", "sig", f"sigmoid = lambda z: {SIG}"),
    "a helper": ("01.2", "def half(z):\n    return z / 2\n\n# mine\ndef sigmoid(z):\n"
                         f"    return {SIG.replace('z / 2', 'half(z)')}", "sigmoid",
                 "def half(z):\n    return z / 2\n\n\n# mine\ndef sigmoid"),
    "comments": ("01.2", f"# above\ndef sigmoid(z):\n    return {SIG}\n    # below\n\nprint", "sigmoid",
                 f"# above\ndef sigmoid(z):\n    return {SIG}\n    # below\n"),
    "an import that may fail": (
        "01.2", "try:\n    from nowhere import e\nexcept ImportError:\n    from math import e\n"
                "def sigmoid(z):\n    return 1 / (1 + e ** -np.maximum(z, -80.0))", "sigmoid",
        "except ImportError:\n    from math import e\n\n\ndef sigmoid"),
    "an if": ("01.2", f"if True:\n    HALF = 2\ndef sigmoid(z):\n    return {SIG.replace('/ 2', '/ HALF')}", "sigmoid",
              "if True:\n    HALF = 2\n\n\ndef sigmoid"),
    "a constant that grows": (
        "01.2", f"HALF = 1\nHALF += 1\nstr(HALF)\ndef sigmoid(z):\n    return {SIG.replace('/ 2', '/ HALF')}",
        "sigmoid", "HALF = 1\nHALF += 1\n\n\ndef sigmoid"),
    "a table that a loop fills": (
        "01.2", "TABLE, OTHER = [], 5\nfor k in range(3):\n    if k > 1:\n        TABLE.append(k)\n"
                f"def sigmoid(z):\n    return {SIG.replace('/ 2', '/ TABLE[0]')}\nTABLE.sort()", "sigmoid",
        "        TABLE.append(k)\nTABLE.sort()\n\n\ndef sigmoid"),
    "an attribute of the function": (
        "01.2", f"def s(z):\n    return {SIG.replace('/ 2', '/ s.half')}\n\ns.half = 2\n", "s",
        "z / sigmoid.half)\n\n\nsigmoid.half = 2\n"),
    "an import above": ("01.2", "import math\ndef sigmoid(z):\n    return 1 / (1 + math.e ** -np.maximum(z, -80))",
                        "sigmoid", "import numpy as np\nimport math\n"),
}


@pytest.mark.parametrize("form", FORMS)
def test_what_is_right_is_kept_however_it_is_written(form, capsys):
    id, cell, name, there = FORMS[form]
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
    (f"def one(z):\n    return {SIG}\nsig = np.vectorize(one)", "sig", "what you handed over is vectorize"),
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
    kept("01.2", f"def sigmoid(z):\n    return {SIG}")
    cell = "from helpers.mine import sigmoid as σ\ndef hidden_delta(delta, W, z, slope=lambda z: σ(z) * (1 - σ(z))):\n"
    said, text = kept("05.2", f"{cell}    return (delta @ W) * slope(z)")
    assert "is now" in said and text.index("def sigmoid") < text.index("σ = sigmoid") < text.index("def hidden_delta")
    kept("05b.1", "from helpers.mine import softmax as shares\ndef output_delta(Z, labels):\n"
                  "    return shares(Z) - np.eye(Z.shape[1])[labels]")  # softmax itself is not written yet
    assert own.read_text().index("def softmax") < own.read_text().index("shares = softmax")
    kept("05.2", "def hidden_delta(delta, W, z):\n    a = sigmoid(z)\n    return (delta @ W) * a * (1 - a)")
    assert "σ" not in own.read_text() and not_right() == []


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


def test_a_change_by_hand_stays(own):
    keep(EXERCISES["01.2"], sig)
    own.write_text(own.read_text().replace("value / 2)", "value / 2)  # mine"))
    assert "changed there by hand" in keep(EXERCISES["01.2"], solved("01.2"))
    keep(EXERCISES["01.1"], solved("01.1"))
    assert "# mine" in own.read_text() and "def step" in own.read_text()


def test_what_else_is_written_there_stays_where_it_is(own):
    keep(EXERCISES["01.2"], sig)
    own.write_text("# mine alone\nZERO = 0\n" + own.read_text() + "\n\n# the end\nprint('hello')\n")
    keep(EXERCISES["01.1"], solved("01.1"))
    keep(EXERCISES["04.1"], solved("04.1"))
    text = own.read_text()
    assert text.startswith("# mine alone\nZERO = 0\n") and text.index("# the end") > text.index("def sigmoid")
    assert not_right() == []


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


def test_a_file_that_was_there_before_takes_functions_too(own):
    own.write_text("x = 1\n")
    assert "is now in" in keep(EXERCISES["01.2"], sig)
    assert "x = 1\n" in own.read_text() and "import numpy as np\n" in own.read_text()
    own.write_text("import numpy as np\n\n\ndef sigmoid(z):\n    return z\n")
    assert "changed there by hand" in keep(EXERCISES["01.2"], sig)


def test_a_function_that_does_not_come_out_right_in_the_file_is_told(own):
    own.write_text("import numpy as np\n\n\ndef sigmoid(z):\n    return z\n")
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


def test_the_file_is_run_once_a_check_and_once_for_all_imports(own):
    keep(EXERCISES["01.2"], sig)
    own.write_text(own.read_text() + "\nwith open(__file__ + '.runs', 'a') as file:\n    file.write('.')\n")
    keep(EXERCISES["01.1"], solved("01.1"))
    assert own.with_name("my_network.py.runs").read_text() == "."
    _ = mine.sigmoid, mine.step, mine.softmax
    assert own.with_name("my_network.py.runs").read_text() == ".."


def test_two_notebooks_at_once_lose_nothing(own):
    """Eight functions from two processes, and their progress."""
    program = """
import sys
from tests.exercises.learner import solved
from helpers.exercises import check
for id in sys.argv[1:]:
    check(id, solved(id))
"""
    ids = list(EXERCISES)[:8]
    running = [subprocess.Popen([sys.executable, "-c", program, *part], cwd=ROOT, stdout=subprocess.PIPE, text=True)
               for part in (ids[::2], ids[1::2])]
    said = "".join(one.communicate(timeout=120)[0] for one in running)
    assert said.count("is now in my_network.py") == 2 * len(ids), said  # as text and as HTML
    there = pieces(own.read_text())
    assert {piece.id for piece in there.values() if piece.mine} == set(ids)
    assert set(network_file.progress_file.done()) == set(ids) and not_right() == []


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


@pytest.mark.parametrize("mark", ["\u2028", "\x0c", "\x85"])
def test_a_line_ends_where_python_ends_one(own, mark):
    """A text out of a browser may hold such a mark, and str.splitlines ends a line there."""
    keep(EXERCISES["01.1"], copied("01.1"))
    top, rest = own.read_text().split("import numpy as np\n")
    own.write_text(f"{top}import numpy as np\n\n# a{mark}b\nNOTE = 'a{mark}b'\n{rest}\n\nLAST = 1\n", newline="\n")
    for id, function in (("01.2", sig), ("01.1", ran("def step(z):\n    return (z > 0) * 1\n")["step"])):
        assert "is now in" in keep(EXERCISES[id], function)
    text = own.read_text()
    assert f"# a{mark}b\nNOTE = 'a{mark}b'\n" in text and "\nLAST = 1\n" in text and text.count("def step") == 1


def test_windows_line_ends_are_read(own):
    keep(EXERCISES["01.1"], copied("01.1"))
    own.write_bytes((own.read_text() + "\n# mine\n").replace("\n", "\r\n").encode())
    assert "is now in" in keep(EXERCISES["01.2"], sig)
    text = own.read_bytes().decode()
    assert "\n# mine\n" in text and "\r" not in text and len(pieces(text)) == 2


def test_a_file_that_is_read_only_stays(own):
    keep(EXERCISES["01.1"], copied("01.1"))
    before = own.read_text()
    own.chmod(0o444)
    assert "could not be put into my_network.py: PermissionError: my_network.py is read-only" in keep(
        EXERCISES["01.2"], sig)
    assert own.read_text() == before
    own.chmod(0o700)  # of a program that nobody else is to read
    mode = own.stat().st_mode
    assert "is now in" in keep(EXERCISES["01.2"], sig) and own.stat().st_mode == mode


def test_nothing_is_written_by_halves_and_a_failed_write_is_told(own, monkeypatch):
    keep(EXERCISES["01.2"], sig)
    before = own.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", lambda *paths: (_ for _ in ()).throw(OSError("full")))
        said = keep(EXERCISES["01.1"], solved("01.1"))
    assert "could not be put" in said and "is now in" not in said
    assert own.read_bytes() == before and [path.name for path in own.parent.glob("*")] .count("my_network.py") == 1
    assert not list(own.parent.glob("*.part"))
    monkeypatch.setenv("COURSE_NETWORK", str(own.parent / "nowhere" / "my_network.py"))
    said = keep(EXERCISES["01.2"], sig)
    assert "could not be put" in said and "is now in" not in said


def test_a_function_of_an_exercise_that_is_gone_is_still_theirs():
    network_file.network_path().write_text("def to_rows(images):\n    return len(images)\n", encoding="utf-8")
    assert mine.to_rows("abc") == 3
    with pytest.raises(AttributeError, match="'to_columns'"):
        mine.to_columns  # noqa: B018
