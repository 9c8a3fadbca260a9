"""The panel without a browser: a change of a control changes the picture, its words and the sentence."""

import ast
import base64
import re

import nbformat
import pytest
from matplotlib.figure import Figure

from helpers.plots import figure, to_png
from helpers.plots.vector import Sketcher
from helpers.search import TITLES
from helpers.widgets import choice, moments, panel, slider
from tools.contents import paths
from tools.languages import others


def draw(width, rate=0.1, name="relu", noise=False):
    if width == 13:
        raise ValueError("<thirteen> is unlucky")
    fig, ax = figure(3, 2)
    ax.plot([0, width], [rate, 1], linewidth=1 + noise)
    fig.alt = f"A line to {width} from {rate} & {name}."
    return fig


def make(**more):
    return panel(draw, width=slider(8, 1, 32), **more)


@pytest.fixture
def move(play):
    """move(p, width=9): the page moves controls of panel p; returns the answer."""

    def move(p, **values):
        return play(p)({"do": "set", "values": values})

    return move


def test_the_picture_follows_every_control(move):
    p = make(rate=slider(0.1, 0, 1), name=choice("relu", ["relu", "tanh"]), noise=choice(False, [False, True]))
    for name, value in {"width": 20, "rate": 0.3, "name": 1, "noise": 1}.items():
        shown = move(p, **{name: value})
    assert shown == {"do": "set", "to": "", **p.shown}
    assert p.values == {"width": 20, "rate": 0.3, "name": "tanh", "noise": True}
    assert p.shown["values"] == {"width": 20, "rate": 0.3, "name": 1, "noise": 1}
    assert p.shown["picture"] == Sketcher()(draw(20, 0.3, "tanh", True))
    assert p.shown["alt"] == p.shown["sentence"] == p.figure.alt == "A line to 20 from 0.3 & tanh."


def test_a_bar_over_kept_states_is_moved_by_their_number(move):
    p = panel(lambda step: draw(step + 1), step=moments({0: "a", 20: "b", 500: "c"}))
    assert (p.values, p.controls[0]["kind"], p.controls[0]["options"]) == ({"step": 0}, "moments", ["0", "20", "500"])
    move(p, step=2)
    assert (p.values, repr(p)) == ({"step": 500}, "<panel: step 500>")
    assert panel(lambda step: draw(step), step=moments([1, 9], start=7)).values == {"step": 9}  # the nearest


def test_a_typed_number_stays_as_it_is_within_the_limits(move):
    p = panel(lambda rate, shift, width: draw(width), rate=slider(1.0, 0.1, 100),
              shift=slider(0.0, -3.0, 3.0, 0.25), width=slider(8, 1, 32))
    move(p, rate=63.5, shift=-0.2, width=9)
    assert p.values == p.shown["values"] == {"rate": 63.5, "shift": -0.2, "width": 9}
    move(p, rate=1e9, shift=-1e9, width=99)  # the page may send anything
    assert p.values == {"rate": 100, "shift": -3, "width": 32}


WRONG = [3, None, {"height": 3}, {"width": float("nan")}, {"width": 10**400}, {"name": 2}, {"name": "no"},
         {"noise": True}]


def test_what_no_control_can_send_changes_nothing(play):
    page = play(make(name=choice("relu", ["relu", "tanh"]), noise=choice(False, [False, True])))
    for answer in page.refused([{"do": "set", "values": values} for values in WRONG], lambda p: (p.values, p.shown)):
        assert answer["values"] == {"width": 8, "name": 0, "noise": 0}


@pytest.mark.parametrize("error", [ValueError, KeyError, ZeroDivisionError])
def test_a_failure_is_said_and_passes(move, error):
    def draws(width):
        if width == 13:
            raise error("<thirteen> is unlucky")
        return draw(width)

    p = panel(draws, width=slider(8, 1, 32))
    before = dict(p.shown)
    answer = move(p, width=13)
    assert answer == {"do": "refused", "to": "", "note": answer["note"], **before}
    assert f"cannot be drawn ({error.__name__}: " in answer["note"] and "<thirteen> is unlucky" in answer["note"]
    assert move(p, width=14)["sentence"].startswith("A line to 14")


