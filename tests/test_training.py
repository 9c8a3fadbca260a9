"""Training, optimizers and schedules."""

import numpy as np
import pytest

from helpers import SCHEDULES, Adam, GradientDescent, Momentum, Network, RMSProp, train, training


def problem(n=60, seed=0):
    random = np.random.default_rng(seed)
    X = random.normal(size=(n, 2))
    return X, (X[:, 0] * X[:, 1] > 0).astype(int)


X, Y = problem()


def test_the_rules_take_the_steps_of_their_papers():
    rules = GradientDescent(0.1), Momentum(0.1, 0.8), RMSProp(0.1, decay=0.7), Adam(0.1, beta1=0.8, beta2=0.95)
    thetas, u, r, m, v = np.zeros((4, 2)), 0.0, 0.0, 0.0, 0.0
    for t, slope in enumerate(np.array([[2.0, -1.0], [-0.5, 3.0], [0.0, 1.0]]), start=1):
        u, r = 0.8 * u - 0.1 * slope, 0.7 * r + 0.3 * slope**2  # Polyak 1964; Hinton's lecture 6e
        m, v = 0.8 * m + 0.2 * slope, 0.95 * v + 0.05 * slope**2  # Kingma and Ba 2015, algorithm 1
        adam = -0.1 * (m / (1 - 0.8**t)) / (np.sqrt(v / (1 - 0.95**t)) + 1e-8)
        before = thetas.copy()
        for rule, theta in zip(rules, thetas, strict=True):
            rule.step(theta, slope)
        steps = [-0.1 * slope, u, -0.1 * slope / (np.sqrt(r) + 1e-8), adam]
        np.testing.assert_allclose(thetas - before, steps, rtol=1e-12, atol=1e-15)


def test_an_optimizer_belongs_to_one_network():
    optimizer = Momentum()
    optimizer.step(np.zeros(5), np.ones(5))
    words = r"θ has shape \(6,\), the gradient \(6,\), this optimizer's memory \(5,\); .* a new optimizer"
    with pytest.raises(ValueError, match=words):
        optimizer.step(np.zeros(6), np.ones(6))
    with pytest.raises(ValueError, match="expected one shape"):
        Momentum().step(np.zeros(6), np.ones(5))


def test_schedules():
    assert [SCHEDULES["step"](done) for done in (0, 0.24, 0.25, 0.6, 0.99)] == [1, 1, 0.5, 0.25, 0.125]
    assert SCHEDULES["cosine"](0) == 1 and SCHEDULES["cosine"](1) == 0
    assert SCHEDULES["cosine"](0.5) == pytest.approx(0.5)
    shares = []
    X, y = problem(8)
    train(Network([2, 2]), X, y, epochs=4, batch_size=None, schedule=lambda done: shares.append(done) or 1.0)
    assert shares == [0, 0.25, 0.5, 0.75]


def test_train_runs_to_the_end_and_training_only_as_far_as_it_is_asked():
    net, twin = Network([2, 4, 2]), Network([2, 4, 2])
    start = twin.theta.copy()
    records, coming = train(net, X, Y, epochs=3), training(twin, X, Y, epochs=3)
    assert isinstance(records, list) and [record.epoch for record in records] == [1, 2, 3]
    np.testing.assert_array_equal(twin.theta, start)
    for record in records:
        assert next(coming)._replace(seconds=0) == record._replace(seconds=0)
    assert next(coming, None) is None
    np.testing.assert_array_equal(twin.theta, net.theta)


def test_a_record_an_epoch_or_more_often():
    X, y = problem(50)
    often = train(Network([2, 4, 2]), X, y, epochs=2, batch_size=10, record_every=4)
    assert [r.step for r in often] == [4, 8, 10] and [r.epoch for r in often] == [0.8, 1.6, 2]
    records = train(Network([2, 4, 2]), X, y, epochs=3, batch_size=20, validation=(X, y))
    assert [r.epoch for r in records] == [1, 2, 3] and [r.step for r in records] == [3, 6, 9]
    assert 0 < records[0].seconds <= records[1].seconds


