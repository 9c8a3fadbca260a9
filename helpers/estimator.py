"""A network as notebook 07 tries many of: its structure and how it is trained, learned by `fit`."""

from dataclasses import dataclass

import numpy as np

from .network import Network
from .optimizers import Adam
from .training import train
from .validate import as_numbers, brief, whole
from .words import later, say


@dataclass
class NetworkClassifier:
    """A network with one softmax output a class, trained by Adam.

    hidden_layer_sizes  widths of the hidden layers; () for none
    activation          of the hidden layers: a name of ACTIVATIONS
    epochs, batch_size  as in `train`
    random_state        a whole number: the weights and the order of examples; None for others each time

    After `fit`: `network_`, whose numbers are of X's float type, and `classes_`, the labels in the order of its
    outputs. Training that diverges raises FloatingPointError and keeps what was learned by its last record.
    """

    hidden_layer_sizes: tuple = (128,)
    activation: str = "relu"
    learning_rate: float = 0.001
    epochs: int = 20
    batch_size: int = 64
    random_state: int | None = None

    def fit(self, X, y):
        """Train a new network on X (n, d), y (n,) of at least two classes; returns itself."""
        X = as_numbers("X", X)
        classes, labels = np.unique(y, return_inverse=True)
        if len(classes) < 2:
            raise ValueError(say("y holds 1 class, {classes}; expected at least two", classes=brief(classes.tolist())))
        if not isinstance(self.hidden_layer_sizes, tuple | list):
            sentence = later("hidden_layer_sizes is {widths}; expected a tuple of widths, such as (128,)")
            raise ValueError(say(sentence, widths=brief(self.hidden_layer_sizes)))
        if self.random_state is not None:
            whole("random_state", self.random_state, low=0)
        random = np.random.RandomState(self.random_state)
        sizes = [X.shape[-1], *self.hidden_layer_sizes, len(classes)]
        network = Network(sizes, self.activation, seed=random.randint(2**31), dtype=X.dtype)
        X, T = network.checked(X, labels)
        self.network_, self.classes_ = network, classes
        train(network, X, T, epochs=self.epochs, batch_size=self.batch_size, optimizer=Adam(self.learning_rate),
              seed=random.randint(2**31))
        return self

    def predict(self, X):
        """The label with the highest output, (n,)."""
        return self.classes_[self.network_.predict(X)]

    def score(self, X, y):
        """Share of right answers."""
        return float(np.mean(self.predict(X) == y))
