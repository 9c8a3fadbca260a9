"""The stated minutes come from a formula, and the formula from people who have worked through notebooks."""

import nbformat
import pytest

from tools.contents import number_of, paths
from tools.minutes import MOST_WORDS, WEIGHTS, contents, too_long

# ten notebooks as they once were: the minutes of three readers, and what stood in each, in the order of WEIGHTS
READERS = [
    ("00", 35, (1659, 57, 5, 0, 0, 0, 6)),
    ("01", 65, (1482, 117, 11, 5, 10, 5, 4)),
    ("02", 60, (1551, 122, 11, 4, 7, 0, 5)),
    ("03", 48, (1481, 153, 11, 4, 11, 4, 2)),
    ("04", 90, (1741, 195, 10, 6, 10, 5, 4)),
    ("05", 60, (1669, 130, 9, 2, 4, 9, 3)),
    ("05b", 100, (1171, 233, 10, 5, 32, 0, 4)),
    ("06", 60, (1612, 146, 11, 4, 9, 0, 4)),
    ("07", 75, (1588, 177, 12, 5, 12, 0, 5)),
    ("08", 45, (1288, 181, 11, 1, 4, 0, 2)),
]


@pytest.mark.parametrize("name, read, counts", READERS, ids=[name for name, *_ in READERS])
def test_the_formula_gives_the_readers_minutes_within_a_fifth(name, read, counts):
    formula = sum(weight * count for weight, count in zip(WEIGHTS.values(), counts, strict=True))
    assert formula == pytest.approx(read, rel=0.2)


@pytest.mark.parametrize("path", paths(), ids=lambda path: path.stem)
def test_no_notebook_is_too_long(path):
    assert too_long(path) == []


def test_the_course_does_not_become_longer():
    assert sum(MOST_WORDS.values()) <= 22_000 and {*MOST_WORDS} <= {*map(number_of, paths())}


def test_what_is_counted():
    cells = [
        nbformat.v4.new_code_cell("import os", id="first"),
        nbformat.v4.new_markdown_cell("Two words $x$ `code`\n\n$$z = x$$\n<details>not these</details>", id="text"),
        nbformat.v4.new_code_cell("panel(f)\n\nsliders = 1", id="played"),
        nbformat.v4.new_code_cell('guess("01.p")', id="guess-01-p"),
        nbformat.v4.new_code_cell("def f(x):\n    ...", id="exercise-01-1"),
        nbformat.v4.new_markdown_cell('```python\ndef f(x):\n    """Says."""\n    return x\n```', id="solution-01-1"),
    ]
    counted = contents(nbformat.v4.new_notebook(cells=cells))
    assert list(counted) == list(WEIGHTS) and list(counted.values()) == [2, 2, 1, 1, 1, 1, 1]
