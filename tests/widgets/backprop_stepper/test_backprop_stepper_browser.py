"""The BackpropStepper in Chromium: stepping, editing, and what it shows beside what Python computes."""

import re

import numpy as np
import pytest

from helpers import lecture
from helpers.widgets import BackpropStepper
from helpers.widgets.backprop_walk import Walk, four_decimals


@pytest.fixture
def opened(show):
    return show(BackpropStepper())


@pytest.fixture
def still(opened):
    """Without motion."""
    opened.page.emulate_media(reduced_motion="reduce")
    return opened


@pytest.fixture
def net():
    return lecture.network("sigmoid", "squared_error")


def press(opened, name):
    """Press the button of this name; once Python has heard it and nothing moves any more, this returns."""
    opened.widget.get_by_role("button", name=name).click()
    at_rest(opened)


def type_into(opened, label, text):
    field = opened.widget.get_by_role("spinbutton", name=label)
    field.fill(text)
    field.press("Enter")
    opened.answered()
    assert field.evaluate("field => field === document.activeElement")


def at_rest(opened):
    opened.answered()
    opened.page.wait_for_function("document.querySelector('.bs-now').ariaBusy !== 'true'")


def loss(net):
    return net.loss([[1, -1]], [[1, 0]])[0]


def descend(net, eta=1):
    net.theta -= eta * net.gradient([[1, -1]], [[1, 0]])
    return net


def shown(opened):
    """Every number of the two drawings, as the page writes it."""
    return " ".join(opened.widget.locator("svg text").all_text_contents())


def by_wire(walk):
    """The slopes in the order of the drawing: weights first, then biases."""
    slopes = [step for step in walk.steps if step["kind"] == "slope"]
    return [step["text"] for bias in (False, True) for step in slopes if (step["column"] is None) == bias]


def test_step_to_the_end_and_compare(still, net):
    opened, page, widget, walk = still, still.page, still.widget, Walk(net, [1, -1], [1, 0])
    press(opened, "Next")
    assert widget.locator(".bs-formula").first.inner_text() == "z₁ = w¹₁₁ · x₁ + w¹₁₂ · x₂ + b¹₁"
    for done in range(2, 7):
        page.keyboard.press("ArrowRight")
        widget.get_by_text(f"operation {done} of 49").wait_for()
    page.keyboard.press("ArrowLeft")
    at_rest(opened)
    assert widget.get_by_text("operation 5 of 49").is_visible() and walk.steps[5]["text"] not in shown(opened)
    press(opened, "Backward pass")
    text = shown(opened)
    assert widget.get_by_text("operation 31 of 49").is_visible()
    assert all(step["text"] in text for step in walk.steps if step["part"] != "slopes")
    widget.get_by_role("slider", name="Operation").press("End")
    at_rest(opened)
    assert widget.locator(".bs-slope").all_text_contents() == by_wire(walk)
    widget.get_by_text("All operations so far").click()
    items = widget.locator("li").all_text_contents()
    assert [item.split(" = ")[-1] for item in items] == [step["text"] for step in walk.steps]
    assert widget.locator("li[aria-current=step]").count() == 1
    opened.check_accessibility()
    before = shown(opened)
    opened.check_narrow()
    assert widget.get_by_text("Forward ↓").count() == 1 and shown(opened) == before
    opened.check_accessibility()


INSIDE = """() => [...document.querySelectorAll(".bs-drawing polygon.bs-back")].flatMap(amplifier => {
    const gain = amplifier.parentElement.querySelector("text"), { x, y, width, height } = gain.getBBox();
    const inside = (x, y) => amplifier.isPointInFill(new DOMPoint(x, y)), margin = height / 4;
    const corners = [x, x + width].flatMap(x => [inside(x, y + margin), inside(x, y + height - margin)]);
    return corners.every(Boolean) ? [] : [gain.textContent];
})"""  # gains that reach out of their amplifiers


