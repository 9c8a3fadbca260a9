"""What is derived is that of today; a README names each notebook and opens it online."""

import re

import pytest

from tools import tables
from tools.contents import ROOT, about, paths
from tools.languages import folder, others, readme


def test_the_tables_are_those_of_today():
    assert [path.name for path in tables.stale()] == [], "run python3 course.py tables"


@pytest.mark.parametrize("language", ["en", *others()])
def test_a_readme_lists_the_notebooks_in_their_order(language):
    row = re.compile(r"^\| \[(\w+)\]\((\S+)\) \| [\d +]+ \| (.+?) \| (.*) \|$", re.M)
    rows = row.findall(readme(language).read_text(encoding="utf-8"))
    assert [name for name, *_ in rows] == [path.stem for path in paths()]
    for (name, place, words, links), path in zip(rows, paths(), strict=True):
        assert place.endswith(f"{name}.ipynb") and links.count(place) == 2
        translated = language != "en" and (folder(language) / path.name).exists()
        assert (words == about(path)) != translated


def test_the_sections_that_other_notes_lead_to_are_there():
    named = re.findall(r"\]\((\S+\.ipynb)\) 第 ([\d、]+) 节", readme("zh").read_text(encoding="utf-8"))
    assert len(named) > 10
    for place, numbers in named:
        notebook = (ROOT / place).read_text(encoding="utf-8")
        for number in numbers.split("、"):
            assert re.search(rf'"## {number}\. ', notebook), f"{place} has no section {number}"
