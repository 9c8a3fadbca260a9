"""Guesses: what can be guessed, how far guess and truth are apart, what is kept; hostile messages."""

import json
import re
import sys

import numpy as np
import pytest

from helpers.exercises import compare, guess, my_guess, progress, surprises
from helpers.exercises.asking.guess import GUESSES, Guessing, add_guess
from helpers.exercises.asking.guess_kinds import Choice, Curve, Number
from helpers.exercises.keeping.progress_file import note

AXES = {"x": ("epoch", 0, 8), "y": ("loss", 0, 2)}
PASSES, SHARE, LOSS, FALL = IDS = ["99b.p", "99b.q", "99b.r", "99b.t"]


@pytest.fixture(autouse=True)
def own(own_progress):
    """A catalogue and a progress file of the test's own; returns the file."""
    kept = dict(GUESSES)
    add_guess(PASSES, "How many passes?", "number", "Two for each parameter.", low=1, high=1e9, log=True)
    add_guess(SHARE, "What share is right?", "number", "One in ten.", unit="%", low=0, high=100)
    add_guess(LOSS, "Which rises with `fit`?", "choice", "It learns by heart.", choices=["training", "test", "neither"])
    add_guess(FALL, "How does it fall?", "curve", "Steep at first.", **AXES)
    yield own_progress
    GUESSES.clear()
    GUESSES.update(kept)


@pytest.fixture
def shown(monkeypatch):
    """What is displayed, as MIME bundles."""
    bundles = []
    keep = lambda data, raw: bundles.append(data)  # noqa: E731
    for module in ("compare", "progress_map"):  # by sys.modules: there are functions of these names, too
        monkeypatch.setattr(sys.modules[f"helpers.exercises.asking.{module}"], "display", keep)
    return bundles


@pytest.mark.parametrize("kind, guessed, truth, words", [
    (Number(), 100, 2536020, "You guessed 100. Answer: 2,536,020. The answer is 25,000 times your guess."),
    (Number(), 50, 20, "You guessed 50. Answer: 20. Your guess is 2.5 times the answer."),
    (Number(), -50, -20, "You guessed −50. Answer: −20. Your guess is 30 too low."),
    (Number("epochs"), 30, 36, "You guessed 30 epochs. Answer: 36 epochs. Your guess is 6 epochs too low."),
    (Number(), 3, 0, "You guessed 3. Answer: 0. Your guess is 3 too high."),
    (Number(), 0.3333, 1 / 3, "You guessed 0.3333, and that is the answer."),
    (Number(), 0.11, 0.1107374, "You guessed 0.11. Answer: 0.1107. That is as good as exact."),
    (Number(), 1000, 1001, "You guessed 1,000. Answer: 1,001. That is as good as exact."),
    (Number(), 1, 1.4, "You guessed 1. Answer: 1.4. Your guess is 0.4 too low."),
    (Number("%"), 36, 12, "You guessed 36 %. Answer: 12 %. Your guess is 24 percentage points too high."),
    (Number("pixels"), 13, 14, "You guessed 13 pixels. Answer: 14 pixels. Your guess is 1 pixel too low."),
    (Number(digits=2), 220, 218.7, "You guessed 220, and that is the answer."),
    (Choice(["yes", "no"]), "b", "yes", "You guessed “no”. Answer: “yes”."),
    (Choice(["8", "16"]), "B", np.str_("16"), "You guessed “16”, and that is the answer."),
    (Curve(**AXES), [2, 0], np.ones(50),
     "You drew a curve from 2 to 0. Answer: a curve from 1 to 1. On average the two are 0.51 apart."),
])
def test_how_far_off(kind, guessed, truth, words):
    read, real = kind.read(guessed), kind.read(truth, truth=True)
    sentence, values = kind.judge(read, real)
    assert sentence.format(guess=kind.words(read), truth=kind.words(real), **values) == words


def test_a_cell_without_an_answer(own, shown, capsys):
    guess(PASSES, 100)
    for nothing in (None, np.float64("nan")):
        compare(PASSES, nothing)
        said = capsys.readouterr().out
        assert "no answer to the question. Was it stopped early? Then run it again" in said and not shown
    assert "truth" not in json.loads(own.read_text())["guesses"][PASSES]


