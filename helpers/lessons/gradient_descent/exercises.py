"""Exercises, questions and guesses of notebook 04b, which goes on with the numbers and letters of notebook 04."""

import numpy as np

from ...exercises import draw
from ...exercises.asking.guess import add_guess
from ...exercises.asking.question import add_question
from ...exercises.exercise import exercise


def places(random):
    """(theta, gradient, eta): the slide's first step, then other sizes, of one or two axes."""
    fixed = [(np.array([0.2, -0.1, 0.3]), np.array([0.5, -1.5, 1.0]), 0.1), (np.array([1.0]), np.array([-0.5]), 0.5),
             (np.array([0.0, -2.5]), np.array([1.5, 0.25]), 2),
             (np.array([[0.5, -1.0], [2.0, 0.25]]), np.array([[1.5, 0.25], [-1.0, 3.0]]), 12.5)]
    sizes = (3, 5, (2, 3))
    return fixed + [(random.normal(size=p), random.normal(size=p), random.uniform(0.1, 4)) for p in sizes]


RATES = 0.1, 0.5, 1, 2, 20, 100, 1e-6, 1e-4, 0


def any_place(random):
    """(theta, gradient, eta): now and then it is very steep."""
    theta, gradient = draw.arrays(random, *2 * [draw.any_shape(random)])
    gradient = gradient * draw.one_of(random, *7 * [1], 2**22)
    return 1.0 * theta, gradient, draw.one_of(random, *RATES, random.random(), 10 ** random.uniform(-4, -1))


@exercise("04.4", "one step of gradient descent", cases=places, wide=any_place, hints=[
    "The gradient says where the cost rises. Where do you want to go?",
    "Go as far as η says, and return a new array: theta stays as it was.",
], mistakes={
    "uphill": ("The sign is wrong: you add, so you go uphill. The slope says where the cost rises; subtract it.",
               ("theta - eta", "theta + eta")),
    "no-rate": ("The learning rate is missing: the step is the slope times η.", ("eta * ", "")),
    "step-alone": ("This is the step alone. The new place is the old one minus the step.", ("theta - eta", "eta")),
    "signed-step-alone": ("This is the step alone, with its sign. The new place is the old one plus that.",
                          ("theta - eta", "-eta")),
    "divided": ("You divide, but the step is the slope times the learning rate: a small η makes a small step.",
                [("eta * gradient", "gradient / eta"), ("eta * gradient", "eta / gradient")]),
    "theta-in-step": ("θ does not belong in the step, which is η times the slope, wherever θ is.",
                      ("eta * ", "eta * theta * ")),
    "rate-on-theta": ("You multiply θ by η as well: only the slope is multiplied by it.",
                      ("theta - eta * gradient", "eta * (theta - gradient)")),
    "same-for-all": ("Every parameter moves by the same amount in yours. Each moves by η times its own slope.",
                     [("eta * gradient", "eta * gradient.mean()"),
                      ("eta * gradient", "eta * gradient.sum()"),
                      ("eta * gradient", "eta")]),
    "sign-only": ("Only the sign of the slope is used, so all steps are equally long. A steep slope makes a long step.",
                  ("eta * gradient", "eta * np.sign(gradient)")),
})
def descent_step(theta, gradient, eta):
    """theta, gradient of one shape, with decimals; eta a number → where one step of gradient descent leads."""
    return theta - eta * gradient


def epochs_to_cut(random):
    """(n, batch_size, random): with and without a remainder, one batch, batches of one, more room than examples."""
    sizes = [(7, 3), (6, 2), (5, 5), (9, 1), (3, 10), (17, 7)]
    return [(n, size, np.random.default_rng(int(random.integers(100)) + k)) for k, (n, size) in enumerate(sizes)]


def any_epoch(random):
    """(n, batch_size, random): the same sizes come again with another generator; now and then one is left over."""
    long, n = random.random() < 0.04, draw.one_of(random, *range(1, 10), *draw.LARGE, 300)
    batch_size = draw.one_of(random, *range(1, 11), n, max(1, n - 1), 50, 100, 128)
    if long:  # more batches than functions can wait for one another, or large ones, or one with many in it
        n, batch_size = draw.one_of(random, (20_000, 18), (33_001, 3000), (3001, 3000), (700, 5000))
    return n, batch_size, np.random.default_rng(draw.seed(random))


