"""The course's pictures: functions that return a matplotlib Figure whose `alt` says what it shows."""

from .show import show, to_png
from .style import figure

__all__ = ["figure", "show", "to_png"]
