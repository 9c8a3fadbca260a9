"""Rules that a script can hold a translation to: `faults(english, there, …)` names those it breaks.

Some hold in every language, such as that code and formulas stay. What a language adds, its forbidden words, its
glossary and patterns of its own, stands in locales/LANGUAGE/rules.toml. A rule that does not fit one entry is left out
by a comment of the translator's above it: `# without numbers`.
"""

import functools
import re
import tomllib
from collections import Counter

from helpers.words import LOCALES
from tools.translate_texts import CODE, LINK, MATHS, PLACE, TAG

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
NUMBER_WORDS = re.compile(
    r"\b(?:half|once|twice|first|second|third|one|two|three|four|five|six|seven|eight|nine|ten|twelve|dozen|eighteen|twenty|"
    r"hundred|thousand|million|billion|\w+teen|\w+ty|\w+th)s?\b",
    flags=re.I,
)


@functools.cache
def rules(language):
    """What a language's rules.toml holds, {} where there is none."""
    path = LOCALES / language / "rules.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def faults(english, there, places, ours, without=()):
    """The names of the rules that a translation breaks; behind a colon the words that this is about, where a rule says.

    places   do braces hold values, as in an f-string or for `say`? Then only these have to stand there.
    ours     rules(language)
    without  names of rules that do not fit this entry
    """
    told = {name: rule(english, there, ours) for name, rule in RULES.items()}
    found = [f"{name}: {words}" if isinstance(words, str) else name
             for name, words in told.items() if words and name not in without]
    for one in ours.get("patterns", ()):
        if re.search(one["pattern"], there if one.get("raw") else without_marks(there)):
            found.append(one["name"])
    if places and pairs(PLACE, english, "'[^']*'") != pairs(PLACE, there, "'[^']*'"):
        found.append("places")
    if not places and not re.search(ours.get("letters", ""), there):
        found.append("untranslated")
    return [name for name in found if name not in without]


def pairs(pattern, text, silent="(?!)"):
    """How often each match stands there, without what `silent` matches inside it."""
    return Counter(re.sub(silent, "", found[0]) for found in re.finditer(pattern, text))


def differ(pattern, silent="(?!)"):
    return lambda english, there, ours: pairs(pattern, english, silent) != pairs(pattern, there, silent)


def without_marks(text):
    """The text with code and maths as a letter, links as their words, without tags and marks of emphasis."""
    text = re.sub(f"!?{LINK}", r"\1", PLACE.sub("\ue000", text))
    text = re.sub(TAG, "", re.sub(rf"{MATHS}|{CODE}", "x", text, flags=re.S))
    return text.replace("*", "")


def numbers(english, there, ours):
    """Numbers missing; or added, where the English has none in words that a translation may write in digits."""
    english, there = (PLACE.sub("", re.sub(TAG, "", text)) for text in (english, there))
    written = Counter()
    for word, digit in ours.get("digits", {}).items():
        written[digit] += there.count(word)
    missing = pairs(NUMBER, english) - pairs(NUMBER, there) - written
    added = pairs(NUMBER, there) - pairs(NUMBER, english)
    if NUMBER_WORDS.search(english):
        added.clear()
    return ", ".join([*(f"{one} is missing" for one in missing), *(f"{one} is too much" for one in added)])


def glossary(english, there, ours):
    """The terms of the English whose words are missing, and these words."""
    outside = rf"{CODE}|{MATHS}|{TAG}|\[[^]]*\]\(http[^)]*\)|\]\([^)]*\)"
    english = re.sub(outside, " ", PLACE.sub(" ", english), flags=re.S)
    terms = compiled(*ours.get("glossary", {}).items())
    asked = [(term.search(english), words) for term, words in terms]
    return ", ".join(f"{term[0]} → {words.pattern}" for term, words in asked if term and not words.search(there))


@functools.cache
def compiled(*terms):
    return [(re.compile(rf"\b(?:{term})\b", flags=re.I), re.compile(words)) for term, words in terms]


def emphasis(english, there, ours):
    """A * or ** that Markdown does not take for a mark: inside it punctuation, outside a letter."""
    text = re.sub(rf"{MATHS}|{CODE}|{PLACE.pattern}", "x", there, flags=re.S)
    inward = True  # does the next mark begin an emphasis?
    for mark in re.finditer(r"\*+", text):
        before, after = text[: mark.start()][-1:] or " ", text[mark.end() :][:1] or " "
        if before.isspace() and after.isspace():
            continue
        near, far = (after, before) if inward else (before, after)
        if near.isspace() or not near.isalnum() and far.isalnum():
            return True
        inward = not inward
    return not inward


def foreign(english, there, ours):
    """A letter of the language's that its character set lacks."""
    for word in ours.get("quoted", ()):
        there = there.replace(word, "")
    letters = re.findall(ours["letters"], there) if "charset" in ours else ()
    return any(not letter.encode(ours["charset"], "ignore") for letter in letters)


RULES = {
    "code": differ(CODE),
    "maths": differ(MATHS, r"\\text\{[^}]*\}"),
    "links": differ(r"\]\([^()\s]+\)"),
    "tags": differ(TAG),
    "numbers": numbers,
    "glossary": glossary,
    "emphasis": emphasis,
    "forbidden word": lambda english, there, ours: ", ".join(
        f"{word} → {better}" for word, better in ours.get("forbidden", {}).items() if word in there),
    "foreign character": foreign,
    "more than one line": lambda english, there, ours: there.count("\n") > english.count("\n"),
}
