"""Bring the newest course and keep what the learner has written; `course.py update` is this. It needs only Python.

Three versions of each file count: the course as it was when it came here, the learner's, and the new one. What the
learner has not changed becomes new, what the course has not changed stays. Where both did, the new file takes its
place and the learner's stands beside it under another name. A notebook has changed if the text of a cell has: that
it was opened or run counts for nothing. Files that are not the course's, as my_network.py, are never touched.
"""

import http.client
import io
import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STAMP = ".git_archival.txt"  # in a ZIP, git writes here which version it is
RUNS = 73  # an exit status that Python has for nothing else
FOR_A_CLASS = """This copy of the course was made without its answers, and an update would bring them: nothing has
changed. A newer copy comes from where you have this one. Put my_network.py and .course_progress.json into it."""


def update(root=ROOT):
    """Returns what was done, in words; raises a ValueError in words where nothing could be."""
    if lab_runs(root):
        raise ValueError("JupyterLab runs from this folder: save your notebooks, end it with Ctrl-C, then try again.")
    if (root / ".git").exists():
        return from_git(root)
    if not (root / "tools/class_copy.py").exists():
        raise ValueError(FOR_A_CLASS)
    return from_zip(root)


def lab_runs(root):
    """Does JupyterLab run from this folder? An installation that is broken cannot say, and runs none."""
    python = root / (".venv/Scripts/python.exe" if sys.platform == "win32" else ".venv/bin/python")
    ask = [python, "-c", f"import sys, lab; sys.exit({RUNS} if lab.running() else 0)"]
    try:
        return subprocess.run(ask, cwd=root / "tools", stderr=subprocess.DEVNULL).returncode == RUNS
    except OSError:
        return False


def from_zip(root):
    sources = re.findall(r'https://[^"]+', (root / "tools/bootstrap.py").read_text("utf-8"))
    here = (root / STAMP).read_bytes() if (root / STAMP).exists() else b""
    new, source = newest(sources)
    if here == new.get(STAMP):
        return "This is the newest course already."
    version = re.search(rb"node: (\w{40,})", here)
    base = tree(download(archive(source, version[1].decode()))) if version else {}
    return bring(root, base, new)[1]


def newest(sources):
    """(the newest course, where it came from): from the first of the addresses that answers."""
    for source in sources[:-1]:
        try:
            return tree(download(archive(source))), source
        except ValueError:
            continue
    return tree(download(archive(sources[-1]))), sources[-1]


def archive(source, version=""):
    """The address of a ZIP of the newest course, or of a version, on GitHub or on Gitee."""
    if source.startswith("https://gitee.com/"):
        return f"{source}/repository/archive/{version or 'main'}.zip"
    return f"{source}/archive/{version or 'refs/heads/main'}.zip"


def download(url):
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            return answer.read()
    except (OSError, http.client.HTTPException) as error:
        raise ValueError(f"{url} could not be fetched: {error}. Nothing has changed. Online? Then try again.") from None


