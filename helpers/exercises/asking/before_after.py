"""`before`, `after` and `before_after`: twelve questions on what is often misunderstood, asked at the beginning of the
course and, with other numbers, at its end.

    before()          the questions, as radio buttons: an answer is kept, and nobody says whether it is right
    after()           the same, with other numbers, the answers in another order
    before_after()    both sides in a picture, and the right answers where something is still open
    before("abcdeabcdeab")    answer in code, where no buttons can be shown

The answers stand in the learner's file as "01.paths@before" and "01.paths@after".
"""

from typing import NamedTuple

from IPython.display import display

from ...plots.show import alt_text, to_html, to_png
from ...plots.twice import twice
from ...words import later, paragraph, say
from ..keeping import progress_file
from .question import Choices, Question, marked, numbers

BELIEFS = {}  # id -> Belief, twelve of them
UNKNOWN = later("I do not know")
HOW = later('Run this cell to answer here, or write the letters of all answers in code: {id}("abcdeabcdeab")')
INTRO = {
    "before": later("Twelve questions: what do you think now? Nobody expects you to know, and no answer is judged. "
                    "At the end of the course you will answer them once more and see both side by side."),
    "after": later("Twelve questions, as at the beginning, with other numbers. The next cell then sets both sides "
                   "beside each other."),
}
OPEN = later("Questions above without an answer: {open}. “I do not know” is an answer, too. Then run this cell again.")
COUNTS = later("Right before: {before} of {all}. Right now: {after} of {all}.")
NONE_BEFORE = later("Right now: {after} of {all}. The questions in notebook 01 were not all answered, so there is "
                    "no before to compare with.")
HONEST = later("This shows how you answer twelve questions. It does not show what you can build or explain. "
               "A lucky guess looks like knowledge, and what you have learned elsewhere is in it, too.")
STILL_OPEN = later("Still open, and a good place to read once more:")
ALL_RIGHT = later("All twelve are right.")
ANSWER = later("{question} Answer: {answer}. {why}")


class Belief(NamedTuple):
    """misconception: its number in the course's list; topic: for the picture; text: of both, or one each; values: of
    the places in text, choices and why, for before and after."""

    id: str
    misconception: int
    topic: str
    text: str | tuple
    choices: list
    right: int
    why: str
    values: tuple

    def asked(self, place):
        """The Question before or after: there its answers stand in reverse, and the last one is always the same."""
        values = self.values[place == "after"]
        text = self.text if isinstance(self.text, str) else self.text[place == "after"]
        choices = [(say(words, **values), "") for words in self.choices]
        right = self.right if place == "before" else len(choices) - 1 - self.right
        choices = choices if place == "before" else choices[::-1]
        return Question(f"{self.id}@{place}", say(text, **values), [*choices, (UNKNOWN, "")], right)


def add_belief(id, misconception, topic, text, choices, right, why, before=None, after=None):
    """Put one of the twelve into the course; `right` is the letter of the right answer of `before`."""
    number = "abcd".index(right)
    BELIEFS[id] = Belief(id, misconception, topic, text, choices, number, why, (before or {}, after or {}))


def questions(place):
    return [belief.asked(place) for belief in BELIEFS.values()]


def states(place, answers):
    """Of each question: None without an answer, else "right", "wrong" or "unknown"."""
    found = []
    for one in questions(place):
        number = answers.get(one.id)
        kinds = ["wrong"] * (len(one.choices) - 1) + ["unknown"]
        kinds[one.right] = "right"
        found.append(kinds[int(number)] if number in range(len(kinds)) else None)
    return found


def score(place, answers):
    """How many of the twelve are right; None where not all are answered."""
    found = states(place, answers)
    return None if None in found else found.count("right")


def ask(place, letters):
    asked = questions(place)
    if letters is None:
        print(say(INTRO[place]))
        for one in asked:
            display(Choices(one, HOW if one is asked[-1] else "", silent=True))
    else:
        for one, number in zip(asked, numbers(letters, asked), strict=True):
            progress_file.note_answer(one.id, number)
        print(say("Kept."))


def before(letters=None):
    """Show the twelve questions of the beginning; or answer them by twelve letters, where none can be shown."""
    ask("before", letters)


def after(letters=None):
    """Show the twelve questions of the end; or answer them by twelve letters, where none can be shown."""
    ask("after", letters)


def before_after():
    """Draw both sides once all questions of `after` are answered; and say what is still open."""
    answers = progress_file.answers()
    sides = states("before", answers), states("after", answers)
    if open_ := sides[1].count(None):
        print(say(OPEN, open=open_))
        return
    figure = twice([say(belief.topic) for belief in BELIEFS.values()], *sides)
    counts = dict(before=score("before", answers), after=score("after", answers), all=len(BELIEFS))
    told = [say(NONE_BEFORE if counts["before"] is None else COUNTS, **counts), say(HONEST)]
    rest = [answer(belief) for belief, state in zip(BELIEFS.values(), sides[1], strict=True) if state != "right"]
    told.append(say(STILL_OPEN if rest else ALL_RIGHT))
    items = "".join(f"<li>{marked(words)}</li>" for words in rest)
    html = f"{to_html(to_png(figure), alt_text(figure))}<p>{marked(paragraph(told))}</p><ul>{items}</ul>"
    display({"text/plain": "\n".join([*told, *rest]), "text/html": html}, raw=True)


def answer(belief):
    """A question of the end with its answer and the reason."""
    asked = belief.asked("after")
    why = say(belief.why, **belief.values[1])
    return say(ANSWER, question=asked.text, answer=asked.choices[asked.right][0], why=why)
