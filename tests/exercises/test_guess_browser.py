"""Guesses in JupyterLab, by mouse and keyboard."""

import re

START = """import sys
sys.path.insert(0, "..")
from helpers.exercises import guess
from helpers.exercises.asking.guess import add_guess
add_guess("99.p", "How many forward passes?", "number", "Two for each parameter.", low=1, high=1e6, log=True)
add_guess("99.q", "Which loss rises?", "choice", "It learns by heart.", choices=["training", "`test`", "neither"])
add_guess("99.s", "How does the loss fall?", "curve", "The first steps are the steepest.",
          x=("epoch", 0, 8), y=("loss", 0, 2))
add_guess("99.t", "Where is the lowest point?", "number", "Left of the middle.", low=-3, high=3)"""


def test_guesses(run_cells):
    notebook = run_cells("guesses", [START, *(f'guess("99.{letter}")' for letter in "pqst")])
    guess_a_number(notebook)
    guess_a_choice(notebook)
    guess_a_curve(notebook)
    notebook.check_accessibility(".course-guess")


def box_of(notebook, text):
    """The widget's frame, its reply and its button."""
    group = notebook.page.get_by_role("group", name=text)
    return group, group.locator(".reply"), group.get_by_role("button", name="Guess")


def guess_a_number(notebook):
    group, reply, button = box_of(notebook, "How many forward passes?")
    field, slider, note = group.get_by_role("spinbutton"), group.get_by_role("slider"), group.get_by_role("alert")
    button.click()
    reply.get_by_text("There is no guess yet.").wait_for()
    for typed in ("7", "100"):  # to JupyterLab 0 0 would be "Restart the kernel?"
        notebook.select(1)
        notebook.page.keyboard.type(typed)
    notebook.page.keyboard.press("Enter")
    reply.get_by_text("Your guess is 100.").wait_for()
    assert slider.input_value() == "333"
    slider.press("End")
    button.click()
    reply.get_by_text("Your guess is 1,000,000.").wait_for()
    field.fill("")
    button.click()
    reply.get_by_text("You have taken your guess back").wait_for()
    field.fill("50")
    field.press("Shift+Enter")
    reply.get_by_text("Your guess is 50.").wait_for()
    notebook.selects(2)  # Shift+Enter goes on
    field.fill("-4")
    field.press("Enter")
    note.get_by_text("Not done: ").wait_for()
    assert field.input_value() == "-4" and "Your guess is 50." in reply.inner_text()  # to be mended; which is so
    notebook.check_narrow(".course-guess")
    group, _, _ = box_of(notebook, "Where is the lowest point?")
    group.get_by_role("spinbutton").fill("-2.5")
    assert group.locator("small").all_inner_texts() == ["−3", "3"]  # with a true minus
    assert group.get_by_role("slider").get_attribute("aria-valuetext") == "−2.5"


def guess_a_choice(notebook):
    """Arrow keys alone make none."""
    group, reply, button = box_of(notebook, "Which loss rises?")
    choices = group.get_by_role("radio")
    assert group.locator("label").all_inner_texts() == ["a)\ntraining", "b)\ntest", "c)\nneither"]
    notebook.listen(reply)
    choices.first.focus()
    for _ in range(2):
        notebook.page.keyboard.press("ArrowDown")
    assert choices.nth(2).is_checked()
    notebook.page.keyboard.press("Enter")
    reply.get_by_text("Your guess is “neither”.").wait_for()
    choices.last.press("ArrowUp")
    button.press("Enter")
    reply.get_by_text("Your guess is “test”.").wait_for()
    assert [words.split(".")[0] for words in notebook.heard()] == ["Your guess is “neither”", "Your guess is “test”"]


def guess_a_curve(notebook):
    group, reply, button = box_of(notebook, "How does the loss fall?")
    picture, mouse = group.get_by_role("application"), notebook.page.mouse

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
    picture.evaluate("""picture => ["Enter", "ArrowUp"].forEach(key =>
        picture.dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey: true })))""")
    reply.get_by_text("Your guess is a curve from 2 to 0.2.").wait_for()
    picture.press("Enter")  # what was drawn before the answer came is there
    reply.get_by_text("Your guess is a curve from 2 to 0.4.").wait_for()
    notebook.shot("guess")
