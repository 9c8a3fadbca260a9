"""The panel without a browser: a change of a control changes the picture, its words and the sentence."""

import base64
import re
import sys

import pytest
from matplotlib.figure import Figure

from helpers.plots import figure, to_png
from helpers.widgets import choice, panel, slider, switch


def draw(width, rate=0.1, name="relu", noise=False):
    if width == 13:
        raise ValueError("<thirteen> is unlucky")
    fig, ax = figure(3, 2)
    ax.plot([0, width], [rate, 1], linewidth=1 + noise)
    fig.alt = f"A line to {width} from {rate} & {name}."
    return fig


def make(**more):
    return panel(draw, width=slider(8, 1, 32), **more)


def shown(picture):
    """(PNG bytes, alt text) of what the panel's picture holds."""
    alt, data = re.fullmatch(
        '<img alt="(.*?)" src="data:image/png;base64,(.*?)" style="max-width:100%">', picture.value
    ).groups()
    return base64.b64decode(data), alt


def bar(control):
    return control.box.children[1]


def test_the_picture_follows_every_control():
    p = make(rate=slider(0.1, 0, 1), name=choice("relu", ["relu", "tanh"]), noise=switch(False))
    controls = p.controls
    bar(controls["width"]).value = 20
    bar(controls["rate"]).value = 0.3
    controls["name"].field.value = "tanh"
    controls["noise"].field.value = True
    assert p.values == {"width": 20, "rate": 0.3, "name": "tanh", "noise": True}
    assert shown(p.picture) == (to_png(draw(20, 0.3, "tanh", True)), "A line to 20 from 0.3 &amp; tanh.")
    assert p.sentence.value == "A line to 20 from 0.3 &amp; tanh." and p.figure.alt == "A line to 20 from 0.3 & tanh."


def test_slider_and_number_field_move_each_other():
    p = make(rate=slider(0.1, 0.001, 10, log=True))
    width, rate = p.controls["width"], p.controls["rate"]
    width.field.value = 5
    assert bar(width).value == 5
    bar(rate).value = 0.12589254117941673
    assert rate.field.value == p.values["rate"] == 0.13
    rate.field.value = 0.1234
    assert p.values["rate"] == 0.1234 and bar(rate).value == pytest.approx(0.1234)
    width.field.value = 99  # the browser may send anything
    assert p.values["width"] == 32


def test_one_change_draws_once():
    drawn = []
    p = panel(lambda width: drawn.append(width) or draw(width), width=slider(8, 1, 32))
    bar(p.controls["width"]).value = 9
    p.controls["width"].field.value = 10
    assert drawn == [8, 9, 10]


def test_numbers_keep_no_tails():
    p = panel(lambda x: draw(x), x=slider(0.0, -1, 1))
    assert p.controls["x"].field.step == 0.01
    bar(p.controls["x"]).value = 0.1 + 0.2
    assert p.values == {"x": 0.3}


def test_a_failure_is_said_and_passes():
    p = make()
    before = p.picture.value
    p.controls["width"].field.value = 13
    assert p.picture.value == before
    assert "cannot be drawn (ValueError: &lt;thirteen&gt; is unlucky)" in p.sentence.value
    p.controls["width"].field.value = 14
    assert p.sentence.value.startswith("A line to 14")


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
    assert p.sentence.value == "In short." and shown(p.picture)[1].startswith("A line")


def test_labels_are_words_and_columns_align():
    kinds = choice(2, {"two": 2, "a list": [3]})
    noise = switch(True, label="noise")
    p = panel(lambda **values: draw(8), learning_rate=slider(1, 0.1, 2), on=noise, kind=kinds)
    fields = [control.field for control in p.controls.values()]
    assert [field.description for field in fields] == ["learning rate", "noise", "kind"]
    assert len({field.style.description_width for field in fields}) == 1
    assert repr(p) == "<panel: learning rate 1 of 0.1 to 2, noise on, kind two of two, a list>"


@pytest.fixture
def page(monkeypatch):
    bundles = []
    monkeypatch.setattr(sys.modules[panel.__module__], "display", lambda data, raw: bundles.append(data))
    return bundles


def test_the_page_gets_widget_picture_and_words(page):
    p = make()
    p.controls["width"].field.value = 9
    p._ipython_display_()
    (data,) = page
    assert data["text/plain"] == "<panel: width 9 of 1 to 32>"
    assert data["application/vnd.jupyter.widget-view+json"]["model_id"] == p.model_id
    assert data["text/html"] == p.picture.value
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
