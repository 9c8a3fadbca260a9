"""The convolution walk in Chromium, with Python at the other end: what the page shows is what Python computes."""

import re

import numpy as np
import pytest

from helpers import Convolution, MaxPool, Network, load_mnist
from helpers.widgets import ConvolutionWalk


@pytest.fixture(scope="module")
def digit():
    return load_mnist()[2][0]


@pytest.fixture
def opened(show, digit):
    cnn = Network([(28, 28, 1), Convolution(8, 5), MaxPool(2), 10], seed=3)
    opened = show(ConvolutionWalk(digit, cnn))
    opened.page.set_viewport_size({"width": 1040, "height": 900})
    opened.rests()
    return opened


class Walk:
    """What Python makes of a kernel on an image (28, 28): weights, b, z, a and pooled."""

    def __init__(self, image, weights, b=0.0):
        self.image, self.weights, self.b = image.reshape(28, 28), np.array(weights, float), b
        layer = Convolution(1, len(self.weights))
        z = layer.forward((self.weights.reshape(1, -1), np.array([b])), image.reshape(1, 28, 28, 1))
        maps = z, z.clip(0), MaxPool(2).forward((), z.clip(0))
        self.z, self.a, self.pooled = (one[0, :, :, 0] for one in maps)


def walk_of(opened, name="upper edges", image=None):
    return Walk(opened.python.image if image is None else image, *opened.python.kernels[name])


def go(opened, step):
    """Put the bar at a step, as a hand on it would."""
    opened.page.get_by_label("How far").evaluate(
        "(bar, step) => { bar.value = step; bar.dispatchEvent(new Event('input')) }", step
    )


def cells(opened):
    return opened.page.locator(".cw-sums text").all_text_contents()


def numbers(texts):
    return [float(text.strip("×= ").replace("−", "-")) for text in texts]


def check_window(opened, walk, row, column):
    """The window's nine or twenty-five products, and their sum, beside Python's."""
    size = len(walk.weights)
    patch = walk.image[row : row + size, column : column + size]
    sums = np.array(numbers(cells(opened))).reshape(size, size, 3)
    assert np.abs(sums - np.stack([patch, walk.weights, patch * walk.weights], axis=2)).max() <= 0.0051
    z = walk.z[row, column]
    said = opened.page.locator(".cw-sentence").inner_text().replace("−", "-").replace("\xa0", " ")
    parts = re.fullmatch(rf"Sum of {size * size} products: (.+)[.] With b = (.+): z = (.+), after ReLU (.+)[.]", said)
    assert np.allclose([float(part) for part in parts.groups()], [z - walk.b, walk.b, z, max(0, z)], atol=0.00051)
    assert (patch * walk.weights).sum() + walk.b == pytest.approx(z)


def map_known(opened, square):
    """How many cells of a map are drawn, and how many of them are orange."""
    return opened.page.evaluate(
        """k => { const canvas = document.querySelectorAll(".cw-square canvas")[k];
            const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
            let known = 0, orange = 0;
            for (let i = 0; i < data.length; i += 4) {
                known += data[i + 3] > 0; orange += data[i + 3] > 0 && data[i] > data[i + 2] + 5; }
            return [known, orange] }""", square)


def test_every_place_shows_pythons_numbers(opened):
    page = opened.page
    for name in ("upper edges", "learned 2"):
        page.get_by_label("Kernel", exact=True).select_option(name)
        walk = walk_of(opened, name)
        assert float(page.get_by_label("w1", exact=True).input_value()) == round(float(walk.weights[0, 0]), 3)
        n, p = len(walk.z), len(walk.pooled)
        for row, column in ((0, 0), (7, 9), (n - 1, n - 1)):
            go(opened, row * n + column)
            check_window(opened, walk, row, column)
            assert map_known(opened, 1)[0] == row * n + column + 1 and map_known(opened, 2)[0] == 0
        go(opened, n * n)
        assert map_known(opened, 1) == [n * n, 0]  # ReLU leaves no orange
        go(opened, n * n + p * 5 + 4)
        four = walk.a[10:12, 6:8]
        assert numbers([cells(opened)[1]])[0] == pytest.approx(four[0, 0], abs=0.0051)
        said = opened.page.locator(".cw-sentence").inner_text().removesuffix(".").split(": ")[1]
        assert float(said) == pytest.approx(walk.pooled[5, 3], abs=0.00051)
        assert map_known(opened, 2)[0] == p * 5 + 4
    small = page.get_by_role("group", name="The maps of all learned kernels").get_by_role("button")
    assert small.count() == 8
    small.nth(7).press("Enter")  # a small map is that of its kernel, and brings it
    chosen = page.get_by_label("Kernel", exact=True).input_value()
    assert chosen == "learned 8" == small.nth(7).get_attribute("aria-label")
    go(opened, 24**2 - 1)
    painted = """k => {
        const canvas = document.querySelectorAll(".cw canvas")[k];
        return [...canvas.getContext("2d").getImageData(0, 0, 24, 24).data];
    }"""
    large, little = (np.array(page.evaluate(painted, k)) for k in (1, 3 + 7))
    assert np.abs(large - little).max() <= 2 and large.std() > 10


