"""Guesses in JupyterLab, by mouse and keyboard."""

import re

import pytest

START = """import sys
sys.path.insert(0, "..")
from helpers.exercises import guess
from helpers.exercises.asking.guess import add_guess
add_guess("99.p", "How many forward passes?", "number", "Two for each parameter.", low=1, high=1e6, log=True)
add_guess("99.q", "Which loss rises?", "choice", "It learns by heart.", choices=["training", "test", "neither"])
add_guess("99.t", "Where is the lowest point?", "number", "Left of the middle.", low=-3, high=3)
add_guess("99.s", "How does the loss fall?", "curve", "The first steps are the steepest.",
          x=("epoch", 0, 8), y=("loss", 0, 2))"""


def box_of(notebook, text):
    """The widget's frame, its reply and its button."""
    group = notebook.page.get_by_role("group", name=text)
    return group, group.locator(".reply"), group.get_by_role("button", name="Guess")


@pytest.fixture
def widgets(open_notebook, lab):
    ids = ["99.p", "99.q", "99.s", "99.t"]
    name = lab.write_notebook("guesses", [START, *(f'guess("{id}")' for id in ids)])
    notebook = open_notebook(name)
    notebook.run_all()
    yield notebook
    notebook.check_accessibility(".course-guess")


def test_a_number(widgets):
    group, reply, button = box_of(widgets, "How many forward passes?")
    field, slider = group.get_by_role("spinbutton"), group.get_by_role("slider")
    button.click()
    reply.get_by_text("There is no guess yet.").wait_for()
    for typed in ("7", "100"):  # to JupyterLab 0 0 would be "Restart the kernel?"
        widgets.select(1)
        widgets.page.keyboard.type(typed)
    widgets.page.keyboard.press("Enter")
    reply.get_by_text("Your guess is 100.").wait_for()
    assert slider.input_value() == "333"
    slider.press("End")
    assert field.input_value() == "1000000"
    button.click()
    reply.get_by_text("Your guess is 1,000,000.").wait_for()
    field.fill("")
    button.click()
    reply.get_by_text("You have taken your guess back").wait_for()
    field.fill("-3")
    button.click()
    note = group.get_by_role("alert")
    note.get_by_text("expected one from 1 to 1,000,000").wait_for()
    assert field.input_value() == "-3"  # to be mended
    field.fill("50")
    field.press("Enter")
    reply.get_by_text("Your guess is 50.").wait_for()
    assert note.inner_text() == ""
    widgets.selects(2)  # Shift+Enter goes on
    field.fill("60")
    field.press("Shift+Enter")
    reply.get_by_text("Your guess is 60.").wait_for()
    widgets.selects(2)
    field.fill("50")
    field.press("Enter")
    reply.get_by_text("Your guess is 50.").wait_for()
    field.fill("-4")
    field.press("Enter")
    note.get_by_text("Not done: ").wait_for()
    assert field.input_value() == "-4" and "Your guess is 50." in reply.inner_text()  # which is so
    widgets.check_narrow(".course-guess")


def test_the_ends_of_a_slider_have_a_true_minus(widgets):
    group, _, _ = box_of(widgets, "Where is the lowest point?")
    group.get_by_role("spinbutton").fill("-2.5")
    assert group.locator("small").all_inner_texts() == ["−3", "3"]
    assert group.get_by_role("slider").get_attribute("aria-valuetext") == "−2.5"


def test_a_choice_is_not_made_by_arrow_keys(widgets):
    group, reply, button = box_of(widgets, "Which loss rises?")
    choices = group.get_by_role("radio")
    assert group.locator("label").all_inner_texts() == ["a)\ntraining", "b)\ntest", "c)\nneither"]
    widgets.listen(reply)
    choices.first.focus()
    for _ in range(2):
        widgets.page.keyboard.press("ArrowDown")
    assert choices.nth(2).is_checked()
    widgets.page.keyboard.press("Enter")
    reply.get_by_text("Your guess is “neither”.").wait_for()
    widgets.page.keyboard.press("ArrowUp")
    widgets.page.keyboard.press("ArrowUp")
    choices.nth(0).press("ArrowDown")
    button.press("Enter")
    reply.get_by_text("Your guess is “test”.").wait_for()
    assert [words.split(".")[0] for words in widgets.heard()] == ["Your guess is “neither”", "Your guess is “test”"]
    group.get_by_text("training").click()
    reply.get_by_text("Your guess is “training”.").wait_for()


def test_a_curve(widgets):
    group, reply, button = box_of(widgets, "How does the loss fall?")
    picture, mouse = group.get_by_role("application"), widgets.page.mouse

    def draw(right, down):
        """From the upper left corner of the axes to this place of the picture."""
        picture.scroll_into_view_if_needed()
        box = picture.bounding_box()
        scale = box["width"] / 320
        mouse.move(box["x"] + scale * 52, box["y"] + scale * 12)
        mouse.down()
        mouse.move(box["x"] + scale * right, box["y"] + scale * down, steps=5)
        mouse.up()
        button.click()

    draw(244, 135)
    reply.get_by_text("Your guess is a curve from 2 to 0.5.").wait_for()  # the rest follows the last point
    draw(308, 176)
    reply.get_by_text(re.compile(r"Your guess is a curve from 2 to 0\.(?!\d)")).wait_for()  # not 0.5, as before
    picture.press("Shift+ArrowUp")
    group.get_by_role("status").get_by_text("epoch 8, loss 0.2").wait_for()
    picture.press("Enter")
    reply.get_by_text("Your guess is a curve from 2 to 0.2.").wait_for()
    picture.evaluate("""picture => ["ArrowUp", "Enter", "ArrowUp"].forEach(key =>
        picture.dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey: true })))""")
    reply.get_by_text("Your guess is a curve from 2 to 0.4.").wait_for()
    picture.press("Enter")  # what was drawn before the answer came is there
    reply.get_by_text("Your guess is a curve from 2 to 0.6.").wait_for()
    widgets.shot("guess")
