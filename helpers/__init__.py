"""The course's network code in NumPy. Everything a notebook needs of the mathematics is importable from here."""

from .activations import ACTIVATIONS, leaky_relu, relu, sigmoid, step
from .convolution import Convolution, MaxPool
from .data import DATASETS, blobs, circles, load_mnist, moons, shrink_to_16, spiral, xor
from .gradient_check import check_gradient, numerical_gradient
from .layers import Dense
from .losses import LOSSES, OUTPUTS, log_softmax, softmax
from .network import Network
from .optimizers import SCHEDULES, Adam, GradientDescent, Momentum, RMSProp
from .training import Record, train, training
from .validate import one_hot

__all__ = [
    "ACTIVATIONS", "DATASETS", "LOSSES", "OUTPUTS", "SCHEDULES", "Adam", "Convolution", "Dense", "GradientDescent",
    "MaxPool", "Momentum", "Network", "RMSProp", "Record", "blobs", "check_gradient", "circles", "leaky_relu",
    "load_mnist", "log_softmax", "moons", "numerical_gradient", "one_hot", "relu", "shrink_to_16", "sigmoid",
    "softmax", "spiral", "step", "train", "training", "xor",
]
