"""The tables that say what the course holds, written from what its notebooks and lessons say themselves.

    python3 course.py tables            the READMEs' list of the notebooks, the three tables of the start page
    python3 course.py tables --check    only say which files differ

What a notebook is about stands at the top of its lesson, helpers/lessons/NAME/__init__.py.
"""

import argparse
import re
import sys

from helpers.words import say, speaking
from tools.contents import ROOT, about, number, paths
from tools.exercises import FIRST
from tools.languages import every, folder, readme
from tools.slide_map import START, start_page

GITHUB = re.search(r"https://github\.com/(\S+)", FIRST)[1]
BLOCK = re.compile(r"(<!-- notebooks: .* -->\n).*?(<!-- /notebooks -->)", flags=re.S)


def notebook_list(language):
    """The table of a README, in its language."""
    with speaking(language):
        heads = say("notebook"), say("what it is about"), say("open it online")
        rows = [f"| {' | '.join(heads)} |", "| --- | --- | --- |"]
        for path in paths():
            here = folder(language) / path.name
            place = (here if here.exists() else path).relative_to(ROOT).as_posix()
            rows.append(f"| [{path.stem}]({place}) | {say(about(path))} | {badges(place, number(path))} |")
    return "\n".join(rows) + "\n"


def badges(place, name):
    binder, colab = say("Open {notebook} on Binder", notebook=name), say("Open {notebook} in Colab", notebook=name)
    return (
        f"[![{binder}](https://mybinder.org/badge_logo.svg)]"
        f"(https://mybinder.org/v2/gh/{GITHUB}/main?urlpath=lab/tree/{place}) "
        f"[![{colab}](https://colab.research.google.com/assets/colab-badge.svg)]"
        f"(https://colab.research.google.com/github/{GITHUB}/blob/main/{place})"
    )


def texts():
    """{file: text that should stand there}"""
    found = {START: start_page()}
    for path, language in ((readme(language), language) for language in every()):
        if path.exists():
            table = notebook_list(language)
            text = path.read_text(encoding="utf-8")
            found[path] = BLOCK.sub(lambda block, table=table: block[1] + table + block[2], text)
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    stale = {path: text for path, text in texts().items() if path.read_text(encoding="utf-8") != text}
    for path, text in stale.items():
        done = "python3 course.py tables would change it" if check else "updated"
        print(f"{path.relative_to(ROOT).as_posix()}: {done}")
        if not check:
            path.write_text(text, encoding="utf-8", newline="\n")
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
