"""What a page of the site leaves to the notebook; the pages themselves: tests/browser/test_site.py."""

import re
from importlib.util import find_spec

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from helpers import mine
from helpers.exercises.asking.guess import NONE
from helpers.words import say, speaking

if there := find_spec("myst_nb"):
    from tools import website
pytestmark = pytest.mark.skipif(not there, reason="the reading site: pip install -r requirements-site.txt")

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


def test_a_kept_recording_is_not_that_of_a_changed_file(tmp_path, monkeypatch):
    monkeypatch.setattr(website, "ROOT", tmp_path)
    for name in ("helpers/a.py", "helpers/package/a.js", "helpers/package/a.css", "locales/zh/a.po"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        marks = []
        for text in ("before", "after", "before"):
            (tmp_path / name).write_text(text, encoding="utf-8")
            marks.append(website.fingerprint())
        assert marks[0] == marks[2] != marks[1], name


def test_a_notebook_is_run_by_itself_and_its_recordings_are_kept(tmp_path):
    path, found = tmp_path / "10_tiny.ipynb", tmp_path / "recordings/10_tiny/cell.0.Choices.bin"
    cell = new_code_cell('from helpers.exercises import question\nquestion("03.b")', id="cell")
    nbformat.write(new_notebook(cells=[cell]), path)
    for is_there in (True, False):  # the second time nothing is run
        website.record_all([path], tmp_path / "recordings")
        assert found.exists() == is_there
        found.unlink(missing_ok=True)
