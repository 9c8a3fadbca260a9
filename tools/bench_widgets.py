"""The Playground, every panel and every motion of the course, measured in the page of a stock JupyterLab.

    python course.py bench widgets

Of the Playground: maps painted in a second of training; from the move of its slider for the width to the code of the
new network; from the click on pause to the picture that says that training rests. Once over a slow line, as Chromium
itself makes one for a page.

Then each notebook is run, and the widgets that it shows are driven. Of a panel: a change lasts from the move of a
control to the new picture, drawn. Each is made in ROUNDS rounds, and the slowest is the one whose median is the
longest: a single one may belong to the machine. Then its pictures in two seconds in which its first slider is dragged.
Of a motion: its pictures a second while it moves; a rest of more than REST between two pictures is none of it.
"""

import re
import shutil
import statistics
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from tools.contents import number_of, paths

ROUND_TRIP = 80  # ms, of the slow line
SITUATIONS = [(2, 8, False), (6, 16, False), (2, 8, True)]  # hidden layers, their width, over the slow line?
ROUNDS, PLACES, REST = 5, 5, 250  # of a panel, with so many places of each control in a round; ms
PLAYGROUND = "import sys; sys.path.insert(0, '..')\nfrom helpers.widgets import Playground\nPlayground(widths={})"
WIDGET = re.compile("<(?!picture|training|digit pad)([a-zA-Z ]+): ")  # how the text of one begins that is measured here

PAGE = """
const sleep = time => new Promise(done => setTimeout(done, time)), frame = () => new Promise(requestAnimationFrame);
const inCell = (place, name) => document.querySelector(`.jp-Cell[data-windowed-list-index="${place}"] ${name}`);

/** Milliseconds from act() until test() holds, asked whenever something changes here; null if act() changes nothing. */
const after = (element, act, test = () => true) => new Promise((done, fail) => {
    const start = performance.now(), observer = new MutationObserver(() => {
        if (test()) { observer.disconnect(); done(performance.now() - start); }
    });
    observer.observe(element, { childList: true, attributes: true, subtree: true });
    setTimeout(() => fail(new Error("no picture within 30 s")), 30000);
    if (act() === false) { observer.disconnect(); done(null); }
});

/** Moves a slider to the n-th place, or chooses in a menu. Was it elsewhere before? */
function move(control, n) {
    const { value } = control, low = Number(control.min), step = Number(control.step) || 1;
    if (control.options) control.selectedIndex = n % control.options.length;
    else control.value = low + step * Math.round((control.max - low) / step * (0.1 + 0.8 * (n % 7) / 6));
    control.dispatchEvent(new Event(control.options ? "change" : "input"));
    return control.value !== value;
}

window.bench = {
    async toggle(place) {
        const widget = inCell(place, ".course-playground"), before = widget.dataset.playing;
        await sleep(300 + 100 * Math.random());  // anywhere between two pictures
        return after(widget, () => widget.querySelector(".pg-play").click(), () => widget.dataset.playing !== before);
    },
    /** What each change of the Playground's width took. */
    async slider(place, depth, width) {
        const widget = inCell(place, ".course-playground"), took = [];
        for (let i = 1; i <= 10; i++) {
            const next = width - i % 2, code = `widths=[${Array(depth).fill(next).join(", ")}]`;
            const field = widget.querySelector("input[aria-label=Width]");
            await sleep(150 + 100 * Math.random());
            took.push(await after(widget, () => { field.value = next; field.dispatchEvent(new Event("input")); },
                () => widget.querySelector(".pg-code code").textContent.includes(code)));
        }
        return took;
    },
    /** How many maps the Playground paints in each of so many seconds, one in each picture. */
    async maps(place, seconds) {
        const counts = Array(seconds).fill(0), start = performance.now();
        const map = inCell(place, ".pg-map canvas").getContext("2d"), paint = map.putImageData.bind(map);
        map.putImageData = (...given) => { counts[Math.floor((performance.now() - start) / 1000)]++; paint(...given); };
        await sleep(1000 * seconds);
        delete map.putImageData;
        return counts.slice(0, seconds);
    },
    /** What each change of a panel took in each round, by control and place. */
    async changes(place, rounds, places) {
        const controls = inCell(place, ".course-panel").querySelectorAll("input[type=range], select");
        const picture = inCell(place, ".pn-picture"), took = {};
        for (let round = 0; round < rounds; round++) for (let n = 1; n <= places; n++)
            for (const [k, control] of controls.entries()) {
                await sleep(150);
                const start = performance.now(), changed = await after(picture, () => move(control, n));
                await frame().then(() => sleep(0));  // until it is drawn
                if (changed !== null) (took[`${k} ${n}`] ??= []).push(performance.now() - start);
            }
        return Object.values(took);
    },
    /** When pictures came in so many seconds: after a click on the motion's button, or in a drag of this control. */
    async pictures(place, seconds, dragged) {
        const widget = inCell(place, ".course-widget"), control = widget.querySelector(dragged), times = [];
        const observer = new MutationObserver(() => times.push(performance.now()));
        observer.observe(widget, control ? { childList: true, attributes: true, subtree: true }
            : { attributes: true, attributeFilter: ["data-frames"], subtree: true });
        if (!control) widget.querySelector(".pg-play").click();
        const start = performance.now();
        for (let n = 0; performance.now() - start < 1000 * seconds; n++) {
            if (control) move(control, n);
            await frame();
        }
        observer.disconnect();
        return times;
    },
};
"""


