"""The Playground on a page of the site, which trains there without Python."""

import shutil

import pytest

from helpers.widgets import Playground
from tests.browser_lab import serving
from tools import recording
from tools.contents import ROOT

pytestmark = pytest.mark.browser
PAGE = """<!doctype html><link rel="stylesheet" href="site.css"><div class="live" data-recording="a.0.Playground.bin"
    data-type="Playground" data-live="live/" data-language="en"></div><script type="module" src="wake.js"></script>"""


@pytest.fixture
def page(browser, tmp_path):
    shutil.copytree(ROOT / "docs/static", tmp_path, dirs_exist_ok=True)
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    playground = Playground(preset="hidden_space")
    recording.write(recording.recorded({"en": playground}), playground, tmp_path, "a.0")
    with serving(tmp_path) as address, browser.new_page(base_url=address) as page:
        page.goto("index.html")
        page.locator(".pg-status").filter(has_text="step 0 ").wait_for()
        yield page


def status(page, text):
    page.locator(".pg-status").filter(has_text=text).wait_for()


def test_it_trains_and_does_all_that_its_controls_offer(page):
    page.get_by_role("button", name="Train").click()
    page.wait_for_function("parseInt(document.querySelector('.pg-status').textContent.slice(5)) > 20")
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Train").wait_for()
    bar = page.locator(".pg-time input")
    bar.focus()
    bar.press("Home")  # walk back
    status(page, "step 0 ")
    page.get_by_role("button", name="All controls").click()
    chosen = {"data": "spiral", "activation": "leaky_relu", "optimizer": "rmsprop", "maps": "gradient"}
    for name, value in chosen.items():
        page.locator(f"[data-control={name}] select").select_option(value)
    status(page, "step 0 · training loss")
    page.get_by_role("button", name="Step").click()
    status(page, "step 1 ")
    assert page.locator(".pg-note").all_inner_texts() == ["", ""]
    page.get_by_role("button", name="Reset").click()
    status(page, "step 0 ")
