"""Exercises, the question and guesses of notebook 05d."""

from itertools import cycle

import numpy as np

from ...activations import relu, sigmoid
from ...exercises import draw
from ...exercises.asking.guess import add_guess
from ...exercises.asking.question import add_question
from ...exercises.exercise import exercise
from ..backpropagation_in_code.exercises import layer_gradients, output_delta
from ..feedforward_network.exercises import drawn
from ..loss.exercises import any_labels, any_large_network, batches_and_networks, sure_networks


def corners(random):
    """(left, top, right): a hat of two equal halves, two others, and random ones."""
    drawn = [tuple(map(float, np.cumsum(random.uniform(0.3, 2, size=3)) - 2)) for _ in range(3)]
    return [(-1.0, 0.0, 1.0), (0.0, 1.0, 3.0), (1.0, 3.0, 3.5), (8, 11.5, 15), (-3.5, -1, 2), (-5, -4, 0), *drawn]


def any_corners(random):
    """(left, top, right), also whole numbers, one that is 0, and a hat that is far away, tiny or huge."""
    left, *sides = draw.whole(random, -9, 9), *(draw.one_of(random, 1, 4, 0.25, random.uniform(0.01, 9)) for _ in "ud")
    left = draw.one_of(random, *[left] * 9, -sides[0], -(sides[0] + sides[1]))
    scale = draw.one_of(random, 1, 1, 1e-3, 1e4, 2.0**-40)
    return left * scale, (left + sides[0]) * scale, (left + sides[0] + sides[1]) * scale


@exercise(
    "05d.1", "a hat from three ReLUs", cases=corners, wide=any_corners, returns=("bends", "amounts"),
    hints=[
        "The ReLUs open at left, at top and at right. Those are the bends.",
        "From left to top the hat rises by 1. So its slope is 1 divided by the distance, and falling likewise.",
        "A ReLU that has opened stays open. What you add at a bend is the new slope minus the slope before.",
        "The slopes of the four pieces are 0, up, −down and 0. Take the three differences.",
    ],
    mistakes={
        "slopes": ("These are the slopes of the pieces. But a ReLU that has opened stays open: its amount is by how "
                   "much the slope changes at its bend.",
                   ("[up, -up - down, down]", "[up, -down, 0.0]")),
        "goes-on": ("Beyond the right end the hat goes on falling. The third ReLU has to stop it.",
                    ("[up, -up - down, down]", "[up, -up - down, 0.0]")),
        "plateau": ("At the top your hat only stops rising. It has to begin to fall there as well.",
                    [("-up - down", "-up"), ("[up, -up - down, down]", "[up, -up, -down]")]),
        "still-rising": ("At the top you subtract only the fall from the slope, so the first rise is still in it.",
                         ("-up - down", "-down")),
        "upside-down": ("Your hat hangs upside down: it has to rise first.",
                        ("[up, -up - down, down]", "[-up, up + down, -down]")),
        "distances": ("You use the distances as slopes. A slope is the height, 1, divided by the distance.",
                      ("1 / (top - left), 1 / (right - top)", "top - left, right - top")),
        "exchanged": (
            "The two sides are swapped: the hat rises between left and top, and falls between top and right.",
            ("1 / (top - left), 1 / (right - top)", "1 / (right - top), 1 / (top - left)")),
        "equal-halves": ("1, −2, 1 makes the hat whose halves are 1 wide. Others are steeper or flatter.",
                         ("[up, -up - down, down]", "[1.0, -2.0, 1.0]")),
        "half-as-wide": ("Your two sides are equally steep. Each has a distance of its own.",
                         [("1 / (right - top)", "1 / (top - left)"), ("1 / (top - left)", "1 / (right - top)"),
                          ("1 / (top - left), 1 / (right - top)", "2 / (right - left), 2 / (right - left)")]),
        "signs-of-bends": ("The bends have the wrong sign: in relu(x − bend) the bend is the place itself.",
                           ("[left, top, right]", "[-left, -top, -right]")),
        "other-way-round": ("The two are swapped: first the bends, then the amounts.",
                            ("return np.array([left, top, right]), np.array([up, -up - down, down])",
                             "return np.array([up, -up - down, down]), np.array([left, top, right])")),
    },
)
def hat(left, top, right):
    """left < top < right → bends (3,) from left to right, amounts (3,): the sum of amount · relu(x − bend) is 0 up
    to left, 1 at top, and 0 from right on, with straight lines between."""
    up, down = 1 / (top - left), 1 / (right - top)
    return np.array([left, top, right]), np.array([up, -up - down, down])


