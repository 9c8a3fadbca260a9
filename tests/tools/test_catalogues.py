"""What there is to translate is found, and a catalogue says what is left to do."""

import ast
import re
from string import Formatter

import pytest
from babel.messages.catalog import Catalog

from helpers.exercises.keeping.progress_file import notebook_of
from helpers.widgets.page import TEXTS
from helpers.words import LESSONS, LOCALES, entries, languages
from tools import catalogues, translate
from tools.contents import number_of

NAMES = [*catalogues.PACKAGES, *catalogues.LESSONS]


def test_an_answer_of_a_digit_is_translated():
    answers = {text for text, where in catalogues.content("06") if where == "06.e, answer"}
    assert answers == {"An 8", "A 9", "A 7", "A 0"}


def test_what_is_said_is_found(tmp_path):
    python, page = tmp_path / "some.py", tmp_path / "some.js"
    python.write_text(
        'A = later("one")\ndef f(x):\n    whole(later("a width"), x)\n    whole("n", x)\n'
        '    return say("two" "three", x=f"nor {this}") + say(A, x=say("in it"))\n',
        encoding="utf-8",
    )
    page.write_text('say("no"); const a = `${tr("one")} ${tr("{x} more", { x: b })}`;', encoding="utf-8")
    assert catalogues.said(python) == ["one", "a width", "twothree", "in it"]
    assert set(catalogues.said(page)) == {"one", "{x} more"}


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


def test_a_lesson_s_catalogue_has_its_cells_its_exercises_and_its_pictures():
    for name, path in catalogues.LESSONS.items():
        messages = list(catalogues.template(name))[1:]
        places = {where for message in messages for where in message.auto_comments}
        cells = [message for message in messages if message.context]
        assert any(notebook_of(where.split(",")[0]) == number_of(path) for where in places) or name == "why_deep", name
        assert cells and all(
            where.endswith((", code", ", markdown")) for message in cells for where in message.auto_comments
        )


# ---- how far a language has got ----


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A function that says what the English of catalogue "some" is, in a language of the test's own."""
    monkeypatch.setattr(catalogues, "file", lambda language, name: tmp_path / f"{language}/{name}.po")
    monkeypatch.setattr(catalogues, "ROOT", tmp_path)
    monkeypatch.setattr(catalogues, "rules", lambda language: {"glossary": {"weights": "kilos"}})

    def says(*texts):
        english = Catalog()
        for text, where in texts:
            english.add(text, auto_comments=[where])
        monkeypatch.setattr(catalogues, "template", lambda name: english)
        path = catalogues.file("xx", "some")
        path.parent.mkdir(exist_ok=True)
        path.write_text(catalogues.updated("xx", "some"), encoding="utf-8", newline="\n")

    return says


def fill(**there):
    change(**{f'msgid "{english.replace("_", " ")}"\nmsgstr "': words for english, words in there.items()})


def change(**there):
    """Put words behind what stands in the catalogue."""
    path = catalogues.file("xx", "some")
    text = path.read_text(encoding="utf-8")
    for before, words in there.items():
        assert text.count(before) == 1
        text = text.replace(before, before + words)
    path.write_text(text, encoding="utf-8")


def to_mend():
    return list(catalogues.to_mend("xx", "some"))


def test_a_changed_sentence_is_to_be_looked_at(small):
    long = 'a long sentence, longer than a line of a catalogue, for which there are quotes such as "this"'
    small((long, "01.1, hint"), ("another one", "01.1, hint"))
    assert len(to_mend()) == 2
    change(**{'this\\""\nmsgstr "': "una frase"})
    fill(another_one="otra")
    assert to_mend() == []
    for _ in range(3):
        small((f"{long}, more", "01.1, hint"), ("another one", "01.1, hint"))
        [told] = to_mend()
        assert "to be looked at" in told and "01.1, hint" in told and f"{long}, more" in told
        [message] = [message for message in catalogues.read_catalogue("xx", "some") if message.fuzzy]
        assert message.string == "una frase"


def test_what_another_catalogue_says_is_said_as_there(small, monkeypatch):
    small(("one of the sentences", "01.1, hint"), ("b", "01.1, hint"))
    fill(one_of_the_sentences="una")
    monkeypatch.setattr(catalogues, "known", {"xx": {"one of the sentences, changed": "otra", "c": "la c"}}.get)
    small(("one of the sentences, changed", "01.1, hint"), ("b", "01.1, hint"), ("c", "01.1, hint"))
    there = {message.id: message.string for message in catalogues.read_catalogue("xx", "some") if message.id}
    assert there == {"one of the sentences, changed": "otra", "b": "", "c": "la c"}
    assert len(to_mend()) == 1


def test_translate_says_how_many_entries_wait(small, monkeypatch, capsys):
    small(("a", "01.1, hint"), ("b", "01.1, title"))
    fill(a="una")
    monkeypatch.setattr(translate, "chosen", lambda names: (["xx"], ["some"]))
    monkeypatch.setattr(translate, "every", list)
    monkeypatch.setattr("tools.unfinished.file", catalogues.file)
    monkeypatch.setattr("sys.argv", ["translate"])
    assert translate.main() == 0
    assert "xx/some.po: 1 of 2 entries, the first for 01.1, title: missing" in capsys.readouterr().out


def test_two_mistakes_of_an_exercise_must_differ(small):
    small(("too large", "01.1, mistake"), ("too much", "01.1, mistake"), ("too big", "01.2, mistake"))
    fill(too_large="grande", too_much="grande", too_big="grande")
    [told] = to_mend()
    assert "the same as another mistake" in told and "too much" in told


def test_a_rule_is_left_out_where_the_translator_says_so(small):
    small(("the weights", "01.1, hint"))
    fill(the_weights="las")
    assert "glossary" in to_mend()[0]
    path = catalogues.file("xx", "some")
    text = path.read_text(encoding="utf-8").replace("#. 01.1", "# without glossary\n#. 01.1")
    path.write_text(text, encoding="utf-8")
    assert to_mend() == []


def test_what_is_up_to_date_is_not_stale(small):
    small(("the weights", "01.1, hint"))
    assert not catalogues.stale("xx", ["some"])
    path = catalogues.file("xx", "some")
    path.write_text(path.read_text(encoding="utf-8").replace("01.1", "01.2"), encoding="utf-8")
    assert list(catalogues.stale("xx", ["some"])) == [path]


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
