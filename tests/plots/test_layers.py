"""The spaces of a network's hidden layers, drawn."""

import numpy as np
from matplotlib.collections import QuadMesh
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from helpers import Network
from helpers.plots.layers import hidden_spaces


def test_hidden_spaces_draw_what_the_layers_compute():
    network = Network([2, 2, 2, 1], "tanh", "sigmoid", seed=1, dtype=np.float64)
    points = np.random.default_rng(1).uniform(-2, 2, (40, 2))
    labels = np.arange(40) % 2
    fig = hidden_spaces(network, points, labels)
    assert [text.get_text() for text in fig.texts][1:] == ["input", "layer 1", "layer 2"]
    lines, windows, maps = [[artist for artist in fig.artists if isinstance(artist, kind)]
                            for kind in (Line2D, Rectangle, QuadMesh)]
    grids = [k for k, line in enumerate(lines) if np.isnan(line.get_xdata()).sum() == 50]
    a, z = network.forward(points)
    for A, end, window, colours in zip(a, [*grids[1:], len(lines)], windows, maps, strict=False):
        box, side = window.get_window_extent(), colours.get_array().shape[0]
        for dots, label in zip(lines[end - 2 : end], (0, 1), strict=True):
            np.testing.assert_allclose(dots.get_xydata(), A[labels == label])
            places = dots.get_transform().transform(dots.get_xydata())
            assert box.padded(-5).count_contains(places) == 20
            across, up = (side * (places - box.min) / box.size).astype(int).T
            answers = colours.get_array()[side - 1 - up, across]  # of the layers behind, at the places of the points
            sure = abs(z[-1][labels == label, 0]) > 0.1
            np.testing.assert_array_equal(answers[sure], np.sign(z[-1][labels == label, 0])[sure])
    (w,), (b,) = network.weights[-1], network.biases[-1]
    np.testing.assert_allclose(lines[grids[-1] + 1].get_xydata() @ w + b, 0, atol=1e-6)  # straight: the output neuron's
    assert "40 points" in fig.alt and "lie on their own side" in fig.caption