BAD = {
    PASSES: ["36", True, [1, 2], float("nan"), 10**400, 1j, 0, 2e9, {}, np.zeros(2)],
    LOSS: ["d", "", True, -1, ["a"], {"a": 1}, "x" * 10**6],
    FALL: [1, [1], [3, 0], "ab", [[1, 2], [1, 2, 3]], [float("inf"), 1], [[[1]]], {}, [None] * 9, [10**400, 1],
           [1, "2"], [True] * 2],
}


@pytest.mark.parametrize("id", BAD)
def test_a_hostile_message_is_answered_in_words_and_kept_nowhere(own, id, capsys, play):
    for value in BAD[id]:
        said = play(Guessing(GUESSES[id]))({"do": "guess", "value": value})
        assert (said["do"], said["guess"], said["reply"]) == ("refused", None, "")
        assert "expected" in said["note"] and len(said["note"]) < 300
        guess(id, value)
        assert "expected" in capsys.readouterr().out
    assert not own.exists()


def test_a_curve_keeps_each_bend_that_is_drawn():
    curve = Curve(**AXES)
    drawn = np.where(np.arange(65) < 30, 1.9, 0.1).tolist()  # a cliff
    assert curve.read(drawn) == drawn
    steps = np.linspace(*AXES["x"][1:], 61)
    truth = np.array(curve.read((steps, np.where(steps < 3, 1.9, 0.1)), truth=True))
    assert len(truth) == 65 and abs(np.diff(truth)).max() > 0.8  # nor does the truth lose it


def test_a_guess_made_in_the_page_is_there_when_the_page_comes_again(capsys, play):
    for id, sent, words in ((PASSES, 100, "100"), (SHARE, 36.5, "36.5 %"), (LOSS, "b", "“test”"),
                            (FALL, [2, 1, 0], "a curve from 2 to 0")):
        said = play(Guessing(GUESSES[id]))({"do": "guess", "value": sent})
        assert said["reply"].startswith(f"Your guess is {words}. ") and said["guess"] is not None
        assert play(Guessing(GUESSES[id]))({"do": "hello"}) == said | {"do": "hello"}
        my_guess(id)
        assert capsys.readouterr().out == f"Your guess: {words}\n"


def test_a_guess_is_changed_refused_and_taken_back(capsys, own, play):
    say = play(Guessing(GUESSES[PASSES]))
    assert say({"do": "guess", "value": None})["reply"] == "There is no guess yet."
    kept = say({"do": "guess", "value": 100})
    said = say({"do": "guess", "value": -3})
    assert said == kept | {"do": "refused", "note": said["note"]} and "expected one from 1" in said["note"]
    said = say({"do": "guess", "value": None})
    assert (said["guess"], said["reply"]) == (None, "You have taken your guess back, so there is none now.")
    assert json.loads(own.read_text()) == {"guesses": {}} and Guessing(GUESSES[PASSES]).guess is None
    my_guess(PASSES)
    assert capsys.readouterr().out.startswith("Guess in the cell above first")
    guess(PASSES, 100)
    compare(PASSES, 400)
    say({"do": "guess", "value": None})
    assert json.loads(own.read_text())["guesses"] == {PASSES: {"first": 100, "truth": 400}}, "surprises() draws these"


def test_the_first_guess_before_the_comparison_is_kept_and_one_made_after_seeing_is_none(shown, own):
    for made in (10, 100):
        guess(PASSES, made)
    compare(PASSES, 400)
    guess(PASSES, 390)
    compare(PASSES, 400)
    compare(SHARE, np.int64(12))
    guess(SHARE, 12)
    compare(SHARE, 12)
    first, second, unseen, seen = (data["text/plain"] for data in shown)
    assert "Answer: 400. The answer is 4 times your guess.\nTwo" in first and "Your first guess was 100." in second
    assert unseen == "Answer of 99b.q: 12 %\nOne in ten." and "Answer: 12 %. One in" in shown[2]["text/html"]
    assert "this guess does not count among your surprises" in seen
    assert json.loads(own.read_text())["guesses"] == {PASSES: {"guess": 390, "first": 100, "truth": 400},
                                                      SHARE: {"seen": True, "guess": 12}}


def test_what_a_stopped_training_gives_is_not_the_answer_yet(shown, own):
    """Neither is it kept as the truth of a guess, nor does whoever has seen it know the answer."""
    stopped = (lambda share: share < 50, "Was the training stopped early?")
    add_guess(SHARE, "What share is right?", "number", "One in ten.", unless=stopped)
    compare(SHARE, 11)
    guess(SHARE, 70)
    compare(SHARE, 12)
    compare(SHARE, 66)
    assert "You guessed 70. Answer: 12." in shown[1]["text/plain"] and "stopped early" in shown[1]["text/plain"]
    assert not any("surprises" in data["text/plain"] for data in shown)
    assert json.loads(own.read_text())["guesses"] == {SHARE: {"guess": 70, "first": 70, "truth": 66}}


