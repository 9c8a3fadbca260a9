"""Every widget in Chromium: on a line that loses, delays and doubles messages, its end, and a network's activations."""

import inspect
import re

import numpy as np
import pytest

from helpers import Network, plots, widgets
from helpers.activations import ACTIVATIONS
from helpers.exercises.asking.guess import Guess, Guessing
from helpers.exercises.asking.guess_kinds import Choice
from helpers.exercises.asking.question import Choices, Question
from helpers.plots.landscape import Landscape
from tests.browser_lab import PATIENCE

BAD = ["lost", "unheard", "unheard", "late", "twice"]
X = np.random.default_rng(0).normal(size=(120, 784))


def bowl():
    w = np.linspace(-5, 5, 21)
    landscape = Landscape(w, w, w**2 + w[:, None] ** 2, lambda p: p @ p, lambda p, _: 2 * p)
    return widgets.DescentBall(landscape, (-4, 3), rate=0.3, rates=(0.01, 10), steps=2)


def line_panel():
    def draw(width):
        fig, _ = plots.figure(3, 2)
        fig.alt = f"A line of {width}."
        return fig

    return widgets.panel(draw, width=widgets.slider(3, 1, 9))


def flow(activation="tanh"):
    networks = [Network([2, 2, 2, 1], activation, "sigmoid", seed=k) for k in range(2)]
    return widgets.LayerFlow(networks, X[:, :2], (X[:, 1] > 0).astype(int), every=20)


def product():
    return widgets.MatrixProduct([[1, -1], [2, 1], [0, -1]], [[1, -2], [-1, 1]], [1, 0])


def wires(activation="sigmoid"):
    return widgets.SlopeWires(Network([2, 2, 2], activation), [1, -1], [1, 0])


def stepper(activation="sigmoid"):
    return widgets.BackpropStepper(Network([2, 2, 2], activation, "sigmoid", "squared_error"))


def pad(activation="relu"):
    return widgets.DigitPad(Network([784, 8, 10], activation))


def playground(activation="tanh"):
    return widgets.Playground(widths=[2], speed="single_steps", activation=activation)


# a widget; what is pressed: (role, name, keys); what Python has then; what the page says then
TABLE = {
    "PerceptronLine": (lambda: widgets.PerceptronLine("AND", w=(1, 1), b=-3.5), [
        ("slider", "The line", "ArrowUp ArrowUp ArrowDown"), ("button", "Next mistake", "Enter")],
        lambda _: None, None, "mistakes put right: 1"),
    "DescentBall": (bowl, [("slider", "The ball", "ArrowRight " * 5), ("button", "▶ Roll", "Enter")],
        lambda w: w.path[0, 0].round(6), -3.5, "step 2 of 2"),
    "Panel": (line_panel, [("slider", "width", "ArrowRight " * 4)], lambda w: w.values, {"width": 7}, "A line of 7."),
    "DigitPad": (pad, [
        ("button", "Show a drawn 4", "Enter"), ("combobox", "The digit you meant", "4"), ("button", "Save", "Enter"),
        ("checkbox", "Crop: cut the digit out", "Space")],
        lambda w: (w.labels.tolist(), w.switches["crop"]), ([4], False), "Saved 1: 4"),
    "ChainNudge": (widgets.ChainNudge, [
        ("slider", "The first quantity stands at", "ArrowRight " * 5), ("slider", "Pull x", "ArrowRight " * 3)],
        lambda _: None, None, "x is nudged by 0.1300"),
    "BackpropStepper": (stepper, [
        ("button", "Take the step", "Enter " * 4)], lambda w: len(w.losses), 5, "Step 4 with η"),
    "ConvolutionWalk": (lambda: widgets.ConvolutionWalk(X[0].clip(0, 1)), [("combobox", "Kernel", "b")],
        lambda _: None, None, "Feature map"),
    "LayerFlow": (flow, [("slider", "Through the layers", "End")], lambda _: None, None, "the network's dashed one"),
    "MatrixProduct": (product, [("button", "Z, row 1, column 1:", "ArrowDown")], lambda _: None, None, "Row 2 of A"),
    "SlopeWires": (wires, [("button", "▶ All wires at once", "Enter")], lambda _: None, None, "together the slope"),
    "Playground": (playground, [
        ("button", "Step", "Enter " * 3), ("slider", "Width", "ArrowRight ArrowRight"),
        ("button", "Step", "Enter " * 3), ("spinbutton", "stop at step", "6"), ("button", "▶ Train", "Enter")],
        lambda w: (w.settings["widths"], w.steps, w.playing), ([4], 6, False), "step 6"),
    "Choices": (lambda: Choices(Question("9.a", "?", [("this", "Yes."), ("that", "No!")], 0)), [
        ("radio", "that", "Space"), ("button", "Answer", "Enter")], lambda w: w.chosen, 1, "No. No!"),
    "Guessing": (lambda: Guessing(Guess("9.p", "Which?", Choice(["this", "that"]), "So it is.")), [
        ("radio", "that", "Space"), ("button", "Guess", "Enter")], lambda w: w.guess, 1, "Your guess is"),
}  # fmt: skip