def relu_slope(z):
    return (z > 0) * 1.0


def is_open(z):  # as it may be written, too: True counts as 1
    return z > 0


def tanh(z):
    return np.tanh(z)


def tanh_slope(z):
    return 1 - np.tanh(z) ** 2


def sigmoid_slope(z):
    return sigmoid(z) * (1 - sigmoid(z))


def sine(z):  # not np.sin: the grader hands functions over by the names of their modules
    return np.sin(z)


def cosine(z):
    return np.cos(z)


def minus_sine(z):
    return -np.sin(z)


def steep(z):
    return 16 * np.tanh(z)


def steep_slope(z):
    return 16 - 16 * np.tanh(z) ** 2


def quick(z):  # ½ at 0, as σ
    return sigmoid(2 * z)


def quick_slope(z):
    return 2 * sigmoid_slope(2 * z)


def bent(z):
    return 2 * z + np.sin(z)


def bent_slope(z):
    return 2 + np.cos(z)


PAIRS = [(relu, relu_slope), (tanh, tanh_slope), (sigmoid, sigmoid_slope), (sine, cosine),
         (cosine, minus_sine), (bent, bent_slope)]  # its slopes are up to 3, and it has no bounds


def any_pass(random):
    """(X, labels, weights, biases, activation, slope), now and then large; with ReLU z is often exactly 0."""
    X, _, weights, biases = any_large_network(random, many=12, often=0.05)
    activation, slope = draw.one_of(random, *PAIRS, (steep, steep_slope), (quick, quick_slope), (relu, is_open))
    if activation is relu:
        exact = lambda part: (4 * part.clip(-9, 9)).round() / 4  # noqa: E731
        X, (weights, biases) = exact(X), draw.repeated(random, map(exact, weights), map(exact, biases))
    Z = X @ weights[0].T + biases[0]
    for W, b in zip(weights[1:], biases[1:], strict=True):
        Z = activation(Z) @ W.T + b
    return X, any_labels(random, Z), weights, biases, activation, slope


def passes(random):
    """(X, labels, weights, biases, activation, slope): the networks of `backward`, with each of the functions."""
    X, weights, biases = drawn(random, [2, 3, 2], 2)
    at_0 = 0 * X, np.array([1, 1]), weights, [0 * b for b in biases]  # where a kink is, or the steepest place
    networks = [*batches_and_networks(random), at_0, at_0, *sure_networks(random)]
    return [(*network, *pair) for network, pair in zip(networks, cycle(PAIRS), strict=False)]


