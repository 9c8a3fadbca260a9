"""The notebooks in other languages: built from the English ones of today, and the same programs."""

import html
import re

import nbformat
import pytest

from tests.test_notebooks import cells
from tools import catalogues, editions
from tools.contents import NOTEBOOKS, lesson, paths
from tools.languages import every, file, notebooks, other_words, others, translated
from tools.translate_texts import program

FINISHED = [(language, name) for language in others() for name in editions.finished(language)]
PATHS = [path for language in translated() for path in notebooks(language)]  # the rest: test_variants.py
TEXTS = "text/plain", "text/html"
each_notebook = pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parent.name}/{path.stem}")


@pytest.mark.parametrize("language, name", FINISHED)
def test_a_finished_catalogue_is_whole(language, name):
    assert not list(catalogues.to_mend(language, name)), "see python3 course.py translate --check"


def test_the_chinese_edition_has_every_notebook():
    assert [path.name for path in notebooks("zh")] == [path.name for path in paths()], "python3 course.py translate zh"


@pytest.mark.parametrize("language", every())
def test_they_are_those_that_the_catalogues_make(language):
    assert not list(editions.stale(language)), "run python3 course.py translate"


@each_notebook
def test_both_editions_are_the_same_program(path):
    english, other = cells(NOTEBOOKS / path.name, "code"), cells(path, "code")
    assert [cell.id for cell in english] == [cell.id for cell in other]
    for one, another in zip(english, other, strict=True):
        assert program(one.source) == program(another.source)
    english, other = (nbformat.read(there, as_version=4).cells for there in (NOTEBOOKS / path.name, path))
    assert [cell.metadata for cell in english] == [cell.metadata for cell in other]


def found(cell):
    """The numbers that a cell's outputs show, sorted; 159.5 million may be 1.595 of something else."""
    texts = [part for output in cell.outputs for part in (
        output.get("text", ""), output.get("evalue", ""), *(output.get("data", {}).get(kind, "") for kind in TEXTS))]
    plain = html.unescape(re.sub("<[^>]*>", " ", " ".join(texts)))
    return sorted(re.sub("[.,]", "", number) for number in re.findall(r"\d+(?:[.,]\d+)*", plain))


@each_notebook
def test_both_editions_have_found_the_same(path):
    """Tests run the English one as it is, the others only in part with all their digits."""
    if lesson(path) == "text":  # each reads a text of its own
        return
    for one, other in zip(cells(NOTEBOOKS / path.name, "code"), cells(path, "code"), strict=True):
        asks = one.id.startswith(("guess-", "question-", "recall-", "twelve-"))
        if not asks and "nbval-ignore-output" not in one.metadata.get("tags", ()):
            assert found(one) == found(other), one.id


def lists(path):
    """The word lists of a notebook, each the rows of a table."""
    found = [editions.WORD_LIST.findall(cell.source) for cell in cells(path, "markdown")]
    return [[row.strip("| ").split(" | ") for row in table.split("\n")] for tables in found for table in tables]


def test_a_word_list_gains_what_the_language_s_other_books_say():
    words = {"heading": "elsewhere", "terms": {"loss": "error", "cost": "risk"}}
    table = editions.WORD_LIST.search("Words\n\n| English | xx |\n|---|---|\n| loss; cost | a; b |\n| one | c |\n\n…")
    assert editions.widened(words, table).split("\n") == [
        "| English | xx | elsewhere |", "|---|---|---|", "| loss; cost | a; b | error; risk |", "| one | c |  |"
    ]
    assert editions.widened({"heading": "", "terms": {}}, table) == table[0]


@pytest.mark.parametrize("language", others())
def test_each_term_of_other_books_stands_in_a_word_list(language):
    words = other_words(language)
    english = {term for path in paths() for rows in lists(path) for row in rows for term in re.split("[;,] ", row[0])}
    assert set(words["terms"]) <= english, "this term stands in no word list of a notebook"
    told = lambda rows: any(term in words["terms"] for row in rows for term in re.split("[;,] ", row[0]))  # noqa: E731
    headings = [rows[0][-1] for path in notebooks(language) for rows in lists(path) if told(rows)]
    assert not words["terms"] or headings == [words["heading"]] * len(headings)


def test_a_notebook_must_be_whole_once_it_is_built(tmp_path, monkeypatch):
    """And the packages with it; without one, nothing must be."""
    monkeypatch.setattr(editions, "folder", lambda language: tmp_path)
    assert editions.finished("xx") == []
    path = NOTEBOOKS / PATHS[0].name
    (tmp_path / path.name).touch()
    assert editions.finished("xx") == [lesson(path), *catalogues.PACKAGES]
    assert not file("xx", lesson(path)).exists()
