"""Exercises, questions and guesses of notebook 07b, which goes on with the numbers and letters of notebook 07."""

import numpy as np

from ...exercises import draw
from ...exercises.asking.guess import add_guess
from ...exercises.asking.question import add_question
from ...exercises.exercise import exercise

# ---- convolution ----


def maps_and_kernels(random):
    """(maps, kernel, b): 2 x 3 pixels of one map with friendly numbers, then others, also whole numbers."""
    maps = np.array([[1.0, 2, 0], [0, 1, 3]])[:, :, None]
    kernel = np.array([[1.0, 0], [2, -1]])[:, :, None]
    cases = [(maps, kernel, 1.0), (np.float32(maps / 2), kernel, 0.5)]  # pictures are in float32
    for (h, w, c), k in (((3, 3, 2), 2), ((5, 4, 3), 3), ((4, 6, 1), 3), ((4, 3, 5), 1)):
        cases.append((random.normal(size=(h, w, c)), random.normal(size=(k, k, c)), float(random.normal())))
    return cases


def any_maps(random):
    """(maps, kernel, b), now and then high or wide and of many maps, or tiny"""
    h, w, c = (draw.whole(random, 1, most) for most in (6, 6, 4))
    if random.random() < 0.06:
        h, w, c = draw.one_of(random, (40, 9, 32), (9, 40, 32))
    k = draw.one_of(random, min(h, w), draw.whole(random, 1, min(h, w)))
    b = draw.one_of(random, 0, 1, -2.5, random.normal())
    scale = draw.one_of(random, 1, 1, 1, 1, 2.0**-26)
    return scale * draw.array(random, h, w, c), draw.array(random, k, k, c), scale * b


@exercise(
    "07.4", "a filter that sees several maps", cases=maps_and_kernels, wide=any_maps, tries=150,
    hints=[
        "What comes out has one number for each place where the kernel fits: how many such places are there in a row, "
        "and how many in a column?",
        "At one place: cut a patch out of the maps that is as high and as wide as the kernel. All maps come along.",
        "Patch and kernel now have the same shape (k, k, c). Multiply number by number, add up everything, add b once.",
    ],
    mistakes={
        "flipped": ("The kernel is flipped. Mathematics does that in its convolution; in networks the kernel lies on "
                    "the patch as it is.",
                    ("(kernel *", "(kernel[::-1, ::-1] *")),
        "all-flipped": (
            "The kernel is flipped, and the order of the maps as well. Let it lie on the patch as it is, map on map.",
            ("(kernel *", "(kernel[::-1, ::-1, ::-1] *")),
        "edges-0": ("The places in the last row and the last column stay 0: your loops end one too early.",
                    ("np.ndindex(z.shape)", "np.ndindex(z.shape[0] - 1, z.shape[1] - 1)")),
        "transposed": ("The kernel is transposed: its rows belong to the rows of the patch.",
                       ("(kernel *", "(kernel.transpose(1, 0, 2) *")),
        "no-bias": ("The bias is missing.", (" + b", "")),
        "bias-each-map": ("The bias is added once for each map. A filter is one neuron with one bias.",
                          (" + b", " + b * maps.shape[2]")),
        "bias-each-product": ("The bias is added to each product, before the sum. Add it once, after the sum.",
                              ("maps[i : i + k, j : j + k]).sum() + b", "maps[i : i + k, j : j + k] + b).sum()")),
        "first-map": ("Only the first map is seen. The sum goes over all maps.", (".sum()", "[:, :, 0].sum()")),
        "average": ("This is the average of the products. A neuron adds them up.", (".sum()", ".mean()")),
        "edges-missing": (
            "The last row and the last column are missing: a kernel of k fits at h − k + 1 places, not h − k.",
            ("maps.shape[0] - k + 1, maps.shape[1] - k + 1", "maps.shape[0] - k, maps.shape[1] - k")),
        "i-j-swapped": ("i goes down the rows and j along the columns; in your patch they are swapped.",
                        ("maps[i : i + k, j : j + k]", "maps[j : j + k, i : i + k]")),
        "z-each-map": ("Yours has one z for each map. One filter gives one map: add up over the maps, too.",
                       lambda maps, kernel, b: np.stack(
                           [see_maps(maps[:, :, [c]], kernel[:, :, [c]], b) for c in range(maps.shape[2])], axis=2)),
        "relu": ("There is a ReLU in yours. Return z, before the activation function.",
                 ("return z", "return np.maximum(z, 0)")),
    },
)
def see_maps(maps, kernel, b):
    """maps (h, w, c); kernel (k, k, c), which lies on each patch as it is; b a number → z (h − k + 1, w − k + 1)."""
    k = len(kernel)
    z = np.zeros((maps.shape[0] - k + 1, maps.shape[1] - k + 1))
    for i, j in np.ndindex(z.shape):
        z[i, j] = (kernel * maps[i : i + k, j : j + k]).sum() + b
    return z