@exercise(
    "05d.3", "a backward pass for any activation", cases=passes, wide=any_pass, tries=150, returns=("dW[{}]", "db[{}]"),
    hints=[
        "Begin with your `backward` of 05b.3. A sigmoid stands in it three times: in `forward`, in A, in hidden_delta.",
        "`forward` has sigmoids inside, so write its loop anew: Z from the last A, then A = activation(Z).",
        "One layer back: multiply by W as before, then by slope(z) of the layer where δ goes.",
        "Scores have no activation: output_delta gets the last Z as it is.",
    ],
    mistakes={
        "forward-sigmoid": ("On the way forward your hidden neurons are still sigmoids.",
                            ("activation(Zs[-1])", "sigmoid(Zs[-1])")),
        "forward-kept": ("Your Zs are those of a network of sigmoids: `forward` has σ inside. Write its loop anew: "
                         "each Z comes from the A before it, and A = activation(Z).",
                         ("A[-1] @ W.T", "(sigmoid(Zs[-1]) if Zs else X) @ W.T")),
        "backward-sigmoid": (
            "On the way back your gain is still σ′. It has to be slope(z). (hidden_delta has σ′ inside.)",
            ("slope(Zs[l - 1])", "sigmoid_slope(Zs[l - 1])")),
        "function-for-slope": ("You multiply by the function itself on the way back. The gain is its slope.",
                               ("slope(Zs[l - 1])", "activation(Zs[l - 1])")),
        "slope-at-a": ("The slope is taken at A. Take it at the Z before it.", ("slope(Zs[l - 1])", "slope(A[l])")),
        "no-slope": ("The slope is missing between the layers.", (" * slope(Zs[l - 1])", "")),
        "z-for-a": ("You give a layer the Z of the layer before, not the A.",
                    ("layer_gradients(delta, A[l])", "layer_gradients(delta, ([X] + Zs)[l])")),
        "no-activation": ("On the way forward yours applies no activation: each Z goes on as it is.",
                          ("activation(Zs[-1])", "Zs[-1]")),
        "last-activated": (
            "The last Z goes through the activation in yours. output_delta wants the scores as they are.",
            ("output_delta(Zs[-1], labels)", "output_delta(A[-1], labels)")),
        "reversed": ("The gradients are right, but in the order in which they were made. Layer 1 comes first.",
                     ("return dWs, dbs", "return dWs[::-1], dbs[::-1]")),
        "exchanged": ("The two lists are swapped: first those of the weights, then those of the biases.",
                      ("return dWs, dbs", "return dbs, dWs")),
        "wrong-sign": ("All signs are wrong. δ of the output is output minus target.",
                       ("return dWs, dbs", "return [-dW for dW in dWs], [-db for db in dbs]")),
    },
)
def backward_with(X, labels, weights, biases, activation, slope):
    """X (n, d), labels (n,), weights [W¹, …], biases [b¹, …]; activation(Z) and slope(Z) of the hidden neurons,
    element by element → ([∂J/∂W¹, …], [∂J/∂b¹, …]) of the cost J, as `backward` gives them for sigmoids."""
    A, Zs = [X], []
    for W, b in zip(weights, biases, strict=True):
        Zs.append(A[-1] @ W.T + b)
        A.append(activation(Zs[-1]))
    delta = output_delta(Zs[-1], labels)
    dWs, dbs = [], []
    for l in reversed(range(len(weights))):
        dW, db = layer_gradients(delta, A[l])
        dWs.insert(0, dW)
        dbs.insert(0, db)
        if l > 0:
            delta = (delta @ weights[l]) * slope(Zs[l - 1])
    return dWs, dbs


add_question(
    "05d.a", "Which line is the slope of ReLU, with a = np.maximum(z, 0)?",
    [
        ("np.maximum(z, 0)", "That is ReLU itself. A neuron with z = 3 would pass back three times the signal."),
        ("a >= 0", "a is never negative, so this is true everywhere, and a neuron that says 0 would pass signals "
         "back, too."),
        ("z > 0", "1 where z passes, 0 where it is turned into 0. With a you could write a > 0."),
        ("np.sign(z)", "For a negative z this is −1. But ReLU is flat there: its slope is 0."),
    ],
    right="c",
)

add_guess(
    "05d.t", "The network of notebook 05b, from the same five starts, with tanh in place of σ: after how many steps "
    "are all 200 points right? (The middle one of the five. With σ it took 450 to 900.)",
    "number", "After 25 steps the mean gradient is many times as long in each layer, and the next step with it.",
    low=1, high=1000, whole=True, log=True,
)
add_guess(
    "05d.p", "Networks with ten hidden layers of 16 neurons, fresh from a random start. With which functions does "
    "∂l/∂z in layer 1 still have more than a hundredth of its size in the output layer?",
    "choice", "Ten slopes of at most 1/4 leave less than a millionth. tanh can have slopes near 1, and an open ReLU "
    "has 1.",
    choices=["with ReLU alone", "with tanh and with ReLU", "with all three", "with none"],
)
add_guess(
    "05d.r", "A neuron has 100 inputs. All inputs and all weights are random, with mean 0 and standard deviation 1. "
             "What is the standard deviation of z, the sum of the 100 products?",
    "number", "The products have different signs and cancel in part: a sum of n of them grows like √n.",
    low=0.1, high=1000, log=True, digits=2,
)
add_guess(
    "05d.s", "The learning rate is now ten times as large, η = 0.5. How many of the 64 hidden ReLUs are then closed "
             "for every one of the 200 points? (The median of five starts.)",
    "number",
    "A step can push z below 0 for all points. Then the slope is 0, and no signal reaches the neuron's weights. Where "
    "a whole layer is closed, nothing passes, forward or back.",
    low=0, high=64, whole=True,
)
