"""The notebooks' first cell finds the course where a notebook may lie, or fetches it, or says why it cannot."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.exercises import FIRST

FIND = FIRST + "\nimport helpers.network; print(helpers.network.__file__)"


def start(folder, github):
    """What the cell, run twice, does in this folder, with Git's own settings that put a place in that of GitHub."""
    settings = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": f"url.{github}.insteadOf",
                "GIT_CONFIG_VALUE_0": "https://github.com/OWNER/REPO"}
    command = [sys.executable, "-c", f"{FIRST}\n{FIND}"]
    return subprocess.run(command, cwd=folder, env=os.environ | settings, capture_output=True, text=True)


@pytest.fixture
def course(tmp_path):
    course = tmp_path / "original"
    (course / "notebooks/xx").mkdir(parents=True)
    (course / "helpers/exercises").mkdir(parents=True)
    (course / "helpers/network.py").touch()
    (course / "helpers/exercises/lent.py").write_text("def ready():\n    pass\n")
    return course


def test_it_finds_the_course(course):
    for folder in (".", "notebooks", "notebooks/xx"):
        done = start(course / folder, "/nowhere")
        assert Path(done.stdout.strip()) == course / "helpers/network.py", done.stderr


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_alone_it_fetches_the_course_and_without_the_internet_it_says_so(course, tmp_path):
    (tmp_path / "alone").mkdir()
    done = start(tmp_path / "alone", tmp_path / "nothing")
    assert done.returncode and "ConnectionError: The course's files could not be fetched. Online?" in done.stderr
    assert not list((tmp_path / "alone").iterdir())
    me = ["-c", "user.name=a", "-c", "user.email=a@b"]
    for arguments in (["init", "--quiet"], ["add", "."], [*me, "commit", "--quiet", "-m", "all"]):
        subprocess.run(["git", *arguments], cwd=course, check=True)
    done = start(tmp_path / "alone", course.as_uri())
    assert Path(done.stdout.strip()) == tmp_path / "alone/course/helpers/network.py", done.stderr
