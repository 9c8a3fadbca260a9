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
from helpers.plots.landscape import Landscape
from helpers.widgets import BackpropStepper, DescentBall, LayerFlow, Playground, choice, slider
from helpers.widgets.page import TEXTS
from tests.tools.node import in_node
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


def asks(answers):
    return [entry["ask"] for entry in answers]


def test_what_does_not_answer_is_an_error_and_the_rest_comes_behind_the_first_answer(tmp_path):
    page = WIDGETS["ball"][0]()
    with pytest.raises(ValueError, match="does not answer 'path'.*expected 2 numbers"):
        recording.asked(page, "path", start=[9], rate=1, momentum=0)
    made = recording.recorded({"en": page, "zh": page})
    whole = made["answers"]["en"]
    made["answers"]["zh"] = [whole[0], *whole[:0:-1]]  # says something of its own
    first = recording.write(made, page, tmp_path, "04_x/cell.0")
    rest = {language: f"cell.0.DescentBall.{language}.bin" for language in ("en", "zh")}
    packed = [json.loads(decompress(file.read_bytes())) for file in (first, first.parent / rest["zh"])]
    found, behind = in_node("""import { unpacked } from "./docs/static/live.js";
        console.log(JSON.stringify(given.map(unpacked)));""", packed)
    assert found["rest"] == rest and asks(found["answers"]["en"]) == asks(whole[:1])
    assert asks(behind) == json.loads(json.dumps(recording.neat(asks(whole[:0:-1]))))


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


def test_what_a_widget_says_of_kernels_and_cells_is_said_in_a_notebook_alone():
    """It is the first of the two that `here` chooses from; a kernel that works is JupyterLab's."""
    for file in (ROOT / "helpers").rglob("*.js"):
        for before, line in itertools.pairwise(["", *file.read_text("utf-8").splitlines()]):
            for text in TEXTS.findall(line):
                of_a_notebook = re.search(r"\bcell\b|(from|for) the kernel", text)
                assert not of_a_notebook or "here(" in f"{before}{line}", (file.name, text)


def test_a_playground_s_page_has_what_it_starts_from():
    made = recording.recorded({"en": Playground(challenge="spiral", widths=[2], steps=3)})
    start, challenge = made["start"], made["words"]["en"]["challenge"]
    assert (challenge["accuracy"], challenge["neurons"]) == (0.95, 24)
    assert challenge["needs"]["noise"] == {"value": 0.05, "label": "Noise", "words": "0.05"}
    assert start["theta"] == pytest.approx(Playground(data="spiral", noise=0.05, widths=[2]).network.theta)
    assert start["trained"]["steps"] == 3 and start["trained"]["theta"] != start["theta"]


def test_each_language_has_the_widgets_of_its_own_notebook_displayed_or_at_a_cells_end(tmp_path, monkeypatch):
    for language, numbers in {"en": [1, 1], "zh": [2, 1]}.items():
        lines = [f"line = PerceptronLine([[0, 1], [1, 0]], [0, 1], b={number})" for number in numbers]
        notebook = new_notebook(cells=[new_code_cell("from helpers.widgets import PerceptronLine", id="imports"),
                                       new_code_cell(f"{lines[0]}\nline", id="a"),
                                       new_code_cell(f"{lines[1]}\ndisplay(line)\nx = 1", id="b")])
        (tmp_path / language).mkdir()
        nbformat.write(notebook, tmp_path / language / "01_x.ipynb")
    monkeypatch.setattr(recording, "editions", lambda: ["en", "zh"])
    monkeypatch.setattr(recording, "folder", lambda language: tmp_path / language)
    found = [(id, place, {language: page.b for language, page in pages.items()})
             for id, place, pages in recording.widgets(tmp_path / "en/01_x.ipynb")]
    assert found == [("a", 0, {"en": 1, "zh": 2}), ("b", 0, {"en": 1, "zh": 1})]
