"""The DescentBall without a page: the paths beside the course's optimizers, messages, the still picture."""

import numpy as np
import pytest

from helpers.optimizers import GradientDescent, Momentum
from helpers.plots.landscape import Landscape
from helpers.plots.motion import sheets
from helpers.widgets import DescentBall
from helpers.widgets.descent_map import AWAY, LARGEST, MOMENTA, NEAR, NOT_YET, RATES


def cost(place):
    return place[0] ** 2 / 20 + place[1] ** 2


def gradient(place, _=None):
    return np.array([place[0] / 10, 2 * place[1]])


def land(low, high, cost, gradient=None):
    """The landscape of a cost over two sides that go from `low` to `high` (2,)."""
    ws, vs = np.linspace(low, high, 61).T
    return Landscape(ws, vs, cost(np.meshgrid(ws, vs)), cost, gradient or (lambda p, _: 2 * p))


BOWL = land((-10, -5), (10, 5), cost, gradient)


def bowl_of(**more):
    return DescentBall(BOWL, (-8, 3), **{"rate": 0.3, "rates": (0.01, 10)} | more)


def parabola_of(**more):
    """J = w² + v² from (1, 0): a step changes w alone."""
    return DescentBall(land((-2.6, -2.6), (2.6, 2.6), lambda p: p[0] ** 2 + p[1] ** 2), (1, 0),
                       **{"rates": (0.01, 10)} | more)


@pytest.mark.parametrize("rule", [GradientDescent(0.3), Momentum(0.3, 0.8)], ids=["plain", "momentum"])
def test_the_path_is_the_optimizers(rule):
    ball = bowl_of(momentum=getattr(rule, "momentum", 0), steps=40)
    theta = np.array([-8.0, 3.0])
    for place, loss, slope in zip(ball.path, ball.losses, ball.slopes, strict=True):
        assert np.array_equal(place, theta) and loss == cost(theta) and np.array_equal(slope, gradient(theta))
        rule.step(theta, gradient(theta))
    assert len(ball.path) == 41 and np.array_equal(DescentBall(BOWL, rate=0.3, steps=30).path, BOWL.walk(0.3, 30))


def test_a_path_that_diverges_is_cut_and_no_number_is_infinite():
    ball = parabola_of(rate=5, steps=200)
    assert len(ball.path) < 10 and np.isfinite(ball.losses).all() and ball._state()["cut"]
    assert not parabola_of(rate=0.1, steps=200)._state()["cut"]
    with pytest.raises(ValueError, match="not finite"):
        DescentBall(land((-1, -1), (1, 1), cost, lambda p, _: 1 / p), (0, 0.5))


def test_the_sheets_of_a_relief_lie_on_each_other_and_each_covers_what_is_as_high():
    share = (BOWL.J - BOWL.J.min()) / np.ptp(BOWL.J)
    pile, covered = sheets(BOWL, 16), []
    for _, outline, height in pile:
        area = 0
        for part in outline.split("Z")[:-1]:
            x, y = np.array([[int(n) for n in corner.split()] for corner in part[1:].split("L")]).T
            area += (x * np.roll(y, -1) - y * np.roll(x, -1)).sum() / 2  # holes turn the other way
        covered.append(abs(area) / 1000**2)
        assert covered[-1] == pytest.approx((share >= height).mean(), abs=0.06)
    assert covered[0] == 1 and sorted(covered, reverse=True) == covered
    heights = [height for *_, height in pile]
    assert heights[0] == 0 and sorted(heights) == heights and heights[-1] < 1


def waves(**more):
    cost = lambda p: (np.square(p) / 20 - np.cos(p)).sum(axis=0)  # noqa: E731
    return DescentBall(land((-9, -9), (9, 9), cost, lambda p, _: p / 10 + np.sin(p)), (7, 0), rate=0.1, **more)


@pytest.mark.parametrize("ball, least", [
    (parabola_of(rates=(0.01, 3), steps=20), 1), (waves(rates=(0.1, 4), steps=60), 0.97),
    (bowl_of(rates=(0.03, 30), steps=40), 1)], ids=["parabola", "waves", "bowl"])
def test_the_map_says_of_each_pair_where_its_ball_is(ball, least):
    start, lowest = ball.path[0], ball.heights.min()
    found = np.array(ball._do_map(start.tolist())["arrivals"])
    middle, reach = ball.ranges.mean(1), 1.5 * np.ptp(ball.ranges, axis=1)
    true = np.zeros_like(found)
    for row, mu in enumerate(np.linspace(0, LARGEST, MOMENTA)):
        for column, eta in enumerate(np.geomspace(*ball.rates, RATES)):
            ball.steps += 1
            path, losses, _ = ball.roll(start, eta, mu)
            ball.steps -= 1
            high = np.flatnonzero(losses[: ball.steps + 1] > lowest + NEAR * (losses[0] - lowest))
            away = len(path) < ball.steps + 2 or (abs(path - middle) > reach).any()
            true[row, column] = AWAY if away else NOT_YET if high[-1] == ball.steps else high[-1] + 1
    assert (found == true).mean() >= least and len(np.unique(found)) > 10 and (found < 0).any()


def test_messages_are_done_and_answered(play):
    page = play(bowl_of())
    hello = page({"do": "hello", "to": "v 0"})
    assert hello["to"] == "v 0" and hello["steps"] == 60 and len(hello["sheets"]) > 10
    relief = np.array(hello["relief"])
    assert (relief.min(), relief.max()) == (0, 1) and relief.shape == (61, 61)
    answer = page({"do": "path", "start": [1, 2], "rate": 0.5, "momentum": 0.9})
    assert answer["path"] == page.widget.path.tolist() and answer["path"][0] == [1, 2]
