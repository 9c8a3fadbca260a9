"""ChainNudge in Chromium: pulled by pointer and keys, and what it shows beside what Python computes."""

import numpy as np
import pytest

from helpers.widgets.chain_nudge import CASES, ChainNudge

FARTHEST = """() => Math.max(...[...document.querySelectorAll(".cn-factor")].map((label, k) => {
    const { x, y, width, height } = label.getBBox(), line = document.querySelectorAll(".cn-arrow")[k];
    const points = Array.from({ length: 501 }, (_, i) => line.getPointAtLength(i / 500 * line.getTotalLength()));
    return Math.min(...points.map(point => Math.hypot(point.x - x - width / 2, point.y - y - height / 2)));
}))"""  # of the middle of a factor's number from its line, in pixels


THROUGH = """() => [...document.querySelectorAll(".cn-arrow")].flatMap(line => {
    const { left, top } = line.ownerSVGElement.getBoundingClientRect();
    const points = Array.from({ length: 101 }, (_, i) => line.getPointAtLength(i / 100 * line.getTotalLength()));
    const between = (low, value, high) => low < value && value < high;
    const inside = ({ x, y }, { left: from, right, top: above, bottom }) =>
        between(from, x + left, right) && between(above + 2, y + top, bottom - 2);
    const all = [...document.querySelectorAll(".course-nudge .st-text:not(.cn-factor)")];
    const words = all.filter(text => text.textContent);
    const met = text => points.some(point => inside(point, text.getBoundingClientRect()));
    return words.filter(met).map(text => text.textContent);
})"""  # words that an arrow runs through


CUT = """() => {
    const all = [...document.querySelectorAll(".course-nudge .st-text:not(.cn-factor)")];
    const boxes = all.filter(text => text.textContent).map(text => {
        const { fontSize, strokeWidth } = getComputedStyle(text), { left, right } = text.getBoundingClientRect();
        const y = text.ownerSVGElement.getBoundingClientRect().top + Number(text.getAttribute("y"));
        const [size, stroke] = [fontSize, strokeWidth].map(parseFloat), words = text.textContent;
        return { words, left, right, top: y - 0.88 * size, bottom: y + 0.25 * size, halo: stroke / 2 };
    });
    const { left, right, top, bottom } = document.querySelector(".cn-grip").getBoundingClientRect();
    boxes.push({ words: "ring", left, right, top, bottom, halo: 1.25 });
    const cut = (one, two) => Math.min(one.right, two.right) > Math.max(one.left, two.left)
        && one.top < two.bottom && two.top - two.halo < one.bottom;
    const pairs = boxes.flatMap((one, k) => boxes.slice(k + 1).map(two => [one, two]));
    return pairs.filter(([one, two]) => cut(one, two)).map(pair => pair.map(({ words }) => words));
}"""  # words that the halo of what is drawn later, or the ring around the handle, cuts


TRAVEL = """come => {
    window.seen = [];
    requestAnimationFrame(function look() {
        const sparks = [...document.querySelectorAll(".cn-spark")].map(spark => spark.getAttribute("opacity")).join();
        const now = [sparks, come.map(one => one.checkVisibility({ visibilityProperty: true }))];
        if (sparks !== window.seen.at(-1)?.[0] && !(sparks === "0,0,0,0" && now[1].includes(false)))
            window.seen.push(now);
        requestAnimationFrame(look);
    });
}"""  # where the sparks are, and what is seen when they come there


@pytest.fixture
def opened(show):
    return show(ChainNudge())


def grip(opened, first="x"):
    return opened.widget.get_by_role("slider", name=f"Pull {first}")


def written(value, digits=4):
    return f"{value + 0:.{digits}f}".replace("-", "−")


def bar(opened):
    """Length of the last quantity's first bar, in pixels."""
    return float(opened.widget.locator(".cn-bar").last.get_attribute("width"))


def test_pull_by_keys_and_compare(opened):
    assert grip(opened).get_attribute("aria-valuetext") == "0.1000"
    for key in ("ArrowRight", "Shift+ArrowRight", "ArrowDown"):
        grip(opened).press(key)
    assert grip(opened).get_attribute("aria-valuetext") == "0.2000"
    said, (_, _, z, dz) = opened.widget.locator(".st-said").inner_text(), CASES[1]
    rule, true = 0.2 * dz(0.7), z(0.9) - z(0.7)
    assert all(words in said for words in (written(2 * 0.7 * 0.2), written(rule), written(true)))
    assert f"{100 * abs(rule / true - 1):.1f} % of it" in said
    assert written(dz(0.7)) in opened.widget.locator(".cn-rule").inner_text()


def test_drag_case_zoom_and_travel(opened):
    page, widget = opened.page, opened.widget
    widget.get_by_label("Case").select_option("2")
    before, drawn = bar(opened), opened.frames()
    box = grip(opened, "s").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 30, y, steps=4)
    page.mouse.up()
    opened.rests()
    nudge, (_, _, z, dz) = float(grip(opened, "s").get_attribute("aria-valuetext")), CASES[2]
    assert bar(opened) != before and opened.frames() > drawn and nudge > 0.1
    text = widget.locator("svg").text_content()
    assert widget.locator(".cn-factor").count() == 4 and page.evaluate(FARTHEST) < 4
    over_x = np.sin(0.7) * 2 * 0.7 * nudge
    for number in (over_x, dz(0.7) * nudge - over_x, dz(0.7) * nudge, z(0.7 + nudge) - z(0.7)):
        assert written(number) in text

    widget.get_by_label("Magnify").select_option("100")
    widget.get_by_label("stands at").fill("-1.2")
    assert grip(opened, "s").get_attribute("aria-valuetext") == f"{nudge / 100:.6f}"
    assert widget.locator("b").first.inner_text() == "−1.2"
    text = widget.locator("svg").text_content()
    assert f"× {written(np.sin(-1.2))}" in text and f"× {written(np.cos(-1.2))}" in text

    come = widget.get_by_text("Δx").first, widget.get_by_text("together").first, widget.locator(".cn-rule")
    page.evaluate(TRAVEL, [one.element_handle() for one in come])
    widget.get_by_role("button", name="Let it travel").click()
    page.wait_for_function("window.seen.length > 3")
    assert [one.is_visible() for one in come] == [True, True, True] and page.evaluate(FARTHEST) < 4
    assert page.evaluate("window.seen.slice(1)") == [  # each number with the nudge, the sentence at the end
        ["1,0,1,0", [False, False, False]],  # on the first arrow of both paths, then on the second
        ["0,1,0,1", [True, False, False]], ["0,0,0,0", [True, True, True]]]
    opened.check_narrow()
    assert widget.locator("svg").text_content().replace(" ", "") == text.replace(" ", "")
    opened.check_accessibility()


def test_no_arrow_runs_through_words(opened):
    opened.page.emulate_media(reduced_motion="reduce")  # each picture is the last one of its motion
    for case, first in (("1", "x"), ("2", "s")):
        opened.widget.get_by_label("Case").select_option(case)
        for key in ("Shift+ArrowLeft", "Shift+ArrowRight"):
            for _ in range(6):
                grip(opened, first).press(key)
                opened.answered()
                assert opened.page.evaluate(THROUGH) == opened.page.evaluate(CUT) == []
