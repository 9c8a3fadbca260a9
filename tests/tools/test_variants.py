"""A language that is made of another: its words, the words of two meanings, and all that is made is that of today."""

import re

import nbformat
import pytest

from helpers.words import languages
from tools import catalogues, editions, tables, variants
from tools.contents import paths
from tools.languages import folder, notebooks, readme
from tools.translate_texts import program
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
    for cached in (variants.replaced, variants.terms, variants.turn):
        cached.cache_clear()
    monkeypatch.setattr(variants, "terms", lambda language: TERMS)
    monkeypatch.setattr(variants, "turn", lambda language: str.upper)
    yield
    variants.replaced.cache_clear()


@pytest.mark.parametrize("text, english, there", [
    ("a cell, a row", "", "A BOX, A RANK"),
    ("a rowboat, a rowan", "", "A BOAT, A ROWAN"),  # the longest; and nothing inside what stays
    ("a line", "one row", "A COLUMN"),
    ("a line", "one line", "A LINE"),
    ("a port", "by the sea", "A HARBOUR"),
    ("a port", "of wine", "A PORT"),
])
def test_words_are_replaced_where_they_are_meant(made, text, english, there):
    assert rewritten("yy", text, english) == there


@pytest.mark.parametrize("text, english, told", [
    ("a line", "one row", []), ("a line", "one line", []), ("a line", "neither", ["LINE"]),
    ("a line", "a row on one line", ["LINE"]), ("a port", "neither", []), ("none", "neither", []),
])
def test_a_word_whose_meaning_nothing_tells_is_told(made, text, english, told):
    assert undecided("yy", text, english) == told


def test_a_catalogue_is_made_of_the_other_one(made, monkeypatch, tmp_path):
    monkeypatch.setattr(catalogues, "ROOT", tmp_path)
    monkeypatch.setattr(catalogues, "file", lambda language, name: tmp_path / f"{language}.po")
    monkeypatch.setattr(catalogues, "rules", lambda language: {})
    monkeypatch.setattr(catalogues, "origin", {"yy": "xx"}.get)
    english = catalogues.Catalog()
    for text in ("one row", "neither", "zig-zag"):
        english.add(text, auto_comments=["01.1, hint"])
    monkeypatch.setattr(catalogues, "template", lambda name: english)
    (tmp_path / "xx.po").write_text('msgid "one row"\nmsgstr "a line"\n\nmsgid "neither"\nmsgstr "a line"\n')
    [(path, text)] = catalogues.stale("yy", ["some"]).items()
    path.write_text(text, encoding="utf-8")
    there = {message.id: message.string for message in catalogues.read_catalogue("yy", "some") if message.id}
    assert there == {"one row": "A COLUMN", "neither": "A LINE", "zig-zag": ""} and '"Language: yy' in text
    told = list(catalogues.to_mend("yy", "some"))
    assert len(told) == 2 and "two meanings: LINE" in told[0] and "missing" in told[1]
    (tmp_path / "xx.po").write_text('msgid "one row"\nmsgstr "a cell"\n')  # a better sentence in the other
    assert "A BOX" in catalogues.stale("yy", ["some"])[path]


def test_a_readme_is_made_of_the_other_one(made, monkeypatch, tmp_path):
    monkeypatch.setattr(tables, "origin", {"yy": "xx"}.get)
    monkeypatch.setattr(tables, "readme", lambda language: tmp_path / f"README.{language}.md")
    monkeypatch.setattr(tables, "tag", lambda language: language)
    (tmp_path / "README.xx.md").write_text(
        "course.py lab xx\n<!-- here alone -->\nfar\n<!-- /here alone -->\n\n"
        "<!-- there alone\nnear\n-->\n[a](notebooks/xx/a)\n"
    )
    assert tables.readme_text("yy").replace("LAB XX", "lab yy") == "COURSE.PY lab yy\nNEAR\n[A](NOTEBOOKS/XX/A)\n"
    monkeypatch.setattr(variants, "turn", lambda language: str)
    assert tables.readme_text("yy") == "course.py lab yy\nnear\n[a](notebooks/yy/a)\n"
    assert tables.readme_text("zz") == ""


def test_the_words_of_a_list_are_in_the_language(made, monkeypatch):
    """The English notebook has them in its second column, which no catalogue knows."""
    monkeypatch.setattr(editions, "origin", {"yy": "xx"}.get)
    monkeypatch.setattr(editions, "other_words", lambda language: {"heading": "", "terms": {}})
    table = editions.WORD_LIST.search("| English | xx | here |\n|---|---|---|\n| row | a line, a cell | a cell |\n")
    assert editions.word_list("yy", table).split("\n")[2] == "| row | A COLUMN, A BOX | a cell |"
    assert editions.word_list("xx", table) == table[0]


# ---- the languages that are there ----


@pytest.mark.parametrize("language", VARIANTS)
def test_each_of_its_terms_is_used(language):
    said = [message.string for name in NAMES for message in catalogues.read_catalogue(origin(language), name)]
    read = [path.read_text(encoding="utf-8") for path in (readme(origin(language)), *paths())]  # the word lists, too
    text = variants.turn(language)("\n".join([*said, *read]))
    assert [word for word in variants.terms(language)["terms"] if word not in text] == []


NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
MEASURED = {"measured", "nbval-ignore-output"}
PAIRS = [(language, path) for language in VARIANTS for path in notebooks(language)]


@pytest.mark.parametrize("language, path", PAIRS, ids=lambda one: getattr(one, "stem", one))
def test_a_notebook_is_the_other_one_cell_by_cell(language, path):
    """The same code, and the same numbers and kinds of pictures in what is saved: so it need not be run again."""
    places = path.parent, folder(origin(language))
    ours, theirs = (nbformat.read(place / path.name, as_version=4).cells for place in places)
    own_text = "load_prose" in str(ours)  # it learns from a text in its language
    for one, other in zip(ours, theirs, strict=True):
        assert (one.id, one.cell_type, one.metadata) == (other.id, other.cell_type, other.metadata)
        if one.cell_type == "code":
            assert program(one.source) == program(other.source)
            assert [kinds(output) for output in one.outputs] == [kinds(output) for output in other.outputs], one.id
            if not own_text and not MEASURED & set(one.metadata.get("tags", [])):
                assert numbers(one.outputs) == numbers(other.outputs), one.id


def kinds(output):
    return output.output_type, sorted(output.get("data", {}))


def numbers(outputs):
    texts = [output.get("text", "") + output.get("data", {}).get("text/plain", "") for output in outputs]
    return [NUMBER.findall(text) for text in texts]


def test_every_notebook_is_made():
    assert all(len(notebooks(language)) == len(paths()) for language in VARIANTS), "python3 course.py translate"
