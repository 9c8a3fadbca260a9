"""LayerFlow in Chromium: the points flow, and a line is put between them."""

import numpy as np

from helpers import Network
from helpers.widgets import LayerFlow


def test_flow_and_pull(show):
    X = np.random.default_rng(0).uniform(-2, 2, (60, 2))
    networks = [Network([2, 2, 2, 1], "tanh", "sigmoid", seed=k) for k in range(4)]
    opened = show(LayerFlow(networks, X, (X[:, 1] > 0).astype(int), every=20))
    page, widget = opened.page, opened.widget
    assert "The input: the points as they are." in widget.inner_text()
    lit, wires = widget.locator(".sn-ball.sn-lit"), widget.locator(".sn-wire")
    assert lit.all_text_contents() == ["x", "x"] and wires.count() == 4 + 4 + 2
    layers = widget.get_by_role("slider", name="Through the layers")
    curve = widget.locator(".lf-own").first  # the network's own line, before the last layer
    layers.fill("2")
    assert not curve.get_attribute("d")  # not before it is met
    for station, letter, through in [(1, "z", [0, 1, 2, 3]), (2, "a", []), (3, "z", [4, 5, 6, 7]), (4, "a", [8, 9])]:
        layers.fill(str(station))
        at = wires.evaluate_all("all => all.flatMap((wire, k) => wire.matches('.sn-lit') ? [k] : [])")
        assert (lit.all_text_contents(), at) == ([letter, letter], through)
    assert not curve.get_attribute("d")  # where it is a straight line
    layers.fill("0")
    assert curve.get_attribute("d").count("L") > 100
    before = widget.locator(".lf-score").inner_text()
    for _ in range(3):
        widget.get_by_role("slider", name="One end of your line").press("Shift+ArrowUp")
    assert widget.locator(".lf-score").inner_text() != before and "of 60 points" in before

    points, frames = widget.locator(".lf-circle").get_attribute("d"), opened.frames()
    widget.get_by_role("button", name="Play the layers").click()
    widget.get_by_text("the network's dashed one").wait_for()
    assert widget.locator(".lf-circle").get_attribute("d") != points and opened.frames() > frames + 4
    page.emulate_media(reduced_motion="reduce")
    frames = opened.frames()
    play = widget.get_by_role("button", name="Play the training")
    play.click()
    play.and_(page.locator("[aria-pressed=false]")).wait_for()
    assert opened.frames() == frames + 1
    opened.check_accessibility()
