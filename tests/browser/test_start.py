"""`course.py lab` as a new learner meets it: its own JupyterLab, the first page, a second start, the end."""

import itertools
import os
import re
import shutil
import signal
import subprocess
import sys
import time

from tests.browser_lab import NOT_COURSE, PATIENCE, READY, ROOT
from tools import lab

WRONG = "There is no notebook fr in the course's folder, {}.\nNotebooks: 00, 01, 02, "
PAGE = re.compile(r"http://\S+/lab/tree/notebooks/00_start_here\.ipynb\?token=\w+")


def test_a_notebook_is_known_by_each_of_its_names_and_what_is_none_is_told_what_there_is(monkeypatch):
    monkeypatch.chdir(ROOT)
    for language, name in itertools.product(("en", "zh"), ("04", "04_loss", "loss", "04_loss.ipynb")):
        assert lab.named(name, lab.folder(language)) == lab.folder(language) / "04_loss.ipynb"
    assert lab.named("notebooks/04_loss.ipynb", lab.folder("zh")) == ROOT / "notebooks/04_loss.ipynb"
    for name in ("fr", "4_loss", "README.md", "helpers", "../x.ipynb"):
        assert lab.named(name, lab.folder("en")) is None
    assert lab.main("fr") == lab.unknown("fr") and lab.unknown("fr").startswith(WRONG.format(ROOT))


SHOWN = "window.jupyterapp.shell.currentWidget"


def test_the_first_page(browser, tmp_path):
    """Notebook 00 without a pop-up; opened or saved, it has not changed; SIGTERM leaves nothing running. Of two that
    are started at once one opens the other's page."""
    course = tmp_path / "課程 of mine"
    shutil.copytree(ROOT, course, ignore=NOT_COURSE)
    own = {f"JUPYTER_{name}_DIR": str(tmp_path / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")}
    start = [sys.executable, "tools/lab.py", "--no-browser", "--expose-app-in-browser"]
    environment = os.environ | own | {"BROWSER": "true"}
    options = {"cwd": course, "env": environment, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with subprocess.Popen(start, **options) as one, subprocess.Popen(start, **options) as other:
        while one.poll() is None and other.poll() is None:
            time.sleep(0.1)
        runs, again = (one, other) if one.poll() is None else (other, one)
        try:
            said = again.communicate()[0]
            assert again.returncode == 0 and "is already running for this folder" in said
            address = next(filter(None, map(PAGE.search, runs.stdout))).group()
            assert PAGE.search(said).group() == address

            page = browser.new_page()
            page.set_default_timeout(PATIENCE)
            page.goto(address)
            page.wait_for_function(READY, arg="notebooks/00_start_here.ipynb")
            page.wait_for_function(f"{SHOWN}.model.getMetadata('language_info').version")  # Lab writes it
            assert not page.evaluate(f"{SHOWN}.model.dirty")
            page.evaluate(f"async () => {{ {SHOWN}.model.dirty = true; await {SHOWN}.context.save() }}")
            assert page.locator(".Toastify__toast, .jp-Dialog").count() == 0
            page.close()
            for path in (ROOT / "notebooks").glob("*.ipynb"):
                assert (course / "notebooks" / path.name).read_bytes() == path.read_bytes(), path.name
        finally:
            runs.send_signal(signal.SIGTERM)
        assert runs.wait(60) == 0 and "WARN" not in runs.stdout.read()
    assert not list((tmp_path / "runtime").glob("jpserver-*.json"))
