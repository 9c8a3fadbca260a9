"""The network of a page, docs/static/network.js, beside Python's: the same θ, batches and rules, the same numbers."""

import itertools

import numpy as np
import pytest

from helpers.network import Network
from helpers.plots import playground
from helpers.widgets.playground_data import FEATURES
from helpers.widgets.playground_settings import OPTIMIZERS, SMOOTH
from tests.tools.node import in_node

OUTPUTS = {"sigmoid": 1, "identity": 2, "softmax": 3}


IMPORTS = """import * as net from "./docs/static/network.js"; import * as page from "./docs/static/playing.js";
    import { FEATURES } from "./docs/static/points.js";
    const array = list => Float64Array.from(list.flat(2));
    """
TRAIN = """console.log(JSON.stringify(given.map(({ sizes, activation, output, optimizer, theta, batches }) => {
    const network = new net.Network(sizes, activation, output), optimize = net.OPTIMIZERS[optimizer](0.02);
    network.theta.set(theta);
    for (const [X, T] of batches) optimize(network.theta, network.gradient(array(X), array(T), 0.001, 0.0003));
    const [X, T] = batches[0];
    return { theta: [...network.theta], ...network.measure(array(X), array(T)) };
  })));"""


def trained(activation, output, optimizer):
    """What a page is given to train, and Python's network after the same 200 updates."""
    rng = np.random.default_rng(5)
    network = Network([2, 5, 4, OUTPUTS[output]], activation, output, seed=1, dtype=np.float64)
    X = rng.normal(size=(60, 2))
    T = {"sigmoid": X[:, :1] > 0, "identity": np.sin(X), "softmax": np.eye(3)[rng.integers(3, size=60)]}[output]
    given = {"sizes": network.sizes, "activation": activation, "output": output, "optimizer": optimizer,
             "theta": network.theta.tolist(), "batches": []}
    rule = OPTIMIZERS[optimizer](0.02)
    for start in range(200):
        rows = np.arange(12 * start, 12 * start + 12) % 60
        batch = X[rows], T[rows].astype(float)
        rule.step(network.theta, network.gradient(*batch, l2=0.001, l1=0.0003))
        given["batches"].append([part.tolist() for part in batch])
    return given, network


@pytest.mark.slow
def test_after_200_updates_all_is_python_s():
    pairs = [trained(*names) for names in itertools.product(SMOOTH, OUTPUTS, OPTIMIZERS)]
    for (given, network), there in zip(pairs, in_node(IMPORTS + TRAIN, [given for given, _ in pairs]), strict=True):
        names = [given[name] for name in ("activation", "output", "optimizer")]
        np.testing.assert_allclose(there["theta"], network.theta, rtol=0, atol=1e-5, err_msg=str(names))
        X, T = map(np.array, given["batches"][0])
        assert there["loss"] == pytest.approx(network.loss(X, T).mean(), abs=1e-5), names
        if network.output != "identity":
            labels = T.argmax(axis=1) if network.output == "softmax" else T[:, 0]
            assert there["accuracy"] == network.accuracy(X, labels), names


MAPS = """const { sizes, activation, output, theta, features, show, X } = given;
    const network = new net.Network(sizes, activation, output), inputs = points => Float64Array.from(
      points.flatMap(([x1, x2]) => features.map(name => FEATURES[name](x1, x2))));
    network.theta.set(theta);
    const maps = page.maps(network, activation, page.pixels(inputs, 80), show);
    const spaces = page.hiddenSpaces(network, activation, inputs(X), 80);
    console.log(JSON.stringify({ output: [...maps.output], neurons: maps.neurons.map(map => [...map]),
      spaces: spaces.map(({ map, points, ...more }) => ({ ...more, map: [...map], points: [...points] })) }));"""


@pytest.mark.parametrize(("activation", "output", "show"), [
    ("sigmoid", "identity", "activation"), ("relu", "sigmoid", "activation"), ("leaky_relu", "sigmoid", "gradient")])
def test_the_maps_are_python_s(activation, output, show):
    network = Network([len(FEATURES), 3, 2, 2, 1], activation, output, seed=3, dtype=np.float64)
    inputs = lambda X: np.column_stack([of(X[:, 0], X[:, 1]) for of in FEATURES.values()])  # noqa: E731
    X = np.random.default_rng(0).normal(size=(40, 2))
    there = in_node(IMPORTS + MAPS, {
        "sizes": network.sizes, "activation": activation, "output": output, "theta": network.theta.tolist(),
        "features": list(FEATURES), "show": show, "X": X.tolist()})
    answers, neurons = playground.maps(network, inputs, show)
    assert abs(np.array(there["output"]) - answers.ravel().astype(int)).max() <= 1  # a half may be cut either way
    assert abs(np.array(there["neurons"]) - neurons.reshape(len(neurons), -1).astype(int)).max() <= 1
    spaces = playground.hidden_spaces(network, inputs(X))
    assert len(spaces) == len(there["spaces"]) == 2
    for one, other in zip(spaces, there["spaces"], strict=True):
        names = "layer", "low", "high"
        assert [one[name] for name in names] == pytest.approx([other[name] for name in names])
        np.testing.assert_allclose(one["points"].ravel(), other["points"], atol=1e-5)
        assert abs(np.array(other["map"]) - one["map"].ravel().astype(int)).max() <= 1
