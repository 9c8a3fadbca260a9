"""Several widgets on one page: each has its own ids, and its own colours."""

import io

import numpy as np
from PIL import Image

CELLS = [
    "import sys\nsys.path.insert(0, '..')\nimport numpy as np\nfrom helpers import Network, plots\n"
    "from helpers.widgets import DescentBall, PerceptronLine, panel, slider",
    "PerceptronLine('AND', w=(1, 1), b=-1.5)",
    "PerceptronLine('OR', w=(-1, 0), b=0.5)",
    "ball = DescentBall(lambda p: p[0] ** 2 / 20 + p[1] ** 2, lambda p: np.array([p[0] / 10, 2 * p[1]]),\n"
    "                   [(-10, 10), (-5, 5)], (-8, 3), rate=0.3, steps=20)\nball",
    "ball",
    "DescentBall(lambda w: w ** 2, lambda w: 2 * w, [(-2.6, 2.6)], 1, rate=0.1, steps=5, names=['w'])",
    "from matplotlib.patches import Circle\ndef draw(width):\n    fig, ax = plots.figure(3, 2)\n"
    "    ax.plot([0, width], [0, 1])[0].set_clip_path(Circle((150, 100), 60, transform=None))\n"
    "    fig.alt = f'A line of {width}.'\n    return fig\npanel(draw, width=slider(3, 1, 4))",
    "panel(draw, width=slider(2, 1, 4))",
    "from helpers.widgets import DigitPad, DigitsExplorer\nX = np.random.default_rng(0).normal(size=(200, 784))\n"
    "DigitPad(Network([784, 8, 10]), digit=4)",
    "DigitPad(Network([784, 8, 8, 10]), digit=7)",
    "DigitsExplorer(X, np.arange(200) % 10, X, np.arange(200) % 10, widths=[8])",
    "DigitsExplorer(X, np.arange(200) % 10, X, np.arange(200) % 10, widths=[8, 8])",
]
TWICE = """() => [...document.querySelectorAll(".course-widget [id]")].map(element => element.id)
    .filter(id => document.querySelectorAll(`[id="${id}"]`).length > 1)"""
REFERENCES = """widget => [...widget.querySelectorAll("*")].flatMap(element => [...element.attributes])
    .flatMap(({ value }) => [...value.matchAll(/url\\(#([^)]+)\\)/g)].map(found => found[1]))
    .filter(id => !widget.contains(document.getElementById(id)))"""


def blue(line):
    """Is the plane blue at its left end, and at its right end? Else it is orange."""
    picture = Image.open(io.BytesIO(line.locator(".pl-paper").screenshot()))
    red, _, strength = np.moveaxis(np.array(picture.convert("RGB"), int), 2, 0)
    share = (strength > red)[10:-10].mean(0)  # of each column
    return {"left": bool(share[10] > 0.5), "right": bool(share[-10] > 0.5)}


def test_no_widget_wears_anothers_colours(run_cells):
    notebook = run_cells("beside", CELLS)
    lines, balls = notebook.page.locator(".course-line"), notebook.page.locator(".course-ball")
    for text, widget in (("4 of 4 right", lines.nth(0)), ("1 of 4 right", lines.nth(1)), ("step 0 of 20", balls.nth(0)),
                         ("step 0 of 20", balls.nth(1)), ("step 0 of 5", balls.nth(2))):
        widget.get_by_text(text).wait_for()
    panels = notebook.page.locator(".course-panel")
    panels.nth(1).get_by_role("img", name="A line of 2.").wait_for()
    pads, explorers = notebook.page.locator(".course-pad"), notebook.page.locator(".course-explorer")
    explorers.nth(1).get_by_text("8-8 · 6,442 parameters · not trained yet").wait_for()
    for place, layers in enumerate((1, 2)):
        pads.nth(place).locator(".dp-hidden canvas").nth(layers - 1).wait_for()
    assert [pad.locator(".dp-hidden canvas").count() for pad in pads.all()] == [1, 2]
    assert notebook.page.evaluate(TWICE) == []
    for widget in (*lines.all(), *balls.all(), *panels.all(), *pads.all(), *explorers.all()):
        assert widget.evaluate(REFERENCES) == []  # what it points at is its own
    assert blue(lines.nth(0)) == {"left": False, "right": True}
    assert blue(lines.nth(1)) == {"left": True, "right": False}
    notebook.shot("beside")


