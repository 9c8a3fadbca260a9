"""The Playground in JupyterLab: what its controls do, and what it shows beside what Python computes."""

import json

import pytest

from helpers import Network

CELLS = [
    "import sys, json\nsys.path.insert(0, '..')\nfrom helpers.widgets import Playground",
    "playground = Playground(data='moons', widths=[4, 4])\nplayground",
    "network = playground.network\n"
    "print(json.dumps([repr(playground), playground.steps, playground.losses, network.theta.tolist()]))",
]


@pytest.fixture(scope="module")
def saved(lab):
    return lab.write_notebook("try_playground", CELLS)


def ask(notebook):
    """What Python has to say: repr, steps, losses and theta."""
    notebook.page.evaluate("window.jupyterapp.shell.currentWidget.content.activeCellIndex = 2")
    notebook.command("notebook:run-cell")
    return json.loads(notebook.cells()[2]["outputs"][0]["text"])


def test_turn_train_pause_compare(open_notebook, saved):
    notebook = open_notebook(saved)
    notebook.run_all()
    assert "image/png" in notebook.outputs()[0]["data"]
    page = notebook.page
    widget = page.locator(".course-playground")
    neurons, status = widget.locator(".pg-neuron"), widget.locator(".pg-status")
    status.filter(has_text="step 0").wait_for()
    assert neurons.count() == 2 + 4 + 4 + 1

    widget.get_by_role("slider", name="Depth").focus()  # by keyboard, which JupyterLab must leave alone
    page.keyboard.press("ArrowRight")
    widget.get_by_role("button", name="layer 3 neuron 4").wait_for()
    widget.get_by_role("button", name="Layer 2: one neuron more").click()
    widget.get_by_role("button", name="layer 2 neuron 5").wait_for()
    widget.get_by_role("combobox", name="Activation").select_option("relu")
    widget.get_by_role("combobox", name="Data").select_option("xor")
    widget.get_by_role("button", name="Train").click()
    page.wait_for_function("parseInt(document.querySelector('.pg-status').textContent.slice(5)) > 300")
    widget.get_by_role("button", name="Pause").click()
    page.locator(".course-playground[data-playing=false]").wait_for()
    shown = status.inner_text()
    page.wait_for_timeout(500)
    assert status.inner_text() == shown

    said, steps, losses, theta = ask(notebook)
    assert said == f"Playground(data='xor', widths=[4, 5, 4], activation='relu', steps={steps})"
    assert shown.startswith(f"step {steps} · training loss {losses[0]:.3f} · test loss {losses[1]:.3f}")
    network = Network([2, 4, 5, 4, 1], output="sigmoid")
    network.theta = theta
    widget.get_by_role("button", name="layer 1 neuron 2").focus()
    readout = widget.locator(".pg-readout").inner_text().replace("−", "-")
    assert f"bias {network.biases[0][1]:.3f}" in readout and f"{network.weights[0][1, 1]:.3f}" in readout
    notebook.shot("playground")
    notebook.check_accessibility(".course-playground")

    widget.get_by_role("button", name="layer 1 neuron 2").click()  # its numbers can be changed
    field = widget.get_by_role("spinbutton", name="from input x₂")
    field.fill("-1.5")
    field.press("Enter")
    page.wait_for_function("document.querySelector('.pg-code').textContent.includes('steps') === false")
    widget.get_by_label("A click adds").select_option("an orange point")
    widget.get_by_role("img", name="Map of the output").click(position={"x": 10, "y": 10})
    widget.get_by_text("points=[(").wait_for()
    said, _, losses, theta = ask(notebook)
    assert theta[2 * 1 + 1] == -1.5 and eval(said, {"Playground": dict})["points"][0][2] == 0
    assert f"training loss {losses[0]:.3f}" in status.inner_text()
    notebook.check_narrow(".course-playground")


CHOICES = {"Data": "gauss", "Activation": "sigmoid", "Learning rate": "0.03", "Optimizer": "rmsprop",
           "Batch size": "32", "L2 penalty": "0.001", "L1 penalty": "0.0001",
           "Speed": "single_steps", "Maps show": "gradient"}  # fmt: skip
KEYS = {"Noise": "ArrowRight", "Depth": "ArrowRight", "Width": "ArrowLeft", "Training share": "ArrowRight"}
TURNED = {"data": "gauss", "activation": "sigmoid", "learning_rate": 0.03, "optimizer": "rmsprop", "batch_size": 32,
          "l2": 0.001, "l1": 0.0001, "speed": "single_steps", "maps": "gradient", "noise": 0.2, "widths": [3, 3, 3],
          "train_share": 0.6, "seed": 7, "features": ["x1", "x2", "sin(x1)"], "two_colors": True,
          "show_test": True}  # fmt: skip


