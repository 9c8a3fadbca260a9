"""Machines that are lent, as by Colab or Binder: they forget what was written there, so it is taken along."""

from .machine import download, drive, offer, upload

__all__ = ["download", "drive", "offer", "upload"]
