"""A `sheet`, which is a Figure without axes of Matplotlib's, and a `Chart` on it: for panels, which draw at once."""

import numpy as np
from matplotlib.collections import QuadMesh
from matplotlib.colors import Normalize
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, FancyArrowPatch, Rectangle
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import Affine2D

from .style import EDGE, INK

TICK, GAP = 0.04, (np.nan, np.nan)  # a tick's length in inches; where a line pauses


def sheet(width, height, title=""):
    """A Figure in inches with nothing but a title. It has no axes: they take as long as a hundred texts."""
    fig = Figure(figsize=(width, height), dpi=100, facecolor="white", layout="constrained")
    fig.set_layout_engine("none")  # keeps a picture whole where no engine at all would let it be cropped
    put_text(fig, 0.1, height - 0.08, title, size=11.5, ha="left", va="top")
    return fig


def put(fig, artist):
    """Put an artist of Matplotlib's on a sheet, in inches from its lower left corner; returns the artist."""
    artist.set_transform(fig.dpi_scale_trans)
    return fig.add_artist(artist)


def ball(fig, x, y, radius=0.24, face="white", edge=INK):
    """A ball on a sheet, in inches; red where what comes back begins."""
    put(fig, Circle((x, y), radius, facecolor=face, edgecolor=edge, linewidth=1.2, zorder=3))


def arrow(fig, start, end, color=INK, width=1.2):
    """An arrow on a sheet, in inches."""
    look = {"arrowstyle": "-|>", "mutation_scale": 10, "shrinkA": 0, "shrinkB": 0, "zorder": 3}
    put(fig, FancyArrowPatch(start, end, color=color, linewidth=width, **look))


def put_text(fig, x, y, words, color=INK, size=10, ha="center", va="center", **look):
    """Put words on a sheet, around a place in inches from its lower left corner; returns the text."""
    look = {"color": color, "fontsize": size, "ha": ha, "va": va, "transform": fig.dpi_scale_trans} | look
    return fig.text(x, y, words, **look)


class Chart:
    """A part of a sheet with coordinates of its own.

    left, bottom, width, height  its place on the sheet in inches
    x, y                         the values at its two ends: (left, right) and (bottom, top)
    """

    def __init__(self, fig, left, bottom, width, height, x=(0, 1), y=(0, 1)):
        self.fig, self.corner, self.size = fig, (left, bottom), (width, height)
        scale = width / (x[1] - x[0]), height / (y[1] - y[0])
        self.inches = Affine2D().translate(-x[0], -y[0]).scale(*scale).translate(left, bottom)
        self.transform = self.inches + fig.dpi_scale_trans

    def add(self, artist):
        artist.set_transform(self.transform)
        return self.fig.add_artist(artist)

    def text(self, x, y, words, **look):
        look = {"color": INK, "fontsize": 10, "va": "center", "transform": self.transform} | look
        return self.fig.text(x, y, words, **look)

    def line(self, x, y, **look):
        return self.add(Line2D(x, y, **look))

    def bars(self, values, colors, upright=False):
        """A bar for each value, at 0, 1, …"""
        for k, (value, color) in enumerate(zip(values, colors, strict=True)):
            corner, size = ((k - 0.35, 0), (0.7, value)) if upright else ((0, k - 0.35), (value, 0.7))
            self.add(Rectangle(corner, *size, facecolor=color))

    def image(self, numbers, colors, low, high):
        """Numbers (rows, columns) as the colours of as many fields; the first row is on top."""
        (left, bottom), (width, height), (rows, columns) = self.corner, self.size, numbers.shape
        x, y = np.linspace(left, left + width, columns + 1), np.linspace(bottom + height, bottom, rows + 1)
        corners, norm = np.stack(np.meshgrid(x, y), axis=-1), Normalize(low, high)
        put(self.fig, QuadMesh(corners, array=numbers, cmap=colors, norm=norm, antialiased=False))

    def frame(self, **look):
        """A line around it; returns what clips to it."""
        look = {"facecolor": "none", "edgecolor": EDGE, "linewidth": 0.8} | look
        return put(self.fig, Rectangle(self.corner, *self.size, **look))

    def head(self, words):
        """A title above the upper left corner."""
        (left, bottom), (_, height) = self.corner, self.size
        put_text(self.fig, left, bottom + height + 0.09, words, size=11.5, ha="left", va="bottom")

    def below(self, names, words="", line=True):
        """The lower edge: {value: its name}, and in words what lies along it."""
        (left, bottom), (width, _) = self.corner, self.size
        edge = [(left, bottom), (left + width, bottom)]
        for value, name in names.items():
            x, _ = self.inches.transform((value, 0))
            edge += [GAP, (x, bottom), (x, bottom - TICK)]
            put_text(self.fig, x, bottom - 0.08, name, va="top")
        self._edge(edge * line)
        room = 0.27 if names else 0.08
        put_text(self.fig, left + width / 2, bottom - room, words, va="top")

    def beside(self, names, words="", line=True, room=0.5):
        """The left edge: {value: its name}, and in words what lies along it, `room` inches from it."""
        (left, bottom), (_, height) = self.corner, self.size
        edge = [(left, bottom), (left, bottom + height)]
        for value, name in names.items():
            _, y = self.inches.transform((0, value))
            edge += [GAP, (left, y), (left - TICK, y)]
            put_text(self.fig, left - 0.09, y, name, ha="right")
        self._edge(edge * line)
        put_text(self.fig, left - room, bottom + height / 2, words, rotation=90)

    def _edge(self, points):
        if points:
            put(self.fig, Line2D(*np.transpose(points), color=EDGE, linewidth=0.8))


def round_numbers(low, high, count=5):
    """About so many round numbers from low to high, {value: how it is written}."""
    values = np.round(MaxNLocator(count).tick_values(low, high), 9) + 0.0
    return {value: f"{value:g}".replace("-", "−") for value in values if low <= value <= high}
