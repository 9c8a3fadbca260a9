"""The BackpropStepper in JupyterLab: stepping, editing, and what it shows beside what Python computes."""

import re

import numpy as np
import pytest

from helpers import lecture
from helpers.widgets.backprop_walk import Walk, four_decimals

CELLS = [
    "import sys, json\nsys.path.insert(0, '..')\nfrom helpers.widgets import BackpropStepper",
    "stepper = BackpropStepper()\nstepper",
    "print(json.dumps([repr(stepper), stepper.step, stepper.network.theta.tolist()]))",
]


@pytest.fixture
def opened(run_cells):
    notebook = run_cells("try_stepper", CELLS)
    widget = notebook.page.locator(".course-stepper")
    widget.get_by_text("operation 0 of 49").wait_for()
    return notebook, widget


def at_rest(notebook):
    """Wait until nothing moves any more."""
    notebook.page.wait_for_function("document.querySelector('.course-stepper').dataset.moving === 'false'")


def shown(widget):
    """Every number of the two drawings, as the page writes it."""
    return " ".join(widget.locator("svg text").all_text_contents())


def by_wire(walk):
    """The slopes in the order of the drawing: weights first, then biases."""
    slopes = [step for step in walk.steps if step["kind"] == "slope"]
    return [step["text"] for bias in (False, True) for step in slopes if (step["column"] is None) == bias]


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
        widget.get_by_text(f"operation {done} of 49").wait_for()
    page.keyboard.press("ArrowLeft")
    widget.get_by_text("operation 5 of 49").wait_for()
    at_rest(notebook)
    assert walk.steps[5]["text"] not in shown(widget)
    widget.get_by_role("button", name="Backward pass").click()
    widget.get_by_text("operation 31 of 49").wait_for()
    at_rest(notebook)
    text = shown(widget)
    assert all(step["text"] in text for step in walk.steps if step["part"] != "slopes")
    notebook.shot("stepper_back")
    widget.get_by_role("slider", name="Operation").press("End")
    widget.get_by_text("operation 49 of 49").wait_for()
    at_rest(notebook)
    assert widget.locator(".bs-slope").all_text_contents() == by_wire(walk)
    widget.get_by_text("All operations so far").click()
    items = widget.locator("li").all_text_contents()
    assert [item.split(" = ")[-1] for item in items] == [step["text"] for step in walk.steps]
    assert widget.locator("li[aria-current=step]").count() == 1
    assert notebook.ask_until(lambda said, step, *_: step == 49)[1] == 49
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
    at_rest(notebook)
    said, step, theta = notebook.ask()
    assert re.search(r"softmax, cross_entropy; input \(1, -1\), target \(0, 1\); step 45 of 45", said) and step == 45
    net = lecture.network("softmax", "cross_entropy")
    net.theta = theta
    assert net.weights[1][1, 0] == 1.5
    passed = net.forward([[1, -1]])
    text = shown(widget)
    assert all(four_decimals(delta) in text for layer in net.deltas(passed, [[0, 1]]) for delta in layer[0])
    widget.get_by_role("button", name="Start again").click()
    widget.get_by_role("button", name="Weight w²₂₁ = −2").wait_for()


def test_steps_down_the_slope(opened):
    notebook, widget = opened
    page, net = notebook.page, lecture.network("sigmoid", "squared_error")
    widget.get_by_role("spinbutton", name="Learning rate").fill("2")
    losses = [net.loss([[1, -1]], [[1, 0]])[0]]
    for n in (1, 2):  # by keyboard: the slopes first, then the step, then the forward pass to the next loss
        net.theta -= 2 * net.gradient([[1, -1]], [[1, 0]])
        losses.append(net.loss([[1, -1]], [[1, 0]])[0])
        widget.get_by_role("button", name="Take the step").focus()
        page.keyboard.press("Enter")
        widget.get_by_text(f"Step {n} with η = 2: the loss falls").wait_for()
        at_rest(notebook)
        widget.get_by_text("operation 13 of 49").wait_for()
        assert f"l {four_decimals(losses[-1])}" in shown(widget)
    assert widget.get_by_text(" → ".join(map(four_decimals, losses))).count() == 1
    assert widget.locator(".bs-point").count() == 3
    assert np.allclose(notebook.ask()[2], net.theta, atol=1e-12)
    assert int(widget.get_attribute("data-frames")) > 20
    widget.get_by_role("spinbutton", name="Learning rate").fill("0")
    widget.get_by_role("button", name="Take the step").click()
    widget.get_by_text("Not done: eta is 0").wait_for()
    notebook.check_accessibility(".course-stepper")


def test_no_press_is_lost_and_none_acts_later(opened):
    """Each press ends at once what still moves, and is done."""
    notebook, widget = opened
    start, net = lecture.network("sigmoid", "squared_error").theta, lecture.network("sigmoid", "squared_error")
    take = widget.get_by_role("button", name="Take the step")
    for _ in range(5):
        take.click()
        net.theta -= net.gradient([[1, -1]], [[1, 0]])
    widget.get_by_text("Step 5 with η = 1: the loss falls").wait_for()
    widget.get_by_role("button", name="Next").click()
    widget.get_by_text("operation 14 of 49").wait_for()
    assert np.allclose(notebook.ask()[2], net.theta, atol=1e-12)

    take.click()
    widget.get_by_role("button", name="Start again").click()
    widget.get_by_text("Loss: 0.4168", exact=True).wait_for()
    at_rest(notebook)  # nothing is on its way any more
    assert notebook.ask()[2] == start.tolist() and widget.locator(".bs-point").count() == 0


