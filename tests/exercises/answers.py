"""Answers as learners write them, right and wrong, in helpers/lessons/NAME/answers.txt; `answers` reads them.

    # 01.1                the exercise
    +                     right
    return (z > 0) * 1

    - at-half             wrong, and named by this key of the exercise's mistakes
    return np.where(z > 0.5, 1, 0)

    - "cut off"           wrong; the reply holds these words, which are of no mistake of the exercise
    - at-half "cut off"   wrong; the reply holds the sentence of this key, and these words of another
    -                     wrong, without a name

An answer is the body of the exercise's function or, where it ends with a `def`, a whole cell. An empty line ends it.
"""

import ast
import functools
import textwrap
from pathlib import Path
from typing import NamedTuple

from helpers.exercises.exercise import EXERCISES
from tests.exercises.learner import of_cell

LESSONS = Path(__file__).resolve().parents[2] / "helpers/lessons"


class Answer(NamedTuple):
    mark: str  # "+" or "-"
    cause: str  # a key, words in quotes, both, or ""
    text: str

    def cell(self, exercise):
        """The cell of a learner who wrote this."""
        if isinstance(ast.parse(self.text).body[-1], ast.FunctionDef):
            return self.text
        return f"{exercise.parts[0].splitlines()[0]}\n{textwrap.indent(self.text, '    ')}"

    def function(self, exercise):
        """The function that the learner has."""
        return of_cell(self.cell(exercise))


@functools.cache
def answers():
    """{exercise id: [Answer, …]}"""
    found = {}
    for path in sorted(LESSONS.glob("*/answers.txt")):
        for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
            if block.startswith("# "):
                id, block = block[2:].split("\n", 1)
            head, text = block.split("\n", 1)
            found.setdefault(id, []).append(Answer(head[0], head[2:], text))
    return found


def right(id, piece=""):
    """The functions of the right answers to an exercise whose text holds this piece."""
    return [one.function(EXERCISES[id]) for one in answers()[id] if one.mark == "+" and piece in one.text]
