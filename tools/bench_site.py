"""How fast the built site is on a telephone: 390 × 844, a processor slowed four times, 1.6 Mbit/s with 150 ms.

    python3 course.py site; python3 course.py bench site

Of the first page: its bytes as they come, compressed; how far its layout shifts (the sum that Chromium counts); when
its pad is awake. Of each other page: how far its layout shifts while a finger scrolls to its end; and how long after
one has jumped there each widget is awake. Of the first Playground: its pictures a second while it trains, on a laptop
and on one four times as slow. Files are compressed as GitHub's pages are.
"""

import gzip
import http.server
import mimetypes
import shutil
import threading
from functools import partial
from pathlib import Path

from tools.contents import ROOT

FOLDER = ROOT / "docs/_build/html"
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 3, "is_mobile": True, "has_touch": True}
LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 100_000}  # bytes a second
PACKED = ("text/", "application/javascript", "application/json", "image/svg")
SHIFTS = """window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(one => {
    if (!one.hadRecentInput) window.shift += one.value; })).observe({ type: "layout-shift", buffered: true })"""
WAKES = """new MutationObserver(() => {
        if (document.querySelector(".live[data-awake]")) window.awake ??= performance.now(); })
    .observe(document, { attributeFilter: ["data-awake"], subtree: true })"""
AWAKE = """async place => { const start = performance.now(); place.scrollIntoView({ block: "center" });
    while (!place.dataset.awake && performance.now() - start < 30000) await new Promise(requestAnimationFrame);
    return place.dataset.awake ? (performance.now() - start) / 1000 : null; }"""
TRAIN = """async place => { for (const [name, value] of [["Depth", 2], ["Width", 8]]) {
        const field = place.querySelector(`input[aria-label=${name}]`);
        field.value = value;
        field.dispatchEvent(new Event("input"));
        await new Promise(done => setTimeout(done, 500));
    }
    let pictures = 0;
    const map = place.querySelector(".pg-map canvas").getContext("2d"), paint = map.putImageData.bind(map);
    map.putImageData = (...given) => { pictures++; paint(...given); };
    place.querySelector(".pg-play").click();
    const start = performance.now();
    while (performance.now() - start < 5000) await new Promise(requestAnimationFrame);
    return pictures / 5; }"""
READ = """async () => { for (let last = -1; last !== scrollY; await new Promise(done => setTimeout(done, 100))) {
    last = scrollY;
    scrollBy(0, 170);  // a finger: a screen in half a second
} }"""


class Handler(http.server.SimpleHTTPRequestHandler):
    def do_GET(self):
        file = Path(self.translate_path(self.path))
        if not file.is_file():
            self.send_error(404)
            return
        kind, body = mimetypes.guess_type(file.name)[0] or "application/octet-stream", file.read_bytes()
        self.send_response(200)
        if kind.startswith(PACKED):
            body = gzip.compress(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def telephone(browser, address):
    """A page, slow as a telephone's, and the list to which its bytes are added."""
    page = browser.new_context(base_url=address, **PHONE).new_page()
    line, come = page.context.new_cdp_session(page), []
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", LINE)
    line.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    line.on("Network.loadingFinished", lambda told: come.append(told["encodedDataLength"]))
    page.add_init_script(SHIFTS)
    return page, come


def first_page(browser, address):
    page, come = telephone(browser, address)
    page.add_init_script(WAKES)
    page.goto("index.html", wait_until="commit")
    page.wait_for_selector(".live[data-awake]", timeout=60_000)
    page.wait_for_load_state("networkidle")
    awake, shift = page.evaluate("awake") / 1000, page.evaluate("shift")
    page.context.close()
    return f"first page: {sum(come) / 1000:.0f} KB, layout shift {shift:.3f}, pad awake after {awake:.1f} s"


def opened(browser, address, name):
    """A page with its folds open, as a telephone shows it."""
    page, _ = telephone(browser, address)
    page.goto(name, timeout=120_000)
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    return page


def widgets(browser, address, name):
    """(which, seconds until it is awake where one jumps to it) of each."""
    page = opened(browser, address, name)
    for place in page.query_selector_all(".live"):
        yield place.get_attribute("data-type"), page.evaluate(AWAKE, place)
    page.context.close()


def shift(browser, address, name):
    """How far the layout shifts while one reads the page to its end."""
    page = opened(browser, address, name)
    page.evaluate(READ)
    moved = page.evaluate("shift")
    page.context.close()
    return moved


def playground(browser, address, slower):
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.goto(f"{address}/00_start_here.html")
    place = page.query_selector(".live[data-type=Playground]")
    page.evaluate(AWAKE, place)
    trained = page.evaluate(TRAIN, place)
    page.close()
    return f"Playground, 2-8-8-1, processor slowed {slower} times: {trained:.0f} pictures a second"


def site(*_):
    if not (FOLDER / "index.html").exists():
        print("\nThe site is not measured: python3 course.py site builds it.")
        return
    from playwright.sync_api import sync_playwright

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=FOLDER))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    with sync_playwright() as driver:
        chromium = next(filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "google-chrome"))), None)
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        print(first_page(browser, address))
        for slower in (1, 4):
            print(playground(browser, address, slower))
        for page in sorted(FOLDER.glob("[0-9]*.html")):
            print(f"{page.name}: layout shift {shift(browser, address, page.name):.3f}")
            for kind, took in widgets(browser, address, page.name):
                print(f"    {kind:20}{'asleep' if took is None else f'{took:.1f} s':>8}")
        browser.close()
