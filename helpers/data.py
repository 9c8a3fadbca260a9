"""Data sets: the handwritten digits of MNIST, and five sets of points in the plane."""

import gzip
import hashlib
import math
import zlib
from pathlib import Path

import numpy as np

from .validate import as_floats, as_numbers, as_path, brief, number, whole
from .words import later, say

MNIST_FOLDER = Path(__file__).resolve().parent.parent / "data" / "mnist"
MNIST_SHA256 = {
    "train-images-idx3-ubyte.gz": "0b367032e93c5d0cea0925647cfdb18614af8ee15f83e6f2fc2ad904a6835971",
    "train-labels-idx1-ubyte.gz": "1787548bbe0bff1ec2ecdc0ef292b02df999e2d1a6002d27500982c652b17203",
    "t10k-images-idx3-ubyte.gz": "1a1a05eab793c14bb050b398624a11b0ffd1a2953baed553b1b9bd079e2a20be",
    "t10k-labels-idx1-ubyte.gz": "b91679a0acfe4ba0e50a2437a903084cba1f5f92592b016a25a7dfd00455798b",
}


def load_mnist(folder=None):
    """The digits: X (60000, 784) and X_test (10000, 784) float32 in [0, 1], y and y_test int64 labels.

    Returns X, y, X_test, y_test. The course's own files must have the known SHA-256. Another `folder` may
    hold four files of the same form (Fashion-MNIST, for one): any number of images, one size, labels 0 to 9.
    A missing file is a FileNotFoundError; all else that can be wrong is a ValueError that names the file.
    """
    shipped = folder is None
    folder = MNIST_FOLDER if shipped else as_path("folder", folder)
    X, y, size = _read_pair(folder, "train", shipped)
    X_test, y_test, test_size = _read_pair(folder, "t10k", shipped)
    if size != test_size:
        sentence = later("the images have {size} pixels, the test images {test_size}: have two data sets been mixed?")
        raise _wrong(folder, say(sentence, size=size, test_size=test_size))
    return X, y, X_test, y_test


def _read_pair(folder, part, shipped):
    """Images (n, pixels), labels (n,) and the size (height, width) of one image."""
    images = _read_idx(folder / f"{part}-images-idx3-ubyte.gz", 3, shipped)
    labels = _read_idx(folder / f"{part}-labels-idx1-ubyte.gz", 1, shipped)
    if len(images) != len(labels):
        sentence = later("there are {images} {part} images but {labels} labels: have two data sets been mixed?")
        raise _wrong(folder, say(sentence, images=len(images), part=part, labels=len(labels)))
    if labels.max() > 9:
        sentence = later("{part} labels go up to {highest}; expected 0 to 9: is this another kind of data?")
        raise _wrong(folder, say(sentence, part=part, highest=labels.max()))
    pixels = np.divide(images.reshape(len(images), -1), 255, dtype=np.float32)
    return pixels, labels.astype(np.int64), images.shape[1:]


def _read_idx(path, dimensions, shipped):
    """The array of a gzipped IDX file: bytes 0, 0, 8, dimensions; the lengths, 4 bytes each; the values."""
    raw = _unpack(path, shipped)
    start = 4 + 4 * dimensions
    if raw[:4] != bytes([0, 0, 8, dimensions]) or len(raw) < start:
        sentence = later("begins with {start}, expected {expected} (3 for images, 1 for labels): have files been "
                         "swapped, renamed or cut off?")
        raise _wrong(path, say(sentence, start=repr(raw[:4]), expected=repr(bytes([0, 0, 8, dimensions]))))
    shape = tuple(int(length) for length in np.frombuffer(raw, ">u4", dimensions, offset=4))
    if 0 in shape:
        raise _wrong(path, say("holds nothing: its header gives the shape {shape}.", shape=shape))
    size = start + math.prod(shape)
    if len(raw) != size:
        sentence = later("unpacks to {length} bytes, expected {size} for the shape {shape} in its header: incomplete "
                         "or damaged?")
        raise _wrong(path, say(sentence, length=len(raw), size=size, shape=shape))
    return np.frombuffer(raw, np.uint8, offset=start).reshape(shape)


def _unpack(path, shipped):
    """The bytes of one gzipped file; the course's own files must have the known checksum."""
    if not path.is_file():
        names = ", ".join(MNIST_SHA256)
        raise FileNotFoundError(str(_wrong(path, say("no such file; the folder must hold {names}.", names=names))))
    packed = path.read_bytes()
    if not packed.startswith(b"\x1f\x8b"):
        sentence = later("not a gzip file: begins with {start}: {cause}")
        raise _wrong(path, say(sentence, start=repr(packed[:12]), cause=_likely_cause(packed)))
    digest = hashlib.sha256(packed).hexdigest()
    if shipped and digest != MNIST_SHA256[path.name]:
        sentence = later("{length} bytes with SHA-256 {digest}, expected {expected}: damaged or replaced?")
        raise _wrong(path, say(sentence, length=len(packed), digest=digest, expected=MNIST_SHA256[path.name]))
    try:
        return gzip.decompress(packed)
    except (EOFError, OSError, zlib.error) as error:
        sentence = later("{length} bytes do not unpack ({error}): cut off or damaged?")
        raise _wrong(path, say(sentence, length=len(packed), error=error)) from error


