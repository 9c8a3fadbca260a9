"""No answer is seen before it is run. In a real JupyterLab, with every exercise solved, a notebook runs to its end by
Shift+Enter and what moves stays in view; the core road leads to a digit read by the learner's own network. The weekly
check does so; the lessons' tests and tests/test_trying.py run all notebooks without a browser.
"""

import contextlib
import re

import nbformat
import pytest

from helpers.exercises.exercise import EXERCISES
from helpers.exercises.keeping.keep_function import keep
from helpers.exercises.keeping.progress_file import notebook_of
from tests.exercises.learner import solved as solved_by_a_learner
from tests.notebook_run import TRAIN_LONG
from tests.test_notebooks import ASKED, answers
from tests.widgets.digit_pad.test_digit_pad_browser import SEVEN, draw
from tools.contents import number_of, paths
from tools.road import stations

VIEW = """number => {  // of what a cell shows
    const cell = window.jupyterapp.shell.currentWidget.content.widgets[number].node;
    const room = document.querySelector(".jp-WindowedPanel-outer").getBoundingClientRect();
    const box = cell.querySelector(".jp-Cell-outputWrapper").getBoundingClientRect();
    const part = Math.min(box.bottom, room.bottom) - Math.max(box.top, room.top);
    return { height: box.height, part: Math.max(0, part) / box.height, tall: box.height > room.height,
        begins: box.top > room.top - 1 && box.top < room.bottom - 100 };
}"""
RAN = f"""number => {{
    const {{ content, sessionContext }} = window.jupyterapp.shell.currentWidget, cell = content.widgets[number];
    const ran = cell.model.executionCount && sessionContext.session.kernel.status === "idle";
    if (cell.node.querySelector("img") && !ran) window.during = ({VIEW})(number).part;
    return ran;
}}"""
ALIVE = """number => {
    const { node, model } = window.jupyterapp.shell.currentWidget.content.widgets[number];
    const trains = model.outputs.length && model.sharedModel.source.includes("watch(");
    return trains || node.querySelector(".course-widget, .jupyter-widgets") !== null;
}"""


def route():
    """{notebook's number: the exercises of the core road in it}."""
    return {station["name"].split("_")[0]: [id for id in station["asked"] if id in EXERCISES]
            for station in stations() if station["core"]}


def walk(notebook):
    """Run a notebook as a learner does, by Shift+Enter at 1366 × 768; yields (number, height, part in view, well?) of
    all that shows a widget or trains: well with nine tenths in view, while it trains, too, or from its head on where
    it is taller than the window."""
    page = notebook.page
    page.set_viewport_size({"width": 1366, "height": 768})
    notebook.select(0)
    for number, cell in enumerate(notebook.cells()):
        page.evaluate("window.during = 1")
        page.keyboard.press("Shift+Enter")
        if cell["cell_type"] == "code" and cell["source"]:
            page.wait_for_function(RAN, arg=number, polling=100)
            if page.evaluate(ALIVE, number):
                notebook.rests(".jp-Notebook .course-widget")
                view, during = page.evaluate(VIEW, number), page.evaluate("window.during")
                part = min(view["part"], during)
                yield number, round(view["height"]), part, part >= 0.9 or (view["tall"] and view["begins"])


def holds(text, answer):
    """Does the text hold the answer as a word of its own? Thousands may be written with or without a comma."""
    plain = lambda words: re.sub(r"(?<=\d),(?=\d{3})", "", " ".join(words.split())).replace("−", "-")  # noqa: E731
    number = re.match(r"[−\d][\d.,]*", answer)
    wanted = number.group() if number and len(number.group()) > 2 else answer  # a short one with its unit,
    if number and len(answer) < 3:  # or in the reply's own sentence: many a 3 stands in a notebook
        wanted = f"Answer: {answer}"
    text = text.replace("Answer: “", "Answer: ")  # an option's own words stand in quotation marks
    return re.search(rf"(?<![\w.-]){re.escape(plain(wanted))}(?!\w|\.\d)", plain(text), re.I) is not None


def given_away(cells, known):
    """{guess: a text with its answer} that can be seen up to the first heading behind the comparison."""
    found = {}
    for start, (_, source, _) in enumerate(cells):
        for id in ASKED.findall(source):
            compared, answer = known[id]
            behind = range(compared + 1, len(cells))
            headings = (k for k in behind if cells[k][0] == "markdown" and re.search("^#+ ", cells[k][1], re.M))
            part = cells[start + 1 : next(headings, len(cells))]
            found |= [(id, text) for _, _, text in part if holds(text, answer)]
    return found


