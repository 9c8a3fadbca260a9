"""Guesses: what can be guessed, how far guess and truth are apart, what is kept; hostile messages."""

import json
import re
import sys

import numpy as np
import pytest

from helpers.exercises import compare, guess, my_guess, progress, surprises
from helpers.exercises.asking.guess import GUESSES, Guessing, add_guess
from helpers.exercises.asking.guess_kinds import Choice, Curve, Number, neat
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


@pytest.mark.parametrize("number, text", [
    (2536020, "2,536,020"), (1 / 3, "0.3333"), (-2.5, "−2.5"), (36.0, "36"), (12345.678, "12,350"), (0, "0"),
    (1.234e-7, "1.234e-07"), (np.float32(0.25), "0.25"), (-0.0, "0"), (1e15, "1e+15"),
])
def test_a_number_is_said_as_a_reader_likes_it(number, text):
    assert neat(number) == text


@pytest.mark.parametrize("kind, guessed, truth, words", [
    (Number(), 100, 2536020, "You guessed 100. Answer: 2,536,020. The answer is 25,000 times your guess."),
    (Number(), 50, 20, "You guessed 50. Answer: 20. Your guess is 2.5 times the answer."),
    (Number(), -50, -20, "You guessed −50. Answer: −20. Your guess is 30 too low."),
    (Number("epochs"), 30, 36, "You guessed 30 epochs. Answer: 36 epochs. Your guess is 6 epochs too low."),
    (Number(), 3, -2, "You guessed 3. Answer: −2. Your guess is 5 too high."),
    (Number(), 3, 0, "You guessed 3. Answer: 0. Your guess is 3 too high."),
    (Number(), 0.3333, 1 / 3, "You guessed 0.3333, and that is the answer."),
    (Number(), 0.11, 0.1107374, "You guessed 0.11. Answer: 0.1107. That is as good as exact."),
    (Number(), 1000, 1001, "You guessed 1,000. Answer: 1,001. That is as good as exact."),
    (Number("%"), 88, 87.89, "You guessed 88 %. Answer: 87.89 %. That is as good as exact."),
    (Number(), 12, 12.4, "You guessed 12. Answer: 12.4. That is as good as exact."),
    (Number(), 100, 104, "You guessed 100. Answer: 104. Your guess is 4 too low."),
    (Number(), 1, 1.4, "You guessed 1. Answer: 1.4. Your guess is 0.4 too low."),
    (Number(), 0, 0.3, "You guessed 0. Answer: 0.3. Your guess is 0.3 too low."),
    (Number("%"), 36, 12, "You guessed 36 %. Answer: 12 %. Your guess is 24 percentage points too high."),
    (Number("%"), 11, 12, "You guessed 11 %. Answer: 12 %. Your guess is 1 percentage point too low."),
    (Number("percentage points"), 1, 7, "You guessed 1 percentage point. Answer: 7 percentage points. "
                                        "Your guess is 6 percentage points too low."),
    (Number("pixels"), 13, 14, "You guessed 13 pixels. Answer: 14 pixels. Your guess is 1 pixel too low."),
    (Choice(["yes", "no"]), "b", "yes", "You guessed “no”. Answer: “yes”."),
    (Choice(["yes", "no"]), "B", "no", "You guessed “no”, and that is the answer."),
    (Curve(**AXES), [2, 0], np.ones(50),
     "You drew a curve from 2 to 0. Answer: a curve from 1 to 1. On average the two are 0.51 apart."),
])
def test_how_far_off(kind, guessed, truth, words):
    read, real = kind.read(guessed), kind.read(truth, truth=True)
    sentence, values = kind.judge(read, real)
    assert sentence.format(guess=kind.words(read), truth=kind.words(real), **values) == words
    assert "wrong" not in words.lower()


@pytest.mark.parametrize("truth, digits, rounded", [
    (97.12, 2, 97), (218.7, 2, 220), (5.36e14, 1, 5e14), (0.5064, 2, 0.51),
])
def test_a_truth_is_rounded_to_the_digits_of_its_guess(truth, digits, rounded):
    kind = Number(digits=digits)
    assert kind.read(truth, truth=True) == rounded and kind.read(truth) == truth  # what was guessed stays as it is


@pytest.mark.parametrize("nothing", [None, float("nan"), np.float64("nan")])
def test_a_cell_without_an_answer(own, shown, capsys, nothing):
    guess(PASSES, 100)
    capsys.readouterr()
    compare(PASSES, nothing)
    said = capsys.readouterr().out
    assert "no answer to the question. Was it stopped early? Then run it again" in said and not shown
    assert "truth" not in json.loads(own.read_text())["guesses"][PASSES]


def test_truths_of_the_other_kinds():
    assert Choice(["8", "16"]).read(16, truth=True) == Choice(["8", "16"]).read(np.str_("16"), truth=True) == 1
    rising = np.linspace(0, 8, 33)
    np.testing.assert_allclose(Curve(**AXES).read((rising, rising / 4), truth=True), np.linspace(0, 2, 65))