def test_the_first_failure_is_an_error_of_the_cell():
    with pytest.raises(ValueError, match="unlucky"):
        panel(draw, width=slider(13, 1, 32))
    with pytest.raises(ValueError, match="needs words"):
        panel(lambda width: Figure(), width=slider(8, 1, 32))


def test_a_caption_takes_the_place_of_the_alt_text_below():
    def captioned(width):
        fig = draw(width)
        fig.caption = "In short."
        return fig

    p = panel(captioned, width=slider(8, 1, 32))
    assert p.shown["sentence"] == "In short." and p.shown["alt"].startswith("A line")


def test_labels_are_words():
    kinds = choice(2, {"two": 2, "a list": [3]})
    noise = choice("on", ["on", "off"], label="noise")
    p = panel(lambda **values: draw(8), learning_rate=slider(1, 0.1, 2), on=noise, kind=kinds)
    assert [part["label"] for part in p.controls] == ["learning rate", "noise", "kind"]
    assert repr(p) == "<panel: learning rate 1 (0.1 to 2), noise on of on, off, kind two of two, a list>"


@pytest.mark.parametrize("language", others())
def test_every_label_and_option_of_the_course_is_translated(monkeypatch, language):
    monkeypatch.setenv("COURSE_LANGUAGE", language)
    unnamed = set()
    for path in paths():
        cells = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
        for call in (node for source in cells if "panel(" in source for node in ast.walk(ast.parse(source))):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "panel":
                labels = {part.arg: re.search(r"label='(.*?)'", ast.unparse(part.value)) for part in call.keywords}
                unnamed |= {label[1] if label else name for name, label in labels.items()}
    words = {name for name in unnamed if not re.search(r"^[a-z]\d?$| ", name)}  # a cell's text, or a symbol
    assert {"neuron", "step"} <= words, words
    p = panel(lambda **values: draw(8), **dict.fromkeys(words, slider(1, 0, 2)), x1=choice("trials", list(TITLES)))
    shown = [label for name, label in p.labels.items() if name != "x1"] + p.parts["x1"].page["options"]
    assert p.labels["x1"] == "x1" and p.values["x1"] == "trials"
    english = {name.replace("_", " ") for name in words} | set(TITLES)
    assert not english & set(shown) and len(set(shown)) == len(shown)


def test_the_page_gets_widget_picture_and_words(move):
    p = make()
    move(p, width=9)
    data = p._saved()
    assert data["text/plain"] == "<panel: width 9 (1 to 32)>"
    assert data["application/vnd.jupyter.widget-view+json"]["model_id"] == p.model_id
    assert "Run this cell" in data["text/html"] and "<li>width: <b>9 (1 to 32)</b></li>" in data["text/html"]
    assert base64.b64decode(data["image/png"]) == to_png(draw(9))


@pytest.mark.parametrize("wrong", [
    lambda: slider(0, 1, 32), lambda: slider(1, 1, 1), lambda: slider(2, 1, 3, step=0),
    lambda: slider(float("nan"), 0, 3), lambda: slider("8", 1, 32),
    lambda: choice("elu", ["relu", "tanh"]), lambda: choice("relu", []), lambda: moments([1]),
    lambda: moments([]), lambda: moments([1, 2], "2"), lambda: moments(["a", "b"]),
    lambda: panel(draw), lambda: panel(draw, width=(1, 32)),
    lambda: panel(draw, with_=slider(8, 1, 32)), lambda: panel(draw, rate=slider(1, 0, 2)),
])
def test_wrong_controls_are_refused(wrong):
    with pytest.raises(ValueError, match="slider|choice|moments|control"):
        wrong()
