"""course.py in a folder of its own, with each fault a learner's computer may have."""

import ast
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest

from helpers.exercises.diagnosing.time_limit import time_limit

ROOT = Path(__file__).resolve().parents[1]
NEWS = "Installing the course's packages"


class Course:
    """A copy of course.py with nothing to install and a tool that says what it was given."""

    def __init__(self, folder):
        self.folder = folder
        shutil.copy(ROOT / "course.py", folder)
        (folder / "helpers").mkdir()
        shutil.copy(ROOT / "helpers/words.py", folder / "helpers")
        self.require("")
        (folder / "requirements-test.txt").touch()
        (folder / "requirements.lock").touch()
        shutil.copytree(ROOT / "tools/jupyter", folder / "tools/jupyter")
        (folder / "tools/class_copy.py").touch()  # without it, a copy has learners' commands alone
        (folder / "tools/bench.py").write_text("import sys; print(sys.argv[1:]); sys.exit(len(sys.argv) - 1)")

    def require(self, requirements):
        (self.folder / "requirements.txt").write_text(requirements)

    def start(self, *arguments, python=sys.executable, **environment):
        offline = {"PIP_INDEX_URL": "http://127.0.0.1:9", "PIP_FIND_LINKS": "", "PIP_RETRIES": "0"}
        return subprocess.Popen(
            [python, "course.py", *arguments], cwd=self.folder, env={**os.environ, **offline, **environment},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )

    def run(self, *arguments, **options):
        """Returns the exit status and everything said."""
        process = self.start(*arguments, **options)
        said = process.communicate()[0]
        return process.returncode, said


@pytest.fixture
def course(tmp_path):
    return Course(tmp_path)


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """By the first of two that were started at once: the other one has waited for it."""
    course = Course(tmp_path_factory.mktemp("with a space"))
    two = [course.start("bench") for _ in range(2)]
    waited, news = sorted((process.communicate()[0] for process in two), key=lambda said: NEWS in said)
    assert [process.returncode for process in two] == [0, 0] and NEWS in news
    assert waited == "Another window is installing or starting the course: this one waits until it has finished.\n[]\n"
    return course


def broken_module(folder, name, code):
    """A folder for PYTHONPATH whose module stands in for Python's own."""
    (folder / "broken").mkdir()
    (folder / f"broken/{name}.py").write_text(code)
    return str(folder / "broken")


@pytest.mark.slow
def test_packages_are_installed_when_their_list_changes_and_the_tests_own_by_the_tests_alone(installed):
    for file, change, command, installs in [
        ("requirements.txt", "# changed", "bench", True), ("requirements.txt", "# changed", "bench", False),
        ("requirements-test.txt", "# changed", "bench", False), ("requirements-test.txt", "# changed", "test", True),
    ]:
        (installed.folder / file).write_text(change)
        assert (NEWS in installed.run(command)[1]) == installs, (file, command)


