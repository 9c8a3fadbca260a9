"""What belongs to the project rather than to the course: GitHub's files, the citation."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.one_notebook import READING, RUNNING

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


def test_the_citation_names_the_version():
    assert f"\nversion: {PROJECT['version']}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")


def test_the_pythons_tested_are_the_pythons_promised():
    workflow = (GITHUB / "workflows/tests.yml").read_text()
    tested = re.findall(r"3\.\d+", re.search(r"python: \[(.+)\]", workflow)[1])
    assert PROJECT["requires-python"] == f">={tested[0]}"
    promised = re.search(r"tested with Python (\S+) to (\S+),", (ROOT / "course.py").read_text()).groups()
    assert promised == (tested[0], tested[-1])
    newer = f"sys.version_info < (3, {int(tested[-1].removeprefix('3.')) + 1})"  # for those, the versions of the lock
    assert newer in (ROOT / "course.py").read_text()


def test_the_versions_of_a_first_start_are_in_the_ranges_and_come_from_wherever_one_likes():
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    lines = [Requirement(line) for line in text.splitlines() if not line.startswith("#")]
    for line in (line for path in ROOT.glob("requirements*.txt") for line in path.read_text("utf-8").splitlines()):
        if wanted := line.split("#")[0].strip():
            wanted = Requirement(wanted)
            found = [pin for pin in lines if canonicalize_name(pin.name) == canonicalize_name(wanted.name)]
            assert found and all(wanted.specifier.contains(str(pin.specifier).lstrip("=")) for pin in found), wanted
    assert all(re.fullmatch("==[^,*]+", str(pin.specifier)) for pin in lines)
    assert "://" not in text and "--" not in text.replace("\n#", "#").split("\n", 1)[1]  # no address, no option


@pytest.mark.parametrize("name", READING + RUNNING)
def test_what_a_notebook_is_tested_with_is_there(name):
    file, _, function = name.partition("::")
    assert f"def {function}" in (ROOT / file).read_text(encoding="utf-8")
