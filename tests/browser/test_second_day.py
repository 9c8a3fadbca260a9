"""A notebook that was run, saved and closed, opened again: without its kernel, with another one, with the same."""

import json
import re

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from helpers import plots
from tests.browser_lab import PATIENCE, READY
from tools.exercises import FIRST
from tools.refresh import METADATA

LOST = "Error displaying widget"
CELLS = {  # and what each shows without its kernel
    "panel(lambda neurons: plots.network_diagram([2, neurons, 1]), neurons=slider(3, 1, 4))":
        "Run this cell to bring the sliders to life.",
    "Playground(steps=5)": "Run this cell to bring the Playground to life: then it trains as you watch.",
    'guess("01.v")': "Run this cell to guess here, or write your guess in code",
    'question("01.a")': "Run this cell to answer here, or write your answer in code",
    "import ipywidgets\nipywidgets.IntSlider(3)  # a learner's own": "IntSlider(value=3)",
}
START = """import sys
sys.path.insert(0, "..")
from helpers import plots
from helpers.exercises import guess, question
from helpers.widgets import Playground, panel, slider"""


def check_twins(page):
    """Pictures and texts, and how to bring them to life, in place of each widget."""
    for words in CELLS.values():
        page.get_by_text(words).wait_for()
    assert page.get_by_text(LOST).count() == 0 and page.locator(".course-widget, .course-question").count() == 0
    assert [name.split(".")[0].split(":")[0] for name in page.locator(".jp-OutputArea img").evaluate_all(
        "images => images.map(image => image.alt)")] == ["Network diagram", "The Playground as a still picture"]
    assert page.get_by_text("How many times does it learn XOR?").is_visible()


@pytest.mark.parametrize("with_widgets", [False, pytest.param(True, marks=pytest.mark.weekly)])
def test_with_its_kernel_it_is_alive_and_later_it_can_be_read(run_cells, lab, with_widgets):
    saved = run_cells("second_day", [START, *CELLS])
    page, alive = saved.page, saved.page.get_by_role("button", name="▶ Train")
    alive.wait_for()
    saved.command("docmanager:save")
    saved.reload(alive)
    page.get_by_role("slider", name="neurons").press("ArrowRight")
    page.get_by_role("img", name=plots.network_diagram([2, 4, 1]).alt).wait_for()
    page.get_by_role("group", name="All three numbers of a sigmoid neuron").get_by_role("button", name="Answer").click()
    page.get_by_text("Nothing is chosen yet.").wait_for()
    assert page.locator(".course-guess").count() == 1 and page.get_by_text("Run this cell").count() == 0

    saved.restart_kernel()  # its session is there, but the kernel in it knows none of the widgets
    saved.load_again()
    check_twins(page)

    lab.stop_kernels()
    saved.forget_lost_widgets()
    sessions, asked = re.compile(r"/api/sessions(\?|$)"), []
    page.route(sessions, lambda route: asked.append(route) if route.request.method == "POST" else route.continue_())
    saved.load_again()
    check_twins(page)  # before there is a kernel
    page.unroute(sessions)  # and what was held goes on its way
    for _ in range(PATIENCE // 100):  # until ipywidgets has given each of them up
        if len(lost := [error for error in saved.errors if "widget model not found" in error]) >= len(CELLS):
            break
        page.wait_for_timeout(100)
    assert len(lost) >= len(CELLS)
    check_twins(page)
    page.evaluate("() => { document.body.dataset.jpThemeLight = 'false'; }")
    kinds = page.locator(".jp-OutputArea img").evaluate_all(
        "images => images.map(one => `${one.className} ${getComputedStyle(one).filter.split('(')[0]}`.trim())")
    assert kinds == ["invert", "paper brightness"]  # a map's colours stand for numbers
    page.evaluate("() => { document.body.dataset.jpThemeLight = 'true'; }")
    saved.shot("second_day")
    assert not page.evaluate("window.jupyterapp.shell.currentWidget.model.dirty")
    page.wait_for_function(READY, arg=f"notebooks/{saved.name}.ipynb")
    saved.run_all()
    alive.wait_for()
    assert page.get_by_text("Run this cell").count() == 0
    saved.forget_lost_widgets()
    if not with_widgets:
        return

    asked_for = "@jupyter-widgets/jupyterlab-manager:saveWidgetState"
    saved.command(asked_for)  # saved with its widgets, as by Colab, it says that no kernel hears
    saved.command("docmanager:save")
    saved.command(asked_for)  # and no longer
    assert "widgets" in json.loads(lab.path(saved.name).read_text(encoding="utf-8"))["metadata"]
    lab.stop_kernels()
    saved.reload(page.locator(".course-playground").get_by_text("No answer from the kernel"))
    for text in ("How many times does it learn XOR?", "All three numbers of a sigmoid neuron"):
        page.get_by_role("group", name=text).get_by_text("No answer from the kernel").wait_for()
    saved.shot("with_widgets")
    saved.forget_lost_widgets()


def test_after_a_restart_and_after_a_page_was_closed_it_says_what_to_run(open_notebook, lab):
    half = new_code_cell("print(2)", outputs=[new_output("stream", text="1\n")])  # as a page leaves it that is closed
    cells = [*map(new_code_cell, (FIRST, "np.zeros(3)", "from helpers import plots", "1 / 0")), half]
    nbformat.write(new_notebook(cells=cells, metadata=METADATA), lab.path("restarted"))
    notebook = open_notebook("restarted", clear=False)
    said = notebook.page.locator(".course-advice")
    said.get_by_text("The page was closed while this cell ran").wait_for()
    for number in range(1, 5):
        notebook.run_cell(number)
    notebook.page.get_by_text("ZeroDivisionError: division by zero").wait_for()
    said.get_by_text("The page was closed").wait_for(state="detached")
    assert said.all_inner_texts() == 2 * ["Cells above may not have run since the kernel started: choose Run, Run All "
                                          "Above Selected Cell, then run this one."]
