"""SlopeWires without a page: the numbers of both passes, what is refused, the still picture."""

import numpy as np
import pytest

from helpers import Network, lecture
from helpers.widgets import SlopeWires

NET = lecture.network("sigmoid", "squared_error")


def test_the_page_gets_both_factors_of_each_slope(play):
    head = play(SlopeWires(NET, [1, -1], [1, 0]))({"do": "hello", "to": "v 1"})
    assert head["sizes"] == [2, 2, 2, 2]
    for l, (dW, db) in enumerate(NET.split(NET.gradient([[1, -1]], [[1, 0]]))):
        np.testing.assert_allclose(np.outer(head["deltas"][l], head["a"][l]), dW, atol=1e-12)
        np.testing.assert_allclose(head["deltas"][l], db, atol=1e-12)
        np.testing.assert_array_equal(head["weights"][l], NET.weights[l])
    for l, gain in enumerate(head["gains"]):  # what comes back to a hidden neuron goes through its gain
        back = np.array(head["deltas"][l + 1]) @ NET.weights[l + 1]
        np.testing.assert_allclose(np.multiply(gain, back), head["deltas"][l])
    assert len(head["gains"]) == 2


WRONG = [dict(network=Network([2, 5, 1])), dict(network=Network([2] * 6)), dict(network="net"), dict(x=[1]),
         dict(target=[1])]


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_what_does_not_fit_is_refused(wrong):
    with pytest.raises(ValueError):
        SlopeWires(**{"network": NET, "x": [1, -1], "target": [1, 0]} | wrong)


def test_still_picture_and_words():
    saved = SlopeWires(NET, [1, -1], [1, 0])._saved()
    assert saved["text/plain"] == "<SlopeWires: 2-2-2-2 network; input (1, −1), target (1, 0)>"
    html = saved["text/html"]
    assert "Slopes of the weights, layer by layer" in html and "Run this cell" in html
