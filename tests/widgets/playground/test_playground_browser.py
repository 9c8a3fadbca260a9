"""The Playground in JupyterLab: what its controls do, and what it shows beside what Python computes."""

import json

import pytest

from helpers import Network
from helpers.widgets.playground_controls import CONTROLS

CELLS = [
    "import sys, json\nsys.path.insert(0, '..')\nfrom helpers.widgets import Playground",
    "playground = Playground(data='moons', widths=[4, 4])\nplayground",
    "network = playground.network\n"
    "print(json.dumps([repr(playground), playground.steps, playground.losses, network.theta.tolist()]))",
]


def test_turn_train_pause_compare(run_cells):
    notebook = run_cells("try_playground", CELLS)
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
    train(page)
    widget.get_by_role("button", name="Pause").click()
    page.locator(".course-playground[data-playing=false]").wait_for()
    shown = status.inner_text()
    said, steps, losses, theta = notebook.ask()
    assert status.inner_text() == shown
    assert said == f"Playground(data='xor', widths=[4, 5, 4], activation='relu', steps={steps})"
    assert shown.startswith(f"step {steps} · training loss {losses[0]:.3f} · test loss {losses[1]:.3f}")
    network = Network([2, 4, 5, 4, 1], output="sigmoid")
    network.theta = theta
    widget.get_by_role("button", name="layer 1 neuron 2").focus()
    readout = widget.locator(".pg-readout").inner_text().replace("−", "-")
    assert f"bias {network.biases[0][1]:.3f}" in readout and f"{network.weights[0][1, 1]:.3f}" in readout
    key = widget.locator(".pg-key")
    assert key.inner_text().split() == ["class", "0", "class", "1", "output", "0", "1"]
    notebook.shot("playground")
    notebook.check_accessibility(".course-playground")
    widget.get_by_label("Show test points").check()
    key.get_by_text("dark edge: test point").wait_for()

    widget.get_by_role("button", name="layer 1 neuron 2").click()  # its numbers can be changed
    field = widget.get_by_role("spinbutton", name="from input x₂")
    field.fill("-1.23456")
    field.press("Enter")
    page.wait_for_function("document.querySelector('.pg-code').textContent.includes('steps') === false")
    assert field.input_value() == "-1.23456"  # what was typed stays, though others show three decimals
    widget.get_by_label("A click adds").select_option("an orange point")
    widget.get_by_role("img", name="Map of the output").click(position={"x": 10, "y": 10})
    widget.get_by_text("points=[(").wait_for()
    said, _, losses, theta = notebook.ask()
    assert theta[2 * 1 + 1] == pytest.approx(-1.23456) and eval(said, {"Playground": dict})["points"][0][2] == 0
    assert f"training loss {losses[0]:.3f}" in status.inner_text()
    notebook.check_narrow(".course-playground")


def test_training_stops_where_it_is_told_and_can_be_walked_back(run_cells):
    notebook = run_cells("try_playground_time", CELLS)
    page, widget = notebook.page, notebook.page.locator(".course-playground")
    status, bar = widget.locator(".pg-status"), widget.get_by_role("slider", name="Walk through the training")
    status.filter(has_text="step 0 ·").wait_for()
    assert bar.is_disabled()
    widget.get_by_label("stop at step").fill("20")
    page.keyboard.press("Enter")  # takes the number, as in every field
    assert notebook.ask()[1] == 0
    widget.get_by_role("button", name="Train").click()
    status.filter(has_text="step 20 ·").wait_for()
    page.locator(".course-playground[data-playing=false]").wait_for()
    last, theta, map_ = status.inner_text(), notebook.ask()[3], "canvas => canvas.toDataURL()"
    seen = widget.locator(".pg-map canvas").evaluate(map_)
    bar.press("ArrowLeft")  # what JupyterLab must leave alone
    status.filter(has_text="step 19 ·").wait_for()
    bar.press("Home")
    status.filter(has_text="step 0 ·").wait_for()
    assert bar.get_attribute("aria-valuetext") == "step 0 of 20"
    assert widget.locator(".pg-map canvas").evaluate(map_) != seen
    assert notebook.ask()[3] == theta  # to look back changes nothing
    notebook.check_accessibility(".course-playground")
    bar.press("End")
    status.filter(has_text=last).wait_for()
    assert widget.locator(".pg-map canvas").evaluate(map_) == seen
    bar.press("PageDown")
    widget.get_by_role("button", name="Step", exact=True).click()  # goes on from the end, and shows it
    status.filter(has_text="step 21 ·").wait_for()
    assert bar.get_attribute("aria-valuetext") == "step 21 of 21"


