"""The tables that say what the course holds, written from what its notebooks and lessons say themselves.

    python3 course.py tables            the READMEs' list of the notebooks and links to each other, a README that is
                                        made of another, the start page's two tables and what its map is drawn from,
                                        and how long a notebook takes and what it asks, in its first cell
    python3 course.py tables --check    only say which files differ

What a notebook is about stands at the top of its lesson, helpers/lessons/NAME/__init__.py.
"""

import argparse
import re
import sys

from helpers.words import say, speaking
from tools import contents, road
from tools.contents import REPOSITORY, ROOT, about, paths, put, read
from tools.languages import every, folder, own_name, readme, tag
from tools.minutes import core, in_fives, minutes
from tools.refresh import canonical
from tools.slide_map import START, write_tables
from tools.variants import origin, rewritten

NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()
BLOCK = re.compile(r"(<!-- notebooks: .* -->\n).*?(<!-- /notebooks -->)", flags=re.S)
TWINS = re.compile(r"^(?:\[[^\[\]]+\]\(README[\w.-]*\.md\)(?: · )?)+$", flags=re.M)  # links to the other READMEs
HERE_ALONE = re.compile(r"<!-- here alone -->\n.*?<!-- /here alone -->\n+", flags=re.S)  # not in what is made of this
THERE_ALONE = re.compile(r"<!-- there alone\n(.*?)-->\n", flags=re.S)  # only in that


def notebook_list(language):
    """The table of a README, in its language."""
    with speaking(language):
        heads = say("notebook"), say("minutes: core + side roads"), say("what it is about"), say("open it online")
        rows = [f"| {' | '.join(heads)} |", "| --- | --- | --- | --- |"]
        for path in paths():
            here = folder(language) / path.name
            place = (here if here.exists() else path).relative_to(ROOT).as_posix()
            colab = f"https://colab.research.google.com/github/{REPOSITORY}/blob/unanswered/{place}"
            # Colab, which folds no output, has those of the branch without the ones that answer; Binder's Lab folds
            binder = f"https://mybinder.org/v2/gh/{REPOSITORY}/main?urlpath=lab/tree/{place}"
            rows.append(f"| [{path.stem}]({place}) | {times(path)} | {say(about(path))} | "
                        f"[Colab]({colab}) · [Binder]({binder}) |")
    return "\n".join(rows) + "\n"


def times(path):
    """The minutes of a notebook's core and of its side roads, "20 + 35"; "+ 50" where it has no core."""
    notebook = read(path)
    kept = minutes(core(notebook))
    more = minutes(notebook.cells) - kept
    return " ".join([*([str(in_fives(kept))] if kept else []), *([f"+ {in_fives(more)}"] if more else [])])


def counted(notebook):
    """Say in a notebook's first cell how long it takes, and how many exercises, questions and guesses there are: on the
    core road, or in all of a notebook that is a side road."""
    way = core(notebook) or notebook.cells
    counts = {kind: sum(cell.id.startswith(f"{kind}-") for cell in way if cell.cell_type == "code")
              for kind in ("exercise", "challenge", "question", "guess")}
    words = [f"{NUMBERS[n]} {kind}{('s', 'es')[kind == 'guess'] * (n > 1)}" for kind, n in counts.items() if n]
    listed = " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
    more = minutes(notebook.cells) - minutes(way)
    said = f"about {in_fives(minutes(way))} minutes" + (f", with {listed}" if listed else "")
    said += f"; the side roads take about {in_fives(more)} more" if more else ""
    first = notebook.cells[0]
    first.source = re.sub(r"about \d+ minutes(?:[,;] [^.]*)?\.", f"{said}.", first.source, count=1)
    return canonical(notebook)


def texts():
    """{file: text that should stand there}"""
    found = {road.MAP: road.text()}
    for path in paths():
        notebook = read(path)
        if path == START:
            write_tables(notebook)
        found[path] = counted(notebook)
    for language in every():
        if text := readme_text(language):
            table, links = notebook_list(language), twins(language)
            text = TWINS.sub(lambda _, links=links: links, text, count=1)
            found[readme(language)] = BLOCK.sub(lambda block, table=table: block[1] + table + block[2], text)
    return found


def readme_text(language):
    """The README in a language: as it stands, or made of the README of the language that this one is made of."""
    path = readme(origin(language) or language)
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    if not origin(language):
        return text
    text = rewritten(language, THERE_ALONE.sub(r"\1", HERE_ALONE.sub("", text)))
    text = re.sub(rf"(lab(?:\.py)? ){origin(language)}\b", rf"\1{tag(language)}", text)
    return re.sub(rf"(?<=/){origin(language)}\b", language, text)


def twins(language):
    """Links to the READMEs in the other languages."""
    others = [other for other in every() if other != language and (readme(other).exists() or origin(other))]
    return " · ".join(f"[{own_name(other)}]({readme(other).name})" for other in others)


def stale():
    """{file: text that should stand there} of the files that differ."""
    return contents.stale(texts())


def write():
    for path, text in stale().items():
        put(path, text)
        print(f"{path.relative_to(ROOT).as_posix()}: updated")
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--check", action="store_true")
    if not parser.parse_args().check:
        return write()
    for path in (found := stale()):
        print(f"{path.relative_to(ROOT).as_posix()}: python3 course.py tables would change it")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
