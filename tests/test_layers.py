"""What stands in helpers, and who may import whom: the layers are those of pyproject.toml."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HELPERS = ROOT / "helpers"


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
