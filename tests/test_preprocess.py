"""From a stroke to the pixels of an MNIST digit: each step by hand, on pictures small enough to see."""

import numpy as np
import pytest

from helpers.preprocess import FRAME, as_strokes, center_of_mass, put, rasterize, resize, stages


@pytest.mark.parametrize("radius, x, y", [(0.2, 0.5, 0.5), (0.25, 0.53, 0.59), (0.28, 0.59, 0.53)])
def test_a_blot_is_whole_wherever_its_centre_lies_in_a_pixel(radius, x, y):
    along = np.arange(10) + 0.5
    expected = 10 * radius + 0.5 - np.hypot(along - 10 * x, along[:, None] - 10 * y)
    np.testing.assert_allclose(rasterize([[(x, y)]], radius, side=10), expected.clip(0, 1), atol=1e-5)


def test_a_thin_pen_leaves_grey_and_the_pads_edge_cuts_off():
    assert rasterize([[(0.55, 0.55)]], radius=0.02, side=10).max() == pytest.approx(0.4)
    corner = rasterize([[(0, 0)]], radius=0.1, side=8)
    assert corner[0, 0] == pytest.approx(1.3 - np.hypot(0.5, 0.5), abs=1e-6) and corner.sum() == corner[0, 0]
    np.testing.assert_allclose(rasterize([[(1, 1)]], radius=0.1, side=8), corner[::-1, ::-1], atol=1e-6)


def test_a_line_runs_along_x_then_y():
    ink = rasterize([[(0.2, 0.6), (0.8, 0.6)], [(0.2, 0.1), (0.2, 0.3)]], radius=0.05, side=20)
    assert ink[11:13, 4:16].min() > 0.7 and ink[2:6, 3:5].min() > 0.7
    assert not ink[8:10].any() and not ink[14:].any() and not ink[:, 18:].any() and not ink[:7, 6:].any()


@pytest.mark.parametrize("strokes, words", [
    ("ink", "strokes is str; expected a list"), ([[(0, 0), (0, 1)] * 13 + [(0, 0.9)]], "more than 25 pads long"),
    ([[(0, 0)] * 4001], "more than 4000 points"), ([[(0, 0, 0)]], "expected \\(n, 2\\)"),
    ([[(0, 1.01)]], "a point lies at 0 or 1.01"),
])
def test_strokes_that_are_none_are_refused(strokes, words):
    with pytest.raises(ValueError, match=words):
        as_strokes(strokes)


def test_a_new_pixel_is_the_average_of_the_area_it_covers():
    np.testing.assert_allclose(resize(np.array([[1.0, 2], [3, 6]]), (1, 1)), [[3]])
    np.testing.assert_allclose(resize(np.array([[0.0, 3, 6]]), (2, 2)), [[1, 5], [1, 5]])


@pytest.mark.parametrize("middle, corner", [((2, 3), (12, 11)), ((2.9, 3.9), (12, 11)), ((-20, 40), (24, 0))])
def test_a_digit_moves_by_whole_pixels_and_stays_inside(middle, corner):
    picture = put(np.ones((4, 6)), middle)
    assert picture.shape == (FRAME, FRAME) and picture.sum() == 24
    assert [int(where.min()) for where in np.nonzero(picture)] == list(corner)


def box(**how):
    """A pad of 112 with a box of 40 x 18 in its lower right, denser below; what each stage makes of it."""
    ink = np.zeros((112, 112))
    ink[60:100, 80:98] = 0.5
    ink[90:100, 80:98] = 1
    return stages(ink, **how)


def frame_of(picture):
    rows, columns = np.nonzero(picture["frame"])
    return [int(k) for k in (rows.min(), rows.max() + 1, columns.min(), columns.max() + 1)]


def test_the_stages_of_a_box():
    made = box()
    assert made["crop"].shape == (40, 18) and made["fit"].shape == (20, 9) and made["frame"].shape == (28, 28)
    assert frame_of(made) == [3, 23, 10, 19]  # its mass lies at 11.5 of 20 rows, in row 11, which goes to row 14
    assert made["center"] == center_of_mass(made["frame"]) == pytest.approx([14.5, 14.5])
    assert frame_of(box(center=False)) == [4, 24, 10, 19]
    assert frame_of(box(frame=False)) == [0, 28, 8, 21]
    assert box(fit=False)["fit"].shape == (7, 3) and box(crop=False)["fit"].shape == (20, 20)
    assert box(fit=False, frame=False)["fit"].shape == (10, 4)


def test_what_is_no_picture_is_refused():
    for ink in (np.ones((3, 4)), np.full((3, 3), 1.1)):
        with pytest.raises(ValueError, match="expected a square of numbers from 0"):
            stages(ink)
