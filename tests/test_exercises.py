"""Exercises and questions: every reference passes, every known mistake is recognised, nothing else gets its name."""

import ast
import json
import os
import re
import runpy
import signal
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from helpers.exercises import check, hint, progress, question
from helpers.exercises.exercise import EXERCISES, Exercise
from helpers.exercises.judge import judge
from helpers.exercises.limit import TooLong, time_limit
from helpers.exercises.outcome import as_parts, as_plain, run, same
from helpers.exercises.question import QUESTIONS, Choices, verdict
from tests.exercises.learner import solved
from tools.exercises import synchronize

from .exercise_mutants import mutants

ROOT = Path(__file__).resolve().parents[1]
DIFFERENTLY, SLIPS = {}, {}  # {exercise id: right answers}, {exercise id: (words that the reply holds, wrong answer)}
for path in sorted(Path(__file__).parent.glob("exercise_answers_*.py")):
    answers = runpy.run_path(path)
    DIFFERENTLY |= answers["DIFFERENTLY"]
    SLIPS |= answers["SLIPS"]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("0[1-8]*.ipynb"))
ALL = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)


@pytest.fixture(autouse=True)
def own_progress(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.json"))
    return tmp_path / "progress.json"


# ---- the catalogue ----


@ALL
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_reference_is_right(exercise, seed):
    assert judge(exercise, exercise.reference, seed).state == "right"


@ALL
def test_the_untouched_cell_is_not_tried(exercise):
    names = dict(exercise.reference.__globals__)
    exec(exercise.blank.rsplit("\n\n\n", 1)[0], names)
    assert judge(exercise, names[exercise.reference.__name__]).state == "untried"


MISTAKES = [(exercise, *known) for exercise in EXERCISES.values() for known in exercise.known]


@pytest.mark.parametrize("exercise, words, mistake", MISTAKES, ids=[f"{e.id} {w[:40]}" for e, w, _ in MISTAKES])
def test_a_mistake_is_recognised_as_itself(exercise, words, mistake):
    for seed in (0, 1, 2):
        reply = judge(exercise, mistake, seed)
        assert (reply.state, reply.mistake) == ("wrong", words)
        assert reply.evidence


@ALL
@pytest.mark.parametrize("form", ["float32", "list", "Fortran order"])
def test_the_form_of_a_right_answer_does_not_matter(exercise, form):
    def change(part):
        array = as_plain(part)
        if array.dtype.kind != "f":
            return part
        if form == "Fortran order":
            return np.array(array, order="F")
        return array.astype(np.float32) if form == "float32" else array.tolist()

    def attempt(*arguments):
        result = exercise.reference(*arguments)
        return tuple(map(change, result)) if isinstance(result, tuple) else change(result)

    if form == "float32" and exercise.id in ("05b.4",):  # a numerical gradient drowns in float32's rounding
        return
    assert judge(exercise, attempt).state == "right", judge(exercise, attempt)


ANSWERS = [(id, function) for id, functions in DIFFERENTLY.items() for function in functions]


@pytest.mark.parametrize("id, attempt", ANSWERS, ids=[f"{id} {f.__name__}" for id, f in ANSWERS])
def test_a_right_answer_written_differently_is_right(id, attempt):
    reply = judge(EXERCISES[id], attempt)
    assert reply.state == "right", reply


SLIP_LIST = [(id, words, function) for id, slips in SLIPS.items() for words, function in slips]


@pytest.mark.parametrize("id, words, attempt", SLIP_LIST, ids=[f"{id} {f.__name__}" for id, _, f in SLIP_LIST])
def test_a_learners_slip_gets_a_fitting_reply(id, words, attempt):
    reply = judge(EXERCISES[id], attempt)
    assert reply.state == "wrong"
    assert words in reply.words


def test_every_exercise_has_other_right_answers_and_slips():
    assert set(DIFFERENTLY) == set(SLIPS) == set(EXERCISES)


@ALL
def test_no_hint_holds_a_line_of_the_solution(exercise):
    function = ast.parse(exercise.solution).body[0]
    pieces = {ast.unparse(s) for s in function.body[1:]} | {ast.unparse(n) for n in ast.walk(function)
              if isinstance(n, ast.BinOp | ast.Call) and len(ast.unparse(n)) > 20}
    bare = lambda text: "".join(text.split()).replace("return", "")  # noqa: E731
    assert 2 <= len(exercise.hints) <= 4
    for text in exercise.hints:
        assert not any(bare(piece) in bare(text) for piece in pieces if len(bare(piece)) > 1), text  # not `return a`


def test_random_mutations_never_get_a_wrong_name():
    """A few hundred one-place changes of the references: a name is given only to what behaves like that mistake."""
    count = dict.fromkeys(["mutants", "right", "named", "unnamed", "false"], 0)
    for exercise in EXERCISES.values():
        fresh = [case for seed in range(100, 104) for case in exercise.cases(np.random.default_rng(seed))]
        for attempt, _ in mutants(exercise):
            reply = judge(exercise, attempt)
            count["mutants"] += 1
            count["right" if reply.state == "right" else "named" if reply.mistake else "unnamed"] += 1
            like = [mistake for words, mistake in exercise.known if words == reply.mistake]
            like = [exercise.reference] if reply.state == "right" else like
            done = [run(exercise, attempt, case) for case in fresh if like]
            agree = [all(same(exercise, one, run(exercise, other, case)) for one, case in zip(done, fresh, strict=True))
                     for other in like]
            count["false"] += bool(like) and not any(agree)
    print(count)
    assert count["mutants"] >= 6 * len(EXERCISES)
    assert count["false"] == 0, count


def finite(value):
    """Is there a value, and no infinity or NaN in it? Those come out alike from very different mistakes."""
    return value is not None and all(part.dtype.kind == "U" or np.isfinite(part).all() for part in value.values())


SURVIVE = {  # {exercise: one-place changes that are right as well}
    "01.2": ["return 1 / (1 + np.exp(-np.maximum(z, -81)))"],
    "01.3": ["return sigmoid(x @ w + b)"],
    "01.4": ["error = t - step(x @ w + b)"],
    "01.5": ["W = [[1, 1], [1, 1]]", "W = np.array([[2, 1], [1, 1]])", "W = np.array([[1, 2], [1, 1]])",
             "b = [-0.5, -1.5]", "v = [1, -2]", "v = np.array([2, -2])", "v = np.array([1, -3])"],
    "02.2": ["for W, b in zip(weights, biases):"],
    "03.3": ["for W, b in zip(weights, biases):"],
    "05b.1": ["T = np.eye(Z.shape[1])[labels]"],
    "05b.4": ["return (slopes, np.abs(gradient(theta) - slopes) >= 1e-05)",
              "return (slopes, np.abs(slopes - gradient(theta)) > 1e-05)"],
    "06.1": ["return images.reshape(len(images), -2) / 255"],  # any negative number will do
    "06.4": ["for t, a in zip(truth, answers):"],
    "08.1": ["m = 2"],
}
INFINITE = {  # and those that nothing but infinity or NaN can tell: a shift of all scores changes no share
    "04.1": ["E = np.exp(Z + Z.max(axis=1, keepdims=True))", "E = np.exp(Z)", "E = np.exp(Z - Z.max(keepdims=True))"],
    "04.2": ["Z = Z + Z.max(axis=1, keepdims=True)", "Z = Z", "Z = Z - Z.max(keepdims=True)",
             "return np.log(Z.sum(axis=1)) - Z[np.arange(len(Z)), labels]"],
}


@ALL
def test_the_cases_tell_every_change_of_one_place(exercise):
    cases = exercise.cases(np.random.default_rng(0))
    expected = [run(exercise, exercise.reference, case) for case in cases]
    survive, infinite = [], []
    for attempt, line in mutants(exercise):
        given = [run(exercise, attempt, case) for case in cases]
        wrong = [one for one, right in zip(given, expected, strict=False) if not same(exercise, one, right)]
        if not any(one.error or finite(one.value) for one in wrong):
            (infinite if wrong else survive).append(line)
    assert (survive, infinite) == (SURVIVE.get(exercise.id, []), INFINITE.get(exercise.id, []))


@ALL
def test_finite_values_tell_the_known_mistakes_from_each_other_and_from_what_is_right(exercise):
    cases = exercise.cases(np.random.default_rng(0))
    does = lambda function: [run(exercise, function, case) for case in cases]  # noqa: E731
    all_of = [(words, does(function)) for words, function in [("right", exercise.reference), *exercise.known]]
    for k, (words, given) in enumerate(all_of):
        for others, other in all_of[:k]:
            differ = [(a, b) for a, b in zip(given, other, strict=False) if not same(exercise, a, b)]
            assert words == others or any(finite(a.value) or finite(b.value) for a, b in differ), (words, others)


# ---- the judge, on a small exercise of its own ----


def halve(x, n):
    """x (d,), n → x / n."""
    return x / n


HALVE = Exercise("99.1", "halves", halve, lambda random: [(np.array([4.0, 2.0]), 2), (random.normal(size=5), 3)],
                 ("one", "two"), {"Multiplied": ("x / n", "x * n")}, (), None, 1e-7)


def in_place(x, n):
    x /= n
    return x


def with_loop(x, n):
    while True:
        pass


def with_stubborn_loop(x, n):
    while True:
        try:
            while True:
                pass
        except Exception:
            pass


def without_end(x, n):
    return without_end(x, n)


def with_name_error(x, n):
    return xx / n  # noqa: F821


def with_exit(x, n):
    raise SystemExit


def with_ellipsis(x, n):
    return x / ...


def unfinished(x, n):
    return ...


def returns_at_once(x, n):
    halves = []
    for v in x:
        halves.append(v / n)
        return halves


def keeps_the_last(x, n):
    for v in x:
        halves = [v / n]
    return halves


def divides_by_longer(x, n):
    longer = np.ones(3)
    rows = [x, x, np.ones((1, 5))]
    return x / longer + rows[n]


def halves_in_place(x, n):
    whole = np.array([4, 2])
    whole /= n
    return whole


def with_print(x, n):
    print(x / n)


@pytest.mark.parametrize(
    "attempt, words",
    [
        (in_place, "changes its input x in place"),
        (without_end, "RecursionError"),
        (with_name_error, "`return xx / n"),
        (with_exit, "SystemExit"),
        (with_ellipsis, "still a ... to replace in line"),
        (with_print, "returns nothing"),
        (lambda x, n: x * n, "Multiplied"),
        (lambda x, n: -x / n, "sign"),
        (lambda x, n: 3 * x / n, "is 3 times what it should be"),
        (lambda x, n: (x / n)[:, None], "has shape (2, 1); expected (2,)"),
        (lambda x, n: x // n, "no mistake that this check knows"),
        (lambda x, n: x / (n * np.nan), "NaN"),
        (lambda x, n: "half", "returns 'half' for the result; expected numbers"),
        (lambda x, n: [[1], [1, 2]], "a list of 2"),
        (lambda x: x, "does not take the arguments"),
        (lambda x, n: halve(x), "stopped in line"),
        (lambda x, n: max(x[None]) / n if n == 2 else max(np.array([x, x])), "Python's own max"),
        (lambda x, n: (v / n for v in x), "a generator"),
        (lambda x, n: float(input()), "values come as arguments"),
        (lambda x, n: [..., 1.0], "still holds a `...`"),
        (lambda x, n: halve, "returns function <function halve>"),
        (lambda x, n: x / (0 * n), "something is divided by 0 there"),
        (lambda x, n: np.log(0 * x), "the logarithm of 0 is taken there"),
        (lambda x, n: np.trunc(x / n), "the decimals are cut off"),
        (lambda x, n: np.max(x) / n if x > 1 else x, "ask about one number"),
        (returns_at_once, "The `return` in line"),
        (keeps_the_last, "anew in each round of the loop"),
        (lambda x, n: unfinished(x, n), "A function that yours calls is not written yet"),
        (lambda x, n: x @ np.ones(7), "not the same: (2,) @ (7,)"),
        (divides_by_longer, "(2,) and (3,) do not go together number by number. There stand x (2,), longer (3,)."),
        (lambda x, n: [n].sort()[0], "print, .append and .sort do, too"),
        (halves_in_place, "An array of whole numbers takes no others"),
        (lambda x, n: 10**30, "The shape is not right: the result has shape ()"),
        (lambda x, n: np.where(x > 3, np.exp(x * 1000), x), "is infinite for a computer. That is not all"),
        (np.ones(2), "without calling it"),
    ],
)
def test_what_is_said_of_a_mistake(attempt, words):
    reply = judge(HALVE, attempt)
    assert reply.state == "wrong"
    assert words in re.sub(r"`\(lambda.*`", "", reply.words)  # the line that is quoted holds the words as well


def test_the_smallest_case_is_shown_with_both_results():
    reply = judge(HALVE, lambda x, n: x * n)
    assert reply.evidence == (("x", "[4., 2.]"), ("n", "2"), ("expected", "[2., 1.]"), ("yours", "[8., 4.]"))


def test_an_error_is_shown_with_its_case():
    reply = judge(HALVE, lambda x, n: x * n if n == 2 else x @ np.ones(7))
    assert (
        "not the same: (5,) @ (7,)" in reply.words
        and ("n", "3") in reply.evidence
        and ("yours", "an error") in reply.evidence
    )


def test_what_the_learner_prints_is_that_of_the_case_shown(capsys):
    def attempt(x, n):
        print(f"n is {n}")
        return x / n if n == 2 else x

    assert judge(HALVE, attempt).evidence[1] == ("n", "3")
    assert capsys.readouterr().out == "n is 3\n"


def test_a_single_number_in_an_array_is_a_number():
    mean = Exercise("99.3", "", lambda x: x.mean(), lambda random: [(np.arange(3.0),)], (), {}, (), None, 1e-7)
    assert judge(mean, lambda x: np.array([1.0])).state == "right"
    assert judge(mean, lambda x: np.array([1.0, 1.0])).state == "wrong"


@pytest.mark.parametrize("attempt", [with_loop, with_stubborn_loop])
def test_an_endless_loop_ends(attempt, monkeypatch):
    monkeypatch.setattr("helpers.exercises.judge.SECONDS", 0.3)
    before = threading.active_count()
    reply = judge(HALVE, attempt)
    assert "still running" in reply.words and "in line" in reply.words
    assert threading.active_count() == before


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


# ---- what the learner calls ----


def test_check_hint_and_progress(capsys, own_progress):
    id, exercise = next(iter(EXERCISES.items()))
    for number in range(1, len(exercise.hints) + 1):
        hint(id)
        assert f"hint {number} of {len(exercise.hints)}" in capsys.readouterr().out
    hint(id)
    assert "these were all the hints" in capsys.readouterr().out
    hint(id)
    hint(id, 1)
    assert capsys.readouterr().out.count("text/plain") == 2
    with pytest.raises(ValueError, match="expected one from 1 to"):
        hint(id, 99)
    assert not own_progress.exists()
    check(id, solved(id))
    assert list(json.loads(own_progress.read_text())) == [id, "written"]
    progress()
    assert "exercises 1 of" in capsys.readouterr().out
    with pytest.raises(ValueError, match="did you mean"):
        check("01.77", exercise.reference)


def test_a_broken_progress_file_is_set_aside(capsys, own_progress):
    own_progress.write_text('{"01.1": ')
    progress()
    assert "was not readable" in capsys.readouterr().out
    assert own_progress.with_suffix(".broken").read_text() == '{"01.1": '
    assert not own_progress.exists()


def test_progress_that_cannot_be_kept_is_said(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "nowhere" / "progress.json"))
    id, exercise = next(iter(EXERCISES.items()))
    check(id, solved(id))
    assert "could not be noted" in capsys.readouterr().out


@pytest.mark.parametrize("asked", QUESTIONS.values(), ids=QUESTIONS)
def test_each_answer_gets_a_reply(asked):
    assert 3 <= len(asked.choices) <= 5
    replies = [verdict(asked, number) for number in range(len(asked.choices))]
    assert [right for right, _ in replies] == [number == asked.right for number in range(len(asked.choices))]
    assert len({words for _, words in replies}) == len(replies)
    assert all(len(words) > 20 for _, words in replies)


def test_right_answers_stand_at_different_places():
    assert len({asked.right for asked in QUESTIONS.values()}) >= 3


def test_a_question_in_code_and_by_click(capsys, own_progress):
    asked = next(iter(QUESTIONS.values()))
    right = "abcdefgh"[asked.right]
    question(asked.id, right)
    assert "Right." in capsys.readouterr().out
    assert list(json.loads(own_progress.read_text())) == [asked.id]
    with pytest.raises(ValueError, match="expected one of the letters"):
        question(asked.id, "z")
    clicked = []
    widget = Choices(asked, clicked.append)
    for hostile in ({"choose": 99}, {"choose": -1}, {"choose": True}, {"choose": "a"}, {}, None, [1]):
        widget._receive(widget, hostile, [])
    assert (widget.chosen, widget.reply, clicked) == (-1, "", [])
    widget._receive(widget, {"choose": asked.right}, [])
    assert (widget.chosen, clicked) == (asked.right, [asked.id]) and widget.reply.startswith("✓ Right.")
    widget.close()


# ---- the notebooks ----


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_notebook_holds_its_exercises(path):
    missing, differ, unknown = synchronize(path, write=False)
    assert (missing, differ, unknown) == ([], [], [])
    here = path.stem.split("_")[0]
    assert 1 <= sum(id.split(".")[0] == here for id in EXERCISES) <= 6


def test_as_parts_wants_as_many_things_as_are_named():
    two = Exercise("99.2", "", halve, None, (), {}, ("dW", "db"), None, 1e-7)
    with pytest.raises(TypeError, match="expected 2 things: dW, db"):
        as_parts(two, np.ones(3), ())


def test_one_array_is_told_from_a_list_of_arrays():
    last = lambda X, weights, biases: np.zeros((7, 2))  # noqa: E731
    assert "returns one array, of shape (7, 2); expected a list: Z[0]" in judge(EXERCISES["03.3"], last).words
