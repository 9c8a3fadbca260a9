"""Notebook 05: its figures draw what they claim, and every number in its text is right."""

import inspect
import re
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Polygon

from helpers import Momentum, Network, circles, lecture, numerical_gradient, plots, sigmoid, train
from helpers.exercises.content import bugs
from helpers.exercises.exercise import EXERCISES
from helpers.plots.backprop import four
from helpers.plots.style import RED

NOTEBOOK = Path(__file__).parents[1] / "notebooks" / "05_backpropagation.ipynb"
X, T = np.array([[1.0, -1.0]]), np.array([[1.0, 0.0]])
PAIRS = {
    "squared": ("sigmoid", "squared_error"),
    "binary": ("sigmoid", "binary_cross_entropy"),
    "softmax": ("softmax",),
}


@pytest.fixture(scope="module")
def prose():
    """The text cells, with true minus signs made plain."""
    import nbformat

    cells = nbformat.read(NOTEBOOK, 4).cells
    return "\n".join(c.source for c in cells if c.cell_type == "markdown").replace("−", "-")


def network(pair="squared"):
    return lecture.network(*PAIRS[pair])


def deltas(pair="squared"):
    """δ of layers 1, 2 and 3, (2,) each."""
    net = network(pair)
    return [d[0] for d in net.deltas(net.forward(X), T)]


def slope(z):
    return sigmoid(z) * (1 - sigmoid(z))


def written(*numbers):
    """(−0.3537, 0.3694), as the text writes a pair."""
    return "(" + ", ".join("0" if abs(n) < 5e-7 else f"{n:.4f}" for n in numbers) + ")"


# ---- the numbers of the text ----


def test_pairs_in_the_text(prose):
    first, second, last = deltas()
    soft1, soft2, soft3 = deltas("softmax")
    W2, W3 = network().weights[1:]
    a, z = network().forward(X)
    gain1, gain2 = slope(z[0][0]), slope(z[1][0])
    element = soft3 * [1, 0]
    early = W3 - np.outer(soft3, a[2][0])
    pairs = {
        "δ³, squared error": last,
        "δ³, binary cross-entropy": deltas("binary")[2],
        "δ¹": first,
        "δ¹ without ᵀ": gain1 * (W2 @ second),
        "softmax δ³": soft3,
        "softmax δ³ by element": element,
        "softmax δ²": soft2,
        "softmax δ¹": soft1,
        "one path": gain2 * (W3[0] * soft3[0]),
        "by element": gain2 * (W3.T @ element),
        "softmax δ¹ without ᵀ": gain1 * (W2 @ soft2),
        "σ′ at a": slope(a[2][0]) * (W3.T @ soft3),
        "too early": gain2 * (early.T @ soft3),
    }
    missing = {name: written(*pair) for name, pair in pairs.items() if written(*pair) not in prose}
    assert not missing
    stated = {tuple(p) for p in re.findall(r"\((-?0\.\d{4}), (-?0\.\d{4}|0)\)", prose)}
    assert stated == {tuple(written(*pair)[1:-1].split(", ")) for pair in pairs.values()}


def test_single_numbers_in_the_text(prose):
    second, last = deltas()[1:]
    a, z = network().forward(X)
    moved = network()
    moved.theta -= moved.gradient(X, T)
    z4, outgoing, incoming = z[1][0, 1], np.array([-1, 4]), np.array([-2, -1])
    numbers = {
        "gains": slope(np.concatenate([z[0][0], z[1][0]])),
        "σ′ at a₄": [slope(a[2][0, 1])],
        "∂l/∂z₄": [second[1], slope(z4) * outgoing[0] * last[0], slope(z4) * incoming @ last],
        "sum": [outgoing @ last],
        "fork": [2 * 0.7 * np.sin(0.7), 2 * 0.7 * np.sin(0.7) + (0.49 + 2 * np.sin(0.7)) * np.cos(0.7)],
        "∂z/∂w": [a[2][0, 1]],
        "best gains": [0.25**3],
        "loss at θ¹": [moved.loss(X, T)[0]],
        "largest": [np.abs(deltas("softmax")[2]).max(), np.abs(deltas("softmax")[0]).max()],
    }
    for name, values in numbers.items():
        for value in values:
            assert f"{value:.4f}" in prose, (name, value)
    assert (outgoing == network().weights[2][:, 1]).all() and (incoming == network().weights[1][1]).all()
    assert f"{0.25**10:.1e}" == "9.5e-07" and r"9.5\cdot10^{-7}" in prose
    allowed = {f"{abs(v):.4f}" for values in [*numbers.values(), *map(np.ravel, deltas())] for v in values}
    pairs = re.sub(r"\(-?[\d.]+, -?[\d.]+\)", "", prose)
    assert set(re.findall(r"\d\.\d{4}", pairs)) <= allowed


