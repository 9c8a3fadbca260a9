"""The notebooks in other languages: built from the English ones of today, with the same results.

That a cell stays the same program, whatever a translator writes: test_translate_texts.py."""

import html
import re

import pytest

from tests.test_notebooks import cells
from tools import catalogues, editions
from tools.contents import NOTEBOOKS, lesson, paths
from tools.languages import every, file, notebooks, other_words, others, translated

FINISHED = [pytest.param(language, name, marks=[pytest.mark.slow] * (language not in translated()))
            for language in others() for name in editions.finished(language)]
PATHS = [path for language in others() for path in notebooks(language)]
TEXTS = "text/plain", "text/html"
each_notebook = pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parent.name}/{path.stem}")


@pytest.mark.parametrize("language, name", FINISHED)
def test_a_finished_catalogue_is_whole(language, name):
    assert not list(catalogues.to_mend(language, name)), "see python3 course.py translate --check"


def test_every_notebook_is_made():
    assert all(len(notebooks(language)) == len(paths()) for language in others()), "python3 course.py translate"


@pytest.mark.parametrize("language", every())
def test_they_are_those_that_the_catalogues_make(language):
    assert not list(editions.stale(language)), "run python3 course.py translate"


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
            assert found(one) == found(other), f"the outputs of {one.id} show other digits than in English"


@pytest.mark.parametrize("language", others())
def test_each_term_of_other_books_stands_in_a_word_list(language):
    rows = [row for path in paths() for cell in cells(path, "markdown")
            for table in editions.WORD_LIST.findall(cell.source) for row in table.split("\n")]
    english = {term for row in rows for term in re.split("[;,] ", row.split("|")[1].strip())}
    assert set(other_words(language)["terms"]) <= english, "this term stands in no word list of a notebook"


def test_a_notebook_must_be_whole_once_it_is_built(tmp_path, monkeypatch):
    """And the packages with it; without one, nothing must be."""
    monkeypatch.setattr(editions, "folder", lambda language: tmp_path)
    assert editions.finished("xx") == []
    path = NOTEBOOKS / PATHS[0].name
    (tmp_path / path.name).touch()
    assert editions.finished("xx") == [lesson(path), *catalogues.PACKAGES]
    assert not file("xx", lesson(path)).exists()
