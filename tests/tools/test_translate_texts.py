"""What of a notebook is translated: its cells taken apart and put together again.

That the pieces are the same as ever, and what is made of them: test_catalogues.py and test_editions.py."""

import re

import pytest

from tests.test_notebooks import cells
from tools.contents import paths
from tools.translate_texts import PLACE, code, markdown, program

each_notebook = pytest.mark.parametrize("path", paths(), ids=lambda path: path.stem)


def asked(function, source):
    """What a cell hands over to be translated."""
    found = []
    function(source, lambda text: found.append(text) or text)
    return found


@each_notebook
def test_a_translator_who_changes_nothing_changes_nothing_and_whatever_is_written_it_stays_the_same_program(path):
    unwrapped = lambda text: re.sub(r"[\s>]+", "", text)  # noqa: E731
    for cell in cells(path, "markdown"):
        assert unwrapped(markdown(cell.source, lambda text: text)) == unwrapped(cell.source)
    for cell in cells(path, "code"):
        assert code(cell.source, lambda text: text) == cell.source
        hostile = code(cell.source, lambda text: "“中”\"文'#" + "".join(PLACE.findall(text)[::-1]))
        assert program(hostile) == program(cell.source)
        assert asked(code, cell.source) == [] or hostile != cell.source


def test_another_program_is_another():
    assert program("f(1, 'b c')  # x") == program("f(1, '甲')")
    for other in ("f(2, 'a')", "g(1, 'a')", "f(1, f'{x}')", "f(1, 'a', 'b')"):
        assert program("f(1, 'a')") != program(other)
