"""The notebooks' first cell finds the course where a notebook may lie, or fetches it, or says why it cannot."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.exercises import FIRST

FIND = FIRST + "\nimport helpers.network; print(helpers.network.__file__)"


def start(folder, **environment):
    command = [sys.executable, "-c", f"{FIRST}\n{FIND}"]  # run twice
    return subprocess.run(command, cwd=folder, env=os.environ | environment, capture_output=True, text=True)


@pytest.fixture
def course(tmp_path):
    network = tmp_path / "original/helpers/network.py"
    (tmp_path / "original/notebooks/xx").mkdir(parents=True)
    (network.parent / "exercises").mkdir(parents=True)
    network.touch()
    (network.parent / "exercises/lent.py").write_text("def ready():\n    pass\n")
    return network.parents[1]


def instead(place):
    """Git's own settings that put `place` in the place of GitHub."""
    return {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": f"url.{place}.insteadOf",
            "GIT_CONFIG_VALUE_0": "https://github.com/OWNER/REPO"}


def test_it_is_short():
    assert len(FIRST.splitlines()) <= 10


@pytest.mark.parametrize("folder", [".", "notebooks", "notebooks/xx"])
def test_it_finds_the_course(course, folder):
    done = start(course / folder, **instead("/nowhere"))
    assert Path(done.stdout.strip()) == course / "helpers/network.py", done.stderr


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_alone_it_fetches_the_course(course, tmp_path):
    me = ["-c", "user.name=a", "-c", "user.email=a@b"]
    for arguments in (["init", "--quiet"], ["add", "."], [*me, "commit", "--quiet", "-m", "all"]):
        subprocess.run(["git", *arguments], cwd=course, check=True)
    (tmp_path / "alone").mkdir()
    done = start(tmp_path / "alone", **instead(course.as_uri()))
    assert Path(done.stdout.strip()) == tmp_path / "alone/course/helpers/network.py", done.stderr


def test_without_the_internet_it_says_so(tmp_path):
    done = start(tmp_path, **instead(tmp_path / "nothing"))
    assert done.returncode and "ConnectionError: The course's files could not be fetched. Online?" in done.stderr
    assert not list(tmp_path.iterdir())
