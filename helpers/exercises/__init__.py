"""Exercises that know what went wrong, hints, questions, guesses, and what the learner has done so far.

check("05.2", my_delta)   try a function        hint("05.2")             the next hint
question("05.a")          ask                   progress()               what is done
guess("05.p")             guess before seeing   my_guess("05.p")         print the guess
compare("05.p", truth)    set both side by side surprises("05")          all guesses of a notebook, drawn
challenge("00.xor")       reach a goal in the Playground
recall("05")              two questions of earlier notebooks
before() after()          twelve questions, at both ends of the course; before_after() sets them side by side

asking/        what a notebook shows: the functions above
diagnosing/    what is wrong with an answer
keeping/       the learner's files: my_network.py and their progress
lent/          machines that forget: taking those files along
"""

from .. import lessons  # noqa: F401  fills the catalogues
from .asking.before_after import after, before, before_after
from .asking.challenge import challenge
from .asking.check import check, hint, question
from .asking.compare import compare, surprises
from .asking.guess import guess, my_guess
from .asking.progress_map import progress
from .asking.recall import recall

__all__ = [
    "after", "before", "before_after", "challenge", "check", "compare", "guess", "hint", "my_guess", "progress",
    "question", "recall", "surprises",
]
