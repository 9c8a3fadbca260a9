"""The Playground in Chromium: what its controls do, and what it shows beside what Python computes."""

import pytest

from helpers.widgets import Playground
from helpers.widgets.playground_settings import CONTROLS


@pytest.fixture
def opened(show):
    return show(Playground(data="moons", widths=[4, 4]))


def said(opened):
    return opened.widget.locator(".pg-status").first.inner_text()


MAP = "() => document.querySelector('.pg-map canvas').toDataURL()"


def test_training_stops_where_it_is_told_and_can_be_walked_back(opened):
    page, widget, playground = opened.page, opened.widget, opened.python
    bar = widget.get_by_role("slider", name="Walk through the training")
    assert bar.is_disabled() and said(opened).startswith("step 0 ·")
    opened.type("stop at step", "20")  # Enter takes the number, as in every field
    assert playground.steps == 0
    opened.press("▶ Train")
    page.locator(".course-playground[data-playing=false]").wait_for()
    last, theta, seen = said(opened), playground.network.theta.tobytes(), page.evaluate(MAP)
    assert last.startswith("step 20 ·")
    bar.press("Home")
    assert said(opened).startswith("step 0 ·") and bar.get_attribute("aria-valuetext") == "step 0 of 20"
    opened.answered()
    assert page.evaluate(MAP) != seen and playground.network.theta.tobytes() == theta  # to look back changes nothing
    bar.press("End")
    opened.answered()
    assert said(opened) == last and page.evaluate(MAP) == seen
    bar.press("PageDown")
    opened.press("Step")  # goes on from the end, and shows it
    assert said(opened).startswith("step 21 ·") and bar.get_attribute("aria-valuetext") == "step 21 of 21"


CHOICES = {"Data": "gauss", "Activation": "sigmoid", "Learning rate": "0.03", "Optimizer": "rmsprop",
           "Batch size": "32", "L2 penalty": "0.001", "L1 penalty": "0.0001",
           "Speed": "single_steps", "Maps show": "gradient"}
TURN = '''all => {
    all.forEach((slider, k) => {
        slider.value = Number(slider.value) + [1, -1][k];
        slider.dispatchEvent(new Event("input"));
    });
}'''
KEYS = {"Noise": ("ArrowRight", "noise=0.2"), "Depth": ("ArrowRight", "widths=[4, 4, 4]"),
        "Width": ("ArrowLeft", "widths=[3, 3, 3]"), "Training share": ("ArrowRight", "train_share=0.6")}
TURNED = {"data": "gauss", "activation": "sigmoid", "learning_rate": 0.03, "optimizer": "rmsprop", "batch_size": 32,
          "l2": 0.001, "l1": 0.0001, "speed": "single_steps", "maps": "gradient", "noise": 0.2, "widths": [2, 2, 2, 2],
          "train_share": 0.6, "seed": 7, "features": ["x1", "x2", "sin(x1)"], "two_colors": True,
          "show_test": True}


def test_every_control_is_heard_and_shown(opened):
    page, widget, code = opened.page, opened.widget, opened.widget.locator(".pg-code code")
    for name, value in CHOICES.items():
        widget.get_by_role("combobox", name=name).select_option(value)
    for name, (key, written) in KEYS.items():
        widget.get_by_role("slider", name=name, exact=True).press(key)
        opened.answered()
        assert written in code.inner_text()
    widget.locator("[data-control=depth] input, [data-control=width] input").evaluate_all(TURN)  # before any answer
    opened.answered()
    assert "widths=[2, 2, 2, 2]" in code.inner_text()  # the width is that of all layers
    for name, then in (2 * ("Layer 1: one neuron more",), 2 * ("Layer 1: one neuron less",), ("layer 1 neuron 1", None),
                       ("Close", "Playground")):  # what is built anew, or goes, leaves the keyboard alive
        widget.get_by_role("button", name=name).press("Enter")
        opened.answered()
        assert page.evaluate("document.activeElement.ariaLabel") == then
    seed = widget.get_by_label("Seed")
    for typed, taken in (("12345", "0"), ("7", "7")):
        opened.type("Seed", typed)
        assert seed.input_value() == taken
        refused = widget.get_by_text("seed is 12345; expected a whole number of at most 9999")
        assert refused.is_visible() == (typed != taken)
    for name in ("sin(x₁)", "Two colours only", "Show test points"):
        widget.get_by_role("checkbox", name=name).check()
    widget.locator(".pg-key").get_by_text("dark edge: test point").wait_for()
    for _ in range(3):
        opened.press("Step")
    assert eval(repr(opened.python), {"Playground": dict}) == TURNED | {"steps": 3}
    assert code.inner_text() == repr(opened.python)
    assert said(opened).startswith(f"step 3 · training loss {opened.python.losses[0]:.3f}")
    opened.press("Reset")
    assert said(opened).startswith("step 0 ·") and opened.python.steps == 0


STEPS = "parseInt(document.querySelector('.pg-status').textContent.slice(5))"


def train(page):
    page.get_by_role("button", name="Train").first.click()
    page.wait_for_function(f"{STEPS} > 50 && document.querySelector('.course-playground[data-playing=true]')")


NAMES = "all => all.filter(one => one.offsetParent).map(one => one.dataset.control)"


