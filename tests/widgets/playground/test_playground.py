"""The Playground without a browser: this file plays the page."""

import numpy as np
import pytest

from helpers import Network, circles, train
from helpers.optimizers import GradientDescent
from helpers.plots.playground import SIDE, STRIDE, maps
from helpers.widgets.playground import LEASE, Playground
from helpers.widgets.playground_settings import CONTROLS, POINTS, SETTINGS, checked, options
from helpers.widgets.playground_training import keep_row


@pytest.fixture
def page(play):
    return play(Playground())


def test_the_map_and_theta_are_the_networks_own(page):
    head = page.say("step")
    shades, theta, gradient, _, points = page.buffers[-1]
    network, side = page.widget.network, SIDE // STRIDE
    assert np.array_equal(np.frombuffer(theta, np.float32), network.theta) and head["sizes"] == network.sizes
    assert len(shades) == SIDE**2 + sum(network.sizes[:-1]) * side**2
    pixel = 6 / SIDE
    row, column = 12, 70
    point = [[-3 + (column + 0.5) * pixel, 3 - (row + 0.5) * pixel]]
    shown = shades[row * SIDE + column]
    assert shown == int(127 * (2 * network(point)[0, 0] - 1) + 128.5)
    row, column, neuron = 3, 11, 3  # of the first hidden layer; the inputs' two maps come first
    point = [[-3 + (STRIDE * column + 2.5) * pixel, 3 - (STRIDE * row + 2.5) * pixel]]
    shown = shades[SIDE**2 + (2 + neuron) * side**2 + row * side + column]
    assert shown == int(127 * network.forward(point).a[1][0, neuron] + 128.5)
    points = np.frombuffer(points, np.float32).reshape(-1, 3)
    half = POINTS // 2
    assert np.allclose(np.frombuffer(gradient, np.float32), network.gradient(points[:half, :2], points[:half, 2] > 0))
    X, labels = circles(POINTS, noise=0.15)
    assert np.array_equal(points[:, :2], X) and np.array_equal(points[:, 2], 2 * labels - 1)


def test_it_trains_as_the_course_does():
    X, labels = circles(POINTS, noise=0.15)
    half = POINTS // 2
    network = Network([2, 4, 4, 1], activation="tanh", output="sigmoid")
    how = {"batch_size": 10, "optimizer": GradientDescent(0.1)}
    last = train(network, X[:half], labels[:half], epochs=2, **how)[-1]
    playground = Playground(steps=last.step)
    assert np.allclose(playground.network.theta, network.theta, rtol=0, atol=1e-6)
    losses = [network.loss(X[part], labels[part]).mean() for part in (slice(half), slice(half, None))]
    assert playground.losses == pytest.approx(losses, rel=1e-5)
    assert playground.accuracies[1] == network.accuracy(X[half:], labels[half:])
    assert playground.history[-1] == (last.step, *playground.losses) and losses[0] < playground.history[0][1]


@pytest.mark.parametrize("data", ["plane", "gauss"])
def test_numbers_are_learned_with_the_squared_error(data):
    playground = Playground(data=data, noise=0.0, widths=[8, 8], learning_rate=0.03, steps=1000)
    network = playground.network
    assert (network.output, network.loss_name) == ("identity", "squared_error") and playground.accuracies == [None] * 2
    assert playground.losses[0] == pytest.approx(network.loss(playground.X, playground.labels).mean(), rel=1e-5)
    assert playground.losses[1] < playground.history[0][2] / 4
    assert eval(repr(playground)).network.theta.tobytes() == network.theta.tobytes() and playground.figure().alt


def test_the_gradient_is_shown_where_asked(page):
    head = page.say("change", settings={"maps": "gradient", "widths": [3, 2]})
    network, side, pixel = page.widget.network, SIDE // STRIDE, 6 / SIDE
    _, neurons = maps(network, page.widget.inputs, "gradient")
    row, column = 5, 14
    along = -3 + (STRIDE * np.arange(side) + 2.5) * pixel
    point = np.column_stack([np.tile(along, side), np.repeat(3 - (along + 3), side)])
    epsilon, place = 1e-3, row * side + column
    nudged = [network.forward(point + [sign * epsilon, 0]).z[-1][:, 0] for sign in (1, -1)]  # along the first input
    slope = (nudged[0] - nudged[1]) / (2 * epsilon)
    assert np.sign(slope[place]) == np.sign(int(neurons[0, row, column]) - 128)
    assert np.corrcoef(slope, neurons[0].ravel().astype(float))[0, 1] > 0.99
    page.say("play")
    page.say("run", until=10**9)
    assert len(page.buffers[-1][2]) == 4 * network.n_parameters and head["steps"] == 0


