"""The PerceptronLine in JupyterLab: dragged, nudged and walking, beside what Python computes."""

import numpy as np
import pytest

from helpers.plots.diagram import neat
from helpers.widgets.perceptron_line import CORNERS, DATA, learning_walk

CELLS = [
    "import sys, json\nsys.path.insert(0, '..')\nfrom helpers.widgets import PerceptronLine",
    "line = PerceptronLine('AND')\nline",
    "print(json.dumps([line.X.tolist(), line.w.tolist(), line.b, line.at, len(line.updates), line.rested]))",
]


@pytest.fixture
def opened(run_cells):
    notebook = run_cells("try_line", CELLS)
    widget = notebook.page.locator(".course-line")
    widget.get_by_text("1 of 4 right").wait_for()
    return notebook, widget


def drag(page, handle, right, down):
    """By mouse, in small moves, from the middle of the handle."""
    handle.scroll_into_view_if_needed()  # and it rests
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + right, y + down, steps=5)
    page.mouse.up()


def fields(widget):
    return [float(widget.get_by_label(name, exact=True).input_value()) for name in ("w₁", "w₂", "b")]


def test_drag_a_point_the_weights_and_the_line(opened):
    notebook, widget = opened
    page = notebook.page
    assert "image/png" in notebook.outputs()[0]["data"]
    slider = lambda name: widget.get_by_role("slider", name=name)  # noqa: E731
    drag(page, slider("Point 4"), -40, -30)
    X, w, b, *_ = notebook.ask_until(lambda X, *_: X[3] != CORNERS[3])
    assert X[3][0] < 0.9 and X[3][1] > 1.1 and X[:3] == CORNERS[:3] and (w, b) == ([1, -2], 1)
    assert widget.locator(".pl-now").inner_text().split("\n")[0].endswith(f"= {neat(np.dot(w, X[3]) + b)}")
    assert widget.get_by_label("Point to look at").input_value() == "4"

    drag(page, slider("The weight vector w"), 0, -60)
    _, turned, same, *_ = notebook.ask_until(lambda X, now, *_: now != w)
    assert turned[1] > w[1] + 0.3 and same == b and fields(widget) == [*turned, b]
    z, on_curve = float(np.dot(turned, X[3]) + b), slider("The point on the curve")
    assert on_curve.get_attribute("aria-valuetext") == f"z = {neat(z)}"
    drag(page, on_curve, 30, 0)  # and the point follows in the plane, along w
    X, *_ = notebook.ask_until(lambda now, *_: now != X)
    assert np.dot(turned, X[3]) + b > z + 0.1 and X[:3] == CORNERS[:3]
    slider("The line").focus()
    for _ in range(3):  # by keyboard, which JupyterLab must leave alone
        page.keyboard.press("ArrowUp")
    wanted = fields(widget)
    _, same, shifted, *_ = notebook.ask_until(lambda X, w, b, *_: b == wanted[-1])
    assert same == turned and shifted > b and fields(widget) == [*turned, shifted]
    notebook.check_accessibility(".course-line")
    notebook.shot("line")


def test_the_rule_walks_until_no_mistake_is_left(opened):
    notebook, widget = opened
    widget.get_by_role("button", name="All to 0").click()
    updates = learning_walk(np.array(CORNERS, float), DATA["AND"], [0, 0], 0, 20)[0]
    for count, update in enumerate(updates[:2], start=1):
        widget.get_by_role("button", name="Next mistake").click()
        widget.get_by_text(f"Mistake {count}, in sweep {update['sweep']}: point {update['point'] + 1} is").wait_for()
        assert fields(widget) == [*update["w"], update["b"]]
    widget.get_by_role("button", name="Play").click()
    widget.get_by_text("the rule has come to rest").wait_for()
    _, w, b, at, length, rested = notebook.ask_until(lambda X, w, b, at, *_: at == len(updates))
    assert (w, b, rested) == (updates[-1]["w"], updates[-1]["b"], True) and at == length == len(updates)
    assert "4 of 4 right" in widget.inner_text() and fields(widget) == [*w, b]
    assert int(widget.get_attribute("data-frames")) > len(updates)


def test_play_takes_over_a_repair_that_is_under_way(opened):
    """Two motions at once would go on behind Start again, where there is no repair to tell of: a page error."""
    notebook, widget = opened
    widget.get_by_role("button", name="All to 0").click()
    widget.get_by_role("button", name="Next mistake").click()
    widget.get_by_role("combobox", name="Colour by").select_option("sigmoid")  # a motion would end at no repair, too
    notebook.page.wait_for_timeout(1000)  # longer than a motion takes
    widget.get_by_role("button", name="All to 0").click()
    for name in ("Next mistake", "Play", "Start again"):
        widget.get_by_role("button", name=name).click()
    notebook.page.wait_for_timeout(1000)
    frames = widget.get_attribute("data-frames")
    notebook.page.wait_for_timeout(300)
    assert widget.get_attribute("data-frames") == frames


def test_xor_without_motion_and_on_a_narrow_screen(opened):
    notebook, widget = opened
    notebook.page.emulate_media(reduced_motion="reduce")
    widget.evaluate("""widget => {  // before Python has answered the first
        const points = widget.querySelector("select");
        points.value = "XOR";
        points.dispatchEvent(new Event("change"));
        [...widget.querySelectorAll("button")].find(button => button.textContent === "All to 0").click();
    }""")
    for point, label in enumerate(DATA["XOR"], start=1):
        widget.get_by_role("slider", name=f"Point {point}, class {label}").wait_for()
    updates = learning_walk(np.array(CORNERS, float), DATA["XOR"], [0, 0], 0, 20)[0]
    button = widget.get_by_role("button", name="Next mistake")
    before = int(widget.get_attribute("data-frames") or 0)
    for count in range(1, len(updates) + 1):
        button.click()
        widget.get_by_text(f"Mistake {count}, in").wait_for()
    assert int(widget.get_attribute("data-frames")) - before == len(updates)  # one picture a step
    button.click()
    widget.get_by_text(f"After {len(updates)} repairs there are still mistakes").wait_for()
    notebook.check_narrow(".course-line")
    notebook.page.evaluate("document.body.dataset.jpThemeLight = 'false'")
    ink = "line => getComputedStyle(line).stroke"
    assert widget.locator(".pl-cross").first.evaluate(ink) == "rgb(34, 40, 44)"  # on a plane that stays pale
    notebook.page.evaluate("document.body.dataset.jpThemeLight = 'true'")
