"""Deep against wide, on speech and on digits, and what one hidden layer can imitate. Slide P13-28."""

import numpy as np

from ...lecture import DEEP, WIDE
from ...plots.diagram import fixed
from ...plots.style import BLUE, FAINT, GREY, INK, ORANGE, PALE_INK, QUIET, figure, headline, label, name_lines, note
from ...words import both, later, say, series

PARTNERS = {2: 189, 3: 251, 5: 375, 7: 499}  # layers of 128: the width of a single layer of as many parameters


def deep_against_wide(rows):
    """By how many points deep networks are ahead of a single layer of as many parameters: on speech, and on the digits
    of table `deep`, with a bar of one standard deviation to either side."""
    fig, ax = figure(7, 3)
    ax.axhline(0, color=INK, linewidth=0.8)
    ahead = [f"{wide.error - deep.error:.1f}" for deep, wide in zip(DEEP[4:], WIDE, strict=False)]
    ax.text(7, 1.1, say("on speech: {ahead} points ahead", ahead=both(ahead)), ha="right", va="center", fontsize=11.5,
            color=BLUE, weight="bold")
    for digits, color, aside in zip(np.unique(rows["digits"]), (PALE_INK, GREY), (-0.05, 0.05), strict=True):
        part = rows[rows["digits"] == digits]
        pairs = [[100 * part["accuracy"][(part["depth"] == depth) & (part["width"] == width)]
                  for depth, width in ((deep, 128), (1, wide))] for deep, wide in PARTNERS.items()]
        ahead = np.array([deep.mean() - wide.mean() for deep, wide in pairs])
        spread = [np.hypot(deep.std(ddof=1), wide.std(ddof=1)) for deep, wide in pairs]
        x = np.add(list(PARTNERS), aside)
        ax.vlines(x, ahead - spread, ahead + spread, color=color, linewidth=1.2)
        ax.plot(x, ahead, "s--" if aside < 0 else "D-", color=color, linewidth=2, markersize=5,
                label=say("{digits:,} digits: {last}", digits=digits, last=fixed(ahead[-1], 1)))
    ax.axhspan(0, 7, color=FAINT, zorder=0)
    for height, words in ((0.75, say("deep is ahead")), (-1.1, say("one wide layer is ahead"))):
        ax.text(1.8, height, words, fontsize=10, color=GREY, va="center")
    ax.set(xlim=(1.7, 7.3), ylim=(-2, 1.5), xticks=list(PARTNERS))
    label(ax, say("Deep is far ahead on speech, and falls behind on digits"), say("hidden layers"),
          say("points ahead\n(± 1 standard deviation)"))
    name_lines(ax)
    fig.alt = say("By how many points deep networks are ahead of a single layer of as many parameters, over the number "
                  "of layers. Speech: far ahead. Digits, learned from {counts}: about even, then behind.",
                  counts=both(f"{digits:,}" for digits in np.unique(rows["digits"])))
    return fig


def word_errors():
    """Word error rate against the number of parameters: deeper, and wider. Slide P13-28."""
    fig, ax = figure(7, 3.3)
    words = []
    for nets, name, color, mark in ((DEEP, say("deeper, 2k wide"), BLUE, "o-"),
                                    (WIDE, say("wider, one layer"), ORANGE, "s--")):
        ax.plot([n.parameters / 1e6 for n in nets], [n.error for n in nets], mark, color=color, linewidth=2, label=name)
        for net in nets:
            words.append(say("{hidden} × {width} {error:g} % with {parameters:.1f} million", hidden=net.hidden,
                             width=net.width, error=net.error, parameters=net.parameters / 1e6))
            size, left = net.hidden if nets is DEEP else f"1 × {net.width:,}", net in (WIDE[0], WIDE[2])
            size = say("1 layer") if net is DEEP[0] else size
            ax.annotate(size, (net.parameters / 1e6, net.error), (-4 if left else 4, 7), textcoords="offset points",
                        ha="right" if left else "left", fontsize=10, color=INK)
    ax.set_xscale("log")
    ax.set_xticks([20, 40, 80, 160], ["20", "40", "80", "160"])
    ax.minorticks_off()
    ax.set(xlim=(17.5, 165), ylim=(16, 25.5), yticks=[16, 18, 20, 22, 24])
    title = say("{deep} layers err in {least} %, one layer {times:.1f} times as large in {wide} %",
                deep=DEEP[-1].hidden, least=DEEP[-1].error, times=WIDE[-1].parameters / DEEP[-1].parameters,
                wide=WIDE[-1].error)
    label(ax, title, say("parameters in millions, on a scale of doublings"), say("words wrong in %"))
    name_lines(ax)
    fig.alt = say("Words wrong against parameters: {words}.", words=series(words))
    return fig


