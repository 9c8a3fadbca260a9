"""Notebook 08: the numbers of its prose, looked at in a run of its cells."""

import re

import numpy as np

from helpers import Network, lecture
from helpers.exercises.asking.guess import GUESSES
from helpers.exercises.asking.question import QUESTIONS
from helpers.results import results
from tests.notebook_run import numbers, prose
from tools import experiments

# what a learner would change: {cell id: (a text that stands there once, what is written in its place), or a list}
CHANGES = [
    {"always-1": [("GradientDescent(0.3)", "GradientDescent(2)"), ("epochs=200", "epochs=20")]},
    {"stairs": ("np.sin(2 * x) + 0.3 * x", "np.abs(x)")},
    {"toolkits-numpy": ("[784, 32, 10], seed=0", "[784, 32, 10], seed=7")},
    {"turns": ("zigzag(32, 1), zigzag(8, 2)", "zigzag(4, 1), zigzag(4, 3)")},
]

RATES = 0.0003, 0.001, 0.003, 0.01, 0.03


def says(sentence):
    """Is it in the text, or in what a guess or a question replies?"""
    replies = [guess.why for guess in GUESSES.values()]
    replies += [reply for question in QUESTIONS.values() for _, reply in question.choices]
    return sentence in prose("08_why_deep") or any(sentence in reply for reply in replies)


def test_the_prose_tells_these_numbers():
    speech = {"2011", "2000", "2048", "429", "9304", "3772", "4634"}
    digits = {"256", "128", "499", "1,000", "10,000", "0.3", "1.9", "0.9", "1.3", "2.3", "0.01", "0.5"}
    digits |= {"88.8", "90.1", "93.8", "89.2", "90.7"}
    others = {"0.1", "152", "200", "3,000", "2017", "2018", "2019", "2023", "190"}
    assert numbers(prose("08_why_deep")) == speech | digits | others


def test_the_toolkits_take_the_same_walk(notebook):
    assert np.abs(np.subtract(notebook.namespace["numpy_losses"], notebook.namespace["sklearn_losses"])).max() < 1e-5
    if "torch_losses" in notebook.namespace:
        assert np.abs(np.subtract(notebook.namespace["numpy_losses"], notebook.namespace["torch_losses"])).max() < 1e-5
    assert "agree to 1e-5" in notebook.outputs["toolkits-sklearn"].text


def test_the_widths_are_the_largest_with_no_more_parameters(notebook):
    for width, sizes in [(3772, [429, *[2048] * 5, 9304]), (4634, [429, *[2048] * 7, 9304]),
                         (499, [256, *[128] * 7, 10])]:
        wide = [lecture.count_parameters([sizes[0], m, sizes[-1]]) for m in (width, width + 1)]
        assert wide[0] <= lecture.count_parameters(sizes) < wide[1]
    assert [one.width for one in lecture.WIDE[:2]] == [3772, 4634] and notebook.namespace["partner"][7] == 499


def test_the_speech_table():
    errors = {(row.hidden, row.width): row.error for row in lecture.DEEP + lecture.WIDE}
    assert (errors[5, 2048], errors[7, 2048], errors[1, 3772], errors[1, 4634]) == (17.2, 17.1, 22.5, 22.6)
    assert round(errors[5, 2048] - errors[7, 2048], 1) == 0.1 and round(errors[1, 2048] - errors[2, 2048], 1) == 3.8
    parameters = {row.hidden: row.parameters for row in lecture.DEEP}
    assert round((parameters[7] - parameters[5]) / 1e6, 1) == 8.4
    widest = max(lecture.WIDE, key=lambda row: row.width)
    assert widest.error == 22.1 and round(widest.parameters / 1e6, 1) == 159.5


def test_deep_against_wide_on_digits(notebook):
    """"Two layers read 0.3 percentage points more": from a table of the course, so to the digit."""
    share, partner = notebook.namespace["share"], notebook.namespace["partner"]
    ahead = {(digits, depth): share("accuracy", digits, depth, 128)[0] - share("accuracy", digits, 1, partner[depth])[0]
             for digits in (1000, 10_000) for depth in (2, 3, 5, 7)}
    assert [round(ahead[digits, 2], 1) for digits in (1000, 10_000)] == [0.3, 0.3]
    for digits, clear in ((1000, True), (10_000, False)):  # "of three layers the five starts do not say so clearly"
        deep, one = share("accuracy", digits, 3, 128), share("accuracy", digits, 1, 251)
        assert (deep[0] - one[0] > deep[1]) == clear and deep[0] > one[0]
    assert [round(ahead[digits, 7], 1) for digits in (1000, 10_000)] == [-1.3, -0.9]
    assert ahead[1000, 5] < -0.4 and ahead[10_000, 5] < -0.4  # "from five layers on it turns round"
    for digits in (1000, 10_000):
        assert share("accuracy", digits, 14, 128)[0] < share("accuracy", digits, 7, 128)[0]
        seven, one = share("accuracy", digits, 7, 128), share("accuracy", digits, 1, 499)
        assert one[0] - seven[0] > seven[1] + one[1]  # the error bars are apart
    assert says("With this η two layers are a little ahead of one layer of the same size. From five layers on it is")
    assert "Answer of 08.r: the one layer" in notebook.outputs["digits-1"].text


