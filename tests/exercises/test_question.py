"""A question in code, and by click: this file plays the page."""

import json

import pytest

from helpers.exercises import question
from helpers.exercises.question import QUESTIONS, Choices, bundle_of

ASKED = next(iter(QUESTIONS.values()))


def test_a_question_in_code(capsys, own_progress):
    question(ASKED.id, "abcdefgh"[ASKED.right])
    assert "Right." in capsys.readouterr().out
    assert list(json.loads(own_progress.read_text())) == [ASKED.id]
    with pytest.raises(ValueError, match="expected one of the letters"):
        question(ASKED.id, "z")


@pytest.mark.parametrize("number", [99, -1, True, "a", None, 10**400, [0]], ids=lambda number: repr(number)[:9])
def test_what_is_no_answer_is_refused(number, play):
    clicked = []
    said = play(Choices(ASKED, clicked.append))({"do": "choose", "number": number})
    assert (said["do"], said["chosen"], said["reply"], clicked) == ("refused", -1, "", [])
    assert "number is" in said["note"]


def test_a_question_by_click(play):
    clicked = []
    say = play(Choices(ASKED, clicked.append))
    assert (say({"do": "hello"})["chosen"], say({"do": "hello"})["reply"]) == (-1, "")
    wrong = say({"do": "choose", "number": (ASKED.right + 1) % len(ASKED.choices)})
    assert wrong["reply"].startswith("✗ No. ") and not clicked
    right = say({"do": "choose", "number": ASKED.right})
    assert (right["chosen"], clicked) == (ASKED.right, [ASKED.id]) and right["reply"].startswith("✓ Right. ")
    assert say({"do": "hello"}) == right | {"do": "hello"}  # a page that is opened later


def test_without_a_widget_what_stands_between_backquotes_is_code():
    html = bundle_of("Does `fit` learn?", ["a) `yes`"], "<how>", "99.a", Choices(ASKED, print))["text/html"]
    assert html == "<p>Does <code>fit</code> learn?</p><p>a) <code>yes</code></p><p>&lt;how&gt;</p>"
