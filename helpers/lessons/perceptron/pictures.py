"""One neuron as a drawing, as a line through the plane, and as it learns. Slides P13-2 and P13-4; notebook 01."""

from string import ascii_uppercase

import numpy as np
from matplotlib.patches import ConnectionPatch, FancyBboxPatch, Rectangle

from ...activations import sigmoid, step
from ...plots.boundary import line, plane, points
from ...plots.diagram import HALO, neat, terms
from ...plots.digits import squares
from ...plots.motion import FLAT, shade
from ...plots.sheet import arrow, ball, put, put_text, sheet
from ...plots.style import BLUE, FAINT, GREY, INK, ORANGE, PAPER, WORDS, figure, free, headline, label, name_lines, note
from ...words import both, clauses, later, say

CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])  # the inputs of AND, OR and XOR
SQUARE = (-0.4, 1.4), (-0.4, 1.4)
INK_LIMITS = (0, 0.5), (-0.05, 0.85)  # of the plane of the two measurements


def neuron(x, w, b):
    """A neuron with its numbers: inputs, weights, the sum z, σ, the activation a; returns a Figure."""
    z = float(np.dot(w, x) + b)
    a = float(sigmoid(z))
    height = 0.75 * len(x) + 1.35
    fig = sheet(7, height, say("A neuron multiplies, adds up, and squeezes the sum"))
    middle = height / 2 - 0.1
    look = {"boxstyle": "round,pad=0,rounding_size=0.2", "facecolor": FAINT, "edgecolor": GREY}
    put(fig, FancyBboxPatch((2.35, 0.08), 3, height - 0.5, **look))
    put_text(fig, 2.5, height - 0.62, say("neuron"), GREY, ha="left")
    for k, y in enumerate(middle + 0.85 * ((len(x) - 1) / 2 - np.arange(len(x)))):
        up = 0.1 * np.sign(y - middle)  # the tips stand apart, and the weight off its wire
        arrow(fig, (0.98, y), (2.73, middle + up), BLUE if w[k] > 0 else ORANGE)
        ball(fig, 0.75, y, 0.23)
        put_text(fig, 0.75, y, neat(x[k]), size=11.5, zorder=4)
        put_text(fig, 0.38, y, f"$x_{k + 1}$", size=11.5)
        put_text(fig, 1.75, (y + middle) / 2 + 2.4 * up + 0.22 * (not up), f"$w_{k + 1}$ = {neat(w[k])}", size=11.5)
    arrow(fig, (3, 0.72), (3, middle - 0.26))
    put_text(fig, 3, 0.58, f"$b$ = {neat(b)}", size=11.5)
    put_text(fig, 3.85, 0.28, terms(x, w, b, z), GREY)
    put(fig, Rectangle((2.75, middle - 0.25), 0.5, 0.5, facecolor="white", edgecolor=INK, zorder=3))
    put_text(fig, 3, middle, "+", size=15, zorder=4)
    arrow(fig, (3.27, middle), (4.45, middle))
    put_text(fig, 3.85, middle + 0.2, f"$z$ = {neat(z)}", BLUE, 11.5)
    ball(fig, 4.8, middle, 0.34)
    put_text(fig, 4.8, middle, r"$\sigma(z)$", size=11.5, zorder=4)
    arrow(fig, (5.16, middle), (6.05, middle))
    put_text(fig, 6.12, middle, f"$a$ = {neat(a)}", size=11.5, ha="left")
    inputs = both(say("x{k} = {value} with weight {weight}", k=k + 1, value=neat(v), weight=neat(w[k]))
                  for k, v in enumerate(x))
    fig.alt = say("A neuron takes {terms}; with the bias {b} the sum is z = {z}, and σ makes it {a}.",
                  terms=inputs, b=neat(b), z=neat(z), a=neat(a))
    return fig


def sigmoid_curve(sigmoid, *zs):
    """The sigmoid from −6 to 6 with some z marked, each with its σ(z). Slide P13-5."""
    fig, ax = figure(7, 2.8)
    z, marks = np.linspace(-6, 6, 241), []
    ax.plot(z, sigmoid(z), color=INK, linewidth=2)
    ax.axhline(1, color=GREY, linewidth=0.8, linestyle=":")
    for value in map(float, zs):
        y = float(sigmoid(np.float64(value)))
        ax.plot([value, value], [0, y], color=GREY, linestyle="--", linewidth=0.8)
        ax.plot(value, y, "o", color=INK, markersize=7, clip_on=False, zorder=3)  # whole, also at the axis
        marks.append(f"σ({value:g}) = {y:.2f}".replace("-", "−"))
        note(ax, marks[-1], (value, y), (24, -14) if abs(value) < 3 else (-26 * np.sign(value),) * 2)
    ax.set(xlim=(-6, 6), ylim=(0, 1.12))
    label(ax, say("The sigmoid squeezes every z into (0, 1)"), "$z$", "σ$(z)$")
    fig.alt = say("The S-shaped sigmoid curve from 0 to 1, with {marks} marked.", marks=", ".join(marks))
    return fig


