"""tools/refresh.py: one canonical form, the same on a second run; a notebook that fails stays as it was."""

import nbformat
import pytest
from nbclient.exceptions import CellExecutionError
from nbformat.v4 import new_code_cell, new_notebook, new_output

from tools.refresh import ROOT, WIDGET, canonical, check_form, refresh


def written(path, *cells):
    code = [new_code_cell(source, id=name, metadata=metadata) for name, source, metadata in cells]
    nbformat.write(new_notebook(cells=code), path)
    return path


def shown(path):
    return {cell.id: cell.outputs for cell in nbformat.read(path, as_version=4).cells}


def test_a_second_run_changes_no_byte_and_keeps_what_was_measured(tmp_path):
    measured = {"tags": ["measured", "nbval-ignore-output"], "collapsed": True}
    path = written(
        tmp_path / "a.ipynb",
        ("clock", "import time\nprint(time.perf_counter_ns())", measured),
        ("pieces", "print(1, flush=True)\nprint(2)", {}),
        ("intended", "1 / 0", {"tags": ["raises-exception"]}),
    )
    assert refresh(path, measure=False) == "updated"
    before, outputs = path.read_bytes(), shown(path)
    assert [out.text for out in outputs["pieces"]] == ["1\n2\n"] and outputs["intended"][0].ename == "ZeroDivisionError"
    assert refresh(path, measure=False) == "unchanged" and path.read_bytes() == before
    assert refresh(path, measure=True) == "updated" and shown(path)["clock"] != outputs["clock"]
    assert check_form(path) == "canonical" and list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("source", ["1 / 0", "import sys\nprint('a warning', file=sys.stderr)"])
def test_a_notebook_that_fails_stays_as_it_was(tmp_path, source):
    path = written(tmp_path / "a.ipynb", ("faulty", source, {}))
    before = path.read_bytes()
    with pytest.raises((CellExecutionError, ValueError), match="ZeroDivision|'faulty' writes to stderr:\na warning"):
        refresh(path, measure=False)
    assert path.read_bytes() == before and list(tmp_path.iterdir()) == [path]


def test_canonical_drops_what_depends_on_the_run_or_the_machine_and_folds_answers(tmp_path):
    widget = new_output("display_data", {WIDGET: {"model_id": "random"}, "text/plain": "a picture"})
    error = new_output("error", ename="E", evalue="", traceback=[f"File {ROOT / 'helpers' / 'network.py'}:3"])
    cell = new_code_cell("x", outputs=[widget, error], metadata={"execution": {"iopub.status.busy": "now"}, "tags": []})
    folded = {"collapsed": True, "jupyter": {"outputs_hidden": True}}
    answering, plain = new_code_cell("y", metadata={"tags": ["answers"]}), new_code_cell("z", metadata=folded)
    metadata = {"widgets": {}, "language_info": {"name": "python", "version": "3.13"}}
    text = canonical(new_notebook(cells=[cell, answering, plain], metadata=metadata))
    assert "a picture" in text and "network.py:3" in text
    for gone in [WIDGET, "random", str(ROOT), "busy", "widgets", "3.13"]:
        assert gone not in text
    saved = [cell.metadata for cell in nbformat.reads(text, as_version=4).cells]
    assert saved == [{}, {"tags": ["answers"]} | folded, {}]
    path = tmp_path / "a.ipynb"
    path.write_text(text.replace('"metadata": {}', '"metadata": {"trusted": true}', 1))
    with pytest.raises(ValueError, match="not canonical"):
        check_form(path)
