"""What a page of the site leaves to the notebook; the pages themselves: tests/browser/test_site.py."""

import re

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from helpers.words import say, speaking
from tools.languages import editions, notebooks

pytest.importorskip("myst_nb", reason="the reading site: pip install -r requirements-site.txt")
from tools import website  # noqa: E402


@pytest.mark.parametrize("language", editions())
def test_all_that_is_left_to_the_notebooks_stands_in_one(language):
    """A sentence that was reworded would else come back to its page, and nobody would see it."""
    prose = "\n".join(cell.source for path in notebooks(language) for cell in nbformat.read(path, as_version=4).cells)
    with speaking(language):
        forms = re.split(r"\|(?![^(]*[^\\(]\))", say(website.NOTEBOOKS_OWN))  # not at those within brackets
    assert [form for form in forms if not re.search(form, prose, re.I)] == []


@pytest.mark.parametrize("name", ["helpers/a.py", "helpers/room/a.js", "helpers/room/a.css", "locales/zh/a.po"])
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
