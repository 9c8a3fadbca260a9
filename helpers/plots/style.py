"""The common look of the course's pictures: colours, sizes, and `figure`, which makes an empty one."""

from itertools import cycle, islice

from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.ticker import FixedFormatter, FixedLocator

BLUE, ORANGE, GREY, LIGHT, INK = "#0877BD", "#F59322", "#7A8084", "#E8EAEB", "#22282C"
RED = "#C8322B"

# The playground's convention: orange is negative (class 0), blue is positive (class 1).
DIVERGING = LinearSegmentedColormap.from_list("orange-grey-blue", [ORANGE, LIGHT, BLUE])
PALE = LinearSegmentedColormap.from_list("pale orange-blue", ["#FBC98F", "#F3F4F5", "#84BCE0"])
PAPER = "gray_r"  # digits: ink is dark, paper is white

CLASS_COLORS = [
    ORANGE,
    BLUE,
    "#4C9F70",
    "#8E5EA2",
    "#7A5230",
    "#D35FB7",
    "#5D6D7E",
    "#B8A400",
    "#009E9E",
    "#C8322B",
]
CLASS_MARKERS = "os^Dv*PXph"
LINES = [(BLUE, "-"), (ORANGE, "--"), ("#3A8F5C", "-."), ("#8E5EA2", ":"), (INK, (0, (5, 1, 1, 1, 1, 1)))]


def line_styles(count):
    """`count` dictionaries of colour and dash for the lines of one picture: no two differ in colour alone."""
    return [dict(color=color, linestyle=dash, linewidth=2) for color, dash in islice(cycle(LINES), count)]


def figure(width=7, height=3.2, rows=1, cols=1, **options):
    """A new white figure in inches and its axes (one, or an array); options go to `Figure.subplots`."""
    fig = Figure(figsize=(width, height), dpi=100, facecolor="white", layout="constrained")
    fig.get_layout_engine().set(w_pad=0.08, h_pad=0.08)  # inches of white around: a dark page may follow
    axes = fig.subplots(rows, cols, **options)
    for ax in fig.axes:
        plain(ax)
    return fig, axes


class Sheet(Figure):
    """An empty picture in inches from its lower left corner. It has no axes: they take as long as a hundred texts."""

    def __init__(self, width, height):
        super().__init__(figsize=(width, height), dpi=100, facecolor="white", layout="constrained")
        self.set_layout_engine("none")  # keeps a picture whole where no engine at all would let it be cropped

    def text(self, x, y, words, **look):
        return super().text(x, y, words, transform=self.dpi_scale_trans, **look)

    def add_artist(self, artist):
        artist.set_transform(self.dpi_scale_trans)
        return super().add_artist(artist)


def plain(ax):
    """Light spines on two sides, small quiet ticks, grid off."""
    ax.spines[["top", "right"]].set_visible(False)
    ax.spines[["left", "bottom"]].set_color("#B5BABD")
    ax.tick_params(color="#B5BABD", labelcolor=INK, labelsize=10, length=3)
    ax.set_axisbelow(True)


def label(ax, title="", x="", y=""):
    """Title at the left, axis labels in words."""
    ax.set_title(title, loc="left", fontsize=11.5, color=INK, y=1)  # y=None would measure all ticks for it
    ax.set_xlabel(x, fontsize=10.5, color=INK)
    ax.set_ylabel(y, fontsize=10.5, color=INK)


def row_names(ax, names):
    """Names of the bars 0, 1, … of a chart at its left."""
    marks(ax, y=dict(enumerate(names)))


def ticks(axis, places, names=None):
    """Ticks at these places of `ax.xaxis` or `ax.yaxis`; `set_ticks` would make five artists for each at once."""
    axis.set_major_locator(FixedLocator(list(places)))
    if names is not None:
        axis.set_major_formatter(FixedFormatter([str(name) for name in names]))


def marks(ax, x=None, y=None):
    """Names {place: name} below and left of the axes; Matplotlib's ticks would take most of a picture's time."""
    look, at = dict(textcoords="offset points", fontsize=10, color=INK), ("data", "axes fraction")
    ax.set(**{f"{side}ticks": [] for side, names in (("x", x), ("y", y)) if names is not None})
    for place, name in (x or {}).items():
        ax.annotate(name, (place, 0), (0, -6), at, ha="center", va="top", **look)
    for place, name in (y or {}).items():
        ax.annotate(name, (0, place), (-6, 0), at[::-1], ha="right", va="center", **look)


def spoken(text):
    """A title without its mathematics marks, for alt texts: $W^1$ is W1."""
    return text.translate(str.maketrans("", "", "$\\{}^_"))