def approximation(networks, f, low=-3, high=3):
    """A function f, and networks of one input that imitate it, with the place where each is furthest from it."""
    fig, axes = figure(7, 3, cols=len(networks), sharey=True, squeeze=False)
    x, gaps, sizes = np.linspace(low, high, 1001), [], [sum(network.sizes[1:-1]) for network in networks]
    for ax, network, neurons in zip(axes[0], networks, sizes, strict=True):
        y, t = network(x[:, None])[:, 0], f(x)
        worst = np.abs(y - t).argmax()
        gaps.append(f"{np.abs(y - t)[worst]:.2f}")
        ax.plot(x, t, color=QUIET, linewidth=3, label=say("the function"))
        ax.plot(x, y, color=INK, linewidth=1.2, label=say("the network"))
        ax.plot([x[worst]] * 2, [t[worst], y[worst]], color=ORANGE, linewidth=3, solid_capstyle="butt", zorder=3)
        note(ax, say("{gap} apart", gap=gaps[-1]), (x[worst], (t[worst] + y[worst]) / 2), (24, -24))
        many, one = later("{neurons} hidden neurons"), later("{neurons} hidden neuron")
        label(ax, say(many if neurons > 1 else one, neurons=neurons), "$x$", "$y$" if ax is axes[0, 0] else "")
    name_lines(ax)
    headline(fig, say("{neurons} neurons come within {gap} of the function", neurons=sizes[-1], gap=gaps[-1]))
    pairs = [say("with {neurons} hidden neurons at most {gap} apart", neurons=neurons, gap=gap)
             for neurons, gap in zip(sizes, gaps, strict=True)]
    fig.alt = say("A curve and networks that follow it: {pairs}.", pairs=series(pairs))
    return fig


def folded(networks):
    """A strip folded in half once for each hidden layer, seen from its edge, above the output of each network, which
    turns at the folds."""
    fig, axes = figure(7, 3.4, rows=2, cols=len(networks), sharey="row")
    headline(fig, say("Each layer folds all that the layers before have folded"))
    x = np.linspace(0, 1, 1025)
    for (strip, output), network in zip(axes.T, networks, strict=True):
        strip.plot(*strip_folded(x, len(network.sizes) - 2), color=INK, linewidth=2)
        strip.set_xlim(-0.2, 1.05)
        strip.axis("off")
        output.plot(x, network(x[:, None])[:, 0], color=INK, linewidth=2)
        output.set(xlim=(-0.2, 1.05), xticks=[0, 1], yticks=[0, 1])
        output.set_xlabel("x", fontsize=10, color=INK)
        layers = len(network.sizes) - 2
        label(strip, say("hidden layers: {layers}\n{sheets} sheets, {sheets} pieces", layers=layers, sheets=2**layers))
    fig.alt = say("A strip of paper folded in half again and again, of {sheets} sheets, and below it the output of "
                  "networks with one layer more each, which turns where the strip is folded.",
                  sheets=series([str(2 ** (len(network.sizes) - 2)) for network in networks]))
    return fig


def strip_folded(x, times):
    """The edge of a strip from 0 to 1 after folding it in half so often: places along it, and the sheets they lie in,
    with a half round at each fold."""
    place, level = x.copy(), np.zeros_like(x)
    for half in 0.5 ** np.arange(1, times + 1):
        over = place > half
        place[over], level[over] = 2 * half - place[over], 1 / half - 1 - level[over]
    folds, turn = np.flatnonzero(np.diff(level)), np.linspace(0, np.pi, 20)
    step = np.diff(level)[folds, None]
    outward = np.sign(place[folds] - place[folds - 1])[:, None]
    round_it = place[folds, None] + 0.03 * outward * abs(step) * np.sin(turn)
    rising = level[folds, None] + step * (1 - np.cos(turn)) / 2
    at = np.repeat(folds + 1, turn.size)
    return np.insert(place, at, round_it.ravel()), np.insert(level, at, rising.ravel())
