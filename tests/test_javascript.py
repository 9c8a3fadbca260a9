"""The JavaScript under node: each *.test.mjs below this folder."""

import shutil
import subprocess
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
FILES = sorted(TESTS.rglob("*.test.mjs"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(TESTS).as_posix())
def test_under_node(path):
    node = shutil.which("node") or pytest.skip("node is not installed")
    result = subprocess.run([node, path], capture_output=True, text=True)
    assert result.returncode == 0, result.stdout
