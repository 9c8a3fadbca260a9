"""The network that notebook 07 tries many of."""

import numpy as np
import pytest

from helpers import Adam, Network, moons, train
from helpers.estimator import NetworkClassifier

X, Y = moons(60)
NAMES = np.array(["ant", "bee"])[Y]


def test_is_the_course_network():
    model = NetworkClassifier((8, 4), "tanh", learning_rate=0.05, epochs=5, batch_size=20, random_state=7)
    assert model.fit(X, NAMES) is model
    random = np.random.RandomState(7)
    net = Network([2, 8, 4, 2], "tanh", seed=random.randint(2**31))
    train(net, X, Y, epochs=5, batch_size=20, optimizer=Adam(0.05), seed=random.randint(2**31))
    np.testing.assert_array_equal(model.network_.theta, net.theta)
    np.testing.assert_array_equal(model.predict(X) == "bee", net.predict(X))
    assert model.score(X, NAMES) == net.accuracy(X, Y) and model.network_.theta.dtype == np.float32


def test_the_usual_one_is_that_which_the_notebooks_count_on():
    usual = NetworkClassifier(random_state=0).fit(X, Y)
    said = NetworkClassifier((128,), "relu", learning_rate=0.001, epochs=20, batch_size=64, random_state=0).fit(X, Y)
    np.testing.assert_array_equal(usual.network_.theta, said.network_.theta)


@pytest.mark.parametrize("wrong, words", [
    ({"hidden_layer_sizes": 128}, "expected a tuple of widths, such as"),
    ({"hidden_layer_sizes": (8, 0)}, "the width of a layer is 0"), ({"epochs": -1}, "epochs is -1"),
    ({"activation": "rectifier"}, "activation is 'rectifier'; expected one of"),
    ({"learning_rate": 0}, "learning_rate is 0; expected a number above 0"), ({"batch_size": 0}, "batch_size is 0"),
    ({"random_state": "seven"}, "random_state is 'seven'"),
])
def test_wrong_settings_are_named(wrong, words):
    with pytest.raises(ValueError, match=words):
        NetworkClassifier(**wrong).fit(X, Y)
    with pytest.raises(ValueError, match="y holds 1 class, \\['ant'\\]; expected at least two"):
        NetworkClassifier().fit(X, ["ant"] * len(X))


def test_divergence_keeps_the_last_good_network():
    model = NetworkClassifier(learning_rate=1e30)
    with pytest.raises(FloatingPointError, match="learning rate is too large"):
        model.fit(X, Y)
    assert np.isfinite(model.network_.theta).all()