def test_nothing_jumps_when_it_trains_and_nothing_trains_out_of_sight(show):
    opened = show(Playground(preset="rate_and_batch"))
    page, status = opened.page, opened.widget.locator(".pg-status")
    before = opened.widget.bounding_box()
    train(page)
    assert opened.widget.bounding_box() == before
    page.evaluate("() => { document.querySelector('main').style.marginTop = '3000px'; }")
    status.get_by_text("It waits until it is in view again.").wait_for()
    opened.answered()
    steps = opened.python.steps
    page.wait_for_timeout(500)
    assert opened.python.steps == steps
    page.evaluate("() => { document.querySelector('main').style.marginTop = ''; }")
    status.filter(has_text="training loss").wait_for()
    while opened.python.steps == steps:
        page.wait_for_timeout(50)


def test_the_short_form_and_its_challenge(show):
    reached = []
    opened = show(Playground(show=["depth", "width"], widths=[2, 2], challenge="circles", on_reached=reached.append))
    page, widget, controls = opened.page, opened.widget, opened.widget.locator("[data-control]:not(button)")
    assert controls.evaluate_all(NAMES) == ["depth", "width"]
    assert widget.evaluate("e => e.offsetHeight") <= 620  # network, spaces, map, curves and their time together
    goal = widget.locator(".pg-goal")
    assert "Get 95 % of the circles right" in goal.inner_text() and "Hidden neurons: 4." in goal.inner_text()
    widget.get_by_role("slider", name="Width").press("ArrowRight")
    goal.filter(has_text="Hidden neurons: 6.").wait_for()
    widget.get_by_role("button", name="Train").click()
    page.locator(".pg-reached").filter(has_text="6 hidden neurons. Fewest so far: 6.").wait_for()
    widget.get_by_role("button", name="Pause").click()
    page.locator(".course-playground[data-playing=false]").wait_for()
    assert opened.python.best == 6 and reached == [6]
    points = widget.locator(".pg-chart polyline").evaluate_all("all => all.map(one => one.points.length)")
    assert points == [len(opened.python.history)] * 2

    opened.press("All controls")
    assert sorted(controls.evaluate_all(NAMES)) == sorted(CONTROLS) and widget.locator(".pg-code").is_visible()
    opened.check_accessibility()
    widget.get_by_role("combobox", name="Data").select_option("moons")
    goal.filter(has_text="The challenge counts only with Data set to circles.").wait_for()
    opened.press("Fewer controls")
    assert controls.evaluate_all(NAMES) == ["depth", "width"]


def test_the_neuron_pointed_at_stands_large_where_the_output_stood_and_can_be_changed(opened):
    page, widget = opened.page, opened.widget
    output, named, key = page.evaluate(MAP), widget.locator(".pg-named"), widget.locator(".pg-key")
    neuron, plane = widget.get_by_role("button", name="layer 2 neuron 3"), widget.locator(".pg-map")
    neuron.hover()
    opened.answered()
    seen = page.evaluate(MAP)
    assert named.inner_text() == "layer 2 neuron 3" and seen != output
    assert key.inner_text().split()[4:] == ["neuron", "−1", "1"]
    plane.hover()
    opened.answered()
    assert not named.is_visible() and page.evaluate(MAP) == output
    assert key.inner_text().split()[4:] == ["output", "0", "1"]
    neuron.focus()  # stays while a hand moves over the map
    plane.hover(position={"x": 40, "y": 40})
    opened.answered()
    assert plane.get_attribute("aria-label").startswith("Map of layer 2 neuron 3") and page.evaluate(MAP) == seen
    network, neuron = opened.python.network, widget.get_by_role("button", name="layer 1 neuron 2")
    neuron.focus()  # its numbers are told, and can be changed
    readout = widget.locator(".pg-readout").inner_text().replace("−", "-")
    assert f"bias {network.biases[0][1]:.3f}" in readout and f"{network.weights[0][1, 1]:.3f}" in readout
    neuron.click()
    field = widget.get_by_role("spinbutton", name="from input x₂")
    field.fill("-1.23456")
    field.press("Enter")
    opened.answered()
    assert field.input_value() == "-1.23456"  # what was typed stays, though others show three decimals
    assert opened.python.network.weights[0][1, 1] == pytest.approx(-1.23456)
    assert said(opened).startswith(f"step 0 · training loss {opened.python.losses[0]:.3f}")


def test_an_empty_map_and_points_of_ones_own(show):
    opened = show(Playground(show=["data"], widths=[2]))
    widget, playground = opened.widget, opened.python
    missing = widget.get_by_text("There are no points to learn from yet")
    assert not missing.is_visible()
    widget.get_by_role("combobox", name="Data").select_option("none")
    for name in ("▶ Train", "Step", "Reset", "Clear my points"):
        opened.answered()
        assert missing.is_visible()
        opened.press(name)
    widget.get_by_role("img", name="Map of the output").click(position={"x": 60, "y": 60})  # a blue point
    opened.answered()
    assert not missing.is_visible()
    widget.get_by_label("A click adds").select_option("an orange point")
    widget.get_by_label("x₁ of my point").fill("2")
    opened.press("Add")
    opened.press("Step")
    (_, _, blue), orange = playground.settings["points"]
    assert playground.steps == 1 and blue == 1 and orange == (2, 0, 0) and playground.losses[1] is None
    assert said(opened).startswith(f"step 1 · training loss {playground.losses[0]:.3f} · test loss –")
    opened.press("Clear my points")
    assert missing.is_visible()
    opened.check_accessibility()
