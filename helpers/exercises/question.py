"""Check-questions: one of several answers is right, and each wrong one gets the reply that it needs.

    question("05.a")          radio buttons; where no widget can run, the text
    question("05.a", "b")     answer it in code

The page knows the answers' words alone. It sends {"choose": number}; Python answers through `verdict`.
"""

from html import escape
from typing import NamedTuple

import anywidget
import traitlets
from IPython.display import display

from ..plots.show import bundle
from ..widgets.page import module, spoken, styles
from ..words import language, later, say

QUESTIONS = {}  # id -> Question, in the order of the course
LETTERS = "abcdefgh"
SILENT = later("No answer from the kernel: it is busy, or it has stopped. If it has stopped, run this cell again.")
WORDS = {  # what the page says of its own
    "button": later("Answer"),
    "unchosen": later("Nothing is chosen yet."),
    "silent": SILENT,
}
HOW = later('Run this cell to answer here, or write your answer in code: question("{id}", "a")')


class Question(NamedTuple):
    """choices: [(answer, reply), …], one of them right; misconception: number in the course's list, if it is one."""

    id: str
    text: str
    choices: list
    right: int
    misconception: int | None = None


def add_question(id, text, choices, right, misconception=None):
    """Put a question into the course; `right` is the letter of the right answer."""
    QUESTIONS[id] = Question(id, text, choices, LETTERS.index(right), misconception)


def verdict(asked, number):
    """(is it right, the reply in words)."""
    right = number == asked.right
    reply = say(asked.choices[number][1])
    return right, say("Right. {reply}", reply=reply) if right else say("No. {reply}", reply=reply)


class Choices(anywidget.AnyWidget):
    """The question as radio buttons with one reply."""

    _esm = module("../exercises/question.js")
    _css = styles("page.css", "../exercises/question.css")
    text = traitlets.Unicode().tag(sync=True)
    answers = traitlets.List(traitlets.Unicode()).tag(sync=True)
    words = traitlets.Dict().tag(sync=True)
    lang = traitlets.Unicode().tag(sync=True)
    chosen = traitlets.Int(-1).tag(sync=True)
    reply = traitlets.Unicode().tag(sync=True)
    answered = traitlets.Int().tag(sync=True)  # so many messages

    def __init__(self, asked, passed):
        super().__init__(text=say(asked.text), answers=[say(words) for words, _ in asked.choices])
        self.words, self.lang = spoken(WORDS), language()
        self.asked, self.passed = asked, passed
        self.on_msg(self._receive)

    def _receive(self, _, message, buffers):
        number = message.get("choose") if isinstance(message, dict) else None
        if type(number) is int and 0 <= number < len(self.asked.choices):
            self.choose(number)
        self.answered += 1

    def choose(self, number):
        right, words = verdict(self.asked, number)
        self.chosen, self.reply = number, f"{'✓' if right else '✗'} {words}"
        if right:
            self.passed(self.asked.id)

    def _ipython_display_(self, **kwargs):
        lines = [f"{letter}) {words}" for letter, words in zip(LETTERS, self.answers, strict=False)]
        display(bundle_of(self.text, lines, say(HOW, id=self.asked.id), self.asked.id, self), raw=True)


def bundle_of(text, lines, how, id, widget):
    """A question or guess as MIME types: the widget, and for where none runs its text, lettered lines and `how`."""
    data = bundle("\n".join([f"{id} {text}", *lines, how]), widget=widget)
    parts = ["<br>".join(map(escape, part)) for part in ([text], lines, [how]) if part]
    data["text/html"] = "".join(f"<p>{part}</p>" for part in parts)  # no <ol>: JupyterLab numbers it 1. 2. 3.
    return data
