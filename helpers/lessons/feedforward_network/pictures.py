"""Pictures of notebook 02: what a network is, what a structure can do."""

from itertools import product

import numpy as np
from matplotlib.patches import Circle, FancyArrowPatch

from ... import lecture
from ...lecture import LAYERS_TABLE, TAIPEI_101_FLOORS
from ...network import Network
from ...plots.diagram import neat, network_diagram
from ...plots.layers import SPAN
from ...plots.style import BLUE, DIVERGING, GREY, INK, LIGHT, QUIET, RED, figure, headline, label, note, spoken
from ...words import clauses, paragraph, say


def at_work(x1=1.0, x2=-1.0):
    """The lecture's network on one input, for a panel. Slide P13-6."""
    network = lecture.network()
    y1, y2 = network([[x1, x2]])[0]
    larger = say("({x1}, {x2}) goes in: $y_{k}$ is the larger output", x1=neat(x1), x2=neat(x2), k=1 if y1 > y2 else 2)
    fig = network_diagram(network, [x1, x2], title=larger)
    fig.caption = f"f([{neat(x1)}, {neat(x2)}]) = [{neat(y1)}, {neat(y2)}]"
    return fig


def excluded():
    """What "fully connected" and "feedforward" say no to: three small networks. Slide P13-8."""
    fig, axes = figure(7, 1.9, cols=4)
    titles = [say("fully connected\nfeedforward"), say("not fully connected:\na wire is missing"),
              say("not feedforward:\na wire leads back"), say("a wire skips a layer:\n“special structure”")]
    for ax, title in zip(axes, titles, strict=True):
        small_network(ax, missing=ax is axes[1])
        ax.set_title(title, fontsize=10, color=INK)
    bow(axes[2], (2, 1), (1, 1), 0.7)
    bow(axes[3], (0, 0), (2, 0), 0.35)
    fig.alt = say("Four small networks of 2 inputs, 2 hidden neurons and 2 outputs. The first has every wire between "
                  "neighbouring layers. The second lacks one. In the third a red wire leads from an output back to a "
                  "hidden neuron. In the fourth a red wire leads from an input past the hidden layer to an output.")
    return fig


def small_network(ax, missing=False):
    """Two inputs, two hidden neurons, two outputs at (layer, height); the wire that is missing is dotted."""
    for layer, i, j in product((0, 1), repeat=3):
        gone = missing and (layer, i, j) == (0, 1, 0)
        style = dict(color=RED, linestyle=":") if gone else dict(color=GREY)
        ax.plot([layer, layer + 1], [i, j], linewidth=2, zorder=1, **style)
    for layer, i in product(range(3), (0, 1)):
        face = LIGHT if layer == 0 else "white"
        ax.add_patch(Circle((layer, i), 0.17, facecolor=face, edgecolor=INK, linewidth=1.2, zorder=3))
    ax.set(xlim=(-0.3, 2.3), ylim=(-0.55, 1.5), aspect="equal")
    ax.axis("off")


def bow(ax, start, end, bend):
    look = {"arrowstyle": "-|>", "mutation_scale": 12, "shrinkA": 9, "shrinkB": 9, "color": RED, "linewidth": 2}
    ax.add_patch(FancyArrowPatch(start, end, connectionstyle=f"arc3,rad={bend}", zorder=2, **look))


def maps(networks):
    """The first output of each network {title: network} over the plane, with lines of equal output."""
    cols = min(3, len(networks))
    rows = -(-len(networks) // cols)
    fig, axes = figure(7, 0.4 + 2.1 * rows, rows, cols, sharex=True, sharey=True, squeeze=False)
    headline(fig, say("One structure, {count} θ: {count} functions of the plane", count=len(networks)))
    x1, x2 = np.meshgrid(*[np.linspace(-SPAN, SPAN, 121)] * 2)
    X = np.column_stack([x1.ravel(), x2.ravel()])
    words = []
    for ax in axes.flat[len(networks) :]:
        ax.remove()
    for ax, (title, network) in zip(axes.flat, networks.items(), strict=False):
        y = network(X)[:, 0].reshape(x1.shape)
        seen = ax.imshow(y, extent=[-SPAN, SPAN] * 2, cmap=DIVERGING, vmin=0, vmax=1, interpolation="bilinear",
                  origin="lower", alpha=0.75)
        widths = [2 if level == 5 else 0.8 for level in range(1, 10)]
        lines = ax.contour(x1, x2, y, np.arange(1, 10) / 10, colors=[INK], linewidths=widths)
        label(ax, title, "$x_1$" if ax in axes[-1] else "", "$x_2$" if ax in axes[:, 0] else "")
        span = {"lowest": y.min(), "highest": y.max()}
        words.append(say("{title}: from {lowest:.2g} to {highest:.2g}.", title=spoken(title), **span))
    scale = fig.colorbar(seen, ax=axes, label="$y_1$", shrink=0.5, aspect=12, ticks=[0, 0.5, 1])
    scale.add_lines(lines)
    scale.outline.set_visible(False)
    fig.alt = say("{count} maps of the first output, with lines of equal output. {words}",
                  count=len(networks), words=paragraph(words))
    return fig


def by_chance(layers, seed):
    """A network whose θ is nothing but chance, with weights large enough to bend what it draws."""
    network = Network(layers, "sigmoid", "sigmoid", dtype=np.float64)
    rng = np.random.default_rng(11 + seed)  # the first five of these are unlike each other
    for W, b in zip(network.weights, network.biases, strict=True):
        W[...] = rng.normal(0, 6 / np.sqrt(W.shape[1]), W.shape)
        b[...] = rng.normal(0, 1, b.shape)
    return network


# ---- deep ----


def towers():
    """Layers and errors of four ImageNet networks, and the floors of Taipei 101. Slides P13-9, P13-10."""
    fig, ax = figure(7, 3.6)
    heights = {f"{n.name}\n{n.year}": n.layers for n in LAYERS_TABLE} | {say("Taipei 101"): TAIPEI_101_FLOORS}
    for x, height in enumerate(heights.values()):
        ax.bar(x, height, 0.55, color=BLUE if x < len(LAYERS_TABLE) else QUIET)
        ax.hlines(np.arange(5, height, 5), x - 0.275, x + 0.275, color="white", linewidth=0.8)  # every fifth: no moiré
        if x < len(LAYERS_TABLE):
            words = say("{layers} layers\nerror {error:g} %", layers=height, error=LAYERS_TABLE[x].error)
        else:
            words = say("{floors} floors", floors=height)
        ax.text(x, height + 3, words, ha="center", fontsize=10, color=INK, linespacing=1.3)
    ax.set_xticks(range(len(heights)), heights, fontsize=10)
    ax.set(ylim=(0, 190), yticks=[])
    ax.spines["left"].set_visible(False)
    note(ax, say("one stripe: 5 layers"), (len(LAYERS_TABLE) - 1.28, 92.5), (-26, 14))
    label(ax, say("{layers} layers: more than Taipei 101 has floors", layers=LAYERS_TABLE[-1].layers))
    words = [say("{name} of {year} has {layers} layers and {error:g} % error", **net._asdict()) for net in LAYERS_TABLE]
    fig.alt = say("Bars as towers: {words}. The building Taipei 101 has {taipei_101_floors} floors.",
                  words=clauses(words), taipei_101_floors=TAIPEI_101_FLOORS)
    return fig
