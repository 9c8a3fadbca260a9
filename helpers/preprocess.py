"""From a drawn stroke to the 28 x 28 pixels of an MNIST digit, stage by stage.

Whoever made MNIST cut each digit out, shrank it with its proportions kept until its longer side had 20 pixels, and
put it into a frame of 28 x 28 so that its centre of mass lies in the middle. A network trained on MNIST expects just
that. Done to MNIST's own digits, `stages` changes none of the pixels. Notebook 06.
"""

import numpy as np

from .data import shares
from .validate import as_numbers, number, whole
from .words import later, say

SIDE, BOX, FRAME = 112, 20, 28  # pixels along a side: the pad, the digit in MNIST, the whole picture in MNIST
BROAD, THIN = 0.038, 0.009  # half the pen's width, in pads; the broad one leaves lines as thick as MNIST's
POINTS, LENGTH = 4000, 25  # most of what one drawing may have: points, and pads of line


def as_strokes(strokes):
    """Strokes as float arrays (n, 2) of points (x, y) from 0 to 1, y downward; refused if there is too much ink."""
    if not isinstance(strokes, list | tuple):
        sentence = later("strokes is {type}; expected a list with one list of points (x, y) a stroke")
        raise ValueError(say(sentence, type=type(strokes).__name__))
    if sum(len(one) if isinstance(one, list | tuple) else -(-np.size(one) // 2) for one in strokes) > POINTS:
        sentence = later("this drawing has more than {points} points, more than any digit needs: clear the pad")
        raise ValueError(say(sentence, points=POINTS))
    arrays = [as_numbers(later("a stroke"), stroke, np.float64) for stroke in strokes]
    for points in arrays:
        if points.ndim != 2 or points.shape[1] != 2 or len(points) == 0:
            sentence = later("a stroke has shape {shape}; expected (n, 2), one point (x, y) a row")
            raise ValueError(say(sentence, shape=points.shape))
        if points.min() < 0 or points.max() > 1:
            sentence = later("a point lies at {low:g} or {high:g}; the pad goes from 0 to 1")
            raise ValueError(say(sentence, low=points.min(), high=points.max()))
    if sum(lengths(points).sum() for points in arrays) > LENGTH:
        sentence = later("this drawing is more than {length} pads long, more than any digit needs: clear the pad")
        raise ValueError(say(sentence, length=LENGTH))
    return arrays


def lengths(points):
    return np.hypot(*np.diff(points, axis=0).T)


def rasterize(strokes, radius=BROAD, side=SIDE):
    """Strokes → the pad (side, side): ink 1, paper 0, grey at the edges of the line.

    Points one pixel apart along each stroke leave a round blot each; where blots overlap the darkest counts.
    """
    radius, side = number("radius", radius, high=0.5, above=True), whole("side", side)
    dots = [np.zeros((0, 2))]
    for points in as_strokes(strokes):
        along = np.append(0, lengths(points).cumsum())
        marks = np.linspace(0, along[-1], 1 + int(np.ceil(side * along[-1])))
        dots.append(np.column_stack([np.interp(marks, along, points[:, axis]) for axis in (1, 0)]))
    dots, reach = np.float32(np.concatenate(dots) * side), radius * side
    edge = int(reach) + 1
    around = np.stack(np.mgrid[-edge : edge + 1, -edge : edge + 1], axis=-1).reshape(-1, 2)
    pixels = np.floor(dots).astype(int)[:, None] + around  # (dots, pixels around, 2)
    ink = np.clip(reach + 0.5 - np.linalg.norm(pixels + 0.5 - dots[:, None], axis=2), 0, min(1, 2 * reach))
    pad = np.zeros((side + 2 * edge + 1,) * 2)
    np.maximum.at(pad, tuple(np.moveaxis(pixels + edge, 2, 0)), ink)
    return pad[edge : edge + side, edge : edge + side]


def stages(ink, crop=True, fit=True, center=True, frame=True):
    """A square picture (ink 1, paper 0) → what each stage makes of it: crop, fit, frame (28 x 28); center is where
    the centre of mass lies in frame, (y, x) in pixels.

    Without crop    the whole pad counts as the digit.
    Without fit     the digit keeps the size it was drawn in, as a share of the pad.
    Without center  the middle of the digit, not its centre of mass, goes to the middle of the picture.
    Without frame   the digit fills all 28 pixels; there is no white border of 4.
    """
    ink = as_numbers(later("the picture"), ink)
    if ink.ndim != 2 or ink.shape[0] != ink.shape[1] or ink.size == 0 or ink.min() < 0 or ink.max() > 1:
        sentence = later("the picture has shape {shape}; expected a square of numbers from 0 (paper) to 1 (ink)")
        raise ValueError(say(sentence, shape=ink.shape))
    cropped = cut_out(ink) if crop else ink
    room = BOX if frame else FRAME
    scale = room / max(cropped.shape if fit else ink.shape)
    fitted = resize(cropped, [max(1, round(scale * length)) for length in cropped.shape])
    picture = put(fitted, center_of_mass(fitted) if center else np.divide(fitted.shape, 2))
    return {"crop": cropped, "fit": fitted, "center": center_of_mass(picture), "frame": picture}


def cut_out(ink):
    """The part of a picture that has ink; all of it if there is none."""
    rows, columns = (np.flatnonzero(ink.any(axis=axis)) for axis in (1, 0))
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] if len(rows) else ink


def resize(picture, shape):
    """A picture in another size: each new pixel is the average of the area it covers."""
    return shares(picture.shape[0], shape[0]) @ picture @ shares(picture.shape[1], shape[1]).T


def center_of_mass(picture):
    """(y, x) in pixels, from the corner at the top left; the picture's middle if it has no ink."""
    total = picture.sum()
    profiles = picture.sum(axis=1), picture.sum(axis=0)
    return [float(each @ (np.arange(len(each)) + 0.5) / total) if total else len(each) / 2 for each in profiles]


def put(digit, middle):
    """The digit in a picture of 28 x 28, with its point `middle` (y, x) in pixel 14, counted from 0, as in MNIST.

    The digit moves by whole pixels, and nothing of it is cut off.
    """
    picture = np.zeros((FRAME, FRAME))
    corner = np.clip(FRAME // 2 - np.floor(middle), 0, np.subtract(FRAME, digit.shape)).astype(int)
    rows, columns = (slice(start, start + size) for start, size in zip(corner, digit.shape, strict=True))
    picture[rows, columns] = digit
    return picture
