"""Gradient descent in numbers: the slide's steps, walks on a parabola. Slides P13-22 to P13-25."""

import numpy as np
from matplotlib.patches import FancyBboxPatch

from ...plots.backprop import short_number
from ...plots.style import BLUE, EDGE, GREY, INK, ORANGE, figure, label
from ...words import clauses, say


def slide_steps(table):
    """P13-24 redrawn: the value of each parameter after each step, and what the step took off.

    table  {name: (start, after one step, after two, …)}
    """
    steps = len(next(iter(table.values()))) - 1
    fig, ax = figure(7, 0.62 * len(table) + 0.75)
    ax.set(xlim=(-0.8, 2 * steps + 0.7), ylim=(-0.6 - len(table), 0.25))
    ax.axis("off")
    for k in range(steps + 1):
        ax.text(2 * k, 0, f"$\\theta^{k}$", ha="center", va="center", fontsize=11.5, color=INK)
        if k:
            step = f"$-\\eta\\,\\nabla L(\\theta^{k - 1})$"
            ax.text(2 * k - 1, 0, step, ha="center", va="center", fontsize=11.5, color=BLUE)
    for row, (name, values) in enumerate(table.items()):
        parameter_row(ax, -1 - row, name, values)
    told = [say("{name} goes {values}", name=name, values=", ".join(map(short_number, v))) for name, v in table.items()]
    fig.alt = say("A table of parameters with arrows from step to step: {told}.", told=clauses(told))
    return fig


def parameter_row(ax, y, name, values):
    """One parameter: a box for each value, an arrow with the change between two."""
    ax.text(-0.75, y, f"${name[0]}_{{{name[1:]}}}$", va="center", fontsize=11.5, color=INK)
    for k, value in enumerate(values):
        ax.add_patch(FancyBboxPatch((2 * k - 0.3, y - 0.24), 0.6, 0.48, boxstyle="round,pad=0.02",
                                    facecolor="white", edgecolor=GREY))
        ax.text(2 * k, y, short_number(value), ha="center", va="center", fontsize=11.5, color=INK)
    for k, change in enumerate(np.diff(values)):
        ax.annotate("", (2 * k + 1.62, y), (2 * k + 0.38, y), arrowprops={"arrowstyle": "-|>", "color": BLUE})
        ax.text(2 * k + 1, y + 0.06, f"{change:+.2f}".replace("-", "−"), ha="center", va="bottom", color=BLUE,
                fontsize=10)


def parabolas(rates, steps):
    """Gradient descent on L = w² from w = 1, one picture a learning rate."""
    fig, axes = figure(7 if len(rates) > 1 else 5, 3, cols=len(rates), squeeze=False, sharey=True)
    told = []
    for ax, rate in zip(axes[0], rates, strict=True):
        with np.errstate(over="ignore"):
            w = (1 - 2 * rate) ** np.arange(steps + 1.0)  # each step takes rate · 2w off w
        reach = 2.6
        line = np.linspace(-reach, reach, 121)
        ax.plot(line, line**2, color=EDGE, linewidth=1.2)
        seen = np.abs(w) <= 40
        ax.plot(w[seen], w[seen] ** 2, "-o", color=BLUE, linewidth=1.2, markersize=5)
        ax.plot(1, 1, "s", color=ORANGE, markersize=9, zorder=4)
        ax.set(xlim=(-reach, reach), ylim=(-0.3, 6.8))
        label(ax, f"$\\eta$ = {rate:g}", "$w$", "$L = w^2$" if ax is axes[0, 0] else "")
        told.append(say(
            "η = {rate:g}: after {steps} steps w = {w}, L = {loss}",
            rate=rate, steps=steps, w=short(w[-1]), loss=short(w[-1] ** 2),
        ))
    fig.alt = say("Steps on the parabola L = w² from w = 1 (square). {told}.", told=clauses(told))
    return fig


def short(number):
    return (f"{number:.4f}" if abs(number) < 1000 else f"{number:.1e}").replace("-", "−")
