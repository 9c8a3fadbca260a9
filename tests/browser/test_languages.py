"""Other languages in JupyterLab: a notebook's page speaks its language, and that of an English one stays English."""

import re

import pytest

from helpers.exercises.asking.guess import KEPT
from helpers.words import say, speaking
from tests.browser.test_notebooks import seen
from tests.browser_lab import LOADED
from tools.editions import first_cell
from tools.languages import translated
from tools.translate_rules import rules

CELLS = [
    'from helpers.exercises import compare, guess, my_guess\nguess("00.p")',
    'my_guess("00.p")\ncompare("00.p", 97)',
]


@pytest.mark.parametrize("other", translated())
def test_two_open_notebooks_speak_their_own_language(open_notebook, lab, other):
    opened = {}
    for language in ("en", other):
        name = "spoken" if language == "en" else f"{language}/spoken"
        first = first_cell(other).replace(f'"COURSE_LANGUAGE"] = "{other}"', f'"COURSE_LANGUAGE"] = "{language}"')
        opened[language] = open_notebook(lab.write_notebook(name, [first, *CELLS]))
        opened[language].run_all()
    for language, notebook in opened.items():
        with speaking(language):
            button, reply = say("Guess"), say(KEPT, guess=say("{number} %", number=90))
        group = notebook.page.locator(".course-guess")
        assert group.get_attribute("lang") == language.replace("_", "-")
        group.get_by_role("spinbutton").fill("90")
        group.get_by_role("button", name=button, exact=True).click()
        group.get_by_text(reply).wait_for()
        notebook.run_cell(2)
        answer = notebook.page.locator(".course-compare")
        answer.wait_for()
        assert "97" in answer.inner_text() and ("You guessed" in answer.inner_text()) == (language == "en")
        notebook.check_accessibility(".course-guess")


ENGLISH = re.compile(r"[A-Za-z][\w'’-]*(?:[ ,;:]+[A-Za-z][\w'’-]*){3,}")  # four words or more in a row
SPOKEN = """() => [...document.querySelectorAll(":is(.course-widget, .course-guess, .course-question)")]
    .map(widget => ({ lang: widget.lang, text: [widget.innerText, ...[...widget.querySelectorAll("[aria-label]")]
        .filter(element => element.getAttribute("role") !== "img").map(element => element.ariaLabel)].join("\\n") }))"""
ALLOWED = ("Brief Introduction of Deep Learning",)
OTHER_LETTERS = [language for language in translated() if "letters" in rules(language)]


@pytest.mark.weekly  # its catalogues are whole, and each widget speaks on the site
@pytest.mark.parametrize("language", OTHER_LETTERS)
def test_a_notebook_in_other_letters_shows_no_english_sentence(open_notebook, language):
    notebook = open_notebook(f"{language}/05_backpropagation")
    seen(notebook)  # JupyterLab draws every cell
    notebook.run_all()
    page = notebook.page
    page.locator(".course-stepper").first.wait_for()
    with speaking(language):
        page.locator(".course-stepper").get_by_role("button", name=say("Next")).first.click()
    page.locator(".course-nudge input[type=range]").first.press("ArrowRight")
    page.wait_for_function(LOADED)
    page.wait_for_function(f"({SPOKEN})().length > 8")
    page.wait_for_timeout(1000)  # what is said last is heard, too
    widgets = page.evaluate(SPOKEN)
    assert len(widgets) > 8 and {widget["lang"] for widget in widgets} == {language.replace("_", "-")}
    found = [words for widget in widgets for words in ENGLISH.findall(widget["text"])]
    assert [words for words in found if words not in ALLOWED] == []
    for kind in (".course-stepper", ".course-nudge", ".course-guess", ".course-question"):
        notebook.check_accessibility(kind)
    notebook.check_narrow(".course-guess")
