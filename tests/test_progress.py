"""Watching a network train in a notebook, and interrupted."""

import sys
from unittest import mock

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell

from helpers import Network, Record, progress, training
from helpers.plots import show
from helpers.progress import watch

X = np.random.default_rng(0).normal(size=(40, 2))
Y = (X[:, 0] > 0).astype(int)


def records(count, stop_at=None):
    """Records as `training` gives them; at `stop_at` the learner interrupts."""
    for k in range(1, count + 1):
        if k == stop_at:
            raise KeyboardInterrupt
        yield Record(k, 10 * k, 1 / k, 1 - 0.5 / k, None, None, 0.1 * k)


@pytest.fixture
def page(monkeypatch):
    """A notebook's page: the bundles displayed, and the live widget's parts as `page.screen`."""

    class Kernel:
        kernel = True

    class Page(list):
        screen = None

    class Notebook(progress.Notebook):
        def __init__(self, *plan):
            page.screen = self
            super().__init__(*plan)

    page = Page()
    for module in (progress, sys.modules[show.__module__]):
        monkeypatch.setattr(module, "get_ipython", Kernel)
        monkeypatch.setattr(module, "display", lambda data, raw: page.append(data))
    monkeypatch.setattr(progress, "Notebook", Notebook)
    return page


def test_in_a_notebook_one_widget_then_one_picture(page):
    history = watch(records(4), epochs=4, title="Digits")
    widget, picture = page
    assert widget["text/plain"] == "<training: 4 epochs>" and len(widget) == 2
    assert picture["text/plain"] == "<picture: Curves over 4 epochs. Training accuracy rises.>"
    assert page.screen.bar.layout.display == page.screen.picture.layout.display == "none"
    assert page.screen.bar.value == 4 and "loss 0.250, 87.5% right" in page.screen.words.value
    assert len(history) == 4


def test_unseen_examples_have_their_name_everywhere(page):
    judged = [record._replace(validation_loss=0.5, validation_accuracy=0.75) for record in records(2)]
    watch(iter(judged), epochs=2, unseen="test")
    assert "test: loss 0.500, 75.0% right" in page.screen.words.value
    assert "test accuracy stays" in page[1]["text/plain"]


def test_many_records_are_few_pictures(page, monkeypatch):
    clock, drawn = iter(np.arange(0, 1000, 0.005)), []
    monkeypatch.setattr(progress.time, "perf_counter", lambda: next(clock))
    monkeypatch.setattr(progress, "live_curves", lambda history, *_: drawn.append(len(history)) or "")
    watch(records(1000), epochs=1000)  # about 5 s by this clock
    assert 10 <= len(drawn) <= 27


def test_interrupted_the_records_so_far_come_back(page, capsys):
    history = watch(records(2000, 4), epochs=2000)
    assert len(history) == 3 and len(page) == 2
    assert capsys.readouterr().out == "Training stopped after epoch 3. The network keeps what it has learned.\n"


def test_interrupted_before_the_first_record_the_cell_ends_in_a_sentence(page, capsys):
    with pytest.raises(KeyboardInterrupt):
        watch(records(2000, 1), epochs=2000)
    assert {part.layout.display for part in (page.screen.bar, page.screen.picture, page.screen.words)} == {"none"}
    shell = InteractiveShell()
    with mock.patch("helpers.progress.get_ipython", lambda: shell):
        progress.say_where_stopped()
    assert not shell.run_cell("raise KeyboardInterrupt").success
    out, err = capsys.readouterr()
    assert out == ("You stopped this cell before its end. Run it again before you go on: later cells need what it "
                   "makes.\n") and not err


def test_interrupted_while_drawing_training_ends_and_the_network_stays(page, monkeypatch, capsys):
    network, seen = Network([2, 4, 2]), []

    def interrupt(screen, history):
        seen.append(network.theta.copy())
        if len(history) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(progress.Notebook, "update", interrupt)
    running = training(network, X, Y, epochs=5)
    assert len(watch(running, epochs=5)) == 2
    assert next(running, None) is None  # closed: nothing trains on behind the learner's back
    assert (network.theta == seen[-1]).all()
