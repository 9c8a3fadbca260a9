"""`course.py update` with real repositories and ZIPs: what is new comes, and nothing a learner wrote is lost."""

import json
import shutil
import subprocess
import sys
import urllib.error
from pathlib import Path

import pytest

from tools import update

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")


def notebook(*sources, opened=False):
    """As bytes; `opened` and run, so that all but the cells' text is different."""
    metadata = {"language_info": {"name": "python", "version": "3.13"}} if opened else {}
    ran = {"outputs": ["1"] * opened, "execution_count": opened or None}
    cells = [{"cell_type": "code", "source": source.splitlines(True)} | ran for source in sources]
    return json.dumps({"cells": cells, "metadata": metadata}).encode()


FIRST = {
    "tools/bootstrap.py": b'sources = ["https://github.com/OWNER/REPO"]',
    "tools/class_copy.py": b"",
    update.STAMP: b"node: $Format:%H$\n", ".gitattributes": f"{update.STAMP} export-subst\n".encode(),
    "helpers/network.py": b"old", "helpers/layers.py": b"old",
    "helpers/gone.py": b"old", "helpers/gone_but_used.py": b"old",
    "notebooks/01_opened.ipynb": notebook("a", "b"), "notebooks/02_written.ipynb": notebook("a", "b"),
    "notebooks/03_both.ipynb": notebook("a", "b"), "notebooks/04_deleted.ipynb": notebook("a"),
}
SECOND = {
    "helpers/network.py": b"new", "helpers/layers.py": b"new", "helpers/added.py": b"new",
    "helpers/gone.py": None, "helpers/gone_but_used.py": None,
    "notebooks/01_opened.ipynb": notebook("a", "b", "new"), "notebooks/03_both.ipynb": notebook("a", "new"),
    "notebooks/04_deleted.ipynb": notebook("new"), "notebooks/05_圖.ipynb": notebook("new"),
    "notebooks/06_same.ipynb": notebook("new"),
}
LEARNER = {
    "helpers/layers.py": b"mine", "helpers/gone_but_used.py": b"mine",
    "my_network.py": b"mine", ".course_progress.json": b"mine",
    "notebooks/01_opened.ipynb": notebook("a", "b", opened=True),
    "notebooks/02_written.ipynb": notebook("a", "mine", opened=True),
    "notebooks/03_both.ipynb": notebook("mine", "b"), "notebooks/04_deleted.ipynb": None,
    "notebooks/05_圖.ipynb": b"mine", "notebooks/06_same.ipynb": notebook("new", opened=True),
    "notebooks/mine.ipynb": b"mine",
}
NOT_WRITTEN = ("01_opened.ipynb", "04_deleted.ipynb", "06_same.ipynb")
WRITTEN = {content for name, content in LEARNER.items() if not name.endswith(NOT_WRITTEN)}
AFTER = (FIRST | SECOND | LEARNER) | {
    "helpers/layers.py": b"new", "helpers/layers_mine.py": b"mine",
    "notebooks/01_opened.ipynb": notebook("a", "b", "new"), "notebooks/03_both.ipynb": notebook("a", "new"),
    "notebooks/03_both_mine.ipynb": notebook("mine", "b"), "notebooks/04_deleted.ipynb": notebook("new"),
    "notebooks/05_圖.ipynb": notebook("new"), "notebooks/05_圖_mine.ipynb": b"mine",
    "notebooks/06_same.ipynb": notebook("new"),
}


def write(folder, files):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True) if content is None else path.write_bytes(content)


def read(folder):
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: content for name, content in files.items() if not name.startswith(".git/")}


def git(folder, *arguments):
    me = ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "init.defaultBranch=main"]
    return subprocess.run(["git", *me, *arguments], cwd=folder, check=True, capture_output=True).stdout


def commit(folder, files, *options):
    write(folder, files)
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "--quiet", "-m", "more", *options)


class Course:
    """The course on GitHub, and a learner's copy of its first version that `how` came here."""

    def __init__(self, folder, how, monkeypatch):
        self.origin, self.here = folder / "origin", folder / "課程 mine"
        self.how = ["--amend"] if how == "anew" else []  # one commit without a history, as on the branch `unanswered`
        self.origin.mkdir()
        git(self.origin, "init", "--quiet")
        commit(self.origin, FIRST)
        if how == "zip":
            monkeypatch.setattr(update, "download", self.download)
            write(self.here, update.tree(self.download("https://github.com/OWNER/REPO/archive/refs/heads/main.zip")))
        else:
            depth = "--depth=99" if how == "whole" else "--depth=1"
            git(folder, "clone", "--quiet", depth, self.origin.as_uri(), self.here)
            git(self.here, "config", "user.useConfigOnly", "true")  # nobody has told git a name
            for variable in ("HOME", "XDG_CONFIG_HOME"):
                monkeypatch.setenv(variable, str(folder))

    def publish(self, files):
        commit(self.origin, files, *self.how)

    def download(self, url):
        """As https://github.com/OWNER/REPO/archive/refs/heads/main.zip, or the number of a version."""
        name = url.removeprefix("https://github.com/OWNER/REPO/archive/").removesuffix(".zip")
        return git(self.origin, "archive", "--format=zip", "--prefix=REPO-main/", name.removeprefix("refs/heads/"))

    def files(self):
        """The learner's, but for the number of the version."""
        return {name: content for name, content in read(self.here).items() if name != update.STAMP}


@pytest.fixture(params=["clone", "zip", "anew"])
def course(request, tmp_path, monkeypatch):
    return Course(tmp_path, request.param, monkeypatch)


def expected(files):
    return {name: content for name, content in files.items() if content is not None and name != update.STAMP}