def test_counts_in_the_text(prose):
    parameters = lecture.count_parameters([256, 1000, 1000, 10])
    assert f"{2 * parameters:,}" == "2,536,020" and "Two and a half million forward passes" in prose
    assert 2 * network().n_parameters == 36 and "36 in all" in prose
    for width, layers, claim in [(2, 10, "4,072 against 20"), (10, 4, "12,340\nagainst 40")]:
        assert claim in prose
        assert [f"{n:,}" for n in (paths(width, layers), width * layers)] == claim.replace("\n", " ").split(" against ")
    assert paths(2, 3) == 22 and "22 evaluations for six numbers, and the sixteen" in prose
    forward, back = sum(W.size for W in network().weights), sum(W.size for W in network().weights[1:])
    assert (forward, back, forward + back + 4) == (12, 8, 24) and "Together 24" in prose


def paths(width, layers):
    """Evaluations if every neuron asks all behind it."""
    return width * sum(sum(width**j for j in range(depth)) for depth in range(1, layers + 1))


def test_a_sure_and_wrong_sigmoid_passes_back_little(prose):
    y = 0.999
    assert f"{y * (1 - y) * y:.3f}" == "0.001" and "passes back only 0.001" in prose


def test_slips_are_far_above_the_limit_of_the_gradient_check():
    net = network("softmax")
    judge = numerical_gradient(net, X, T)
    a, z = net.forward(X)
    wrong = [slope(z[0][0]) * (net.weights[1] @ deltas("softmax")[1]), *deltas("softmax")[1:]]
    mine = np.concatenate([p for d, w in zip(wrong, a, strict=False) for p in (np.outer(d, w[0]).ravel(), d)])
    assert np.linalg.norm(mine - judge) / (np.linalg.norm(mine) + np.linalg.norm(judge)) > 1e-3


def test_the_squared_network_goes_down_as_printed(prose):
    net, losses = network(), []
    for _ in range(3):
        losses.append(round(net.loss(X, T)[0], 4))
        net.theta -= net.gradient(X, T)
    assert losses == [0.4168, 0.3679, 0.3177] and "to a loss of 0.3679" in prose


def test_the_first_of_ten_sigmoid_layers_has_a_ten_millionth_of_the_slope():
    X, y = circles(100)
    net = Network([2, *[16] * 10, 2], activation="sigmoid", dtype=np.float64)
    sizes = [np.abs(delta).mean() for delta in net.deltas(net.forward(X), y)]
    assert 0.5e-7 < sizes[0] / sizes[-1] < 2e-7


def test_one_hidden_layer_of_sigmoids_learns_the_circles_and_four_do_not(prose):
    assert "One hidden layer learns the circles, four only guess" in prose
    X, y = circles(200, seed=0)
    for activation, depth, share in [("sigmoid", 1, 1.0), ("sigmoid", 4, 0.5), ("relu", 4, 1.0)]:
        net = Network([2, *[16] * depth, 2], activation=activation, seed=0)
        *_, last = train(net, X, y, epochs=60, batch_size=20, optimizer=Momentum(0.05))
        assert net.accuracy(X, y) == share


def test_equal_neurons_stay_equal():
    net = Network([2, 2, 2, 2], "sigmoid", "sigmoid", "squared_error", dtype=np.float64)
    net.theta = np.full(18, 0.5)
    for _ in range(1000):
        net.theta -= net.gradient([[1, -0.5]], T)
    assert np.allclose(net.weights[0][0], net.weights[0][1], rtol=0, atol=1e-9)
    zero = Network([2, 2, 2, 2], "sigmoid", initialization="zeros", dtype=np.float64)
    (dW1, _), (dW2, _), (dW3, _) = zero.split(zero.gradient(X, T))
    assert not dW1.any() and not dW2.any() and dW3.all()


def test_the_rule_misses_a_large_nudge_by_2_and_by_7_percent(prose):
    assert "by 2 and by 7 percent" in prose
    numbers = re.findall(r"(\d\.\d{4}) by the rule and (\d\.\d{4}) in truth", plots.chain_rule().alt)
    assert [round(100 * (1 - float(rule) / float(truth))) for rule, truth in numbers] == [2, 7]


