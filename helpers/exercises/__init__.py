"""Exercises that know what went wrong, hints, questions, and what the learner has done so far.

check("05.2", my_delta)   try a function        hint("05.2")   the next hint
question("05.a")          ask                   progress()     what is done
"""

from . import content  # noqa: F401  fills the catalogues
from .check import check, hint, question
from .record import progress

__all__ = ["check", "hint", "progress", "question"]
