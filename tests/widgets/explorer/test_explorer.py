"""The digits explorer without a browser: this file plays the page."""

import json
import threading
import time

import numpy as np
import pytest

from helpers import Network, train, training
from helpers.optimizers import Momentum
from helpers.plots.explorer import explorer as still
from helpers.plots.explorer import height_right
from helpers.widgets import explorer_training
from helpers.widgets.explorer import LEASE, SECONDS, SETTINGS, DigitsExplorer, Run
from helpers.widgets.explorer_training import POINTS, SEEDS
from tests.widgets import conftest


@pytest.fixture(scope="module")
def digits():
    """3,000 and 2,500 small pictures that are as easy as digits: ten places of a blurred dot."""
    random = np.random.default_rng(0)
    y = random.integers(0, 10, 5500)
    X = (np.eye(10)[y] @ random.normal(size=(10, 20)) + 0.8 * random.normal(size=(5500, 20))).astype(np.float32)
    return X[:3000], y[:3000], X[3000:], y[3000:]


@pytest.fixture
def explorer(digits):
    return DigitsExplorer(*digits, widths=[8, 6], epochs=2, digits=1000)


class Page(conftest.Page):
    """.head is what the page knows after all pictures: one that is not complete changes a part."""

    head = {}

    def hear(self, head, buffers=None):
        super().hear(json.loads(json.dumps(head, allow_nan=False)), buffers)
        self.head = self.head | {"note": ""} | self.heard[-1]

    def __call__(self, message):
        super().__call__(message)
        return self.head

    def finish(self):
        while self.say("run", until=10**9)["training"]:
            pass
        return self.head


@pytest.fixture
def page(explorer):
    return Page(explorer)


# ---- what is shown is what the networks compute ----


def test_nothing_trains_until_asked(page):
    head = page.say("hello")
    assert head["now"]["curve"] == [] and head["runs"] == [] and not head["training"]
    head = page.say("run", until=10**9)
    assert not head["training"] and head["now"]["curve"] == [] and page.widget.runs == []
    assert np.array_equal(page.widget.network.theta, Network([20, 8, 6, 10], seed=0).theta)


def test_it_trains_as_the_course_does(page, digits):
    X, y, X_test, y_test = digits
    networks = [Network([20, 8, 6, 10], seed=seed) for seed in SEEDS]
    for network, seed in zip(networks, SEEDS, strict=True):
        train(network, X[:1000], y[:1000], epochs=2, seed=seed)
    right = [network.accuracy(X_test, y_test) for network in networks]
    page.say("start")
    head = page.finish()
    assert np.array_equal(page.widget.network.theta, networks[0].theta)
    run = page.widget.runs[0]
    assert run[:5] == ((8, 6), "relu", 2, 1000, networks[0].n_parameters) and run.seconds > 0
    assert (run.lowest, run.highest) == (min(right), max(right)) and run.accuracy == pytest.approx(np.mean(right))
    assert head["now"]["right"] == right and head["now"]["progress"] == 1
    shown = head["runs"][0]
    assert shown["accuracy"] == run.accuracy and shown["seconds"] == run.seconds and shown["widths"] == [8, 6]
    epoch, losses, sampled = shown["curve"][-1]
    assert epoch == 2 and sampled == right  # 2,500 unseen ones are all in the sample
    assert len(shown["curve"]) <= POINTS and losses[0] < shown["curve"][0][1][0]


def test_the_line_of_code_trains_the_same_network(explorer, digits):
    explorer.run(widths=[5], activation="tanh")
    made = []
    names = {"X": digits[0], "y": digits[1], "Network": lambda *a, **k: made.append(Network(*a, **k)) or made[0]}
    eval(explorer._now.code, names | {"train": train})
    assert np.array_equal(made[0].theta, explorer.network.theta)


