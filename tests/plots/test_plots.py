"""The base pictures: what they draw, what they say, and how they reach the page."""

import ast
import base64
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import numpy as np
import pytest
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from helpers import Network, Record, lecture, moons, plots
from helpers.plots import show, style, to_png
from helpers.plots.curves import direction
from helpers.plots.vector import to_svg
from tests.figures import words

ROOT = Path(plots.__file__).parents[2]
NET = Network([2, 3, 2], "tanh", seed=1)
X, Y = moons(60)


def test_pictures_need_no_pyplot_and_leave_settings_alone():
    code = (
        "import matplotlib, sys; before = matplotlib.rcParams.copy(); from helpers import plots;"
        "plots.show(plots.confidences([1])); assert 'matplotlib.pyplot' not in sys.modules;"
        "assert all(before[k] == matplotlib.rcParams[k] for k in before if k != 'backend')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("<picture: Bars of 1 confidences: 0 1.00. The highest is 0.>\n", "")


# ---- in another language ----


WRITERS = {"outlines.py", "raster.py", "show.py", "vector.py"}  # of pages and pixels
PICTURES = {*ROOT.glob("helpers/plots/*.py"), *ROOT.glob("helpers/lessons/*/[dfgp]*.py")}
PICTURES = sorted(path for path in PICTURES if path.name not in WRITERS)
WRITES = {"label", "text", "annotate", "set_title", "set_xlabel", "set_ylabel"}
TECHNICAL = r"(upper|lower|center|outside|offset)( \w+)+|low is dark|pale orange-blue|hidden layer |lives on"


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.parts[-2])
def test_a_picture_says_its_words(path):
    """Whatever has two words side by side is said, so that a catalogue has it, or is a name that Matplotlib knows."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    apart = [node.args[0] for node in ast.walk(tree)
             if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"say", "later"}]
    said = {node.value for node in apart if isinstance(node, ast.Constant)}
    apart += [node for node in ast.walk(tree) if isinstance(node, ast.Raise)]
    apart += [node.body[0] for node in ast.walk(tree)
              if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node)]
    apart = {id(part) for node in apart for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in apart:
            words = re.sub(r"\$[^$]*\$", "", node.value)
            two = re.search(r"[A-Za-z]{2,}:?\s+[A-Za-z]{2,}|^ [a-z]{3,}", words)
            assert not two or words in said or re.fullmatch(TECHNICAL, words), words
        writes = isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in WRITES
        for text in node.args if writes else ():
            single = isinstance(text, ast.Constant) and re.fullmatch("[a-z]{3,}", str(text.value))
            assert not single or text.value in said, text.value


# ---- show ----


@pytest.fixture
def page(monkeypatch):
    """A notebook's page: the bundles that were displayed."""
    shown = []
    module = sys.modules[show.__module__]  # the package's name `show` is the function
    monkeypatch.setattr(module, "get_ipython", object)
    monkeypatch.setattr(module, "display", lambda data, raw: shown.append(data))
    return shown


def test_show_gives_picture_and_words(page):
    figure = plots.confidences([1, 2])
    show(figure, 'two "numbers"\n in <a> row')
    (data,) = page
    assert data["text/plain"] == '<picture: two "numbers" in <a> row>'
    assert 'alt="two &quot;numbers&quot; in &lt;a&gt; row"' in data["text/html"]
    (inside,) = re.findall('base64,([^"]+)', data["text/html"])
    assert base64.b64decode(inside) == base64.b64decode(data["image/png"]) == to_png(figure)


@pytest.mark.parametrize(("figure", "paper"), [
    (plots.network_diagram([2, 3, 1]), False), (plots.digits(np.eye(784)[:2], [0, 1]), True),
])
def test_what_a_dark_page_leaves_as_it_is_is_marked(page, figure, paper):
    show(figure)
    assert ('class="paper"' in page[0]["text/html"], 'class="paper"' in to_svg(figure)[0]) == (paper, paper)


def test_show_refuses_a_picture_without_words(page):
    for alt in (None, "  "):
        with pytest.raises(ValueError, match="needs words"):
            show(Figure(), alt)
    assert page == []


def test_a_pyplot_figure_is_shown_once(page):
    from matplotlib import pyplot

    figure, ax = pyplot.subplots()
    ax.set_ylabel("a label")
    show(figure, "an empty picture")
    assert len(page) == 1 and pyplot.get_fignums() == []


# ---- diagram ----


