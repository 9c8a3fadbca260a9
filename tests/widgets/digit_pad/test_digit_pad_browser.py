"""The digit pad in Chromium: drawn by mouse, keys, finger and pen, and what it shows beside what Python computes."""

import pytest

from helpers import Momentum, Network, load_mnist, train
from helpers.widgets import DigitPad

SEVEN = [(0.27, 0.2), (0.6, 0.18), (0.5, 0.4), (0.42, 0.65)]


@pytest.fixture(scope="module")
def trained():
    X, y, X_test, _ = load_mnist()
    network = Network([784, 32, 10])
    train(network, X[:4000], y[:4000], epochs=3, batch_size=64, optimizer=Momentum(0.1))
    return network, X_test[:20]


@pytest.fixture
def opened(show, trained):
    model, examples = trained
    return show(DigitPad(model, examples=examples))


def places(page, points, selector=".dp-pad"):
    """Points of this element, (0, 0) to (1, 1), as pixels of the window."""
    element = page.locator(selector).first
    element.scroll_into_view_if_needed()
    box = element.bounding_box()
    return [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in points]


def draw(opened, points):
    """One line with the mouse, in steps as a hand would."""
    (start, *more), mouse = places(opened.page, points), opened.page.mouse
    mouse.move(*start)
    mouse.down()
    for place in more:
        mouse.move(*place, steps=8)
    mouse.up()


def press(opened, name):
    opened.widget.get_by_role("button", name=name).first.press("Enter")


def check_scores(opened, words, digit=None):
    """Every view shows the ten scores of Python, which says these words of itself, and reads this digit."""
    opened.answered()
    pad, scores = opened.python, opened.python.model(opened.python.picture.reshape(1, -1).astype("f4"))[0].tolist()
    percents = ["> 99 %" if 0.995 < score < 1 else f"{100 * score:.0f} %" for score in scores]
    best = max(range(10), key=scores.__getitem__)
    assert words in repr(pad) and digit in (None, best)
    for view in opened.widget.all():
        assert view.locator(".dp-scores span").all_inner_texts() == percents
        assert view.locator(".pg-status").inner_text() == f"The model reads a {best}: {percents[best]}"


def check_empty(opened):
    opened.answered()
    assert opened.widget.locator(".pg-status").inner_text() == "Draw a digit." and not opened.python.strokes


def test_draw_switch_save_by_mouse_and_by_keys(opened):
    page, widget, pad = opened.page, opened.widget, opened.python
    draw(opened, SEVEN)
    check_scores(opened, "<digit pad: a drawing of 1 strokes, nothing switched off, 0 saved>", 7)
    opened.check_accessibility()

    before = widget.locator(".dp-scores").inner_text()
    crop = widget.get_by_role("checkbox", name="Crop: cut the digit out")
    meant = widget.get_by_label("The digit you meant")
    crop.uncheck()
    check_scores(opened, "crop switched off")
    assert widget.locator(".dp-scores").inner_text() != before
    assert widget.get_by_text("What would change its mind").is_visible()
    press(opened, "Save")  # not yet said which digit it is meant to be
    widget.get_by_role("alert").get_by_text("choose the digit that you meant").wait_for()
    meant.select_option("7")
    press(opened, "Save")
    widget.get_by_text("Saved as 7; the model reads").wait_for()
    assert widget.get_by_text("Saved 1: 7").is_visible()
    assert meant.input_value() == ""  # the next one has to be said anew
    check_scores(opened, "1 saved")
    assert pad.labels.tolist() == [7] and (pad.images[-1] == pad.picture.ravel().astype("f4")).all()
    crop.press("Space")
    widget.get_by_label("or image number").fill("3")
    page.keyboard.press("Enter")
    check_scores(opened, "example 3, nothing switched off")
    press(opened, "Clear")
    check_empty(opened)
    assert not widget.get_by_text("What would change its mind").is_visible()  # nothing is drawn, so nothing is read

    press(opened, "Show a drawn 3")
    check_scores(opened, "", 3)
    draw(opened, SEVEN)  # a digit drawn beforehand makes room for the learner's first stroke
    check_scores(opened, "a drawing of 1 strokes", 7)
    press(opened, "Undo")
    check_empty(opened)
    widget.get_by_role("application").focus()  # the keys draw
    for key in ("ArrowRight", "Space", *["ArrowDown"] * 16, "Space", "Tab"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.textContent") == "Undo"
    check_scores(opened, "<digit pad: a drawing of 1 strokes, nothing switched off, 1 saved>", 1)

    opened.hold()
    draw(opened, SEVEN)
    draw(opened, [(0.35, 0.42), (0.6, 0.42)])
    meant.select_option("7")
    press(opened, "Save")
    meant.select_option("3")  # of the next one, before this one is answered
    opened.free()
    check_scores(opened, "drawing of 3 strokes, nothing switched off, 2 saved")
    assert widget.get_by_text("Saved 2: 7, 7").is_visible() and meant.input_value() == "3"
    assert (pad.images[-1] == pad.picture.ravel().astype("f4")).all()

    opened.page.set_viewport_size({"width": 720, "height": 768})  # the stages stand beside the pad as one draws
    opened.page.evaluate("scrollTo(0, 0)")
    opened.rests()
    canvas, *parts = (widget.locator(name).bounding_box() for name in (".dp-pad", ".dp-read", ".dp-stages"))
    assert all(one["x"] > canvas["x"] + canvas["width"] and one["y"] + one["height"] < 768 for one in parts)


LINE = [(0.45, 0.7 - 0.05 * step) for step in range(11)]  # upward: a finger would push the page up


def check_line(opened):
    """Python has the line as it was drawn, and nothing else."""
    opened.answered()
    (stroke,) = opened.python.strokes
    assert len(stroke) >= 5 and all(abs(x - 0.45) < 0.01 for x, _ in stroke)
    assert (stroke[0][1], stroke[-1][1]) == pytest.approx((0.7, 0.2), abs=0.01)


def test_finger_and_pen(opened, fingers):
    page, hand = opened.page, fingers(opened.page)
    page.set_viewport_size({"width": 1280, "height": 600})
    (start, *more), (far, away) = places(page, LINE), places(page, [(0.9, 0.9), (0.8, 0.9)])
    before = page.evaluate("scrollY")
    hand.touch("Start", start)
    for place in more:
        hand.touch("Move", place)
    hand.touch("Move", more[-1], far)  # a second finger does not draw
    hand.touch("End")
    check_line(opened)
    opened.rests()
    assert page.evaluate("scrollY") == before

    def pen(kind, place):
        how = {"pointerType": "pen", "button": "left", "buttons": 1, "clickCount": 1, "force": 0.5}
        hand.screen.send("Input.dispatchMouseEvent", {"type": f"mouse{kind}", "x": place[0], "y": place[1]} | how)

    press(opened, "Clear")
    check_empty(opened)
    (start, *more), (far, away) = places(page, LINE), places(page, [(0.9, 0.9), (0.8, 0.9)])
    pen("Pressed", start)
    for place in more[:5]:
        pen("Moved", place)
    hand.touch("Start", far)  # the hand that holds the pen
    hand.touch("Move", away)
    hand.touch("End")
    for place in more[5:]:
        pen("Moved", place)
    pen("Released", more[-1])
    check_line(opened)

    start, end = places(page, [LINE[0], LINE[-1]], ".dp-read")  # beside the pad a finger scrolls
    before = page.evaluate("scrollY")
    hand.swipe(start, (0, end[1] - start[1]))
    page.wait_for_function("before => scrollY > before", arg=before)
