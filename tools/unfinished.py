"""What is left to do for a lesson or a language, in lines that name the place."""

import os
import re
import subprocess
import sys

from helpers.exercises.asking.recall import OPENINGS
from helpers.exercises.exercise import EXERCISES
from helpers.words import languages
from tools import catalogues, editions, letters, tables
from tools.contents import LESSONS, ROOT, lesson, number_of, read
from tools.evidence import lacking
from tools.exercises import OURS, synchronize
from tools.languages import NAME, file, notebooks, own_name, readme
from tools.minutes import too_long
from tools.translate_texts import CELL, wide
from tools.variants import origin

FEWEST_GUESSES = 2
shown = catalogues.shown


def of_lesson(path):
    """What keeps a notebook and its lesson from being whole; what is to be translated once all of it is written."""
    todos = todos_of(path)
    left = todos + too_wide(path) + unshown(path) + too_few_guesses(path) + without_recall(path) + too_long(path)
    if any(synchronize(path, write=False)):
        left.append("an exercise differs from its cells: python3 course.py exercises")
    if stale := tables.stale():
        left.append(f"{', '.join(map(shown, stale))}: python3 course.py tables")
    left += unrun(path) + ([] if todos else lacking(path))
    waiting, others = set(), []
    for language in languages() if not todos else ():
        names = {lesson(path), *editions.finished(language)}  # the start page lists them all
        for name in sorted(names):
            lines = of_catalogue(language, name)
            if lines and (origin(language), name) not in waiting:  # else it is made of one that comes first
                left += lines
                waiting.add((language, name))
        left += letters.left(language)
        left += [f"{shown(place)}: python3 course.py translate" for place in editions.stale(language)]
        if not waiting:  # each sentence that is still to come would have them run again
            for place in notebooks(language):
                (left if place.name == path.name else others).extend(unrun(place))
    return left + others + ([] if left else refused(path))


def todos_of(path):
    """Where a stub still says TODO, in the notebook and in its lesson."""
    files = [there for there in sorted((LESSONS / lesson(path)).iterdir()) if there.suffix in (".py", ".txt")]
    cells = [cell for cell in read(path).cells if not cell.id.startswith(OURS)]
    found = [f"{shown(path)}, cell {cell.id}: TODO" for cell in cells if "TODO" in cell.source]
    return [line for there in files for line in todos(there)] + found


def todos(path):
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    return [f"{shown(path)}, line {row}: {line.strip()}" for row, line in lines if "TODO" in line or "todo" in line]


def too_wide(path):
    """Lines of code that would run out of their cell."""
    return [f"{shown(path)}, cell {cell.id}: more than {CELL} letters in the line {line.strip()[:40]} …"
            for cell in read(path).cells if cell.cell_type == "code"
            for line in cell.source.splitlines() if wide(line) > CELL]


def unshown(path):
    """Pictures of its lesson that neither a cell nor another picture uses."""
    folder, found = LESSONS / lesson(path), []
    used = " ".join(cell.source for cell in read(path).cells if cell.cell_type == "code")
    files = {*folder.glob("*.py")} - {folder / "test_lesson.py"}
    used += " ".join(there.read_text(encoding="utf-8") for there in files)
    for there in sorted(files - {folder / "exercises.py", folder / "trials.py"}):  # evidence.toml names the trials
        source = there.read_text(encoding="utf-8")
        names = set(re.findall(r"^def (\w+)", source, flags=re.M)) - {e.reference.__name__ for e in EXERCISES.values()}
        found += [f"{shown(path)}: no cell shows {there.stem}.{name}" for name in sorted(names)
                  if f"{there.stem}.{name}" not in used and not re.search(rf"(?<!def )\b{name}\b", source)]
    return found


def too_few_guesses(path):
    guesses = sum(cell.id.startswith("guess-") for cell in read(path).cells)
    few = f"{shown(path)} has {guesses} of at least {FEWEST_GUESSES} guesses"
    return [few] if guesses < FEWEST_GUESSES else []


def without_recall(path):
    """A notebook begins with two questions of earlier ones, which no other begins with."""
    number = number_of(path)
    if number not in OPENINGS:
        missing = f"{shown(path)} has no two questions in helpers/lessons/start_here/recalls.py, OPENINGS"
        return [missing] if number >= "02" else []
    others = {id: other for other, pair in OPENINGS.items() if other != number for id in pair}
    return [f"{shown(path)}: {others[id]} begins with {id}, too (helpers/lessons/start_here/recalls.py, OPENINGS)"
            for id in OPENINGS[number] if id in others]


def refused(path):
    """What the tests say that read a notebook, its lesson and its catalogues and run neither: names, links, ….

    They are asked last, in another process: it takes half a minute."""
    options = ["-q", "--notebook", number_of(path), "--unrun", "--no-header", "--tb=no", "-p", "no:cacheprovider"]
    done = subprocess.run([sys.executable, "-m", "pytest", *options], cwd=ROOT, capture_output=True, text=True,
                          env=os.environ | {"COLUMNS": "300"})  # a line of the summary ends with the reason
    told = [line.split(" ", 1)[1] for line in done.stdout.splitlines() if line.startswith(("FAILED ", "ERROR "))]
    return told or ([f"the tests stop: {done.stdout}{done.stderr}"] if done.returncode else [])


def unrun(path):
    """A notebook with a cell that has not been run since it was changed."""
    code = [cell for cell in read(path).cells if cell.cell_type == "code"]
    if [cell.execution_count for cell in code] != list(range(1, len(code) + 1)):
        return [f"{shown(path)} has not been run: python3 course.py refresh {shown(path)}"]
    return []


def of_catalogue(language, name):
    """How many entries are left, and whether `translate` has to be called first."""
    path, lines = file(language, name), list(catalogues.to_mend(language, name))
    if catalogues.stale(language, [name]):
        return [f"{shown(path)}: python3 course.py translate {language}"]
    if lines:
        first = lines[0].splitlines()[0].split(": ", 1)[1]  # where it stands, and what is wrong
        return [f"{shown(path)}: {len(lines)} of {len(catalogues.template(name))} entries, the first for {first} "
                f"(all: python3 course.py translate --check {name})"]
    return []


def of_language(language):
    """What keeps a language from being whole."""
    left = [line for name in [*catalogues.PACKAGES, *catalogues.LESSONS] for line in of_catalogue(language, name)]
    if own_name(language) == NAME:
        left.insert(0, f"{shown(file(language, 'tools'))}: the entry {NAME!r} is to be the language's own name")
    if not readme(language).exists():
        begin = "" if origin(language) else "begin with a copy of README.md, then "
        left.append(f"{readme(language).name}: {begin}python3 course.py tables")
    left += letters.left(language)
    left += [f"{shown(path)}: python3 course.py translate" for path in editions.stale(language)]
    return left + [line for path in notebooks(language) for line in unrun(path)]
