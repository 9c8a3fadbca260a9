"""A panel lives in Notebook 7, too: it is shown by the server that shows JupyterLab."""

import pytest

from helpers import plots
from tests.browser_lab import PATIENCE

CELL = """import sys
sys.path.insert(0, '..')
from helpers import plots
from helpers.widgets import panel, slider
panel(lambda width: plots.network_diagram([2, width, 1]), width=slider(3, 1, 4))"""


@pytest.mark.weekly
def test_a_panel_moves(browser, lab):
    pytest.importorskip("notebook")
    name = lab.write_notebook("other_pages", [CELL])
    lab.stop_kernels()
    page = browser.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{lab.url}/notebooks/notebooks/{name}.ipynb?token={lab.token}")
    for _ in range(600):
        if lab.kernel_waits():
            break
        page.wait_for_timeout(200)
    page.wait_for_timeout(1000)  # the page has heard it, too
    page.locator(".jp-CodeCell .cm-content").click()
    page.keyboard.press("Shift+Enter")
    width = page.get_by_role("slider", name="width")
    width.wait_for()
    width.focus()
    page.keyboard.press("ArrowRight")
    page.get_by_role("img", name=plots.network_diagram([2, 4, 1]).alt).wait_for()
    page.close()
    lab.stop_kernels()
