"""Nothing punishes trying: what a learner would change runs on to the last cell, and any cell may be run again."""

import pytest

from tests.notebook_run import fresh, run_again
from tools.contents import paths

LONG = {"06_mnist", "07_design_your_network", "08_why_deep"}

# {notebook: [{cell id: (a text that stands there once, what a learner writes in its place), or a list of such}, …]}
CHANGES = {
    "00_start_here": [
        {"1-a-first-taste-3": [("[784, 64, 10]", "[784, 10]"), ("epochs=3), epochs=3", "epochs=1), epochs=1")]},
        {"2-the-three-steps-5": ("[784, 64, 10]", "[784, 64, 10], seed=7")},
        {"4-ups-and-downs-3": ("64, 64, 64, 64, 64", "32, 32")},
    ],
    "01_perceptron": [
        {"1-one-neuron-1": [("[1, -1]", "[0.5, 2]"), ("b = 1", "b = -3")]},
        {"2-a-neuron-is-a-line-1": ("w=(1, -2), b=1", "w=(0, 0), b=-2")},
        {"5-the-perceptron-learning-rule-3": ("labels[:50], sweeps=100", "labels[:50], sweeps=2")},
        {"5-the-perceptron-learning-rule-5": ("X[:50], labels[:50]", "X[:200], labels[:200]")},
        {"6-when-there-is-no-line-1": ("X[:60], labels[:60], sweeps=500", "X[:55], labels[:55], sweeps=500")},
        {"6-when-there-is-no-line-9": ("images.astype(float), labels", "images[:500].astype(float), labels[:500]")},
        {"7-and-or-and-xor-the-limit-of-1969-1": ('"AND"', '"XOR"')},
        {"7-and-or-and-xor-the-limit-of-1969-5": ("np.linspace(-3, 3, 25)", "np.linspace(-9, 9, 7)")},
        {"playground": ('preset="no_hidden_layer"', 'preset="no_hidden_layer", data="moons"')},
        {"8-two-hidden-neurons-are-enough-9": [("(2, 8)", "(3, 4)"), ("GradientDescent(3.0)", "GradientDescent(0.1)")]},
    ],
    "02_feedforward_network": [
        {"1-one-layer-by-hand-3": ("np.array([1, -1])\n", "np.array([0.5, 2])\n")},
        {"3-fully-connected-feedforward-3": ("4 - 6 * a", "1 + a")},
        {"5-a-structure-is-a-set-of-functions-1": ("[2, 2, 2, 2]", "[2, 5, 1]")},
        {"6-how-many-parameters-1": ("count_parameters([256, 1000", "count_parameters([784, 1000")},
        {"8-without-depth-is-nothing-3": ("(1, 2, 4)", "(1, 3)")},
        {"9-hidden-layers-find-the-features-1": ("noise=0.1", "noise=0.5")},
        {"9-hidden-layers-find-the-features-3": [("noise=0.1", "noise=0.3"), ("Adam(0.03)", "Adam(0.3)")]},
    ],
    "03_matrix_form": [
        {"1-a-layer-is-one-matrix-operation-1": ("np.array([1, -1])", "np.array([0.5, 2])")},
        {"3-shapes-first-1": ("[256, 30, 20, 10]", "[256, 7, 10]")},
        {"3-shapes-first-5": ("np.ones((20, 31))", "np.ones((20, 30))")},
        {"4-from-one-column-to-a-batch-of-rows-1": ("[-1, 0]]", "[-1, 0], [3, 3]]")},
        {"5-a-speed-ladder-1": ("[256, 200, 200, 10]", "[256, 50, 10]")},
        {"5-a-speed-ladder-7": ("100, 256, 200", "1, 2, 2")},
    ],
    "04_loss": [
        {"1-one-number-for-how-good-1": ("[1.0, -1.0]", "[0.0, 3.0]")},
        {"2-softmax-scores-become-shares-3": ("[3.0, 1.0, -3.0]", "[3.0, 1.0, -3.0, 5.0]")},
        {"after-04-3": ("moons(100)", "moons(37, noise=0.3)")},
        {"after-04-4": ("[-6.0, -4.0]", "[9.0, -8.0]")},
        {"after-04-5": [("eta=0.3", "eta=1"), ("(100, 10, 1)", "(7, 50)")]},
        {"8-the-learning-rate-1": ("0.1, 1, 1.1", "0.5, 2")},
        {"after-04-6": ("(0, 0.5, 0.9)", "(0.99, 0)")},
        {"10-does-0-7-mean-70-right-3": ("[2, 32, 32, 2]", "[2, 8, 2]")},
        {"11-this-is-the-learning-of-machines-3": ("(3, 4, 5)", "(0, 1)")},
    ],
    "05_backpropagation": [
        {
            "1-eighteen-slopes-1": [
                ("[1.0, -1.0]", "[0.0, 0.0]"), ("[1.0, 0.0]", "[0.0, 1.0]"),
                ('output="sigmoid", loss="squared_error"', 'output="softmax"'),
            ],
        },
        {"1-eighteen-slopes-5": ("eta = 1.0", "eta = 30")},
        {"1-eighteen-slopes-7": ("[256, 1000, 1000, 10]", "[2, 3, 2]")},
        {"2-the-chain-rule-twice-1": ("s = 0.7", "s = 0")},
        {"2-the-chain-rule-twice-3": ("case=1, at=1", "case=2, at=-1.2, nudge=0.004, zoom=100")},
        {"4-the-forward-pass-gives-z-w-2": ("(2, 1, 1)", "(2, 0, 1)")},
        {"the-whole-walk-1": ("()", "(x=[0, 0], target=[0, 1], step=20)")},
    ],
    "05b_backpropagation_in_code": [
        {"backpropagation-2": [("[[1.0, -1.0]]", "[[0.5, 2.0]]"), ("[[1.0, 0.0]]", "[[0.0, 1.0]]")]},
        {"8-where-it-starts-three-pairs-of-output--1": ("0.999, 0", "0.3, 1")},
        {"after-05b-3": [("[4, 3, 5, 2]", "[4, 2]"), ("seed=1", "seed=8")]},
        {"11-why-it-is-efficient-5": ("((10, 2), (4, 10))", "((3, 5),)")},
        {"12-why-the-signal-fades-5": ('("relu", 4)', '("tanh", 6)')},
        {"12-why-the-signal-fades-7": ("(18, 0.5)", "(18, 3.0)")},
        {
            "13-it-learns-with-your-own-lines-1": [
                ("[2, 8, 8, 2], \"sigmoid\", seed=0", "[2, 4, 2], \"sigmoid\", seed=5"),
                ("circles(200, seed=0)", "circles(60, seed=3)"),
                ("eta = X.astype(float), 1.0", "eta = X.astype(float), 10.0"),
            ],
        },
        {"13-it-learns-with-your-own-lines-4": ("eta=0.3, mu=0.9, batch_size=20", "eta=0.1, mu=0.5, batch_size=7")},
    ],
    "06_mnist": [
        {"5-your-network-1": ("[128]", "[]"), "5-your-network-4": ("epochs = 6", "epochs = 1")},
        {
            "5-your-network-1": [("[128]", "[4] * 6"), ("seed=0", "seed=3")],
            "5-your-network-4": [("epochs = 6", "epochs = 1"), ("0.3 *", "0.03 *"), ("0.9, 64", "0.5, 128")],
        },
        {"4-what-is-needed-is-a-function-3": ('"one hidden neuron": [1]', '"one hidden neuron": [2]')},
        {"your-own-hand-1": ("digit=4", "digit=7")},
    ],
    "07_design_your_network": [
        {"2-one-start-teaches-luck-1": [("(4, 16, 64)", "(8, 32)"), ("(0, 1, 2)", "(3, 4)")]},
        {
            "4-can-the-structure-be-found-automatical-5": [
                ('"seed": 0', '"seed": 5'), ('"generations": 5', '"generations": 2'),
            ],
        },
        {"after-07-5": [("Convolution(8, 5)", "Convolution(4, 3)"), ("Convolution(16, 5), MaxPool(2), 10", "10")]},
    ],
    "08_why_deep": [
        {"a-good-function-1": [("noise=0.1", "noise=0.4"), ("range(1, 9)", "range(1, 3)")]},
        {"always-1": ("GradientDescent(0.5)", "GradientDescent(2)")},
        {"stairs": ("np.sin(2 * x) + 0.3 * x", "np.abs(x)")},
        {"toolkits-numpy": ("[784, 32, 10], seed=0", "[784, 32, 10], seed=7")},
        {"always-3": ("Adam(0.01)", "Adam(0.1)")},
        {"thin": ("(1, 2, 3)", "(2, 5)")},
        {"tower": ("bends = np.diff(slopes, prepend=0)", "bends = np.diff(slopes, prepend=1)")},
        {"turns": ("zigzag(32, 1), zigzag(8, 2)", "zigzag(4, 1), zigzag(4, 3)")},
    ],
}


def rounds(changes):
    """The changes, put together so that a round changes no cell twice: each round is one run of the notebook."""
    found = []
    for change in changes:
        free = next((each for each in found if not each.keys() & change.keys()), None)
        if free is None:
            found.append(dict(change))
        else:
            free.update(change)
    return found


def tries():
    for name in CHANGES:
        for number, change in enumerate(rounds(CHANGES[name]), start=1):
            marks = [pytest.mark.slow] * (name in LONG)
            yield pytest.param(name, change, number == 1, id=f"{name}-{number}", marks=marks)


def test_every_notebook_has_changes():
    assert list(CHANGES) == [path.stem for path in paths()]
    assert all(CHANGES.values())


@pytest.mark.parametrize("name, change, again", list(tries()))
def test_what_is_changed_runs_on_to_the_last_cell(name, change, again):
    """And then each cell may be run again, after those behind it, with the result that it had."""
    differ = run_again(name, change) if again else fresh(name, change) and {}
    assert not differ, "\n\n".join(f"{id}\n{words}" for id, words in differ.items())
