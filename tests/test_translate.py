"""The Chinese edition: what is translated of a cell, the rules for it, its catalogues, and notebooks/zh."""

import ast
import re
from pathlib import Path

import nbformat
import pytest
from babel.messages.catalog import Catalog

from helpers.widgets.page import TEXTS
from tests import test_notebooks as strict
from tools import contents, translate
from tools.translate_rules import RULES, faults
from tools.translate_texts import PLACE, code, has_words, markdown, program

ROOT = Path(__file__).resolve().parents[1]
CHINESE = sorted((ROOT / "notebooks/zh").glob("*.ipynb"))
each_english = pytest.mark.parametrize("path", contents.paths(), ids=lambda path: path.stem)
each_chinese = pytest.mark.parametrize("path", CHINESE, ids=lambda path: path.stem)


def cells(path, kind):
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == kind]


def asked(function, source):
    """What a cell hands over to be translated."""
    found = []
    function(source, lambda text: found.append(text) or text)
    return found


# ---- what is translated ----


@each_english
def test_a_translator_who_changes_nothing_changes_nothing(path):
    unwrapped = lambda text: re.sub(r"[\s>]+", "", text)  # noqa: E731
    for cell in cells(path, "markdown"):
        assert unwrapped(markdown(cell.source, lambda text: text)) == unwrapped(cell.source)
    for cell in cells(path, "code"):
        assert code(cell.source, lambda text: text) == cell.source


@each_english
def test_whatever_a_translator_writes_it_stays_the_same_program(path):
    for cell in cells(path, "code"):
        hostile = code(cell.source, lambda text: "“中”\"文'#" + "".join(PLACE.findall(text)[::-1]))
        assert program(hostile) == program(cell.source)
        assert asked(code, cell.source) == [] or hostile != cell.source


@pytest.mark.parametrize(
    "source, pieces",
    [
        ("# A title\n\nTwo lines\nof one paragraph.", ["A title", "Two lines of one paragraph."]),
        ("- one\n  item\n- another\n1. third", ["one item", "another", "third"]),
        ("text:\n- item", ["text:", "item"]),
        ("> quoted\n> on\n\nplain", ["quoted on", "plain"]),
        ("a line  \nand one after a hard break", ["a line", "and one after a hard break"]),
        ("<details><summary>Why?</summary>\n\nSo.\n\n</details>", ["<details><summary>Why?</summary>", "So."]),
        ("| what | 1 |\n|---|---|\n| an ink | `x_y` |", ["what", "an ink"]),
        ("| English | 中文 | here |\n|---|---|---|\n| loss | 损失 | of one |", ["here", "of one"]),
        ("$$x = \\text{left over}$$\n\n$$y$$", ["$$x = \\text{left over}$$"]),
        ("$$\nab + cd\n$$\n\n`code_only` $maths$ <br>", []),
        ("[05: 3. One](05_b.ipynb#cell-id=x) · [00_start](00_start.ipynb)", []),
        ("```\nplain text\n```\n\n```python\nx = 1  # a comment\n```", ["a comment"]),
    ],
)
def test_markdown_is_taken_apart(source, pieces):
    assert asked(markdown, source) == pieces


@pytest.mark.parametrize(
    "text, words",
    [("A 9", True), ("a 10", True), ("a = 9", False), ("a > 0", False), ("$a 9$ `a 9`", False), ("x₁ · x₂", False)],
)
def test_an_article_is_a_word_though_it_is_one_letter(text, words):
    assert has_words(text) is words


def test_an_answer_of_a_digit_is_translated():
    answers = {text for text, where in translate.content("06") if where == "06.a, answer"}
    assert answers == {"A 9", "A 10", "A 0", "A 1"}


def test_markdown_is_put_together_again():
    source = "## Why\n\n- one\n  item\n\n> quoted\n> on\n\n| an ink | $x$ |\n|---|---|\n| `c` | do it |\n\na  \nbe"
    expected = "## W\n\n- O\n\n> Q\n\n| A | $x$ |\n|---|---|\n| `c` | D |\n\na  \nB"
    assert markdown(source, lambda text: text[0].upper()) == expected


@pytest.mark.parametrize(
    "source, pieces",
    [
        ("x = 1  # why\n# two lines\n# of one\ny = 2\n\n# alone", ["why", "two lines of one", "alone"]),
        ('def f(x):\n    """x (n,)\n    → y."""\n    return x', ["x (n,)\n→ y."]),
        ('print("right:", "x_1", f"{x:.2f}", f"{y} is {x[\'a b\']}")', ["right:", "{y} is {x['a b']}"]),
        ('print("one "\n      f"{two} \\"three\\"")', ['one {two} "three"']),
        ('print(f"{x}", f"{\'a phrase\':19}")', ["{'a phrase':19}"]),
        ('os.path.join("data/mnist", "depth", "trained")', ["trained"]),
    ],
)
def test_code_is_taken_apart(source, pieces):
    assert asked(code, source) == pieces


