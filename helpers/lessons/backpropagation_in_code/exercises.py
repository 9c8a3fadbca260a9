"""Exercises and guesses of notebook 05b."""

import numpy as np

from ...exercises import draw
from ...exercises.asking.guess import add_guess
from ...exercises.exercise import exercise
from ..backpropagation.exercises import hidden_delta
from ..feedforward_network.exercises import drawn
from ..gradient_descent.exercises import mini_batches, momentum_step
from ..loss.exercises import any_large_network, any_scores_and_labels, softmax, sure_networks
from ..matrix_form.exercises import forward
from ..perceptron.exercises import sigmoid
from . import bugs


def output_layers(random):
    """(Z, labels): one example with equal scores, large ones, whole ones, then others."""
    fixed = [([[0.0, 0.0]], [0]), ([[0.4798, 1.5794]], [0]), ([[1, 0, -1]], [1]), ([[0.0, 800.0], [0.0, 1.0]], [1, 0]),
             ([[1000.0, 1001.0, -5.0], [0.5, -0.5, 0.0], [900.0, 0.0, 1.0]], [2, 1, 1]),
             ([[0.0, 20_000.0]], [0]), ([[-2000.0, -2001.0]], [0])]
    others = [(random.normal(size=(n, k)), random.integers(k, size=n)) for n, k in [(1, 3), (3, 3), (7, 2), (2, 5)]]
    return [(np.array(Z), np.array(labels)) for Z, labels in fixed + others]


@exercise("05b.1", "δ of the output layer", cases=output_layers, wide=any_scores_and_labels, hints=[
    "For softmax with cross-entropy all paths together leave output minus target. You have written `softmax`.",
    "The target of an example is 1 in the column of its label and 0 elsewhere: np.eye(k)[labels] makes all rows.",
    "Or take 1 away in one place of each row: rows np.arange(n), columns labels, in pairs.",
], mistakes={
    "slope-too-many": ("There is one σ′ too many: with softmax and cross-entropy it cancels out.",
                       ("return Y - T", "return Y * (1 - Y) * (Y - T)")),
    "right-class-only": (
        "Only the z of the right class has a slope in yours. Every y depends on every z, so there are paths from the "
        "other z to the loss, too: δ is y − ŷ for each, and there ŷ is 0.",
        ("return Y - T", "return -T * (1 - Y)")),
    "wrong-sign": ("The sign is wrong: δ is output minus target.", ("return Y - T", "return T - Y")),
    "from-scores": ("You subtract the target from the scores, not from the outputs: softmax comes first.",
                    ("softmax(Z)", "Z")),
    "sigmoids": ("The outputs are sigmoids in yours. This layer has softmax.", ("softmax(Z)", "sigmoid(Z)")),
    "divided": ("You divide by n, or by the number of classes, but here each example keeps its own δ.",
                [("return Y - T", "return (Y - T) / len(Z)"), ("return Y - T", "return (Y - T) / Z.shape[1]")]),
    "outputs": ("These are the outputs. The target is still to be subtracted.", ("return Y - T", "return Y")),
    "label-itself": ("The label itself is subtracted. The target is 1 in its column and 0 elsewhere.",
                     ("np.eye(Z.shape[1], dtype=Z.dtype)[labels]", "labels[:, None]")),
    "labels-row": (
        "`labels` holds class numbers, one for each example, and here they are subtracted as one row. The target of an "
        "example is a row of its own: 1 in the column of its label and 0 elsewhere.",
        ("np.eye(Z.shape[1], dtype=Z.dtype)[labels]", "labels")),
    "label-for-row": (
        "[labels] picks rows: the class is taken for the number of an example. Row i has its own label only: rows and "
        "columns in pairs.",
        ("T = np.eye(Z.shape[1], dtype=Z.dtype)[labels]\n    return Y - T", "Y[labels] -= 1\n    return Y")),
    "every-column": ("1 is subtracted in every column. The target is 1 in the column of the label alone.",
                     ("np.eye(Z.shape[1], dtype=Z.dtype)[labels]", "1")),
    "all-labels": (
        "Each row loses 1 in the columns of all labels. Row i has its own label only: rows and columns in pairs.",
        ("np.eye(Z.shape[1], dtype=Z.dtype)[labels]", "np.isin(np.arange(Z.shape[1]), labels)")),
})
def output_delta(Z, labels):
    """Z (n, k) scores of an output layer with softmax and cross-entropy, labels (n,) →
    δ = ∂l/∂z of each example, an array (n, k)."""
    Y = softmax(Z)
    T = np.eye(Z.shape[1], dtype=Z.dtype)[labels]
    return Y - T


