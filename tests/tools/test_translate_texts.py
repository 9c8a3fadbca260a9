"""What of a notebook is translated: its cells taken apart and put together again."""

import re

import pytest

from tests.test_notebooks import cells
from tools.contents import paths
from tools.translate_texts import PLACE, automatic, code, markdown, program

each_notebook = pytest.mark.parametrize("path", paths(), ids=lambda path: path.stem)


def asked(function, source):
    """What a cell hands over to be translated."""
    found = []
    function(source, lambda text: found.append(text) or text)
    return found


@each_notebook
def test_a_translator_who_changes_nothing_changes_nothing(path):
    unwrapped = lambda text: re.sub(r"[\s>]+", "", text)  # noqa: E731
    for cell in cells(path, "markdown"):
        assert unwrapped(markdown(cell.source, lambda text: text)) == unwrapped(cell.source)
    for cell in cells(path, "code"):
        assert code(cell.source, lambda text: text) == cell.source


@each_notebook
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
        ("| English | 中文 | here |\n|---|---|---|\n| loss | 损失 loss | of one |", ["here", "of one"]),
        ("$$x = \\text{left over}$$\n\n$$y$$", ["$$x = \\text{left over}$$"]),
        ("$$\nab + cd\n$$\n\n`code_only` $maths$ <br>", []),
        ("[05: 3. One](05_b.ipynb#cell-id=x) · [00_start](00_start.ipynb)", []),
        ("```\nplain text\n```\n\n```python\nx = 1  # a comment\n```", ["a comment"]),
    ],
)
def test_markdown_is_taken_apart(source, pieces):
    assert asked(markdown, source) == pieces


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


@pytest.mark.parametrize("text, known", [
    ("*Slide P13-5*", True), ("*Slides P13-5, P14-6 again*", True), ("Slides P13-5", False),
    ("<details><summary>Solution of 05b.2</summary>", True), ("[the next notebook](05_backpropagation.ipynb)", False),
    ("[one](xx/04_loss.ipynb) · [two](../04_loss.ipynb)", True),
])
def test_what_every_notebook_has_needs_no_entry_of_its_own(text, known):
    assert automatic(text) == (text if known else None)
