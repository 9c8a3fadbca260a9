"""The SVG of a panel's picture: where marks stand, what is cut, what keeps its place."""

import re

import matplotlib
import numpy as np
import pytest
from matplotlib.patches import Circle

from helpers.plots import figure
from helpers.plots.sheet import Chart, put_text, sheet
from helpers.plots.vector import Pen, Sketcher, to_svg


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
