"""What can be guessed: a number, one of several choices, or a curve.

Each kind has three methods. `read` takes what a learner wrote, drew or computed and returns it as plain JSON, or raises
ValueError; `words` says it; `judge` returns (the sentence for a guess beside the truth, values for its named places).
"""

import itertools
import math
import reprlib
from dataclasses import dataclass
from decimal import Decimal
from numbers import Real

import numpy as np

from ...words import later, say
from .question import LETTERS

PLACES = 65  # heights of a drawn curve; a guess that an older course has kept may have fewer

# Each sentence is whole, and every kind has its own: they are translated one by one.
EXACT = later("You guessed {guess}, and that is the answer.")
AS_GOOD = later("You guessed {guess}. Answer: {truth}. That is as good as exact.")
APART = later("You guessed {guess}. Answer: {truth}.")
HIGHER = later("You guessed {guess}. Answer: {truth}. Your guess is {difference} too high.")
LOWER = later("You guessed {guess}. Answer: {truth}. Your guess is {difference} too low.")
TIMES_HIGHER = later("You guessed {guess}. Answer: {truth}. Your guess is {times} times the answer.")
TIMES_LOWER = later("You guessed {guess}. Answer: {truth}. The answer is {times} times your guess.")
CURVE = later("You drew {guess}. Answer: {truth}. On average the two are {difference} apart.")
QUOTED = later("“{answer}”")
A_CURVE = later("a curve from {start} to {end}")
ONE = {"points": later("1 point"), "percentage points": later("1 percentage point"), "pixels": later("1 pixel"),
       "seconds": later("1 second"), "years": later("1 year")}


def neat(number, digits=4):
    """A number as a reader likes it: 2,536,020, 0.3333, −2.5, 1.2e-07."""
    number = float(number) + 0.0  # no −0
    short = f"{number:.{digits}g}"
    if number and not 1e-4 <= abs(number) < 1e15:
        return short
    number = number if number.is_integer() else float(short)
    return (f"{number:,.0f}" if number.is_integer() else f"{number:,}").replace("-", "−")


def as_number(value):
    """A finite float out of anything that is one number, else ValueError."""
    scalar = value.item() if isinstance(value, np.ndarray | np.generic) and value.size == 1 else value
    try:
        if isinstance(scalar, Real) and not isinstance(scalar, bool) and math.isfinite(scalar):
            return float(scalar)
    except OverflowError:  # a whole number that no float holds
        pass
    raise ValueError(say("the value is {value}; expected a number", value=reprlib.repr(value)))


def as_good(guess, truth):
    """Is a guess within 1 % of the truth, or the truth itself in as many digits as the guess has, at least two?"""
    digits = max(2, len(Decimal(str(guess)).as_tuple().digits))
    return abs(guess - truth) <= 0.01 * abs(truth) or float(f"{truth:.{digits}g}") == guess


@dataclass(frozen=True)
class Number:
    """A number with its unit; with low and high the page has a slider, which with log=True moves by factors.

    whole: things are counted, so the slider stops at whole numbers. digits: the truth is rounded to so many significant
    digits; None: it is taken as it is, and said with four.
    """

    unit: str = ""
    low: float | None = None
    high: float | None = None
    log: bool = False
    whole: bool = False
    digits: int | None = None
    picture = False

    def __post_init__(self):
        ends = (self.low, self.high)
        if ends.count(None) == 1 or (None not in ends and not self.low < self.high):
            raise ValueError(f"low and high are {self.low!r} and {self.high!r}; expected both, low < high, or neither")
        if self.log and not (self.low or 0) > 0:
            raise ValueError(f"low is {self.low!r}; a slider with log=True needs low above 0")

    @property
    def example(self):
        return "100" if self.low is None or self.low <= 100 <= self.high else f"{self.high:g}"

    def read(self, value, truth=False):
        number = as_number(value)
        if truth and self.digits:
            number = float(f"{number:.{self.digits}g}")
        if self.low is not None and not truth and not self.low <= number <= self.high:
            places = {"value": neat(number), "low": neat(self.low), "high": neat(self.high)}
            raise ValueError(say("the value is {value}; expected one from {low} to {high}", **places))
        return int(number) if number.is_integer() else number

    def labels(self):
        return {"unit": say(self.unit), "one": self.with_unit("1")}

    def words(self, value):
        return self.with_unit(neat(value))

    def with_unit(self, number):
        if self.unit == "%":
            return say("{number} %", number=number)
        if number == "1" and self.unit in ONE:
            return say(ONE[self.unit])
        return say("{number} {unit}", number=number, unit=say(self.unit)) if self.unit else number

    def judge(self, guess, truth):
        """Nothing where the two are as good as one; factors where one is at least twice the other, differences
        elsewhere and for percentages."""
        values = {"difference": self.apart(abs(guess - truth)), "times": ""}
        if self.words(guess) == self.words(truth):
            return EXACT, values
        if as_good(guess, truth):
            return AS_GOOD, values
        ratio = max(guess / truth, truth / guess) if min(guess, truth) > 0 else 0
        if ratio < 2 or self.unit in ("%", "percentage points"):
            return (HIGHER if guess > truth else LOWER), values
        values["times"] = neat(ratio, 2) if ratio < 10 else neat(float(f"{ratio:.2g}"))
        return (TIMES_HIGHER if guess > truth else TIMES_LOWER), values

    def apart(self, difference):
        return (Number("percentage points") if self.unit == "%" else self).words(difference)


