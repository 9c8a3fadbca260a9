"""Each test's own progress file and my_network.py; and the page that questions and guesses are shown on."""

import pytest

from tests.widgets.conftest import play  # noqa: F401  a fixture


@pytest.fixture(autouse=True)
def own_progress(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.json"))
    return tmp_path / "progress.json"


@pytest.fixture(autouse=True)
def own(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_NETWORK", str(tmp_path / "my_network.py"))
    return tmp_path / "my_network.py"