def test_code_is_put_together_again():
    source = 'def f(x):\n    """One.\n    Two."""\n    # why\n    print(f"{x} is \\"{x:.1f}\\"", "an ink")  # é, so'
    there = {
        "One.\nTwo.": "一。\n二。",
        "why": "甲\n乙",
        '{x} is "{x:.1f}"': '"{x:.1f}"是 {x}',
        "an ink": '甲 "b"',
        "é, so": "丙",
    }
    assert code(source, there.__getitem__) == (
        'def f(x):\n    """一。\n    二。"""\n    # 甲\n    # 乙\n    print(f"\\"{x:.1f}\\"是 {x}", "甲 \\"b\\"")  # 丙'
    )


@pytest.mark.parametrize("other", ["f(2, 'a')", "g(1, 'a')", "f(1, f'{x}')", "f(1, 'a', 'b')"])
def test_another_program_is_another(other):
    assert program("f(1, 'b c')  # x") == program("f(1, '甲')")
    assert program("f(1, 'a')") != program(other)


# ---- rules ----

BROKEN = [  # rule, English, Chinese that breaks it, Chinese that does not
    ("code", "use `W @ x`", "用 `W@x`", "用 `W @ x`"),
    ("maths", "the $x$", "这个 $y$", "这个 $x$"),
    ("maths", "$$x \\text{ of it}$$", "$$y \\text{ 的}$$", "$$x \\text{ 的}$$"),
    ("links", "[a](b.ipynb)", "[甲](c.ipynb)", "[甲](b.ipynb)"),
    ("tags", "<b>so</b>", "<b>甲", "<b>甲</b>"),
    ("numbers", "60,000 of 3", "60000 里的 3", "3，共 60,000"),
    ("numbers", "many", "有 3 个", "许多"),
    ("numbers", "all", "共 12 个", "全部"),
    ("numbers", "case 1", "情形二", "情形一"),
    ("glossary", "the weights", "权值", "权重"),
    ("half-width mark", "so, yes", "对,是", "对，是"),
    ("half-width mark", "so (yes)", "对(是)", "对（是）"),
    ("space in Chinese", "so yes", "对 是", "对是"),
    ("space beside Latin", "a GPU", "用GPU算", "用 GPU 算"),
    ("space beside Latin", "use `x`", "用`x`", "用 `x`"),
    ("space beside a wide mark", "so, yes", "对， 是", "对，是"),
    ("space before %", "98 % right", "98 % 对", "98% 对"),
    ("emphasis beside a wide mark", "**Guess.** five", "**先猜一猜：**五层", "**先猜一猜**：五层"),
    ("emphasis beside a wide mark", 'no *"a"* is', "误*“甲”*是", "误 *“甲”* 是"),
    ("forbidden word", "you", "您", "你"),
    ("traditional character", "learn", "學", "学"),
    ("more than one line", "one", "甲\n乙", "甲乙"),
    ("untranslated", "some words", "some words", "一些词"),
    ("places", "{x} of {y:.0%}", "{x} / {y}", "{y:.0%}/{x}，共"),
]


@pytest.mark.parametrize("rule, english, bad, good", BROKEN)
def test_a_rule_names_what_breaks_it(rule, english, bad, good):
    places = rule == "places"
    assert rule in faults(english, bad, places)
    assert faults(english, good, places) == []
    assert rule not in faults(english, bad, places, without=[rule])


def test_every_rule_is_tried():
    assert {rule for rule, *_ in BROKEN} == set(RULES) | {"places", "untranslated"}


# ---- catalogues ----


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A locale of the test's own; a function that says what the English of catalogue "say/01" is."""
    monkeypatch.setattr(translate, "LOCALE", tmp_path)
    monkeypatch.setattr(translate, "ROOT", tmp_path)
    (tmp_path / "finished").write_text("say/01\n", encoding="utf-8")

    def says(*texts):
        english = Catalog(locale="zh")
        for text, where in texts:
            english.add(text, auto_comments=[where])
        monkeypatch.setattr(translate, "template", lambda name: english)
        translate.update("say/01")

    return says


def fill(**there):
    path = translate.file("say/01")
    text = path.read_text(encoding="utf-8")
    for english, chinese in there.items():
        entry = f'msgid "{english.replace("_", " ")}"\nmsgstr "'
        assert entry in text
        text = text.replace(entry, entry + chinese)
    path.write_text(text, encoding="utf-8")


def test_a_changed_sentence_is_to_be_looked_at(small):
    long = 'a long sentence, longer than a line of a catalogue, for which there are quotes such as "this"'
    small((long, "01.1, hint"), ("another one", "01.1, hint"))
    assert len(list(translate.check("say/01"))) == 2
    path = translate.file("say/01")
    path.write_text(
        path.read_text(encoding="utf-8").replace('this\\""\nmsgstr "', 'this\\""\nmsgstr "一个长句'), encoding="utf-8"
    )
    fill(another_one="另一个")
    assert list(translate.check("say/01")) == []
    for _ in range(3):
        small((f"{long}, more", "01.1, hint"), ("another one", "01.1, hint"))
        [told] = translate.check("say/01")
        assert "to be looked at" in told and "01.1, hint" in told and f"{long}, more" in told
        [message] = [message for message in translate.read("say/01") if message.fuzzy]
        assert (message.previous_id, message.string) == ([long], "一个长句")


