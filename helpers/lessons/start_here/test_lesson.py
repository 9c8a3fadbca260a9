"""Notebook 00: the numbers of its prose, looked at in a run of its cells, and its pictures."""

import ast
import re

import pytest

from helpers import Network
from helpers.widgets import Playground
from tests.notebook_run import code, numbers, prose

# what a learner would change: {cell id: (a text that stands there once, what is written in its place), or a list}
CHANGES = [
    {"1-a-first-taste-3": [("[784, 64, 10]", "[784, 10]"), ("epochs=3), epochs=3", "epochs=1), epochs=1")]},
    {"2-the-three-steps-5": ("[784, 64, 10]", "[784, 64, 10], seed=7")},
    {"4-ups-and-downs-3": ("64, 64, 64, 64, 64, 10]", "64, 64, 64, 64, 64, 10], seed=3")},
]


def test_the_prose_tells_these_numbers():
    years = {"1958", "1969", "1980", "1986", "1989", "2006", "2009", "2012", "2016"}
    slides = {"0.11", "0.12", "0.62", "0.7", "0.83", "101", "152"}  # of the lists of slides and misconceptions
    mnist = {"70,000", "60,000", "10,000", "128", "469"}
    assert numbers(prose("00_start_here")) == years | slides | mnist


def test_the_small_network_reads(here):
    sizes = [len(here[name]) for name in ("images", "test_images")]
    assert sizes == [60_000, 10_000] and here["images"].shape[1] == 784
    assert 0.96 < here["right"] < 0.98
    assert here["deep"].accuracy(here["test_images"], here["test_labels"]) > 0.9
    assert sum(here["network"].sizes[1:]) == 74  # "your first network has 74 neurons"
    assert here["deep"].sizes == [784, *[64] * 5, 10] and here["network"].sizes[1] == 64


def reached(name, widths, seed, within):
    """Is this challenge of the notebook reached within so many steps, with this number of neurons in each layer?"""
    playground = Playground(challenge=name, widths=widths, seed=seed)
    while playground.best is None and playground.steps < within:
        playground.train(250)
    return playground.best is not None


def begins(name):
    """The numbers of neurons that the challenge's cell begins with."""
    call = re.search(rf'challenge\("00.{name}", .*widths=(\[.*?\])', code("00_start_here")[f"challenge-{name}"].source)
    return ast.literal_eval(call[1])


@pytest.mark.slow
@pytest.mark.parametrize("name, found", [("circles", [3]), ("xor", [4]), ("spiral", [8, 8])])
def test_a_challenge_is_not_won_by_training_alone_but_by_a_change_that_is_soon_found(name, found):
    assert not reached(name, begins(name), 0, 2000)
    assert any(reached(name, found, seed, 8000) for seed in range(3))


def test_half_is_reached_within_a_few_updates(here):
    shares = here["shares"]
    assert shares[2] < 0.5 < shares[10] and 0.4 < shares[5] < 0.65 and shares[469] > 0.92
    assert max(shares) == 469


def test_a_random_start_is_guessing(here):
    fresh, network = here["fresh"], here["network"]
    test = here["test_images"], here["test_labels"]
    shares = [Network(fresh.sizes, seed=seed).accuracy(*test) for seed in range(12)]
    assert shares[0] == fresh.accuracy(*test) == min(shares)
    assert 0.045 < min(shares) < 0.055 and 0.155 < max(shares) < 0.165
    assert fresh.loss(*test).mean() > 10 * network.loss(*test).mean()
