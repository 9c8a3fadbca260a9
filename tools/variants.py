"""A language that is another one in other characters and words: its catalogues are made of that one's, by no hand.

    locales/LANGUAGE/rules.toml    `from`: the language it is made of; `opencc`: how OpenCC is to turn its characters
    locales/LANGUAGE/terms.toml    what the language calls it, where OpenCC, which knows characters alone, does not know

[terms] has what OpenCC has made, and what stands there instead; of several that fit, the longest is taken. `stays` are
words that stay, so that nothing shorter in them is replaced. A word with two meanings is one of [[senses]]: its `words`
are replaced where the English of the entry matches `english`. With `unless`, what it matches where they stay, an entry
of which both or none is true is told by `translate --check`, until [terms] or `stays` decide it.
"""

import functools
import re
import tomllib

from helpers.words import LOCALES
from tools.translate_rules import rules


def origin(language):
    """The language that this one is made of; None for one that people translate."""
    return rules(language).get("from")


def rewritten(language, text, english=""):
    """A text of its origin in this language. `english` is what it translates."""
    meant = tuple(bool(re.search(sense["english"], english, flags=re.I)) for sense in terms(language)["senses"])
    pattern, known = replaced(language, meant)
    return pattern.sub(lambda found: known[found[0]], turn(language)(text))


def undecided(language, text, english):
    """Words of a text of its origin whose meaning neither the English nor the table tells."""
    text, found = replaced(language)[0].sub(" ", turn(language)(text)), []
    for sense in terms(language)["senses"]:
        row, line = (re.search(sense.get(side, "(?!)"), english, flags=re.I) for side in ("english", "unless"))
        if "unless" in sense and bool(row) == bool(line):
            found += [word for word in sense["words"] if word in text]
    return found


@functools.cache
def replaced(language, meant=()):
    """(pattern of what is replaced, {each: by what}), with the senses that are meant."""
    table = terms(language)
    known = {word: there for sense, is_meant in zip(table["senses"], meant, strict=False) if is_meant
             for word, there in sense["words"].items()}
    known |= table["terms"] | {word: word for word in table["stays"]}
    longest = sorted(known, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest)) or "(?!)"), known


@functools.cache
def terms(language):
    path = LOCALES / language / "terms.toml"
    return {"terms": {}, "stays": [], "senses": []} | tomllib.loads(path.read_text(encoding="utf-8"))


@functools.cache
def turn(language):
    """OpenCC, as the language wants it."""
    try:
        from opencc import OpenCC  # authors alone need it
    except ImportError as error:
        raise ImportError(f"{language} is made with OpenCC: .venv/bin/pip install -r requirements-test.txt") from error
    return OpenCC(rules(language)["opencc"]).convert
