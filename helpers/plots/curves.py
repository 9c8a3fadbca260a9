"""Curves: how training goes. Notebooks 00, 06, 06c and 09."""

import numpy as np

from ..words import later, say, series
from .style import GREY, LIGHT, TRAINING, UNSEEN, figure, free, headline, label, name_lines, note


def loss_curves(records, title="", unseen="validation", span=()):
    """Loss and, where there is one, accuracy over the epochs of a training; returns a Figure.

    title   stands above: what is seen, unless there is another
    unseen  what the validation examples are called in the picture
    span    percents that the axis of accuracy reaches, for several pictures that are to be compared
    """
    if not len(records):
        raise ValueError("no records to draw: train for an epoch at least")
    scored, epochs = records[0].accuracy is not None, records[-1].epoch
    fig, axes = figure(7, 3.1, cols=1 + scored, squeeze=False)
    axes = axes[0]
    words = trends(axes, records, unseen)
    marks(axes, records)
    headline(fig, title or finding(records, unseen))
    if scored:
        low, high = axes[1].get_ylim()
        axes[1].set_ylim(min(low, *span) if span else 10 * (low // 10), max([high, *span]))
    for ax, quantity in zip(axes, [later("loss"), later("accuracy (%)")], strict=False):
        label(ax, say(quantity), say("epoch"))
        ax.grid(axis="y", color=LIGHT, linewidth=0.8)
        ax.xaxis.get_major_locator().set_params(integer=True)
        if epochs <= 1:
            ax.set(xlim=(0, 1.03), xticks=[0, 0.5, 1], xticklabels=["0", "½", "1"])
        name_lines(ax)
    sentence = later("Curves over 1 epoch. {words}") if epochs == 1 else later("Curves over {epochs:g} epochs. {words}")
    fig.alt = say(sentence, epochs=epochs, words=words)
    return fig


def trends(axes, records, unseen):
    """Draw the records, with a dot where a line turns and its last value at its end; returns in words what falls or
    rises (no digits: they vary from machine to machine)."""
    words, kinds = [], [(later("training"), "", TRAINING), (unseen, "validation_", UNSEEN)]
    for ax, quantity in zip(axes, [later("loss"), later("accuracy")], strict=False):
        for kind, part, look in kinds[: 1 + (records[0].validation_loss is not None)]:
            values = [getattr(record, part + quantity) for record in records]
            epochs, heights = [record.epoch for record in records], np.multiply(values, 100 ** (quantity == "accuracy"))
            last = f"{heights[-1]:.1f}" if quantity == "accuracy" else f"{heights[-1]:.2f}"
            look = look | {"label": say("{name}: {sentence}", name=say(kind), sentence=last), "clip_on": False}
            ax.plot(epochs, heights, marker="o", markersize=5, markevery=[0, *turn(values), len(values) - 1], **look)
            told = {"kind": say(kind), "quantity": say(quantity), "falls": direction(values)}
            words.append(say("{kind} {quantity} {falls}", **told))
    return say("{words}.", words=series(words).capitalize())


def finding(records, unseen):
    """What a training's records show, as a title."""
    last, losses = records[-1], [record.validation_loss for record in records]
    if last.validation_loss is not None and (turns := turn(losses)) and losses[turns[0]] < losses[0]:
        epoch = records[turns[0]].epoch
        return say("The {kind} loss is lowest after epoch {epoch:g}, then it rises", kind=say(unseen), epoch=epoch)
    if last.accuracy is None:
        return ""
    if last.validation_accuracy is None:
        first = records[0].accuracy
        return say("Training: {first:.0%} right at first, {last:.0%} in the end", first=first, last=last.accuracy)
    gap = 100 * (last.accuracy - last.validation_accuracy)
    below, above = (later("The {kind} ends {gap:.1f} points below training"),
                    later("The {kind} ends {gap:.1f} points above training"))
    return say(below if gap >= 0 else above, kind=say(unseen), gap=abs(gap))


def marks(axes, records):
    """At its spot what they show: where the loss of the unseen turns, and how far the lines end apart."""
    if 2 * min(record.loss for record in records) < axes[0].get_ylim()[1]:
        axes[0].set_ylim(bottom=0)
    if records[0].validation_loss is None:
        for ax, digits in zip(axes, (2, 1), strict=False) if len(records) > 1 else ():  # where the line begins
            at, *_, end = ax.lines[0].get_xydata()
            note(ax, f"{at[1]:.{digits}f}", at, (12, 0 if at[1] > end[1] else -12), arrowprops=None)
        axes[-1].set_ylim(0, 100 if len(axes) > 1 else None)  # nothing to compare with but all and none
        return
    losses = [record.validation_loss for record in records]
    for place in turn(losses):
        words, spot = say("lowest: {value:.2f}", value=losses[place]), (records[place].epoch, losses[place])
        note(axes[0], words, spot, free(axes[0], spot, words))
    if len(axes) > 1 and len(records) > 1:
        shares = np.array([(record.accuracy, record.validation_accuracy) for record in records]) * 100
        epochs, (training, unseen) = [record.epoch for record in records], shares.T
        apart = (training > unseen) == (training > unseen)[-1]  # that way round in the end
        axes[1].fill_between(epochs, unseen, training, where=apart, color=LIGHT, linewidth=0, interpolate=True)
        gap = say("{gap:.1f} points", gap=training[-1] - unseen[-1])  # between the names of both
        axes[1].plot([epochs[-1]] * 3, [*shares[-1], shares[-1].mean()], color=GREY, linewidth=0.8, label=gap)


def direction(values):
    """falls, rises or stays: the last value against the first. Or it turns, by a fifth of its range and more."""
    if len(values) == 1:
        return say("has one point")
    for place in turn(values):
        return say("falls, then rises") if values[place] < values[0] else say("rises, then falls")
    change = (values[-1] - values[0]) / max(abs(values[0]), 1e-12)
    if abs(change) < 0.005:
        return say("stays")
    return say("falls") if change < 0 else say("rises")


def turn(values):
    """[the place where a curve turns], by a fifth of its range and more, or [] where it goes one way."""
    for side in (np.array(values), -np.array(values)):
        if min(side[0], side[-1]) - side.min() > np.ptp(side) / 5:
            return [int(side.argmin())]
    return []
