"""What the site's pages find in place of Python: each recorder's answers are ones that Python gives."""

import itertools
import json
import re
from gzip import decompress

import nbformat
import numpy as np
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from helpers import Network
from helpers.exercises.asking.question import QUESTIONS, Choices
from helpers.plots.landscape import Landscape
from helpers.widgets import (
    BackpropStepper,
    DescentBall,
    LayerFlow,
    Playground,
    choice,
    slider,
)
from helpers.widgets import panel as panel_of
from helpers.widgets.page import TEXTS
from helpers.words import speaking
from tools import recording
from tools.contents import ROOT

W = np.linspace(-2, 2, 21)
WIDGETS = {
    "stepper": (lambda: BackpropStepper(), {"hello", "change", "descend", "reset"}),
    "ball": (lambda: DescentBall(Landscape(W, W, W**2 + W[:, None] ** 2, lambda p: p @ p, lambda p, _: 2 * p), (1, 0),
                                 steps=3), {"hello", "path", "map"}),
    "flow": (lambda: LayerFlow([Network([2, 2, 1])] * 3, [[0, 1], [1, 0]], [0, 1]), {"hello"}),
}


@pytest.mark.parametrize("name", WIDGETS)
def test_all_that_is_asked_is_answered(name, monkeypatch):
    monkeypatch.setattr(recording, "STEPS", 2)
    monkeypatch.setattr(recording, "FEW", 1)
    make, actions = WIDGETS[name]
    found = recording.recorded({"en": make()})
    answers = found["answers"]["en"]
    assert {entry["ask"]["do"] for entry in answers} == actions
    assert all(message["do"] not in ("refused", "fault") for entry in answers for _, message, _ in entry["tell"])
    places = {entry["to"] for entry in answers if "to" in entry}
    assert {entry["from"] for entry in answers if "from" in entry} <= places
    assert json.loads(json.dumps(recording.neat(found))) == unpacked(recording.packed(found))


def unpacked(packed):
    found = json.loads(decompress(packed))

    def whole(part):
        if isinstance(part, list):
            return [whole(inner) for inner in part]
        if not isinstance(part, dict):
            return part
        if "$" in part:
            return whole(found["table"][part["$"]])
        return "".join(found["table"][n] for n in part["+"]) if "+" in part else {k: whole(v) for k, v in part.items()}

    return whole(found["value"])


def test_what_does_not_answer_is_an_error_of_the_build():
    with pytest.raises(ValueError, match="does not answer 'path'.*expected 2 numbers"):
        recording.asked(WIDGETS["ball"][0](), "path", start=[9], rate=1, momentum=0)


def test_a_widget_wakes_with_its_first_answer_and_the_rest_comes_behind_it(tmp_path):
    page = WIDGETS["ball"][0]()
    made = recording.recorded({"en": page, "zh": page})
    whole = made["answers"]["en"]
    made["answers"]["zh"] = [whole[0], *whole[:0:-1]]  # says something of its own
    first = recording.write(made, page, tmp_path, "04_x/cell.0")
    found = unpacked(first.read_bytes())
    assert found["answers"]["en"] == json.loads(json.dumps(recording.neat(whole[:1])))
    assert found["rest"] == {"en": "cell.0.DescentBall.en.bin", "zh": "cell.0.DescentBall.zh.bin"}
    rest = unpacked((first.parent / found["rest"]["zh"]).read_bytes())
    assert rest == json.loads(json.dumps(recording.neat(whole[:0:-1])))


@pytest.mark.parametrize("controls, count", [
    ({"on": choice(True, [True, False]), "name": choice("b", ["a", "b", "c"])}, 6),
    ({"number": slider(3, 0, 9999)}, None),
    ({"x": slider(1.0, -3, 3, 0.1), "y": slider(-1.0, -3, 3, 0.1)}, None),
    ({"rate": slider(0.1, 0.001, 10), "depth": slider(3, 1, 6), "width": slider(8, 1, 32)}, None),
])
def test_a_panel_has_all_its_settings_or_the_starts_lines_and_a_grid(controls, count):
    found = recording.settings(controls)
    start = tuple(control.write(control.start) for control in controls.values())
    assert start in found and len(set(found)) == len(found) <= recording.MOST + 20
    assert count in (None, len(found))
    for place, control in enumerate(controls.values()):
        line = {one[place] for one in found if one[:place] + one[place + 1 :] == start[:place] + start[place + 1 :]}
        ends = recording.positions(control)
        assert {ends[0], ends[-1]} <= line