def batches(random):
    """(delta, A): two examples with friendly numbers, then one, square and other shapes."""
    fixed = [(np.array([[1.0], [3.0]]), np.array([[2.0, 0.0], [0.0, 4.0]])),
             (np.array([[0.0, 0.0], [1.5, -0.5], [1.5, -0.5], [2.0, 1.0]]),
              np.float32([[1.0, 2.0, 0.5], [0.0, 0.0, 0.0], [1.0, 0.5, 2.0], [1.0, 0.5, 2.0]]))]
    shapes = [(1, 2, 3), (3, 3, 3), (2, 2, 2), (7, 2, 4), (4, 3, 1)]
    return fixed + [(random.normal(size=(n, k)), random.normal(size=(n, d))) for n, k, d in shapes]


def any_batch(random):
    """(delta, A), now and then many examples, or a wide layer"""
    n, k, d = draw.lengths(random, 3)
    if random.random() < 0.06:
        n, k, d = draw.one_of(random, (130, 12, 40), (2500, 2, 3), (3, 2, 784))
    return *draw.arrays(random, (n, k)), *draw.arrays(random, (n, d))


@exercise("05b.2", "the gradients of a layer", cases=batches, wide=any_batch, returns=("dW", "db"), hints=[
    "For one example the slope of the weight from j to i is a of j times δ of i. A batch takes the mean of that.",
    "A product of matrices adds up over the examples by itself. Transpose one of the two, so that the two n meet "
    "inside: (k, n) times (n, d).",
    "Divide by the number of examples, which is the number of rows. A bias has the wire value 1, so its slope is the "
    "mean of the δ of its neuron.",
], mistakes={
    "total": ("Nothing is divided by n: this is the gradient of the total loss. The cost is the mean.",
              lambda delta, A: (delta.T @ A, delta.sum(axis=0))),
    "dw-total": ("dW is not divided by n. Matrix products add up the examples; for the mean divide by their number.",
                 ("delta.T @ A / len(A)", "delta.T @ A")),
    "db-total": ("db is not divided by n. It belongs to the cost, the mean over the examples.", ("mean(", "sum(")),
    "db-axis": (
        "db is summed over the wrong axis: rows are examples, columns are neurons, and each neuron has one bias.",
        ("axis=0", "axis=1")),
    "db-one-number": ("db is one number for all neurons. Each neuron has its own bias and its own slope.",
                      ("axis=0", "")),
    "dw-transposed": (
        "dW is turned on its side. Row i of W holds the weights into neuron i, so δ belongs to the rows: (k, d).",
        ("delta.T @ A", "A.T @ delta")),
    "wrong-transpose": (
        "You transposed the wrong one: this adds up over neurons and wires. The sum has to go over the examples.",
        ("delta.T @ A", "delta @ A.T")),
    "no-transpose": (
        "A transpose is missing: this adds up over the wrong index. The sum has to go over the examples, the rows of "
        "both.",
        ("delta.T @ A", "delta @ A")),
    "by-neurons": ("You divide by the number of neurons or wires. The mean goes over the examples, the rows.",
                   [lambda delta, A: (delta.T @ A / delta.shape[1], delta.sum(axis=0) / delta.shape[1]),
                    lambda delta, A: (delta.T @ A / A.shape[1], delta.sum(axis=0) / A.shape[1])]),
    "mean-first": ("dW is made of the mean δ and the mean A. Multiply in each example first, then take the mean.",
                   ("delta.T @ A / len(A)", "np.outer(delta.mean(axis=0), A.mean(axis=0))")),
    "dw-by-wires": ("dW is divided by the number of wires. The mean goes over the examples, the rows.",
                    ("len(A)", "len(A.T)")),
    "dw-twice-by-n": ("You divide dW by n twice. Once is enough for the mean.", ("/ len(A)", "/ len(A) ** 2")),
    "db-twice-by-n": ("You divide db by n twice. Once is enough for the mean.",
                      ("mean(axis=0)", "mean(axis=0) / len(A)")),
    "db-of-a": ("db is the mean of A, the values on the wires. The slope of a bias is δ, for its wire carries a 1.",
                ("delta.mean", "A.mean")),
    "first-example": ("Only the first example is counted. The gradient of the cost is the mean over all rows.",
                      [lambda delta, A: (np.outer(delta[0], A[0]), delta[0]),
                       ("delta.T @ A / len(A)", "np.outer(delta[0], A[0])"),
                       ("delta.mean(axis=0)", "delta[0]")]),
    "wrong-sign": ("The sign is wrong. These are the slopes; the minus comes in the step of gradient descent.",
                   lambda delta, A: (-delta.T @ A / len(A), -delta.mean(axis=0))),
})
def layer_gradients(delta, A):
    """delta (n, k) δ of each example, not divided by n; A (n, d) what came into the layer →
    ∂J/∂W (k, d), ∂J/∂b (k,) of the cost J, the mean over the n examples."""
    return delta.T @ A / len(A), delta.mean(axis=0)