# ---- the bug hunt ----


@pytest.mark.parametrize(
    "network, line, mended, wrong",
    [
        (bugs.network_a, "np.maximum(z[l - 1], 0)", "(z[l - 1] > 0)", "W1 b1 W2 b2"),
        (bugs.network_b, "Y * (1 - Y) * (Y - T)", "(Y - T)", "W1 b1 W2 b2 W3 b3"),
        (bugs.network_c, "delta.mean(axis=0)", "delta.sum(axis=0)", "b1 b2 b3"),
    ],
)
def test_a_planted_bug_is_found_in_its_blocks_and_can_be_mended(network, line, mended, wrong):
    find_the_bug = EXERCISES["05b.4"].reference
    flags = bugs.blocks(find_the_bug(bugs.cost, network, bugs.THETA, 1e-4)[1])
    assert [name for name, flag in zip(bugs.BLOCKS, flags, strict=True) if flag.any()] == wrong.split()
    source = inspect.getsource(network)
    assert source.count(line) == 1
    names = dict(vars(bugs))
    exec(source.replace(line, mended), names)
    assert not find_the_bug(bugs.cost, names[network.__name__], bugs.THETA, 1e-4)[1].any()


def test_no_example_of_the_hunt_lies_near_the_corner_of_relu_and_a_with_the_equals_sign_would_be_wrong():
    z = np.concatenate(bugs.forward(bugs.THETA)[1][:2], axis=1)
    assert np.abs(z).min() > 0.1 and (z < 0).any()


def test_the_hunt_counts_with_the_learners_own_check(capsys):
    bugs.hunt(lambda loss, gradient, theta, step: ...)
    assert capsys.readouterr().out == "The hunt begins when exercise 05.5 is right.\n"
    bugs.hunt(EXERCISES["05b.4"].reference)
    head, a, b, c = capsys.readouterr().out.splitlines()
    assert head.split() == ["wrong", "slopes", "W1", "b1", "W2", "b2", "W3", "b3"]
    assert a.endswith("0 of 6    0 of 2") and c.split()[1:7] == ["0", "of", "12", "4", "of", "4"]
    assert {len(line) for line in (head, a, b, c)} == {len(head)}


# ---- the figures ----


def texts(fig):
    return [text.get_text() for ax in fig.axes for text in ax.texts]


def patches(fig, kind):
    return [patch for patch in fig.axes[0].patches if isinstance(patch, kind)]


NET = network()
FIGURES = {
    "chain_rule": plots.chain_rule,
    "sigmoid_slope": partial(plots.sigmoid_slope, [4, -2]),
    "amplifier": partial(plots.amplifier, 0.0985, [-1, 4], [-0.09, 0.12]),
    "backward_network": partial(plots.backward_network, NET, X[0], T[0]),
    "lecture_backward": plots.lecture_backward,
    "forward_factors": partial(plots.forward_factors, NET, X[0], [(0, 1, 1), (1, 1, 1), (2, 1, 1)]),
    "two_passes": partial(plots.two_passes, NET, X[0], T[0]),
    "recursion_trees": plots.recursion_trees,
    "evaluations": plots.evaluations,
    "gradient_cost": partial(plots.gradient_cost, [1, 2], [0.1, 0.2], [0.2, 0.4], [10, 20], [0.1, 0.2], [1, 4]),
    "vanishing": plots.vanishing,
}


@pytest.mark.parametrize("name", FIGURES)
def test_each_figure_has_words_and_is_small(name):
    fig = FIGURES[name]()
    assert isinstance(fig, Figure) and len(fig.alt) > 60
    assert len(plots.to_png(fig)) < 60_000


def test_the_chain_rule_is_exact_in_the_limit():
    assert {"×1.4000", "×0.8823", "×0.6442", "×0.7648", "×1.7784"} <= set(texts(plots.chain_rule()))
    assert "Δz is 0.2262 by the rule and 0.2430 in truth" in plots.chain_rule().alt
    assert "their sum is 2.2621; Δz is 0.0023 by the rule and 0.0023 in truth" in plots.chain_rule(nudge=0.001).alt


