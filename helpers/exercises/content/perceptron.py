"""Exercises and questions of notebook 01."""

import numpy as np

from ..exercise import exercise
from ..question import add_question


def neurons(random):
    """(x, w, b): the lecture's first neuron, then others with 1 to 5 inputs."""
    fixed = [(np.array([1.0, -1.0]), np.array([1.0, -2.0]), 1.0), (np.array([2.0]), np.array([0.5]), 0.0)]
    return fixed + [(random.normal(size=d), random.normal(size=d), random.normal()) for d in (1, 3, 5)]


@exercise(
    "01.1",
    "a sigmoid neuron",
    cases=neurons,
    hints=[
        "A neuron does two things: it adds up to one number z, then it sends z through σ.",
        "z is the weighted sum of the inputs, plus the bias. NumPy writes the sum of products of two vectors as @.",
        "σ(z) is 1 divided by (1 + e to the power of minus z); e to the power of something is np.exp(something).",
    ],
    mistakes={
        "The bias b is missing: z is the weighted sum plus b.": ("w @ x + b", "w @ x"),
        "The bias has the wrong sign: it is added to the weighted sum.": ("w @ x + b", "w @ x - b"),
        "This is z, the weighted sum plus b. The neuron's output is σ(z).": ("1 / (1 + np.exp(-z))", "z"),
        "σ has e to the power of minus z; yours grows where it should fall.": ("np.exp(-z)", "np.exp(z)"),
        "The bias is inside the sum once for each input: add it once, after the sum.": (
            "w @ x + b",
            "(w * x + b).sum()",
        ),
        "Add up first, then apply σ: yours applies σ to each product.": (
            "z = w @ x + b\n    return 1 / (1 + np.exp(-z))",
            "return (1 / (1 + np.exp(-w * x))).sum() + b",
        ),
        "This is the step of the perceptron; the sigmoid neuron answers with a number between 0 and 1.": (
            "1 / (1 + np.exp(-z))",
            "float(z > 0)",
        ),
    },
)
def neuron(x, w, b):
    """x (d,) inputs, w (d,) weights, b a number → the neuron's output σ(w · x + b), a number."""
    z = w @ x + b
    return 1 / (1 + np.exp(-z))


add_question(
    "01.a",
    "A perceptron and a sigmoid neuron have the same w and b. Where do they draw their lines?",
    [
        ("In the same place", "Both are undecided where w · x + b = 0: there the step jumps and σ is ½."),
        ("The sigmoid's line is curved", "σ bends the output, not the line: σ(z) = ½ exactly where z = 0."),
        ("It depends on the data", "w and b alone fix the line; data only decide which w and b learning finds."),
    ],
    right="a",
)
