"""LayerFlow without a page: where it says that the points are."""

import numpy as np

from helpers import ACTIVATIONS, Network
from helpers.plots.layers import dividing
from helpers.widgets import LayerFlow
from helpers.widgets.layer_flow import OWN
from tests.widgets.conftest import in_node

X = np.random.default_rng(0).uniform(-2, 2, (12, 2))
LABELS = np.arange(12) % 2


def stages(count=3, hidden=2, activation="tanh"):
    return [Network([*[2] * (hidden + 1), 1], activation, "sigmoid", seed=k, dtype=np.float64) for k in range(count)]


def test_the_page_puts_every_point_where_the_network_does(play):
    networks = [stages(activation=name) for name in ACTIVATIONS]
    heads = [play(LayerFlow(all_of, X, LABELS, every=20))({"do": "hello", "to": "v 1"}) for all_of in networks]
    flows = """given.map(head => new Places(head)).map(places =>
        [places.head.stages.map((_, k) => places.stage(k).map(at => [...at])), places.windows])"""
    found = in_node("{ Places } from './layer_flow_space.js'", flows, heads)
    for all_of, head, (units, windows) in zip(networks, heads, found, strict=True):
        windows, units, (a, z) = np.array(windows), np.reshape(units, (3, 5, -1, 2)), all_of[2].forward(X)
        places = units * windows[:, None, 2:] + windows[:, None, :2]
        for station, wanted in enumerate([X, z[0], a[1], z[1], a[2]]):
            np.testing.assert_allclose(places[2, station, : len(X)], wanted, atol=1e-5)
        assert (abs(units[:, :, : len(X)]) <= 1).all()  # no point leaves its window
        assert all(sum(one["counts"]) in (0, OWN) and len(one["places"]) == OWN for one in head["own"])
        assert (head["labels"], head["every"], head["activation"]) == (LABELS.tolist(), 20, all_of[0].activation)


def test_the_line_of_the_last_layer_is_what_divides_the_input():
    for network in stages(8):
        places, pieces = dividing(network, 200)
        answers = network(places[: sum(pieces)]) if pieces else network(np.mgrid[-3:3:9j, -3:3:9j].reshape(2, -1).T)
        assert np.abs(answers - 0.5).max() < 0.02 if pieces else len(set((answers > 0.5).ravel())) == 1
