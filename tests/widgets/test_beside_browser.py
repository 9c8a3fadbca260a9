"""Two of each widget in one notebook: JupyterLab leaves them their keys and has its own, and none has anything of
another's."""

import io

import numpy as np
import pytest
from PIL import Image

from tests.browser_lab import VIEWPORT

CELLS = [
    "import sys\nsys.path.insert(0, '..')\nimport numpy as np\nfrom matplotlib.patches import Circle\n"
    "from helpers import Network, lecture, plots\nfrom helpers.exercises import guess, question\n"
    "from helpers.plots.landscape import Landscape\nfrom helpers.widgets import *\nrandom = np.random.default_rng(0)\n"
    "image, X, y = random.random(784), random.normal(size=(200, 784)), np.arange(200) % 10\n"
    "networks = [Network([2, 2, 2, 1], 'tanh', 'sigmoid', seed=k) for k in range(4)]\n"
    "def draw(width):\n    fig, ax = plots.figure(3, 2)\n"
    "    ax.plot([0, width], [0, 1])[0].set_clip_path(Circle((150, 100), 60, transform=None))\n"
    "    fig.alt = f'A line of {width}.'\n    return fig",
    "PerceptronLine('AND', w=(1, 1), b=-1.5)", "PerceptronLine('OR', w=(-1, 0), b=0.5)",
    "w = np.linspace(-10, 10, 41)\n"
    "land = Landscape(w, w, w**2 + w[:, None] ** 2, lambda p: p @ p, lambda p, rows: 2 * p)\n"
    "ball = DescentBall(land, rate=0.3, steps=20)\nball", "ball", "DescentBall(land, (1, 0), rate=0.2, steps=5)",
    "panel(draw, width=slider(3, 1, 4))", "panel(draw, width=slider(2, 1, 4))",
    "DigitPad(Network([784, 8, 10]), digit=4)", "DigitPad(Network([784, 8, 8, 10]), digit=7)",
    "ChainNudge(1)", "ChainNudge(2, nudge=-0.2)", "BackpropStepper()", "BackpropStepper(x=[0, 0])",
    "ConvolutionWalk(image)", "ConvolutionWalk(image, kernel='blur')",
    *["LayerFlow(networks, X[:, :2], (X[:, 1] > 0).astype(int), every=20)"] * 2,
    *["MatrixProduct([[1, -1], [2, 1], [0, -1]], [[1, -2], [-1, 1]], [1, 0])"] * 2,
    *["SlopeWires(lecture.network('sigmoid', 'squared_error'), [1, -1], [1, 0])"] * 2,
    "Playground(widths=[2], speed='single_steps')", "Playground(widths=[3])",
    *["question('01.a')"] * 2, *["guess('05.p')"] * 2,
]
TWICE = """() => [...document.querySelectorAll(".course-widget [id]")].map(element => element.id)
    .filter(id => document.querySelectorAll(`[id="${id}"]`).length > 1)"""
REFERENCES = """() => [...document.querySelectorAll(".course-widget")].flatMap(widget =>
    [...widget.querySelectorAll("*")].flatMap(element => [...element.attributes])
    .flatMap(({ value }) => [...value.matchAll(/url\\(#([^)]+)\\)/g)].map(found => found[1]))
    .filter(id => !widget.contains(document.getElementById(id))))"""  # that do not lead into the widget itself
STATES = """name => [...document.querySelectorAll(`.${name}`)].map(widget => [widget.innerHTML,
    ...[...widget.querySelectorAll("input, select")].map(field => field.value)].join())"""
LAST = "window.jupyterapp.shell.currentWidget.content.widgets.at(-1).model.executionCount"
TALL = 20_000  # pixels: JupyterLab lays out only what is on the screen
ACTIVE = "window.jupyterapp.shell.currentWidget.content.activeCellIndex"
KEYS = [  # a class of widgets, a control, and keys on it, of which JupyterLab would take many to go from cell to cell
    ("course-line", "slider", "The line", "ArrowDown"), ("course-ball", "slider", "The ball", "ArrowDown"),
    ("course-panel", "slider", "width", "ArrowDown"), ("course-pad", "application", "", "Space ArrowDown Space"),
    ("course-nudge", "slider", "Pull x", "ArrowDown"),
    ("course-stepper", "button", "Next", "ArrowRight"), ("course-stepper", "button", "Take the step", "Enter"),
    ("cw", "slider", "The window on the image", "ArrowDown"), ("cw", "combobox", "Kernel", "ArrowDown"),
    ("course-flow", "slider", "One end of your line", "ArrowDown"),
    ("course-product", "button", "Z, row 1, column 1:", "ArrowDown"),
    ("course-wires", "button", "Weight w¹₁₁", "ArrowDown"), ("course-playground", "slider", "Depth", "ArrowUp"),
    ("course-question:not(.course-guess)", "radio", "", "Enter"), ("course-guess", "radio", "", "Enter"),
]

