"""Head the changelog for a release, once everything is ready for it.

    python3 course.py release

The version is the one in pyproject.toml. Nothing is written while the course's address is not set, versions disagree,
something is not committed, or a notebook gives other outputs today than its saved ones (this takes minutes).
"""

import datetime
import re
import subprocess
import sys
import tomllib

from tools.contents import ROOT

HEAD = "## Unreleased\n"


def version(root):
    return tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


def cited(root):
    return re.search(r"^version: (\S+)$", (root / "CITATION.cff").read_text(encoding="utf-8"), flags=re.M)[1]


def missing(root):
    """What has to be done first, in words; without running a notebook."""
    changes = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    found = []
    if "OWNER/REPO" in (root / "tools/bootstrap.py").read_text(encoding="utf-8"):
        found.append("The course has no address yet: python3 course.py address OWNER/REPO")
    if version(root) != cited(root):
        found.append(f"pyproject.toml says version {version(root)}, CITATION.cff says {cited(root)}.")
    if f"## {version(root)}" in changes:
        found.append(f"Version {version(root)} stands in CHANGELOG.md: give pyproject.toml and CITATION.cff a new one.")
    if not changes.partition(HEAD)[2].partition("\n## ")[0].strip():
        found.append("CHANGELOG.md has nothing under “Unreleased”: say what is new.")
    if subprocess.check_output(["git", "status", "--porcelain"], cwd=root, text=True):
        found.append("Not everything is committed: git status")
    return found


def stale(root):
    """Which check of the notebooks fails, in words, or an empty string."""
    outputs = ["-m", "pytest", "-q", "-n", "auto", "--dist=loadfile", "notebooks"]
    checks = {
        "An exercise differs from its notebook: python3 course.py exercises": ["-m", "tools.exercises", "--check"],
        "A table differs from the notebooks: python3 course.py tables": ["-m", "tools.tables", "--check"],
        "Another language is not up to date: python3 course.py translate": ["-m", "tools.translate", "--check"],
        "A notebook is not in its one form: python3 course.py refresh": ["-m", "tools.refresh", "--check"],
        "A notebook is stale: python3 course.py refresh": outputs,
    }
    for words, check in checks.items():
        if subprocess.run([sys.executable, *check], cwd=root, stdout=sys.stderr).returncode:
            return words
    return ""


def head(root, today):
    """Give what is unreleased its version and its day."""
    path = root / "CHANGELOG.md"
    changes = path.read_text(encoding="utf-8")
    new = changes.replace(HEAD, f"{HEAD}\n## {version(root)} ({today})\n", 1)
    path.write_text(new, encoding="utf-8", newline="\n")


def main():
    problems = missing(ROOT) or [words for words in [stale(ROOT)] if words]
    if problems:
        sys.exit("\n".join(["Not ready for a release:", *problems]))
    head(ROOT, datetime.date.today())
    print(f"""CHANGELOG.md is headed. What is left:
    git commit --all --message "Version {version(ROOT)}"
    git tag v{version(ROOT)}
    git push --follow-tags""")


if __name__ == "__main__":
    main()
