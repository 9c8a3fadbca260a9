"""Exercises that know what went wrong, hints, questions, guesses, and what the learner has done so far.

check("05.2", my_delta)   try a function        hint("05.2")             the next hint
question("05.a")          ask                   progress()               what is done
guess("05.p")             guess before seeing   my_guess("05.p")         print the guess
compare("05.p", truth)    set both side by side surprises("05")          all guesses of a notebook, drawn
challenge("00.xor")       reach a goal in the Playground
"""

from .. import lessons  # noqa: F401  fills the catalogues
from .challenge import challenge
from .check import check, hint, question
from .compare import compare, surprises
from .guess import guess, my_guess
from .overview import progress

__all__ = ["challenge", "check", "compare", "guess", "hint", "my_guess", "progress", "question", "surprises"]
