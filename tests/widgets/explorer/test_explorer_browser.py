"""The digits explorer in JupyterLab: what its controls do, and what it shows beside what Python computes."""

import re

import pytest

CELLS = [
    "import sys, json\nsys.path.insert(0, '..')\nfrom helpers import load_mnist\n"
    "from helpers.widgets import DigitsExplorer",
    "explorer = DigitsExplorer(*load_mnist(), widths=[16, 16])\nexplorer",
    "print(json.dumps([explorer.runs, explorer.network.sizes, explorer.training, explorer.number]))",
    "from IPython.display import display\ndisplay(explorer)",
]
RESTS, TRAINS = (f".course-explorer[data-training={state}]" for state in ("false", "true"))


@pytest.fixture
def opened(open_notebook, lab):
    notebook = open_notebook(lab.write_notebook("try_explorer", CELLS))
    notebook.run_cell(0)
    notebook.run_cell(1)
    notebook.page.locator(".pg-status").filter(has_text="not trained yet").wait_for()
    return notebook


def check_row(cells, run):
    """The table says what Python has; a tie such as 91.25 may be rounded either way."""
    widths, activation, epochs, digits, parameters, *numbers, seconds = run
    structure, right, *rest = cells
    assert structure == f"{'-'.join(map(str, widths))} {activation}"
    assert [float(n) for n in re.findall(r"[\d.]+", right)] == pytest.approx([100 * n for n in numbers], abs=0.0501)
    assert rest[:2] == [f"{parameters:,}", f"{digits:,} × {epochs} epochs"]
    assert float(rest[2]) == pytest.approx(seconds, abs=0.0501)


def test_turn_compare_remove(opened):
    page, widget = opened.page, opened.page.locator(".course-explorer")
    assert "image/png" in opened.outputs()[0]["data"]
    widget.get_by_role("button", name="▶ Train").click()
    widget.get_by_role("row").nth(1).wait_for()
    widget.get_by_role("slider", name="Hidden layers").focus()  # by keyboard, which JupyterLab must leave alone
    page.keyboard.press("ArrowRight")
    widget.get_by_role("spinbutton", name="Width of layer 3").wait_for()
    widget.get_by_role("row").nth(2).wait_for()
    widget.get_by_label("Activation").select_option("tanh")
    widget.get_by_role("row").nth(3).wait_for()
    widget.get_by_role("spinbutton", name="Width of layer 2").fill("20")
    page.keyboard.press("Enter")
    widget.get_by_role("row").nth(4).wait_for()

    runs, sizes, training, _ = opened.ask()
    assert not training and sizes == [784, 16, 20, 16, 10]
    assert [run[:2] for run in runs] == [[[16, 16], "relu"], [[16] * 3, "relu"], [[16] * 3, "tanh"],
                                         [[16, 20, 16], "tanh"]]
    for number, run in enumerate(runs, start=1):
        cells = widget.get_by_role("row").nth(number).locator("td").all_inner_texts()
        check_row(cells[:5], run)
    percents = cells[1].replace(" (", " of 10,000 unseen digits right (")
    assert percents in widget.locator(".pg-status").inner_text()
    assert widget.locator(".ex-ghost").count() == 6 and widget.locator(".ex-band").count() == 2
    opened.shot("explorer")
    opened.check_accessibility(".course-explorer")
    opened.check_narrow(".course-explorer")
    assert widget.get_by_role("row").nth(4).locator("td").all_inner_texts()[:5] == cells[:5]
    opened.check_accessibility(".course-explorer")
    page.set_viewport_size({"width": 1280, "height": 1000})

    widget.get_by_role("spinbutton", name="Width of layer 2").fill("1000")  # refused, and said
    page.keyboard.press("Enter")
    widget.get_by_text("a width is 1000; expected a whole number of at most 512").wait_for()
    page.wait_for_function("document.querySelector('.ex-layers input[aria-label$=\"2\"]').value === '20'")
    widget.get_by_role("button", name="Remove run 2").click()
    page.wait_for_function("document.querySelectorAll('.ex-table tbody tr').length === 3")
    assert len(opened.ask()[0]) == 3
    widget.get_by_role("button", name="Clear all").click()
    widget.get_by_role("table").wait_for(state="hidden")
    assert opened.ask()[0] == []


