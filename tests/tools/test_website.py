"""What a page of the site leaves to the notebook; the pages themselves: tests/browser/test_site.py."""

import re
from unittest import mock

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from helpers import mine
from helpers.exercises.asking.guess import NONE
from helpers.words import say, speaking

pytest.importorskip("myst_nb", reason="the reading site: pip install -r requirements-site.txt")
from tools import website  # noqa: E402

A_NOTEBOOKS_OWN = {"en": r"\bcells?\b|Shift \+ Enter|run this|the kernel ends", "zh": "单元格|内核"}
UNREAD = r"```.*?```", r"`[^`]*`", r"\]\([^)]*\)", r"^\(.*\)=$", r"<[^>]*>"  # what no reader reads


@pytest.mark.parametrize("language", A_NOTEBOOKS_OWN)
def test_no_page_speaks_of_what_only_a_notebook_has(language, tmp_path):
    website.write_pages(language, tmp_path / "pages", tmp_path)
    for path in sorted((tmp_path / "pages").glob("*.ipynb")):
        cells = nbformat.read(path, as_version=4).cells
        outputs = [output for cell in cells if cell.cell_type == "code" for output in cell.outputs]
        html = [output.data["text/html"] for output in outputs if "text/html" in output.get("data", {})]
        text = "\n".join([*(cell.source for cell in cells if cell.cell_type == "markdown"), *html])
        for pattern in UNREAD:
            text = re.sub(pattern, "", text, flags=re.S | re.M)
        assert not re.findall(f".*(?:{A_NOTEBOOKS_OWN[language]}).*", text, re.I), path.name
        code = "\n".join(cell.source for cell in cells if cell.cell_type == "code"
                         and "remove-input" not in cell.metadata.get("tags", []))
        assert not re.findall(r"^(?:guess|my_guess|question|check|recall|surprises)\(", code, re.M), path.name
        printed = {line for output in outputs for line in output.get("text", "").splitlines()}
        recalled = [output for cell in cells if cell.id.startswith("recall-") for output in cell.outputs]
        assert not [output for output in recalled if "text" in output], path.name  # it is prose, and no code printed it
        with speaking(language):
            assert printed.isdisjoint([say(NONE), *mine.not_yet()]), path.name


@pytest.mark.parametrize(("source", "shown"), [
    ("from helpers.widgets import Playground\n\nPlayground(depth=2)", None), ("DescentBall(cost, rate=0.5)", None),
    ('x = 0.5\n\nguess("00.p")', "x = 0.5"), ("x = 0.5\nLayerFlow(x)", "x = 0.5\nLayerFlow(x)"),
])
def test_a_page_shows_code_that_computes_and_no_call_that_only_shows_a_widget(source, shown):
    cell = new_code_cell(source)
    website.leave_machinery_out(cell)
    assert (None if "remove-input" in cell.metadata.get("tags", []) else cell.source) == shown


def test_mathjax_is_fetched_where_it_is_not_there(tmp_path, monkeypatch):
    monkeypatch.setattr(website, "DOCS", tmp_path)
    monkeypatch.setattr(website, "call", fetched := mock.Mock())
    monkeypatch.setattr(website.shutil, "which", {"npm": "/npm"}.get)
    assert website.mathjax() == tmp_path / "node_modules/mathjax"
    assert fetched.call_args.args[1:4] == (tmp_path, "/npm", "ci")
    monkeypatch.setattr(website.shutil, "which", {}.get)
    with pytest.raises(ValueError, match="comes by npm: install Node.js"):
        website.mathjax()


def test_what_is_marked_is_left_out_and_an_item_that_has_nothing_else():
    own = '<span class="notebook">Run\nthis.</span>'
    text = f"{own} One.\n\nTwo {own} three{own}.\n\n- four\n- {own}\n- {own} five\n\n{own}"
    assert website.without_a_notebooks_own(text) == " One.\n\nTwo three.\n\n- four\n- five\n\n"


@pytest.mark.parametrize("name", ["helpers/a.py", "helpers/package/a.js", "helpers/package/a.css", "locales/zh/a.po"])
def test_a_kept_recording_is_not_that_of_a_changed_file(name, tmp_path, monkeypatch):
    monkeypatch.setattr(website, "ROOT", tmp_path)
    file = tmp_path / name
    file.parent.mkdir(parents=True)
    marks = []
    for text in ("before", "after", "before"):
        file.write_text(text, encoding="utf-8")
        marks.append(website.fingerprint())
    assert marks[0] == marks[2] != marks[1]


def test_a_notebook_is_run_by_itself_and_its_recordings_are_kept(tmp_path):
    path, found = tmp_path / "10_tiny.ipynb", tmp_path / "recordings/10_tiny/cell.0.Choices.bin"
    cell = new_code_cell('from helpers.exercises import question\nquestion("03.b")', id="cell")
    nbformat.write(new_notebook(cells=[cell]), path)
    for is_there in (True, False):  # the second time nothing is run
        website.record_all([path], tmp_path / "recordings")
        assert found.exists() == is_there
        found.unlink(missing_ok=True)
