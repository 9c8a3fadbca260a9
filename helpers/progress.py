"""`watch`: see a network train. A bar and live curves in a notebook, nothing elsewhere."""

import time
from html import escape

import ipywidgets as widgets
from IPython import get_ipython
from IPython.display import display

from .plots.curves import training_curves
from .plots.show import bundle, show
from .plots.style import PALE_INK
from .words import later, say

PAUSE = 0.2  # seconds between two live pictures, so that watching does not slow training down
UNSEEN = later("validation"), later("test")  # what the examples that are not learned from are called


def watch(records, epochs=None, title="", unseen="validation", low=None):
    """Run through the records of `training(...)` and show how it goes; returns them as a list.

    epochs  how many are planned, for the bar
    title   what is trained; stands over the curves
    unseen  what the examples given to `training` as `validation` are called: "test" where they are the test examples
    low     where the axis of the accuracies begins, in percent, in pictures to be compared

    Interrupting (■ in JupyterLab, Ctrl-C) ends the training, not the program: the records so far come back
    and the network keeps what it has learned. Before the first record it ends the cell.
    """
    in_notebook = getattr(get_ipython(), "kernel", None) is not None
    history, screen = [], Notebook(epochs, title, unseen, low) if in_notebook else None
    try:
        for record in records:
            history.append(record)
            if screen:
                screen.update(history)
    except KeyboardInterrupt:
        if hasattr(records, "close"):  # a list of records has none, and nothing left to train
            records.close()
        if not history:  # nothing that the cell's next line could use
            raise
        epoch = f"{round(history[-1].epoch, 2):g}"
        print(say("Training stopped after epoch {epoch}. The network keeps what it has learned.", epoch=epoch))
    finally:
        if screen:
            screen.finish(history)
    return history


def say_where_stopped():
    """From now on a notebook's cell that is interrupted says so in one sentence, in place of a traceback."""
    if get_ipython() is not None:
        get_ipython().set_custom_exc((KeyboardInterrupt,), stopped)


def stopped(*_, **__):
    """What IPython calls then, with the shell, the exception and its traceback."""
    print(say("You stopped this cell before its end. Run it again before you go on: later cells need what it makes."))


class Notebook:
    """One widget while training runs; then a line of numbers and the curves as an ordinary picture."""

    def __init__(self, epochs, title, unseen, low):
        self.epochs, self.title, self.unseen, self.low, self.drawn = epochs, title, unseen, low, 0
        quiet = {"tooltip": ""}  # or their empty labels are called "null"
        self.bar = widgets.FloatProgress(0, min=0, max=epochs or 1, layout=widgets.Layout(width="320px"), **quiet)
        self.words, self.picture = widgets.HTML(say("waiting for the first record …"), **quiet), widgets.HTML(**quiet)
        box = widgets.VBox([self.bar, self.words, self.picture] if epochs else [self.words, self.picture])
        if epochs:
            plan = say("<training: 1 epoch>") if epochs == 1 else say("<training: {epochs} epochs>", epochs=epochs)
        else:
            plan = say("<training>")
        display(bundle(plan, widget=box), raw=True)

    def update(self, history):
        if time.perf_counter() - self.drawn < PAUSE:
            return
        self.tell(history)
        self.picture.value = live_curves(history, self.epochs, self.unseen)
        self.drawn = time.perf_counter()

    def tell(self, history, role=""):
        record = history[-1]
        sentence = later("epoch {epoch} of {epochs} · {seconds} s · {numbers}") if self.epochs else \
            later("epoch {epoch} · {seconds} s · {numbers}")
        places = {"epoch": f"{round(record.epoch, 2):g}", "epochs": self.epochs, "seconds": f"{record.seconds:.1f}"}
        words = say(sentence, numbers=numbers(record, self.unseen), **places)
        self.bar.value = record.epoch
        self.words.value = f"<div {role}>{escape(words)}</div>"

    def finish(self, history):
        for part in (self.bar, self.picture) if history else (self.bar, self.picture, self.words):
            part.layout.display = "none"
        if history:
            self.tell(history, 'role="status"')
            show(training_curves(history, self.title, self.unseen, self.low))


def numbers(record, unseen="validation"):
    """The record's losses and accuracies in words."""
    parts = [loss_and_share(record.loss, record.accuracy)]
    if record.validation_loss is not None:
        numbers = loss_and_share(record.validation_loss, record.validation_accuracy)
        parts.append(say("{unseen}: {numbers}", unseen=say(unseen), numbers=numbers))
    return " · ".join(parts)


def loss_and_share(loss, accuracy):
    if accuracy is None:
        return say("loss {loss:.3f}", loss=loss)
    return say("loss {loss:.3f}, {accuracy:.1%} right", loss=loss, accuracy=accuracy)


def live_curves(history, epochs=None, unseen="validation"):
    """Loss and accuracy so far as two small drawings: SVG takes a millisecond where matplotlib takes hundreds."""
    history = history[:: -(-len(history) // 300)]  # more points than pixels would only cost time
    charts = ""
    for quantity in [later("loss")] + [later("accuracy")] * (history[0].accuracy is not None):
        curves = [[getattr(record, part + quantity) for record in history] for part in ("", "validation_")]
        charts += chart(say(quantity), [record.epoch for record in history], curves, epochs, unseen)
    return f'<div style="display:flex;flex-wrap:wrap;gap:12px">{charts}</div>'


def chart(name, x, curves, right=None, unseen="validation", width=320, height=150):
    """One line chart: the first curve grey, the second in the ink of the page; None values are left out."""
    curves = [values for values in curves if values[0] is not None]
    low, high = min(map(min, curves)), max(map(max, curves))
    across, up = (width - 60) / (right or x[-1]), (height - 40) / (high - low or 1)
    lines, texts = "", []
    looks = (PALE_INK, say("training")), ("currentColor", say(unseen))
    for place, (values, (color, named)) in enumerate(zip(curves, looks, strict=False)):
        places = [(50 + a * across, height - 20 - (v - low) * up) for a, v in zip(x, values, strict=True)]
        path, key = " ".join(f"{a:.1f},{b:.1f}" for a, b in places), 130 + 95 * place
        look = f'fill="none" stroke="{color}" stroke-width="2"'
        lines += f'<polyline points="{path}" {look}/><path d="M{key} 9h20" {look}/>'
        if len(places) == 1:
            lines += f'<circle cx="{places[0][0]:.1f}" cy="{places[0][1]:.1f}" r="3" fill="{color}"/>'
        texts.append((key + 25, 13, "start", named))
    texts += [(50, 13, "start", name), (46, 24, "end", f"{high:.3g}"), (46, height - 16, "end", f"{low:.3g}")]
    texts += [(width - 10, height - 4, "end", say("epoch {epoch:.6g}", epoch=right or x[-1]))]
    words = "".join(f'<text x="{a}" y="{b}" text-anchor="{anchor}">{t}</text>' for a, b, anchor, t in texts)
    frame = f'<path d="M50 20V{height - 20}H{width - 10}" fill="none" stroke="currentColor" stroke-opacity=".4"/>'
    so_far = say("{name} so far", name=name)
    about = f'role="img" aria-label="{so_far}" width="{width}" height="{height}"'
    look = 'style="font:11px sans-serif;fill:currentColor;max-width:100%"'
    return f"<svg {about} {look}>{frame}{lines}{words}</svg>"
