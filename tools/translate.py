"""The course in other languages: catalogues brought up to date with the English, and notebooks built from them.

    python3 course.py translate               all that is there, in each language
    python3 course.py translate LANGUAGE      all of one language; each is a folder in locales
    python3 course.py translate 05            the lesson of one notebook: its cells, exercises, pictures
    python3 course.py translate widgets       one package: helpers, exercises, plots, widgets, tools
    python3 course.py translate --check       what is missing, to be looked at (fuzzy), breaks a rule; changes nothing
    python3 course.py translate --font FILE   the letters for pictures that Matplotlib lacks, out of a font that has all

A notebook whose catalogue is whole is built, into notebooks/LANGUAGE; from then on its catalogue must stay whole, and
those of the packages. Then it has to be run: python3 course.py refresh notebooks/LANGUAGE/05_backpropagation.ipynb
"""

import argparse
import sys
from itertools import product

from helpers.words import languages
from tools import catalogues, editions, letters
from tools.catalogues import LESSONS, PACKAGES, shown
from tools.contents import lesson, number_of, paths, put
from tools.languages import every, file
from tools.unfinished import of_catalogue

NUMBERS = {number_of(path): lesson(path) for path in paths()}


def chosen(names):
    """(languages, names of catalogues) that are meant; all where none is named."""
    unknown = [name for name in names if name not in {*languages(), *NUMBERS, *LESSONS, *PACKAGES}]
    if unknown:
        expected = ", ".join([*languages(), *NUMBERS, *PACKAGES])
        sys.exit(f"There is no {unknown[0]!r} to translate; expected some of {expected}.")
    parts = [NUMBERS.get(name, name) for name in names if name not in languages()]
    return [name for name in names if name in languages()] or languages(), parts or [*PACKAGES, *LESSONS]


def write(languages, names):
    """Bring the catalogues up to date, then the notebooks."""
    for language in languages:
        for path, text in catalogues.stale(language, names).items():
            put(path, text)
            print(f"{shown(path)}: updated")
    for language in every():
        for path, text in editions.stale(language).items():
            put(path, text)
            print(f"{shown(path)}: built; now python3 course.py refresh {shown(path)}")


def tell(languages, names, asked):
    """Print what is left to do; 1 if that is something that must be done."""
    wrong = False
    for language in languages:
        for name in names:
            lines = list(catalogues.to_mend(language, name))
            wrong |= bool(lines) and (asked or name in editions.finished(language))
            count = f"{len(lines)} of {len(catalogues.template(name))} entries to mend"
            print("\n".join([*lines, f"{shown(file(language, name))}: {count}"]))
        for line in letters.left(language):
            print(line)
            wrong |= bool(editions.finished(language))
    stale = [path for language in languages for path in catalogues.stale(language, names)]
    for path in stale + [path for language in every() for path in editions.stale(language)]:
        print(f"{shown(path)}: python3 course.py translate would change it")
        wrong = True
    return int(wrong)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--font", metavar="FILE")
    options = parser.parse_args()
    languages, names = chosen(options.names)
    if options.font:
        for language in languages:
            letters.cut(language, options.font)
        return 0
    if options.check:
        return tell(languages, names, bool(options.names))
    write(languages, names)
    for language, name in product(languages, names):
        if not editions.is_whole(language, name):
            print(*of_catalogue(language, name), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
