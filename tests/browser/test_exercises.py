"""An exercise and a question in JupyterLab, as a learner meets them."""

from helpers.exercises.exercise import EXERCISES
from helpers.exercises.question import QUESTIONS

EXERCISE, ASKED = EXERCISES["01.1"], QUESTIONS["01.a"]
START = """import sys
sys.path.insert(0, "..")
import numpy as np
from helpers.exercises import check, hint, progress, question"""


def test_a_question_is_answered_by_keyboard(open_notebook, lab):
    name = lab.write_notebook("a_question", [START, 'question("01.a")'])
    notebook = open_notebook(name)
    notebook.run_all()
    group = notebook.page.get_by_role("group", name=ASKED.text)
    buttons = group.get_by_role("radio")
    assert buttons.count() == len(ASKED.choices)
    wrong = (ASKED.right + 1) % len(ASKED.choices)
    for number, sign in ((wrong, "✗ No. "), (ASKED.right, "✓ Right. ")):
        buttons.nth(number).focus()
        notebook.page.keyboard.press("Enter")
        group.get_by_role("status").get_by_text(sign + ASKED.choices[number][1]).wait_for()
    other = ASKED.right + (1 if ASKED.right == 0 else -1)  # arrow keys, which JupyterLab must leave alone, only move
    notebook.listen(group.get_by_role("status"))
    steps = ["ArrowDown", "ArrowUp"] if ASKED.right == 0 else ["ArrowUp", "ArrowDown"]
    for key in (*steps, steps[0]):
        notebook.page.keyboard.press(key)
    assert buttons.nth(other).evaluate("button => button === document.activeElement && button.checked")
    group.get_by_role("button", name="Answer").press("Enter")
    group.get_by_role("status").get_by_text("✗ No. " + ASKED.choices[other][1]).wait_for()
    assert notebook.heard() == ["✗ No. " + ASKED.choices[other][1]]
    group.get_by_text(ASKED.choices[ASKED.right][0], exact=True).click()
    group.get_by_role("status").get_by_text("✓ Right. " + ASKED.choices[ASKED.right][1]).wait_for()
    assert group.locator("label b").all_inner_texts() == [f"{letter})" for letter in "abcde"[: buttons.count()]]
    notebook.check_accessibility(".course-question")
    notebook.shot("question")


def test_a_question_without_an_answer_or_a_kernel(open_notebook, lab):
    notebook = open_notebook(lab.write_notebook("a_lost_question", [START, 'question("01.a")']))
    notebook.run_all()
    group = notebook.page.get_by_role("group", name=ASKED.text)
    reply = group.get_by_role("status")
    group.get_by_role("button", name="Answer").click()
    reply.get_by_text("Nothing is chosen yet.").wait_for()
    group.get_by_text(ASKED.choices[ASKED.right][0], exact=True).click()
    reply.get_by_text("✓ Right.").wait_for()
    notebook.restart_kernel()
    group.get_by_role("radio").nth((ASKED.right + 1) % 2).click()
    reply.get_by_text("No answer from the kernel").wait_for()
    assert "Right" not in reply.inner_text()


def test_replies_to_an_exercise(open_notebook, lab):
    mistake, slip = next(iter(EXERCISE.mistakes.values()))
    loop = f"def loop{EXERCISE.blank.splitlines()[0].partition(EXERCISE.reference.__name__)[2]}\n    while True: pass"
    cells = [
        START,
        f"import helpers.exercises.judge as judge; judge.SECONDS = 1\n{loop}\ncheck('01.1', loop)",
        EXERCISE.blank,
        f"{EXERCISE.solution.replace(*slip)}\ncheck('01.1', {EXERCISE.reference.__name__})",
        "hint('01.1')",
        f"{EXERCISE.solution}\ncheck('01.1', {EXERCISE.reference.__name__})",
        "progress()",
    ]
    notebook = open_notebook(lab.write_notebook("an_exercise", cells))
    notebook.run_all()
    said = [cell["outputs"][0]["data"]["text/plain"] for cell in notebook.cells()[1:]]
    said = [text if isinstance(text, str) else "".join(text) for text in said]
    assert "still running after 1 seconds in line 3" in said[0]
    assert said[1].startswith("○ 01.1") and "not tried yet" in said[1]
    assert mistake in said[2] and "expected" in said[2] and "yours" in said[2]
    assert f"hint 1 of {len(EXERCISE.hints)}" in said[3]
    assert "Right." in said[4]
    assert f"exercises 1 of {sum(id.startswith('01.') for id in EXERCISES)}" in said[5]
    notebook.check_accessibility(".jp-OutputArea")
    notebook.shot("exercise")
