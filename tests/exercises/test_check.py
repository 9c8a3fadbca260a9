"""What the learner calls: check, hint, progress, question; a question by click, for which this file plays the page."""

import json

import pytest

from helpers.exercises import after, before, before_after, check, hint, progress, question, recall
from helpers.exercises.asking.before_after import BELIEFS, questions
from helpers.exercises.asking.question import QUESTIONS, Choices, bundle_of
from helpers.exercises.asking.recall import OPENINGS, RECALLS, opening
from helpers.exercises.exercise import EXERCISES
from helpers.exercises.keeping import progress_file
from tests.exercises.learner import solved
from tools.contents import number_of, paths

ASKED = next(iter(QUESTIONS.values()))


def test_check_hint_and_progress(capsys, own_progress):
    id, exercise = next(iter(EXERCISES.items()))
    for number in range(1, len(exercise.hints) + 1):
        hint(id)
        assert f"hint {number} of {len(exercise.hints)}" in capsys.readouterr().out
    hint(id)
    assert "these were all the hints" in capsys.readouterr().out
    hint(id)
    hint(id, 1)
    assert capsys.readouterr().out.count("text/plain") == 2
    with pytest.raises(ValueError, match="expected one from 1 to"):
        hint(id, 99)
    assert not own_progress.exists()
    check(id, solved(id))
    assert list(json.loads(own_progress.read_text())) == [id, "written"]
    progress()
    assert "●" in capsys.readouterr().out
    with pytest.raises(ValueError, match="did you mean"):
        check("01.77", exercise.reference)


def test_each_answer_gets_a_reply_of_its_own_and_the_right_ones_stand_at_different_places():
    for known in (QUESTIONS, RECALLS, BELIEFS):
        places = [asked.right for asked in known.values()]
        assert max(map(places.count, places)) <= len(places) / 2 and len({*places}) >= 3
    for id, asked in (QUESTIONS | RECALLS).items():
        replies = [words for _, words in asked.choices]
        assert 3 <= len({*replies}) == len(replies) <= 5 and all(len(words) > 13 for words in replies), id


def test_what_is_no_answer_is_refused_and_one_that_is_none_any_more_forgotten(play, own_progress):
    for number in (99, -1, True, "a", None, 10**400, [0]):
        said = play(Choices(ASKED))({"do": "choose", "number": number})
        assert (said["do"], said["chosen"], said["reply"]) == ("refused", -1, "") and not own_progress.exists()
        assert "number is" in said["note"]
    for kept in (99, -1, "a", None, [0], 0.5):
        own_progress.write_text(json.dumps({"answers": {ASKED.id: kept}}))
        assert Choices(ASKED)._state() == {"chosen": -1, "right": False, "reply": ""}
        own_progress.unlink()


def test_a_question_by_click_or_in_code_is_remembered(play, capsys):
    say = play(Choices(ASKED))
    assert (say({"do": "hello"})["chosen"], say({"do": "hello"})["reply"]) == (-1, "")
    wrong = (ASKED.right + 1) % len(ASKED.choices)
    for number, sign in ((wrong, "✗ No. "), (ASKED.right, "✓ Right. ")):
        said = say({"do": "choose", "number": number})
        assert said["reply"].startswith(sign) and (ASKED.id in progress_file.done()) == (number == ASKED.right)
        assert play(Choices(ASKED))({"do": "hello"}) == said | {"do": "hello"}  # on another day
    question(ASKED.id, "abcdefgh"[wrong])
    assert "No." in capsys.readouterr().out and progress_file.answers() == {ASKED.id: wrong}
    with pytest.raises(ValueError, match="expected one of the letters"):
        question(ASKED.id, "z")


def test_without_a_widget_what_stands_between_backquotes_is_code():
    html = bundle_of("Does `fit` learn?", ["a) `yes`"], "<how>", "99.a", Choices(ASKED))["text/html"]
    assert html == '<p>Does <code>fit</code> learn?</p><p>a) <code>yes</code></p><p class="notebook">&lt;how&gt;</p>'


