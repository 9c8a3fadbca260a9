"""Guesses in JupyterLab: by mouse and keyboard; and no notebook gives an answer away before it is run."""

import json
import re
from pathlib import Path

import nbformat
import pytest

from tools.refresh import FOLDED, METADATA

NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "notebooks").glob("*.ipynb"))
FEWEST = 5
ASKED = re.compile(r'^guess\("([\w.]+)"\)', re.M)
ANSWER = re.compile(r"^Answer of (\S+): (.+)$", re.M)  # helpers/exercises/compare.py
START = """import sys
sys.path.insert(0, "..")
from helpers.exercises import compare, guess, my_guess, progress, surprises
from helpers.exercises.guess import add_guess
axes = {"x": ("epoch", 0, 8), "y": ("loss", 0, 2)}
add_guess("99.p", "How many forward passes?", "number", "Two for each parameter.", low=1, high=1e6, log=True)
add_guess("99.q", "Which loss rises?", "choice", "It learns by heart.", choices=["training", "test", "neither"])
add_guess("99.r", "Where does it end?", "point", "It goes downhill.", **axes)
add_guess("99.s", "How does the loss fall?", "curve", "The first steps are the steepest.", **axes)"""


def box_of(notebook, text):
    """The widget's frame, its reply and its button."""
    group = notebook.page.get_by_role("group", name=text)
    return group, group.locator(".reply"), group.get_by_role("button", name="Guess")


@pytest.fixture
def widgets(open_notebook, lab):
    ids = ["99.p", "99.q", "99.r", "99.s"]
    name = lab.write_notebook("guesses", [START, *(f'guess("{id}")' for id in ids)])
    notebook = open_notebook(name)
    notebook.run_all()
    yield notebook
    notebook.check_accessibility(".course-guess")


def test_a_number(widgets):
    group, reply, button = box_of(widgets, "How many forward passes?")
    field, slider = group.get_by_role("spinbutton"), group.get_by_role("slider")
    button.click()
    reply.get_by_text("expected a number").wait_for()
    field.fill("100")
    field.press("Enter")
    reply.get_by_text("Your guess is 100.").wait_for()
    assert slider.input_value() == "333"
    slider.press("End")
    assert field.input_value() == "1000000"
    button.click()
    reply.get_by_text("Your guess is 1,000,000.").wait_for()
    widgets.check_narrow(".course-guess")


def test_a_choice_is_not_made_by_arrow_keys(widgets):
    group, reply, button = box_of(widgets, "Which loss rises?")
    choices = group.get_by_role("radio")
    assert group.locator("label").all_inner_texts() == ["a)\ntraining", "b)\ntest", "c)\nneither"]
    widgets.listen(reply)
    choices.first.focus()
    for _ in range(2):
        widgets.page.keyboard.press("ArrowDown")
    assert choices.nth(2).is_checked()
    widgets.page.keyboard.press("Enter")
    reply.get_by_text("Your guess is neither.").wait_for()
    widgets.page.keyboard.press("ArrowUp")
    widgets.page.keyboard.press("ArrowUp")
    choices.nth(0).press("ArrowDown")
    button.press("Enter")
    reply.get_by_text("Your guess is test.").wait_for()
    assert [words.split(".")[0] for words in widgets.heard()] == ["Your guess is neither", "Your guess is test"]
    group.get_by_text("training").click()
    reply.get_by_text("Your guess is training.").wait_for()


def test_a_point(widgets):
    group, reply, button = box_of(widgets, "Where does it end?")
    picture = group.get_by_role("application")
    picture.scroll_into_view_if_needed()
    picture.press("Shift+ArrowRight")
    picture.press("ArrowUp")
    group.get_by_role("status").get_by_text("epoch 4.8, loss 1.04").wait_for()
    picture.press("Enter")
    reply.get_by_text("Your guess is (4.8, 1.04).").wait_for()
    box = picture.bounding_box()
    scale = box["width"] / 320
    picture.click(position={"x": scale * 52, "y": scale * 12})  # the upper end of the axis of y
    button.click()
    reply.get_by_text("Your guess is (0, 2).").wait_for()


def test_a_curve(widgets):
    group, reply, button = box_of(widgets, "How does the loss fall?")
    picture = group.get_by_role("application")
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    scale, mouse = box["width"] / 320, widgets.page.mouse
    mouse.move(box["x"] + scale * 52, box["y"] + scale * 12)
    mouse.down()
    mouse.move(box["x"] + scale * 308, box["y"] + scale * 176, steps=5)
    mouse.up()
    button.click()
    reply.get_by_text("Your guess is a curve from 2 to 0.").wait_for()
    picture.press("Shift+ArrowUp")
    picture.press("Enter")
    reply.get_by_text("Your guess is a curve from 2 to 0.2.").wait_for()
    widgets.shot("guess")


# ---- nothing is given away ----