CONTROLS = """() => {
    const { content, context } = window.jupyterapp.shell.currentWidget;
    context.save = async () => {};
    window.saves = 0;
    window.jupyterapp.commands.commandExecuted.connect((_, { id }) => { window.saves += id === "docmanager:save"; });
    const within = [...document.querySelectorAll(".course-widget")].flatMap(one =>
        [one, ...one.querySelectorAll('button, input, select, summary, [tabindex="0"]')]);
    const usable = one => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && !one.closest("[inert]");
    const whose = one => one.matches("button, input, select, summary") ? "" : one.closest(".course-widget").className;
    const kind = one => whose(one) + one.tagName + one.type;
    window.controls = Object.values(Object.fromEntries(within.filter(usable).map(one => [kind(one), one])));
    const selected = at => content.activeCellIndex === at && document.activeElement === content.activeCell.node;
    window.begin = number => {
        const control = window.controls[number], at = content.widgets.findIndex(cell => cell.node.contains(control));
        const state = () => [content.widgets.length, content.widgets[at].model.executionCount].join(), before = state();
        control.focus();
        window.below = () => state() === before && selected(Math.min(at + 1, content.widgets.length - 1));
        window.here = () => selected(at);
        return control.outerHTML.slice(0, 80);
    };
    return window.controls.length;
}"""


def check_keys(page):
    """From every kind of control, and from each widget's ground, Shift+Enter goes to the cell below and runs none
    again, Ctrl+S saves, Escape selects the cell; an x, which cuts one, does not. Enter stays in a number field."""
    count = page.evaluate(CONTROLS)
    assert count > 25
    for number in range(count):
        control = page.evaluate("number => window.begin(number)", number)
        own = [] if "course-widget" in control else ["x", *["Enter"] * ('type="number"' in control)]
        for key in ("Control+s", *own, "Shift+Enter"):
            page.keyboard.press(key)
        assert page.evaluate("window.below()"), control
        page.evaluate("number => window.begin(number)", number)
        page.keyboard.press("Escape")
        assert page.evaluate("window.here()"), control
        assert page.evaluate("window.saves") == number + 1, control


def blue(line):
    """Is the plane blue at its left end, and at its right end? Else it is orange."""
    picture = Image.open(io.BytesIO(line.locator(".pl-paper").screenshot()))
    red, _, strength = np.moveaxis(np.array(picture.convert("RGB"), int), 2, 0)
    share = (strength > red)[10:-10].mean(0)  # of each column
    return {"left": bool(share[10] > 0.5), "right": bool(share[-10] > 0.5)}


def test_what_is_done_to_one_is_not_done_to_the_other(run_cells):
    notebook = run_cells("beside", CELLS)
    page = notebook.page
    page.set_viewport_size({"width": 1280, "height": TALL})
    page.locator(".course-question").nth(3).wait_for()
    for text in ("4 of 4 right", "A line of 2.", "step 0 of 5", "operation 13 of 49", "s is nudged by −0.2000"):
        page.locator(".course-widget").get_by_text(text).first.wait_for(state="attached")
    for pad, layers in enumerate((1, 2)):
        page.locator(".course-pad").nth(pad).locator(".dp-hidden canvas").nth(layers - 1).wait_for()
    assert all("image/png" in output["data"] for output in notebook.outputs()[:-4])
    assert page.evaluate(TWICE) == page.evaluate(REFERENCES) == []
    lines = page.locator(".course-line")
    assert [blue(line) for line in lines.all()] == [{"left": False, "right": True}, {"left": True, "right": False}]

    others = {name: page.evaluate(STATES, name)[-1] for name, *_ in KEYS}
    for name, role, label, keys in KEYS:
        control = page.locator(f".{name}").first.get_by_role(role, name=label).first
        control.focus()
        before, active = page.evaluate(STATES, name)[0], page.evaluate(ACTIVE)
        for key in keys.split():
            control.press(key)
        page.wait_for_function(f"([name, before]) => ({STATES})(name)[0] !== before", arg=[name, before])
        if name == "course-guess":  # after which one goes on
            page.wait_for_function(f"active => {ACTIVE} === active + 1", arg=active)
        else:
            assert page.evaluate(ACTIVE) == active, name
    assert {name: page.evaluate(STATES, name)[-1] for name, *_ in KEYS} == others
    notebook.shot("beside")
    page.set_viewport_size(VIEWPORT)
    check_keys(page)


@pytest.mark.weekly  # of Python's side: test_page.py
def test_a_cell_run_again_leaves_no_widget_behind(run_cells):
    """Neither in the page nor in Python; what another cell shows as well stays alive."""
    cells = [CELLS[0], "both = ChainNudge(1)\nboth", "display(both)\nPlayground(widths=[2])",
             "display(PerceptronLine('AND', w=(1, 1), b=-1.5), BackpropStepper())",
             "from ipywidgets.widgets import widget\nlen(widget._instances)"]
    notebook = run_cells("again", cells)
    count = notebook.outputs()[-1]["data"]["text/plain"]
    runs = notebook.page.evaluate(LAST)
    for number in (1, 2, 3, 4) * 2:
        notebook.run_cell(number)
    notebook.page.wait_for_function(f"{LAST} === {runs + 8}")
    notebook.page.locator(".course-line").get_by_text("4 of 4 right").wait_for()
    notebook.rests(".course-widget")
    assert notebook.outputs()[-1]["data"]["text/plain"] == count
    assert notebook.page.locator(".course-widget").count() == 5