# ---- the learning rule on digits ----


def measured(images, X, titles):
    """Digits with the box and its middle, in which the ink X (n, 2) was measured; returns a Figure."""
    images = squares(images)
    fig, axes = figure(7, 1.95, cols=len(images), squeeze=False)
    headline(fig, say("A 1 has its ink in the middle; a 0 has a hole there"))
    for ax, image, (box, middle), title in zip(axes[0], images, X, titles, strict=True):
        shown = 0.25 * image  # what is not measured is pale
        shown[4:24, 4:24] *= 4
        ax.imshow(shown, cmap=PAPER, vmin=0, vmax=1)
        ax.add_patch(Rectangle((3.5, 3.5), 20, 20, fill=False, edgecolor=BLUE, linewidth=1.2))
        ax.add_patch(Rectangle((10.5, 10.5), 6, 6, fill=False, edgecolor=ORANGE, linewidth=2))
        ax.set(xlim=(2.5, 24.5), ylim=(24.5, 2.5))
        ax.set_title(f"{title}\n", fontsize=10, color=INK)
        for place, side, value, color in ((0.46, "right", box, BLUE), (0.54, "left", middle, WORDS[ORANGE])):
            ax.text(place, 1.04, f"{value:.2f}", transform=ax.transAxes, fontsize=10, color=color, ha=side)
        ax.axis("off")
    each = clauses(f"{title}: {box:.2f}, {middle:.2f}" for (box, middle), title in zip(X, titles, strict=True))
    fig.alt = say("{count} digits with their ink in the box and in its middle. {each}.", count=len(images), each=each)
    return fig


def mistakes_by_sweep(runs):
    """Mistakes in each sweep over the data for {name: list}; returns a Figure."""
    fig, ax = figure(7, 2.7)
    ends, head = [], ""
    for (name, mistakes), color, mark in zip(runs.items(), (BLUE, ORANGE, INK), "so^", strict=False):
        least, sweep = min(mistakes), mistakes.index(min(mistakes)) + 1
        if least:
            head = say("{name}: not one sweep without a mistake", name=name)
        told = say("never fewer than {least}", least=least) if least else say("none in sweep {sweep}", sweep=sweep)
        ax.plot(range(1, len(mistakes) + 1), mistakes, color=color, marker=mark, markersize=4, label=f"{name}\n{told}")
        ends.append(say("{name}: {first} in sweep 1, {last} in sweep {sweeps}", name=name, first=mistakes[0],
                        last=mistakes[-1], sweeps=len(mistakes)))
    ax.set_ylim(bottom=-0.3)
    ax.yaxis.get_major_locator().set_params(integer=True)
    label(ax, head, say("sweep"), say("mistakes"))
    name_lines(ax)
    fig.alt = say("Mistakes a sweep. {ends}.", ends=clauses(ends))
    return fig


def missed(answers, X, T, images):
    """The plane as `answers` sees it, and the digits on its wrong side beside it; returns a Figure."""
    wrong = np.flatnonzero((answers(X) > 0.5) != T)
    head = say("{right} of {count} right: the others lie just across the line", right=len(X) - len(wrong), count=len(X))
    return marked(X, T, images, wrong, head, answers)


def blamed(X, T, images, numbers):
    """Three digits that no line can put right together: where they lie and what they look like; returns a Figure.

    The second one lies among those of the other class, beyond the line from the first to the last.
    """
    head = say("No line parts all {count} digits: B, a {digit}, lies among the {other}s", count=len(X),
               digit=T[numbers[1]], other=1 - T[numbers[1]])
    fig = marked(X, T, images, numbers, head)
    fig.axes[0].plot(*X[[numbers[0], numbers[-1]]].T, color=INK, linewidth=1.2, zorder=1)
    return fig


