"""SlopeWires in Chromium: a wire is clicked, or reached by keys, and its factors meet."""

from helpers import lecture
from helpers.widgets import SlopeWires


def test_click_keys_and_all_at_once(show):
    opened = show(SlopeWires(lecture.network("sigmoid", "squared_error"), [1, -1], [1, 0]))
    page, widget = opened.page, opened.widget
    assert widget.locator(".sw-weight").all_text_contents() == "1 −2 −1 1 2 −1 −2 −1 3 −1 −1 4".split()
    formula = widget.locator(".sw-formula").first
    assert formula.inner_text() == "∂l/∂w¹₁₁ = 1.0000 · (−0.0036) = ?"
    widget.get_by_role("button", name="Weight w³₁₁ =").click()
    widget.get_by_text("together the slope −0.0780").wait_for()
    assert formula.inner_text() == "∂l/∂w³₁₁ = 0.8635 · (−0.0903) = −0.0780"
    frames = opened.frames()
    page.keyboard.press("ArrowRight")
    widget.get_by_text("together the slope −0.0100").wait_for()
    assert opened.frames() > frames + 3 and "Slopes known: 2 of 12" in widget.inner_text()
    page.emulate_media(reduced_motion="reduce")
    frames = opened.frames()
    widget.get_by_role("button", name="All wires at once").click()
    widget.get_by_text("Slopes known: 12 of 12").wait_for()
    assert opened.frames() == frames + 1
    assert widget.locator(".sw-slope").all_text_contents()[:2] == ["−0.0036", "0.0036"]
    opened.check_accessibility()