def test_keys_pointer_play_and_own_numbers(opened):
    page, walk = opened.page, walk_of(opened)
    go(opened, 0)
    page.get_by_role("slider", name="The window on the image").focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "Shift+ArrowDown"):
        page.keyboard.press(key)
    check_window(opened, walk, 11, 2)
    assert page.get_by_role("status").inner_text().startswith("Row 12, column 3: the products add up to")
    box = page.get_by_role("slider", name="A place of the feature map").bounding_box()
    page.mouse.click(box["x"] + 10.5 / 26 * box["width"], box["y"] + 20.5 / 26 * box["height"])
    check_window(opened, walk, 20, 10)

    go(opened, 0)  # and not near the end: a slow page shows few frames a second
    page.get_by_role("button", name="Play").press("Enter")
    page.wait_for_function("document.querySelector('.course-widget').dataset.frames > 20")
    page.get_by_role("button", name="Pause").press("Enter")
    step = int(page.get_by_label("How far").input_value())
    assert step > 0 and map_known(opened, 1)[0] == step + 1
    check_window(opened, walk, *divmod(step, 26))

    page.get_by_label("w5", exact=True).fill("2.5")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('[aria-label=Kernel]').value === 'your own'")
    check_window(opened, Walk(walk.image, [[-1, -1, -1], [0, 2.5, 0], [1, 1, 1]]), *divmod(step, 26))
    page.get_by_label("w5", exact=True).focus()
    assert "w5 = 2.5: this one number lies on 676 wires" in page.locator(".cw-one").inner_text()
    assert "6,084 wires, but only 9 different" in page.locator(".cw-net").inner_text()
    page.get_by_label("w5", exact=True).fill("1e9")
    page.keyboard.press("Tab")
    assert page.get_by_label("w5", exact=True).input_value() == "2.5"
    assert page.get_by_role("alert").inner_text() == "A number here has to be from −100 to 100."
    page.get_by_label("Size of your own kernel").select_option("5")
    page.wait_for_function("document.querySelectorAll('.cw-kernel input').length === 25")
    assert page.get_by_role("alert").inner_text() == ""
    middle = np.eye(25)[12].reshape(5, 5)  # it picks the pixel there
    go(opened, 24 * 10 + 11)
    check_window(opened, Walk(walk.image, middle), 10, 11)


def test_a_drawing_the_digit_again_and_steps_without_motion(opened):
    page, drawn = opened.page, []
    draw = opened.python._do_draw
    opened.python._do_draw = lambda strokes: drawn.append((strokes, draw(strokes))) or drawn[-1][1]
    page.get_by_role("button", name="Draw").click()
    page.get_by_role("button", name="Clear").click()
    paper = page.get_by_role("application")
    opened.drag(paper, 0.6 * paper.bounding_box()["width"], 0, x=0.2)
    image = lambda: np.frombuffer(drawn[-1][1][1][0], "<f4").reshape(28, 28)  # noqa: E731
    assert image()[13:15, 8:20].min() > 0.9 and image()[:11].max() == 0
    page.get_by_role("button", name="Done").click()
    for image_now in (image(), opened.python.image):
        first = int(page.get_by_label("How far").input_value())
        row, column = divmod(first, 26)
        assert image_now[row : row + 3, column : column + 3].any() and not image_now[: row + 2].any()
        assert map_known(opened, 1)[0] == first + 1
        check_window(opened, walk_of(opened, image=image_now), row, column)
        page.get_by_role("button", name="The digit").click()
    page.emulate_media(reduced_motion="reduce")
    page.get_by_role("button", name="Play").click()
    step = int(page.get_by_label("How far").input_value())
    page.wait_for_function("step => document.querySelector('[type=range]').value > step", arg=step)
    assert float(page.locator(".cw-frame").first.get_attribute("x")) % 1 == 0  # steps, nothing between them
