"""The stated minutes come from a formula, and the formula from people who have worked through notebooks."""

import nbformat
import pytest

from tools.contents import number_of, paths, put
from tools.exercises import synchronize
from tools.minutes import MOST_WORDS, WEIGHTS, contents, core, minutes, too_long
from tools.refresh import canonical
from tools.tables import counted

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


def test_the_formula_gives_the_readers_minutes_within_a_fifth():
    for name, read, counts in READERS:
        formula = sum(weight * count for weight, count in zip(WEIGHTS.values(), counts, strict=True))
        assert formula == pytest.approx(read, rel=0.2), name


def test_no_notebook_is_too_long():
    assert [line for path in paths() for line in too_long(path)] == []
    assert sum(MOST_WORDS.values()) <= 21_000 and {*MOST_WORDS} <= {*map(number_of, paths())}


CORE = {"tags": ["core"]}


@pytest.fixture
def notebook():
    new_code, new_text = nbformat.v4.new_code_cell, nbformat.v4.new_markdown_cell
    return nbformat.v4.new_notebook(cells=[
        new_text("# Title\n\n**Time:** about 5 minutes.", id="begin", metadata=CORE),
        new_code("# @title Find the course\nimport os", id="begin-1", metadata=CORE),
        new_text("Two words $x$ `code`\n\n$$z = x$$\n<details>not these</details>", id="text"),
        new_code("panel(f)\nDescentBall(f)\nchallenge(f)\n\nsliders = 1", id="played"),
        new_code('guess("01.p")', id="guess-01-p", metadata=CORE),
        new_code("def f(x):\n    ...", id="exercise-01-1"),
        new_text('```python\ndef f(x):\n    """Says."""\n    return x\n```', id="solution-01-1"),
    ])


def test_what_is_counted_of_the_core_and_of_the_rest(notebook, tmp_path):
    counts = contents(notebook.cells[1:])
    assert list(counts) == list(WEIGHTS) and list(counts.values()) == [2, 4, 1, 1, 1, 1, 3]
    assert minutes(core(notebook)) == pytest.approx(4 / 210 + 0.5)
    put(path := tmp_path / "01_x.ipynb", canonical(notebook))
    synchronize(path, write=True)  # a cell stays on the core road
    tagged = [cell.id for cell in core(nbformat.read(path, as_version=4))]
    assert tagged == ["begin", "begin-1", "twelve-before", "guess-01-p"]
    assert "**Time:** about 5 minutes, with one guess; the side roads take about 20 more.\"" in counted(notebook)
    for cell in notebook.cells:
        cell.metadata = {}
    assert "**Time:** about 20 minutes, with one exercise and one guess.\"" in counted(notebook)