def middle(numbers, unit=""):
    return f"{statistics.median(numbers):.0f}{unit}"


@contextmanager
def chromium_and_lab():
    """(open, lab): open(name) is a notebook in a browser. ImportError or FileNotFoundError: something is missing."""
    from playwright.sync_api import sync_playwright

    from tests.browser_lab import FLAGS, Lab, Notebook

    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        raise FileNotFoundError("no chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser, lab = driver.chromium.launch(executable_path=chromium, args=FLAGS), Lab(Path(folder))
        try:
            yield lambda name: Notebook(browser, lab, name), lab
        finally:
            lab.process.terminate()
            lab.process.wait(30)


def playground_rows():
    """One row a situation: pictures a second, slider while it rests and while it trains, pause."""
    with chromium_and_lab() as (open_, lab):
        for depth, width, slow in SITUATIONS:
            notebook = open_(lab.write_notebook("bench_playground", [PLAYGROUND.format([width] * depth)]))
            notebook.run_all()
            notebook.page.locator(".pg-neuron").first.wait_for()
            line = {"latency": ROUND_TRIP if slow else 0, "downloadThroughput": -1, "uploadThroughput": -1}
            notebook.page.context.new_cdp_session(notebook.page).send(
                "Network.emulateNetworkConditions", {"offline": False, **line})
            name = f"2-{f'{width}-' * depth}1" + f", {ROUND_TRIP} ms line" * slow
            yield name, *measured(notebook.page, 0, playground, depth, width)
            notebook.close()


def playground(do, depth, width):
    paused = do("slider", depth, width)
    do("toggle")
    pictures, moving = do("maps", 8), do("slider", depth, width)
    pauses = [do("toggle") for _ in range(9)][::2]  # every other one starts training again
    return middle(pictures), *(middle(numbers, " ms") for numbers in (paused, moving, pauses))


def rows():
    """One row a panel or a motion: its notebook and cell; what it is; a change, and the slowest; pictures a second."""
    with chromium_and_lab() as (open_, lab):
        for path in paths():
            notebook = open_(path.stem)
            notebook.run_all(timeout=900)
            for place, cell in enumerate(notebook.cells()):
                texts = [output.get("data", {}).get("text/plain", "") for output in cell.get("outputs", [])]
                for kind in filter(None, map(WIDGET.match, texts)):
                    found = measured(notebook.page, place, panel if kind[1] == "panel" else motion)
                    yield f"{number_of(path)}, cell {place}", kind[1], *found
            notebook.page.close()
            lab.stop_kernels()


def panel(do):
    changes = do("changes", ROUNDS, PLACES)
    slowest, every = max(changes, key=statistics.median), [time for change in changes for time in change]
    return middle(every, " ms"), middle(slowest, " ms"), len(do("pictures", 2, "input[type=range], select")) // 2


def motion(do):
    times = do("pictures", 4, "none")
    gaps = [later - sooner for sooner, later in zip(times, times[1:], strict=False) if later - sooner <= REST]
    return "", "", f"{1000 / statistics.mean(gaps):.0f}"


def measured(page, place, measure, *how):
    """What `measure` finds in the cell, or in one word why it could not."""
    try:
        page.evaluate("place => { window.jupyterapp.shell.currentWidget.content.activeCellIndex = place; }", place)
        page.wait_for_timeout(1000)  # JupyterLab builds what is near the active cell, and scrolls
        widget = page.locator(f'.jp-Cell[data-windowed-list-index="{place}"] .course-widget')
        widget.evaluate("widget => widget.scrollIntoView({ block: 'center' })")  # what nobody sees does not move
        page.wait_for_timeout(500)
        page.evaluate(f"() => {{ {PAGE} }}")
        return measure(lambda name, *given: page.evaluate(f"given => bench.{name}(...given)", [place, *given]), *how)
    except Exception as error:  # the other rows are still wanted
        print(f"cell {place}: {error}", file=sys.stderr)
        return (type(error).__name__,)
