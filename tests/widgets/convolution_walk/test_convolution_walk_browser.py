"""The convolution walk in Chromium, with Python at the other end: what the page shows is what Python computes."""

import base64
import json
import re

import numpy as np
import pytest

from helpers import Convolution, MaxPool, Network, load_mnist
from helpers.widgets import ConvolutionWalk
from tests.browser_lab import RESTS, barriers

PAGE = """<!doctype html><html lang="en"><title>walk</title><style>%s
body { margin: 8px; background: var(--jp-layout-color0); } [data-jp-theme-light="false"] { --jp-layout-color0: #111;
--jp-layout-color1: #222; --jp-ui-font-color1: #eee; --jp-ui-font-color2: #bbb; --jp-border-color1: #666; }</style>
<body data-jp-theme-light="true"><main></main></body></html>"""
START = """async source => {
    const { default: { render } } = await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
    const heard = new Set(), bytes = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
    const model = { get: name => ({ words: {}, lang: "en" })[name],
        on: (_, f) => heard.add(f), off: (_, f) => heard.delete(f), send: async message => {
        window.pending = (window.pending ?? 0) + 1;
        const [head, buffers] = JSON.parse(await window.ask(JSON.stringify(message)));
        for (const f of heard) f(head, buffers.map(bytes));
        window.pending--;  // in what has just been heard, the next message has been sent
    } };
    window.end = render({ model, el: document.querySelector("main") });
}"""


class Open:
    """A widget on a bare page; every message goes to Python as from a notebook."""

    def __init__(self, browser, walk, **options):
        self.walk, self.sent, self.errors = walk, [], []
        self.page = browser.new_page(viewport={"width": 1040, "height": 900}, **options)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        walk.send = lambda head, buffers=(): self.sent.append((head, buffers))
        self.page.expose_function("ask", self.answer)
        self.page.set_content(PAGE % walk._css)
        self.page.evaluate(START, walk._esm)
        self.page.locator(".cw-kernel input").first.wait_for()

    def answer(self, message):
        content = {"data": {"method": "custom", "content": json.loads(message)}}
        self.walk._handle_msg({"content": content, "buffers": []})
        head, buffers = self.sent[-1]
        return json.dumps([head, [base64.b64encode(buffer).decode() for buffer in buffers]])

    def answered(self):
        """Wait until Python has heard all, and the page its answers."""
        self.page.wait_for_function("window.pending === 0")

    def go(self, step):
        """Put the bar at a step, as a hand on it would."""
        self.page.get_by_label("How far").evaluate(
            "(bar, step) => { bar.value = step; bar.dispatchEvent(new Event('input')) }", step
        )

    def cells(self):
        return self.page.locator(".cw-sums text").all_text_contents()


@pytest.fixture(scope="module")
def cnn():
    return Network([(28, 28, 1), Convolution(8, 5), MaxPool(2), 10], seed=3)


@pytest.fixture
def opened(browser, cnn):
    pages = []

    def open(**options):
        pages.append(Open(browser, ConvolutionWalk(load_mnist()[2][0], cnn), **options))
        return pages[-1]

    yield open
    for page in pages:
        page.page.close()
        assert page.errors == []


def numbers(texts):
    return [float(text.strip("×= ").replace("−", "-")) for text in texts]


def check_window(open, row, column):
    """The window's nine or twenty-five products, and their sum, beside Python's."""
    walk, size = open.walk, len(open.walk.weights)
    patch = walk.image[row : row + size, column : column + size]
    cells = np.array(numbers(open.cells())).reshape(size, size, 3)
    assert np.abs(cells - np.stack([patch, walk.weights, patch * walk.weights], axis=2)).max() <= 0.0051
    z = walk.z[row, column]
    said = open.page.locator(".cw-sentence").inner_text().replace("−", "-").replace("\xa0", " ")
    parts = re.fullmatch(rf"Sum of {size * size} products: (.+)[.] With b = (.+): z = (.+), after ReLU (.+)[.]", said)
    assert np.allclose([float(part) for part in parts.groups()], [z - walk.b, walk.b, z, max(0, z)], atol=0.00051)
    assert (patch * walk.weights).sum() + walk.b == pytest.approx(z)


def map_known(open, square):
    """How many cells of a map are drawn, and how many of them are orange."""
    return open.page.evaluate(
        """k => { const canvas = document.querySelectorAll(".cw-square canvas")[k];
            const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
            let known = 0, orange = 0;
            for (let i = 0; i < data.length; i += 4) {
                known += data[i + 3] > 0; orange += data[i + 3] > 0 && data[i] > data[i + 2] + 5; }
            return [known, orange] }""", square)


def test_every_place_shows_pythons_numbers(opened):
    open = opened()
    page, walk = open.page, open.walk
    for name in ("upper edges", "blur", "learned 2"):
        page.get_by_label("Kernel", exact=True).select_option(name)
        first = round(float(walk.kernels[name][0][0, 0]), 3)
        page.wait_for_function("w => Number(document.querySelector('[aria-label=w1]').value) === w", arg=first)
        open.answered()
        n, p = len(walk.z), len(walk.pooled)
        for row, column in ((0, 0), (7, 9), (12, n - 1), (n - 1, n - 1)):
            open.go(row * n + column)
            check_window(open, row, column)
            assert map_known(open, 1)[0] == row * n + column + 1 and map_known(open, 2)[0] == 0
        open.go(n * n)
        assert map_known(open, 1) == [n * n, 0]  # ReLU leaves no orange
        open.go(n * n + p * 5 + 4)
        four = walk.a[10:12, 6:8]
        assert numbers([open.cells()[1]])[0] == pytest.approx(four[0, 0], abs=0.0051)
        said = open.page.locator(".cw-sentence").inner_text().removesuffix(".").split(": ")[1]
        assert float(said) == pytest.approx(walk.pooled[5, 3], abs=0.00051)
        assert map_known(open, 2)[0] == p * 5 + 4


