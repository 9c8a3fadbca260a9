"""The course's interactive figures."""

from .panel import choice, panel, slider, switch

__all__ = ["choice", "panel", "slider", "switch"]
