"""The DescentBall in JupyterLab: put down, rolling and jumping, beside what Python computes."""

from contextlib import contextmanager
from types import SimpleNamespace

import pytest

from tests.browser_lab import Notebook

CELLS = [
    "import sys, json\nsys.path.insert(0, '..')\nimport numpy as np\nfrom helpers.widgets import DescentBall",
    "ball = DescentBall(lambda p: p[0] ** 2 / 20 + p[1] ** 2, lambda p: np.array([p[0] / 10, 2 * p[1]]),\n"
    "                   [(-10, 10), (-5, 5)], (-8, 3), rate=0.3, steps=20)\nball",
    "print(json.dumps([ball.path.tolist(), ball.losses.tolist(), ball.rate, ball.momentum, ball.at]))",
    "ball = DescentBall(lambda w: w ** 2, lambda w: 2 * w, [(-2.6, 2.6)], 1, rate=1.1, steps=5, names=['w'])\nball",
]


@pytest.fixture
def opened(run_cells):
    notebook = run_cells("try_ball", CELLS)
    widgets = notebook.page.locator(".course-ball")
    for widget in (widgets.first, widgets.last):
        widget.get_by_text("step 0 of").wait_for()
    return notebook, widgets.first, widgets.last


def written(value):
    return f"{round(value, 4) + 0.0:g}".replace("-", "−")


def test_put_the_ball_down_and_step(opened):
    notebook, *_ = opened
    notebook.run_cell(1)  # cell 3 has given the name to the other ball
    widget = notebook.page.locator(".course-ball").first
    widget.get_by_text("step 0 of 20").wait_for()
    assert "image/png" in notebook.outputs()[0]["data"]
    widget.get_by_role("button", name="From above").click()
    widget.get_by_role("button", name="As a relief").wait_for()
    notebook.rests(".course-ball")  # it is turned up at last
    box = widget.locator(".db-ground").bounding_box()
    notebook.page.mouse.click(box["x"] + 0.75 * box["width"], box["y"] + 0.25 * box["height"])
    notebook.page.keyboard.press("Shift+ArrowLeft")  # by keyboard, which JupyterLab must leave alone
    path, losses, *_ = notebook.ask_until(lambda path, *_: 0 < path[0][0] < 4)
    assert path[0] == pytest.approx([3, 2.5], abs=0.15)
    spoken = f"(w, v) = ({written(path[0][0])}, {written(path[0][1])}), cost {written(losses[0])}"
    widget.locator(f'[role=slider][aria-valuetext="{spoken}"]').wait_for()

    for count in (1, 2, 3):
        widget.get_by_role("button", name="Step", exact=True).click()
        widget.get_by_text(f"step {count} of 20").wait_for()
        w, v = map(written, path[count])
        widget.get_by_text(f"Step {count}: (w, v) = ({w}, {v}), cost J = {written(losses[count])}.").wait_for()
    drawn = widget.locator(".db-curve").get_attribute("points").split()
    widget.get_by_label("Momentum μ").press("PageUp")
    widget.get_by_text("The dashed arrow").wait_for()
    *_, momentum, at = notebook.ask_until(lambda *said: said[-2] > 0)
    assert momentum > 0 and at == 3 and len(drawn) >= 4
    notebook.check_accessibility(".course-ball")
    notebook.shot("ball")


def test_what_is_being_written_stays_when_the_ball_comes_to_rest(opened):
    _, widget, _ = opened
    field = widget.get_by_label("η as a number")
    field.evaluate("""field => {
        const buttons = [...field.closest(".course-ball").querySelectorAll("button")];
        buttons.find(button => button.textContent === "Step").click();
        field.focus();
        field.value = "0.7";
    }""")
    widget.get_by_text("Step 1: ").wait_for()
    assert field.input_value() == "0.7"


CENTRE = """element => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return [x + width / 2, y + height / 2];
}"""


MOVED = f"([element, before]) => ({CENTRE})(element).join() !== before.join()"


