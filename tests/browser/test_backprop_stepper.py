"""The BackpropStepper in JupyterLab: stepping, editing, and what it shows beside what Python computes."""

import json
import re

import pytest

from helpers import lecture
from helpers.widgets.backprop_walk import Walk, written

CELLS = [
    "import sys, json\nsys.path.insert(0, '..')\nfrom helpers.widgets import BackpropStepper",
    "stepper = BackpropStepper()\nstepper",
    "print(json.dumps([repr(stepper), stepper.step, stepper.network.theta.tolist()]))",
]


@pytest.fixture(scope="module")
def saved(lab):
    return lab.write_notebook("try_stepper", CELLS)


@pytest.fixture
def opened(open_notebook, saved):
    notebook = open_notebook(saved)
    notebook.run_all()
    widget = notebook.page.locator(".course-stepper")
    widget.get_by_text("step 0 of 49").wait_for()
    return notebook, widget


def ask(notebook):
    """What Python has to say: repr, step and theta."""
    notebook.run_cell(2)
    return json.loads(notebook.outputs()[-1]["text"])


def shown(widget):
    """Every number of the two drawings, as the page writes it."""
    return " ".join(widget.locator("svg text").all_text_contents())


def test_step_to_the_end_and_compare(opened):
    notebook, widget = opened
    page = notebook.page
    assert "image/png" in notebook.outputs()[0]["data"]
    walk = Walk(lecture.network("sigmoid", "squared_error"), [1, -1], [1, 0])
    widget.get_by_role("button", name="Next").click()
    formula = widget.locator(".bs-formula").first
    assert formula.inner_text() == "z₁ = w¹₁₁ · x₁ + w¹₁₂ · x₂ + b¹₁"
    for done in range(2, 7):  # by keyboard, which JupyterLab must leave alone
        page.keyboard.press("ArrowRight")
        widget.get_by_text(f"step {done} of 49").wait_for()
    page.keyboard.press("ArrowLeft")
    widget.get_by_text("step 5 of 49").wait_for()
    assert walk.steps[5]["text"] not in shown(widget)
    widget.get_by_role("button", name="Backward pass").click()
    widget.get_by_text("step 31 of 49").wait_for()
    text = shown(widget)
    assert all(step["text"] in text for step in walk.steps if step["part"] != "slopes")
    notebook.shot("stepper_back")
    widget.get_by_role("slider", name="Step").press("End")
    widget.get_by_text("step 49 of 49").wait_for()
    widget.get_by_text("All steps so far").click()
    items = widget.locator("li").all_text_contents()
    assert [item.split(" = ")[-1] for item in items] == [step["text"] for step in walk.steps]
    assert widget.locator("li[aria-current=step]").count() == 1
    assert ask(notebook)[1] == 49
    notebook.check_accessibility(".course-stepper")
    before = shown(widget)
    notebook.check_narrow(".course-stepper")
    assert widget.get_by_text("Forward ↓").count() == 1 and shown(widget) == before
    notebook.check_accessibility(".course-stepper")


def test_weights_pairing_and_what_is_refused(opened):
    notebook, widget = opened
    page = notebook.page
    weight = widget.get_by_role("button", name="Weight w²₂₁ = −2")
    weight.focus()
    page.keyboard.press("Enter")
    card = widget.locator(".pg-inspector")
    assert card.get_by_text("= 0.9820 · 0.0552 = 0.0542").count() == 1
    assert card.get_by_text("= 0.0542, the same slope").count() == 1
    notebook.check_accessibility(".course-stepper")
    notebook.shot("stepper_card")
    field = card.get_by_role("spinbutton", name="w²₂₁")
    field.fill("1.5")
    field.press("Enter")
    widget.get_by_role("button", name="Weight w²₂₁ = 1.5").wait_for()

    widget.get_by_label("Output and loss").select_option("softmax, cross_entropy")
    widget.get_by_text("of 45").wait_for()
    widget.get_by_label("Target ŷ₂").fill("1")
    widget.get_by_label("Target ŷ₂").press("Enter")
    widget.get_by_text("does not add up to 1").wait_for()
    widget.get_by_label("Target ŷ₁").fill("0")
    widget.get_by_label("Target ŷ₁").press("Enter")
    page.wait_for_function("document.querySelector('.course-stepper .pg-note').textContent === ''")
    widget.get_by_role("button", name="Last").click()
    said, step, theta = ask(notebook)
    assert re.search(r"softmax, cross_entropy; input \(1, -1\), target \(0, 1\); step 45 of 45", said) and step == 45
    net = lecture.network("softmax", "cross_entropy")
    net.theta = theta
    assert net.weights[1][1, 0] == 1.5
    passed = net.forward([[1, -1]])
    text = shown(widget)
    assert all(written(delta) in text for layer in net.deltas(passed, [[0, 1]]) for delta in layer[0])
    widget.get_by_role("button", name="Start again").click()
    widget.get_by_role("button", name="Weight w²₂₁ = −2").wait_for()


def test_two_views_rerun_reload_and_a_dead_kernel(opened):
    notebook, widget = opened
    page = notebook.page
    notebook.run_cell(1)  # the cell again: a new widget in the old one's place
    widget.get_by_text("step 0 of 49").wait_for()
    assert widget.count() == 1
    page.evaluate("window.jupyterapp.shell.currentWidget.content.activeCellIndex = 1")
    notebook.command("notebook:insert-cell-below")
    page.evaluate("window.jupyterapp.shell.currentWidget.content.activeCell.model.sharedModel.setSource('stepper')")
    notebook.command("notebook:run-cell")
    page.wait_for_function("document.querySelectorAll('.course-stepper .pg-status').length === 2")
    widget.nth(1).get_by_text("step 0 of 49").wait_for()
    widget.nth(0).get_by_role("button", name="Next").click()
    widget.nth(1).get_by_text("step 1 of 49").wait_for()

    notebook.command("docmanager:save")
    page.reload()
    widget.first.get_by_text("step 1 of 49").wait_for(timeout=30_000)
    notebook.lab.stop_kernels()
    page.wait_for_timeout(1000)
    widget.first.get_by_role("button", name="Next").click()
    widget.first.get_by_text("step 2 of 49").wait_for()
    widget.first.get_by_text("No answer from the kernel").wait_for()
    # JupyterLab's own words when a kernel dies while a page comes back
    notebook.errors[:] = [error for error in notebook.errors if "debugger state" not in error]
