"""What the tests of widgets share: they play the page, or show it in Chromium with Python at the other end."""

import base64
import json
import re
import shutil
import subprocess

import pytest

from tests.browser_lab import PATIENCE, RESTS, TIGHT, VIEWPORT, barriers
from tools.contents import ROOT


def in_node(imports, value, given):
    """What an expression of `given` is in JavaScript, with "{ tint } from './page.js'" of helpers/widgets, say."""
    node = shutil.which("node") or pytest.skip("node is not installed")
    script = f"""import {{ readFileSync }} from "node:fs"; import {imports.replace("./", "./helpers/widgets/")};
        const given = JSON.parse(readFileSync(0)); console.log(JSON.stringify({value}));"""
    command = [node, "--input-type=module", "-e", script]
    done = subprocess.run(command, cwd=ROOT, input=json.dumps(given), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


class Page:
    """page({"do": "path", …}) and page.say("path", …) return Python's last answer; .heard and .buffers have all."""

    def __init__(self, widget):
        self.widget, self.heard, self.buffers = widget, [], []
        widget.send = self.hear

    def hear(self, head, buffers=None):
        self.heard.append(head)
        self.buffers.append(buffers or [])

    def __call__(self, message):
        self.widget._receive(self.widget, message, [])
        return self.heard[-1]

    def say(self, do, **fields):
        return self({"do": do} | fields)

    @property
    def head(self):
        return self.heard[-1]

    def refused(self, messages, state):
        """The answers to these messages, one each, which all refuse in words and leave state(widget) as it is."""
        before, first = state(self.widget), len(self.heard)
        for number, message in enumerate(messages, start=1):
            answer = self(message)
            assert answer["do"] == "refused" and len(answer["note"]) > 10, message
            assert state(self.widget) == before and len(self.heard) == first + number, message
        return self.heard[first:]


@pytest.fixture
def play():
    """play(widget) is the page."""
    return Page


BARE = """<!doctype html><html lang="en"><title>A widget</title><style>
main { overflow: auto; /* as an output in JupyterLab */ }
body { margin: 8px; background: var(--jp-layout-color0); color: var(--jp-ui-font-color1); }
[data-jp-theme-light="false"] { --jp-layout-color0: #111; --jp-layout-color1: #222; --jp-layout-color2: #333;
--jp-ui-font-color1: #eee; --jp-ui-font-color2: #bbb; --jp-border-color1: #666; }</style>
<body data-jp-theme-light="true"><main></main></body></html>"""


# window.alive(): the timers, observers and listeners of a widget's module that have not ended.
COUNT = """() => {
    const alive = new Set(), { setTimeout, setInterval, clearTimeout } = window;
    const add = one => {
        if (new Error().stack.includes("blob:")) alive.add(one);  // not playwright's own
        return one;
    };
    window.setTimeout = (action, ...more) => {
        const id = setTimeout((...given) => { alive.delete(id); action(...given); }, ...more);
        return add(id);
    };
    window.setInterval = (...given) => add(setInterval(...given));
    window.clearTimeout = window.clearInterval = id => { alive.delete(id); clearTimeout(id); };
    window.ResizeObserver = class extends ResizeObserver {
        observe(element) { add(this); super.observe(element); }
        disconnect() { alive.delete(this); super.disconnect(); }
    };
    for (const root of [window, document]) {
        const { addEventListener, removeEventListener } = root;
        root.addEventListener = (...given) => { add(given[1]); addEventListener.apply(root, given); };
        root.removeEventListener = (...given) => { alive.delete(given[1]); removeEventListener.apply(root, given); };
    }
    window.alive = () => [...alive, ...Object.values(window.listeners).flatMap(all => [...all])].map(String);
}"""

RENDER = """async ([{ _esm, _css, ...state }, fates]) => {
    document.head.append(Object.assign(document.createElement("style"), { textContent: _css }));
    const { default: { render } } = await import(URL.createObjectURL(new Blob([_esm], { type: "text/javascript" })));
    const listeners = window.listeners = {};
    const bytes = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
    const tell = (name, ...given) => { for (const listener of listeners[name] ?? []) listener(...given); };
    const model = {
        get: name => state[name],
        on: (name, listener) => (listeners[name] ??= new Set()).add(listener),
        off: (name, listener) => listeners[name].delete(listener),
        async send(message) {
            const fate = fates[window.sent++ % fates.length];
            if (fate === "lost") return;
            window.pending++;
            await window.held;
            if (fate === "late") await new Promise(done => setTimeout(done, 250));
            try {
                for (let left = fate === "twice" ? 2 : 1; left; left--) {
                    const told = JSON.parse(await window.ask(JSON.stringify(message)));
                    if (fate !== "unheard") window.hear(told);
                }
            } finally { window.pending--; }  // in what has just been heard, the next message has been sent
        },
    };
    window.pending = window.sent = window.heard = 0;
    window.hear = told => {
        window.heard += told.length;
        for (const [head, buffers] of told) tell("msg:custom", head, buffers.map(bytes));
    };
    window.view = () => {
        window.ends = render({ model, el: document.querySelector("main").appendChild(document.createElement("div")) });
    };
    window.view();
}"""


ANSWERED = """() => new Promise(done => requestAnimationFrame(function look() {
    requestAnimationFrame(window.pending ? look : () => done(true));
}))"""


class Bare:
    """A page without JupyterLab that shows one widget after the other; messages go to Python, here in this process.

    .page is playwright's, .widget the locator of the widget on it, .python the widget itself.
    """

    def __init__(self, browser):
        self.page, self.errors, self.told = browser.new_page(viewport=VIEWPORT), [], None
        self.page.set_default_timeout(PATIENCE)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.expose_function("ask", self.answer)
        self.widget = self.page.locator(".course-widget")

    def show(self, python, fates=()):
        """fates: what becomes of the messages, in turns: "fine", "lost", "unheard" (its answer), "late" or "twice"."""
        self.python = python
        python.send = self.send
        state = python.get_state()
        if fates:  # a page that waits shorter
            state["_esm"], hurried = re.subn(r"\bPATIENCE = 3000", "PATIENCE = 100", state["_esm"])
            assert hurried == 1
        self.page.set_content(BARE)
        self.page.evaluate(COUNT)
        self.page.evaluate(RENDER, [state, list(fates)])
        if fates:
            self.page.wait_for_function("window.heard")  # what it is built of
        self.answered()
        return self

    def answer(self, message):
        self.told = []  # what is said now goes back together
        content = {"data": {"method": "custom", "content": json.loads(message)}}
        self.python._handle_msg({"content": content, "buffers": []})
        told, self.told = self.told, None
        return json.dumps(told, allow_nan=False)

    def send(self, head, buffers=()):
        message = [head, [base64.b64encode(buffer).decode() for buffer in buffers]]
        if self.told is None:  # a cell has changed the widget
            self.page.evaluate("message => queueMicrotask(() => hear([message]))", message)
        else:
            self.told.append(message)

    def answered(self):
        """Wait until Python has heard all, and the page its answers, which the next frame shows."""
        self.page.wait_for_function(ANSWERED)

    def press(self, *names):
        """Click the buttons of these names; Python has heard each then."""
        for name in names:
            self.widget.get_by_role("button", name=name, exact=True).first.click()
            self.answered()

    def type(self, field, text):
        """Write into the field of this label, as a hand does, and take it by Enter."""
        field = self.widget.get_by_label(field, exact=True).first
        field.fill(text)
        field.press("Enter")
        self.answered()

    def drag(self, part, right, down, x=0.5, y=0.5):
        """By mouse, in small moves, from this place of the part (a locator), its middle if none is given."""
        box, mouse = part.bounding_box(), self.page.mouse
        x, y = box["x"] + x * box["width"], box["y"] + y * box["height"]
        mouse.move(x, y)
        mouse.down()
        mouse.move(x + right, y + down, steps=6)
        mouse.up()
        self.answered()

    def hold(self):
        """From now on Python hears nothing, as where a kernel is busy, until .free()."""
        self.page.evaluate("() => { window.held = new Promise(free => { window.free = free; }); }")

    def free(self):
        self.page.evaluate("window.free()")
        self.answered()

    def rests(self):
        """Wait until everything stays where it is, ten frames long, and no motion is under way."""
        frames = None
        while frames != (frames := self.frames()):
            self.page.evaluate(RESTS, "main")

    def frames(self):
        """How many pictures of its motions the widget has shown."""
        return int(self.widget.get_attribute("data-frames") or 0)

    def check_accessibility(self):
        assert barriers(self.page, "main") == []

    def check_narrow(self):
        """On a screen 360 pixels wide nothing reaches beyond it, and no ring of the focus around a control."""
        self.page.set_viewport_size({"width": 360, "height": 1000})
        self.rests()  # what follows the width has been drawn anew
        wide = "main => main.scrollWidth - main.clientWidth"
        assert self.page.locator("main").evaluate(wide) == 0
        assert self.page.evaluate(TIGHT, ["main", "main"]) == []

    def clear(self):
        self.page.goto("about:blank")  # nothing goes on drawing
        self.page.emulate_media(reduced_motion="null")
        self.page.set_viewport_size(VIEWPORT)
        errors, self.errors = self.errors, []
        assert errors == []


class Fingers:
    """Fingers on a page's screen, as the browser's own tools send them; places are pixels of the window."""

    def __init__(self, page):
        self.page, self.screen = page, page.context.new_cdp_session(page)
        self.screen.send("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 2})

    def touch(self, kind, *places):
        """kind: "Start", "Move" or "End"."""
        points = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(places)]
        self.screen.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})

    def tap(self, place):
        self.touch("Start", place)
        self.touch("End")

    def swipe(self, start, way):
        """From the place `start` so far `way`, where it rests: after a throw the browser takes a tap as its halt."""
        self.touch("Start", start)
        for step in range(1, 9):
            self.touch("Move", [place + far * step / 8 for place, far in zip(start, way, strict=True)])
        self.page.wait_for_timeout(300)
        self.touch("End")


@pytest.fixture
def fingers():
    """fingers(page) are on the screen of this page until the test ends."""
    hands = []
    yield lambda page: hands.append(Fingers(page)) or hands[-1]
    for hand in hands:
        hand.screen.detach()


@pytest.fixture(scope="session")
def bare(browser):
    return Bare(browser)


@pytest.fixture
def show(bare):
    """show(widget) shows it on a page without JupyterLab, and returns that; see Bare."""
    yield bare.show
    bare.clear()
