"""The README's floors: who may import whom in helpers."""

import ast
import re
from pathlib import Path

import pytest

HELPERS = Path(__file__).resolve().parents[1] / "helpers"
FLOORS = [
    {"activations", "data", "losses", "optimizers", "preprocess", "results", "threads", "validate", "words"},
    {"convolution", "layers", "network", "structure"},
    {"gradient_check", "lecture", "storage", "training"},
    {"estimator", "plots", "progress", "search"},
    {"exercises", "lessons", "mine", "widgets"},
]
HEAVY = {"matplotlib", "sklearn", "scipy", "ipywidgets", "IPython", "PIL", "tqdm", "joblib"}  # not below floor 3
ITS_OWN = "self.", "type(self)."  # or its mother's
NAMEDTUPLE = "._asdict", "._replace"
FILES = sorted({*HELPERS.rglob("*.py")} - {HELPERS / "__init__.py", *HELPERS.rglob("test_*.py")})


def room(path):
    return path.relative_to(HELPERS).parts[0].removesuffix(".py")


def floor(name):
    return next(number for number, rooms in enumerate(FLOORS) if name in rooms)


def imported(path):
    """(rooms of helpers, other packages) that the file imports at its top."""
    rooms, packages = set(), set()
    inside = len(path.relative_to(HELPERS).parts)  # this many dots lead to helpers
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.level == inside:
            rooms |= {node.module.split(".")[0]} if node.module else {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            packages.add(node.module.split(".")[0])
        elif isinstance(node, ast.Import):
            packages |= {alias.name.split(".")[0] for alias in node.names}
    return rooms, packages


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HELPERS)))
def test_imports_only_from_floors_below(path):
    here, (rooms, packages) = room(path), imported(path)
    assert all(floor(other) <= floor(here) for other in rooms - {here}), rooms
    if floor(here) < 3:
        assert not packages & HEAVY, packages & HEAVY


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(HELPERS)))
def test_what_another_file_calls_has_a_public_name(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    own = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    attributes = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    own |= {node.attr for node in attributes if isinstance(node.ctx, ast.Store)}
    others = {ast.unparse(node) for node in attributes if re.match("_(?!_)", node.attr) and node.attr not in own}
    assert not {name for name in others if not name.startswith(ITS_OWN) and not name.endswith(NAMEDTUPLE)}
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert not {alias.name for node in imports for alias in node.names if alias.name.startswith("_")}


def test_every_room_stands_in_the_readme():
    text = (HELPERS.parent / "README.md").read_text(encoding="utf-8")
    assert {room(path) for path in FILES} <= set().union(*FLOORS)
    for name in set().union(*FLOORS):
        assert name in text.split("## How the code is built")[1], name