def test_the_landscape_is_turned_and_a_click_meets_the_place_that_is_seen(opened):
    notebook, *_ = opened
    notebook.run_cell(1)
    page, widget = notebook.page, notebook.page.locator(".course-ball").first
    widget.get_by_text("step 0 of 20").wait_for()
    widget.scroll_into_view_if_needed()
    turn, tilt = (widget.get_by_role("slider", name=name) for name in ("Turn", "Tilt"))
    ball = widget.locator(".db-ball")
    before, angle = ball.evaluate(CENTRE), turn.input_value()
    x, y = widget.locator(".db-ground").evaluate(CENTRE)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 60, y + 20, steps=6)
    page.mouse.up()
    assert turn.input_value() != angle and ball.evaluate(CENTRE) != before
    tilt.press("ArrowLeft")  # by keyboard, which JupyterLab must leave alone
    turn.press("ArrowRight")
    path, *_ = notebook.ask()
    assert path[0] == [-8, 3]  # turning does not move it
    x, y = widget.locator(".db-ground").evaluate(CENTRE)
    page.mouse.click(x + 30, y + 15)
    notebook.ask_until(lambda path, *_: path[0] != [-8, 3])
    assert ball.evaluate(CENTRE) == pytest.approx([x + 30, y + 15], abs=3)
    notebook.check_accessibility(".course-ball")
    notebook.shot("ball_relief")
    notebook.check_narrow(".course-ball")


def test_roll_to_the_end_and_too_large_a_rate(opened):
    notebook, _, widget = opened
    notebook.run_cell(3)
    widget = notebook.page.locator(".course-ball").last
    widget.get_by_text("step 0 of 5").wait_for()
    widget.get_by_role("button", name="Roll").click()
    widget.get_by_text("After 5 steps the cost has gone from 1 to 6.1917").wait_for()
    assert "The cost rose at step 1, from 1 to 1.44" in widget.inner_text()
    assert int(widget.get_attribute("data-frames")) > 5
    path, *_, at = notebook.ask_until(lambda *said: said[-1] == 5)
    assert written(path[-1][0]) == "−2.4883" and at == 5 and "w = −2.4883" in widget.inner_text()
    widget.get_by_label("η as a number").fill("0.1")
    widget.get_by_label("η as a number").press("Enter")
    widget.get_by_text("After 5 steps the cost has gone from 1 to 0.1074").wait_for()
    assert "rose" not in widget.inner_text()
    assert notebook.ask_until(lambda path, losses, rate, *_: rate == 0.1)[2] == 0.1
    widget.get_by_label("η as a number").fill("50")
    widget.get_by_label("η as a number").press("Enter")
    widget.get_by_text("the path is cut here: it diverges").wait_for()
    assert "The ball leaves the picture at step 1." in widget.inner_text()
    widget.get_by_label("η as a number").fill("5000")
    widget.get_by_label("η as a number").press("Enter")
    widget.get_by_text("With this η the first step already leads so far away").wait_for()
    assert "Let it roll" not in widget.inner_text()
    widget.get_by_label("η as a number").fill("-3")
    widget.get_by_label("η as a number").press("Enter")
    widget.get_by_role("alert").filter(has_text="rate is -3").wait_for()
    assert widget.get_by_label("η as a number").input_value() == "5000"


def test_the_arrow_is_seen_beside_the_ball_however_gentle_the_slope(opened):
    notebook, *_ = opened
    notebook.run_cell(3)
    widget = notebook.page.locator(".course-ball").last
    widget.get_by_text("step 0 of 5").wait_for()
    rate, long = widget.get_by_label("η as a number"), []
    for eta in ("0.01", "0.1", "0.2"):
        rate.fill(eta)
        rate.press("Enter")
        widget.get_by_text(f"−η times the slope: {written(-2 * float(eta))}.").wait_for()
        arrow, ball = (widget.locator(f".db-{part}").bounding_box() for part in ("down", "ball"))
        long.append(ball["x"] - arrow["x"])  # from the ball's left edge to the tip
    assert long[0] >= 5 and long[2] > 1.6 * long[1] > 1.6 * long[0]


def test_without_motion_and_on_a_narrow_screen(opened):
    notebook, widget, _ = opened
    notebook.page.emulate_media(reduced_motion="reduce")
    before = int(widget.get_attribute("data-frames") or 0)
    for count in (1, 2, 3):
        widget.get_by_role("button", name="Step", exact=True).click()
        widget.get_by_text(f"step {count} of 20").wait_for()
    assert int(widget.get_attribute("data-frames")) - before == 3  # one picture a step
    notebook.page.evaluate("""() => {
        window.places = new Set();
        const ball = document.querySelector(".course-ball .st-drag");
        new MutationObserver(() => places.add(ball.getAttribute("transform"))).observe(ball, { attributes: true });
    }""")
    widget.get_by_role("button", name="Roll").click()
    widget.get_by_text("After 20 steps").wait_for()
    assert notebook.page.evaluate("places.size") == 17  # no place between two steps
    notebook.check_narrow(".course-ball")


