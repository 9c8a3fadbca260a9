"""A panel and a training in JupyterLab: the keyboard moves the picture, its words and nothing else."""

import io
import json

from PIL import Image

from helpers import plots
from helpers.plots.vector import Sketcher

CELLS = [
    "import sys, time\n"
    "sys.path.insert(0, '..')\n"
    "from helpers import Network, moons, plots, training\n"
    "from helpers.progress import watch\n"
    "from helpers.widgets import panel, slider\n"
    "panel(lambda width: plots.network_diagram([2, width, 1]), width=slider(3, 1, 4))",
    "asked = []\n"
    "def slow(number):\n"
    "    asked.append(number)\n"
    "    time.sleep(0.4)\n"
    "    if number == 30:\n"
    "        raise ValueError('thirty is too many')\n"
    "    return plots.heat([[number]])\n"
    "panel(slow, number=slider(1, 1, 30))",
    "X, y = moons()\nhistory = watch(training(Network([2, 4, 2]), X, y, epochs=3), epochs=3)",
    "asked",
]

TYPED = """
import sys
sys.path.insert(0, '..')
from helpers.plots import figure
from helpers.widgets import choice, panel, slider

def draw(rate, shift, kind):
    fig, ax = figure(7, 2)
    ax.plot([0, rate], [shift, kind])
    fig.alt = f"η {rate:g}. shift {shift:g}. kind {kind}."
    return fig

panel(draw, rate=slider(1.0, 0.1, 100.0, log=True, label="η"), shift=slider(0.0, -3.0, 3.0, 0.25),
      kind=choice(1, {"one": 1, "two": 2}))
"""

THEME = """async theme => {
    const { commands } = window.jupyterapp, other = document.body.dataset.jpThemeName !== theme;
    if (other) await commands.execute("apputils:change-theme", { theme });
}"""


KEPT = """
import sys
sys.path.insert(0, '..')
from helpers import plots
from helpers.widgets import moments, panel
panel(lambda step: plots.heat([[step]]), step=moments([0, 20, 500, 7000]))
"""


def test_play_walks_along_kept_states_and_a_hand_stops_it(run_cells):
    notebook = run_cells("try_moments", [KEPT])
    panel = notebook.page.locator(".course-panel")
    bar, play = panel.get_by_role("slider", name="step"), panel.get_by_role("button", name="Play")
    bar.press("ArrowRight")
    panel.get_by_role("img", name="20").wait_for()
    play.click()
    assert play.inner_text() == "❚❚ Stop"
    panel.get_by_role("img", name="7000").wait_for()
    play.filter(has_text="▶ Play").wait_for()
    assert (bar.get_attribute("aria-valuetext"), panel.locator(".tb-count").inner_text()) == ("7000", "7000")
    play.click()  # from the start again
    bar.press("ArrowRight")
    play.filter(has_text="▶ Play").wait_for()
    notebook.check_accessibility(".course-panel")
    notebook.check_narrow(".course-panel")


def press(page, name, key, times):
    page.get_by_role("slider", name=name).focus()
    for _ in range(times):
        page.keyboard.press(key)


def same_drawing(page, picture, svg):
    """Does the page show these very elements? (It adds a name and a size to the picture.)"""
    inside = "svg => new DOMParser().parseFromString(svg, 'text/html').body.firstElementChild.innerHTML"
    return picture.evaluate("svg => svg.innerHTML") == page.evaluate(inside, svg)


def middle(picture):
    """The colours of the picture's pixels on the page, without its round corners."""
    shot = Image.open(io.BytesIO(picture.screenshot())).convert("RGB")
    return shot.crop((20, 20, shot.width - 20, shot.height - 20)).tobytes()


