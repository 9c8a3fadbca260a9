"""The BackpropStepper without a browser: its walk beside the network's own numbers, and its messages."""

import re
from math import exp, log, tanh

import numpy as np
import pytest

from helpers import Network, lecture, numerical_gradient
from helpers.convolution import Convolution
from helpers.widgets.backprop_stepper import PAIRINGS, BackpropStepper, paired, pairings_for
from helpers.widgets.backprop_walk import Walk

NETWORKS = [
    lecture.network("sigmoid", "squared_error"),
    *(Network(sizes, activation, seed=5, dtype=np.float64)
      for sizes, activation in [([2, 2], "sigmoid"), ([3, 4, 2], "tanh"), ([4, 1, 3, 4, 3], "relu"),
                                ([1, 4, 2], "leaky_relu"), ([2, 3, 1], "identity")]),
]


def example(network):
    return np.resize([0.5, -1.5, 1.0], network.sizes[0]), np.eye(1, network.sizes[-1])[0]


@pytest.fixture(params=[(n, p) for n in range(len(NETWORKS)) for p in pairings_for(NETWORKS[n])], ids=str)
def walk(request):
    index, pairing = request.param
    network = paired(NETWORKS[index], pairing)
    return Walk(network, *example(network))


def results(walk, kind):
    return [step["result"] for step in walk.steps if step["kind"] == kind]


def test_the_walk_has_the_networks_numbers(walk):
    network, x, target = walk.network, walk.x, walk.target
    passed = network.forward(x)
    assert np.allclose(results(walk, "z"), np.hstack(passed.z)[0], atol=1e-12)
    assert np.allclose(results(walk, "a"), np.hstack(passed.a[1:])[0], atol=1e-12)
    assert results(walk, "loss") == [network.loss(x, target)[0]]
    found = {step["key"]: step["result"] for step in walk.steps}
    for l, delta in enumerate(network.deltas(passed, target), start=1):
        assert np.allclose([found[f"delta {l} {i}"] for i in range(delta.shape[1])], delta[0], atol=1e-12)
    assert np.allclose(results(walk, "slope"), network.gradient(x, target), atol=1e-12)
    assert np.allclose(results(walk, "slope"), numerical_gradient(network, x, target), atol=1e-6)


def evaluated(numbers):
    """The numbers of a step as Python reads them."""
    marks = {"½": "0.5", "²": "**2", "[": "(", "]": ")", "−": "-", "·": "*", ", else": " else", "ln(": "log(",
             "e^(": "exp("}
    for written, meant in marks.items():
        numbers = numbers.replace(written, meant)
    return eval(numbers, {"exp": exp, "log": log, "tanh": tanh, "max": max})


def test_the_numbers_in_a_formula_give_its_result(walk):
    for step in walk.steps:
        assert evaluated(step["numbers"]) == pytest.approx(step["result"], rel=1e-2, abs=5e-3), step


def test_the_output_layers_gain_enters_where_it_belongs():
    gains = {pairing: len(results(Walk(paired(NETWORKS[0], pairing), [1, -1], [1, 0]), "gain")) for pairing in PAIRINGS}
    assert gains["sigmoid, squared_error"] == 6 and gains["sigmoid, binary_cross_entropy"] == 4
    assert gains["softmax, cross_entropy"] == 4 and gains["identity, squared_error"] == 4


def test_cards_multiply_the_factors_and_nudge(walk):
    for card, slope in zip(walk.cards(), results(walk, "slope"), strict=True):
        assert evaluated(card["nudge"]) == pytest.approx(slope, rel=1e-2, abs=2e-5)
        assert card["verdict"] == "the same slope" and card["slope"]["result"] == slope


def test_lectures_numbers():
    stepper = BackpropStepper()
    said = {step["name"]: step["text"] for step in stepper.steps}
    assert said["l"] == "0.4168" and said["∂l/∂z₄"] == "0.0552" and said["σ′(z₁)"] == "0.0177" and len(said) == 49


def test_a_logarithm_of_0_is_neither_offered_nor_shown(play):
    single = "softmax of a single output is always e^z / e^z = 1, so with one output take sigmoid"
    with pytest.raises(ValueError, match=re.escape(single)):
        BackpropStepper(Network([2, 3, 1], loss="binary_cross_entropy"))
    with pytest.raises(ValueError, match=re.escape(single)):
        BackpropStepper(Network([2, 3, 1]))
    stepper = BackpropStepper(Network([2, 3, 1], output="sigmoid"))
    offered = play(stepper)({"do": "hello"})["pairings"]
    assert [*offered] == [name for name in PAIRINGS if "softmax" not in name]
    with pytest.raises(ValueError, match=re.escape(single)):
        stepper._do_change(pairing="softmax, cross_entropy")
    for pairing in offered:
        stepper._do_change(pairing=pairing)
    assert pairings_for(lecture.network()) == [*PAIRINGS]


