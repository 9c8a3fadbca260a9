"""The BackpropStepper without a browser: its walk beside the network's own numbers, and its messages."""

import re
from math import exp, log

import numpy as np
import pytest

from helpers import lecture
from helpers.widgets.backprop_stepper import PAIRINGS, BackpropStepper, paired
from helpers.widgets.backprop_walk import Walk


def evaluated(numbers):
    """The numbers of a step as Python reads them."""
    marks = {"½": "0.5", "²": "**2", "[": "(", "]": ")", "−": "-", "·": "*", "ln(": "log(", "e^(": "exp("}
    for written, meant in marks.items():
        numbers = numbers.replace(written, meant)
    return eval(numbers, {"exp": exp, "log": log})


@pytest.mark.parametrize("pairing", PAIRINGS)
def test_the_walk_has_the_networks_numbers_and_each_formula_gives_its_result(pairing):
    network, x, target = paired(lecture.network(), pairing), np.array([[0.5, -1.5]]), np.array([[1.0, 0.0]])
    walk = Walk(network, x[0], target[0])
    results = lambda kind: [step["result"] for step in walk.steps if step["kind"] == kind]  # noqa: E731
    passed, found = network.forward(x), {step["key"]: step["result"] for step in walk.steps}
    assert results("z") == pytest.approx(np.hstack(passed.z)[0]) and results("loss") == [network.loss(x, target)[0]]
    assert results("a") == pytest.approx(np.hstack(passed.a[1:])[0])
    for l, delta in enumerate(network.deltas(passed, target), start=1):
        assert [found[f"delta {l} {i}"] for i in range(delta.shape[1])] == pytest.approx(delta[0])
    assert results("slope") == pytest.approx(network.gradient(x, target))
    for step in walk.steps:
        assert evaluated(step["numbers"]) == pytest.approx(step["result"], rel=1e-2, abs=5e-3), step
    for card, slope in zip(walk.cards(), results("slope"), strict=True):
        assert evaluated(card["nudge"]) == pytest.approx(slope, rel=1e-2, abs=2e-5)
        assert card["verdict"] == "the same slope" and card["slope"]["result"] == slope


def test_lectures_numbers():
    stepper = BackpropStepper()
    said = {step["name"]: step["text"] for step in stepper.steps}
    assert said["l"] == "0.4168" and said["∂l/∂z₄"] == "0.0552" and said["σ′(z₁)"] == "0.0177" and len(said) == 49


@pytest.mark.parametrize("pairing", PAIRINGS)
@pytest.mark.parametrize("bias", [-50, 50])
def test_an_output_of_0_or_1_to_its_last_digit(pairing, bias):
    network = paired(lecture.network(), pairing)
    network.biases[-1][0] = bias
    logarithm = pairing in ("softmax, cross_entropy", "sigmoid, binary_cross_entropy")
    loss = next(step for step in Walk(network, [1, -1], [0, 1]).steps if step["kind"] == "loss")
    assert ("computes it from z" in loss["words"]) == logarithm and np.isfinite(loss["result"])


def test_a_step_moves_theta_and_a_sentence_tells_where_the_loss_went():
    stepper, network = BackpropStepper(), lecture.network("sigmoid", "squared_error")
    x, target = [lecture.INPUT], [lecture.TARGET]
    for taken in (1, 2, 3):
        network.theta -= 2.0 * network.gradient(x, target)
        stepper.descend(2.0)
        assert np.allclose(stepper.network.theta, network.theta, atol=1e-12) and len(stepper.losses) == taken + 1
        assert stepper.losses[-1] == pytest.approx(network.loss(x, target)[0])
    assert re.match("Step 3 with η = 2: the loss falls from", stepper._said)
    rises = BackpropStepper()
    rises._do_change(pairing="identity, squared_error")
    rises.descend(50)
    assert "rises" in rises._said and rises.losses[1] > rises.losses[0]
    with pytest.raises(ValueError, match="too large to be written"):
        for _ in range(200):
            theta, losses = rises.network.theta.tobytes(), [*rises.losses]
            rises.descend(100)
    assert rises.network.theta.tobytes() == theta and rises.losses == losses


def test_messages_are_done_and_answered(play):
    page = play(BackpropStepper())

    def told(do, **fields):
        """What every view is told, before the one that has asked is answered."""
        answer, walk = page({"do": do, "to": f"a {len(page.heard)}"} | fields), page.heard[-2]
        assert set(answer) == {"do", "to"} and (walk["do"], walk["to"]) == ("walk", "")
        return walk

    assert len(page({"do": "hello"})["steps"]) == 49
    walk = told("edit", place=8, value=1.5)
    assert page.widget.network.weights[1][1, 0] == 1.5 and walk["cards"][8]["text"] == "1.5000"
    walk = told("change", x=[0, 0], target=[0, 1], pairing="softmax, cross_entropy")
    assert len(walk["steps"]) == 45 and walk["x"] == [0, 0]
    told("reset")
    assert repr(page.widget) == repr(BackpropStepper())
    assert page.widget.network.theta.tolist() == BackpropStepper().network.theta.tolist()
    assert told("descend", eta=1)["said"] == "Step 1 with η = 1: the loss falls from 0.4168 to 0.3679."
