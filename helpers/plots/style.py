"""The common look of the course's pictures: colours, sizes, and `figure`, which makes an empty one."""

import re
import textwrap
import unicodedata
from itertools import cycle, islice, product

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from matplotlib.text import Annotation

BLUE, ORANGE, GREY, LIGHT, INK = "#0877BD", "#F59322", "#5F666B", "#E8EAEB", "#22282C"
RED, GREEN, NIGHT = "#C8322B", "#2F7D4F", "#15191C"
QUIET, EDGE = "#B9BEC2", "#B5BABD"  # bars that are not the point; the edges of charts
PALE_INK = "#9AA0A4"
FAINT, PALE_BLUE, PALE_RED = "#F3F4F5", "#EAF3FA", "#FBEAE8"  # behind words; red is what comes back
WORDS = {ORANGE: "#A85F00", PALE_INK: GREY, QUIET: GREY}  # a line's colour: that of words about it, dark enough
TRAINING, UNSEEN = dict(color=PALE_INK, linewidth=2), dict(color=INK, linewidth=2)  # in every curve of a training

# The playground's convention: orange is negative (class 0), blue is positive (class 1).
DIVERGING = LinearSegmentedColormap.from_list("orange-grey-blue", [ORANGE, LIGHT, BLUE])
PALE = LinearSegmentedColormap.from_list("pale orange-blue", ["#FBC98F", "#F3F4F5", "#84BCE0"])
SHADES = LinearSegmentedColormap.from_list("white-blue", ["#FFFFFF", "#9CC9E6", BLUE])
DEPTH = LinearSegmentedColormap.from_list("low is dark", ["#0B3C5D", "#3D8BC0", "#B5D4E8", "#F7F5EE"])
TINT = "#CFE4F3"  # of the cells that are spoken of
PAPER = "gray_r"  # digits: ink is dark, paper is white

CLASS_COLORS = [ORANGE, BLUE, "#4C9F70", "#8E5EA2", "#7A5230", "#D35FB7", "#5D6D7E", "#B8A400", "#009E9E", RED]
CLASS_MARKERS = "so^Dv*PXph"  # class 0 is an orange square, class 1 a blue circle, as on the pages of widgets
LINES = [(BLUE, "-"), (ORANGE, "--"), (GREEN, "-."), ("#8E5EA2", ":"), (INK, (0, (5, 1, 1, 1, 1, 1)))]


def line_styles(count):
    """`count` dictionaries of colour and dash for the lines of one picture: no two differ in colour alone."""
    return [dict(color=color, linestyle=dash, linewidth=2) for color, dash in islice(cycle(LINES), count)]


def figure(width=7, height=3.2, rows=1, cols=1, **options):
    """A new white figure in inches and its axes (one, or an array); options go to `Figure.subplots`."""
    fig = Figure(figsize=(width, height), dpi=100, facecolor="white", layout="constrained")
    fig.get_layout_engine().set(w_pad=0.08, h_pad=0.08)  # inches of white around: a dark page may follow
    axes = fig.subplots(rows, cols, **options)
    for ax in fig.axes:
        quiet_axes(ax)
    return fig, axes


def quiet_axes(ax):
    """Light spines on two sides, small quiet ticks, grid off."""
    ax.spines[["top", "right"]].set_visible(False)
    ax.spines[["left", "bottom"]].set_color(EDGE)
    ax.tick_params(color=EDGE, labelcolor=INK, labelsize=10, length=3)
    ax.set_axisbelow(True)


def label(ax, title="", x="", y=""):
    """Title at the left, quieter below a `headline`; axis labels in words."""
    look = {"fontsize": 10, "color": GREY} if ax.figure.get_suptitle() else {"fontsize": 11.5, "color": INK}
    ax.set_title(title, loc="left", y=1, **look)  # y=None would measure all ticks for it
    ax.set_xlabel(x, fontsize=10, color=INK)
    ax.set_ylabel(y, fontsize=10, color=INK)


def headline(fig, words):
    """What is seen, above all axes of a figure; before their labels."""
    fig.suptitle(words or None, x=0.01, ha="left", fontsize=11.5, color=INK)


