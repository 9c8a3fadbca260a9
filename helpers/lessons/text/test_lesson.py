"""Notebook 09: the numbers of its prose, looked at in a run of its cells; its pictures draw what they claim."""

import re
from itertools import pairwise, product

import numpy as np
from matplotlib.patches import Rectangle

from helpers.lessons.text import pictures
from helpers.lessons.text.prose import load_prose
from helpers.plots.style import INK
from helpers.results import results
from helpers.words import speaking
from tests.figures import artists, texts
from tools import writing
from tools.writing import LANGUAGES

# what a learner would change: {cell id: (a text that stands there once, what is written in its place), or a list}
CHANGES = [
    {"after-09-1": ("length = 8", "length = 3"), "expects-1": ("number = 60", "number = 7")},
    {"answer-09-q": [("0.9, 16, 1, epoch", "0.9, 128, 1, epoch"), ("(path, 3), 3", "(path, 1), 1")]},
]


def test_the_text_is_what_the_prose_says_of_it():
    assert set(load_prose("en")) == set("abcdefghijklmnopqrstuvwxyz ,.'")
    for language in set(LANGUAGES) - {"en"}:
        text = load_prose(language)
        assert 397 < len(set(text)) <= 400 and 4 < len(load_prose("en")) / len(text) < 5
        with speaking(language):
            assert load_prose() == text
    assert load_prose("xx") == load_prose("en")


def test_prose_is_made_without_code_formulas_and_headings():
    assert not re.search(r"[`$|<>#*]", "".join(map(load_prose, LANGUAGES)))


def test_the_first_loss_is_about_the_logarithm_of_the_number_of_symbols(notebook):
    names = notebook.namespace
    X, labels, k = names["X_test"], names["y_test"], names["k"]
    assert k == 30 and abs(names["first"] - np.log(30)) < 0.4
    for seed in range(5):
        start = names["initialize"]([8 * k, 128, k], seed)
        assert abs(names["cost"](X, labels, *start) - np.log(k)) < 0.4  # and yet the shares vary:
        assert np.ptp(k * names["softmax"](names["forward"](X, *start)[-1]).mean(axis=0)) > 1


def test_it_learns_far_more_than_the_most_frequent_symbol(notebook):
    labels = notebook.namespace["y_test"]
    most = np.bincount(labels).max() / len(labels)
    last = notebook.namespace["history"][-1]
    assert most < 0.25 and 0.45 < last.validation_accuracy < 0.65


def test_what_it_writes_at_three_temperatures(notebook):
    write, path = notebook.namespace["write"], notebook.namespace["path"]
    words = set(load_prose("en").split())

    def known(t):
        """The share of written words that stand in the text, and how many different ones there are."""
        written = write(path[-1], t, 600).split()
        return np.mean([word in words for word in written]), len(set(written)) / len(written)

    (_, cold), (some, warm), (few, _) = known(0.05), known(0.7), known(3)
    assert cold < 0.3 < warm and few < 0.4 < some  # "the same few words", "babbles"
    assert np.mean([word in words for word in write(path[0], 0.7, 600).split()]) < 0.3 < some


def test_the_gap_grows_from_each_start():
    rows = results("text")
    assert len(rows) == len(LANGUAGES) * len(writing.LENGTHS) * 5 * writing.EPOCHS
    for language, seed in product(LANGUAGES, range(5)):
        chosen = rows[(rows["language"] == language) & (rows["seed"] == seed)]
        two, eight = (chosen[chosen["length"] == length] for length in (2, 8))
        fall = {name: eight[name][5] - eight[name][11] for name in ("training", "test")}
        assert fall["test"] < fall["training"] / 2  # "hardly, or it rises"
        gaps = [eight["test"][epoch - 1] - eight["training"][epoch - 1] for epoch in (3, 6, 9, 12)]
        assert all(later > earlier for earlier, later in pairwise(gaps))
        assert gaps[-1] > two["test"][11] - two["training"][11]
        assert (eight["test"][11] < two["test"][11]) == (language == "en")  # as both say


def test_the_window_slides_by_one_and_the_next_character_is_in_the_box():
    fig = pictures.sliding("abc efgh", 3, steps=2)
    assert "".join(texts(fig)[1:]) == "abc␣efgh" * 2 and "“abc” → “ ”; “bc ” → “e”" in fig.alt
    assert [(patch.get_x(), patch.get_width()) for patch in artists(fig, Rectangle)] == [(0, 3), (3, 1), (1, 3), (4, 1)]
    dark = [text.get_color() == INK for text in fig.texts[1:]]
    assert np.flatnonzero(dark).tolist() == [0, 1, 2, 3, 8 + 1, 8 + 2, 8 + 3, 8 + 4]
