"""Digits out of photos: sheets with MNIST's test digits written on them, photographed by simulation."""

import io
from functools import cache, partial

import numpy as np
import pytest
from PIL import ExifTags, Image, ImageDraw, ImageOps
from scipy import ndimage

from helpers import load_mnist
from helpers.photo import digits_in


@cache
def mnist():
    """The test digits (10000, 784)."""
    return load_mnist()[2]


def sheet(digits, random, height=60, tilt=0.0, tone=0.85, shadow=0.4, noise=0.02, pen=0.25, rows=1):
    """A photo of a sheet with these images (n, 784) written on it: a paper's tone, a soft shadow, a grain."""
    across = -(-len(digits) // rows)
    ink = np.zeros((int(height * (2.2 * rows + 1.5)), int(height * (1.3 * across + 1.5))))
    for k, digit in enumerate(digits):
        row, column = divmod(k, across)
        big = ndimage.zoom(digit.reshape(28, 28), height / 20 * random.uniform(0.85, 1.15), order=3)
        big = np.clip((ndimage.gaussian_filter(big, height / 40) - 0.35) * 6, 0, 1)
        top = int(height * (0.6 + 2.1 * row) + random.normal(0, height * 0.04))
        left = int(height * (0.5 + 1.3 * column) + random.normal(0, height * 0.04))
        part = ink[top : top + len(big), left : left + len(big)]
        np.maximum(part, big[: part.shape[0], : part.shape[1]], out=part)
    y, x = np.mgrid[: ink.shape[0], : ink.shape[1]] / max(ink.shape)
    one, other = random.uniform(0, 2 * np.pi, 2)
    light = tone * (1 - shadow * np.clip(np.cos(one) * x + np.sin(one) * y + 0.2, 0, 1))
    light /= 1 + shadow / (1 + np.exp(-25 * (np.cos(other) * (x - 0.5) + np.sin(other) * (y - 0.3))))
    photo = light * (1 - ink * (1 - pen))
    photo = ndimage.rotate(photo, tilt, reshape=False, order=1, mode="nearest")
    photo = ndimage.gaussian_filter(photo, 0.8) + random.normal(0, noise, photo.shape)
    return Image.fromarray((255 * np.clip(photo, 0, 1)).astype(np.uint8))


def alike(image, digit):
    """How much two pictures of 28 x 28 look alike, from 0 to 1, a pixel this way or that."""
    a = ndimage.gaussian_filter(image.reshape(28, 28), 1).ravel()
    moved = [np.roll(ndimage.gaussian_filter(digit.reshape(28, 28), 1), step, (0, 1)).ravel()
             for step in [(0, 0), (0, 1), (1, 0), (0, -1), (-1, 0)]]
    return max(a @ b / np.sqrt((a @ a) * (b @ b)) for b in moved)


@pytest.mark.parametrize("how", [
    {}, {"shadow": 0.7, "rows": 2}, {"tone": 0.5}, {"tilt": 6}, {"tilt": -6, "noise": 0.04}, {"pen": 0.5},
], ids=str)
def test_the_digits_come_back_in_their_order(how, tmp_path):
    random = np.random.default_rng(3)
    digits = mnist()[random.choice(10_000, 8, replace=False)]
    sheet(digits, random, **how).save(tmp_path / "photo.png")
    images, boxes = digits_in(tmp_path / "photo.png")
    assert images.shape == (8, 784) and images.dtype == np.float32 and boxes.shape == (8, 4)
    assert images.min() == 0 and 0.9 < images.max() <= 1
    assert np.mean([alike(image, digit) for image, digit in zip(images, digits, strict=True)]) > 0.93
    first_row = boxes[: 8 // how.get("rows", 1)]
    assert np.all(np.diff(first_row[:, 1]) > 0)


def on_a_table(photo, random, tone, grain=6):
    """The sheet on a table of this tone, a little turned."""
    table = tone + grain * ndimage.gaussian_filter(random.normal(size=[3 * side // 2 for side in photo.size[::-1]]), 2)
    mask = Image.new("L", photo.size, 255).rotate(7, expand=True)
    table = Image.fromarray(np.clip(table, 0, 255).astype(np.uint8))
    table.paste(photo.rotate(7, Image.Resampling.BILINEAR, expand=True), (photo.width // 5, photo.height // 6), mask)
    return table


def with_a_pen(photo, random):
    width, height = photo.size
    ImageDraw.Draw(photo).line([(0.1 * width, 0.95 * height), (0.95 * width, 0.88 * height)], 40, 12)
    return photo


def ruled(photo, random):
    for y in range(random.integers(40), photo.height, 40):
        ImageDraw.Draw(photo).line([(0, y), (photo.width, y)], 150, 2)
    return photo


def punched(photo, random):
    for x in range(20, photo.width, 45):
        ImageDraw.Draw(photo).ellipse([x, 2, x + 16, 18], 50)
    return photo


@pytest.mark.parametrize("hard", [
    partial(on_a_table, tone=50), partial(on_a_table, tone=240, grain=2), with_a_pen, ruled, punched,
    lambda photo, random: ImageOps.invert(photo), lambda photo, random: Image.fromarray(np.uint16(photo) * 16),
    lambda photo, random: Image.fromarray(np.float32(photo) / 255),
], ids=["dark table", "bright table", "pen", "ruled", "punched", "blackboard", "16 bits", "float"])
def test_the_digits_of_a_hard_photo_come_back_and_nothing_else(hard, tmp_path):
    random = np.random.default_rng(2)
    digits = mnist()[random.choice(10_000, 8, replace=False)]
    hard(sheet(digits, random, rows=2, shadow=0.1, tone=0.7), random).save(tmp_path / "photo.tiff")
    images, _ = digits_in(tmp_path / "photo.tiff")
    assert len(images) == 8
    assert np.mean([alike(image, digit) for image, digit in zip(images, digits, strict=True)]) > 0.9


def test_digits_that_lie_on_their_side_are_told(tmp_path):
    photo = sheet(mnist()[:8], np.random.default_rng(3))
    photo.rotate(90, expand=True).save(tmp_path / "photo.png")
    with pytest.raises(ValueError, match=r"the digits in photo\.png lie on their side: turn the photo by 90 degrees"):
        digits_in(tmp_path / "photo.png")


def test_a_column_of_digits_is_read(tmp_path):
    sheet(mnist()[:4], np.random.default_rng(3), rows=4).save(tmp_path / "photo.png")
    assert len(digits_in(tmp_path / "photo.png")[0]) == 4


def test_the_bar_of_a_5_that_begins_over_it_and_ends_beside_it_belongs_to_it(tmp_path):
    photo = Image.new("L", (700, 300), 220)
    pen = ImageDraw.Draw(photo)
    for left in (60, 300, 540):
        pen.line([(left, 100), (left, 140), (left + 40, 160), (left + 40, 200), (left - 10, 210)], 30, 12)
        pen.line([(left + 30, 76), (left + 110, 70)], 30, 12)
    photo.save(tmp_path / "photo.png")
    assert len(digits_in(tmp_path / "photo.png")[0]) == 3


def test_a_large_photo_is_made_smaller_and_the_boxes_are_its_own(tmp_path):
    random = np.random.default_rng(0)
    small = sheet(mnist()[:3], random)
    small.resize([side * 8 for side in small.size]).save(tmp_path / "photo.jpg")
    small.save(tmp_path / "small.png")
    large, small = digits_in(tmp_path / "photo.jpg")[1], digits_in(tmp_path / "small.png")[1]
    np.testing.assert_allclose(large / 8, small, atol=4)


@pytest.mark.parametrize("count, tilt, pen, size, apart", [
    (1, 0, 9, (600, 600), 0), (2, 9, 9, (600, 600), 200), (5, -9, 9, (1200, 600), 200), (3, 9, 9, (1200, 600), 380),
    (6, 0, 26, (1300, 180), 200),
])
def test_the_boxes_lie_around_the_digits_and_specks_are_none(count, tilt, pen, size, apart, tmp_path):
    """Noughts that are circles, so that a tilt moves them and changes nothing else."""
    photo, middle = Image.new("L", size, 220), np.divide(size, 2)
    across = apart * (np.arange(count) - (count - 1) / 2)  # from the photo's middle
    for x, y in np.column_stack([across, 0 * across]) + middle:
        ImageDraw.Draw(photo).ellipse([x - 50, y - 50, x + 50, y + 50], outline=40, width=pen)
        for speck in (60, 80):
            ImageDraw.Draw(photo).ellipse([x + speck, y, x + speck + 14, y + 14], fill=40)
    photo.rotate(tilt, Image.Resampling.BILINEAR, fillcolor=220).save(tmp_path / "photo.png")
    top, left, bottom, right = digits_in(tmp_path / "photo.png")[1].T
    c, s = np.cos(np.radians(tilt)), np.sin(np.radians(tilt))
    np.testing.assert_allclose((left + right) / 2, middle[0] + c * across, atol=2)
    np.testing.assert_allclose((top + bottom) / 2, middle[1] - s * across, atol=2)
    np.testing.assert_allclose([bottom - top, right - left], 104 * (1 if count < 3 else c + abs(s)), atol=3)


def test_a_photo_that_the_camera_has_marked_as_turned_is_read_upright(tmp_path):
    random, marks = np.random.default_rng(3), Image.Exif()
    photo, marks[ExifTags.Base.Orientation] = sheet(mnist()[:4], random), 3  # upside down
    photo.save(tmp_path / "photo.png")
    photo.rotate(180).save(tmp_path / "turned.png", exif=marks)
    for one, other in zip(*(digits_in(tmp_path / name) for name in ("photo.png", "turned.png")), strict=True):
        np.testing.assert_array_equal(one, other)


def cut_off():
    file = io.BytesIO()
    Image.effect_noise((80, 80), 50).save(file, "JPEG")
    return file.getvalue()[:-200]


@pytest.mark.parametrize("content, words", [
    (b"not a picture", "cannot be read as a picture"),
    (b"\x89PNG\r\n\x1a\n" + bytes(20), "cannot be read as a picture"),
    (cut_off(), "cannot be read as a picture: image file is"),
    (b"\0\0\0\x18ftypheic" + bytes(60), "HEIC photo, as iPhones take them.* -m pip install pi-heif. Or save it"),
])
def test_what_is_no_photo_is_told(tmp_path, content, words):
    (tmp_path / "photo.png").write_bytes(content)
    with pytest.raises(ValueError, match=rf"photo\.png.*{words}"):
        digits_in(tmp_path / "photo.png")


def test_a_sheet_with_nothing_on_it_is_told(tmp_path):
    with pytest.raises(FileNotFoundError, match="there is no file"):
        digits_in(tmp_path / "photo.png")
    sheet(np.zeros((1, 784)), np.random.default_rng(0)).save(tmp_path / "photo.png")
    with pytest.raises(ValueError, match="looks like a digit"):
        digits_in(tmp_path / "photo.png")
