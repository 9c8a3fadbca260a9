"""`panel`: sliders and menus over a function that returns a figure.

    panel(draw, width=slider(8, 1, 32), rate=choice(0.1, [0.01, 0.1, 1]))

calls `draw(width=8, rate=0.1)` at once, and again whenever the learner changes a control. The page asks for
one picture at a time and keeps only the newest values meanwhile, so a slow `draw` skips and never queues. By the
protocol of page.py:

    hello          the picture, its words, and where the controls stand
    set, values    {name: what its control is moved to}, answered likewise
"""

import gc
import inspect
import math
from collections import namedtuple
from contextlib import contextmanager
from numbers import Integral, Real

import traitlets

from ..plots.backprop import short_number
from ..plots.show import alt_text
from ..plots.vector import Sketcher
from ..validate import choose, whole
from ..words import later, say, series
from .page import Page, files

UNDRAWN = later("this setting cannot be drawn ({reason}); the picture is the one before")

# A control without a label has the name of its argument. Such a word has an entry of its own in the catalogue of the
# notebook that calls `panel`, where tools/catalogues.py finds it: elsewhere "step" may be a step function.
CONTROL = "control: "

# the value it starts at; its name on the page; what the page needs to build it; a function that turns what the page
# sends into a value (ValueError if it cannot be one) and one for what stays of a value a caller gives; a function that
# says "8 (1 to 32)"
Control = namedtuple("Control", "start label page read write words")


def slider(start, low, high, step=None, label=""):
    """A slider and a number field for a number from low to high; a whole one if all given are whole.

    The slider moves by `step`; the field takes any number between.
    """
    given = [start, low, high] if step is None else [start, low, high, step]
    right = all(isinstance(number, Real) for number in given) and low <= start <= high and low < high
    if not right or (step is not None and step <= 0):
        raise ValueError("slider(start, low, high) needs numbers with low <= start <= high and low < high, and a step "
                         f"above 0; got slider({start!r}, {low!r}, {high!r}, step={step!r})")
    by_ones = all(isinstance(number, Integral) for number in given)
    step = step or (1 if by_ones else 10.0 ** math.floor(math.log10((high - low) / 50)))

    def words(value):
        places = {"value": value, "low": low, "high": high}
        return say("{value} ({low} to {high})", **{name: short_number(number) for name, number in places.items()})

    def read(value):
        if not isinstance(value, Real) or not math.isfinite(value):
            raise ValueError(f"{value!r} is not a number")
        return min(max(round(value) if by_ones else value, low), high)

    page = {"kind": "whole" if by_ones else "decimals", "low": low, "high": high, "step": step}
    return Control(start, label, page, read, read, words)


def choice(start, options, label=""):
    """A menu: one of the options, a list or a dictionary {name: value}; names are said in the learner's language."""
    options = dict(options) if isinstance(options, dict) else {str(option): option for option in options}
    names, values = [say(name) for name in options], list(options.values())
    if not any(start == value for value in values):
        raise ValueError(f"choice(start, options) must start at one of {values}; got {start!r}")

    read = lambda number: values[whole("option", number, 0, len(values) - 1)]  # noqa: E731
    words = lambda value: say("{name} of {names}", name=names[values.index(value)], names=series(names))  # noqa: E731
    return Control(start, label, {"kind": "choice", "options": names}, read, values.index, words)


def moments(times, start=None, label=""):
    """A bar over kept states of a training, with a Play that walks along them: the steps or epochs they are from. It
    starts at the one nearest to `start`, by default at the first."""
    times = list(times)
    start = times[0] if start is None and times else start
    if len(times) < 2 or not all(isinstance(time, Real) for time in [*times, start]):
        raise ValueError(f"moments(times, start) needs two numbers or more, start one too; got {times!r}, {start!r}")
    menu = choice(min(times, key=lambda time: abs(time - start)), times, label)
    return menu._replace(page=menu.page | {"kind": "moments"}, words=lambda time: f"{time}")


def label_of(name):
    """A label, or an argument's name in words; what a catalogue of the learner's language calls it."""
    return say(CONTROL + name.replace("_", " ")).removeprefix(CONTROL)


@contextmanager
def tidying():
    """Sweep up the figure right after its picture, while only what is new has to be looked through.

    A figure refers to itself: left alone, Python looks through all there is every few pictures, which takes longer
    than several of them.
    """
    working = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if working:
            gc.enable()
        gc.collect(1)


class Panel(Page):
    """Controls above a picture and one sentence; `values` and `alt` are what is shown now, `figure` draws it anew."""

    _esm, _css = files("panel")
    _heading = later("Controls and their picture")
    controls = traitlets.List().tag(sync=True)
    first = traitlets.Dict().tag(sync=True)  # shown until "hello" is answered: Python may be busy with the next cells

    def __init__(self, draw, controls):
        self.draw, self.parts, self.sketch = draw, controls, Sketcher()
        self.labels = {name: label_of(control.label or name) for name, control in controls.items()}
        self._show({name: control.start for name, control in controls.items()})
        page = [{"name": name, "label": self.labels[name]} | control.page for name, control in controls.items()]
        super().__init__(controls=page, first=self.shown)

    def _show(self, values):
        """Draw; if that fails, all stays as it was."""
        figure = self.draw(**values)
        alt = alt_text(figure)
        picture = self.sketch(figure)
        written = {name: control.write(values[name]) for name, control in self.parts.items()}
        self.values, self.alt = values, alt
        self.shown = {"picture": picture, "alt": alt, "sentence": getattr(figure, "caption", alt), "values": written}

    @property
    def figure(self):
        return self.draw(**self.values)

    # ---- messages ----

    def _state(self):
        return self.shown

    def _do_set(self, values):
        if not isinstance(values, dict):
            raise ValueError(f"values are {values!r}; expected names of controls and what they are moved to")
        values = {name: self.parts[choose("a control", name, self.parts)].read(value) for name, value in values.items()}
        with tidying():  # goes on when the picture is on its way
            try:
                self._show(self.values | values)
            except Exception as error:  # no cell is there to print a traceback
                reason = f"{type(error).__name__}: {error}"
                raise ValueError(say(UNDRAWN, reason=reason)) from error
            yield self.shown

    # ---- where no page shows it ----

    def _words(self):
        return [(self.labels[name], control.words(self.values[name])) for name, control in self.parts.items()]

    def __repr__(self):
        return f"<panel: {', '.join(f'{label} {words}' for label, words in self._words())}>"

    def _still(self):
        self.first = self.shown
        return self.figure, self._words()


def panel(draw, **controls):
    """Controls over `draw(**values)`, which returns a Figure with an `alt`; see the top of this file."""
    for name, control in controls.items():
        if not isinstance(control, Control):
            raise ValueError(
                f"{name} is {control!r}; expected slider(start, low, high), choice(start, options), "
                "or moments(times)"
            )
    if not controls:
        raise ValueError("a panel needs at least one control, such as width=slider(8, 1, 32)")
    try:
        inspect.signature(draw).bind(**controls)
    except TypeError as error:
        raise ValueError(f"the controls {', '.join(controls)} do not fit the drawing function: {error}") from None
    return Panel(draw, controls)