@pytest.mark.parametrize("arguments, status, words", [
    ("--help", 0, "Set up and start the course"),
    ("", 2, "What shall be done?"),
    ("lap", 2, "There is no command 'lap'. Did you mean 'lab'?"),
    ("upgrade", 2, "There is no command 'upgrade'. Did you mean 'grade' or 'update'?"),
    ("address", 2, "An address on GitHub has the form OWNER/REPO"),
])
def test_what_is_no_command_is_answered_in_words(arguments, status, words):
    done = subprocess.run([sys.executable, "course.py", *arguments.split()], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == status
    assert (done.stderr if status else done.stdout).startswith(words)
    assert ("course.py lab" in done.stdout + done.stderr) == (arguments != "address")


def test_an_old_python_is_told_so(course):
    ast.parse((ROOT / "course.py").read_text(), feature_version=(3, 6))
    installed = Path.home().glob(".pyenv/versions/3.*/bin/python")
    for python in [path for path in installed if 6 <= int(path.parts[-3].split(".")[1]) < 11]:
        status, said = course.run("lab", python=str(python))
        assert status == 1 and said.startswith("The course needs Python 3.11 or newer, and this is Python 3.")
    assert not (course.folder / ".venv").exists()


def test_a_missing_venv_module_is_named_with_its_cure(course):
    broken = broken_module(course.folder, "ensurepip", "raise ImportError")
    status, said = course.run("lab", PYTHONPATH=broken)
    assert status == 1 and said.startswith("This Python lacks its venv module. On Debian or Ubuntu: sudo apt")


@pytest.mark.weekly
def test_without_network_it_says_so_and_goes_on_later(course):
    course.require("numpy")
    status, said = course.run("bench")
    assert status == 1 and "connect, then give the same command again" in said
    course.require("")  # stands for the network being back
    assert course.run("bench")[0] == 0


@pytest.mark.slow
def test_the_versions_that_were_tested_are_installed(installed):
    (installed.folder / "requirements.lock").write_text("no version")
    installed.require("# tested")
    status, said = installed.run("bench")
    assert status == 1 and "requirements.lock" in said and len(said.splitlines()) < 30
    (installed.folder / "requirements.lock").write_text("")
    assert installed.run("bench")[0] == 0


def test_a_full_disk_is_called_one_before_anything_is_fetched(course):
    broken = broken_module(course.folder, "sitecustomize", """
import collections, shutil
shutil.disk_usage = lambda path: collections.namedtuple("usage", "free")(5)
""")
    status, said = course.run("bench", PYTHONPATH=broken, TMPDIR=str(course.folder))
    words = f"The disk is full: make room, 1000 MB for {course.folder}, then give the same command again.\n"
    assert (status, said) == (1, words) and not (course.folder / ".venv").exists()


def test_a_folder_that_cannot_be_written_is_named(course):
    broken = broken_module(course.folder, "sitecustomize", """
import os
def mkdir(path, *rest):
    raise PermissionError(13, "Permission denied", str(path))
os.mkdir = mkdir
""")
    status, said = course.run("lab", PYTHONPATH=broken)
    assert status == 1 and f"cannot write in its folder, {course.folder}" in said and "Traceback" not in said


@pytest.mark.weekly
def test_a_broken_environment_is_mended(installed):
    python = installed.folder / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    python.unlink()
    python.symlink_to("/python/that/was/removed")
    status, said = installed.run("bench")
    assert status == 0 and "broken or incomplete" in said
    assert installed.run("bench") == (0, "[]\n")


@pytest.mark.weekly
@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C another way")
def test_ctrl_c_leaves_nothing_that_breaks_the_next_start(course):
    with time_limit(60):  # or it would not hear of Ctrl-C where pytest itself was started by &
        process = subprocess.Popen(
            [sys.executable, "course.py", "bench"], cwd=course.folder, start_new_session=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )
    while not (course.folder / ".venv/bin/pip").exists():
        time.sleep(0.01)
        assert process.poll() is None
    os.killpg(process.pid, signal.SIGINT)
    said = process.communicate()[0]
    assert process.returncode == 1 and "The same command starts again." in said
    assert course.run("bench")[0] == 0


@pytest.mark.weekly
@pytest.mark.skipif(os.name == "nt", reason="Windows sends Ctrl-C another way")
def test_the_tool_answers_ctrl_c_itself(installed):
    (installed.folder / "tools/bench.py").write_text("""
import time
try:
    print("ready", flush=True)
    time.sleep(60)
except KeyboardInterrupt:
    time.sleep(1)  # longer than Python itself would wait
    print("saved")
""")
    process = subprocess.Popen(
        [sys.executable, "course.py", "bench"], cwd=installed.folder, start_new_session=True,
        stdout=subprocess.PIPE, text=True,
    )
    assert process.stdout.readline() == "ready\n"
    os.killpg(process.pid, signal.SIGINT)
    assert process.communicate()[0] == "saved\n" and process.returncode == 0


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Each test leaves it as it was."""
    tmp_path = tmp_path_factory.mktemp("whole")
    for path in (ROOT / "course.py", ROOT / "CITATION.cff", *ROOT.glob("*.md")):
        shutil.copy(path, tmp_path)
    shutil.copytree(ROOT / "tools", tmp_path / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks", ignore=shutil.ignore_patterns(".*"))
    return tmp_path


def address(folder, *new):
    return subprocess.run([sys.executable, "course.py", "address", *new], cwd=folder, capture_output=True, text=True)


def contents(folder):
    kinds = ".md", ".ipynb", ".py", ".cff"
    return {path: path.read_bytes() for path in sorted(folder.rglob("*.*")) if path.suffix in kinds}


OLD = re.search(r"https://github\.com/([^\s\"]+)", (ROOT / "tools/bootstrap.py").read_text())[1]


def test_an_address_and_a_second_one_without_github_are_set_everywhere_and_back(whole):
    before, new = contents(whole), ("a-teacher/deep.learning", "gitee.com/a_teacher/course")
    assert address(whole, *new).returncode == 0
    changed = contents(whole)
    for path, text in changed.items():
        if path.name == "course.py":  # speaks of the form of an address
            continue
        form = b"`gitee.com/OWNER/REPO`"
        assert f"/{OLD}".encode() not in text.replace(form, b"") and b"OWNER.github.io" not in text, path
        assert (b"a-teacher/deep.learning" in text) == (f"/{OLD}".encode() in before[path].replace(form, b"")), path
    sources = json.dumps(["https://github.com/a-teacher/deep.learning", "https://gitee.com/a_teacher/course"])
    assert f"sources = {sources}\n" in (whole / "tools/bootstrap.py").read_text()
    for path in (whole / "notebooks").rglob("*.ipynb"):
        cells = nbformat.read(path, as_version=4).cells
        assert f"sources = {sources}\n" in next(cell.source for cell in cells if cell.cell_type == "code"), path
    assert "git clone https://gitee.com/a_teacher/course course" in readers(whole / "README.zh-CN.md")
    address(whole, *new)
    assert contents(whole) == changed
    address(whole, OLD)
    assert contents(whole) == before
    assert "gitee.com" not in readers(whole / "README.zh-CN.md")


def readers(page):
    """What of a page is shown."""
    return re.sub("<!--.*?-->", "", page.read_text("utf-8"), flags=re.S)


def test_a_wrong_address_changes_nothing(whole):
    before = contents(whole)
    done = address(whole, "https://github.com/a/b")
    assert done.returncode == 2 and "OWNER/REPO" in done.stderr
    assert contents(whole) == before
