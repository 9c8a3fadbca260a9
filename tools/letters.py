"""Letters for pictures: Matplotlib's font, DejaVu Sans, lacks those of some languages, such as Chinese.

    python3 course.py translate --font FILE     cuts the letters that the catalogues use out of a font that has them all

What is cut lies in locales/LANGUAGE/pictures.otf, for nothing but pictures. FILE is Noto Sans CJK, in Debian's package
fonts-noto-cjk: /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc; which of its faces, rules.toml says.
"""

import sys

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont
from matplotlib.font_manager import findfont, get_font

from helpers.storage import written_whole
from helpers.words import LOCALES
from tools.catalogues import LESSONS, PACKAGES, read_catalogue, shown
from tools.translate_rules import rules

BROAD = "“”‘’…—"  # DejaVu Sans has them, too narrow beside Chinese


def file(language):
    return LOCALES / language / "pictures.otf"


def characters(language, prose=True):
    """What DejaVu Sans lacks of a language's catalogues, and with it what it has too narrow; "" where it has all.

    prose  also of what no picture says, since it may be said in one next: text cells, and the tools
    """
    known, found = get_font(findfont("DejaVu Sans")).get_charmap(), set()
    for name in [*PACKAGES, *LESSONS]:
        if name == "tools" and not prose:
            continue
        for message in read_catalogue(language, name):
            if message.id and (prose or not all(where.endswith(", markdown") for where in message.auto_comments)):
                found |= set(message.string)
    lacking = {character for character in found if character.isprintable() and ord(character) not in known}
    return "".join(sorted(lacking | (found & set(BROAD) if lacking else set())))


def missing(language):
    """What a picture in the language may say and has no letter for."""
    there = get_font(str(file(language))).get_charmap() if file(language).exists() else {}
    return "".join(character for character in characters(language, prose=False) if ord(character) not in there)


def left(language):
    """The line that names them, if there are any."""
    lacks, otherwise = missing(language), "say it in other words, or python3 course.py translate --font FILE"
    said = (message for name in [*PACKAGES, *LESSONS] for message in read_catalogue(language, name))
    places = [f" ({where})" for message in said if {*lacks} & {*message.string} for where in message.auto_comments]
    return [f"{shown(file(language))} lacks {lacks}{''.join(places[:1])}: {otherwise}"] if lacks else []


def cut(language, source):
    """Write the font of the language, from a file of fonts; where the language needs one."""
    if not (needed := characters(language)):
        return
    family = rules(language).get("font")
    faces = TTCollection(source).fonts if source.endswith(".ttc") else [TTFont(source)]
    names = {face["name"].getDebugName(1): number for number, face in enumerate(faces)}
    if family not in names:
        sys.exit(f'locales/{language}/rules.toml says font = {family!r}; {source} has {", ".join(names)}')
    font = TTFont(source, fontNumber=names[family], recalcTimestamp=False)
    options = subset.Options(layout_features=[], hinting=False, name_IDs=["*"], notdef_outline=True)
    cutter = subset.Subsetter(options)
    cutter.populate(text=needed)
    cutter.subset(font)
    with written_whole(file(language)) as whole:  # a process may be drawing with the one that is there
        font.save(whole)
    print(f"{shown(file(language))}: {len(needed):,} characters, {file(language).stat().st_size:,} bytes")
