"""Every widget in one notebook: JupyterLab leaves it its keys and has its own; and each speaks its own language."""

import pytest

from helpers.words import say, speaking
from tests.browser_lab import VIEWPORT

pytestmark = pytest.mark.weekly

CELLS = [
    "import sys\nsys.path.insert(0, '..')\nimport numpy as np\nfrom helpers import Network, lecture, plots\n"
    "from helpers.exercises import guess, question\nfrom helpers.plots.landscape import Landscape\n"
    "from helpers.widgets import *\nfrom helpers.words import speaking\nrandom = np.random.default_rng(0)\n"
    "image, X, w = random.random(784), random.normal(size=(200, 2)), np.linspace(-10, 10, 41)\n"
    "networks = [Network([2, 2, 2, 1], 'tanh', 'sigmoid', seed=k) for k in range(4)]\n"
    "land = Landscape(w, w, w**2 + w[:, None] ** 2, lambda p: p @ p, lambda p, rows: 2 * p)\n",
    "PerceptronLine('AND', w=(1, 1), b=-1.5)", "DescentBall(land, rate=0.3, steps=20)",
    "panel(lambda width: plots.network_diagram([2, width, 1]), width=slider(3, 1, 4))",
    "DigitPad(Network([784, 8, 10]), digit=4)", "ChainNudge(1)", "BackpropStepper()", "ConvolutionWalk(image)",
    "LayerFlow(networks, X, (X[:, 1] > 0).astype(int), every=20)",
    "MatrixProduct([[1, -1], [2, 1], [0, -1]], [[1, -2], [-1, 1]], [1, 0])",
    "SlopeWires(lecture.network('sigmoid', 'squared_error'), [1, -1], [1, 0])",
    "Playground(widths=[2], speed='single_steps')", "question('01.a')", "guess('05.p')",
    "with speaking('zh'):\n    display(ChainNudge(2))",
]
STATE = """widget => [...widget.querySelectorAll("input, select")].map(({ value }) => value) + widget.innerHTML"""
TALL = 15_000  # pixels: JupyterLab lays out only what is on the screen
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
    page.evaluate("delete window.jupyterapp.shell.currentWidget.context.save")  # other tests save in this page


def test_each_widget_has_its_own_keys_and_jupyterlab_the_others(run_cells):
    notebook = run_cells("keys", CELLS)
    page = notebook.page
    page.set_viewport_size({"width": 1280, "height": TALL})
    page.locator(".course-question").nth(1).wait_for()
    page.locator(".dp-hidden canvas").wait_for()
    with speaking("zh"):
        word = say("Magnify")
    page.locator(".course-nudge:lang(zh)").get_by_text(word).first.wait_for()
    assert page.locator(".course-nudge:lang(en)").get_by_text("Magnify").count()
    for name, role, label, keys in KEYS:
        widget = page.locator(f".{name}").first
        control = widget.get_by_role(role, name=label).first
        control.focus()
        before, active = widget.evaluate(STATE), page.evaluate(ACTIVE)
        for key in keys.split():
            control.press(key)
        page.wait_for_function(f"([widget, before]) => ({STATE})(widget) !== before",
                               arg=[widget.element_handle(), before])
        if name == "course-guess":  # after which one goes on
            page.wait_for_function(f"active => {ACTIVE} === active + 1", arg=active)
        else:
            assert page.evaluate(ACTIVE) == active, name
    notebook.shot("keys")
    page.set_viewport_size(VIEWPORT)
    check_keys(page)
