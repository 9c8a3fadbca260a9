"""Still pictures of the motions drawn in the page: the perceptron's line (notebook 01), the descending ball (04)."""

import numpy as np

from ..activations import sigmoid, step
from .boundary import points
from .diagram import neat
from .perceptron import arrow, line, shade
from .style import BLUE, RED, figure, label


def perceptron_line(X, labels, w, b, output="step", limits=((-1.5, 2.5), (-1.5, 2.5)), names=("$x_1$", "$x_2$")):
    """Points (n, 2) of two classes, the line w·x + b = 0 and w as an arrow from the origin; returns a Figure."""
    fig, ax = figure(4.4, 4)
    shade(ax, {"sigmoid": sigmoid, "step": step}[output], w, b, limits)
    points(ax, X, labels)
    for dots in ax.collections:
        dots.set_sizes([60])
    line(ax, w, b)
    if np.any(w):
        arrow(ax, (0, 0), w, BLUE, linewidth=2)
    wrong = X[step(X @ w + b) != labels]
    ax.scatter(*wrong.T, marker="x", s=130, color=RED, linewidth=1.8, zorder=4)
    ax.set_aspect("equal")
    label(ax, f"{len(X) - len(wrong)} of {len(X)} right", *names)
    fig.alt = (
        f"{len(X)} points of two classes and the line of one neuron with w = ({neat(w[0])}, {neat(w[1])}) and "
        f"b = {neat(b)}: {len(X) - len(wrong)} points are on the right side. Crosses mark the others."
    )
    return fig
