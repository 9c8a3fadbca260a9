"""Where notebook 05b of version 1.0 looks for the slips of its bug hunt."""

from ..lessons.backpropagation_in_code import bugs  # noqa: F401