def test_points_are_those_of_train(explorer, digits):
    X, y, X_test, y_test = digits
    explorer.run(digits=3000, epochs=1, widths=[])
    ((_, curve),) = explorer._done.values()
    network, sums = Network([20, 10], seed=0), []
    for record in training(network, X, y, epochs=1, record_every=2):
        sums.append((record.epoch, record.loss, network.accuracy(X_test, y_test)))
    assert [right[0] for _, _, right in curve] == [accuracy for _, _, accuracy in sums]
    assert np.allclose([epoch for epoch, _, _ in curve], [epoch for epoch, _, _ in sums])
    assert np.allclose([losses[0] for _, losses, _ in curve], [loss for _, loss, _ in sums])


def test_a_run_from_the_page_and_one_from_python_are_the_same(page, digits):
    page.say("change", settings={"widths": [16], "epochs": 3})
    page.finish()
    again = DigitsExplorer(*digits, digits=1000).run(widths=[16], epochs=3)
    assert again.runs[0][:-1] == page.widget.runs[0][:-1]  # all but the seconds
    assert repr(again) == "DigitsExplorer(X, y, X_test, y_test, widths=[16], epochs=3, digits=1000)"


# ---- runs, cancelled and kept ----


def test_a_change_in_mid_training_cancels_the_old_run(page):
    page.say("change", settings={"epochs": 50, "digits": 3000, "widths": [64, 64]})
    page.say("run", until=page.widget.sent + 1)
    old = page.widget._now
    assert 0 < old.progress < 1
    head = page.say("change", settings={"widths": [4], "epochs": 1})
    assert head["training"] and head["now"]["widths"] == [4] and head["now"]["curve"] == []
    before = old.networks[0].theta.copy()
    page.finish()
    assert np.array_equal(old.networks[0].theta, before)
    assert [run.widths for run in page.widget.runs] == [(4,)]
    assert page.widget.network.sizes == [20, 4, 10]


def test_stop_ends_it_and_start_begins_anew(page):
    page.say("all")
    page.say("run", until=page.widget.sent + 1)
    head = page.say("stop")
    assert not head["training"] and page.widget.runs == [] and head["now"]["digits"] == 3000
    curve = head["now"]["curve"]
    head = page.say("run", until=10**9)
    assert not head["training"] and head["now"]["curve"] == curve
    page.say("start")
    assert page.finish()["runs"][0]["digits"] == 1000


def test_all_the_digits_once_without_moving_the_slider(page):
    assert page.say("all")["all"] == 3000
    head = page.finish()
    assert head["runs"][0]["digits"] == 3000 and head["settings"]["digits"] == 1000


def test_the_table_keeps_removes_and_clears(page):
    for widths in ([4], [5], [6], [4]):
        page.widget.run(widths=widths)
    head = page.say("hello")
    assert [(run["number"], run["widths"]) for run in head["runs"]] == [(1, [4]), (2, [5]), (3, [6])]
    head = page.say("remove", run=3)
    assert [run["number"] for run in head["runs"]] == [1, 2] and head["now"]["curve"]
    head = page.say("remove", run=1)  # the one that is shown
    assert [run["number"] for run in head["runs"]] == [2] and not head["now"]["curve"]
    assert page.say("remove", run=1)["note"].startswith("run is 1; expected one of [2]")
    assert page.say("clear")["runs"] == [] and page.widget.runs == []
    page.widget.run()
    assert page.widget.number == 1


def test_a_run_given_up_takes_no_number(page):
    page.widget.run(widths=[4])
    for widths in ([64], [65], [66]):
        page.say("change", settings={"widths": [*widths, 64], "epochs": 50, "digits": 3000})
        page.say("run", until=page.widget.sent + 1)
    page.say("change", settings={"widths": [5], "epochs": 1, "digits": 1000})
    assert [run["number"] for run in page.finish()["runs"]] == [1, 2]


def test_no_hidden_layer_is_a_structure_too(explorer):
    assert explorer.run(widths=[]).runs[0].parameters == 210


def test_divergence_is_said_and_the_run_ends(page, monkeypatch):
    rash = lambda *args, **how: training(*args, **how, optimizer=Momentum(1e9))  # noqa: E731
    monkeypatch.setattr(explorer_training, "training", rash)
    page.say("change", settings={"activation": "identity", "widths": [8] * 6})
    head = page.finish()
    assert "stopped learning" in head["news"] and "too large" in head["news"]
    assert head["runs"][0]["curve"][-1][1] == [None] * 3
    assert page.widget.figure().alt


