"""Notebook 04b: the numbers of its prose, looked at in a run of its cells, and what its pictures show."""

import re

import numpy as np
import pytest

from helpers import GradientDescent, Network, lecture, train, training
from helpers.exercises.asking.guess import GUESSES
from helpers.widgets import Playground

# what a learner would change: {cell id: (a text that stands there once, what is written in its place), or a list}
CHANGES = [
    {"after-04-4": ("[-6.0, -4.0]", "[9.0, -8.0]")},
    {"after-04-5": [("eta=0.3", "eta=1"), ("(100, 10, 1)", "(7, 50)")]},
    {"8-the-learning-rate-1": ("0.1, 0.5, 1, 1.1", "0.5, 2")},
    {"after-04-6": [("(0, 0.5, 0.8, 0.9)", "(0.99, 0)"), ("0.04, 391)", "0.04, 21)")]},
    {"11-this-is-the-learning-of-machines-3": [("(3, 4, 5)", "(0, 1)"), ("steps = 1500", "steps = 100")]},
]


@pytest.fixture(scope="module")
def land(here):
    return here["landscape"]


def walks(here, land):
    ends = {rate: land.cost(land.walk(rate, 30)[-1]) for rate in (1, 8, 100)}
    assert not land.holds(land.walk(100, 1)[-1]) and ends[100] > land.cost(land.start)
    assert all(land.cost(land.walk(rate, 30)[-1]) < 0.36 for rate in range(3, 16)), "a factor of 5 of good rates"
    assert ends[8] < land.J.min()
    sum_lands = here["first_step"](100, 8)
    assert np.allclose(here["first_step"](100, 0.08), here["path"][1]), "the path is the same again"
    w = [here["five_steps"](eta) for eta in (0.1, 1, 1.1)]
    assert np.allclose(w[1], -1)
    return [land.cost(land.start), ends[1], ends[8], sum_lands[1], land.cost(sum_lands), *w, *np.square(w)]


def test_every_number_of_the_prose_is_computed(here, land, prose):
    values = [*walks(here, land), here["net"].loss(here["X"], here["labels"]).mean(), 1.001**2 - 1]
    values += [value for row in lecture.GRADIENT_DESCENT.values() for value in row]
    told = set(re.findall(r"(?<![\d.])\d+\.\d{2,}", prose)) | {"251.9", "71.8"}
    trained = {"0.27", "0.02"}  # held with a margin, below
    rates = {"0.001", "0.01", "0.03"}
    for number in told - trained - rates:
        digits = len(number.split(".")[1])
        assert any(f"{abs(value):.{digits}f}" == number for value in values), number


def test_trying_every_place_takes_for_ever(here, land, prose):
    assert land.J.size == 1369 and "1369" in prose and (round(land.J.min(), 4)) == 0.3592
    assert (here["tries"], 5e14 < here["years"] < 6e14) == (37**18, True)
    assert here["net"].n_parameters == 18


def test_mini_batches_learn(here):
    X, labels, learned = here["X"], here["labels"], here["learned"]
    loss = {size: net.loss(X, labels).mean() for size, net in learned.items()}
    assert abs(loss[10] - 0.29) < 0.02 and abs(learned[10].accuracy(X, labels) - 0.88) < 0.02
    assert loss[1] < loss[100] - 0.05 and loss[10] < loss[100] - 0.05
    same = lecture.network("softmax")
    train(same, X, labels, epochs=30, batch_size=10, optimizer=GradientDescent(0.3), seed=0)
    assert np.allclose(same.theta, learned[10].theta), "train is the same loop"
    all_at_once = lecture.network("softmax")
    train(all_at_once, X, labels, epochs=300, batch_size=None, optimizer=GradientDescent(0.3))
    assert abs(all_at_once.loss(X, labels).mean() - loss[10]) < 0.01, "as many steps, as low a cost"


def test_momentum_is_sooner_down_a_narrow_valley_each_with_its_best_rate(notebook, here):
    """None of the best rates is at an end of those that are tried."""
    rates, steps = np.linspace(0.001, 0.04, 391), here["steps_until"]
    best = {mu: min(rates, key=lambda eta, mu=mu: steps(0.001, eta, mu)) for mu in (0, 0.8, 0.9)}
    assert all(rates[0] < rate < rates[-1] for rate in best.values())
    assert [steps(0.001, rate, mu) for mu, rate in best.items()] == [158, 47, 100]
    assert "158 steps" in GUESSES["04.x"].text and "Answer of 04.x: 47" in notebook.outputs["after-04-6"].text
    one = [steps(0.001, eta, 0) for eta in (0.0195, 0.0205)]  # "lower there only with η below 0.02"
    assert one[0] < 200 == one[1]


def test_three_starts_stand_at_two_costs_after_1500_steps(here):
    ends = [net.loss(here["X"], here["labels"]).mean() for net in here["nets"].values()]
    right = [net.accuracy(here["X"], here["labels"]) for net in here["nets"].values()]
    assert abs(ends[0] - 0.27) < 0.02 > abs(ends[1] - 0.27) and ends[2] < 0.05
    assert abs(right[0] - 0.88) < 0.03 > abs(right[1] - 0.88) and right[2] > 0.97
    hardly = here["histories"]["start 3"]
    assert hardly[-300].loss - hardly[-1].loss < 0.01


def through(here, seed):
    """The first of 12,000 steps before which more than 97 of 100 points are right, or infinity."""
    net = Network([2, 2, 2, 2], "sigmoid", seed=seed, dtype=np.float64)
    steps = training(net, here["X"], here["labels"], epochs=12_000, batch_size=None, optimizer=GradientDescent(1))
    return next((record.step for record in steps if record.accuracy > 0.97), np.inf)


@pytest.mark.weekly
def test_a_cost_that_hardly_falls_is_not_the_end(here):
    """"After some 5,000 steps both find a way down, too, and 99 of 100 points are right"."""
    assert all(4000 < through(here, seed) < 6500 for seed in (3, 4))


@pytest.mark.weekly
def test_waiting_is_no_sure_remedy(here):
    """"Of ten starts, two were through after 1500 steps and five after 12,000": about so many, of those that are not
    about to break out."""
    steps = np.array([through(here, seed) for seed in range(10)])
    assert np.sum(steps <= 1500) == 2 and 4 <= np.isfinite(steps).sum() <= 7


@pytest.mark.weekly
def test_the_playground_with_several_rates_and_batches():
    """"What we saw, from five starts", 1000 steps each."""
    right, jumps = {}, {}
    for size, rate in [(10, 0.03), (10, 0.3), (10, 10), (1, 0.3), (1, 0.1)]:
        right[size, rate], jumps[size, rate] = [], []
        for seed in range(5):
            game = Playground(preset="rate_and_batch", learning_rate=rate, batch_size=size, seed=seed).train(900)
            losses = [game.train(5).losses[0] for _ in range(20)]
            right[size, rate].append(game.accuracies[0])
            jumps[size, rate].append(np.abs(np.diff(losses)).mean())
    assert min(right[10, 0.3]) > 0.98 and max(right[10, 0.03]) < 0.83 and max(right[10, 10]) < 0.85
    assert max(jumps[10, 0.3]) < 0.02 < min(jumps[1, 0.3]) < 0.1 < min(jumps[10, 10])
    assert 0.7 < min(right[1, 0.3]) and max(right[1, 0.3]) < 0.98 and max(jumps[1, 0.1]) < min(jumps[1, 0.3])