def marked(X, T, images, numbers, head, answers=None):
    """Digits in the plane of the two measurements; those with these numbers have a letter, and are shown beside it."""
    fig, axes = figure(7, 3.2, cols=1 + len(numbers), width_ratios=[1.9] + [1] * len(numbers), squeeze=False)
    axes = axes[0]
    if answers:
        plane(axes[0], answers, X)
    points(axes[0], X, T, wrong=np.isin(np.arange(len(X)), numbers))
    axes[0].set(aspect="auto") if answers else axes[0].set(xlim=INK_LIMITS[0], ylim=INK_LIMITS[1])
    headline(fig, head)
    label(axes[0], "", say("ink in the box $x_1$"), say("ink in the middle $x_2$"))
    for name, i, ax in zip(ascii_uppercase, numbers, axes[1:], strict=False):
        note(axes[0], name, X[i], free(axes[0], X[i], name, np.delete(X, i, 0), 12))
        ax.imshow(squares(images[i : i + 1])[0], cmap=PAPER, vmin=0, vmax=1)
        ax.set(xlim=(2.5, 24.5), ylim=(24.5, 2.5))
        seen = later("{name}, a {digit} read as a {other}") if answers else later("{name}, a {digit}")
        color = BLUE if T[i] else WORDS[ORANGE]  # as its point
        ax.set_title(say(seen, name=name, digit=T[i], other=1 - T[i]), fontsize=10, color=color)
        ax.axis("off")
    places = clauses(say("{name}, a {digit}, at ({x1}, {x2})", name=name, digit=T[i], x1=x1, x2=x2)
                     for name, i in zip(ascii_uppercase, numbers, strict=False) for x1, x2 in [map(neat, X[i])])
    fig.alt = say("{count} digits in the plane of the two measurements. Marked and shown: {places}.",
                  count=len(X), places=places)
    return fig


# ---- AND, OR, XOR ----


def hidden_space(net):
    """XOR before and after a hidden layer of two step neurons: where the corners go; returns a Figure."""
    T, H = net.predict(CORNERS), net.forward(CORNERS).a[1]
    fig, (before, after) = figure(7, 3.3, cols=2)
    band = net(np.stack(np.meshgrid(*[np.linspace(-0.4, 1.4, 200)] * 2), axis=-1).reshape(-1, 2))
    before.imshow(band.reshape(200, 200), extent=SQUARE[0] * 2, origin="lower", **FLAT)
    before.set(xlim=SQUARE[0], ylim=SQUARE[1])
    look = {"bbox": HALO, "ha": "center", "va": "center"}
    for k, (w, b) in enumerate(zip(net.weights[0], net.biases[0], strict=True), start=1):
        line(before, w, b)
        free = np.array([0.35, 0.65])  # the name stands at the line's point nearest to here, beside the corners
        before.text(*np.clip(free - (w @ free + b) / (w @ w) * w, -0.3, 1.3), f"$h_{k}$", fontsize=11.5, **look)
    shade(after, step, net.weights[1][0], net.biases[1][0], SQUARE)
    line(after, net.weights[1][0], net.biases[1][0])
    spaces = (before, CORNERS, "x", say("inputs: no line parts them")), (after, H, "h", say("hidden neurons: one does"))
    for ax, X, letter, title in spaces:
        points(ax, X, T, 110)
        ax.set(xticks=[0, 1], yticks=[0, 1])
        label(ax, title, f"${letter}_1$", f"${letter}_2$")
    v, c = net.weights[1][0], net.biases[1][0]
    for h in np.unique(H, axis=0):
        names = "$x$ = " + ", ".join(f"({x[0]}, {x[1]})" for x in CORNERS[(H == h).all(1)])
        beside = (0, 11) if v[1] * (v @ h + c) > 0 else (0, -19)  # on the side where the line is not
        after.annotate(names, h, beside, textcoords="offset points", ha="center", color=INK, fontsize=10)
    for x, h in zip(CORNERS[T == 1], H[T == 1], strict=True):
        look = {"arrowstyle": "-|>", "connectionstyle": "arc3,rad=-0.3", "mutation_scale": 10, "color": GREY}
        fig.add_artist(ConnectionPatch(x, h, before.transData, after.transData, shrinkA=7, shrinkB=8, **look))
    places = clauses(say("({x1}, {x2}) becomes ({h1:g}, {h2:g})", x1=x[0], x2=x[1], h1=h[0], h2=h[1])
                     for x, h in zip(CORNERS, H, strict=True))
    fig.alt = say("XOR before and after the hidden layer: {places}. After it one line divides the classes.",
                  places=places)
    return fig
