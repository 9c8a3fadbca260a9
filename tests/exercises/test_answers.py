"""Two thousand answers, most of them written before the known mistakes were looked at: no wrong one passes, no
right one is blamed, no name is wrong."""

import ast
import contextlib
import re
from unittest import mock

import pytest

from helpers.exercises.diagnosing import judge as judging
from helpers.exercises.diagnosing.judge import judge
from helpers.exercises.diagnosing.time_limit import time_limit
from helpers.exercises.diagnosing.unnamed_mistakes import Finding
from helpers.exercises.exercise import EXERCISES
from helpers.exercises.keeping.keep_function import keep
from tests.exercises.answers import answers
from tests.exercises.learner import graded, of_cell, sixth

QUOTED = re.compile(r'(?:(?P<key>[\w-]+) )?"(?P<quoted>.+)"')


@pytest.mark.parametrize("id", EXERCISES)
@pytest.mark.parametrize("all_repairs", [
    pytest.param(False, marks=pytest.mark.slow), pytest.param(True, marks=pytest.mark.weekly)])
def test_the_check_judges_an_answer_as_its_head_says(id, all_repairs, monkeypatch, tmp_path, pytestconfig):
    """What is wrong in a line is looked for where its words are expected, what is right is tried once in a sixth of the
    wide cases, and of the wrong ones without a name every second is judged; each week all is done, as in a learner's
    check, and all answers are judged where an exercise trains networks."""
    monkeypatch.chdir(tmp_path)  # some write files
    monkeypatch.setattr(judging, "time_limit", lambda seconds: time_limit(60))
    monkeypatch.setattr("helpers.exercises.diagnosing.repair.SECONDS", 4)  # a busy machine has to find as much
    once_more, whole = judging.ONCE_MORE, EXERCISES[id]
    some = whole if all_repairs else sixth(whole)
    given = answers().get(id, [])[:: 1 if all_repairs or whole.tries > 60 else 3]
    plain = [answer for answer in given if answer.mark == "-" and not answer.cause]
    left_out = [] if all_repairs or pytestconfig.getoption("notebook") else plain[1::2]
    for answer in [answer for answer in given if answer not in left_out]:
        monkeypatch.setattr(judging, "ONCE_MORE", once_more * (all_repairs or answer.mark == "-"))
        with contextlib.nullcontext() if all_repairs or '"' in answer.cause else mock.patch.object(
            judging, "unnamed_mistake", return_value=Finding(0, "", False)
        ):
            reply = judge(some if answer.mark == "+" else whole, answer.function(whole))
        assert reply.state == ("right" if answer.mark == "+" else "wrong"), (answer, reply)
        assert "gufunc" not in reply.words
        if words := QUOTED.fullmatch(answer.cause):
            sentence, _ = EXERCISES[id].mistakes.get(words["key"], ("", None))
            assert sentence in reply.words and words["quoted"] in reply.words, (answer, reply)
        elif answer.cause or answer.mark == "+":
            assert reply.mistake == (answer.cause or None), (answer, reply)
        else:  # what a line does wrong may be told, but it is no known mistake
            assert reply.mistake not in EXERCISES[id].mistakes, (answer, reply)


@pytest.mark.weekly
@pytest.mark.parametrize("id", EXERCISES)
def test_notebook_and_grader_agree_on_every_answer(id, own):
    for answer in answers()[id]:
        text, exercise = answer.cell(EXERCISES[id]), EXERCISES[id]
        name = ast.parse(text).body[-1].name
        own.unlink(missing_ok=True)
        kept = answer.mark == "+" and "is now in" in keep(exercise, of_cell(text))
        assert kept == ("" in graded(id, f"{text}\n\ncheck('{id}', {name})")), text


def test_every_exercise_has_right_and_wrong_answers():
    marks = {id: {answer.mark for answer in given} for id, given in answers().items()}
    assert marks == {id: {"+", "-"} for id in EXERCISES}, "in helpers/lessons/…/answers.txt"


def test_a_head_names_a_mistake_by_its_key_and_quotes_only_what_is_none_of_the_exercise_s():
    for id, given in answers().items():
        for mark, cause, text in given:
            words, known = QUOTED.fullmatch(cause), EXERCISES[id].mistakes
            key = (words["key"] or "") if words else cause
            assert not cause or mark == "-" and key in {"", *known}, (id, mark, cause, text)
            own = words and not key and [one for one, _ in known.values() if words["quoted"] in one]
            assert not own, f"{id}: name {cause} by the mistake's key, so that its sentence stands in one place"
