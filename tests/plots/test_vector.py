"""The SVG of a panel's picture: where marks stand, what is cut, what keeps its place."""

import re

import numpy as np
import pytest

from helpers.plots import figure
from helpers.plots.sheet import Chart, sheet
from helpers.plots.vector import Sketcher, to_svg


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
