"""The course's network as a scikit-learn estimator, for pipelines, cross-validation and searches. Notebook 07.

It does what scikit-learn's own do: parameters, cloning, pickling, random_state, partial_fit. The data's float type
becomes the network's, so float32 digits train fast in float32; whole numbers are read as float32.
"""

import contextlib

import numpy as np
from sklearn import config_context
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.model_selection import train_test_split
from sklearn.utils import check_random_state
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, validate_data

from .network import Network
from .optimizers import Adam, GradientDescent, Momentum, RMSProp
from .training import training
from .validate import brief, choose, number, one_hot
from .words import later, say

OPTIMIZERS = {"gradient_descent": GradientDescent, "momentum": Momentum, "rmsprop": RMSProp, "adam": Adam}
FLOATS = [np.float32, np.float64]


class NetworkClassifier(ClassifierMixin, BaseEstimator):
    """A network with one softmax output a class. `classes_` holds the labels in the order of the outputs."""

    def __init__(self, hidden_layer_sizes=(128,), activation="relu", optimizer="adam", learning_rate=None,
                 momentum=0.9, epochs=20, batch_size=64, l2=0.0, schedule="constant", patience=None,
                 validation_fraction=0.1, warm_start=False, random_state=None):
        """
        hidden_layer_sizes  widths of the hidden layers; () for none
        activation          of the hidden layers: a name of ACTIVATIONS
        optimizer           a name of OPTIMIZERS
        learning_rate       None takes the optimizer's default
        momentum            of the optimizer "momentum"
        epochs, batch_size, l2, schedule    as in `train`
        patience            stop after so many epochs without a lower loss on a held-out validation_fraction
        warm_start          a second `fit` goes on where the first stopped
        random_state        of the weights, the order of examples, and which of them are held out

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
        self.patience = patience
        self.validation_fraction = validation_fraction
        self.warm_start = warm_start
        self.random_state = random_state

    def fit(self, X, y):
        """Train a new network on X (n, d), y (n,); with `warm_start`, train the old one on."""
        with self._as_it_was_if_refused():
            return self._fit(X, y)

    @contextlib.contextmanager
    def _as_it_was_if_refused(self):
        before = dict(vars(self))
        try:
            yield
        except (ValueError, TypeError):
            vars(self).clear()
            vars(self).update(before)
            raise

    def _fit(self, X, y):
        fresh = not (self.warm_start and hasattr(self, "network_"))
        X, T = self._read(X, y, fresh)
        network = self._new_network(X, T) if fresh else self.network_
        how = {"epochs": self.epochs, "schedule": self.schedule}
        if self.patience is not None:
            fraction = number("validation_fraction", self.validation_fraction, high=0.9, above=True)
            labels = T.argmax(axis=1)
            X, X_val, T, T_val = train_test_split(X, T, test_size=fraction, stratify=labels, random_state=self._seed())
            how |= {"patience": self.patience, "validation": (X_val, T_val)}
        return self._learn(network, X, T, **how)

    def partial_fit(self, X, y, classes=None):
        """Train for one epoch on X (n, d), y (n,). The first call needs all `classes` there will be."""
        fresh = not hasattr(self, "network_")
        if fresh and classes is None:
            sentence = later("classes is None; the first partial_fit expects every label there will be, e.g. range(10)")
            raise ValueError(say(sentence))
        with self._as_it_was_if_refused():
            X, T = self._read(X, y, fresh, classes)
            return self._learn(self._new_network(X, T) if fresh else self.network_, X, T, epochs=1)

    def _read(self, X, y, fresh, classes=None):
        X, y = validate_data(self, X, y, dtype=FLOATS, reset=fresh)
        check_classification_targets(y)
        known = np.unique(y if classes is None else classes) if fresh else self.classes_
        if len(known) < 2:
            raise ValueError(say("y holds 1 class, {classes}; expected at least two", classes=brief(known.tolist())))
        strange = np.setdiff1d(y, known).tolist()
        if strange:
            sentence = later("y holds {label}; expected one of the classes {classes}")
            raise ValueError(say(sentence, label=brief(strange[0]), classes=brief(known.tolist())))
        self.classes_ = known
        return X, one_hot(np.searchsorted(known, y), len(known), X.dtype)

    def _new_network(self, X, T):
        try:
            sizes = [X.shape[1], *self.hidden_layer_sizes, T.shape[1]]
        except TypeError as error:
            sentence = later("hidden_layer_sizes is {widths}; expected a tuple of widths, such as (128,)")
            raise ValueError(say(sentence, widths=brief(self.hidden_layer_sizes))) from error
        self._settings = None  # a new network has a new optimizer
        self._random = check_random_state(self.random_state)
        return Network(sizes, self.activation, seed=self._seed(), dtype=X.dtype)

    def _rule(self):
        """The optimizer with what it remembers; a new one where a setting of it has changed."""
        settings = self.optimizer, self.learning_rate, self.momentum
        if settings != self._settings:
            rule = OPTIMIZERS[choose("optimizer", self.optimizer, OPTIMIZERS)]
            how = {} if self.learning_rate is None else {"learning_rate": self.learning_rate}
            self._optimizer = rule(**how, **({"momentum": self.momentum} if rule is Momentum else {}))
            self._settings = settings
        return self._optimizer

    def _seed(self):
        return self._random.randint(2**31)

    def _learn(self, network, X, T, **how):
        records = training(network, X, T, batch_size=self.batch_size, optimizer=self._rule(), l2=self.l2,
                           seed=self._seed(), **how)
        self.network_, self.history_ = network, []
        for record in records:
            self.history_.append(record)
        return self

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