@exercise("04.5", "mini-batches", cases=epochs_to_cut, wide=any_epoch, tries=150, returns=("batches[{}]",),
          whole=True, hints=[
    "First make the order of the whole epoch, each of the n numbers once: `random` has a method for it, permutation.",
    "A batch begins at place 0, then batch_size places further on, and so on: range takes a third number, the stride.",
    "A slice that reaches beyond the end stops there by itself, so the smaller last batch needs no care.",
], mistakes={
    "no-last": (
        "The last batch is left out where it is smaller than the others. Every example is looked at once in an epoch.",
        ("range(0, n, batch_size)", "range(0, n - batch_size + 1, batch_size)")),
    "in-order": ("Your examples come in the order in which they are stored. Each epoch draws a new one: "
                 "random.permutation(n).",
                 ("random.permutation(n)", "np.arange(n)")),
    "empty-batch": ("There may be an empty batch at the end: when batch_size divides n, nothing is left over.",
                    ("range(0, n, batch_size)", "range(0, n + 1, batch_size)")),
    "one-missing": ("One example is missing in each batch: a slice ends before its second number without any help.",
                    ("first + batch_size", "first + batch_size - 1")),
    "overlap": (
        "Your batches overlap: each begins one place after the one before. The next begins where the last ended.",
        ("range(0, n, batch_size)", "range(n)")),
    "one-batch": ("This is one batch with everything. Cut the order into pieces of batch_size.",
                  ("[order[first : first + batch_size] for first in range(0, n, batch_size)]", "[order]")),
    "empty-slices": ("From the second batch on yours are empty: the second number of a slice is the place where it "
                     "ends, not how many places it takes.",
                     ("order[first : first + batch_size]", "order[first:batch_size]")),
    "order-each-batch": (
        "Each batch draws an order of its own, so some examples come twice and others not at all.",
        lambda n, batch_size, random: [random.permutation(n)[k : k + batch_size] for k in range(0, n, batch_size)]),
    "equal-sizes": (
        "The pieces have nearly the same size, as np.array_split makes them. Every batch but the last has batch_size "
        "examples.",
        ("[order[first : first + batch_size] for first in range(0, n, batch_size)]",
         "np.array_split(order, -(-n // batch_size))")),
})
def mini_batches(n, batch_size, random):
    """n examples, batch_size, random a generator → list of index arrays, the batches of one epoch:
    random.permutation(n) cut into pieces of batch_size; the last may be smaller."""
    order = random.permutation(n)
    return [order[first : first + batch_size] for first in range(0, n, batch_size)]


def rolling(random):
    """(theta, velocity, gradient, eta, mu): from rest, then under way, also without momentum."""
    fixed = [
        (np.array([1.0]), np.array([0.0]), np.array([2.0]), 0.1, 0.9),
        (np.array([0.0, -0.25]), np.array([1.5, 0.5]), np.array([-2.5, 0.75]), 20, 0.0001),
        (np.array([1.0]), np.array([0.5]), np.array([2.0]), 0.1, 0.0),
        (np.array([0.5, -1.0]), np.array([0.25, 0.5]), np.array([-1.0, 3.0]), 0.5, 0.95),
    ]
    return fixed + [(*random.normal(size=(3, *size)), random.uniform(0.1, 3), random.uniform(0.3, 0.9))
                    for size in ((3,), (2, 4))]


def any_rolling(random):
    """(theta, velocity, gradient, eta, mu)"""
    (theta, gradient, eta), mu = any_place(random), draw.one_of(random, 0, 0.5, 0.9, 0.95, 1, 1e-4, random.random())
    scale = draw.one_of(random, 1, 1, 1, 2.0**-26)  # beside a slope that is not tiny such a velocity may be lost
    return theta, scale * 1.0 * draw.array(random, *theta.shape), scale * gradient, eta, mu