CHOICES = {"Data": "gauss", "Activation": "sigmoid", "Learning rate": "0.03", "Optimizer": "rmsprop",
           "Batch size": "32", "L2 penalty": "0.001", "L1 penalty": "0.0001",
           "Speed": "single_steps", "Maps show": "gradient"}
TURN = '''all => {
    all.forEach((slider, k) => {
        slider.value = Number(slider.value) + [1, -1][k];
        slider.dispatchEvent(new Event("input"));
    });
}'''
KEYS = {"Noise": ("ArrowRight", "noise=0.2"), "Depth": ("ArrowRight", "widths=[4, 4, 4]"),
        "Width": ("ArrowLeft", "widths=[3, 3, 3]"), "Training share": ("ArrowRight", "train_share=0.6")}
TURNED = {"data": "gauss", "activation": "sigmoid", "learning_rate": 0.03, "optimizer": "rmsprop", "batch_size": 32,
          "l2": 0.001, "l1": 0.0001, "speed": "single_steps", "maps": "gradient", "noise": 0.2, "widths": [2, 2, 2, 2],
          "train_share": 0.6, "seed": 7, "features": ["x1", "x2", "sin(x1)"], "two_colors": True,
          "show_test": True}


def test_every_control_is_heard_and_shown(run_cells):
    notebook = run_cells("try_playground_controls", CELLS)  # saved below, with its outputs
    page, widget = notebook.page, notebook.page.locator(".course-playground")
    page.locator(".pg-neuron").nth(10).wait_for()
    for name, value in CHOICES.items():
        widget.get_by_role("combobox", name=name).select_option(value)
    for name, (key, code) in KEYS.items():
        widget.get_by_role("slider", name=name, exact=True).press(key)
        widget.locator(".pg-code code").filter(has_text=code).wait_for()
    widget.locator("[data-control=depth] input, [data-control=width] input").evaluate_all(TURN)  # before any answer
    widget.locator(".pg-code code").filter(has_text="widths=[2, 2, 2, 2]").wait_for()  # the width is that of all layers
    widget.get_by_label("Seed").fill("12345")  # refused, and said
    page.keyboard.press("Enter")
    widget.get_by_text("seed is 12345; expected a whole number of at most 9999").wait_for()
    page.wait_for_function("document.querySelector('[data-control=seed] input').value === '0'")
    widget.get_by_label("Seed").fill("7")
    page.keyboard.press("Enter")
    for name in ("sin(x₁)", "Two colours only", "Show test points"):
        widget.get_by_role("checkbox", name=name).check()
    for _ in range(3):
        widget.get_by_role("button", name="Step", exact=True).click()
    page.locator(".pg-status").filter(has_text="step 3 ·").wait_for()
    said, steps, losses, _ = notebook.ask()
    settings = eval(said, {"Playground": dict})
    assert settings == TURNED | {"steps": 3} and steps == 3
    assert widget.locator(".pg-code code").inner_text() == said
    fields = widget.locator(".pg-controls :is(select, input), .pg-ticks input[type=checkbox]")
    read = "all => all.map(one => one.type === 'checkbox' ? one.checked : one.value)"
    shown = fields.evaluate_all(read)
    assert f"training loss {losses[0]:.3f}" in page.locator(".pg-status").inner_text()
    notebook.command("docmanager:save")
    notebook.reload(page.locator(".pg-status").filter(has_text="step 3 ·"))  # another page is told all of it, too
    assert fields.evaluate_all(read) == shown
    widget.get_by_role("button", name="Reset").click()
    page.locator(".pg-status").filter(has_text="step 0 ·").wait_for()
    assert notebook.ask()[1] == 0


STEPS = "parseInt(document.querySelector('.pg-status').textContent.slice(5))"


def train(page):
    page.get_by_role("button", name="Train").first.click()
    page.wait_for_function(f"{STEPS} > 50 && document.querySelector('.course-playground[data-playing=true]')")


def check_pause(notebook, views=1):
    """A click on Pause stops Python, and every view says where."""
    page = notebook.page
    page.get_by_role("button", name="Pause").first.click()
    page.wait_for_function(f"document.querySelectorAll('.course-playground[data-playing=false]').length === {views}")
    texts, steps = page.locator(".pg-status").all_inner_texts(), notebook.ask()[1]
    assert len(texts) == views and steps > 50 and all(text.startswith(f"step {steps} ·") for text in texts)


