"""Check-questions: one of several answers is right, and each wrong one gets the reply that it needs.

    question("05.a")          radio buttons; where no widget can run, the text
    question("05.a", "b")     answer it in code

The page knows the answers' words alone. By the protocol of widgets/page.py it sends

    hello             what was answered last, here or on another day
    choose, number    an answer; Python keeps it and replies through `verdict`
"""

from html import escape
from typing import NamedTuple

import traitlets

from ...plots.show import bundle
from ...validate import whole
from ...widgets.page import Page, module, styles
from ...words import later, say
from ..keeping import progress_file

QUESTIONS = {}  # id -> Question, in the order of the course
LETTERS = "abcdefgh"
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


def answered(asked, number):
    """Write an answer down, and whether it is right; returns its `verdict`."""
    right, words = verdict(asked, number)
    progress_file.note_answer(asked.id, number)
    (progress_file.note if right else progress_file.note_missed)(asked.id)
    return right, words


def asked_at(asked, place):
    """The same question, asked once more at another place, such as "05": there it has an answer of its own."""
    return asked._replace(id=f"{asked.id}@{place}")


def numbers(letters, questions):
    """The numbers of the answers "bd" to two questions; ValueError for what is none."""
    fit = isinstance(letters, str) and len(letters) == len(questions) and all(
        letter in LETTERS[: len(one.choices)] for letter, one in zip(letters.lower(), questions, strict=True))
    if not fit:
        examples = "".join("abca"[k % 4] for k in range(len(questions)))
        sentence = later("answers is {answers}; expected a letter for each question, such as {example}")
        raise ValueError(say(sentence, answers=repr(letters), example=repr(examples)))
    return [LETTERS.index(letter) for letter in letters.lower()]


class Choices(Page):
    """The question as radio buttons with one reply. `chosen`: the number of the answer given last, -1 before it.

    how      what stands below it where no widget runs: how it is answered in code
    silent   an answer is kept as it is marked, and nobody says whether it is right
    """

    _esm = module("../exercises/asking/question.js")
    _css = styles("page.css", "../exercises/asking/question.css")
    text = traitlets.Unicode().tag(sync=True)  # these do not change: a page without a kernel shows them, too
    answers = traitlets.List(traitlets.Unicode()).tag(sync=True)
    silent = traitlets.Bool().tag(sync=True)

    def __init__(self, asked, how=HOW, silent=False):
        self.asked, self.how, self.silent, self.chosen, self.right, self.reply = asked, how, silent, -1, False, ""
        if (kept := progress_file.answers().get(asked.id)) in range(len(asked.choices)):
            self._keep(int(kept))
        super().__init__(text=say(asked.text), answers=[say(words) for words, _ in asked.choices])

    def _keep(self, number):
        right, words = (False, say("Kept.")) if self.silent else verdict(self.asked, number)
        mark = "" if self.silent else "✓ " if right else "✗ "
        self.chosen, self.right, self.reply = number, right, mark + words

    def _state(self):
        return {"chosen": self.chosen, "right": self.right, "reply": self.reply}

    def _do_hello(self):
        return self._state()

    def _do_choose(self, number):
        number = whole("number", number, 0, len(self.asked.choices) - 1)
        if self.silent:
            progress_file.note_answer(self.asked.id, number)
        else:
            answered(self.asked, number)
        self._keep(number)
        return self._state()

    def _saved(self):
        lines = [f"{letter}) {words}" for letter, words in zip(LETTERS, self.answers, strict=False)]
        id, _, place = self.asked.id.partition("@")
        return bundle_of(self.text, lines, self.how and say(self.how, id=place or id), id, self)


def bundle_of(text, lines, how, id, widget):
    """A question or guess as MIME types: the widget, and for where none runs its text, lettered lines and `how`."""
    data = bundle("\n".join([f"{id} {text}", *lines, *([how] if how else [])]), widget=widget)
    parts = ["<br>".join(map(marked, part)) for part in ([text], lines) if part]
    html = "".join(f"<p>{part}</p>" for part in parts)  # no <ol>: JupyterLab numbers it 1. 2. 3.
    data["text/html"] = html + (f'<p class="notebook">{marked(how)}</p>' if how else "")
    return data


def marked(words):
    """Text as HTML, with what stands between backquotes as code."""
    parts = escape(words).split("`")
    return "".join(f"<code>{part}</code>" if k % 2 else part for k, part in enumerate(parts))
