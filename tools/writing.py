"""Table `text`: a network learns the next character from the 2 or the 8 before it, from five starts each."""

from itertools import product

import numpy as np

from helpers import Momentum, Network, train
from helpers.lessons.text.exercises import windows
from helpers.lessons.text.prose import FOLDER, load_prose
from helpers.threads import blas_threads

LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.txt"))
LENGTHS, EPOCHS, HIDDEN, BATCH, ETA, MU = (2, 8), 12, 128, 16, 0.3, 0.9


def text(languages=LANGUAGES):
    """Loss after each epoch, on what it learns from and on the last tenth of the text, as in notebook 09."""
    yield "language", "length", "seed", "epoch", "training", "test"
    for language, length, seed in product(languages, LENGTHS, range(5)):
        prose = load_prose(language)
        symbols = sorted(set(prose))
        rows, labels = windows(np.array([symbols.index(one) for one in prose]), length)
        X = np.eye(len(symbols), dtype=np.float32)[rows].reshape(len(rows), -1)
        m = 9 * len(X) // 10
        net = Network([X.shape[1], HIDDEN, len(symbols)], activation="sigmoid", seed=seed)
        with blas_threads(1):
            for epoch in range(EPOCHS):
                train(net, X[:m], labels[:m], epochs=1, batch_size=BATCH, optimizer=Momentum(ETA, MU), seed=epoch)
                losses = (float(net.loss(X[part], labels[part]).mean()) for part in (slice(m), slice(m, None)))
                yield language, length, seed, epoch + 1, *(round(loss, 3) for loss in losses)
