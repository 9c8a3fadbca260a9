"""tests/notebook_run.py: values, words of an error, changes, cells run again, a start that is moved."""


import numpy as np
import pytest
from nbformat.v4 import new_code_cell, new_notebook, writes

from tests import notebook_run

CELLS = {
    "start": "import helpers\nx = 2\nprint('x is', x)",
    "grow": "x += 1\nx",
    "boom": "1 / x",
    "learn": "net = helpers.Network([2, 3, 2])\nprint(net.theta[0] == net.copy().theta[0])",
}


@pytest.fixture
def notebook(tmp_path, monkeypatch):
    monkeypatch.setattr(notebook_run, "NOTEBOOKS", tmp_path)
    cells = [new_code_cell(source, id=id) for id, source in CELLS.items()]
    (tmp_path / "09_test.ipynb").write_text(writes(new_notebook(cells=cells)))
    return "09_test"


def test_an_error_names_its_cell_and_line(notebook):
    changes = {"start": ("x = 2", "def half(x):\n    return 1 / 0\nx = -1"), "boom": ("1 / x", "1\nhalf(x)")}
    with pytest.raises(AssertionError) as refusal:
        notebook_run.run(notebook, changes)
    assert str(refusal.value) == (
        "09_test, cell 'boom', line 2: half(x)\nZeroDivisionError: division by zero (in half, line 3: return 1 / 0)"
    )


def test_a_cell_that_gives_something_else_when_run_again_is_found(notebook):
    differ = notebook_run.run_again(notebook_run.fresh(notebook, {"boom": ("1 / x", "assert x == 3\nx = 0")}))
    assert list(differ) == ["boom", "grow"] and "AssertionError" in differ["boom"]
    assert differ["grow"].split() == ["before:", "3", "now:", "1"]


def test_a_start_is_moved_by_a_millionth(notebook, monkeypatch):
    monkeypatch.delenv("COURSE_PERTURB", raising=False)  # as it may be set for the whole run
    net = notebook_run.fresh(notebook).namespace["net"]
    monkeypatch.setenv("COURSE_PERTURB", "1")
    result = notebook_run.fresh(notebook)
    moved = result.namespace["net"]
    assert not np.array_equal(moved.theta, net.theta) and np.allclose(moved.theta, net.theta, rtol=1e-5)
    assert result.outputs["learn"].stdout == "True\n"
