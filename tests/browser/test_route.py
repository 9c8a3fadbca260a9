"""The course in 90 minutes, walked in JupyterLab: from a neuron to a digit read by the learner's own network."""

import os
import re
from pathlib import Path

import nbformat
import pytest

from helpers.exercises.exercise import EXERCISES
from tests.browser.test_digit_pad import SEVEN, draw

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
TABLE = next(cell.source for cell in nbformat.read(NOTEBOOKS / "00_start_here.ipynb", as_version=4).cells
             if cell.id == "ninety-minutes")  # fmt: skip
ROUTE = {}  # notebook -> the exercises that the route asks for
for name, what in re.findall(r"\]\((\w+)\.ipynb\) \| (.+) \|", TABLE):
    ROUTE[name] = re.findall(r"\b\d\db?\.\d", what)

SOLVE = """solutions => {
    for (const cell of window.jupyterapp.shell.currentWidget.content.model.cells)
        if (cell.id in solutions) cell.sharedModel.setSource(solutions[cell.id]);
}"""


@pytest.fixture
def own(lab):
    """The learner's file, empty at first: the one that the Lab's kernels write."""
    path = Path(os.environ["COURSE_NETWORK"])
    before = path.read_bytes() if path.exists() else None
    path.unlink(missing_ok=True)
    yield path
    path.unlink(missing_ok=True)
    if before is not None:
        path.write_bytes(before)


def solved(id):
    exercise = EXERCISES[id]
    return f'{exercise.solution}\n\n\ncheck("{id}", {exercise.reference.__name__})'


@pytest.mark.slow
def test_the_route_leads_to_a_digit_read_by_ones_own_network(open_notebook, own):
    assert [name.split("_")[0] for name in ROUTE] == ["00", "01", "02", "03", "04", "05", "05b", "06"]
    for name, ids in ROUTE.items():
        if not ids:
            continue
        notebook = open_notebook(name)
        notebook.page.evaluate(SOLVE, {f"exercise-{id.replace('.', '-')}": solved(id) for id in ids})
        notebook.run_all()
        texts = [str(output) for output in notebook.outputs()]
        for id in ids:
            assert any(f"✓ {id} " in text for text in texts), id
        notebook.close()
        open_notebook.opened.remove(notebook)
    text = own.read_text(encoding="utf-8")
    for id in sum(ROUTE.values(), []):
        assert f"def {EXERCISES[id].reference.__name__}(" in text
    notebook = open_notebook("06_mnist")
    notebook.run_all()
    said = " ".join(str(output) for output in notebook.outputs())
    for name in ("fit", "forward", "softmax"):
        assert f"{name}: yours, from my_network.py" in said
    notebook.page.locator(".course-pad").first.scroll_into_view_if_needed()
    draw(notebook, SEVEN)
    notebook.page.locator(".course-pad").get_by_text("The model reads a 7").first.wait_for()