def test_the_space_of_a_two_neuron_layer(page):
    head = page.say("change", settings={"widths": [3, 2, 4]})
    network, n = page.widget.network, POINTS
    shades, _, _, inside, points = page.buffers[-1]
    [space] = head["spaces"]
    X = np.frombuffer(points, np.float32).reshape(n, 3)[:, :2]
    assert space["layer"] == 2
    a2 = network.forward(X).a[2]
    assert np.allclose(np.frombuffer(inside, np.float32).reshape(n, 2), a2, atol=1e-6)
    half = SIDE // 2
    square = np.frombuffer(shades, np.uint8)[-half * half :].reshape(half, half)
    place = ((a2[:, 0] - space["low"]) / (space["high"] - space["low"]) * half).astype(int)
    row = ((space["high"] - a2[:, 1]) / (space["high"] - space["low"]) * half).astype(int)
    shown = (square[row, place].astype(float) - 1) / 254
    assert abs(shown - network(X)[:, 0]).max() < 0.1  # as near as a pixel is


def run(page):
    while page.widget.playing:
        page.say("run", until=page.head["number"] + 10)


def test_it_rests_at_the_step_that_it_was_given(page):
    for stop in (1, 7, 200):
        page.say("play", stop=stop)
        run(page)
        assert (page.head["steps"], page.head["playing"], "settings" in page.head) == (stop, False, True)
    page.say("play", stop=0)
    assert page.head["do"] == "refused" and "at least 1" in page.head["note"] and not page.head["playing"]
    page.say("play", stop=200)  # on from there
    page.say("run", until=page.head["number"] + 10)
    assert page.head["steps"] > 200 and page.head["playing"]
    page.say("reset")  # while it trains: then it comes by there again
    told = len(page.heard)
    run(page)
    assert (page.head["steps"], page.head["playing"]) == (200, False)
    steps = [head["steps"] for head in page.heard[told:]]  # a picture takes it a twentieth further at most
    assert steps[:19] == [*range(1, 20)] and all(b <= a + 1 + a // 20 for a, b in zip(steps, steps[1:], strict=False))
    page.say("change", settings={"speed": "slow"})
    page.say("play")
    page.say("run", until=page.head["number"] + 3)
    assert page.head["steps"] == 203  # one step a picture


@pytest.mark.parametrize("settings", [{}, {"data": "gauss", "l1": 0.01, "optimizer": "adam", "features": ["x1*x2"]}])
def test_the_lines_of_code_train_the_same_network(settings):
    import helpers

    playground = Playground(**settings, steps=30)
    names = vars(helpers) | {"playground": playground}
    exec(playground.code, names)
    assert np.array_equal(names["network"].theta, playground.network.theta)


def test_repr_builds_it_again():
    playground = Playground(data="moons", noise=0.3, widths=[3, 5], optimizer="adam", l2=0.001, batch_size=32, seed=4,
                            features=["x1", "x1*x2"], points=[(1, 2, 0)], train_share=0.7, steps=30)
    again = eval(repr(playground))
    assert repr(again) == repr(playground) and np.array_equal(again.X, playground.X)
    assert np.array_equal(again.network.theta, playground.network.theta) and repr(Playground()) == "Playground()"


def test_some_settings_rebuild_the_network_others_change_under_way(page):
    head = page.say("change", settings={"widths": [1, 32, 7], "activation": "relu"})
    assert head["sizes"] == [2, 1, 32, 7, 1] and page.widget.network.activation == "relu"
    assert page.say("change", settings={"widths": []})["sizes"] == [2, 1]
    assert page.say("change", settings={"features": ["sin(x2)", "x1"]})["sizes"] == [2, 1]
    assert page.widget.settings["features"] == ["x1", "sin(x2)"]
    assert page.say("change", settings={"train_share": 0.9})["training"] == 450
    page.widget.train(20)
    theta = page.widget.network.theta
    head = page.say("change", settings={"learning_rate": 0.5, "l2": 0.01, "batch_size": 50, "optimizer": "adam"})
    assert head["steps"] == 20 and np.array_equal(page.widget.network.theta, theta)
    assert page.say("change", settings={"noise": 0.5})["steps"] == 0


def test_what_the_page_offers_can_be_set_and_what_is_usual_is_offered():
    assert set(SETTINGS) - {"widths"} == set(CONTROLS) - {"depth", "width"}
    for name, control in CONTROLS.items():
        if control["kind"] == "menu":
            assert all(checked({name: option}) for option in options(name)) and SETTINGS[name][0] in options(name)
        elif control["kind"] in ("slider", "number") and name in SETTINGS:
            assert checked({name: control["low"]}) and checked({name: control["high"]})
            with pytest.raises(ValueError, match=f"{name} is "):
                checked({name: control["high"] + control["step"]})
    deepest = [CONTROLS["width"]["high"]] * CONTROLS["depth"]["high"]
    assert checked({"widths": deepest}) == {"widths": deepest}
    for wrong in ([*deepest, 1], [CONTROLS["width"]["high"] + 1]):
        with pytest.raises(ValueError, match="expected"):
            checked({"widths": wrong})


def test_a_lease_is_absolute_and_bounded(page):
    page.widget.sent = 0
    page.say("run", until=3)
    assert len(page.heard) == 1 and not page.head["playing"] and page.head["steps"] == 0  # at rest, and says so
    page.say("play")
    page.say("run", until=4)
    page.say("run", until=4)
    assert [head["number"] for head in page.heard] == [1, 2, 3, 4] and page.head["steps"] > 0
    page.say("run", until=10**9)
    assert len(page.heard) == 4 + LEASE
    page.say("pause")
    steps = page.head["steps"]
    page.say("run", until=10**9)
    assert page.head["steps"] == steps and page.head["playing"] is False


def test_a_picture_under_way_brings_what_training_changes_and_may_be_made_long(page):
    page.say("play")
    everything = page.buffers[-1]
    page.say("run", until=page.head["number"] + 1)
    head, buffers = page.head, page.buffers[-1]
    assert "settings" not in head and [len(buffer) > 0 for buffer in buffers] == [True, True, False, False, False]
    assert [len(buffer) > 0 for buffer in everything] == [True, True, True, False, True]
    page.say("run", until=head["number"] + 1, pad=True)
    assert sum(map(len, page.buffers[-1])) > 2**16  # longer than the longest segment on one computer, 65,483 bytes
    page.say("pause", pad=True)
    assert "settings" in page.head and len(page.buffers[-1][5]) == 2**16
    page.say("hello", pad="yes")
    assert len(page.buffers[-1]) == 5


def test_divergence_is_said_and_training_stops(page):
    page.say("change", settings={"activation": "identity", "learning_rate": 10.0, "l2": 1.0, "widths": [8] * 8})
    page.say("play")
    for _ in range(5):
        page.say("run", until=10**9)
    assert "too large" in page.head["news"] and page.head["playing"] is False
    assert np.isfinite(page.widget.network.theta).all()
    with pytest.raises(FloatingPointError):
        page.widget.train(1000)


def test_own_points(page):
    head = page.say("change", settings={"data": "none"})
    assert head["losses"] == [None, None] and head["training"] == 0
    for do in ("hello", "play", "step", "pause", "reset", "clear"):
        head = page.say(do)
        assert "click the map" in head["news"] and not head["playing"], do
    page.say("point", x=1, y=1, label=1)
    head = page.say("point", x=-1, y=-1.001, label=0)
    assert head["training"] == 2 and page.widget.settings["points"] == [(1, 1, 1), (-1, -1, 0)]
    page.say("step")
    assert page.head["steps"] == 1 and page.head["losses"][1] is None
    assert page.say("clear")["training"] == 0


def test_the_history_keeps_its_early_part_at_any_length():
    history = []
    for step in range(0, 200_000, 7):
        keep_row(history, (step, 1 / (1 + step)))
    steps = [step for step, _ in history]
    assert steps[:20] == list(range(0, 140, 7)) and steps[-1] == 7 * (199_999 // 7) and len(history) < 1000
    assert all(b - a <= max(7, 0.01 * a + 7) for a, b in zip(steps, steps[1:], strict=False))


@pytest.mark.parametrize("how, updates", [({"challenge": "circles", "widths": [8, 8]}, 2650), ({"data": "none"}, 0)])
def test_a_saved_page_shows_what_a_training_makes_and_trains_nothing(how, updates):
    reached = []
    playground = Playground(on_reached=reached.append, **how)
    before = playground.network.theta.tobytes()
    saved = playground._saved()
    assert f"after {updates} steps" in saved["text/html"] and "steps=" not in saved["text/plain"]
    assert playground.network.theta.tobytes() == before and playground.steps == 0 and not reached


def test_an_interrupt_pauses_and_says_so(page, monkeypatch):
    page.say("step")

    def interrupted(*_):
        raise KeyboardInterrupt

    page.say("play")
    with monkeypatch.context() as patch:
        patch.setattr(page.widget, "_advance", interrupted)
        head = page.say("run", until=page.widget.sent + 2)
    assert not head["playing"] and head["news"] == "Interrupted: press Train to go on."
    assert not page.say("step")["news"] and page.head["steps"] == 2


def test_an_interrupt_between_cells_ends_the_lease(page, monkeypatch):
    page.say("play")
    tell = page.widget.tell

    def interrupted_meanwhile(*given, **how):  # as the signal's handler does, from the main thread
        tell(*given, **how)
        page.widget.interrupted()

    with monkeypatch.context() as patch:
        patch.setattr(page.widget, "tell", interrupted_meanwhile)
        page.say("run", until=10**9)
    assert page.head["news"] == "Interrupted: press Train to go on." and not page.head["playing"]
    steps = page.head["steps"]
    page.say("run", until=10**9)
    assert page.head["steps"] == steps
    page.say("pause")
    page.widget.interrupted()
    assert not page.say("hello")["news"]  # at rest there is nothing to interrupt