def test_a_guess_that_cannot_be_written_is_told_as_such(monkeypatch, tmp_path, capsys, play):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "nowhere" / "progress.json"))
    guess(PASSES, 10)
    said = capsys.readouterr().out
    assert "could not be saved" in said and "so it is not kept" in said and "Your guess is 10" not in said
    said = play(Guessing(GUESSES[PASSES]))({"do": "guess", "value": 10})
    assert (said["do"], said["guess"]) == ("refused", None) and "so it is not kept" in said["note"]


def test_what_a_caller_mistypes():
    for id, truth in ((PASSES, "many"), (LOSS, 3), (FALL, np.zeros((3, 4))), (FALL, ([1, 0], [1, 2]))):
        with pytest.raises(ValueError, match="expected|wanted|answer"):
            compare(id, truth)
    for call in (guess, my_guess, lambda id: compare(id, 1)):
        with pytest.raises(ValueError, match=r"there is no '99b\.z'; did you mean 99b"):
            call("99b.z")
    with pytest.raises(ValueError, match="expected one with guesses: .*99b"):
        surprises("98")
    for kind, options, words in (
        ("guess", {}, "expected one of number"),
        ("number", {"low": 2, "high": 1}, "low < high"),
        ("number", {"low": 0, "high": 1, "log": True}, "low above 0"),
        ("choice", {"choices": "ab"}, "2 to 8 different"),
        ("curve", {"x": (0, 1), "y": AXES["y"]}, r"expected \(label, low, high\)"),
        ("number", {"reply": "{gues}"}, r"has the places \['gues'\]"),
    ):
        with pytest.raises(ValueError, match=words):
            add_guess("99b.u", "?", kind, "Because.", **options)


def test_surprises(shown, capsys):
    surprises("99b")
    assert "None of your guesses in this notebook" in capsys.readouterr().out
    pairs = {PASSES: (100, 2536020), SHARE: (36, 12), LOSS: ("a", "b"), FALL: ([2, 0], [2, 1])}
    for id, (guessed, truth) in pairs.items():
        guess(id, guessed)
        compare(id, truth)
    drawn = shown[-1]["text/html"]
    assert "your guess, " in drawn and drawn.count("<img alt=") == 1  # guess and truth in one picture
    guess(PASSES, 2e6)  # too late: the first one is drawn
    surprises("99b")
    text = shown[-1]["text/plain"]
    assert "25,000 times your guess" in text and text.count("You ") == 4
    assert shown[-1]["text/html"].count("<img alt=") == 1
    visible = re.sub(r'alt="[^"]*"', "", shown[-1]["text/html"])
    assert "Which rises with" not in visible and f"<b>{LOSS}</b>" in visible  # the picture has the questions


@pytest.mark.parametrize("content", ['{"01.1": ', "[" * 100_000, '{"guesses": {"99b.p": 3}}'])
def test_broken_files_are_each_set_aside(own, capsys, content):
    for number in range(2):
        own.write_text(content)
        guess(PASSES, 100 + number)
        assert "was not readable" in capsys.readouterr().out
        assert json.loads(own.read_text())["guesses"][PASSES]["guess"] == 100 + number
    assert own.with_suffix(".broken").read_text() == own.with_suffix(".broken2").read_text() == content


def test_what_somebody_wrote_into_the_file(own, capsys):
    for rubbish in ("36", None, [1], {}, -5, 1e300):
        own.write_text(json.dumps({"guesses": {id: {"guess": rubbish, "first": rubbish, "truth": None} for id in IDS}}))
        for id in (PASSES, FALL):
            my_guess(id)
            assert capsys.readouterr().out.startswith("Guess in the cell above first")
        surprises("99b")
        capsys.readouterr()


def test_a_file_without_guesses_and_with_a_mark_at_its_start_is_gone_on_with(own, shown):
    own.write_bytes(b"\xef\xbb\xbf" + json.dumps({"01.1": "2026-01-01"}).encode())
    guess(PASSES, 100)
    note("01.2")
    assert json.loads(own.read_text()).keys() == {"01.1", "01.2", "guesses"}
    progress()
    assert shown[-1]["text/plain"].count("●") == 2
