"""What Binder would build, from its own planner; nothing is built and no Docker is needed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[1]


def test_binder_takes_our_python_and_requirements():
    pytest.importorskip("repo2docker")
    plan = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", "."]
    done = subprocess.run(plan, cwd=ROOT, capture_output=True, text=True)
    said = done.stdout + done.stderr
    assert done.returncode == 0, said[-2000:]
    assert "python=3.13" in said and "version unspecified" not in said
    assert 'install --no-cache-dir -r "requirements.txt"' in said
    assert 'RUN ./postBuild' in said


def test_binders_jupyterlab_gets_the_courses_extension(tmp_path):
    subprocess.run(["bash", "./postBuild"], cwd=ROOT, env=os.environ | {"NB_PYTHON_PREFIX": str(tmp_path)}, check=True)
    assert (tmp_path / "share/jupyter/labextensions/course/package.json").is_file()
