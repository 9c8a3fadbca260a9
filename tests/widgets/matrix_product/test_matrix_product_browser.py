"""MatrixProduct in JupyterLab: an entry is pointed at, worked out, added up."""

CELLS = [
    "import sys\nsys.path.insert(0, '..')\nfrom helpers.widgets import MatrixProduct",
    "MatrixProduct([[1, -1], [2, 1], [0, -1]], [[1, -2], [-1, 1]], [1, 0])",
]


def test_point_guess_and_add(run_cells):
    notebook = run_cells("try_product", CELLS)
    page, widget = notebook.page, notebook.page.locator(".course-product")
    formula, said = widget.locator(".mp-formula"), widget.locator(".st-said")
    formula.wait_for()
    assert "image/png" in notebook.outputs()[0]["data"] and formula.inner_text() == "1 · 1 + (−1) · (−2) + 1 = ?"
    number = widget.get_by_label("Your number")
    for guess, answer in [("3", "The bias comes on top"), ("5", "Not 5"), ("4", "4 is right")]:
        number.fill(guess)
        number.press("Enter")
        assert answer in said.inner_text()
    assert formula.inner_text().endswith("= 4")
    number.fill("7")
    widget.get_by_role("button", name="Add up").click()  # judges what is written, too
    assert "Not 7" in said.inner_text()

    entry = lambda row, column: widget.get_by_role("button", name=f"Z, row {row}, column {column}:")  # noqa: E731
    entry(1, 1).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")  # which JupyterLab must leave alone
    assert formula.inner_text() == "2 · (−1) + 1 · 1 + 0 = ?"
    assert widget.locator(".mp-lit .mp-number").all_text_contents() == ["2", "1", "−1", "1", "0", "?"]
    frames = int(widget.get_attribute("data-frames") or 0)
    page.keyboard.press("Enter")
    widget.get_by_role("button", name="Z, row 2, column 2: −1").wait_for()
    assert formula.inner_text().endswith("= −1") and int(widget.get_attribute("data-frames")) > frames + 3
    entry(3, 1).hover()
    assert formula.inner_text() == "0 · 1 + (−1) · (−2) + 1 = ?"
    page.emulate_media(reduced_motion="reduce")
    entry(3, 1).click()
    widget.get_by_role("button", name="Z, row 3, column 1: 3").wait_for()
    widget.get_by_label("Inputs").fill("6")
    assert widget.locator(".mp-z").all_text_contents() == ["?"] * 6
    notebook.check_accessibility(".course-product")
    notebook.check_narrow(".course-product")
    notebook.shot("product")
