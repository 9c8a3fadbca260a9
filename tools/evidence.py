"""What holds each cause that the course gives: it is derived, counted, quoted, or tried.

    python3 course.py evidence         all that is told, sentence by sentence
    python3 course.py evidence 05d     of one notebook

`helpers/lessons/NAME/evidence.toml` has a line for each cause: [where, words of the sentence, what holds it]. `where`
is the cell, or the guess or question in whose replies the sentence stands. It is held by a cell (left out: derived
where it stands), by a source, by a test if it is counted, or, if it was tried, by a function of the lesson's trials.py
or test_lesson.py, or of tools/experiments.py. Tried means: the cause was taken away, and the effect went; so there are
figures of both sides.
"""

import argparse
import functools
import re
import statistics
import tomllib
from typing import NamedTuple

from helpers.exercises.asking.question import QUESTIONS
from helpers.words import later, say, speaking
from tools.catalogues import CELL, content, told, translations
from tools.contents import LESSONS, ROOT, about, lesson, number_of, paths

KINDS = {"derived": later("derived"), "counted": later("counted"), "quoted": later("quoted"), "tried": later("tried")}
HOW = later("How do we know?")
RULE = later(
    "A cause is easily said. Those that stand here are derived or counted in the place that is named, quoted from a "
    "source, or tried: with the cause and without it, from five random starts at least."
)
NO_CAUSE = "none"  # sentences that have such a word and give no cause
STARTS = 5  # from so many at least, where something is tried
SOURCE = re.compile(r"P1[34]-\d+|\b(19|20)\d\d\b")  # a slide, or a year
CAUSE = re.compile(  # one of these stands in each sentence that gives one
    r"\b(because|since|therefore|thus|hence|due to|is why|makes|brings?|helps?|costs|easier|harder|better|worse|"
    r"the work|caused?)\b|(?:^|[,;:] |\band )so (?!that|far|many|much)\b|^So\b", re.I)


class Cause(NamedTuple):
    where: str
    says: str
    kind: str
    by: str
    measure: str = ""
    present: tuple = ()  # one figure for each start, with the cause
    absent: tuple = ()  # and without it


@functools.cache
def causes(path):
    """The causes of a notebook, as its lesson lists them."""
    file = LESSONS / lesson(path) / "evidence.toml"
    listed = tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return [cause(kind, one) for kind in (*KINDS, NO_CAUSE) for one in listed.get(kind, [])]


def cause(kind, one):
    if kind == "tried":
        return Cause(one["where"], one["says"], kind, one["by"], one["measure"], one["with"], one["without"])
    where, says, by = (*one, one[0])[:3]
    return Cause(where, says, kind, by)


def texts(path):
    """[(where, text, context in its catalogue)] of the prose and of the replies."""
    number = number_of(path)
    prose = [(text, where, CELL) for text, where in told(path.read_text(encoding="utf-8"), number)
             if where.endswith(", markdown") and not where.startswith("solution-")]
    replies = [(text, where, None) for text, where in content(number) if where.endswith((" reply", " why", " unless"))]
    return [(where.rsplit(", ", 1)[0], text, context) for text, where, context in prose + replies]


def stands(cause, where, text):
    return cause.where == where and cause.says in " ".join(re.sub(r"\n> ?", " ", text).split())


def faults(path):
    """What of a notebook's list does not hold, in lines."""
    said, (cells, tests) = texts(path), known(path)
    places = {"tried": tests, "counted": cells | tests}
    for one in causes(path):
        if (count := sum(stands(one, where, text) for where, text, _ in said)) != 1:
            yield f"{one.where}: {one.says!r} stands there {count} times, once is expected: was it reworded?"
        if not SOURCE.search(one.by) if one.kind == "quoted" else one.by not in places.get(one.kind, cells):
            yield f"{one.where}: {one.kind} by {one.by!r}, which is not there"
        if one.kind == "tried" and min(len(one.present), len(one.absent)) < STARTS:
            yield f"{one.where}: tried from fewer than {STARTS} starts"


def sentences(text):
    return [part for part in re.split(r"(?<=[.!?:])\s+(?=[A-Z*\"“(])", text) if not part.endswith("?")]


