"""A question in JupyterLab, as a learner meets it."""

from helpers.exercises.asking.before_after import questions
from helpers.exercises.asking.question import QUESTIONS
from helpers.exercises.asking.recall import OPENINGS, RECALLS

ASKED = QUESTIONS["01.a"]
START = """import sys
sys.path.insert(0, "..")
from helpers.exercises import question"""


def test_a_question_is_answered_by_keyboard_and_mouse(run_cells):
    notebook = run_cells("a_question", [START, 'question("01.a")', "1"])
    group = notebook.page.get_by_role("group", name=ASKED.text)
    buttons, said, answer = (group.get_by_role(role) for role in ("radio", "status", "button"))
    focused = "button => button === document.activeElement"
    for key, number in (("Tab", 0), ("b", 1), ("Tab", 1)):  # from the cell below, where Shift+Enter leads
        notebook.select(2)
        notebook.page.keyboard.press(key)
        assert buttons.nth(number).evaluate(focused), key
    assert buttons.nth(1).is_checked() and len(notebook.cells()) == 3  # to JupyterLab a b is "Insert a cell below"
    right, wrong = ASKED.right, (ASKED.right + 1) % len(ASKED.choices)
    for number, sign in ((wrong, "✗ No. "), (right, "✓ Right. ")):
        buttons.nth(number).focus()
        notebook.page.keyboard.press("Enter")
        said.get_by_text(sign + ASKED.choices[number][1]).wait_for()
        if number == wrong:  # and can be answered again
            assert buttons.nth(wrong).evaluate(focused)
    notebook.selects(2)  # Shift+Enter goes on
    buttons.nth(right).focus()
    notebook.listen(said)
    other = right - 1  # arrow keys, which JupyterLab must leave alone, only move
    for key in ("ArrowUp", "ArrowDown", "ArrowUp"):
        notebook.page.keyboard.press(key)
    assert buttons.nth(other).evaluate(f"button => ({focused})(button) && button.checked")
    answer.press("Enter")
    said.get_by_text("✗ No. " + ASKED.choices[other][1]).wait_for()
    assert [words for words in notebook.heard() if words] == ["✗ No. " + ASKED.choices[other][1]]
    group.get_by_text(ASKED.choices[right][0], exact=True).click()  # which only marks it
    assert buttons.nth(right).is_checked() and said.inner_text() == ""
    answer.click()
    said.get_by_text("✓ Right. " + ASKED.choices[right][1]).wait_for()
    group.evaluate("""(group, numbers) => {  // a hand that is quicker than Python
        const [wrong, right] = numbers.map(number => group.querySelectorAll("input")[number]);
        wrong.click();
        group.querySelector("button").click();
        right.click();
    }""", [wrong, right])
    notebook.page.locator(".course-question .reply:not(.waiting)").wait_for(state="attached")
    assert buttons.nth(right).is_checked() and said.inner_text() == ""
    notebook.check_accessibility(".course-question")
    notebook.shot("question")


def test_the_twelve_are_kept_as_they_are_marked_and_not_judged(run_cells):
    cells = [START.replace("question", "before, recall"), "before()", 'recall("05")', "1"]
    notebook = run_cells("the_twelve", cells)
    groups, asked = notebook.page.get_by_role("group"), questions("before")
    first, last = (groups.filter(has_text=asked[k].text) for k in (0, 11))
    assert first.get_by_role("button", name="Answer").count() == 0
    first.get_by_text(asked[0].choices[0][0], exact=True).click()
    first.get_by_role("status").get_by_text("Kept.").wait_for()
    last.get_by_role("radio").nth(4).focus()
    notebook.page.keyboard.press("ArrowUp")  # moves, and is kept
    last.get_by_role("status").get_by_text("Kept.").wait_for()
    assert last.get_by_role("radio").nth(3).is_checked()
    for place, one in enumerate(RECALLS[id] for id in OPENINGS["05"]):
        again = groups.filter(has_text=one.text)
        if place:  # the one before was right
            notebook.page.wait_for_function("radio => radio === document.activeElement",
                                            arg=again.get_by_role("radio").first.element_handle())
        again.get_by_role("radio").nth(one.right).focus()
        notebook.page.keyboard.press("Enter")
        again.get_by_role("status").get_by_text("✓ Right.").wait_for()
    notebook.selects(3)  # Shift+Enter goes on behind both
    notebook.check_accessibility(".course-question")
    notebook.shot("twelve")
