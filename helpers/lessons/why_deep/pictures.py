"""Deep against wide, on speech and on digits, and what one hidden layer can imitate. Slide P13-28."""

import numpy as np

from ...lecture import DEEP, WIDE
from ...plots.sheet import Chart, round_numbers, sheet
from ...plots.style import BLUE, INK, LIGHT, ORANGE, WORDS, figure, fold, label, line_styles, name_lines
from ...words import both, later, say, series


def deep_against_wide(rows):
    """The speech table beside table `deep`: errors over the number of parameters, deep and one wide layer."""
    counts = np.unique(rows["digits"])
    fig, axes = figure(7, 3.5, cols=1 + len(counts))
    head = say("Deep is ahead on speech; on digits seven layers are behind")
    fig.suptitle(head, x=0.01, ha="left", fontsize=11.5, color=INK)
    deep, wide = line_styles(2)
    wide["marker"], deep["marker"] = "s", "o"
    for nets, style, name in ((DEEP, deep, say("deep")), (WIDE[:2], wide, fold(say("one layer"), 6))):
        axes[0].plot([net.parameters / 1e6 for net in nets], [net.error for net in nets], **style, label=name)
    name_lines(axes[0])
    label(axes[0], say("speech, 1 run"), say("million parameters"), say("wrong (%)"))
    for ax, digits in zip(axes[1:], counts, strict=True):
        part = rows[rows["digits"] == digits]
        for is_deep, style in ((True, deep), (False, wide)):
            chosen = part[(part["width"] == part["width"].min()) == is_deep]
            sizes = np.unique(chosen["parameters"])
            wrong = 100 * (1 - np.array([chosen["accuracy"][chosen["parameters"] == size] for size in sizes]))
            ax.errorbar(sizes / 1000, wrong.mean(axis=1), wrong.std(axis=1, ddof=1), capsize=3, **style)
        label(ax, say("{digits:,} digits", digits=digits), say("thousand parameters"))
    for ax in axes:
        ax.grid(axis="y", color=LIGHT, linewidth=0.8)
    fig.alt = say("Errors over the number of parameters, deep networks against one hidden layer. Speech: the deep "
                  "line falls far below the wide one. Digits, trained on {counts}: lines with error bars.",
                  counts=both(map(str, counts)))
    return fig


def word_errors():
    """Word error rate against the number of parameters: deeper, and wider. Slide P13-28."""
    fig, ax = figure(7, 3.3)
    words = []
    deeper, wider = say("deeper, 2k wide"), say("wider, one layer")
    for nets, name, color, mark in ((DEEP, deeper, BLUE, "o-"), (WIDE, wider, ORANGE, "s--")):
        ax.plot([n.parameters / 1e6 for n in nets], [n.error for n in nets], mark, color=color, label=name)
        for net in nets:
            width = {2048: "2k", 16384: "16k"}.get(net.width, net.width)
            words.append(
                say("{hidden} × {width} {error:g} % with {parameters:.1f} million",
                    hidden=net.hidden, width=net.width, error=net.error, parameters=net.parameters / 1e6))
            side = {3772: -12, 4634: 12}.get(net.width, 6)  # these two would overlap
            ax.annotate(
                f"{net.hidden} × {width}", (net.parameters / 1e6, net.error), (side, 6), textcoords="offset points",
                ha="right" if side < 0 else "left" if net.width < 5000 else "center", fontsize=9, color=INK,
            )
    ax.set_xscale("log")
    ax.set_xticks([20, 40, 80, 160], ["20", "40", "80", "160"])
    ax.minorticks_off()
    ax.set(xlim=(17.5, 230), ylim=(16, 26))
    title = say("{deep} layers err in {least} % of the words, one layer with more parameters in {wide} %",
                deep=DEEP[-1].hidden, least=DEEP[-1].error, wide=WIDE[-1].error)
    label(ax, title, say("parameters in millions"), say("words wrong in %"))
    for nets, name, color in ((DEEP, deeper, BLUE), (WIDE, wider, WORDS[ORANGE])):
        ax.annotate(name, (nets[-1].parameters / 1e6, nets[-1].error), (10, -12), textcoords="offset points",
                    fontsize=10, color=color, ha="left" if nets is DEEP else "center")
    fig.alt = say("Words wrong against parameters: {words}.", words=series(words))
    return fig


def approximation(network, f, low=-3, high=3):
    """A function f and a network of one input that imitates it; the title says how far they are apart."""
    x = np.linspace(low, high, 1001)
    y, t = network(x[:, None])[:, 0], f(x)
    gap, neurons = np.abs(y - t).max(), sum(network.sizes[1:-1])
    looks = {say("the function"): {"color": ORANGE, "linewidth": 3, "alpha": 0.6},
             say("the network"): {"color": BLUE, "linewidth": 2, "linestyle": "--"}}
    lowest, highest = min(y.min(), t.min()), max(y.max(), t.max())
    spread = highest - lowest or 1
    fig = sheet(7, 2.9)
    chart = Chart(fig, 0.75, 0.5, 6.1, 2.05, (low, high), (lowest - 0.05 * spread, highest + 0.3 * spread))
    for values, look in zip((t, y), looks.values(), strict=True):
        chart.line(x, values, **look)
    chart.below(round_numbers(low, high, 6), "$x$")
    chart.beside(round_numbers(lowest, highest), "$y$", room=0.6)
    many = later("{neurons} hidden neurons: at most {gap:.3f} apart")
    one = later("{neurons} hidden neuron: at most {gap:.3f} apart")
    chart.head(say(many if neurons > 1 else one, neurons=neurons, gap=gap))
    chart.legend(looks, low + 0.02 * (high - low), highest + 0.22 * spread)
    fig.alt = say("A curve and a network with {neurons} hidden neurons that follows it, at most {gap:.3f} apart.",
                  neurons=neurons, gap=gap)
    return fig


def folded(networks):
    """A strip folded in half once for each hidden layer, seen from its edge, above the output of each network, which
    turns at the folds."""
    fig, axes = figure(7, 3.4, rows=2, cols=len(networks), sharey="row")
    x = np.linspace(0, 1, 1025)
    for (strip, output), network in zip(axes.T, networks, strict=True):
        strip.plot(*strip_folded(x, len(network.sizes) - 2), color=INK, linewidth=2)
        strip.set_xlim(-0.2, 1.05)
        strip.axis("off")
        output.plot(x, network(x[:, None])[:, 0], color=INK, linewidth=2)
        output.set(xlim=(-0.2, 1.05), xticks=[0, 1], yticks=[0, 1])
        output.set_xlabel("x", fontsize=10, color=INK)
        strip.set_title("-".join(map(str, network.sizes)), loc="left", fontsize=10, color=INK)
    fig.suptitle(say("Each layer folds all that the layers before have folded"), x=0.01, ha="left", fontsize=11.5,
                 color=INK)
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
