"""SlopeWires in JupyterLab: a wire is clicked, or reached by keys, and its factors meet."""

CELLS = [
    "import sys\nsys.path.insert(0, '..')\nfrom helpers import lecture\nfrom helpers.widgets import SlopeWires",
    "SlopeWires(lecture.network('sigmoid', 'squared_error'), [1, -1], [1, 0])",
]


def test_click_keys_and_all_at_once(run_cells):
    notebook = run_cells("try_wires", CELLS)
    page, widget = notebook.page, notebook.page.locator(".course-wires")
    formula = widget.locator(".sw-formula").first
    formula.wait_for()
    assert "image/png" in notebook.outputs()[0]["data"] and formula.inner_text() == "∂l/∂w¹₁₁ = 1.0000 · −0.0036 = ?"
    wire = lambda name: widget.get_by_role("button", name=f"Weight {name} =")  # noqa: E731
    wire("w³₁₁").click()
    widget.get_by_text("together the slope −0.0780").wait_for()
    assert formula.inner_text() == "∂l/∂w³₁₁ = 0.8635 · −0.0903 = −0.0780"
    frames = int(widget.get_attribute("data-frames"))
    page.keyboard.press("ArrowRight")  # which JupyterLab must leave alone
    widget.get_by_text("together the slope −0.0100").wait_for()
    assert int(widget.get_attribute("data-frames")) > frames + 3 and "Slopes known: 2 of 12" in widget.inner_text()
    page.emulate_media(reduced_motion="reduce")
    frames = int(widget.get_attribute("data-frames"))
    widget.get_by_role("button", name="All wires at once").click()
    widget.get_by_text("Slopes known: 12 of 12").wait_for()
    assert int(widget.get_attribute("data-frames")) == frames + 1
    assert widget.locator(".sw-slope").all_text_contents()[:2] == ["−0.0036", "0.0036"]
    notebook.check_accessibility(".course-wires")
    notebook.check_narrow(".course-wires")
    notebook.shot("wires")