def test_the_lectures_network_carries_every_number():
    figure = plots.network_diagram(lecture.network(), [1, -1])
    seen = words(figure)
    assert {"0.98", "0.12", "0.86", "0.11", "0.62", "0.83"} <= set(seen)
    assert {"$z$ = 4", "$z$ = −2", "$z$ = 1.84", "$b$ = −2", "$b$ = 2"} <= set(seen)
    numbers = [text for text in seen if re.fullmatch("−?[1-4]", text)]
    assert sorted(numbers) == sorted("1 −2 −1 1 2 −1 −2 −1 3 −1 −1 4".split() + ["1", "−1"])  # 12 weights, 2 inputs
    assert "The input 1, −1 becomes 0.98, 0.12, then 0.86, 0.11, then 0.62, 0.83." in figure.alt


@pytest.mark.parametrize("net", [lecture.network(), Network([3, 4, 2], "tanh"), Network([1, 1]), Network([4, 2, 3, 1])])
def test_no_two_labels_of_a_diagram_overlap(net):
    figure = plots.network_diagram(net, np.linspace(-1, 1, net.sizes[0]))
    figure.draw_without_rendering()  # places everything
    boxes = [text.get_window_extent() for text in figure.texts if text.get_text()]
    for k, box in enumerate(boxes):
        assert figure.bbox.x0 <= box.x0 and box.x1 <= figure.bbox.x1
        assert figure.bbox.y0 <= box.y0 and box.y1 <= figure.bbox.y1
        assert not any(box.shrunk(0.98, 0.9).overlaps(other) for other in boxes[:k])


def test_a_weight_is_drawn_to_the_neuron_it_leads_into():
    net = Network([2, 2])
    net.weights[0][...] = [[0, 5], [0, 0]]  # from input 2 into neuron 1
    figure = plots.network_diagram(net)
    (wires,) = (artist for artist in figure.artists if isinstance(artist, LineCollection))
    wide = [k for k, width in enumerate(wires.get_linewidths()) if width > 2]
    assert [to_hex(wires.get_colors()[k]).upper() for k in wide] == [style.BLUE]
    (x0, y0), (x1, y1) = wires.get_segments()[wide[0]]
    assert x0 < x1 and y0 < y1


def test_wide_layers_are_shortened():
    figure = plots.network_diagram([784, 128, 10])
    assert len([ball for ball in figure.artists if isinstance(ball, Circle)]) == 3 * 7 and words(figure).count("⋮") == 3
    assert "input\n(784)" in words(figure) and "$x_{784}$" in words(figure)
    assert figure.alt == "Network diagram. Inputs: 784; hidden layers: 1, of 128 neurons; outputs: 10."


# ---- map, curves, digits ----


def test_map_colours_follow_the_function():
    figure = plots.boundary(lambda X: X[:, 0] > 0, [[-1, 0], [1, 1], [2, 0]], [0, 1, 1])
    shares = figure.axes[0].images[0].get_array()
    assert (shares[:, 0] == 0).all() and (shares[:, -1] == 1).all()
    assert "All points lie on their own side." in figure.alt
    map_ = plots.boundary(lambda X: X[:, 1] > 0, [[-1, 0], [1, 1]], [0, 1]).axes[0].images[0]
    assert map_.origin == "lower" and map_.get_extent() == [-1.24, 1.24, -0.12, 1.12] and map_.get_array()[-1].all()
    whole = plots.boundary(NET, [[0, 0], [0, 1], [1, 0], [1, 1]], [0, 1, 1, 0]).axes[0].images[0].get_array()
    assert len(np.unique(whole)) > 1000  # whole numbers as points do not make the map coarse


def training(losses, shares, unseen_losses=None, unseen_shares=None):
    """Records of as many epochs."""
    none, epochs = [None] * len(losses), range(1, len(losses) + 1)
    columns = losses, shares, unseen_losses or none, unseen_shares or none
    return [Record(epoch, 10 * epoch, *numbers, 0.0) for epoch, *numbers in zip(epochs, *columns, strict=True)]


NAN, NONE = float("nan"), [None] * 3
RISE, FALL, UP = [0.6, 0.7, 0.8], [2.0, 1.0, 0.5], [3.0, 1.0, 2.0]  # up: falls, then rises


