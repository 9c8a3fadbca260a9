"""LayerFlow in JupyterLab: the points flow, and a line is put between them."""

CELLS = [
    "import sys\nsys.path.insert(0, '..')\nimport numpy as np\nfrom helpers import Network\n"
    "from helpers.widgets import LayerFlow",
    "X = np.random.default_rng(0).uniform(-2, 2, (60, 2))\n"
    "nets = [Network([2, 2, 2, 1], 'tanh', 'sigmoid', seed=k) for k in range(4)]\n"
    "LayerFlow(nets, X, (X[:, 1] > 0).astype(int), every=20)",
]


def test_flow_pull_and_narrow(run_cells):
    notebook = run_cells("try_flow", CELLS)
    page, widget = notebook.page, notebook.page.locator(".course-flow")
    widget.get_by_text("The input: the points as they are.").wait_for()
    assert "image/png" in notebook.outputs()[0]["data"]
    end = widget.get_by_role("slider", name="One end of your line")
    end.focus()
    before = widget.locator(".lf-score").inner_text()
    for _ in range(3):
        page.keyboard.press("Shift+ArrowUp")
    assert widget.locator(".lf-score").inner_text() != before and "of 60 points" in before

    points, frames = widget.locator(".lf-circle").get_attribute("d"), int(widget.get_attribute("data-frames") or 0)
    widget.get_by_role("button", name="Play the layers").click()
    widget.get_by_text("the network's dashed one").wait_for()
    assert widget.locator(".lf-circle").get_attribute("d") != points
    assert int(widget.get_attribute("data-frames")) > frames + 4
    page.emulate_media(reduced_motion="reduce")
    frames = int(widget.get_attribute("data-frames"))
    play = widget.get_by_role("button", name="Play the training")
    play.click()
    play.and_(page.locator("[aria-pressed=false]")).wait_for()
    assert int(widget.get_attribute("data-frames")) == frames + 1
    notebook.check_accessibility(".course-flow")
    notebook.check_narrow(".course-flow")
    notebook.shot("flow")
