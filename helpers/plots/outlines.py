"""Paths and letters of Matplotlib's as the letters and numbers of SVG's d.

Matplotlib's own font, DejaVu Sans, has the letters of many languages. For what it lacks, such as Chinese, a language
has a small font of its own, locales/LANGUAGE/pictures.otf, which `python3 course.py translate --font` makes.
"""

import re
from collections import namedtuple
from functools import lru_cache

import numpy as np
from matplotlib.font_manager import FontProperties, fontManager, get_font
from matplotlib.path import Path
from matplotlib.textpath import text_to_path
from matplotlib.transforms import Affine2D

from ..words import LOCALES, language

OUTLINES = 100  # size in which Matplotlib's outlines of letters come, in pixels
COMMANDS = {Path.MOVETO: (1, "M"), Path.LINETO: (1, "L"), Path.CURVE3: (2, "Q"), Path.CURVE4: (3, "C"),
            Path.CLOSEPOLY: (0, "z")}  # the number of its points, and its letter


def outline(path, transform, digits, clip=None, simplify=False):
    """A path as the letters and numbers of SVG's d."""
    clip = clip if path.codes is None else None
    path = path.cleaned(transform, remove_nans=True, clip=clip, simplify=simplify, curves=True)
    codes, words, used, place = path.codes.tolist(), [], [], 0
    while codes[place] != Path.STOP:
        count, letter = COMMANDS[codes[place]]
        words.append(letter + " ".join(["%.10g %.10g"] * count))
        used += range(place, place + count)
        place += count or 1
    return "".join(words) % tuple((np.round(path.vertices[used], digits) + 0.0).flat)


def strokes(path, transform, digits):
    """A path to be drawn from wherever the pen is."""
    d, here = "", np.zeros(2)
    for points, code in path.iter_segments(transform, simplify=False):
        if code == Path.CLOSEPOLY:
            d += "z"
        else:
            steps = np.round(np.reshape(points, (-1, 2)) - here, digits) + 0.0
            d += "mlqc"[code - 1] + " ".join(f"{step:g}" for step in steps.flat).replace(" -", "-")
            here = here + steps[-1]
    return d


@lru_cache
def own_font(language):
    """The font for what DejaVu Sans lacks, and a pattern of its characters; (None, "(?!)") where there is none."""
    path = LOCALES / language / "pictures.otf"
    if not path.exists():
        return None, "(?!)"
    return FontProperties(fname=str(path)), f"[{re.escape(''.join(map(chr, get_font(str(path)).get_charmap())))}]"


def needs_own_font(s):
    """Has a text characters of the language's own font?"""
    return not s.isascii() and bool(re.search(own_font(language())[1], s))


def drawable(s):
    """Has each character of a text an outline, in Matplotlib's font or in the language's own?"""
    font = get_font(fontManager.findfont("DejaVu Sans"))
    return all(font.get_char_index(ord(one)) or needs_own_font(one) for one in s)


Written = namedtuple("Written", "d path width height descent")  # outlines with y upwards; sizes in pixels


def text_outline(s, prop, math):
    """A text, OUTLINES pixels an em, from pieces that come again: formulas, digits, and the words between them."""
    return written(s, prop, math, language())


@lru_cache(5000)
def written(s, prop, math, language):
    font, own = own_font(language)
    formula, word = (r"\$[^$]*\$|", r"[^$\d]") if math else ("", r"\D")
    parts = [s] if math and r"\$" in s else re.findall(rf"{formula}\d|{own}+|(?:(?!{own}){word})+", s)
    pieces = [piece(part, font if re.match(own, part) else prop, math and "$" in part) for part in parts or [s]]
    starts = np.cumsum([0, *(width for _, _, width, _, _ in pieces)])
    points = np.concatenate([points + [start, 0] for (points, *_), start in zip(pieces, starts[:-1], strict=True)])
    codes = np.concatenate([codes for _, codes, *_ in pieces])
    above, descent = (max(sizes) for sizes in list(zip(*pieces, strict=True))[3:])
    path = Path(points, codes)
    return Written(outline(path, Affine2D(), 1) if len(points) else "", path, starts[-1], above + descent, descent)


@lru_cache(5000)
def piece(s, prop, math):
    """(points, codes, width, height above the baseline, descent) of a text that is all formula or all words."""
    points, codes = text_to_path.get_text_path(prop, s, math)
    full = prop.copy()
    full.set_size(OUTLINES)
    width, height, descent = text_to_path.get_text_width_height_descent(s, full, math)
    return np.reshape(points, (-1, 2)), np.asarray(codes, np.uint8), width, height - descent, descent


@lru_cache(500)
def font_heights(prop):
    """(ascent, descent, gap between lines) of a font, OUTLINES pixels an em."""
    font = get_font(fontManager.findfont(prop))
    scale, table = OUTLINES / font.get_sfnt_table("head")["unitsPerEm"], font.get_sfnt_table("OS/2")
    names = ("sTypoAscender", "sTypoDescender", "sTypoLineGap") if table else ("ascent", "descent", "lineGap")
    above, below, gap = (scale * (table or font.get_sfnt_table("hhea"))[name] for name in names)
    return above, -below, gap
