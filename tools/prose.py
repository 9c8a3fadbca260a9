"""Make data/prose from the Markdown of the notebooks 00 to 08, the text from which notebook 09 learns to write.

    python tools/prose.py

Run it by hand and seldom: the results that notebook 09 has saved, and the table `text`, belong to the text as it was.
"""

import re
import sys
from collections import Counter
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from helpers.words import languages  # noqa: E402
from tools.contents import paths, put  # noqa: E402
from tools.variants import origin, rewritten  # noqa: E402

NO_PROSE = [r"(?s)```.*?```", r"(?s)<details.*?</summary>|</details>", r"(?s)\$\$.*?\$\$", r"`[^`]*`", r"\$[^$]*\$"]
NO_PROSE += [r"(?m)^(\||#|\*Slide|\*幻灯片|!\[|\*\*).*$", r"\]\([^)]*\)", r"<[^>]*>", r"&\w+;"]
PROSE = ROOT / "data/prose"
SYMBOLS = 400  # of the Chinese text


def markdown(folder):
    """The sentences of the first ten notebooks of a folder, without code, formulas, tables and headings."""
    there = [folder / path.name for path in paths() if not path.name.startswith("09")]
    cells = [cell for path in there for cell in nbformat.read(path, 4).cells if cell.cell_type == "markdown"]
    text = "\n\n".join(cell.source for cell in cells)
    for pattern in NO_PROSE:
        text = re.sub(pattern, " ", text)
    return text


def english(text):
    """Small letters, spaces and , . ' alone: thirty symbols."""
    text = re.sub(r"[^a-z ,.']", " ", text.lower().replace("’", "'"))
    text = re.sub(r"\s+([,.])", r"\1", re.sub(r"(?<![a-z])'|'(?![a-z])", " ", text))
    text = re.sub(r"[,.]+(?=[,.])", "", text)
    return re.sub(r"\s+", " ", text).strip() + "\n"


def chinese(text):
    """Of the clauses, each up to its punctuation mark, those with none but the most frequent characters."""
    text = re.sub(r"[^一-鿿，。：；？]", "", text)
    kept = {character for character, _ in Counter(text).most_common(SYMBOLS)}
    clauses = re.findall(r"[^，。：；？]+[，。：；？]", text)
    return "".join(clause for clause in clauses if kept.issuperset(clause)) + "\n"


def rewrite(folder):
    """The text of each language that is made of another one which has a text there: that one's, rewritten."""
    for language in filter(origin, languages()):
        if (text := folder / f"{origin(language)}.txt").exists():
            put(folder / f"{language}.txt", chinese(rewritten(language, text.read_text(encoding="utf-8"))))


if __name__ == "__main__":
    put(PROSE / "en.txt", english(markdown(ROOT / "notebooks")))
    put(PROSE / "zh.txt", chinese(markdown(ROOT / "notebooks/zh")))
    rewrite(PROSE)
