"""`panel`: sliders and menus over a function that returns a figure.

    panel(draw, width=slider(8, 1, 32), rate=choice(0.1, [0.01, 0.1, 1]), noise=switch(True))

calls `draw(width=8, rate=0.1, noise=True)` at once and again whenever the learner changes a control.
"""

import inspect
import math
import sys
from collections import namedtuple
from html import escape

import ipywidgets as widgets
from IPython.display import display
from traitlets import link

from ..plots.show import alt_text, bundle, to_html, to_png

# the widget that holds the value, the widget that is shown, the range in words
Control = namedtuple("Control", "field box words")


def slider(start, low, high, step=None, label="", log=False):
    """A slider and a number field for one number from low to high; whole numbers if all three are whole.

    With log=True the slider moves by factors (for learning rates) and the value has two digits.
    """
    if not low <= start <= high or low == high or (log and low <= 0) or (step is not None and step <= 0):
        raise ValueError(
            f"slider(start, low, high) needs low <= start <= high, low < high, a step above 0, and low above 0 "
            f"if log=True; got slider({start}, {low}, {high}, step={step}, log={log})"
        )
    whole = not log and all(isinstance(number, int) for number in (start, low, high, step or 1))
    step = step or (1 if whole else (high - low) / 100)
    limits = {"min": low, "max": high, "step": step}
    look = {"readout": False, "layout": widgets.Layout(width="auto", flex="1 1 140px", min_width="120px")}
    if log:
        bar = widgets.FloatLogSlider(start, min=math.log10(low), max=math.log10(high), step=0.05, **look)
        limits["step"] = low
    else:
        bar = (widgets.IntSlider if whole else widgets.FloatSlider)(start, **limits, **look)
    field = (widgets.BoundedIntText if whole else widgets.BoundedFloatText)(
        start, **limits, description=label, layout=widgets.Layout(width="auto")
    )
    digits = max(0, 2 - math.floor(math.log10(step)))  # no 0.30000000000000004 in the number field
    neat = (lambda x: x) if whole else (lambda x: float(f"{x:.2g}")) if log else (lambda x: round(x, digits))
    link((bar, "value"), (field, "value"), (neat, lambda x: x))
    row = widgets.HBox(
        [field, bar], layout=widgets.Layout(flex_flow="row wrap", align_items="center", max_width="620px")
    )
    return Control(field, row, f"of {low:g} to {high:g}")


def choice(start, options, label=""):
    """A menu: one of the options (a list, or a dictionary of name and value)."""
    values = list(options.values() if isinstance(options, dict) else options)
    if start not in values:
        raise ValueError(f"choice(start, options) must start at one of its options {values}; got {start!r}")
    options = options if isinstance(options, dict) else [(str(option), option) for option in values]
    menu = widgets.Dropdown(options=options, value=start, description=label, layout=widgets.Layout(width="max-content"))
    return Control(menu, menu, "of " + ", ".join(map(str, options if isinstance(options, dict) else values)))


def switch(start, label=""):
    """A box to tick: True or False."""
    if not isinstance(start, bool):
        raise ValueError(f"switch(start) is True or False; got {start!r}")
    box = widgets.Checkbox(start, description=label, indent=False)
    return Control(box, box, "of on, off")


class Panel(widgets.VBox):
    """Controls above a picture and one sentence; `panel.values` and `panel.figure` are what is shown now."""

    def __init__(self, draw, controls):
        self.draw, self.controls = draw, controls
        self.picture, self.sentence = widgets.HTML(), widgets.HTML()
        self.render()
        super().__init__([*(control.box for control in controls.values()), self.picture, self.sentence])
        for control in controls.values():
            control.field.observe(self.redraw, "value")

    @property
    def values(self):
        """The controls' present values by name."""
        return {name: control.field.value for name, control in self.controls.items()}

    def render(self):
        """Draw with the present values and put picture, alt text and sentence in place."""
        figure = self.draw(**self.values)
        self.alt, self.png = alt_text(figure), to_png(figure)
        self.figure = figure
        self.picture.value = to_html(self.png, self.alt)
        self.say(getattr(figure, "caption", self.alt))

    def redraw(self, _):
        """Answer one change; if drawing fails, say so where the learner looks: a traceback would be lost here."""
        try:
            self.render()
        except Exception as error:
            self.say(
                f"This setting cannot be drawn: {error} ({type(error).__name__}). The picture shows the one before."
            )

    def say(self, sentence):
        """The sentence under the picture; a screen reader speaks it when it is free."""
        self.sentence.value = f'<div role="status" style="line-height:1.4">{escape(sentence)}</div>'

    def __repr__(self):
        return (
            "<panel: "
            + ", ".join(
                f"{control.field.description} {value} {control.words}"
                for control, value in zip(self.controls.values(), self.values.values(), strict=True)
            )
            + ">"
        )

    def _ipython_display_(self, **kwargs):  # ipywidgets 7 and 8 both obey this name
        png = None if "google.colab" in sys.modules else self.png  # the twin for pages without widgets
        display(bundle(repr(self), png, self.alt, self), raw=True)


def panel(draw, **controls):
    """Controls over `draw(**values)`, which returns a Figure with an `alt`; see the top of this file."""
    for name, control in controls.items():
        if not isinstance(control, Control):
            raise ValueError(
                f"{name}={control!r} is no control; write {name}=slider(start, low, high), choice(start, options) or switch(True)"
            )
    if not controls:
        raise ValueError("a panel needs at least one control, such as width=slider(8, 1, 32)")
    try:
        inspect.signature(draw).bind(**controls)
    except TypeError as error:
        raise ValueError(
            f"the controls {', '.join(controls)} do not fit the function {getattr(draw, '__name__', draw)}: {error}"
        ) from None
    for name, control in controls.items():
        control.field.description = control.field.description or name.replace("_", " ")
    widest = max(len(control.field.description) for control in controls.values())
    for control in controls.values():
        if not isinstance(control.field, widgets.Checkbox):
            control.field.style.description_width = f"{0.56 * widest + 0.5:.1f}em"
    return Panel(draw, controls)
