"""Every panel and every motion of the course, measured in the page of a stock JupyterLab.

    python course.py bench widgets     this, and bench_widgets.py

Each notebook is run, and the panels that it then shows are driven. A "change" lasts from the move of a control to the
new picture. Each is made in ROUNDS rounds: the slowest of them is the one whose median is the longest, and belongs to
the panel; the longest single one may belong to the machine, as the row of 3 ms of Python alone shows, whose core slept
as long before. The pictures a second are those of a drag of two seconds, a move in each of the screen's frames. A
motion's pictures a second are counted while it moves: a rest of more than REST between two pictures is none of it.
"""

import statistics
import sys
import time

from tools.bench_widgets import chromium_and_lab
from tools.contents import number_of, paths

REST = 250  # ms
ROUNDS, PLACES = 5, 5  # how often each change is made, and how many a control makes in a round
SLEEP = 0.15  # seconds before a change
BALL = ("DescentBall(Landscape(w, w / 2, w**2 / 20 + w[:, None] ** 2 / 4, lambda p: p[0] ** 2 / 20 + p[1] ** 2,"
        " lambda p, _: np.array([p[0] / 10, 2 * p[1]])), (-8, 3), rate=0.3)")
MOTIONS = {
    "PerceptronLine": "PerceptronLine('AND', w=(0, 0), b=0)",
    "DescentBall": BALL,
    "DescentBall, turned": BALL,
    "ChainNudge": "ChainNudge(case=2)",
    "BackpropStepper": "BackpropStepper()",
    "ConvolutionWalk": "ConvolutionWalk(load_mnist()[2][0])",
    "SlopeWires": "SlopeWires(lecture.network('sigmoid', 'squared_error'), [1, -1], [1, 0])",
    "MatrixProduct": "MatrixProduct(np.ones((6, 6)), np.ones((6, 6)), np.ones(6))",
    "LayerFlow": "LayerFlow([Network([2, 2, 2, 2, 1], seed=k) for k in range(31)], *moons(200), every=20)",
}
FIRST = """import sys
sys.path.insert(0, "..")
import numpy as np
from helpers import Network, lecture, load_mnist, moons
from helpers.plots.landscape import Landscape
from helpers.widgets import *
w = np.linspace(-10, 10, 61)"""

PAGE = """
/** Moves the controls of the panel in this cell: one after the other, or the first one as fast as it goes. */
function panelBench(index) {
    const panel = document.querySelector(`.jp-Cell[data-windowed-list-index="${index}"] .course-panel`);
    const picture = panel.querySelector(".pn-picture"), sleep = time => new Promise(done => setTimeout(done, time));
    /** Each puts its control at the n-th place, and tells whether it stood elsewhere before. */
    const moves = [...panel.querySelectorAll("input[type=range]")].map(bar => n => {
        const low = Number(bar.min), step = Number(bar.step) || 1, steps = Math.round((bar.max - low) / step);
        const before = bar.value;
        bar.value = low + step * Math.round(steps * (0.1 + 0.8 * (n % 7) / 6));
        bar.dispatchEvent(new Event("input"));
        return bar.value !== before;
    }).concat([...panel.querySelectorAll("select")].map(menu => n => {
        const before = menu.selectedIndex;
        menu.selectedIndex = n % menu.options.length;
        menu.dispatchEvent(new Event("change"));
        return menu.selectedIndex !== before;
    }));
    const drawn = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    const next = act => new Promise((done, fail) => {
        const start = performance.now();
        new MutationObserver(async (_, observer) => {
            observer.disconnect();
            await drawn();
            done(performance.now() - start);
        }).observe(picture, { childList: true });
        setTimeout(() => fail(new Error("no picture within 30 s")), 30000);
        if (!act()) done(null);
    });
    return {
        /** For each change of a round what it took in each round, null where the control stood there before. */
        async change(rounds, places, rest) {
            const took = [];
            for (let round = 0; round < rounds; round++)
                for (let n = 1; n <= places; n++)
                    for (const [m, move] of moves.entries()) {
                        await sleep(1000 * rest);
                        (took[(n - 1) * moves.length + m] ??= []).push(await next(() => move(n)));
                    }
            return took;
        },
        async drag(seconds) {
            let pictures = 0;
            const observer = new MutationObserver(() => { pictures++; }), start = performance.now();
            observer.observe(picture, { childList: true });
            for (let n = 0; performance.now() - start < 1000 * seconds; n++) {
                moves[0](n);
                await new Promise(requestAnimationFrame);
            }
            observer.disconnect();
            return pictures / seconds;
        },
    };
}
window.bench = {
    panel: panelBench,
    /** When each picture of the motion in this cell was drawn, within so many seconds of its button's click; or while
     *  it is turned. */
    async motion(index, seconds, turned) {
        const times = [], cell = document.querySelector(`.jp-Cell[data-windowed-list-index="${index}"]`);
        const widget = cell.querySelector(".course-widget");
        const observer = new MutationObserver(() => times.push(performance.now()));
        observer.observe(widget, { attributes: true, attributeFilter: ["data-frames"], subtree: true });
        const turn = turned && widget.querySelector(".db-view input"), end = performance.now() + 1000 * seconds;
        if (!turn) widget.querySelector(".pg-play").click();
        for (let angle = 0; turn && performance.now() < end; angle += 3) {
            turn.value = angle % 360 - 180;
            turn.dispatchEvent(new Event("input"));
            await new Promise(requestAnimationFrame);
            times.push(performance.now());
        }
        if (!turn) await new Promise(done => setTimeout(done, 1000 * seconds));
        observer.disconnect();
        return times;
    },
};
"""