@exercise("05b.3", "the whole backward pass", cases=sure_networks, tries=150,
          wide=lambda random: any_large_network(random, 3, 12, often=0.06), returns=("dW[{}]", "db[{}]"), hints=[
    "First go forward and make all Z. What came into the first layer is X, and into each other one the sigmoid of the "
    "Z before it.",
    "δ begins at the output. Then write a loop from the last layer to the first: make the gradients, then δ of the "
    "layer before.",
    "hidden_delta needs δ and W of one layer and the z of the layer before it. Before the first layer there is none.",
    "You collect the gradients from the last layer to the first, but they have to come in the order of the layers: "
    "insert at place 0, or reverse the lists at the end.",
], mistakes={
    "reversed": ("The gradients are right, but in the order in which they were made. Layer 1 comes first.",
                 ("return dWs, dbs", "return dWs[::-1], dbs[::-1]")),
    "z-for-a": ("You give a layer the Z of the layer before, not the A. What came over its wires is σ(Z).",
                ("sigmoid(Z) for Z in Zs[:-1]", "Z for Z in Zs[:-1]")),
    "a-of-the-layer": (
        "layer_gradients gets what its layer makes, σ of Zs[l]. It wants what came into the layer: X, or σ of Zs[l - "
        "1].",
        [("layer_gradients(delta, A[l])", "layer_gradients(delta, sigmoid(Zs[l]) if l else X)"),
         ("layer_gradients(delta, A[l])", "layer_gradients(delta, sigmoid(Zs[l]))")]),
    "both-of-the-layer": (
        "Zs[l] stands twice where the layer before is meant: what came into layer l is σ of Zs[l - 1], and "
        "hidden_delta wants Zs[l - 1], too.",
        ("for Z in Zs[:-1]]\n    delta = output_delta(Zs[-1], labels)",
         "for Z in Zs[1:]]\n    delta, Zs = output_delta(Zs[-1], labels), Zs[1:]")),
    "z-of-the-layer": (
        "hidden_delta gets the Z of the layer that δ comes from. It wants that of the layer before it, where δ goes.",
        ("Zs[l - 1]", "Zs[l]")),
    "beyond-the-first": (
        "Your δ goes one layer too far: below the first layer no δ is needed, and Zs[-1] is the last Z.",
        ("        if l > 0:\n            delta =", "        delta =")),
    "too-far-reversed": (
        "Your δ goes one layer too far: below the first layer no δ is needed, and Zs[-1] is the last Z. Your lists are "
        "also in the order in which they were made: layer 1 comes first.",
        ("dWs.insert(0, dW)\n        dbs.insert(0, db)\n        if l > 0:\n            delta =",
         "dWs.append(dW)\n        dbs.append(db)\n        delta =")),
    "slope-at-a": ("You take σ′ at A. hidden_delta needs the Z before it.", ("Zs[l - 1]", "A[l]")),
    "last-sigmoid": ("The last Z goes through σ in yours. output_delta wants the scores as they are.",
                     ("output_delta(Zs[-1], labels)", "output_delta(sigmoid(Zs[-1]), labels)")),
    "delta-stays": ("δ does not go back: every layer gets the δ of the output, or the pass ends after the last layer.",
                    ("return dWs, dbs", "return dWs[-1:], dbs[-1:]")),
    "no-slope": ("The gain σ′ is missing between the layers.",
                 ("hidden_delta(delta, weights[l], Zs[l - 1])", "delta @ weights[l]")),
    "total": ("These are the gradients of the total loss. The cost is the mean: divide by n.",
              ("layer_gradients(delta, A[l])", "delta.T @ A[l], delta.sum(axis=0)")),
    "wrong-sign": ("All signs are wrong. δ of the output is output minus target.",
                   ("return dWs, dbs", "return [-dW for dW in dWs], [-db for db in dbs]")),
    "twice-by-n": ("Everything is divided by n twice.",
                   ("return dWs, dbs", "return [dW / len(X) for dW in dWs], [db / len(X) for db in dbs]")),
    "exchanged": ("The two lists are swapped: first those of the weights, then those of the biases.",
                  ("return dWs, dbs", "return dbs, dWs")),
    "no-first-layer": ("The first layer's gradients are missing: it has weights and biases, too.",
                       ("return dWs, dbs", "return dWs[1:], dbs[1:]")),
})
def backward(X, labels, weights, biases):
    """X (n, d), labels (n,), weights [W¹, …], biases [b¹, …] → ([∂J/∂W¹, …], [∂J/∂b¹, …])
    of the cost J, each of its parameter's shape: the whole forward and the whole backward pass."""
    Zs = forward(X, weights, biases)
    A = [X] + [sigmoid(Z) for Z in Zs[:-1]]
    delta = output_delta(Zs[-1], labels)
    dWs, dbs = [], []
    for l in reversed(range(len(weights))):
        dW, db = layer_gradients(delta, A[l])
        dWs.insert(0, dW)
        dbs.insert(0, db)
        if l > 0:
            delta = hidden_delta(delta, weights[l], Zs[l - 1])
    return dWs, dbs