@pytest.fixture(autouse=True)
def own_progress(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.json"))


def use(opened, name):
    """Do what the table says, and wait until page and Python are as it says."""
    _, acts, done, wanted, said = TABLE[name]
    for role, label, keys in acts:
        control = opened.widget.get_by_role(role, name=label).first
        for key in keys.split():
            control.press(key)
    opened.widget.get_by_text(said).first.wait_for(state="attached")
    for _ in range(PATIENCE // 100):
        end = done(opened.python), opened.widget.get_by_role("alert").first.inner_text()
        if end == (wanted, ""):
            break
        opened.page.wait_for_timeout(100)
    assert end == (wanted, "")


@pytest.mark.parametrize("name", TABLE)
def test_whatever_the_line_does_each_thing_asked_for_is_done_once(show, name):
    """And a view that ends leaves nothing behind."""
    opened = show(TABLE[name][0](), BAD)
    use(opened, name)
    opened.answered()
    assert opened.page.evaluate("window.alive()")
    opened.page.evaluate("window.ends()")
    assert opened.page.evaluate("window.alive()") == []
    assert opened.widget.evaluate("widget => widget.childNodes.length") == 0


WITH_NETWORKS = [name for name, (make, *_) in TABLE.items() if "activation" in inspect.signature(make).parameters]


@pytest.mark.parametrize("activation", [
    pytest.param(one, marks=[pytest.mark.weekly] * (one != "relu")) for one in ACTIVATIONS])
@pytest.mark.parametrize("name", WITH_NETWORKS)
def test_every_widget_with_every_activation(show, name, activation):
    make = TABLE[name][0]
    if activation == "step" and name != "LayerFlow":  # which needs no slopes
        with pytest.raises(ValueError):
            make(activation=activation)
    else:
        use(show(make(activation=activation)), name)


HANDLES = """widget => [...widget.querySelectorAll(".st-drag")].filter(one => one.checkVisibility()).length"""
TARGETS = """widget => ["button", "select", "[role=button]", "[role=slider]", "input:not([type=radio])"]
    .flatMap(kind => [...widget.querySelectorAll(kind)])
    .filter(one => !one.closest("label") && one.checkVisibility({ visibilityProperty: true }))
    .map(one => [one.outerHTML.slice(0, 90), one.getBoundingClientRect()])
    .filter(([_, { width, height }]) => width && Math.min(width, height) < 23.9)"""


@pytest.mark.parametrize("name", TABLE)
def test_every_widget_has_a_name_and_values_and_room_for_a_finger_and_on_a_narrow_screen(show, name):
    opened = show(TABLE[name][0]())
    assert opened.page.get_by_role("group", name=re.compile(".")).first.is_visible()
    assert name in ("Choices", "Guessing") or opened.widget.get_attribute("aria-label")
    assert opened.widget.evaluate(TARGETS) == []
    for place in range(opened.widget.evaluate(HANDLES)):
        handle = opened.widget.locator(".st-drag:visible").nth(place)
        handle.focus()
        before = handle.get_attribute("aria-valuetext")
        for key in ("ArrowRight", "ArrowUp", "ArrowUp"):
            handle.press(key)
        opened.answered()
        assert before and handle.get_attribute("aria-valuetext") != before, handle.get_attribute("aria-label")
    opened.check_accessibility()
    opened.check_narrow()
