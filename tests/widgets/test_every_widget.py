"""Every widget without a browser: settings and messages that do not fit are refused in words and change nothing, and
a saved page says how to bring it to life."""

import re

import numpy as np
import pytest

from helpers import Convolution, Network, widgets
from tests.widgets.test_every_widget_browser import TABLE, X, stages

NAN = float("nan")


WRONG = {  # settings
    "PerceptronLine": [dict(X="NAND"), dict(X=[[1, 2, 3]], labels=[1]), dict(X=[[1, 2]]), dict(X=[[1, 2]], labels=[2]),
        dict(w=(1,)), dict(b=None), dict(output="relu"), dict(X=[[1, NAN]], labels=[0]),
        dict(X=[], labels=[]), dict(X=np.zeros((301, 2)), labels=np.zeros(301))],
    "DescentBall": [dict(start=(0, 9)), dict(start=1), dict(start=(NAN, 0)), dict(rate=0), dict(rate="0.1"),
        dict(rates=(0, 1)), dict(momentum=1), dict(steps=0), dict(steps=201)],
    "Panel": [dict(width=(1, 32)), dict(with_=widgets.slider(8, 1, 32)), dict(height=widgets.slider(1, 0, 2))],
    "DigitPad": [dict(model=Network([2, 10])), dict(model=Network([784, 3])), dict(model="net"), dict(digit=10),
        dict(model=Network([784, 5, 10], activation="step"))],
    "ChainNudge": [dict(case=3), dict(at=1.6), dict(nudge=0.51), dict(nudge=0.1, zoom=10), dict(zoom=2)],
    "BackpropStepper": [dict(x=[1]), dict(x=[1, NAN]), dict(target=[1, 1e9])],
    "ConvolutionWalk": [dict(image=np.zeros(783)), dict(image=np.full(784, 2.0)), dict(image=np.full(784, NAN)),
        dict(image="7"), dict(kernel="learned 1"), dict(network=Network([784, 10])), dict(network="cnn"),
        dict(network=Network([(28, 28, 1), Convolution(2, 4), 10])),
        dict(network=Network([(28, 28, 1), Convolution(2, 3), 10], activation="tanh"))],
    "LayerFlow": [dict(stages=[]), dict(stages=stages(2, 3, 1)), dict(stages=stages(2, 1)), dict(stages=["net"]),
        dict(stages=stages(2, 2, 1) + stages(2, 2, 2, 1)), dict(X=X[:, :1]), dict(X=X[:3, :2]),
        dict(labels=np.ones(120)), dict(every=0), dict(X=X[:, :2] * NAN)],
    "MatrixProduct": [dict(A=[1, 2]), dict(W=np.ones((2, 3))), dict(b=[1]), dict(b=[[1, 0]]), dict(A=np.ones((7, 2))),
        dict(A=None), dict(A=np.ones((0, 2))), dict(A=[[NAN, 1]])],
    "SlopeWires": [dict(x=[1]), dict(target=[1]), *(dict(network=network) for network in (
        "net", Network([2, 3, 1]), Network([2] * 5), Network([2, 2], output="step"),
        Network([2, 2, 2], activation="step"), Network([(4, 4, 1), Convolution(1, 4), 2])))],
    "Playground": [dict(height=3), dict(preset="easy"), dict(challenge="cats"), dict(steps=-1), dict(widths=[0])],
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_settings_that_do_not_fit_are_refused_in_words(name):
    make = widgets.PerceptronLine if name == "PerceptronLine" else TABLE[name][0]
    for wrong in WRONG[name]:
        with pytest.raises(ValueError, match="expected|NaN|slope 0|softmax|diverged"):
            make(**wrong)


# messages that each widget's page sends, and more that it never does
GOOD = {
    "DescentBall": [{"do": "path", "start": [1.0, 2.0], "rate": 0.5, "momentum": 0.9},
        {"do": "map", "start": [1.0, 2.0]}],
    "Panel": [{"do": "set", "values": {"width": 4, "kind": 1}}],
    "DigitPad": [{"do": "ink", "strokes": [[[0.5, 0.5], [0.6, 0.6]]]}, {"do": "digit", "digit": 3},
        {"do": "example", "place": 3}, {"do": "switches", "switches": {"pen": False}}, {"do": "toward", "digit": 3},
        {"do": "save", "label": 4}],
    "BackpropStepper": [{"do": "edit", "place": 0, "value": 1.5}, {"do": "descend", "eta": 1.5},
        {"do": "change", "x": [0.0, 1.0], "target": [0.0, 1.0], "pairing": "softmax, cross_entropy"}],
    "ConvolutionWalk": [{"do": "draw", "strokes": [[[0.5, 0.5], [0.6, 0.6]]]}],
    "Playground": [{"do": "change", "settings": {name: value}} for name, value in {
            "data": "moons", "noise": 0.3, "widths": [3], "activation": "relu", "optimizer": "adam", "l2": 0.5,
            "learning_rate": 0.5, "batch_size": 50, "seed": 4, "train_share": 0.7, "maps": "gradient",
            "show_test": False}.items()]
        + [{"do": "edit", "place": 0, "value": 1.5}, {"do": "run", "until": 9}, {"do": "play", "stop": 3}],
}  # fmt: skip
BAD = [None, "<b>", NAN, float("inf"), 10**400, -(10**9), {}, [], [[1]], [None, 1], ["x", 1], [10**400, 0],
       [0.0] * 5000]
NO_WHOLE_NUMBER = [1.5, "1", True]
HARMLESS = {  # what stands for "nothing" or "the usual", and a lease that is over
    "strokes": [[]], "widths": [[]], "stop": [None], "until": [-(10**9)], "label": [True],
    "width": [-(10**9), 1.5, True],  # a panel's slider takes the nearest
    **dict.fromkeys(["x", "target", "pairing", "place", "digit"], [None]),
}
MORE = {
    "BackpropStepper": [{"do": "descend", "eta": 0},
        {"do": "change", "pairing": "softmax, cross_entropy", "target": [1, 1]}],
    "DescentBall": [{"do": "map", "start": [6, 0]}],
    "DigitPad": [{"do": "digit", "digit": 10}, {"do": "example", "place": 20}, {"do": "save", "label": None},
        {"do": "ink", "strokes": [[[0, 2]]]}, {"do": "switches", "switches": {"pen": False, "crop": 1}}],
    "Panel": [{"do": "set", "values": {"height": 3}}, {"do": "set", "values": {"kind": 2}}],
    "Playground": [{"do": "change", "settings": {"learning_rate": 0.5, "noise": 7}},
        {"do": "change", "settings": {"_esm": 1}}],
}  # fmt: skip
FACTS = "values settings strokes place switches toward data at path rate momentum losses playing".split()


def spoiled(message):
    """The message with each of its values in turn made a bad one."""
    for name, value in message.items():
        if name != "do":
            inside = [message | {name: value | one} for one in spoiled(value)] if isinstance(value, dict) else []
            bad = BAD + NO_WHOLE_NUMBER * (type(value) is int)
            yield from inside or [message | {name: one} for one in bad if one not in HARMLESS.get(name, [])]


def state(widget):
    network = getattr(widget, "network", None)
    return repr(widget), getattr(network, "theta", np.zeros(0)).tobytes(), [
        repr(getattr(widget, fact, None)) for fact in FACTS]


@pytest.mark.parametrize("name", GOOD)
def test_a_bad_message_is_refused_in_words_and_changes_nothing(name, play, monkeypatch):
    page = play(TABLE[name][0]())
    if name == "Playground":  # drawing each would take a while
        drawn = widgets.playground.maps(page.widget.network, page.widget.inputs)
        monkeypatch.setattr("helpers.widgets.playground.maps", lambda *_: drawn)
    for message in GOOD[name]:
        bad = [*spoiled(message), *(one for one in MORE.get(name, []) if one["do"] == message["do"])]
        page.refused([*bad, {"do": message["do"]}] if message["do"] not in ("change", "set", "play") else bad, state)
        assert page(message)["do"] == message["do"], message


@pytest.mark.parametrize("name", [name for name in TABLE if name not in ("Choices", "Guessing")])
def test_a_saved_page_has_a_picture_in_words_and_says_how_to_bring_it_to_life(name):
    widget = TABLE[name][0]()
    before, saved = state(widget), widget._saved()
    assert saved["text/plain"] == repr(widget) and len(saved["image/png"]) < 150_000
    assert re.search("alt=.{40}.*Run this cell", saved["text/html"], re.DOTALL)
    assert all(f"<b>{value}</b>" in saved["text/html"] for _, value in widget._still()[1])
    assert saved["application/vnd.jupyter.widget-view+json"]["model_id"] == widget.model_id
    assert state(widget) == before
