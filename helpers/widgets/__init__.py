"""The course's interactive figures."""

from .explorer import DigitsExplorer
from .panel import choice, panel, slider, switch
from .playground import Playground

__all__ = ["DigitsExplorer", "Playground", "choice", "panel", "slider", "switch"]
