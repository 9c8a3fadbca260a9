"""The BackpropStepper in Chromium: stepping, editing, and what it shows beside what Python computes."""

import numpy as np
import pytest

from helpers import lecture
from helpers.widgets import BackpropStepper
from helpers.widgets.backprop_walk import Walk, four_decimals


@pytest.fixture
def opened(show):
    return show(BackpropStepper())


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


def descend(net, eta=1):
    net.theta -= eta * net.gradient([[1, -1]], [[1, 0]])
    return net.loss([[1, -1]], [[1, 0]])[0]


def shown(opened):
    """Every number of the two drawings, as the page writes it."""
    return " ".join(opened.widget.locator("svg text").all_text_contents())


def by_wire(walk):
    """The slopes in the order of the drawing: weights first, then biases."""
    slopes = [step for step in walk.steps if step["kind"] == "slope"]
    return [step["text"] for bias in (False, True) for step in slopes if (step["column"] is None) == bias]


def test_step_to_the_end_and_compare(opened, net):
    page, widget, walk = opened.page, opened.widget, Walk(net, [1, -1], [1, 0])
    page.emulate_media(reduced_motion="reduce")
    ahead = widget.locator(".bs-ahead")  # what the walk has not reached is quiet: neurons, then amplifiers
    assert ahead.count() == 12 and not widget.locator(".bs-history").is_visible()
    press(opened, "Next")
    assert widget.locator(".bs-formula").first.inner_text() == "z₁ = w¹₁₁ · x₁ + w¹₁₂ · x₂ + b¹₁"
    for done in range(2, 7):
        page.keyboard.press("ArrowRight")
        widget.get_by_text(f"operation {done} of 49").wait_for()
    page.keyboard.press("ArrowLeft")
    at_rest(opened)
    assert widget.get_by_text("operation 5 of 49").is_visible() and walk.steps[5]["text"] not in shown(opened)
    press(opened, "Forward pass")
    assert ahead.count() == 6 and widget.locator(".bs-history").is_visible()
    press(opened, "Backward pass")
    text = shown(opened)
    assert widget.get_by_text("operation 31 of 49").is_visible() and ahead.count() == 0
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
    page.set_viewport_size({"width": 880, "height": 768})  # in JupyterLab, with the list of files open
    opened.rests()
    left, right, controls = (widget.locator(name).bounding_box() for name in (
        ".bs-drawing >> nth=0", ".bs-drawing >> nth=1", ".bs-for"))
    assert left["y"] == right["y"] and left["x"] + left["width"] <= right["x"]
    assert right["y"] + right["height"] - controls["y"] < 650  # controls and both networks in one screen
    opened.check_narrow()
    assert widget.get_by_text("Forward ↓").count() == 1 and shown(opened) == before
    opened.check_accessibility()


def test_weights_pairing_and_what_is_refused(opened):
    widget = opened.widget
    opened.page.emulate_media(reduced_motion="reduce")
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
    assert widget.get_by_text("Input (1, −1), target (0, 1), softmax with cross-entropy").is_visible()
    net = lecture.network("softmax", "cross_entropy")
    net.theta = opened.python.network.theta
    text, deltas = shown(opened), net.deltas(net.forward([[1, -1]]), [[0, 1]])
    assert net.weights[1][1, 0] == 1.5
    assert all(four_decimals(delta) in text for layer in deltas for delta in layer[0])
    press(opened, "Start again")
    assert widget.get_by_role("button", name="Weight w²₂₁ = −2").is_visible()


def test_no_press_is_lost_and_none_acts_later(opened, net):
    """Each press ends at once what still moves, and is done, with η as it is then."""
    take, losses = opened.widget.get_by_role("button", name="Take the step"), [four_decimals(opened.python.losses[0])]
    for rate in (2, 0.5, 1, 1, 1):
        opened.widget.get_by_role("spinbutton", name="Learning rate").fill(str(rate))
        take.click()
        losses.append(four_decimals(descend(net, rate)))
    opened.widget.get_by_text("Step 5 with η = 1: the loss falls").wait_for()
    at_rest(opened)
    assert opened.widget.locator(".bs-history").inner_text() == "Loss: " + " → ".join(losses)
    assert f"l {losses[-1]}" in shown(opened)
    press(opened, "Next")
    assert opened.widget.get_by_text("operation 14 of 49").is_visible()
    assert np.allclose(opened.python.network.theta, net.theta, atol=1e-12)
    take.click()
    press(opened, "Start again")
    assert opened.widget.get_by_text("Loss: 0.4168", exact=True).is_visible()
    assert opened.python.network.theta.tolist() == lecture.network().theta.tolist()
