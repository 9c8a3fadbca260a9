"""Notebook 06: the numbers of its prose, looked at in a run of its cells; its figures draw what they claim."""

import numpy as np
import pytest
from matplotlib.patches import Rectangle

from helpers import Momentum, load_mnist, train
from helpers.lessons.mnist import pictures
from helpers.lessons.mnist.votes import tenths, votes
from helpers.preprocess import rasterize, stages
from helpers.results import results
from tools.experiments import begun

# what a learner would change: {cell id: (a text that stands there once, what is written in its place), or a list}
CHANGES = [
    {"random-1": ("0.3, 0.9, 20, 50, 0", "0.1, 0.5, 10, 3, 0")},
    {"5-your-network-1": ("[128]", "[]"), "5-your-network-4": ("epochs = 6", "epochs = 1")},
    {
        "5-your-network-1": [("[128]", "[4] * 6"), ("10], 0)", "10], 3)")],
        "5-your-network-4": [("epochs = 6", "epochs = 1"), ("0.3 *", "0.03 *"), ("eta, 0.9, 64", "eta, 0.5, 128")],
    },
    {"4-what-is-needed-is-a-function-3": ('"one hidden neuron": [1]', '"one hidden neuron": [2]')},
    {"your-own-hand-1": ("digit=4", "digit=7")},
]


@pytest.fixture(scope="module")
def digits():
    return load_mnist()


def right(notebook, images, labels):
    return (notebook.namespace["read"](images).argmax(axis=1) == labels).mean()


# ---- the numbers of the text ----


def test_the_digits(notebook, digits):
    X, y, X_test, _ = digits
    assert (X.shape, X_test.shape) == ((60_000, 784), (10_000, 784)) and y[:3].tolist() == [5, 0, 4]
    text = notebook.outputs["1-look-at-the-digits-first-5"].text
    assert "81% of the pixels" in text and "60,000 images: 67 pixels" in text
    assert "Answer of 06.p: 82 %" in notebook.outputs["2-a-reader-that-does-not-learn-3"].text


def test_three_function_sets(notebook):
    one, none, thirty = notebook.namespace["shares"].values()
    assert one < 0.4 and 0.9 < none < 0.925 and 0.93 < thirty < 0.96


def test_shuffled_pixels_are_read_as_well(notebook):
    assert notebook.namespace["order"][11 - 1] == 1 - 1  # "pixel 1 goes to place 11"
    assert abs(notebook.namespace["shuffled"] - notebook.namespace["shares"]["30 hidden neurons"]) < 0.01


def test_one_output_says_what_lies_between_and_mostly_misses_by_one(notebook):
    misses = notebook.namespace["misses"]
    assert np.mean(misses[misses > 0] == 1) > 0.5
    assert 0.45 < notebook.namespace["one_right"] < 0.65 and len(notebook.namespace["between"]) >= 10
    assert 5.5 < notebook.namespace["says"][notebook.namespace["between"]].mean() < 7.6


def test_before_the_long_training(notebook):
    assert 2.3 < notebook.namespace["first_cost"] < 2.8 and notebook.namespace["too_large"] > 6
    assert 0.35 < notebook.namespace["ten_only"] < 0.5
    assert "step 10: cost 0.0" in (text := notebook.outputs["by-heart"].text) and "100% right" in text
    assert notebook.namespace["y"][:10].tolist() == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4]


def test_a_falling_rate_reads_more_in_four_of_five_pairs():
    table = results("falling")
    ahead = np.sort(table["falls"] - table["stays"])
    assert table["seed"].tolist() == [0, 1, 2, 3, 4] and np.round(10_000 * ahead).tolist() == [-2, 1, 4, 21, 26]


def test_neurons_that_start_alike_stay_alike(notebook):
    names, said = notebook.after["random-1"], notebook.outputs["random-1"].text
    assert np.ptp(names["weights"][0], axis=0).max() < 1e-12 and np.abs(names["weights"][0] - 0.5).min() > 0.1
    assert "Answer of 05d.q: 1\n" in said and "all weights 0: the largest slope of W¹ is 0.0" in said


def test_it_reads_what_it_was_asked_to(notebook, digits):
    history = notebook.namespace["history"]
    assert notebook.namespace["accuracy"] >= 0.975 and notebook.namespace["accuracy"] == right(notebook, *digits[2:])
    assert history[0].validation_accuracy > 0.82 and history[-1].accuracy > history[-1].validation_accuracy
    assert [record.epoch for record in history] == [1, 2, 3, 4, 5, 6]
    assert {array.dtype.name for arrays in notebook.namespace["path"][-1] for array in arrays} == {"float32"}


def test_a_training_that_was_stopped_is_no_answer(notebook):
    """As an interrupt after two epochs leaves it: fewer than 300 wrong, and yet not what six epochs come to."""
    seen, last = [], notebook.cells["5-your-network-4"].source.splitlines()[-1]
    for history in (notebook.namespace["history"], notebook.namespace["history"][:2], []):
        own = {"history": history, "compare": lambda id, truth: seen.append(truth)}
        exec(last, notebook.namespace | own)
    assert seen == [pytest.approx(10_000 * (1 - notebook.namespace["accuracy"])), None, None]


