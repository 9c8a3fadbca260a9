"""The digit pad in JupyterLab: drawn by mouse and by keys, and what it shows beside what Python computes."""

import json

import pytest

CELLS = [
    "import sys, json\nsys.path.insert(0, '..')\nfrom helpers import Momentum, Network, load_mnist, train\n"
    "from helpers.widgets import DigitPad\nX, y, X_test, y_test = load_mnist()\nnetwork = Network([784, 32, 10])\n"
    "records = train(network, X[:4000], y[:4000], epochs=3, batch_size=64, optimizer=Momentum(0.1))",
    "pad = DigitPad(network, examples=X_test)\npad",
    "x = pad.picture.reshape(1, -1).astype('f4')\nsame = bool((pad.images[-1:] == x).all())\n"
    "print(json.dumps([repr(pad), network(x)[0].tolist(), pad.labels.tolist(), same]))",
    "from IPython.display import display\ndisplay(pad)",
    "import os, time\nwith pad._lock:  # a kernel that is busy\n    print('it', 'works', flush=True)\n"
    "    while not os.path.exists('enough'):\n        time.sleep(0.1)",
    "print(json.dumps(pad.strokes))",
]
SEVEN = [(0.27, 0.2), (0.6, 0.18), (0.5, 0.4), (0.42, 0.65)]


@pytest.fixture
def opened(open_notebook, lab):
    notebook = open_notebook(lab.write_notebook("try_digit_pad", CELLS))
    notebook.run_cell(0)
    notebook.run_cell(1)
    widget = notebook.page.locator(".course-pad")
    widget.get_by_text("Nothing saved yet").wait_for()
    return notebook, widget


def draw(notebook, points):
    """One line with the mouse, in steps as a hand would."""
    pad = notebook.page.locator(".dp-pad").first
    pad.scroll_into_view_if_needed()
    box, mouse = pad.bounding_box(), notebook.page.mouse
    places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in points]
    mouse.move(*places[0])
    mouse.down()
    for place in places[1:]:
        mouse.move(*place, steps=8)
    mouse.up()


def check_scores(notebook, widget, words):
    """The page shows Python's ten scores; returns what Python has to say, with these words, and the digit read."""
    lines = widget.locator(".dp-scores").first.locator("span")
    percents = lambda scores: [  # noqa: E731
        "> 99 %" if 0.995 < score < 1 else f"{100 * score:.0f} %" for score in scores]
    said, scores, *rest = notebook.ask_until(  # the last points of a line may be on their way, or their answer
        lambda said, scores, *_: words in said and lines.all_inner_texts() == percents(scores))
    expected = percents(scores)
    assert words in said and lines.all_inner_texts() == expected
    best = max(range(10), key=scores.__getitem__)
    assert widget.locator(".pg-status").first.inner_text() == f"The model reads a {best}: {expected[best]}"
    return said, best, *rest