TWO_OF_EACH = [
    "import sys\nsys.path.insert(0, '..')\nimport numpy as np\n"
    "from helpers.widgets import BackpropStepper, ChainNudge, ConvolutionWalk",
    "ChainNudge(1)", "ChainNudge(2, nudge=-0.2)", "BackpropStepper()", "BackpropStepper(step=13)",
    "image = np.random.default_rng(0).random(784)\nConvolutionWalk(image)", "ConvolutionWalk(image, kernel='blur')",
]


def test_what_is_done_to_one_is_not_done_to_the_other(run_cells):
    notebook = run_cells("beside_two", TWO_OF_EACH)
    nudges, steppers, walks = (notebook.page.locator(f".{name}") for name in ("course-nudge", "course-stepper", "cw"))
    kernel = walks.nth(1).get_by_label("Kernel", exact=True)
    for widget in (kernel, nudges.nth(1).get_by_role("slider", name="Pull s"),
                   steppers.nth(1).get_by_text("operation 13 of 49")):
        widget.wait_for()
    nudges.nth(0).get_by_role("slider", name="Pull x").press("ArrowRight")
    nudges.nth(0).get_by_text("x is nudged by 0.1100").wait_for()
    steppers.nth(0).get_by_role("button", name="Take the step").click()
    steppers.nth(0).get_by_text("Step 1 with η = 1").wait_for()
    walks.nth(0).get_by_label("Kernel", exact=True).select_option("left edges")
    notebook.page.wait_for_function("document.querySelector('.cw [aria-label=w3]').value === '1'")
    nudges.nth(1).get_by_text("s is nudged by −0.2000").wait_for()
    steppers.nth(1).get_by_text("operation 13 of 49").wait_for()
    steppers.nth(1).get_by_text("Loss: 0.4168", exact=True).wait_for()
    assert kernel.input_value() == "blur" and notebook.page.evaluate(TWICE) == []
    notebook.shot("beside_two")


TRAINED_AND_ASKED = [
    "import sys\nsys.path.insert(0, '..')\nfrom helpers.exercises import guess, question\n"
    "from helpers.widgets import Playground",
    "Playground(widths=[2], speed='single_steps')", "Playground(widths=[3])",
    "question('01.a')", "question('01.a')", "guess('05.p')", "guess('05.p')",
]


def test_one_trains_or_is_answered_and_the_other_rests(run_cells):
    notebook = run_cells("beside_asked", TRAINED_AND_ASKED)
    grounds, asked = notebook.page.locator(".course-playground"), notebook.page.locator(".course-question")
    statuses, replies = grounds.locator(".pg-status"), asked.locator(".reply")
    asked.nth(3).wait_for()
    for number in range(2):
        statuses.nth(number).filter(has_text="step 0 ·").wait_for()
    grounds.nth(0).get_by_role("button", name="Step").click()
    statuses.nth(0).filter(has_text="step 1 ·").wait_for()
    for number in (0, 2):
        asked.nth(number).get_by_role("radio").first.press("Enter")  # which marks it, too
        replies.nth(number).filter(has_text=".").wait_for()
    assert asked.locator("input:checked").count() == 2
    assert [replies.nth(number).inner_text() for number in (1, 3)] == ["", ""]
    assert statuses.nth(1).inner_text().startswith("step 0 ·") and notebook.page.evaluate(TWICE) == []
    notebook.shot("beside_asked")
