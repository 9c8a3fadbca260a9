"""Guesses: the learner says what they expect before they see it.

    guess("05.p")             the widget; where none can run, the text
    guess("05.p", 36)         guess in code
    my_guess("05.p")          first line of the cell that computes the answer: print the guess
    compare("05.p", truth)    its last line: guess and truth side by side (compare.py)

The page (the protocol is that of widgets/page.py) sends

    hello           what has been kept so far
    guess, value    what was written or drawn; None takes a guess back

and Python keeps it or says what is expected. The truth is in no catalogue: the cell that computes it hands it over.
"""

from dataclasses import asdict, dataclass
from string import Formatter

import traitlets

from ...widgets.page import Page, module, styles
from ...words import later, say
from ..keeping import progress_file
from .check import find
from .guess_kinds import KINDS, PLACES
from .question import LETTERS, bundle_of

GUESSES = {}  # id -> Guess, in the order of the course
MADE = later("Your guess: {guess}")
EMPTY = later("There is no guess yet.")
NONE = later("Guess in the cell above first, then run this one.")
KEPT = later("Your guess is {guess}. Run the next cell to see the answer. Until then you can change your guess.")
HOW = later('Run this cell to guess here, or write your guess in code: guess("{id}", {example})')
PLACED = {"guess", "truth", "times", "difference"}


@dataclass(frozen=True)
class Guess:
    """why: what is said beside the answer; reply: in place of the common sentence on guess and truth."""

    id: str
    text: str
    kind: object
    why: str
    reply: str | None = None
    unless: tuple | None = None

    def reason(self, truth):
        """The sentence beside the answer: `why`, unless what came out tells another story."""
        return self.unless[1] if self.unless and self.unless[0](truth) else self.why

    def kept(self):
        """The learner's guess as plain JSON, or None."""
        return self.readable(progress_file.guesses().get(self.id, {}).get("guess"))

    def readable(self, value, truth=False):
        """What `kind.read` makes of a value out of the learner's file, None where it makes nothing of it."""
        try:
            return self.kind.read(self.kind.choices[value] if hasattr(self.kind, "choices") else value, truth)
        except (ValueError, TypeError, IndexError):
            return None


def add_guess(id, text, kind, why, *, reply=None, unless=None, **options):
    """Put a guess into the course.

    id       "05.p": letters from p on; questions have those from a
    kind     "number" (unit="", low=, high=, log=False, whole=False, digits=None), "choice" (choices=[…]),
             "curve" (x=(label, low, high), y=(label, low, high))
    why      one sentence that says why it is so; it may hold {truth}, but stands there without a guess, too
    reply    in place of the common sentence such as "You guessed 100. Answer: 400. …":
             a text with the places {guess}, {truth}, {times}, {difference}
    unless   (test, sentence): the sentence in place of `why` where test(truth), such as when a training has failed
    """
    if kind not in KINDS:
        raise ValueError(f"kind is {kind!r}; expected one of {', '.join(KINDS)}")
    for words, allowed in ((why, {"truth"}), (unless[1] if unless else "", {"truth"}), (reply or "", PLACED)):
        places = {name for _, name, _, _ in Formatter().parse(words) if name is not None}
        if places - allowed:
            raise ValueError(f"guess {id}: {words!r} has the places {sorted(places)}; expected only {sorted(allowed)}")
    GUESSES[id] = Guess(id, text, KINDS[kind](**options), why, reply, unless)


class Guessing(Page):
    """A guess in the page: a number field, radio buttons, or a small picture to draw in, with a button and a reply.

    `guess`: what is kept, as plain JSON, or None. `reply`: what is said of it.
    """

    _esm = module("../exercises/asking/guess.js")
    _css = styles("page.css", "../exercises/asking/question.css", "../exercises/asking/guess.css")
    kind = traitlets.Unicode().tag(sync=True)  # these do not change: a page without a kernel shows them, too
    text = traitlets.Unicode().tag(sync=True)
    options = traitlets.Dict().tag(sync=True)

    def __init__(self, asked):
        self.asked, self.guess, self.reply = asked, None, ""
        if (kept := asked.kept()) is not None:
            self._keep(kept)
        kind = type(asked.kind).__name__.lower()
        options = {**asdict(asked.kind), **asked.kind.labels(), "places": PLACES}
        super().__init__(kind=kind, text=say(asked.text), options=options)

    def _keep(self, value):
        self.guess, self.reply = value, say(KEPT, guess=self.asked.kind.words(value))

    def _state(self):
        return {"guess": self.guess, "reply": self.reply}

    def _do_hello(self):
        return self._state()

    def _do_guess(self, value):
        if value is not None:
            self._keep(keep_guess(self.asked, value))
        elif self.asked.kept() is None:
            self.guess, self.reply = None, say(EMPTY)
        else:
            progress_file.take_back_guess(self.asked.id)
            self.guess, self.reply = None, say("You have taken your guess back, so there is none now.")
        return self._state()

    def _saved(self):
        choices = self.options.get("choices", ())
        choices = [f"{letter}) {words}" for letter, words in zip(LETTERS, choices, strict=False)]
        how = say(HOW, id=self.asked.id, example=self.asked.kind.example)
        return bundle_of(self.text, choices, how, self.asked.id, self)


def keep_guess(asked, value):
    """Write the guess down; returns it as plain JSON. ValueError says what is expected, or that it was not written."""
    value = asked.kind.read(value)
    if not progress_file.note_guess(asked.id, guess=value):
        raise ValueError(say("your guess could not be saved, so it is not kept"))
    return value


def guess(id, value=None):
    """Ask for a guess with a widget; or make it in code, where no widget can be shown: guess("05.p", 36)."""
    asked = find(id, GUESSES)
    if value is None:
        return Guessing(asked)
    try:
        print(say(KEPT, guess=asked.kind.words(keep_guess(asked, value))))
    except ValueError as error:
        print(say("{error}.", error=error))


def my_guess(id):
    """Print the learner's guess, or to guess first: in a saved output that stays true when somebody has guessed."""
    asked = find(id, GUESSES)
    kept = asked.kept()
    print(say(NONE) if kept is None else say(MADE, guess=asked.kind.words(kept)))