@dataclass(frozen=True)
class Choice:
    """One of several answers, by its letter or its words."""

    choices: tuple
    example = '"a"'
    picture = False

    def __post_init__(self):
        words = tuple(map(str, self.choices))
        if isinstance(self.choices, str) or not 2 <= len(words) <= len(LETTERS) or len(set(words)) < len(words):
            raise ValueError(f"choices is {self.choices!r}; expected a list of 2 to {len(LETTERS)} different answers")
        object.__setattr__(self, "choices", words)

    def read(self, value, truth=False):
        """Returns the number of the choice."""
        letters, there = LETTERS[: len(self.choices)], self.labels()["choices"]
        if isinstance(value, str | int | float | np.generic) and not isinstance(value, bool):
            text = str(value)
            for answers in (self.choices, there):
                if text in answers:
                    return answers.index(text)
            if len(text) == 1 and text.lower() in letters:
                return letters.index(text.lower())
        raise ValueError(say("the value is {value}; expected one of the letters {letters}, or one of the answers "
                             "{answers}", value=reprlib.repr(value), letters=", ".join(letters),
                             answers=", ".join(map(repr, there))))

    def labels(self):
        return {"choices": [say(answer) for answer in self.choices]}

    def words(self, number):
        return say(QUOTED, answer=self.plain(number))

    def plain(self, number):
        return say(self.choices[number])

    def judge(self, guess, truth):
        return (EXACT if guess == truth else APART), {}


@dataclass(frozen=True)
class Curve:
    """Heights at places with equal distances from the low to the high end of x; an axis is (label, low, high)."""

    x: tuple
    y: tuple
    picture = True

    def __post_init__(self):
        for name, axis in (("x", self.x), ("y", self.y)):
            if not (len(axis) == 3 and isinstance(axis[0], str) and axis[1] < axis[2]):
                raise ValueError(f"{name} is {axis!r}; expected (label, low, high) with low < high")

    def labels(self):
        """The axes in the learner's language, for the page; Matplotlib's pictures keep the English ones."""
        return {"x": (say(self.x[0]), *self.x[1:]), "y": (say(self.y[0]), *self.y[1:])}

    @property
    def example(self):
        return f"[{neat(self.y[1])}, {neat(self.y[2])}]"

    def read(self, value, truth=False):
        """Heights (n,), n ≥ 2, or for a truth also (2, n): x rising and y. Returns PLACES heights."""
        heights = as_numbers(value)
        places = np.linspace(*self.x[1:], PLACES)
        if heights.ndim == 1 and len(heights) >= 2:
            x, y = np.linspace(*self.x[1:], len(heights)), heights
        elif truth and heights.ndim == 2 and len(heights) == 2 and heights.shape[1] >= 2:
            x, y = heights
        else:
            sentence = later("the value is {value}; expected heights of a curve, (n,) with n ≥ 2")
            raise ValueError(say(sentence, value=reprlib.repr(value)))
        if any(a >= b for a, b in itertools.pairwise(x)):
            raise ValueError(say("x is {value}; expected numbers that rise", value=reprlib.repr(x)))
        if not truth and (y.min() < self.y[1] or y.max() > self.y[2]):
            places = dict(zip(("from", "to", "low", "high"), map(neat, (y.min(), y.max(), *self.y[1:])), strict=True))
            raise ValueError(say("the heights go from {from} to {to}; expected heights from {low} to {high}", **places))
        return np.interp(places, x, y).tolist()

    def words(self, heights):
        return say(A_CURVE, start=neat(heights[0], 3), end=neat(heights[-1], 3))

    def judge(self, guess, truth):
        return CURVE, {"difference": neat(np.abs(np.subtract(guess, truth)).mean(), 2)}


def as_numbers(value):
    """A finite float array out of numbers, lists and arrays, else ValueError."""
    try:
        array = np.asarray(value)
        if array.dtype.kind in "iuf" and 0 < array.size <= 1_000_000 and np.isfinite(array).all():
            return array.astype(float)
    except (ValueError, TypeError, RecursionError):  # such as rows of different lengths
        pass
    raise ValueError(say("the value is {value}; expected finite numbers", value=reprlib.repr(value)))


KINDS = {"number": Number, "choice": Choice, "curve": Curve}
