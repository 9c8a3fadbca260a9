"""What is said of an error in a learner's code: its line, the names and shapes there, the likely slip."""

import math
import re

import numpy as np
import pytest

from helpers.exercises.diagnosing.judge import judge
from helpers.exercises.exercise import EXERCISES
from tests.exercises.learner import BACKWARD, with_body

SLIPS = [
    ("01.1", "return +(z > 0)", "NumPy cannot subtract True and False"),
    ("01.1", "return -(z <= 0)", "NumPy cannot subtract True and False"),
    ("01.1", "return (z > 0) - (z < 0)", ".astype(int) turns them into 1 and 0."),
    ("02.4", "return W1 @ W2, b2",
     "The inner lengths of `W1 @ W2` are not the same: (1, 4) @ (2, 1). Should they change places, "
     "should one of them be transposed (`.T`), or did you mean `*`, number by number, or another array?"),
    ("02.1", "return np.array([math.exp(-z) for z in [W @ a + b]])",
     "math.exp takes one number, but here it gets several. np.exp works on each of them."),
    ("02.1", "return float(W @ a + b)", "That line needs a single number, but it gets an array"),
    ("02.1", "return (W @ a + b) ^ 2", "In Python `^` does not raise to a power: write `**`."),
    ("02.1", "return sigmoid(W.tolist() * 0.5)", "Python cannot do arithmetic with a whole list."),
    ("02.1", "for k in len(b):\n    a = 1\nreturn a", "That is a single number: it has no length"),
    ("02.1", "if len(a) > 99:\n    z = 1\nreturn sigmoid(z)", "uses that name before it has a value"),
    ("02.1", "return [w for w in W][len(W)]", "has length 2. Its places are counted from 0, so it has no place 2"),
    ("02.1", "return {'W': W}['b']", "`{'W': W}` has nothing under 'b'. It has: 'W'."),
    ("02.1", "return W[:, 0, 0]", "more numbers between [ and ] than the array has axes"),
    ("02.1", "return a.sum(axis=1)", "axis=0 is the first"),
    ("02.1", "return W.transpose @ a + b", "`W.transpose` is a function that has not been called"),
    ("02.1", "return np.array([neuron(a[i], W[i], b[i]) for i in range(len(b))])", "That is in `neuron`."),
    ("02.1", "for i in range(len(b)):\n    z = neuron(a[i], W[i], b[i])\nreturn z",
     "That is in `neuron`. Your line hands over a[i] (), W[i] (2,), b[i] ()."),
    ("02.1", "return np.einsum('ij,i->i', W, np.ones(len(W) + 1)) + b", "one letter meets two. The shapes are ("),
    ("02.1", "z = np.zeros(len(b) + 2)\nz[:] = W @ a + b\nreturn z", "is put into a place of shape ("),
    ("02.1", "return (W[0] @ a).backward()", "neither numbers nor arrays have a `.backward`."),
    ("02.1", "return b.argmax(dim=0)", "NumPy calls it `axis`."),
    ("04.3", "return cross_entropy(forward(weights, biases, X)[-1], labels).mean()",
     "`forward` takes `X`, `weights`, `biases`, in this order; your line hands over `weights`, `biases`, `X`."),
    ("06c.1", "now = weights, biases\nreturn fit(*now, X, labels, eta, mu, batch_size, 1, -1)", "That is in `fit`."),
    ("02.1", "return W.matmul(a) + b", "has no attribute 'matmul'"),
    ("02.1", "return np.matmul(W, a, dim=1) + b", "needs no `dim` and no `axis`"),
    ("02.1", "return np.matmul(W) + b", "matmul"),
    ("02.1", "def f(W):\n    W = W.T\nreturn a @ f(W) + b", "`f(W)` is None there, not an array."),
    ("02.1", "return W @ a.sum() + b", "one of the two is a single number"),
    ("02.1", "return W @ {1: 2} + b", "`{1: 2}` is no array there, and no number: its type is dict."),
    ("04.3", "a, b = X, np.ones((5, 3))\nreturn np.dot(b, a)", "The inner lengths of `b @ a` are not the same"),
    ("04.3", "return cross_entropy(labels, forward(X, weights, biases)[-1]).mean()", "That is in `cross_entropy`."),
    ("04.3", "return cross_entropy(forward(X, weights, biases), labels).mean()",
     "That is a list of arrays, such as `forward"),
    ("05b.4", "return [loss(t + step) - loss(t - step) for t in theta], gradient(theta)",
     "That needs an array with more axes. A single row has one axis, and a single number has none."),
    ("04.1", "e = np.exp(Z - Z.max())\nreturn e / e.sum(axis=1)",
     "`e.sum(axis=1)` gives a flat (2,), which NumPy lays along the columns. With `keepdims=True` in its brackets "
     "it stays upright, (2, 1): one number for each row."),
    ("05b.5", "def parts(n, size):\n    return [n, size]\nreturn parts(len(X), batch_size, seed)",
     "`parts` takes `n`, `size`, but your line gives it something else."),
    ("05b.3", BACKWARD.replace("weights[l], Zs[l - 1]", "weights[l - 1], Zs[l]"),
     "The inner lengths of `delta @ W` are not the same: (3, 2) @ (3, 2). That is in `hidden_delta`. Your line hands "
     "over delta (3, 2), weights[l - 1] (3, 2), Zs[l] (3, 2)."),
]


@pytest.mark.parametrize("id, body, words", SLIPS, ids=[f"{id} {body[:30]}" for id, body, _ in SLIPS])
def test_an_error_is_told_in_the_learners_terms(id, body, words):
    reply = judge(EXERCISES[id], with_body(id, body, math=math))
    assert reply.state == "wrong" and words in reply.words, reply.words
    assert ("`^` does not raise" in reply.words) == ("`^`" in words), reply.words
    assert re.search(r"in line \d+ \(`", reply.words)
    assert body.count("matmul") == 0 or "lengths" not in reply.words
    assert "gufunc" not in reply.words and "arrays can be converted" not in reply.words.split(". ")[-1]


@pytest.mark.parametrize("id, body, words, never", [
    ("01.3", "return 0", "are 0 in yours", "cut off"),
    ("02.1", "return np.zeros(len(b))", "are 0 in yours", "cut off"),
    ("05c.2", "order = []\ndef visit(node):\n    for each in inputs[node]:\n        visit(each)\n"  # its own
              "    order.append(node)\nreturn order", "Your function never uses `last`", "from the notebook"),
    ("02.3", "a, b, c, d, e, f, g = sizes\nreturn a", "The number of names on the left", "shapes"),  # b is none yet
    ("06b.1", "Z = forward(X, weights, biases)\nreturn np.argmax(Z, axis=1)", "", "The shapes there"),  # on another
    ("01.2", "return z", "You return z unchanged.", None),
])
def test_what_else_is_told_and_what_is_not(id, body, words, never):
    said = judge(EXERCISES[id], with_body(id, body, node="a", b=np.ones(10))).words  # the notebook has these names, too
    assert words in said and (never is None or never not in said), said


def test_a_list_of_another_length_is_told_by_its_length():
    reply = judge(EXERCISES["04.5"], with_body("04.5", "return [random.permutation(n)[:2]]"))
    assert "Your list batches has length 1; expected" in reply.words
    assert ("yours batches[1]", "nothing") in reply.evidence
