"""The panel without a browser: a change of a control changes the picture, its words and the sentence."""

import ast
import base64
import gc
import re
import sys
import weakref

import matplotlib
import nbformat
import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from helpers.lessons.design_your_network.design import QUANTITIES
from helpers.plots import figure, to_png
from helpers.plots.sheet import Chart, put_text, sheet
from helpers.plots.vector import Pen, Sketcher, to_svg
from helpers.widgets import choice, panel, slider, switch
from helpers.widgets.panel import NAMED, NAMES
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


def say(p, message):
    """What the page sends, delivered as ipywidgets does."""
    p._handle_msg({"content": {"data": {"method": "custom", "content": message}}, "buffers": []})


def test_the_picture_follows_every_control():
    p = make(rate=slider(0.1, 0, 1), name=choice("relu", ["relu", "tanh"]), noise=switch(False))
    for name, value in {"width": 20, "rate": 0.3, "name": 1, "noise": True}.items():
        say(p, {"set": {name: value}})
    assert p.values == {"width": 20, "rate": 0.3, "name": "tanh", "noise": True}
    assert p.shown["values"] == {"width": 20, "rate": 0.3, "name": 1, "noise": True}
    assert p.shown["picture"] == Sketcher()(draw(20, 0.3, "tanh", True))
    assert p.shown["alt"] == p.shown["sentence"] == p.figure.alt == "A line to 20 from 0.3 & tanh."


def test_a_typed_number_stays_as_it_is_within_the_limits():
    p = panel(lambda rate, shift, width: draw(width), rate=slider(1.0, 0.1, 100, log=True),
              shift=slider(0.0, -3.0, 3.0, 0.25), width=slider(8, 1, 32))
    say(p, {"set": {"rate": 63.5, "shift": -0.2, "width": 9}})
    assert p.values == p.shown["values"] == {"rate": 63.5, "shift": -0.2, "width": 9}
    say(p, {"set": {"rate": 1e9, "shift": -1e9, "width": 99}})  # the page may send anything
    assert p.values == {"rate": 100, "shift": -3, "width": 32}


def test_one_message_draws_once_and_is_always_answered():
    drawn = []
    p = panel(
        lambda width, rate: drawn.append((width, rate)) or draw(width), width=slider(8, 1, 32), rate=slider(1, 0, 2)
    )
    answers = [p.shown.get("answer", 0)]
    for message in (
        {"set": {"width": 9, "rate": 2}},
        {"set": {"width": 9}},
        {"set": {"width": 13}},
        {"set": {"width": "9"}},
    ):
        say(p, message)
        answers.append(p.shown["answer"])
    assert drawn == [(8, 1), (9, 2), (9, 2), (13, 2)] and answers == [0, 1, 2, 3, 4]


def test_a_page_on_the_same_computer_gets_a_picture_longer_than_a_segment():
    p = panel(draw, width=slider(8, 1, 32))
    for asked, length in ((True, 2**16), (False, 0), (None, 0), (3, 0)):
        say(p, {"set": {"width": 9}, "pad": asked})
        assert len(p.shown["pad"]) == length


@pytest.mark.parametrize("message", [None, {}, {"set": 3}, {"set": {"height": 3}}, {"set": {"width": float("nan")}},
                                     {"set": {"name": 2}}, {"set": {"name": "no"}}, {"set": {"noise": 1}}])
def test_what_no_control_can_send_changes_nothing(message):
    p = make(name=choice("relu", ["relu", "tanh"]), noise=switch(False))
    before = p.values, p.shown["picture"]
    say(p, message)
    assert (p.values, p.shown["picture"]) == before and "cannot be drawn" in p.shown["sentence"]


def test_values_can_be_set_from_python():
    p = make(name=choice("relu", ["relu", "tanh"]))
    p.set(width=9, name="tanh")
    assert p.figure.alt == p.shown["alt"] == "A line to 9 from 0.1 & tanh."
    with pytest.raises(ValueError):
        p.set(name="elu")
    with pytest.raises(ValueError, match="unlucky"):
        p.set(width=13)
    assert p.values == {"width": 9, "name": "tanh"}


