"""`check`, `hint` and `question`: what the learner calls."""

import difflib
from html import escape

from IPython.display import display

from ...words import later, say, series
from ..diagnosing.judge import judge
from ..exercise import EXERCISES
from ..keeping.keep_function import keep
from ..keeping.network_file import of_the_course
from ..keeping.progress_file import note
from ..lent.machine import reminder
from .question import LETTERS, QUESTIONS, Choices, answered, marked

MARKS = {"right": ("✓", "#2a8a4a"), "untried": ("○", "#888888"), "wrong": ("✗", "#c2571a")}
given = {}  # exercise id -> number of hints given so far


def find(id, known):
    """What the catalogue `known` holds under this id."""
    if id not in known:
        near = difflib.get_close_matches(str(id), known, n=3, cutoff=0.3) or list(known)
        raise ValueError(say("there is no {id}; did you mean {near}?", id=repr(id), near=series(near)))
    return known[id]


def check(id, attempt):
    """Try the function `attempt` on the cases of exercise `id` and say what is right or wrong with it."""
    exercise = find(id, EXERCISES)
    if of_the_course(attempt):
        words = say("this is the course's own function. Write yours in the exercise's cell; that one is checked.")
        show_verdict("untried", say("{name}: {sentence}", name=f"{id} {say(exercise.title)}", sentence=words))
        return
    reply = judge(exercise, attempt)
    more = say('For a hint: hint("{id}")', id=id) if reply.state == "wrong" else ""
    if reply.state == "right":
        note(id)
        given.pop(id, None)
        more = f"{keep(exercise, attempt)} {reminder()}"
    words = say("{name}: {sentence}", name=f"{id} {say(exercise.title)}", sentence=reply.words)
    show_verdict(reply.state, words, reply.evidence, more)


def hint(id, number=None):
    """The next hint for exercise `id`, or the one with a number; they come one at a time, and then once more."""
    exercise = find(id, EXERCISES)
    last = len(exercise.hints)
    if number is not None and (type(number) is not int or not 1 <= number <= last):
        sentence = later("number is {number}; expected one from 1 to {last}, the hints of exercise {id}")
        raise ValueError(say(sentence, number=repr(number), last=last, id=id))
    count = given[id] = number or given.get(id, 0) + 1
    if count > last:
        given[id] = 0
        words = say("{id}: these were all the hints. To read them again: hint(\"{id}\"). The solution is folded below "
                    "the exercise, unless your teacher has kept it back.", id=id)
    else:
        words = say("{id}, hint {number} of {last}: {hint}", id=id, number=count, last=last,
                    hint=say(exercise.hints[count - 1]))
    show_verdict("untried", words)


def question(id, answer=None):
    """Ask check-question `id` with radio buttons; or answer it with a letter, where no buttons can be shown."""
    asked = find(id, QUESTIONS)
    if answer is None:
        return Choices(asked)
    letters = LETTERS[: len(asked.choices)]
    if not isinstance(answer, str) or len(answer) != 1 or answer.lower() not in letters:
        sentence = later("answer is {answer}; expected one of the letters {letters}")
        raise ValueError(say(sentence, answer=repr(answer), letters=series(letters)))
    right, words = answered(asked, letters.index(answer.lower()))
    show_verdict("right" if right else "wrong", words)


def show_verdict(state, words, evidence=(), more=""):
    """Show a reply as text and as HTML, with a mark and not by colour alone."""
    mark, color = MARKS[state]
    width = max((len(name) for name, _ in evidence), default=0)
    lines = [f"  {name:{width}}  {value}".replace("\n", "\n" + " " * (width + 4)) for name, value in evidence]
    text = "\n".join([f"{mark} {words}", *lines, *([more.strip()] if more else [])])
    rows = "".join(f'<tr><th scope="row" style="text-align:right">{escape(name)}</th><td style="text-align:left">'
                   f'<pre style="margin:0;background:none">{escape(value)}</pre></td></tr>' for name, value in evidence)
    table = f'<table style="margin:.5em 0 0">{rows}</table>' if rows else ""
    tail = f'<div style="margin-top:.5em;opacity:.8">{marked(more.strip())}</div>' if more else ""
    html = f'<div role="status" style="border-left:4px solid {color};padding:.3em .8em">' \
           f'<span aria-hidden="true" style="color:{color};font-weight:bold">{mark}</span> ' \
           f"{marked(words)}{table}{tail}</div>"
    display({"text/plain": text, "text/html": html}, raw=True)