@pytest.mark.parametrize("pairing", PAIRINGS)
@pytest.mark.parametrize("bias", [-50, 50])
def test_an_output_of_0_or_1_to_its_last_digit(pairing, bias):
    network = paired(Network([2, 2], seed=1, dtype=np.float64), pairing)
    network.biases[0][0] = bias
    logarithm = pairing in ("softmax, cross_entropy", "sigmoid, binary_cross_entropy")
    loss = next(step for step in BackpropStepper(network, target=[0, 1]).steps if step["kind"] == "loss")
    assert ("computes it from z" in loss["words"]) == logarithm and np.isfinite(loss["result"])


# ---- steps down the slope ----


def test_a_step_moves_theta():
    stepper, network = BackpropStepper(), lecture.network("sigmoid", "squared_error")
    x, target = [lecture.INPUT], [lecture.TARGET]
    for taken in (1, 2, 3):
        network.theta -= 2.0 * network.gradient(x, target)
        stepper.descend(2.0)
        assert np.allclose(stepper.network.theta, network.theta, atol=1e-12) and len(stepper.losses) == taken + 1
        assert stepper.losses[-1] == pytest.approx(network.loss(x, target)[0])
        assert stepper.losses[-1] < stepper.losses[-2]


def test_the_sentence_says_where_the_loss_went(page):
    walk = told(page, {"do": "descend", "eta": 1})
    assert walk["moved"] and walk["said"] == "Step 1 with η = 1: the loss falls from 0.4168 to 0.3679."
    assert walk["losses"] == ["0.4168", "0.3679"] and walk["taken"] == 1
    network = paired(Network([2, 2], seed=1, dtype=np.float64), "identity, squared_error")
    rises = BackpropStepper(network)
    rises.descend(50)
    assert "rises" in rises._said and rises.losses[1] > rises.losses[0]
    theta, losses = rises.network.theta.tobytes(), [*rises.losses]
    with pytest.raises(ValueError, match="too large to be written"):
        for _ in range(200):
            theta, losses = rises.network.theta.tobytes(), [*rises.losses]
            rises.descend(100)
    assert rises.network.theta.tobytes() == theta and rises.losses == losses


# ---- messages ----


@pytest.fixture
def page(play):
    return play(BackpropStepper())


def told(page, message):
    """What every view is told, before the one that has asked is answered."""
    mark = f"a {len(page.heard)}"
    answer, walk = page(message | {"to": mark}), page.heard[-2]
    assert answer == {"do": message["do"], "to": mark} and (walk["do"], walk["to"]) == ("walk", "")
    return walk


def state(stepper):
    return repr(stepper), stepper.network.theta.tobytes()


HOSTILE = [None, {"do": "eval"}, {"do": "edit"}]
EDITS = [(-1, 0), (18, 0), ("0", 0), (0, None), (0, 101), (0, float("nan"))]
HOSTILE += [{"do": "edit", "place": place, "value": value} for place, value in EDITS]
ROWS = [[1], [None, 1], [1, 1e9], [[1, 2]], "12", [float("inf"), 0]]
HOSTILE += [{"do": "change", name: value} for name in ("x", "target") for value in ROWS]
HOSTILE += [{"do": "descend", "eta": eta} for eta in (None, 0, 101, "1", float("nan"))]
HOSTILE += [{"do": "change", "pairing": "softmax, cross_entropy", "target": [1, 1]}]


def test_hostile_messages_change_nothing_and_are_answered(page):
    for answer in page.refused(HOSTILE, state):
        assert len(answer["steps"]) == 49


def test_messages_are_done_and_answered(page):
    assert len(page({"do": "hello"})["steps"]) == 49
    walk = told(page, {"do": "edit", "place": 8, "value": 1.5})
    assert page.widget.network.weights[1][1, 0] == 1.5 and walk["cards"][8]["text"] == "1.5000"
    walk = told(page, {"do": "change", "x": [0, 0], "target": [0, 1], "pairing": "softmax, cross_entropy"})
    assert len(walk["steps"]) == 45 and walk["x"] == [0, 0]
    told(page, {"do": "reset"})
    assert state(page.widget) == state(BackpropStepper())


@pytest.mark.parametrize("network", [
    "net", Network([5, 2]), Network([2, 5]), Network([2, 2, 2, 2, 2, 2]), Network([2, 2], output="step"),
    Network([2, 2, 2], activation="step"), Network([(4, 4, 1), Convolution(1, 4), 2]),
], ids=str)
def test_networks_that_do_not_fit_are_refused(network):
    with pytest.raises(ValueError, match="at most 4|slope 0"):
        BackpropStepper(network)


def test_still_picture_and_words():
    saved = BackpropStepper(x=[0, 0])._saved()
    text = "<BackpropStepper: 2-2-2-2 network, sigmoid, squared_error; input (0, 0), target (1, 0); step 0 of 49>"
    assert saved["text/plain"] == text and len(saved["image/png"]) < 80_000
    assert "Run this cell" in saved["text/html"] and "Operation: <b>25 of 49</b>" in saved["text/html"]
    assert "after 25 of 49 operations" in saved["text/html"]  # half-way back
