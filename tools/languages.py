"""The languages beside English. Each is found by its folder in locales; what else there is of it by its catalogues.

Its name in itself is the entry "English" of locales/LANGUAGE/tools.po, its tag the `Language` in that file's head.
"""

import re
import tomllib

from helpers.words import LOCALES, languages, later, say, speaking
from tools.contents import LESSONS, NOTEBOOKS, ROOT, paths
from tools.variants import origin

NAME = later("English")  # to be translated by the language's own name
HEAD = 'msgid ""\nmsgstr ""\n"Language: {}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


def own_name(language):
    """What its speakers call it."""
    with speaking(language):
        return say(NAME)


def tag(language):
    """The language as HTML and a README's name have it, such as "pt-BR"."""
    path = file(language, "tools")
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    found = re.search(r'^"Language: (\w+)\\n"$', text, flags=re.M)
    return (found[1] if found else language).replace("_", "-")


def other_words(language):
    """Of locales/LANGUAGE/words.toml: the heading of a column for word lists, and {English term: what stands there}."""
    path = LOCALES / language / "words.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {"heading": "", "terms": {}}


def header(language):
    """How each of its catalogues begins."""
    return HEAD.format(tag(language).replace("-", "_"))


def file(language, name):
    """The catalogue of a lesson or a package."""
    return LESSONS / name / f"{language}.po" if (LESSONS / name).is_dir() else LOCALES / language / f"{name}.po"


def folder(language):
    """Where its notebooks lie."""
    return NOTEBOOKS if language == "en" else NOTEBOOKS / language


def notebooks(language):
    """Those that it has, in their order."""
    return [folder(language) / path.name for path in paths() if (folder(language) / path.name).exists()]


def readme(language):
    return ROOT / ("README.md" if language == "en" else f"README.{tag(language)}.md")


def every():
    return ["en", *languages()]


def others():
    """The languages beside English that have notebooks."""
    return [language for language in languages() if notebooks(language)]


def translated():
    """Those of them that people translate; each of the rest is made of one of these (tools/variants.py)."""
    return [language for language in others() if not origin(language)]


def editions():
    """English and these."""
    return ["en", *others()]
