"""The core road: its cells, tagged `core`, stand first, read nothing that a side road makes, borrow no function of the
course, and are walked to the end in five hours, to the first digits read by the learner's own `fit` in four.
"""

import ast
import builtins
import re
import shutil
import string

import nbformat
import pytest

from helpers.exercises.exercise import EXERCISES
from helpers.statements import statements
from tests import notebook_run
from tools.contents import number_of, paths
from tools.minutes import MOST_WORDS, core, main, minutes, solution

MOST_MINUTES, BEFORE_DIGITS = 300, 240  # of the core
MOST_MINUTES_IN_ALL = 720  # of the notebooks in MOST_WORDS; one more has its own limit

NOTEBOOKS = {path: nbformat.read(path, as_version=4) for path in paths()}
CORE = {path: core(notebook) for path, notebook in NOTEBOOKS.items() if core(notebook)}
SIDE_ROADS = [path for path in NOTEBOOKS if path not in CORE]
on_the_road = pytest.mark.parametrize("path", CORE, ids=lambda path: path.stem)


def asked(cell):
    """The id of the exercise that a cell asks for; "" for every other cell."""
    found = re.fullmatch(r"exercise-(\w+)-(\d+)", cell.id)
    return ".".join(found.groups()) if found else ""


def programs(cells):
    """(id, code) of each cell with code in it, that of the folded solutions too."""
    for cell in cells:
        text = solution(cell.source) if cell.id.startswith("solution-") else cell.source * (cell.cell_type == "code")
        if text:
            yield cell.id, text


@on_the_road
def test_all_of_the_core_stands_before_all_side_roads(path):
    cells, kept = NOTEBOOKS[path].cells, CORE[path]
    assert [cell.id for cell in cells[: len(kept)]] == [cell.id for cell in kept]
    assert kept[-1].id == "the-core-goes-on" or path == list(CORE)[-1]
    if side := cells[len(kept) :]:
        assert side[0].id == "side-roads"
    text = "\n\n".join(cell.source for cell in side if cell.cell_type == "markdown")
    roads = re.findall(r"^## (.+·.+)\n\n(?:\*Slides? .+\n\n)?(.*)", text, re.M)
    for letter, (heading, first) in zip(string.ascii_uppercase, roads, strict=False):
        name = f"{number_of(path)}·{letter}"
        assert heading.startswith(f"{name} ") and re.match(r"\*[Nn]eeds: ", first), (heading, first)
        assert name in side[0].source, f"the list of side roads has no {name}"


@pytest.mark.parametrize("path", SIDE_ROADS, ids=lambda path: path.stem)
def test_a_notebook_beside_the_road_says_so(path):
    assert re.search(r"\bA side road:.*\b[Nn]eeds:", NOTEBOOKS[path].cells[0].source, re.S)


@on_the_road
def test_the_core_reads_only_what_the_core_has_made(path):
    there, missing = {*dir(builtins), "display"}, {}
    for id, text in programs(CORE[path]):
        found = statements(text)
        there |= {name for statement in found for name in statement.binds}
        if names := {name for statement in found for name in statement.reads} - there:
            missing[id] = names
    assert missing == {}


def borrowed():
    """(notebook, function) of what the core takes from `helpers.mine` before its exercise has been solved there."""
    lent = {one.reference.__name__ for one in EXERCISES.values()}
    for path, cells in CORE.items():
        for cell in cells:
            lent -= {EXERCISES[id].reference.__name__ for id in [asked(cell)] if id}
            nodes = ast.walk(ast.parse(cell.source)) if cell.cell_type == "code" else ()
            for node in nodes:
                if isinstance(node, ast.ImportFrom) and node.module == "helpers.mine":
                    yield from ((path.stem, alias.name) for alias in node.names if alias.name in lent)


def test_the_core_takes_only_functions_that_it_has_had_written():
    assert list(borrowed()) == []


def calls(cell):
    """The names of the functions that a code cell calls."""
    nodes = ast.walk(ast.parse(cell.source)) if cell.cell_type == "code" else ()
    return {node.func.id for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}


def clock_at_the_digits():
    """The minutes of the core up to the first cell in which the learner's own `fit` reads digits."""
    clock = 0
    for cells in CORE.values():
        called = set()
        for k, cell in enumerate(cells):
            called |= calls(cell)
            if "load_mnist" in called and "fit" in calls(cell):
                return clock + minutes(cells[: k + 1])
        clock += minutes(cells)
    return None


def test_the_core_takes_five_hours_and_own_lines_read_digits_after_four(capsys):
    assert len(CORE) == 12
    assert sum(map(minutes, CORE.values())) <= MOST_MINUTES
    main()
    assert f"{sum(map(minutes, CORE.values())):.1f}" in capsys.readouterr().out.splitlines()[-1]
    assert clock_at_the_digits() <= BEFORE_DIGITS


def test_the_course_does_not_become_longer():
    known = [notebook for path, notebook in NOTEBOOKS.items() if number_of(path) in MOST_WORDS]
    assert sum(minutes(notebook.cells) for notebook in known) <= MOST_MINUTES_IN_ALL


@pytest.mark.weekly
def test_the_core_is_walked_alone_with_an_empty_file(tmp_path):
    """Each notebook in a kernel of its own, each exercise solved on the way: no error, and nothing is borrowed."""
    with notebook_run.few_digits(), notebook_run.unpainted():
        for path, cells in CORE.items():
            for id, output in walk(path.stem, {cell.id for cell in cells}, tmp_path):
                assert not re.search("the course's, (until|since)", output.text), (path.stem, id, output.text)
                assert not id.startswith("exercise-") or "✓" in output.text, (path.stem, id, output.text)


def walk(name, ids, files):
    """(id, Output) of each of these cells, run in their order with the learner's files in this folder."""
    run = notebook_run.Run(name, notebook_run.code(name), notebook_run.new_shell())
    shutil.copytree(files, run.own, dirs_exist_ok=True)
    for id, cell in run.cells.items():
        if id in ids:
            if exercise := EXERCISES.get(asked(cell)):
                cell.source = f'{exercise.solution}\n\n\ncheck("{exercise.id}", {exercise.reference.__name__})'
            yield id, run.cell(id)
    shutil.copytree(run.own, files, dirs_exist_ok=True)