def _likely_cause(packed):
    if packed.startswith(b"version https://git-lfs"):
        return say("a Git LFS pointer in place of the data; `git lfs pull` fetches them.")
    if packed.startswith(b"\0\0\x08"):
        return say("unpacked already, as some browsers do; `gzip` packs it again.")
    if packed.lstrip().startswith(b"<"):
        return say("a web page in place of the data?")
    return say("damaged, or another file with this name?")


def _wrong(path, found):
    sentence = later("{path}: {found} `git checkout -- data/mnist` restores the course's own files; copy others again.")
    return ValueError(say(sentence, path=path, found=found))


def random_shift(images, rng, pixels=2, side=28):
    """Each flattened image (n, side²) moved up to `pixels` along both axes, the gap filled with 0.

    `train(..., transform=random_shift)` shows the network every digit in a new place each time.
    """
    whole("pixels", pixels, low=0)
    if not isinstance(rng, np.random.Generator):
        sentence = later("rng is {value}; expected a random generator, such as np.random.default_rng(0)")
        raise ValueError(say(sentence, value=brief(rng)))
    padded = np.pad(_as_squares(images, side), ((0, 0), (pixels, pixels), (pixels, pixels)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (side, side), axis=(1, 2))
    rows, columns = rng.integers(2 * pixels + 1, size=(2, len(images)))
    return windows[np.arange(len(images)), rows, columns].reshape(len(images), side * side)


def shrink_to_16(images, side=28):
    """Flattened images (n, side²) as the lecture's 16 x 16 = 256 inputs (n, 256), by averaging over areas.

    Slide P13-15 has ink 1 and no ink 0: `shrink_to_16(X) > 0.5` draws that line.
    """
    squares = _as_squares(as_numbers("images", images), side)
    average = shares(side, 16).astype(np.result_type(squares, np.float32))
    return (average @ squares @ average.T).reshape(len(squares), 256)


def shares(old, new):
    """(new, old): which share of each old pixel goes into a new one; rows add up to 1."""
    edges, pixel = np.arange(whole(later("the new size"), new) + 1)[:, None] * old / new, np.arange(old)
    covered = np.minimum(edges[1:], pixel + 1) - np.maximum(edges[:-1], pixel)
    return covered.clip(0) * new / old


def _as_squares(images, side):
    images, side = as_floats("images", images), whole("side", side)
    if images.ndim != 2 or images.shape[1] != side * side:
        sentence = later("images have shape {shape}; expected (n, {size}), flattened {side} x {side} pixels (another "
                         "size? pass side=)")
        raise ValueError(say(sentence, shape=images.shape, size=side * side, side=side))
    return images.reshape(-1, side, side)


# The five sets share one scale, so that they can share axes from -3 to 3: each coordinate spreads by about 1,
# which is what the usual initializations expect. `noise` is the standard deviation added to each coordinate.


def blobs(n=200, noise=0.45, seed=0):
    """Two clouds around (-1.1, -1.1) and (1.1, 1.1): one straight line separates them."""
    from sklearn.datasets import make_blobs

    noise = _noise(n, noise, seed)
    centers = [(-1.1, -1.1), (1.1, 1.1)]
    return _points(*make_blobs([n - n // 2, n // 2], centers=centers, cluster_std=noise, random_state=seed))


def circles(n=200, noise=0.15, seed=0):
    """A ring of radius 1 (class 1) inside a ring of radius 2 (class 0)."""
    from sklearn.datasets import make_circles

    noise = _noise(n, noise, seed)
    X, labels = make_circles(n, noise=noise / 2, factor=0.5, random_state=seed)
    return _points(2 * X, labels)


def moons(n=200, noise=0.2, seed=0):
    """Two half moons that reach into each other."""
    from sklearn.datasets import make_moons

    noise = _noise(n, noise, seed)
    X, labels = make_moons(n, noise=noise * 0.75, random_state=seed)
    return _points((X - [0.5, 0.25]) / 0.75, labels)


def xor(n=200, noise=0.1, seed=0):
    """Four squares; class 1 where the signs of the two coordinates differ. The perceptron's limit of 1969."""
    noise = _noise(n, noise, seed)
    rng = np.random.default_rng(seed)
    labels = rng.permutation(n) % 2
    sign = rng.choice([-1, 1], n)
    X = rng.uniform(0.2, 2, (n, 2)) * np.column_stack([sign, sign * (1 - 2 * labels)])
    return _points(X + rng.normal(0, noise, (n, 2)), labels)


def spiral(n=200, noise=0.08, seed=0):
    """Two arms of one and a quarter turns: the hardest of the five."""
    noise = _noise(n, noise, seed)
    rng = np.random.default_rng(seed)
    place = rng.permutation(n)
    labels, radius = place % 2, 0.1 + 1.9 * place / n
    angle = 1.25 * np.pi * radius + np.pi * labels
    X = np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
    return _points(X + rng.normal(0, noise, (n, 2)), labels)


DATASETS = {"blobs": blobs, "circles": circles, "moons": moons, "xor": xor, "spiral": spiral}


def _points(X, labels):
    return X.astype(np.float32), labels.astype(np.int64)


def _noise(n, noise, seed):
    """The noise as a float, if all three are what they should be."""
    whole("n", n, low=2)
    whole("seed", seed, low=0)
    return number("noise", noise, high=100)
