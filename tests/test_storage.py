"""A network in a file: whole, without pickle, and nothing else is taken for one."""

import json
import pickle
import zipfile
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from helpers import Convolution, MaxPool, Network, load, save
from helpers.storage import FORMAT


@pytest.fixture
def path(tmp_path):
    return tmp_path / "net.npz"


@pytest.mark.parametrize("net", [
    *(Network([3, 5, 2], "tanh", "sigmoid", "squared_error", seed=4, dtype=kind) for kind in (np.float32, np.float64)),
    Network([(9, 9, 1), Convolution(3, 2), MaxPool(2), 4]), Network(np.array([3, 2])),
], ids=["float32", "float64", "pictures", "sizes from NumPy"])
def test_comes_back_as_it_went(path, net):
    save(net, path)
    twin = load(str(path))
    np.testing.assert_array_equal(twin.theta, net.theta)
    assert repr(twin) == repr(net) and twin.theta.dtype == net.theta.dtype
    X = np.ones((2, net.sizes[0]))
    np.testing.assert_array_equal(twin(X), net(X))
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_file_of_format_1_is_read_for_ever():
    net = load(Path(__file__).parent / "network_format_1.npz")
    layers = [(6, 6, 1), Convolution(1, 3), MaxPool(2), 2]
    assert repr(net) == repr(Network(layers, "tanh", "sigmoid", "squared_error"))
    assert net.theta.dtype == np.float32 and net.theta.tolist() == [k / 8 for k in range(20)]


def test_a_failed_save_keeps_the_old_file(path, monkeypatch):
    save(Network([2, 2]), path)
    before = path.read_bytes()

    def full_disk(file, **arrays):
        file.write(b"half")
        raise OSError("no space left on device")

    monkeypatch.setattr(np, "savez", full_disk)
    with pytest.raises(OSError, match="no space"):
        save(Network([3, 3]), path)
    assert path.read_bytes() == before and [p.name for p in path.parent.iterdir()] == [path.name]


def write(path, **changes):
    structure = {"format": FORMAT, "layers": [[2], ["Dense", 2]]}
    structure |= {"activation": "relu", "output": "softmax", "loss": "cross_entropy"}
    theta = changes.pop("theta", np.zeros(6, np.float32))
    np.savez(path, theta=theta, structure=json.dumps({**structure, **changes}))


def declare(path, said, instead):
    """Another shape in the head of theta, under a checksum that is right."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).replace(said, instead) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


@pytest.mark.parametrize("spoil, words", [
    (lambda p: p.write_bytes(b""), "cut short"),
    (lambda p: p.write_text("hello"), "not a saved network"),
    (lambda p: p.write_bytes(p.read_bytes()[:200]), "cut short"),
    (lambda p: p.write_bytes(pickle.dumps([1, 2])), "not a saved network"),
    (lambda p: np.savez(p, weights=np.zeros(3)), "not a saved network: it has no"),
    (lambda p: np.savez(p, theta=np.zeros(3), structure=np.array([{}], object)), "not a saved network"),
    (lambda p: np.savez(p, theta=np.zeros(3), structure="[1]"), "not a saved network"),
    *((partial(write, **changes), words) for changes, words in [
        ({"format": FORMAT + 1}, "update the course"), ({"more": 1}, "describes a network by"),
        ({"layers": [[2], ["Dense", 3]]}, "theta has shape"), ({"layers": [[2], ["Dense", 3, 4]]}, "does not know"),
        ({"layers": [[2], ["Attention", 3]]}, r"does not know: .*'Attention', 3"),
        ({"layers": [[2], ["Dense", -3]]}, "width of a layer is -3"), ({"theta": np.full(6, np.nan)}, "NaN"),
        ({"theta": np.zeros(6, int)}, "float32 or float64"), ({"activation": "swish"}, "activation is 'swish'"),
        ({"layers": [[12_000], ["Dense", 12_000]]}, "network has 144012000 parameters"),
        ({"layers": [[2], ["Dense", 10**400]]}, "expected a whole number of at most"),
    ]),
    (lambda p: np.savez(p, theta=np.zeros(6), structure="[" * 100_000), "not a saved network"),
    (lambda p: np.savez_compressed(p, theta=np.zeros(10**6), structure="{}"), "compressed"),
    (lambda p: declare(p, b"(6,), ", b"(60,),"), "does not fit its size"),
    (lambda p: declare(p, b"(6,), ", b"(6(,,, "), "not a saved network"),
])
def test_other_files_are_refused_with_the_reason(path, spoil, words):
    save(Network([2, 2]), path)
    spoil(path)
    with pytest.raises(ValueError, match=words):
        load(path)


def test_a_flipped_byte_is_noticed(path):
    save(Network([20, 20], seed=1), path)
    spoilt = bytearray(path.read_bytes())
    spoilt[600] ^= 1
    path.write_bytes(spoilt)
    with pytest.raises(ValueError, match="not a saved network"):
        load(path)


def test_bad_paths(path):
    for file in (True, 5, None):
        for call in (load, partial(save, Network([2, 2]))):
            with pytest.raises(ValueError, match=f"path is {file}; expected the name of a file"):
                call(file)
    with pytest.raises(ValueError, match="network is 5; expected a Network"):
        save(5, path)
    with pytest.raises(FileNotFoundError, match="there is no folder .*nowhere to write net.npz into"):
        save(Network([2, 2]), path.parent / "nowhere/net.npz")
    with pytest.raises(ValueError, match="ends in .npz"):
        save(Network([2, 2]), path.with_suffix(".pkl"))
    with pytest.raises(FileNotFoundError):
        load(path)