def sum_of_squares(theta):
    return (theta**2).sum()


def slopes_without_the_2(theta):
    return theta.copy()


def sum_of_cubes(theta):
    return (theta**3).sum()


def slopes_of_cubes(theta):
    return 3 * theta**2


def slopes_of_the_other_sign(theta):
    return -2 * theta


def slopes_slightly_off(theta):
    """Off by little more than 0.00001 at a slope of 200, by less at one of 0.001, then by more both ways, again by less
    at one of 198, and by much at 0."""
    return 2 * theta + np.array([1.1e-5, 9.9e-6, 1.1e-5, -1.1e-5, 9e-6, 0.3])


def slopes_far_and_near(theta):
    """Off by much, by little more than 0.00001, and by little less."""
    return 2 * theta + np.array([20, 1.1e-5, 9.5e-6])


def patients(random):
    """(loss, gradient, theta, step): by hand first, a large step, small errors, then the three networks, also where
    many parameters are equal."""
    fixed = [
        (sum_of_squares, slopes_without_the_2, np.array([1.0, -2.0, 0.0]), 1e-3),
        (sum_of_cubes, slopes_of_cubes, np.array([1.0, 2.0]), 1e-4),
        (sum_of_cubes, slopes_without_the_2, random.normal(size=4), 1e-4),
        (sum_of_squares, slopes_without_the_2, np.array([1.5]), 1e-3),
        (sum_of_cubes, slopes_of_cubes, np.array([1.0, 2.0]), 0.1),
        (sum_of_cubes, slopes_of_cubes, np.array([0.0, 1.0, -0.5]), 1e-4),
        (sum_of_squares, slopes_of_the_other_sign, np.array([0.0, 0.5, -1.0]), 2.0**-10),
        (sum_of_squares, slopes_far_and_near, np.array([1.0, -2.0, 0.5]), 1e-3),
        (sum_of_squares, slopes_slightly_off, np.array([100.3, 0.0005, 1.0, -1.0, 99.0, 0.0]), 1e-3),
        (sum_of_squares, slopes_without_the_2, np.array([0.000123456, -0.0003]), 1e-4),
    ]
    networks = [(network, bugs.THETA) for network in bugs.NETWORKS] + [(bugs.network_c, bugs.THETA.round())]
    return fixed + [(bugs.cost, network, theta, 1e-4) for network, theta in networks]


