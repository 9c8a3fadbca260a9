"""Notebook 05d: what its text claims, held against a run of its cells and against more starts; its pictures."""

import re

import numpy as np
import pytest

from helpers import Network, circles
from helpers.lessons.relu_and_random_start import exercises, pictures, trials

# what a learner would change: {cell id: (a text that stands there once, what is written in its place), or a list}
CHANGES = [
    {"plateau-1": [("circles(200, seed=0)", "circles(60, seed=3)"), ("range(1, 1001)", "range(1, 101)")]},
    {"after-05d-1": [("hat(1.0, 2.0, 4.0)", "hat(-1.0, 0.0, 0.5)"), ("np.pi, 8", "np.pi, 21"),
                     ("range(1, 7)", "range(1, 20)")]},
    {"ten-layers-1": ("[16] * 10", "[8] * 3")},
    {"after-05d-2": ("initialize([100, 100, 100], 0)", "initialize([5, 100, 2], 4)")},
    {"after-05d-3": ("[2, 5, 4, 3, 2]", "[2, 2]"), "deep-1": ("range(60)", "range(6)")},
]


@pytest.fixture(scope="module")
def prose(prose):
    return " ".join(prose.split())


# ---- the network that waits ----


def test_with_tanh_the_wait_is_gone_and_the_mean_gradient_is_longer_in_each_layer(notebook, prose):
    said = notebook.outputs["plateau-1"].text
    waits, learns = (list(map(int, numbers.split(", "))) for numbers in re.findall(r"after \[(.*)\] steps", said))
    assert 400 < min(waits) <= max(waits) < 1000 and 25 <= min(learns) <= max(learns) <= 100
    short, long = (np.array(numbers.split(), float) for numbers in re.findall(r"1, 2, 3: \[(.*)\]", said))
    assert np.all(long > 50 * short) and "after 25 steps it is fifty times shorter or more" in prose
    assert "takes 75 to 125 steps from the same starts" in prose


# ---- ten layers ----


def arrives(net, X, y):
    """The share of |∂l/∂z| that arrives in layer 1."""
    first, *_, last = (np.abs(delta).mean() for delta in net.deltas(net.forward(X), y))
    return first / last


def arriving(activation):
    """The share that arrives over ten layers, for each of ten starts."""
    return np.array([arrives(Network([2, *[16] * 10, 2], activation, seed=seed, dtype=np.float64),
                             *circles(100, seed=seed)) for seed in range(10)])


def test_after_ten_layers_tanh_and_relu_have_a_signal_and_sigmoids_have_none(notebook, prose):
    assert "Answer of 05d.p: with tanh and with ReLU" in notebook.outputs["ten-layers-1"].text
    assert np.all(arriving("sigmoid") < 1e-6) and f"{0.25**10:.1e}" == "9.5e-07" and r"9.5\cdot10^{-7}" in prose
    for activation in ("tanh", "relu"):
        assert 0.05 < np.median(arriving(activation)) < 0.3 and np.all(arriving(activation) > 0.01)


# ---- the start ----


def test_the_sum_of_n_products_grows_like_the_root_of_n(notebook):
    for n, z in notebook.after["random-3"]["z"].items():
        assert z.std() == pytest.approx(np.sqrt(n), rel=0.03)
    axes = pictures.widening({1: np.array([-1.4, 1.4]), 100: np.array([-20, 0, 20])}).axes
    assert [list(ax.lines[0].get_xdata()) for ax in axes] == [[-1, 1], [-10, 10]] and axes[0].get_xlim() == (-30, 30)
    assert [sum(bar.get_height() for bar in ax.patches) for ax in axes] == [2, 3]
    assert "Answer of 05d.r: 10\n" in notebook.outputs["random-3"].text


def signals(activation, size, seed):
    """The sizes of the activations in ten layers, and the last ones."""
    random = np.random.default_rng(seed)
    A, sizes = random.normal(size=(100, 100)), []
    for _ in range(10):
        A = activation(A @ (size * random.normal(size=(100, 100))).T)
        sizes.append(np.sqrt((A**2).mean()))
    return sizes, A


