"""The judge, on a small exercise of its own; the limit of time."""

import os
import re
import signal
import textwrap
import threading
import time

import numpy as np
import pytest

from helpers.exercises import check
from helpers.exercises.diagnosing.judge import judge
from helpers.exercises.diagnosing.time_limit import TooLong, time_limit
from helpers.exercises.exercise import EXERCISES, Exercise
from tests.exercises.learner import graded, of_cell, solved, with_body


def halve(x, n):
    """x (d,), n → x / n."""
    return x / n


HALVE = Exercise("99.1", "halves", halve, lambda random: [(np.array([4.0, 2.0]), 2), (random.normal(size=5), 3)],
                 ("one", "two"), {"multiplied": ("Multiplied", ("x / n", "x * n"))}, (), None, 1e-7)


def halving(body):
    """A learner's function with this body."""
    return of_cell(f"def halve(x, n):\n{textwrap.indent(body, '    ')}")


@pytest.mark.parametrize("attempt, words", [  # a text is the function's body
    ("return halve(x, n)", "RecursionError"),
    ("return xx / n", "`return xx / n"),
    ("raise SystemExit", "SystemExit"),
    ("return x / ...", "still a ... to replace in line"),
    (lambda x, n: x * n, "Multiplied"),
    (lambda x, n: (x / n)[:, None], "in an array with too many axes"),
    (lambda x, n: x[:, None] / (n + 1), "has shape (2, 1); expected (2,)"),
    (lambda x, n: x / (n * np.nan), "NaN"),
    (lambda x, n: [[1], [1, 2]], "a list of 2"),
    (lambda x: x, "does not accept them"),
    (lambda x, n: halve(x), "stopped in line"),
    (lambda x, n: max(x[None]) / n if n == 2 else max(np.array([x, x])), "Python's own max"),
    (lambda x, n: (v / n for v in x), "a generator"),
    (lambda x, n: float(input()), "values come in as arguments"),
    (lambda x, n: [..., 1.0], "still holds a `...`"),
    (lambda x, n: halve, "returns a function, `halve` (should it be called"),
    (lambda x, n: x / (0 * n), "something is divided by 0 there"),
    ("def unfinished():\n    return ...\nreturn unfinished()", "A function that yours calls is not written yet"),
    (lambda x, n: x @ np.ones(7), "not the same: (2,) @ (7,)"),
    ("longer = np.ones(3)\nrows = [x, x, np.ones((1, 5))]\nreturn x / longer + rows[n]",
     "(2,) and (3,) cannot be combined number by number. The shapes are: x (2,), longer (3,)."),
    (lambda x, n: [n].sort()[0], "so do print, .append and .sort"),
    ("whole = np.array([4, 2])\nwhole /= n\nreturn whole", "An array of whole numbers cannot hold decimals"),
    (lambda x, n: 10**30, "The shape is not right: the result has shape ()"),
    (lambda x, n: np.where(x > 3, np.exp(x * 1000), x), "is infinite for a computer. That is not all"),
    (np.ones(2), "without calling it"),
])
def test_what_is_said_of_a_mistake(attempt, words):
    reply = judge(HALVE, halving(attempt) if isinstance(attempt, str) else attempt)
    assert reply.state == "wrong"
    assert words in re.sub(r"`\(lambda.*`", "", reply.words)  # the line that is quoted holds the words as well


def test_the_smallest_case_is_shown_with_both_results():
    reply = judge(HALVE, lambda x, n: x * n)
    assert reply.evidence == (("x", "[4., 2.]"), ("n", "2"), ("expected", "[2., 1.]"), ("yours", "[8., 4.]"))


def test_an_error_is_shown_with_its_case():
    reply = judge(HALVE, lambda x, n: x * n if n == 2 else x @ np.ones(7))
    assert "not the same: (5,) @ (7,)" in reply.words
    assert ("n", "3") in reply.evidence and ("yours", "an error") in reply.evidence


def test_what_the_learner_prints_is_that_of_the_case_shown(capsys):
    def attempt(x, n):
        print(f"n is {n}")
        return x / n if n == 2 else x

    assert judge(HALVE, attempt).evidence[1] == ("n", "3")
    assert capsys.readouterr().out == "n is 3\n"


