"""What there is to translate is found, and a catalogue says what is left to do."""

import ast
import re
from string import Formatter

import pytest
from babel.messages.catalog import Catalog

from helpers.widgets.page import TEXTS
from helpers.words import LESSONS, LOCALES, entries, languages
from tools import catalogues

NAMES = [*catalogues.PACKAGES, *catalogues.LESSONS]


def test_what_is_said_is_a_literal_that_babel_finds_with_a_place_for_each_value():
    for path in (path for name in NAMES for path in catalogues.sources(name) if path.suffix == ".py"):
        found = catalogues.said(path)
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("say", "later"):
                text, given = call.args[0], {value.arg for value in call.keywords}
                parts = {ast.IfExp: ("body", "orelse"), ast.BinOp: ("left", "right")}.get(type(text), ())
                assert not any(isinstance(getattr(text, part), ast.Constant) for part in parts), ast.unparse(call)
                assert not isinstance(text, ast.JoinedStr), ast.unparse(call)
                if isinstance(text, ast.Constant):
                    assert text.value in found, f"inside an f-string? {text.value}"
                    places = {re.split(r"\W", place)[0] for _, place, *_ in Formatter().parse(text.value) if place}
                    assert not given or None in given or given == places, ast.unparse(call)


def test_a_page_gets_the_sentences_that_its_catalogue_has():
    pages = [path for path in catalogues.sources("widgets") if path.suffix == ".js"]
    assert len(pages) > 10
    for path in pages:
        assert set(catalogues.said(path)) == set(TEXTS.findall(path.read_text(encoding="utf-8"))), (
            f"{path.name}: Babel finds no tr(…) among the places of another; give it a name before"
        )


def test_every_file_that_says_something_has_a_catalogue():
    """None is left out by its folder or its name."""
    found = {path for name in NAMES for path in catalogues.sources(name)}
    for path in catalogues.HELPERS.rglob("*.*"):
        if path.suffix in catalogues.METHODS and catalogues.said(path) and not path.name.startswith("test_"):
            assert path in found, path


# ---- how far a language has got ----


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A function that says what the English of catalogue "some" is, in a language of the test's own; gives its file."""
    path = tmp_path / "xx/some.po"
    path.parent.mkdir()
    monkeypatch.setattr(catalogues, "file", lambda language, name: path)
    monkeypatch.setattr(catalogues, "ROOT", tmp_path)
    monkeypatch.setattr(catalogues, "rules", lambda language: {"glossary": {"weights": "kilos"}})

    def says(**texts):
        english = Catalog()
        for text, where in texts.items():
            english.add(text, auto_comments=[where])
        monkeypatch.setattr(catalogues, "template", lambda name: english)
        path.write_text(catalogues.updated("xx", "some"), encoding="utf-8", newline="\n")
        return path

    return says


def fill(path, **there):
    """Put translations behind what stands in the catalogue."""
    text = path.read_text(encoding="utf-8")
    for english, words in there.items():
        before = f'{english.replace("_", " ")}"\nmsgstr "'
        assert text.count(before) == 1
        text = text.replace(before, before + words)
    path.write_text(text, encoding="utf-8")


def to_mend():
    return list(catalogues.to_mend("xx", "some"))


def test_a_changed_sentence_is_to_be_looked_at(small):
    long = 'a long sentence, longer than a line of a catalogue, for which there are quotes such as "this"'
    path = small(**{long: "01.1, hint", "another one": "01.1, hint"})
    assert len(to_mend()) == 2
    fill(path, **{'such as \\"this\\"': "una frase", "another one": "otra"})
    assert to_mend() == [] and not catalogues.stale("xx", ["some"])
    for _ in range(3):
        small(**{f"{long}, more": "01.2, hint", "another one": "01.1, hint"})
        [told] = to_mend()
        assert "to be looked at" in told and "01.2, hint" in told and f"{long}, more" in told
        [message] = [message for message in catalogues.read_catalogue("xx", "some") if message.fuzzy]
        assert message.string == "una frase"
    path.write_text(path.read_text(encoding="utf-8").replace("01.1", "01.3"), encoding="utf-8")
    assert list(catalogues.stale("xx", ["some"])) == [path]


def test_what_another_catalogue_says_is_said_as_there(small, monkeypatch):
    path = small(**{"one of the sentences": "01.1, hint", "b": "01.1, hint"})
    fill(path, one_of_the_sentences="una")
    monkeypatch.setattr(catalogues, "known", {"xx": {"one of the sentences, changed": "otra", "c": "la c"}}.get)
    small(**{"one of the sentences, changed": "01.1, hint", "b": "01.1, hint", "c": "01.1, hint"})
    there = {message.id: message.string for message in catalogues.read_catalogue("xx", "some") if message.id}
    assert there == {"one of the sentences, changed": "otra", "b": "", "c": "la c"}
    assert len(to_mend()) == 1


def test_two_mistakes_of_an_exercise_must_differ_and_a_rule_is_left_out_where_the_translator_says_so(small):
    path = small(**{"too large": "01.1, mistake", "too much": "01.1, mistake", "too big": "01.2, mistake",
                    "the weights": "01.3, hint"})
    fill(path, too_large="grande", too_much="grande", too_big="grande", the_weights="las")
    same, glossary = to_mend()
    assert "the same as another mistake" in same and "too much" in same and "glossary: weights → kilos" in glossary
    text = path.read_text(encoding="utf-8").replace("#. 01.3", "# without glossary\n#. 01.3")
    path.write_text(text, encoding="utf-8")
    assert to_mend() == [same]


@pytest.mark.parametrize("language", languages())
def test_each_catalogue_is_up_to_date(language):
    assert not list(catalogues.stale(language, NAMES)), "run python3 course.py translate"


@pytest.mark.parametrize("language", languages())
def test_a_text_is_said_in_one_way(language):
    """What is said is looked up in one table: of two translations of a text, one would be seen in both places."""
    found = {}
    for path in [*LESSONS.glob(f"*/{language}.po"), *(LOCALES / language).glob("*.po")]:
        for english, there in entries(path.read_text(encoding="utf-8")).items():
            found.setdefault(english, set()).add(there)
    assert {english: ways for english, ways in found.items() if len(ways) > 1} == {}
