"""The judge, on a small exercise of its own; the limit of time. Other mistakes: helpers/lessons/NAME/answers.txt."""

import os
import signal
import textwrap
import threading
import time
from dataclasses import replace

import numpy as np
import pytest

from helpers.exercises import check
from helpers.exercises.diagnosing.judge import judge
from helpers.exercises.diagnosing.time_limit import TooLong, time_limit
from helpers.exercises.exercise import EXERCISES, Exercise
from tests.exercises.learner import graded, of_cell, solved


def halve(x, n):
    """x (d,), n → x / n."""
    return x / n


HALVE = Exercise("99.1", "halves", halve, lambda random: [(np.array([4.0, 2.0]), 2), (random.normal(size=5), 3)],
                 ("one", "two"), {"multiplied": ("Multiplied", ("x / n", "x * n"))}, (), None, 1e-7)


def halving(body):
    """A learner's function with this body."""
    return of_cell(f"def halve(x, n):\n{textwrap.indent(body, '    ')}")


def test_the_smallest_case_is_shown_with_both_results_or_that_of_an_error_and_what_was_printed_there(capsys):
    def attempt(x, n):
        print(f"n is {n}")
        return x * n if n == 2 else x @ np.ones(7)

    reply = judge(HALVE, lambda x, n: x * n)
    assert reply.evidence == (("x", "[4., 2.]"), ("n", "2"), ("expected", "[2., 1.]"), ("yours", "[8., 4.]"))
    reply = judge(HALVE, attempt)
    assert ("n", "3") in reply.evidence and ("yours", "an error") in reply.evidence
    assert capsys.readouterr().out == "n is 3\n"
    assert "without calling it" in judge(HALVE, np.ones(2)).words


def test_a_change_in_place_is_told_also_where_one_array_stands_in_two_places():
    twice = replace(HALVE, reference=lambda parts: [2 * part for part in parts], mistakes={}, returns=("{}",),
                    cases=lambda random: [([np.ones(2), np.ones(3)],), ([random.normal(size=2)] * 2,)])
    body = "for part in parts:\n    part *= {}\nreturn parts"
    replies = [judge(twice, of_cell(f"def doubled(parts):\n{textwrap.indent(body.format(k), '    ')}")) for k in (2, 3)]
    assert ["z = z + b makes a new array" in reply.words for reply in replies] == [True, False]


def test_a_number_that_is_too_large_for_float32_alone_is_shown_with_its_type():
    def attempt(z):
        e = np.exp(np.clip(z, -500, 500))
        return e / (1 + e)

    assert dict(judge(EXERCISES["01.2"], attempt).evidence)["z"].endswith("(float32)")


@pytest.mark.parametrize("line, value, wrong", [  # `kept` is a list, the default of one more argument
    ("kept.append(sizes)", "count + kept.count(sizes) - 1", True),
    ("kept[:] = [count]", "kept", True),  # one list for all calls
    ("kept.append(count)", "kept[-1]", False),
])
def test_what_is_kept_from_call_to_call_is_found_by_the_check_and_by_the_grader(monkeypatch, line, value, wrong):
    monkeypatch.setattr("tools.grade_worker.ONCE_MORE", 60)  # a busy machine has to try as much
    cell = f"def mine(sizes, kept=[]):\n{EXERCISES['02.3'].parts[1].replace('return', 'count =')}\n" \
           f"    {line}\n    return {value}"
    said = [judge(EXERCISES["02.3"], of_cell(cell)).words, *graded("02.3", f"{cell}\n\ncheck('02.3', mine)")]
    assert ["keep anything from call to call" in words for words in said] == [wrong, wrong], said


def test_an_endless_loop_that_catches_all_ends_and_so_does_what_waits(monkeypatch):
    monkeypatch.setattr("helpers.exercises.diagnosing.judge.SECONDS", 0.5)
    before, began = set(threading.enumerate()), time.monotonic()
    stubborn = "while True:\n    try:\n        while True:\n            pass\n    except Exception:\n        pass"
    reply = judge(HALVE, halving(stubborn))
    assert "still running" in reply.words and "in line" in reply.words
    if hasattr(signal, "pthread_kill"):  # on Windows nothing ends what waits
        assert "still running" in judge(HALVE, halving("import time\ntime.sleep(30)")).words
    assert time.monotonic() - began < 20 and set(threading.enumerate()) <= before


def test_an_import_is_no_endless_loop(monkeypatch, tmp_path):
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
    check("01.1", solved("01.1"))
    assert "Right." in capsys.readouterr().out and "01.1" in own_progress.read_text()


def test_a_learners_own_interrupt_is_let_through_and_the_limit_holds_where_interrupts_are_ignored():
    """As in a process started by nohup or in the background of a script."""
    with pytest.raises(KeyboardInterrupt), time_limit(60):
        raise KeyboardInterrupt
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with pytest.raises(TooLong), time_limit(0.1):
            while True:
                time.sleep(0.01)
        assert signal.getsignal(signal.SIGINT) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