def test_figures_leave_nothing_for_pythons_long_search():
    drawn = []
    p = panel(lambda width: remembered(draw(width), drawn), width=slider(8, 1, 32))
    drawn.clear()
    for width in (9, 13, 10):
        say(p, {"set": {"width": width}})
        assert gc.isenabled() and not any(figure() for figure in drawn)
    assert len(drawn) == 2  # 13 cannot be drawn


def remembered(figure, drawn):
    drawn.append(weakref.ref(figure))
    return figure


def test_a_failure_is_said_and_passes():
    p = make()
    before = p.shown["picture"]
    say(p, {"set": {"width": 13}})
    assert p.shown["picture"] == before
    assert "cannot be drawn (ValueError: <thirteen> is unlucky)" in p.shown["sentence"]
    say(p, {"set": {"width": 14}})
    assert p.shown["sentence"].startswith("A line to 14")


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


def test_axes_keep_their_place_while_all_words_fit():
    sketch, places = Sketcher(), []
    for top in 1, 2, 10**9:  # the last one's numbers need more room
        fig, ax = figure(3, 2)
        ax.set(ylim=(0, top), ylabel="height")
        ax.ticklabel_format(style="plain")
        sketch(fig)
        places.append(ax.get_position().x0)
    assert places[0] == places[1] < places[2]
    assert not to_svg(fig)[1]


@pytest.mark.parametrize("rim", [0, 1])
def test_markers_stand_at_their_points(rim):
    fig = sheet(4, 3)
    look = {"marker": "s", "linestyle": "none", "color": "#123456", "markeredgecolor": "#ffffff", "markersize": 7.2}
    Chart(fig, 0, 0, 4, 3, (0, 4), (0, 3)).line([1, 2, np.nan, 3], [1, 2, 1, 2.5], markeredgewidth=rim, **look)
    svg, _ = to_svg(fig)
    (group,) = re.findall(r'<g fill="#123456"[^>]*>(.*?)</g>', svg)
    spots = re.findall(r"M(\S+) (\S+?)m-5 5l10 0l0-10l-10 0z", group)  # a square of 10 pixels
    assert [tuple(map(float, spot)) for spot in spots] == [(100, 200), (200, 100), (300, 50)]
    assert group.count("<path") == (3 if rim else 1)  # only a rim shows which of two lies on top


def test_a_curve_is_cut_at_the_edge_and_has_gaps_where_numbers_are_missing():
    fig = sheet(1, 1)
    Chart(fig, 0, 0, 1, 1).line([0.1, 0.5, np.nan, 0.5, 0.9], [0.5, 0.25, 1, 0.75, 0.125], color="#123456")
    (d,) = re.findall(r'd="([^"]*)" fill="none" stroke="#123456"', to_svg(fig)[0])
    assert d == "M10 50L50 75M50 25L90 87.5"
    along, up = [*np.linspace(0.1, 0.9, 500), *np.linspace(2, 9, 500)], [0.5] * 500 + [0.2, 0.8] * 250
    Chart(fig, 0, 0, 1, 1).line(along, up, color="#654321")
    (d,) = re.findall(r'd="([^"]*)" fill="none" stroke="#654321"', to_svg(fig)[0])
    assert len(d) < 60, "a long curve: what is beyond the edge is left out, points on a line are merged"


def test_the_one_private_name_of_matplotlib_is_what_these_versions_have():
    """From 3.11 on a text asks its renderer for the font's heights. Without an answer a panel takes a third longer."""
    asked = []

    class Asked(Pen):
        def _get_font_height_metrics(self, prop):
            asked.append(prop)
            return super()._get_font_height_metrics(prop)

    fig = sheet(1, 1)
    put_text(fig, 0.5, 0.5, "a word")
    fig.draw(Asked(100, 100, 100))
    version = tuple(int(number) for number in matplotlib.__version__.split(".")[:2])
    assert bool(asked) == (version >= (3, 11)), (
        f"Matplotlib {matplotlib.__version__} and `_get_font_height_metrics`: 3.11 calls it, 3.10 does not. If a newer "
        "one has another name for it or none, give the Pen in helpers/plots/vector.py that name, or take the method out"
    )
    assert {name for name in vars(Pen) if re.match("_(?!_)", name)} == {"_get_font_height_metrics"}


