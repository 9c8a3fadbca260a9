"""A copy of the course to change, as an author or a translator would."""

import os
import shutil
import subprocess
import sys

import pytest

from tools.contents import ROOT

LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", ".ci", "_build", "data", "tests", ".*_cache", ".hypothesis", ".ipynb_checkpoints",
    "*.pyc.*",  # which are there while another process writes its bytecode
)


class Copy:
    """Its folder; `run` runs a tool of its own and returns what it prints."""

    def __init__(self, folder):
        self.folder = folder
        shutil.copytree(ROOT, folder, ignore=LEFT_OUT)
        shutil.copytree(ROOT / "data", folder / "data", copy_function=os.symlink)
        (folder / "data/road.json").unlink()  # `tables` writes it
        shutil.copy(ROOT / "data/road.json", folder / "data")

    def run(self, *arguments, status=0, **environment):
        environment = os.environ | {"COURSE_LANGUAGE": "en"} | environment
        done = subprocess.run(
            [sys.executable, *arguments], cwd=self.folder, env=environment, capture_output=True, text=True
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout + done.stderr

    def edit(self, name, *changes):
        """Replace texts that stand in a file, each once."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        for before, after in changes:
            assert text.count(before) == 1, (name, before)
            text = text.replace(before, after)
        path.write_text(text, encoding="utf-8", newline="\n")


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    return Copy(tmp_path_factory.mktemp("copy") / "course")