def left_below(loss, gradient, theta, step):
    """θᵢ goes up, then down by two steps, and stays there."""
    moved, slopes = theta.copy(), []
    for i in range(len(theta)):
        moved[i] += step
        above = loss(moved)
        moved[i] -= 2 * step
        slopes.append((above - loss(moved)) / (2 * step))
    return np.array(slopes), np.abs(gradient(theta) - slopes) > 1e-5


def any_claims(random):
    """(loss, gradient, theta, step): claims that are right, nearly so or far off; a large step is not exact for θ³."""
    p = draw.one_of(random, 40, 130, 200) if random.random() < 0.08 else draw.lengths(random, 1)[0]
    cubes = draw.one_of(random, 0, 0, 1)
    Q, c, step = draw.array(random, p, p, kinds=draw.MILD), random.normal(size=p), 10.0 ** -draw.whole(random, 1, 4)
    off = random.choice([0, 0, 9.8e-6, -9.8e-6, 1.1e-5, -1.1e-5, 0.3, -9], p)
    filled = random.random(p) < 0.9  # where nothing was filled in, the claim is 0
    whole = random.random() < 0.1  # claims without decimals

    def loss(theta):
        return theta @ Q @ theta + c @ theta + cubes * (theta**3).sum()

    def gradient(theta):
        claims = filled * ((Q + Q.T) @ theta + c + cubes * (3 * theta**2 + step**2) + off)
        return claims.round().astype(int) if whole else claims

    for function in (loss, gradient):  # the grader knows functions by their names
        function.__qualname__ += str(random.integers(2**62))
    return loss, gradient, 1.0 * draw.array(random, p, kinds=draw.MILD), step