def test_the_first_loss_is_that_of_the_untrained_network():
    net = Network([2, 4, 2], dtype=np.float64)
    before = net.loss(X, Y).mean(), net.accuracy(X, Y)
    record = next(training(net, X, Y, epochs=5, batch_size=None))
    assert (record.loss, record.accuracy) == pytest.approx(before)


def test_validation_is_measured_after_the_update():
    net = Network([2, 4, 2], dtype=np.float64)
    for record in training(net, X, Y, epochs=3, validation=(X, Y)):
        assert record.validation_loss == pytest.approx(net.loss(X, Y).mean())
        assert record.validation_accuracy == net.accuracy(X, Y)


def test_one_step_is_the_slides_line():
    net = Network([2, 4, 2], dtype=np.float64)
    expected = net.theta - 0.3 * net.gradient(X, Y, l2=0.1, l1=0.05)
    train(net, X, Y, epochs=1, batch_size=None, optimizer=GradientDescent(0.3), l2=0.1, l1=0.05)
    np.testing.assert_allclose(net.theta, expected, rtol=1e-14)


def test_every_example_once_an_epoch(monkeypatch):
    seen, forward = [], Network.forward
    monkeypatch.setattr(Network, "forward", lambda self, X, check: seen.append(X.copy()) or forward(self, X, check))
    train(Network([1, 2]), np.arange(10.0)[:, None], np.zeros(10, int), epochs=2, batch_size=3)
    assert [len(b) for b in seen] == [3, 3, 3, 1] * 2
    first, second = np.concatenate(seen[:4]).ravel(), np.concatenate(seen[4:]).ravel()
    assert sorted(first) == sorted(second) == list(range(10)) and list(first) != list(second)


def test_training_goes_on_smoothly():
    """Two halves with one optimizer are one whole, so a paused training loses nothing."""
    whole, halves, optimizer = Network([2, 4, 2], seed=0), Network([2, 4, 2], seed=0), Momentum(0.1)
    train(whole, X, Y, epochs=4, batch_size=None, optimizer=Momentum(0.1))
    for _ in range(2):
        train(halves, X, Y, epochs=2, batch_size=None, optimizer=optimizer)
    np.testing.assert_array_equal(whole.theta, halves.theta)


def test_early_stopping_takes_the_best_theta_back():
    X, y = problem(40)
    X_val, y_val = problem(40, seed=5)
    net = Network([2, 64, 2], dtype=np.float64)
    records = train(net, X, 1 - y, epochs=200, optimizer=Momentum(0.3), validation=(X_val, y_val), patience=3)
    best = min(records, key=lambda r: r.validation_loss)
    assert len(records) < 200 and records.index(best) == len(records) - 4
    assert net.loss(X_val, y_val).mean() == pytest.approx(best.validation_loss)


def test_interrupt_leaves_a_usable_network_and_the_history():
    net, history = Network([2, 8, 2]), []

    def interrupt(done):
        if len(history) == 3:
            raise KeyboardInterrupt
        return 1.0

    with pytest.raises(KeyboardInterrupt):
        for record in training(net, X, Y, epochs=10, batch_size=7, schedule=interrupt):
            history.append(record)
    assert len(history) == 3 and np.isfinite(net.theta).all()
    assert train(net, X, Y, epochs=1)


def test_after_a_divergence_the_parameters_are_those_of_the_last_record():
    net, at_records = Network([2, 8, 1], output="identity"), []
    explodes = lambda done: 1e30 if done > 0.7 else 1  # noqa: E731
    words = "the loss became (nan|inf) by step .* rate is too large .* back to those of the last record"
    with pytest.raises(FloatingPointError, match=words):
        for _ in training(net, X, Y, epochs=10, batch_size=None, optimizer=GradientDescent(0.01), schedule=explodes):
            at_records.append(net.theta.copy())
    assert len(at_records) > 5 and (at_records[-1] != at_records[0]).any()
    np.testing.assert_array_equal(net.theta, at_records[-1])