def test_readers_that_were_not_all_trained_are_asked_for(notebook):
    names = notebook.namespace | {"readers": dict(list(notebook.namespace["readers"].items())[:1])}
    with pytest.raises(RuntimeError, match="trains three networks was stopped. Run it again"):
        exec(notebook.cells["one-number"].source, names)


def test_mistakes_and_confidence(notebook, digits):
    counts = notebook.namespace["counts"]
    assert counts.sum() == 10_000 and np.isclose(np.trace(counts) / 10_000, notebook.namespace["accuracy"])
    straight, swapped = notebook.namespace["straight"], notebook.namespace["swapped"]
    assert abs(straight.max(axis=1).mean() - notebook.namespace["accuracy"]) < 0.03
    assert swapped.max(axis=1).mean() > 0.5 and right(notebook, 1 - digits[2], digits[3]) < 0.15
    assert "near the diagonal; ink and paper swapped lie far below" in notebook.outputs["7-where-it-errs-5"].alts[0]


def ones(flag, drop, n=20):
    """n drawings of a 1 whose flag is so broad and falls so far, in heights of the digit; as the pad shows them."""
    random, images = np.random.default_rng(0), []
    for lean in random.uniform(-0.02, 0.08, n):
        tip = [0.5 + lean - flag + 0.01 * random.normal(), 0.15 + 0.6 * (drop + 0.03 * random.normal())]
        line = [[0.5 + lean, 0.15], [0.5 - lean, 0.75]]
        images.append(stages(rasterize([[tip] * bool(flag) + line]))["frame"].ravel())
    return np.array(images, np.float32)


PLAIN, SHORT, LONG = ones(0, 0), ones(0.06, 0.12), ones(0.25, 0.5)


def test_a_one_with_a_long_flag_is_read_wrong_for_the_training_data_have_few(notebook, digits):
    plain, short, flagged = (notebook.namespace["read"](images).argmax(axis=1) for images in (PLAIN, SHORT, LONG))
    assert (plain == 1).all() and (short == 1).all() and (flagged == 1).mean() < 0.7
    X, y, *_ = digits
    squares = np.einsum("ij, ij -> i", X, X)  # |X − x|² is |X|² − 2 X · x and a constant
    far = [squares - 2 * some @ X.T for some in (PLAIN, LONG)]
    near = [np.mean(y[of_all.argpartition(10, axis=1)[:, :10]] == 1) for of_all in far]
    assert near[0] == 1 and near[1] < 0.5


@pytest.mark.weekly
def test_from_five_starts(digits):
    """"About four in ten digits want the opposite", and "about three in ten were taken for a 1"."""
    (X, y, *_), said = digits, []
    for seed in range(5):
        network = begun(seed)
        blue = (network.deltas(network.forward(X[:10_000]), y[:10_000])[0] < 0).mean(axis=0)
        assert 0.35 < np.minimum(blue, 1 - blue).mean() < 0.46
        train(network, X, y, epochs=4, batch_size=64, optimizer=Momentum(0.1, 0.9), seed=seed)
        assert all((network.predict(images) == 1).all() for images in (PLAIN, SHORT))
        said.append(network.predict(LONG))
    shares = np.bincount(np.concatenate(said), minlength=10) / 100
    assert 0.15 < shares[1] < 0.45 and shares[4] + shares[9] > 0.5 * (1 - shares[1])


# ---- the figures ----


def test_votes_add_up_to_the_scores_and_the_frame_to_what_is_said_of_it():
    neurons, random = 8, np.random.default_rng(0)
    sizes = [(neurons, 16), (3, neurons)]
    weights, biases = [random.normal(size=size) for size in sizes], [random.normal(size=size[0]) for size in sizes]
    x = random.uniform(size=16)
    fig = votes(x, weights, biases, np.tanh)
    each = weights[1] * np.tanh(weights[0] @ x + biases[0])
    scores = each.sum(axis=1) + biases[1]
    _, second, best = np.argsort(scores)
    bars = [bar.get_height() for bar in fig.findobj(Rectangle) if bar.get_width() == pytest.approx(0.6)]
    for_best, for_second, lead = np.reshape(bars, (3, 6))
    assert lead == pytest.approx(for_best - for_second)
    assert np.sort(np.abs(lead)) == pytest.approx(np.sort(np.abs(each[best] - each[second]))[-6:])
    texts = [text.get_text() for text in fig.texts]
    assert texts[0].startswith(f"Why {best}, not {second}: neuron ")
    assert f"together {tenths(lead[:2].sum())}" in texts
    assert {tenths(scores[best]), tenths(scores[second]), tenths(scores[best] - scores[second])} <= set(texts)
    assert f"between {best}, which has the highest score" in fig.alt


def test_reliability_tells_honest_scores_from_overconfident_ones():
    random = np.random.default_rng(0)
    sure = random.uniform(0.5, 1, 5000)
    scores = np.column_stack([sure, 1 - sure])
    honest = (random.random(5000) > sure).astype(int)
    fig = pictures.reliability({"honest": (scores, honest), "always wrong": (scores, np.ones(5000, int))})
    _, first, second = fig.axes[0].lines
    assert np.allclose(first.get_xdata(), first.get_ydata(), atol=6)
    assert not second.get_ydata().any()
    assert "honest lie near the diagonal; always wrong lie far below it" in fig.alt
