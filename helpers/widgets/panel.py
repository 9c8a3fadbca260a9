"""`panel`: sliders and menus over a function that returns a figure.

    panel(draw, width=slider(8, 1, 32), rate=choice(0.1, [0.01, 0.1, 1]), noise=switch(True))

calls `draw(width=8, rate=0.1, noise=True)` at once, and again whenever the learner changes a control. While a
picture is being drawn the page keeps only the newest value of a slider, so a slow `draw` skips and never queues.
"""

import inspect
import math
from collections import namedtuple
from html import escape
from numbers import Integral, Real
from pathlib import Path

import anywidget
import ipywidgets as widgets
from IPython.display import display
from traitlets import link

from ..plots.show import alt_text, bundle, to_html, to_png

# the widget that holds the value, the widget that is shown, a function that says "8 of 1 to 32"
Control = namedtuple("Control", "field box words")


def slider(start, low, high, step=None, label="", log=False):
    """A slider and a number field for a number from low to high; a whole number if all given are whole.

    With log=True the slider moves by factors, as a learning rate needs, and stops at numbers of two digits.
    """
    given = [start, low, high] if step is None else [start, low, high, step]
    right = all(isinstance(number, Real) for number in given) and low <= start <= high and low < high
    if not right or (log and low <= 0) or (step is not None and step <= 0):
        raise ValueError(
            "slider(start, low, high) needs numbers with low <= start <= high and low < high, a step above 0 "
            f"and, for log=True, low above 0; got slider({start!r}, {low!r}, {high!r}, step={step!r}, log={log})"
        )
    whole = not log and all(isinstance(number, Integral) for number in given)
    field, bar, neat = (whole_numbers if whole else factors if log else decimals)(start, low, high, step)
    link((bar, "value"), (field, "value"), (neat, lambda value: value))
    field.description, bar.readout = label, False
    bar.layout = widgets.Layout(flex="1 1 150px", width="auto", min_width="120px")
    box = widgets.HBox([field, bar], layout=widgets.Layout(flex_flow="row wrap", max_width="620px"))
    box.add_class("course-slider")
    return Control(field, box, lambda: f"{field.value:g} of {low:g} to {high:g}")


def whole_numbers(start, low, high, step):
    limits = {"min": low, "max": high, "step": step or 1}
    return widgets.BoundedIntText(start, **limits), widgets.IntSlider(start, **limits), int


def decimals(start, low, high, step):
    step = step or 10.0 ** math.floor(math.log10((high - low) / 50))
    limits = {"min": low, "max": high, "step": step}
    digits = max(0, 2 - math.floor(math.log10(step)))  # no 0.30000000000000004 in the number field
    return widgets.BoundedFloatText(start, **limits), widgets.FloatSlider(start, **limits), lambda x: round(x, digits)


def factors(start, low, high, step):
    bar = widgets.FloatLogSlider(start, min=math.log10(low), max=math.log10(high), step=step or 0.05)
    return widgets.BoundedFloatText(start, min=low, max=high, step=low), bar, lambda x: float(f"{x:.2g}")


def choice(start, options, label=""):
    """A menu: one of the options, a list or a dictionary {name: value}."""
    options = dict(options) if isinstance(options, dict) else {str(option): option for option in options}
    if not any(start == value for value in options.values()):
        raise ValueError(f"choice(start, options) must start at one of {list(options.values())}; got {start!r}")
    menu = widgets.Dropdown(options=list(options.items()), value=start, description=label)
    return Control(menu, menu, lambda: f"{menu.label} of {', '.join(options)}")


def switch(start, label=""):
    """A box to tick: True or False."""
    if not isinstance(start, bool):
        raise ValueError(f"switch(start) is True or False; got {start!r}")
    tick = widgets.Checkbox(start, description=label)
    return Control(tick, tick, lambda: "on" if tick.value else "off")


class Names(anywidget.AnyWidget):
    """Gives a panel what ipywidgets leaves out for screen readers; where it cannot run, nothing else is lost."""

    _esm = Path(__file__).with_name("names.js")


class Panel(widgets.VBox):
    """Controls above a picture and one sentence; `values` and `figure` are what is shown now."""

    def __init__(self, draw, controls):
        self.draw, self.controls = draw, controls
        self.picture, self.sentence = widgets.HTML(), widgets.HTML()
        self.render()
        boxes = [control.box for control in controls.values()]
        super().__init__([*boxes, self.picture, self.sentence, Names(layout=widgets.Layout(display="none"))])
        self.add_class("course-panel")
        self.sentence.add_class("course-sentence")
        for control in controls.values():
            control.field.observe(self.redraw, "value")

    @property
    def values(self):
        """The controls' present values by name."""
        return {name: control.field.value for name, control in self.controls.items()}

    def render(self):
        """Draw with the present values and put picture, alt text and sentence in place."""
        figure = self.draw(**self.values)
        self.alt, self.png, self.figure = alt_text(figure), to_png(figure), figure
        self.picture.value = to_html(self.png, self.alt)
        self.sentence.value = escape(getattr(figure, "caption", self.alt))

    def redraw(self, _):
        """Answer a change. If drawing fails, say so under the picture: no cell is there to print a traceback."""
        try:
            self.render()
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            self.sentence.value = escape(f"This setting cannot be drawn ({reason}). The picture is the one before.")

    def __repr__(self):
        words = (f"{control.field.description} {control.words()}" for control in self.controls.values())
        return f"<panel: {', '.join(words)}>"

    def _ipython_display_(self, **kwargs):  # ipywidgets 7 and 8 both obey this name
        display(bundle(repr(self), self.png, self.alt, self), raw=True)


def panel(draw, **controls):
    """Controls over `draw(**values)`, which returns a Figure with an `alt`; see the top of this file."""
    for name, control in controls.items():
        if not isinstance(control, Control):
            raise ValueError(
                f"{name} is {control!r}; expected slider(start, low, high), choice(start, options) or switch(start)"
            )
    if not controls:
        raise ValueError("a panel needs at least one control, such as width=slider(8, 1, 32)")
    try:
        inspect.signature(draw).bind(**controls)
    except TypeError as error:
        raise ValueError(f"the controls {', '.join(controls)} do not fit the drawing function: {error}") from None
    for name, control in controls.items():
        control.field.description = control.field.description or name.replace("_", " ")
    align([control.field for control in controls.values()])
    return Panel(draw, controls)


def align(fields):
    """One column for the labels, one for what can be changed."""
    column = 0.56 * max(len(field.description) for field in fields) + 0.6
    for field in fields:
        field.style.description_width = f"{column:.1f}em"
        field.layout.width = (
            "auto" if isinstance(field, widgets.Dropdown | widgets.Checkbox) else f"{column + 6.5:.1f}em"
        )
        field.layout.align_self = "flex-start"
