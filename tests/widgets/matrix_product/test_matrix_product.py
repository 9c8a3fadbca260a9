"""MatrixProduct without a page: the numbers that it sends, what is refused, the still picture."""

import numpy as np
import pytest

from helpers.widgets import MatrixProduct
from helpers.widgets.matrix_product import MOST

A, W, B = np.array([[1, -1], [2, 1], [0, -1]]), np.array([[1, -2], [-1, 1]]), np.array([1, 0])


def test_the_page_gets_the_given_numbers_and_more_around_them(play):
    head = play(MatrixProduct(A, W, B))({"do": "hello", "to": "v 1"})
    assert head["sizes"] == [3, 2, 2] and head["most"] == MOST
    shown = {name: np.array(head[name]) for name in "AWb"}
    assert [one.shape for one in shown.values()] == [(MOST, MOST), (MOST, MOST), (MOST,)]
    for name, given in {"A": A, "W": W, "b": B}.items():
        np.testing.assert_array_equal(shown[name][tuple(map(slice, given.shape))], given)


WRONG = [dict(A=[1, 2]), dict(W=np.ones((2, 3))), dict(b=[1]), dict(b=[[1, 0]]), dict(A=np.ones((7, 2))), dict(A=None),
         dict(A=np.ones((0, 2))), dict(A=[[np.nan, 1]])]


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_what_does_not_fit_is_refused(wrong):
    with pytest.raises(ValueError, match="expected|NaN|numbers"):
        MatrixProduct(**{"A": A, "W": W, "b": B} | wrong)


def test_still_picture_and_words():
    saved = MatrixProduct(A, W, B)._saved()
    assert saved["text/plain"] == "<MatrixProduct: A (3, 2) times Wᵀ (2, 2) plus b (2,)>"
    assert "1 · 1 + (−1) · (−2) + 1 = 4." in saved["text/html"] and "Run this cell" in saved["text/html"]