def swelling(size, seed):
    """How much larger δ is in layer 1 than in layer 10, if weights of tanh neurons have this standard deviation."""
    random = np.random.default_rng(seed)
    Ws, A = [size * random.normal(size=(100, 100)) for _ in range(10)], [random.normal(size=(100, 100))]
    for W in Ws:
        A.append(np.tanh(A[-1] @ W.T))
    D = last = random.normal(size=A[-1].shape) * (1 - A[-1] ** 2)
    for W, a in zip(Ws[:0:-1], A[-2:0:-1], strict=True):
        D = (D @ W) * (1 - a**2)
    return np.abs(D).mean() / np.abs(last).mean()


def test_on_the_way_back_weights_of_1_swell_a_thousandfold_and_only_in_between_it_keeps_its_size():
    for seed in range(5):
        assert 1000 < swelling(1.0, seed) < 3000 and 0.1 < swelling(0.1, seed) < 1 and swelling(0.05, seed) < 0.003


def test_half_the_size_leaves_a_thousandth_and_too_much_is_flat():
    for seed in range(5):
        sizes, _ = signals(np.tanh, 0.05, seed)
        assert 0.4 < (sizes[-1] / sizes[4]) ** (1 / 5) < 0.55 and 0.5e-3 < sizes[-1] < 2e-3
        sizes, A = signals(np.tanh, 0.1, seed)
        assert sizes[-1] > 0.15 and (1 - A**2).mean() > 0.8
        _, A = signals(np.tanh, 1.0, seed)
        assert (1 - A**2).mean() < 0.12


def test_relu_loses_half_of_its_squares_in_each_layer_and_he_makes_up_for_it():
    def left(variance):
        """The share of the squares that ten layers leave; the median of ten starts."""
        sizes = [signals(exercises.relu, np.sqrt(variance), seed)[0] for seed in range(10)]
        return np.median([(last / first) ** 2 for first, *_, last in sizes])

    assert 0.3 < left(1 / 100) * 2**9 < 3 and 0.3 < left(2 / 100) < 3


# ---- four layers ----


def test_after_60_epochs_four_layers_of_sigmoids_guess_and_the_others_have_learned(notebook):
    shares = re.findall(r"right \[(.*)\]", notebook.outputs["deep-1"].text)
    good = [sum(share > 0.9 for share in map(float, row.split())) for row in shares]
    assert good == [0, 5, 5, 5]  # sigmoid, tanh, ReLU, and sigmoids that begin with larger weights


def test_weights_four_times_as_large_let_ten_times_as_much_arrive(prose):
    assert "at the start more than ten times as much of the signal arrives in layer 1" in prose
    points, classes = circles(200, seed=0)
    for seed in range(5):
        net = Network([2, 16, 16, 16, 16, 2], "sigmoid", seed=seed, dtype=np.float64)
        before = arrives(net, points, classes)
        net.theta *= 4  # its biases are 0
        assert arrives(net, points, classes) > 10 * before


@pytest.mark.weekly
def test_one_layer_or_two_learn_within_so_many_epochs(prose):
    assert "one hidden layer took 23 to 34, two 65 to 98, four 2,000 to 3,000" in prose.replace("> ", "")
    assert "tanh took 6 to 8 epochs, four of ReLU 3 or 4" in prose
    for layers, activation, factor, least, most in ((1, "sigmoid", 1, 20, 60), (2, "sigmoid", 1, 50, 150),
                                                    (4, "tanh", 1, 4, 12), (4, "relu", 2**0.5, 2, 7)):
        took = [trials.epochs_until_learned(layers, activation, seed, factor) for seed in range(5)]
        assert least <= min(took) <= max(took) <= most


def test_a_large_step_closes_relus_for_all_points(notebook):
    said = notebook.outputs["deep-3"].text
    few, many = (np.array(re.findall(r"\d+", line)[2:7], int) for line in said.splitlines()
                 if "closed for all points [" in line)
    assert 0 < np.median(few) < 20 and np.all(few > 0) and 30 < np.median(many) <= 64
    shares = notebook.namespace["shares"]
    assert np.median(shares) < 0.8  # "lasting damage"
    assert list(map(int, re.findall(r"in (\d) of 5", said)))[0] == 0 and notebook.namespace["whole"] >= 3