def test_two_views_a_page_loaded_again_and_a_cell_run_again(run_cells):
    notebook = run_cells("try_playground_twice", [*CELLS, "playground"])
    page, status = notebook.page, notebook.page.locator(".pg-status")
    page.locator(".pg-neuron").nth(21).wait_for()
    train(page)
    check_pause(notebook, views=2)

    train(page)
    notebook.command("docmanager:save")
    notebook.reload(page.locator(".pg-neuron").nth(21))  # finds its Playground in the kernel again, still training
    page.wait_for_function(f"document.querySelectorAll('.pg-neuron').length === 22 && {STEPS} > 50")
    check_pause(notebook, views=2)

    train(page)
    notebook.run_cell(1)
    notebook.run_cell(3)
    page.wait_for_function("""[...document.querySelectorAll('.pg-status')].length === 2 &&
        [...document.querySelectorAll('.pg-status')].every(s => s.textContent.startsWith('step 0 ·'))""")
    assert notebook.ask()[1] == 0  # new ones at their start, and nothing of the old one trains on
    assert status.first.inner_text().startswith("step 0 ·")


LISTENING = """ahead, run = [], playground._do_run
def listen(until):
    ahead.append(until - playground.sent)
    return run(until)
playground._do_run = listen"""


def test_less_motion_for_those_who_ask_for_it(open_notebook, lab):
    cells = [*CELLS, LISTENING, "print(json.dumps(ahead))"]
    notebook = open_notebook(lab.write_notebook("try_playground_calm", cells))
    notebook.page.emulate_media(reduced_motion="reduce")
    for number in (0, 1, 3):
        notebook.run_cell(number)
    notebook.page.locator(".pg-neuron").nth(10).wait_for()
    train(notebook.page)
    notebook.page.wait_for_timeout(2000)  # in which others would ask for several at a time
    check_pause(notebook)
    notebook.run_cell(4)
    ahead = json.loads(notebook.cells()[4]["outputs"][0]["text"])
    assert max(ahead) == 1  # one picture, when the one before has been seen; and the timer asks four times a second


HANGS = "import time\nprint('it', 'hangs', flush=True)\ntime.sleep(600)"


def test_interrupt_restart_and_a_dead_kernel(open_notebook, lab):
    notebook = open_notebook(lab.write_notebook("try_playground_kernel", [*CELLS, HANGS]))
    for number in range(2):
        notebook.run_cell(number)
    page, waiting = notebook.page, notebook.page.locator(".pg-stale .pg-status").filter(has_text="run this cell again")
    page.locator(".pg-neuron").nth(10).wait_for()
    train(page)
    page.evaluate("""() => { window.jupyterapp.shell.currentWidget.content.activeCellIndex = 3;
        window.jupyterapp.commands.execute("notebook:run-cell"); }""")
    page.get_by_text("it hangs").wait_for()
    notebook.command("notebook:interrupt-kernel")  # ends the cell that hangs; the Playground can be paused
    page.get_by_text("KeyboardInterrupt").first.wait_for()
    check_pause(notebook)

    train(page)
    note = page.locator(".pg-note").filter(has_text="Interrupted: press Train to go on.")
    for _ in range(100):  # with no cell running it is the training that stops; between two pictures there is nothing to
        notebook.command("notebook:interrupt-kernel")
        page.wait_for_timeout(300)
        if note.is_visible():
            break
    note.wait_for()
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
    page.get_by_role("button", name="Step", exact=True).click()  # at rest, too, it says so when asked for something
    waiting.wait_for()


SHORT = [
    CELLS[0],
    "reached = []\nplayground = Playground(show=['depth', 'width'], widths=[2, 2], challenge='circles', "
    "on_reached=reached.append)\nplayground",
    "print(json.dumps([playground.best, reached, playground.history]))",
]
NAMES = "all => all.filter(one => one.offsetParent).map(one => one.dataset.control)"
INK = "[...document.querySelectorAll('.pg-chart polyline')].map(line => getComputedStyle(line).stroke.match(/\\d+/)[0])"


THEME = """async theme => {
    const { commands } = window.jupyterapp, other = document.body.dataset.jpThemeName !== theme;
    if (other) await commands.execute("apputils:change-theme", { theme });
}"""


def check_theme(page, name, ink):
    """In JupyterLab's theme, which another test may have left as it liked, every curve has this ink: dark or light."""
    page.locator("#jupyterlab-splash").wait_for(state="detached")  # JupyterLab's own: two at a time end in an error
    page.evaluate(THEME, f"JupyterLab {name}")
    page.locator(f"body[data-jp-theme-name='JupyterLab {name}']").wait_for(state="attached")
    page.wait_for_function(f"{INK}.length === 2 && {INK}.every(red => {ink})")


