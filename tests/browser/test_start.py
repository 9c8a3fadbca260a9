"""`course.py lab` as a new learner meets it: its own JupyterLab, the first page, a second start, the end."""

import os
import re
import shutil
import signal
import subprocess
import sys

from tests.browser_lab import NOT_COURSE, PATIENCE, READY, ROOT

PAGE = re.compile(r"http://\S+/lab/tree/notebooks/00_start_here\.ipynb\?token=\w+")

SHOWN = "window.jupyterapp.shell.currentWidget"


def test_the_first_page(browser, tmp_path):
    """Notebook 00 without a pop-up; opened or saved, it has not changed; SIGTERM leaves nothing running."""
    course = tmp_path / "課程 of mine"
    shutil.copytree(ROOT, course, ignore=NOT_COURSE)
    own = {f"JUPYTER_{name}_DIR": str(tmp_path / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")}
    start = [sys.executable, "tools/lab.py", "--no-browser", "--expose-app-in-browser"]
    environment = os.environ | own | {"BROWSER": "true"}
    options = {"cwd": course, "env": environment, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with subprocess.Popen(start, **options) as lab:
        try:
            address = next(filter(None, map(PAGE.search, lab.stdout))).group()
            again = subprocess.run(start, **options)
            assert again.returncode == 0 and "runs for this folder already" in again.stdout
            assert PAGE.search(again.stdout).group() == address

            page = browser.new_page()
            page.set_default_timeout(PATIENCE)
            page.goto(address)
            page.wait_for_function(READY, arg="notebooks/00_start_here.ipynb")
            page.wait_for_function(f"{SHOWN}.model.getMetadata('language_info').version")  # Lab writes it
            assert not page.evaluate(f"{SHOWN}.model.dirty")
            page.evaluate(f"async () => {{ {SHOWN}.model.dirty = true; await {SHOWN}.context.save() }}")
            assert page.locator(".Toastify__toast, .jp-Dialog").count() == 0
            if folder := os.environ.get("COURSE_SHOTS"):
                page.screenshot(path=f"{folder}/first_page.png")
            page.close()
            for path in (ROOT / "notebooks").glob("*.ipynb"):
                assert (course / "notebooks" / path.name).read_bytes() == path.read_bytes(), path.name
        finally:
            lab.send_signal(signal.SIGTERM)
        assert lab.wait(60) == 0 and "WARN" not in lab.stdout.read()
    assert not list((tmp_path / "runtime").glob("jpserver-*.json"))
