"""The text from which notebook 09 learns, in the language of the notebook."""

from pathlib import Path

from ...words import language

FOLDER = Path(__file__).resolve().parents[3] / "data/prose"


def load_prose(name=None):
    """The course's sentences in language `name`, else the notebook's; English where there are none."""
    path = FOLDER / f"{name or language()}.txt"
    return (path if path.is_file() else FOLDER / "en.txt").read_text(encoding="utf-8").rstrip("\n")
