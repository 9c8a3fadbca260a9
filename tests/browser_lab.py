"""JupyterLab in Chromium, as a learner sees it.

    def test_slider(open_notebook):
        notebook = open_notebook("04_loss")  # in a Lab on loopback, on a copy of the course
        notebook.run_all()
        notebook.page.locator(...)           # playwright's page

Whoever takes one of these fixtures has the mark `browser`. When the test ends, the notebook may not have asked for
anything outside this computer nor left an error in the browser's console.
"""

import contextlib
import http.server
import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import threading
import time
import urllib.request
from functools import partial
from pathlib import Path

import nbformat
import pytest

from tests.notebook_run import FEW
from tools.refresh import METADATA

ROOT = Path(__file__).resolve().parents[1]
NOT_COURSE = shutil.ignore_patterns(".*", "tests", "*.pyc.*")  # the last are there while Python writes its bytecode
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
VIEWPORT = {"width": 1280, "height": 1000}
PATIENCE = 120_000  # ms for what has to come; a busy machine may take long, and none of these measures time


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """A page left open goes on drawing, and its kernel training: not beside tests that only compute."""
    yield
    if STARTED and "lab" in getattr(item, "fixturenames", ()) and "lab" not in getattr(nextitem, "fixturenames", ()):
        STARTED[0].rest()


@pytest.fixture(scope="session")
def browser():
    playwright = pytest.importorskip("playwright.sync_api", reason="browser tests: pip install playwright")
    known = "chromium-headless-shell", "chromium", "google-chrome"  # the first has no window: less to draw
    chromium = next(filter(None, map(shutil.which, known)), None) or pytest.skip("browser tests: no Chromium")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@contextlib.contextmanager
def serving(folder):
    """A folder's files on loopback; yields their address."""
    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