# ---- messages ----

BAD = (None, "<b>", -1, 1e9, 10**400, float("nan"), True, {}, [[1]], [None], [3], [513], [8] * 7, 2.5)
HOSTILE = [{"do": "change", "settings": {name: v}} for name in [*SETTINGS, "_esm", "__class__", "X"] for v in BAD]
HOSTILE += [
    None, [], "run", {}, {"do": "eval"}, {"do": ["run"]}, {"do": "_begin"}, {"do": "run"}, {"do": "run", "until": "9"},
    {"do": "run", "until": True}, {"do": "change"}, {"do": "change", "settings": [1]}, {"do": "remove"},
    {"do": "remove", "run": "1"}, {"do": "remove", "run": 99},
    {"do": "change", "settings": {"widths": [8], "epochs": 0}},
    {"do": "change", "settings": {"digits": 3001}}, {"do": "change", "settings": {"digits": 99}},
]


def test_hostile_messages_change_nothing_and_are_answered(page):
    page.widget.run()
    for answer in page.refused(HOSTILE, lambda explorer: (repr(explorer), explorer.runs, explorer.number)):
        assert answer["settings"] and not page.widget.training


def test_a_refusal_leaves_the_training_as_it_is(page):
    page.say("change", settings={"epochs": 50, "digits": 3000, "widths": [64, 64]})
    head = page.say("change", settings={"widths": [1]})
    assert head["training"] and "a width is 1" in head["note"] and head["settings"]["widths"] == [64, 64]
    assert page.say("run", until=page.widget.sent + 1)["now"]["progress"] > 0


def test_a_lease_is_absolute_and_bounded(page):
    page.say("change", settings={"epochs": 50, "digits": 3000, "widths": [64] * 6})
    sent = page.widget.sent
    page.say("run", until=sent + 2)
    page.say("run", until=sent + 2)
    assert page.widget.sent == sent + 2
    page.say("run", until=10**9)
    assert page.widget.sent == sent + 2 + LEASE and page.widget.training
    assert not {"runs", "settings"} & set(page.heard[-1])  # they come when training rests


def test_a_picture_takes_its_time_and_no_more(page, monkeypatch):
    page.say("change", settings={"epochs": 50, "digits": 3000, "widths": [32]})
    now, asked = page.widget._now, []
    with monkeypatch.context() as patch:
        patch.setattr(time, "perf_counter", lambda: 100.0)
        patch.setattr(now, "advance", asked.append)
        page.say("run", until=page.widget.sent + 1)
    assert asked == [100 + SECONDS]
    for _ in range(3):
        now.advance(until=0)  # a time that is over: one piece of work, and no more
    assert 0 < now.progress < 0.2


def test_no_thread_stays_and_an_interrupt_ends_the_training(explorer, monkeypatch):
    before = threading.active_count()
    explorer.run()
    assert threading.active_count() == before

    def interrupted(self, until):
        raise KeyboardInterrupt

    monkeypatch.setattr(explorer_training.ThreeStarts, "advance", interrupted)
    with pytest.raises(KeyboardInterrupt):
        explorer.run(widths=[12])
    assert not explorer.training and len(explorer.runs) == 1
    page = Page(explorer)  # and that of a message from the page, where it comes to the same thread
    page.say("start")
    head = page.say("run", until=10**9)
    assert not head["training"] and "Interrupted" in head["news"]


def test_an_interrupt_between_cells_ends_the_training(page):
    page.say("start")
    page.widget.interrupted()
    head = page.say("run", until=10**9)
    assert not head["training"] and "Interrupted" in head["news"] and page.widget.runs == []
    assert not page.say("stop")["news"]
    page.widget.interrupted()
    assert not page.say("hello")["news"]


