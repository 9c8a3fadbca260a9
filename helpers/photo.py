"""From a photo of handwritten digits to MNIST's 28 × 28 pixels: one row of pixels for each digit, as it is read.

    images, boxes = digits_in("photo.jpg")    (n, 784) from 0 (paper) to 1 (ink); where each stands in the photo

Paper is whatever is brighter than what is written on it: its tone and shadows are smooth, so they are what remains when
the strokes are closed. A digit is what hangs together or stands one above the other; a row of digits gives the tilt.
"""

from pathlib import Path

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError
from scipy import ndimage

from .preprocess import stages
from .words import later, say

LARGEST = 1400  # pixels along the longer side: more tell nothing more
SMALLEST = 0.25  # of the median height: what is lower is a speck, a dot or a comma
STROKE = 0.13  # width of a stroke in MNIST, as a share of the digit's height
DARK = 0.08  # at least so much darker than the paper, or nothing is written there


def digits_in(path):
    """The digits of a photo, from left to right and row by row: images (n, 784) float32, boxes (n, 4) as top, left,
    bottom, right in pixels of the photo. ValueError if it is no picture or nothing is written on it."""
    ink, scale = ink_of(grey(path))
    ink, angle = upright(ink)
    parts = pieces(ink)
    if not parts:
        sentence = later("nothing that looks like a digit was found in {file}: dark strokes on bright paper?")
        raise ValueError(say(sentence, file=Path(path).name))
    images = np.array([as_mnist(ink * mask, box) for box, mask in parts], np.float32)
    return images, np.array([turned_back(box, angle, ink.shape) for box, _ in parts]) * scale


def grey(path):
    """The photo as an array (height, width) from 0 to 1, the right way up."""
    try:
        with Image.open(path) as photo:
            photo = ImageOps.exif_transpose(photo)
            if photo.mode in ("RGBA", "LA", "P"):
                photo = photo.convert("RGBA")
                photo = Image.alpha_composite(Image.new("RGBA", photo.size, "white"), photo)
            return np.asarray(photo.convert("L"), np.float32) / 255
    except FileNotFoundError:
        raise FileNotFoundError(say("there is no file {file}", file=path)) from None
    except (UnidentifiedImageError, Image.DecompressionBombError, SyntaxError, EOFError) as error:
        sentence = later("{file} is no picture that can be read: {error}")
        raise ValueError(say(sentence, file=Path(path).name, error=error)) from error