def test_what_the_walk_has_not_reached_is_quiet(still):
    opened, widget, page = still, still.widget, still.page
    ink = lambda: (widget.locator("svg text").count(), widget.locator(".bs-ahead").count())  # noqa: E731
    history, take = widget.locator(".bs-history"), widget.get_by_role("button", name="Take the step")
    parts = [(*ink(), history.is_visible(), "pg-play" in (take.get_attribute("class") or ""))]
    for part in ("Forward pass", "Backward pass", "Slopes"):
        press(opened, part)
        parts.append((*ink(), history.is_visible(), "pg-play" in (take.get_attribute("class") or "")))
    assert [(ahead, *rest) for _, ahead, *rest in parts] == [
        (12, False, False), (6, True, False), (0, True, False), (0, True, True)]  # neurons, then amplifiers
    assert [more[0] - less[0] for less, more in zip(parts, parts[1:], strict=False)] == [13, 14, 18]
    assert not widget.get_by_label("Input x₁").is_visible() and page.evaluate(INSIDE) == []
    lines = [title.bounding_box()["height"] for title in widget.locator(".bs-title").all()]
    assert max(lines) < 20  # at any width from a telephone's on
    opened.check_narrow()
    assert page.evaluate(INSIDE) == []


def test_weights_pairing_and_what_is_refused(still):
    opened, widget = still, still.widget
    widget.get_by_role("button", name="Weight w²₂₁ = −2").press("Enter")
    card = widget.locator(".pg-inspector")
    assert card.get_by_text("= 0.9820 · 0.0552 = 0.0542").count() == 1
    assert card.get_by_text("= 0.0542, the same slope").count() == 1
    opened.check_accessibility()
    type_into(opened, "w²₂₁", "1.5")
    assert widget.get_by_role("button", name="Weight w²₂₁ = 1.5").is_visible()

    widget.get_by_text("Input (1, −1), target (1, 0), sigmoid with squared error").click()
    widget.get_by_label("Output and loss").select_option("softmax, cross_entropy")
    widget.get_by_text("operation 0 of 45").wait_for()
    type_into(opened, "Target ŷ₂", "1")
    assert "does not add up to 1" in widget.locator(".pg-note").inner_text()
    type_into(opened, "Target ŷ₁", "0")
    assert widget.locator(".pg-note").inner_text() == ""
    press(opened, "Last")
    said, net = repr(opened.python), lecture.network("softmax", "cross_entropy")
    assert widget.get_by_text("Input (1, −1), target (0, 1), softmax with cross-entropy").is_visible()
    assert re.search(r"softmax, cross_entropy; input \(1, -1\), target \(0, 1\); step 0 of 45", said)
    net.theta = opened.python.network.theta
    assert net.weights[1][1, 0] == 1.5
    text, deltas = shown(opened), net.deltas(net.forward([[1, -1]]), [[0, 1]])
    assert all(four_decimals(delta) in text for layer in deltas for delta in layer[0])
    press(opened, "Start again")
    assert widget.get_by_role("button", name="Weight w²₂₁ = −2").is_visible()


def test_no_press_is_lost_and_none_acts_later(opened, net):
    """Each press ends at once what still moves, and is done."""
    take = opened.widget.get_by_role("button", name="Take the step")
    for _ in range(5):
        take.click()
        descend(net)
    opened.widget.get_by_text("Step 5 with η = 1: the loss falls").wait_for()
    press(opened, "Next")
    assert opened.widget.get_by_text("operation 14 of 49").is_visible()
    assert np.allclose(opened.python.network.theta, net.theta, atol=1e-12)

    take.click()
    press(opened, "Start again")
    assert opened.widget.get_by_text("Loss: 0.4168", exact=True).is_visible()
    assert opened.python.network.theta.tolist() == lecture.network().theta.tolist()