def held_by_nobody(path):
    """Sentences with a word of cause that no line of the lesson's list names."""
    listed = causes(path)
    return [f"{where}: {sentence}" for where, text, _ in texts(path) for sentence in sentences(text)
            if CAUSE.search(sentence) and len(sentence.split()) > 4
            and not any(stands(one, where, text) and touches(one.says, sentence, text) for one in listed)]


def lacking(path):
    """What its lesson's list still lacks, in lines."""
    file = (LESSONS / lesson(path) / "evidence.toml").relative_to(ROOT).as_posix()
    return [*(f"{file}: {line}" for line in faults(path)),
            *(f"{file} has no line for {line}" for line in held_by_nobody(path))]


def touches(says, sentence, text):
    """Do these words stand in the sentence, or begin or end in it?"""
    start, place = text.find(says), text.find(sentence)
    return start < place + len(sentence) and place < start + len(says)


def known(path):
    """What may hold a cause: (cells, guesses and questions; functions that try or test it)."""
    own = LESSONS / lesson(path)
    files = {"trials.": own / "trials.py", "": own / "test_lesson.py", "experiments.": ROOT / "tools/experiments.py"}
    tried = {prefix + name for prefix, file in files.items() if file.exists()
             for name in re.findall(r"^def (\w+)", file.read_text(encoding="utf-8"), re.M)}
    cells = set(re.findall(r'^   "id": "(.*)"', path.read_text(encoding="utf-8"), re.M))
    return cells | {where for where, _, _ in texts(path)}, tried


def figures(numbers):
    """The middle one, and from the least to the largest."""
    middle, least, most = (f"{x:,.4g}" if x < 1000 else f"{x:,.0f}"
                           for x in (statistics.median(numbers), min(numbers), max(numbers)))
    return middle if least == most else say("{middle} ({least} to {most})", middle=middle, least=least, most=most)


def evidence(one):
    """What holds a cause, in a line."""
    if one.kind != "tried":
        return f"{say(KINDS[one.kind])}: {one.by}"
    return say("tried, {starts} starts each: {measure}: with it {present}, without it {absent} ({by})",
               starts=min(len(one.present), len(one.absent)), measure=say(one.measure), by=one.by,
               present=figures(one.present), absent=figures(one.absent))


def by_text(path, language="en"):
    """{(where, text in this language): [evidence of its causes]}"""
    found = {}
    for where, text, context in texts(path):
        for one in causes(path):
            if one.kind != NO_CAUSE and stands(one, where, text):
                shown = translations(language, lesson(path), context).get(text, text) if language != "en" else text
                found.setdefault((where, shown), []).append(evidence(one))
    return found


def page(language, known):
    """All of it as a page of the site; each text has an anchor, by which its reply links to it.

    known   {(notebook's number, cell's id): {"": its name on its page}}
    """
    with speaking(language):
        lines = [f"# {say(HOW)}", "", say(RULE)]
        for path in paths():
            if found := by_text(path, language):
                lines += ["", f"## {number_of(path)}: {say(about(path))}", ""]
            for (where, text), held in found.items():
                kind = "" if "." not in where else "question-" if where in QUESTIONS else "guess-"
                name = known.get((number_of(path), kind + where.replace(".", "-")), {"": ""})[""]  # else the page
                anchor, words = where.replace(".", "-"), re.sub(r"\[([^][]*)\]\([^)]*\)", r"\1", text)
                lines.append(f'- <span id="{anchor}"></span><a href="{path.stem}.html#{name}">{where}</a> {words}')
                lines += [f"  - {line}" for line in held]
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("notebook", nargs="*", choices=[[], *map(number_of, paths())], metavar="notebook")
    chosen = parser.parse_args().notebook or list(map(number_of, paths()))
    for path in (path for path in paths() if number_of(path) in chosen):
        kinds = [one.kind for one in causes(path)]
        print(f"{path.stem}: " + ", ".join(f"{kinds.count(kind)} {kind}" for kind in KINDS))
        for (where, text), held in by_text(path).items():
            print(f"\n{where}: {' '.join(text.split())}", *held, sep="\n    ")
        print("", *lacking(path), sep="\n")


if __name__ == "__main__":
    main()
