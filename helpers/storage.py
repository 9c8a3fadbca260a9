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

import numpy as np

from .convolution import Convolution, MaxPool
from .layers import Dense
from .network import Network, as_network
from .validate import as_path, brief
from .words import later, say

FORMAT = 1
LAYERS = {kind.__name__: kind for kind in (Dense, Convolution, MaxPool)}
BAD_FILE = (zipfile.BadZipFile, EOFError, OSError, ValueError, AttributeError, TypeError, RuntimeError, OverflowError,
            MemoryError, tokenize.TokenError)
STRUCTURE = "layers", "activation", "output", "loss"


def save(network, path):
    """Write `network` to `path` (.npz), whole or not at all: an old file stays until the new one is complete."""
    path, network = as_path("path", path), as_network(network)
    if path.suffix != ".npz":
        raise ValueError(say("path is {path}; expected a name that ends in .npz", path=brief(str(path))))
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
    path = as_path("path", path)
    try:
        with zipfile.ZipFile(path) as archive:
            structure, theta = json.loads(str(_array(archive, "structure"))), _array(archive, "theta")
        version = structure.pop("format")
    except FileNotFoundError:
        raise
    except KeyError as error:
        sentence = later("{path} is an .npz file, but not a saved network: it has no {name}")
        raise ValueError(say(sentence, path=path, name=error)) from error
    except BAD_FILE as error:
        sentence = later("{path} is not a saved network, or it is cut short: {error}")
        raise ValueError(say(sentence, path=path, error=error)) from error
    if version != FORMAT:
        sentence = later("{path} has format {version}; this version of the course reads {format}: update the course")
        raise ValueError(say(sentence, path=path, version=brief(version), format=FORMAT))
    if set(structure) != set(STRUCTURE):
        sentence = later("{path} describes a network by {names}; expected {expected}")
        raise ValueError(say(sentence, path=path, names=brief(sorted(structure)), expected=sorted(STRUCTURE)))
    try:
        return _network(theta, **structure)
    except (LookupError, TypeError, OverflowError) as error:
        sentence = later("{path} describes layers that this course does not know: {layers}")
        raise ValueError(say(sentence, path=path, layers=brief(structure["layers"]))) from error
    except ValueError as error:
        raise ValueError(say("{path}: {problem}", path=path, problem=error)) from error


def _network(theta, layers, **settings):
    """The network with this θ and what the file says of its structure."""
    shape, layers = tuple(layers[0]), [LAYERS[one[0]](*one[1:]) for one in layers[1:]]
    if (count := _count(shape, layers)) != theta.size:
        sentence = later("theta has shape {shape}, but the network has {count} parameters")
        raise ValueError(say(sentence, shape=theta.shape, count=count))
    network = Network([shape, *layers], **settings, initialization="zeros", dtype=theta.dtype)
    network.theta = theta
    return network


def _array(archive, name):
    """An array of the archive, if its size is what its head says: nothing larger than the file is made room for."""
    packed = archive.getinfo(f"{name}.npy")
    if packed.compress_type != zipfile.ZIP_STORED:
        raise ValueError(say("{name} is compressed, which `save` does not do", name=name))
    with archive.open(packed) as part:
        np.lib.format.read_magic(part)
        shape, _, dtype = np.lib.format.read_array_header_1_0(part)
        if dtype.hasobject or math.prod(shape) * dtype.itemsize != packed.file_size - part.tell():
            sentence = later("{name} is said to have shape {shape} and type {type}, which does not fit its size")
            raise ValueError(say(sentence, name=name, shape=shape, type=dtype))
        return np.frombuffer(part.read(), dtype).reshape(shape)


def _count(shape, layers):
    """The number of parameters of a network, without making it."""
    count = 0
    for layer in layers:
        shape, parameters = layer.connect(shape)
        count += sum(map(math.prod, parameters))
    return count
