"""The network as a scikit-learn estimator: scikit-learn's own checks, and company with scikit-learn's own tools."""


import numpy as np
import pytest
from sklearn.base import clone
from sklearn.calibration import CalibratedClassifierCV
from sklearn.datasets import make_blobs
from sklearn.exceptions import NotFittedError
from sklearn.experimental import enable_halving_search_cv  # noqa: F401
from sklearn.model_selection import GridSearchCV, HalvingGridSearchCV, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils.estimator_checks import parametrize_with_checks

from helpers import Adam, Momentum, Network, train
from helpers.estimator import NetworkClassifier

SMALL = NetworkClassifier((8,), learning_rate=0.02, epochs=30, random_state=0)


@pytest.fixture(scope="module")
def blobs():
    X, y = make_blobs(150, centers=3, random_state=0, cluster_std=0.5)
    return X.astype(np.float32), np.array(["ant", "bee", "cow"])[y]


CHECKS = parametrize_with_checks([NetworkClassifier()])


@pytest.mark.parametrize(CHECKS.args[0], list(CHECKS.args[1]), **CHECKS.kwargs)  # newer pytests refuse a generator
def test_scikit_learns_own_checks(estimator, check, monkeypatch):
    monkeypatch.setenv("SCIPY_ARRAY_API", "1")  # else one check is left out
    check(estimator)


def test_is_the_course_network(blobs):
    X, y = blobs
    model = NetworkClassifier((8, 4), optimizer="momentum", learning_rate=0.05, epochs=5, batch_size=20, l2=1e-3,
                              schedule="cosine", random_state=7).fit(X, y)
    random = np.random.RandomState(7)
    net = Network([2, 8, 4, 3], seed=random.randint(2**31))
    records = train(net, X, np.unique(y, return_inverse=True)[1], epochs=5, batch_size=20, l2=1e-3,
                    optimizer=Momentum(0.05, 0.9), schedule="cosine", seed=random.randint(2**31))
    np.testing.assert_array_equal(model.network_.theta, net.theta)
    np.testing.assert_array_equal(model.predict_proba(X), net(X))
    assert [r[:-1] for r in model.history_] == [r[:-1] for r in records]
    np.testing.assert_array_equal(model.predict(X), model.classes_[net.predict(X)])


@pytest.mark.parametrize("given, kept", [("f4", "f4"), ("f8", "f8"), ("u1", "f4"), ("i8", "f4")])
def test_the_data_choose_the_float_type(given, kept):
    X = (np.arange(40).reshape(20, 2) % 7).astype(given)
    y = X[:, 0] > 3
    model = NetworkClassifier((3,), epochs=1).fit(X, y)
    assert model.network_.theta.dtype == model.predict_proba(X).dtype == kept


@pytest.mark.parametrize("tool", [
    lambda X, y: cross_val_score(make_pipeline(StandardScaler(), SMALL), X, y, cv=3, scoring="roc_auc_ovr"),
    lambda X, y: HalvingGridSearchCV(
        SMALL, {"learning_rate": [0.02, 0.03]}, resource="epochs", max_resources=30, cv=3, random_state=0
    ).fit(X, y).best_score_,
    lambda X, y: CalibratedClassifierCV(SMALL, cv=3).fit(X, y).score(X, y),
    lambda X, y: clone(SMALL).fit(list(X), list(y)).score(X, y),
], ids=["pipeline", "halving", "calibrated", "lists"])
def test_in_company(blobs, tool):
    assert np.min(tool(*blobs)) > 0.9


def test_a_diverging_cell_does_not_end_a_grid(blobs):
    grid = GridSearchCV(SMALL, {"optimizer": ["momentum"], "learning_rate": [0.02, 1e30]}, cv=3, error_score=0.0)
    with pytest.warns(match="the learning rate is too large"):
        grid.fit(*blobs)
    assert grid.best_params_["learning_rate"] == 0.02 and grid.cv_results_["mean_test_score"][1] == 0


@pytest.mark.parametrize("refused", [
    lambda model, X, y: model.set_params(epochs=-1).fit(X, np.where(y == "ant", "dog", y)),
    lambda model, X, y: model.fit(np.hstack([X, X]), ["ant"] * len(X)),
    lambda model, X, y: model.set_params(batch_size=0).fit(np.hstack([X, X]), y),
])
def test_a_refused_fit_changes_nothing(blobs, refused):
    X, y = blobs
    model = clone(SMALL).fit(X, y)
    said = model.predict(X)
    with pytest.raises(ValueError):
        refused(model, X, y)
    assert model.n_features_in_ == X.shape[1] and model.classes_.tolist() == ["ant", "bee", "cow"]
    np.testing.assert_array_equal(model.predict(X), said)


def test_the_usual_estimator_is_the_one_that_the_notebooks_count_on():
    X = np.random.default_rng(0).normal(size=(640, 3))
    y = (X[:, 0] > 0).astype(int)
    usual = NetworkClassifier(random_state=0).fit(X, y)
    assert [record.step for record in usual.history_] == [10 * epoch for epoch in range(1, 21)]
    said = NetworkClassifier((128,), activation="relu", optimizer="adam", learning_rate=0.001, epochs=20, batch_size=64,
                             l2=0.0, schedule="constant", random_state=0).fit(X, y)
    np.testing.assert_array_equal(usual.network_.theta, said.network_.theta)
    slow = NetworkClassifier(optimizer="momentum", learning_rate=0.01, epochs=2, random_state=0)
    one, same = (clone(slow).set_params(**how).fit(X, y) for how in ({}, {"momentum": 0.9}))
    np.testing.assert_array_equal(one.network_.theta, same.network_.theta)


@pytest.mark.parametrize("wrong, words", [
    ({"hidden_layer_sizes": 128}, "expected a tuple of widths, such as"),
    ({"hidden_layer_sizes": (8, 0)}, "the width of a layer is 0"), ({"l2": -1}, "l2 is -1"),
    ({"activation": "rectifier"}, "activation is 'rectifier'; expected one of"),
    ({"optimizer": "sgd"}, "optimizer is 'sgd'; expected one of"),
    ({"optimizer": Adam(0.1)}, "optimizer is <.*>; expected one of"),
    ({"learning_rate": 0}, "learning_rate is 0; expected a number above 0"),
    ({"optimizer": "momentum", "momentum": 2}, "momentum is 2"), ({"schedule": "linear"}, "schedule is 'linear'"),
    ({"epochs": -1}, "epochs is -1"), ({"batch_size": 0}, "batch_size is 0"),
    ({"random_state": "seven"}, "'seven' cannot be used to seed"),
])
def test_wrong_settings_are_named_and_change_nothing(blobs, wrong, words):
    X, y = blobs
    model = clone(SMALL).set_params(epochs=1).fit(X, y)
    network, theta = model.network_, model.network_.theta.copy()
    with pytest.raises(ValueError, match=words):
        model.set_params(**wrong).fit(X, y)
    assert model.network_ is network
    np.testing.assert_array_equal(network.theta, theta)
    with pytest.raises(NotFittedError):
        clone(model).predict(X)


def test_wrong_labels_are_named(blobs):
    X, y = blobs
    with pytest.raises(ValueError, match="y holds 1 class, \\['ant'\\]; expected at least two"):
        clone(SMALL).fit(X, ["ant"] * len(X))


def test_divergence_keeps_the_last_good_network(blobs):
    X, y = blobs
    model = clone(SMALL).set_params(optimizer="momentum", learning_rate=1e20)
    with pytest.raises(FloatingPointError, match="learning rate is too large"):
        model.fit(X, y)
    assert np.isfinite(model.predict_proba(X)).all()
