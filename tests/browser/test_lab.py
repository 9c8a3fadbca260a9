"""Every notebook runs to its end in a real JupyterLab."""

from pathlib import Path

import nbformat
import pytest

NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "notebooks").glob("*.ipynb"))


def kinds(cells):
    """What each code cell shows: texts, pictures, errors by name."""
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    return [(cell["id"], [out.get("ename", out["output_type"]) for out in cell["outputs"]]) for cell in code]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_runs_to_its_end(open_notebook, path):
    notebook = open_notebook(path.stem)
    assert not any(shown for _, shown in kinds(notebook.cells()))
    notebook.run_all()
    notebook.shot(path.stem)
    assert kinds(notebook.cells()) == kinds(nbformat.read(path, as_version=4).cells)
