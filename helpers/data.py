"""Data sets: the handwritten digits of MNIST, and five sets of points in the plane."""

import contextlib
import gzip
import hashlib
import zlib
from pathlib import Path

import numpy as np

from .validate import as_numbers, as_path, number, whole
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
    paths = [(MNIST_FOLDER if folder is None else as_path("folder", folder)) / name for name in MNIST_SHA256]
    images, labels, test_images, test_labels = (_read_idx(path, folder is None) for path in paths)
    if [*map(len, (images, test_images))] != [*map(len, (labels, test_labels))] \
            or images.shape[1:] != test_images.shape[1:] or max(labels.max(), test_labels.max()) > 9:
        raise _wrong(paths[0].parent, say("the four files do not belong together: expected as many labels, 0 to 9, as "
                                          "images, and images of one size."))
    pixels = [np.divide(part.reshape(len(part), -1), 255, dtype=np.float32) for part in (images, test_images)]
    return pixels[0], labels.astype(np.int64), pixels[1], test_labels.astype(np.int64)


def _read_idx(path, shipped):
    """The array of a gzipped IDX file: bytes 0, 0, 8, number of axes; the lengths, 4 bytes each; the values."""
    axes = 3 if "images" in path.name else 1
    if not path.is_file():
        names = ", ".join(MNIST_SHA256)
        raise FileNotFoundError(str(_wrong(path, say("no such file; the folder must hold {names}.", names=names))))
    packed = path.read_bytes()
    digest, expected = hashlib.sha256(packed).hexdigest(), MNIST_SHA256[path.name]
    if shipped and digest != expected:
        sentence = later("{length} bytes with SHA-256 {digest}, expected {expected}: damaged or replaced?")
        raise _wrong(path, say(sentence, length=len(packed), digest=digest, expected=expected))
    with contextlib.suppress(EOFError, OSError, ValueError, zlib.error):
        raw = gzip.decompress(packed)
        values = np.frombuffer(raw, np.uint8, offset=4 + 4 * axes)
        values = values.reshape([int(length) for length in np.frombuffer(raw, ">u4", axes, offset=4)])
        if raw[:4] == bytes([0, 0, 8, axes]) and values.size:
            return values
    raise _wrong(path, say("this is no gzip file of images or labels in MNIST's form: damaged, swapped or cut off?"))


def _wrong(path, found):
    sentence = later("{path}: {found} `git checkout -- data/mnist` restores the course's own files; copy others again.")
    return ValueError(say(sentence, path=path, found=found))


def shrink_to_16(images, side=28):
    """Flattened images (n, side²) as the lecture's 16 x 16 = 256 inputs (n, 256), by averaging over areas.

    Slide P13-15 has ink 1 and no ink 0: `shrink_to_16(X) > 0.5` draws that line.
    """
    images, side = as_numbers("images", images), whole("side", side)
    if images.ndim != 2 or images.shape[1] != side * side:
        sentence = later("images have shape {shape}; expected (n, {size}), flattened {side} x {side} pixels (another "
                         "size? pass side=)")
        raise ValueError(say(sentence, shape=images.shape, size=side * side, side=side))
    squares = images.reshape(-1, side, side)
    average = shares(side, 16).astype(np.result_type(squares, np.float32))
    return (average @ squares @ average.T).reshape(len(squares), 256)


def shares(old, new):
    """(new, old): which share of each old pixel goes into a new one; rows add up to 1."""
    edges, pixel = np.arange(whole(later("the new size"), new) + 1)[:, None] * old / new, np.arange(old)
    covered = np.minimum(edges[1:], pixel + 1) - np.maximum(edges[:-1], pixel)
    return covered.clip(0) * new / old


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
