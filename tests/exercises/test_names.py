"""A notebook gives the name of a learner's function to nothing else: a loop over `layer` would take it away."""

import ast
import re

import nbformat
import pytest

from helpers.exercises.exercise import EXERCISES
from helpers.exercises.keeping.progress_file import notebook_of
from tools.contents import paths

NUMBERS = [path.stem.split("_")[0] for path in paths()]
NAMES = {e.reference.__name__: NUMBERS.index(notebook_of(id)) for id, e in EXERCISES.items()}
OWN_SCOPE = ast.FunctionDef | ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


def stored(node):
    """The names that a statement binds in the notebook itself, not inside a function or a comprehension."""
    if isinstance(node, OWN_SCOPE):
        return set()
    here = {node.id} if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) else set()
    return here.union(*(stored(child) for child in ast.iter_child_nodes(node)))


@pytest.mark.parametrize("path", paths(), ids=lambda path: path.stem)
def test_no_cell_gives_a_learners_name_to_something_else(path):
    here, found = NUMBERS.index(path.stem.split("_")[0]), {}
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            tree = ast.parse(re.sub(r"^[%!].*$", "", cell.source, flags=re.MULTILINE))
            found[cell.id] = [name for name in stored(tree) if NAMES.get(name, here + 1) <= here]
    assert {id: names for id, names in found.items() if names} == {}