BAD = {
    PASSES: ["36", None, True, [1, 2], float("nan"), float("inf"), 10**400, 1j, 0, 2e9, {}, np.zeros(2)],
    LOSS: ["d", "", "ab", None, True, -1, 5, ["a"], {"a": 1}, "x" * 10**6],
    FALL: [None, 1, [1], [3, 0], "ab", [[1, 2], [1, 2, 3]], [float("inf"), 1], [[[1]]], {}, [None] * 9, [10**400, 1],
           [1, "2"], [1, float("nan")], [True] * 2],
}


@pytest.mark.parametrize("id, value", [(id, value) for id, values in BAD.items() for value in values],
                         ids=lambda value: repr(value)[:30])
def test_a_hostile_message_is_answered_in_words_and_kept_nowhere(own, id, value, capsys, play):
    said = play(Guessing(GUESSES[id]))({"do": "guess", "value": value})
    if value is None:
        assert said == {"do": "guess", "to": "", "guess": None, "reply": "There is no guess yet."}
    else:
        assert (said["do"], said["guess"], said["reply"]) == ("refused", None, "")
        assert "expected" in said["note"] and len(said["note"]) < 300
        guess(id, value)
        assert "expected" in capsys.readouterr().out
    assert not own.exists()


def test_a_curve_keeps_each_bend_that_is_drawn():
    curve = Curve(**AXES)
    drawn = np.where(np.arange(65) < 30, 1.9, 0.1).tolist()  # a cliff
    assert curve.read(drawn) == drawn and len(drawn) >= 60
    steps = np.linspace(*AXES["x"][1:], 61)
    truth = np.array(curve.read((steps, np.where(steps < 3, 1.9, 0.1)), truth=True))
    assert len(truth) == 65 and abs(np.diff(truth)).max() > 0.8  # nor does the truth lose it


@pytest.mark.parametrize("id, sent, words", [
    (PASSES, 100, "100"), (SHARE, 36.5, "36.5 %"), (LOSS, "b", "“test”"),
    (FALL, [2, 1, 0], "a curve from 2 to 0"),
])
def test_a_guess_made_in_the_page_is_there_when_the_page_comes_again(capsys, id, sent, words, play):
    my_guess(id)
    assert capsys.readouterr().out.startswith("Guess in the cell above first")
    said = play(Guessing(GUESSES[id]))({"do": "guess", "value": sent})
    assert said["reply"].startswith(f"Your guess is {words}. ") and said["guess"] is not None
    again = play(Guessing(GUESSES[id]))({"do": "hello"})
    assert again == said | {"do": "hello"}
    my_guess(id)
    assert capsys.readouterr().out == f"Your guess: {words}\n"


def test_a_guess_that_cannot_be_is_refused_and_the_one_before_it_stays(play):
    say = play(Guessing(GUESSES[PASSES]))
    kept = say({"do": "guess", "value": 100})
    said = say({"do": "guess", "value": -3})
    assert said == kept | {"do": "refused", "note": said["note"]} and "expected one from 1" in said["note"]


@pytest.mark.parametrize("id, good, bad", [("00.p", 97, 10), ("06.t", 212, 8865), ("06c.p", 66, 12)])
def test_a_training_that_failed_is_not_praised(shown, id, good, bad):
    """8865 wrong: six layers of four neurons, from any start."""
    for truth in (good, bad):
        compare(id, truth)
    praise, other = (data["text/plain"] for data in shown)
    assert GUESSES[id].why in praise and GUESSES[id].why not in other and "Was the training stopped early?" in other


def test_a_guess_is_taken_back(capsys, own, play):
    say = play(Guessing(GUESSES[PASSES]))
    say({"do": "guess", "value": 100})
    said = say({"do": "guess", "value": None})
    assert (said["guess"], said["reply"]) == (None, "You have taken your guess back, so there is none now.")
    assert json.loads(own.read_text()) == {"guesses": {}} and Guessing(GUESSES[PASSES]).guess is None
    my_guess(PASSES)
    assert capsys.readouterr().out.startswith("Guess in the cell above first")
    guess(PASSES, 100)
    compare(PASSES, 400)
    say({"do": "guess", "value": None})
    assert json.loads(own.read_text())["guesses"] == {PASSES: {"first": 100, "truth": 400}}, "surprises() draws these"


def test_without_a_guess_the_value_is_said(shown):
    compare(PASSES, np.int64(2536020))
    assert shown[0]["text/plain"] == "Answer of 99b.p: 2,536,020\nTwo for each parameter."
    assert "Answer: 2,536,020. Two for" in shown[0]["text/html"]


def test_a_guess_made_after_seeing_is_no_first_one(shown, own, capsys):
    compare(PASSES, 400)
    guess(PASSES, 400)
    compare(PASSES, 400)
    assert "this guess does not count among your surprises" in shown[1]["text/plain"]
    assert json.loads(own.read_text())["guesses"] == {PASSES: {"seen": True, "guess": 400}}
    surprises("99b")
    assert "None of your guesses in this notebook" in capsys.readouterr().out


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


