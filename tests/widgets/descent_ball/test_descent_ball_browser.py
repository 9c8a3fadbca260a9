"""The DescentBall in Chromium: put down, rolling and jumping, beside what Python computes."""

import pytest

from tests.widgets.descent_ball.test_descent_ball import bowl_of, parabola_of

RATE = "η as a number"
CENTRE = """element => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return [x + width / 2, y + height / 2];
}"""


@pytest.fixture
def bowl(show):
    return show(bowl_of(steps=20))


def written(value):
    return f"{round(value, 4) + 0.0:g}".replace("-", "−")


def test_put_the_ball_down_and_step(bowl):
    widget, ball = bowl.widget, bowl.python
    bowl.press("From above")
    widget.get_by_role("button", name="As a relief").wait_for()
    bowl.rests()  # it is turned up at last
    box = widget.locator(".db-ground").bounding_box()
    bowl.page.mouse.click(box["x"] + 0.75 * box["width"], box["y"] + 0.25 * box["height"])
    bowl.page.keyboard.press("Shift+ArrowLeft")
    bowl.answered()
    (x, y), cost = ball.path[0], ball.losses[0]
    assert (x, y) == pytest.approx([3, 2.5], abs=0.15)
    spoken = widget.get_by_role("slider", name="The ball").get_attribute("aria-valuetext")
    assert spoken == f"(w, v) = ({written(x)}, {written(y)}), cost {written(cost)}"

    for count in (1, 2, 3):
        bowl.press("Step")
        widget.get_by_text(f"step {count} of 20").wait_for()
        w, v = map(written, ball.path[count])
        widget.get_by_text(f"Step {count}: (w, v) = ({w}, {v}), cost J = {written(ball.losses[count])}.").wait_for()
    assert len(widget.locator(".st-curve").get_attribute("points").split()) >= 4
    widget.get_by_label("Momentum μ").press("PageUp")
    widget.get_by_text("The dashed arrow").wait_for()
    assert ball.momentum > 0 and widget.get_by_text("step 3 of 20").is_visible()


def test_a_click_on_the_map_sets_rate_and_momentum(bowl):
    widget, ball = bowl.widget, bowl.python
    point, cells = widget.get_by_role("slider", name="Learning rate and momentum"), widget.locator(".db-map rect")
    x, y = widget.locator(".db-map g[shape-rendering]").evaluate(CENTRE)
    bowl.page.mouse.click(x, y)
    bowl.answered()
    assert ball.rate == pytest.approx(0.316, rel=0.1) and ball.momentum == pytest.approx(0.495, abs=0.03)
    told = (ball.rate, ball.momentum)
    bowl.page.keyboard.press("Shift+ArrowRight")
    bowl.page.keyboard.press("ArrowDown")
    bowl.answered()
    assert ball.rate == pytest.approx(1.585 * told[0], rel=0.01) and ball.momentum == pytest.approx(told[1] - 0.01)
    assert float(widget.get_by_label(RATE).input_value()) == ball.rate
    drawn = [cell.get_attribute("style") for cell in cells.all()]
    assert "at the bottom after" in point.get_attribute("aria-valuetext") and len(set(drawn)) > 8
    widget.get_by_role("slider", name="The ball").press("Shift+ArrowRight")  # from elsewhere it is another map
    bowl.answered()
    assert [cell.get_attribute("style") for cell in cells.all()] != drawn
    bowl.check_accessibility()


def test_roll_to_the_end_and_too_large_a_rate(show):
    parabola = show(parabola_of(rate=1.1, steps=5))
    widget, ball = parabola.widget, parabola.python
    parabola.press("▶ Roll")
    widget.get_by_text("After 5 steps the cost has gone from 1 to 6.1917").wait_for()
    parabola.answered()
    assert "The cost rose at step 1, from 1 to 1.44" in widget.inner_text() and parabola.frames() > 5
    assert written(ball.path[-1][0]) == "−2.4883" and "(−2.4883, 0)" in widget.inner_text()
    parabola.type(RATE, "0.1")
    assert ball.rate == 0.1 and "After 5 steps the cost has gone from 1 to 0.1074" in widget.inner_text()
    assert "rose" not in widget.inner_text()
    parabola.type(RATE, "50")
    assert "the path is cut here: it diverges" in widget.inner_text()
    assert "The ball leaves the picture at step 1." in widget.inner_text()
    parabola.type(RATE, "-3")
    assert "rate is -3" in widget.get_by_role("alert").inner_text() and widget.get_by_label(RATE).input_value() == "50"
    parabola.type(RATE, "0.1")
    parabola.page.emulate_media(reduced_motion="reduce")
    parabola.press("Back to the start")
    frames = parabola.frames()
    parabola.press("Step")
    widget.get_by_text("step 1 of 5").wait_for()
    assert parabola.frames() == frames + 1  # no place between two steps


def test_a_finger_turns_the_relief_and_scrolls_the_page_beside_it(bowl, fingers):
    page, widget, hand = bowl.page, bowl.widget, fingers(bowl.page)
    page.set_viewport_size({"width": 390, "height": 800})
    page.evaluate("document.querySelector('main').style.marginBottom = '1000px'")
    turn, tilt = (widget.get_by_role("slider", name=name) for name in ("Turn", "Tilt"))
    ball, ground = widget.locator(".db-ball"), widget.locator(".db-ground")
    ground.scroll_into_view_if_needed()
    bowl.rests()
    scrolled, angles = lambda: page.evaluate("scrollY"), lambda: (turn.input_value(), tilt.input_value())
    top = scrolled()
    for way in ((60, 0), (0, -60), (0, 60)):  # upwards and downwards, too
        before = angles()
        hand.swipe(ground.evaluate(CENTRE), way)
        bowl.rests()
        assert [new != old for new, old in zip(angles(), before, strict=True)] == [far != 0 for far in way]
    assert bowl.python.path[0].tolist() == [-8, 3]  # turning does not move it
    x, y = ball.evaluate(CENTRE)
    hand.swipe((x, y), (0, 30))
    bowl.answered()
    assert bowl.python.path[0].tolist() != [-8, 3] and ball.evaluate(CENTRE) == pytest.approx([x, y + 30], abs=3)
    x, y = ground.evaluate(CENTRE)
    hand.tap((x + 30, y + 15))  # which the browser makes a click of, in its own time
    page.wait_for_function(f"""([ball, ...place]) => {{
        const at = ({CENTRE})(ball);
        return Math.hypot(at[0] - place[0], at[1] - place[1]) < 4;
    }}""", arg=[ball.element_handle(), x + 30, y + 15])
    assert scrolled() == top
    hand.swipe(widget.locator(".pg-run").evaluate(CENTRE), (0, -100))  # beside the landscape
    page.wait_for_function("top => scrollY > top + 40", arg=top)
