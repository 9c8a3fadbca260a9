"""A challenge: a goal for the learner in the Playground, checked at every picture while it trains."""

from typing import NamedTuple

from ..words import later, say
from .playground_settings import SETTINGS, in_words, label

MOST = 8 * 32  # hidden neurons that a Playground can have
FAIR = {name: SETTINGS[name][0] for name in ("noise", "features", "train_share")}  # a goal is about the network

OPEN = later("Right on the test points: {share} %. Hidden neurons: {neurons}.")
OPEN_AGAIN = later("Right on the test points: {share} %. Hidden neurons: {neurons}. "
                   "You have reached it before, with {best}.")
TOO_MANY = later("Right on the test points: {share} %, but with {neurons} hidden neurons. The goal allows {most}.")
REACHED = later("Reached: {share} % of the test points are right, with {neurons} hidden neurons. "
                "Fewest so far: {best}.")
ASIDE = later("The challenge counts only with {name} set to {value}.")


class Challenge(NamedTuple):
    goal: str  # the sentence that stands above the Playground
    needs: dict  # settings of the Playground that must be so; it starts with them
    neurons: int = MOST  # at most so many hidden neurons count, and the fewest are the best
    accuracy: float = 0.95  # the share of the test points that has to be right

    def judge(self, settings, accuracy, best):
        """(sentence, best): what to say of a network with this accuracy on the test points, None without any.

        best is the smallest number of hidden neurons that has reached the goal, None before.
        """
        for name, value in self.needs.items():
            if settings[name] != value:
                return say(ASIDE, name=label(name), value=in_words(value)), best
        neurons, share = sum(settings["widths"]), accuracy or 0.0
        if share >= self.accuracy and neurons <= self.neurons:
            best = neurons if best is None else min(best, neurons)
            sentence = REACHED
        elif share >= self.accuracy:
            sentence = TOO_MANY
        else:
            sentence = OPEN if best is None else OPEN_AGAIN
        return say(sentence, share=int(100 * share + 1e-9), neurons=neurons, best=best, most=self.neurons), best


CHALLENGES = {
    "circles": Challenge(later("Get 95 % of the circles right, with the fewest hidden neurons you can."),
                         FAIR | {"data": "circles"}),
    "xor": Challenge(later("Get 95 % of XOR right, with the fewest hidden neurons you can."), FAIR | {"data": "xor"}),
    "spiral": Challenge(later("Untangle the spiral: 95 % right, with at most 24 hidden neurons."),
                        FAIR | {"data": "spiral", "noise": 0.05}, neurons=24),
}
