"""The digits explorer in Chromium: what its controls do, and what it shows beside what Python computes."""

import re

import pytest

from helpers import load_mnist
from helpers.widgets import DigitsExplorer

RESTS, TRAINS = (f".course-explorer[data-training={state}]" for state in ("false", "true"))
PROGRESS = "document.querySelector('.course-explorer progress').value"


@pytest.fixture(scope="module")
def mnist():
    return load_mnist()


@pytest.fixture
def opened(show, mnist):
    return show(DigitsExplorer(*mnist, widths=[16, 16]))


def check_row(cells, run):
    """The table says what Python has; a tie such as 91.25 may be rounded either way."""
    widths, activation, epochs, digits, parameters, *numbers, seconds = run
    structure, right, *rest = cells
    assert structure == f"{'-'.join(map(str, widths))} {activation}"
    assert [float(n) for n in re.findall(r"[\d.]+", right)] == pytest.approx([100 * n for n in numbers], abs=0.0501)
    assert rest[:2] == [f"{parameters:,}", f"{digits:,} × {epochs} epochs"]
    assert float(rest[2]) == pytest.approx(seconds, abs=0.0501)


def press(opened, name):
    opened.widget.first.get_by_role("button", name=name).click()


def rests(opened):
    """Wait until what has been asked for is trained."""
    opened.answered()
    opened.page.locator(RESTS).first.wait_for()


def turn(opened, label, value):
    """Write this into a field; the run that it asks for is trained."""
    field = opened.widget.get_by_role("spinbutton", name=label)
    field.fill(value)
    field.press("Enter")
    rests(opened)


def test_turn_compare_remove(opened):
    widget, explorer = opened.widget, opened.python
    press(opened, "▶ Train")
    rests(opened)
    widget.get_by_role("slider", name="Hidden layers").press("ArrowRight")
    rests(opened)
    widget.get_by_label("Activation").select_option("tanh")
    rests(opened)
    turn(opened, "Width of layer 2", "20")

    assert not explorer.training and explorer.network.sizes == [784, 16, 20, 16, 10]
    assert [run[:2] for run in explorer.runs] == [((16, 16), "relu"), ((16,) * 3, "relu"), ((16,) * 3, "tanh"),
                                                  ((16, 20, 16), "tanh")]
    rows = widget.locator("tbody tr")
    for row, run in zip(rows.all(), explorer.runs, strict=True):
        cells = row.locator("td").all_inner_texts()
        check_row(cells[:5], run)
    percents = cells[1].replace(" (", " of 10,000 unseen digits right (")
    assert percents in widget.locator(".pg-status").inner_text()
    assert widget.locator(".ex-ghost").count() == 6 and widget.locator(".ex-band").count() == 2
    opened.check_accessibility()
    opened.check_narrow()
    assert rows.nth(3).locator("td").all_inner_texts()[:5] == cells[:5]
    opened.check_accessibility()

    turn(opened, "Width of layer 2", "1000")  # refused, and said
    assert widget.get_by_text("a width is 1000; expected a whole number of at most 512").is_visible()
    assert widget.get_by_role("spinbutton", name="Width of layer 2").input_value() == "20"
    press(opened, "Remove run 2")
    rests(opened)
    assert rows.count() == len(explorer.runs) == 3
    press(opened, "Clear all")
    rests(opened)
    assert not widget.get_by_role("table").is_visible() and explorer.runs == []


def test_all_stop_and_cancel(opened):
    page, widget, explorer = opened.page, opened.widget, opened.python
    press(opened, "Train on all 60,000")
    page.wait_for_function(f"{PROGRESS} > 0.05")
    assert widget.get_by_role("slider", name="Training digits").get_attribute("aria-valuetext") == "60,000"
    press(opened, "Stop")
    rests(opened)
    assert "stopped at epoch" in widget.locator(".pg-status").inner_text() and explorer.runs == []

    press(opened, "Train on all 60,000")
    page.locator(TRAINS).wait_for()
    widget.get_by_role("slider", name="Width of all").evaluate("""slider => {  // each that is sent cancels what trains
        for (let step = 0; step < 4; step++) {
            slider.stepDown();
            slider.dispatchEvent(new Event("input"));
        }
    }""")
    rests(opened)
    (run,) = explorer.runs
    assert widget.locator("tbody tr").count() == 1 and run[0] == (4, 4) and run[3] == 8000


