"""`say`: the learner's language, and English wherever a catalogue has nothing whole to say."""

import ast
import io

import pytest
from babel.messages.pofile import read_po

from helpers import words
from helpers.words import language, later, say, speak, speaking

CATALOGUES = sorted([*words.LOCALES.rglob("*.po"), *words.LESSONS.rglob("*.po")])
HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'


@pytest.fixture
def other(tmp_path, monkeypatch):
    """A function that gives the course another language with a catalogue, and speaks it."""

    def with_entries(text):
        (tmp_path / "xx").mkdir()
        (tmp_path / "xx/helpers.po").write_text(HEAD + text, encoding="utf-8")
        words.known.cache_clear()
        words.catalogue.cache_clear()
        speak("xx")

    monkeypatch.setenv("COURSE_LANGUAGE", "en")
    monkeypatch.setattr(words, "LOCALES", tmp_path)
    monkeypatch.setattr(words, "LESSONS", tmp_path / "lessons")
    yield with_entries
    words.known.cache_clear()
    words.catalogue.cache_clear()


@pytest.mark.usefixtures("other")
def test_english_needs_no_catalogue(monkeypatch):
    monkeypatch.delenv("COURSE_LANGUAGE", raising=False)
    monkeypatch.setattr(words, "LOCALES", None)  # whoever looks for one fails
    words.catalogue.cache_clear()
    words.known.cache_clear()
    assert language() == "en"
    assert say("Right.") == later("Right.") == "Right."
    assert say("Your guess: {guess}", guess=36) == "Your guess: 36"
    assert say("sets such as {0, 1} stay without values") == "sets such as {0, 1} stay without values"


@pytest.mark.parametrize("entry, english, said", [
    ('msgid "Right."\nmsgstr "对。"', "Right.", "对。"),
    ('msgid ""\n"Rig"\n"ht."\nmsgstr ""\n"对"\n"。"', "Right.", "对。"),
    ('msgid "say \\"a\\"\\n"\nmsgstr "说“a”\\n"', 'say "a"\n', "说“a”\n"),
    ('#. a-cell, code\nmsgctxt "cell"\nmsgid "Right."\nmsgstr "对。"', "Right.", "Right."),
    ('msgid "Right."\nmsgstr ""', "Right.", "Right."),
    ('#. 00.p\n#, fuzzy, python-format\n#| msgid "Rig"\nmsgid "Right."\nmsgstr "对。"', "Right.", "Right."),
    ('msgid "Right.\nmsgstr "对。"', "Right.", "Right."),
])
def test_what_is_missing_fuzzy_or_broken_is_said_in_english(other, entry, english, said):
    other(entry + '\n\nmsgid "the next"\nmsgstr "下一个"\n')
    assert say(english) == said
    assert say("the next") == "下一个"


@pytest.mark.parametrize("there, said", [
    ("共 {all} 个，做了 {done} 个", "共 5 个，做了 2 个"),
    ("{done} / {of}", "2 of 5"),
    ("{done / {all}", "2 of 5"),
    ("{done.x} / {all}", "2 of 5"),
])
def test_places_are_filled_in_any_order_and_a_broken_one_gives_english(other, there, said):
    other(f'msgid "{{done}} of {{all}}"\nmsgstr "{there}"\n')
    assert say("{done} of {all}", done=2, all=5) == said


def test_a_lesson_has_sentences_of_its_own_and_a_room_s_come_first(other, tmp_path):
    (tmp_path / "lessons/loss").mkdir(parents=True)
    own = 'msgid "Right."\nmsgstr "不是这句"\n\nmsgid "a hint"\nmsgstr "提示"\n\n'
    own += 'msgctxt "cell"\nmsgid "a cell"\nmsgstr "格"\n'
    (tmp_path / "lessons/loss/xx.po").write_text(HEAD + own, encoding="utf-8")
    other('msgid "Right."\nmsgstr "对。"\n')
    assert [say("Right."), say("a hint"), say("a cell")] == ["对。", "提示", "a cell"]


def test_the_language_is_set_by_hand_and_for_a_while(other):
    other('msgid "Right."\nmsgstr "对。"\n')
    assert (language(), say("Right.")) == ("xx", "对。")
    with speaking("en"):
        assert (language(), say("Right.")) == ("en", "Right.")
    assert say("Right.") == "对。"
    speak("en")
    assert say("Right.") == "Right."


def test_a_language_is_found_by_the_name_that_a_learner_gives_it(other, tmp_path):
    (tmp_path / "pt_BR").mkdir()
    assert {words.meant(name) for name in ("pt_BR", "pt-BR", "PT-br")} == {"pt_BR"}
    assert words.meant("pt") is None and words.meant("notebooks/04_loss.ipynb") is None


def test_an_unknown_language_is_refused_in_words(other, monkeypatch):
    other("")
    with pytest.raises(ValueError, match="the language is 'fr'; the course speaks 'en', 'xx'"):
        speak("fr")
    assert language() == "xx"
    monkeypatch.setenv("COURSE_LANGUAGE", "..")
    with pytest.raises(ValueError, match=r"the language is '\.\.'"):
        say("Right.")


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_catalogues_are_read_as_babel_reads_them(path):
    text = path.read_text(encoding="utf-8")
    messages = read_po(io.StringIO(text), abort_invalid=True)
    there = {m.id: m.string for m in messages if m.id and m.string and not m.fuzzy and not m.context}
    assert words.entries(text) == there


MET = [  # files whose errors a learner meets who changes a number or a name in a cell
    *(f"exercises/{name}" for name in ("asking/check", "asking/compare", "keeping/file_lock", "keeping/keep_function",
                                       "keeping/network_file")),
    *(f"widgets/{name}" for name in ("backprop_stepper", "backprop_walk", "chain_nudge", "descent_ball", "digit_model",
                                     "layer_flow", "matrix_product", "perceptron_line", "playground", "slope_wires")),
    *("activations", "convolution", "data", "estimator", "gradient_check", "layers", "losses", "mine", "network"),
    *("optimizers", "photo", "preprocess", "search", "storage", "structure", "training", "validate"),
]


@pytest.mark.parametrize("name", MET)
def test_an_error_that_a_learner_meets_is_said_in_their_language(name):
    source = ast.parse((words.LESSONS.parent / f"{name}.py").read_text(encoding="utf-8"))
    raised = [node.exc for node in ast.walk(source) if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call)]
    plain = [one.lineno for one in raised if any(isinstance(given, ast.Constant | ast.JoinedStr) for given in one.args)]
    assert not plain, f"helpers/{name}.py says English only, in lines {plain}: raise ValueError(say(…))"
