"""Functions as learners have them: the lines of a notebook's cell, to be read as such."""

import ast
import contextlib
import itertools
import linecache
import sys
import textwrap
import types
from dataclasses import replace
from unittest import mock

import numpy as np
import pytest

import helpers.exercises  # noqa: F401  fills the catalogue
from helpers.exercises.diagnosing.judge import judge
from helpers.exercises.diagnosing.outcome import argument_names
from helpers.exercises.exercise import EXERCISES
from helpers.exercises.keeping.keep_function import keep
from helpers.exercises.keeping.network_file import loaded, network_path, pieces
from tools.grade import cases, judged
from tools.grade_worker import work

NUMBER = itertools.count(1)
HELPER = """
def as_lists(value):
    if isinstance(value, np.ndarray):
        return value.tolist() if value.size < 100 else value  # a large one would only take longer
    return type(value)(map(as_lists, value)) if isinstance(value, (list, tuple)) else value
"""
ARRAYS = [id for id, e in EXERCISES.items() if not e.writes]


def sixth(exercise):
    """The exercise with a sixth of its wide cases: enough where they have been met already."""
    return replace(exercise, tries=exercise.tries // 6)


def ran(text, **names):
    """The names that there are after a cell with this text; before it there are the course's functions and `names`."""
    file = f"<cell {next(NUMBER)}>"
    linecache.cache[file] = len(text), None, text.splitlines(keepends=True), file
    there = {"__name__": "__main__", "np": np} | {e.reference.__name__: e.reference for e in EXERCISES.values()} | names
    exec(compile(text, file, "exec", dont_inherit=True), there)
    return there


def of_cell(text, **names):
    """The function that a cell with this text ends with."""
    return ran(text, **names)[ast.parse(text).body[-1].name]


def solved(id):
    """The course's solution, with a line more, so that it is a learner's own."""
    head, body = EXERCISES[id].parts
    return in_its_notebook(id, f"{head}\n    own = True\n{body}")


def copied(id):
    """The course's solution, copied into the exercise's cell."""
    return in_its_notebook(id, EXERCISES[id].solution)


def in_its_notebook(id, text):
    """The exercise's function from a cell with this text, in a notebook that has imported the modules it needs."""
    there = EXERCISES[id].reference.__globals__
    return of_cell(text, **{name: value for name, value in there.items() if isinstance(value, types.ModuleType)})


def with_body(id, body, **names):
    """The exercise's function with this body, in a notebook that has these names, too."""
    head = EXERCISES[id].parts[0].splitlines()[0]
    return of_cell(f"{head}\n{textwrap.indent(body, '    ')}", **names)


def in_lists(id):
    """The cell of a learner whose function gives lists where the course's gives arrays."""
    head, body = EXERCISES[id].parts
    names = ", ".join(argument_names(EXERCISES[id]))
    inner = f"def inner({names}):\n{body}\nreturn as_lists(inner({names}))"
    return in_its_notebook(id, f"{HELPER}\n\n{head}\n{textwrap.indent(inner, '    ')}")


def graded(id, *cells):
    """What the grader says of the exercise's function in each way to run these cells; "" if it is right."""
    (given, functions), sent = cases(id), []
    around = "\n\n".join(["import numpy as np", *(e.solution for e in EXERCISES.values() if e.id != id)])
    first = "\n".join(["import numpy as np", *(f"from helpers.mine import {e.reference.__name__}"
                                               for e in EXERCISES.values() if e.id != id)])
    with mock.patch.dict(sys.modules, {"helpers.mine": None}):
        work({"id": id, "cells": [first, *cells], "around": around, "cases": given}, sent.append,
             lambda name, *arguments: functions[name](*arguments))
    return [judged(id, message) for message in sent]


def not_right():
    """The names of the functions in the learner's file that a check would not call right."""
    text = network_path().read_text(encoding="utf-8")
    names = loaded(text, network_path())
    return [name for name, piece in pieces(text).items() if judge(EXERCISES[piece.id], names[name]).state != "right"]


@contextlib.contextmanager
def file_in_lists(folder):
    """The path of a my_network.py in this folder with every function in that form; in the block it is the learner's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSE_NETWORK", str(folder / "my_network.py"))
        patch.setenv("COURSE_PROGRESS", str(folder / "progress.json"))
        for id in ARRAYS:
            said = keep(sixth(EXERCISES[id]), in_lists(id))
            assert "is now in" in said, (id, said)
        yield folder / "my_network.py"
