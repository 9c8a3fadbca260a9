"""The README's picture of helpers: who may import whom, and what stands where."""

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

HELPERS = Path(__file__).resolve().parents[1] / "helpers"
HEAVY = {"matplotlib", "sklearn", "scipy", "ipywidgets", "IPython", "PIL", "tqdm", "joblib"}  # not below floor 3
DOORS = {"exercises/__init__.py"}  # the README names it
ITS_OWN = "self.", "type(self)."  # or its mother's
NAMEDTUPLE = "._asdict", "._replace"
FILES = sorted({*HELPERS.rglob("*.py")} - {HELPERS / "__init__.py", *HELPERS.rglob("test_*.py")})
EACH = pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(HELPERS).as_posix())


def picture():
    """{room: (its floor, its line from below)} as the README draws it."""
    text = (HELPERS.parent / "README.md").read_text(encoding="utf-8")
    lines = text.split("## How the code is built")[1].split("```\n")[1].splitlines()
    rooms, floor = {}, 4
    for height, line in enumerate(reversed(lines)):
        rooms |= {name.strip("/"): [None, height] for name in line[3:34].split()}
    for line in lines:
        floor = int(line[0]) if line[0].isdigit() else floor
        for name in line[3:34].split():
            rooms[name.strip("/")][0] = floor
    return rooms


ROOMS = picture()


def room(path):
    return path.relative_to(HELPERS).parts[0].removesuffix(".py")


def imports(path):
    """(files and folders of helpers, other packages) that the file imports anywhere, inside a function, too."""
    inside, packages = set(), set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in getattr(node, "names", []) if isinstance(alias, ast.alias)]
        if isinstance(node, ast.Import):
            packages |= set(names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            packages.add(node.module)
        elif isinstance(node, ast.ImportFrom):
            folder = path.parents[node.level - 1].joinpath(*(node.module or "").split("."))
            inside |= {found for name in names for found in [there(folder / name) or there(folder)] if found}
    return inside, {name.split(".")[0] for name in packages}


def there(place):
    """The file of helpers that this is, a folder's being its __init__.py; None if there is none."""
    return next((file for file in (place.with_suffix(".py"), place / "__init__.py") if file.is_file()), None)


@EACH
def test_imports_only_from_lines_below(path):
    inside, packages = imports(path)
    floor, line = ROOMS[room(path)]
    assert "helpers" not in packages, "from . import …, so that this test sees what it is"
    if path.relative_to(HELPERS).as_posix() not in DOORS:
        higher = {room(other) for other in inside if room(other) != room(path) and ROOMS[room(other)][1] >= line}
        assert not higher, f"{higher} do not stand below"
    if floor < 3:
        made = {"sklearn"} if room(path) == "data" else set()  # inside functions: tests/test_network.py
        assert packages & HEAVY == made


def test_no_two_files_import_each_other():
    """Nor three in a ring; a room's __init__ only opens it."""
    named = {path: imports(path)[0] for path in FILES if path.name != "__init__.py"}
    order = [*TopologicalSorter(named).static_order()]  # CycleError names those in the ring
    assert len(order) >= len(named)


@EACH
def test_only_doors_import_by_a_name_in_a_string(path):
    found = "import_module" in path.read_text(encoding="utf-8")
    assert found <= (path.relative_to(HELPERS).as_posix() in {"lessons/__init__.py"})


@EACH
def test_what_a_learner_can_meet_in_the_mathematics_is_said_in_their_language(path):
    """CONTRIBUTING says where the line runs."""
    if ROOMS[room(path)][0] < 3 and room(path) not in {"results", "storage", "words"}:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                said = {part for call in ast.walk(node) if called(call, "say") for part in ast.walk(call)}
                texts = [part for part in ast.walk(node) if isinstance(part, ast.Constant) and part not in said]
                assert said and not [text.value for text in texts if isinstance(text.value, str)], ast.unparse(node)


def called(node, name):
    return isinstance(node, ast.Call) and ast.unparse(node.func) == name


def test_the_doors_are_there_and_each_room_stands_in_the_picture_once():
    assert {room(path) for path in FILES} == set(ROOMS)
    text = (HELPERS.parent / "README.md").read_text(encoding="utf-8")
    assert all(f"`{door}`" in text for door in DOORS) and all((HELPERS / door).is_file() for door in DOORS)


@EACH
def test_what_another_file_calls_has_a_public_name(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    own = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    attributes = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    own |= {node.attr for node in attributes if isinstance(node.ctx, ast.Store)}
    others = {ast.unparse(node) for node in attributes if re.match("_(?!_)", node.attr) and node.attr not in own}
    assert not {name for name in others if not name.startswith(ITS_OWN) and not name.endswith(NAMEDTUPLE)}
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert not {alias.name for node in imports for alias in node.names if alias.name.startswith("_")}
