"""stage.js, what the motions drawn in the page share: its tests run under node."""

import shutil
import subprocess
from pathlib import Path

import pytest


def test_javascript():
    node = shutil.which("node") or pytest.skip("node is not installed")
    result = subprocess.run(
        [node, "--test", Path(__file__).parent / "js/stage.test.mjs"], capture_output=True, text=True
    )
    assert result.returncode == 0, result.stdout