@exercise("05b.4", "find the bug", cases=patients, wide=any_claims, tries=150, returns=("slopes", "flags"),
          tolerance=1e-6, hints=[
    "One parameter at a time: nudge it up by the step, nudge it down by the step, and ask `loss` both times. All "
    "others stay where they are.",
    "From down to up there are two steps, so divide the difference of the two losses by both.",
    "Work on copies of theta, or put the old value back before the next parameter is nudged: b = a makes no copy.",
    "A slope can be off in both directions, too large or too small: compare the size of the difference, np.abs.",
], mistakes={
    "up-only": (
        "This nudges to one side only, from θ up. Nudge up and down, and the two errors nearly cancel.",
        ("(loss(up) - loss(down)) / (2 * step)", "(loss(up) - loss(theta)) / step")),
    "down-only": ("This nudges to one side only, from θ down. Nudge up and down, and the two errors nearly cancel.",
                  ("(loss(up) - loss(down)) / (2 * step)", "(loss(theta) - loss(down)) / step")),
    "half": ("You nudge to one side only, but divide by two steps. That gives half of the slope.",
             ("(loss(up) - loss(down))", "(loss(up) - loss(theta))")),
    "twice": ("Your slopes are twice as large as they should be: from down to up there are two steps, so divide by "
              "both.",
              ("(2 * step)", "step")),
    "brackets": ("… / 2 * step divides by 2 and then multiplies by the step. Put the denominator into brackets.",
                 ("(2 * step)", "2 * step")),
    "wrong-sign": ("The sign is wrong: the slope is the loss above minus the loss below.",
                   ("loss(up) - loss(down)", "loss(down) - loss(up)")),
    "not-put-back": ("θ is not put back: every parameter that had its turn stays nudged when the next is measured.",
                     left_below),
    "claims-moved": (
        "θ is not put back: every parameter that had its turn stays nudged when the next is measured, and the claimed "
        "slopes are those of another place.",
        lambda loss, gradient, theta, step: left_below(loss, lambda theta: gradient(theta - step), theta, step)),
    "pile-up": (
        "The nudges pile up: the copies are made once, so every earlier parameter is still nudged. Nudge one at a "
        "time.",
        ("for i in range(len(theta)):\n        up, down = theta.copy(), theta.copy()",
         "up, down = theta.copy(), theta.copy()\n    for i in range(len(theta)):")),
    "same-array": (
        "All your slopes are 0. Do you ask `loss` at two different places? up[i] + step alone changes nothing, and b = "
        "a makes a second name, not a copy. And do you fill in the slopes?",
        lambda loss, gradient, theta, step: (np.zeros(len(theta)), np.abs(gradient(theta)) > 1e-5)),
    "all-at-once": ("You nudge all parameters at once. Then nobody knows whose slope it is: nudge them one at a time.",
                    ("up[i] += step\n        down[i] -= step", "up += step\n        down -= step")),
    "larger-only": (
        "The slopes are right, but you look for differences in one direction only. A claimed slope can be too large or "
        "too small.",
        ("np.abs(gradient(theta) - slopes)", "(gradient(theta) - slopes)")),
    "claims-returned": (
        "You return the claimed slopes as your own. A judge has to measure: nudge each parameter and ask `loss`.",
        lambda loss, gradient, theta, step: (gradient(theta), np.zeros(len(theta), bool))),
    "flags-turned": ("The slopes are right; your flags are turned round. True belongs where the claimed slope is off.",
                     ("> 1e-5", "<= 1e-5")),
    "exact": ("The slopes are right. But two ways of computing seldom agree to the last digit: allow for 0.00001.",
              ("np.abs(gradient(theta) - slopes) > 1e-5", "gradient(theta) != slopes")),
    "no-flags": (
        "The slopes are right, the flags are not. True belongs where a claim is off by more than 0.00001, however "
        "large the slope, and nowhere else.",
        [*(("1e-5", other) for other in ("1e-2", "1e-3", "1e-4", "1e-6", "1e-7", "1e-8", "step")),
         ("slopes) > 1e-5", "slopes) ** 2 > 1e-5"),
         ("np.abs(gradient(theta) - slopes) > 1e-5", "~np.isclose(gradient(theta), slopes)"),
         ("np.abs(gradient(theta) - slopes) > 1e-5", "~np.isclose(gradient(theta), slopes, atol=1e-5)"),
         ("np.abs(gradient(theta) - slopes)", "np.abs(gradient(theta) - slopes) / np.abs(slopes)"),
         ("np.abs(gradient(theta) - slopes)", "np.abs(gradient(theta) - slopes) / np.abs(gradient(theta))")]),
    "sign-ignored": ("The slopes are right. But a claim of the same size with the opposite sign is off, too.",
                     ("np.abs(gradient(theta) - slopes)", "np.abs(np.abs(gradient(theta)) - np.abs(slopes))")),
})
def find_the_bug(loss, gradient, theta, step):
    """loss(theta) → a number; gradient(theta) → its slopes, as some backward pass claims, (p,);
    theta (p,) → the slopes by nudging each parameter by ± step, (p,), and True where the
    claimed slope is off by more than 1e-5, (p,)."""
    slopes = np.zeros(len(theta))
    for i in range(len(theta)):
        up, down = theta.copy(), theta.copy()
        up[i] += step
        down[i] -= step
        slopes[i] = (loss(up) - loss(down)) / (2 * step)
    return slopes, np.abs(gradient(theta) - slopes) > 1e-5


