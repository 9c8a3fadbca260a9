"""What a Playground can learn beside the course's data sets: numbers; and what its network can be fed."""

import numpy as np

from ..plots.playground import LIMIT

FEATURES = {
    "x1": lambda x1, x2: x1,
    "x2": lambda x1, x2: x2,
    "x1^2": lambda x1, x2: x1 * x1,
    "x2^2": lambda x1, x2: x2 * x2,
    "x1*x2": lambda x1, x2: x1 * x2,
    "sin(x1)": lambda x1, x2: np.sin(x1),
    "sin(x2)": lambda x1, x2: np.sin(x2),
}


def plane(n, noise, seed):
    """Numbers to learn that rise evenly from corner to corner: X (n, 2), targets (n,) from -1 to 1."""
    return _regression(n, noise, seed, lambda X: X.sum(axis=1) / (2 * LIMIT))


def gauss(n, noise, seed):
    """Six bumps, up and down in turn."""
    centers = np.array([(-2, -1.2), (0, -1.2), (2, -1.2), (-2, 1.2), (0, 1.2), (2, 1.2)])
    signs = np.array([1, -1, 1, -1, 1, -1])
    squares = lambda X: ((X[:, None] - centers) ** 2).sum(axis=2)  # noqa: E731
    return _regression(n, noise, seed, lambda X: np.exp(-squares(X) / 0.7) @ signs)


def _regression(n, noise, seed, target):
    random = np.random.default_rng(seed)
    X = random.uniform(-LIMIT, LIMIT, (n, 2)).astype(np.float32)
    return X, np.clip(target(X) + random.normal(0, noise / 2, n), -1, 1)


REGRESSION = {"plane": plane, "gauss": gauss}
