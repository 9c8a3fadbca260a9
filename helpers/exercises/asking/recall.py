"""`recall`: two questions of earlier notebooks at the beginning of one, those first that were once answered wrong.

    recall("05")          the questions, each with a reply at once
    recall("05", "ba")    answer both in code, where no buttons can be shown

Nobody counts them. What is answered here stands in the learner's file as "04.share@05", beside what the question's own
notebook was told.
"""

from IPython.display import display

from ...words import later, say, series
from ..keeping import progress_file
from ..keeping.progress_file import notebook_of
from .check import show_verdict
from .question import LETTERS, QUESTIONS, Choices, Question, answered, asked_at, numbers

RECALLS = {}  # id -> Question that is asked here alone; its id begins with the notebook that it leads back to
OPENINGS = {}  # notebook -> the ids of its two questions, where none was answered wrong
IN_PLACE = {"07.b"}  # about a picture above it
HOW = later('Run this cell to answer here, or write the letters of both answers in code: recall("{id}", "ab")')


def add_recall(id, text, choices, right, misconception=None):
    """Put a question into the course that is asked only to remember; as `add_question`."""
    RECALLS[id] = Question(id, text, choices, LETTERS.index(right), misconception)


def opening(notebook):
    """The two questions with which a notebook begins: those already answered here stay."""
    pool = {id: one for id, one in (RECALLS | QUESTIONS).items() if id not in IN_PLACE}
    answers, missed = progress_file.answers(), progress_file.missed()
    last = {id: max((key for key in answers if key.split("@")[0] == id), default=None) for id in pool}
    here = [id for id, _, place in (key.partition("@") for key in answers) if place == notebook and id in pool]
    again = [id for id in pool if notebook_of(id) < notebook and last[id] in missed]
    ids = list(dict.fromkeys([*here, *again, *OPENINGS[notebook]]))[:2]
    return [asked_at(pool[id], notebook) for id in ids]


def recall(notebook, letters=None):
    """Show the two questions of a notebook, such as "05"; or answer them by two letters, where none can be shown."""
    if notebook not in OPENINGS:
        sentence = later("notebook is {notebook}; expected one that begins with questions: {names}")
        raise ValueError(say(sentence, notebook=repr(notebook), names=series(OPENINGS)))
    asked = opening(notebook)
    if letters is None:
        print(say("Two questions of earlier notebooks, so that they stay in your head. Nobody counts the answers."))
        for one, how in zip(asked, ("", HOW), strict=True):
            display(Choices(one, how))
    else:
        for one, number in zip(asked, numbers(letters, asked), strict=True):
            right, words = answered(one, number)
            show_verdict("right" if right else "wrong", words)