# ---- what a convolution costs ----


def layers(random):
    """(shape, filters, kernel, pool): a digit, a square, other sides, some with rows left over."""
    fixed = [((28, 28, 1), 8, 5, 2), ((12, 12, 8), 16, 5, 2), ((4, 4, 1), 1, 3, 1)]
    fixed += [((10, 7, 3), 2, 3, 3), ((9, 11, 2), 4, 3, 3)]  # two rows left over, one row left over
    fixed += [((227, 300, 3), 96, 11, 5), ((20, 50, 2), 3, 2, 10), ((50, 99, 1), 2, 2, 49),
              ((14, 14, 512), 512, 3, 2), ((7, 7, 2048), 515, 5, 1),
              ((1080, 1920, 3), 64, 7, 2)]  # photos, large blocks, many filters, many channels
    pick = lambda low, high: int(random.integers(low, high))  # noqa: E731
    return fixed + [((pick(12, 30), pick(12, 30), pick(2, 6)), pick(2, 20), pick(1, 6), pick(1, 6)) for _ in range(3)]


def any_convolution(random):
    """(shape, filters, kernel, pool) that leaves one place at least"""
    h, w, kernel = (draw.whole(random, 1, most) for most in (30, 30, 7))
    k = min(h, w, kernel)
    pool = draw.whole(random, 1, draw.one_of(random, min(5, h - k + 1, w - k + 1), min(h, w) - k + 1))
    if random.random() < 0.05:
        h = w = k  # the kernel sees the whole picture
        pool = 1
    return (h, w, draw.whole(random, 1, 9)), draw.whole(random, 1, 20), k, pool


SIDES = "(height - kernel + 1) // pool, (width - kernel + 1) // pool"
PRICE = "(kernel * kernel * channels + 1) * filters"


