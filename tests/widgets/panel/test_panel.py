"""The panel without a browser: a change of a control changes the picture, its words and the sentence."""


import pytest
from matplotlib.figure import Figure

from helpers.plots import figure
from helpers.plots.vector import Sketcher
from helpers.widgets import choice, moments, panel, slider


def draw(width, rate=0.1, name="relu", noise=False):
    if width == 13:
        raise KeyError("<thirteen> is unlucky")
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
    assert repr(p).endswith("rate 0.3 (0 to 1), name tanh of relu, tanh, noise True of False, True>")


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


def test_a_failure_is_said_and_passes_but_the_first_is_an_error_of_the_cell(move):
    p = make()
    before = dict(p.shown)
    answer = move(p, width=13)
    assert answer == {"do": "refused", "to": "", "note": answer["note"], **before}
    assert "cannot be drawn (KeyError: " in answer["note"] and "<thirteen> is unlucky" in answer["note"]
    assert move(p, width=14)["sentence"].startswith("A line to 14")
    with pytest.raises(KeyError, match="unlucky"):
        panel(draw, width=slider(13, 1, 32))
    with pytest.raises(ValueError, match="needs words"):
        panel(lambda width: Figure(), width=slider(8, 1, 32))


def test_labels_are_said_in_the_learners_language(monkeypatch):
    monkeypatch.setattr("helpers.words.catalogue", lambda language: {"control: learning rate": "学习率"})
    p = panel(lambda **values: draw(8), learning_rate=slider(1, 0.1, 2), on=choice("on", ["on", "off"], label="noise"))
    assert [part["label"] for part in p.controls] == ["学习率", "noise"]


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
