"""`compare` and `surprises`: the learner's guesses beside what came out. A guess is never marked wrong."""

import math

from IPython.display import display

from ...plots.guesses import beside, rows
from ...plots.show import alt_text, to_html, to_png
from ...words import later, paragraph, say
from ..keeping import progress_file
from .check import find
from .guess import GUESSES
from .question import marked

ANSWER = later("Answer of {id}: {truth}")  # first line of the text form; tests/browser/test_notebooks.py reads it
THE_ANSWER = later("Answer: {truth}.")
NO_ANSWER = later("As it stands now, this cell gives no answer to the question. Was it stopped early? Then run it "
                  "again and let it finish.")
FIRST = later("Your first guess was {first}.")
SEEN = later("The answer had already been shown when you guessed, so this guess does not count among your surprises.")
NOTHING = later("None of your guesses in this notebook has been compared with its answer yet. Make some, and run the "
                "cells that compare them.")


def compare(id, truth):
    """Show the guess `id` beside its `truth`: a number, a choice by its letter or words, or a curve.

    None or nan says that there is no answer, as a cell may come to none once a learner has changed it. A number is
    rounded as its guess says (`digits` of `add_guess`). A curve is heights (n,) with equal distances from the low to
    the high end of x, or (x, y) with shape (2, n).
    """
    asked = find(id, GUESSES)
    if truth is None or (isinstance(truth, float) and math.isnan(truth)):
        print(say(NO_ANSWER))
        return
    truth = asked.kind.read(truth, truth=True)
    guess, noted = asked.kept(), progress_file.guesses().get(id, {})
    first = asked.readable(noted.get("first"))
    unseen = first is None and not noted.get("seen")
    if unseen and guess is not None:
        first = guess  # made before the answer was seen: it is what `surprises` draws
    if unseen and asked.reason(truth) == asked.why:  # else this is no answer yet: a training was stopped early
        progress_file.note_guess(id, **({"seen": True} if guess is None else {"first": guess, "truth": truth}))
    show_answer(asked, guess, truth, first if guess is not None else None)


def show_answer(asked, guess, truth, first):
    kind, sentences = asked.kind, [beside_words(asked, guess, truth)]
    if first is not None and kind.words(first) != kind.words(guess):
        sentences.append(say(FIRST, first=kind.words(first)))
    if first is None and guess is not None:
        sentences.append(say(SEEN))
    sentences.append(say(asked.reason(truth), truth=kind.words(truth)))
    answer = say(ANSWER, id=asked.id, truth=getattr(kind, "plain", kind.words)(truth))
    html = f'<div role="status" class="course-compare" style="border-left:4px solid #0877bd;padding:.3em .8em">' \
           f"{marked(paragraph(sentences))}</div>"
    data = {"text/plain": "\n".join([answer, *(sentences if guess is not None else sentences[1:])])}
    if kind.picture:
        figure = beside(kind.x, kind.y, guess, truth)
        html += to_html(to_png(figure), alt_text(figure))
    data["text/html"] = html
    display(data, raw=True)


def beside_words(asked, guess, truth):
    """One sentence: guess and truth and how far they are apart; the truth alone without a guess."""
    kind = asked.kind
    if guess is None:
        return say(THE_ANSWER, truth=kind.words(truth))
    sentence, values = kind.judge(guess, truth)
    values = dict.fromkeys(("times", "difference"), "") | values
    return say(asked.reply or sentence, guess=kind.words(guess), truth=kind.words(truth), **values)


def surprises(notebook):
    """Draw the guesses of a notebook, such as "05", beside what came out: the first guess and its truth."""
    known = [asked for asked in GUESSES.values() if progress_file.notebook_of(asked.id) == notebook]
    if not known:
        names = sorted({progress_file.notebook_of(id) for id in GUESSES})
        sentence = later("notebook is {notebook}; expected one with guesses: {names}")
        raise ValueError(say(sentence, notebook=repr(notebook), names=", ".join(names)))
    noted, pairs = progress_file.guesses(), []
    for asked in known:
        saved = noted.get(asked.id, {})
        pair = asked.readable(saved.get("first")), asked.readable(saved.get("truth"), truth=True)
        if None not in pair:
            pairs.append((asked, *pair))
    if not pairs:
        print(say(NOTHING))
        return
    figure = rows([(f"{asked.id}  {say(asked.text)}", asked.kind, *pair, "") for asked, *pair in pairs])
    told = [(say(asked.text), beside_words(asked, *pair)) for asked, *pair in pairs]
    text = "\n".join(f"{text}\n    {words}" for text, words in told)
    items = "".join(f"<li><b>{asked.id}</b> {marked(beside_words(asked, *pair))}</li>" for asked, *pair in pairs)
    html = f"{to_html(to_png(figure), alt_text(figure, paragraph(map(paragraph, told))))}<ul>{items}</ul>"
    display({"text/plain": text, "text/html": html}, raw=True)