def test_all_stop_and_cancel(opened):
    page, widget = opened.page, opened.page.locator(".course-explorer")
    widget.get_by_role("button", name="Train on all 60,000").click()
    page.wait_for_function("document.querySelector('.course-explorer progress').value > 0.05")
    opened.check_accessibility(".course-explorer")
    widget.get_by_role("button", name="Stop").click()
    page.locator(RESTS).wait_for()
    stopped = widget.locator(".pg-status").inner_text()
    assert "stopped at epoch" in stopped
    assert opened.ask()[0] == [] and widget.locator(".pg-status").inner_text() == stopped

    widget.get_by_role("button", name="Train on all 60,000").click()
    page.locator(TRAINS).wait_for()
    widget.get_by_role("slider", name="Width of all").evaluate("""slider => {  // each that is sent cancels what trains
        for (let step = 0; step < 4; step++) {
            slider.stepDown();
            slider.dispatchEvent(new Event("input"));
        }
    }""")
    page.wait_for_function("document.querySelectorAll('.ex-table tbody tr').length === 1")
    page.locator(RESTS).wait_for()
    (run,), _, training, _ = opened.ask()
    assert not training and run[0] == [4, 4] and run[3] == 8000


def test_a_page_loaded_again(opened):
    page, widget = opened.page, opened.page.locator(".course-explorer")
    widget.get_by_role("slider", name="Hidden layers").press("ArrowRight")
    widget.get_by_label("Activation").select_option("tanh")
    widget.get_by_role("slider", name="Epochs").press("ArrowLeft")
    widget.get_by_role("cell", name="8,000 × 4 epochs").wait_for()  # the last turn's run
    page.locator(RESTS).wait_for()
    before = opened.ask()
    state = lambda: [  # noqa: E731
        *widget.locator(".pg-controls b").all_inner_texts(), *widget.locator("td, .pg-status, code").all_inner_texts(),
        *widget.locator("input, select").evaluate_all("all => all.map(one => one.value)"),
        *widget.locator(".ex-now").evaluate_all("all => all.map(one => one.getAttribute('points'))"),
    ]
    shown = state()
    assert "tanh" in shown and before[0][-1][:3] == [[16] * 3, "tanh", 4]
    opened.command("docmanager:save")
    opened.reload(page.locator(RESTS))
    assert state() == shown and opened.ask() == before

    widget.get_by_role("button", name="Train on all 60,000").click()
    page.wait_for_function("document.querySelector('.course-explorer progress').value > 0.05")
    opened.reload(page.locator(TRAINS))  # finds its explorer in the kernel again, still training
    page.wait_for_function("document.querySelector('.course-explorer progress')?.value > 0.05")
    page.locator(TRAINS).wait_for()
    so_far = page.evaluate("document.querySelector('.course-explorer progress').value")
    page.wait_for_function("so_far => document.querySelector('.course-explorer progress').value > so_far", arg=so_far)
    assert state()[:4] == shown[:4] and widget.get_by_role("row").count() == 1 + len(before[0])
    widget.get_by_role("button", name="Stop").click()
    page.locator(RESTS).wait_for()
    runs, _, training, number = opened.ask()
    assert runs == before[0] and not training and number == before[3] + 1


@pytest.mark.weekly  # the Playground stands for it
def test_two_views_rerun_reload_and_a_lost_kernel(opened):
    page = opened.page
    opened.run_cell(3)
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
    assert opened.ask()[2:] == [False, 0]

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
    page.get_by_text("Waiting for the kernel").first.wait_for()