@pytest.mark.parametrize("line, value, wrong", [  # `kept` is a list, the default of one more argument
    ("kept.append(sizes)", "count + kept.count(sizes) - 1", True),
    ("kept[:] = [count]", "kept", True),  # one list for all calls
    ("kept.append(count)", "kept[-1]", False),
])
def test_what_is_kept_from_call_to_call_is_found_by_the_check_and_by_the_grader(line, value, wrong):
    cell = f"def mine(sizes, kept=[]):\n{EXERCISES['02.3'].parts[1].replace('return', 'count =')}\n" \
           f"    {line}\n    return {value}"
    said = [judge(EXERCISES["02.3"], of_cell(cell)).words, *graded("02.3", f"{cell}\n\ncheck('02.3', mine)")]
    assert ["keep anything from call to call" in words for words in said] == [wrong, wrong], said


def test_a_single_number_in_an_array_is_a_number():
    mean = Exercise("99.3", "", lambda x: x.mean(), lambda random: [(np.arange(3.0),)], (), {}, (), None, 1e-7)
    assert judge(mean, lambda x: np.array([1.0])).state == "right"
    assert judge(mean, lambda x: np.array([1.0, 1.0])).state == "wrong"


@pytest.mark.parametrize("body", [
    "while True:\n    pass",
    "while True:\n    try:\n        while True:\n            pass\n    except Exception:\n        pass",
], ids=["a loop", "a stubborn loop"])
def test_an_endless_loop_ends(body, monkeypatch):
    monkeypatch.setattr("helpers.exercises.diagnosing.judge.SECONDS", 1)
    before = set(threading.enumerate())
    reply = judge(HALVE, halving(body))
    assert "still running" in reply.words and "in line" in reply.words
    assert set(threading.enumerate()) <= before


@pytest.mark.skipif(not hasattr(signal, "pthread_kill"), reason="on Windows nothing ends what waits")
def test_what_waits_ends_and_an_import_is_no_endless_loop(monkeypatch, tmp_path):
    monkeypatch.setattr("helpers.exercises.diagnosing.judge.SECONDS", 0.5)
    began = time.monotonic()
    assert "still running" in judge(HALVE, halving("import time\ntime.sleep(30)")).words
    assert time.monotonic() - began < 20
    monkeypatch.setattr("helpers.exercises.diagnosing.judge.SECONDS", 2)  # and as many anew behind the import
    monkeypatch.setattr("helpers.exercises.diagnosing.time_limit.AGAIN", 0.1)
    (tmp_path / "slow_to_load.py").write_text("import time\ntime.sleep(2.1)")
    monkeypatch.syspath_prepend(tmp_path)
    assert judge(HALVE, halving("import slow_to_load, time\ntime.sleep(0.2)\nreturn x / n")).state == "right"


def test_without_threads_and_processes_the_check_works_and_has_no_limit(monkeypatch, capsys, own_progress):
    """As in a browser's Python."""

    def cannot(*_, **__):
        raise RuntimeError("can't start new thread")

    for name in ("threading.Thread.start", "subprocess.Popen", "os.fork", "_posixsubprocess.fork_exec"):
        if name != "os.fork" or hasattr(os, "fork"):
            monkeypatch.setattr(name, cannot, raising=False)
    with time_limit(0.01):
        time.sleep(0.05)
    with pytest.raises(RuntimeError, match="of the block"), time_limit(1):
        raise RuntimeError("of the block")
    id, exercise = next(iter(EXERCISES.items()))
    check(id, solved(id))
    assert "Right." in capsys.readouterr().out and id in own_progress.read_text()


def wait_forever():
    while True:
        time.sleep(0.01)


def test_a_learners_own_interrupt_is_let_through():
    with pytest.raises(KeyboardInterrupt), time_limit(60):
        raise KeyboardInterrupt
    with pytest.raises(TooLong), time_limit(0.1):
        wait_forever()


def test_the_limit_holds_where_interrupts_are_ignored():
    """As in a process started by nohup or in the background of a script."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with pytest.raises(TooLong), time_limit(0.1):
            wait_forever()
        assert signal.getsignal(signal.SIGINT) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_one_array_is_told_from_a_list_of_arrays():
    last = lambda X, weights, biases: np.zeros((7, 2))  # noqa: E731
    assert "returns one array, of shape (7, 2); expected a list: Z[0]" in judge(EXERCISES["03.3"], last).words


@pytest.mark.parametrize("body", ["return 10**5000", "return [10**5000]"])
def test_a_number_too_long_to_be_written_out_is_told(body):
    assert "300 digits" in judge(EXERCISES["02.3"], with_body("02.3", body)).words