def test_by_keyboard(run_cells):
    notebook = run_cells("try_panel", CELLS)
    page = notebook.page

    press(page, "width", "ArrowRight", 1)  # slider, number, picture, alt text and sentence go together
    expected = plots.network_diagram([2, 4, 1])
    picture = page.get_by_role("img", name=expected.alt)
    picture.wait_for()
    assert same_drawing(page, picture, Sketcher()(expected))
    assert page.get_by_role("spinbutton", name="width").input_value() == "4"
    assert page.get_by_role("status").filter(has_text=expected.alt).count() == 1

    page.get_by_role("slider", name="number").evaluate("""slider => {  // quicker than the pictures
        for (let step = 0; step < 27; step++) {
            slider.stepUp();
            slider.dispatchEvent(new Event("input"));
        }
    }""")  # values in between are skipped
    page.get_by_role("img", name="row 1: 28").wait_for()
    press(page, "number", "ArrowRight", 2)
    page.get_by_role("alert").filter(has_text="thirty is too many").wait_for()
    notebook.check_accessibility(".jp-CodeCell .jp-OutputArea")
    notebook.shot("panel")

    training = page.locator(".jp-CodeCell").nth(2)  # over: one line of numbers and one picture are left
    assert training.locator("img:visible").count() == 1 and training.locator("polyline:visible").count() == 0
    assert training.get_by_role("status").inner_text().startswith("epoch 3 of 3 · ")
    assert page.locator(".jp-OutputArea [title='null']").count() == 0

    page.evaluate("window.jupyterapp.shell.currentWidget.content.activeCellIndex = 3")
    notebook.command("notebook:run-cell")
    asked = json.loads(notebook.outputs()[-1]["data"]["text/plain"])
    assert asked[0] == 1 and asked[-1] == 30 and len(asked) <= 15


SLOW = """
import sys, time
sys.path.insert(0, '..')
from helpers import plots
from helpers.widgets import panel, slider, switch

def slow(width, inputs, wide):
    time.sleep(0.5)
    return plots.network_diagram([inputs, width, 1 + wide])

panel(slow, width=slider(1, 1, 6), inputs=slider(1, 1, 6), wide=switch(False))
"""


def test_what_is_moved_while_a_picture_is_under_way_is_not_lost(run_cells):
    notebook = run_cells("try_slow", [SLOW])
    press(notebook.page, "width", "ArrowRight", 3)
    press(notebook.page, "inputs", "ArrowRight", 2)
    notebook.page.get_by_role("checkbox", name="wide").check()
    notebook.page.get_by_role("img", name=plots.network_diagram([3, 4, 2]).alt).wait_for()
    for name, value in {"width": "4", "inputs": "3"}.items():
        assert notebook.page.get_by_role("spinbutton", name=name).input_value() == value


TWO_VIEWS = [
    CELLS[0].rsplit("\n", 1)[0],
    "chart = panel(lambda width: plots.network_diagram([2, width, 1]), width=slider(3, 1, 6))",
    "chart", "chart", "chart.set(width=5)",
]


def test_all_views_follow_the_learner_and_the_cells(open_notebook, lab):
    notebook = open_notebook(lab.write_notebook("try_views", TWO_VIEWS))
    for cell in range(4):
        notebook.run_cell(cell)
    fields = notebook.page.get_by_role("spinbutton", name="width")
    fields.nth(1).wait_for()
    fields.first.fill("4")
    fields.first.press("Enter")
    for width in (4, 5):
        shown = notebook.page.get_by_role("img", name=plots.network_diagram([2, width, 1]).alt)
        shown.nth(1).wait_for()
        assert [field.input_value() for field in fields.all()] == [str(width)] * 2
        notebook.run_cell(4)