def name_lines(ax):
    """Write each line's label at its end, in its colour, where a legend would have to be compared with the lines."""
    from sklearn.isotonic import isotonic_regression  # no sooner: it takes as long as all other imports

    lines = [line for line in ax.get_lines() if not line.get_label().startswith("_")]
    ax.autoscale_view()  # the ends of the axes as they will be
    to_axes = ax.transData + ax.transAxes.inverted()
    drawn = [line.get_xydata()[np.isfinite(line.get_ydata())] for line in lines]  # none of a training of NaN
    ends = np.array([to_axes.transform(points[-1]) if len(points) else (1, 0) for points in drawn])
    order = ends[:, 1].argsort(kind="stable")
    one = 15 / (72 * 0.75 * ax.figure.get_figheight() / ax.get_gridspec().nrows)  # a line of words, of the axes' height
    heights = [one * (1 + lines[k].get_label().count("\n")) for k in order]
    middles = np.cumsum(heights) - np.divide(heights, 2)
    places = middles + isotonic_regression(ends[order, 1] - middles, y_min=0, y_max=1 - sum(heights))  # nearest, apart
    for k, place in zip(order, places, strict=True):
        color = lines[k].get_color()
        ax.text(min(ends[k, 0], 1) + 0.03, place, lines[k].get_label(), transform=ax.transAxes, va="center",
                fontsize=10, color=WORDS.get(color, color))


def note(on, words, at, offset, frame=None, **look):
    """A few words about the point `at`, and a thin line between; returns the annotation.

    on      axes, or a figure
    offset  from the point to the words, points (right, up): those on the right begin there, those on the left end there
    frame   the coordinates of `at`: by default those of the axes' data
    """
    (right, up), near = offset, 12  # what is so near stands above, below or beside it, and not aslant
    across = 1 if abs(right) < near else 2 * (right < 0)
    above = 1 if abs(up) < near else 2 * (up < 0)
    line = {"arrowstyle": "-", "color": GREY, "linewidth": 0.8, "shrinkA": 2, "shrinkB": 4,
            "relpos": (across / 2, above / 2)}
    look = {"fontsize": 10, "color": INK, "ha": ("left", "center", "right")[across],
            "va": ("bottom", "center", "top")[above], "arrowprops": line, "zorder": 5} | look
    frame = on.transData if frame is None else frame
    if "bbox" in look and look["arrowprops"]:  # on coloured ground
        line["path_effects"] = [withStroke(linewidth=2, foreground="white")]
    return on.add_artist(Annotation(words, at, offset, xycoords=frame, textcoords="offset points", **look))


def free(ax, place, words, others=None, reach=15):
    """The offset for a `note` of these words about `place`, some `reach` points away from it, at which the words and
    their line are farthest from all `others` (n, 2), by default all lines, from the notes there, and the frame."""
    others = np.vstack([line.get_path().interpolated(20).vertices for line in ax.lines]) if others is None else others
    point, sized = 72 / ax.figure.dpi, np.array([2.5 * wide(spoken(words)), 7])
    near, far = (reach, 0, -reach), (reach, 2 * reach, 0, -reach, -2 * reach)
    offsets = np.array([spot for spot in product(near, far) if any(spot)])
    middles = offsets + np.sign(offsets) * sized
    here, line, words = ax.transData.transform(place), (0.5, 1, 1, 1), (0, 0, 0.5, 1)  # places along an old note
    old = [(ax.transData.transform(text.xy) - here) * point + np.outer(line, text.xyann)
           + np.outer(words, np.sign(text.xyann) * 2 * sized) for text in ax.texts if isinstance(text, Annotation)]
    away = (ax.transData.transform(others) - here) * point
    away = np.vstack([away, *old])[None]
    low, high = (ax.transAxes.transform([(0, 0), (1, 1)]) - here) * point
    gaps = [np.linalg.norm(np.maximum(abs(away - middles[:, None]) - sized, 0), axis=2).min(1),
            np.minimum(middles - sized - low, high - middles - sized).min(1)]
    gaps += [np.linalg.norm(away - share * offsets[:, None], axis=2).min(1) for share in (0.5, 0.7, 0.9)]
    return tuple(offsets[np.min(gaps, axis=0).argmax()].tolist())


def fold(text, columns):
    """A text in lines; a Chinese character is two columns wide, and a line may end behind it, but before no comma."""
    if wide(text) == len(text):
        return textwrap.fill(text, columns)
    lines, word = [""], r"[（“《]*(?:[\u2e80-\u9fff]|[^\u2e80-\uffef“”\s]+)[，。：；？！、）”》…]*\s*|\S"
    for part in re.findall(word, text):
        if wide(lines[-1] + part.rstrip()) > columns:
            lines.append("")
        lines[-1] += part
    return "\n".join(line.rstrip() for line in lines)


def wide(text):
    """How many columns a text takes."""
    return sum(1 + (unicodedata.east_asian_width(letter) in "WF") for letter in text)


def spoken(text):
    """A title without its mathematics marks, for alt texts: $W^1$ is W1."""
    return text.translate(str.maketrans("", "", "$\\{}^_"))
