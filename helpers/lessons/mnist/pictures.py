"""Digits end to end: what goes in, what comes out, where a network errs, what its neurons look for. Notebook 06.

Slides P13-15, P13-16. Training ends a little differently on each computer, so alt texts say what a picture shows
and leave out what may change; `caption`, the sentence under a panel, has the numbers.
"""

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from ...plots.digits import blank, digits, squares
from ...plots.sheet import Chart, arrow, put, put_text, round_numbers, sheet
from ...plots.style import BLUE, DIVERGING, GREY, INK, PAPER, QUIET, SHADES, figure, label, line_styles, name_lines
from ...words import clauses, later, say, series

# ---- what goes in, what comes out: P13-15 ----


def pixels(image, title=""):
    """A picture (side, side) or (side²,) with its numbers, ink in percent; paper is left blank."""
    image = squares(np.asarray(image)[None])[0]
    side = len(image)
    fig, ax = figure(7, 6.6)
    ax.imshow(image, cmap=PAPER, vmin=0, vmax=1.25)
    for (i, j), ink in np.ndenumerate(image):
        if ink > 0:
            color = "white" if ink > 0.6 else INK
            ax.text(j, i, f"{100 * ink:.0f}", ha="center", va="center", fontsize=9, color=color)
    blank(ax)
    label(ax, title)
    inked = np.count_nonzero(image)
    fig.alt = say("A digit of {side} by {side} pixels, each with its ink in percent: {inked} pixels have ink, up to "
                  "{value:.0f}, and {size} have none.",
                  side=side, inked=inked, value=100 * image.max(), size=image.size - inked)
    return fig


def in_and_out(image, confidences, names):
    """The machine: an image (side²,), the vector it becomes, and the confidences that come out, named y₁, y₂, …"""
    image, confidences = squares(np.asarray(image)[None])[0], np.ravel(confidences)
    side, best = len(image), int(confidences.argmax())
    told = {"pixels": side**2, "count": len(confidences), "best": best + 1, "name": names[best]}
    fig = sheet(7, 3.1, say("{pixels} numbers go in, {count} come out; the highest says “{name}”", **told))
    flattened(fig, image)
    box = {"boxstyle": "round,pad=1.1", "facecolor": "white", "edgecolor": INK, "linewidth": 1.2}
    put_text(fig, 4.55, 1.4, say("machine"), size=11.5, bbox=box)
    arrow(fig, (3.72, 1.4), (4.0, 1.4))
    arrow(fig, (5.1, 1.4), (5.38, 1.4))
    bars = Chart(fig, 6.0, 0.15, 0.6, 2.5, (0, 1), (len(confidences) - 0.5, -0.5))
    bars.bars(confidences, [BLUE if k == best else QUIET for k in range(len(confidences))])
    bars.beside({k: f"$y_{{{k + 1}}}$  {name}" for k, name in enumerate(names)})
    for k, y in enumerate(confidences):
        bars.text(y, k, f" {y:g}", color=INK if k == best else GREY)
    words = series(say("'{name}' {y:g}", name=name, y=y) for name, y in zip(names, confidences, strict=True) if y)
    fig.alt = say("A digit of {side} by {side} pixels is laid out as a vector, x1 top left to x{pixels} bottom right. "
                  "A machine turns it into {count} confidences: {words}, the others 0. The highest is y{best}, "
                  "'{name}'.", side=side, words=words, **told)
    return fig


