"""ChainNudge without a browser: what is refused, and what is saved."""

import re

import pytest

from helpers.widgets import ChainNudge


@pytest.mark.parametrize("given", [{"case": 3}, {"at": 1.6}, {"nudge": 0.51}, {"nudge": 0.1, "zoom": 10}, {"zoom": 2}])
def test_what_does_not_fit_is_refused(given):
    with pytest.raises(ValueError, match="expected"):
        ChainNudge(**given)


def test_still_picture_and_words():
    saved = ChainNudge(2, nudge=0.1)._saved()
    assert "Δz is 0.2262 by the slopes, 0.243 true" in saved["text/plain"] and "image/png" in saved
    assert re.search("alt=.*Run this cell.*Nudge: <b>0.1</b>", saved["text/html"], re.DOTALL)
