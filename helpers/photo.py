"""From a photo of handwritten digits to MNIST's 28 × 28 pixels: one row of pixels for each digit, as it is read.

    images, boxes = digits_in("photo.jpg")    (n, 784) from 0 (paper) to 1 (ink); where each stands in the photo

The sheet is the even piece in the middle. Paper is brighter than what is written on it, or else tones are turned round:
its tone and shadows are smooth, so they are what remains when the strokes are closed. A digit is what hangs together or
stands one above the other; a row of digits gives the tilt.
"""

import contextlib
import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps
from scipy import ndimage

from .preprocess import stages
from .words import later, say

NOTHING = later("nothing in {file} looks like a digit: are the strokes dark, on bright paper?")
LYING = later("the digits in {file} lie on their side: turn the photo by 90 degrees, and save it")
HEIC = later("{file} is a HEIC photo, as iPhones take them. This command makes them readable here: {python} -m pip "
             "install pi-heif. Or save it as JPEG.")
LARGEST = 1400  # pixels along the longer side: more tell nothing more
SMALLEST, LONGEST = 0.5, 2.5  # of the usual height: what is lower is a speck, a dot or a comma, what is longer a pen
STROKE = 0.13  # width of a stroke in MNIST, as a share of the digit's height
PALE = 0.4  # of the mean ink: what has less is a shadow, a line of the paper, the grain of a table
EDGE = 0.06  # of its light a sheet has at least so much more, or less, a pixel beyond its edge (of 200 pixels along it)
DARK = 0.08  # at least so much darker than the paper, or nothing is written there


def digits_in(path):
    """The digits of a photo, from left to right and row by row: images (n, 784) float32, boxes (n, 4) as top, left,
    bottom, right in pixels of the photo. ValueError if none is read: no picture, nothing written, or on its side."""
    ink, scale = ink_of(grey(path))
    ink, angle = upright(ink)
    parts = pieces(ink)
    if not parts or lying([box for box, _ in parts]):
        raise ValueError(say(LYING if parts else NOTHING, file=Path(path).name))
    images = np.array([as_mnist(ink * mask, box) for box, mask in parts], np.float32)
    return images, np.array([turned_back(box, angle, ink.shape) for box, _ in parts]) * scale


def grey(path):
    """The photo as an array (height, width) from 0 to 1, the right way up."""
    with contextlib.suppress(ImportError):  # it is there for who has HEIC photos
        from pi_heif import register_heif_opener

        register_heif_opener()
    try:
        with Image.open(path) as photo:
            photo = ImageOps.exif_transpose(photo)
            if photo.mode[0] in "IF":  # 16 or 32 bits a pixel, in a scale that nobody tells
                tones = np.nan_to_num(np.asarray(photo, np.float32), posinf=0, neginf=0)
                low, high = min(0, tones.min()), np.percentile(tones, 99.5)
                return np.clip((tones - low) / max(high - low, 1e-9), 0, 1)
            if photo.mode in ("RGBA", "LA", "P"):
                photo = photo.convert("RGBA")
                photo = Image.alpha_composite(Image.new("RGBA", photo.size, "white"), photo)
            return np.asarray(photo.convert("L"), np.float32) / 255
    except FileNotFoundError:
        raise FileNotFoundError(say("there is no file {file}", file=path)) from None
    except Exception as error:  # of a damaged file nearly anything
        sentence = HEIC if is_heic(path) else later("{file} cannot be read as a picture: {error}")
        raise ValueError(say(sentence, file=Path(path).name, error=error, python=sys.executable)) from error


