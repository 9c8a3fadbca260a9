"""Machines that are lent, as by Colab or Binder: they forget what was written there, so it is taken along."""

from .machine import download, drive, ready, upload

__all__ = ["download", "drive", "ready", "upload"]
