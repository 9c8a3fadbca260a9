"""Gradient descent in numbers: the slide's steps, walks on a parabola. Slides P13-22 to P13-25."""

import numpy as np

from ...plots.backprop import short_number
from ...plots.diagram import fixed
from ...plots.style import BLUE, EDGE, INK, LIGHT, ORANGE, QUIET, figure, label, line_styles, name_lines
from ...words import clauses, say


def slide_steps(table):
    """P13-24 redrawn: the value of each parameter after each step, on one scale.

    table  {name: (start, after one step, after two, …)}
    """
    fig, ax = figure(7, 0.75 * len(table) + 0.9)
    for row, values in enumerate(table.values()):
        ax.axhline(row, color=LIGHT, linewidth=0.8)
        for k, (value, following) in enumerate(zip(values, [*values[1:], None], strict=True)):
            ax.plot(value, row, "o" if k else "s", color=INK if k else ORANGE, markersize=6 if k else 8)
            ax.text(value, row + 0.2, f"$\\theta^{k}$: {short_number(value)}", ha="center", va="top", fontsize=10)
            if following is not None:
                look = {"arrowstyle": "-|>", "color": BLUE, "linewidth": 2, "shrinkA": 4, "shrinkB": 4}
                ax.annotate("", (following, row), (value, row), arrowprops=look)
                ax.text((value + following) / 2, row - 0.12, f"{following - value:+.2f}".replace("-", "−"), ha="center",
                        va="bottom", color=BLUE, fontsize=10)
    ax.set(ylim=(len(table) - 0.4, -0.6), yticks=range(len(table)), xticks=[0])
    ax.axvline(0, color=EDGE, linewidth=0.8, linestyle=":")
    ax.set_yticklabels([f"${name[0]}_{{{name[1:]}}}$" for name in table], fontsize=11.5)
    ax.spines[:].set_visible(False)
    label(ax, say("Each parameter goes its own way"))
    told = [say("{name} goes {values}", name=name, values=", ".join(map(short_number, v))) for name, v in table.items()]
    fig.alt = say("Parameters on one scale with arrows from step to step: {told}.", told=clauses(told))
    return fig


def estimates(slopes, whole):
    """The slopes that the batches see as lines from where one stands, the flattest and the steepest by name, and the
    slope over all examples, their mean."""
    fig, ax = figure(7, 2.9)
    for k, slope in enumerate(slopes, start=1):
        name = say("batch {k}: {slope}", k=k, slope=fixed(slope)) if slope in (min(slopes), max(slopes)) else ""
        ax.plot([0, 1], [0, slope], color=QUIET, linewidth=1.2, label=name or "_")
    ax.plot([0, 1], [0, whole], color=INK, linewidth=3, label=say("all examples:\n{slope}", slope=fixed(whole)))
    ax.plot(0, 0, "s", color=ORANGE, markersize=9, zorder=4, clip_on=False)
    ax.set(xlim=(0, 1), xticks=[0, 1])
    label(ax, say("Batches disagree, but their mean is the slope over all"), say("change of $v$"),
          say("change of the cost"))
    name_lines(ax)
    fig.alt = say("Lines for the slopes that {count} batches see, from {low:.2f} to {high:.2f}, and one for their "
                  "mean, {whole:.2f}.", count=len(slopes), low=max(slopes), high=min(slopes), whole=whole)
    return fig


def starts(histories):
    """Losses from several starts, {name: records}, over the steps."""
    fig, ax = figure(7, 2.9)
    for (name, records), look in zip(histories.items(), line_styles(len(histories)), strict=True):
        epochs, losses = [record.epoch for record in records], [record.loss for record in records]
        ax.plot(epochs, losses, label=say("{name}: {sentence}", name=name, sentence=f"{losses[-1]:.2f}"), **look)
    last = [records[-1].loss for records in histories.values()]
    head = say("Off the plateau within {steps:,} steps: {down} of {all} starts", steps=int(epochs[-1]), all=len(last),
               down=sum(loss < 0.1 for loss in last))
    label(ax, head, say("step"), say("cost"))
    ax.xaxis.set_major_formatter("{x:,.0f}")
    ax.set_ylim(bottom=0)
    name_lines(ax)
    fig.alt = say("Costs from {count} starts. At the end: {words}.", count=len(last),
                  words=", ".join(f"{loss:.2f}" for loss in last))
    return fig


def parabolas(rates, steps):
    """Gradient descent on L = w² from w = 1, one picture a learning rate."""
    fig, axes = figure(7 if len(rates) > 1 else 5, 3, cols=len(rates), squeeze=False, sharey=True)
    told = []
    for ax, rate in zip(axes[0], rates, strict=True):
        with np.errstate(over="ignore"):
            w = (1 - 2 * rate) ** np.arange(steps + 1.0)  # each step takes rate · 2w off w
        reach = 2.8
        line = np.linspace(-reach, reach, 121)
        ax.plot(line, line**2, color=EDGE, linewidth=1.2)
        seen = np.abs(w) <= 40
        ax.plot(w[seen], w[seen] ** 2, "-o", color=BLUE, linewidth=1.2, markersize=5)
        ax.plot(1, 1, "s", color=ORANGE, markersize=9, zorder=4)
        ax.set(xlim=(-reach, reach), ylim=(-0.3, 7.2))
        label(ax, f"$\\eta$ = {rate:g}", "$w$", "$L = w^2$" if ax is axes[0, 0] else "")
        told.append(say(
            "η = {rate:g}: after {steps} steps w = {w}, L = {loss}",
            rate=rate, steps=steps, w=short(w[-1]), loss=short(w[-1] ** 2),
        ))
    fig.alt = say("Steps on the parabola L = w² from w = 1 (square). {told}.", told=clauses(told))
    return fig


def short(number):
    return (f"{number:.4f}" if abs(number) < 1000 else f"{number:.1e}").replace("-", "−")