def test_the_short_form_and_its_challenge(run_cells):
    notebook = run_cells("try_playground_short", SHORT)
    page, widget = notebook.page, notebook.page.locator(".course-playground")
    page.locator(".pg-neuron").nth(6).wait_for()
    controls = widget.locator("[data-control]")
    assert controls.evaluate_all(NAMES) == ["depth", "width"]
    assert widget.evaluate("e => e.offsetHeight") <= 620  # network, spaces, map, curves and their time together
    goal, form = widget.locator(".pg-goal"), widget.get_by_role("button", name="All controls")
    goal.filter(has_text="Get 95 % of the circles right").filter(has_text="Hidden neurons: 4.").wait_for()
    notebook.check_accessibility(".course-playground")

    widget.get_by_role("slider", name="Width").press("ArrowRight")
    goal.filter(has_text="Hidden neurons: 6.").wait_for()
    widget.get_by_role("button", name="Train").click()
    page.locator(".pg-reached").filter(has_text="6 hidden neurons. Fewest so far: 6.").wait_for()
    widget.get_by_role("button", name="Pause").click()
    page.locator(".course-playground[data-playing=false]").wait_for()
    best, reached, history = notebook.ask()
    assert best == 6 and reached == [6]
    points = widget.locator(".pg-chart polyline").evaluate_all("all => all.map(one => one.points.length)")
    assert points == [len(history)] * 2

    check_theme(page, "Light", "red < 100")
    check_theme(page, "Dark", "red > 155")  # at rest, too: never black on black
    notebook.check_accessibility(".course-playground")
    notebook.shot("playground_dark")
    form.click()
    assert sorted(controls.evaluate_all(NAMES)) == sorted(CONTROLS)
    assert widget.locator(".pg-code").is_visible()
    notebook.check_accessibility(".course-playground")
    widget.get_by_role("combobox", name="Data").select_option("moons")
    goal.filter(has_text="The challenge counts only with Data set to circles.").wait_for()
    widget.get_by_role("button", name="Fewer controls").click()
    assert controls.evaluate_all(NAMES) == ["depth", "width"]
    notebook.check_narrow(".course-playground")
    check_theme(page, "Light", "red < 100")


def test_an_empty_map_and_points_of_ones_own(run_cells):
    cells = [CELLS[0], "playground = Playground(show=['data'], widths=[2])\nplayground", CELLS[2]]
    notebook = run_cells("try_playground_empty", cells)
    page, widget = notebook.page, notebook.page.locator(".course-playground")
    page.locator(".pg-neuron").nth(4).wait_for()
    missing, status = widget.get_by_text("There are no points to learn from yet"), widget.locator(".pg-status")
    assert not missing.is_visible()
    widget.get_by_role("combobox", name="Data").select_option("none")
    for name in ("Train", "Step", "Reset", "Clear my points"):
        missing.wait_for()
        widget.get_by_role("button", name=name).click()
    plane = widget.get_by_role("img", name="Map of the output")
    plane.click(position={"x": 60, "y": 60})  # a blue point, as the menu says
    missing.wait_for(state="hidden")
    widget.get_by_label("A click adds").select_option("an orange point")
    widget.get_by_label("x₁ of my point").fill("2")
    widget.get_by_role("button", name="Add", exact=True).click()
    page.wait_for_function("document.querySelector('.pg-code').textContent.includes('(2.0, 0.0, 0)')")
    widget.get_by_role("button", name="Step", exact=True).click()
    status.filter(has_text="step 1 ·").wait_for()
    said, steps, (loss, test), _ = notebook.ask()
    assert steps == 1 and test is None and [point[2] for point in eval(said, {"Playground": dict})["points"]] == [1, 0]
    assert f"training loss {loss:.3f} · test loss –" in status.inner_text()
    widget.get_by_role("button", name="Clear my points").click()
    missing.wait_for()
    notebook.check_accessibility(".course-playground")


FAULTS = [*CELLS[:2],
          "playground.send({'do': 'picture', 'number': 10**6, 'settings': playground.settings}, [b''] * 5)",
          "def broken(): raise RuntimeError('the gradient is lost')\nplayground._gradient = broken",
          "del playground._gradient"]


def test_no_error_leaves_the_page_silent(open_notebook, lab):
    notebook = open_notebook(lab.write_notebook("try_playground_faults", FAULTS))
    for number in range(2):
        notebook.run_cell(number)
    page, widget = notebook.page, notebook.page.locator(".course-playground")
    page.locator(".pg-neuron").nth(10).wait_for()
    notebook.run_cell(3)
    widget.get_by_role("button", name="Train").click()
    widget.get_by_text("error of its own: RuntimeError: the gradient is lost").wait_for()
    assert widget.get_by_role("button", name="Train").is_visible()
    notebook.run_cell(4)
    widget.get_by_role("button", name="Reset").click()
    page.wait_for_function("document.querySelector('.pg-note').textContent === ''")
    train(page)
    notebook.run_cell(2)
    widget.get_by_text("The page has stopped at an error").wait_for()
    assert all("does not fit" in error for error in notebook.errors)  # for those who look into the console, too
    notebook.errors.clear()
