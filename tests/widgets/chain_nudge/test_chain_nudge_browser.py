"""ChainNudge in JupyterLab: pulled by pointer and keys, and what it shows beside what Python computes."""

import pytest

CELLS = [
    "import sys, json\nsys.path.insert(0, '..')\nfrom helpers.widgets.chain_nudge import ChainNudge, table",
    "nudge = ChainNudge()\nnudge",
    "print(json.dumps([nudge.case, nudge.at, nudge.nudge, table(nudge.case, nudge.at, nudge._zoom)]))",
]


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
def opened(run_cells):
    notebook = run_cells("try_nudge", CELLS)
    widget = notebook.page.locator(".course-nudge")
    widget.get_by_role("slider", name="Pull x").wait_for()
    return notebook, widget


def written(value, digits=4):
    return f"{value + 0:.{digits}f}".replace("-", "−")


def bar(widget):
    """Length of the last quantity's first bar, in pixels."""
    return float(widget.locator(".cn-bar").last.get_attribute("width"))


def test_pull_by_keys_and_compare(opened):
    notebook, widget = opened
    data = notebook.outputs()[0]["data"]
    assert "image/png" in data and "Run this cell" in data["text/html"] and "<b>0.1</b>" in data["text/html"]
    grip = widget.get_by_role("slider", name="Pull x")
    assert grip.get_attribute("aria-valuetext") == "0.1000"
    grip.focus()
    notebook.page.keyboard.press("ArrowRight")
    notebook.page.keyboard.press("Shift+ArrowRight")
    notebook.page.keyboard.press("ArrowDown")
    assert grip.get_attribute("aria-valuetext") == "0.2000"
    said = widget.locator(".st-said").inner_text()
    case, at, nudge, here = notebook.ask_until(lambda case, at, nudge, here: nudge == 0.2)
    assert (case, at) == (1, 0.7)
    place = here["nudges"].index(0.2)
    for number in (here["lanes"]["y"][0], here["rule"], here["exact"]["z"]):
        assert written(number[place]) in said
    assert here["miss"][place] in said
    assert written(here["slope"]) in widget.locator(".cn-rule").inner_text()
    notebook.check_accessibility(".course-nudge")


def test_drag_case_zoom_and_travel(opened):
    notebook, widget = opened
    page = notebook.page
    widget.get_by_label("Case").select_option("2")
    grip = widget.get_by_role("slider", name="Pull s")
    grip.scroll_into_view_if_needed()
    before, frames = bar(widget), int(widget.get_attribute("data-frames") or 0)
    box = grip.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 30, y, steps=4)
    page.mouse.up()
    page.wait_for_function(
        "before => Number([...document.querySelectorAll('.cn-bar')].at(-1).getAttribute('width')) > before", arg=before
    )
    assert int(widget.get_attribute("data-frames")) > frames
    case, at, nudge, here = notebook.ask()
    place = min(range(101), key=lambda i: abs(here["nudges"][i] - nudge))
    text = widget.locator("svg").text_content()
    assert case == 2 and nudge > 0.1
    assert widget.locator(".cn-factor").count() == 4 and page.evaluate(FARTHEST) < 4
    parts = [lane[place] for lane in here["lanes"]["z"]]
    assert sum(parts) == pytest.approx(here["rule"][place])
    for number in (*parts, here["rule"][place], here["exact"]["z"][place], here["exact"]["y"][place]):
        assert written(number) in text

    widget.get_by_label("Magnify").select_option("100")
    page.wait_for_function(
        "document.querySelector('.course-nudge .st-drag').getAttribute('aria-valuetext').length === 8"
    )
    widget.get_by_label("stands at").fill("-1.2")
    page.wait_for_function("document.querySelector('.course-nudge b').textContent === '−1.2'")
    case, at, smaller, here = notebook.ask()
    assert at == -1.2 and smaller == pytest.approx(nudge / 100)
    text = widget.locator("svg").text_content()
    assert all(f"× {written(slope)}" in text for slope in here["slopes"].values())

    come = widget.get_by_text("Δx").first, widget.get_by_text("together").first, widget.locator(".cn-rule")
    page.evaluate(TRAVEL, [one.element_handle() for one in come])
    widget.get_by_role("button", name="Let it travel").click()
    page.wait_for_function("window.seen.length > 3")
    assert [one.is_visible() for one in come] == [True, True, True] and page.evaluate(FARTHEST) < 4
    assert page.evaluate("window.seen.slice(1)") == [  # each number with the nudge, the sentence at the end
        ["1,0,1,0", [False, False, False]],  # on the first arrow of both paths, then on the second
        ["0,1,0,1", [True, False, False]], ["0,0,0,0", [True, True, True]]]
    notebook.check_narrow(".course-nudge")
    assert widget.locator("svg").text_content().replace(" ", "") == text.replace(" by the slopes", "≈").replace(" ", "")
    notebook.check_accessibility(".course-nudge")


def test_a_hand_that_is_quicker_than_the_answer_that_brings_another_case(opened):
    notebook, widget = opened
    widget.evaluate("""widget => {
        const cases = widget.querySelector("select"), grip = widget.querySelector(".st-drag");
        cases.value = "2";
        cases.dispatchEvent(new Event("change"));
        grip.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight" }));
    }""")
    grip = widget.get_by_role("slider", name="Pull s")
    grip.wait_for()
    assert grip.get_attribute("aria-valuetext") == "0.1100" and notebook.ask()[::2][:2] == [2, 0.11]


def test_reduced_motion_shows_the_end_at_once(opened):
    notebook, widget = opened
    notebook.page.emulate_media(reduced_motion="reduce")
    before, length = int(widget.get_attribute("data-frames") or 0), bar(widget)
    widget.get_by_role("button", name="Let it travel").click()
    notebook.page.wait_for_function(
        "before => Number(document.querySelector('.course-nudge').dataset.frames) > before", arg=before
    )
    notebook.page.wait_for_timeout(300)
    assert int(widget.get_attribute("data-frames")) == before + 1 and bar(widget) == length


def test_no_arrow_runs_through_words(opened):
    notebook, widget = opened
    page = notebook.page
    for case, first in (("1", "x"), ("2", "s")):
        widget.get_by_label("Case").select_option(case)
        grip = widget.get_by_role("slider", name=f"Pull {first}")
        grip.wait_for()
        for key in ("Shift+ArrowLeft", "Shift+ArrowRight"):
            grip.focus()
            for _ in range(6):
                page.keyboard.press(key)
                page.wait_for_function(f"({THROUGH})().length === 0")  # once Python has answered