def test_what_is_new_comes_and_what_was_written_stays_and_a_second_update_goes_on_from_there(course):
    course.publish(SECOND)
    write(course.here, LEARNER)
    said = update.update(course.here)
    assert course.files() == expected(AFTER)
    for name in ("helpers/layers.py", "notebooks/03_both.ipynb", "notebooks/05_圖.ipynb"):
        assert f"{name} has been changed by you and by the course: yours is beside it as {Path(name).stem}_mine" in said
    assert said.count("beside it") == 3 and "helpers/gone_but_used.py is no longer part of the course." in said
    assert update.update(course.here) == "This is the newest course already."
    assert course.files() == expected(AFTER)
    course.publish({"notebooks/03_both.ipynb": notebook("third"), "helpers/network.py": b"third"})
    write(course.here, {"notebooks/03_both.ipynb": notebook("mine again")})
    update.update(course.here)
    again = {"notebooks/03_both.ipynb": notebook("third"), "helpers/network.py": b"third",
             "notebooks/03_both_mine2.ipynb": notebook("mine again")}
    assert course.files() == expected(AFTER | again)


def test_an_update_that_was_broken_off_is_taken_up_again(course, monkeypatch):
    course.publish(SECOND)
    write(course.here, LEARNER)
    whole, written = update.write, []

    def full(file, content):
        if len(written) == 4:
            raise OSError(28, "No space left on device")
        written.append(file)
        whole(file, content)

    monkeypatch.setattr(update, "write", full)
    with pytest.raises(OSError):
        update.update(course.here)
    assert WRITTEN <= set(course.files().values())
    monkeypatch.setattr(update, "write", whole)
    update.update(course.here)
    assert course.files() == expected(AFTER)


@pytest.mark.parametrize("how", ["whole", "anew"])
def test_a_learners_commits_are_merged(tmp_path, monkeypatch, how):
    course = Course(tmp_path, how, monkeypatch)
    course.publish(SECOND)
    commit(course.here, LEARNER)
    write(course.here, {"notebooks/02_written.ipynb": notebook("later")})
    update.update(course.here)
    assert course.files() == expected(AFTER | {"notebooks/02_written.ipynb": notebook("later")})
    assert git(course.here, "log", "--merges", "--format=%an").split() == [b"learner"]
    changed = git(course.here, "-c", "core.quotePath=false", "status", "--porcelain").decode().splitlines()
    assert changed == [" M notebooks/02_written.ipynb", "?? helpers/layers_mine.py", "?? notebooks/03_both_mine.ipynb",
                       "?? notebooks/05_圖_mine.ipynb"]
    assert update.update(course.here) == "This is the newest course already."


def test_a_zip_of_unknown_age_loses_nothing(tmp_path, monkeypatch):
    course = Course(tmp_path, "zip", monkeypatch)
    commit(course.origin, SECOND)
    write(course.here, LEARNER | {update.STAMP: FIRST[update.STAMP]})
    update.update(course.here)
    files = course.files()
    assert expected(FIRST | SECOND).items() <= files.items() and WRITTEN <= set(files.values())


def test_where_nothing_comes_nothing_changes(course, monkeypatch):
    write(course.here, LEARNER)
    before = course.files()
    course.publish(SECOND)
    course.origin.rename(course.origin.with_name("elsewhere"))
    monkeypatch.undo()  # the true download

    def offline(*_, **__):
        raise urllib.error.URLError("no route to host")

    monkeypatch.setattr(update.urllib.request, "urlopen", offline)
    with pytest.raises(ValueError, match="git fetch --quiet` failed|main.zip could not be fetched: .* try again"):
        update.update(course.here)
    assert course.files() == before


def test_where_github_is_out_of_reach_the_second_source_is_asked_and_a_log_in_page_is_named(monkeypatch):
    asked = []

    def download(url):
        asked.append(url)
        if "github" in url:
            raise ValueError("out of reach")
        return b"<html>Welcome to our hotel"

    monkeypatch.setattr(update, "download", download)
    sources = ["https://github.com/OWNER/REPO", "https://gitee.com/OWNER/REPO"]
    with pytest.raises(ValueError, match="What came is no ZIP of the course. Does this network ask for a log-in?"):
        update.newest(sources)
    assert asked == [f"{sources[0]}/archive/refs/heads/main.zip", f"{sources[1]}/repository/archive/main.zip"]
    with pytest.raises(ValueError, match="out of reach"):
        update.newest(sources[:1])


def test_an_unfinished_merge_comes_first_and_without_a_remote_nothing_comes(tmp_path, monkeypatch):
    course = Course(tmp_path, "clone", monkeypatch)
    write(course.here, {".git/MERGE_HEAD": git(course.here, "rev-parse", "HEAD")})
    with pytest.raises(ValueError, match="A merge or rebase is unfinished in this folder"):
        update.update(course.here)
    write(course.here, {".git/MERGE_HEAD": None})
    git(course.here, "remote", "remove", "origin")
    with pytest.raises(ValueError, match="this folder's repository has no remote"):
        update.update(course.here)


@pytest.mark.skipif(sys.platform == "win32", reason="makes a link")
def test_a_running_lab_comes_first_and_a_broken_installation_shuts_nobody_out(tmp_path, monkeypatch):
    course = Course(tmp_path, "clone", monkeypatch)
    python = course.here / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    for lab, place, words in (("def running(): return {'url': 'http://127.0.0.1'}", sys.executable, "JupyterLab runs"),
                              ("raise ImportError", sys.executable, "newest course"), ("", "gone", "newest course")):
        write(course.here, {"tools/lab.py": lab.encode(), ".venv/bin/python": None})
        python.symlink_to(place)
        try:
            said = update.update(course.here)
        except ValueError as error:
            said = str(error)
        assert words in said