def test_draw_switch_save_by_mouse_and_by_keys(opened):
    notebook, widget = opened
    page = notebook.page
    assert "image/png" in notebook.cells()[1]["outputs"][0]["data"]
    draw(notebook, SEVEN)
    widget.get_by_text("The model reads a 7").first.wait_for()
    said, *_ = check_scores(notebook, widget, "a drawing")
    assert said == "<digit pad: a drawing of 1 strokes, nothing switched off, 0 saved>"
    notebook.check_accessibility(".course-pad")

    before = widget.locator(".dp-scores").inner_text()
    widget.get_by_role("checkbox", name="Crop: cut the digit out").uncheck()
    page.wait_for_function("before => document.querySelector('.dp-scores').innerText !== before", arg=before)
    check_scores(notebook, widget, "crop switched off")
    assert widget.get_by_text("What would change its mind").is_visible()
    widget.get_by_role("button", name="Save").click()  # not yet said which digit it is meant to be
    widget.get_by_role("alert").get_by_text("choose the digit that you meant").wait_for()
    widget.get_by_label("The digit you meant").select_option("7")
    widget.get_by_role("button", name="Save").click()
    widget.get_by_text("Saved as 7; the model reads").wait_for()
    widget.get_by_text("Saved 1: 7").wait_for()
    assert widget.get_by_label("The digit you meant").input_value() == ""  # the next one has to be said anew
    below = widget.get_by_role("button", name="Save").bounding_box()["y"]
    canvas = widget.locator(".dp-pad").bounding_box()
    assert 0 < below - canvas["y"] - canvas["height"] < 160  # Save stands by the canvas
    assert check_scores(notebook, widget, "1 saved")[2:] == ([7], True)
    widget.get_by_role("checkbox", name="Crop: cut the digit out").press("Space")
    widget.get_by_label("or image number").fill("3")
    page.keyboard.press("Enter")
    check_scores(notebook, widget, "example 3")
    widget.get_by_role("button", name="Clear").click()
    widget.get_by_text("Draw a digit.").first.wait_for()
    assert not widget.get_by_text("What would change its mind").is_visible()  # nothing is drawn, so nothing is read

    widget.get_by_role("button", name="Show a drawn 3").focus()
    page.keyboard.press("Enter")
    widget.get_by_text("The model reads a 3").first.wait_for()
    assert check_scores(notebook, widget, "")[1] == 3
    draw(notebook, SEVEN)  # a digit drawn beforehand makes room for the learner's first stroke
    widget.get_by_text("The model reads a 7").first.wait_for()
    check_scores(notebook, widget, "a drawing of 1 strokes")
    widget.get_by_role("button", name="Clear").press("Space")
    widget.get_by_text("Draw a digit.").first.wait_for()
    widget.get_by_role("application").focus()  # the keys draw; JupyterLab must leave them alone
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    for _ in range(16):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Undo"
    widget.get_by_text("The model reads a 1").first.wait_for()
    assert check_scores(notebook, widget, "a drawing of 1 strokes")[:2] == (
        "<digit pad: a drawing of 1 strokes, nothing switched off, 1 saved>", 1)

    page.evaluate("""() => {
        window.jupyterapp.shell.currentWidget.content.activeCellIndex = 4;
        window.jupyterapp.commands.execute("notebook:run-cell") }""")  # does not wait for its end
    page.get_by_text("it works", exact=True).wait_for()
    draw(notebook, SEVEN)
    draw(notebook, [(0.35, 0.42), (0.6, 0.42)])
    widget.get_by_label("The digit you meant").select_option("7")
    widget.get_by_role("button", name="Save").click()
    widget.get_by_text("The kernel is still busy").first.wait_for()
    enough = notebook.lab.path("try_digit_pad").parent / "enough"
    widget.get_by_label("The digit you meant").select_option("3")  # of the next one, before this one is answered
    enough.touch()
    widget.get_by_text("Saved 2: 7, 7").wait_for()
    enough.unlink()
    assert widget.get_by_label("The digit you meant").input_value() == "3"
    assert check_scores(notebook, widget, "drawing of 3 strokes")[-1]

    notebook.check_narrow(".course-pad")
    assert notebook.page.locator(".dp-pad").bounding_box()["width"] > 180
    notebook.check_accessibility(".course-pad")