def test_an_optimizer_forgets_a_training_that_diverged():
    rule = Momentum(1e3)
    with pytest.raises(FloatingPointError):
        train(Network([2, 8, 1], output="identity"), X * 1e3, Y, epochs=200, optimizer=rule)
    rule.learning_rate = 0.001
    net = Network([2, 8, 1], output="identity")
    train(net, X, Y, epochs=3, optimizer=rule)
    fresh = Network([2, 8, 1], output="identity")
    train(fresh, X, Y, epochs=3, optimizer=Momentum(0.001))
    np.testing.assert_array_equal(net.theta, fresh.theta)


@pytest.mark.filterwarnings("ignore:overflow", "ignore:invalid")
def test_parameters_that_become_infinite_are_an_error_and_undone():
    net = Network([2, 8, 1], "tanh", "sigmoid")
    before = net.theta.copy()
    with pytest.raises(FloatingPointError, match="a parameter became infinite or NaN by step 1: .* too large"):
        train(net, X, Y, epochs=1, batch_size=None, optimizer=GradientDescent(1e39))
    np.testing.assert_array_equal(net.theta, before)


def test_patience_waits_for_less_not_for_as_much():
    net = Network([2, 8, 1], "tanh", "sigmoid")
    still = {"optimizer": GradientDescent(1e-30), "validation": (X, Y)}  # every loss is the first one's
    assert len(train(net, X, Y, epochs=10, patience=3, **still)) == 4


def test_regression_has_no_accuracy():
    net = Network([2, 16, 1], "tanh", output="identity")
    *_, last = train(net, X, X[:, 0] ** 2, epochs=100, batch_size=20)
    assert last.accuracy is None and last.loss < 0.1


@pytest.mark.parametrize("wrong, words", [
    *((lambda how=how: training(Network([2, 2]), X, Y, **how), words) for how, words in [  # at once
        ({"epochs": -1}, "epochs is -1; expected a whole number of at least 0"), ({"epochs": 1.5}, "epochs is 1.5"),
        ({"l2": 1_000_000.5}, r"l2 is 1000000.5; expected a number of at least 0 and at most 1e\+06"),
        ({"validation": (X,)}, r"validation is a tuple; expected two arrays, \(X, y\)"),
        ({"validation": (np.zeros((3, 5)), [0, 1, 0])}, r"X has shape \(3, 5\)"), ({"patience": 3}, "give validation"),
        ({"optimizer": 0.1}, r"an object such as Momentum\(0.1\)"), ({"optimizer": Momentum}, "expected an object"),
        ({"schedule": "linear"}, "schedule is 'linear'; expected one of 'constant'"),
    ]),
    (lambda: train(Network([2, 2]), X, Y, schedule=lambda done: np.nan),
     "what schedule returned is nan; expected a number of at least 0"),
    (lambda: Momentum(0), "rate is 0; expected a number above 0"), (lambda: Adam("fast"), "learning_rate is 'fast'"),
    (lambda: Momentum(0.1, 1.5), "momentum is 1.5; expected a number of at least 0 and at most 1"),
    (lambda: Adam(beta1=1.0), "beta1 is 1.0; expected a number of at least 0 and below 1"),  # it would divide by 0
])
def test_what_is_wrong_is_named(wrong, words):
    with pytest.raises(ValueError, match=words):
        wrong()


def test_an_optimizer_does_not_step_along_what_is_no_gradient():
    theta = np.zeros(3)
    with pytest.raises(FloatingPointError, match="the gradient holds NaN or infinity"):
        Momentum().step(theta, [np.nan, 0, 0])
    assert not theta.any()