def test_changes_may_come_from_another_thread_while_it_trains(page):
    settings = page.say("change", settings={"epochs": 50, "digits": 3000})["settings"]
    calls = [("run", {"until": 12})] * 3 + [("change", {"settings": {"widths": [n, n]}}) for n in (4, 5, 7)]
    threads = [threading.Thread(target=page.say, args=(do,), kwargs=more) for do, more in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for head in page.heard:
        settings, now = head.get("settings", settings), head["now"]
        widths = settings["widths"]
        assert now["widths"] == widths and now["parameters"] == Network([20, *widths, 10]).n_parameters


# ---- arguments, and where no page shows it ----


@pytest.mark.parametrize("wrong, said", [
    (lambda X, y, Xt, yt: (X, y[:-1], Xt, yt), "inconsistent numbers of samples"),
    (lambda X, y, Xt, yt: (X, y, Xt[:, :-1], yt), "20 pixels a digit, X_test 19"),
    (lambda X, y, Xt, yt: (X, y + 1, Xt, yt), r"label 10.* is out of range"),
    (lambda X, y, Xt, yt: (X * np.nan, y, Xt, yt), "NaN"),
])
def test_wrong_data_is_refused(digits, wrong, said):
    with pytest.raises(ValueError, match=said):
        DigitsExplorer(*wrong(*digits))


def test_wrong_settings_are_refused(digits, explorer):
    with pytest.raises(ValueError, match="a width is 3; expected a whole number of at least 4"):
        DigitsExplorer(*digits, widths=[3])
    with pytest.raises(ValueError, match="a setting is 'depth'; expected one of 'widths'"):
        explorer.run(depth=3)
    assert DigitsExplorer(*digits).settings["digits"] == 3000


def test_still_picture_and_words(explorer):
    assert "before its first run" in explorer.figure().alt
    explorer.run(widths=[64], epochs=5, digits=3000).run(widths=[4] * 6, activation="sigmoid", epochs=1, digits=100)
    saved = explorer._saved()
    assert saved["text/plain"].startswith("DigitsExplorer(X, y, X_test, y_test, widths=[4, 4, 4, 4, 4, 4]")
    assert "64 ends above 90 percent (an earlier run, a grey line)" in saved["text/html"]
    assert "4-4-4-4-4-4 ends below 50 percent (the newest run" in saved["text/html"]
    assert len(saved["image/png"]) < 60_000


def test_the_still_picture_shows_mean_and_range():
    curve = [(1, [1.0, 0.5, 0.6], [0.5, 0.7, 0.6]), (2, [0.1, 0.2, 0.3], [0.9, 0.95, 0.97])]
    ax = still({1: ("8", curve)}, 1).axes[0]
    assert np.allclose(ax.lines[0].get_xydata(), [(1, height_right(0.6)), (2, height_right(0.94))])
    corners = ax.collections[0].get_paths()[0].vertices
    assert corners[:, 1].max() == height_right(0.97) and corners[:, 1].min() == height_right(0.5)


def test_a_run_names_its_columns():
    assert Run._fields[5:] == ("accuracy", "lowest", "highest", "seconds")


# What a learner finds by turning: digits 0 to 8,000 of the training set, judged by its last 10,000, about so. BLAS
# kernels (Nehalem, Haswell, SkylakeX) differ by half a percent, by three with six layers of 4; each bound leaves more.
TABLE = [([64, 64], "relu", 55_050, 0.925, 0.96), ([64], "relu", 50_890, 0.925, 0.955),
         ([64] * 6, "relu", 71_690, 0.895, 0.945), ([4] * 6, "relu", 3_290, 0.09, 0.55),
         ([64] * 6, "sigmoid", 71_690, 0.08, 0.12), ([8], "relu", 6_370, 0.85, 0.895)]


@pytest.mark.weekly
def test_what_a_learner_finds():
    from helpers import load_mnist

    X, y, *_ = load_mnist()
    explorer = DigitsExplorer(X[:50_000], y[:50_000], X[50_000:], y[50_000:])
    for widths, activation, parameters, low, high in TABLE:
        run = explorer.run(widths=widths, activation=activation).runs[-1]
        assert run.parameters == parameters and low <= run.lowest and run.highest <= high, run
    two, one, six, *_ = (run.accuracy for run in explorer.runs)
    assert six < min(one, two) and abs(one - two) < 0.02  # more layers were no gain here
    assert Network([784, 512, 10]).n_parameters == 407_050 and round(407_050 / 6_370) == 64