def test_typed_numbers_dark_and_narrow(run_cells):
    notebook = run_cells("try_typed", [TYPED])
    page = notebook.page
    for name, typed in {"η": "63", "shift": "-0.2"}.items():
        field = page.get_by_role("spinbutton", name=name)
        field.click(click_count=3)  # selects the number that stands there
        field.press_sequentially(typed)
        field.press("Enter")
        page.get_by_role("status").filter(has_text=f"{name} {typed}.").wait_for()
        assert field.input_value() == typed  # as written; the slider is near it
    assert page.get_by_role("slider", name="shift").get_attribute("aria-valuetext") == "−0.2"
    page.get_by_role("combobox", name="kind").select_option("two")
    page.get_by_role("status").filter(has_text="η 63. shift -0.2. kind 2.").wait_for()

    picture, seen = page.locator(".pn-picture > svg"), []
    splash = page.locator("#jupyterlab-splash")  # JupyterLab's own: two at a time end in an error
    for theme in ("Light", "Dark"):  # another test may have left it dark
        splash.wait_for(state="detached")
        page.evaluate(THEME, f"JupyterLab {theme}")
        page.locator(f"body[data-jp-theme-name='JupyterLab {theme}']").wait_for(state="attached")
        splash.wait_for(state="detached")
        seen.append(middle(picture))
    same = [abs(dark - 0.85 * light) <= 2 for light, dark in zip(*seen, strict=True)]
    assert sum(same) > 0.999 * len(same)  # the same colours, less bright; the edge of a letter may differ
    notebook.check_accessibility(".course-panel")
    page.evaluate("window.jupyterapp.shell.collapseLeft()")
    page.set_viewport_size({"width": 400, "height": 900})
    page.wait_for_function("document.querySelector('.pn-picture').tabIndex === 0")  # scrolled inside, by keys, too
    assert picture.evaluate("svg => svg.clientWidth") >= 0.8 * 700 - 1
    notebook.check_accessibility(".course-panel")


NARROW = [
    "import sys\n"
    "sys.path.insert(0, '..')\n"
    "from helpers.exercises import progress, question\n"
    "from helpers.plots import network_diagram, show\n"
    "from helpers.widgets import panel, slider\n"
    "question('05.a')",
    "show(network_diagram([2, 3, 1]))",
    "print('There was no guess yet. ' * 9)",
    "print('92.9 % right')",
    "progress()",
    "panel(lambda width: network_diagram([2, width, 1]), width=slider(3, 1, 9, label='the second hidden layer'))",
]


def test_on_a_telephone_all_outside_the_widgets_is_legible_too(run_cells):
    notebook = run_cells("try_narrow", NARROW)
    page = notebook.page
    page.evaluate("window.jupyterapp.shell.currentWidget.content.activeCellIndex = 2")
    notebook.command("notebook:hide-cell-outputs")
    page.evaluate("window.jupyterapp.shell.collapseLeft()")
    page.set_viewport_size({"width": 640, "height": 900})  # 1280 pixels enlarged to 200 %: nothing has to be scrolled
    page.wait_for_function("document.querySelector('.jp-OutputArea img').parentElement.clientWidth < 550")
    for picture in page.locator(".jp-OutputArea img, .pn-picture > svg").all():
        assert picture.evaluate("picture => picture.clientWidth <= picture.parentElement.clientWidth")
    page.set_viewport_size({"width": 400, "height": 1800})
    page.wait_for_function("document.querySelector('.jp-OutputArea img').parentElement.clientWidth < 350")
    assert 0.8 * 700 <= page.locator(".jp-OutputArea img").evaluate("img => img.clientWidth") < 600
    line = page.locator(".jp-OutputPlaceholder")
    assert line.evaluate("line => line.scrollWidth <= line.parentElement.clientWidth")
    printed = page.locator(".jp-RenderedText pre").first
    assert printed.evaluate("pre => getComputedStyle(pre).wordBreak") == "normal"
    row = "row => row.offsetHeight"
    head, *rows = [one.evaluate(row) for one in page.locator(".jp-OutputArea tr").all()]
    assert head < 40 and {*rows} == {rows[0]} and rows[0] < 40  # nothing breaks into lines
    notebook.check_narrow(".pn-controls")