SEEN = """() => {
    const { content } = window.jupyterapp.shell.currentWidget;
    const seen = node => {
        const walker = document.createTreeWalker(node, NodeFilter.SHOW_ALL), parts = [];
        for (let at = walker.nextNode(); at; at = walker.nextNode()) {
            const element = at.nodeType === Node.TEXT_NODE ? at.parentElement : at;
            if (!element.checkVisibility({ visibilityProperty: true }) || element.closest(".cm-editor")) continue;
            if (at.nodeType === Node.TEXT_NODE) parts.push(at.data);
            else if (at.tagName === "IMG") parts.push(at.alt);
        }
        return parts.join(" ");
    };
    return content.widgets.map(cell => [cell.model.type, cell.model.sharedModel.source, seen(cell.node)]);
}"""
READY = """() => {
    const { content } = window.jupyterapp.shell.currentWidget;
    const ready = content.widgets.every(cell =>
        cell.model.type !== "markdown" || cell.node.querySelector(".jp-MarkdownOutput > *"));
    if (!ready) content.update();  // a change of mode while JupyterLab fills the page leaves the last cells empty
    return ready;
}"""


def seen(notebook):
    """(kind, source, what can be seen of it beside its code) of each cell, as the page stands."""
    notebook.page.evaluate("""() => {
        const { content } = window.jupyterapp.shell.currentWidget;
        content.notebookConfig = { ...content.notebookConfig, windowingMode: "none" };
    }""")
    notebook.page.wait_for_function(READY, polling=500)
    return notebook.page.evaluate(SEEN)


def answers(cells):
    """{guess id: (number of the cell that compares, the answer in words)} of a notebook's cells with outputs."""
    found = {}
    for number, cell in enumerate(cells):
        for output in cell.get("outputs", []):
            text = output.get("data", {}).get("text/plain", "")
            text = text if isinstance(text, str) else "".join(text)
            found |= {id: (number, answer) for id, answer in ANSWER.findall(text)}
    return found


def holds(text, answer):
    """Does the text hold the answer as a word of its own? Thousands may be written with or without a comma."""
    plain = lambda words: re.sub(r"(?<=\d),(?=\d{3})", "", " ".join(words.split())).replace("−", "-")  # noqa: E731
    number = re.match(r"[−\d][\d.,]*", answer)
    wanted = number.group() if number and len(number.group()) > 2 else answer  # a short one with its unit,
    if number and len(answer) < 3:  # or in the reply's own sentence: many a 3 stands in a notebook
        wanted = f"It is {answer}"
    return re.search(rf"(?<![\w.-]){re.escape(plain(wanted))}(?!\w|\.\d)", plain(text), re.I) is not None


def given_away(cells, known):
    """Ids of the guesses whose answer can be seen below them, up to the first heading behind the comparison."""
    found = []
    for start, (_, source, _) in enumerate(cells):
        for id in ASKED.findall(source):
            compared, answer = known[id]
            behind = range(compared + 1, len(cells))
            headings = (k for k in behind if cells[k][0] == "markdown" and re.search("^#+ ", cells[k][1], re.M))
            part = cells[start + 1 : next(headings, len(cells))]
            if any(holds(text, answer) for _, _, text in part):
                found.append(id)
    return found


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_answer_is_seen_before_it_is_run_and_each_afterwards(open_notebook, path):
    saved = nbformat.read(path, as_version=4).cells
    asked = [id for cell in saved if cell.cell_type == "code" for id in ASKED.findall(cell.source)]
    assert len(asked) >= FEWEST
    known = answers(saved)
    assert set(asked) == set(known), "each guess is compared once, and nothing else"
    notebook = open_notebook(path.stem, clear=False)
    assert given_away(seen(notebook), known) == []
    notebook.run_all()
    cells, live = seen(notebook), answers(notebook.cells())
    assert [id for id in asked if not holds(cells[live[id][0]][2], live[id][1])] == []


def write(lab, name, last):
    """A notebook with one guess, saved after a run and folded; `last` is the prose below."""
    text = json.dumps("Answer of 99.p: 2,536\nIt is 2,536.")
    source = f'my_guess("99.p")\ndisplay({{"text/plain": {text}}}, raw=True)'
    compared = nbformat.v4.new_code_cell(source, metadata=FOLDED)
    data = {"text/plain": "Answer of 99.p: 2,536\nIt is 2,536."}
    first = nbformat.v4.new_output("stream", text="Your guess: none yet.\n")
    compared.outputs = [first, nbformat.v4.new_output("display_data", data)]
    cells = [nbformat.v4.new_code_cell(START), nbformat.v4.new_code_cell('guess("99.p")'), compared]
    cells += [nbformat.v4.new_markdown_cell(text) for text in (last, "## Then\n\nIt was 2,536.")]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=METADATA)
    nbformat.write(notebook, lab.log.parent / f"course/notebooks/{name}.ipynb")
    return answers(cells)


@pytest.mark.parametrize(
    "name, last, away",
    [
        ("open", "There are 2536 of them.", ["99.p"]),
        ("in_a_fold", "<details><summary>Why</summary>\n\nThere are 2,536 of them.\n\n</details>", []),
        ("in_another_number", "There are 12,536 or 2,536.5 of them.", []),
    ],
)
def test_what_is_seen(open_notebook, lab, name, last, away):
    known = write(lab, name, last)
    notebook = open_notebook(name, clear=False)
    assert given_away(seen(notebook), known) == away
    notebook.run_all()
    assert given_away(seen(notebook), known) == ["99.p"]
