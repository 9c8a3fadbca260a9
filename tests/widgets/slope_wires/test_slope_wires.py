"""SlopeWires without a page: the numbers of both passes."""

import numpy as np

from helpers import lecture
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
