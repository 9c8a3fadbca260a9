"""Curves: how training goes. Notebooks 00, 06, 06c and 09."""

import numpy as np

from ..words import later, say, series
from .style import GREY, LIGHT, TRAINING, UNSEEN, figure, free, headline, label, name_lines, note


def training_curves(records, title="", unseen="validation", low=None):
    """How a training went: its accuracy; or its loss, where there is no accuracy, or where the loss of the unseen (of
    the training, where nothing is unseen) falls and then rises. Returns a Figure.

    title   what was trained; what is seen stands above it
    unseen  what the validation examples are called in the picture
    low     where an axis of accuracies begins, in percent, in pictures to be compared
    """
    if not len(records):
        raise ValueError("no records to draw: train for an epoch at least")
    kinds = [(later("training"), "", TRAINING), (unseen, "validation_", UNSEEN)]
    kinds = kinds[: 1 + (records[0].validation_loss is not None)]
    losses, shares = (np.array([[getattr(record, part + what) for record in records] for _, part, _ in kinds], float)
                      for what in ("loss", "accuracy"))
    in_loss = records[0].accuracy is None or bool(dip(losses[-1]))
    curves, quantity = (losses, later("loss")) if in_loss else (100 * shares, later("accuracy"))
    epochs, words, (fig, ax) = [record.epoch for record in records], [], figure(7, 3)
    for (kind, _, look), values in zip(kinds, curves, strict=True):
        last = f"{values[-1]:.2f}" if in_loss else f"{values[-1]:.1f}"
        look = look | {"label": say("{name}: {sentence}", name=say(kind), sentence=last), "clip_on": False}
        ax.plot(epochs, values, marker="o", markersize=5, markevery=[0, len(values) - 1], **look)
        words.append(say("{kind} {quantity} {falls}", kind=say(kind), quantity=say(quantity), falls=direction(values)))
    found = (loss_found if in_loss else accuracy_found)(ax, epochs, curves, say(kind))
    for place in np.flatnonzero(~np.isfinite(losses).all(axis=0))[:1]:
        found = say("From epoch {epoch:g} on the loss is infinite or NaN", epoch=epochs[place])
    headline(fig, found)
    shown = say("loss") if in_loss else say("accuracy (%)")
    label(ax, say("{name}: {sentence}", name=title, sentence=shown) if title else shown, say("epoch"))
    ax.set_ylim(bottom=None if in_loss else low)
    ax.grid(axis="y", color=LIGHT, linewidth=0.8)
    ax.xaxis.get_major_locator().set_params(integer=True)
    if epochs[-1] <= 1:
        ax.set(xlim=(0, 1.03), xticks=[0, 0.5, 1], xticklabels=["0", "½", "1"])
    name_lines(ax)
    words = say("{words}.", words=series(words).capitalize())  # no digits: they vary from machine to machine
    over = later("Curves over 1 epoch. {words}") if epochs[-1] == 1 else later("Curves over {epochs:g} epochs. {words}")
    fig.alt = say(over, epochs=epochs[-1], words=words)
    return fig


def loss_found(ax, epochs, curves, kind):
    """Mark where the last of the curves is lowest, if it rises from there; returns as a title what is seen."""
    if 2 * np.min(curves) < ax.get_ylim()[1]:
        ax.set_ylim(bottom=0)
    for place in dip(curves[-1]):
        spot = epochs[place], curves[-1][place]
        words = say("lowest: {value:.2f}", value=spot[1])
        ax.plot(*spot, "o", **UNSEEN, markersize=5)
        note(ax, words, spot, free(ax, spot, words))
        return say("The {kind} loss is lowest after epoch {epoch:g}, then it rises", kind=kind, epoch=spot[0])
    first, last = curves[-1][[0, -1]]
    return say("The {kind} loss goes from {first:.2f} to {last:.2f}", kind=kind, first=first, last=last)


def accuracy_found(ax, epochs, curves, kind):
    """Mark the gap in the end, or of one curve the begin; returns as a title what is seen."""
    training, unseen = curves[0], curves[-1]
    first, last = training[[0, -1]] / 100
    if len(epochs) == len(curves) == 1:
        return say("{share:.0%} right", share=last)
    if len(curves) == 1:
        ax.margins(y=0.2)
        for k, place in enumerate(zip(epochs[:-1] if len(epochs) < 6 else epochs[:1], training, strict=False)):
            note(ax, f"{place[1]:.1f}", place, (0, 11 if (first < last) == bool(k) else -11), arrowprops=None)
        return say("{first:.0%} right at first, {last:.0%} in the end", first=first, last=last)
    apart = (training > unseen) == (training > unseen)[-1]  # that way round in the end
    ax.fill_between(epochs, unseen, training, where=apart, color=LIGHT, linewidth=0, interpolate=True)
    gap, ends = training[-1] - unseen[-1], [training[-1], unseen[-1]]
    ax.plot([epochs[-1]] * 3, [*ends, np.mean(ends)], color=GREY, linewidth=0.8, label=say("{gap:.1f} points", gap=gap))
    below, above = (later("The {kind} ends {gap:.1f} points below training"),
                    later("The {kind} ends {gap:.1f} points above training"))
    return say(below if gap >= 0 else above, kind=kind, gap=abs(gap))


def direction(values):
    """falls, rises or stays: the last value against the first. Or it turns, by a fifth of its range and more."""
    if len(values) == 1:
        return say("has one point")
    if dip(values):
        return say("falls, then rises")
    if dip(np.negative(values)):
        return say("rises, then falls")
    change = (values[-1] - values[0]) / max(abs(values[0]), 1e-12)
    if abs(change) < 0.005:
        return say("stays")
    return say("falls") if change < 0 else say("rises")


def dip(values):
    """[the place where a curve that falls begins to rise], by a fifth of its range and more; [] where it does not."""
    low = np.min(values)
    return [int(np.argmin(values))] if min(values[0], values[-1]) - low > np.ptp(values) / 5 else []