def trainings(random):
    """Arguments of fit: 7 examples in batches of 3, all at once, batches of one; seed 0; then some at the edges."""
    cases = []
    for n, batch_size, epochs, eta, mu in ((7, 3, 2, 0.5, 0.8), (5, 10, 3, 1.0, 0.0), (3, 1, 5, 0.5, 0.5),
                                           (6, 2, 2, 2.0, 0.9)):
        for sizes in ([2, 2], [2, 3, 2], [2, 3, 2, 3]):
            X, weights, biases = drawn(random, sizes, n)
            labels = random.integers(sizes[-1], size=n)
            seed = len(cases) and int(random.integers(99))
            cases.append((weights, biases, X, labels, eta, mu, batch_size, epochs, seed))
    sure = [8 * np.eye(2)], [np.array([1.0, 2.0])], np.eye(2), np.arange(2), 2.0, 0.5, 2, 3, 5  # a small cost
    large = ([np.array([[12.0, -3.0], [-11.0, 4.0]])], [np.array([1.0, 2.0])], np.float32([[0.1, 0.2], [-0.1, 0.3]]),
             np.arange(2), 2.0, 0.5, 2, 3, 5)  # weights
    # pictures with ink up to 255, and so large gradients; the same array twice
    pictures = [np.array([[0.01, -0.02], [0.0, 0.03]])], [np.zeros(2)], np.array([[255.0, 10.0], [0.0, 90.0]])
    W, b = np.array([[0.5, 0.0], [1.5, 0.0]]), np.array([0.5, -0.5])  # one neuron feeds none: its first slopes are 0
    return [*cases, sure, large, (*sure[:-2], 50, 5),  # many epochs
            (*pictures, np.arange(2), 0.001, 0.5, 2, 2, 5),
            ([W, W, W], [b, b, b], np.eye(2), np.arange(2), 2.0, 0.9, 1, 2, 5)]


def any_training(random):
    """(weights, biases, X, labels, eta, mu, batch_size, epochs, seed): short ones, some with large batches, some of
    eleven layers, and some with wide ones and many inputs."""
    n, batch_size, epochs, *sizes = (
        draw.whole(random, 1, most) for most in (9, 9, 4, *[3] * draw.one_of(random, 2, 3, 4, 7)))
    kind = random.random()
    if kind < 0.15:
        n, batch_size, epochs = 40, draw.one_of(random, 13, 32, 50), 12
    elif kind < 0.3:
        n, batch_size, epochs = 200, draw.one_of(random, 90, 128), 2
    elif kind < 0.45:
        sizes = [2] * 11 + [3]
    elif kind < 0.6:
        sizes = [784, 20, 10]
    shapes = [*zip(sizes[1:], sizes, strict=False)]
    weights, biases = [random.normal(size=shape) for shape in shapes], [random.normal(size=size) for size in sizes[1:]]
    X = draw.array(random, n, sizes[0], kinds=draw.MILD)
    if sizes[0] == 784:
        X = X / 28  # or neurons would be sure, whatever comes in
    labels = random.integers(sizes[-1], size=n)
    eta, mu = random.uniform(0.1, 2), draw.one_of(random, 0, 0.5, 0.9)
    return weights, biases, X, labels, eta, mu, batch_size, epochs, draw.seed(random)


