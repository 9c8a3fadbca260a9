"""The spaces of a network's hidden layers, drawn."""

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from helpers import Network
from helpers.plots.layers import hidden_spaces


def test_hidden_spaces_draw_what_the_layers_compute():
    network = Network([2, 2, 2, 1], "tanh", "sigmoid", seed=1, dtype=np.float64)
    points = np.random.default_rng(1).uniform(-2, 2, (40, 2))
    labels = np.arange(40) % 2
    fig = hidden_spaces(network, points, labels)
    assert [text.get_text() for text in fig.texts] == ["input", "layer 1", "layer 2"]
    *spaces, border = [artist for artist in fig.artists if isinstance(artist, Line2D)]
    windows = [artist for artist in fig.artists if isinstance(artist, Rectangle)]
    passed = zip(network.forward(points).a, spaces[::4], spaces[2::4], spaces[3::4], windows, strict=False)
    for A, grid, *dots, window in passed:
        assert np.isnan(grid.get_xdata()).sum() == 26
        seen = [line.get_transform().transform(line.get_xydata()) for line in dots]
        for points_of_class, line, k in zip(seen, dots, (0, 1), strict=True):
            np.testing.assert_allclose(line.get_xydata(), A[labels == k])
            assert window.get_window_extent().padded(-5).count_contains(points_of_class) == 20
    (w,), (b,) = network.weights[-1], network.biases[-1]
    np.testing.assert_allclose(border.get_xydata() @ w + b, 0, atol=1e-9)
    np.testing.assert_allclose(spaces[-3].get_xydata()[:-1] @ w + b, 0, atol=0.02)
    assert "40 points" in fig.alt and "lie on their own side" in fig.caption
