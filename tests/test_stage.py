"""stage.js, what the motions drawn in the page share: its tests run under node. And the words of all pages."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from helpers import plots
from helpers.widgets import panel, slider
from helpers.widgets.page import TEXTS

WIDGETS = Path(__file__).resolve().parents[1] / "helpers/widgets"


def test_javascript():
    node = shutil.which("node") or pytest.skip("node is not installed")
    result = subprocess.run(
        [node, "--test", Path(__file__).parent / "js/stage.test.mjs"], capture_output=True, text=True
    )
    assert result.returncode == 0, result.stdout


def test_every_sentence_of_a_page_is_found_and_said(monkeypatch):
    for path in WIDGETS.glob("*.js"):
        source = path.read_text(encoding="utf-8")
        assert len(re.findall(r"\btr\(", source)) == len(TEXTS.findall(source)), f"{path.name}: tr takes a literal"
    draw = lambda width: plots.network_diagram([2, width, 1])  # noqa: E731
    assert panel(draw, width=slider(3, 1, 4)).words == {}  # the English stands in the page itself
    monkeypatch.setattr("helpers.words.catalogue", lambda language: {"Controls": "控件"})
    assert panel(draw, width=slider(3, 1, 4)).words == {"Controls": "控件"}
