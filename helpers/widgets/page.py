"""A widget's page: its files, joined, since anywidget takes one module and one style sheet; and its words."""

import re
from pathlib import Path

import anywidget
import traitlets

from ..words import language, say


def joined(*names):
    """joined("page.js", "explorer.js"): their text, one after the other."""
    return "\n".join((Path(__file__).parent / name).read_text("utf-8") for name in names)


def spoken(words):
    """{key: an English sentence} → {key: the sentence in the learner's language}, as a page takes it."""
    return {key: say(text) for key, text in words.items()}


# JupyterLab's server leaves TCP's delay of small segments on: on one computer, where a segment holds 64 KB, the end of
# each picture would wait up to 40 ms for the browser. A picture longer than a segment does not.
PAD = bytes(2**16)
TEXTS = re.compile(r'\btr\(\s*"((?:[^"\\]|\\.)*)"')


class Page(anywidget.AnyWidget):
    """A widget whose page says tr("…"): `words` are its sentences {English: the same in the learner's language}."""

    words = traitlets.Dict().tag(sync=True)
    lang = traitlets.Unicode().tag(sync=True)

    def __init__(self, **traits):
        texts = TEXTS.findall(type(self)._esm)
        words = {text: there for text in texts if (there := say(text)) != text}
        super().__init__(**{"words": words, "lang": language()} | traits)
