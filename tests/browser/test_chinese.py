"""The Chinese edition in JupyterLab: a Chinese notebook's page is Chinese, and that of an English one stays English."""

import re

from tests.browser.test_notebooks import seen
from tools.translate import first_cell

CELLS = [
    first_cell(),
    'from helpers.exercises import compare, guess, my_guess\nguess("00.p")',
    'my_guess("00.p")\ncompare("00.p", 97)',
]
EDITIONS = {  # where the notebook lies: its language, the button, the reply, the answer
    "zh/spoken": ("zh", "猜", "你猜的是：90%。", "你猜 90%。答案是 97%：你猜低了 7 个百分点。几秒钟"),
    "spoken": ("en", "Guess", "Your guess is 90 %.", "You guessed 90 %. Answer: 97 %. Your guess is 7 percent"),
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


ENGLISH = re.compile(r"[A-Za-z][\w'’-]*(?:[ ,;:]+[A-Za-z][\w'’-]*){3,}")  # four words or more in a row
SPOKEN = """() => [...document.querySelectorAll(":is(.course-widget, .course-guess, .course-question)")]
    .map(widget => ({ lang: widget.lang, text: [widget.innerText, ...[...widget.querySelectorAll("[aria-label]")]
        .filter(element => element.getAttribute("role") !== "img").map(element => element.ariaLabel)].join("\\n") }))"""
ALLOWED = ("Brief Introduction of Deep Learning",)


def test_a_chinese_notebook_shows_no_english_sentence(open_notebook):
    notebook = open_notebook("zh/05_backpropagation")
    seen(notebook)  # JupyterLab draws every cell
    notebook.run_all()
    page = notebook.page
    page.locator(".course-stepper").first.wait_for()
    page.locator(".course-stepper").get_by_role("button", name="下一步").first.click()
    page.locator(".course-panel input[type=range]").first.press("ArrowLeft")
    page.locator(".course-nudge input[type=range]").first.press("ArrowRight")
    page.wait_for_timeout(1000)
    widgets = page.evaluate(SPOKEN)
    assert len(widgets) > 8 and {widget["lang"] for widget in widgets} == {"zh"}
    found = [words for widget in widgets for words in ENGLISH.findall(widget["text"])]
    assert [words for words in found if words not in ALLOWED] == []
    for kind in (".course-stepper", ".course-panel", ".course-nudge", ".course-guess", ".course-question"):
        notebook.check_accessibility(kind)
    notebook.check_narrow(".course-guess")
