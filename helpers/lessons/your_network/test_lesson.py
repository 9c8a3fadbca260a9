"""Notebook 06b: the numbers of its prose, looked at in a run of its cells; its figures draw what they claim."""

import re

import numpy as np
import pytest

from tests.notebook_run import run

# what a learner would change: {cell id: (a text that stands there once, what is written in its place), or a list}
CHANGES = [
    {"after-06b-2": ("[784, 128, 10], 0", "[784, 30, 20, 10], 3")},
]


@pytest.fixture(scope="module")
def notebook():
    return run("06b_your_network")


def test_a_start_that_is_not_divided_is_flat(notebook):
    said = notebook.outputs["answer-06b-p"].text
    assert "divided by √784: size of z 0.3, nearly flat 0%" in said and "not divided: size of z 9." in said
    assert int(re.search(r"not divided: .* nearly flat (\d+)%", said)[1]) > 50


def test_what_has_learned_nothing_only_guesses(notebook):
    assert 3 <= int(re.search(r"learned anything: (\d+)%", notebook.outputs["after-06b-2"].text)[1]) <= 20


def test_weights_come_out_of_the_file_as_they_went_in(notebook):
    said = notebook.outputs["after-06b-4"].text
    assert "101,770 parameters" in said and "the same weights: True" in said
    assert all(np.array_equal(W, there) for W, there in
               zip(notebook.namespace["weights"], notebook.namespace["again"], strict=True))


def test_every_guess_is_compared(notebook):
    for letter in "p":
        assert any(re.search(rf"Answer of 06b\.{letter}: \S", output.text) for output in notebook.outputs.values())


def test_it_becomes_a_program(notebook):
    assert "my_network.py is a program now" in notebook.outputs["your-program-now"].text
