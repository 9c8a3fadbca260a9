"""A challenge: a goal for the learner in the Playground, checked at every picture while it trains."""

from ..validate import number, whole
from ..words import later, say
from .playground_settings import SETTINGS, checked, in_words, label

MOST = 8 * 32  # hidden neurons that a Playground can have
FAIR = ("noise", "train_share")  # a goal is about the network: they stay as usual, if it does not name them

OPEN = later("Right on the test points: {share} %. Hidden neurons: {neurons}.")
OPEN_AGAIN = later("Right on the test points: {share} %. Hidden neurons: {neurons}. "
                   "You have reached it before, with {best}.")
TOO_MANY = later("Right on the test points: {share} %, but with {neurons} hidden neurons. The goal allows {most}.")
REACHED = later("Reached: {share} % of the test points are right, with {neurons} hidden neurons. "
                "Fewest so far: {best}.")
ASIDE = later("The challenge counts only with {name} set to {value}.")


class Challenge:
    """Challenge("Get 95 % of the circles right with the fewest neurons", data="circles", accuracy=0.95)

    goal      the sentence that stands above the Playground
    accuracy  the share of the test points that has to be right, above 0 and up to 1
    neurons   at most so many hidden neurons count; None: any number, and the fewest are the best
    needs     settings of the Playground that must be so; it starts with them. The usual noise and share of
              training points are needed where nothing is said of them

    A ValueError names an argument that cannot be.
    """

    def __init__(self, goal, accuracy=0.95, neurons=None, **needs):
        if not isinstance(goal, str) or not goal.strip():
            raise ValueError(f"goal is {goal!r}; expected a sentence that says what to reach")
        self.goal, self.accuracy = goal, number("accuracy", accuracy, high=1.0, above=True)
        self.neurons = MOST if neurons is None else whole("neurons", neurons, 0, MOST)
        self.needs = {name: SETTINGS[name][0] for name in FAIR} | checked(needs)

    def __repr__(self):
        return f"Challenge({self.goal!r})"

    def judge(self, settings, accuracy, best):
        """(sentence, best): what to say of a network with this accuracy on the test points.

        best is the smallest number of hidden neurons that has reached the goal, None before.
        """
        for name, value in self.needs.items():
            if settings[name] != value:
                return say(ASIDE, name=label(name), value=in_words(value)), best
        neurons = sum(settings["widths"])
        if accuracy >= self.accuracy and neurons <= self.neurons:
            best = neurons if best is None else min(best, neurons)
            sentence = REACHED
        elif accuracy >= self.accuracy:
            sentence = TOO_MANY
        else:
            sentence = OPEN if best is None else OPEN_AGAIN
        return say(sentence, share=int(100 * accuracy + 1e-9), neurons=neurons, best=best, most=self.neurons), best


CHALLENGES = {
    "circles": Challenge(later("Get 95 % of the circles right, with the fewest hidden neurons you can."),
                         data="circles"),
    "xor": Challenge(later("Get 95 % of XOR right, with the fewest hidden neurons you can."), data="xor"),
    "spiral": Challenge(later("Untangle the spiral: 95 % right, with at most 24 hidden neurons."),
                        neurons=24, data="spiral", noise=0.05),
}
