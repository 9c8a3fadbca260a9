"""A language costs no line of code: one that nobody speaks is made of catalogues alone, and the course speaks it."""

import io
import json

import nbformat
import pytest
from babel.messages.pofile import read_po, write_po

from tools.contents import paths
from tools.languages import others

pytestmark = pytest.mark.weekly

MARK = "Ẋ"  # stands before everything that has been translated
SAY = "import sys; from helpers.words import say; print(say(sys.argv[1]))"
LAB = "import sys; from tools import lab; lab.running = lambda: dict(url='http://x/', token='t')\n"
LAB += "lab.webbrowser.open = print; lab.main(*sys.argv[1:])"
INSTALL = "import sys, course; print(course.say('Stopped. The same command starts again.'))"
SITE = "import json, runpy; found = runpy.run_path('docs/conf.py'); print(found['language'], found['project']);"
SITE += "print(json.dumps(found['html_context']['editions']))"
PAGES = "import pathlib; from tools import website; website.write_pages('xx', pathlib.Path('pages'))"


@pytest.fixture(scope="module")
def copy(copy):
    """The course with a language xx, each of its sentences translated by itself with a mark before it."""
    told = copy.run("-m", "tools.new", "language", "xx")
    assert "locales/xx/tools.po: the entry 'English'" in told and "README.xx.md: begin" in told
    for path in [*copy.folder.glob("locales/xx/*.po"), *copy.folder.glob("helpers/lessons/*/xx.po")]:
        translate(path)
    readme = (copy.folder / "README.md").read_text(encoding="utf-8")
    (copy.folder / "README.xx.md").write_text(readme, encoding="utf-8")
    copy.run("-m", "tools.translate", "xx")
    copy.run("-m", "tools.tables")
    return copy


def translate(path):
    text, out = path.read_text(encoding="utf-8"), io.BytesIO()
    catalogue = read_po(io.StringIO(text))
    for message in catalogue:
        if message.id:
            message.string, message.user_comments = f"{MARK} {message.id}", ["without emphasis"]
            message.flags.clear()
    write_po(out, catalogue, width=0, omit_header=True, no_location=True)
    path.write_text(text.split("\n\n")[0] + "\n\n" + out.getvalue().decode().strip("\n") + "\n", encoding="utf-8")


def test_its_catalogues_are_whole_and_all_that_is_built_of_them_stands_there(copy):
    told = copy.run("-m", "tools.translate", "xx", "--check")
    assert told.count(": 0 of") == len(told.splitlines()) > 10
    copy.run("-m", "tools.tables", "--check")
    assert [line for line in copy.run("-m", "tools.new", "language", "xx").splitlines() if "refresh" not in line] == [
        "What is left to do:"
    ]


@pytest.mark.parametrize("path", paths(), ids=lambda path: path.stem)
def test_a_notebook_is_built(copy, path):
    ours, theirs = (nbformat.read(place, as_version=4) for place in (path, copy.folder / "notebooks/xx" / path.name))
    assert [cell.id for cell in ours.cells] == [cell.id for cell in theirs.cells]
    first, code = theirs.cells[0].source, next(cell.source for cell in theirs.cells if cell.cell_type == "code")
    assert first.startswith(f"# {MARK} ") and f"[English](../{path.name})" in first
    assert 'os.environ["COURSE_LANGUAGE"] = "xx"' in code and f"# {MARK} @title Run this cell first" in code
    english = nbformat.read(copy.folder / "notebooks" / path.name, as_version=4).cells[0].source
    for language in others():
        assert f"](../{language}/{path.name})" in first and f"]({language}/{path.name})" in english
    assert f"[{MARK} English](xx/{path.name})" in english


def test_it_is_said(copy):
    for text in ("Guess", "The lecture's first layer"):
        assert copy.run("-c", SAY, text, COURSE_LANGUAGE="xx") in (f"{MARK} {text}\n", f"{text}\n")
    assert copy.run("-c", SAY, "Guess", COURSE_LANGUAGE="xx") == f"{MARK} Guess\n"
    assert "the course speaks 'en', 'xx'" in copy.run("-c", SAY, "a", status=1, COURSE_LANGUAGE="yy")


def test_lab_opens_its_first_notebook(copy):
    told = copy.run("-c", LAB, "xx")
    assert f"{MARK} JupyterLab is already running for this folder" in told
    assert told.count(f"lab/tree/notebooks/xx/{paths()[0].name}?token=t") == 2
    assert copy.run("-c", INSTALL, "lab", "xx") == f"{MARK} Stopped. The same command starts again.\n"
    assert copy.run("-c", INSTALL, "lab", "yy") == "Stopped. The same command starts again.\n"


def test_the_site_has_its_pages_and_a_switch_to_them(copy):
    head, editions = copy.run("-c", SITE, COURSE_LANGUAGE="xx").splitlines()
    assert head == f"xx {MARK} Deep learning from its first lecture"
    assert ["English", "en", "../"] in json.loads(editions) and len(json.loads(editions)) == 1 + len(others())
    assert [f"{MARK} English", "xx", "xx/"] in json.loads(copy.run("-c", SITE).splitlines()[1])
    copy.run("-c", PAGES)
    page = json.loads((copy.folder / "pages" / paths()[0].name).read_text(encoding="utf-8"))["cells"][0]["source"]
    assert f"{MARK} Here it can be read" in page and "notebooks/xx/" in page and ".ipynb)" not in page.split("\n\n")[1]
    assert (copy.folder / "pages/index.md").read_text(encoding="utf-8").startswith(f"# {MARK} Deep learning")
