"""MNIST as it is read, what happens when its files are not right, and the points in the plane."""

import gzip

import numpy as np
import pytest

from helpers import DATASETS, data, load_mnist

FILES = list(data.MNIST_SHA256)
TRAIN_IMAGES, _, TEST_IMAGES, TEST_LABELS = FILES


def idx(values):
    """An array as an IDX file has it, written without the code under test."""
    values = np.asarray(values, np.uint8)
    lengths = b"".join(n.to_bytes(4, "big") for n in values.shape)
    return b"\0\0\x08" + bytes([values.ndim]) + lengths + values.tobytes()


def pack(path, values):
    path.write_bytes(gzip.compress(idx(values), mtime=0))


@pytest.fixture
def folder(tmp_path):
    """Twelve training and five test images of 3 x 4 pixels, in MNIST's form."""
    random = np.random.default_rng(0)
    for (images, labels), n in zip([FILES[:2], FILES[2:]], (12, 5), strict=True):
        pack(tmp_path / images, random.integers(0, 256, (n, 3, 4)))
        pack(tmp_path / labels, np.arange(n) % 10)
    return tmp_path


# ---- MNIST ----


def test_mnist_has_the_shapes_types_and_counts_it_is_known_for(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)  # it is found from anywhere
    X, y, X_test, y_test = load_mnist()
    assert X.shape == (60000, 784) and X_test.shape == (10000, 784)
    assert X.dtype == X_test.dtype == np.float32 and y.dtype == y_test.dtype == np.int64
    assert X.min() == X_test.min() == 0 and X.max() == X_test.max() == 1
    assert np.bincount(y).tolist() == [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]
    assert np.bincount(y_test).tolist() == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]
    assert y[:4].tolist() == [5, 0, 4, 1]  # slide P13-21 begins with 5, 0, 4 as well
    assert round(float(X.mean()), 4) == 0.1307 and round(float(X.std(dtype=np.float64)), 4) == 0.3081


def test_another_folder_is_read_pixel_by_pixel(folder):
    X, y, X_test, y_test = load_mnist(str(folder))
    assert X.shape == (12, 12) and X_test.shape == (5, 12) and X.dtype == np.float32
    assert y.tolist() == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1] and y_test.tolist() == [0, 1, 2, 3, 4]
    pixels = gzip.decompress((folder / TRAIN_IMAGES).read_bytes())[16:]
    np.testing.assert_array_equal(X.ravel(), np.frombuffer(pixels, np.uint8) / np.float32(255))


def test_the_courses_own_files_must_have_their_checksum(folder, monkeypatch):
    monkeypatch.setattr(data, "MNIST_FOLDER", folder)
    words = f"{TRAIN_IMAGES}: .* bytes with SHA-256 [0-9a-f]{{64}}, expected 0b367032.* `git checkout -- data/mnist`"
    with pytest.raises(ValueError, match=words):
        load_mnist()


# ---- files that are not right: each message names the file, and what to do ----


def inside(change):
    """A change of what is packed."""
    return lambda packed: gzip.compress(change(gzip.decompress(packed)))


@pytest.mark.parametrize("name", [TRAIN_IMAGES, TEST_LABELS])
@pytest.mark.parametrize("change", [
    lambda packed: packed[:-12], gzip.decompress, lambda packed: b"", lambda packed: b"<!DOCTYPE html>",
    inside(lambda raw: raw[:-1]), inside(lambda raw: b"\0\0\x0d" + raw[3:]),
    inside(lambda raw: raw[:4] + b"\0" * 4 + raw[8 : 4 + 4 * raw[3]]),
], ids=["cut off", "unpacked", "empty", "a web page", "a value too few", "other numbers", "nothing"])
def test_a_wrong_file_is_named(folder, name, change):
    path = folder / name
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(ValueError, match="no gzip file of images or labels.* `git checkout") as error:
        load_mnist(folder)
    assert str(path) in str(error.value)


def test_a_missing_file_is_named(folder):
    (folder / TEST_LABELS).unlink()
    for given, name in ((folder, TEST_LABELS), (folder / TRAIN_IMAGES, TRAIN_IMAGES)):  # a file in place of the folder
        with pytest.raises(FileNotFoundError, match="no such file; the folder must hold") as error:
            load_mnist(given)
        assert str(given / name) in str(error.value)


@pytest.mark.parametrize("name, values", [
    (TEST_LABELS, np.zeros(6)), (TEST_LABELS, [0, 1, 2, 3, 10]), (TEST_IMAGES, np.zeros((5, 4, 3))),
])
def test_files_that_do_not_belong_together_are_noticed(folder, name, values):
    pack(folder / name, values)
    with pytest.raises(ValueError, match="the four files do not belong together"):
        load_mnist(folder)


def test_16_by_16_keeps_the_ink_and_its_place():
    X = np.random.default_rng(0).random((3, 784), np.float32)
    small = data.shrink_to_16(X)
    assert small.shape == (3, 256) and small.dtype == np.float32
    fine = X.reshape(3, 28, 28).repeat(16, axis=1).repeat(16, axis=2)  # 448 = 16 x 28: whole areas
    areas = fine.reshape(3, 16, 28, 16, 28).mean(axis=(2, 4), dtype=np.float64)
    np.testing.assert_allclose(small, areas.reshape(3, 256), atol=1e-6)
    np.testing.assert_allclose(small.mean(axis=1), X.mean(axis=1), rtol=1e-5)


# ---- points in the plane ----


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=DATASETS)
@pytest.mark.parametrize("n", [2, 3, 101, 200])
def test_points_are_balanced_float32_with_integer_labels(dataset, n):
    X, labels = dataset(np.int64(n), noise=np.float32(0.1), seed=np.uint8(1))  # numbers of NumPy's will do
    assert X.shape == (n, 2) and X.dtype == np.float32
    assert labels.shape == (n,) and labels.dtype == np.int64
    assert abs((labels == 0).sum() - (labels == 1).sum()) == n % 2


def test_the_shapes_are_what_their_names_say():
    (X, labels) = data.xor(noise=0)
    np.testing.assert_array_equal(labels == 1, X[:, 0] * X[:, 1] < 0)
    assert len(set(map(tuple, np.sign(X)))) == 4
    (X, labels) = data.circles(noise=0)
    np.testing.assert_allclose(np.hypot(*X.T), np.where(labels, 1, 2), atol=1e-6)
    (X, labels) = data.spiral(noise=0)
    radius = np.hypot(*X.T)
    np.testing.assert_allclose(X[:, 0], radius * np.cos(1.25 * np.pi * radius + np.pi * labels), atol=1e-5)
    (X, labels) = data.blobs(4000)
    np.testing.assert_allclose(X[labels == 1].mean(axis=0), 1.1, atol=0.05)
    np.testing.assert_allclose(X[labels == 0].std(axis=0), 0.45, atol=0.03)
    (X, labels) = data.moons(4000, noise=0)
    np.testing.assert_allclose([X.min(axis=0), X.max(axis=0)], [[-2, -1], [2, 1]], atol=0.01)