def test_the_seven_layers_overfit_and_are_not_badly_trained(notebook):
    assert says("with 1,000 digits the seven layers do so more")
    share = notebook.namespace["share"]
    assert share("training", 1000, 7, 128) == share("training", 1000, 1, 499) == (100, 0)
    gap = lambda digits, *shape: share("training", digits, *shape)[0] - share("accuracy", digits, *shape)[0]  # noqa: E731
    for shape in ((1, 499), (2, 128), (7, 128), (14, 128)):
        assert 9.9 < gap(1000, *shape) < 12.1 and 3.5 < gap(10_000, *shape) < 4.1  # "from ten to twelve to about four"
    assert (round(share("accuracy", 1000, 7, 128)[0], 1), round(share("accuracy", 1000, 1, 499)[0], 1)) == (88.8, 90.1)
    missing = share("training", 10_000, 1, 499)[0] - share("training", 10_000, 7, 128)[0]
    assert round(missing, 1) == 0.5
    assert "Answer of 08.x: they read as many of them" in notebook.outputs["digits-by-heart"].text


def test_with_a_rate_chosen_for_each_the_seven_layers_stay_behind():
    rows = results("deep_rates")
    means = {depth: [rows[(rows["depth"] == depth) & (rows["rate"] == rate)]["accuracy"].mean() for rate in RATES]
             for depth in (1, 7)}
    assert len(rows) == 50 and set(rows["rate"]) == set(RATES)
    behind = 100 * (max(means[1]) - max(means[7]))
    assert all(0 < np.argmax(shares) < len(RATES) - 1 for shares in means.values())  # neither wants a rate beyond them
    assert says(f"for each, and 1,000 digits, the seven layers stay behind, by {behind:.1f} points")


def test_parts_save_digits_and_not_the_number_of_layers(notebook):
    """One convolution beside two, its wires untied, and a wide layer; all of them learned their 1,000 digits."""
    rows = results("shared")
    assert rows["training"].min() == 1 and len(rows) == 35
    means = {name: 100 * rows[rows["network"] == name]["accuracy"].mean() for name in experiments.SHARED}
    assert round(means["wide 417"], 1) == 90.7 and means["untied unpooled"] - means["wide 417"] < 0.5
    assert round(means["one"] - means["untied"], 1) == 2.3
    assert abs(means["one unpooled"] - means["untied unpooled"]) < 0.3  # "little is gained without pooling"
    assert round(means["one"] - means["two"], 1) == 0.5 and 4 < means["two"] - means["wide"] < 5
    size = {name: rows[rows["network"] == name]["parameters"][0] for name in means}
    assert round(size["wide"] / size["one"]) == 16 and round(size["untied unpooled"] / size["wide 417"], 2) == 1
    assert round(size["wide"] / size["two"]) == 17 and (round(means["two"], 1), round(means["wide"], 1)) == (93.8, 89.2)
    assert "Answer of 08.s: one convolution" in notebook.outputs["parts-1"].text


def test_eight_layers_of_sigmoids_guess_after_200_epochs_and_eight_of_tanh_are_right(notebook):
    shares = re.findall(r"from (\d+)% to (\d+)%", notebook.outputs["always-1"].text)
    one, sigmoid, tanh = ([int(share) for share in pair] for pair in shares)
    assert sigmoid == [50, 50] and tanh == [100, 100] and one[0] > 80


def test_what_training_reaches_beside_what_is_built_by_hand(notebook):
    stairs, curve, error = (notebook.namespace[name] for name in ("stairs", "curve", "error"))
    wide = results("reach")["apart"]
    assert error(stairs(curve, 40)) < 0.03 and np.all((0.01 < wide) & (wide < 0.15)) and len(wide) == 5
    assert sum(wide < 1.3 * error(stairs(curve, 40))) > 1 and round(wide.max() / error(stairs(curve, 40))) == 4
    assert "0.03 apart" in notebook.outputs["stairs-5"].text


def test_depth_multiplies(notebook):
    told = notebook.outputs["turns"].text
    assert "1-32-1: 97 parameters, 31 turns\n1-8-8-1: 97 parameters, 63 turns\n" in told
    zigzag, turns, fine = (notebook.namespace[name] for name in ("zigzag", "turns", "fine"))
    assert turns(zigzag(32, 1), fine) == 31 and turns(zigzag(8, 2), fine) == turns(zigzag(64, 1), fine) == 63
    assert Network([1, 32, 1]).n_parameters == Network([1, 8, 8, 1]).n_parameters == 97
    assert Network([1, 63, 1]).n_parameters == 190  # "at least 63 neurons": each bends the curve once, so it turns
    few, x = Network([1, 3, 1], "relu", "identity", dtype=np.float64), np.linspace(0, 4, 401)  # at most once at each
    few.weights[0][:, 0], few.biases[0][:], few.weights[1][0] = [1, 1, -1], [-1, -2, 3], [-3, 2, -2]
    assert notebook.namespace["turns"](few, x) == 3  # and three can turn three times