class Lab:
    """A JupyterLab server with the settings of `course.py lab` and no others; `url` is where it listens."""

    def __init__(self, folder):
        shutil.copytree(ROOT, folder / "course", ignore=NOT_COURSE)
        self.token, self.log, self.runtime = secrets.token_hex(16), folder / "lab.log", folder / "runtime"
        self.page = self.open = None  # the page that may be used again, and the notebook that is open there
        self.own = {}  # {name: cells} of the tests' own notebooks
        own = {f"JUPYTER_{name}_DIR": str(folder / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")}
        own |= dict.fromkeys(("JUPYTER_CONFIG_PATH", "JUPYTER_PATH"), str(ROOT / "tools/jupyter"))
        own |= {f"JUPYTERLAB_{name}_DIR": str(folder / name.lower()) for name in ("SETTINGS", "WORKSPACES")}
        options = ["--no-browser", "--allow-root", "--expose-app-in-browser", "--port=0",  # one that is free
                   f"--IdentityProvider.token={self.token}", f"--ServerApp.root_dir={folder / 'course'}"]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "jupyterlab", *options], stdout=log, stderr=log, env=os.environ | own
            )
        self.wait()

    def write_notebook(self, name, cells):
        """A test's own notebook in the learner's copy of the course."""
        self.own[name] = cells
        if name != self.open:  # or JupyterLab would ask which of both is to stay
            self.write(name)
        return name

    def write(self, name):
        code = [nbformat.v4.new_code_cell(source) for source in self.own[name]]
        nbformat.write(nbformat.v4.new_notebook(cells=code, metadata=METADATA), self.path(name))

    @contextlib.contextmanager
    def few_digits(self):
        """In the block the copy of the course has every twentieth digit: what takes a minute is trained in seconds."""
        file = self.log.parent / "course/helpers/data.py"
        whole = file.read_text(encoding="utf-8")
        file.write_text(whole + FEW, encoding="utf-8")
        try:
            yield
        finally:
            file.write_text(whole, encoding="utf-8")

    def path(self, name):
        return self.log.parent / f"course/notebooks/{name}.ipynb"

    def wait(self):
        """Until it listens, and has written down where."""
        for _ in range(PATIENCE // 250):
            with contextlib.suppress(OSError, StopIteration, ValueError):  # not there, or half of it
                server = json.loads(next(self.runtime.glob("jpserver-*.json")).read_text(encoding="utf-8"))
                self.url = f"http://127.0.0.1:{server['port']}"
                return self.ask("status")
            time.sleep(0.25)
        pytest.fail(self.log.read_text()[-2000:])

    def ask(self, what, method="GET"):
        headers = {"Authorization": f"token {self.token}"}
        request = urllib.request.Request(f"{self.url}/api/{what}", headers=headers, method=method)
        with urllib.request.urlopen(request, timeout=PATIENCE / 1000) as answer:
            return json.loads(answer.read() or "null")

    def rest(self):
        if self.page:
            self.page.goto("about:blank")  # and JupyterLab is there again in half the time
        self.stop_kernels()

    def stop_kernels(self):
        self.open = None  # the page that shows it has no kernel any more
        for session in self.ask("sessions"):
            self.ask(f"sessions/{session['id']}", "DELETE")


STARTED = []  # the Lab, once a test has asked for it


@pytest.fixture(scope="session")
def lab(browser, tmp_path_factory):
    lab = Lab(tmp_path_factory.mktemp("lab"))
    STARTED.append(lab)
    yield lab
    STARTED.clear()
    lab.process.terminate()
    lab.process.wait(PATIENCE / 1000)


READY = """path => {
    const notebook = window.jupyterapp?.shell.currentWidget;
    return notebook?.context?.path === path && notebook.context.isReady
        && notebook.sessionContext.session?.kernel?.status === "idle";
}"""


FINISHED = """() => {
    const { content, sessionContext } = window.jupyterapp.shell.currentWidget;
    if (sessionContext.session.kernel.status !== "idle") return false;
    const cells = [...content.model.cells].filter(cell => cell.type === "code" && cell.sharedModel.source.length);
    const stopped = cell => !cell.getMetadata("tags")?.includes("raises-exception")
        && cell.sharedModel.outputs.some(output => output.output_type === "error");
    return cells.some(stopped) || cells.every(cell => cell.executionCount);
}"""


SELECTED = """number => {
    const { activeCell, activeCellIndex } = window.jupyterapp.shell.currentWidget.content;
    return activeCellIndex === number && activeCell.node === document.activeElement;
}"""


OPEN = """async path => {
    window.jupyterapp.shell.expandLeft();
    await window.jupyterapp.commands.execute("docmanager:open", { path });
}"""


REPLACE = """async sources => {
    const { content, sessionContext } = window.jupyterapp.shell.currentWidget, shared = content.model.sharedModel;
    window.jupyterapp.shell.expandLeft();
    shared.transact(() => {
        shared.deleteCellRange(0, shared.cells.length);
        shared.insertCells(0, sources.map(source => ({ cell_type: "code", source })));
    });
    const code = "import ipywidgets; ipywidgets.Widget.close_all(); get_ipython().run_line_magic('reset', '-f')";
    try {
        await sessionContext.session.kernel.requestExecute({ code, silent: true, store_history: false }).done;
    } catch { // it has just ended
        return false;
    }
    content.mode = "command";
    content.activeCellIndex = 0;
    document.querySelector(".jp-WindowedPanel-outer").scrollTo(0, 0);
    return true;
}"""


ENDS = re.compile("Canceled future|debugger state|Kernel is dead")  # JupyterLab's words of a kernel that ends


RESTS = """name => new Promise(done => {
    let before = "", same = 0, frames = 0;
    requestAnimationFrame(function look() {
        const all = [...document.querySelectorAll(`${name}, ${name} *`)].map(one => one.getBoundingClientRect());
        const now = all.map(({ x, y, width, height }) => [x, y, width, height]).join();
        same = now === before ? same + 1 : 0;
        before = now;
        if (same < 10 && ++frames < 1000) requestAnimationFrame(look); else done();
    });
})"""


LOADED = """() => [...document.querySelectorAll(".jp-OutputArea-output")]
    .every(output => output.textContent !== "Loading widget...")"""


# controls in the elements of a CSS selector without room for the ring of the focus inside what is around them
TIGHT = """([name, around]) => [...document.querySelectorAll(`${name} :is(button, input, select)`)].filter(control => {
    const [box, room] = [control, control.closest(around)].map(element => element.getBoundingClientRect());
    return box.width && (box.left < room.left + 3.5 || box.right > room.right - 3.5);
}).map(element => element.outerHTML)"""


FREE = f"""name => ({READY})(`notebooks/${{name}}.ipynb`) && !document.querySelector(".jp-Dialog")"""


CLOSE = """() => {
    if (!window.jupyterapp) return false;
    for (const widget of [...window.jupyterapp.shell.widgets("main")]) {
        if (widget.context) widget.context.model.dirty = false;  // or it would ask whether to save
        widget.close();
    }
    return !document.querySelector(".jp-Dialog");
}"""


def barriers(page, selector):
    """What keeps people out, found by axe-core in the elements of this CSS selector as they are now."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="pip install axe-playwright-python")
    if not page.evaluate("'axe' in window"):  # half a megabyte to compile
        page.evaluate(axe.Axe().axe_script)
    options = {"resultTypes": ["violations"], "preload": False}  # style sheets are not fetched once more
    run = "([selector, options]) => axe.run(selector, options).then(({ violations }) => violations)"
    found = page.evaluate(run, [selector, options])
    return [f"{rule['id']}: {rule['help']}\n    {node['html']}\n    {node['failureSummary']}"
            for rule in found if rule["impact"] in ("serious", "critical") for node in rule["nodes"]]


class Notebook:
    """A notebook in the Lab's page."""

    def __init__(self, browser, lab, name, clear=True):
        self.lab, self.outside, self.errors = lab, [], []
        self.page, lab.page = lab.page, None
        if (self.page and clear and name in lab.own and lab.open in lab.own and self.page.evaluate(FREE, lab.open)
                and self.page.evaluate(REPLACE, lab.own[name])):
            self.name = lab.open  # has other cells now; its kernel has imported much
            self.listen_to_page("on")
            return
        self.name, path = name, f"notebooks/{name}.ipynb"
        stays = self.page and self.page.evaluate(CLOSE)
        if self.page:
            lab.stop_kernels()
        else:
            self.page = browser.new_page(viewport=VIEWPORT)
            self.page.set_default_timeout(PATIENCE)
        if name in lab.own:
            lab.write(name)
        self.listen_to_page("on")
        if stays:
            self.page.evaluate(OPEN, path)
        else:
            self.page.goto(f"{lab.url}/lab/tree/{path}?token={lab.token}&reset")
        self.page.wait_for_function(READY, arg=path)
        lab.open = name
        if clear:
            self.command("notebook:clear-all-cell-outputs")  # or saved outputs would look like a finished run

    def listen_to_page(self, how):
        """how: "on" from now on, "remove_listener" no longer."""
        change = getattr(self.page, how)
        change("request", self.note_request)
        change("pageerror", self.note_error)
        change("console", self.note_message)

    def note_request(self, request):
        if not request.url.startswith((self.lab.url, "data:", "blob:")):
            self.outside.append(request.url)

    def note_error(self, error):
        if not ENDS.search(str(error)):
            self.errors.append(str(error))

    def note_message(self, message):
        # Jupyter's answer if its lists are asked for in the moment in which a kernel ends
        lists = re.search(r"/api/(kernels|sessions)(\?|$)", message.location["url"])
        if message.type == "error" and not lists and not ENDS.search(message.text):
            self.errors.append(message.text)

    def load_again(self):
        """The page anew, with this notebook alone."""
        self.page.goto(f"{self.lab.url}/lab/tree/notebooks/{self.name}.ipynb?reset")

    def reload(self, shown):
        """Load the page again until the locator `shown`, of a widget, is there.

        The page asks the kernel for its widgets and takes others from the notebook, and ipywidgets waits a few seconds
        for each. A busy machine takes longer, and their saved pictures stay: whoever sees that loads the page again.
        """
        late = pytest.importorskip("playwright.sync_api").TimeoutError
        saved = self.page.get_by_text(re.compile("^Run this cell to"))
        for _ in range(5):
            self.load_again()
            with contextlib.suppress(late):
                shown.wait_for(timeout=PATIENCE / 4)
                self.page.wait_for_function(LOADED, timeout=PATIENCE / 4)  # others may still come, or not
                saved.first.wait_for(state="detached", timeout=PATIENCE / 4)
                return
            self.forget_lost_widgets()
        shown.wait_for()

    def forget_lost_widgets(self):
        """What ipywidgets tells the browser's console of each widget whose kernel is gone is no error of the page."""
        self.errors[:] = [error for error in self.errors if "widget model not found" not in error]

    def command(self, name):
        """Do what a menu entry of JupyterLab does."""
        return self.page.evaluate("async name => { await window.jupyterapp.commands.execute(name) }", name)

    def run_all(self, timeout=300):
        self.command("notebook:run-all-cells")
        self.page.wait_for_function(FINISHED, polling=200, timeout=timeout * 1000)

    def rests(self, selector):
        """Wait until the elements of this CSS selector and all in them stay where they are, ten frames long."""
        self.page.evaluate(RESTS, selector)

    def run_cell(self, number):
        """Start the cell of this number, counted from 0; does not wait for it."""
        self.page.evaluate(f"window.jupyterapp.shell.currentWidget.content.activeCellIndex = {number}")
        self.command("notebook:run-cell")

    def select(self, number):
        """Select the cell of this number, as after Shift+Enter in the one above it."""
        self.page.evaluate("""number => {
            const { content } = window.jupyterapp.shell.currentWidget;
            content.activeCellIndex = number;
            content.activeCell.node.focus();
        }""", number)

    def selects(self, number):
        """Wait until the cell of this number is the one that keys go to."""
        self.page.wait_for_function(SELECTED, arg=number)

    def cells(self):
        """The cells as they would be saved now."""
        return self.page.evaluate("() => window.jupyterapp.shell.currentWidget.content.model.toJSON().cells")

    def listen(self, locator):
        """From now on `heard` returns every text that this element gets."""
        locator.evaluate("""element => {
            window.heard = [];
            new MutationObserver(() => window.heard.push(element.textContent)).observe(element, { childList: true });
        }""")

    def heard(self):
        return self.page.evaluate("window.heard")

    def check_accessibility(self, selector):
        """What keeps people out, found by axe-core in the elements of this CSS selector as they are now."""
        assert barriers(self.page, selector) == []

    def check_narrow(self, selector):
        """On a screen 360 pixels wide, nothing in the elements of this CSS selector has to be scrolled sideways,
        and around each control there is room for the ring of the focus."""
        self.page.evaluate("window.jupyterapp.shell.collapseLeft()")
        self.page.set_viewport_size({"width": 360, "height": 1000})
        self.page.wait_for_function("name => document.querySelector(name).clientWidth < 330", arg=selector)
        self.rests(selector)  # what follows the width has been drawn anew
        wide = self.page.evaluate(
            """name => [...document.querySelectorAll(`${name}, ${name} *`)].filter(element =>
                element.scrollWidth > element.clientWidth && (element.matches(name)
                    || ["auto", "scroll"].includes(getComputedStyle(element).overflowX))).map(e => e.outerHTML)""",
            selector,
        )
        assert wide == []
        assert self.page.evaluate(TIGHT, [selector, ".jp-OutputArea-output"]) == []

    def shot(self, name):
        """A picture of the whole notebook for a person to look at."""
        if folder := os.environ.get("COURSE_SHOTS"):
            height = self.page.locator(".jp-WindowedPanel-viewport").evaluate("e => e.offsetHeight")
            self.page.set_viewport_size({"width": 1280, "height": min(height + 250, 16_000)})
            self.page.locator(".jp-WindowedPanel-outer").evaluate("e => e.scrollTo(0, 0)")
            self.page.wait_for_timeout(500)
            self.page.screenshot(path=Path(folder) / f"{name}.png")

    def close(self):
        """JupyterLab and a kernel take long to start, so both are kept, unless something went wrong."""
        self.listen_to_page("remove_listener")
        if self.outside or self.errors:
            self.page.close()
            self.lab.stop_kernels()
        else:
            self.page.emulate_media(color_scheme="null", reduced_motion="null")
            self.page.set_viewport_size(VIEWPORT)
            self.lab.page = self.page
            if not self.lab.open:  # its kernel has ended
                self.lab.rest()
        assert self.outside == []
        assert self.errors == []


@pytest.fixture
def open_notebook(browser, lab):
    """open_notebook(name) is a notebook of the course, the only one that is open; its saved outputs are cleared."""
    opened = []
    yield lambda name, clear=True: opened.append(Notebook(browser, lab, name, clear)) or opened[-1]
    for notebook in opened:
        notebook.close()


@pytest.fixture
def run_cells(open_notebook, lab):
    """run_cells(name, cells) is a notebook of the test's own, run to its end."""

    def run_cells(name, cells):
        notebook = open_notebook(lab.write_notebook(name, cells))
        notebook.run_all()
        return notebook

    return run_cells
