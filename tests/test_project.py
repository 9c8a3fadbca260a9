"""What belongs to the project rather than to the course: GitHub's files, the citation, a release."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from tools import release

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
GITHUB = ROOT / ".github"


@pytest.mark.parametrize("schema, files", [
    ("github-workflows", sorted(GITHUB.glob("workflows/*.yml"))),
    ("github-issue-forms", [path for path in sorted(GITHUB.glob("ISSUE_TEMPLATE/*.yml")) if path.stem != "config"]),
    ("github-issue-config", [GITHUB / "ISSUE_TEMPLATE/config.yml"]),
    ("dependabot", [GITHUB / "dependabot.yml"]),
    ("citation-file-format", [ROOT / "CITATION.cff"]),
])
def test_the_file_is_what_its_reader_expects(schema, files):
    checker = pytest.importorskip("check_jsonschema", reason="pip install check-jsonschema")
    arguments = ["--builtin-schema", f"vendor.{schema}", *map(str, files)]
    done = pytest.importorskip("click.testing").CliRunner().invoke(checker.main, arguments)
    assert files and done.exit_code == 0, done.output


def test_the_pythons_tested_are_the_pythons_promised():
    workflow = (GITHUB / "workflows/tests.yml").read_text()
    tested = re.findall(r"3\.\d+", re.search(r"python: \[(.+)\]", workflow)[1])
    assert PROJECT["requires-python"] == f">={tested[0]}"
    promised = re.search(r"tested with Python (\S+) to (\S+),", (ROOT / "course.py").read_text()).groups()
    assert promised == (tested[0], tested[-1])


def test_pip_finds_the_requirements():
    dynamic = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["dynamic"]
    files = [dynamic["dependencies"], *dynamic["optional-dependencies"].values()]
    assert {file["file"] for file in files} == {path.name for path in ROOT.glob("requirements*.txt")}


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


@pytest.mark.parametrize("failing, words", [
    ("tools.exercises", "An exercise differs"),
    ("tools.refresh", "not in its one form"),
    ("notebooks", "is stale"),
    (None, ""),
])
def test_a_stale_notebook_refuses_it_too(monkeypatch, failing, words):
    monkeypatch.setattr(
        release.subprocess, "run", lambda check, **_: subprocess.CompletedProcess(check, int(failing in check))
    )
    assert words in release.stale(ROOT) and bool(words) == bool(release.stale(ROOT))
