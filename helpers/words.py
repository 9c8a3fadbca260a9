"""The learner's language. English stands in the code; what it is in another language lies in its catalogues:
locales/LANGUAGE/PACKAGE.po and helpers/lessons/NAME/LANGUAGE.po.

    say("Your guess: {guess}", guess=36)    the sentence in the learner's language, its named places filled
    later("Your guess: {guess}")            the English sentence, for a `say` elsewhere; so the catalogues know of it
    paragraph([one, two])                   sentences that have been said, one behind the other
    clauses(…), series(…), both(…)          parts of a sentence, with "; ", ", " or " and " between them
    language(), speak(name)                 the language of this kernel; set it by hand
    languages(), meant("pt-BR")             those beside English; one by a name that a learner gives it

A notebook's first cell sets it, in the environment variable COURSE_LANGUAGE: two kernels may speak two languages. A
sentence that is missing in its catalogue, marked to be looked at, or broken is said in English.
"""

import contextlib
import functools
import json
import os
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCALES, LESSONS = ROOT / "locales", ROOT / "helpers/lessons"
ENTRY = re.compile(r'((?:^(?:#|msgctxt ).*\n)*)^msgid (".*"(?:\n".*")*)\nmsgstr (".*"(?:\n".*")*)$', flags=re.M)


def say(text, /, **values):
    """`text`, an English sentence, in the learner's language; places such as {guess} are filled if there are values."""
    there = catalogue(language()).get(text, text)
    try:
        return there.format(**values) if values else there
    except (LookupError, AttributeError, ValueError, TypeError):
        if there is text:
            raise
        return text.format(**values)


def later(text):
    """The text itself: marks a sentence that some `say(name)` is going to say."""
    return text


def paragraph(sentences):
    """Whole sentences as one text: English has a space between two, other languages may have none."""
    return say("{one} {two}", one="", two="").join(sentences)


def clauses(parts):
    """Parts of a sentence that have been said, side by side: "a; b"."""
    return say("{one}; {two}", one="", two="").join(parts)


def series(parts):
    """Words in a row: "a, b"."""
    return say("{one}, {two}", one="", two="").join(parts)


def both(parts):
    """Words, mostly two: "a and b"."""
    return say("{one} and {two}", one="", two="").join(parts)


def language():
    """ "en", or the name of a folder in locales."""
    return known(os.environ.get("COURSE_LANGUAGE") or "en")


def languages():
    """Those beside English: the folders of locales."""
    return sorted(folder.name for folder in LOCALES.glob("*/"))


def meant(name):
    """The language that somebody calls so, as its folder or with a hyphen, such as "pt-BR"; None if there is none."""
    return {language.lower(): language for language in languages()}.get(name.lower().replace("-", "_"))


def speak(language):
    """Set the language of this kernel."""
    os.environ["COURSE_LANGUAGE"] = known(language)


@contextlib.contextmanager
def speaking(language):
    """In the block all is said in this language."""
    before = os.environ.get("COURSE_LANGUAGE", "")
    speak(language)
    try:
        yield
    finally:
        os.environ["COURSE_LANGUAGE"] = before


@functools.cache
def known(language):
    """The language, if the course has it; else ValueError."""
    if language != "en" and language not in languages():
        names = ", ".join(map(repr, ["en", *languages()]))
        raise ValueError(f"the language is {language!r}; the course speaks {names}")
    return language


@functools.cache
def catalogue(language):
    """{English: translation} of all that is said in a language; nothing for English."""
    if language == "en":
        return {}
    found = {}
    for path in [*sorted(LESSONS.glob(f"*/{language}.po")), *sorted((LOCALES / language).glob("*.po"))]:
        found |= entries(path.read_text(encoding="utf-8", errors="replace"))
    return found


def entries(text):
    """{msgid: msgstr} of a gettext catalogue as Babel writes it, without the fuzzy and the broken ones, and without
    those that have a context: they stand in a notebook's cells, which are built from them."""
    found = {}
    for comments, *lines in ENTRY.findall(text):
        if not re.search(r"^#,.*\bfuzzy\b|^msgctxt", comments, flags=re.M):
            with contextlib.suppress(ValueError):
                english, there = ("".join(map(json.loads, part.split("\n"))) for part in lines)
                if english and there:
                    found[english] = there
    return found
