"""Every reference passes, every known mistake is recognised, nothing else gets its name; the notebooks hold it all."""

import ast
import contextlib
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from helpers.exercises.diagnosing.judge import judge
from helpers.exercises.diagnosing.outcome import as_plain, asked_widely, run, same
from helpers.exercises.diagnosing.time_limit import TooLong, time_limit
from helpers.exercises.exercise import EXERCISES
from helpers.exercises.keeping.progress_file import notebook_of
from tests.exercises.answers import right
from tests.exercises.learner import sixth
from tests.exercises.mutants import mutants
from tools.contents import number_of, paths
from tools.exercises import synchronize

ALL = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)


def others(exercise, share):
    """Wide cases that no check tries, so many times as many as it does, and what is right of them."""
    tries = max(10, int(share * exercise.tries))
    cases = replace(exercise, tries=tries).wide_cases(2)
    return cases, [run(exercise, exercise.reference, case) for case in cases]


@ALL
def test_the_reference_is_right(exercise):
    assert judge(sixth(exercise), exercise.reference).state == "right"


MISTAKES = [(exercise, *known) for exercise in EXERCISES.values() for known in exercise.known]


@pytest.mark.parametrize("exercise, key, mistake", MISTAKES, ids=[f"{e.id} {key}" for e, key, _ in MISTAKES])
def test_a_mistake_is_recognised_as_itself(exercise, key, mistake):
    reply = judge(exercise, mistake)
    assert (reply.state, reply.mistake) == ("wrong", key)
    assert reply.evidence


@pytest.mark.slow
@ALL
def test_a_right_answer_may_be_in_float32_and_in_lists(exercise):
    def change(part):
        array = as_plain(part)
        return array.astype(np.float32).tolist() if array.dtype.kind == "f" else part

    def attempt(*arguments):
        result = exercise.reference(*arguments)
        return tuple(map(change, result)) if isinstance(result, tuple) else change(result)

    if exercise.id != "05b.4":  # a numerical gradient drowns in float32's rounding
        reply = judge(sixth(exercise), attempt)
        assert reply.state == "right", reply


@ALL
def test_no_hint_holds_a_line_of_the_solution(exercise):
    function = ast.parse(exercise.solution).body[0]
    lines = [s for s in function.body[1:] if not isinstance(getattr(s, "value", None), ast.Name)]  # as return a
    pieces = {*map(ast.unparse, lines)} | {ast.unparse(n) for n in ast.walk(function)
              if isinstance(n, ast.BinOp | ast.Call) and len(ast.unparse(n)) > 20}
    bare = lambda text: "".join(text.split()).replace("return", "")  # noqa: E731
    assert 2 <= len(exercise.hints) <= 4
    for text in exercise.hints:
        assert [piece for piece in pieces if len(bare(piece)) > 1 and bare(piece) in bare(text)] == [], text


def finite(value):
    """Is there a value, and no infinity or NaN in it? Those come out alike from very different mistakes."""
    return value is not None and all(part.dtype.kind == "U" or np.isfinite(part).all() for part in value.values())


@ALL
@pytest.mark.weekly
def test_right_is_what_is_right_in_other_wide_cases_too(exercise):
    cases, expected = others(exercise, 10)
    assert not [case for case, one in zip(cases, expected, strict=True) if one.error or not finite(one.value)]
    for function in right(exercise.id):
        for case, one in zip(cases, expected, strict=True):
            given = run(exercise, function, case)
            assert same(exercise, given, one) and given.changed == one.changed, (case, given, one)


SHARES = [pytest.param(e, share, id=f"{e.id}-{share}", marks=[pytest.mark.weekly] * (share == 1 or e.tries < 25))
          for e in EXERCISES.values() for share in (40, 1)]  # where a case takes long, all of it is weekly


@pytest.mark.slow
@pytest.mark.parametrize("exercise, share", SHARES)
def test_no_change_of_one_place_passes_that_is_wrong_elsewhere(exercise, share):
    """One of the reference, or of a right answer that looks otherwise. One in 40 is tried, each week all."""
    tried, elsewhere = asked_widely(exercise, 0), cache(lambda: others(exercise, 1 if share > 1 else 3))

    def passes(function, cases, expected):
        given = (run(exercise, function, case) for case in cases)
        return all(same(exercise, one, wanted) and one.changed == wanted.changed
                   for one, wanted in zip(given, expected, strict=True))

    for function, text in mutants(exercise, share):
        with contextlib.suppress(TooLong), time_limit(1):
            assert not passes(function, *tried) or passes(function, *elsewhere()), text


@pytest.mark.slow
@ALL
def test_finite_values_tell_the_known_mistakes_from_each_other_and_from_what_is_right(exercise):
    cases = exercise.cases(np.random.default_rng(0))
    does = lambda function: [run(exercise, function, case) for case in cases]  # noqa: E731
    all_of = [(key, does(function)) for key, function in [("right", exercise.reference), *exercise.known]]
    for k, (key, given) in enumerate(all_of):
        for another, other in all_of[:k]:
            differ = [(a, b) for a, b in zip(given, other, strict=False) if not same(exercise, a, b)]
            assert key == another or any(finite(a.value) or finite(b.value) for a, b in differ), (key, another)


# ---- the notebooks ----


@pytest.mark.parametrize("path", paths(), ids=lambda path: path.stem)
def test_the_notebook_holds_its_exercises(path):
    missing, differ, unknown = synchronize(path, write=False)
    assert (missing, differ, unknown) == ([], [], [])
    assert sum(notebook_of(id) == number_of(path) for id in EXERCISES) <= 6