# ---- questions of earlier notebooks ----


def ids(notebook):
    return [asked.id.split("@")[0] for asked in opening(notebook)]


def test_every_notebook_from_02_on_begins_with_two_questions_of_earlier_ones():
    assert list(OPENINGS) == [number for number in map(number_of, paths()) if number >= "02"]
    asked = [id for pair in OPENINGS.values() for id in pair]
    assert len({*asked}) == len(asked) == 2 * len(OPENINGS) and RECALLS.keys() <= {*asked}
    for number, pair in OPENINGS.items():
        assert ids(number) == list(pair) and all(progress_file.notebook_of(id) < number for id in pair)


def test_what_was_once_missed_comes_back_until_it_is_right_at_once(capsys):
    right = "abcd"[QUESTIONS["02.b"].right]
    question("02.b", "a")
    question("02.b", right)  # which the learner knows by now
    assert ids("05") == ["02.b", OPENINGS["05"][0]]
    recall("05", right + "b")  # the second one is wrong
    assert "Right." in capsys.readouterr().out
    assert ids("05") == ["02.b", OPENINGS["05"][0]] and ids("05b")[0] == OPENINGS["05"][0]
    assert progress_file.answers()["02.b"] == "abcd".index(right) and "02.b@05" in progress_file.done()
    question("02.b", "a")
    assert "02.b" not in ids("05b")  # it was right when it came back


def test_a_recall_shows_its_questions_blank_and_refuses_what_is_no_answer(capsys, monkeypatch):
    monkeypatch.setattr("helpers.exercises.asking.recall.display", lambda page: print(page._saved()["text/plain"]))
    question("03.c", "a")
    recall("04")
    told = capsys.readouterr().out
    assert "Nobody counts" in told and QUESTIONS["03.c"].text in told and 'recall("04", "ab")' in told
    assert Choices(opening("04")[0])._state() == {"chosen": -1, "right": False, "reply": ""}
    for notebook, letters, words in (("01", None, "expected one that begins"), ("04", "a", "a letter for each"),
                                     ("04", "az", "a letter for each"), ("04", 7, "a letter for each")):
        with pytest.raises(ValueError, match=words):
            recall(notebook, letters)
    assert "03.c@04" not in progress_file.answers()


# ---- twelve questions before and after ----


def test_the_twelve_ask_the_same_with_other_words_in_another_order():
    assert len(BELIEFS) == 12 and len({belief.misconception for belief in BELIEFS.values()}) == 12
    for first, second in zip(questions("before"), questions("after"), strict=True):
        assert first.text != second.text and "{" not in str(first) + str(second)
        letters = [words for words, _ in first.choices]
        assert len({*letters}) == len(letters) == 5 and letters[-1] == second.choices[-1][0] == "I do not know"
        assert first.right != second.right or letters[first.right] != second.choices[second.right][0]


def test_both_sides_are_shown_once_all_is_answered(capsys):
    right = {place: "".join("abcde"[one.right] for one in questions(place)) for place in ("before", "after")}
    before()
    assert "no answer is judged" in capsys.readouterr().out
    before_after()
    assert "without an answer: 12." in capsys.readouterr().out
    after(right["after"])
    before_after()
    assert "Right now: 12 of 12. The questions in notebook 01" in capsys.readouterr().out
    before("e" * 11 + right["before"][-1])
    after(right["after"][:-2] + "ee")
    before_after()
    told = capsys.readouterr().out
    assert "Right before: 1 of 12. Right now: 10 of 12." in told and told.count(" Answer: ") == 2 * 2  # text and HTML
    for asked in questions("after")[-2:]:
        assert f"{asked.text} Answer: {asked.choices[asked.right][0]}. " in told
    assert "When a step raises the loss: before the right answer, now I do not know." in told  # the alt text
    with pytest.raises(ValueError, match="a letter for each question"):
        before("abc")