@pytest.mark.parametrize("records, title, alt, drawn", [
    (training(FALL, RISE, FALL, [0.5] * 3), "The test ends 30.0 points below training",
     "Curves over 3 epochs. Training accuracy rises, test accuracy stays.", [60, 70, 80]),
    (training(FALL, RISE), "60% right at first, 80% in the end",
     "Curves over 3 epochs. Training accuracy rises.", [60, 70, 80]),
    (training(FALL, RISE, UP, RISE), "The test loss is lowest after epoch 2, then it rises",
     "Curves over 3 epochs. Training loss falls, test loss falls, then rises.", FALL),
    (training(FALL, NONE), "The training loss goes from 2.00 to 0.50",
     "Curves over 3 epochs. Training loss falls.", FALL),
    (training([2, np.inf, NAN], RISE), "From epoch 2 on the loss is infinite or NaN",
     "Curves over 3 epochs. Training accuracy rises.", [60, 70, 80]),
    (training([NAN] * 3, [NAN] * 3, [NAN] * 3, [NAN] * 3), "From epoch 1 on the loss is infinite or NaN", None, None),
])
def test_curves_show_what_the_title_says(records, title, alt, drawn):
    figure = plots.training_curves(records, unseen="test")
    (ax,) = figure.axes
    assert (figure.get_suptitle(), figure.alt) == (title, alt or figure.alt) and to_png(figure)
    assert drawn is None or ax.lines[0].get_ydata() == pytest.approx(drawn)


def test_a_curve_that_turns_is_said_to_turn():
    assert [direction(curve) for curve in ([3, 1, 1.2], [1, 3, 2])] == ["falls", "rises, then falls"]


def test_digits_take_rows_or_squares():
    flat = np.linspace(0, 1, 3 * 784).reshape(3, 784)
    assert (plots.digits(flat).axes[2].images[0].get_array() == flat[2].reshape(28, 28)).all()
    with pytest.raises(ValueError, match="3 pictures but 1 titles"):
        plots.digits(flat, ["7"])


def test_a_text_is_folded_by_the_width_of_its_letters():
    english = "How many of the 256 inputs of the network are larger than one half, and how many of them are zero?"
    assert style.fold(english, 40) == textwrap.fill(english, 40)
    chinese = "输出是 0.62 和 0.83，目标是 1 和 0。损失对“两个输出偏置”的偏导数，符号各是什么？sigmoid 呢？"
    lines = style.fold(chinese, 24).split("\n")
    assert "".join(lines).replace(" ", "") == chinese.replace(" ", "")
    assert len(lines) > 3 and max(map(style.wide, lines)) <= 24
    assert not any(line[0] in "，。？” " or line[-1] in "“ " for line in lines)
    assert all(word in "".join(f"{line}|" for line in lines) for word in ("0.62", "sigmoid"))


NUMBERS = {r'(?<![a-z_])fontsize"?[=:] ?([\d.]+)(?![\d.]| \*)': {9, 10, 11.5, 15},  # 15 is a sign of three dots
           r'(?<![a-z_])linewidths?"?[=:] ?([\d.]+)': {0, 0.4, 0.8, 1.2, 2, 3}}  # 0.4 is a line of a map


def test_words_have_three_sizes_lines_four_widths_and_colours_one_file():
    own = [path for path in ROOT.glob("helpers/lessons/*/*.py") if "plots.style import" in path.read_text("utf-8")]
    for path in [*ROOT.glob("helpers/plots/*.py"), *own]:
        if path.name.startswith("test_"):
            continue
        text = path.read_text("utf-8")
        for pattern, allowed in NUMBERS.items():
            found = {float(number) for number in re.findall(pattern, text)}
            assert found <= allowed, f"{path.relative_to(ROOT)}: {found - allowed} is none of {allowed}"
        assert path.name == "style.py" or not re.search('"#[0-9a-fA-F]{6}"', text), path


def test_each_line_has_its_name_at_its_end_and_no_two_names_cover_each_other():
    fig, ax = style.figure(6, 3)
    for height, name in ((1, "low"), (5, "high"), (5.01, "as high")):
        ax.plot([0, 10], [0, height], label=name)
    style.name_lines(ax)
    fig.canvas.draw()
    boxes = {text.get_text(): text.get_window_extent() for text in ax.texts}
    middle = (boxes["low"].y0 + boxes["low"].y1) / 2
    assert abs(ax.transData.inverted().transform((0, middle))[1] - 1) < 0.1
    assert boxes["low"].y1 < boxes["high"].y0 and boxes["high"].y1 < boxes["as high"].y0
