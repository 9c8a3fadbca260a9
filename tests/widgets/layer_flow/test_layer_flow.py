"""LayerFlow without a page: where it says that the points are, what is refused, the still picture."""

import numpy as np
import pytest

from helpers import Network
from helpers.plots.layers import dividing
from helpers.widgets import LayerFlow
from helpers.widgets.layer_flow import LINES, OWN, RUN_LENGTH, UNIT

X = np.random.default_rng(0).uniform(-2, 2, (12, 2))
LABELS = np.arange(12) % 2


def stages(count=3, hidden=2):
    return [Network([*[2] * (hidden + 1), 1], "tanh", "sigmoid", seed=k, dtype=np.float64) for k in range(count)]


def test_the_page_gets_every_point_at_every_station(play):
    networks = stages()
    say = play(LayerFlow(networks, X, LABELS, every=20))
    head = say({"do": "hello", "to": "v 1"})
    first = len(X) + 2 * LINES * RUN_LENGTH
    steps = np.frombuffer(say.buffers[0][0], np.uint8).reshape(2, -1).T.copy().view("<i2").reshape(3, 5, first + OWN, 2)
    units = np.cumsum(steps, axis=0, dtype=np.int16)
    windows = np.array(head["windows"])
    places = units / UNIT * windows[:, None, 2:] + windows[:, None, :2]
    a, z = networks[2].forward(X)
    for station, wanted in enumerate([X, z[0], a[1], z[1], a[2]]):
        np.testing.assert_allclose(places[2, station, : len(X)], wanted, atol=2e-3)
        assert (abs(units[:, station, : len(X)]) <= UNIT).all()  # no point leaves its window
    assert head["first"] == first and all(sum(pieces) in (0, OWN) for pieces in head["own"])
    assert head["lines"][2] == [*networks[2].weights[-1][0], networks[2].biases[-1][0]]
    assert (head["labels"], head["every"], head["stages"], head["activation"]) == (LABELS.tolist(), 20, 3, "tanh")


def test_the_line_of_the_last_layer_is_what_divides_the_input():
    for network in stages(8):
        places, pieces = dividing(network, 200)
        answers = network(places[: sum(pieces)]) if pieces else network(np.mgrid[-3:3:9j, -3:3:9j].reshape(2, -1).T)
        assert np.abs(answers - 0.5).max() < 0.02 if pieces else len(set((answers > 0.5).ravel())) == 1


WRONG = [dict(stages=[]), dict(stages=[Network([2, 3, 1])]), dict(stages=[Network([2, 1])]), dict(stages=["net"]),
         dict(stages=stages(1) + stages(1, hidden=3)), dict(X=X[:, :1]), dict(X=X[:3]), dict(labels=np.ones(12)),
         dict(every=0), dict(X=X * np.nan)]


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_what_does_not_fit_is_refused(wrong):
    with pytest.raises(ValueError, match="expected|NaN"):
        LayerFlow(**{"stages": stages(), "X": X, "labels": LABELS} | wrong)


def test_still_picture_and_words():
    saved = LayerFlow(stages(), X, LABELS, every=20)._saved()
    assert saved["text/plain"] == "<LayerFlow: 12 points through 2-2-2-1, 3 stages, 20 updates apart>"
    assert "3 pictures of the same 12 points" in saved["text/html"] and "Run this cell" in saved["text/html"]