@exercise(
    "07.5", "what a convolution makes and costs", cases=layers, wide=any_convolution, tries=150, whole=True,
    hints=[
        "Convolution first: a kernel of 5 fits into 28 pixels at 24 places. Each filter makes one map.",
        "Then pooling: it divides height and width, and drops what is left over, so divide without a remainder (//).",
        "A filter is one neuron. How many numbers does it see at one place, over all channels? One weight each, and "
        "one bias.",
        "The weights are shared: the number of places plays no part in the number of parameters. Pooling has none.",
    ],
    mistakes={
        "no-biases": ("The biases are missing: each filter has one.", ("channels + 1)", "channels)")),
        "one-bias": ("There is only one bias in your count. Each filter is a neuron with a bias of its own.",
                     (PRICE, "kernel * kernel * channels * filters + 1")),
        "exchanged": ("The two are swapped: first the shape, then the number of parameters.",
                      (f"return ({SIDES}, filters), parameters", f"return parameters, ({SIDES}, filters)")),
        "no-channels": ("A filter sees all channels that come in: it has kernel · kernel weights for each of them.",
                        ("kernel * kernel * channels", "kernel * kernel")),
        "kernel-not-square": ("A kernel is a square: it has kernel · kernel weights for each channel.",
                              ("kernel * kernel", "kernel")),
        "too-many-biases": (
            "You have a bias for each weight of the kernel or for each channel. There is one for each filter.",
            [(PRICE, "(kernel * kernel + 1) * channels * filters"),
             (PRICE, "kernel * kernel * (channels + 1) * filters")]),
        "one-place-less": ("A kernel of k fits at h − k + 1 places, not h − k: count them for k = 1.",
                           (SIDES, "(height - kernel) // pool, (width - kernel) // pool")),
        "padding": ("The picture does not become smaller in your convolution. Without padding the whole kernel has to "
                    "fit, so kernel − 1 pixels are lost.",
                    [(SIDES, "height // pool, width // pool"),
                     (f"return ({SIDES}, filters), parameters",
                      "return (height // pool, width // pool, filters), (kernel * kernel + 1) * filters"),
                     (SIDES, SIDES.replace("- kernel", "+ 2 * (kernel // 2) - kernel"))]),
        "brackets": ("In yours only the 1 is divided, since // goes before + and −. Put the number of places into "
                     "brackets.",
                     (SIDES, "height - kernel + 1 // pool, width - kernel + 1 // pool")),
        "by-area": (
            "You divide each side by pool · pool. A block is pool high and pool wide: each side is divided by pool.",
            (SIDES, SIDES.replace("pool", "pool**2"))),
        "channels-out": ("A filter has weights for each channel that comes in. Yours counts those that go out.",
                         ("kernel * kernel * channels", "kernel * kernel * filters")),
        "no-pooling": ("Pooling is forgotten: it divides height and width.",
                       (SIDES, "height - kernel + 1, width - kernel + 1")),
        "left-over": (
            "Pooling drops the rows and columns that are left over: divide with //, so that whole numbers come out.",
            (SIDES, SIDES.replace("//", "/"))),
        "rounded-up": ("Pooling drops the rows and columns that are left over, but yours rounds up.",
                       (SIDES, "-((kernel - 1 - height) // pool), -((kernel - 1 - width) // pool)")),
        "rounded": ("You round to the nearest whole number. Rows and columns that are left over are dropped, however "
                    "many: divide with //.",
                    (SIDES, "round((height - kernel + 1) / pool), round((width - kernel + 1) / pool)")),
        "pooled-first": ("You pool before you convolve. Convolution comes first, and its maps are pooled.",
                         (SIDES, "height // pool - kernel + 1, width // pool - kernel + 1")),
        "sliding-pool": ("You let the pooling slide pixel by pixel, as a kernel does. It moves on by its whole size: "
                         "its blocks do not overlap.",
                         (SIDES, "height - kernel + 2 - pool, width - kernel + 2 - pool")),
        "channels-first": (
            "The channels come last in this course: (height, width, channels). Other toolkits put them first.",
            [(f"{SIDES}, filters", f"filters, {SIDES}"),
             lambda shape, filters, kernel, pool: (
                 (filters, (shape[1] - kernel + 1) // pool, (shape[2] - kernel + 1) // pool),
                 (kernel * kernel * shape[0] + 1) * filters)]),
        "channels-multiplied": ("The channels that come in do not multiply those that go out: a filter adds up over "
                                "them, and makes one map.",
                                ("// pool, filters", "// pool, filters * channels")),
        "channels-in": ("As many channels go out as there are filters, not as many as came in.",
                        ("// pool, filters", "// pool, channels")),
    },
    returns=("(height, width, channels)", "parameters"),
)
def convolution_and_pooling(shape, filters, kernel, pool):
    """shape (height, width, channels) → (shape after convolution and pooling), number of parameters."""
    height, width, channels = shape
    parameters = (kernel * kernel * channels + 1) * filters
    return ((height - kernel + 1) // pool, (width - kernel + 1) // pool, filters), parameters


add_question(
    "07.c",
    "A convolution is a fully connected layer with most weights 0 and the others shared. What can be gained by that?",
    [
        ("A convolution can express more", "It is a fully connected layer itself, so it can express nothing new: its "
         "set of functions is a part of the large one."),
        ("It has more parameters", "Both networks have about 6,000. It has more neurons, at the same price."),
        ("Its set is smaller and holds good functions", "Filters that look for another stroke at each place "
         "are ruled out, and no examples are needed for that."),
        ("Its gradient is exact", "Both gradients are exact. A shared weight adds up the slopes of all its places."),
    ],
    right="c",
)

add_question(
    "07.d", "\"With deep learning the machine learns the features itself, so there is nothing left for people to "
    "design.\" Right?",
    [
        ("No: people design the structure now", "To look at every place of a picture with the same few weights was "
         "somebody's idea. The work moved from the features to the structure."),
        ("Yes: gradient descent finds all", "It finds θ within the structure it is given. That set of functions was "
         "chosen."),
        ("Yes, as evolution finds the structure", "People chose the widths, the greatest depth and the kinds of layer. "
                                                  "And it found what a small grid found, too."),
        ("No: people still design the features", "The features are learned, layer by layer. What people design is the "
                                                 "structure."),
    ],
    right="a", misconception=21,
)

add_guess(
    "07.v", "The fully connected network 784-8-10 has about 6,000 parameters, too: the 784 pixels eat them up. It and "
    "the CNN learn from 4,000 digits in three epochs. By how many percentage points is the CNN ahead on the test "
    "digits? A negative number says behind.",
    "number", "From five random starts it is 8 to 12 points ahead. Both have about 6,000 parameters; what differs "
    "is the set of functions.",
    unit="percentage points", low=-30, high=30,
)
add_guess(
    "07.w", "The CNN has learned from digits in the middle of the frame. What share of the test digits does it read "
    "when they are moved by three pixels?",
    "number", "When the digit moves, its maps move along. But the last layer is fully connected: it has a weight of "
    "its own for each place of the maps.",
    unit="%", low=0, high=100,
)
add_guess(
    "07.x", "How many pixels wide is the part of the digit that one number of the second convolution depends on?",
    "number", "Its five pooled columns are ten columns of the first map, and the last of these sees four pixels more.",
    unit="pixels", low=1, high=28, whole=True,
)
