"""Values as short text: the rows below a verdict, and what was returned, in words."""

import numpy as np

from ...words import say, series
from .outcome import RESULT, NoValue, argument_names, as_plain, as_text, close_arrays, shortened


def evidence_rows(exercise, case, expected, given):
    """Rows (name, text): the arguments, what is expected and what was given."""
    single = lambda value: " (float32)" * (getattr(value, "dtype", None) == np.float32)  # noqa: E731
    rows = [(name, value_text(value) + single(value))
            for name, value in zip(argument_names(exercise), case, strict=True)]
    stopped = given.error and not isinstance(given.error, NoValue)
    if stopped and len(expected.value) > 1:  # nothing that could be compared, and the box fits on a page
        return *rows, (say("yours"), say("an error"))
    yours = say("an error") if stopped else value_text(given.raw)
    for name, e in expected.value.items():
        digits, g = 4, (given.value or {}).get(name)
        if g is not None and value_text(e) == value_text(g) and not close_arrays(exercise, g, e):
            digits = 12
        alone = name == RESULT
        rows.append((say("expected") if alone else say("expected {name}", name=say(name)), value_text(e, digits)))
        there = value_text(g, digits) if g is not None else say("nothing") if given.value else yours
        rows.append((say("yours") if alone else say("yours {name}", name=say(name)), there))
    return tuple(rows)


def listed(value):
    """The names of what was returned, in words."""
    names = [say(name) for name in value]
    return series(names if len(names) < 5 else [*names[:2], "…", names[-1]]) or say("an empty list")


def value_text(value, digits=4):
    """A value as short text."""
    if isinstance(value, np.ndarray | np.generic | list | float) and as_plain(value).dtype.kind in "biuf":
        return np.array2string(as_plain(value), precision=digits, suppress_small=True, separator=", ",
                               threshold=40, edgeitems=3, max_line_width=70)
    if isinstance(value, list | tuple) and value and all(isinstance(part, np.ndarray) for part in value):
        return "\n".join(value_text(part, digits) for part in value)  # such as one matrix for each layer
    if isinstance(value, np.ndarray) and value.dtype.kind == "U" and value.ndim == 0:
        return shortened(str(value))
    if isinstance(value, np.random.Generator):
        return say("a random generator")
    return value.__name__.replace("_", " ") if hasattr(value, "__name__") else as_text(value)
