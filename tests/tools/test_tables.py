"""What is derived is that of today; what a README says by hand of the notebooks is so."""

import re

from tools import tables
from tools.contents import ROOT
from tools.languages import readme


def test_the_tables_are_those_of_today():
    assert [path.name for path in tables.stale()] == [], "run python3 course.py tables"


def test_the_sections_that_other_notes_lead_to_are_there():
    named = re.findall(r"\]\((\S+\.ipynb)\) 第 ([\d、]+) 节", readme("zh").read_text(encoding="utf-8"))
    assert len(named) > 10
    for place, numbers in named:
        notebook = (ROOT / place).read_text(encoding="utf-8")
        for number in numbers.split("、"):
            assert re.search(rf'"## {number}\. ', notebook), f"{place} has no section {number}"