def from_git(root):
    def git(*arguments, **options):
        quiet = os.environ | {"GIT_TERMINAL_PROMPT": "0"}  # no question for a password where an address is wrong
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, env=quiet, **options)
        if done.returncode:
            said = done.stderr.decode(errors="replace").strip()
            raise ValueError(f"`git {' '.join(arguments)}` failed. {said}")
        return done.stdout

    def name(*arguments):
        return git(*arguments).decode().strip()

    if not shutil.which("git"):
        raise ValueError("This course came by git, which cannot be found: install it from https://git-scm.com.")
    unfinished = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")
    if any((root / name("rev-parse", "--git-path", state)).exists() for state in unfinished):
        raise ValueError("A merge or rebase is unfinished in this folder: end or abort it, then try again.")
    git("fetch", "--quiet")
    try:
        new = name("rev-parse", "@{upstream}")
    except ValueError:
        if not name("remote"):
            raise ValueError("git does not know where a newer course is: this folder's repository has no remote. "
                             "Nothing has changed.") from None
        new = name("rev-parse", "refs/remotes/origin/HEAD")
    head = name("rev-parse", "HEAD")
    try:
        base = name("merge-base", head, new)
    except ValueError:  # a branch that begins anew each time, as `unanswered`: git has noted where it ended before
        base = name("merge-base", "--fork-point", "@{upstream}")
    if base == new:
        return "This is the newest course already."
    trees = [tree(git("archive", "--format=zip", "--prefix=course/", commit)) for commit in (base, new)]
    for files in trees:
        files.pop(STAMP, None)
    taken, words = bring(root, *trees)
    git("reset", "--quiet", new if base == head else "HEAD")  # moves the branch and touches no file
    if base != head:  # commits of the learner's own: a merge of what has just been put together
        author = "-c", "user.name=learner", "-c", "user.email=learner@localhost"  # git may know no name
        git(*author, "merge", "--quiet", "--strategy=ours", "--allow-unrelated-histories", "--no-commit", new)
        git("add", "--all", "--pathspec-from-file=-", "--pathspec-file-nul", input="\0".join(taken).encode())
        git(*author, "commit", "--quiet", "--no-verify", "-m", "Merge the newer course")
    return words


def tree(archive):
    """The files in a ZIP of the course as bytes by path, without the folder that they all lie in."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as files:
            return {name.split("/", 1)[1]: files.read(name) for name in files.namelist() if not name.endswith("/")}
    except zipfile.BadZipFile:
        words = "What came is no ZIP of the course. Does this network ask for a log-in? Then try again."
        raise ValueError(words) from None


def bring(root, base, new):
    """Put the files of `new` where `base` was. Returns the paths that are as in `new` now, and what to tell."""
    taken, words = [], []
    for path in sorted(base.keys() | new.keys(), key=lambda path: (path == STAMP, path)):  # the stamp last
        old, coming, file = base.get(path), new.get(path), root / path
        mine = file.read_bytes() if file.is_file() else None
        if old == coming or mine is None and coming is None:
            continue
        changed = mine is not None and path != STAMP and not same(path, mine, old) and not same(path, mine, coming)
        if changed and coming is None:
            words.append(f"{path} is no longer part of the course. You have changed it, so it has stayed.")
            continue
        if changed:
            name = aside(file, mine)
            words.append(f"{path} has been changed by you and by the course: yours is beside it as {name}.")
        if coming is None:
            file.unlink()
        elif mine != coming:
            write(file, coming)
        taken.append(path)
    return taken, "\n".join([f"The course is up to date. Files that are new: {len(taken)}.", *words])


def same(path, one, other):
    """Have the two the same content? Of a notebook only the text of its cells counts."""
    if one == other or other is None or not path.endswith(".ipynb"):
        return one == other
    try:
        return cells(one) == cells(other)
    except (ValueError, KeyError, TypeError):  # no notebook
        return False


def cells(notebook):
    return [(cell["cell_type"], "".join(cell["source"])) for cell in json.loads(notebook)["cells"]]


def aside(file, content):
    """Write the content beside the file, under a name that is free or has this content; returns the name."""
    for number in ["", *range(2, 1000)]:
        copy = file.with_stem(f"{file.stem}_mine{number}")
        if not copy.exists():
            write(copy, content)
        if copy.read_bytes() == content:
            return copy.name
    raise ValueError(f"There are too many copies of {file}: delete what you no longer need.")


def write(file, content):
    file.parent.mkdir(parents=True, exist_ok=True)
    whole = file.with_name(f".{file.name}.new")
    whole.write_bytes(content)
    os.replace(whole, file)


if __name__ == "__main__":
    try:
        print(update())
    except (OSError, ValueError) as error:
        sys.exit(f"{error}")
    except KeyboardInterrupt:
        sys.exit("\nStopped. Nothing of yours is lost; the same command goes on.")