def kinds(cells):
    """What each code cell shows: texts, pictures, errors by name."""
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    return [(cell["id"], [out.get("ename", out["output_type"]) for out in cell["outputs"]]) for cell in code]


SOLVE = """solutions => {
    for (const cell of window.jupyterapp.shell.currentWidget.content.model.cells)
        if (cell.id in solutions) cell.sharedModel.setSource(solutions[cell.id]);
}"""


def solved(exercise):
    return f'{exercise.solution}\n\n\ncheck("{exercise.id}", {exercise.reference.__name__})'


def divided(path):
    """{cell: its source} where the digits are divided and `few_digits` leaves every twentieth."""
    cells = nbformat.read(path, as_version=4).cells if path.stem in TRAIN_LONG else []
    return {cell.id: cell.source.replace("50_000", "2_500") for cell in cells if "50_000" in cell.source}


def cell_of(id):
    return f"exercise-{id.replace('.', '-')}"


def as_saved(cell):
    """(kind, source, what of it is seen without a click): a fold's inside is not, in a text or an output."""
    if cell.cell_type == "markdown":
        return cell.cell_type, cell.source, re.sub("(?s)<details>.*?</details>", "", cell.source)
    folded = cell.metadata.get("jupyter", {}).get("outputs_hidden")
    shown = [] if folded else [output.get("text", "") + str(output.get("data", "")) for output in cell.outputs]
    return cell.cell_type, cell.source, " ".join(shown)


@pytest.mark.parametrize("path", paths(), ids=lambda path: path.stem)
def test_what_is_saved_gives_nothing_away(path):
    cells = nbformat.read(path, as_version=4).cells
    assert given_away([as_saved(cell) for cell in cells], answers(cells)) == {}


@pytest.mark.weekly
@pytest.mark.parametrize("path", paths(), ids=lambda path: path.stem)
def test_as_a_learner_finds_it(open_notebook, lab, path):
    """my_network.py has what the route asks for before; of 06, too, no more is solved than the route asks for."""
    with lab.few_digits() if path.stem in TRAIN_LONG else contextlib.nullcontext():
        check_notebook(open_notebook, path)


def check_tab(notebook, cells):
    """Tab leads to a fold, and not to JupyterLab's buttons, of which the first copies the cell."""
    number = next(k for k, cell in enumerate(cells) if "<details>" in cell.source)
    notebook.select(number)  # it comes into view, and is on the page then
    notebook.page.locator(".jp-mod-active summary").wait_for()
    notebook.select(number)
    notebook.page.locator(".jp-cell-toolbar").get_by_role("button").first.wait_for()
    notebook.page.keyboard.press("Tab")
    notebook.page.keyboard.press("Enter")
    notebook.page.locator("details[open] > summary:focus").wait_for()
    assert len(notebook.cells()) == len(cells)


def check_notebook(open_notebook, path):
    saved, here = nbformat.read(path, as_version=4).cells, number_of(path)
    notebook = open_notebook(path.stem, clear=False)
    if any("<details>" in cell.source for cell in saved):
        check_tab(notebook, saved)
    for id in [id for name, ids in route().items() if name < here for id in ids]:
        keep(EXERCISES[id], solved_by_a_learner(id))
    solve = route()["06"] if here == "06" else [id for id in EXERCISES if notebook_of(id) == here]
    notebook.page.evaluate(SOLVE, {cell_of(id): solved(EXERCISES[id]) for id in solve} | divided(path))
    rows = list(walk(notebook))
    assert rows and [row for row in rows if not row[-1]] == []
    notebook.shot(path.stem)
    ran = notebook.cells()[: len(saved)]  # below the last cell there is a new one now
    shown = {cell["id"]: str(cell.get("outputs")) for cell in ran}
    assert [id for id in solve if f"✓ {id} " not in shown[cell_of(id)]] == []
    own = {cell_of(id) for id in solve} | {cell.id for cell in saved if "unsaved" in cell.metadata.get("tags", [])}
    assert [kind for kind in kinds(ran) if kind[0] not in own] == [kind for kind in kinds(saved) if kind[0] not in own]
    assert answers(ran).keys() == answers(saved).keys()
    if here == "06":
        assert all(f"{name}: yours, from my_network.py" in str(shown) for name in ("fit", "forward", "softmax"))
        notebook.page.locator(".course-pad").first.scroll_into_view_if_needed()
        draw(notebook, SEVEN)
        notebook.page.locator(".course-pad").get_by_text("The model reads a 7").first.wait_for()