def flattened(fig, image):
    """The image with its grid of pixels, and the same pixels as one column: a row is as high in both, framed is one."""
    side, look = len(image), {"color": "white", "linewidth": 0.8}
    square = Chart(fig, 0.1, 0.15, 2.5, 2.5, (0, side), (side, 0))
    strip = Chart(fig, 3.0, 0.15, 0.3, 2.5, (0, 1), (side**2, 0))
    for chart, pixels in ((square, image), (strip, image.reshape(-1, 1))):
        chart.image(pixels, PAPER, -0.06, 1.1)  # paper a little grey, to show its edge
    for k in range(1, side):
        square.line([k, k, np.nan, 0, side], [0, side, np.nan, k, k], **look)
        strip.line([0, 1], [k * side, k * side], **look)
    row = int(np.abs(np.diff(image)).sum(axis=1).argmax())  # the one that changes most between ink and paper
    for chart, wide, high in ((square, side, 1), (strip, 1, side)):
        chart.add(Rectangle((0, row * high), wide, high, facecolor="none", edgecolor=BLUE, linewidth=2, zorder=3))
    for down in (0.15 + 2.5 * (1 - (row + k) / side) for k in (0, 1)):
        put(fig, Line2D([2.6, 3.0], [down, down], color=BLUE, linewidth=1.2))
    for place, name, va in ((0, "$x_1$", "top"), (side**2, f"$x_{{{side**2}}}$", "bottom")):
        strip.text(1.3, place, name, va=va)


# ---- where it errs ----


def confusion(counts):
    """A confusion matrix (k, k) as colours: a row for the true digit, a column for the answer."""
    from sklearn.metrics import ConfusionMatrixDisplay

    most = later("Confusion matrix of {count:,} digits, a row for the true digit, a column for the network's answer. "
                 "Most lie on the diagonal, where the two agree.")
    few = later("Confusion matrix of {count:,} digits, a row for the true digit, a column for the network's answer. "
                "Fewer than half lie on the diagonal, where the two agree.")
    matrix = np.asarray(counts, int)
    mistakes = matrix - np.diag(np.diag(matrix))
    fig, ax = figure(6, 5.6)
    top = 1.6 * max(mistakes.max(), 1)  # the colours tell mistakes apart; the diagonal is off their scale
    display = ConfusionMatrixDisplay(matrix).plot(ax=ax, colorbar=False, cmap=SHADES, im_kw={"vmin": 0, "vmax": top})
    for (i, j), text in np.ndenumerate(display.text_):
        dark = matrix[i, j] > 0.7 * top
        text.set(fontsize=10, color="white" if dark else INK if matrix[i, j] else QUIET)
    ax.spines[:].set_visible(False)
    truth, answer = np.unravel_index(mistakes.argmax(), mistakes.shape)
    ax.add_patch(Rectangle((answer - 0.5, truth - 0.5), 1, 1, fill=False, edgecolor=INK, linewidth=2))
    told = {"right": np.trace(matrix), "all": matrix.sum(), "truth": truth, "answer": answer, "times": mistakes.max()}
    head = say("{right:,} of {all:,} are right; {times} times a {truth} is read as a {answer}", **told)
    label(ax, head, say("the network's answer"), say("the true digit"))
    fig.alt = say(most if np.trace(matrix) > mistakes.sum() else few, count=matrix.sum())
    return fig


def wrong_answers(images, confidences, labels, count=10):
    """The mistakes with the highest confidences."""
    said = confidences.argmax(axis=1)
    wrong = np.flatnonzero(said != labels)
    if not len(wrong):
        raise ValueError(f"all {len(labels)} answers are right: there is no mistake to show")
    worst = wrong[np.argsort(-confidences[wrong].max(axis=1), kind="stable")][:count]
    titles = [say("is {truth}, said {said}", truth=labels[k], said=said[k]) for k in worst]
    sure = confidences[worst].max(axis=1)
    title = say("Sure of themselves, and wrong: confidences {high:.2f} to {low:.2f}", high=sure.max(), low=sure.min())
    fig = digits(images[worst], titles, 5, title)
    fig.alt = say("{count} digits that the network got wrong, those with the highest confidences first.",
                  count=len(worst))
    return fig