@pytest.mark.parametrize("pair", PAIRS)
def test_the_backward_network_carries_every_number(pair):
    net = network(pair)
    fig, shown = plots.backward_network(net, X[0], T[0]), deltas(pair)
    a, z = net.forward(X)
    numbers = np.concatenate([*shown, slope(z[0][0]), slope(z[1][0])])
    sums = np.concatenate([shown[1] @ net.weights[1], shown[2] @ net.weights[2]])
    assert {four(n) for n in numbers} | {f"sum {four(n)}" for n in sums} <= set(texts(fig))
    assert all(four(n) in fig.alt for n in numbers)
    assert len(patches(fig, Polygon)) == 4 and len(patches(fig, Circle)) == 2
    weights = [t for t in texts(fig) if re.fullmatch(r"−?\d", t)]
    assert sorted(weights) == sorted(["2", "−1", "−2", "−1", "3", "−1", "−1", "4"])


def test_the_backward_network_takes_other_shapes():
    net = Network([3, 4, 2, 1], "sigmoid", "sigmoid", dtype=np.float64)
    fig = plots.backward_network(net, [1, 2, 3], [1])
    assert len(patches(fig, Polygon)) == 6 and len(patches(fig, Circle)) == 1


def test_wrong_deltas_get_a_cross():
    shown = deltas()
    shown[0] = shown[0] + [0, 0.01]
    fig = plots.backward_network(NET, X[0], T[0], deltas=shown)
    assert [t for t in texts(fig) if "✗" in t] == [four(shown[0][1]) + " ✗"]
    assert fig.alt.endswith("Marked as wrong: ∂l/∂z of neuron 2.")
    assert "✗" not in "".join(texts(plots.backward_network(NET, X[0], T[0], deltas=deltas())))


def test_the_panel_of_pairs_shows_input_target_and_loss():
    fig = plots.lecture_backward(0.0, 0.0, (0, 1), ("softmax", "cross_entropy"))
    loss = lecture.network("softmax").loss([[0, 0]], [[0, 1]])[0]
    assert fig.alt.startswith(f"Input (0, 0), loss {four(loss)}.")
    assert "$\\hat{y}_2$ = 1" in texts(fig)


def test_circled_weights_show_the_value_on_their_wire():
    fig = FIGURES["forward_factors"]()
    rings = [c for c in patches(fig, Circle) if not c.get_fill()]
    assert len(rings) == 6
    assert all(number in fig.alt for number in ("−1.0000", "0.1192", "0.1107"))


@pytest.mark.parametrize("layer, row, column", [(1, 1, 2), (2, 2, 2), (3, 2, 1)])
def test_two_passes_multiply_to_the_gradient(layer, row, column):
    fig = plots.two_passes(NET, X[0], T[0], layer, row, column)
    dW = NET.split(NET.gradient(X, T))[layer - 1][0]
    assert texts(fig)[0].endswith(f"=  {four(dW[row - 1, column - 1])}")
    chosen = [t for t in fig.axes[0].texts if t.get_bbox_patch() and t.get_color() == "white"]
    assert [t.get_text() for t in chosen] == [four(deltas()[layer - 1][row - 1])]


def test_the_amplifier_multiplies_a_sum():
    fig = plots.amplifier(0.5, [2, -3], [0.1, 0.2])
    assert {"sum −0.4000", "0.5000", "−0.2000", "×2", "×−3"} <= set(texts(fig))


def test_the_trees_have_22_balls_and_16_in_red():
    fig = plots.recursion_trees()
    balls = patches(fig, Circle)
    red = [b for b in balls if np.allclose(b.get_edgecolor()[:3], [int(RED[i : i + 2], 16) / 255 for i in (1, 3, 5)])]
    assert (len(balls), len(red)) == (22, 16)


@pytest.mark.parametrize("width, layers", [(2, 3), (2, 10), (3, 5), (10, 4)])
def test_evaluations_are_counted(width, layers):
    alone, once = (line.get_ydata() for line in plots.evaluations(width).axes[0].lines)
    assert (alone[layers - 1], once[layers - 1]) == (paths(width, layers), width * layers)


def test_the_cost_shows_both_ways():
    left, right = FIGURES["gradient_cost"]().axes
    assert [len(ax.lines) for ax in (left, right)] == [2, 2]
    assert right.get_xscale() == right.get_yscale() == "log"
    assert left.lines[1].get_ydata()[-1] == pytest.approx(400)


def test_sigmoid_fades_and_relu_does_not():
    lines = {line.get_label(): line.get_ydata() for line in plots.vanishing(10, 16).axes[0].lines}
    assert lines["sigmoid"][0] / lines["sigmoid"][-1] < 1e-6
    assert lines["relu"][0] / lines["relu"][-1] > 1e-2
    assert all(len(sizes) == 11 for sizes in lines.values())