def test_the_first_guess_before_the_comparison_is_kept(shown, own):
    guess(PASSES, 10)
    guess(PASSES, 100)
    compare(PASSES, 400)
    guess(PASSES, 390)
    compare(PASSES, 400)
    assert json.loads(own.read_text())["guesses"] == {PASSES: {"guess": 390, "first": 100, "truth": 400}}
    assert "Answer: 400. The answer is 4 times your guess.\nTwo" in shown[0]["text/plain"]
    assert "Your first guess was 100." in shown[1]["text/plain"]


def test_a_drawn_guess_comes_with_a_picture(shown):
    compare(FALL, np.linspace(2, 0, 30))
    guess(FALL, [2, 1])
    compare(FALL, np.linspace(2, 0, 30))
    without, beside = (data["text/html"] for data in shown)
    assert "your guess" not in without and "your guess, " in beside and beside.count("<img alt=") == 1


@pytest.mark.parametrize("id, truth", [(PASSES, "many"), (LOSS, 3), (FALL, np.zeros((3, 4))), (FALL, ([1, 0], [1, 2]))])
def test_a_truth_of_another_kind_is_an_error(id, truth):
    with pytest.raises(ValueError, match="expected|wanted|answer"):
        compare(id, truth)


def test_an_unknown_id():
    for call in (guess, my_guess, lambda id: compare(id, 1)):
        with pytest.raises(ValueError, match=r"there is no '99b\.z'; did you mean 99b"):
            call("99b.z")
    with pytest.raises(ValueError, match="expected one with guesses: .*99b"):
        surprises("98")


@pytest.mark.parametrize("kind, options, words", [
    ("guess", {}, "expected one of number"),
    ("number", {"low": 1}, "expected both"),
    ("number", {"low": 2, "high": 1}, "low < high"),
    ("number", {"low": 0, "high": 1, "log": True}, "low above 0"),
    ("choice", {"choices": ["a"]}, "2 to 8 different"),
    ("choice", {"choices": "ab"}, "2 to 8 different"),
    ("curve", {"x": (0, 1), "y": AXES["y"]}, r"expected \(label, low, high\)"),
    ("number", {"reply": "{gues}"}, r"has the places \['gues'\]"),
])
def test_what_an_author_mistypes(kind, options, words):
    with pytest.raises(ValueError, match=words):
        add_guess("99b.u", "?", kind, "Because.", **options)


def test_surprises(shown, capsys):
    surprises("99b")
    assert "None of your guesses in this notebook" in capsys.readouterr().out
    pairs = {PASSES: (100, 2536020), SHARE: (36, 12), LOSS: ("a", "b"), FALL: ([2, 0], [2, 1])}
    for id, (guessed, truth) in pairs.items():
        guess(id, guessed)
        compare(id, truth)
    guess(PASSES, 2e6)  # too late: the first one is drawn
    surprises("99b")
    text = shown[-1]["text/plain"]
    assert "25,000 times your guess" in text and text.count("You ") == 4
    assert shown[-1]["text/html"].count("<img alt=") == 1
    visible = re.sub(r'alt="[^"]*"', "", shown[-1]["text/html"])
    assert "Which rises with" not in visible and f"<b>{LOSS}</b>" in visible  # the picture has the questions


@pytest.mark.parametrize("content", ['{"01.1": ', "[" * 100_000, '{"guesses": []}', '{"guesses": {"99b.p": 3}}', "\0"])
def test_broken_files_are_each_set_aside(own, capsys, content):
    for number in range(2):
        own.write_text(content)
        guess(PASSES, 100 + number)
        assert "was not readable" in capsys.readouterr().out
        assert json.loads(own.read_text())["guesses"][PASSES]["guess"] == 100 + number
    assert own.with_suffix(".broken").read_text() == own.with_suffix(".broken2").read_text() == content


@pytest.mark.parametrize("rubbish", ["36", None, [1], {}, -5, 1e300])
def test_what_somebody_wrote_into_the_file(own, capsys, rubbish):
    own.write_text(json.dumps({"guesses": {id: {"guess": rubbish, "first": rubbish, "truth": None} for id in IDS}}))
    for id in (PASSES, FALL):
        my_guess(id)
        assert capsys.readouterr().out.startswith("Guess in the cell above first")
    surprises("99b")


def test_a_file_from_before_and_one_with_a_mark_at_its_start(own, shown):
    own.write_bytes(b"\xef\xbb\xbf" + json.dumps({"01.1": "2026-01-01"}).encode())
    guess(PASSES, 100)
    note("01.2")
    saved = json.loads(own.read_text())
    assert saved["01.1"] == "2026-01-01" and "01.2" in saved and saved["guesses"] == {PASSES: {"guess": 100}}
    progress()
    assert shown[-1]["text/plain"].count("●") == 2


def test_each_guess_of_the_course_has_a_why_and_a_place_of_its_own():
    for id, asked in GUESSES.items():
        notebook, letter = id.split(".")
        assert letter >= "p" and len(letter) == 1, id
        assert asked.why.strip().endswith((".", "!", "?", ")")), id
