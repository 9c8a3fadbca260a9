"""MatrixProduct in Chromium: an entry is pointed at, worked out, added up."""

from helpers.widgets import MatrixProduct


def test_point_guess_and_add(show):
    opened = show(MatrixProduct([[1, -1], [2, 1], [0, -1]], [[1, -2], [-1, 1]], [1, 0]))
    page, widget = opened.page, opened.widget
    formula, said = widget.locator(".mp-formula"), widget.locator(".st-said")
    assert formula.inner_text() == "1 · 1 + (−1) · (−2) + 1 = ?"
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
    page.keyboard.press("ArrowDown")
    assert formula.inner_text() == "2 · (−1) + 1 · 1 + 0 = ?"
    assert widget.locator(".mp-lit .mp-number").all_text_contents() == ["2", "1", "−1", "1", "0", "?"]
    network = widget.locator(".sn-network")
    weights = network.locator(".st-text").all_text_contents()
    assert network.locator(".sn-ball.sn-lit").all_text_contents() == ["2", "1", "?"]
    assert weights == ["−1", "1", "b = 0"] and network.locator(".sn-wire.sn-lit").count() == 2
    frames = opened.frames()
    page.keyboard.press("Enter")
    widget.get_by_role("button", name="Z, row 2, column 2: −1").wait_for()
    assert formula.inner_text().endswith("= −1") and opened.frames() > frames + 3
    assert network.locator(".sn-ball.sn-lit").all_text_contents() == ["2", "1", "−1"]
    assert network.locator(".mp-now").all_text_contents() == ["b = 0"]  # came last, as in the block b
    entry(3, 1).hover()
    assert formula.inner_text() == "0 · 1 + (−1) · (−2) + 1 = ?"
    page.emulate_media(reduced_motion="reduce")
    entry(3, 1).click()
    widget.get_by_role("button", name="Z, row 3, column 1: 3").wait_for()
    widget.get_by_label("Inputs").fill("6")
    assert widget.locator(".mp-z").all_text_contents() == ["?"] * 6
    assert widget.locator(".sn-wire").count() == 6 * 2
    opened.check_narrow()