class Hand:
    """Fingers and a pen on the screen, as the browser's own tools send them."""

    def __init__(self, page, selector):
        self.cdp = page.context.new_cdp_session(page)
        self.cdp.send("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 2})
        page.locator(selector).first.scroll_into_view_if_needed()
        self.box = page.locator(selector).first.bounding_box()

    def place(self, point):
        return {"x": self.box["x"] + point[0] * self.box["width"], "y": self.box["y"] + point[1] * self.box["height"]}

    def touch(self, kind, *points):
        places = [self.place(point) | {"id": number} for number, point in enumerate(points)]
        self.cdp.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": places})

    def pen(self, kind, point):
        how = {"pointerType": "pen", "button": "left", "buttons": 1, "clickCount": 1, "force": 0.5}
        self.cdp.send("Input.dispatchMouseEvent", {"type": f"mouse{kind}"} | self.place(point) | how)


LINE = [(0.45, 0.7 - 0.05 * step) for step in range(11)]  # upward: a finger would push the page up


def strokes(notebook):
    """What is drawn, once Python has heard of the end of LINE."""
    for _ in range(50):
        notebook.run_cell(5)
        drawn = json.loads(notebook.cells()[5]["outputs"][0]["text"])
        if drawn and drawn[-1][-1][1] == pytest.approx(LINE[-1][1], abs=0.01):
            break
        notebook.page.wait_for_timeout(100)
    return drawn


def check_line(stroke):
    """The line as it was drawn, and nothing else."""
    assert len(stroke) >= 5 and all(abs(x - 0.45) < 0.01 for x, _ in stroke)
    assert (stroke[0][1], stroke[-1][1]) == pytest.approx((0.7, 0.2), abs=0.01)


def test_finger_and_pen(opened):
    notebook, widget = opened
    page = notebook.page
    page.set_viewport_size({"width": 1280, "height": 600})
    hand = Hand(page, ".dp-pad")
    scrolled = lambda: page.evaluate("document.querySelector('.jp-WindowedPanel-outer').scrollTop")  # noqa: E731
    before = scrolled()
    hand.touch("Start", LINE[0])
    for point in LINE[1:]:
        hand.touch("Move", point)
    hand.touch("Move", LINE[-1], (0.9, 0.9))  # a second finger does not draw
    hand.touch("End")
    widget.get_by_text("The model reads a").first.wait_for()
    page.wait_for_timeout(300)  # what scrolls does it later
    assert scrolled() == before
    (stroke,) = strokes(notebook)
    check_line(stroke)

    widget.get_by_role("button", name="Clear").click()
    widget.get_by_text("Draw a digit.").first.wait_for()
    hand = Hand(page, ".dp-pad")
    hand.pen("Pressed", LINE[0])
    for point in LINE[1:6]:
        hand.pen("Moved", point)
    hand.touch("Start", (0.9, 0.9))  # the hand that holds the pen
    hand.touch("Move", (0.8, 0.9))
    hand.touch("End")
    for point in LINE[6:]:
        hand.pen("Moved", point)
    hand.pen("Released", LINE[-1])
    widget.get_by_text("The model reads a").first.wait_for()
    (stroke,) = strokes(notebook)
    check_line(stroke)

    read = Hand(page, ".dp-read")  # beside the pad a finger scrolls
    before = scrolled()
    read.touch("Start", LINE[0])
    for point in LINE[1:]:
        read.touch("Move", point)
    read.touch("End")
    page.wait_for_function("before => document.querySelector('.jp-WindowedPanel-outer').scrollTop > before", arg=before)


def test_two_views_rerun_reload_and_a_lost_kernel(opened):
    notebook, widget = opened
    page = notebook.page
    notebook.run_cell(3)
    widget.nth(1).get_by_text("Nothing saved yet").wait_for()
    draw(notebook, SEVEN)
    for view in range(2):  # one pad, two views: both show the drawing
        widget.nth(view).get_by_text("The model reads a 7").first.wait_for()
    check_scores(notebook, widget, "a drawing")
    first, second = page.locator(".dp-scores").all_inner_texts()
    assert first == second

    notebook.run_cell(1)  # the cell again: an empty pad in the old one's place; the old one lives on in its own cell
    widget.nth(0).get_by_text("Draw a digit.").first.wait_for()
    draw(notebook, SEVEN)
    widget.nth(0).get_by_text("The model reads a 7").first.wait_for()
    widget.nth(0).get_by_role("button", name="Undo").click()
    widget.nth(0).get_by_text("Draw a digit.").first.wait_for()
    assert "drawing of 0 strokes" in notebook.ask()[0]
    assert page.locator(".pg-status").nth(1).inner_text().startswith("The model reads a 7")

    widget.nth(0).get_by_role("button", name="Show a drawn 2").click()
    widget.nth(0).get_by_text("The model reads a 2").first.wait_for()
    notebook.command("docmanager:save")
    notebook.reload(widget.nth(0).get_by_text("The model reads a 2").first)
    check_scores(notebook, widget, "")
    notebook.lab.stop_kernels()
    page.wait_for_timeout(1000)
    draw(notebook, SEVEN)
    widget.nth(0).get_by_text("No answer from the kernel").first.wait_for()