def test_keys_pointer_play_and_own_numbers(opened):
    open = opened()
    page, walk = open.page, open.walk
    open.go(0)
    page.get_by_role("slider", name="The window on the image").focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "Shift+ArrowDown"):
        page.keyboard.press(key)
    check_window(open, 11, 2)
    assert page.get_by_role("status").inner_text().startswith("Row 12, column 3: the products add up to")
    box = page.get_by_role("slider", name="A place of the feature map").bounding_box()
    page.mouse.click(box["x"] + 10.5 / 26 * box["width"], box["y"] + 20.5 / 26 * box["height"])
    check_window(open, 20, 10)

    open.go(0)  # and not near the end: a slow page shows few frames a second
    page.get_by_role("button", name="Play").press("Enter")
    page.wait_for_function("document.querySelector('main').dataset.frames > 20")
    page.get_by_role("button", name="Pause").press("Enter")
    step = int(page.get_by_label("How far").input_value())
    assert step > 0 and map_known(open, 1)[0] == step + 1
    check_window(open, *divmod(step, 26))

    page.get_by_label("w5", exact=True).fill("2.5")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('[aria-label=Kernel]').value === 'your own'")
    assert walk.weights.tolist() == [[-1, -1, -1], [0, 2.5, 0], [1, 1, 1]]
    check_window(open, *divmod(step, 26))
    page.get_by_label("w5", exact=True).focus()
    assert "w5 = 2.5: this one number lies on 676 wires" in page.locator(".cw-one").inner_text()
    assert "6,084 wires, but only 9 different" in page.locator(".cw-net").inner_text()
    page.evaluate("""() => {  // one number is written, and the next one begun before Python has answered
        const [w6, w7] = ["w6", "w7"].map(name => document.querySelector(`[aria-label=${name}]`));
        w6.value = "0.5";
        w6.dispatchEvent(new Event("change"));
        w7.focus();
        w7.value = "0.2";
    }""")
    open.answered()
    assert page.get_by_label("w7", exact=True).input_value() == "0.2" and walk.weights[1].tolist() == [0, 2.5, 0.5]
    page.get_by_label("w5", exact=True).fill("1e9")
    page.keyboard.press("Tab")
    page.get_by_role("alert").get_by_text("from -100 to 100").wait_for()
    assert page.get_by_label("w5", exact=True).input_value() == "2.5"
    page.get_by_label("Size of your own kernel").select_option("5")
    page.wait_for_function("document.querySelectorAll('.cw-kernel input').length === 25")
    assert walk.weights.sum() == 1 and walk.z == pytest.approx(
        walk.image[2:26, 2:26]
    )  # it picks the pixel in the middle


def test_a_drawing_and_the_digit_again(opened):
    open = opened()
    page, walk = open.page, open.walk
    page.get_by_role("button", name="Draw").click()
    page.get_by_role("button", name="Clear").click()
    box = page.get_by_role("application").bounding_box()
    page.mouse.move(box["x"] + 0.2 * box["width"], box["y"] + 0.5 * box["height"])
    page.mouse.down()
    page.mouse.move(box["x"] + 0.8 * box["width"], box["y"] + 0.5 * box["height"], steps=6)
    page.mouse.up()
    page.wait_for_function("document.querySelector('[aria-label=\"How far the walk has come\"]').value === '845'")
    open.answered()
    assert walk.image[13:15, 8:20].min() > 0.9 and walk.image[:11].max() == 0
    page.keyboard.press("Space")
    for _ in range(12):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    open.answered()
    assert len(walk.strokes) == 2 and walk.image[8:12, 10:12].max() > 0.8
    page.get_by_role("button", name="Done").click()
    assert map_known(open, 1)[0] == walk.first + 1
    check_window(open, *divmod(walk.first, 26))
    page.get_by_role("button", name="The digit").click()
    open.answered()
    assert walk.strokes is None and np.array_equal(walk.image, walk.given)
    check_window(open, *divmod(walk.first, 26))


def test_accessible_narrow_dark_and_calm(opened):
    open = opened(reduced_motion="reduce")
    page = open.page
    assert barriers(open.page, "main") == []
    page.get_by_role("button", name="Play").click()
    page.wait_for_function("step => document.querySelector('[type=range]').value > step", arg=open.walk.first)
    frame = page.locator(".cw-frame").first
    assert float(frame.get_attribute("x")) % 1 == 0  # steps, nothing between them
    page.get_by_role("button", name="Pause").click()
    page.evaluate("document.body.dataset.jpThemeLight = 'false'")
    assert barriers(open.page, "main") == []
    page.set_viewport_size({"width": 360, "height": 900})
    page.evaluate(RESTS, "main")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
