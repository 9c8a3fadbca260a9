"""The course's network as a scikit-learn estimator, for pipelines, cross-validation and searches. Notebook 07.

It does what scikit-learn's own do: parameters, cloning, pickling, random_state. The data's float type
becomes the network's, so float32 digits train fast in float32; whole numbers are read as float32.
"""

import numpy as np
from sklearn import config_context
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils import check_random_state
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, validate_data

from .network import Network
from .optimizers import Adam, GradientDescent, Momentum, RMSProp
from .training import training
from .validate import brief, choose, one_hot
from .words import later, say

OPTIMIZERS = {"gradient_descent": GradientDescent, "momentum": Momentum, "rmsprop": RMSProp, "adam": Adam}
FLOATS = [np.float32, np.float64]


class NetworkClassifier(ClassifierMixin, BaseEstimator):
    """A network with one softmax output a class. `classes_` holds the labels in the order of the outputs."""

    def __init__(self, hidden_layer_sizes=(128,), activation="relu", optimizer="adam", learning_rate=None,
                 momentum=0.9, epochs=20, batch_size=64, l2=0.0, schedule="constant", random_state=None):
        """
        hidden_layer_sizes  widths of the hidden layers; () for none
        activation          of the hidden layers: a name of ACTIVATIONS
        optimizer           a name of OPTIMIZERS
        learning_rate       None takes the optimizer's default
        momentum            of the optimizer "momentum"
        epochs, batch_size, l2, schedule    as in `train`
        random_state        of the weights and of the order of examples

        After `fit`: `network_`, and `history_`, the list of training records. Training that is interrupted or that
        diverges keeps what it had learned by its last record.
        """
        self.hidden_layer_sizes = hidden_layer_sizes
        self.activation = activation
        self.optimizer = optimizer
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.epochs = epochs
        self.batch_size = batch_size
        self.l2 = l2
        self.schedule = schedule
        self.random_state = random_state

    def fit(self, X, y):
        """Train a new network on X (n, d), y (n,). What is refused changes nothing."""
        before = dict(vars(self))
        try:
            return self._fit(X, y)
        except (ValueError, TypeError):
            vars(self).clear()
            vars(self).update(before)
            raise

    def _fit(self, X, y):
        X, T = self._read(X, y)
        random = check_random_state(self.random_state)
        seed = lambda: random.randint(2**31)  # noqa: E731
        network = self._new_network(X, T, seed())
        how = {"epochs": self.epochs, "batch_size": self.batch_size, "schedule": self.schedule, "l2": self.l2}
        records = training(network, X, T, optimizer=self._rule(), seed=seed(), **how)
        self.network_, self.history_ = network, []
        for record in records:
            self.history_.append(record)
        return self

    def _read(self, X, y):
        X, y = validate_data(self, X, y, dtype=FLOATS)
        check_classification_targets(y)
        self.classes_, places = np.unique(y, return_inverse=True)
        if len(self.classes_) < 2:
            raise ValueError(say("y holds 1 class, {classes}; expected at least two",
                                 classes=brief(self.classes_.tolist())))
        return X, one_hot(places, len(self.classes_), X.dtype)

    def _new_network(self, X, T, seed):
        try:
            sizes = [X.shape[1], *self.hidden_layer_sizes, T.shape[1]]
        except TypeError as error:
            sentence = later("hidden_layer_sizes is {widths}; expected a tuple of widths, such as (128,)")
            raise ValueError(say(sentence, widths=brief(self.hidden_layer_sizes))) from error
        return Network(sizes, self.activation, seed=seed, dtype=X.dtype)

    def _rule(self):
        rule = OPTIMIZERS[choose("optimizer", self.optimizer, OPTIMIZERS)]
        how = {} if self.learning_rate is None else {"learning_rate": self.learning_rate}
        return rule(**how, **({"momentum": self.momentum} if rule is Momentum else {}))

    def predict_proba(self, X):
        """The softmax outputs, (n, classes), in the order of `classes_`."""
        check_is_fitted(self, "network_")
        with config_context(assume_finite=True):  # the network looks for NaN itself: once is enough
            X = validate_data(self, X, dtype=FLOATS, reset=False)
        return self.network_(X)

    def predict(self, X):
        """The label with the highest output, (n,)."""
        best = self.predict_proba(X).argmax(axis=1)
        return self.classes_[best]
