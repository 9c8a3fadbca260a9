"""The course's interactive figures."""

from .panel import choice, panel, slider, switch
from .playground import Playground

__all__ = ["Playground", "choice", "panel", "slider", "switch"]
