"""What stands in helpers, and who may import whom: the layers are those of pyproject.toml."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HELPERS = ROOT / "helpers"
FILES = sorted({*HELPERS.rglob("*.py")} - {HELPERS / "__init__.py", *HELPERS.rglob("test_*.py")})
TEXTS = {path: path.read_text(encoding="utf-8") for path in FILES}
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
MATHEMATICS = {name.removeprefix("helpers.") for name in CONTRACTS[-1]["source_modules"]}
ITS_OWN = "self.", "type(self).", "sys."  # or its mother's, or what Python documents so
NAMEDTUPLE = "._asdict", "._replace"


def test_each_module_imports_only_from_the_layers_below_it(capsys, monkeypatch):
    linter = pytest.importorskip("importlinter.cli", reason="the layers: pip install import-linter")
    monkeypatch.syspath_prepend(str(ROOT))
    status = linter.lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True)
    assert status == linter.EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_the_account_of_the_code_has_a_line_for_each_part():
    parts = [path for place in ("*.py", "*/__init__.py", "exercises/*/") for path in HELPERS.glob(place)]
    parts += ROOT.glob("tools/*.py")
    names = {path.parent.name if path.name == "__init__.py" else path.stem for path in parts} - {"__pycache__"}
    assert names <= {*re.findall(r"\w+", (ROOT / "docs/CODE.md").read_text(encoding="utf-8"))}


def test_imports_are_those_that_the_linter_sees():
    """No other module by a name in a string, but the lessons, which are found by their folders."""
    assert [path for path, text in TEXTS.items() if "import_module" in text] == [HELPERS / "lessons/__init__.py"]


def test_what_a_learner_can_meet_in_the_mathematics_is_said_in_their_language():
    """CONTRIBUTING says where the line runs."""
    for name in MATHEMATICS - {"results", "storage", "words"}:
        for node in ast.walk(ast.parse(TEXTS[HELPERS / f"{name}.py"])):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                said = {part for call in ast.walk(node) if called(call, "say") for part in ast.walk(call)}
                texts = [part for part in ast.walk(node) if isinstance(part, ast.Constant) and part not in said]
                assert said and not [text.value for text in texts if isinstance(text.value, str)], ast.unparse(node)


def called(node, name):
    return isinstance(node, ast.Call) and ast.unparse(node.func) == name


def test_what_another_file_calls_has_a_public_name():
    for path, text in TEXTS.items():
        nodes = [*ast.walk(ast.parse(text))]
        own = {node.name for node in nodes if isinstance(node, ast.FunctionDef)}
        attributes = [node for node in nodes if isinstance(node, ast.Attribute)]
        own |= {node.attr for node in attributes if isinstance(node.ctx, ast.Store)}
        others = {ast.unparse(node) for node in attributes if re.match("_(?!_)", node.attr) and node.attr not in own}
        assert not {name for name in others if not name.startswith(ITS_OWN) and not name.endswith(NAMEDTUPLE)}, path
        imports = [node for node in nodes if isinstance(node, ast.ImportFrom)]
        assert not {alias.name for node in imports for alias in node.names if alias.name.startswith("_")}, path
