"""The Chinese edition in JupyterLab: a Chinese notebook's page is Chinese, and that of an English one stays English."""

from tools.translate import first_cell

CELLS = [
    first_cell(),
    'from helpers.exercises import compare, guess, my_guess\nguess("00.p")',
    'my_guess("00.p")\ncompare("00.p", 97)',
]
EDITIONS = {  # where the notebook lies: its language, the button, the reply, the answer
    "zh/spoken": ("zh", "猜", "你猜的是：90%。", "你猜 90%。答案是 97%：你猜低了 7 个百分点。几秒钟"),
    "spoken": ("en", "Guess", "Your guess is 90 %.", "You guessed 90 %. It is 97 %: your guess is 7 percentage points"),
}


def test_two_open_notebooks_speak_their_own_language(open_notebook, lab):
    opened = []
    for name, (lang, *_) in EDITIONS.items():
        first = CELLS[0].replace('"COURSE_LANGUAGE"] = "zh"', f'"COURSE_LANGUAGE"] = "{lang}"')
        opened.append(open_notebook(lab.write_notebook(name, [first, *CELLS[1:]])))
        opened[-1].run_all()
    for notebook, (lang, button, reply, answer) in zip(opened, EDITIONS.values(), strict=True):
        group = notebook.page.locator(".course-guess")
        assert group.get_attribute("lang") == lang
        group.get_by_role("spinbutton").fill("90")
        group.get_by_role("button", name=button).click()
        group.get_by_text(reply).wait_for()
        notebook.run_cell(2)
        notebook.page.locator(".course-compare").get_by_text(answer).wait_for()
        notebook.check_accessibility(".course-guess")
