"""Pictures per second and latencies of the Playground, measured in the page of a stock JupyterLab.

    python course.py bench widgets     this, and bench_panels.py

A picture counts when its drawing has ended. "Slider" lasts from the move of the width slider to the picture of the
new network; "pause" from the click to the picture that says training rests. The slow line is a proxy before the
server that holds back every byte of either direction, websocket included, by half the round trip.
"""

import asyncio
import copy
import queue
import shutil
import statistics
import tempfile
import threading
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

ROUND_TRIP = 0.08  # seconds, of the slow line
SITUATIONS = [(2, 8, False), (6, 16, False), (2, 8, True)]  # hidden layers, their width, over the slow line?
CELL = "import sys; sys.path.insert(0, '..')\nfrom helpers.widgets import Playground\nPlayground(widths={})"

PAGE = """
const find = selector => document.querySelector(`.course-playground ${selector}`);
const sleep = time => new Promise(done => setTimeout(done, time));
const training = () => find(".pg-play").closest(".course-playground").dataset.playing === "true";

/** Milliseconds from act() until test() holds, asked whenever the widget has drawn something. */
const after = (act, test) => new Promise(done => {
    const start = performance.now();
    new MutationObserver((_, observer) => {
        if (test()) { observer.disconnect(); done(performance.now() - start); }
    }).observe(document.querySelector(".course-playground"), { childList: true, attributes: true, subtree: true });
    act();
});

function slide(value) {
    const field = find("input[aria-label=Width]");
    field.value = value;
    field.dispatchEvent(new Event("input"));
}
const shape = (depth, width) =>
    find(".pg-code code").textContent.includes(`widths=[${Array(depth).fill(width).join(", ")}]`);

window.bench = {
    async toggle() {
        const before = training();
        await sleep(300 + 100 * Math.random());  // anywhere between two pictures
        return after(() => find(".pg-play").click(), () => training() !== before);
    },
    /** Maps painted in each of so many seconds, one in each picture. */
    async pictures(seconds) {
        const counts = Array(seconds).fill(0), start = performance.now();
        const map = find(".pg-map canvas").getContext("2d"), paint = map.putImageData.bind(map);
        map.putImageData = (...given) => { counts[Math.floor((performance.now() - start) / 1000)]++; paint(...given); };
        await sleep(1000 * seconds);
        delete map.putImageData;
        return counts.slice(0, seconds);
    },
    async slider(depth, width, times) {
        const took = [];
        for (let i = 1; i <= 2 * times; i++) {
            await sleep(150 + 100 * Math.random());
            const next = width - i % 2;
            took.push(await after(() => slide(next), () => shape(depth, next)));
        }
        return took;
    },
};
"""


@contextmanager
def slow_line(port):
    """The port of a proxy on loopback to that port, with ROUND_TRIP more on the way there and back."""

    async def carry(reader, writer):
        later = partial(asyncio.get_running_loop().call_later, ROUND_TRIP / 2)
        with suppress(ConnectionError):  # the browser may hang up
            while chunk := await reader.read(2**16):
                later(writer.write, chunk)
        later(writer.close)

    async def connect(reader, writer):
        server_reader, server_writer = await asyncio.open_connection("127.0.0.1", port)
        with suppress(asyncio.CancelledError):  # the bench is over
            await asyncio.gather(carry(reader, server_writer), carry(server_reader, writer))

    started, over = queue.Queue(), threading.Event()

    async def serve():
        server = await asyncio.start_server(connect, "127.0.0.1", 0)
        started.put(server.sockets[0].getsockname()[1])
        await asyncio.to_thread(over.wait)
        server.close()

    thread = threading.Thread(target=asyncio.run, args=[serve()])
    thread.start()
    try:
        yield started.get()
    finally:
        over.set()
        thread.join()


def measure(page, depth, width):
    """Cells of one row; the page's numbers are medians."""
    do = lambda call: page.evaluate(f"() => window.bench.{call}")  # noqa: E731
    middle = lambda numbers: f"{statistics.median(numbers):.0f}"  # noqa: E731
    paused = do(f"slider({depth}, {width}, 5)")
    do("toggle()")
    page.wait_for_timeout(1000)
    pictures = do("pictures(8)")
    moving = do(f"slider({depth}, {width}, 5)")
    pauses = [do("toggle()") for _ in range(9)][::2]  # every other one starts training again
    return middle(pictures), *(f"{middle(numbers)} ms" for numbers in (paused, moving, pauses))


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
            yield lambda name, lab=lab: Notebook(browser, lab, name), lab
        finally:
            lab.process.terminate()
            lab.process.wait(30)


def rows():
    """One row of figures a situation of the Playground."""
    with chromium_and_lab() as (open_, lab), slow_line(int(lab.url.split(":")[-1])) as port:
        far = copy.copy(lab)
        far.url = f"http://127.0.0.1:{port}"
        for depth, width, slow in SITUATIONS:
            notebook = open_(lab.write_notebook("bench_widgets", [CELL.format([width] * depth)]), far if slow else lab)
            notebook.run_all()
            notebook.page.locator(".pg-neuron").first.wait_for()
            notebook.page.evaluate(PAGE)
            line = f", {1000 * ROUND_TRIP:.0f} ms line" if slow else ""
            yield f"2-{f'{width}-' * depth}1{line}", *measure(notebook.page, depth, width)
            notebook.close()
