"""Train the network that reads a digit on the site's first page, and keep it in docs/static/reader.bin.

    python -m tools.reader

It is the course's `Network`, trained on all digits, moved a little as well, so that it knows hands; its weights are
whole numbers from −15 to 15, times one number a layer, and read as many test digits as the exact ones.
docs/static/reader.js goes forward through it, as what `read` returns does here.
"""

import gzip
import json

import numpy as np

from helpers import Adam, Network, load_mnist, train
from tools.contents import ROOT

FILE = ROOT / "docs/static/reader.bin"
SIZES, STEPS = [784, 100, 10], 15


def trained():
    X, y, X_test, y_test = load_mnist()
    network = Network(SIZES, "relu", seed=0)
    for epoch in range(8):
        X_seen = shifted(X, np.random.default_rng(epoch)) if epoch % 2 else X
        train(network, X_seen, y, epochs=1, optimizer=Adam(0.001 if epoch < 6 else 0.0003), seed=epoch)
    for name, one in {"trained": network, "rounded": read(write(network))}.items():
        print(f"{name}: {one.accuracy(X_test, y_test):.1%} of the test digits are right")
    return network


def shifted(images, random):
    """Each image (784,) moved by up to a pixel along both axes, the gap filled with 0."""
    padded = np.pad(images.reshape(-1, 28, 28), ((0, 0), (1, 1), (1, 1)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (28, 28), axis=(1, 2))
    rows, columns = random.integers(3, size=(2, len(images)))
    return windows[np.arange(len(images)), rows, columns].reshape(len(images), 784)


def write(network):
    """[{rows, columns, scale, weights, biases}, …], a layer each: W is scale times the weights, row by row."""
    layers = []
    for W, b in network.parameters:
        scale = float(np.abs(W).max()) / STEPS
        layers.append({
            "rows": len(W), "columns": W.shape[1], "scale": scale, "biases": [float(f"{value:.7g}") for value in b],
            "weights": np.round(W / scale).astype(int).ravel().tolist(),
        })
    return layers


def read(layers, dtype=np.float64):
    """The network of such a list."""
    network = Network([layers[0]["columns"], *(layer["rows"] for layer in layers)], "relu", dtype=dtype)
    for (W, b), layer in zip(network.parameters, layers, strict=True):
        W[:], b[:] = layer["scale"] * np.reshape(layer["weights"], W.shape), layer["biases"]
    return network


def digits_to_learn(seen=4000, unseen=500):
    """What a visitor's own network learns on the first page: labels, then pixels in 16 shades, two a byte; by gzip.

    The last `unseen` of them are test digits, by which it is judged.
    """
    X, y, X_test, y_test = load_mnist()
    X, y = np.vstack([X[:seen], X_test[:unseen]]), np.append(y[:seen], y_test[:unseen])
    shades = np.round(15 * X).astype(np.uint8)
    return gzip.compress(y.astype(np.uint8).tobytes() + (shades[:, ::2] << 4 | shades[:, 1::2]).tobytes(), 9, mtime=0)


def saved_network():
    """What `write` has made of the network of the first page."""
    return json.loads(gzip.decompress(FILE.read_bytes()))


if __name__ == "__main__":
    FILE.write_bytes(gzip.compress(json.dumps(write(trained())).encode(), 9, mtime=0))
    print(f"{FILE.name}: {FILE.stat().st_size / 1e3:.0f} kB")
