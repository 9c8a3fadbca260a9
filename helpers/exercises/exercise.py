"""What an exercise is: a function to write, its reference, and the mistakes that are known by name.

    @exercise("03.1", "One layer", cases=lambda random: [...], hints=[...],
              mistakes={"transposed": ("W is transposed.", ("W @ x", "W.T @ x"))})
    def layer(W, x, b):
        '''W (out, in), x (in,), b (out,) → z = W x + b, (out,).'''
        return W @ x + b

The reference is the one source: its head is the learner's cell, its body the folded solution, and a mistake is the
reference with one piece of its text replaced.
"""

import ast
import inspect
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from . import draw

FITS = "fits"  # what `look` says of a right answer where many are right; of another it says in words what is wrong
EXERCISES = {}  # id -> Exercise, in the order of the course


@dataclass(frozen=True, eq=False)
class Exercise:
    """id        "03.1": notebook and number
    cases     random generator -> list of tuples of arguments: small, fixed ones and random ones, of several shapes
    mistakes  {short key: (what to tell the learner, change)}; a change is (text of the reference, what stands there
              instead) or a function, or a list of such, if several slips deserve the same words
    returns   names of what is returned, if it is more than one thing; a list of arrays is "Z[{}]"
    look      (result, *arguments) -> what is compared, where many answers are right
    wide      random generator -> one case by lot, of all that the docstring allows (draw.py helps); an answer that is
              right in `cases` is tried on `tries` of these. Without it those have other seeds
    writes    it returns nothing: `look` finds in its first argument what it has done
    whole     what is returned are sizes or places: a 3.0 will not do
    any_shape a number gives a number, an array of one number such an array
    tolerance relative to the largest number of a result: 1e-7, or 1e-5 where the reference calls functions of earlier
              exercises, for a learner's may round to float32
    """

    id: str
    title: str
    reference: Callable
    cases: Callable
    hints: tuple
    mistakes: dict
    returns: tuple
    look: Callable | None
    tolerance: float
    writes: bool = False
    whole: bool = False
    any_shape: bool = False
    wide: Callable | None = None
    tries: int = 300

    def wide_cases(self, seed):
        """The cases that are tried once the others come out right: the same for a seed. Behind them some come
        again with one array changed, for an answer that keeps results by the others."""
        random = np.random.default_rng([seed, 1])
        if self.wide:
            cases = [self.wide(random) for _ in range(self.tries)]
            again = (draw.beside(random, case) for case in cases[:: min(8, 1 + self.tries // 8)])
            return [*cases, *filter(None, again)]
        return [case for _ in range(3) for case in self.cases(random)][: self.tries]

    @cached_property
    def solution(self):
        """The source of the reference without its decorator."""
        source = textwrap.dedent(inspect.getsource(self.reference))
        first = ast.parse(source).body[0].lineno
        return "\n".join(source.splitlines()[first - 1 :])

    @cached_property
    def parts(self):
        """The solution as (head with docstring, body)."""
        lines, cut = self.solution.splitlines(), ast.parse(self.solution).body[0].body[0].end_lineno
        return "\n".join(lines[:cut]), "\n".join(lines[cut:])

    @cached_property
    def blank(self):
        """The learner's cell: the head of the reference, an ellipsis, and the check."""
        return f'{self.parts[0]}\n    return ...\n\n\ncheck("{self.id}", {self.reference.__name__})'

    @cached_property
    def known(self):
        """Pairs (key, function that makes this mistake)."""
        forms = lambda change: change if isinstance(change, list) else [change]  # noqa: E731
        return [(key, self._with(form)) for key, (_, change) in self.mistakes.items() for form in forms(change)]

    def _with(self, change):
        if callable(change):
            return change
        (was, becomes), (head, body) = change, self.parts
        if body.count(was) != 1:
            raise ValueError(f"exercise {self.id}: {was!r} stands {body.count(was)} times in the solution, not once")
        names = dict(self.reference.__globals__)
        exec(f"{head}\n{body.replace(was, becomes)}", names)
        return names[self.reference.__name__]


def exercise(id, title, *, cases, hints, mistakes, returns=(), look=None, tolerance=None, writes=False, whole=False,
             any_shape=False, wide=None, tries=300):
    """Make an Exercise of the decorated reference; see there. Later references call it by its name."""

    def register(reference):
        leans = {one.reference.__name__ for one in EXERCISES.values()} & {*reference.__code__.co_names}
        limit = tolerance or (1e-5 if leans else 1e-7)
        EXERCISES[id] = Exercise(id, title, reference, cases, tuple(hints), mistakes, returns, look, limit, writes,
                                 whole, any_shape, wide, tries)
        return reference

    return register
