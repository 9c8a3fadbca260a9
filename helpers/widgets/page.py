"""The files of a widget's page, joined: anywidget takes one module and one style sheet."""

from pathlib import Path


def joined(*names):
    """joined("page.js", "explorer.js"): their text, one after the other."""
    return "\n".join((Path(__file__).parent / name).read_text("utf-8") for name in names)