def test_a_second_view_shows_what_the_first_one_does(opened):
    page, widget, explorer = opened.page, opened.widget, opened.python
    widget.get_by_role("slider", name="Hidden layers").press("ArrowRight")
    widget.get_by_label("Activation").select_option("tanh")
    widget.get_by_role("slider", name="Epochs").press("ArrowLeft")
    rests(opened)
    assert explorer.runs[-1][:3] == ((16,) * 3, "tanh", 4)
    page.evaluate("view()")
    opened.answered()
    shown = lambda view: [  # noqa: E731
        *view.locator(".pg-controls b").all_inner_texts(), *view.locator("td, .pg-status, code").all_inner_texts(),
        *view.locator("input, select").evaluate_all("all => all.map(one => one.value)"),
        *view.locator(".ex-now").evaluate_all("all => all.map(one => one.getAttribute('points'))"),
    ]
    first, second = widget.all()
    assert shown(first) == shown(second) and "tanh" in shown(first)
    press(opened, "Train on all 60,000")
    for view in (first, second):
        view.and_(page.locator(TRAINS)).wait_for()
    page.wait_for_function("[...document.querySelectorAll('.course-explorer progress')].every(one => one.value > 0.05)")
    opened.check_accessibility()
    second.get_by_role("button", name="Stop").click()
    rests(opened)
    assert shown(first) == shown(second) and explorer.runs[-1][2] == 4


CELLS = [
    "import sys, json\nsys.path.insert(0, '..')\nfrom helpers import load_mnist\n"
    "from helpers.widgets import DigitsExplorer",
    "explorer = DigitsExplorer(*load_mnist(), widths=[16, 16])\nexplorer",
    "print(json.dumps([explorer.training, explorer.number]))",
    "from IPython.display import display\ndisplay(explorer)",
]


@pytest.mark.weekly  # the Playground stands for it
def test_two_views_rerun_reload_and_a_lost_kernel(open_notebook, lab):
    opened = open_notebook(lab.write_notebook("try_explorer", CELLS))
    page = opened.page
    for number in (0, 1, 3):
        opened.run_cell(number)
    page.locator(".course-explorer").nth(1).wait_for()
    page.get_by_role("button", name="▶ Train").nth(1).click()
    page.wait_for_function("document.querySelectorAll('.ex-table tbody tr').length === 2")  # one in each view
    first, second = page.locator(".pg-status").all_inner_texts()
    assert first == second and "unseen digits right" in first

    page.get_by_role("button", name="Train on all").first.click()
    page.locator(TRAINS).first.wait_for()
    opened.run_cell(1)  # the old explorer's view is gone: with the other closed too, nothing may train on
    opened.run_cell(3)
    page.wait_for_function("""[...document.querySelectorAll('.pg-status')].length === 2 &&
        [...document.querySelectorAll('.pg-status')].every(s => s.textContent.includes('not trained yet'))""")
    assert opened.ask() == [False, 0]

    page.get_by_role("slider", name="Epochs").first.press("End")
    page.get_by_text("epochs=20").first.wait_for()
    page.get_by_role("slider", name="Width of all").first.press("End")  # minutes of training, to be interrupted
    page.get_by_text("784, 512, 512, 10").first.wait_for()
    on_all = page.locator(f"{TRAINS} .pg-code code").filter(has_not_text="8000").first
    page.get_by_role("button", name="Train on all").first.click()
    on_all.wait_for()
    opened.command("notebook:interrupt-kernel")  # with no cell running it is the training that stops
    page.get_by_text("Interrupted: press Train for a new run.").first.wait_for()
    page.wait_for_function(f"document.querySelectorAll('{RESTS}').length === 2")

    page.get_by_role("button", name="Train on all").first.click()
    on_all.wait_for()
    opened.lab.stop_kernels()  # which interrupts them first: it may rest, and then says so when asked for something
    page.locator(".pg-play").first.click()
    page.get_by_text("No answer from the kernel").first.wait_for()
