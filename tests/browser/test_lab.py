"""Every notebook runs to its end in a real JupyterLab."""

from pathlib import Path

import nbformat
import pytest

NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "notebooks").glob("*.ipynb"))


def errors(outputs):
    return [output["ename"] for output in outputs if output["output_type"] == "error"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_runs_to_its_end(open_notebook, path):
    notebook = open_notebook(path.stem)
    assert notebook.outputs() == []
    notebook.run_all()
    notebook.shot(path.stem)
    saved = [output for cell in nbformat.read(path, as_version=4).cells for output in cell.get("outputs", [])]
    assert errors(notebook.outputs()) == errors(saved)
    assert len(notebook.outputs()) >= len(saved)