def panel_rows():
    """One row a panel: its notebook and cell, its controls; change: median, the slowest's median, the longest; pictures
    a second. First 3 ms of Python alone."""
    yield "Python alone", "", *in_words([[alone() for _ in range(ROUNDS)] for _ in range(2 * PLACES)]), ""
    with chromium_and_lab() as (open_, lab):
        for path in paths():
            notebook = open_(path.stem)
            notebook.run_all(timeout=900)
            for place in panels(notebook):
                yield f"{number_of(path)}, cell {place}", *measured(notebook.page, place, panel)
            notebook.page.close()
            lab.stop_kernels()


def panels(notebook):
    """The places of the cells that show a panel now."""
    shown = [[output.get("data", {}).get("text/plain", "") for output in cell.get("outputs", [])]
             for cell in notebook.cells()]
    return [place for place, texts in enumerate(shown) if any(text.startswith("<panel:") for text in texts)]


def motion_rows(seconds=4):
    """One row a motion: its name, pictures a second."""
    with chromium_and_lab() as (open_, lab):
        notebook = open_(lab.write_notebook("bench_motions", [FIRST, *MOTIONS.values()]))
        notebook.run_all()
        for place, name in enumerate(MOTIONS, start=1):
            yield name, *measured(notebook.page, place, motion, seconds, name.endswith("turned"))


def measured(page, place, measure, *how):
    """What `measure` finds in the cell, or in one word why it could not."""
    try:
        page.evaluate("place => { window.jupyterapp.shell.currentWidget.content.activeCellIndex = place; }", place)
        page.wait_for_timeout(1000)  # JupyterLab builds what is near the active cell, and scrolls
        widget = page.locator(f'.jp-Cell[data-windowed-list-index="{place}"] .course-widget')
        widget.evaluate("widget => widget.scrollIntoView({ block: 'center' })")  # what nobody sees does not move
        page.wait_for_timeout(500)
        page.evaluate(PAGE)
        return measure(page, place, *how)
    except Exception as error:  # the other rows are still wanted
        print(f"cell {place}: {error}", file=sys.stderr)
        return (type(error).__name__,)


def panel(page, place):
    labels = page.locator(f'.jp-Cell[data-windowed-list-index="{place}"] .pn-row > span').all_text_contents()
    how = place, ROUNDS, PLACES, SLEEP
    took = page.evaluate("([place, ...how]) => window.bench.panel(place).change(...how)", how)
    dragged = page.evaluate("place => window.bench.panel(place).drag(2)", place)
    return ", ".join(labels), *in_words(took), f"{dragged:.0f}"


def alone():
    """Milliseconds of a work of about 3 ms, after a rest."""
    time.sleep(SLEEP)
    start = time.perf_counter()
    sum(number * number % 7 for number in range(40_000))
    return 1000 * (time.perf_counter() - start)


def in_words(took):
    """The median of all, of the slowest change, and the longest of all."""
    changes = [made for change in took if (made := [time for time in change if time is not None])]
    every = [time for change in changes for time in change]
    return [f"{time:.0f} ms" for time in (statistics.median(every), max(map(statistics.median, changes)), max(every))]


def motion(page, place, seconds, turned):
    times = page.evaluate("how => window.bench.motion(...how)", [place, seconds, turned])
    gaps = [later - sooner for sooner, later in zip(times, times[1:], strict=False) if later - sooner <= REST]
    return (f"{1000 / statistics.mean(gaps):.0f}",)
