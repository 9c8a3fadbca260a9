"""The PerceptronLine in Chromium: dragged, nudged and walking, beside what Python computes."""

import re

import numpy as np
import pytest

from helpers.plots.diagram import neat
from helpers.widgets import PerceptronLine
from helpers.widgets.perceptron_line import CORNERS, DATA, learning_walk


@pytest.fixture
def line(show):
    return show(PerceptronLine("AND"))


def slider(line, name):
    return line.widget.get_by_role("slider", name=name)


def fields(line):
    return [float(line.widget.get_by_label(name, exact=True).input_value()) for name in ("w₁", "w₂", "b")]


def places(line, count=4):
    """Where the points are, as a screen reader is told."""
    told = [slider(line, f"Point {point},").get_attribute("aria-valuetext") for point in range(1, count + 1)]
    return [[float(number) for number in re.findall(r"[-\d.]+", text.replace("−", "-"))] for text in told]


def test_drag_a_point_the_weights_and_the_line(line):
    widget = line.widget
    assert "1 of 4 right" in widget.inner_text()
    line.drag(slider(line, "Point 4"), -40, -30)
    X = places(line)
    assert X[3][0] < 0.9 and X[3][1] > 1.1 and X[:3] == CORNERS[:3] and fields(line) == [1, -2, 1]
    z = np.dot([1, -2], X[3]) + 1
    assert widget.locator(".st-now").inner_text().split("\n")[0].endswith(f"= {neat(z)}")
    assert widget.get_by_label("Point to look at").input_value() == "4"

    line.drag(slider(line, "The weight vector w"), 0, -60)
    *turned, b = fields(line)
    assert turned[1] > -2 + 0.3 and b == 1
    z = np.dot(turned, X[3]) + 1
    assert slider(line, "The point on the curve").get_attribute("aria-valuetext") == f"z = {neat(z)}"
    line.drag(slider(line, "The point on the curve"), 30, 0)  # and the point follows in the plane, along w
    X = places(line)
    assert np.dot(turned, X[3]) + 1 > z + 0.1 and X[:3] == CORNERS[:3]
    for _ in range(3):
        slider(line, "The line").press("ArrowUp")
    *w, b = fields(line)
    assert w == turned and b > 1
    line.check_accessibility()


def test_the_rule_walks_until_no_mistake_is_left(line):
    line.press("All to 0")
    updates = learning_walk(np.array(CORNERS, float), DATA["AND"], [0, 0], 0, 20)
    for count, (i, w, b) in enumerate(updates[:2], start=1):
        line.press("Next mistake")
        line.widget.get_by_text(re.compile(rf"Mistake {count}, in sweep \d: point {i + 1} is")).wait_for()
        assert fields(line) == [*w, b]
    line.press("▶ Play")
    line.widget.get_by_text("Mistake 3, in").wait_for()
    line.page.emulate_media(reduced_motion="reduce")  # the rest in a few pictures
    line.widget.get_by_text("the rule has come to rest").wait_for()
    _, w, b = updates[-1]
    assert fields(line) == [*w, b] and len(updates) < line.frames() and "4 of 4 right" in line.widget.inner_text()
    assert f"mistakes put right: {len(updates)}" in line.widget.inner_text()
    line.page.emulate_media(reduced_motion="no-preference")
    line.press("All to 0", "Next mistake", "▶ Play", "Start again")  # two motions at once would end in a page error
    line.rests()


def test_xor_without_motion_and_in_the_dark(line):
    line.page.emulate_media(reduced_motion="reduce")
    line.widget.get_by_role("combobox", name="Points").select_option("XOR")
    line.press("All to 0")
    for point, label in enumerate(DATA["XOR"], start=1):
        assert slider(line, f"Point {point}, class {label}").is_visible()
    updates = learning_walk(np.array(CORNERS, float), DATA["XOR"], [0, 0], 0, 20)
    before = line.frames()
    for count in range(1, len(updates) + 1):
        line.press("Next mistake")
        line.widget.get_by_text(f"Mistake {count}, in").wait_for()
    assert line.frames() - before == len(updates)  # one picture a step
    line.press("Next mistake")
    line.widget.get_by_text(f"After {len(updates)} repairs there are still mistakes").wait_for()
    line.page.evaluate("document.body.dataset.jpThemeLight = 'false'")
    ink = "line => getComputedStyle(line).stroke"
    assert line.widget.locator(".pl-cross").first.evaluate(ink) == "rgb(34, 40, 44)"  # on a plane that stays pale
    *w, b = fields(line)
    wrong = np.sum((np.dot(CORNERS, w) + b > 0) != DATA["XOR"])
    assert line.widget.locator(".pl-cross:visible").count() == wrong > 0


def test_a_point_at_the_origin_and_a_weight_of_zero_can_both_be_taken(show):
    opened = show(PerceptronLine("AND", w=(0, 0), b=-1))
    opened.drag(opened.widget.locator(".pl-name"), 60, -60)
    opened.rests()
    assert all(fields(opened)[:2]) and places(opened)[0] == [0, 0]
    opened.press("All to 0")
    opened.drag(slider(opened, "Point 1,").locator("rect, circle").last, 60, -60)
    opened.rests()
    assert all(places(opened)[0]) and fields(opened)[:2] == [0, 0]
