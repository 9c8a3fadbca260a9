"""ChainNudge in Chromium: pulled by pointer and keys, and what it shows beside what Python computes."""

import numpy as np
import pytest

from helpers.widgets.chain_nudge import CASES, ChainNudge, slope

FARTHEST = """() => Math.max(...[...document.querySelectorAll(".cn-factor")].map((label, k) => {
    const { x, y, width, height } = label.getBBox(), line = document.querySelectorAll(".cn-arrow")[k];
    const points = Array.from({ length: 501 }, (_, i) => line.getPointAtLength(i / 500 * line.getTotalLength()));
    return Math.min(...points.map(point => Math.hypot(point.x - x - width / 2, point.y - y - height / 2)));
}))"""  # of the middle of a factor's number from its line, in pixels


@pytest.fixture
def opened(show):
    return show(ChainNudge())


def grip(opened, first="x"):
    return opened.widget.get_by_role("slider", name=f"Pull {first}")


def written(value, digits=4):
    return f"{value + 0:.{digits}f}".replace("-", "−")


def test_pull_by_keys_and_compare(opened):
    assert grip(opened).get_attribute("aria-valuetext") == "0.1000"
    for key in ("ArrowRight", "Shift+ArrowRight", "ArrowDown"):
        grip(opened).press(key)
    assert grip(opened).get_attribute("aria-valuetext") == "0.2000"
    said, z = opened.widget.locator(".st-said").inner_text(), CASES[1].z
    rule, true = 0.2 * slope(1, 0.7), z(0.9) - z(0.7)
    assert all(words in said for words in (written(2 * 0.7 * 0.2), written(rule), written(true)))
    assert f"{100 * abs(rule / true - 1):.1f} % of it" in said
    assert written(slope(1, 0.7)) in opened.widget.locator(".cn-rule").inner_text()


def test_drag_case_zoom_and_travel(opened):
    page, widget = opened.page, opened.widget
    widget.get_by_label("Case").select_option("2")
    bar, drawn = widget.locator(".cn-bar").last, opened.frames()
    before = bar.get_attribute("width")
    opened.drag(grip(opened, "s"), 30, 0)
    opened.rests()
    nudge, z = float(grip(opened, "s").get_attribute("aria-valuetext")), CASES[2].z
    assert bar.get_attribute("width") != before and opened.frames() > drawn and nudge > 0.1
    text = widget.locator("svg").text_content()
    assert widget.locator(".cn-factor").count() == 4 and page.evaluate(FARTHEST) < 4
    over_x = np.sin(0.7) * 2 * 0.7 * nudge
    for number in (over_x, slope(2, 0.7) * nudge - over_x, slope(2, 0.7) * nudge, z(0.7 + nudge) - z(0.7)):
        assert written(number) in text

    widget.get_by_label("Magnify").select_option("100")
    widget.get_by_label("stands at").fill("-1.2")
    assert grip(opened, "s").get_attribute("aria-valuetext") == f"{nudge / 100:.6f}"
    assert widget.locator("b").first.inner_text() == "−1.2"
    text = widget.locator("svg").text_content()
    assert f"× {written(np.sin(-1.2))}" in text and f"× {written(np.cos(-1.2))}" in text

    widget.get_by_role("button", name="Let it travel").click()
    page.wait_for_function("document.querySelector('.cn-spark[opacity=\"1\"]')")
    assert not widget.locator(".cn-rule").is_visible()  # the sentence comes at the end
    opened.rests()
    assert widget.locator(".cn-rule").is_visible() and page.evaluate(FARTHEST) < 4
    opened.check_narrow()
    assert widget.locator("svg").text_content().replace(" ", "") == text.replace(" ", "")
    opened.check_accessibility()
