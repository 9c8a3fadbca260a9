"""A language that is made of another: its words, and the words of two meanings.

That its catalogues and notebooks are those of today: test_catalogues.py, test_editions.py; its README: test_tables.py.
"""

import pytest

from helpers.words import languages
from tools import catalogues, variants
from tools.contents import paths
from tools.languages import readme
from tools.variants import origin, rewritten, undecided

pytest.importorskip("opencc", reason="languages made of others: pip install -r requirements-test.txt")
VARIANTS = [language for language in languages() if origin(language)]
NAMES = [*catalogues.PACKAGES, *catalogues.LESSONS]

# a language "yy" made of "xx": OpenCC would write it in capitals
TERMS = {
    "terms": {"ROW": "RANK", "ROWBOAT": "BOAT", "CELL": "BOX"},
    "stays": ["ROWAN"],
    "senses": [{"english": r"\brows?\b", "unless": r"\blines?\b", "words": {"LINE": "COLUMN"}},
               {"english": "sea", "words": {"PORT": "HARBOUR"}}],
}


@pytest.fixture
def made(monkeypatch):
    variants.replaced.cache_clear()
    monkeypatch.setattr(variants, "terms", lambda language: TERMS)
    monkeypatch.setattr(variants, "turn", lambda language: str.upper)
    yield
    variants.replaced.cache_clear()


def test_words_are_replaced_where_they_are_meant_and_what_nothing_tells_is_told(made):
    for text, english, there, told in (
        ("a cell, a row", "neither", "A BOX, A RANK", []),
        ("a rowboat, a rowan", "neither", "A BOAT, A ROWAN", []),  # the longest; and nothing inside what stays
        ("a line", "one row", "A COLUMN", []), ("a line", "one line", "A LINE", []),
        ("a line", "neither", "A LINE", ["LINE"]), ("a line", "a row on one line", "A COLUMN", ["LINE"]),
        ("a port", "by the sea", "A HARBOUR", []), ("a port", "of wine", "A PORT", []),
    ):
        assert (rewritten("yy", text, english), undecided("yy", text, english)) == (there, told), (text, english)


# ---- the languages that are there ----


@pytest.mark.parametrize("language", VARIANTS)
def test_each_of_its_terms_is_used(language):
    said = [message.string for name in NAMES for message in catalogues.read_catalogue(origin(language), name)]
    read = [path.read_text(encoding="utf-8") for path in (readme(origin(language)), *paths())]  # the word lists, too
    text = variants.turn(language)("\n".join([*said, *read]))
    assert [word for word in variants.terms(language)["terms"] if word not in text] == []
