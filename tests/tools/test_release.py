"""A release is headed when all is ready for it, and refused in words when something is not."""

import subprocess

import pytest

from tools import release


@pytest.fixture
def ready(tmp_path):
    """A course that is ready for a release."""
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools/bootstrap.py").write_text("https://github.com/a-teacher/course")
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.2.0"\n')
    (tmp_path / "CITATION.cff").write_text("cff-version: 1.2.0\nversion: 1.2.0\n")
    (tmp_path / "CHANGELOG.md").write_text("# Changes\n\n## Unreleased\n\n- News.\n\n## 1.1.0 (2026-01-01)\n\n- Old.\n")
    for command in (["init", "-q"], ["add", "."], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "."]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    return tmp_path


def test_a_release_heads_the_changelog(ready):
    assert release.missing(ready) == []
    release.head(ready, "2026-02-03")
    assert (ready / "CHANGELOG.md").read_text().startswith(
        "# Changes\n\n## Unreleased\n\n## 1.2.0 (2026-02-03)\n\n- News.\n\n## 1.1.0"
    )


@pytest.mark.parametrize("file, text, words", [
    ("tools/bootstrap.py", "https://github.com/OWNER/REPO", "no address yet"),
    ("CITATION.cff", "version: 1.1.9\n", "pyproject.toml says version 1.2.0, CITATION.cff says 1.1.9"),
    ("CHANGELOG.md", "## Unreleased\n\n- News.\n\n## 1.2.0 (2026-01-01)\n", "1.2.0 stands in CHANGELOG.md"),
    ("CHANGELOG.md", "## Unreleased\n\n## 1.1.0 (2026-01-01)\n", "nothing under “Unreleased”"),
])
def test_a_release_is_refused(ready, file, text, words):
    (ready / file).write_text(text)
    first, last = release.missing(ready)
    assert words in first and last == "Not everything is committed: git status"