def reliability(groups):
    """Confidence against truth, {name: (confidences (n, 10), labels (n,))}. On the diagonal 0.7 is right in 7 of 10."""
    fig, ax = figure(6.6, 3.6)
    ax.plot([0, 100], [0, 100], color=QUIET, linewidth=1.2)
    along = {"rotation": 45, "rotation_mode": "anchor", "transform_rotates_text": True}
    ax.text(7, 11, say("as sure as right"), color=GREY, fontsize=10, **along)
    words, gaps = [], []
    looks = zip(line_styles(len(groups)), "osD^v", strict=False)
    for (name, (confidences, labels)), (style, marker) in zip(groups.items(), looks, strict=False):
        sure, right = confidences.max(axis=1), confidences.argmax(axis=1) == labels
        ax.plot(*binned(sure, right), marker=marker, markersize=5, label=name, **style)
        words.append(say(position(sure.mean() - right.mean()), name=name))
        gaps.append((abs(sure.mean() - right.mean()), {"name": name, "sure": sure.mean(), "right": right.mean()}))
    ax.set(xlim=(0, 102), ylim=(-2, 102))
    title = say("{name}: {sure:.0%} sure on average, {right:.0%} right", **max(gaps, key=lambda one: one[0])[1])
    label(ax, title[:1].upper() + title[1:], say("its confidence (%)"), say("right (%)"))
    name_lines(ax)
    fig.alt = say("Share of right answers against the highest confidence: {words}.", words=clauses(words))
    return fig


def binned(sure, right, fewest=20):
    """Mean confidence and share of right answers in percent, (2, bins): one for each 0.1, but for those of a few."""
    bins = np.ceil(10 * sure)
    full = [bins == k for k in range(1, 11) if (bins == k).sum() >= fewest]
    return 100 * np.array([[values[chosen].mean() for chosen in full] for values in (sure, right)])


def position(gap):
    """The sentence about where a curve lies, from mean confidence minus share of right answers."""
    if abs(gap) < 0.1:
        return later("{name} lie near the diagonal")
    return later("{name} lie far below it") if gap > 0 else later("{name} lie far above it")


def on_a_line(images, numbers, most=40):
    """The first images that might be a 4 or a 9, each over the number that was said of it, one above the other where
    they would cover each other."""
    title = say("Torn between 4 and 9, a single number says {mean:.1f} on average", mean=np.mean(numbers))
    images, numbers = images[:most], numbers[:most]
    low, high = np.floor(min([4, *numbers])), np.ceil(max([9, *numbers]))
    wide, rows = 0.045 * (high - low), []
    for k in np.argsort(numbers, kind="stable"):
        free = next((row for row in rows if numbers[k] - numbers[row[-1]] > wide), None)
        rows.append([k]) if free is None else free.append(k)
    fig, ax = figure(7, 0.9 + 0.34 * len(rows))
    for height, row in enumerate(rows):
        for k in row:
            place = (numbers[k] - wide / 2, numbers[k] + wide / 2, height, height + 1)
            ax.imshow(squares(images[k][None])[0], cmap=PAPER, vmin=0, vmax=1, extent=place, aspect="auto")
    ax.vlines([4, 9], 0, len(rows), color=QUIET, linewidth=0.8, zorder=0)
    ax.set(xlim=(low - wide, high + wide), ylim=(0, len(rows)), yticks=[], xticks=np.arange(low, high + 1))
    ax.spines["left"].set_visible(False)
    label(ax, title, say("the number that was said"))
    fig.alt = say("{count} digits on a line of numbers, each over the one that was said of it.", count=len(images))
    return fig


# ---- what the neurons look for ----