def test_two_mistakes_of_an_exercise_must_differ(small):
    small(("too large", "01.1, mistake"), ("too much", "01.1, mistake"), ("too big", "01.2, mistake"))
    fill(too_large="太大", too_much="太大", too_big="太大")
    [told] = translate.check("say/01")
    assert "the same as another mistake" in told and "too much" in told


def test_a_rule_is_left_out_where_the_translator_says_so(small):
    small(("the weights", "01.1, hint"))
    fill(the_weights="那些数")
    assert "glossary" in next(translate.check("say/01"))
    path = translate.file("say/01")
    path.write_text(
        path.read_text(encoding="utf-8").replace("#. 01.1", "# without glossary\n#. 01.1"), encoding="utf-8"
    )
    assert list(translate.check("say/01")) == []


def test_what_is_said_is_found(tmp_path):
    python, page = tmp_path / "some.py", tmp_path / "some.js"
    python.write_text(
        'A = later("one")\ndef f(x):\n    whole(later("a width"), x)\n    whole("n", x)\n'
        '    return say("two" "three", x=f"nor {this}") + say(A, x=say("in it"))\n',
        encoding="utf-8",
    )
    page.write_text('say("no"); const a = `${tr("one")} ${tr("{x} more", { x: b })}`;', encoding="utf-8")
    assert translate.said(python) == ["one", "a width", "twothree", "in it"]
    assert set(translate.said(page)) == {"one", "{x} more"}


def test_what_is_said_is_a_literal_or_marked_as_one_elsewhere():
    for path in (path for room in translate.ROOMS for path in translate.sources(room) if path.suffix == ".py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func) in ("say", "later"):
                text = call.args[0]
                parts = {ast.IfExp: ("body", "orelse"), ast.BinOp: ("left", "right")}.get(type(text), ())
                assert not any(isinstance(getattr(text, part), ast.Constant) for part in parts), ast.unparse(call)
                assert not isinstance(text, ast.JoinedStr), ast.unparse(call)


def test_a_page_gets_the_sentences_that_its_catalogue_has():
    pages = [path for path in translate.sources("widgets") if path.suffix == ".js"]
    assert len(pages) > 10
    for path in pages:
        assert set(translate.said(path)) == set(TEXTS.findall(path.read_text(encoding="utf-8"))), (
            f"{path.name}: Babel finds no tr(…) among the places of another; give it a name before"
        )


def test_an_unknown_name_is_refused_in_words():
    with pytest.raises(SystemExit, match="There is no 'fr' to translate; expected 00, 01"):
        translate.catalogues(["00", "fr"])
    assert translate.catalogues(["05b"]) == ["05b_backpropagation_in_code", "say/05b"]


@pytest.mark.parametrize("name", translate.finished())
def test_a_finished_catalogue_is_whole(name):
    assert not list(translate.check(name)), "see python course.py translate --check"


# ---- the Chinese notebooks ----


def test_the_finished_notebooks_are_there_and_no_others():
    names = [name for name in translate.finished() if name in contents.COURSE]
    assert [path.stem for path in CHINESE] == sorted(names)
    assert {f"say/{name.split('_')[0]}" for name in names} <= set(translate.finished())


def test_they_are_built_from_the_english_ones_of_today():
    for name, path, text in translate.twins():
        assert path.read_text(encoding="utf-8") == text, f"python course.py translate, then refresh {name}"


@each_chinese
def test_both_editions_are_the_same_program(path):
    english, chinese = (cells(ROOT / "notebooks" / folder / path.name, "code") for folder in ("", "zh"))
    assert [cell.id for cell in english] == [cell.id for cell in chinese]
    for one, other in zip(english, chinese, strict=True):
        assert program(one.source) == program(other.source)
        assert one.metadata == other.metadata


@each_chinese
def test_it_is_as_strict_as_an_english_one(path):
    for test in (
        strict.test_canonical, strict.test_executed_in_order, strict.test_errors_are_intended_and_stderr_is_empty,
        strict.test_pictures_show_something, strict.test_pictures_have_alt_text,
        strict.test_outputs_name_no_folder_of_this_machine, strict.test_links_lead_somewhere,
    ):
        test(path)


@each_chinese
def test_twins_are_linked(path):
    english, chinese = (cells(ROOT / "notebooks" / folder / path.name, "markdown")[0].source for folder in ("", "zh"))
    assert f"[中文](zh/{path.name})" in english and f"[English](../{path.name})" in chinese