def test_a_clip_has_a_name_of_its_own():
    """Where two have one name and the first is not shown, the page cuts out nothing."""

    def drawing():
        fig = sheet(2, 2)
        circle = Circle((1, 1), 1, transform=fig.dpi_scale_trans)
        for height in (0.5, 1):
            Chart(fig, 0, 0, 2, 2).line([0, 1], [height, height]).set_clip_path(circle)
        return to_svg(fig)[0]

    names = [re.findall(r'<clipPath id="([^"]*)"', svg) for svg in (drawing(), drawing())]
    assert [len(found) for found in names] == [1, 1] and names[0] != names[1]


def test_labels_are_words():
    kinds = choice(2, {"two": 2, "a list": [3]})
    noise = switch(True, label="noise")
    p = panel(lambda **values: draw(8), learning_rate=slider(1, 0.1, 2), on=noise, kind=kinds)
    assert [part["label"] for part in p.controls] == ["learning rate", "noise", "kind"]
    assert repr(p) == "<panel: learning rate 1 (0.1 to 2), noise on, kind two of two, a list>"


def test_a_learner_reads_a_true_minus():
    p = panel(lambda shift: draw(8), shift=slider(-0.5, -3.0, 3.0))
    assert repr(p) == "<panel: shift −0.5 (−3 to 3)>"
    assert p.shown["values"] == {"shift": -0.5}


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
    words = {name for name in unnamed if not re.search(r"^[a-z]\d$| ", name)}  # a text is a cell's
    assert {f"{NAMED}{name.replace('_', ' ')}" for name in words} == set(NAMES)
    p = panel(lambda **values: draw(8), **dict.fromkeys(words, slider(1, 0, 2)), x1=choice("seconds", list(QUANTITIES)))
    shown = [label for name, label in p.labels.items() if name != "x1"] + p.parts["x1"].page["options"]
    assert p.labels["x1"] == "x1" and p.values["x1"] == "seconds"
    english = {name.replace("_", " ") for name in words} | set(QUANTITIES)
    assert not english & set(shown) and len(set(shown)) == len(shown)


@pytest.fixture
def page(monkeypatch):
    bundles = []
    monkeypatch.setattr(sys.modules[panel.__module__], "display", lambda data, raw: bundles.append(data))
    return bundles


def test_the_page_gets_widget_picture_and_words(page):
    p = make()
    p.set(width=9)
    p._ipython_display_()
    (data,) = page
    assert data["text/plain"] == "<panel: width 9 (1 to 32)>"
    assert data["application/vnd.jupyter.widget-view+json"]["model_id"] == p.model_id
    assert "Run this cell" in data["text/html"] and "<li>width: <b>9 (1 to 32)</b></li>" in data["text/html"]
    assert base64.b64decode(data["image/png"]) == to_png(draw(9))


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: slider(0, 1, 32),
        lambda: slider(1, 1, 1),
        lambda: slider(2, 1, 3, step=0),
        lambda: slider(1, 0, 3, log=True),
        lambda: slider(float("nan"), 0, 3),
        lambda: slider("8", 1, 32),
        lambda: choice("elu", ["relu", "tanh"]),
        lambda: choice("relu", []),
        lambda: switch(1),
        lambda: panel(draw),
        lambda: panel(draw, width=(1, 32)),
        lambda: panel(draw, with_=slider(8, 1, 32)),
        lambda: panel(draw, rate=slider(1, 0, 2)),
    ],
)
def test_wrong_controls_are_refused(wrong):
    with pytest.raises(ValueError, match="slider|choice|switch|control"):
        wrong()
