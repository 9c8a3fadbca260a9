"""A network in a file: `.npz`, θ as an array and the structure as JSON text. No pickle, so a file is only data."""

import contextlib
import dataclasses
import json
import math
import os
import secrets
import shutil
import stat
import tokenize
import zipfile
from pathlib import Path

import numpy as np

from .convolution import Convolution, MaxPool
from .layers import Dense
from .network import Network, as_network
from .words import later, say

FORMAT = 1
LAYERS = {kind.__name__: kind for kind in (Dense, Convolution, MaxPool)}
BAD_FILE = (zipfile.BadZipFile, EOFError, OSError, ValueError, AttributeError, TypeError, RuntimeError, OverflowError,
            MemoryError, tokenize.TokenError)
STRUCTURE = "layers", "activation", "output", "loss"


def save(network, path):
    """Write `network` to `path` (.npz), whole or not at all: an old file stays until the new one is complete."""
    path, network = _as_path(path), as_network(network)
    if path.suffix != ".npz":
        raise ValueError(say("path is {path}; expected a name that ends in .npz", path=repr(str(path))))
    layers = [network.input_shape, *([type(layer).__name__, *dataclasses.astuple(layer)] for layer in network.layers)]
    structure = dict(zip(STRUCTURE, (layers, network.activation, network.output, network.loss_name), strict=True))
    with written_whole(path) as file:
        np.savez(file, theta=network.theta, structure=json.dumps({"format": FORMAT, **structure}, default=int))


@contextlib.contextmanager
def written_whole(path):
    """A binary file that takes the place of `path` when the block ends well, and vanishes when it does not."""
    if not path.parent.is_dir():
        sentence = later("there is no folder {folder} to write {file} into")
        raise FileNotFoundError(say(sentence, folder=path.parent, file=path.name))
    if path.exists() and not path.stat().st_mode & stat.S_IWUSR:  # or it would be replaced all the same
        raise PermissionError(say("{file} is read-only", file=path.name))
    temporary = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        with open(temporary, "xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(OSError):  # there is no old one, or the folder knows no modes
            shutil.copymode(path, temporary)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def load(path):
    """Read a network that `save` wrote. Any other file raises ValueError with the reason."""
    path = _as_path(path)
    try:
        with zipfile.ZipFile(path) as archive:
            structure, theta = json.loads(str(_array(archive, "structure"))), _array(archive, "theta")
        version = structure.pop("format")
    except FileNotFoundError:
        raise
    except KeyError as error:
        raise ValueError(f"{path} is an .npz file, but not a saved network: it has no {error}") from error
    except BAD_FILE as error:
        raise ValueError(f"{path} is not a saved network, or it is cut short: {error}") from error
    if version != FORMAT:
        raise ValueError(f"{path} has format {version!r}; this version of the course reads {FORMAT}: update the course")
    if set(structure) != set(STRUCTURE):
        raise ValueError(f"{path} describes a network by {sorted(structure)}; expected {sorted(STRUCTURE)}")
    shape, *layers = structure.pop("layers")
    try:
        layers = [LAYERS[kind](*arguments) for kind, *arguments in layers]
        if (count := _count(tuple(shape), layers)) != theta.size:
            raise ValueError(f"{path}: theta has shape {theta.shape}, but the network has {count} parameters")
        network = Network([tuple(shape), *layers], **structure, initialization="zeros", dtype=theta.dtype)
    except (KeyError, TypeError, OverflowError) as error:
        raise ValueError(f"{path} describes layers that this course does not know: {error}") from error
    network.theta = theta
    return network


def _as_path(path):
    if not isinstance(path, (str, os.PathLike)):
        raise ValueError(f"path is {path!r}; expected the name of a file, such as 'network.npz'")
    return Path(path)


def _array(archive, name):
    """An array of the archive, if its size is what its head says: nothing larger than the file is made room for."""
    packed = archive.getinfo(f"{name}.npy")
    if packed.compress_type != zipfile.ZIP_STORED:
        raise ValueError(f"{name} is compressed, which `save` does not do")
    with archive.open(packed) as part:
        np.lib.format.read_magic(part)
        shape, _, dtype = np.lib.format.read_array_header_1_0(part)
        if dtype.hasobject or math.prod(shape) * dtype.itemsize != packed.file_size - part.tell():
            raise ValueError(f"{name} is said to have shape {shape} and type {dtype}, which does not fit its size")
        return np.frombuffer(part.read(), dtype).reshape(shape)


def _count(shape, layers):
    """The number of parameters of a network, without making it."""
    count = 0
    for layer in layers:
        shape, parameters = layer.connect(shape)
        count += sum(map(math.prod, parameters))
    return count