@exercise("04.6", "momentum in three lines", cases=rolling, wide=any_rolling, returns=("theta", "velocity"),
          tolerance=1e-6, hints=[
    "First make the new velocity: keep μ of the old one, and let the slope, times η, pull it downhill.",
    "Then θ moves by the new velocity, no matter what the slope is. Return both.",
], mistakes={
    "old-velocity": ("θ moves by the old velocity. Make the new one first, then move by that.",
                     ("velocity = mu * velocity - eta * gradient\n    return theta + velocity, velocity",
                      "return theta + velocity, mu * velocity - eta * gradient")),
    "uphill": ("In yours the slope pulls uphill: subtract η times the gradient from the velocity.", ("- eta", "+ eta")),
    "kept-whole": ("You keep the whole old velocity. Keep only μ of it.", ("mu * velocity", "velocity")),
    "forgotten": ("The old velocity is forgotten: this is plain gradient descent.", ("mu * velocity - eta", "-eta")),
    "against-velocity": ("θ moves against its velocity. The minus is in the velocity already.",
                         ("theta + velocity", "theta - velocity")),
    "against-uphill": (
        "Your velocity points uphill and θ goes against it, as in PyTorch. Here it points downhill, and θ moves by it: "
        "the minus stands before η.",
        ("- eta * gradient\n    return theta + velocity", "+ eta * gradient\n    return theta - velocity")),
    "exchanged": ("μ and η are swapped.", ("mu * velocity - eta * gradient", "eta * velocity - mu * gradient")),
    "average": ("You multiply the slope by 1 − μ, as for an average. In this rule it is multiplied by η alone.",
                ("eta * gradient", "(1 - mu) * eta * gradient")),
    "no-rate": ("η is missing: it says how strongly the slope pulls.", ("eta * gradient", "gradient")),
    "other-order": ("Both are right, but in the other order: first θ, then the velocity.",
                    ("return theta + velocity, velocity", "return velocity, theta + velocity")),
    "plain-step": ("θ takes the step of plain gradient descent. It moves by its velocity.",
                   ("return theta + velocity", "return theta - eta * gradient")),
    "rate-twice": ("η belongs in the velocity and nowhere else. θ moves by the velocity itself.",
                   [("- eta * gradient\n    return theta + velocity", "+ gradient\n    return theta - eta * velocity"),
                    ("- eta * gradient\n    return theta + velocity", "- gradient\n    return theta + eta * velocity"),
                    ("return theta + velocity", "return theta + eta * velocity")]),
    "theta-stays": ("θ stays where it was. It moves by the new velocity.", ("return theta + velocity", "return theta")),
    "mu-on-slope": ("μ is multiplied into the slope, too. Only the old velocity is multiplied by it.",
                    ("mu * velocity - eta * gradient", "mu * (velocity - eta * gradient)")),
    "gradient-outside": (
        "The gradient never gets into your velocity, so the ball does not gain speed. Take η times the gradient away "
        "from the velocity first; then θ moves by the new velocity alone.",
        [lambda theta, velocity, gradient, eta, mu: (theta - eta * gradient + velocity, mu * velocity),
         lambda theta, velocity, gradient, eta, mu: (theta - eta * gradient + mu * velocity, mu * velocity)]),
    "both-steps": ("Besides its velocity θ takes the step of the slope once more, but the velocity already contains "
                   "it.",
                   ("return theta + velocity", "return theta + velocity - eta * gradient")),
})
def momentum_step(theta, velocity, gradient, eta, mu):
    """theta, velocity, gradient of one shape, with decimals; eta, mu numbers → (θ, velocity) after one step with
    momentum."""
    velocity = mu * velocity - eta * gradient
    return theta + velocity, velocity


add_question("04.c", "In training the cost rises with every step. The gradient is correct. What do you try first?", [
    ("A smaller learning rate", "Each step lands higher: the slope is right, the step too long."),
    ("More steps: it must come down in the end",
     "On L = w² with η = 1.1 they climb for ever, each further than the last."),
    ("A larger learning rate, to get over the hill", "The steps are already too long."),
    ("Turn the sign of the gradient round", "The gradient is correct, so its sign is right. Turned round, it leads "
                                            "uphill."),
], right="a", misconception=24)

add_guess("04.t", "How many years would it take to try all combinations of 37 values for each of the 18 parameters, at "
          "a million tries a second?", "number",
          "That is 37¹⁸ tries, and the universe is about 1.4 · 10¹⁰ years old.",
          unit="years", low=0.001, high=1e18, log=True, digits=1)
add_guess("04.u", "L = w², from w = 1: up to which learning rate does every step lower L?", "choice",
          "A step leads from w to w − 2ηw. With η = 0.5 it ends at the bottom, with larger rates on the other side, "
          "and with η = 1 just as high as before.",
          choices=["0.5", "1", "2", "any learning rate lowers it"])
add_guess("04.v", "From v = −4, with the same η = 8 but the gradient of the sum: what is v after the first step?",
          "number", "The gradient of the sum of 100 losses is 100 times that of their mean, and so is the step.",
          low=-300, high=300)
add_guess("04.x", "In the narrow valley J = (w² + 100 v²) / 2 gradient descent with its best η takes 158 steps from "
          "(1, 1) until the cost stays below 0.001. How many does momentum take with μ = 0.8 and its own best η?",
          "number",
          "Along the valley all steps go the same way, and the velocity adds them up.",
          low=1, high=200, whole=True)
