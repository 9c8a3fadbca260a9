"""Curves: how training goes, and what an activation function does. Notebooks 02, 04, 06 and 07."""

from itertools import cycle

import numpy as np

from ..words import clauses, later, paragraph, say, series
from .style import GREY, LIGHT, LINES, TRAINING, UNSEEN, figure, label, line_styles, name_lines, spoken


def loss_curves(histories, title="", unseen="validation"):
    """Loss and, where there is one, accuracy over the epochs; returns a Figure.

    histories  a list of records, or {name: list of records} to compare; training is grey or solid, the other dashed
    unseen     what the validation examples are called in the picture
    """
    histories = histories if isinstance(histories, dict) else {"": histories}
    if not histories or not all(len(records) for records in histories.values()):
        raise ValueError("no records to draw: train for an epoch at least")
    scored = all(records[0].accuracy is not None for records in histories.values())
    fig, axes = figure(7, 3.1, cols=1 + scored, squeeze=False)
    looks = [({"color": color}, {"color": color, "linestyle": "--"}, marker)
             for (color, _), marker in zip(LINES, "os^Dv", strict=True)]
    looks = cycle(looks) if len(histories) > 1 else [(TRAINING, UNSEEN, "o")]
    words = [trends(axes[0], *history, *look, scored, unseen)
             for history, look in zip(histories.items(), looks, strict=False)]
    for ax, quantity in zip(axes[0], [later("loss"), later("accuracy (%)")], strict=False):
        label(ax, title or ax.get_title("left"), say("epoch"), say(quantity))
        title = ""
        ax.grid(axis="y", color=LIGHT, linewidth=0.8)
        ax.xaxis.get_major_locator().set_params(integer=True)
        name_lines(ax)
    epochs = max(records[-1].epoch for records in histories.values())
    sentence = later("Curves over 1 epoch. {words}") if epochs == 1 else later("Curves over {epochs:g} epochs. {words}")
    fig.alt = say(sentence, epochs=epochs, words=paragraph(words))
    return fig


def trends(axes, name, records, trained, validated, marker, scored, unseen):
    """Draw one history; returns in words what falls or rises (no digits: they vary from machine to machine)."""
    words, kinds = [], [(later("training"), "", trained), (unseen, "validation_", validated)]
    kinds = kinds[: 1 + (records[0].validation_loss is not None)]
    for ax, quantity in zip(axes, [later("loss"), later("accuracy")][: 1 + scored], strict=True):
        for kind, part, look in kinds:
            values = [getattr(record, part + quantity) for record in records]
            key = name if name and len(kinds) == 1 else f"{name} {say(kind)}".strip()
            ax.plot(
                [record.epoch for record in records], np.multiply(values, 100 if quantity == "accuracy" else 1),
                label=key, marker=marker, markersize=4, markevery=-(-len(values) // 20), **look,
            )
            told = {"kind": say(kind), "quantity": say(quantity), "falls": direction(values)}
            words.append(say("{kind} {quantity} {falls}", **told))
        if not name:
            ax.set_title(words[-1].capitalize(), loc="left")
    words = series(words)
    if name:
        return say("{name}: {words}.", name=spoken(name), words=words)
    return say("{words}.", words=words.capitalize())


def direction(values):
    """falls, rises or stays: the last value against the first. Or it turns, by a fifth of its range and more."""
    if len(values) == 1:
        return say("has one point")
    low, high = min(values), max(values)
    if min(values[0], values[-1]) - low > (high - low) / 5:
        return say("falls, then rises")
    if high - max(values[0], values[-1]) > (high - low) / 5:
        return say("rises, then falls")
    change = (values[-1] - values[0]) / max(abs(values[0]), 1e-12)
    if abs(change) < 0.005:
        return say("stays")
    return say("falls") if change < 0 else say("rises")


def function_curve(functions):
    """Curves of functions of one number from −6 to 6, such as σ and σ′; returns a Figure.

    functions  a function of an array, or {name: function}; lines differ in colour and dash
    """
    functions = functions if isinstance(functions, dict) else {"": functions}
    fig, ax, low, high = *figure(5.4, 3.2), -6, 6
    z = np.linspace(low, high, 601)
    ends = []
    for (name, function), style in zip(functions.items(), line_styles(len(functions)), strict=True):
        values = np.broadcast_to(np.asarray(function(z), float), z.shape)
        jumps = np.abs(np.diff(values)) > 0.3 * np.ptp(values)  # a step is drawn as a gap, not as a slope
        ax.plot(z, np.where(np.append(jumps, False), np.nan, values), label=name, **style)
        sentence = later("{name} goes from {first:.2g} at {low:g} to {last:.2g} at {high:g}")
        places = {"name": spoken(name) or say("the curve"), "low": low, "high": high}
        ends.append(say(sentence, first=values[0], last=values[-1], **places))
    for line in (ax.axhline, ax.axvline):
        line(0, color=GREY, linewidth=0.8, zorder=0)
    label(ax, "", "$z$")
    if len(functions) > 1:
        name_lines(ax)
    fig.alt = say("Curves: {ends}.", ends=clauses(ends).replace("-", "−"))
    return fig
