"""A panel in Chromium: keys and numbers move the picture, its words and nothing else."""

import io

import numpy as np
import pytest
from PIL import Image

from helpers import plots
from helpers.plots.vector import Sketcher
from helpers.widgets import choice, moments, panel, slider


def network(width, inputs=2, wide=False):
    return plots.network_diagram([inputs, width, 1 + wide])


@pytest.fixture
def opened(show):
    return show(panel(network, width=slider(3, 1, 6), inputs=slider(2, 1, 6), wide=choice(False, [False, True])))


def field(opened, name):
    return opened.page.get_by_role("spinbutton", name=name)


def check_shown(opened, wide=False, **values):
    """Fields, picture, alt text and sentence say the same in each view."""
    expected = network(wide=wide, **values)
    inside = "svg => new DOMParser().parseFromString(svg, 'text/html').body.firstElementChild.innerHTML"
    drawing = opened.page.evaluate(inside, Sketcher()(expected))  # the page adds a name and a size to it
    for view in opened.widget.all():
        assert view.get_by_role("img", name=expected.alt).evaluate("svg => svg.innerHTML") == drawing
        assert view.get_by_role("status").inner_text() == expected.alt
        for name, value in values.items():
            assert view.get_by_role("spinbutton", name=name).input_value() == str(value)


def test_values_in_between_are_skipped_and_a_failure_is_said(show):
    asked = []

    def draw(number):
        asked.append(number)
        if number == 30:
            raise ValueError("thirty is too many")
        return plots.confidences([number])

    opened = show(panel(draw, number=slider(1, 1, 30)))
    bar = opened.page.get_by_role("slider", name="number")
    bar.evaluate("""slider => {  // quicker than the pictures
        for (let step = 0; step < 27; step++) {
            slider.stepUp();
            slider.dispatchEvent(new Event("input"));
        }
    }""")
    opened.answered()
    assert opened.page.get_by_role("img", name="0 28.00").is_visible()
    bar.press("ArrowRight")
    bar.press("ArrowRight")
    opened.answered()
    assert "thirty is too many" in opened.page.get_by_role("alert").inner_text()
    assert asked == [1, 2, 28, 29, 30]
    opened.check_accessibility()


def test_what_is_moved_while_a_picture_is_under_way_is_not_lost_and_all_views_follow(opened):
    opened.hold()
    for name, times in (("width", 3), ("inputs", 2)):
        for _ in range(times):
            opened.page.get_by_role("slider", name=name).press("ArrowRight")
    opened.page.get_by_role("combobox", name="wide").select_option("True")
    opened.free()
    check_shown(opened, wide=True, width=6, inputs=4)
    opened.page.evaluate("view()")
    field(opened, "width").first.fill("4")
    field(opened, "width").first.press("Enter")
    opened.answered()
    check_shown(opened, wide=True, width=4, inputs=4)


def test_play_walks_along_kept_states_and_a_hand_stops_it(show):
    opened = show(panel(lambda step: plots.confidences([step]), step=moments([0, 20, 500, 7000])))
    widget = opened.widget
    bar, play = widget.get_by_role("slider", name="step"), widget.get_by_role("button", name="Play")
    bar.press("ArrowRight")
    widget.get_by_role("img", name="0 20.00").wait_for()
    play.click()
    assert play.inner_text() == "❚❚ Stop"
    widget.get_by_role("img", name="0 7000.00").wait_for()
    play.filter(has_text="▶ Play").wait_for()
    assert (bar.get_attribute("aria-valuetext"), widget.locator(".tb-count").inner_text()) == ("7000", "7000")
    play.click()  # from the start again
    bar.press("ArrowRight")
    play.filter(has_text="▶ Play").wait_for()
    opened.check_accessibility()
    opened.check_narrow()


def colours(picture):
    """Of the picture's pixels on the page, without its round corners, in the mean."""
    shot = Image.open(io.BytesIO(picture.screenshot())).convert("RGB")
    return np.array(shot.crop((20, 20, shot.width - 20, shot.height - 20))).mean()


def test_typed_numbers_dark_and_narrow(show):
    def lines(rate, shift):
        fig, ax = plots.figure(7, 2)
        ax.plot([0, rate], [shift, 1])
        fig.alt = f"η {rate:g}. shift {shift:g}."
        return fig

    opened = show(panel(lines, rate=slider(1.0, 0.1, 100.0, label="η"), shift=slider(0.0, -3.0, 3.0, 0.25)))
    page = opened.page
    for name, typed in {"η": "63", "shift": "-0.2"}.items():
        field(opened, name).click(click_count=3)  # selects the number that stands there
        field(opened, name).press_sequentially(typed)
        field(opened, name).press("Enter")
        opened.answered()
        assert f"{name} {typed}." in page.get_by_role("status").inner_text()
        assert field(opened, name).input_value() == typed  # as written; the slider is near it
    assert page.get_by_role("slider", name="shift").get_attribute("aria-valuetext") == "−0.2"
    picture = page.locator(".pn-picture > svg")
    light = colours(picture)
    page.evaluate("document.body.dataset.jpThemeLight = 'false'")
    assert light > 220 and colours(picture) < 50  # dark on a dark page
    page.set_viewport_size({"width": 400, "height": 900})
    page.wait_for_function("document.querySelector('.pn-picture').tabIndex === 0")  # scrolled inside, by keys, too
    assert picture.evaluate("svg => svg.clientWidth") >= 0.8 * 700 - 1
    opened.check_accessibility()
