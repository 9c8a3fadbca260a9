"""Every widget in Chromium: on a line that loses, delays and doubles messages; two views, its end, names, room for a
finger, another language."""

import re

import numpy as np
import pytest

from helpers import Network, plots, widgets
from helpers.exercises.asking.guess import Guess, Guessing
from helpers.exercises.asking.guess_kinds import Choice
from helpers.exercises.asking.question import Choices, Question
from helpers.plots.landscape import Landscape
from helpers.words import speaking
from tests.browser_lab import PATIENCE

X = np.random.default_rng(0).normal(size=(120, 784))
LABELS = (X[:, 1] > 0).astype(int)


def bowl(start=(-4, 3), rate=0.3, **more):
    w = np.linspace(-5, 5, 21)
    landscape = Landscape(w, w, w**2 + w[:, None] ** 2, lambda p: p @ p, lambda p, _: 2 * p)
    return widgets.DescentBall(landscape, start, **{"rate": rate, "rates": (0.01, 10), "steps": 2} | more)


def line_panel(**controls):
    def draw(width, kind=1):
        fig, _ = plots.figure(3, 2)
        fig.alt = f"A line of {width}."
        return fig

    return widgets.panel(draw, **{"width": widgets.slider(3, 1, 9), "kind": widgets.choice(1, [1, 2])} | controls)


def stages(*sizes, count=2):
    return [Network(list(sizes), "relu", "sigmoid", seed=k) for k in range(count)]


def flow(**more):
    return widgets.LayerFlow(**{"stages": stages(2, 2, 2, 1), "X": X[:, :2], "labels": LABELS, "every": 20} | more)


def product(**more):
    numbers = {"A": [[1, -1], [2, 1], [0, -1]], "W": [[1, -2], [-1, 1]], "b": [1, 0]}
    return widgets.MatrixProduct(**numbers | more)


def wires(network=None, x=(1, -1), target=(1, 0)):
    return widgets.SlopeWires(network or Network([2, 2, 2], "leaky_relu"), x, target)


def pad(model=None, **more):
    return widgets.DigitPad(model or Network([784, 8, 10]), **{"examples": X[:20].clip(0, 1)} | more)


def walk(**more):
    return widgets.ConvolutionWalk(**{"image": X[0].clip(0, 1)} | more)


def playground(**more):
    return widgets.Playground(**{"widths": [2], "speed": "single_steps"} | more)


# a widget; what is pressed: (role, name, keys); what Python has then; what the page says then
TABLE = {
    "PerceptronLine": (lambda: widgets.PerceptronLine("AND", w=(1, 1), b=-3.5), [
        ("slider", "The line", "ArrowUp ArrowUp ArrowDown"), ("button", "Next mistake", "Enter")],
        lambda _: "", "", "mistakes put right: 1"),
    "DescentBall": (bowl, [("slider", "The ball", "ArrowRight " * 5), ("button", "▶ Roll", "Enter")],
        lambda w: w.path[0, 0].round(6), -3.5, "step 2 of 2"),
    "Panel": (line_panel, [("slider", "width", "ArrowRight " * 4)], lambda w: w.values["width"], 7, "A line of 7."),
    "DigitPad": (pad, [
        ("button", "Show a drawn 4", "Enter"), ("combobox", "The digit you meant", "4"), ("button", "Save", "Enter"),
        ("checkbox", "Crop: cut the digit out", "Space")],
        lambda w: (w.labels.tolist(), w.switches["crop"]), ([4], False), "Saved 1: 4"),
    "ChainNudge": (widgets.ChainNudge, [
        ("slider", "The first quantity stands at", "ArrowRight " * 5), ("slider", "Pull x", "ArrowRight " * 3)],
        lambda _: "", "", "x is nudged by 0.1300"),
    "BackpropStepper": (widgets.BackpropStepper, [
        ("button", "Take the step", "Enter " * 4)], lambda w: len(w.losses), 5, "Step 4 with η"),
    "ConvolutionWalk": (walk, [("combobox", "Kernel", "b")], lambda _: "", "", "Feature map"),
    **{name: (make, [], None, None, "") for name, make in {  # these ask Python for nothing
        "LayerFlow": flow, "MatrixProduct": product, "SlopeWires": wires}.items()},
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


LINE = ["lost", "unheard", "unheard", "late", "twice"]


# all send by page.js: the Playground most, and a question keeps what is answered
@pytest.mark.parametrize("name", [
    pytest.param(name, marks=[pytest.mark.weekly] * (name not in ("Playground", "Choices")))
    for name, (*_, wanted, _) in TABLE.items() if wanted is not None])
def test_whatever_the_line_does_each_thing_asked_for_is_done_once(show, name):
    make, acts, done, wanted, said = TABLE[name]
    opened = show(make(), LINE)
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


HANDLES = """widget => [...widget.querySelectorAll(".st-drag")].filter(one => one.checkVisibility()).length"""
TARGETS = """widget => ["button", "select", "[role=button]", "[role=slider]", "input:not([type=radio])"]
    .flatMap(kind => [...widget.querySelectorAll(kind)])
    .filter(one => !one.closest("label") && one.checkVisibility({ visibilityProperty: true }))
    .map(one => [one.outerHTML.slice(0, 90), one.getBoundingClientRect()])
    .filter(([_, { width, height }]) => width && Math.min(width, height) < 23.9)"""
SHARED = """() => {  // ids that stand twice, and what is drawn by another widget's
    const all = [...document.querySelectorAll(".course-widget")];
    const ids = all.flatMap(widget => [...widget.querySelectorAll("[id]")].map(({ id }) => id));
    const uses = widget => [...widget.outerHTML.matchAll(/url\\(#([^)]+)\\)/g)].map(found => found[1]);
    return [...ids.filter((id, place) => ids.indexOf(id) !== place),
        ...all.flatMap(widget => uses(widget).filter(id => !widget.contains(document.getElementById(id))))];
}"""
SAID = """() => [...document.querySelectorAll(".course-widget, .course-widget [aria-label]:not([role=img])")]
    .map(one => one.ariaLabel + "\\n" + (one.matches(".course-widget") ? one.innerText : "")).join("\\n")"""
ENGLISH = re.compile(r"[A-Za-z][\w'’-]*(?:[ ,;:]+[A-Za-z][\w'’-]*){3,}")  # four words or more in a row


@pytest.mark.parametrize("name", TABLE)
def test_every_widget_has_names_and_values_room_for_a_finger_and_nothing_of_anothers_and_speaks(show, name):
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
    opened.page.evaluate("document.body.dataset.jpThemeLight = 'false'")
    opened.check_accessibility()
    opened.page.evaluate("view()")
    opened.answered()
    assert opened.widget.count() == 2 and opened.page.evaluate(SHARED) == []
    with speaking("zh"):
        opened.show(TABLE[name][0]())
        assert opened.widget.get_attribute("lang") == "zh" and ENGLISH.findall(opened.page.evaluate(SAID)) == []
    assert opened.page.evaluate("window.alive()")
    opened.page.evaluate("window.ends()")
    assert opened.page.evaluate("window.alive()") == []
    assert opened.widget.evaluate("widget => widget.childNodes.length") == 0