def test_every_control_is_heard_and_shown(open_notebook, lab):
    notebook = open_notebook(lab.write_notebook("try_playground_controls", CELLS))  # saved below, with its outputs
    notebook.run_all()
    page, widget = notebook.page, notebook.page.locator(".course-playground")
    page.locator(".pg-neuron").nth(10).wait_for()
    for name, value in CHOICES.items():
        widget.get_by_role("combobox", name=name).select_option(value)
    for name, key in KEYS.items():
        widget.get_by_role("slider", name=name, exact=True).press(key)
        page.wait_for_timeout(200)  # a width is that of all layers there are
    widget.get_by_label("Seed").fill("7")
    page.keyboard.press("Enter")
    for name in ("sin(x₁)", "Two colours only", "Show test points"):
        widget.get_by_role("checkbox", name=name).check()
    for _ in range(3):
        widget.get_by_role("button", name="Step").click()
    page.locator(".pg-status").filter(has_text="step 3 ·").wait_for()
    said, steps, losses, _ = ask(notebook)
    settings = eval(said, {"Playground": dict})
    assert settings == TURNED | {"steps": 3} and steps == 3
    assert widget.locator(".pg-code code").inner_text() == said
    fields = widget.locator(".pg-controls :is(select, input), .pg-ticks input[type=checkbox]")
    read = "all => all.map(one => one.type === 'checkbox' ? one.checked : one.value)"
    shown = fields.evaluate_all(read)
    assert f"training loss {losses[0]:.3f}" in page.locator(".pg-status").inner_text()
    notebook.command("docmanager:save")
    page.reload()  # another page is told all of it, too
    page.locator(".pg-status").filter(has_text="step 3 ·").wait_for(timeout=60_000)
    assert fields.evaluate_all(read) == shown
    widget.get_by_role("button", name="Reset").click()
    page.locator(".pg-status").filter(has_text="step 0 ·").wait_for()
    assert ask(notebook)[1] == 0


STEPS = "parseInt(document.querySelector('.pg-status').textContent.slice(5))"


def train(page):
    page.get_by_role("button", name="Train").first.click()
    page.wait_for_function(f"{STEPS} > 50")


def check_pause(notebook, views=1):
    """A click on Pause stops Python, and every view says where."""
    page = notebook.page
    page.get_by_role("button", name="Pause").first.click()
    page.wait_for_function(f"document.querySelectorAll('.course-playground[data-playing=false]').length === {views}")
    texts, steps = page.locator(".pg-status").all_inner_texts(), ask(notebook)[1]
    assert len(texts) == views and steps > 50 and all(text.startswith(f"step {steps} ·") for text in texts)


def test_two_views_a_page_loaded_again_and_a_cell_run_again(open_notebook, lab):
    notebook = open_notebook(lab.write_notebook("try_playground_twice", [*CELLS, "playground"]))
    notebook.run_all()
    page, status = notebook.page, notebook.page.locator(".pg-status")
    page.locator(".pg-neuron").nth(21).wait_for()
    train(page)
    check_pause(notebook, views=2)

    train(page)
    notebook.command("docmanager:save")
    page.reload()  # finds its Playground in the kernel again, still training
    page.wait_for_function(f"document.querySelectorAll('.pg-neuron').length === 22 && {STEPS} > 50", timeout=60_000)
    check_pause(notebook, views=2)

    train(page)
    notebook.run_cell(1)
    notebook.run_cell(3)
    page.wait_for_function("""[...document.querySelectorAll('.pg-status')].length === 2 &&
        [...document.querySelectorAll('.pg-status')].every(s => s.textContent.startsWith('step 0 ·'))""")
    page.wait_for_timeout(500)  # new ones at their start, and nothing of the old one trains on
    assert status.first.inner_text().startswith("step 0 ·") and ask(notebook)[1] == 0


def test_less_motion_for_those_who_ask_for_it(open_notebook, saved):
    notebook = open_notebook(saved)
    notebook.page.emulate_media(reduced_motion="reduce")
    notebook.run_all()
    notebook.page.locator(".pg-neuron").nth(10).wait_for()
    train(notebook.page)
    pictures = notebook.page.evaluate("""() => new Promise(done => {
        let count = 0;
        const observer = new MutationObserver(() => count++);
        observer.observe(document.querySelector(".pg-status"), { childList: true });
        setTimeout(() => { observer.disconnect(); done(count); }, 3000);
    })""")
    assert 3 <= pictures <= 15  # about four a second, in place of forty
    check_pause(notebook)


def test_interrupt_restart_and_a_dead_kernel(open_notebook, lab):
    notebook = open_notebook(lab.write_notebook("try_playground_kernel", [*CELLS, "import time; time.sleep(300)"]))
    for number in range(2):
        notebook.run_cell(number)
    page, waiting = notebook.page, notebook.page.locator(".pg-stale .pg-status").filter(has_text="run this cell again")
    page.locator(".pg-neuron").nth(10).wait_for()
    train(page)
    page.evaluate("""() => { window.jupyterapp.shell.currentWidget.content.activeCellIndex = 3;
        window.jupyterapp.commands.execute("notebook:run-cell"); }""")
    page.wait_for_timeout(500)
    notebook.command("notebook:interrupt-kernel")  # ends the cell that hangs; the Playground can be paused
    page.get_by_text("KeyboardInterrupt").first.wait_for()
    check_pause(notebook)

    train(page)
    notebook.command("notebook:interrupt-kernel")  # with no cell running it is the training that stops
    page.locator(".pg-note").filter(has_text="Interrupted: press Train to go on.").wait_for()
    page.locator(".course-playground[data-playing=false]").wait_for()
    train(page)
    check_pause(notebook)

    train(page)
    page.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
    waiting.wait_for()
    for number in range(2):
        notebook.run_cell(number)
    page.locator(".pg-status").filter(has_text="step 0 ·").wait_for()
    lab.stop_kernels()
    page.get_by_role("button", name="Step").click()  # at rest, too, it says so when asked for something
    waiting.wait_for()