def test_what_comes_while_it_is_hidden_is_drawn(opened):
    """As in a tab behind another: it has no width, and no error may stand in the console."""
    notebook, widget, _ = opened
    notebook.run_cell(1)
    widget = notebook.page.locator(".course-ball").first
    widget.get_by_text("step 0 of 20").wait_for()
    before = widget.locator(".db-right .st-axes").inner_html()
    widget.evaluate("ball => { ball.parentElement.style.display = 'none'; }")
    field = widget.get_by_label("η as a number")
    field.evaluate("field => { field.value = 1.05; field.dispatchEvent(new Event('change')); }")
    assert notebook.ask_until(lambda path, losses, rate, *_: rate == 1.05)[2] == 1.05
    widget.evaluate("ball => { ball.parentElement.style.display = ''; }")
    widget.locator(".db-rise").first.wait_for(state="attached")
    assert widget.locator(".db-right .st-axes").inner_html() != before  # the costs rise out of the old axis


@contextmanager
def on_a_phone(browser, lab, cells):
    """A notebook in a page of its own, 390 pixels wide, for a finger: touch("touchStart", (x, y)) and so on."""
    shared, lab.page = lab.page, None
    look = {"viewport": {"width": 390, "height": 800}, "has_touch": True}
    phone = SimpleNamespace(new_page=lambda **_: browser.new_page(**look))
    notebook = Notebook(phone, lab, lab.write_notebook("try_ball_touch", cells))
    screen = notebook.page.context.new_cdp_session(notebook.page)

    def touch(what, *places):
        screen.send("Input.dispatchTouchEvent", {"type": what, "touchPoints": [{"x": x, "y": y} for x, y in places]})

    yield notebook, touch
    notebook.page.close()
    lab.stop_kernels()
    if shared:
        shared.close()
    assert (notebook.outside, notebook.errors) == ([], [])


def swipe(touch, start, way):
    """A finger goes from the place `start` so far `way`."""
    touch("touchStart", start)
    for share in range(1, 9):
        touch("touchMove", [place + far * share / 8 for place, far in zip(start, way, strict=True)])
    touch("touchEnd")


def test_a_finger_turns_the_relief_and_scrolls_the_page_beside_it(browser, lab):
    with on_a_phone(browser, lab, [*CELLS[:3], *["for k in range(40):\n    print(k)"] * 3]) as (notebook, touch):
        page = notebook.page
        page.evaluate("window.jupyterapp.shell.collapseLeft()")
        notebook.run_all()
        widget, outer = page.locator(".course-ball"), page.locator(".jp-WindowedPanel-outer")
        widget.get_by_text("step 0 of 20").wait_for()
        turn, tilt = (widget.get_by_role("slider", name=name) for name in ("Turn", "Tilt"))
        ball, ground = widget.locator(".db-ball"), widget.locator(".db-ground")
        scrolled = lambda: outer.evaluate("outer => outer.scrollTop")  # noqa: E731
        angles = lambda: (turn.input_value(), tilt.input_value())  # noqa: E731
        outer.evaluate("outer => outer.scrollTo(0, 0)")
        widget.get_by_role("button", name="From above").scroll_into_view_if_needed()
        page.wait_for_timeout(500)
        top = scrolled()
        for way in ((60, 0), (0, -60), (0, 60)):  # upwards and downwards, too
            before = angles()
            swipe(touch, ground.evaluate(CENTRE), way)
            assert [new != old for new, old in zip(angles(), before, strict=True)] == [far != 0 for far in way]
        x, y = ball.evaluate(CENTRE)
        swipe(touch, (x, y), (0, 30))
        assert ball.evaluate(CENTRE) == pytest.approx([x, y + 30], abs=3)
        notebook.ask_until(lambda path, *_: path[0] != [-8, 3])
        outer.evaluate("(outer, top) => outer.scrollTo(0, top)", top)
        before, (x, y) = ball.evaluate(CENTRE), ground.evaluate(CENTRE)
        page.touchscreen.tap(x + 30, y + 15)
        page.wait_for_function(MOVED, arg=[ball.element_handle(), before])
        assert ball.evaluate(CENTRE) == pytest.approx([x + 30, y + 15], abs=3)
        for field in (turn, tilt):
            before, (x, y) = field.input_value(), field.evaluate(CENTRE)
            page.touchscreen.tap(x + 20, y)
            page.wait_for_function("([field, before]) => field.value !== before", arg=[field.element_handle(), before])
        page.wait_for_timeout(300)
        assert scrolled() == top
        swipe(touch, widget.locator(".pg-run").evaluate(CENTRE), (0, -100))  # beside the landscape
        page.wait_for_function("top => document.querySelector('.jp-WindowedPanel-outer').scrollTop > top + 40", arg=top)