def is_heic(path):
    return Path(path).is_file() and Path(path).read_bytes()[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1")


def ink_of(picture):
    """(how much of the paper's light is missing in each pixel, from 0 to 1; pixels of the photo for one of these)."""
    scale = max(1, max(picture.shape) / LARGEST)
    if scale > 1:
        size = [max(1, round(side / scale)) for side in picture.shape[::-1]]
        picture = np.asarray(Image.fromarray(picture).resize(size, Image.Resampling.BOX))
    picture = ndimage.gaussian_filter(dark_on_bright(picture), 1)
    small = picture[::4, ::4]
    paper = enlarged(ndimage.grey_closing(small, size=beyond_strokes(small)), picture.shape)
    missing = np.clip(1 - picture / np.maximum(paper, 0.05), 0, 1)
    return without_table(missing * (missing > threshold(missing))), scale


def dark_on_bright(picture):
    """The picture with nothing but paper around the sheet, and with its tones turned round where it is a blackboard."""
    step = max(1, max(picture.shape) // 200)
    small = ndimage.uniform_filter(picture, step)[step // 2 :: step, step // 2 :: step]
    paper = ndimage.median_filter(ndimage.median_filter(small, (1, beyond_strokes(small))), (beyond_strokes(small), 1))
    sheet = sheet_in(paper)
    nearest = ndimage.distance_transform_edt(~sheet, return_distances=False, return_indices=True)
    inside = enlarged(sheet.astype(float), picture.shape) > 0.5
    picture = np.where(inside, picture, enlarged(paper[tuple(nearest)], picture.shape))
    return 1 - picture if ((small - paper)[sheet] ** 3).sum() > 0 else picture


def sheet_in(paper):
    """Where the sheet lies in a small picture without strokes, as a mask: the even piece in the middle, if the table
    around it has another tone and the photo's edge cuts little of it off; else all of it."""
    light = np.log(paper + 0.05)
    even = ndimage.gaussian_gradient_magnitude(light, 1) < EDGE
    labels, _ = ndimage.label(ndimage.binary_opening(even, iterations=4))
    middle = labels[tuple(slice(side // 3, -(-2 * side // 3)) for side in paper.shape)]
    piece = labels == np.bincount(middle[middle > 0], minlength=2).argmax()
    rim, at_edge = beyond_strokes(paper) // 2, np.concatenate([piece[0], piece[-1], piece[:, 0], piece[:, -1]])
    sheet = ndimage.binary_erosion(ndimage.binary_fill_holes(piece), iterations=rim)
    sheet = ndimage.binary_dilation(sheet, iterations=rim // 2)
    tones = [np.median(light[part]) for part in (sheet, ~ndimage.binary_dilation(sheet, iterations=4)) if part.any()]
    alone = at_edge.mean() < 0.4 and sheet.mean() > 0.08 and np.ptp(tones) > 2 * EDGE
    return sheet if alone else np.ones(paper.shape, bool)


def beyond_strokes(small):
    """Pixels that are wider than a stroke and narrower than a shadow."""
    return max(3, max(small.shape) // 12)


def enlarged(small, shape):
    """A small picture in another one's size."""
    return ndimage.zoom(small, np.divide(shape, small.shape), order=1, mode="nearest", grid_mode=True)


def threshold(missing):
    """Where paper ends and ink begins: the cut that tells two groups apart the best (Otsu), not below DARK."""
    counts, edges = np.histogram(missing, 128, (0, 1))
    middle, below = (edges[1:] + edges[:-1]) / 2, counts.cumsum()
    above, sums = counts.sum() - below, (counts * middle).cumsum()
    with np.errstate(divide="ignore", invalid="ignore"):
        between = np.nan_to_num(below * above * (sums / below - (sums[-1] - sums) / above) ** 2)
    return max(DARK, 0.9 * middle[between.argmax()]) if between.any() else 1


def lying(boxes):
    """Is the next digit of most above or below, and are they broader than high?"""
    sides = np.array([(bottom - top, right - left) for top, left, bottom, right in boxes])
    middles = np.array([(top + bottom, left + right) for top, left, bottom, right in boxes]) / 2
    apart = middles[:, None] - middles
    nearest = np.argmin(np.linalg.norm(apart, axis=2) + np.diag(np.full(len(boxes), np.inf)), axis=1)
    down, along = np.abs(apart[np.arange(len(boxes)), nearest]).T
    return len(boxes) > 1 and np.mean(down > along) > 0.5 and np.log(sides[:, 1] / sides[:, 0]).mean() > 0.05


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
    dark = ndimage.mean(ink, labels, range(1, len(found) + 1)) > PALE * ink[ink > 0].mean() if found else []
    found = [one for one, is_dark in zip(found, dark, strict=True) if is_dark and one[2] - one[0] > 5]
    if not found:
        return []
    found = merged(found)
    tall, heights = usual_height(found), [max(one[2] - one[0], one[3] - one[1]) for one in found]
    found = [one for one, height in zip(found, heights, strict=True) if SMALLEST < height / tall < LONGEST]
    return [(tuple(box), np.isin(labels, list(parts))) for *box, parts in in_rows(found, tall)]


def usual_height(found):
    """The height of a digit: half of what is written, by its area, is higher; what is long and thin, as a pen, hardly
    counts."""
    sides = np.sort([(one[2] - one[0], one[3] - one[1]) for one in found], axis=1)
    sides = sides[sides[:, 1].argsort()]
    weights = (sides[:, 1] ** 2 * np.where(sides[:, 1] > 5 * sides[:, 0], 0.05, 1)).cumsum()
    return sides[np.searchsorted(weights, weights[-1] / 2), 1]


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
