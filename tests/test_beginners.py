"""Some fourteen hundred answers of beginners, written before the known mistakes were looked at, and all that the check
once judged wrongly: no wrong one passes, no right one is blamed, no name is wrong.

beginners.txt: "# exercise", then bodies of its function with an empty line between; above each `+` if it is right, or
`-` and what the reply says of the mistake, nothing if the check has no name for it.
"""

import contextlib
import linecache
import textwrap
from pathlib import Path

import numpy as np
import pytest

from helpers import lessons  # noqa: F401  fills the catalogue
from helpers.exercises.exercise import EXERCISES
from helpers.exercises.judge import judge

COURSE = {"np": np} | {e.reference.__name__: e.reference for e in EXERCISES.values()}


def table(path):
    """{exercise id: [(is it right, words of the reply, body)]}"""
    answers = {}
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        if block.startswith("# "):
            head, block = block.split("\n", 1)
            rows = answers[head[2:]] = []
        mark, body = block.split("\n", 1)
        rows.append((mark == "+", mark[2:], body))
    return answers


ANSWERS = table(Path(__file__).with_name("beginners.txt"))


def written(exercise, body):
    """The function that a learner has with this body, its lines to be read as those of a notebook's cell."""
    source = exercise.parts[0].splitlines()[0] + "\n" + textwrap.indent(body, "    ")
    linecache.cache["<cell>"] = len(source), None, source.splitlines(keepends=True), "<cell>"
    names = dict(COURSE)
    exec(compile(source, "<cell>", "exec"), names)
    return names[exercise.reference.__name__]


@pytest.mark.parametrize("id", EXERCISES)
def test_answers_of_beginners(id, monkeypatch):
    monkeypatch.setattr("helpers.exercises.judge.time_limit", lambda seconds: contextlib.nullcontext())
    for right, words, body in ANSWERS[id]:
        reply = judge(EXERCISES[id], written(EXERCISES[id], body))
        assert reply.state == ("right" if right else "wrong"), (body, reply)
        assert words in reply.words and bool(words) == bool(reply.mistake), (body, reply)


def test_half_of_what_is_wrong_has_a_name():
    wrong = [words for rows in ANSWERS.values() for right, words, _ in rows if not right]
    print(f"{len(wrong)} wrong answers, {sum(map(bool, wrong))} of them named")
    assert len(wrong) > 1000 and sum(map(bool, wrong)) > 0.5 * len(wrong)
