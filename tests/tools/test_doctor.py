"""course.py doctor: it tells what is missing or wrong, tells it all whatever is broken, and tells nothing private."""

import getpass
import json
import platform
import shutil
from pathlib import Path

import pytest

from tools import doctor

ROOT = Path(__file__).resolve().parents[2]
WHOLE = {name: low for name, (low, _) in doctor.requirements().items()} | {"jupyterlab_widgets": "3.0.17"}
POOL = {"internal_api": "openblas", "version": "0.3", "architecture": "Zen", "num_threads": 2}


@pytest.fixture
def computer(tmp_path, monkeypatch):
    """One on which all is well: what the course's Python answers, in a folder to lay things into."""
    for package, extension in doctor.FRONT_ENDS.items():
        front_end(tmp_path / "lab", extension, WHOLE[package])
    shutil.copy(ROOT / "requirements.txt", tmp_path)
    (tmp_path / ".venv/python").mkdir(parents=True)
    answers = {
        doctor.PACKAGES: ["3.13.5", WHOLE, [str(tmp_path / "lab")]],
        doctor.BLAS: [[POOL], "scipy-openblas"],
        doctor.WORKS: [60000, 60000, 10000, 10000],
    }

    def ask(code, *_):
        if isinstance(answers[code], Exception):
            raise answers[code]
        return answers[code]

    monkeypatch.setattr(doctor, "ask", ask)
    monkeypatch.setattr(doctor, "ROOT", tmp_path)
    monkeypatch.setattr(doctor, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(doctor, "PYTHON", tmp_path / ".venv/python")
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress"))
    monkeypatch.setenv("COURSE_NETWORK", str(tmp_path / "network.py"))
    return tmp_path, answers


def front_end(place, extension, version):
    file = place / extension / "package.json"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps({"version": version}))


def test_all_is_well(computer):
    folder, _ = computer
    (folder / "progress").write_text('{"01.1": "2026-03-01", "guesses": {"01.p": {}, "02.p": {}}}')
    (folder / "network.py").write_text("# 01.1 x · mine · 12345678\ndef neuron(x):\n    return x\n")
    said = doctor.report()
    assert said.endswith("Nothing looks wrong from here.")
    for words in ("Python 3.13.5 (.venv), jupyterlab 4.2", "openblas 0.3, kernel Zen, 2 threads", "60,000 digits",
                  "anywidget 0.9.13, in JupyterLab 0.9.13", "1 done, 2 guesses", "neuron\n"):
        assert words in said, said


NO_NUMPY = doctor.Failed("ModuleNotFoundError: No module named 'numpy'")


@pytest.mark.parametrize("spoil, words", [
    (lambda f, a: (f / ".venv/python").rmdir(), ".venv is not there: `python3 course.py lab` makes it"),
    (lambda f, a: (f / ".venv/unfinished").touch(), "installation was not finished"),
    (lambda f, a: a[doctor.PACKAGES][1].pop("anywidget"), "packages are missing: anywidget"),
    (lambda f, a: a[doctor.PACKAGES][1].update(numpy="1.26.4"), "numpy is 1.26.4; expected 2.0 or newer"),
    (lambda f, a: a.update({doctor.BLAS: NO_NUMPY}), "could not be found out (Failed: ModuleNotFoundError"),
    (lambda f, a: a.update({doctor.WORKS: NO_NUMPY}), "code cannot be loaded: ModuleNotFoundError: No module named"),
    (lambda f, a: shutil.rmtree(f / "lab/anywidget"), "JupyterLab does not have anywidget's half"),
    (lambda f, a: a[doctor.PACKAGES][1].update(anywidget="0.11.0"), "anywidget is 0.11.0 in Python and 0.9.13 in"),
    (lambda f, a: (front_end(f / "user", "anywidget", "0.1"), a[doctor.PACKAGES][2].append(f"{f}/user")),
     "anywidget is there twice"),
    (lambda f, a: (f / "progress").write_text("["), "progress file cannot be read (JSONDecodeError)"),
    (lambda f, a: (f / "network.py").write_text("x = 1\ndef f(:\n"), "cannot be read (SyntaxError, line 2)"),
])
def test_what_is_wrong_is_told(computer, spoil, words, monkeypatch):
    folder, answers = computer
    monkeypatch.setitem(answers, doctor.PACKAGES, ["3.13.5", dict(WHOLE), [f"{folder}/lab"]])
    spoil(folder, answers)
    said = doctor.report()
    assert words in said
    assert all(f"\n{label}:" in f"\n{said}" for label in doctor.LINES)


def test_little_space_is_told_and_nothing_private(computer, monkeypatch):
    folder, answers = computer
    monkeypatch.setattr(shutil, "disk_usage", lambda path: type("Usage", (), {"free": 10**8}))
    home = folder / "home/jane"
    monkeypatch.setattr(Path, "home", lambda: home)
    monkeypatch.setattr(getpass, "getuser", lambda: "jane")
    monkeypatch.setenv("PIP_INDEX_URL", "https://jane:secret@example.org")
    answers[doctor.WORKS] = doctor.Failed(f"ImportError: {home}/lib/a.so and /data/jane/b.so")
    said = doctor.report()
    assert "free:       0.1 GB" in said and "less than 1 GB of the disk is free" in said
    assert "~/lib/a.so and /data/<user>/b.so" in said and "PIP_INDEX_URL is set" in said
    assert not any(word in said for word in ("jane", "secret", platform.node()))
