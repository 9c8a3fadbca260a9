"""A notebook that was run, saved and closed, opened again: with the same kernel, without one, with another one."""

import json
import re

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from helpers import plots
from tests.browser_lab import PATIENCE, READY
from tools.exercises import FIRST
from tools.refresh import METADATA

pytestmark = pytest.mark.weekly

PLAYGROUND = "Run this cell to bring the Playground to life: then it trains as you watch."
CELLS = {  # and what each shows without its kernel
    "playground = Playground(data='moons', widths=[4, 4])\nplayground": PLAYGROUND,
    "playground": PLAYGROUND,
    "panel(lambda neurons: plots.network_diagram([2, neurons, 1]), neurons=slider(3, 1, 4))":
        "Run this cell to bring the sliders to life.",
    'guess("01.v")': "Run this cell to guess here, or write your guess in code",
    'question("01.a")': "Run this cell to answer here, or write your answer in code",
    "import ipywidgets\nipywidgets.IntSlider(3)  # a learner's own": "IntSlider(value=3)",
    "print(playground.steps)": "",
}
START = """import sys
sys.path.insert(0, "..")
from helpers import plots
from helpers.exercises import guess, question
from helpers.widgets import Playground, panel, slider"""
STATUS = "[...document.querySelectorAll('.pg-status')].map(status => status.textContent)"
STEPS = f"parseInt({STATUS}[0].slice(5))"
THEME = """async theme => {
    const { commands } = window.jupyterapp;
    if (document.body.dataset.jpThemeName !== theme) await commands.execute("apputils:change-theme", { theme });
}"""


def train(page):
    page.get_by_role("button", name="Train").first.click()
    page.wait_for_function(f"{STEPS} > 50 && document.querySelector('.course-playground[data-playing=true]')")


def check_pause(notebook):
    """A click on Pause stops Python, and both views say where."""
    notebook.page.get_by_role("button", name="Pause").first.click()
    notebook.page.wait_for_function("document.querySelectorAll('.course-playground[data-playing=false]').length === 2")
    steps = python_steps(notebook)
    assert steps > 50 and all(text.startswith(f"step {steps} ·") for text in notebook.page.evaluate(STATUS))


def python_steps(notebook):
    """What the last cell prints when it is run once more."""
    notebook.run_cell(len(CELLS))
    return json.loads(notebook.cells()[len(CELLS)]["outputs"][-1]["text"])


def check_theme(notebook, name):
    page = notebook.page
    page.locator("#jupyterlab-splash").wait_for(state="detached")  # JupyterLab's own: two at a time end in an error
    page.evaluate(THEME, f"JupyterLab {name}")
    page.locator(f"body[data-jp-theme-name='JupyterLab {name}']").wait_for(state="attached")
    notebook.check_accessibility(".course-playground")


def check_twins(page):
    """Pictures and texts, and how to bring them to life, in place of each widget."""
    for words in filter(None, CELLS.values()):
        page.get_by_text(words).first.wait_for()
    assert page.get_by_text("Error displaying widget").count() == 0
    assert page.locator(".course-widget, .course-question").count() == 0
    alts = page.locator(".jp-OutputArea img").evaluate_all("images => images.map(image => image.alt)")
    assert [re.split("[.:]", alt)[0] for alt in alts] == [*["The Playground as a still picture"] * 2, "Network diagram"]
    assert page.get_by_text("How many times does it learn XOR?").is_visible()


def test_with_its_kernel_it_is_alive_and_later_it_can_be_read(run_cells, lab):
    notebook = run_cells("second_day", [START, *CELLS])
    page, last_neuron = notebook.page, notebook.page.locator(".pg-neuron").nth(21)  # of the second view
    last_neuron.wait_for()
    train(page)
    check_pause(notebook)
    check_theme(notebook, "Dark")
    ink = "line => Number(getComputedStyle(line).stroke.match(/\\d+/)[0])"
    assert page.locator(".pg-chart polyline").first.evaluate(ink) > 155  # at rest, too: never black on black
    check_theme(notebook, "Light")

    train(page)
    notebook.command("docmanager:save")
    notebook.reload(last_neuron)  # finds its Playground in the kernel again, still training
    page.wait_for_function(f"document.querySelectorAll('.pg-neuron').length === 22 && {STEPS} > 50")
    check_pause(notebook)
    page.get_by_role("slider", name="neurons").press("ArrowRight")
    page.get_by_role("img", name=plots.network_diagram([2, 4, 1]).alt).wait_for()
    page.get_by_role("group", name="All three numbers of a sigmoid neuron").get_by_role("button", name="Answer").click()
    page.get_by_text("Nothing is chosen yet.").wait_for()
    assert page.locator(".course-guess").count() == 1 and page.get_by_text("Run this cell").count() == 0

    train(page)
    notebook.run_cell(1)
    notebook.run_cell(2)
    page.wait_for_function(f"{STATUS}.length === 2 && {STATUS}.every(text => text.startsWith('step 0 ·'))")
    assert python_steps(notebook) == 0  # new ones at their start, and nothing of the old one trains on
    notebook.command("docmanager:save")

    train(page)
    page.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
    page.locator(".pg-stale .pg-note").filter(has_text="run the cell again").first.wait_for()

    lab.stop_kernels()
    sessions = re.compile(r"/api/sessions(\?|$)")
    page.route(sessions, lambda route: route.request.method == "POST" or route.continue_())
    notebook.load_again()
    check_twins(page)  # before there is a kernel
    page.unroute(sessions)  # and what was held goes on its way
    for _ in range(PATIENCE // 100):  # until ipywidgets has given each of them up
        if len(lost := [error for error in notebook.errors if "widget model not found" in error]) >= len(CELLS) - 1:
            break
        page.wait_for_timeout(100)
    assert lost
    check_twins(page)
    page.evaluate("() => { document.body.dataset.jpThemeLight = 'false'; }")
    kinds = page.locator(".jp-OutputArea img").evaluate_all(
        "images => images.map(one => `${one.className} ${getComputedStyle(one).filter.split('(')[0]}`.trim())")
    assert kinds == ["paper brightness", "paper brightness", "invert"]  # a map's colours stand for numbers
    page.evaluate("() => { document.body.dataset.jpThemeLight = 'true'; }")
    notebook.shot("second_day")
    assert not page.evaluate("window.jupyterapp.shell.currentWidget.model.dirty")
    page.wait_for_function(READY, arg=f"notebooks/{notebook.name}.ipynb")
    notebook.run_all()
    last_neuron.wait_for()
    assert page.get_by_text("Run this cell").count() == 0
    notebook.forget_lost_widgets()


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