WATCH = """() => {
    const widget = document.querySelector(".course-stepper"), find = name => widget.querySelector(name);
    window.seen = [];
    requestAnimationFrame(function look() {
        const count = parseInt(find(".pg-run .pg-status").textContent.match(/\\d+/));
        const slopes = widget.querySelectorAll(".bs-slope").length, lossy = !find("svg").textContent.includes("l ?");
        const slider = Number(find("input[type=range]").value), history = find(".bs-history").textContent;
        const written = [...widget.querySelectorAll("[data-number]")];
        const numbers = written.map(text => [text.dataset.number, text.textContent]);
        const now = find(".bs-now").textContent;
        const agree = numbers.every(([place, text]) => text === new Map(numbers).get(place));  // on both drawings
        window.seen.push([count, slider, slopes, lossy, agree, history, now]);
        requestAnimationFrame(look);
    });
}"""


def test_counter_and_picture_say_the_same_at_every_moment(opened):
    notebook, widget = opened
    page, net = notebook.page, lecture.network("sigmoid", "squared_error")
    losses, eta = [0.4168], widget.get_by_role("spinbutton", name="Learning rate")
    page.evaluate(WATCH)
    widget.get_by_role("button", name="Backward pass").click()
    at_rest(notebook)
    for n, rate in enumerate((1, 0.5), start=1):
        eta.fill(str(rate))
        take = widget.get_by_role("button", name=f"Take the step: θ ← θ − {rate} · ∇l")  # η as it is now
        net.theta -= rate * net.gradient([[1, -1]], [[1, 0]])
        losses.append(net.loss([[1, -1]], [[1, 0]])[0])
        take.click()
        widget.get_by_text(f"Step {n} with η = {rate}: the loss falls").wait_for()
        at_rest(notebook)
    assert np.allclose(notebook.ask()[2], net.theta, atol=1e-12)
    seen = page.evaluate("window.seen")
    assert {7, 20, 40, 49} & {count for count, *_ in seen} and len({count for count, *_ in seen}) > 20
    assert {f"θ ← θ − {rate} · ∇l" for rate in (1, 0.5)} <= {now for *_, now in seen}  # for less than a second
    for count, slider, slopes, lossy, agree, history, _ in seen:
        assert (slider, slopes, lossy, agree) == (count, max(0, count - 31), count >= 13, True)
        told = [four_decimals(loss) for loss in losses[:history.count("→") + 1]]
        assert history == "Loss: " + " → ".join(told)
    after_first = [count for count, *_, history, _ in seen if history.count("→") == 1]
    assert after_first[0] == 13  # the new loss stands there when the forward pass has come to it


def test_controls_and_both_networks_in_one_screen(opened):
    notebook, widget = opened
    widget.get_by_role("button", name="Last").click()
    at_rest(notebook)
    for width in (1366, 1280):  # with the list of files open
        notebook.page.set_viewport_size({"width": width, "height": 768})
        notebook.rests(".course-stepper")  # what follows the width has been drawn anew
        ahead, behind, controls, screen = (notebook.page.locator(name).bounding_box() for name in (
            ".bs-drawing >> nth=0", ".bs-drawing >> nth=1", ".course-stepper .pg-controls",
            ".jp-NotebookPanel-notebook"))
        assert ahead["y"] == behind["y"] and ahead["x"] + ahead["width"] <= behind["x"]
        assert behind["y"] + behind["height"] - controls["y"] < screen["height"]
        notebook.shot(f"stepper_screen_{width}")


def test_the_signal_grows_over_the_wires_and_reduced_motion_shows_its_end(opened):
    notebook, widget = opened
    page = notebook.page
    widget.get_by_role("button", name="Backward pass").click()
    grown = "document.querySelectorAll('.bs-signal').length"
    page.wait_for_function(f"{grown} > 0 && {grown} < 10")  # 2 from the loss, 4 over each layer of wires
    at_rest(notebook)
    assert widget.locator(".bs-signal").count() == 10
    widget.get_by_role("button", name="First").click()
    at_rest(notebook)
    page.emulate_media(reduced_motion="reduce")
    before = int(widget.get_attribute("data-frames"))
    widget.get_by_role("button", name="Backward pass").click()
    at_rest(notebook)
    assert widget.locator(".bs-signal").count() == 10 and int(widget.get_attribute("data-frames")) == before + 1


def test_two_views_rerun_reload_and_a_dead_kernel(opened):
    notebook, widget = opened
    page = notebook.page
    notebook.run_cell(1)  # the cell again: a new widget in the old one's place
    widget.get_by_text("operation 0 of 49").wait_for()
    assert widget.count() == 1
    page.evaluate("window.jupyterapp.shell.currentWidget.content.activeCellIndex = 1")
    notebook.command("notebook:insert-cell-below")
    page.evaluate("window.jupyterapp.shell.currentWidget.content.activeCell.model.sharedModel.setSource('stepper')")
    notebook.command("notebook:run-cell")
    page.wait_for_function("document.querySelectorAll('.course-stepper .pg-status').length === 2")
    widget.nth(1).get_by_text("operation 0 of 49").wait_for()
    widget.nth(0).get_by_role("button", name="Next").click()
    widget.nth(1).get_by_text("operation 1 of 49").wait_for()

    notebook.command("docmanager:save")
    notebook.reload(widget.first.get_by_text("operation 1 of 49"))
    notebook.lab.stop_kernels()
    page.wait_for_timeout(1000)
    widget.first.get_by_role("button", name="Next").click()
    widget.first.get_by_text("operation 2 of 49").wait_for()
    widget.first.get_by_text("No answer from the kernel").wait_for()