@exercise("05b.5", "a training of your own", cases=trainings, wide=any_training, tries=25,
          returns=("W[{}]", "b[{}]"), hints=[
    "One generator for the whole training, made from the seed. One velocity for each array, at first 0.",
    "Two loops, one inside the other: over the epochs, and in each epoch over `mini_batches` of a new order.",
    "In each step, get the gradients of X[rows] and labels[rows] from `backward`, at the weights as they are now. Then "
    "use `momentum_step` for each W and each b.",
    "Make new lists in each step. The lists that you were given stay as they were.",
], mistakes={
    "all-examples": (
        "Every step uses all examples. A step sees its own batch only.",
        [("X[rows], labels[rows]", "X, labels"), ("mini_batches(len(X), batch_size, random)", "[np.arange(len(X))]")]),
    "same-order": (
        "Every epoch has the same order. Make the generator once, before the loops, and new batches in each epoch.",
        ("in range(epochs):", "in range(epochs):\n        random = np.random.default_rng(seed)")),
    "velocity-forgotten": ("The velocities are forgotten: every step begins from rest.",
                           ("velocities[k], gradient", "0 * velocities[k], gradient")),
    "velocity-each-epoch": (
        "The velocities begin anew in each epoch. They belong to the whole training.",
        ("in range(epochs):", "in range(epochs):\n        velocities = [np.zeros_like(part) for part in parameters]")),
    "no-last": (
        "The last batch is left out where it is smaller than the others. Every example is looked at once in an epoch.",
        ("mini_batches(len(X), batch_size, random)",
         "[rows for rows in mini_batches(len(X), batch_size, random) if len(rows) == batch_size]")),
    "one-epoch": ("Yours trains for only one epoch.", ("range(epochs)", "range(1)")),
    "biases-stay": ("The biases do not learn.", ("enumerate(dWs + dbs)", "enumerate(dWs)")),
    "exchanged-rates": ("η and μ are swapped in the call of momentum_step.",
                        ("gradient, eta, mu", "gradient, mu, eta")),
    "first-weights": ("Every gradient is taken at the first weights. Take it where you are now.",
                      ("            weights, biases = parameters[: len(weights)], parameters[len(weights) :]\n    "
                       "return weights, biases",
                       "    return parameters[: len(weights)], parameters[len(weights) :]")),
    "begin-returned": ("These are the weights you began with: the new ones have to replace them in each step.",
                       ("            weights, biases = parameters[: len(weights)], parameters[len(weights) :]\n", "")),
})
def fit(weights, biases, X, labels, eta, mu, batch_size, epochs, seed):
    """weights [W¹, …], biases [b¹, …] at the start; X (n, d), labels (n,); eta, mu of momentum;
    batch_size; epochs, at least 1; seed of the order → (weights, biases) at the end, new lists of new arrays."""
    random = np.random.default_rng(seed)
    parameters = [*weights, *biases]
    velocities = [np.zeros_like(part) for part in parameters]
    for _ in range(epochs):
        for rows in mini_batches(len(X), batch_size, random):
            dWs, dbs = backward(X[rows], labels[rows], weights, biases)
            for k, gradient in enumerate(dWs + dbs):
                parameters[k], velocities[k] = momentum_step(parameters[k], velocities[k], gradient, eta, mu)
            weights, biases = parameters[: len(weights)], parameters[len(weights) :]
    return weights, biases


add_guess("05b.p", "An output is 0.999 and should be 0. How many times larger is its δ with the binary cross-entropy "
          "than with the squared error?", "number",
          "The squared error is multiplied by σ′, which is nearly 0 where a sigmoid is sure of itself, right or wrong.",
          low=0.1, high=1e5, log=True)
add_guess("05b.s", "How many evaluations does it take for all ∂l/∂z of 10 layers of 2 neurons, if each one is asked "
          "for on its own, without memory?", "number",
          "Without memory each further layer more than doubles the number, for each hidden neuron asks two.",
          low=10, high=1e6, whole=True, log=True)
add_guess("05b.v", "Your own functions, 200 points of a ring inside a ring, two hidden layers of 8 sigmoids, η = 1. "
          "Draw how the cost falls.", "curve",
          "For hundreds of steps it hardly moves, and then it falls.",
          x=("step", 0, 1500), y=("cost", 0, 0.8))
add_guess("05b.w", "Softmax turns two scores, z₅ and z₆, into y₁ and y₂. Class 1 is right, so l = ln(e^z₅ + e^z₆) − "
                   "z₅. What is ∂l/∂z₆, the slope for the score of the wrong class?", "choice",
          "z₆ stands in the logarithm alone: 1 / (e^z₅ + e^z₆) times e^z₆. That is the share of class 2.",
          choices=["0", "y₂", "y₂ (1 − y₂)", "y₂ / y₁"])
add_guess("05b.y", "Judge by the counts: in which part is the wrong line of network_a, of network_b, of network_c?",
          "choice", "δ travels from the last layer to the first, and a mistake in it travels along. A mistake in the "
          "product changes no δ.",
          choices=["step back, start, product", "start, step back, product", "step back, product, start",
                   "product, start, step back"])
add_guess("05b.z", "Your network sees each of 60,000 digits once. Then it reads 10,000 others, from which it has "
          "learned nothing. How many percent of them does it read right?", "number",
          "All slopes came from your own `backward`.", unit="%", low=0, high=100, digits=3)