def test_the_pictures_of_a_panel_are_shared():
    from helpers.plots import figure

    def draw(height):
        drawn, ax = figure()
        ax.plot([0, 1], [0, height])
        drawn.alt = f"a line to {height}"
        return drawn

    made = recording.recorded({"en": panel_of(draw, height=slider(1, 0, 9))})
    assert len(made["answers"]["en"]) == 11
    alone = len(recording.packed(made["answers"]["en"][1]))
    assert len(recording.packed(made)) < 5 * alone


@pytest.mark.parametrize("file", sorted((ROOT / "helpers").rglob("*.js")), ids=lambda file: file.name)
def test_what_a_widget_says_of_kernels_and_cells_is_said_in_a_notebook_alone(file):
    """It is the first of the two that `here` chooses from; a kernel that works is JupyterLab's."""
    lines = file.read_text("utf-8").splitlines()
    for before, line in itertools.pairwise(["", *lines]):
        for text in TEXTS.findall(line):
            if re.search(r"\bcell\b|(from|for) the kernel", text):
                assert "here(" in f"{before}{line}", text


def test_a_playground_s_page_has_what_it_starts_from():
    page = Playground(challenge="spiral", widths=[2], steps=3)
    made = recording.recorded({"en": page})
    start, words = made["start"], made["words"]["en"]
    assert words["challenge"]["accuracy"] == 0.95 and words["challenge"]["neurons"] == 24 and "24" in words["goal"]
    assert words["challenge"]["needs"]["noise"] == {"value": 0.05, "label": "Noise", "words": "0.05"}
    assert start["theta"] == pytest.approx(Playground(data="spiral", noise=0.05, widths=[2]).network.theta)
    assert start["trained"]["steps"] == 3 and start["trained"]["theta"] != start["theta"]
    assert len(start["points"]) == 500 and {label for *_, label in start["points"]} == {0, 1}
    assert "101" in words["weight"] and "{step}" in words["away"]


def test_what_a_cell_displays_is_recorded(tmp_path, monkeypatch):
    cells = [new_code_cell("from helpers.widgets import PerceptronLine", id="imports"),
             new_code_cell("one = PerceptronLine('AND')\ndisplay(one)\nx = 1", id="a")]
    nbformat.write(new_notebook(cells=cells), tmp_path / "01_x.ipynb")
    monkeypatch.setattr(recording, "editions", lambda: ["en"])
    assert [(id, place) for id, place, _ in recording.widgets(tmp_path / "01_x.ipynb")] == [("a", 0)]


def test_a_question_replies_in_each_language():
    asked = QUESTIONS["01.a"]
    pages = {}
    for language in ("en", "zh"):
        with speaking(language):
            pages[language] = Choices(asked)
    answers = recording.recorded(pages)["answers"]
    assert all(one["ask"] == other["ask"] for one, other in zip(answers["en"], answers["zh"], strict=True))
    assert all(one["tell"] != other["tell"] for one, other in list(zip(answers["en"], answers["zh"], strict=True))[1:])


def test_each_language_has_the_widgets_of_its_own_notebook(tmp_path, monkeypatch):
    line = "PerceptronLine([[0, 1], [1, 0]], [0, 1], names=[name, name])"
    cells = {"en": ["one", ""], "zh": ["一", ""]}
    for language, texts in cells.items():
        first, second = (f'{text and f"name = {text!r}"}\n{line}' for text in texts)
        notebook = new_notebook(cells=[new_code_cell("from helpers.widgets import PerceptronLine", id="imports"),
                                       new_code_cell(first, id="a"), new_code_cell(second, id="b")])
        (tmp_path / language).mkdir()
        nbformat.write(notebook, tmp_path / language / "01_x.ipynb")
    monkeypatch.setattr(recording, "editions", lambda: ["en", "zh"])
    monkeypatch.setattr(recording, "folder", lambda language: tmp_path / language)
    named = [{language: page.names for language, page in pages.items()}
             for _, _, pages in recording.widgets(tmp_path / "en/01_x.ipynb")]
    assert named == [{"en": ["one", "one"], "zh": ["一", "一"]}, {"en": ["one", "one"], "zh": ["one", "one"]}]