def ink_of(picture):
    """(how much of the paper's light is missing in each pixel, from 0 to 1; pixels of the photo for one of these)."""
    scale = max(1, max(picture.shape) / LARGEST)
    if scale > 1:
        size = [max(1, round(side / scale)) for side in picture.shape[::-1]]
        picture = np.asarray(Image.fromarray(picture).resize(size, Image.Resampling.BOX))
    picture = ndimage.gaussian_filter(picture, 1)
    small = picture[::4, ::4]
    side = max(3, max(small.shape) // 12)  # wider than a stroke, narrower than a shadow
    paper, larger = ndimage.grey_closing(small, size=side), np.divide(picture.shape, small.shape)
    paper = ndimage.zoom(paper, larger, order=1, mode="nearest", grid_mode=True)
    missing = np.clip(1 - picture / np.maximum(paper, 0.05), 0, 1)
    return without_table(missing * (missing > threshold(missing))), scale


def threshold(missing):
    """Where paper ends and ink begins: the cut that tells two groups apart the best (Otsu), not below DARK."""
    counts, edges = np.histogram(missing, 128, (0, 1))
    middle, below = (edges[1:] + edges[:-1]) / 2, counts.cumsum()
    above, sums = counts.sum() - below, (counts * middle).cumsum()
    with np.errstate(divide="ignore", invalid="ignore"):
        between = np.nan_to_num(below * above * (sums / below - (sums[-1] - sums) / above) ** 2)
    return max(DARK, 0.9 * middle[between.argmax()]) if between.any() else 1


def upright(ink):
    """(the ink turned so that a row of digits is level, the angle in degrees): a photo is seldom held straight."""
    boxes = [box for box, _ in pieces(ink)]
    if len(boxes) < 3:
        return ink, 0.0
    y, x = np.transpose([((top + bottom) / 2, (left + right) / 2) for top, left, bottom, right in boxes])
    height = np.median([bottom - top for top, _, bottom, _ in boxes])
    slopes = [(y[j] - y[i]) / (x[j] - x[i]) for i in range(len(x)) for j in range(len(x))
              if 0.5 * height < x[j] - x[i] < 4 * height and abs(y[j] - y[i]) < 0.45 * (x[j] - x[i])]
    angle = float(np.degrees(np.arctan(np.median(slopes)))) if slopes else 0.0
    if abs(angle) < 1:
        return ink, 0.0
    return ndimage.rotate(ink, angle, reshape=False, order=1), angle


def turned_back(box, angle, shape):
    """The box around a box of the turned picture, in the picture as it was."""
    top, left, bottom, right = box
    corners = np.array([[top, left], [top, right], [bottom, left], [bottom, right]]) - np.divide(shape, 2)
    c, s = np.cos(np.radians(angle)), np.sin(np.radians(angle))
    there = corners @ np.array([[c, -s], [s, c]]) + np.divide(shape, 2)
    return np.concatenate([there.min(axis=0), there.max(axis=0)])


def pieces(ink):
    """[(top, left, bottom, right), its mask] of each digit, row by row and from left to right."""
    labels, _ = ndimage.label(ink > 0, np.ones((3, 3)))
    found = [[part[0].start, part[1].start, part[0].stop, part[1].stop, {k + 1}]
             for k, part in enumerate(ndimage.find_objects(labels))]
    found = [one for one in found if one[2] - one[0] > 5]
    if not found:
        return []
    found = merged(found)
    heights = np.array([max(one[2] - one[0], one[3] - one[1]) for one in found])
    tall = np.median(heights[heights > 0.3 * heights.max()])
    found = [one for one, height in zip(found, heights, strict=True) if height > 2 * SMALLEST * tall]
    return [(tuple(box), np.isin(labels, list(parts))) for *box, parts in in_rows(found, tall)]


def without_table(ink):
    """The ink without what touches the photo's edge and goes along it, be it for a corner only, or far into the photo:
    the table beside the paper, a fold."""
    labels, count = ndimage.label(ink > 0, np.ones((3, 3)))
    sides = labels[:2].max(axis=0), labels[-2:].max(axis=0), labels[:, :2].max(axis=1), labels[:, -2:].max(axis=1)
    along = np.max([np.bincount(side, minlength=count + 1) for side in sides], axis=0)[1:]
    parts = ndimage.find_objects(labels)
    lengths = np.array([[one.stop - one.start for one in part] for part in parts]).reshape(-1, 2)
    gone = (along > 0.8 * lengths.max(axis=1)) | (along > 0) & (lengths > np.divide(ink.shape, 3)).any(axis=1)
    return ink * ~np.isin(labels, 1 + np.flatnonzero(gone))


def merged(found):
    """Strokes that belong together: one within the width of another and close to it, or a bar that begins there and
    ends to the right of it, as that of a 5 may."""
    found = sorted(found, key=lambda one: one[0] - one[2])
    kept = []
    for one in found:
        tall, wide = one[2] - one[0], one[3] - one[1]
        for other in kept:
            inside = min(one[3], other[3]) - max(one[1], other[1])
            near = max(one[0], other[0]) - min(one[2], other[2]) < 0.25 * (other[2] - other[0])
            bar = tall < 0.5 * wide and one[1] > other[1] and (one[0] + one[2]) < (other[0] + other[2])
            room = 0.1 * (other[2] - other[0]) if bar else -0.4 * wide
            if inside > -room and near and tall < 0.8 * (other[2] - other[0]):
                other[:4] = [*np.minimum(other[:2], one[:2]), *np.maximum(other[2:4], one[2:4])]
                other[4] |= one[4]
                break
        else:
            kept.append(one)
    return kept


def in_rows(found, tall):
    """The same in the order in which they are read."""
    rows = []
    for one in sorted(found, key=lambda one: (one[0] + one[2]) / 2):
        middle = (one[0] + one[2]) / 2
        if rows and middle - rows[-1][0] < 0.6 * tall:
            rows[-1][1].append(one)
            rows[-1][0] += (middle - rows[-1][0]) / len(rows[-1][1])
        else:
            rows.append([middle, [one]])
    return [one for _, row in rows for one in sorted(row, key=lambda one: one[1])]


def as_mnist(ink, box):
    """The ink in this box as 784 numbers: strokes as broad and as dark as in MNIST, the digit in the middle."""
    top, left, bottom, right = map(int, box)
    digit = ink[top:bottom, left:right]
    side = max(digit.shape)
    square = np.zeros((2 * side, 2 * side))
    square[side // 2 : side // 2 + digit.shape[0], side // 2 : side // 2 + digit.shape[1]] = digit > 0
    inside = ndimage.distance_transform_edt(square)
    width = 4 * inside[square > 0].mean()  # of a stroke: across it the distance to its edge is a quarter on average
    more = (STROKE * side - width) / 2
    broad = ndimage.distance_transform_edt(1 - square) <= more if more >= 0 else inside > min(-more, 0.4 * width)
    soft = np.clip(ndimage.gaussian_filter(broad.astype(float), 0.015 * side), 0, 1)
    soft[soft < 0.02] = 0
    return stages(soft)["frame"].ravel()
