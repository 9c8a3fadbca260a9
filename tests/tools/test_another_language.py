"""A language costs no line of code: one that nobody speaks is made of catalogues alone, and the course speaks it."""

import io

import nbformat
import pytest
from babel.messages.pofile import read_po, write_po

from tools.contents import paths

pytestmark = pytest.mark.weekly

MARK = "Ẋ"  # stands before everything that has been translated
SAY = "import sys; from helpers.words import say; print(say(sys.argv[1]))"
LAB = "import sys; from tools import lab; lab.running = lambda: dict(url='http://x/', token='t')\n"
LAB += "lab.webbrowser.open = print; lab.main(*sys.argv[1:])"
SITE = "import runpy; found = runpy.run_path('docs/conf.py'); print(found['language'], found['project']);"
SITE += "print([list(one) for one in found['html_context']['editions']])"
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
    left = [line for line in copy.run("-m", "tools.new", "language", "xx").splitlines() if "refresh" not in line]
    assert left == ["What is left to do:"]
    for path in paths():
        ours, theirs = (nbformat.read(one, as_version=4) for one in (path, copy.folder / "notebooks/xx" / path.name))
        assert [cell.id for cell in ours.cells] == [cell.id for cell in theirs.cells]
        first, code = theirs.cells[0].source, next(cell.source for cell in theirs.cells if cell.cell_type == "code")
        assert first.startswith(f"# {MARK} ") and f"[English](../{path.name})" in first
        assert 'os.environ["COURSE_LANGUAGE"] = "xx"' in code and f"# {MARK} @title Run this cell first" in code


def test_it_is_said_and_lab_and_the_site_speak_it(copy):
    assert copy.run("-c", SAY, "Guess", COURSE_LANGUAGE="xx") == f"{MARK} Guess\n"
    assert "the course speaks 'en', 'xx'" in copy.run("-c", SAY, "a", status=1, COURSE_LANGUAGE="yy")
    told = copy.run("-c", LAB, "xx")
    assert f"{MARK} JupyterLab is already running for this folder" in told
    assert told.count(f"lab/tree/notebooks/xx/{paths()[0].name}?token=t") == 2
    copy.run("-c", PAGES)
    assert (copy.folder / "pages/index.md").read_text(encoding="utf-8").startswith(f"# {MARK} Deep learning")
    assert f"xx {MARK} Deep learning from its first lecture" in copy.run("-c", SITE, COURSE_LANGUAGE="xx")
    assert f"['{MARK} English', 'xx', 'xx/']" in copy.run("-c", SITE)
