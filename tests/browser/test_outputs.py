"""What stands in JupyterLab outside the widgets: replies to an exercise, pictures, a training; narrow, too."""

from helpers.exercises.exercise import EXERCISES

EXERCISE = EXERCISES["01.1"]
NAME = EXERCISE.reference.__name__
MISTAKE, SLIP = next(iter(EXERCISE.mistakes.values()))
HANGS = f"def loop{EXERCISE.blank.splitlines()[0].partition(NAME)[2]}\n    while True: pass"
CELLS = [
    "import sys\nsys.path.insert(0, '..')\nimport numpy as np\nfrom helpers import Network, training, xor\n"
    "from helpers.exercises import check, hint, progress, question\n"
    "from helpers.exercises.diagnosing import judge\nfrom helpers.plots import network_diagram, show\n"
    "from helpers.progress import watch\nfrom helpers.widgets import panel, slider",
    f"judge.SECONDS = 1\n{HANGS}\ncheck('01.1', loop)\njudge.SECONDS = 10",
    f"{EXERCISE.solution.replace(*SLIP)}\ncheck('01.1', {NAME})",
    "hint('01.1')",
    f"{EXERCISE.solution}\ncheck('01.1', {NAME})",
    "progress()",
    "question('05.a')",
    "show(network_diagram([2, 3, 1]))",
    "print('There was no guess yet. ' * 9)",
    "print('92.9 % right')",
    "panel(lambda width: network_diagram([2, width, 1]), width=slider(3, 1, 9, label='the second hidden layer'))",
    "history = watch(training(Network([2, 4, 2]), *xor(), epochs=3), epochs=3)",
]
HIDDEN = 9  # the cell whose output is hidden


def test_replies_are_told_and_all_is_legible_and_of_a_training_a_line_and_a_picture_are_left(run_cells):
    notebook = run_cells("outputs", CELLS)
    page, words = notebook.page, lambda output: "".join(output.get("data", {}).get("text/plain", ""))
    said = ["".join(map(words, cell["outputs"])) for cell in notebook.cells()]
    assert "still running after 1 seconds in line 3" in said[1]
    assert MISTAKE in said[2] and "expected" in said[2] and "yours" in said[2]
    assert f"hint 1 of {len(EXERCISE.hints)}" in said[3]
    assert "Right." in said[4] and "●" in said[5]
    trained = page.locator(".jp-CodeCell").last
    assert trained.locator("img:visible").count() == 1 and trained.locator("polyline:visible").count() == 0
    assert trained.get_by_role("status").inner_text().startswith("epoch 3 of 3 · ")
    assert page.locator(".jp-OutputArea [title='null']").count() == 0
    notebook.check_accessibility(".jp-CodeCell .jp-OutputArea")
    page.evaluate(f"window.jupyterapp.shell.currentWidget.content.activeCellIndex = {HIDDEN}")
    notebook.command("notebook:hide-cell-outputs")
    page.evaluate("window.jupyterapp.shell.collapseLeft()")
    page.set_viewport_size({"width": 640, "height": 900})  # 1280 pixels enlarged to 200 %: nothing has to be scrolled
    page.wait_for_function("document.querySelector('.jp-OutputArea img').parentElement.clientWidth < 550")
    for picture in page.locator(".jp-OutputArea img, .pn-picture > svg").all():
        assert picture.evaluate("picture => picture.clientWidth <= picture.parentElement.clientWidth")
    page.set_viewport_size({"width": 400, "height": 2400})
    page.wait_for_function("document.querySelector('.jp-OutputArea img').parentElement.clientWidth < 350")
    assert 0.8 * 700 <= page.locator(".jp-OutputArea img").first.evaluate("img => img.clientWidth") < 600
    line = page.locator(".jp-OutputPlaceholder")
    assert line.evaluate("line => line.scrollWidth <= line.parentElement.clientWidth")
    printed = page.locator(".jp-RenderedText pre").first
    assert printed.evaluate("pre => getComputedStyle(pre).wordBreak") == "normal"
    road = page.locator(".course-road")
    assert road.evaluate("road => road.scrollWidth <= road.parentElement.clientWidth")
    assert {round(time.bounding_box()["height"]) for time in road.locator("time, small").all()} == {22}  # in one line
    notebook.check_narrow(".pn-controls")