WATCH = """() => {
    const widget = document.querySelector(".course-stepper"), find = name => widget.querySelector(name);
    window.seen = [];
    requestAnimationFrame(function look() {
        const count = parseInt(find(".pg-run .pg-status").textContent.match(/\\d+/));
        const slopes = widget.querySelectorAll(".bs-slope").length, lossy = /l \\d/.test(find("svg").textContent);
        const slider = Number(find("input[type=range]").value), history = find(".bs-history").textContent;
        const written = [...widget.querySelectorAll("[data-number]")];
        const numbers = written.map(text => [text.dataset.number, text.textContent]);
        const now = find(".bs-now").textContent;
        const agree = numbers.every(([place, text]) => text === new Map(numbers).get(place));  // on both drawings
        window.seen.push([count, slider, slopes, lossy, agree, history, now]);
        requestAnimationFrame(look);
    });
}"""


def test_down_the_slope_counter_and_picture_say_the_same_at_every_moment(opened, net):
    """By keyboard: the slopes first, then the step, then the forward pass to the next loss."""
    page, widget, losses = opened.page, opened.widget, [loss(net)]
    page.evaluate(WATCH)
    press(opened, "Backward pass")
    for n, rate in enumerate((2, 0.5), start=1):
        widget.get_by_role("spinbutton", name="Learning rate").fill(str(rate))
        losses.append(loss(descend(net, rate)))
        widget.get_by_role("button", name=f"Take the step: θ ← θ − {rate} · ∇l").press("Enter")  # η as it is now
        at_rest(opened)
        assert widget.get_by_text(f"Step {n} with η = {rate}: the loss falls").is_visible()
        assert widget.get_by_text("operation 13 of 49").is_visible()
        assert f"l {four_decimals(losses[-1])}" in shown(opened)
    assert np.allclose(opened.python.network.theta, net.theta, atol=1e-12)
    assert opened.frames() > 20
    seen = page.evaluate("window.seen")
    assert {7, 20, 40, 49} & {count for count, *_ in seen} and len({count for count, *_ in seen}) > 20
    assert {f"θ ← θ − {rate} · ∇l" for rate in (2, 0.5)} <= {now for *_, now in seen}  # for less than a second
    for count, slider, slopes, lossy, agree, history, _ in seen:
        assert (slider, slopes, lossy, agree) == (count, max(0, count - 31), count >= 13, True)
        told = [four_decimals(loss) for loss in losses[:history.count("→") + 1]]
        assert history == "Loss: " + " → ".join(told)
    after_first = [count for count, *_, history, _ in seen if history.count("→") == 1]
    assert after_first[0] == 13  # the new loss stands there when the forward pass has come to it
    widget.get_by_role("spinbutton", name="Learning rate").fill("0")
    press(opened, "Take the step")
    assert "Not done: eta is 0" in widget.locator(".pg-note").inner_text()
    opened.check_accessibility()


def test_controls_and_both_networks_in_one_screen(run_cells):
    cell = "import sys\nsys.path.insert(0, '..')\nfrom helpers.widgets import BackpropStepper\nBackpropStepper()"
    notebook = run_cells("try_stepper", [cell])
    notebook.page.get_by_role("button", name="Last").click()
    notebook.page.get_by_text("operation 49 of 49").wait_for()
    for width in (1366, 1280):  # with the list of files open
        notebook.page.set_viewport_size({"width": width, "height": 768})
        notebook.rests(".course-stepper")  # what follows the width has been drawn anew
        ahead, behind, controls, screen = (notebook.page.locator(name).bounding_box() for name in (
            ".bs-drawing >> nth=0", ".bs-drawing >> nth=1", ".course-stepper .bs-for",
            ".jp-NotebookPanel-notebook"))
        assert ahead["y"] == behind["y"] and ahead["x"] + ahead["width"] <= behind["x"]
        assert behind["y"] + behind["height"] - controls["y"] < screen["height"]
        notebook.shot(f"stepper_screen_{width}")