def detector(W, activations, images, labels, neuron=0, count=5):
    """A neuron of layer 1: its weights as a picture, how it answers each digit, the digits that excite it most.

    W (neurons, pixels) are the weights of layer 1, activations (n, neurons) what it makes of the images (n, pixels).
    """
    a = activations[:, neuron]
    means, most = [a[labels == k].mean() for k in range(10)], np.argsort(-a, kind="stable")[:count]
    weights, best = squares(W[neuron][None])[0], int(np.argmax(means))
    fig = sheet(7, 3.1, say("Neuron {neuron} is most active for a {digit}", neuron=neuron, digit=best))
    low, high = 1.05 * min(0, *means), 1.15 * max(0, *means)
    high = high if high > low else 1
    seen = Chart(fig, 0.1, 0.15, 2.35, 2.35)
    seen.image(weights, DIVERGING, -np.abs(weights).max(), np.abs(weights).max())
    bars = Chart(fig, 3.3, 1.35, 3.55, 1.15, (-0.5, 9.5), (low, high))
    bars.bars(means, [BLUE if digit == best else QUIET for digit in range(10)], upright=True)
    bars.below({digit: digit for digit in range(10)})
    bars.beside(round_numbers(low, high, 2))
    row = in_a_row(images[most])
    exciting = Chart(fig, 3.3, 0.15, 3.55, 3.55 * row.shape[0] / row.shape[1])
    exciting.image(row, PAPER, 0, 1)
    for left, height, words in ((0.1, 2.6, say("its weights: ink on blue excites it")),
                                (3.3, 2.6, say("its mean activation for each digit")),
                                (3.3, 0.86, say("the digits that excite it most"))):
        put_text(fig, left, height, words, GREY, ha="left")
    fig.alt = say("Neuron {neuron} of layer 1: its weights as a picture, blue where ink excites it, orange where ink "
                  "holds it back; its mean activation for each digit; and the {count} digits that excite it most.",
                  neuron=neuron, count=count)
    fig.caption = say("Neuron {neuron} is most active, on average, for the digit {digit}. The digits that excite it "
                      "most are {labels}.",
                      neuron=neuron, digit=best, labels=", ".join(map(str, labels[most])))
    return fig


def in_a_row(images, gap=8, between=0):
    """Pictures (n, side²) side by side with `gap` pixels between, nan for none to be drawn: (side, width)."""
    padded = np.pad(squares(images), ((0, 0), (0, 0), (0, gap)), constant_values=between)
    return np.hstack(list(padded))[:, :-gap]


# ---- what each weight wishes ----


WISHED, ROW = 16, 8  # single wishes that are drawn, and of them in a row


def wishes(images, labels, rows, first=0, count=16):
    """What single digits wish of the weights into one neuron, and the mean of `count` of them, from `first` on.

    images (n, pixels), labels (n,), rows (n, pixels): the wishes, one a row. Past the last digit comes number 0 again.
    """
    chosen = (first + np.arange(count)) % len(rows)
    some, wished = chosen[:WISHED], rows[chosen]
    mean, length = wished.mean(axis=0), np.linalg.norm(wished, axis=1).mean()
    share = np.linalg.norm(mean) / length if length else 0
    top, cell = np.abs(rows[some]).max() or 1, 0.52
    one, many = (later("A batch of a single digit follows its wish whole"),
                 later("Wishes cancel: the mean of {count} is {share:.0%} as long as one"))
    fig = sheet(7, 3.35, say(many if count > 1 else one, count=count, share=share))
    words = later("{count} digits, below each its wish: in blue more weight, in orange less")
    part = later("{shown} of {count} digits, below each its wish: in blue more weight, in orange less")
    put_text(fig, 0.1, 2.84, say(words if count <= WISHED else part, shown=WISHED, count=count), GREY, ha="left")
    signed = DIVERGING, -top, top
    for k in range(0, len(some), ROW):
        for numbers, bottom, look in ((images, 2.12, (PAPER, 0, 1)), (rows, 1.54, signed)):
            drawn = in_a_row(numbers[some[k : k + ROW]], gap=4, between=np.nan)
            high, wide = drawn.shape
            Chart(fig, 0.1, bottom - 1.4 * k / ROW, cell * wide / high, cell).image(drawn, *look)
    Chart(fig, 5.2, 0.6, 1.6, 1.6).image(squares(mean[None])[0], *signed)
    put_text(fig, 5.2, 2.33, say("their mean"), GREY, ha="left")
    put_text(fig, 5.2, 0.42, say("the same colours"), GREY, ha="left")
    fig.alt = say("Digits of a batch, and below each its wish for the weights into one neuron: its own image, in blue "
                  "where the weights should grow and orange where they should fall. Then the mean of the batch, in "
                  "the same colours.")
    fig.caption = say("The digits drawn are {labels}. In {blue} of {count} the weights under the ink should grow. The "
                      "mean of the wishes is {share:.0%} as long as a single one.",
                      labels=", ".join(str(labels[number]) for number in some), blue=np.sum(wished.sum(axis=1) > 0),
                      count=count, share=share)
    return fig
