"""Exercises of notebook 08."""

from ..exercise import exercise
from .feedforward_network import count_parameters


def deep_networks(random):
    """(sizes,): where the parameters come out even, where some are left, and where none is deep at all."""
    fixed = [([2, 2, 2, 2],), ([256, 30, 20, 10],), ([1, 3, 1],), ([10, 4, 4, 4, 3],), ([39, 2048, 2048, 2048, 10],)]
    return fixed + [(random.integers(1, 60, size=length).tolist(),) for length in (4, 5, 7)]


def by_formula(sizes, spare=0, bias=1, budget=count_parameters):
    return (budget(sizes) - spare) // (sizes[0] + sizes[-1] + bias)


@exercise(
    "08.1",
    "one wide layer for several",
    cases=deep_networks,
    hints=[
        "Write the parameters of [inputs, m, outputs] as a formula in m. Which of them do not depend on m?",
        "The output layer's biases are there whatever m is. Everything else is m times something.",
        "The largest whole m that fits: // divides and drops what is left. Or count up and stop in time.",
    ],
    mistakes={
        "The output layer's biases are forgotten: they are there whatever the width is.": lambda sizes: by_formula(sizes),
        "The hidden neurons' biases are forgotten: each brings one.": lambda sizes: by_formula(sizes, sizes[-1], 0),
        "Yours has one parameter too many, or one neuron: the network must not be larger than the deep one.": (
            "    return m - 1",
            "    return m",
        ),
        "One neuron fewer than fits.": ("    return m - 1", "    return m - 2"),
        "These are all hidden neurons of the deep network. Asked is not the number of neurons, but that of parameters.": (
            lambda sizes: sum(sizes[1:-1])
        ),
        "This is the deep network's widest layer. One layer in place of several can be wider.": (
            lambda sizes: max(sizes[1:-1])
        ),
        "A share of a neuron is no neuron: round down.": (
            lambda sizes: (count_parameters(sizes) - sizes[-1]) / (sizes[0] + sizes[-1] + 1)
        ),
        "This is the number of parameters of the deep network. Asked is a width.": lambda sizes: count_parameters(sizes),
    },
)
def equally_large(sizes):
    """sizes of a deep network, such as [256, 30, 20, 10] → the largest width m with which [256, m, 10] has at most as
    many parameters."""
    m = 1
    while count_parameters([sizes[0], m, sizes[-1]]) <= count_parameters(sizes):
        m += 1
    return m - 1
